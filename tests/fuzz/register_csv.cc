// Any bytes as a table of actors: actors that can be written and read again, and reasons with their
// places, never a crash.

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "actors/register_files.h"
#include "text/text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const auto text =
      text::valid_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.csv");
  if (!text) return 0;
  const auto read = actors::read_actors_csv(*text, "fuzz.csv");
  for (const auto& problem : read.problems)
    require(!problem.message.empty() && problem.where.starts_with("fuzz.csv:"));
  std::ostringstream table;
  actors::write_actors_csv(table, read.actors);
  // A part_of may name somebody who was left out for a mistake of his own.
  const auto again = actors::read_actors_csv(table.str(), "again.csv");
  if (again.problems.empty()) require(again.actors == read.actors);
  return 0;
}
