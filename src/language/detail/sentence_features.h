#pragma once
// What can be seen at the place between two tokens where a sentence may end.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/ordinal.h"

namespace faultline::language::detail {

/// A token as the features see it.
struct BoundaryView {
  std::uint32_t lower = 0;   // hash of the form in lower case
  std::uint32_t tail = 0;    // of its last three letters
  std::uint8_t shape = 0;    // which capitals, digits and marks, roughly
  std::uint8_t kind = 0;     // word, number, or which mark
  bool is_attached = false;  // to the token before
  bool ends_by_rule = false;
};

/// The tokens of one block; `ends` as the rules give them.
void view_boundaries(std::string_view text, std::span<const ByteSpan> tokens,
                     std::span<const std::uint32_t> ends, std::vector<BoundaryView>& views);

/// Places of the model's weights.
inline constexpr std::size_t boundary_features = 34;
inline constexpr unsigned boundary_bits = 16;
using BoundaryFeatures = std::array<std::uint16_t, boundary_features>;

/// What runs along with the features from token to token of a block.
class BoundaryState {
 public:
  explicit BoundaryState(std::span<const BoundaryView> views);

  /// Features of the place after token `i`; calls must go from the first token to the last.
  void find(std::size_t i, BoundaryFeatures& features);
  /// A sentence ends after the token that was asked for last.
  void end_sentence();

  /// Whether no sentence ever ends after token `i`, so that nothing need be computed.
  [[nodiscard]] bool cannot_end(std::size_t i) const;

 private:
  [[nodiscard]] const BoundaryView& view(std::size_t i) const;
  void pass(std::size_t i);

  std::span<const BoundaryView> views_;
  std::size_t begin_ = 0;  // of the sentence
  std::size_t last_ = 0;   // the token asked for last
  unsigned style_ = 0;     // how the block writes capitals and stops
  bool in_quotation_ = false;
  bool in_brackets_ = false;
};

}  // namespace faultline::language::detail
