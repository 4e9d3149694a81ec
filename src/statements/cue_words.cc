#include "statements/cue_words.h"

#include "statements/detail/lexicon.h"

namespace faultline::statements {

bool is_speech_verb(std::string_view lemma) {
  const auto& lexicon = detail::Lexicon::english();
  const auto& entry = lexicon.find(lemma);
  return entry.verb >= 0 && lexicon.cue(entry.verb).category == "say" &&
         lexicon.cue(entry.verb).lemma == lemma;
}

}  // namespace faultline::statements
