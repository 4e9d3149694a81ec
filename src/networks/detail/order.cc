#include "networks/detail/order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>
#include <utility>

namespace faultline::networks::detail {
namespace {

/// Sorts `packed` by its upper 32 bits, of which the lowest `bits` are in use; keeps the order of
/// equals.
void sort_by_upper_half(std::vector<std::uint64_t>& packed, int bits) {
  constexpr int digit = 11;
  constexpr std::uint64_t mask = (1U << digit) - 1;
  std::vector<std::uint64_t> other(packed.size());
  for (int shift = 32; shift < 32 + bits; shift += digit) {
    std::array<std::size_t, mask + 1> place{};
    for (const std::uint64_t value : packed) ++place[(value >> shift) & mask];
    std::size_t next = 0;
    for (std::size_t& start : place) next += std::exchange(start, next);
    for (const std::uint64_t value : packed) other[place[(value >> shift) & mask]++] = value;
    packed.swap(other);
  }
}

void sort_by_time(const StatementTable& table, std::vector<std::uint32_t>& statements) {
  const auto earlier = [&](std::uint32_t one, std::uint32_t two) {
    return table.time[one] < table.time[two];
  };
  if (std::is_sorted(statements.begin(), statements.end(), earlier)) return;
  const auto [first, last] = std::minmax_element(statements.begin(), statements.end(), earlier);
  const auto start = static_cast<std::uint64_t>(table.time[*first].seconds);
  const auto bits = static_cast<int>(
      std::bit_width(static_cast<std::uint64_t>(table.time[*last].seconds) - start));
  if (bits > 32) {  // more than 136 years
    std::stable_sort(statements.begin(), statements.end(), earlier);
    return;
  }
  std::vector<std::uint64_t> packed(statements.size());
  for (std::size_t i = 0; i < packed.size(); ++i) {
    const std::uint64_t since =
        static_cast<std::uint64_t>(table.time[statements[i]].seconds) - start;
    packed[i] = since << 32 | statements[i];
  }
  sort_by_upper_half(packed, bits);
  for (std::size_t i = 0; i < packed.size(); ++i) {
    statements[i] = static_cast<std::uint32_t>(packed[i]);
  }
}

}  // namespace

std::vector<std::uint32_t> in_order(const StatementTable& table,
                                    std::vector<std::uint32_t> statements) {
  sort_by_time(table, statements);
  const auto place = [&](std::uint32_t s) {
    return std::tuple(table.document[s], table.begin[s], table.end[s], table.id[s]);
  };
  for (auto begin = statements.begin(); begin != statements.end();) {
    auto end = begin + 1;
    while (end != statements.end() && table.time[*end] == table.time[*begin]) ++end;
    if (end - begin > 1) {
      std::sort(begin, end,
                [&](std::uint32_t one, std::uint32_t two) { return place(one) < place(two); });
    }
    begin = end;
  }
  return statements;
}

}  // namespace faultline::networks::detail
