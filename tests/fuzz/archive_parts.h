#pragma once
// An archive as one text: a line "==== PATH" before each file's content.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "map/archive.h"

namespace faultline {

inline std::vector<map::ArchiveFile> parts_of(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view fence = "==== ";
  std::string_view left(reinterpret_cast<const char*>(data), size);
  std::vector<map::ArchiveFile> files;
  while (left.starts_with(fence)) {
    const auto end = std::min(left.find('\n'), left.size());
    const auto path = left.substr(fence.size(), end - fence.size());
    left.remove_prefix(std::min(end + 1, left.size()));
    const auto next = left.starts_with(fence) ? 0 : left.find("\n==== ");
    const auto content =
        left.substr(0, next == std::string_view::npos || next == 0 ? next : next + 1);
    files.push_back({std::string(path), std::string(content)});
    left.remove_prefix(content.size());
  }
  return files;
}

}  // namespace faultline
