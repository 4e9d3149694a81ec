#pragma once
// Quotation marks as newspapers use them.

#include <vector>

#include "base/ordinal.h"
#include "language/document.h"

namespace faultline::statements {

/// A stretch between quotation marks, or what a paragraph holds of a quotation that runs over
/// several (one Quotation each).
struct Quotation {
  ByteSpan span;           // the marks included, where there are any
  bool goes_on = false;    // no closing mark: the next paragraph's first quotation continues it
  bool is_nested = false;  // inside another quotation

  friend bool operator==(const Quotation&, const Quotation&) = default;
};

/// All quotations, in order, an outer one before its inner ones. Knows “ ” „ ‟ ″ ＂ " « » ‹ › ‘ ’ ‚
/// ' '' `` ` 「 」 『 』, each way round that some newspaper uses it, and tells apostrophes
/// ("Khamenei’s", "’90s") and inches from marks. An opening mark that nothing closes goes on where
/// the next paragraph opens again, or where one of the next closes it. Otherwise it is closed by
/// its paragraph's end if it begins the paragraph or follows a colon or a comma, and dropped if
/// not. O(bytes).
[[nodiscard]] std::vector<Quotation> find_quotations(const language::Document& document);

}  // namespace faultline::statements
