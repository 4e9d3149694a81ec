#include "cli/detail/whole_file.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>

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

Result<void> write_whole(const std::string& file, const std::string& content,
                         std::string_view what) {
  return write_whole(file, [&](std::ostream& out) { out << content; }, what);
}

Result<void> write_whole(const std::string& file, const std::function<void(std::ostream&)>& write,
                         std::string_view what) {
  const std::filesystem::path unfinished = file + ".unfinished";
  std::ofstream stream(unfinished, std::ios::binary);
  write(stream);
  stream.close();
  std::error_code error;
  if (stream) std::filesystem::rename(unfinished, file, error);
  if (stream && !error) return {};
  const std::string reason = error ? error.message() : std::strerror(errno);
  std::filesystem::remove(unfinished, error);
  return failure(ErrorCode::Io,
                 fmt::format("the {} could not be written ({}). Name another file.", what, reason),
                 file);
}

}  // namespace faultline::cli
