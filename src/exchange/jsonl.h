#pragma once
// The JSON Lines contract of `faultline read --jsonl` (docs/json.md). Offsets are code points.

#include <string>

#include "reading/reading.h"

namespace faultline::exchange {

/// One line without the line end. `codebook` names the codings' concepts; with_text adds
/// article.text, for inputs whose text is not a file of its own.
[[nodiscard]] std::string to_json_line(const reading::Reading& reading,
                                       const positions::Codebook& codebook, bool with_text = false);

}  // namespace faultline::exchange
