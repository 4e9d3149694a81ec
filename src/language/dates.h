#pragma once
// Days that a text names: "on October 20", "Tuesday", "yesterday", "in October 2023".

#include <optional>
#include <vector>

#include "base/day.h"
#include "base/ordinal.h"
#include "language/document.h"

namespace faultline::language {

struct DateMention {
  TokenSpan tokens;
  PartialDate date;

  friend bool operator==(const DateMention&, const DateMention&) = default;
};

/// Every date in `document` that can be placed in the calendar, in order. Days without a year and
/// weekdays are taken for the nearest one on or before `published` ("next", "coming", "will" look
/// ahead); without `published` only full dates are given. "December" alone in the sense of
/// "May said" is no date. O(tokens).
[[nodiscard]] std::vector<DateMention> find_dates(const Document& document,
                                                  std::optional<Day> published);

}  // namespace faultline::language
