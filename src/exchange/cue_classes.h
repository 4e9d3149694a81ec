#pragma once
// What kind of words a statement is reported with: scores differ more by it than by anything else.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/ordinal.h"
#include "language/document.h"

namespace faultline::exchange {

enum class CueClass : std::uint8_t {
  Say,          // a verb group with "say"
  OtherSpeech,  // one with another verb of saying
  OtherVerb,    // one with any other verb: believes, wants, has endorsed
  NonVerb,      // nouns, adjectives, prepositions: "concern is", "in the eyes of"
  AccordingTo,  // "according to"
  Punctuation,  // "PENCE: ..."
  None,         // no cue: a quotation that goes on
};
inline constexpr std::array kCueClasses{
    CueClass::Say,         CueClass::OtherSpeech, CueClass::OtherVerb, CueClass::NonVerb,
    CueClass::AccordingTo, CueClass::Punctuation, CueClass::None};
[[nodiscard]] std::string_view to_string(CueClass cue_class);  // "other speech verbs"

/// The class of a cue by the tags, lemmas and trees of `document`: it is verbal if one of its words
/// that depend on nothing else in it is a verb, or if all are auxiliaries. O(tokens of the cue).
[[nodiscard]] CueClass cue_class(const language::Document& document, std::span<const ByteSpan> cue);

}  // namespace faultline::exchange
