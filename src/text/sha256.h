#pragma once
// SHA-256 (FIPS 180-4), so that anybody can check a file with the tools of any system.

#include <string>
#include <string_view>

namespace faultline::text {

/// The digest of `bytes` as 64 lower-case hexadecimal digits. O(bytes).
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace faultline::text
