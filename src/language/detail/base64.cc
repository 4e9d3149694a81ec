#include "language/detail/base64.h"

#include <array>
#include <cstdint>

namespace faultline::language::detail {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_value = 255;

std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_value);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  constexpr std::size_t bytes_per_line = 90;
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) {
      group = (group << 8) | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text.push_back(k <= count ? alphabet[(group >> (18 - 6 * k)) & 63u] : '=');
    }
    if ((i + 3) % bytes_per_line == 0) text.push_back('\n');
  }
  if (!text.empty() && text.back() != '\n') text.push_back('\n');
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  static const std::array<std::uint8_t, 256> values = make_values();
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  int count = 0;
  bool is_ended = false;
  for (const char character : text) {
    if (character == '\n' || character == '\r') continue;
    if (character == '=') {
      is_ended = true;
      continue;
    }
    const std::uint8_t value = values[static_cast<unsigned char>(character)];
    if (value == no_value || is_ended) return std::nullopt;
    group = (group << 6) | value;
    if (++count == 4) {
      bytes.push_back(static_cast<char>((group >> 16) & 255u));
      bytes.push_back(static_cast<char>((group >> 8) & 255u));
      bytes.push_back(static_cast<char>(group & 255u));
      group = 0;
      count = 0;
    }
  }
  if (count == 1) return std::nullopt;
  if (count >= 2) bytes.push_back(static_cast<char>((group >> (count == 2 ? 4 : 10)) & 255u));
  if (count == 3) bytes.push_back(static_cast<char>((group >> 2) & 255u));
  return bytes;
}

}  // namespace faultline::language::detail
