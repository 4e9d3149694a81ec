#pragma once
// Proper names by capital letters and general knowledge.

#include <vector>

#include "language/document.h"

namespace faultline::language::detail {

/// The names of `document`, whose tokens must be tagged; in order, not overlapping. Titles and
/// nationalities before a person's name are left out, offices without a name are none. In headings
/// where every word is capitalised only names that the body uses, or that are well known, are
/// found. O(tokens).
[[nodiscard]] std::vector<Name> find_names(const Document& document);

}  // namespace faultline::language::detail
