#pragma once
// What kind of words a statement is reported with: scores differ more by it than by anything else.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/ordinal.h"
#include "language/document.h"

namespace faultline::exchange {

enum class CueKind : std::uint8_t {
  Say,          // a verb group with "say"
  OtherSpeech,  // one with another verb of saying
  OtherVerb,    // one with any other verb: believes, wants, has endorsed
  NonVerb,      // nouns, adjectives, prepositions: "concern is", "in the eyes of"
  AccordingTo,  // "according to"
  Punctuation,  // "PENCE: ..."
  None,         // no cue: a quotation that goes on
};
inline constexpr std::array kCueKinds{CueKind::Say,     CueKind::OtherSpeech, CueKind::OtherVerb,
                                      CueKind::NonVerb, CueKind::AccordingTo, CueKind::Punctuation,
                                      CueKind::None};
[[nodiscard]] std::string_view to_string(CueKind cue_kind);  // "other speech verbs"

/// The kind of a cue by the tags, lemmas and trees of `document`: it is verbal if one of its words
/// that depend on nothing else in it is a verb, or if all are auxiliaries. O(tokens of the cue).
[[nodiscard]] CueKind cue_kind(const language::Document& document, std::span<const ByteSpan> cue);

}  // namespace faultline::exchange
