// faultline evaluate relations: gold classes of marked pairs and predicted ones compared.

#include "cli/detail/evaluate_relations.h"

#include <fmt/core.h>

#include <ostream>
#include <utility>

#include "actors/cast.h"
#include "cli/detail/whole_file.h"
#include "exchange/relation_pairs.h"
#include "positions/marked_pair.h"
#include "positions/positions.h"
#include "statements/statements.h"

namespace faultline::cli {
namespace {

using exchange::MarkedPair;
using exchange::PairClass;

/// The stages that read a sentence.
struct Stages {
  language::Engine engine;
  actors::CastFinder casting;
  statements::Finder finder;
};

Result<Stages> load_stages(const Arguments& given) {
  auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  const std::string models = given.value("--models").value_or("");
  auto casting = actors::CastFinder::load(models);
  if (!casting) return tl::unexpected(casting.error());
  auto finder = statements::Finder::load(models);
  if (!finder) return tl::unexpected(finder.error());
  return Stages{std::move(*engine), std::move(*casting), std::move(*finder)};
}

PairClass class_of(const MarkedPair& pair, const Stages& stages) {
  const language::Analysis analysis = stages.engine.analyse_with_states(pair.text);
  const auto& document = analysis.document;
  const auto marked = positions::mark_actors(
      document, stages.casting.find(document, analysis.states, {}), pair.first, pair.second);
  const auto statements = stages.finder.find(document, analysis.states, marked.cast);
  const positions::Relation* best = nullptr;
  const auto relations = positions::find_relations(document, marked.cast, statements);
  for (const auto& relation : relations) {
    const bool is_forward = relation.from == marked.first && relation.to == marked.second;
    const bool is_backward = relation.from == marked.second && relation.to == marked.first;
    if (relation.sign == 0 || (!is_forward && !is_backward)) continue;
    if (best == nullptr || relation.confidence > best->confidence) best = &relation;
  }
  if (best == nullptr) return PairClass::Neutral;
  if (best->from == marked.first)
    return best->sign > 0 ? PairClass::FirstForSecond : PairClass::FirstAgainstSecond;
  return best->sign > 0 ? PairClass::SecondForFirst : PairClass::SecondAgainstFirst;
}

}  // namespace

Result<Exit> evaluate_relations(const Arguments& given, const Console& console) {
  const std::string file = *given.value("GOLD");
  const auto lines = read_text_of(file);
  if (!lines) return tl::unexpected(lines.error());
  const auto gold = exchange::read_pairs(*lines, file);
  if (!gold) return tl::unexpected(gold.error());
  const auto stages = load_stages(given);
  if (!stages) return tl::unexpected(stages.error());
  exchange::PairScores scores;
  std::string predicted;
  for (const auto& pair : *gold) {
    if (console.interrupted) return failure(ErrorCode::Interrupted, "interrupted.");
    const PairClass found = class_of(pair, *stages);
    scores.add(pair.relation, found);
    predicted += fmt::format("{}\n", static_cast<int>(found));
  }
  if (const auto out = given.value("--predictions"))
    if (auto written = write_whole(*out, predicted, "predictions"); !written)
      return tl::unexpected(written.error());
  console.out << fmt::format("pairs {}\naccuracy {:.2f}\nmacro F1 {:.2f}\nsome relation F1 {:.2f}\n",
                             scores.pairs(), scores.accuracy(), scores.macro_f1(),
                             scores.relation_f1());
  for (int c = 0; c < 5; ++c)
    console.out << fmt::format("F1/{} {:.2f}\n", c, scores.f1(static_cast<PairClass>(c)));
  return Exit::AllDone;
}

}  // namespace faultline::cli
