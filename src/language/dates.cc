#include "language/dates.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <tuple>

#include "language/detail/characters.h"
#include "language/detail/date_words.h"

namespace faultline::language {
namespace {

using detail::day_number;
using detail::month_named;
using detail::number;
using detail::number_word;
using detail::weekday_named;
using detail::year_number;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

using Index = std::uint32_t;

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
      ++sentence_number_;
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
    last_at_ = sentence_number_;
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
    if (!detail::may_be_relative(word)) return i;
    const Index end = published_ ? read_relative(i) : i;
    return end > i ? end : read_after_last(i);
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
    const Index week = is(next, "of") ? next + 1 : next;
    if (is_any(week, {"last", "this", "next"}) && is(week + 1, "week")) {
      const int shift = is(week, "last") ? -7 : is(week, "next") ? 7 : 0;
      const int from_monday = static_cast<int>((weekday + 6) % 7);
      return add(i, week + 2, add_days(week_begin(*published_), shift + from_monday),
                 Precision::ByDay);
    }
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
    const Index end = published_ ? read_ago(i, number(form(i))) : i;
    return end > i ? end : read_later(i, number(form(i)));
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

  // "26.10.2024" has the day first; "26/10/2024" is read only where one number can be no month.
  Index read_slashed(Index i) {
    const std::string_view word = form(i);
    const char mark = word[2];
    if ((mark != '/' && mark != '.') || word[5] != mark) return i;
    const auto first = number(word.substr(0, 2));
    const auto second = number(word.substr(3, 2));
    const auto year = year_number(word.substr(6));
    if (!first || !second || !year) return i;
    if (mark == '.') {
      return add_if_day(
          i, i + 1, make_day(*year, static_cast<unsigned>(*second), static_cast<unsigned>(*first)));
    }
    if ((*first > 12) == (*second > 12)) return i;
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
    // "a 2019 interview"
    const auto year = year_number(form(i));
    const bool is_near_our_time = year && *year >= 1900 && *year < 2100;
    return is_near_our_time && i + 1 < limit_ && document_.tokens[i + 1].upos == Upos::Noun &&
           is_before(i, {"a", "the", "this", "that", "his", "her", "their", "its", "my", "our"});
  }

  Index read_relative(Index i) {
    if (is(i, "yesterday")) return add(i, i + 1, add_days(*published_, -1), Precision::ByDay);
    if (is_any(i, {"today", "tonight"})) return add(i, i + 1, *published_, Precision::ByDay);
    if (is(i, "tomorrow")) return add(i, i + 1, add_days(*published_, 1), Precision::ByDay);
    if (is_any(i, {"last", "this", "next"})) return read_unit(i);
    if (is_any(i, {"hours", "minutes"}) && is(i + 1, "ago"))
      return add(i, i + 2, *published_, Precision::ByDay);
    if (is(i, "the")) return read_with_article(i);
    return read_ago(i, number_word(detail::lower_case(form(i))));
  }

  // "last week", "this morning", "next year", "last summer"
  Index read_unit(Index i) {
    const int shift = is(i, "last") ? -1 : is(i, "next") ? 1 : 0;
    if (is(i + 1, "week")) {
      return add(i, i + 2, week_begin(add_days(*published_, 7 * shift)), Precision::ByWeek);
    }
    if (is(i + 1, "weekend") && shift <= 0) return add_weekend(i, i + 2, shift < 0);
    const year_month month{published_->year(), published_->month()};
    if (is(i + 1, "month"))
      return add(i, i + 2, first_of(month + months{shift}), Precision::ByMonth);
    const int year = static_cast<int>(published_->year());
    if (is(i + 1, "year")) return add(i, i + 2, make_day(year + shift, 1, 1), Precision::ByYear);
    if (shift == 0 && is_any(i + 1, {"morning", "afternoon", "evening"})) {
      return add(i, i + 2, *published_, Precision::ByDay);
    }
    if (shift != -1) return i;
    if (is(i + 1, "night")) return add(i, i + 2, add_days(*published_, -1), Precision::ByDay);
    // A season is over when the month after it has begun; winter lies in two years.
    const unsigned over = is(i + 1, "spring")                 ? 6
                          : is(i + 1, "summer")               ? 9
                          : is_any(i + 1, {"autumn", "fall"}) ? 12
                                                              : 0;
    if (over == 0) return i;
    const bool is_of_this_year = static_cast<unsigned>(published_->month()) >= over;
    return add(i, i + 2, make_day(is_of_this_year ? year : year - 1, 1, 1), Precision::ByYear);
  }

