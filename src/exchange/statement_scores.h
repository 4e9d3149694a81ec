#pragma once
// How much of a gold set of statements was found, in the measures that are published for PolNeAR.
// Pure functions: what is compared is given, and nothing is kept.
//
// Before any comparison the spans of a role are sorted, trimmed of white space and punctuation, and
// joined where no letter or digit stands between them; so quotation marks and commas at the edges
// never matter. Word tokens are runs of letters, digits and "_".

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/marks.h"
#include "statements/statements.h"

namespace faultline::exchange {

enum class Role : std::uint8_t { Source, Cue, Content };
inline constexpr std::array kRoles{Role::Source, Role::Cue, Role::Content};
[[nodiscard]] std::string_view to_string(Role role);  // "source"

/// Counts of found items. `found_gold` and `found_predicted` differ only where items are sorted by
/// a property of their own, such as their type.
struct Found {
  std::size_t gold = 0;
  std::size_t predicted = 0;
  std::size_t found_gold = 0;
  std::size_t found_predicted = 0;

  /// Per cent; 0 where there is nothing to divide by, but 100 where there is nothing on both sides.
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;

  Found& operator+=(const Found& other);
};

/// One statement of one side and what became of it. By role: canonical spans, and counts.
struct Compared {
  /// Of a gold statement as it was marked, else by its content; none if that holds no word.
  std::optional<statements::StatementType> type;
  std::array<std::vector<CodePointSpan>, 3> spans;
  std::array<bool, 3> is_exact{};            // one of the other side has these spans in this role
  std::array<std::size_t, 3> words{};        // tokens that no earlier statement of its side covers
  std::array<std::size_t, 3> found_words{};  // of these, what the other side covers
  std::optional<std::size_t>
      partner;               // of the other side: half of all words of both contents or more
  bool is_relation = false;  // it has a partner, and their sources share a word or both are absent
  bool is_exact_source = false;  // it has a partner, and their sources are equal
  bool is_strict = false;        // one of the other side is equal in all three roles

  [[nodiscard]] const std::vector<CodePointSpan>& of(Role role) const {
    return spans[static_cast<std::size_t>(role)];
  }
};

/// Both sides of one article, each in the order given.
struct Comparison {
  std::vector<Compared> gold;
  std::vector<Compared> predicted;
  std::array<Found, 3> fragments;  // by role: every different span by itself
};

/// Pairs are one-to-one: by content first (Jaccard index of words), then by source, then by cue.
/// All spans must lie within `text`, which must be valid UTF-8. O(text + gold * predicted).
[[nodiscard]] Comparison compare(std::string_view text, std::span<const MarkedStatement> gold,
                                 std::span<const MarkedStatement> predicted);

/// What is counted; the names are those that scores are published under.
enum class Quantity : std::uint8_t {
  ExactSource,  // exact/source: the role's spans are equal
  ExactCue,
  ExactContent,
  SpansSource,  // spans/source: every different span by itself, for all types together only
  SpansCue,
  SpansContent,
  TokensSource,  // tokens/source: words covered by the role
  TokensCue,
  TokensContent,
  ContentMatch,    // relations/content_match: statements with a partner
  Relation,        // relations/relation: and with a source that shares a word
  RelationSource,  // relations/relation_src: and with an equal source
  Strict,          // relations/strict: equal in all roles
};
inline constexpr std::size_t kQuantities = 13;
[[nodiscard]] std::string_view to_string(Quantity quantity);  // "exact/source"

/// Sums over articles. Gold statements count under their own type, predicted ones under theirs.
class StatementScores {
 public:
  void add(const Comparison& comparison);

  [[nodiscard]] std::size_t articles() const { return articles_; }
  /// For one type, or for all.
  [[nodiscard]] const Found& found(Quantity quantity,
                                   std::optional<statements::StatementType> type = {}) const;

 private:
  std::size_t articles_ = 0;
  std::array<std::array<Found, kQuantities>, 4> found_{};  // all, then by type
};

/// Scores of the statements of one group: an outlet's, a type's, a kind of cues'.
struct GroupScores {
  std::string name;
  Found content_match;
  Found relation;
  Found strict;
};

/// Sums by group. Gold statements count under their own group, predicted ones under theirs.
class GroupedScores {
 public:
  /// Groups stand in the order of `names`, others behind them as they come.
  explicit GroupedScores(std::span<const std::string_view> names = {});

  /// One group for each statement of the comparison, in its order.
  void add(const Comparison& comparison, std::span<const std::string> gold,
           std::span<const std::string> predicted);

  /// Those that hold a statement.
  [[nodiscard]] std::vector<GroupScores> groups() const;

 private:
  GroupScores& group(std::string_view name);
  std::vector<GroupScores> groups_;
};

}  // namespace faultline::exchange
