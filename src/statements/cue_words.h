#pragma once
// What the program knows about words that report what somebody says, thinks or wants.

#include <string_view>

namespace faultline::statements {

/// Whether a verb is about saying ("say", "warn", "tweet") and not about thinking, wanting or
/// judging alone; `lemma` in lower case. O(1).
[[nodiscard]] bool is_speech_verb(std::string_view lemma);

}  // namespace faultline::statements
