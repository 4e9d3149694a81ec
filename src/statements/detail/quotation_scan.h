#pragma once
// The quotation marks of one paragraph, paired.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "statements/quotations.h"

namespace faultline::statements::detail {

/// An opening mark that its paragraph does not close.
struct Unclosed {
  std::uint32_t begin = 0;
  bool is_single = false;
  bool is_introduced = false;  // it begins the paragraph or follows a colon or a comma
};

struct ParagraphMarks {
  std::vector<Quotation> found;            // in order, an outer one before its inner ones
  std::optional<Unclosed> unclosed;        // the one that may go on in the next paragraph
  std::optional<bool> begins_single;       // that the paragraph begins with a mark, and which
  std::optional<std::uint32_t> stray_end;  // behind a closing mark before which none opens
  bool has_double = false;                 // any double mark at all
};

/// O(bytes of the paragraph).
[[nodiscard]] ParagraphMarks scan_marks(std::string_view text, ByteSpan paragraph);

/// Whether a text begins with a mark of quotation, whichever.
[[nodiscard]] bool begins_with_quotation_mark(std::string_view form);

}  // namespace faultline::statements::detail
