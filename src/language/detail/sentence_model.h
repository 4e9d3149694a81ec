#pragma once
// Where sentences end, by logistic regression over what the rules say and the tokens around, with
// the weights in models/english/sentences.txt.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"

namespace faultline::language::detail {

/// Immutable; serves any number of threads.
class SentenceModel {
 public:
  /// Reads a model as write_sentence_model() makes it. Unsupported for a newer format, Malformed
  /// for anything else that is wrong; `name` is the file's, for the message.
  [[nodiscard]] static Result<SentenceModel> parse(std::string_view content,
                                                   const std::string& name);

  /// Appends one past the last token of each sentence of a block. O(tokens).
  void find_ends(std::string_view text, std::span<const ByteSpan> tokens,
                 std::vector<std::uint32_t>& ends) const;

 private:
  std::vector<std::int8_t> weights_;
};

/// `weights`: one for each place, 2^boundary_bits.
[[nodiscard]] std::string write_sentence_model(std::span<const std::int8_t> weights);

}  // namespace faultline::language::detail
