// Any bytes as labelled statements: a value or a reason, never a crash; what is read can be judged.

#include "exchange/labelled_statements.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  positions::Codebook codebook;
  codebook.concepts.push_back({"pier", "The pier.", {"finish the pier"}, {"no pier"}, {}, ""});
  const auto all = exchange::read_labelled_statements(text, "fuzz.tsv", codebook);
  if (!all) {
    if (all.error().message.empty() || all.error().where.empty()) std::abort();
    return 0;
  }
  const auto classifier = positions::ConceptClassifier::untaught(codebook.concepts[0], {});
  for (const auto& statement : *all) {
    const auto stands = classifier.classify(statement.text);
    if (!(std::abs(stands.against + stands.neither + stands.in_favour - 1) < 1e-6)) std::abort();
  }
  return 0;
}
