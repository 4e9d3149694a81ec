// Any valid text as a page: its zones stand in order, trimmed, inside the text.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "intake/article.h"
#include "text/text.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (text::find_bad_byte(bytes)) return 0;
  const auto article = intake::read_page_text(bytes);
  require(article.text == bytes);
  ByteOffset last{0};
  for (const auto& zone : article.zones) {
    require(last <= zone.span.begin && zone.span.begin < zone.span.end);
    require(zone.span.end.value <= size);
    require(!text::find_bad_byte(text::slice(article.text, zone.span)));
    last = zone.span.end;
  }
  require(article.body.begin <= article.body.end && article.body.end <= last);
  require(!article.published || article.published->ok());
  return 0;
}
