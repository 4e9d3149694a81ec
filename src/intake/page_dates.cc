#include <algorithm>

#include "intake/detail/line_kinds.h"
#include "intake/detail/words.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

/// "10:22", "10.22am", "+01:00", "12/05/2024": digits and what stands between them in times and
/// dates.
bool is_clock(std::string_view word) {
  if (word.ends_with("am") || word.ends_with("pm")) word.remove_suffix(2);
  if (word.ends_with('z') || word.ends_with('h')) word.remove_suffix(1);
  return !word.empty() && word.find_first_of("0123456789") != std::string_view::npos &&
         word.find_first_not_of("0123456789:./-+t") == std::string_view::npos;
}

bool is_date_word(std::string_view bare) {
  static constexpr std::array words = {
      "published"sv, "posted"sv,   "updated"sv,    "update"sv,   "last"sv,    "modified"sv,
      "edited"sv,    "created"sv,  "first"sv,      "on"sv,       "at"sv,      "am"sv,
      "pm"sv,        "a.m"sv,      "p.m"sv,        "gmt"sv,      "utc"sv,     "est"sv,
      "edt"sv,       "et"sv,       "pt"sv,         "pst"sv,      "pdt"sv,     "cet"sv,
      "cest"sv,      "bst"sv,      "ist"sv,        "eet"sv,      "msk"sv,     "local"sv,
      "time"sv,      "date"sv,     "issued"sv,     "released"sv, "release"sv, "publication"sv,
      "hrs"sv,       "h"sv,        "online"sv,     "print"sv,    "edition"sv, "the"sv,
      "of"sv,        "original"sv, "originally"sv, "since"sv};
  return bare.empty() || is_one_of(bare, words);
}

bool is_ago_word(std::string_view bare) {
  static constexpr std::array words = {
      "ago"sv,   "hours"sv,     "hour"sv, "minutes"sv, "minute"sv, "mins"sv, "min"sv, "days"sv,
      "day"sv,   "weeks"sv,     "week"sv, "a"sv,       "an"sv,     "one"sv,  "two"sv, "three"sv,
      "today"sv, "yesterday"sv, "just"sv, "now"sv,     "months"sv, "month"sv};
  return is_one_of(bare, words);
}

bool is_small_number(std::string_view bare) {
  static constexpr std::array numbers = {
      "one"sv,  "two"sv, "three"sv,  "four"sv,   "five"sv,    "six"sv,    "seven"sv, "eight"sv,
      "nine"sv, "ten"sv, "eleven"sv, "twelve"sv, "fifteen"sv, "twenty"sv, "thirty"sv};
  return is_one_of(bare, numbers);
}

bool is_reading_word(std::string_view bare) {
  static constexpr std::array words = {"min"sv,    "mins"sv,  "minute"sv,  "minutes"sv,
                                       "read"sv,   "time"sv,  "reading"sv, "to"sv,
                                       "approx"sv, "about"sv, "est"sv,     "estimated"sv};
  return bare.empty() || is_number(bare) || is_small_number(bare) || is_one_of(bare, words);
}

/// Whether the words before the date are a place: "Port Name, 4 March 2031".
bool is_place_before(const Undated& rest, const LineShape& shape) {
  if (!rest.first || rest.words.empty() || rest.words.size() > 4) return false;
  if (rest.words.size() == shape.words.size() || rest.first->end != shape.line.size()) return false;
  return rest.words.back()->written.ends_with(',') &&
         std::all_of(rest.words.begin(), rest.words.end(), [](const Word* word) {
           return is_capitalised(word->written) && word->bare.find('/') == std::string::npos;
         });
}

}  // namespace

bool is_page_date_word(std::string_view bare) {
  return is_date_word(bare) || is_clock(bare) || is_weekday(bare) || is_ago_word(bare) ||
         is_reading_word(bare) || month_number(bare) != 0;
}

