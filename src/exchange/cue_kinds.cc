#include "exchange/cue_kinds.h"

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

std::string_view to_string(CueKind cue_kind) {
  constexpr std::array<std::string_view, kCueKinds.size()> names{
      "say",          "other speech verbs", "other verbs", "non-verbs",
      "according to", "punctuation",        "no cue"};
  return names[static_cast<std::size_t>(cue_kind)];
}

CueKind cue_kind(const language::Document& document, std::span<const ByteSpan> cue) {
  if (cue.empty()) return CueKind::None;
  const auto words = words_of(document, cue);
  if (words.empty()) return CueKind::Punctuation;
  bool has_say = false;
  bool has_speech = false;
  bool is_verbal = false;
  bool is_auxiliary = true;
  for (const auto index : words) {
    const Token& word = document.tokens[index.value];
    if (text::fold_name(document.form(word)) == "according") return CueKind::AccordingTo;
    is_auxiliary = is_auxiliary && word.upos == Upos::Aux;
    if (word.upos != Upos::Verb) continue;
    has_say = has_say || word.lemma == "say";
    has_speech = has_speech || statements::is_speech_verb(word.lemma);
    is_verbal =
        is_verbal || !word.head || std::find(words.begin(), words.end(), *word.head) == words.end();
  }
  if (is_auxiliary) return CueKind::OtherVerb;
  if (!is_verbal) return CueKind::NonVerb;
  if (has_say) return CueKind::Say;
  return has_speech ? CueKind::OtherSpeech : CueKind::OtherVerb;
}

}  // namespace faultline::exchange
