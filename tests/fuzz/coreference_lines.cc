// Any bytes as gold coreference and as predictions for it: what is read is written, read again and
// compared with itself without a miss.

#include "exchange/coreference_lines.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/coreference_scores.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

const std::vector<exchange::CoreferenceDocument> known{
    {.id = "gull",
     .genre = "news",
     .sentences = {{"Ada", "left", "."}, {"She", "slept"}},
     .speakers = {},
     .chains = {exchange::CoreferenceChain{{0, 0, 1}, {1, 0, 1}}}}};

void check_round_trip(const std::vector<exchange::CoreferenceDocument>& documents) {
  std::string lines;
  for (const auto& document : documents)
    lines += exchange::to_coreference_line(document, document.chains);
  const auto again = exchange::read_predicted_chains(lines, "again", documents);
  require(again && again->without_prediction == 0);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    require(again->chains[i] == documents[i].chains);
    exchange::CoreferenceScores scores;
    scores.add(documents[i], again->chains[i]);
    const double found = scores.conll();
    require(exchange::counted_chains(documents[i].chains).empty() ? found == 0 : found > 99.999);
    require(scores.third_person().right == scores.third_person().asked);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto gold = exchange::read_coreference(bytes, "fuzz");
  if (gold)
    check_round_trip(*gold);
  else
    require(!gold.error().message.empty() && gold.error().where.starts_with("fuzz"));
  const auto predicted = exchange::read_predicted_chains(bytes, "fuzz", known);
  if (predicted) {
    exchange::CoreferenceScores scores;
    scores.add(known[0], predicted->chains[0]);
    require(scores.conll() >= 0 && scores.conll() < 100.001);
  } else {
    require(!predicted.error().message.empty() && predicted.error().where.starts_with("fuzz:"));
  }
  return 0;
}
