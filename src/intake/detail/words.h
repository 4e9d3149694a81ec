#pragma once
// What a single word of a line is.

#include <algorithm>
#include <array>
#include <string_view>

#include "intake/detail/line_shape.h"

namespace faultline::intake::detail {

template <std::size_t n>
[[nodiscard]] bool is_one_of(std::string_view word, const std::array<std::string_view, n>& list) {
  // The length and the first letter decide nearly always, without a call.
  return !word.empty() && std::any_of(list.begin(), list.end(), [word](auto entry) {
    return entry.size() == word.size() && entry.front() == word.front() && entry == word;
  });
}

template <std::size_t n>
[[nodiscard]] bool begins_with_one_of(std::string_view line,
                                      const std::array<std::string_view, n>& openings) {
  // The first letter decides nearly always, without a call.
  return !line.empty() && std::any_of(openings.begin(), openings.end(), [line](auto opening) {
    return opening.front() == line.front() && line.starts_with(opening);
  });
}

/// Digits only.
[[nodiscard]] bool is_number(std::string_view bare);

/// "monday", "mon", "tues".
[[nodiscard]] bool is_weekday(std::string_view bare);

/// Whether `word` may stand in a list of people's names: "Lee,", "and", "de", "&".
[[nodiscard]] bool is_name_word(const Word& word);

/// "correspondent", "editor", "staff".
[[nodiscard]] bool is_press_job(std::string_view bare);

}  // namespace faultline::intake::detail
