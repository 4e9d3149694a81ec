// faultline code STUDY learn: stands of statements that nobody has coded, learned from those that
// people have.

#include "cli/detail/code_learn.h"

#include <fmt/core.h>

#include <charconv>
#include <cmath>
#include <map>
#include <ostream>

#include "cli/detail/layout.h"
#include "cli/detail/learning.h"
#include "cli/detail/study_files.h"

namespace faultline::cli {
namespace {

/// One concept's line of the table, and what is to be stored.
struct Learned {
  std::string concept_name;
  std::size_t examples = 0, in_favour = 0, against = 0;
  std::optional<positions::LearningQuality> quality;
  std::vector<study::MachineCoding> codings;
  std::string remark;  // why nothing was coded; empty: something was

  [[nodiscard]] bool is_used() const { return remark.empty(); }
};

std::string percent(double share) {
  return std::isnan(share) ? "-" : fmt::format("{:.0f}", 100 * share);
}

/// The phrases' word on each statement.
Result<std::map<study::StatementId, int>> phrase_codings(const study::Study& study,
                                                         const std::string& concept_name) {
  study::JudgementFilter filter;
  filter.kind = study::CoderKind::Machine;
  filter.coder = std::string(study::phrase_coder);
  filter.rows.concept_name = concept_name;
  const auto judgements = study.judgements(filter);
  if (!judgements) return tl::unexpected(judgements.error());
  std::map<study::StatementId, int> codings;
  for (const study::Judgement& judgement : *judgements) {
    if (judgement.statement) codings[*judgement.statement] = judgement.agreement;
  }
  return codings;
}

/// What the classifier says of all statements that nobody has coded: stands, and where it has none
/// but the phrases gave one, that there is none.
Result<std::vector<study::MachineCoding>> codings_by(const positions::ConceptClassifier& classifier,
                                                     const study::Study& study,
                                                     const Learned& learned, std::uint64_t seed) {
  const auto candidates = study.uncoded({}, learned.concept_name);
  if (!candidates) return tl::unexpected(candidates.error());
  const auto phrases = phrase_codings(study, learned.concept_name);
  if (!phrases) return tl::unexpected(phrases.error());
  const std::string note = fmt::format("learned from {} codings, seed {}", learned.examples, seed);
  std::vector<study::MachineCoding> codings;
  for (const study::StatementRow& row : *candidates) {
    if (!row.speaker) continue;
    const auto stands = classifier.classify({row.cue_text, row.content_text});
    const int stand = classifier.stand(stands);
    if (stand == 0 && !phrases->contains(row.key)) continue;
    const double confidence = stand > 0   ? stands.in_favour
                              : stand < 0 ? stands.against
                                          : stands.neither;
    codings.push_back({row.key, learned.concept_name, stand, confidence, std::nullopt, note});
  }
  return codings;
}

Result<Learned> learn(const study::Study& study, const positions::Concept& subject,
                      const positions::WordRarity& rarity, std::uint64_t seed) {
  Learned learned;
  learned.concept_name = subject.name;
  const auto examples = coding_examples(study, subject.name);
  if (!examples) return tl::unexpected(examples.error());
  learned.examples = examples->size();
  for (const positions::CodingExample& example : *examples) {
    learned.in_favour += example.agreement > 0 ? 1 : 0;
    learned.against += example.agreement < 0 ? 1 : 0;
  }
  constexpr std::size_t least = positions::ConceptClassifier::least_examples;
  if (examples->size() < least) {
    learned.remark = fmt::format("{} more to learn from", least - examples->size());
    return learned;
  }
  positions::LearningOptions options;
  options.seed = seed;
  const auto classifier = positions::ConceptClassifier::train(*examples, subject, rarity, options);
  if (!classifier) return tl::unexpected(classifier.error());
  learned.quality = classifier->quality();
  // Learning that makes it worse than the codebook alone is not let into the study.
  if (learned.quality->f1() <= learned.quality->phrases_f1()) {
    learned.remark = "no better than the phrases; code more";
    return learned;
  }
  auto codings = codings_by(*classifier, study, learned, seed);
  if (!codings) return tl::unexpected(codings.error());
  learned.codings = std::move(*codings);
  return learned;
}

std::string table_of(const std::vector<Learned>& all, const Console& console) {
  Table table;
  table.headings = {{"concept", 40, false}, {"coded", 8, true},   {"for", 6, true},
                    {"against", 8, true},   {"P", 5, true},       {"R", 5, true},
                    {"F1", 5, true},        {"phrases", 8, true}, {"codings", 8, true},
                    {"remark", 40, false}};
  for (const Learned& each : all) {
    const auto& q = each.quality;
    table.rows.push_back({{each.concept_name, std::to_string(each.examples),
                           std::to_string(each.in_favour), std::to_string(each.against),
                           q ? percent(q->precision()) : "-", q ? percent(q->recall()) : "-",
                           q ? percent(q->f1()) : "-", q ? percent(q->phrases_f1()) : "-",
                           each.is_used() ? std::to_string(each.codings.size()) : "-", each.remark},
                          ""});
  }
  return set_table(table, console.width, console.colour);
}

Result<Exit> run_learn(const Arguments& given, const Console& console) {
  const std::string word = given.value("--seed").value_or("1");
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), seed);
  if (error != std::errc() || end != word.data() + word.size())
    return tl::unexpected(
        Error{ErrorCode::Usage, fmt::format("--seed: \"{}\" is no whole number.", word), ""});
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto codebook = study->codebook();
  if (!codebook) return tl::unexpected(codebook.error());
  if (codebook->concepts.empty())
    return tl::unexpected(Error{ErrorCode::Usage,
                                "the study has no codebook; `faultline read ... --codebook FILE` "
                                "puts one in.",
                                *given.value("STUDY")});
  const auto statements = study->statements();
  if (!statements) return tl::unexpected(statements.error());
  const auto rarity = positions::WordRarity::of(texts_of(*statements));
  std::vector<Learned> all;
  std::vector<study::MachineCoding> codings;
  for (const positions::Concept& subject : codebook->concepts) {
    if (console.interrupted)
      return tl::unexpected(Error{ErrorCode::Interrupted, "interrupted; nothing is changed.", ""});
    auto learned = learn(*study, subject, rarity, seed);
    if (!learned) return tl::unexpected(learned.error());
    codings.insert(codings.end(), learned->codings.begin(), learned->codings.end());
    all.push_back(std::move(*learned));
  }
  if (!given.has("--dry-run")) {
    if (auto stored = study->store_learned(codings); !stored) return tl::unexpected(stored.error());
  }
  console.out << table_of(all, console);
  return Exit::AllDone;
}

}  // namespace

Command code_learn_verb() {
  return {
      .name = "code STUDY learn",
      .summary =
          "Learns from what people coded who is for or against each concept, and codes what "
          "nobody has coded.",
      .examples = {{"faultline code my.study learn", "All concepts of the codebook."},
                   {"faultline code my.study learn --dry-run", "Only how well it goes."}},
      .usage = "[--seed N] [--dry-run]",
      .places = {{"STUDY", "", "The study's file."}},
      .options = {{"--seed", "N", "Decides the folds of the cross-validation. Default 1."},
                  {"--dry-run", "", "Print the quality and change nothing."}},
      .notes =
          "From ten coded statements of a concept on. P, R and F1 (per cent) are of stands in "
          "coded statements that were not learned from, in five folds; \"phrases\" is the F1 of "
          "the codebook's phrases on the same. A concept is learned only where it does better "
          "than they. A person's coding always wins; what is learned is never learned from.",
      .run = run_learn};
}

}  // namespace faultline::cli
