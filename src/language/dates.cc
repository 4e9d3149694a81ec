#include "language/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "language/detail/characters.h"

namespace faultline::language {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

using Index = std::uint32_t;

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

/// Whether a date that depends on the article's day may begin with this word.
bool may_be_relative(std::string_view form) {
  static const std::unordered_set<std::string_view> words = {
      "yesterday", "Yesterday", "today", "Today",  "tonight", "Tonight", "tomorrow",
      "Tomorrow",  "last",      "Last",  "this",   "This",    "next",    "Next",
      "a",         "A",         "an",    "An",     "one",     "One",     "two",
      "Two",       "three",     "Three", "four",   "Four",    "five",    "Five",
      "six",       "Six",       "seven", "Seven",  "eight",   "Eight",   "nine",
      "Nine",      "ten",       "Ten",   "eleven", "Eleven",  "twelve",  "Twelve"};
  return words.contains(form);
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const char* const last = digits.data() + digits.size();
  const auto [end, error] = std::from_chars(digits.data(), last, value);
  if (error != std::errc{} || end != last || value < 0) return std::nullopt;
  return value;
}

/// "5", "05", "5th": a day of a month.
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

Day make_day(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

Day first_of(year_month month) { return Day{month.year(), month.month(), std::chrono::day{1}}; }

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Reads the dates of one sentence after the other.
class DateFinder {
 public:
  DateFinder(const Document& document, std::optional<Day> published)
      : document_(document), published_(published) {}

  std::vector<DateMention> find() {
    for (const Sentence& sentence : document_.sentences) {
      begin_ = sentence.tokens.begin.value;
      limit_ = sentence.tokens.end.value;
      for (Index i = begin_; i < limit_;) {
        const Index end = read_at(i);
        i = end > i ? end : i + 1;
      }
    }
    return std::move(dates_);
  }

 private:
  [[nodiscard]] std::string_view form(Index i) const {
    return i < limit_ ? document_.form(TokenIndex{i}) : std::string_view();
  }
  [[nodiscard]] bool is(Index i, std::string_view lower) const {
    return i >= begin_ && i < limit_ && detail::lower_case(form(i)) == lower;
  }
  [[nodiscard]] bool is_any(Index i, std::initializer_list<std::string_view> lowers) const {
    if (i < begin_ || i >= limit_) return false;
    return is_one_of(detail::lower_case(form(i)), lowers);
  }
  [[nodiscard]] bool is_before(Index i, std::initializer_list<std::string_view> lowers) const {
    return i > begin_ && is_any(i - 1, lowers);
  }

  Index add(Index begin, Index end, Day first, Precision precision) {
    if (!first.ok()) return begin;
    dates_.push_back({{{begin}, {end}}, {first, precision}});
    return end;
  }

  // One past the date that begins at `i`, or `i`.
  Index read_at(Index i) {
    const std::string_view word = form(i);
    const char c = word.front();
    if (c >= '0' && c <= '9') return read_number(i);
    if (c >= 'A' && c <= 'Z') {
      if (const auto month = month_named(word)) return read_month(i, i, *month);
      if (const auto weekday = weekday_named(word)) return read_weekday(i, *weekday);
    }
    if (published_ && may_be_relative(word)) {
      return read_relative(i);
    }
    return i;
  }

  // "October 20", "Oct. 5, 2031", "October 2023", "in October"; `begin` is where the date's words
  // began.
  Index read_month(Index begin, Index i, unsigned month) {
    if (const auto day = day_number(form(i + 1)); day && !is_percentage(i + 2)) {
      Index end = i + 2;
      if (form(end) == "," && year_number(form(end + 1))) {
        return add_if_day(begin, end + 2, make_day(*year_number(form(end + 1)), month, *day));
      }
      if (const auto year = year_number(form(end))) {
        return add_if_day(begin, end + 1, make_day(*year, month, *day));
      }
      return add_day_of_year(begin, end, month, *day);
    }
    const Index year_at = is(i + 1, "of") || form(i + 1) == "," ? i + 2 : i + 1;
    if (const auto year = year_number(form(year_at))) {
      return add(begin, year_at + 1, make_day(*year, month, 1), Precision::ByMonth);
    }
    return begin == i ? read_month_alone(i, month) : i;
  }

  [[nodiscard]] bool is_percentage(Index i) const {
    return form(i) == "%" || is_any(i, {"percent", "per"});
  }

  Index add_if_day(Index begin, Index end, Day day) {
    return day.ok() ? add(begin, end, day, Precision::ByDay) : begin;
  }

  // "in October", "last May"; "May" alone may be a name or a verb.
  Index read_month_alone(Index i, unsigned month) {
    if (!published_) return i;
    const bool has_sign = is_before(i, {"in", "since", "last", "next", "this", "until", "by",
                                        "during", "early", "late", "of", "from", "through", "mid"});
    if (!has_sign || (month == 5 && document_.tokens[i].upos == Upos::Aux)) return i;
    const auto [year, now, day] =
        std::tuple(published_->year(), published_->month(), published_->day());
    year_month found{year, std::chrono::month{month}};
    const year_month current{year, now};
    const bool is_ahead = is_before(i, {"next"}) || looks_ahead(i);
    if (is_ahead && found < current) found += std::chrono::years{1};
    if (!is_ahead && found > current) found -= std::chrono::years{1};
    if (is_before(i, {"last"}) && found == current) found -= std::chrono::years{1};
    const Index begin = is_before(i, {"last", "next", "this"}) ? i - 1 : i;
    return add(begin, i + 1, first_of(found), Precision::ByMonth) == begin ? i : i + 1;
  }

  // A day without a year: the nearest on or before the article's day.
  Index add_day_of_year(Index begin, Index end, unsigned month, unsigned day) {
    if (!published_) return begin;
    const int year = static_cast<int>(published_->year());
    const bool is_ahead = looks_ahead(begin);
    for (const int shift : {0, 1, 2, 3, 4}) {  // February 29 is up to four years away, or eight
      const Day found = make_day(is_ahead ? year + shift : year - shift, month, day);
      if (!found.ok()) continue;
      if (is_ahead ? found >= *published_ : found <= *published_) {
        return add(begin, end, found, Precision::ByDay);
      }
    }
    return begin;
  }

  // "will", "next", "due" before it in the sentence: the date lies ahead.
  [[nodiscard]] bool looks_ahead(Index i) const {
    constexpr Index reach = 14;
    for (Index k = i; k > begin_ && i - k < reach;) {
      --k;
      const Token& token = document_.tokens[k];
      if (token.xpos == "VBD") return false;
      if (is_any(k,
                 {"will", "'ll", "’ll", "shall", "next", "coming", "upcoming", "scheduled", "due"}))
        return true;
    }
    return false;
  }

  // "the Friday prayer leader" has an office and "Bloody Sunday" a place in history; neither is a
  // day of the news.
  [[nodiscard]] bool is_part_of_a_name(Index weekday) const {
    if (is_before(weekday, {"bloody", "black", "good", "super", "holy", "palm", "easter", "ash"}))
      return true;
    Index next = weekday + 1;
    if (is_any(next, {"prayer", "prayers"})) ++next;
    return is_any(next, {"leader", "leaders", "imam", "imams", "preacher", "preachers"});
  }

  // "Saturday morning, October 26" is one date; "Tuesday" alone another.
  Index read_weekday(Index i, unsigned weekday) {
    if (is_part_of_a_name(i)) return i;
    Index next = i + 1;
    if (is_any(next, {"morning", "afternoon", "evening", "night"})) ++next;
    const Index after_comma = form(next) == "," ? next + 1 : next;
    if (const auto month = month_named(form(after_comma));
        month && day_number(form(after_comma + 1))) {
      const Index end = read_month(i, after_comma, *month);
      if (end > after_comma) return end;
    }
    if (const auto day = day_number(form(after_comma)); day && month_named(form(after_comma + 1))) {
      const Index end = read_day_first(i, after_comma, *day);
      if (end > after_comma) return end;
    }
    if (!published_ || !published_->ok()) return i;
    const auto today = std::chrono::weekday{sys_days{*published_}}.c_encoding();
    const int back = static_cast<int>((today + 7 - weekday) % 7);
    const bool is_ahead = is_before(i, {"next", "coming"}) || looks_ahead(i);
    int shift = is_ahead ? (7 - back) % 7 : -back;
    if (is_before(i, {"next"}) && shift == 0) shift = 7;
    if (is_before(i, {"last"}) && shift == 0) shift = -7;
    return add(i, next, add_days(*published_, shift), Precision::ByDay);
  }

  // "5 October 2031", "5th of October", "2031-10-05", "in 2031"
  Index read_number(Index i) {
    if (const auto day = day_number(form(i))) {
      const Index end = read_day_first(i, i, *day);
      if (end > i) return end;
    }
    if (form(i).size() == 10) {
      if (const auto iso = parse_day(form(i))) return add(i, i + 1, *iso, Precision::ByDay);
      return read_slashed(i);
    }
    if (const auto year = year_number(form(i)); year && names_year(i)) {
      return add(i, i + 1, make_day(*year, 1, 1), Precision::ByYear);
    }
    return published_ ? read_ago(i, number(form(i))) : i;
  }

  Index read_day_first(Index begin, Index i, unsigned day) {
    Index month_at = i + 1;
    if (is(month_at, "of")) ++month_at;
    const auto month = month_named(form(month_at));
    if (!month) return begin;
    const Index year_at = form(month_at + 1) == "," ? month_at + 2 : month_at + 1;
    if (const auto year = year_number(form(year_at))) {
      return add_if_day(begin, year_at + 1, make_day(*year, *month, day));
    }
    return add_day_of_year(begin, month_at + 1, *month, day);
  }

  // "26/10/2024": only where one number can be no month.
  Index read_slashed(Index i) {
    const std::string_view word = form(i);
    if (word[2] != '/' || word[5] != '/') return i;
    const auto first = number(word.substr(0, 2));
    const auto second = number(word.substr(3, 2));
    const auto year = year_number(word.substr(6));
    if (!first || !second || !year || (*first > 12) == (*second > 12)) return i;
    const int month = std::min(*first, *second);
    const int day = std::max(*first, *second);
    return add_if_day(i, i + 1,
                      make_day(*year, static_cast<unsigned>(month), static_cast<unsigned>(day)));
  }

  // A number of four digits is a year after a preposition, or with the article before "2022
  // protests".
  [[nodiscard]] bool names_year(Index i) const {
    if (form(i + 1) == "%" || form(i + 1) == "-") return false;
    const bool counts_things = i + 1 < limit_ && document_.tokens[i + 1].xpos == "NNS";
    if (is_before(i, {"in", "since", "during", "until", "by", "through", "of", "early", "late",
                      "after", "before"})) {
      return !counts_things;
    }
    return false;
  }

  Index read_relative(Index i) {
    if (is(i, "yesterday")) return add(i, i + 1, add_days(*published_, -1), Precision::ByDay);
    if (is_any(i, {"today", "tonight"})) return add(i, i + 1, *published_, Precision::ByDay);
    if (is(i, "tomorrow")) return add(i, i + 1, add_days(*published_, 1), Precision::ByDay);
    if (is_any(i, {"last", "this", "next"})) return read_unit(i);
    return read_ago(i, number_word(detail::lower_case(form(i))));
  }

  // "last week", "this morning", "next year"
  Index read_unit(Index i) {
    const int shift = is(i, "last") ? -1 : is(i, "next") ? 1 : 0;
    if (is(i + 1, "week")) {
      return add(i, i + 2, week_begin(add_days(*published_, 7 * shift)), Precision::ByWeek);
    }
    const year_month month{published_->year(), published_->month()};
    if (is(i + 1, "month"))
      return add(i, i + 2, first_of(month + months{shift}), Precision::ByMonth);
    if (is(i + 1, "year")) {
      return add(i, i + 2, make_day(static_cast<int>(published_->year()) + shift, 1, 1),
                 Precision::ByYear);
    }
    if (shift == 0 && is_any(i + 1, {"morning", "afternoon", "evening"})) {
      return add(i, i + 2, *published_, Precision::ByDay);
    }
    if (shift == -1 && is(i + 1, "night"))
      return add(i, i + 2, add_days(*published_, -1), Precision::ByDay);
    return i;
  }

  // "two days ago", "three weeks earlier" is no date: earlier than what?
  Index read_ago(Index i, std::optional<int> count) {
    constexpr int most = 1000;
    if (!count || *count > most || !is(i + 2, "ago")) return i;
    const Index end = i + 3;
    if (is_any(i + 1, {"day", "days"}))
      return add(i, end, add_days(*published_, -*count), Precision::ByDay);
    if (is_any(i + 1, {"week", "weeks"})) {
      return add(i, end, week_begin(add_days(*published_, -7 * *count)), Precision::ByWeek);
    }
    const year_month month{published_->year(), published_->month()};
    if (is_any(i + 1, {"month", "months"})) {
      return add(i, end, first_of(month - months{*count}), Precision::ByMonth);
    }
    const int year = static_cast<int>(published_->year()) - *count;
    if (is_any(i + 1, {"year", "years"}) && year > 0) {
      return add(i, end, make_day(year, 1, 1), Precision::ByYear);
    }
    return i;
  }

  const Document& document_;
  std::optional<Day> published_;
  Index begin_ = 0;  // of the sentence
  Index limit_ = 0;
  std::vector<DateMention> dates_;
};

}  // namespace

std::vector<DateMention> find_dates(const Document& document, std::optional<Day> published) {
  return DateFinder(document, published).find();
}

}  // namespace faultline::language
