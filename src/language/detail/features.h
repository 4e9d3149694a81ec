#pragma once
// Morphological features, from the form, the tags and the tree.

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "language/document.h"

namespace faultline::language::detail {

/// Immutable; serves any number of threads.
class Features {
 public:
  /// Lines "form TAB upos TAB xpos TAB features" after a first line "faultline-features 1"; an
  /// empty form stands for all others. Unsupported for a newer format, Malformed for a line that
  /// has another form; `name` is the file's.
  [[nodiscard]] static Result<Features> parse(std::string_view content, const std::string& name);

  /// Sets the features of the tokens of a sentence that has tags and a tree. O(tokens).
  void set(Document& document, TokenSpan sentence) const;

 private:
  std::unordered_map<std::uint64_t, Label> by_form_;
};

}  // namespace faultline::language::detail
