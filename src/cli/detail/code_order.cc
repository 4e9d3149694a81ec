#include "cli/detail/code_order.h"

#include <random>
#include <utility>

#include "base/draw.h"
#include "cli/detail/learning.h"

namespace faultline::cli {
namespace {

using Places = std::vector<std::size_t>;

Places in_text_order(std::size_t count) {
  Places places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = i;
  return places;
}

/// Fisher and Yates; std::shuffle differs between standard libraries.
Places shuffled(std::size_t count, std::uint64_t seed) {
  Places places = in_text_order(count);
  std::mt19937_64 generator(seed);
  shuffle(places, generator);
  return places;
}

}  // namespace

Result<Places> order_of(CodeOrder order, const study::Study& study,
                        std::span<const study::StatementRow> candidates,
                        const std::string& concept_name, std::uint64_t seed) {
  switch (order) {
    case CodeOrder::Text:
      return in_text_order(candidates.size());
    case CodeOrder::Random:
      return shuffled(candidates.size(), seed);
    case CodeOrder::Uncertain:
      return least_sure_first(study, candidates, concept_name, seed);
  }
  return in_text_order(candidates.size());
}

}  // namespace faultline::cli
