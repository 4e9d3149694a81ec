// faultline parse: a text or given words as CoNLL-U, with tags, trees and names.

#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "exchange/conllu.h"
#include "language/engine.h"

namespace faultline::cli {
namespace {

Result<Exit> run_parse(const Arguments& given, const Console& console) {
  const std::string file = *given.value("FILE");
  auto text = read_text_of(file);
  if (!text) return tl::unexpected(text.error());
  const auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  if (!given.has("--conllu")) {
    console.out << exchange::to_conllu(engine->analyse(std::move(*text)));
    return Exit::AllDone;
  }
  const auto sentences = exchange::read_conllu(*text, file);
  if (!sentences) return tl::unexpected(sentences.error());
  auto words = exchange::given_words(*sentences);
  console.out << exchange::to_conllu(engine->analyse_words(std::move(words.text), words.sentences),
                                     *sentences);
  return Exit::AllDone;
}

}  // namespace

Result<language::Engine> load_engine(const Arguments& given) {
  const std::string models = given.value("--models").value_or("");
  if (!models.empty())
    if (auto exists = require_file(models, "folder of models"); !exists)
      return tl::unexpected(exists.error());
  return language::Engine::load(models);
}

Command parse_command() {
  return {.name = "parse",
          .summary =
              "Prints the words of a text with their tags, lemmas, dependency trees and names, as "
              "CoNLL-U.",
          .examples = {{"faultline parse speech.txt > speech.conllu", "A text."},
                       {"echo 'Weber left Ostrava.' | faultline parse -",
                        "Standard input; names stand in the last column, as NER=B-PER."},
                       {"faultline parse --conllu gold.conllu",
                        "Words and sentences that are given, analysed anew."}},
          .usage = "[OPTIONS] FILE|-",
          .places = {{"FILE", "", "A text, or CoNLL-U with --conllu; - is standard input."}},
          .options = {{"--conllu", "", "FILE is CoNLL-U; its words and sentences are kept."},
                      {"--models", "DIR", "Models instead of those built into the program."}},
          .run = run_parse};
}

}  // namespace faultline::cli
