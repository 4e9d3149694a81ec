#include <nlohmann/json.hpp>

#include "exchange/dna_run.h"

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& entry, const Result<DnaCounts>& result) {
  if (!entry.is_object()) return;  // it has no settings, and nothing came out of it
  for (const char* key :
       {"numFilteredStatements", "numMatrices", "numStatements", "integerFlag", "error", "notes"})
    entry.erase(key);
  if (!result) {
    entry["error"] = result.error().message;
    return;
  }
  if (result->filtered_statements) entry["numFilteredStatements"] = *result->filtered_statements;
  if (result->matrices) entry["numMatrices"] = *result->matrices;
  // A single matrix says how many statements it has.
  if (result->integer_flag) {
    entry["numStatements"] = result->filtered_statements.value_or(0);
    entry["integerFlag"] = *result->integer_flag;
  }
  if (!result->notes.empty()) entry["notes"] = result->notes;
}

}  // namespace

std::string with_results(std::string_view json, std::span<const Result<DnaCounts>> results) {
  Json manifest = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!manifest.is_array()) {
    if (manifest.is_object() && !results.empty()) put(manifest, results.front());
  } else {
    for (std::size_t i = 0; i < std::min(manifest.size(), results.size()); ++i)
      put(manifest[i], results[i]);
  }
  return manifest.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace faultline::exchange
