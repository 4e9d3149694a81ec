// Any bytes opened as a study and asked everything: an answer or an error, never a crash.

#include "study/study.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iterator>

#include "temporary_folder.h"

namespace {

using namespace faultline;

void ask(const study::Study& study) {
  study::Filter words;
  words.text = "quay OR bridge*";
  study::Filter bloc;
  bloc.bloc = "Lantern";
  bloc.min_confidence = 0.5;
  bloc.from = parse_day("2031-01-01").value();
  for (const auto& filter : {study::Filter{}, words, bloc}) {
    static_cast<void>(study.statements(filter));
    static_cast<void>(study.relations(filter));
    static_cast<void>(study.codings(filter));
    static_cast<void>(study.judgements({.rows = filter, .with_history = true}));
    static_cast<void>(study.uncoded(filter, "keep the quay"));
    static_cast<void>(study.actors(filter));
    const auto articles = study.articles(filter);
    for (std::size_t i = 0; articles && i < articles->size(); ++i)
      static_cast<void>(study.text_of((*articles)[i].key));
  }
  const auto actors = study.actors();
  for (std::size_t i = 0; actors && i < actors->size() && i < 8; ++i)
    static_cast<void>(study.account_of((*actors)[i].actor.id, 8));
  static_cast<void>(study.proposals());
  const auto imports = study.imports();
  for (std::size_t i = 0; imports && i < imports->size() && i < 4; ++i)
    static_cast<void>(study.coded_data((*imports)[i].key));
  const auto types = study.coded_types();
  for (std::size_t i = 0; types && i < types->size() && i < 4; ++i) {
    const auto columns = study.coded_columns((*types)[i].label);
    if (columns) static_cast<void>(study.coded_statements(columns->key));
    for (const auto& variable : (*types)[i].variables)
      static_cast<void>(study.coded_entities((*types)[i].label, variable.name));
  }
  static_cast<void>(study.adjudicator());
  static_cast<void>(study.decisions());
  static_cast<void>(study.is_linked());
  static_cast<void>(study.totals());
  static_cast<void>(study.known_actors());
  static_cast<void>(study.codebook());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TemporaryFolder folder;
  const auto file = folder.file("s.study", data, size);
  if (const auto study = faultline::study::Study::open(file, faultline::study::Access::Read)) {
    ask(*study);
  }
  // Reading leaves nothing beside the file.
  if (std::distance(std::filesystem::directory_iterator(folder.path), {}) != 1) std::abort();
  std::filesystem::remove(file);
  return 0;
}
