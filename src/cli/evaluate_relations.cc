// faultline evaluate relations: gold classes of marked pairs and predicted ones compared.

#include "cli/detail/evaluate_relations.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/cast.h"
#include "cli/detail/layout.h"
#include "cli/detail/whole_file.h"
#include "exchange/relation_pairs.h"
#include "positions/relation_finder.h"
#include "statements/statements.h"

namespace faultline::cli {
namespace {

using exchange::LikeliestRelation;
using exchange::MarkedPair;
using exchange::PairClass;

constexpr std::array<std::string_view, exchange::pair_classes> class_names = {
    "0 neutral", "1 first for second", "2 second for first", "3 first against second",
    "4 second against first"};

/// The stages that read a sentence.
struct Stages {
  language::Engine engine;
  actors::CastFinder casting;
  statements::Finder finder;
  positions::RelationFinder relations;
};

Result<Stages> load_stages(const Arguments& given) {
  auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  const std::string models = given.value("--models").value_or("");
  auto casting = actors::CastFinder::load(models);
  if (!casting) return tl::unexpected(casting.error());
  auto finder = statements::Finder::load(models);
  if (!finder) return tl::unexpected(finder.error());
  auto relations = positions::RelationFinder::load(models);
  if (!relations) return tl::unexpected(relations.error());
  return Stages{std::move(*engine), std::move(*casting), std::move(*finder), std::move(*relations)};
}

/// What the program says of pairs.
struct Judged {
  std::vector<PairClass> classes;
  std::vector<LikeliestRelation> likeliest;  // none for predictions of a file
};

positions::PairChances chances_of(const MarkedPair& pair, const Stages& stages) {
  const language::Analysis analysis = stages.engine.analyse_with_states(pair.text);
  const auto& document = analysis.document;
  const auto marked = positions::mark_actors(
      document, stages.casting.find(document, analysis.states, {}), pair.first, pair.second);
  const auto statements = stages.finder.find(document, analysis.states, marked.cast);
  return stages.relations.judge(document, analysis.states, marked, statements);
}

LikeliestRelation likeliest_of(const positions::PairChances& chances) {
  const std::array<float, 4> relations = {chances.first_for_second, chances.second_for_first,
                                          chances.first_against_second,
                                          chances.second_against_first};
  const auto best = std::max_element(relations.begin(), relations.end());
  return {static_cast<PairClass>(1 + (best - relations.begin())), static_cast<double>(*best)};
}

Result<Judged> judge(const Arguments& given, const Console& console,
                     const std::vector<MarkedPair>& pairs) {
  const auto stages = load_stages(given);
  if (!stages) return tl::unexpected(stages.error());
  Judged judged;
  for (const MarkedPair& pair : pairs) {
    if (console.interrupted) return failure(ErrorCode::Interrupted, "interrupted.");
    const auto chances = chances_of(pair, *stages);
    judged.classes.push_back(static_cast<PairClass>(
        stages->relations.likeliest(chances, /*is_balanced=*/!given.has("--precise"))));
    judged.likeliest.push_back(likeliest_of(chances));
  }
  return judged;
}

Result<Judged> read_judged(const std::string& file, std::size_t wanted) {
  const auto lines = read_text_of(file);
  if (!lines) return tl::unexpected(lines.error());
  auto classes = exchange::read_pair_classes(*lines, file, wanted);
  if (!classes) return tl::unexpected(classes.error());
  return Judged{std::move(*classes), {}};
}

std::string score_table(const exchange::PairScores& scores) {
  std::string text = fmt::format(
      "{}\n\n{:<24}{:>8}\n{:<24}{:>8.2f}\n{:<24}{:>8.2f}\n{:<24}{:>8.2f}\n{:<24}{:>8.2f}\n\n"
      "{:<24}{:>8}{:>8}{:>8}\n",
      counted(static_cast<std::int64_t>(scores.pairs()), "pair", "pairs"), "measure", "%",
      "accuracy", scores.accuracy(), "macro F1", scores.macro_f1(), "some relation F1",
      scores.relation_f1(), "sign macro F1", scores.sign_macro_f1(), "class", "P", "R", "F1");
  for (std::size_t c = 0; c < exchange::pair_classes; ++c) {
    const auto one = static_cast<PairClass>(c);
    text += fmt::format("{:<24}{:>8.2f}{:>8.2f}{:>8.2f}\n", class_names[c], scores.precision(one),
                        scores.recall(one), scores.f1(one));
  }
  return text;
}

std::string confidence_table(const std::vector<exchange::SureRelations>& sure,
                             std::size_t relations) {
  std::string text =
      fmt::format("\n{:<24}{:>8}{:>8}{:>8}\n", "confidence of a relation", "n", "P", "R");
  for (const auto& own : sure) {
    const auto right = 100.0 * static_cast<double>(own.right);
    text += fmt::format("from {:<19.1f}{:>8}", own.from, own.told);
    text += own.told == 0 ? fmt::format("{:>8}", "-")
                          : fmt::format("{:>8.2f}", right / static_cast<double>(own.told));
    text += relations == 0 ? fmt::format("{:>8}\n", "-")
                           : fmt::format("{:>8.2f}\n", right / static_cast<double>(relations));
  }
  return text;
}

Result<void> write_classes(const std::string& file, const std::vector<PairClass>& classes) {
  std::string lines;
  for (const PairClass one : classes) lines += fmt::format("{}\n", static_cast<int>(one));
  return write_whole(file, lines, "predictions");
}

}  // namespace

Result<Exit> evaluate_relations(const Arguments& given, const Console& console) {
  if (given.has("--compare") && (given.has("--predictions") || given.has("--precise")))
    return failure(ErrorCode::Usage,
                   "--compare reads predictions; --predictions and --precise are about the "
                   "program's own. Give one of them.");
  const std::string file = *given.value("GOLD");
  const auto lines = read_text_of(file);
  if (!lines) return tl::unexpected(lines.error());
  const auto pairs = exchange::read_pairs(*lines, file);
  if (!pairs) return tl::unexpected(pairs.error());
  const auto other = given.value("--compare");
  const auto judged = other ? read_judged(*other, pairs->size()) : judge(given, console, *pairs);
  if (!judged) return tl::unexpected(judged.error());
  if (const auto out = given.value("--predictions"))
    if (auto written = write_classes(*out, judged->classes); !written)
      return tl::unexpected(written.error());
  exchange::PairScores scores;
  std::vector<PairClass> gold;
  std::vector<LikeliestRelation> likeliest;
  std::size_t relations = 0;
  for (std::size_t i = 0; i < pairs->size(); ++i) {
    const auto& relation = (*pairs)[i].relation;
    if (!relation) continue;
    scores.add(*relation, judged->classes[i]);
    if (*relation != PairClass::Neutral) ++relations;
    gold.push_back(*relation);
    if (!judged->likeliest.empty()) likeliest.push_back(judged->likeliest[i]);
  }
  if (gold.size() < pairs->size())
    console.err << fmt::format("Note: {} of {} sentences have no class and are not scored.\n",
                               pairs->size() - gold.size(), pairs->size());
  if (gold.empty()) return Exit::AllDone;
  const auto sure = likeliest.empty() ? std::vector<exchange::SureRelations>()
                                      : exchange::sure_relations(gold, likeliest);
  if (given.has("--json"))
    console.out << exchange::to_json(scores, sure);
  else
    console.out << score_table(scores)
                << (sure.empty() ? std::string() : confidence_table(sure, relations));
  return Exit::AllDone;
}

}  // namespace faultline::cli
