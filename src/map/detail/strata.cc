#include "map/detail/strata.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace faultline::map::detail {
namespace {

/// Cells that make one stratum, in the order of their keys.
struct Group {
  std::vector<const StratumKey*> cells;
  double weight = 0;
};

void join(Group& into, Group&& other) {
  into.cells.insert(into.cells.end(), other.cells.begin(), other.cells.end());
  into.weight += other.weight;
}

using Cells = std::map<StratumKey, double>;
using Place = Cells::const_iterator;

/// Groups of cells that share the first `depth` parts; one alone may be too small.
std::vector<Group> grouped(Place begin, Place end, std::size_t depth, double minimum) {
  if (depth == std::tuple_size_v<StratumKey>) return {Group{{&begin->first}, begin->second}};
  std::vector<Group> large;
  Group rest;
  while (begin != end) {
    Place next = begin;
    while (next != end && next->first[depth] == begin->first[depth]) ++next;
    for (Group& group : grouped(begin, next, depth + 1, minimum)) {
      if (group.weight >= minimum)
        large.push_back(std::move(group));
      else
        join(rest, std::move(group));
    }
    begin = next;
  }
  if (rest.cells.empty()) return large;
  if (rest.weight >= minimum || large.empty()) {
    large.push_back(std::move(rest));
    return large;
  }
  const auto smallest =
      std::min_element(large.begin(), large.end(),
                       [](const Group& a, const Group& b) { return a.weight < b.weight; });
  join(*smallest, std::move(rest));
  return large;
}

/// What the cells share, and the first part in which they differ: "inside, against, Tide, 2031-Q1".
std::string name_of(const Group& group) {
  std::string name;
  for (std::size_t part = 0; part < std::tuple_size_v<StratumKey>; ++part) {
    std::vector<std::string> words;
    for (const StratumKey* cell : group.cells)
      if (std::find(words.begin(), words.end(), (*cell)[part]) == words.end())
        words.push_back((*cell)[part]);
    if (words.size() == 1 && words[0].empty()) continue;
    constexpr std::size_t most = 3;
    const auto more = words.size() > most ? fmt::format(" + {} more", words.size() - 1) : "";
    if (!more.empty()) words.resize(1);
    if (!name.empty()) name += ", ";
    name += fmt::format("{}{}", fmt::join(words, " + "), more);
    if (words.size() > 1 || !more.empty()) break;
  }
  return name;
}

}  // namespace

Strata strata_of(std::span<const StratumKey> keys, std::span<const double> weights,
                 double minimum) {
  Cells cells;
  for (std::size_t unit = 0; unit < keys.size(); ++unit) cells[keys[unit]] += weights[unit];
  Strata strata;
  std::map<StratumKey, std::uint32_t> number;
  for (Place begin = cells.begin(); begin != cells.end();) {
    Place next = begin;
    while (next != cells.end() && next->first[0] == begin->first[0]) ++next;
    for (const Group& group : grouped(begin, next, 1, minimum)) {
      for (const StratumKey* cell : group.cells)
        number[*cell] = static_cast<std::uint32_t>(strata.names.size());
      strata.names.push_back(name_of(group));
    }
    begin = next;
  }
  for (const StratumKey& key : keys) strata.of_unit.push_back(number.at(key));
  return strata;
}

Strata strata_at_most(std::span<const StratumKey> keys, std::size_t most) {
  const std::vector<double> weights(keys.size(), 1.0);
  Strata strata;
  double minimum = 10;
  do {
    strata = strata_of(keys, weights, minimum);
    minimum *= 2;
  } while (strata.names.size() > most && minimum < 4 * static_cast<double>(keys.size() + 10));
  return strata;
}

}  // namespace faultline::map::detail
