// Any bytes as a file of tensors: header and body are cut at the first NUL, and the checksum is put
// right, so that what lies behind it is reached. Whatever is accepted can be read from.

#include "nets/model_file.h"

#include <xxhash.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "actors/detail/ranker.h"
#include "language/detail/encoder.h"
#include "positions/detail/relation_network.h"
#include "statements/detail/network.h"

namespace {

using namespace faultline::language::detail;
using faultline::nets::ModelFile;

constexpr std::size_t alignment = 64;

std::string with_header(std::string header, std::string_view body) {
  char checksum[17] = {};
  std::snprintf(checksum, sizeof checksum, "%016llx",
                static_cast<unsigned long long>(XXH3_64bits(body.data(), body.size())));
  constexpr std::string_view wanted = "CHECKSUM";
  if (const auto at = header.find(wanted); at != std::string::npos) {
    header.replace(at, wanted.size(), checksum);
  }
  std::string bytes = "FLTENC01";
  const auto length = static_cast<std::uint32_t>(header.size());
  bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += header;
  bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
  return bytes.append(body);
}

/// Memory that begins where mapped files do, with nothing behind it that may be read.
class Aligned {
 public:
  explicit Aligned(std::string_view bytes)
      : memory_(static_cast<char*>(
            std::aligned_alloc(alignment, (bytes.size() + alignment) / alignment * alignment))),
        size_(bytes.size()) {
    if (memory_ == nullptr) std::abort();
    std::memcpy(memory_, bytes.data(), bytes.size());
  }
  ~Aligned() { std::free(memory_); }
  Aligned(const Aligned&) = delete;
  Aligned& operator=(const Aligned&) = delete;
  [[nodiscard]] std::string_view view() const { return {memory_, size_}; }

 private:
  char* memory_;
  std::size_t size_;
};

void try_to_read(std::string_view bytes) {
  const Aligned aligned(bytes);
  const auto file = ModelFile::read(aligned.view(), "fuzz");
  if (!file && file.error().where != "fuzz") std::abort();
  (void)Encoder::load(aligned.view(), "fuzz");
  (void)faultline::statements::detail::Network::load(aligned.view(), "fuzz");
  (void)faultline::actors::detail::Ranker::load(aligned.view(), "fuzz");
  (void)faultline::positions::detail::RelationNetwork::load(aligned.view(), "fuzz");
  if (!file) return;
  std::size_t sum = 0;
  for (const char* name : {"root", "a", "words.row", "names.transition"}) {
    if (const auto tensor = file->small(name, 0, 0)) {
      for (std::size_t row = 0; row < tensor->rows; ++row) {
        for (const std::int8_t value : tensor->row(row)) sum += static_cast<std::size_t>(value);
      }
    }
    if (const auto tensor = file->numbers(name, 0, 0)) {
      for (const float value : tensor->values) sum += value > 0 ? 1 : 0;
    }
    if (const auto tensor = file->hashes(name, 0, 0)) {
      for (const std::uint64_t value : tensor->values) sum += value;
    }
  }
  volatile std::size_t used = sum;
  (void)used;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try_to_read(bytes);
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  try_to_read(with_header(std::string(bytes.substr(0, end)),
                          bytes.substr(std::min(end + 1, bytes.size()))));
  return 0;
}
