#pragma once
// Rows for the tests of this room, by hand and drawn.

#include <rapidcheck.h>

#include <vector>

#include "timeline/rift.h"

namespace faultline::timeline {

inline Day day(std::string_view iso) { return *parse_day(iso); }

/// Members are the actors below `members`.
inline RiftTie tie(std::string_view on, std::uint32_t from, std::uint32_t to, int sign,
                   std::uint32_t members = 100, std::size_t evidence = 0, std::uint32_t cluster = 0,
                   std::uint32_t outlet = 0) {
  return {day(on),        static_cast<std::int8_t>(sign),
          from < members, to < members,
          from,           to,
          cluster,        outlet,
          evidence};
}

struct DrawnRows {
  std::vector<RiftTie> ties;
  std::vector<RiftCoding> codings;
  std::vector<RiftStatement> statements;

  [[nodiscard]] RiftRows rows() const { return {ties, codings, statements}; }
};

/// Few actors, stories, outlets and concepts, so that they meet; membership differs by row.
inline DrawnRows drawn_rows(std::size_t most = 40) {
  const auto number = [](std::uint32_t below) {
    return *rc::gen::inRange<std::uint32_t>(0, below);
  };
  const auto any_day = [] { return add_days(day("2030-11-20"), *rc::gen::inRange(0, 120)); };
  const auto flag = [] { return *rc::gen::arbitrary<bool>(); };
  DrawnRows drawn;
  for (auto left = *rc::gen::inRange<std::size_t>(0, most); left > 0; --left) {
    drawn.ties.push_back({any_day(), static_cast<std::int8_t>(*rc::gen::inRange(-1, 2)), flag(),
                          flag(), number(5), number(5), number(6), number(3), drawn.ties.size()});
  }
  for (auto left = *rc::gen::inRange<std::size_t>(0, most); left > 0; --left) {
    drawn.codings.push_back({any_day(), static_cast<std::int8_t>(*rc::gen::element(-1, 1)), flag(),
                             number(5), number(3), number(6), number(3), drawn.codings.size()});
  }
  for (auto left = *rc::gen::inRange<std::size_t>(0, most); left > 0; --left) {
    drawn.statements.push_back({any_day(), flag(), number(5), number(6), number(3)});
  }
  return drawn;
}

}  // namespace faultline::timeline
