#pragma once
// Quotation marks as newspapers use them.

#include <vector>

#include "base/ordinal.h"
#include "language/document.h"

namespace faultline::statements {

/// A stretch between quotation marks, or from a mark to the end of its paragraph where the next
/// paragraph opens again (a quotation that runs over paragraphs is one Quotation each).
struct Quotation {
  ByteSpan span;           // the marks included
  bool goes_on = false;    // no closing mark: the next paragraph's quotation continues it
  bool is_nested = false;  // inside another quotation

  friend bool operator==(const Quotation&, const Quotation&) = default;
};

/// All quotations, in order, an outer one before its inner ones. Knows “ ” „ ‟ « » ‹ › ‘ ’ " ' ''
/// `` and tells apostrophes ("Khamenei’s", "’90s") from marks. An opening mark that nothing closes
/// is dropped unless the next paragraph opens again. O(bytes).
[[nodiscard]] std::vector<Quotation> find_quotations(const language::Document& document);

}  // namespace faultline::statements
