#include "language/detail/annotator.h"

#include <fmt/core.h>

#include <algorithm>
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

// The end of the piece that begins at `begin`, after a mark if there is one not far from the middle.
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

}  // namespace

Annotator::Annotator(Encoder encoder, Lemmas lemmas, Features features)
    : encoder_(std::move(encoder)), lemmas_(std::move(lemmas)), features_(std::move(features)) {
  for (const std::string& label : encoder_.upos_labels()) upos_.push_back(parse_upos(label));
  for (const std::string& label : encoder_.xpos_labels()) xpos_.emplace_back(label);
  for (const std::string& label : encoder_.relation_labels()) relations_.emplace_back(label);
  for (const std::string& label : encoder_.name_labels()) {
    names_.push_back({label.starts_with("I-"), name_type(label.substr(std::min<std::size_t>(
                                                   label.size(), 2)))});
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
                          const SentenceReading& reading) const {
  for (std::uint32_t i = 0; i < reading.names.size(); ++i) {
    const NameTag& tag = names_[reading.names[i]];
    if (!tag.type) continue;
    const float confidence = reading.name_confidences[i];
    if (tag.is_inside && !document.names.empty() && document.names.back().tokens.end.value == first + i) {
      Name& name = document.names.back();
      name.tokens.end.value = first + i + 1;
      name.confidence = std::min(name.confidence, confidence);
    } else {
      document.names.push_back({{{first + i}, {first + i + 1}}, *tag.type, confidence});
    }
  }
}

void Annotator::read_piece(Document& document, TokenSpan piece, SentenceReading& reading) const {
  thread_local std::vector<std::string_view> forms;
  forms.clear();
  const std::uint32_t first = piece.begin.value;
  const std::span<Token> tokens = std::span(document.tokens).subspan(first, piece.size());
  for (const Token& token : tokens) forms.push_back(document.form(token));
  encoder_.read(forms, reading);
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    token.upos = upos_[reading.upos[i]];
    token.xpos = xpos_[reading.xpos[i]];
    token.deprel = relations_[reading.relations[i]];
    if (reading.heads[i] != 0) token.head = TokenIndex{first + reading.heads[i] - 1};
    token.lemma = lemmas_.lemma(forms[i], token.xpos);
  }
  add_names(document, first, reading);
}

void Annotator::annotate(Document& document, States* states) const {
  thread_local SentenceReading reading;
  if (states != nullptr) {
    states->width = encoder_.width();
    states->rows.reserve(document.tokens.size() * states->width);
  }
  const Label later_piece = "parataxis";
  for (const Sentence& sentence : document.sentences) {
    const std::uint32_t end = sentence.tokens.end.value;
    std::optional<TokenIndex> root;
    for (std::uint32_t begin = sentence.tokens.begin.value; begin < end;) {
      const std::uint32_t next = end_of_piece(document, begin, end);
      read_piece(document, {{begin}, {next}}, reading);
      for (std::uint32_t i = begin; i < next; ++i) {
        Token& token = document.tokens[i];
        if (token.head) continue;
        if (root) {
          token.head = root;
          token.deprel = later_piece;
        } else {
          root = TokenIndex{i};
        }
      }
      if (states != nullptr) {
        states->rows.insert(states->rows.end(), reading.states.begin(), reading.states.end());
      }
      begin = next;
    }
    features_.set(document, sentence.tokens);
  }
  settle_names(document);
}

}  // namespace faultline::language::detail
