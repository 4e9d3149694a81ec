// Any bytes as text: refused with a sentence and a place, or counted and folded without harm.

#include "text/text.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto bad = text::find_bad_byte(bytes);
  const auto valid = text::valid_text(bytes, "fuzz.txt");
  if (!valid) {
    require(!valid.error().message.empty() && !valid.error().where.empty());
    require(bad || bytes.find('\0') != std::string::npos);
    require(!bad || bad->offset < size);
    return 0;
  }
  require(!bad && *valid == bytes);
  const text::OffsetMap map(*valid);
  std::uint32_t code_points = 0;
  for (std::size_t position = 0; position < size; ++code_points) {
    const ByteOffset here{static_cast<std::uint32_t>(position)};
    require(map.code_point(here).value == code_points);
    require(map.byte(map.code_point(here)) == here && map.byte(map.utf16(here)) == here);
    (void)text::next_code_point(*valid, position);
  }
  const std::string name = text::fold_name(*valid);
  require(!text::find_bad_byte(name) && !text::find_bad_byte(text::fold_space(*valid)));
  return 0;
}
