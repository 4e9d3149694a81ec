#pragma once
// A register to measure with: as many names as are wanted, drawn from syllables of our own.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "actors/register.h"
#include "language/document.h"

namespace faultline::bench {

/// Actors with `names` names and other names together, about three and a third each: four of five
/// are persons, with a dated office out of about three thousand and, every other one, a bloc; some
/// names are written in Cyrillic or Arabic letters as well. The same seed gives the same register.
[[nodiscard]] std::vector<actors::Actor> invented_register(std::uint32_t names, std::uint64_t seed);

/// About `bytes` of words and sentences without analysis, as actors::CastFinder meets them; about
/// one word in twenty begins a name of `known`.
struct NamedText {
  language::Document document;
  struct Planted {
    std::uint32_t token = 0;  // at which the name begins
    std::uint32_t actor = 0;  // position in `known`
  };
  std::vector<Planted> planted;  // in order
};
[[nodiscard]] NamedText text_with_names(std::span<const actors::Actor> known, std::uint32_t bytes,
                                        std::uint64_t seed);

}  // namespace faultline::bench
