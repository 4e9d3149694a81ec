#pragma once
// What a language model answers: bytes of a stranger, believed only where they keep to the form.

#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"
#include "positions/codebook.h"

namespace faultline::llm {

/// A coding that a model proposes.
struct Proposal {
  std::string concept_name;
  int agreement = 0;      // -1 or +1
  double confidence = 0;  // as the model gave it, 0..1
  std::string quote;      // words of the statement; empty if the model quotes none that stand there

  friend bool operator==(const Proposal&, const Proposal&) = default;
};

/// The text of the first choice of a chat completion. Malformed if `body` is no such thing, if the
/// answer was cut off, or if it is empty.
[[nodiscard]] Result<std::string> content_of(std::string_view body);

/// The proposals in such a text, which must be one JSON object, alone or in one code fence, with
/// the list "codings". Malformed, and nothing is taken, for any other form, a concept that the
/// codebook does not have or that comes twice, an agreement other than -1, 0, 1, a confidence
/// outside 0..1. Agreement 0 is no proposal. `words` are the statement's.
[[nodiscard]] Result<std::vector<Proposal>> proposals_of(std::string_view content,
                                                         const positions::Codebook& codebook,
                                                         std::string_view words);

}  // namespace faultline::llm
