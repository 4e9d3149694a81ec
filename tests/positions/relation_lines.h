#pragma once
// Relations of a text about a few invented people, as lines that a test can compare.

#include <string>
#include <vector>

namespace faultline::positions::tests {

/// "from act to sign" for each relation, in order, for a text about Ann Weber ("she"), Karl Klein
/// ("he"), Arndt, Novak, the council and the ministry; "~words" for a target who is none of them
/// where `with_open`.
[[nodiscard]] std::vector<std::string> relations_in(std::string text, bool with_open = false);

}  // namespace faultline::positions::tests
