#include "networks/detail/suggest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace faultline::networks::detail {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::size_t edits(std::string_view one, std::string_view two) {
  std::vector<std::size_t> row(two.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= two.size(); ++j) {
      const std::size_t changed = diagonal + (lower(one[i - 1]) == lower(two[j - 1]) ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest(std::string_view name, std::span<const std::string> names) {
  std::size_t least = name.size() / 3 + 2;
  std::string found;
  for (const std::string& candidate : names) {
    const std::size_t difference = candidate.size() > name.size() ? candidate.size() - name.size()
                                                                  : name.size() - candidate.size();
    if (difference >= least) continue;
    const std::size_t distance = edits(name, candidate);
    if (distance >= least) continue;
    least = distance;
    found = candidate;
  }
  return found;
}

}  // namespace faultline::networks::detail
