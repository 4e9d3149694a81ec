#include "base/instant.h"

#include <fmt/core.h>

#include <array>
#include <optional>

namespace faultline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// The number that two digits make, if they are two digits.
std::optional<int> two_digits(std::string_view text) {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
    return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// "09:30" or "09:30:15" -> seconds of the day.
std::optional<int> parse_time(std::string_view time) {
  if (time.size() != 5 && time.size() != 8) return std::nullopt;
  constexpr std::array<int, 3> limits = {24, 60, 60};
  int seconds = 0;
  for (std::size_t part = 0; part < 3; ++part) {
    int value = 0;
    if (part * 3 < time.size()) {
      if (part > 0 && time[part * 3 - 1] != ':') return std::nullopt;
      const auto digits = two_digits(time.substr(part * 3, 2));
      if (!digits || *digits >= limits[part]) return std::nullopt;
      value = *digits;
    }
    seconds = seconds * 60 + value;
  }
  return seconds;
}

}  // namespace

Result<Instant> parse_instant(std::string_view iso) {
  const auto malformed = [&] {
    return failure(ErrorCode::Malformed,
                   fmt::format("\"{}\" is no time; write it as 2024-10-26T09:30:15 (the time, or "
                               "its seconds, may be left out).",
                               iso),
                   std::string(iso));
  };
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return malformed();
  const auto day = parse_day(iso.substr(0, 10));
  if (!day) return malformed();
  int seconds = 0;
  if (iso.size() > 10) {
    const auto time = parse_time(iso.substr(11));
    if (!time) return malformed();
    seconds = *time;
  }
  return Instant{start_of(*day).seconds + seconds};
}

std::string to_string(Instant instant) {
  const int second = second_of_day(instant);
  return fmt::format("{}T{:02}:{:02}:{:02}", to_string(day_of(instant)), second / 3600,
                     second / 60 % 60, second % 60);
}

Day day_of(Instant instant) {
  return Day{sys_days{std::chrono::floor<days>(std::chrono::seconds{instant.seconds})}};
}

Instant start_of(Day day) {
  return Instant{sys_days{day}.time_since_epoch().count() * seconds_per_day};
}

int second_of_day(Instant instant) {
  return static_cast<int>(instant.seconds - start_of(day_of(instant)).seconds);
}

}  // namespace faultline
