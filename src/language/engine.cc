#include "language/engine.h"

#include <fmt/core.h>
#include <xxhash.h>

#include <cassert>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "embedded/encoder.h"
#include "embedded/english.h"
#include "language/detail/annotator.h"
#include "language/detail/characters.h"
#include "language/detail/lemmas.h"
#include "language/detail/sentence_model.h"
#include "language/detail/tokenizer.h"
#include "nets/model_file.h"

namespace faultline::language {

struct Engine::Model {
  nets::MappedFile file;  // which the annotator refers to; empty where that is built in
  detail::SentenceModel sentences;
  detail::Annotator annotator;
  std::string version;
};

namespace {

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

// Of all files together, so that a changed word list is another version too.
std::uint32_t fingerprint(std::initializer_list<std::string_view> files) {
  std::uint64_t hash = 0;
  for (const std::string_view file : files) {
    hash = XXH3_64bits_withSeed(file.data(), file.size(), hash);
  }
  return static_cast<std::uint32_t>(hash);
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

Document cut_at(std::string text, std::span<const std::vector<ByteSpan>> sentences) {
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
  return document;
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
  nets::MappedFile file;
  std::string_view bytes = embedded::english_encoder();
  if (!models.empty()) {
    Result<nets::MappedFile> opened = nets::MappedFile::open(name_of("encoder.bin"));
    if (!opened) return tl::unexpected(opened.error());
    file = std::move(*opened);
    bytes = file.bytes();
  }
  Result<detail::Encoder> encoder = detail::Encoder::load(bytes, name_of("encoder.bin"));
  if (!encoder) return tl::unexpected(encoder.error());
  const auto places = model_text(models, "sentences.txt", embedded::english_sentences());
  if (!places) return tl::unexpected(places.error());
  auto sentences = detail::SentenceModel::parse(*places, name_of("sentences.txt"));
  if (!sentences) return tl::unexpected(sentences.error());
  const auto forms = model_text(models, "lemmas.tsv", embedded::english_lemmas());
  if (!forms) return tl::unexpected(forms.error());
  auto lemmas = detail::Lemmas::parse(*forms, name_of("lemmas.tsv"));
  if (!lemmas) return tl::unexpected(lemmas.error());
  const auto listed = model_text(models, "features.tsv", embedded::english_features());
  if (!listed) return tl::unexpected(listed.error());
  auto features = detail::Features::parse(*listed, name_of("features.tsv"));
  if (!features) return tl::unexpected(features.error());
  auto annotator = detail::Annotator::create(std::move(*encoder), std::move(*lemmas),
                                             std::move(*features), name_of("encoder.bin"));
  if (!annotator) return tl::unexpected(annotator.error());
  std::string version =
      fmt::format("english {} {:08x}", annotator->encoder().version(),
                  fingerprint({bytes, *places, *forms, *listed, embedded::english_names(),
                               embedded::english_common_words()}));
  return Engine(std::make_unique<const Model>(
      Model{std::move(file), std::move(*sentences), std::move(*annotator), std::move(version)}));
}

Document Engine::cut(std::string text, std::span<const Block> blocks) const {
  Document document;
  document.text = std::move(text);
  document.tokens.reserve(document.text.size() / 5);
  std::vector<ByteSpan> spans;
  std::vector<std::uint32_t> ends;
  for (const Block& block : blocks) {
    assert(block.span.begin <= block.span.end && block.span.end.value <= document.text.size());
    add_block(document, block, model_->sentences, spans, ends);
  }
  return document;
}

Document Engine::analyse(std::string text, std::span<const Block> blocks) const {
  Document document = cut(std::move(text), blocks);
  model_->annotator.annotate(document, nullptr);
  return document;
}

Analysis Engine::analyse_with_states(std::string text, std::span<const Block> blocks) const {
  Analysis analysis{cut(std::move(text), blocks), {}};
  model_->annotator.annotate(analysis.document, &analysis.states);
  return analysis;
}

Analysis Engine::analyse_with_states(std::string text) const {
  const std::vector<Block> blocks = blocks_between_empty_lines(text);
  return analyse_with_states(std::move(text), blocks);
}

std::size_t Engine::states_width() const { return model_->annotator.encoder().width(); }

Document Engine::analyse(std::string text) const {
  const std::vector<Block> blocks = blocks_between_empty_lines(text);
  return analyse(std::move(text), blocks);
}

Document Engine::analyse_words(std::string text,
                               std::span<const std::vector<ByteSpan>> sentences) const {
  Document document = cut_at(std::move(text), sentences);
  model_->annotator.annotate(document, nullptr);
  return document;
}

Analysis Engine::analyse_words_with_states(std::string text,
                                           std::span<const std::vector<ByteSpan>> sentences) const {
  Analysis analysis{cut_at(std::move(text), sentences), {}};
  model_->annotator.annotate(analysis.document, &analysis.states);
  return analysis;
}

std::string Engine::version() const { return model_->version; }

}  // namespace faultline::language
