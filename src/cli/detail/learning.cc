#include "cli/detail/learning.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace faultline::cli {
namespace {

// Whether `a` outweighs `b`, another person's word on the same statement.
bool outweighs(const study::Judgement& a, const study::Judgement& b,
               const std::optional<std::string>& adjudicator) {
  const bool a_decides = adjudicator && a.coder == *adjudicator;
  const bool b_decides = adjudicator && b.coder == *adjudicator;
  if (a_decides != b_decides) return a_decides;
  if (a.made_at != b.made_at) return a.made_at > b.made_at;
  return a.key > b.key;
}

}  // namespace

Result<std::vector<positions::CodingExample>> coding_examples(const study::Study& study,
                                                              const std::string& concept_name) {
  study::JudgementFilter filter;
  filter.kind = study::CoderKind::Person;
  filter.rows.concept_name = concept_name;
  const auto judgements = study.judgements(filter);
  if (!judgements) return tl::unexpected(judgements.error());
  const auto adjudicator = study.adjudicator();
  if (!adjudicator) return tl::unexpected(adjudicator.error());
  std::map<study::StatementId, const study::Judgement*> deciding;
  for (const study::Judgement& judgement : *judgements) {
    if (!judgement.statement || !judgement.is_in_force) continue;
    const study::Judgement*& known = deciding[*judgement.statement];
    if (known == nullptr || outweighs(judgement, *known, *adjudicator)) known = &judgement;
  }
  std::vector<positions::CodingExample> examples;
  examples.reserve(deciding.size());
  for (const auto& [statement, judgement] : deciding) {
    examples.push_back(
        {{judgement->cue_text, judgement->content_text}, judgement->agreement, judgement->coder});
  }
  return examples;
}

std::vector<positions::StatementText> texts_of(std::span<const study::StatementRow> statements) {
  std::vector<positions::StatementText> texts;
  texts.reserve(statements.size());
  for (const study::StatementRow& row : statements)
    texts.push_back({row.cue_text, row.content_text});
  return texts;
}

positions::ConceptClassifier classifier_for(std::span<const positions::CodingExample> examples,
                                            const positions::Concept& subject,
                                            const positions::WordRarity& rarity,
                                            std::uint64_t seed) {
  positions::LearningOptions options;
  options.seed = seed;
  auto taught = positions::ConceptClassifier::train(examples, subject, rarity, options);
  return taught ? std::move(*taught) : positions::ConceptClassifier::untaught(subject, rarity);
}

Result<std::vector<std::size_t>> least_sure_first(const study::Study& study,
                                                  std::span<const study::StatementRow> candidates,
                                                  const std::string& concept_name,
                                                  std::uint64_t seed, std::size_t first) {
  const auto codebook = study.codebook();
  if (!codebook) return tl::unexpected(codebook.error());
  const auto subject =
      std::find_if(codebook->concepts.begin(), codebook->concepts.end(),
                   [&](const positions::Concept& each) { return each.name == concept_name; });
  if (subject == codebook->concepts.end())
    return tl::unexpected(Error{
        ErrorCode::NotFound, fmt::format("the codebook has no concept \"{}\".", concept_name), ""});
  const auto examples = coding_examples(study, concept_name);
  if (!examples) return tl::unexpected(examples.error());
  const auto statements = study.statements();
  if (!statements) return tl::unexpected(statements.error());
  const auto rarity = positions::WordRarity::of(texts_of(*statements));
  const auto texts = texts_of(candidates);
  std::vector<std::size_t> places =
      positions::next_to_ask(classifier_for(*examples, *subject, rarity, seed), texts, first, seed);
  std::vector<bool> is_placed(candidates.size());
  for (const std::size_t place : places) is_placed[place] = true;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!is_placed[i]) places.push_back(i);
  }
  return places;
}

}  // namespace faultline::cli
