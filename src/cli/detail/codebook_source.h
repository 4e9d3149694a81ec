#pragma once
// Codebooks as commands take them, and a study's statements as the starter counts them.

#include <atomic>
#include <string>
#include <vector>

#include "base/result.h"
#include "language/engine.h"
#include "positions/codebook.h"
#include "positions/starter.h"
#include "study/study.h"

namespace faultline::cli {

/// The codebook of a study, or of a TOML file. NotFound with the nearest name.
[[nodiscard]] Result<positions::Codebook> codebook_from(const std::string& source);
/// A codebook file; NotFound with the nearest name; Usage if it is a study.
[[nodiscard]] Result<positions::Codebook> codebook_of_file(const std::string& file);

/// `error` with the concept of `codebook` that `name` is most likely a slip for.
[[nodiscard]] Error with_nearest_concept(Error error, const positions::Codebook& codebook,
                                         const std::string& name);
/// NotFound with the nearest name.
[[nodiscard]] Result<positions::Concept> concept_named(const positions::Codebook& codebook,
                                                       const std::string& name);

/// The statements that match, their contents analysed by `threads` threads, without the words that
/// they report of somebody else. Interrupted if `interrupted` is set meanwhile.
[[nodiscard]] Result<std::vector<positions::Saying>> sayings_of(
    const study::Study& study, const study::Filter& filter, const language::Engine& engine,
    unsigned threads, const std::atomic<bool>& interrupted);

}  // namespace faultline::cli
