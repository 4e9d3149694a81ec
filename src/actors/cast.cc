#include "actors/cast.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "actors/detail/entities.h"
#include "actors/detail/naming.h"
#include "actors/detail/parts.h"
#include "actors/detail/references.h"
#include "actors/detail/spokespersons.h"
#include "actors/detail/words.h"

namespace faultline::actors {
namespace {

using detail::EntityIndex;
using detail::Sighting;

/// `wanted`, or with a number where an actor of this article or of the register has it already.
std::string unique_id(const std::string& wanted, const Register& known,
                      std::set<std::string>& taken) {
  std::string id = wanted;
  for (int number = 2; known.find(id) != nullptr || !taken.insert(id).second; ++number) {
    id = fmt::format("{}-{}", wanted, number);
  }
  return id;
}

Cast make_cast(const std::vector<Sighting>& sightings, const detail::Entities& entities,
               const Register& known) {
  Cast cast;
  std::vector<std::optional<ActorIndex>> actors(entities.size());
  std::set<std::string> taken;
  for (const Sighting& sighting : sightings) {
    std::optional<ActorIndex>& index = actors[sighting.entity];
    if (!index) {
      index = ActorIndex{static_cast<std::uint32_t>(cast.actors.size())};
      Actor actor = entities.at(sighting.entity).actor;
      if (!actor.is_registered) actor.id = unique_id(slug(actor.name), known, taken);
      cast.actors.push_back(std::move(actor));
    }
    const bool is_repeated =
        !cast.mentions.empty() && cast.mentions.back().tokens == sighting.tokens;
    if (is_repeated) continue;
    cast.mentions.push_back({sighting.tokens, sighting.kind, *index, sighting.confidence});
  }
  return cast;
}

}  // namespace

Cast find_cast(const language::Document& document, const Register& known,
               const CastOptions& options) {
  if (document.tokens.empty()) return {};
  const detail::Words words(document);
  detail::Entities entities(known.actors(), options.published);
  const std::vector<Sighting> names =
      detail::link_names(words, known.names(), known.actors(), entities);
  const std::vector<Sighting> sightings = detail::find_references(
      words, names, known.names(), known.actors(), options.published, entities);
  Cast cast = make_cast(sightings, entities, known);
  detail::add_parts(words, cast);
  detail::add_spokespersons(words, known, cast);
  return cast;
}

std::optional<ActorIndex> Cast::find(std::string_view id) const {
  const auto found = std::find_if(actors.begin(), actors.end(),
                                  [id](const Actor& actor) { return actor.id == id; });
  if (found == actors.end()) return std::nullopt;
  return ActorIndex{static_cast<std::uint32_t>(found - actors.begin())};
}

std::optional<ActorIndex> Cast::principal_of(ActorIndex actor) const {
  const auto found = std::find_if(spokespersons.rbegin(), spokespersons.rend(),
                                  [actor](const Spokesperson& one) { return one.actor == actor; });
  return found == spokespersons.rend() ? std::nullopt : std::optional(found->principal);
}

ActorIndex Cast::answerable(ActorIndex index) const {
  const auto principal = principal_of(index);
  return principal && actor(index).is_unnamed ? *principal : index;
}

}  // namespace faultline::actors
