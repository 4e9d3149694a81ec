#pragma once
// From scores of heads to a dependency tree.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace faultline::language::detail {

/// The tree with the highest sum of scores and exactly one word under the root.
/// scores[word * stride + head] for words 1..words and heads 0 (the root)..words; what is no number
/// counts as very low. heads[word - 1] is 0 or a word. Where each word's own best heads make a
/// tree, they are taken; otherwise Chu-Liu-Edmonds in O(words^2) (Gabow and others 1986).
void find_tree(const float* scores, std::size_t stride, std::size_t words,
               std::vector<std::uint16_t>& heads);

}  // namespace faultline::language::detail
