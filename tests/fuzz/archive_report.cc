// Any bytes as an archive of few draws, computed as `faultline reproduce` does: an archive that can
// be read and computed again to the byte, or a reason, never a crash.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "archive_parts.h"
#include "map/archive.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Few enough that thousands of inputs are tried in a minute.
bool is_small(const map::RefereeCase& input) {
  const auto& options = input.options;
  const auto& rows = input.rows;
  Day first{std::chrono::year{9999} / 12 / 31}, last{std::chrono::year{1} / 1 / 1};
  for (const auto& article : rows.articles) {
    if (!article.published) continue;
    first = std::min(first, *article.published);
    last = std::max(last, *article.published);
  }
  const auto few = [](auto value) { return value <= 9; };
  return last <= add_days(first, 200) && few(options.rift.permutations) &&
         few(options.rift.replicates) && few(options.grid_permutations) &&
         few(options.factions.resamples) && few(options.factions.null_networks) &&
         few(options.factions.deals) && few(options.rift.events.size()) &&
         few(options.factions.half_lives.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = map::case_of_archive(parts_of(data, size));
  if (!input || !is_small(*input)) return 0;
  const auto files = map::archive_of(*input);
  if (!files) {
    require(!files.error().message.empty());
    return 0;
  }
  const auto changed = map::changed_files(*files);
  require(changed && changed->empty());
  const auto read = map::case_of_archive(*files);
  require(read.has_value());
  const auto again = map::archive_of(*read, 2);
  require(again && map::differences_of(*files, *again).empty());
  return 0;
}
