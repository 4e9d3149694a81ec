// Any lines as a dump of Wikidata: actors with names and ids of their own, never a crash.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "actors/register.h"
#include "exchange/register_import.h"

namespace {

template <class Visit>
void each_line(std::string_view bytes, Visit visit) {
  std::uint64_t number = 0;
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    visit(bytes.substr(0, end), ++number);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  exchange::WikidataReader reader({.instances = {"Q5", "Q7278"}, .languages = {"en", "ru"}},
                                  "fuzz");
  each_line(bytes, [&](std::string_view line, std::uint64_t n) { reader.read_entity(line, n); });
  each_line(bytes, [&](std::string_view line, std::uint64_t) { reader.read_label(line); });
  auto imported = std::move(reader).finish();
  for (const auto& problem : imported.problems)
    if (problem.message.empty() || problem.where.empty()) std::abort();
  if (!actors::Register::from_actors(std::move(imported.actors))) std::abort();
  return 0;
}
