#pragma once
// The rows behind the figures, and how they become numbered citations.

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "map/detail/rows.h"
#include "map/map.h"

namespace faultline::map::detail {

/// How much of the map the terminal shows. Citations that it shows get the lowest numbers.
inline constexpr std::size_t printed_citations = 3;  // per figure
inline constexpr std::size_t printed_people = 30;
inline constexpr std::size_t printed_pairs = 15;  // per list of attacks or support

/// The rows that figures point to, by index. Indices are in the order of the study's rows.
class Evidence {
 public:
  explicit Evidence(const Rows& rows);

  [[nodiscard]] int add(const study::StatementRow& row);
  [[nodiscard]] int add(const study::RelationRow& row);
  [[nodiscard]] int add(const study::CodingRow& row);

  /// The at most `limit` surest ones, surest first: corrected by a person or coded by one, then by
  /// confidence, then in order.
  [[nodiscard]] std::vector<int> surest(std::vector<int> indices, std::size_t limit) const;

  /// Numbers `index` if it has no number yet. Rows about the same place share one, unless one is
  /// what somebody says and the other what the outlet says itself.
  int number(int index);

  /// The numbered citations in order. Asks `text_of` once per article.
  [[nodiscard]] Result<std::vector<Citation>> citations(const TextOf& text_of) const;

 private:
  /// Exactly one of the first three is set, except that a coding has its statement too.
  struct Entry {
    const study::StatementRow* statement = nullptr;
    const study::RelationRow* relation = nullptr;
    const study::CodingRow* coding = nullptr;
  };
  using Key = std::tuple<study::ArticleId, ByteSpan, bool>;

  [[nodiscard]] Citation describe(const Entry& entry) const;
  /// What several rows say of one place.
  [[nodiscard]] Citation merged(const std::vector<int>& entries) const;
  /// The statement whose words these are; null for the outlet's own.
  [[nodiscard]] const study::StatementRow* statement_of(const Entry& entry) const;
  [[nodiscard]] static study::ArticleId article_of(const Entry& entry);
  [[nodiscard]] static bool is_by_a_person(const Entry& entry);
  [[nodiscard]] static double confidence_of(const Entry& entry);

  std::map<study::ArticleId, const study::ArticleRow*> articles_;
  std::map<study::StatementId, const study::StatementRow*> statements_;
  std::vector<Entry> entries_;
  std::vector<std::vector<int>> cited_;  // entries by number - 1, in order of their numbering
  std::map<int, int> numbers_;           // entry -> number
  std::map<Key, int> number_by_place_;
};

}  // namespace faultline::map::detail
