#pragma once
// Changes to the zones of a page that was read.

#include "intake/article.h"

namespace faultline::intake::detail {

/// Takes the page's headline back, because it is known to be another: its line becomes text.
void make_headline_text(Article& article);

}  // namespace faultline::intake::detail
