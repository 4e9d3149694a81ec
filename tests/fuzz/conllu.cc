// Any bytes as CoNLL-U and as words with tags: what is read can be joined to a text, and scored
// against itself without a miss.

#include "exchange/conllu.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/scores.h"
#include "text/text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto sentences = exchange::read_conllu(bytes, "fuzz")) {
    const auto words = exchange::given_words(*sentences);
    require(!text::find_bad_byte(words.text));
    require(!text::find_bad_byte(exchange::running_text(*sentences)));
    const auto scores = exchange::score_parse(*sentences, *sentences);
    require(scores.has_value());
    for (const auto& score : *scores) {
      const bool has_all = score.name != "Words" || score.correct == score.gold;
      require(has_all && score.correct <= score.gold);
    }
  }
  if (const auto tagged = exchange::read_tagged(bytes, "fuzz")) {
    const auto scores = exchange::score_names(*tagged, *tagged);
    require(scores.has_value());
    for (const auto& score : *scores) require(score.correct == score.gold);
  }
  return 0;
}
