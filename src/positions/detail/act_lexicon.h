#pragma once
// Words by which one actor acts on another, and words of blame and praise
// (models/english/acts.tsv, polarity.tsv). Keyed by lemma.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "positions/positions.h"

namespace faultline::positions::detail {

/// Where the target stands: the object itself, or behind these words ("out at").
struct Route {
  std::string particle;        // may be empty
  std::string preposition;     // empty: the object
  bool is_subject = false;     // "angered Y": the subject is the target, the object acts
  bool is_clause = false;      // the subject of the clause behind it ("alleged that Y lied")
  bool is_holder = false;      // of a noun: who stands there acts ("the support of Y")
  bool is_reciprocal = false;  // both act on each other
};

/// One meaning of a word. No act: what the object is called decides.
struct ActWord {
  std::optional<Act> act;
  int strength = 2;  // 1 mild, 2 plain, 3 strong
  std::vector<Route> routes;
  std::string_view mode;           // PLOVER's; empty: none. Lives as long as the lexicon.
  std::vector<std::string> needs;  // one of these beside it; empty: nothing
};

enum class WordKind : std::uint8_t { Verb, Noun, Adjective, Agent };

/// Immutable.
class ActLexicon {
 public:
  /// The tables built into the program.
  [[nodiscard]] static const ActLexicon& english();
  /// Rows that do not follow the form are skipped. The texts must outlive the lexicon.
  ActLexicon(std::string_view acts, std::string_view polarity);

  /// The meanings of a lemma; empty if it has none. A lemma that lacks its last e ("blam") or
  /// doubles its last letter ("expell") is the word as it should be.
  [[nodiscard]] const std::vector<ActWord>& find(WordKind kind, std::string_view lemma) const;
  /// -1 or +1 for a word of blame or praise ("liar", "hero"), else 0.
  [[nodiscard]] int polarity(std::string_view lemma) const;
  /// -1 for a verb that tells a misdeed ("lie"), +1 for a good one, else 0.
  [[nodiscard]] int deed(std::string_view lemma) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  template <class Value>
  using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  Table<std::vector<ActWord>> words_[4];
  Table<int> polarity_;
  Table<int> deeds_;
};

}  // namespace faultline::positions::detail
