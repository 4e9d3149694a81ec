// Any bytes as a file of lines, plain or packed by gzip: its lines, and for plain ones all of its
// bytes, or a reason with the file's name.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "exchange/lines.h"
#include "temporary_folder.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// As LineReader gives them: each without its end, whatever that is.
std::string joined_lines(std::string_view bytes) {
  std::string all;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
    if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    (all += line) += '\n';
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  static const TemporaryFolder folder;
  const std::string file = folder.file("lines", data, size).string();
  auto reader = exchange::LineReader::open(file);
  if (!reader) {
    require(!reader.error().message.empty() && reader.error().where == file);
    return 0;
  }
  std::string line, all;
  std::uint64_t count = 0;
  auto more = reader->next(line);
  for (; more && *more; more = reader->next(line)) {
    require(reader->number() == ++count && line.find('\n') == std::string::npos);
    (all += line) += '\n';
    if (all.size() > (std::size_t{1} << 24)) return 0;  // a little that unpacks to very much
  }
  if (!more) {
    require(!more.error().message.empty() && more.error().where == file);
    return 0;
  }
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with("\x1F\x8B")) require(all == joined_lines(bytes));
  return 0;
}
