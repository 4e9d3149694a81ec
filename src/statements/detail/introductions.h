#pragma once
// Paragraphs that end in a colon and what they introduce: the quotation stands in the next ones.

#include <vector>

#include "statements/detail/candidates.h"
#include "statements/detail/facts.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

struct Introduction {
  TokenSpan before;               // the paragraph that ends in a colon
  std::vector<TokenSpan> quoted;  // of each paragraph that follows what is quoted; not empty
};

/// In order: those before paragraphs that are wholly in quotation marks or set off by an indent or
/// a ">". O(tokens).
[[nodiscard]] std::vector<Introduction> find_introductions(const MarkedWords& words);

/// Reads each introduction together with the first paragraph behind it. O(stretches).
void join_introduced(const std::vector<Introduction>& introductions,
                     std::vector<Stretch>& stretches);

/// Gives the last statement of each introduction all that is introduced, and takes what was found
/// inside of that away. `candidates` are in order of their anchors. O(candidates).
void give_introduced(const MarkedWords& words, const std::vector<Introduction>& introductions,
                     std::vector<Candidate>& candidates);

}  // namespace faultline::statements::detail
