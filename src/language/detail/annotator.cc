#include "language/detail/annotator.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "language/detail/names.h"

namespace faultline::language::detail {
namespace {

std::optional<NameType> name_type(std::string_view tag) {
  if (tag == "PER") return NameType::Person;
  if (tag == "ORG") return NameType::Organization;
  if (tag == "LOC") return NameType::Location;
  if (tag == "MISC") return NameType::Miscellaneous;
  return std::nullopt;
}

/// What the encoder says of names in a piece.
struct PieceNames {
  std::vector<std::uint8_t> tags;
  std::vector<float> confidences;
};

// The end of the piece that begins at `begin`, after a mark if there is one not far from the
// middle.
std::uint32_t end_of_piece(const Document& document, std::uint32_t begin, std::uint32_t end) {
  constexpr std::uint32_t most = Encoder::most_words;
  constexpr std::uint32_t usual = 200;
  if (end - begin <= most) return end;
  for (std::uint32_t i = begin + usual; i > begin + usual / 2; --i) {
    const std::string_view form = document.form(TokenIndex{i - 1});
    if (form == "," || form == ";" || form == "." || form == ":") return i;
  }
  return begin + usual;
}

std::vector<TokenSpan> pieces_of(const Document& document) {
  std::vector<TokenSpan> pieces;
  for (const Sentence& sentence : document.sentences) {
    const std::uint32_t end = sentence.tokens.end.value;
    for (std::uint32_t begin = sentence.tokens.begin.value; begin < end;) {
      const std::uint32_t next = end_of_piece(document, begin, end);
      pieces.push_back({{begin}, {next}});
      begin = next;
    }
  }
  return pieces;
}

// The roots of later pieces of a sentence hang on the first one's.
void join_pieces(Document& document, TokenSpan sentence) {
  if (sentence.size() <= Encoder::most_words) return;
  static const Label later_piece = "parataxis";
  std::optional<TokenIndex> root;
  for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
    Token& token = document.tokens[i.value];
    if (token.head) continue;
    if (root) {
      token.head = root;
      token.deprel = later_piece;
    } else {
      root = i;
    }
  }
}

}  // namespace

Annotator::Annotator(Encoder encoder, Lemmas lemmas, Features features)
    : encoder_(std::move(encoder)), lemmas_(std::move(lemmas)), features_(std::move(features)) {
  for (const std::string& label : encoder_.upos_labels()) upos_.push_back(parse_upos(label));
  for (const std::string& label : encoder_.xpos_labels()) xpos_.emplace_back(label);
  for (const std::string& label : encoder_.relation_labels()) relations_.emplace_back(label);
  for (const std::string& label : encoder_.name_labels()) {
    names_.push_back(
        {label.starts_with("I-"), name_type(label.substr(std::min<std::size_t>(label.size(), 2)))});
  }
}

Result<Annotator> Annotator::create(Encoder encoder, Lemmas lemmas, Features features,
                                    const std::string& name) {
  for (const std::string& label : encoder.upos_labels()) {
    if (to_string(parse_upos(label)) != label) {
      return failure(ErrorCode::Malformed,
                     fmt::format("The model of English has an unknown part of speech \"{}\"; "
                                 "install it again.",
                                 label),
                     name);
    }
  }
  return Annotator(std::move(encoder), std::move(lemmas), std::move(features));
}

void Annotator::add_names(Document& document, std::uint32_t first,
                          std::span<const std::uint8_t> tags,
                          std::span<const float> confidences) const {
  for (std::uint32_t i = 0; i < tags.size(); ++i) {
    const NameTag& tag = names_[tags[i]];
    if (!tag.type) continue;
    const bool goes_on = tag.is_inside && i > 0 && !document.names.empty() &&
                         document.names.back().tokens.end.value == first + i;
    if (goes_on) {
      Name& name = document.names.back();
      name.tokens.end.value = first + i + 1;
      name.confidence = std::min(name.confidence, confidences[i]);
    } else {
      document.names.push_back({{{first + i}, {first + i + 1}}, *tag.type, confidences[i]});
    }
  }
}

void Annotator::fill_tokens(Document& document, TokenSpan piece,
                            const SentenceReading& reading) const {
  const std::uint32_t first = piece.begin.value;
  for (std::uint32_t i = 0; i < piece.size(); ++i) {
    Token& token = document.tokens[first + i];
    token.upos = upos_[reading.upos[i]];
    token.xpos = xpos_[reading.xpos[i]];
    token.deprel = relations_[reading.relations[i]];
    if (reading.heads[i] != 0) token.head = TokenIndex{first + reading.heads[i] - 1};
    token.lemma = lemmas_.lemma(document.form(token), token.xpos);
  }
}

void Annotator::annotate(Document& document, States* states) const {
  const std::vector<TokenSpan> pieces = pieces_of(document);
  std::vector<std::string_view> forms;
  forms.reserve(document.tokens.size());
  for (const Token& token : document.tokens) forms.push_back(document.form(token));
  if (states != nullptr) {
    states->width = encoder_.width();
    states->rows.resize(document.tokens.size() * states->width);
  }
  // Pieces of like length are read together; what is read of each goes to its own place.
  std::vector<std::uint32_t> order(pieces.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t one, std::uint32_t other) {
    return pieces[one].size() < pieces[other].size();
  });
  std::vector<PieceNames> names(pieces.size());
  thread_local std::array<SentenceReading, Encoder::most_at_once> readings;
  for (std::size_t first = 0; first < order.size(); first += Encoder::most_at_once) {
    const auto some =
        std::span(order).subspan(first, std::min(Encoder::most_at_once, order.size() - first));
    std::array<std::span<const std::string_view>, Encoder::most_at_once> sentences;
    for (std::size_t s = 0; s < some.size(); ++s) {
      const TokenSpan piece = pieces[some[s]];
      sentences[s] = std::span(forms).subspan(piece.begin.value, piece.size());
    }
    encoder_.read(std::span(sentences).first(some.size()), readings);
    for (std::size_t s = 0; s < some.size(); ++s) {
      const TokenSpan piece = pieces[some[s]];
      fill_tokens(document, piece, readings[s]);
      names[some[s]] = {readings[s].names, readings[s].name_confidences};
      if (states == nullptr) continue;
      std::copy(
          readings[s].states.begin(), readings[s].states.end(),
          states->rows.begin() + static_cast<std::ptrdiff_t>(piece.begin.value * states->width));
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    add_names(document, pieces[i].begin.value, names[i].tags, names[i].confidences);
  }
  for (const Sentence& sentence : document.sentences) {
    join_pieces(document, sentence.tokens);
    features_.set(document, sentence.tokens);
  }
  settle_names(document);
}

}  // namespace faultline::language::detail
