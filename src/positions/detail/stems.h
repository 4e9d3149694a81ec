#pragma once
// Words compared without their endings: "finishing" and "finish" are one stem.

#include <string>
#include <string_view>
#include <vector>

namespace faultline::positions::detail {

/// The stem of an English word: ASCII letters folded to lower case, ’ to ', then plural,
/// possessive, -ed, -ing and a final e or y taken off as in the first step of Porter (1980). Not a
/// word, but equal for the forms of one. Other letters stay as they are.
[[nodiscard]] std::string stem(std::string_view word);

/// The stems of the words in `phrase`; marks between words are passed over.
[[nodiscard]] std::vector<std::string> stems(std::string_view phrase);

/// True if `form` holds a letter or a figure.
[[nodiscard]] bool is_word(std::string_view form);

}  // namespace faultline::positions::detail
