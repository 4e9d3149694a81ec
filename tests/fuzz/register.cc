// Any bytes as a register: a value or a reason with its place, never a crash.

#include "actors/register.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  const auto known = faultline::actors::Register::parse(toml, "fuzz.toml");
  if (!known && (known.error().message.empty() || known.error().where.empty())) std::abort();
  return 0;
}
