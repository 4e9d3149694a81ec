#include "actors/cast.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "actors/detail/chains.h"
#include "actors/detail/entities.h"
#include "actors/detail/naming.h"
#include "actors/detail/parts.h"
#include "actors/detail/references.h"
#include "actors/detail/spokespersons.h"
#include "actors/detail/words.h"
#include "embedded/coreference_model.h"
#include "nets/model_file.h"

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
      const detail::Gender gender = entities.at(sighting.entity).gender;
      if (actor.pronoun.empty() && actor.kind == ActorKind::Person &&
          gender != detail::Gender::Unknown)
        actor.pronoun = gender == detail::Gender::Female ? "she" : "he";
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

/// What the ranker is asked about a document.
struct Phrases {
  std::vector<detail::PhraseFacts> facts;
  detail::Chains chains;
};

Phrases link(const detail::Words& words, const language::States& states,
             const detail::Ranker& ranker, std::span<const Sighting> names,
             const detail::Entities& entities, std::span<const std::uint32_t> speakers,
             detail::LookBack from) {
  Phrases phrases;
  const std::vector<detail::Phrase> found = detail::find_phrases(words);
  const std::vector<detail::Voice> voices = detail::voices_of(words, speakers);
  phrases.facts = detail::phrase_facts(words, found, names, entities, voices);
  detail::Ranking ranking(ranker, words, states, phrases.facts);
  phrases.chains = detail::link_phrases(phrases.facts, ranking, from);
  return phrases;
}

}  // namespace

struct CastFinder::Model {
  nets::MappedFile file;  // which the ranker refers to; empty where that is built in
  detail::Ranker ranker;
};

CastFinder::CastFinder(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
CastFinder::CastFinder(CastFinder&&) noexcept = default;
CastFinder& CastFinder::operator=(CastFinder&&) noexcept = default;
CastFinder::~CastFinder() = default;

Result<CastFinder> CastFinder::load(const std::filesystem::path& models) {
  nets::MappedFile file;
  std::string_view bytes = embedded::coreference_model();
  std::string name = "built-in coreference.bin";
  if (!models.empty()) {
    name = (models / "english" / "coreference.bin").string();
    Result<nets::MappedFile> opened = nets::MappedFile::open(name);
    if (!opened) return tl::unexpected(opened.error());
    file = std::move(*opened);
    bytes = file.bytes();
  }
  auto ranker = detail::Ranker::load(bytes, name);
  if (!ranker) return tl::unexpected(ranker.error());
  return CastFinder(std::make_unique<const Model>(Model{std::move(file), std::move(*ranker)}));
}

Cast CastFinder::find(const language::Document& document, const language::States& states,
                      const Register& known, const CastOptions& options) const {
  if (document.tokens.empty()) return {};
  const detail::Words words(document);
  detail::Entities entities(known.actors(), options.published);
  const std::vector<Sighting> names =
      detail::link_names(words, known.names(), known.actors(), entities);
  const Phrases phrases =
      link(words, states, model_->ranker, names, entities, {}, detail::LookBack::Actors);
  const std::vector<Sighting> sightings =
      detail::find_references(words, names, phrases.facts, phrases.chains, known.names(),
                              known.actors(), options.published, entities);
  Cast cast = make_cast(sightings, entities, known);
  detail::add_parts(words, cast);
  detail::add_spokespersons(words, known, cast);
  return cast;
}

std::vector<std::vector<ChainMember>> CastFinder::chains(
    const language::Document& document, const language::States& states,
    std::span<const std::uint32_t> speakers) const {
  const detail::Words words(document);
  detail::Entities entities({}, std::nullopt);
  const std::vector<Sighting> names = detail::link_names(words, nullptr, {}, entities);
  const Phrases phrases =
      link(words, states, model_->ranker, names, entities, speakers, detail::LookBack::All);
  std::vector<std::vector<ChainMember>> chains;
  std::vector<std::size_t> places;  // by phrase, in its chain
  for (std::size_t p = 0; p < phrases.facts.size(); ++p) {
    const std::uint32_t chain = phrases.chains.chain[p];
    if (chains.size() <= chain) chains.resize(chain + 1);
    places.push_back(chains[chain].size());
    const auto& link = phrases.chains.links[p];
    chains[chain].push_back({phrases.facts[p].phrase.tokens,
                             link ? std::optional(places[link->antecedent]) : std::nullopt});
  }
  std::erase_if(chains, [](const std::vector<ChainMember>& one) { return one.size() < 2; });
  return chains;
}

std::size_t CastFinder::states_width() const { return model_->ranker.states_width(); }
std::string CastFinder::version() const { return "coreference " + model_->ranker.version(); }

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
