#pragma once
// "Top officials", "critics of the regime": people without names who say, do or suffer something.

#include <optional>
#include <string>

#include "actors/detail/words.h"

namespace faultline::actors::detail {

struct ActingGroup {
  TokenSpan tokens;
  std::string name;  // without an article
};

/// The group whose plural noun stands at `head`, if it acts or is acted on as actors are: it says,
/// backs or attacks, or is attacked or backed. None for bare nouns ("officials").
[[nodiscard]] std::optional<ActingGroup> acting_group(const Words& words, Index head);

}  // namespace faultline::actors::detail
