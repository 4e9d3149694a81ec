#pragma once
// What a file's ending says about it.

#include <algorithm>
#include <filesystem>
#include <string>

namespace faultline::intake::detail {

/// ".TXT" -> ".txt"
[[nodiscard]] inline std::string lower_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return ending;
}

[[nodiscard]] inline bool is_text_ending(const std::filesystem::path& file) {
  const std::string ending = lower_ending(file);
  return ending == ".txt" || ending == ".text";
}

[[nodiscard]] inline bool is_lines_ending(const std::filesystem::path& file) {
  const std::string ending = lower_ending(file);
  return ending == ".jsonl" || ending == ".ndjson";
}

}  // namespace faultline::intake::detail
