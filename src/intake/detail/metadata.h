#pragma once
// What stands beside a text about it: in a sidecar file or in a JSON record.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "intake/article.h"

namespace faultline::intake::detail {

struct Metadata {
  std::optional<std::string> outlet;
  std::optional<Day> published;
  std::optional<std::string> url;
  std::optional<std::string> headline;
  std::optional<std::string> byline;
  std::optional<std::string> language;
  std::vector<std::string> sections;
};

/// Lets `metadata` win over what the page says. A headline that the page does not show makes text
/// of the line that was taken for one.
void apply(Metadata metadata, Article& article);

/// "2031-03-04", with or without a time after it, or a full date in words.
[[nodiscard]] std::optional<Day> parse_published(std::string_view text);

/// A sidecar's content. Malformed with "name:line:column" for a syntax error, an unknown key or a
/// value that does not fit its key.
[[nodiscard]] Result<Metadata> parse_sidecar(std::string_view toml, std::string_view name);

}  // namespace faultline::intake::detail
