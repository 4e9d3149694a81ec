#include "statements/detail/possessed.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

// Which words may lead from a noun to what was said; the people who marked PolNeAR's train part
// took about half of such nouns for statements.
struct Noun {
  std::string_view lemma;
  bool that = false;
  bool to = false;  // with an infinitive
  std::array<std::string_view, 3> prepositions{};
};

constexpr Noun nouns[] = {{"accusation", true, false, {"of"}},
                          {"admission", true, false, {"of"}},
                          {"allegation", true, false, {"of"}},
                          {"announcement", true, false, {"of"}},
                          {"appeal", false, true, {"for"}},
                          {"argument", true, false, {"for", "against"}},
                          {"assertion", true, false, {"of"}},
                          {"assurance", true, false, {}},
                          {"belief", true, false, {"in"}},
                          {"call", true, true, {"for"}},
                          {"claim", true, true, {"of"}},
                          {"comment", true, false, {"about", "on"}},
                          {"complaint", true, false, {"about", "of"}},
                          {"concession", true, false, {}},
                          {"condemnation", false, false, {"of"}},
                          {"contention", true, false, {}},
                          {"conviction", true, false, {}},
                          {"criticism", true, false, {"of"}},
                          {"declaration", true, false, {"of"}},
                          {"demand", true, false, {"for"}},
                          {"denial", true, false, {"of"}},
                          {"denunciation", false, false, {"of"}},
                          {"endorsement", false, false, {"of"}},
                          {"fear", true, false, {}},
                          {"hope", true, true, {"for", "of"}},
                          {"insistence", true, false, {"on"}},
                          {"objection", true, false, {"to"}},
                          {"plea", true, true, {"for"}},
                          {"pledge", true, true, {"of"}},
                          {"praise", false, false, {"for", "of"}},
                          {"prediction", true, false, {"of"}},
                          {"promise", true, true, {"of"}},
                          {"rebuke", false, false, {"of"}},
                          {"rejection", false, false, {"of"}},
                          {"remark", true, false, {"about", "on"}},
                          {"statement", true, false, {}},
                          {"suggestion", true, false, {"of"}},
                          {"support", false, false, {"for"}},
                          {"threat", true, true, {"of"}},
                          {"vow", true, true, {"of"}},
                          {"warning", true, false, {"of", "about", "against"}}};

const Noun* noun_at(const MarkedWords& words, std::uint32_t i) {
  if (words.document->tokens[i].upos != language::Upos::Noun) return nullptr;
  const std::string_view lemma = words.document->tokens[i].lemma;
  const auto found =
      std::lower_bound(std::begin(nouns), std::end(nouns), lemma,
                       [](const Noun& one, std::string_view wanted) { return one.lemma < wanted; });
  return found != std::end(nouns) && found->lemma == lemma ? &*found : nullptr;
}

bool leads(const MarkedWords& words, const Noun& noun, std::uint32_t complement) {
  if (has_relation(words, complement, {"nmod"})) {
    const auto preposition = dependent_of(words, complement, {"case"});
    return preposition && std::any_of(noun.prepositions.begin(), noun.prepositions.end(),
                                      [&](std::string_view one) {
                                        return !one.empty() && words.is_form(*preposition, one);
                                      });
  }
  if (!has_relation(words, complement, {"acl", "ccomp"}) ||
      has_relation(words, complement, {"acl:relcl"}))
    return false;
  const auto mark = dependent_of(words, complement, {"mark"});
  return mark &&
         ((noun.that && words.is_form(*mark, "that")) || (noun.to && words.is_form(*mark, "to")));
}

std::optional<Candidate> statement_at(const MarkedWords& words, std::uint32_t i) {
  const Noun* const noun = noun_at(words, i);
  if (noun == nullptr) return std::nullopt;
  const auto owner = dependent_of(words, i, {"nmod:poss"});
  if (!owner || *owner > i) return std::nullopt;
  for (const std::uint32_t complement : dependents_of(words, i)) {
    if (complement <= i || !leads(words, *noun, complement)) continue;
    constexpr float score = 0.45F;  // as often as people marked such nouns
    Candidate found;
    found.anchor = i;
    found.scope = {sentence_around(words, i), words[i].quotation};
    found.source = extent_of(words, *owner);
    found.cue = TokenSpan{{i}, {i + 1}};
    TokenSpan content = extent_of(words, complement);
    content.begin = std::max(content.begin, TokenIndex{i + 1});
    found.content = {content};
    found.score = score;
    if (content.begin >= content.end || found.source->end > found.cue->begin) continue;
    return found;
  }
  return std::nullopt;
}

}  // namespace

void add_possessed(const MarkedWords& words, std::vector<Candidate>& candidates) {
  std::vector<bool> is_cue(words.size());
  for (const Candidate& one : candidates) {
    if (!one.cue) continue;
    for (TokenIndex i = one.cue->begin; i < one.cue->end; ++i) is_cue[i.value] = true;
  }
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    if (is_cue[i]) continue;
    if (auto found = statement_at(words, i)) candidates.push_back(std::move(*found));
  }
}

}  // namespace faultline::statements::detail
