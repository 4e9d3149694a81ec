#include "cli/detail/whole_file.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/detail/suggest.h"
#include "text/text.h"

namespace faultline::cli {

Result<std::string> read_whole(const std::string& file) {
  using Bytes = std::istreambuf_iterator<char>;
  if (file == "-") return std::string(Bytes(std::cin), Bytes());
  if (auto exists = require_file(file, "file"); !exists) return tl::unexpected(exists.error());
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file, error)) {
    return failure(ErrorCode::Io, "this can't be read; name a file.", file);
  }
  return std::string(Bytes(stream), Bytes());
}

Result<std::string> read_text_of(const std::string& file) {
  auto bytes = read_whole(file);
  if (!bytes) return bytes;
  return text::valid_text(std::move(*bytes), file);
}

}  // namespace faultline::cli
