#pragma once
// Whether two titles are one office, or offices that one person does not hold on one day.

#include <string>
#include <string_view>
#include <vector>

namespace faultline::actors::detail {

/// A title cut up: "former Deputy Minister of Water" -> words {deputy, minister, water}.
struct OfficeForm {
  std::string text;                // as written
  std::vector<std::string> words;  // folded, sorted, without "of", "the", "former"
  std::string head;                // the noun that decides: "minister"
  bool is_former = false;
  bool is_deputy = false;     // "deputy", "vice", "assistant"
  bool is_exclusive = false;  // one of those of which a person has one at a time

  friend bool operator==(const OfficeForm&, const OfficeForm&) = default;
};
[[nodiscard]] OfficeForm office_form(std::string_view title);

/// One title has all the words of the other: "minister" and "Minister of Water". A former office
/// agrees with the office. Never for a deputy and his chief.
[[nodiscard]] bool agree(const OfficeForm& a, const OfficeForm& b);

/// Both are exclusive, held now, and not the same: "Minister of Water" and "Governor of Alborz".
[[nodiscard]] bool exclude(const OfficeForm& a, const OfficeForm& b);

}  // namespace faultline::actors::detail
