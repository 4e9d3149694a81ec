#include "actors/detail/parts.h"

#include <algorithm>

namespace faultline::actors::detail {
namespace {

bool is_body(const Actor& actor) {
  return actor.kind == ActorKind::Organization || actor.kind == ActorKind::State;
}

// One past the possessor of what begins at `part`; 0: it has none.
Index end_of_whole(const Words& words, Index part) {
  if (part < 2) return 0;
  return words.is_possessive(part - 1) ? part - 1 : 0;
}

// "X, part of the Y" and "X, a branch of Y": where the whole begins; 0: none is named.
Index begin_of_whole(const Words& words, Index end) {
  const Index limit = std::min(words.size(), end + 6);
  if (end >= limit || words.form(end) != ",") return 0;
  Index i = end + 1;
  while (i < limit && words.is_any(i, {"a", "an", "the", "which", "is", "itself"})) ++i;
  if (i >= limit || !words.is_any(i, {"part", "branch", "arm", "wing", "unit", "division"}))
    return 0;
  if (!words.is(i + 1, "of")) return 0;
  return words.is(i + 2, "the") ? i + 3 : i + 2;
}

}  // namespace

void add_parts(const Words& words, Cast& cast) {
  for (std::size_t m = 0; m < cast.mentions.size(); ++m) {
    const Mention& mention = cast.mentions[m];
    Actor& actor = cast.actors[mention.actor.value];
    if (mention.kind != MentionKind::Name || actor.is_registered || !actor.part_of.empty() ||
        actor.kind != ActorKind::Organization)
      continue;
    const Index end = end_of_whole(words, mention.tokens.begin.value);
    const Index begin = begin_of_whole(words, mention.tokens.end.value);
    // The whole stands a few mentions before or after its part.
    constexpr std::size_t reach = 6;
    const auto first = cast.mentions.begin() + static_cast<std::ptrdiff_t>(m - std::min(m, reach));
    const auto last = cast.mentions.begin() +
                      static_cast<std::ptrdiff_t>(std::min(m + reach, cast.mentions.size()));
    const auto whole = std::find_if(first, last, [&](const Mention& one) {
      return (end > 0 && one.tokens.end.value == end) ||
             (begin > 0 && one.tokens.begin.value == begin);
    });
    if (whole == last || whole->actor == mention.actor) continue;
    if (is_body(cast.actor(whole->actor))) actor.part_of = cast.actor(whole->actor).id;
  }
}

}  // namespace faultline::actors::detail
