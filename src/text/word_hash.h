#pragma once
// Words as numbers.

#include <cstdint>
#include <string_view>

namespace faultline::text {

/// FNV-1a with its high bits folded in (Fowler, Noll & Vo); the same on every machine. Among ten
/// million words two are alike with a probability of 1 in 400,000.
inline std::uint64_t hash_of(std::string_view word) {
  std::uint64_t value = 0xCBF29CE484222325u;
  for (const char byte : word) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
  return value ^ (value >> 29);
}

inline char small_letter(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// The same, case of ASCII letters aside.
inline std::uint64_t hash_of_caseless(std::string_view word) {
  std::uint64_t value = 0xCBF29CE484222325u;
  for (const char byte : word)
    value = (value ^ static_cast<unsigned char>(small_letter(byte))) * 0x100000001B3u;
  return value ^ (value >> 29);
}

}  // namespace faultline::text
