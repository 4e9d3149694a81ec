#pragma once
// Words and numbers that dates are made of, each read by itself.

#include <optional>
#include <string_view>

namespace faultline::language::detail {

/// "October", "Oct.", "Oct": 1 to 12.
[[nodiscard]] std::optional<unsigned> month_named(std::string_view form);

/// "Sunday", "Sun.": 0 to 6.
[[nodiscard]] std::optional<unsigned> weekday_named(std::string_view form);

/// "a" is 1, "twelve" 12; lower case.
[[nodiscard]] std::optional<int> number_word(std::string_view lower);

/// Whether a date that depends on another day may begin with this word.
[[nodiscard]] bool may_be_relative(std::string_view form);

/// Digits alone; not negative.
[[nodiscard]] std::optional<int> number(std::string_view digits);

/// "5", "05", "5th": a day of a month.
[[nodiscard]] std::optional<unsigned> day_number(std::string_view form);

/// Four digits, 1000 to 2999.
[[nodiscard]] std::optional<int> year_number(std::string_view form);

}  // namespace faultline::language::detail
