#include "networks/dna/detail/event_windows.h"

#include <algorithm>
#include <random>
#include <utility>

#include "base/draw.h"

namespace faultline::networks::dna::detail {
namespace {

/// The seed of one drawing: windows are computed in any order, and neighbours must not draw alike
/// (the finaliser of SplitMix64, Steele et al. 2014).
std::uint64_t seed_of(std::uint64_t seed, std::uint64_t drawing) {
  std::uint64_t x = seed + 0x9E3779B97F4A7C15ULL * (drawing + 1);
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

}  // namespace

EventWindows::EventWindows(const Selection& selection)
    : selection_(selection), half_(static_cast<std::size_t>(selection.settings.window_size) / 2) {}

std::size_t EventWindows::count() const {
  const std::size_t statements = selection_.kept.size();
  return statements > 2 * half_ ? statements - 2 * half_ : 0;
}

std::uint32_t EventWindows::middle(std::size_t i) const { return selection_.kept[i + half_]; }

Instant EventWindows::time(std::size_t index) const {
  return selection_.times[selection_.kept[index]];
}

/// `count` different ones of all kept statements with the time of the one at `bound`.
void EventWindows::draw(std::size_t bound, std::size_t count, std::uint64_t seed,
                        std::vector<std::uint32_t>& into) const {
  const auto& kept = selection_.kept;
  std::size_t first = bound;
  std::size_t last = bound + 1;
  while (first > 0 && time(first - 1) == time(bound)) --first;
  while (last < kept.size() && time(last) == time(bound)) ++last;
  std::vector<std::uint32_t> pool(kept.begin() + static_cast<std::ptrdiff_t>(first),
                                  kept.begin() + static_cast<std::ptrdiff_t>(last));
  if (pool.size() > 1) {
    std::mt19937_64 generator(seed);
    for (std::size_t i = 0; i < count; ++i)
      std::swap(pool[i], pool[i + draw_below(generator, pool.size() - i)]);
  }
  into.insert(into.end(), pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(count));
}

std::vector<std::uint32_t> EventWindows::statements(std::size_t i) const {
  const auto& kept = selection_.kept;
  const std::size_t at = i + half_;
  const std::size_t left = at - half_;
  const std::size_t right = at + half_;
  std::vector<std::uint32_t> result;
  result.reserve(2 * half_ + 1);
  std::size_t begin = left;  // the first that is later than the earliest time
  while (begin < at && time(begin) == time(left)) ++begin;
  std::size_t end = right + 1;  // one after the last that is earlier than the latest time
  while (end > at + 1 && time(end - 1) == time(right)) --end;
  const std::uint64_t seed = selection_.settings.seed;
  draw(left, begin - left, seed_of(seed, 2 * i), result);
  for (std::size_t k = begin; k < at; ++k) result.push_back(kept[k]);
  result.push_back(kept[at]);
  for (std::size_t k = at + 1; k < end; ++k) result.push_back(kept[k]);
  draw(right, right + 1 - end, seed_of(seed, 2 * i + 1), result);
  return result;
}

}  // namespace faultline::networks::dna::detail
