// Any bytes as a line of JSON Lines: an article or a reason with its place.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "intake/intake.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto article = faultline::intake::read_json_record(line, "fuzz.jsonl:1", "fuzz-1");
  if (!article) {
    if (article.error().message.empty() || article.error().where.empty()) std::abort();
    return 0;
  }
  if (article->id.empty() || article->text.empty()) std::abort();
  if (faultline::text::find_bad_byte(article->text)) std::abort();
  return 0;
}
