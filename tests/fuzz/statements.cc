// Any valid text through the English engine: quotations, statements, relations and codings keep
// their promises about spans and places.

#include "statements/statements.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "language/engine.h"
#include "positions/positions.h"
#include "statements/quotations.h"
#include "text/text.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_inside(const std::vector<ByteSpan>& spans, const std::string& text) {
  ByteOffset last{0};
  for (const ByteSpan span : spans) {
    require(last <= span.begin && span.begin < span.end && span.end.value <= text.size());
    last = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto engine = language::Engine::load();
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (text::find_bad_byte(bytes)) return 0;
  static const auto casting = actors::CastFinder::load();
  static const auto finder = statements::Finder::load();
  const language::Analysis analysis = engine->analyse_with_states(std::move(bytes));
  const language::Document& document = analysis.document;
  for (const auto& quotation : statements::find_quotations(document)) {
    require_inside({quotation.span}, document.text);
  }
  const actors::Cast cast = casting->find(document, analysis.states, {});
  const auto found = finder->find(document, analysis.states, cast);
  for (const auto& statement : found) {
    require(!statement.content.empty());
    require_inside(statement.content, document.text);
    require_inside(statement.source, document.text);
    require_inside(statement.cue, document.text);
    std::size_t levels = 0;
    for (auto outer = statement.nested_in; outer; outer = found[outer->value].nested_in)
      require(outer->value < found.size() && ++levels < found.size());
    require(!statement.speaker || statement.speaker->value < cast.actors.size());
  }
  for (const auto& relation : positions::find_relations(document, cast, found)) {
    require(relation.from.value < cast.actors.size());
    require(!relation.to ||
            (relation.from != *relation.to && relation.to->value < cast.actors.size()));
    require_inside({relation.evidence}, document.text);
    require_inside({relation.trigger}, document.text);
  }
  positions::Codebook codebook;
  codebook.concepts.push_back({"bridge", "", {"save the bridge"}, {"no bridge"}, {}, ""});
  for (const auto& coding : positions::code_statements(document, cast, found, codebook)) {
    require(coding.statement.value < found.size() && coding.agreement != 0);
    require_inside({coding.evidence}, document.text);
  }
  return 0;
}
