#pragma once
// Bytes as text (RFC 4648), so that a model is a text file that can be embedded and compared.

#include <optional>
#include <string>
#include <string_view>

namespace faultline::language::detail {

/// In lines of 120 characters, the last one ended as well.
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// None for anything that is not base64; line ends are passed over.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace faultline::language::detail
