#include "networks/dna/labels.h"

#include <algorithm>

namespace faultline::networks::dna {
namespace {

// UTF-8 sorts by code point, which is UTF-16's order but for one thing: lead bytes F0..F4 (two
// surrogates, D800..DFFF) come before EE and EF (E000..FFFF).
constexpr unsigned utf16_rank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0xEE) return byte;
  return byte >= 0xF0 ? byte - 2U : byte + 0x20U;
}

}  // namespace

bool precedes(std::string_view a, std::string_view b) {
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (right == b.end()) return false;
  return left == a.end() || utf16_rank(*left) < utf16_rank(*right);
}

std::vector<std::string> sorted_labels(std::vector<std::string> labels) {
  std::sort(labels.begin(), labels.end(), precedes);
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

}  // namespace faultline::networks::dna
