#include "exchange/lines.h"

#include <fmt/core.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline::exchange {
namespace {

constexpr std::size_t block = std::size_t{1} << 18;
constexpr std::size_t longest = std::size_t{1} << 30;

struct CloseFile {
  void operator()(gzFile_s* file) const { gzclose(file); }
};

/// What unpacks a file that zlib does not; empty if it may be read as it is.
std::string_view unpacker_of(const std::string& file) {
  std::array<char, 6> bytes{};
  std::ifstream(file, std::ios::binary).read(bytes.data(), bytes.size());
  const std::string_view magic(bytes.data(), bytes.size());
  if (magic.starts_with("BZh")) return "bzcat";
  if (magic.starts_with("\xFD"
                        "7zXZ"))
    return "xzcat";
  if (magic.starts_with("\x28\xB5\x2F\xFD")) return "zstdcat";
  return {};
}

}  // namespace

struct LineReader::State {
  std::string name;
  std::unique_ptr<gzFile_s, CloseFile> file;
  std::vector<char> buffer = std::vector<char>(block);
  std::string_view rest;  // of the buffer
  std::uint64_t number = 0;
};

LineReader::LineReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

Result<LineReader> LineReader::open(const std::string& file) {
  auto state = std::make_unique<State>();
  state->name = file;
  std::error_code error;
  if (file != "-" && !std::filesystem::exists(file, error))
    return failure(ErrorCode::NotFound, fmt::format("There is no file {}; check the path.", file),
                   file);
  if (file != "-" && std::filesystem::is_directory(file, error))
    return failure(ErrorCode::Io, fmt::format("{} is a folder; name a file.", file), file);
  if (file != "-") {
    if (const auto unpacker = unpacker_of(file); !unpacker.empty())
      return failure(ErrorCode::Unsupported,
                     fmt::format("{0} is packed in a way that is not read here; unpack it with "
                                 "`{1} {0} > FILE`, or pack it anew with gzip.",
                                 file, unpacker),
                     file);
  }
  state->file.reset(file == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(file.c_str(), "rb"));
  if (!state->file)
    return failure(
        ErrorCode::Io,
        fmt::format("{} cannot be read ({}); look at its permissions.", file, std::strerror(errno)),
        file);
  gzbuffer(state->file.get(), block);
  return LineReader(std::move(state));
}

Result<bool> LineReader::next(std::string& line) {
  State& state = *state_;
  line.clear();
  bool has_bytes = false;
  while (true) {
    if (state.rest.empty()) {
      const int count = gzread(state.file.get(), state.buffer.data(), block);
      int code = Z_OK;
      const char* const reason = gzerror(state.file.get(), &code);
      // A packed file that was cut off gives all its bytes first and only then says so.
      if (count < 0 || (count == 0 && code != Z_OK && code != Z_STREAM_END))
        return failure(
            ErrorCode::Io,
            fmt::format("{} cannot be read on after line {} ({}); fetch it anew.", state.name,
                        state.number, code == Z_ERRNO ? std::strerror(errno) : reason),
            state.name);
      if (count == 0) {
        if (has_bytes) ++state.number;
        return has_bytes;
      }
      state.rest = std::string_view(state.buffer.data(), static_cast<std::size_t>(count));
    }
    has_bytes = true;
    const std::size_t end = state.rest.find('\n');
    line += state.rest.substr(0, end);
    if (line.size() > longest)
      return failure(ErrorCode::Unsupported,
                     fmt::format("Line {} of {} is longer than 1 GiB; take a file with one entity "
                                 "on each line.",
                                 state.number + 1, state.name),
                     state.name);
    if (end != std::string_view::npos) {
      state.rest.remove_prefix(end + 1);
      ++state.number;
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
    state.rest = {};
  }
}

std::uint64_t LineReader::number() const { return state_->number; }

}  // namespace faultline::exchange
