#include "positions/detail/places.h"

#include <algorithm>
#include <numeric>

namespace faultline::positions::detail {

Places::Places(const language::Document& document,
               std::span<const statements::Statement> statements)
    : content_(document.tokens.size(), -1),
      cue_(document.tokens.size(), -1),
      source_(document.tokens.size(), -1) {
  // Wide ones first, so that the narrow ones write over them.
  std::vector<std::uint32_t> order(statements.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto width = [&](std::uint32_t s) {
    std::uint32_t sum = 0;
    for (const ByteSpan span : statements[s].content) sum += span.size();
    return sum;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return width(a) > width(b); });
  for (const std::uint32_t s : order) {
    for (const ByteSpan span : statements[s].content) {
      const TokenSpan tokens = document.tokens_in(span);
      std::fill(content_.begin() + tokens.begin.value, content_.begin() + tokens.end.value,
                static_cast<std::int32_t>(s));
    }
  }
  // The first one last, so that it stays.
  for (std::size_t s = statements.size(); s > 0; --s) {
    const auto mark = [&](const std::vector<ByteSpan>& spans, std::vector<std::int32_t>& places) {
      for (const ByteSpan span : spans) {
        const TokenSpan tokens = document.tokens_in(span);
        std::fill(places.begin() + tokens.begin.value, places.begin() + tokens.end.value,
                  static_cast<std::int32_t>(s - 1));
      }
    };
    mark(statements[s - 1].cue, cue_);
    mark(statements[s - 1].source, source_);
  }
}

}  // namespace faultline::positions::detail
