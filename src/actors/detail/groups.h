#pragma once
// "Top officials", "a senior diplomat": people without names who say, do or suffer something.

#include <optional>
#include <string>

#include "actors/detail/phrase_facts.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

struct ActingGroup {
  TokenSpan tokens;
  std::string name;  // without an article
};

/// The group whose plural noun stands at `head`, if it acts or is acted on as actors are: it says,
/// backs or attacks, or is attacked or backed. None for bare nouns ("officials").
[[nodiscard]] std::optional<ActingGroup> acting_group(const Words& words, Index head);

/// Whether somebody speaks or takes sides here: the subject of such a verb, or after "according
/// to".
[[nodiscard]] bool is_speaking(const Words& words, const PhraseFacts& facts);

/// The phrase from its beginning to its main noun and what tells which one it is ("of the
/// ministry"), without an article or a clause: "two officials", "senior diplomat from Elsin".
[[nodiscard]] std::string name_of_unnamed(const Words& words, const Phrase& phrase);

}  // namespace faultline::actors::detail
