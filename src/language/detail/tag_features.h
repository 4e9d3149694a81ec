#pragma once
// What the tagger sees of a word and its neighbours. Training and reading share this file, so that
// a weight always means the same feature.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace faultline::language::detail {

using FeatureHash = std::uint32_t;

/// Hashes of the strings of one word, made once and used in the features of five words.
struct WordView {
  std::uint64_t form = 0;
  std::uint64_t lower = 0;                  // digits as 0
  std::array<std::uint64_t, 4> suffixes{};  // of 1 to 4 bytes of `lower`
  std::array<std::uint64_t, 3> prefixes{};
  std::uint64_t shape = 0;  // "Xx", "X.X.", "0-0"
};

[[nodiscard]] WordView view_word(std::string_view form);

/// The features of a word in its sentence. `before` and `before_that` are the classes given to the
/// two words before it; no_class stands for the sentence's edge.
inline constexpr std::uint32_t no_class = 255;
inline constexpr std::size_t features_per_word = 27;

void find_features(std::span<const WordView> sentence, std::size_t position, std::uint32_t before,
                   std::uint32_t before_that, std::array<FeatureHash, features_per_word>& features);

}  // namespace faultline::language::detail
