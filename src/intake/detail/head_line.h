#pragma once
// A line of a page's head, seen by itself.

#include <optional>
#include <string>
#include <string_view>

#include "intake/detail/line_kinds.h"
#include "intake/detail/line_shape.h"

namespace faultline::intake::detail {

/// What a line looks like.
enum class Look {
  Text,   // anything that could be a headline, a subheading, a caption or a short paragraph
  Prose,  // a paragraph
  Date,
  Byline,
  ReadingTime,
  ShareBar,
  Caption,
  Furniture,
  Section,   // the name of a section of a news site, alone
  Labelled,  // a field of a database's export
};

struct HeadLine {
  Look look = Look::Text;
  bool is_finished = false;  // ends with a stop
  PageDate date;
  std::string byline;
  std::optional<Labelled> field;  // a label's value is a view of the line
  LineShape shape;                // empty for lines longer than longest_shaped_line
};

[[nodiscard]] HeadLine look_at(std::string_view line);

/// Whether what looks so belongs to the head of a page beyond doubt.
[[nodiscard]] inline bool is_sure_mark(Look look) {
  return look == Look::Date || look == Look::Byline || look == Look::ReadingTime;
}

/// Whether a line that ends with a full stop says so much like a sentence of a report that it is
/// no headline.
[[nodiscard]] bool is_plain_sentence(const LineShape& shape);

/// Whether most of the longer words begin with a capital, as American headlines are set.
[[nodiscard]] bool is_title_case(const LineShape& shape);

}  // namespace faultline::intake::detail
