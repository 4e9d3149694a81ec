// Any bytes as settings of DNA: entries that keep to their ranges, or reasons with their places.

#include "exchange/dna_manifest.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "exchange/dna_run.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Its result goes nowhere but into the folder, and its numbers can be computed with.
void require_sound(const exchange::DnaEntry& entry) {
  require(!entry.file.starts_with('/') &&
          ("/" + entry.file + "/").find("/../") == std::string::npos);
  require(entry.settings.window_size >= 1 && entry.settings.threads >= 1 && entry.clusters >= 1);
  require(entry.task != exchange::DnaTask::Attributes || !entry.attribute_variable.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto entries = exchange::parse_dna_manifest(json, "fuzz.json");
  if (!entries) {
    require(!entries.error().message.empty() && entries.error().where == "fuzz.json");
    return 0;
  }
  std::vector<Result<exchange::DnaCounts>> results;
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const auto& entry = (*entries)[i];
    if (entry) {
      require(entry->number == i + 1);
      require_sound(*entry);
      exchange::DnaCounts counts;
      counts.matrices = 1;
      counts.notes = {"a window holds nothing"};
      results.emplace_back(std::move(counts));
    } else {
      require(!entry.error().message.empty() && entry.error().where.starts_with("fuzz.json"));
      results.emplace_back(tl::unexpected(entry.error()));
    }
  }
  // What came out is written beside the settings, which are settings still.
  const auto again = exchange::parse_dna_manifest(exchange::with_results(json, results), "fuzz");
  require(again && again->size() == entries->size());
  for (std::size_t i = 0; i < again->size(); ++i)
    require(!(*entries)[i] || (*again)[i].has_value());
  return 0;
}
