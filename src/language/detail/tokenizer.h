#pragma once
// Where words begin and end, by the conventions of the English Web Treebank.

#include <string_view>
#include <vector>

#include "base/ordinal.h"

namespace faultline::language::detail {

/// Appends the tokens of `block` to `tokens`: every character that is not white space is in exactly
/// one. Clitics stand alone (do|n't, he|'s), so do hyphens between words (high|-|ranking), but not
/// after a prefix (re-elected); abbreviations keep their full stop. O(bytes of the block).
void tokenize(std::string_view text, ByteSpan block, std::vector<ByteSpan>& tokens);

}  // namespace faultline::language::detail
