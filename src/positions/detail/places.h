#pragma once
// For each token: which statement's content, cue and source it stands in. Made once, then asked in
// O(1).

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "language/document.h"
#include "statements/statements.h"

namespace faultline::positions::detail {

class Places {
 public:
  Places(const language::Document& document, std::span<const statements::Statement> statements);

  /// The narrowest statement whose content holds `token`.
  [[nodiscard]] std::optional<std::uint32_t> innermost_content(std::uint32_t token) const {
    return at(content_, token);
  }
  /// The statement whose cue holds `token`; the first in the text if several share it.
  [[nodiscard]] std::optional<std::uint32_t> cue(std::uint32_t token) const {
    return at(cue_, token);
  }
  /// The statement whose source holds `token`; the first in the text if several share it.
  [[nodiscard]] std::optional<std::uint32_t> source(std::uint32_t token) const {
    return at(source_, token);
  }

 private:
  static std::optional<std::uint32_t> at(const std::vector<std::int32_t>& places,
                                         std::uint32_t token) {
    const std::int32_t place = places[token];
    return place < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(place));
  }
  std::vector<std::int32_t> content_;
  std::vector<std::int32_t> cue_;
  std::vector<std::int32_t> source_;
};

}  // namespace faultline::positions::detail
