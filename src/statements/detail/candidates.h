#pragma once
// What may become a statement, in tokens.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ordinal.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

struct Candidate {
  std::uint32_t anchor = 0;  // the cue's main word; of a quotation without a cue its first mark
  Scope scope;               // the words of its sentence that stand on its level of quoting
  std::optional<TokenSpan> source;
  std::optional<TokenSpan> cue;            // none: a quotation that goes on from the one before
  std::vector<TokenSpan> content;          // in order, not empty
  std::optional<std::uint32_t> continues;  // the anchor of the statement whose speaker goes on
  float score = 0;                         // that a reader would mark it, 0..1

  [[nodiscard]] bool says(TokenIndex token) const {
    for (const TokenSpan span : content) {
      if (span.contains(token)) return true;
    }
    return false;
  }
};

}  // namespace faultline::statements::detail
