// Any bytes as a database of Discourse Network Analyzer: rows that fit together, or a reason with
// its place, never a crash.

#include "exchange/dna_file.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto read = exchange::read_dna_bytes(bytes, "fuzz.dna");
  if (!read) {
    require(!read.error().message.empty() && read.error().where.starts_with("fuzz.dna"));
    return 0;
  }
  for (const auto& problem : read->problems)
    require(!problem.message.empty() && problem.where.starts_with("fuzz.dna"));
  const auto before = read->data;
  require(study::drop_unsound_rows(read->data, "fuzz.dna").empty());
  require(read->data == before);
  return 0;
}
