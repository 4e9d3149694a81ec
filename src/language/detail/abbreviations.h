#pragma once
// Words that are written with a full stop, and what that says about the end of a sentence.

#include <string_view>

namespace faultline::language::detail {

enum class Abbreviation {
  None,
  Title,         // "Gen.": a name follows, so never the end of a sentence
  BeforeNumber,  // "No.", "p.": an abbreviation only where a number follows
  Month,         // "Oct.", "Sat.": seldom the end
  Common,        // "Inc.", "etc.": may be the end as well
};

/// What `word`, given without its full stop, is an abbreviation of. Case counts.
[[nodiscard]] Abbreviation abbreviation(std::string_view word);

/// "U.S", "a.m", "J.K": single letters with full stops between them, or one capital.
[[nodiscard]] bool is_dotted(std::string_view word);

}  // namespace faultline::language::detail
