#pragma once
// Variables of a statement table in the making, and the order of labels.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "networks/statement_table.h"

namespace faultline::exchange::detail {

/// True if `a` comes before `b` by UTF-16 code units, as Java orders strings; both valid UTF-8.
/// Bytes order them alike, but for characters outside the Basic Multilingual Plane, whose
/// surrogates come before U+E000 to U+FFFF.
[[nodiscard]] inline bool utf16_less(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  if (i == a.size() || i == b.size()) return a.size() < b.size();
  const auto x = static_cast<unsigned char>(a[i]), y = static_cast<unsigned char>(b[i]);
  const bool is_swapped = x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0);
  return is_swapped ? x > y : x < y;
}

/// One variable, value by value.
class TextVariable {
 public:
  TextVariable(std::string name, bool of_document) {
    variable_.name = std::move(name);
    variable_.of_document = of_document;
  }
  void add(const std::string& value) {
    const auto [found, is_new] =
        places_.emplace(value, static_cast<std::int32_t>(variable_.labels.size()));
    if (is_new) variable_.labels.push_back(value);
    variable_.values.push_back(found->second);
  }
  [[nodiscard]] networks::Variable take() { return std::move(variable_); }

 private:
  networks::Variable variable_;
  std::unordered_map<std::string, std::int32_t> places_;
};

/// Rows by time, document, begin, end, number.
void sort_rows(networks::StatementTable& table);

/// The nearest number that fits.
[[nodiscard]] std::int32_t clamped(std::int64_t number);

}  // namespace faultline::exchange::detail
