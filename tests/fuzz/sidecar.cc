// Any text as a sidecar: metadata or a reason with its place, never a crash.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "intake/detail/metadata.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  if (faultline::text::find_bad_byte(toml)) return 0;  // sidecars are read as text
  const auto metadata = faultline::intake::detail::parse_sidecar(toml, "fuzz.meta.toml");
  if (!metadata) {
    if (metadata.error().message.empty() || metadata.error().where.empty()) std::abort();
  } else if (metadata->published && !metadata->published->ok()) {
    std::abort();
  }
  return 0;
}