  // Saturday and Sunday lie in one week: of the one that began last, or of the one before it.
  Index add_weekend(Index begin, Index end, bool is_over) {
    const auto today = std::chrono::weekday{sys_days{*published_}};
    const bool is_now = today == std::chrono::Saturday || today == std::chrono::Sunday;
    const int back = is_now && !is_over ? 0 : -7;
    return add(begin, end, week_begin(add_days(*published_, back)), Precision::ByWeek);
  }

  // "the day before yesterday", "over the weekend", "on the 24th"
  Index read_with_article(Index i) {
    if (is(i + 1, "day") && is(i + 2, "before") && is(i + 3, "yesterday"))
      return add(i, i + 4, add_days(*published_, -2), Precision::ByDay);
    if (is(i + 1, "weekend") && is_before(i, {"over", "on", "at", "during"}) && ends_phrase(i + 2))
      return add_weekend(i, i + 2, /*is_over=*/false);
    const auto day = day_number(form(i + 1));
    if (!day || form(i + 1).size() < 3 || !is_before(i, {"on"}) || !ends_phrase(i + 2)) return i;
    year_month month{published_->year(), published_->month()};
    if (*day > static_cast<unsigned>(published_->day())) month -= months{1};
    const Day found = Day{month.year(), month.month(), std::chrono::day{*day}};
    return add_if_day(i, i + 2, found) == i ? i : i + 2;
  }

  // "the 24th." but not "the 24th floor", "the day before" but not "the day before the vote".
  [[nodiscard]] bool ends_phrase(Index i) const {
    if (i >= limit_) return true;
    switch (document_.tokens[i].upos) {
      case Upos::Punct:
      case Upos::Verb:
      case Upos::Aux:
      case Upos::Adp:
      case Upos::Sconj:
      case Upos::Cconj:
      case Upos::Adv:
        return true;
      default:
        return is_any(i, {"that", "he", "she", "they", "it", "we"});
    }
  }

  // "two days ago"
  Index read_ago(Index i, std::optional<int> count) {
    constexpr int most = 1000;
    if (!count || *count > most || !is(i + 2, "ago")) return i;
    const Index end = i + 3;
    if (is_any(i + 1, {"minute", "minutes"}) || (is_any(i + 1, {"hour", "hours"}) && *count < 12))
      return add(i, end, *published_, Precision::ByDay);
    if (is_any(i + 1, {"day", "days"}))
      return add(i, end, add_days(*published_, -*count), Precision::ByDay);
    if (is_any(i + 1, {"week", "weeks"})) {
      return add(i, end, week_begin(add_days(*published_, -7 * *count)), Precision::ByWeek);
    }
    const year_month month{published_->year(), published_->month()};
    if (is_any(i + 1, {"month", "months"})) {
      return add(i, end, first_of(month - months{*count}), Precision::ByMonth);
    }
    const int years = is_any(i + 1, {"year", "years"}) ? *count : is(i + 1, "decade") ? 10 : 0;
    const int year = static_cast<int>(published_->year()) - years;
    return years > 0 && year > 0 ? add(i, end, make_day(year, 1, 1), Precision::ByYear) : i;
  }

  // ---- counted from the date that the text named last: "the next day", "two days later"

