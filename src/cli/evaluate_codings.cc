// faultline evaluate codings: how well stands on concepts are found and learned.

#include "cli/detail/evaluate_codings.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <ostream>

#include "cli/detail/learning_curve_picture.h"
#include "cli/detail/whole_file.h"
#include "exchange/labelled_statements.h"
#include "positions/learning_curve.h"

namespace faultline::cli {
namespace {

using exchange::LabelledStatement;
using positions::CurveRun;
using positions::CurveScore;
using Statements = std::vector<LabelledStatement>;

struct Choice {
  positions::Codebook codebook;
  Statements statements;
  std::vector<std::size_t> concepts;  // of the codebook, that were asked for
  positions::CurveOptions curve;
};

Result<std::vector<std::size_t>> wanted_concepts(const Arguments& given,
                                                 const positions::Codebook& codebook) {
  std::vector<std::size_t> wanted;
  const std::string names = given.value("--concept").value_or("");
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find("; ", begin), names.size());
    const std::string name = names.substr(begin, end - begin);
    begin = end + 2;
    const auto found =
        std::find_if(codebook.concepts.begin(), codebook.concepts.end(),
                     [&](const positions::Concept& each) { return each.name == name; });
    if (found == codebook.concepts.end())
      return failure(ErrorCode::NotFound,
                     fmt::format("--concept: the codebook has no concept \"{}\".", name));
    wanted.push_back(static_cast<std::size_t>(found - codebook.concepts.begin()));
  }
  if (!wanted.empty()) return wanted;
  for (std::size_t c = 0; c < codebook.concepts.size(); ++c) wanted.push_back(c);
  return wanted;
}

Result<int> seeds_of(const Arguments& given) {
  const std::string text = given.value("--seeds").value_or("5");
  int seeds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seeds);
  if (error != std::errc() || end != text.data() + text.size() || seeds < 1 || seeds > 1000)
    return failure(ErrorCode::Usage,
                   fmt::format("--seeds: \"{}\" is no number from 1 to 1000.", text));
  return seeds;
}

Result<Choice> choose(const Arguments& given) {
  const std::string file = *given.value("GOLD");
  const auto book = given.value("--codebook");
  if (!book)
    return failure(ErrorCode::Usage, "codings are evaluated by a codebook: --codebook FILE.");
  Choice choice;
  auto codebook = positions::Codebook::load(*book);
  if (!codebook) return tl::unexpected(codebook.error());
  choice.codebook = std::move(*codebook);
  const auto text = read_text_of(file);
  if (!text) return tl::unexpected(text.error());
  auto statements = exchange::read_labelled_statements(*text, file, choice.codebook);
  if (!statements) return tl::unexpected(statements.error());
  choice.statements = std::move(*statements);
  auto wanted = wanted_concepts(given, choice.codebook);
  if (!wanted) return tl::unexpected(wanted.error());
  choice.concepts = std::move(*wanted);
  const auto seeds = seeds_of(given);
  if (!seeds) return tl::unexpected(seeds.error());
  choice.curve.seeds = *seeds;
  return choice;
}

std::vector<positions::StatementText> texts_of(const Statements& statements) {
  std::vector<positions::StatementText> texts;
  for (const LabelledStatement& each : statements) texts.push_back(each.text);
  return texts;
}

std::vector<int> agreements_of(const Statements& statements, std::size_t subject) {
  std::vector<int> agreements;
  for (const LabelledStatement& each : statements) agreements.push_back(each.agreements[subject]);
  return agreements;
}

/// Mean and standard deviation over seeds, of the mean F1 of the concepts.
struct Spread {
  double mean = 0, deviation = 0;
};

Spread spread_of(const std::vector<double>& values) {
  Spread spread;
  for (const double value : values) spread.mean += value / static_cast<double>(values.size());
  if (values.size() < 2) return spread;
  double sum = 0;
  for (const double value : values) sum += (value - spread.mean) * (value - spread.mean);
  spread.deviation = std::sqrt(sum / static_cast<double>(values.size() - 1));
  return spread;
}

using Runs = std::vector<std::vector<CurveRun>>;  // by concept, then seed

/// Of one group of the held-out statements, or (none) of all.
template <class Pick>
Spread over(const Runs& runs, std::optional<std::size_t> group, const Pick& pick) {
  std::vector<double> values;
  for (std::size_t seed = 0; seed < runs.front().size(); ++seed) {
    double sum = 0;
    for (const auto& of_concept : runs) {
      const positions::CurveScores& scores = pick(of_concept[seed]);
      CurveScore score;
      for (std::size_t i = 0; i < scores.size(); ++i) {
        if (!group || *group == i) score += scores[i];
      }
      sum += score.f1();
    }
    values.push_back(sum / static_cast<double>(runs.size()));
  }
  return spread_of(values);
}

/// The names of the statements' parts in the order in which they come.
std::vector<std::string> parts_of(const Statements& statements) {
  std::vector<std::string> parts;
  for (const LabelledStatement& each : statements) {
    if (std::find(parts.begin(), parts.end(), each.part) == parts.end()) parts.push_back(each.part);
  }
  return parts;
}

