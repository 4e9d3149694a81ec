#include <algorithm>
#include <array>

#include "positions/detail/scene.h"

namespace faultline::positions::detail {
namespace {

using statements::Modality;
using statements::Polarity;

constexpr float kBothWays = 0.8F;

constexpr std::array<std::string_view, 30> kStrong = {
    "sharply",    "strongly", "harshly",   "fiercely",   "bitterly",  "severely",
    "vehemently", "heavily",  "furiously", "repeatedly", "roundly",   "angrily",
    "scathing",   "sharp",    "strong",    "fierce",     "bitter",    "harsh",
    "blistering", "stinging", "withering", "scathingly", "fully",     "openly",
    "viciously",  "vicious",  "massive",   "warmly",     "staunchly", "outspoken"};
constexpr std::array<std::string_view, 14> kMild = {
    "mildly", "gently", "slightly", "somewhat", "politely",   "cautiously", "lukewarm",
    "tepid",  "mild",   "gentle",   "muted",    "implicitly", "indirectly", "tacitly"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Not to do these is to be against somebody; not to praise is nothing.
bool is_stance(Act act, std::string_view lemma) {
  static constexpr std::array<std::string_view, 12> kStances = {
      "trust", "respect", "like",   "believe", "confidence", "trust",
      "faith", "love",    "admire", "fan",     "friend",     "proud"};
  return act == Act::Endorse || act == Act::Agree || act == Act::Cooperate || act == Act::Aid ||
         act == Act::Defend || is_in(kStances, lemma);
}

int strength_at(const Scene& scene, std::uint32_t token, int strength, std::vector<Ground>& why) {
  for (const std::uint32_t i : scene.tree.dependents(token)) {
    if (!scene.tree.is(i, {"advmod", "amod", "obl"})) continue;
    const int step = is_in(kStrong, scene.tree.lemma(i)) ? 1
                     : is_in(kMild, scene.tree.lemma(i)) ? -1
                                                         : 0;
    if (step == 0) continue;
    strength = std::clamp(strength + step, 1, 3);
    why.push_back({step > 0 ? "stronger" : "milder", just(i), 1});
  }
  return strength;
}

/// The statement in which the word stands denies it, or nobody has made it. A refusal to do it is
/// an act of its own.
bool is_unsaid(const Scene& scene, std::optional<std::uint32_t> content, const Mood& mood) {
  if (!content) return false;
  const statements::Statement& one = scene.statements[*content];
  return (one.polarity == Polarity::Denied && !mood.refusal) || one.modality == Modality::May ||
         one.modality == Modality::Asks;
}

}  // namespace

std::optional<Deed> deed_of(const Scene& scene, std::uint32_t token, const ActWord& word, Act what,
                            Origin origin) {
  Deed deed;
  deed.word = &word;
  deed.token = token;
  deed.trigger = just(token);
  deed.act = what;
  deed.sign = sign_of(what);
  deed.origin = origin;
  const auto cue = scene.places.cue(token);
  const auto content = scene.places.innermost_content(token);
  deed.statement = cue ? cue : content;
  // "failed to win over his friend Klein": what somebody is to another is not negated with the
  // verb.
  const bool is_aside = origin == Origin::Agent && !scene.tree.dependent(token, {"cop"});
  const Mood mood = is_aside ? Mood{} : mood_of(scene.tree, token);
  if (mood.denial || mood.allegation || is_unsaid(scene, content, mood)) return std::nullopt;
  if (mood.possibility) return std::nullopt;
  deed.strength = strength_at(scene, token, word.strength, deed.why);
  if (mood.retraction) {
    const bool is_withdrawn = scene.tree.has_lemma(*mood.retraction, {"withdraw", "retract"});
    deed.sign = deed.sign > 0 && is_withdrawn ? -deed.sign : 0;
    deed.why.push_back({"retraction", just(*mood.retraction), 0.9F});
  } else if (mood.threat) {
    if (deed.sign < 0 || deed.act == Act::Demand) {
      deed.act = Act::Threaten;
      deed.sign = sign_of(Act::Threaten);
    }
    deed.why.push_back({"threat", just(*mood.threat), 0.9F});
  } else if (mood.negation) {
    const bool is_stand = is_stance(what, scene.tree.lemma(token));
    const bool is_refused_praise = mood.refusal && deed.sign > 0;
    deed.sign = is_stand || is_refused_praise ? -deed.sign : 0;
    deed.why.push_back(
        {mood.refusal ? "refusal" : "negation", just(*mood.negation), is_stand ? 0.8F : 0.9F});
    if (mood.refusal && *mood.refusal != *mood.negation) {  // "did not refuse to"
      deed.sign = 0;
    }
  }
  if (mood.attempt) deed.why.push_back({"attempt", just(*mood.attempt), 0.85F});
  if (mood.intention) deed.why.push_back({"intention", just(*mood.intention), 0.75F});
  if (mood.obligation) deed.why.push_back({"obligation", just(*mood.obligation), 0.6F});
  for (const Ground& ground : deed.why) deed.factor *= ground.weight;
  return deed;
}

void emit(const Deed& deed, const Holders& holders, const std::vector<End>& targets,
          bool is_reciprocal, std::vector<Draft>& drafts) {
  const auto add = [&](const End& from, const End& to, std::string_view how) {
    if (!from.actor || from.actor == to.actor) return;
    Draft draft;
    draft.from = *from.actor;
    draft.to = to;
    draft.act = deed.act;
    draft.sign = deed.sign;
    draft.strength = deed.strength;
    draft.mode = deed.word == nullptr ? std::string_view{} : deed.word->mode;
    draft.origin = deed.origin;
    draft.trigger = deed.trigger;
    draft.statement = deed.statement;
    draft.factor = deed.factor * from.confidence * to.confidence;
    draft.why = deed.why;
    std::string holder = "who: " + std::string(how);
    if (!from.how.empty()) holder += ", " + std::string(from.how);
    draft.why.push_back({std::move(holder), from.words, from.confidence});
    std::string target = to.actor ? "whom" : "whom: no actor";
    if (!to.how.empty()) target += ": " + std::string(to.how);
    draft.why.push_back({std::move(target), to.words, to.confidence});
    drafts.push_back(std::move(draft));
  };
  for (const End& from : holders.ends)
    for (const End& to : targets) {
      add(from, to, holders.how);
      if (is_reciprocal) {
        // Words for a quarrel tell less of each side than an attack does.
        End back = to;
        back.confidence *= kBothWays;
        add(back, from, "each other");
      }
    }
}

void emit_mutual(const Deed& deed, const std::vector<End>& ends, std::vector<Draft>& drafts) {
  for (std::size_t i = 0; i < ends.size(); ++i)
    for (std::size_t j = i + 1; j < ends.size(); ++j)
      emit(deed, {{ends[i]}, "each other"}, {ends[j]}, true, drafts);
}

}  // namespace faultline::positions::detail
