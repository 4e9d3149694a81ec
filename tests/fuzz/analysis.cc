// Any valid text through the English engine: every character in one token, every sentence a tree,
// names in order.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "language/engine.h"
#include "text/text.h"

namespace {

using namespace faultline;
using namespace faultline::language;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_tree(const Document& document, const Sentence& sentence) {
  std::size_t roots = 0;
  for (TokenIndex i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
    const Token& token = document.tokens[i.value];
    require(!token.deprel.empty() && !token.xpos.empty());
    require((token.deprel == "root") == !token.head);
    if (!token.head) ++roots;
    TokenIndex at = i;
    for (std::uint32_t steps = 0; document.tokens[at.value].head; ++steps) {
      require(steps <= sentence.tokens.size());
      at = *document.tokens[at.value].head;
      require(sentence.tokens.contains(at));
    }
  }
  require(roots == 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto engine = Engine::load();
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (text::find_bad_byte(bytes)) return 0;
  const Document document = engine->analyse(std::move(bytes));
  std::uint32_t end = 0;
  for (const Token& token : document.tokens) {
    require(token.span.begin.value >= end && !token.span.empty());
    // What stands between tokens is white space.
    const std::string_view between =
        std::string_view(document.text).substr(end, token.span.begin.value - end);
    require(text::fold_space(between).empty());
    end = token.span.end.value;
  }
  require(text::fold_space(std::string_view(document.text).substr(end)).empty());
  std::uint32_t next = 0;
  for (const Sentence& sentence : document.sentences) {
    require(sentence.tokens.begin.value == next && !sentence.tokens.empty());
    next = sentence.tokens.end.value;
    require_tree(document, sentence);
  }
  require(next == document.tokens.size());
  std::uint32_t name_end = 0;
  for (const Name& name : document.names) {
    require(name.tokens.begin.value >= name_end && !name.tokens.empty());
    require(name.confidence >= 0 && name.confidence <= 1);
    name_end = name.tokens.end.value;
  }
  require(name_end <= document.tokens.size());
  return 0;
}