Runs runs_of(const Choice& choice, const std::vector<std::string>& parts, const Console& console) {
  const auto texts = texts_of(choice.statements);
  std::vector<std::uint32_t> groups;
  for (const LabelledStatement& each : choice.statements)
    groups.push_back(static_cast<std::uint32_t>(std::find(parts.begin(), parts.end(), each.part) -
                                                parts.begin()));
  Runs runs;
  for (const std::size_t subject : choice.concepts) {
    if (console.interrupted) break;
    runs.push_back(positions::learning_curve(texts, agreements_of(choice.statements, subject),
                                             choice.codebook.concepts[subject], choice.curve,
                                             groups));
  }
  return runs;
}

std::string cell(const Spread& spread) {
  return fmt::format("{:.1f}\t{:.1f}", 100 * spread.mean, 100 * spread.deviation);
}

/// A line for each way to pick, with F1 and its deviation for each number of labels.
std::string curve_rows(const Choice& choice, const std::string& name, const Runs& runs,
                       std::optional<std::size_t> group = std::nullopt) {
  std::string text;
  const auto& sizes = choice.curve.sizes;
  const auto row = [&](std::string_view picks, std::size_t size, const Spread& spread) {
    text += fmt::format("{}\t{}\t{}\t{}\n", name, picks, size, cell(spread));
  };
  row("phrases", 0, over(runs, group, [](const CurveRun& run) -> auto& { return run.phrases; }));
  row("untaught", 0, over(runs, group, [](const CurveRun& run) -> auto& { return run.untaught; }));
  for (std::size_t i = 0; i < sizes.size(); ++i)
    row("random", sizes[i],
        over(runs, group, [&](const CurveRun& run) -> auto& { return run.random[i]; }));
  for (std::size_t i = 0; i < sizes.size(); ++i)
    row("active", sizes[i],
        over(runs, group, [&](const CurveRun& run) -> auto& { return run.active[i]; }));
  return text;
}

std::string picture_of(const Choice& choice, const Runs& runs) {
  CurveLine asked{"the least sure ones", "asked", {}, {}};
  CurveLine random{"drawn at random", "random", {}, {}};
  for (std::size_t i = 0; i < choice.curve.sizes.size(); ++i) {
    const Spread a = over(runs, {}, [&](const CurveRun& run) -> auto& { return run.active[i]; });
    const Spread r = over(runs, {}, [&](const CurveRun& run) -> auto& { return run.random[i]; });
    asked.mean.push_back(a.mean);
    asked.spread.push_back(a.deviation);
    random.mean.push_back(r.mean);
    random.spread.push_back(r.deviation);
  }
  const Spread base = over(runs, {}, [](const CurveRun& run) -> auto& { return run.phrases; });
  return curve_svg(choice.curve.sizes, {asked, random}, base.mean, "the codebook's phrases alone");
}

Result<Exit> print_curve(const Arguments& given, const Choice& choice, const Console& console) {
  std::string text = "what\tpicks\tlabels\tF1\tdeviation\n";
  const std::vector<std::string> parts = parts_of(choice.statements);
  const Runs all = runs_of(choice, parts, console);
  if (console.interrupted) return failure(ErrorCode::Interrupted, "interrupted.");
  text += curve_rows(choice, "all", all);
  for (std::size_t part = 0; parts.size() > 1 && part < parts.size(); ++part)
    text += curve_rows(choice, parts[part], all, part);
  for (std::size_t c = 0; c < choice.concepts.size(); ++c)
    text += curve_rows(choice, choice.codebook.concepts[choice.concepts[c]].name, {all[c]});
  if (const auto file = given.value("--svg")) {
    if (auto written = write_whole(*file, picture_of(choice, all), "picture"); !written)
      return tl::unexpected(written.error());
  }
  console.out << text;
  return Exit::AllDone;
}

/// Each concept by phrases, and learned from all the statements, judged by folds.
Result<Exit> print_scores(const Choice& choice, const Console& console) {
  const auto texts = texts_of(choice.statements);
  const auto rarity = positions::WordRarity::of(texts);
  console.out << "concept\tfor\tagainst\tphrases P\tphrases R\tphrases F1\tlearned P\tlearned R\t"
                 "learned F1\tcalibration error\n";
  for (const std::size_t subject : choice.concepts) {
    std::vector<positions::CodingExample> examples;
    for (const LabelledStatement& each : choice.statements)
      examples.push_back({each.text, each.agreements[subject], "reader"});
    const auto taught =
        positions::ConceptClassifier::train(examples, choice.codebook.concepts[subject], rarity);
    if (!taught) return tl::unexpected(taught.error());
    const positions::LearningQuality& q = *taught->quality();
    const auto wanted = static_cast<double>(q.in_favour + q.against);
    console.out << fmt::format(
        "{}\t{}\t{}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.1f}\t{:.3f}\n",
        choice.codebook.concepts[subject].name, q.in_favour, q.against,
        100.0 * static_cast<double>(q.phrases_right) / static_cast<double>(q.phrases_found),
        100.0 * static_cast<double>(q.phrases_right) / wanted, 100 * q.phrases_f1(),
        100 * q.precision(), 100 * q.recall(), 100 * q.f1(), q.calibration_error);
  }
  return Exit::AllDone;
}

}  // namespace

Result<Exit> evaluate_codings(const Arguments& given, const Console& console) {
  const auto choice = choose(given);
  if (!choice) return tl::unexpected(choice.error());
  if (given.has("--svg") && !given.has("--curve"))
    return failure(ErrorCode::Usage, "--svg draws the learning curve; it goes with --curve.");
  return given.has("--curve") ? print_curve(given, *choice, console)
                              : print_scores(*choice, console);
}

}  // namespace faultline::cli
