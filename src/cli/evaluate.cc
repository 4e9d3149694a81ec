// faultline evaluate: how much of a gold analysis is found.

#include <fmt/core.h>

#include <algorithm>
#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/evaluate_codings.h"
#include "cli/detail/evaluate_coreference.h"
#include "cli/detail/evaluate_relations.h"
#include "cli/detail/evaluate_statements.h"
#include "cli/detail/whole_file.h"
#include "exchange/conllu.h"
#include "exchange/scores.h"
#include "language/engine.h"

namespace faultline::cli {
namespace {

using Sentences = std::vector<exchange::ConlluSentence>;
using Tagged = std::vector<exchange::TaggedSentence>;

Result<Sentences> conllu_of(const std::string& file) {
  const auto text = read_text_of(file);
  if (!text) return tl::unexpected(text.error());
  return exchange::read_conllu(*text, file);
}

/// The program's own analysis, of the gold words or of the text that they make.
Result<Sentences> parsed(const Arguments& given, const Sentences& gold) {
  const auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  if (given.has("--raw")) {
    const auto document = engine->analyse(exchange::running_text(gold));
    return exchange::read_conllu(exchange::to_conllu(document), "prediction");
  }
  auto words = exchange::given_words(gold);
  const auto document = engine->analyse_words(std::move(words.text), words.sentences);
  return exchange::read_conllu(exchange::to_conllu(document, gold), "prediction");
}

void print_scores(std::span<const exchange::Score> scores, std::ostream& out) {
  out << fmt::format("{:<12} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9}\n", "measure", "P", "R",
                     "F1", "aligned", "correct", "gold", "system");
  for (const auto& score : scores) {
    const std::string aligned =
        score.aligned && *score.aligned > 0
            ? fmt::format("{:.2f}", 100.0 * static_cast<double>(score.correct) /
                                        static_cast<double>(*score.aligned))
            : "";
    out << fmt::format("{:<12} {:>8.2f} {:>8.2f} {:>8.2f} {:>8} {:>9} {:>9} {:>9}\n", score.name,
                       score.precision(), score.recall(), score.f1(), aligned, score.correct,
                       score.gold, score.system);
  }
}

Result<Exit> evaluate_parse(const Arguments& given, const Console& console) {
  const auto gold = conllu_of(*given.value("GOLD"));
  if (!gold) return tl::unexpected(gold.error());
  const auto file = given.value("--predictions");
  const auto system = file ? conllu_of(*file) : parsed(given, *gold);
  if (!system) return tl::unexpected(system.error());
  const auto scores = exchange::score_parse(*gold, *system);
  if (!scores) return tl::unexpected(scores.error());
  print_scores(*scores, console.out);
  return Exit::AllDone;
}

Result<Tagged> tagged_of(const std::string& file) {
  const auto text = read_text_of(file);
  if (!text) return tl::unexpected(text.error());
  return exchange::read_tagged(*text, file);
}

/// The program's own names in the gold words, each sentence read by itself: such files join
/// sentences of many texts, and what one text says of a name must not help in another.
Result<Tagged> named(const Arguments& given, const Tagged& gold) {
  const auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  Tagged system = gold;
  for (auto& sentence : system) {
    std::string text;
    std::vector<ByteSpan> words;
    for (const auto& word : sentence) {
      if (!text.empty()) text.push_back(' ');
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += word.form;
      words.push_back({{begin}, {static_cast<std::uint32_t>(text.size())}});
    }
    const auto document = engine->analyse_words(std::move(text), {&words, 1});
    const auto tags = exchange::name_tags(document);
    for (std::size_t i = 0; i < sentence.size(); ++i) sentence[i].tag = tags[i];
  }
  return system;
}

Result<Exit> evaluate_names(const Arguments& given, const Console& console) {
  const auto gold = tagged_of(*given.value("GOLD"));
  if (!gold) return tl::unexpected(gold.error());
  const auto file = given.value("--predictions");
  const auto system = file ? tagged_of(*file) : named(given, *gold);
  if (!system) return tl::unexpected(system.error());
  std::set<std::string, std::less<>> left_out;
  for (std::string rest = given.value("--drop").value_or(""); !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    left_out.insert(rest.substr(0, end));
    rest.erase(0, end + 1);
  }
  const auto scores = exchange::score_names(*gold, *system, left_out);
  if (!scores) return tl::unexpected(scores.error());
  print_scores(*scores, console.out);
  return Exit::AllDone;
}

Result<Exit> run_evaluate(const Arguments& given, const Console& console) {
  const std::string task = *given.value("TASK");
  if (task == "parse") return evaluate_parse(given, console);
  if (task == "names") return evaluate_names(given, console);
  if (task == "coreference") return evaluate_coreference(given, console);
  if (task == "statements") return evaluate_statements(given, console);
  if (task == "relations") return evaluate_relations(given, console);
  if (task == "codings") return evaluate_codings(given, console);
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" can't be evaluated; the tasks are parse, names, coreference, "
                             "statements, relations and codings.",
                             task));
}

}  // namespace

