#include "exchange/cue_classes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "statements/cue_words.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using language::Token;
using language::Upos;

std::vector<TokenIndex> words_of(const language::Document& document,
                                 std::span<const ByteSpan> cue) {
  std::vector<TokenIndex> words;
  for (const auto& span : cue) {
    const auto tokens = document.tokens_in(span);
    for (auto index = tokens.begin; index < tokens.end; ++index) {
      const auto upos = document.tokens[index.value].upos;
      if (upos != Upos::Punct && upos != Upos::Sym) words.push_back(index);
    }
  }
  return words;
}

}  // namespace

std::string_view to_string(CueClass cue_class) {
  constexpr std::array<std::string_view, kCueClasses.size()> names{
      "say",          "other speech verbs", "other verbs", "non-verbs",
      "according to", "punctuation",        "no cue"};
  return names[static_cast<std::size_t>(cue_class)];
}

CueClass cue_class(const language::Document& document, std::span<const ByteSpan> cue) {
  if (cue.empty()) return CueClass::None;
  const auto words = words_of(document, cue);
  if (words.empty()) return CueClass::Punctuation;
  bool has_say = false;
  bool has_speech = false;
  bool is_verbal = false;
  bool is_auxiliary = true;
  for (const auto index : words) {
    const Token& word = document.tokens[index.value];
    if (text::fold_name(document.form(word)) == "according") return CueClass::AccordingTo;
    is_auxiliary = is_auxiliary && word.upos == Upos::Aux;
    if (word.upos != Upos::Verb) continue;
    has_say = has_say || word.lemma == "say";
    has_speech = has_speech || statements::is_speech_verb(word.lemma);
    is_verbal =
        is_verbal || !word.head || std::find(words.begin(), words.end(), *word.head) == words.end();
  }
  if (is_auxiliary) return CueClass::OtherVerb;
  if (!is_verbal) return CueClass::NonVerb;
  if (has_say) return CueClass::Say;
  return has_speech ? CueClass::OtherSpeech : CueClass::OtherVerb;
}

}  // namespace faultline::exchange
