#include "intake/detail/byte_source.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <istream>
#include <system_error>
#include <utility>

namespace faultline::intake::detail {
namespace {

constexpr std::size_t piece = 1u << 20;  // bytes

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

ByteSource::ByteSource(ByteSource&& other) noexcept
    : name_(std::move(other.name_)),
      descriptor_(other.descriptor_),
      is_owner_(std::exchange(other.is_owner_, false)),
      stream_(other.stream_),
      size_(other.size_) {}

ByteSource::~ByteSource() {
  if (is_owner_) ::close(descriptor_);
}

Result<ByteSource> ByteSource::open(const std::filesystem::path& file, const std::string& name) {
  ByteSource source(name);
  source.descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (source.descriptor_ < 0) {
    const int error = errno;
    const char* hint = error == ENOENT ? "; it has gone since it was found" : "";
    return failure(ErrorCode::Io,
                   fmt::format("{} cannot be opened ({}{}).", name, reason(error), hint), name);
  }
  source.is_owner_ = true;
  struct stat status{};
  if (::fstat(source.descriptor_, &status) != 0)
    return failure(ErrorCode::Io, fmt::format("{} cannot be read ({}).", name, reason(errno)),
                   name);
  if (S_ISDIR(status.st_mode))
    return failure(ErrorCode::Io, fmt::format("{} is a folder now, and no file.", name), name);
  if (S_ISREG(status.st_mode)) source.size_ = static_cast<std::uint64_t>(status.st_size);
  return source;
}

ByteSource ByteSource::standard_input() {
  ByteSource source("-");
  source.descriptor_ = STDIN_FILENO;
  return source;
}

ByteSource ByteSource::stream(std::istream& stream, const std::string& name) {
  ByteSource source(name);
  source.stream_ = &stream;
  return source;
}

Result<std::size_t> ByteSource::read_descriptor(char* to, std::size_t most) const {
  for (;;) {
    const ::ssize_t count = ::read(descriptor_, to, most);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EINTR) continue;
    return failure(ErrorCode::Io, fmt::format("{} cannot be read ({}).", name_, reason(errno)),
                   name_);
  }
}

Result<std::size_t> ByteSource::read(std::string& bytes, std::size_t most) {
  const std::size_t before = bytes.size();
  bytes.resize(before + most);
  Result<std::size_t> count = 0;
  if (stream_ != nullptr) {
    stream_->read(bytes.data() + before, static_cast<std::streamsize>(most));
    count = static_cast<std::size_t>(stream_->gcount());
    if (stream_->bad())
      count = failure(ErrorCode::Io, fmt::format("{} cannot be read.", name_), name_);
  } else {
    count = read_descriptor(bytes.data() + before, most);
  }
  bytes.resize(before + count.value_or(0));
  return count;
}

Result<bool> LineReader::fill() {
  if (is_at_end_) return false;
  const auto count = source_.read(buffer_, piece);
  if (!count) return tl::unexpected(count.error());
  is_at_end_ = *count == 0;
  return *count > 0;
}

Result<std::optional<LineReader::Line>> LineReader::next() {
  std::size_t searched = position_;
  bool is_too_long = false;
  for (;;) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      const std::size_t begin = std::exchange(position_, end + 1);
      is_too_long = is_too_long || end - begin > longest_;
      const std::string_view text = std::string_view(buffer_).substr(begin, end - begin);
      return Line{is_too_long ? std::string_view() : text, ++number_, is_too_long};
    }
    is_too_long = is_too_long || buffer_.size() - position_ > longest_;
    buffer_.erase(0, is_too_long ? buffer_.size() : position_);
    position_ = 0;
    searched = buffer_.size();
    const auto has_more = fill();
    if (!has_more) return tl::unexpected(has_more.error());
    if (*has_more) continue;
    if (buffer_.empty() && !is_too_long) return std::nullopt;
    position_ = buffer_.size();
    is_too_long = is_too_long || buffer_.size() > longest_;
    return Line{is_too_long ? std::string_view() : std::string_view(buffer_), ++number_,
                is_too_long};
  }
}

}  // namespace faultline::intake::detail
