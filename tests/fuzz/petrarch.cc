// Any text as a dictionary of actors: actors with ids of their own or a reason, never a crash.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "actors/register.h"
#include "exchange/register_import.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const auto text =
      text::valid_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz");
  if (!text) return 0;
  auto imported = exchange::import_petrarch(*text, "fuzz");
  if (!imported) {
    if (imported.error().message.empty() || imported.error().where.empty()) std::abort();
    return 0;
  }
  for (const auto& problem : imported->problems)
    if (problem.message.empty() || problem.where.empty()) std::abort();
  if (!actors::Register::from_actors(std::move(imported->actors))) std::abort();
  return 0;
}
