// Any bytes as a codebook: a value or a reason, never a crash.

#include "positions/codebook.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  const auto codebook = faultline::positions::Codebook::parse(toml, "fuzz.toml");
  if (!codebook && (codebook.error().message.empty() || codebook.error().where.empty()))
    std::abort();
  return 0;
}
