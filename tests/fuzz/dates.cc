// Any bytes as days, dates and times, as options, registers and tables have them: what is read is
// written as it was, lies within what it means, and the rest is refused.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/day.h"
#include "base/instant.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

template <class Value>
bool is_refused(const Result<Value>& read, std::string_view text) {
  if (read) return false;
  require(!read.error().message.empty() && read.error().where == text);
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto day = parse_day(text); !is_refused(day, text)) {
    require(day->ok() && to_string(*day) == text);
    require(days_between(week_begin(*day), *day) < 7 && week_begin(*day) <= *day);
    require(parse_instant(text) == start_of(*day));
  }
  if (const auto date = parse_partial_date(text); !is_refused(date, text)) {
    require(date->first.ok() && to_string(*date) == text);
    const Day last = last_day(*date);
    require(last.ok() && date->first <= last && days_between(date->first, last) < 366);
    require(parse_day(to_string(last)) == last);
    require(Period{*date, *date}.contains(date->first) && Period{*date, *date}.contains(last));
  }
  if (const auto instant = parse_instant(text); !is_refused(instant, text)) {
    require(parse_instant(to_string(*instant)) == *instant);
    require(start_of(day_of(*instant)).seconds + second_of_day(*instant) == instant->seconds);
  }
  return 0;
}
