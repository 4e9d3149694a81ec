#include "language/engine.h"

#include <cassert>
#include <utility>

#include "language/detail/characters.h"
#include "language/detail/sentences.h"
#include "language/detail/tokenizer.h"

namespace faultline::language {

struct Engine::Model {
  std::string version = "english-rules 0.1";
};

namespace {

// Stretches of `text` between empty lines, trimmed of white space.
std::vector<Block> blocks_between_empty_lines(std::string_view text) {
  std::vector<Block> blocks;
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t begin = none;
  std::size_t end = 0;
  int line_ends = 0;
  const auto close = [&] {
    if (begin == none) return;
    blocks.push_back({BlockKind::Body,
                      {{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}}});
    begin = none;
  };
  for (std::size_t position = 0; position < text.size();) {
    const detail::Character character = detail::character_at(text, position);
    if (character.kind == detail::CharacterKind::Space) {
      if (character.code == '\n' && ++line_ends == 2) close();
    } else {
      line_ends = 0;
      if (begin == none) begin = position;
      end = position + character.length;
    }
    position += character.length;
  }
  close();
  return blocks;
}

void add_block(Document& document, const Block& block, std::vector<ByteSpan>& spans,
               std::vector<std::uint32_t>& ends) {
  spans.clear();
  ends.clear();
  detail::tokenize(document.text, block.span, spans);
  detail::find_sentence_ends(document.text, spans, ends);
  const auto first_token = static_cast<std::uint32_t>(document.tokens.size());
  const auto first_sentence = static_cast<std::uint32_t>(document.sentences.size());
  for (const ByteSpan span : spans) document.tokens.emplace_back().span = span;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    document.sentences.push_back(
        {{{first_token + begin}, {first_token + end}}, {spans[begin].begin, spans[end - 1].end}});
    begin = end;
  }
  const auto last_sentence = static_cast<std::uint32_t>(document.sentences.size());
  document.paragraphs.push_back({block.kind, block.span, {{first_sentence}, {last_sentence}}});
}

}  // namespace

Engine::Engine(std::unique_ptr<const Model> model) : model_(std::move(model)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::load(const std::filesystem::path&) {
  return Engine(std::make_unique<const Model>());
}

Document Engine::analyse(std::string text, std::span<const Block> blocks) const {
  Document document;
  document.text = std::move(text);
  document.tokens.reserve(document.text.size() / 5);
  std::vector<ByteSpan> spans;
  std::vector<std::uint32_t> ends;
  for (const Block& block : blocks) {
    assert(block.span.begin <= block.span.end && block.span.end.value <= document.text.size());
    add_block(document, block, spans, ends);
  }
  return document;
}

Document Engine::analyse(std::string text) const {
  const std::vector<Block> blocks = blocks_between_empty_lines(text);
  return analyse(std::move(text), blocks);
}

std::string Engine::version() const { return model_->version; }

}  // namespace faultline::language
