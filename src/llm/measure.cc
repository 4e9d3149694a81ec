#include "llm/measure.h"

#include <map>

namespace faultline::llm {
namespace {

Measured measured(const std::string& name, int right, int n) {
  Measured one{name, n, right, {}};
  if (n >= fewest) one.share = timeline::proportion(right, n);
  return one;
}

}  // namespace

std::vector<Measured> measure(std::span<const Comparison> comparisons) {
  std::map<std::string, std::pair<int, int>> counts;  // right, n
  int right = 0, n = 0;
  for (const Comparison& one : comparisons) {
    auto& [hits, all] = counts[one.concept_name];
    const int hit = one.person == one.model ? 1 : 0;
    hits += hit;
    ++all;
    right += hit;
    ++n;
  }
  std::vector<Measured> result;
  for (const auto& [name, count] : counts)
    result.push_back(measured(name, count.first, count.second));
  if (!result.empty()) result.push_back(measured("", right, n));
  return result;
}

}  // namespace faultline::llm
