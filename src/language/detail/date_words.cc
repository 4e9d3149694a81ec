#include "language/detail/date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace faultline::language::detail {

std::optional<unsigned> month_named(std::string_view form) {
  static const std::unordered_map<std::string_view, unsigned> names = {
      {"January", 1}, {"Jan.", 1},      {"Jan", 1},   {"February", 2}, {"Feb.", 2},
      {"Feb", 2},     {"March", 3},     {"Mar.", 3},  {"April", 4},    {"Apr.", 4},
      {"Apr", 4},     {"May", 5},       {"June", 6},  {"Jun.", 6},     {"July", 7},
      {"Jul.", 7},    {"August", 8},    {"Aug.", 8},  {"Aug", 8},      {"September", 9},
      {"Sept.", 9},   {"Sept", 9},      {"Sep.", 9},  {"October", 10}, {"Oct.", 10},
      {"Oct", 10},    {"November", 11}, {"Nov.", 11}, {"Nov", 11},     {"December", 12},
      {"Dec.", 12},   {"Dec", 12}};
  const auto found = names.find(form);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::optional<unsigned> weekday_named(std::string_view form) {  // Sunday is 0
  static const std::unordered_map<std::string_view, unsigned> names = {
      {"Sunday", 0},   {"Monday", 1}, {"Tuesday", 2},  {"Wednesday", 3},
      {"Thursday", 4}, {"Friday", 5}, {"Saturday", 6}, {"Sun.", 0},
      {"Mon.", 1},     {"Tues.", 2},  {"Tue.", 2},     {"Wed.", 3},
      {"Thurs.", 4},   {"Thu.", 4},   {"Fri.", 5},     {"Sat.", 6}};
  const auto found = names.find(form);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::optional<int> number_word(std::string_view lower) {
  static constexpr std::array<std::string_view, 13> words = {
      "zero",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (lower == "a" || lower == "an") return 1;
  const auto* const found = std::find(words.begin(), words.end(), lower);
  if (found == words.end()) return std::nullopt;
  return static_cast<int>(found - words.begin());
}

bool may_be_relative(std::string_view form) {
  static const std::unordered_set<std::string_view> words = {
      "yesterday", "today", "tonight", "tomorrow", "last",   "this",  "next",   "that", "the",
      "a",         "an",    "one",     "two",      "three",  "four",  "five",   "six",  "seven",
      "eight",     "nine",  "ten",     "eleven",   "twelve", "hours", "minutes"};
  if (form.empty() || form.size() > 9) return false;
  std::string lower(form);
  if (lower.front() >= 'A' && lower.front() <= 'Z')
    lower.front() = static_cast<char>(lower.front() | 0x20);
  return words.contains(lower);
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < 0)
    return std::nullopt;
  return value;
}

std::optional<unsigned> day_number(std::string_view form) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (form.size() > 2 && form.ends_with(ending)) {
      form.remove_suffix(2);
      break;
    }
  }
  if (form.empty() || form.size() > 2) return std::nullopt;
  const auto value = number(form);
  if (!value || *value < 1 || *value > 31) return std::nullopt;
  return static_cast<unsigned>(*value);
}

std::optional<int> year_number(std::string_view form) {
  if (form.size() != 4 || form.front() < '1' || form.front() > '2') return std::nullopt;
  return number(form);
}

}  // namespace faultline::language::detail