  Index read_after_last(Index i) {
    if (is_any(i, {"the", "that"})) {
      const bool has_order =
          is_any(i + 1, {"same", "very", "next", "following", "previous", "preceding"});
      const Index unit = has_order ? i + 2 : i + 1;
      if (unit_of(unit) == Unit::None) return i;
      if (is(i, "the") && !has_order) return read_before_or_after(i, unit, 1);
      const int shift = is_any(i + 1, {"next", "following"})       ? 1
                        : is_any(i + 1, {"previous", "preceding"}) ? -1
                                                                   : 0;
      if (!ends_phrase(unit + 1) || is(unit + 1, "as")) return i;
      return add_from_last(i, unit + 1, shift, unit_of(unit));
    }
    return read_later(i, number_word(detail::lower_case(form(i))));
  }

  // "two days later"
  Index read_later(Index i, std::optional<int> count) {
    constexpr int most = 1000;
    if (!count || *count > most || unit_of(i + 1) == Unit::None) return i;
    return read_before_or_after(i, i + 1, *count);
  }

  // "day before", "weeks later": earlier or later than the date before, not than what follows.
  Index read_before_or_after(Index begin, Index unit, int count) {
    const bool is_later = is_any(unit + 1, {"later", "after"});
    const bool is_earlier = is_any(unit + 1, {"earlier", "before"});
    if (!is_later && !is_earlier) return begin;
    const bool has_object = is_any(unit + 1, {"before", "after"}) && !ends_before_clause(unit + 2);
    if (has_object || is(unit + 2, "than")) return begin;
    return add_from_last(begin, unit + 2, is_later ? count : -count, unit_of(unit));
  }

  [[nodiscard]] bool ends_before_clause(Index i) const {
    return i >= limit_ || document_.tokens[i].upos == Upos::Punct ||
           is_any(i, {"that", "and", "but", "in", "at", "on"});
  }

  enum class Unit { None, Day, Week, Month, Year };

  [[nodiscard]] Unit unit_of(Index i) const {
    if (is_any(i, {"day", "days", "morning", "afternoon", "evening", "night"})) return Unit::Day;
    if (is_any(i, {"week", "weeks"})) return Unit::Week;
    if (is_any(i, {"month", "months"})) return Unit::Month;
    return is_any(i, {"year", "years"}) ? Unit::Year : Unit::None;
  }

  // A date far back in the text, or known less exactly than the unit, says nothing.
  Index add_from_last(Index begin, Index end, int count, Unit unit) {
    constexpr std::size_t farthest = 6;  // sentences
    if (dates_.empty() || sentence_number_ - last_at_ > farthest) return begin;
    const PartialDate last = dates_.back().date;
    const year_month month{last.first.year(), last.first.month()};
    const auto is_exact = [&](Precision precision) { return last.precision <= precision; };
    if (unit == Unit::Day && is_exact(Precision::ByDay))
      return add(begin, end, add_days(last.first, count), Precision::ByDay);
    if (unit == Unit::Week && is_exact(Precision::ByWeek))
      return add(begin, end, week_begin(add_days(last.first, 7 * count)), Precision::ByWeek);
    if (unit == Unit::Month && is_exact(Precision::ByMonth))
      return add(begin, end, first_of(month + months{count}), Precision::ByMonth);
    if (unit == Unit::Year)
      return add(begin, end, make_day(static_cast<int>(last.first.year()) + count, 1, 1),
                 Precision::ByYear);
    return begin;
  }

  const Document& document_;
  std::optional<Day> published_;
  Index begin_ = 0;  // of the sentence
  Index limit_ = 0;
  std::size_t sentence_number_ = 0;
  std::size_t last_at_ = 0;  // the number of the sentence that holds the last of `dates_`
  std::vector<DateMention> dates_;
};

}  // namespace

std::vector<DateMention> find_dates(const Document& document, std::optional<Day> published) {
  return DateFinder(document, published).find();
}

}  // namespace faultline::language
