#include <fmt/format.h>

#include <cassert>
#include <chrono>

#include "timeline/rift.h"

namespace faultline::timeline {
namespace {

unsigned month_of(Day day) { return static_cast<unsigned>(day.month()); }

Day first_of(std::chrono::year year, unsigned month) {
  return year / std::chrono::month(month) / std::chrono::day(1);
}

}  // namespace

Day bin_begin(Bin bin, Day day) {
  switch (bin) {
    case Bin::ByDay:
      return day;
    case Bin::ByWeek:
      return week_begin(day);
    case Bin::ByMonth:
      return first_of(day.year(), month_of(day));
    case Bin::ByQuarter:
      return first_of(day.year(), (month_of(day) - 1) / 3 * 3 + 1);
    case Bin::ByYear:
      return first_of(day.year(), 1);
  }
  assert(false);
  return day;
}

Day next_bin(Bin bin, Day first) {
  switch (bin) {
    case Bin::ByDay:
      return add_days(first, 1);
    case Bin::ByWeek:
      return add_days(first, 7);
    case Bin::ByMonth:
      return first + std::chrono::months(1);
    case Bin::ByQuarter:
      return first + std::chrono::months(3);
    case Bin::ByYear:
      return first + std::chrono::years(1);
  }
  assert(false);
  return first;
}

std::string bin_name(Bin bin, Day first) {
  const auto year = static_cast<int>(first.year());
  switch (bin) {
    case Bin::ByDay:
      return to_string(first);
    case Bin::ByWeek:
      return week_name(first);
    case Bin::ByMonth:
      return fmt::format("{:04}-{:02}", year, month_of(first));
    case Bin::ByQuarter:
      return fmt::format("{:04}-Q{}", year, (month_of(first) - 1) / 3 + 1);
    case Bin::ByYear:
      return fmt::format("{:04}", year);
  }
  assert(false);
  return {};
}

}  // namespace faultline::timeline
