#pragma once
// Where what is said begins and ends, beside a cue whose place is known.

#include <cstdint>
#include <optional>

#include "statements/detail/candidates.h"

namespace faultline::statements::detail {

/// What follows a cue verb.
struct Following {
  Frame frame = Frame::Alone;
  std::uint32_t cue_end = 0;        // prepositions and a colon belong to the cue
  std::uint32_t content_begin = 0;  // meaningless for Alone and Before
  bool has_listener = false;
};

/// Reads on from `begin`, right after the verb group or the inverted source.
[[nodiscard]] Following what_follows(const MarkedWords& words, const Scope& scope,
                                     const CueWord* word, std::uint32_t begin);

/// What ends a content before its sentence does.
struct Ending {
  Frame frame = Frame::Clause;
  bool at_comma = false;  // the cue stands in a clause that another one follows: "While he says …,"
  bool at_verb = false;   // a noun's complement: "his call for talks [surprised everyone]"
  bool at_ing = false;    // the cue is an -ing form, and "and" may join the next: "and calling"
};

/// Where content that begins at `begin` ends: before the sentence's full stop, the next cue of the
/// same speaker, "according to", for noun phrases before an appended clause, and where `ending`
/// says. A quotation in which it would end is taken whole, over sentences.
[[nodiscard]] std::uint32_t content_end(const MarkedWords& words, const Scope& scope,
                                        std::uint32_t begin, Ending ending);

/// What stands before a source or an inverted cue at `end`, if a comma or a quotation links it:
/// "…, she said". The quotation may begin in an earlier sentence.
[[nodiscard]] std::optional<TokenSpan> content_before(const MarkedWords& words, const Scope& scope,
                                                      std::uint32_t end);

/// True where the base form of a verb stands at `index`, as far as can be told.
[[nodiscard]] bool is_base_verb(const MarkedWords& words, std::uint32_t index);

}  // namespace faultline::statements::detail
