#pragma once
// Bytes from a file, a pipe or a stream, in pieces.

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace faultline::intake::detail {

/// Where bytes come from. Closes what it opened.
class ByteSource {
 public:
  /// Io if there is no such file or it cannot be opened; a folder is no file.
  [[nodiscard]] static Result<ByteSource> open(const std::filesystem::path& file,
                                               const std::string& name);
  /// Standard input of the process.
  [[nodiscard]] static ByteSource standard_input();
  /// `stream` must outlive the source.
  [[nodiscard]] static ByteSource stream(std::istream& stream, const std::string& name);

  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&&) = delete;
  ~ByteSource();

  /// Appends up to `most` bytes to `bytes` and says how many; 0 at the end only.
  [[nodiscard]] Result<std::size_t> read(std::string& bytes, std::size_t most);

  /// The size of a regular file; none for pipes, devices and streams.
  [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }

 private:
  explicit ByteSource(std::string name) : name_(std::move(name)) {}
  [[nodiscard]] Result<std::size_t> read_descriptor(char* to, std::size_t most) const;

  std::string name_;
  int descriptor_ = -1;
  bool is_owner_ = false;  // of the descriptor
  std::istream* stream_ = nullptr;
  std::optional<std::uint64_t> size_;
};

/// A source's lines, one at a time; holds no more than one line and one piece.
class LineReader {
 public:
  struct Line {
    std::string_view text;     // without its end; valid until the next call
    std::size_t number{};      // 1-based
    bool is_too_long = false;  // more than `longest` bytes: text is empty, the line was passed over
  };

  /// `begin` are the bytes that were read from `source` already.
  LineReader(ByteSource& source, std::string begin, std::size_t longest)
      : source_(source), buffer_(std::move(begin)), longest_(longest) {}

  /// The next line; none at the end.
  [[nodiscard]] Result<std::optional<Line>> next();

 private:
  /// Reads another piece; false at the end of the source.
  [[nodiscard]] Result<bool> fill();

  ByteSource& source_;
  std::string buffer_;
  std::size_t position_ = 0;  // of the next line in buffer_
  std::size_t longest_;
  std::size_t number_ = 0;
  bool is_at_end_ = false;
};

}  // namespace faultline::intake::detail