Command evaluate_command() {
  return {
      .name = "evaluate",
      .summary =
          "Compares an analysis with a gold one: sentences, tokens, tags, lemmas and trees as in "
          "the CoNLL 2018 shared task, names as spans with types, coreference as chains, "
          "statements with source, cue and content, or relations of marked entities.",
      .examples = {{"faultline evaluate parse gold.conllu",
                    "The program's own analysis of the gold words."},
                   {"faultline evaluate statements gold/ --by cue-kind --errors 20",
                    "Statements of all texts of a folder, and some errors to read."},
                   {"faultline evaluate relations pairs.tsv --predictions classes.txt",
                    "Who is for or against whom in sentences with two marked entities."},
                   {"faultline evaluate codings labelled.tsv --codebook issues.toml --curve",
                    "How well stands are learned from so many coded statements."}},
      .usage = "parse|names|coreference|statements|relations|codings GOLD [OPTIONS]",
      .places =
          {{"TASK", "", "parse, names, coreference, statements, relations or codings."},
           {"GOLD", "",
            "CoNLL-U for parse; for names a word and its tag (B-PER) a line; for coreference JSON "
            "Lines with words and clusters; for statements a folder of NAME.txt and NAME.ann.json; "
            "for relations lines of sentence, two entities and class; for codings a line a "
            "statement with its labels (docs/formats.md)."}},
      .options =
          {{"--predictions", "FILE",
            "What is compared with GOLD. Default: what the program makes of its words. With "
            "relations: write the program's own classes into FILE, one a line."},
           {"--compare", "FILE",
            "With relations: compare the classes of this file instead of the program's own."},
           {"--precise", "",
            "With relations: the likeliest class, where otherwise rare classes are taken as "
            "often as they occur. More accurate, finds fewer."},
           {"--raw", "", "With parse: analyse the running text instead of the given words."},
           {"--drop", "TYPES", "With names: types that count on neither side: MISC,LOC."},
           {"--by", "GROUP",
            "Scores by group: of statements by type, outlet or cue-kind, of coreference by "
            "genre."},
           {"--write", "FILE", "With coreference: write the program's own chains as JSON Lines."},
           {"--reliability", "", "With statements: how often a confidence is right, in ten bins."},
           {"--svg", "FILE", "With --reliability or --curve: draw that into this file."},
           {"--codebook", "FILE", "With codings: the concepts and their phrases (TOML)."},
           {"--concept", "NAMES", "With codings: only these, parted by \"; \"."},
           {"--curve", "",
            "With codings: learn from 10, 20, 50, 100 and 200 statements, drawn at random "
            "and asked for, and measure on a third that is held out."},
           {"--seeds", "N", "With --curve: how often the statements are cut anew. Default 5."},
           {"--errors", "N", "With statements: print N errors, drawn at random."},
           {"--seed", "N", "Decides which errors. Default 1."},
           {"--json", "", "With statements, coreference and relations: print JSON."},
           {"--threads", "N", "With statements. Default: one per processor."},
           {"--models", "DIR", "Models instead of those built into the program."}},
      .run = run_evaluate};
}

}  // namespace faultline::cli
