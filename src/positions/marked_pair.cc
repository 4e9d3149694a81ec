#include "positions/marked_pair.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace faultline::positions {
namespace {

bool overlap(TokenSpan one, TokenSpan other) {
  return one.begin < other.end && other.begin < one.end;
}

// Of the mentions that share a word with `tokens` the narrowest: "Mr Weber's lawyer" holds "Weber"
// but is somebody else.
std::optional<ActorIndex> actor_at(const actors::Cast& cast, TokenSpan tokens) {
  const actors::Mention* best = nullptr;
  for (const actors::Mention& mention : cast.mentions) {
    if (!overlap(mention.tokens, tokens)) continue;
    if (best == nullptr || mention.tokens.size() < best->tokens.size()) best = &mention;
  }
  return best == nullptr ? std::nullopt : std::optional(best->actor);
}

ActorIndex add_actor(actors::Cast& cast, std::string name) {
  actors::Actor actor;
  actor.id = "marked-" + std::to_string(cast.actors.size());
  actor.name = std::move(name);
  cast.actors.push_back(std::move(actor));
  return {static_cast<std::uint32_t>(cast.actors.size() - 1)};
}

}  // namespace

MarkedCast mark_actors(const language::Document& document, actors::Cast cast, ByteSpan first,
                       ByteSpan second) {
  const TokenSpan spans[2] = {document.tokens_in(first), document.tokens_in(second)};
  ActorIndex found[2];
  for (int i = 0; i < 2; ++i) {
    auto actor = actor_at(cast, spans[i]);
    if (!actor || (i == 1 && *actor == found[0]))
      actor = add_actor(cast, std::string(document.text.substr(document.bytes(spans[i]).begin.value,
                                                               document.bytes(spans[i]).size())));
    found[i] = *actor;
  }
  // The marks say how far the two reach; what else lies there is part of them.
  std::erase_if(cast.mentions, [&](const actors::Mention& mention) {
    return overlap(mention.tokens, spans[0]) || overlap(mention.tokens, spans[1]);
  });
  for (int i = 0; i < 2; ++i)
    cast.mentions.push_back({spans[i], actors::MentionKind::Name, found[i], 1.0F});
  std::sort(cast.mentions.begin(), cast.mentions.end(),
            [](const actors::Mention& one, const actors::Mention& other) {
              if (one.tokens.begin != other.tokens.begin)
                return one.tokens.begin < other.tokens.begin;
              return other.tokens.end < one.tokens.end;
            });
  return {std::move(cast), {spans[0], found[0]}, {spans[1], found[1]}};
}

}  // namespace faultline::positions
