#pragma once
// A folder that is removed when the fuzzer ends, for readers of files.

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace faultline {

struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    path = name;
  }
  ~TemporaryFolder() {
    std::error_code code;
    std::filesystem::remove_all(path, code);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// A file in it that holds these bytes and nothing else.
  [[nodiscard]] std::filesystem::path file(const char* name, const std::uint8_t* data,
                                           std::size_t size) const {
    const auto place = path / name;
    std::ofstream(place, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return place;
  }

  std::filesystem::path path;
};

}  // namespace faultline