PageDate::Label date_label(std::string_view lower) {
  const auto published = std::min(
      {lower.find("published"), lower.find("posted"), lower.find("created"), lower.find("issued")});
  const auto updated = std::min(
      {lower.find("updated"), lower.find("modified"), lower.find("edited"), lower.find("update:")});
  if (published < updated) return PageDate::Label::Published;
  return updated == std::string_view::npos ? PageDate::Label::None : PageDate::Label::Updated;
}

Undated without_dates(const LineShape& shape) {
  Undated found;
  auto date = find_date(shape.line);
  found.first = date;
  for (const auto& word : shape.words) {
    const auto begin = static_cast<std::size_t>(word.written.data() - shape.line.data());
    while (date && date->end <= begin) date = find_date(shape.line, date->end);
    if (!date || begin + word.written.size() <= date->begin) found.words.push_back(&word);
  }
  return found;
}

std::optional<PageDate> page_date(const LineShape& shape) {
  if (shape.line.size() > 140 || shape.words.empty()) return std::nullopt;
  // Most lines begin with a word that no such line has, and do not end with a place's date.
  const std::string_view first = shape.words.front().bare;
  const char last = shape.line.back();
  const bool may_be_place = last >= '0' && last <= '9';
  if (!may_be_place && !is_page_date_word(first)) return std::nullopt;
  const Undated rest = without_dates(shape);
  if (is_place_before(rest, shape)) {
    const bool is_weekday_only = rest.words.size() == 1 && is_weekday(rest.words.front()->bare);
    if (!is_weekday_only) return PageDate{PageDate::Label::Place, rest.first->day};
  }
  bool is_ago = false;
  bool has_clock = false;
  bool has_weekday = false;
  bool has_month = false;
  for (const Word* word : rest.words) {
    const std::string_view bare = word->bare;
    is_ago = is_ago || bare == "ago" || bare == "today" || bare == "yesterday";
    has_clock = has_clock || is_clock(bare);
    has_weekday = has_weekday || is_weekday(bare);
    has_month = has_month || month_number(bare) != 0;
    if (!is_page_date_word(bare)) return std::nullopt;
  }
  PageDate found{.label = date_label(shape.lower), .day = {}};
  if (rest.first) {
    found.day = rest.first->day;
    return found;
  }
  // A line of such words alone needs more than "Yesterday" or "2024" to be about the page.
  const bool is_labelled = found.label != PageDate::Label::None && (is_ago || has_clock);
  const bool is_numeric = shape.words.size() == 1 && shape.line.size() >= 8 && has_clock &&
                          shape.line.size() <= 10 &&
                          std::count(shape.line.begin(), shape.line.end(), '/') == 2;
  const bool is_only_ago = shape.lower.ends_with(" ago") && shape.words.size() <= 4;
  const bool lacks_year = has_weekday && has_month && has_clock && !ends_with_stop(shape.line);
  if (is_labelled || is_numeric || is_only_ago || lacks_year) return found;
  return std::nullopt;
}

bool is_reading_time(const LineShape& shape) {
  if (shape.line.size() > 60 || shape.words.empty() || shape.words.size() > 7) return false;
  bool has_minutes = false;
  bool has_reading = false;
  bool has_number = false;
  for (const auto& word : shape.words) {
    // "Three-minute read", "5-min."
    const std::string_view bare = word.bare;
    const std::size_t hyphen = bare.find('-');
    const std::string_view second =
        hyphen == std::string_view::npos ? std::string_view() : bare.substr(hyphen + 1);
    for (const std::string_view part : {bare.substr(0, hyphen), second}) {
      if (!is_reading_word(part)) return false;
      has_minutes = has_minutes || part.starts_with("min");
      has_reading = has_reading || part.starts_with("read");
      has_number = has_number || is_number(part) || is_small_number(part);
    }
  }
  return has_minutes && has_reading && has_number;
}

}  // namespace faultline::intake::detail
