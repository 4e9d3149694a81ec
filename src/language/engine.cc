#include "language/engine.h"

#include <fmt/core.h>

#include <cassert>
#include <fstream>
#include <iterator>
#include <utility>

#include "embedded/english.h"
#include "language/detail/characters.h"
#include "language/detail/lemmas.h"
#include "language/detail/names.h"
#include "language/detail/sentence_model.h"
#include "language/detail/tagger.h"
#include "language/detail/tokenizer.h"

namespace faultline::language {

struct Engine::Model {
  detail::SentenceModel sentences;
  detail::Tagger tagger;
  detail::Lemmas lemmas;

  /// Tags, lemmas and names of a document that has sentences.
  void read(Document& document) const;
};

void Engine::Model::read(Document& document) const {
  for (const Sentence& sentence : document.sentences) {
    const std::span<Token> tokens =
        std::span(document.tokens).subspan(sentence.tokens.begin.value, sentence.tokens.size());
    tagger.tag(document.text, tokens);
    for (Token& token : tokens) token.lemma = lemmas.lemma(document.form(token), token.xpos);
  }
  document.names = detail::find_names(document);
}

namespace {

constexpr std::string_view model_version = "english-rules 0.1";

/// The text of a model's file: from `folder`, or what is built in where that is empty.
Result<std::string> model_text(const std::filesystem::path& folder, const char* name,
                               std::string_view built_in) {
  if (folder.empty()) return std::string(built_in);
  const std::filesystem::path file = folder / "english" / name;
  std::ifstream stream(file, std::ios::binary);
  std::error_code error;
  if (!stream || std::filesystem::is_directory(file, error)) {
    return failure(
        ErrorCode::NotFound,
        fmt::format("There is no model at {}; name the folder that holds \"english/{}\".",
                    file.string(), name),
        file.string());
  }
  return std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
}

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

void add_block(Document& document, const Block& block, const detail::SentenceModel& sentences,
               std::vector<ByteSpan>& spans, std::vector<std::uint32_t>& ends) {
  spans.clear();
  ends.clear();
  detail::tokenize(document.text, block.span, spans);
  sentences.find_ends(document.text, spans, ends);
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

Result<Engine> Engine::load(const std::filesystem::path& models) {
  const auto name_of = [&models](const char* file) {
    return models.empty() ? std::string("built-in ") + file : (models / "english" / file).string();
  };
  const Result<std::string> weights = model_text(models, "tagger.txt", embedded::english_tagger());
  if (!weights) return tl::unexpected(weights.error());
  Result<detail::Tagger> tagger = detail::Tagger::parse(*weights, name_of("tagger.txt"));
  if (!tagger) return tl::unexpected(tagger.error());
  const Result<std::string> places =
      model_text(models, "sentences.txt", embedded::english_sentences());
  if (!places) return tl::unexpected(places.error());
  auto sentences = detail::SentenceModel::parse(*places, name_of("sentences.txt"));
  if (!sentences) return tl::unexpected(sentences.error());
  const Result<std::string> forms = model_text(models, "lemmas.tsv", embedded::english_lemmas());
  if (!forms) return tl::unexpected(forms.error());
  Result<detail::Lemmas> lemmas = detail::Lemmas::parse(*forms, name_of("lemmas.tsv"));
  if (!lemmas) return tl::unexpected(lemmas.error());
  return Engine(std::make_unique<const Model>(Model{std::move(*sentences), std::move(*tagger), std::move(*lemmas)}));
}

Document Engine::analyse(std::string text, std::span<const Block> blocks) const {
  Document document;
  document.text = std::move(text);
  document.tokens.reserve(document.text.size() / 5);
  std::vector<ByteSpan> spans;
  std::vector<std::uint32_t> ends;
  for (const Block& block : blocks) {
    assert(block.span.begin <= block.span.end && block.span.end.value <= document.text.size());
    add_block(document, block, model_->sentences, spans, ends);
  }
  model_->read(document);
  return document;
}

Document Engine::analyse(std::string text) const {
  const std::vector<Block> blocks = blocks_between_empty_lines(text);
  return analyse(std::move(text), blocks);
}

Document Engine::analyse_words(std::string text,
                               std::span<const std::vector<ByteSpan>> sentences) const {
  Document document;
  document.text = std::move(text);
  for (const std::vector<ByteSpan>& words : sentences) {
    if (words.empty()) continue;
    const auto first = static_cast<std::uint32_t>(document.tokens.size());
    for (const ByteSpan word : words) {
      assert(!word.empty() && word.end.value <= document.text.size());
      document.tokens.emplace_back().span = word;
    }
    const auto last = static_cast<std::uint32_t>(document.tokens.size());
    document.sentences.push_back({{{first}, {last}}, {words.front().begin, words.back().end}});
  }
  if (!document.sentences.empty()) {
    const auto count = static_cast<std::uint32_t>(document.sentences.size());
    document.paragraphs.push_back(
        {BlockKind::Body,
         {document.sentences.front().span.begin, document.sentences.back().span.end},
         {{0}, {count}}});
  }
  model_->read(document);
  return document;
}

std::string Engine::version() const { return std::string(model_version); }

}  // namespace faultline::language
