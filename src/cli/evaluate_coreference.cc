// faultline evaluate coreference: gold chains and predicted ones compared.

#include "cli/detail/evaluate_coreference.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <utility>

#include "actors/cast.h"
#include "cli/detail/layout.h"
#include "cli/detail/whole_file.h"
#include "exchange/coreference_lines.h"
#include "exchange/coreference_report.h"

namespace faultline::cli {
namespace {

using exchange::ChainMeasure;
using exchange::CoreferenceChain;
using exchange::CoreferenceDocument;
using exchange::CoreferenceScores;
using Documents = std::vector<CoreferenceDocument>;

/// A document's words as text, one blank between them. What the engine passes over, a sentence
/// without words, is not there.
struct GivenWords {
  std::string text;
  std::vector<std::vector<ByteSpan>> sentences;
  std::vector<std::uint32_t> speakers;     // by sentence; 0: nobody known
  std::vector<exchange::WordSpan> places;  // by token: which word of which sentence it is
};

GivenWords given_words(const CoreferenceDocument& document) {
  GivenWords given;
  std::map<std::string_view, std::uint32_t> numbers;
  for (std::uint32_t sentence = 0; sentence < document.sentences.size(); ++sentence) {
    const auto& forms = document.sentences[sentence];
    if (forms.empty()) continue;
    auto& words = given.sentences.emplace_back();
    for (std::uint32_t word = 0; word < forms.size(); ++word) {
      const auto begin = static_cast<std::uint32_t>(given.text.size());
      given.text += forms[word];
      words.push_back({{begin}, {static_cast<std::uint32_t>(given.text.size())}});
      given.text += ' ';
      given.places.push_back({sentence, word, word + 1});
    }
    const std::string_view speaker =
        document.speakers.empty() ? std::string_view() : document.speakers[sentence];
    const auto next = static_cast<std::uint32_t>(numbers.size() + 1);
    given.speakers.push_back(speaker.empty() ? 0
                                             : numbers.try_emplace(speaker, next).first->second);
  }
  return given;
}

void find_chains(const CoreferenceDocument& document, const language::Engine& engine,
                 const actors::CastFinder& finder, exchange::PredictedChains& predicted) {
  GivenWords given = given_words(document);
  const auto analysis = engine.analyse_words_with_states(std::move(given.text), given.sentences);
  std::vector<CoreferenceChain>& chains = predicted.chains.emplace_back();
  exchange::Antecedents& antecedents = predicted.antecedents.emplace_back();
  for (const auto& found : finder.chains(analysis.document, analysis.states, given.speakers)) {
    auto& chain = chains.emplace_back();
    for (const auto& [tokens, antecedent] : found) {
      const auto& first = given.places[tokens.begin.value];
      chain.push_back({first.sentence, first.begin, given.places[tokens.end.value - 1].end});
      if (antecedent) antecedents.emplace(chain.back(), chain[*antecedent]);
    }
  }
}

/// What the program itself finds in the gold words.
Result<exchange::PredictedChains> own_chains(const Arguments& given, const Console& console,
                                             const Documents& gold) {
  const auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  const auto finder = actors::CastFinder::load(given.value("--models").value_or(""));
  if (!finder) return tl::unexpected(finder.error());
  exchange::PredictedChains predicted;
  for (const auto& document : gold) {
    if (console.interrupted) return failure(ErrorCode::Interrupted, "interrupted.");
    find_chains(document, *engine, *finder, predicted);
  }
  return predicted;
}

Result<exchange::PredictedChains> predict(const Arguments& given, const Console& console,
                                          const Documents& gold) {
  const auto file = given.value("--predictions");
  if (!file) return own_chains(given, console, gold);
  const auto lines = read_text_of(*file);
  if (!lines) return tl::unexpected(lines.error());
  return exchange::read_predicted_chains(*lines, *file, gold);
}

Result<void> check_options(const Arguments& given) {
  const std::string by = given.value("--by").value_or("genre");
  if (by != "genre")
    return failure(ErrorCode::Usage,
                   fmt::format("--by: \"{}\" is not genre, by which coreference is told.", by));
  if (given.has("--write") && given.has("--predictions"))
    return failure(ErrorCode::Usage,
                   "--write writes the program's own chains; --predictions are in a file already. "
                   "Give one of them.");
  return {};
}

Result<void> write_chains(const std::string& file, const Documents& gold,
                          const exchange::PredictedChains& predicted) {
  std::string lines;
  for (std::size_t i = 0; i < gold.size(); ++i)
    lines += exchange::to_coreference_line(gold[i], predicted.chains[i]);
  return write_whole(file, lines, "chains");
}

exchange::CoreferenceReport report_of(const Documents& gold,
                                      const exchange::PredictedChains& predicted, bool has_groups) {
  exchange::CoreferenceReport report;
  report.without_prediction = predicted.without_prediction;
  std::map<std::string, CoreferenceScores> groups;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    const exchange::Antecedents none;
    const auto& antecedents = predicted.antecedents.empty() ? none : predicted.antecedents[i];
    report.scores.add(gold[i], predicted.chains[i], antecedents);
    if (has_groups) groups[gold[i].genre].add(gold[i], predicted.chains[i], antecedents);
  }
  if (!has_groups) return report;
  auto& told = report.groups.emplace();
  for (auto& [name, scores] : groups) told.push_back({name, scores});
  return report;
}

std::string percent_of(const exchange::PronounScore& score) {
  return score.asked ? fmt::format("{:.2f}", score.percent()) : "-";
}

std::string score_table(const CoreferenceScores& scores) {
  std::string text = fmt::format(
      "{} with {:.0f} gold mentions in {:.0f} chains and {:.0f} predicted ones in {:.0f}\n\n"
      "{:<15}{:>8}{:>8}{:>8}\n",
      counted(static_cast<std::int64_t>(scores.documents()), "document", "documents"),
      scores.score(ChainMeasure::Mentions).gold, scores.score(ChainMeasure::CeafE).gold,
      scores.score(ChainMeasure::Mentions).predicted, scores.score(ChainMeasure::CeafE).predicted,
      "measure", "P", "R", "F1");
  for (const auto measure : exchange::kChainMeasures) {
    const auto& score = scores.score(measure);
    text += fmt::format("{:<15}{:>8.2f}{:>8.2f}{:>8.2f}\n", to_string(measure), score.precision(),
                        score.recall(), score.f1());
  }
  text += fmt::format("{:<15}{:>8}{:>8}{:>8.2f}\n", "CoNLL", "", "", scores.conll());
  const auto line = [](std::string_view name, const exchange::PronounScore& score) {
    return fmt::format("{:<15}{:>8}{:>8}{:>8}\n", name, score.asked, score.right,
                       percent_of(score));
  };
  text += fmt::format("\n{:<15}{:>8}{:>8}{:>8}\n", "pronoun", "n", "right", "%");
  text += line("he, she, they", scores.third_person());
  for (const auto pronoun : exchange::kPronouns)
    text += line(to_string(pronoun), scores.pronoun(pronoun));
  return text;
}

std::string group_table(const std::vector<exchange::CoreferenceGroup>& groups) {
  std::size_t width = 15;
  for (const auto& group : groups)
    width = std::max(width, display_width(printable(group.name)) + 1);
  std::string text = fmt::format("\n{}{:>9}{:>12}{:>8}{:>8}{:>10}{:>8}{:>15}{:>8}\n",
                                 fitted("genre", width), "documents", "mentions F1", "MUC F1",
                                 "B3 F1", "CEAFe F1", "CoNLL", "he, she, they", "n");
  for (const auto& [name, scores] : groups)
    text +=
        fmt::format("{}{:>9}{:>12.2f}{:>8.2f}{:>8.2f}{:>10.2f}{:>8.2f}{:>15}{:>8}\n",
                    fitted(name.empty() ? "-" : printable(name), width), scores.documents(),
                    scores.score(ChainMeasure::Mentions).f1(), scores.score(ChainMeasure::Muc).f1(),
                    scores.score(ChainMeasure::B3).f1(), scores.score(ChainMeasure::CeafE).f1(),
                    scores.conll(), percent_of(scores.third_person()), scores.third_person().asked);
  return text;
}

}  // namespace

Result<Exit> evaluate_coreference(const Arguments& given, const Console& console) {
  if (auto checked = check_options(given); !checked) return tl::unexpected(checked.error());
  const std::string file = *given.value("GOLD");
  const auto lines = read_text_of(file);
  if (!lines) return tl::unexpected(lines.error());
  const auto gold = exchange::read_coreference(*lines, file);
  if (!gold) return tl::unexpected(gold.error());
  const auto predicted = predict(given, console, *gold);
  if (!predicted) return tl::unexpected(predicted.error());
  if (const auto own = given.value("--write"))
    if (auto written = write_chains(*own, *gold, *predicted); !written)
      return tl::unexpected(written.error());
  const auto report = report_of(*gold, *predicted, given.has("--by"));
  if (report.without_prediction > 0)
    console.err << fmt::format(
        "Note: {} of {} documents have no predictions; all they hold counts as missed.\n",
        report.without_prediction, gold->size());
  if (given.has("--json"))
    console.out << exchange::to_json(report);
  else
    console.out << score_table(report.scores)
                << (report.groups ? group_table(*report.groups) : std::string());
  return Exit::AllDone;
}

}  // namespace faultline::cli
