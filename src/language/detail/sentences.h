#pragma once
// Where sentences end inside one block.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/ordinal.h"

namespace faultline::language::detail {

/// Appends to `ends` one past the last token of each sentence, as positions in `tokens`; the last
/// is tokens.size(). A full stop that belongs to an abbreviation or an initial ends nothing unless
/// what follows can only begin a sentence; a quotation's question mark ends nothing when the
/// sentence goes on after it ("Why?" he asked). O(tokens).
void find_sentence_ends(std::string_view text, std::span<const ByteSpan> tokens,
                        std::vector<std::uint32_t>& ends);

}  // namespace faultline::language::detail
