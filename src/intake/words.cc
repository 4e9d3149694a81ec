#include "intake/detail/words.h"

namespace faultline::intake::detail {

using namespace std::string_view_literals;

bool is_number(std::string_view bare) {
  return !bare.empty() && bare.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_weekday(std::string_view bare) {
  static constexpr std::array weekdays = {
      "monday"sv, "tuesday"sv, "wednesday"sv, "thursday"sv, "friday"sv, "saturday"sv,
      "sunday"sv, "mon"sv,     "tue"sv,       "tues"sv,     "wed"sv,    "thu"sv,
      "thur"sv,   "thurs"sv,   "fri"sv,       "sat"sv,      "sun"sv};
  return is_one_of(bare, weekdays);
}

bool is_name_word(const Word& word) {
  static constexpr std::array particles = {
      "and"sv, "de"sv, "la"sv,  "van"sv, "von"sv, "der"sv, "den"sv,  "bin"sv, "al"sv, "el"sv,
      "du"sv,  "da"sv, "dos"sv, "ibn"sv, "abu"sv, "ter"sv, "with"sv, "di"sv,  "le"sv};
  if (word.bare.empty()) return word.written == "&";
  if (word.bare.find_first_of("0123456789@/") != std::string::npos) return false;
  return is_capitalised(word.written) || is_one_of(word.bare, particles);
}

bool is_press_job(std::string_view bare) {
  static constexpr std::array jobs = {
      "correspondent"sv, "correspondents"sv, "reporter"sv,   "reporters"sv, "editor"sv,
      "editors"sv,       "writer"sv,         "writers"sv,    "columnist"sv, "staff"sv,
      "bureau"sv,        "analyst"sv,        "journalist"sv, "desk"sv,      "contributor"sv,
      "producer"sv,      "fellow"sv};
  return is_one_of(bare, jobs);
}

}  // namespace faultline::intake::detail
