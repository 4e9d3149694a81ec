#pragma once
// The dictionary form of a word, from its form and its Penn tag.

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace faultline::language::detail {

/// What the spelling rules alone make of a word: "ministries" + NNS -> "ministry".
[[nodiscard]] std::string lemma_by_rule(std::string_view form, std::string_view xpos);

/// Rules with exceptions. Immutable.
class Lemmas {
 public:
  /// Lines "form TAB tag TAB lemma" after a first line "faultline-lemmas 1". Unsupported for a
  /// newer format, Malformed for a line that has another form; `name` is the file's.
  [[nodiscard]] static Result<Lemmas> parse(std::string_view content, const std::string& name);

  [[nodiscard]] std::string lemma(std::string_view form, std::string_view xpos) const;

 private:
  std::unordered_map<std::string, std::string> exceptions_;  // "went VBD" -> "go"
};

}  // namespace faultline::language::detail
