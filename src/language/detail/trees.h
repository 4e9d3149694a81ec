#pragma once
// From scores of heads to a dependency tree.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace faultline::language::detail {

/// The tree with the highest sum of scores and exactly one word under the root.
/// scores[word * stride + head] for words 1..words and heads 0 (the root)..words; what is no number
/// counts as very low. heads[word - 1] is 0 or a word: before, the one with the highest score;
/// afterwards, that of the tree. Where the best heads make a tree they stay; otherwise
/// Chu-Liu-Edmonds in O(words^2) (Gabow and others 1986).
void make_tree(const float* scores, std::size_t stride, std::vector<std::uint16_t>& heads);

}  // namespace faultline::language::detail
