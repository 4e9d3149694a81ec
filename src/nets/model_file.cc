#include "nets/model_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "nets/kernels.h"

namespace faultline::nets {
namespace {

using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the file's numbers are little endian");

constexpr std::string_view magic = "FLTENC01";
constexpr std::uint64_t format = 1;
constexpr std::size_t alignment = 64;
constexpr std::size_t header_begin = magic.size() + sizeof(std::uint32_t);
constexpr std::size_t most_labels = 4096;
constexpr std::size_t longest_label = 256;

std::optional<std::uint64_t> whole_number(const Json& value) {
  if (!value.is_number_unsigned()) return std::nullopt;
  return value.get<std::uint64_t>();
}

std::size_t size_of_type(std::string_view type) {
  if (type == "i8" || type == "json") return 1;
  if (type == "f32") return 4;
  if (type == "u64") return 8;
  return 0;
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const bool is_missing = errno == ENOENT || errno == ENOTDIR;
    return failure(is_missing ? ErrorCode::NotFound : ErrorCode::Io,
                   fmt::format("The model {} can't be opened: {}; name the folder that holds "
                               "\"english/{}\".",
                               file.string(), std::strerror(errno), file.filename().string()),
                   file.string());
  }
  struct stat status{};
  MappedFile mapped;
  const bool is_file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  if (is_file && status.st_size > 0) {
    void* const begin = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ,
                               MAP_PRIVATE, descriptor, 0);
    if (begin != MAP_FAILED) {
      mapped.begin_ = static_cast<const char*>(begin);
      mapped.size_ = static_cast<std::size_t>(status.st_size);
    }
  }
  ::close(descriptor);
  if (!is_file) {
    return failure(ErrorCode::NotFound,
                   fmt::format("{} is no file; name the folder that holds \"english/{}\".",
                               file.string(), file.filename().string()),
                   file.string());
  }
  if (status.st_size > 0 && mapped.begin_ == nullptr) {
    return failure(ErrorCode::Io, fmt::format("The model {} can't be read.", file.string()),
                   file.string());
  }
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(begin_, other.begin_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (begin_ != nullptr) ::munmap(const_cast<char*>(begin_), size_);
}

tl::unexpected<Error> ModelFile::malformed(std::string_view what) const {
  return failure(ErrorCode::Malformed,
                 fmt::format("The model of English is damaged: {}; install it again.", what),
                 name_);
}

Result<ModelFile> ModelFile::read(std::string_view bytes, const std::string& name) {
  ModelFile file;
  file.name_ = name;
  if (!bytes.starts_with(magic)) {
    if (bytes.starts_with(magic.substr(0, 6))) {
      return failure(ErrorCode::Unsupported,
                     "The model of English has a format that this program can't read; use the "
                     "model that came with the program.",
                     name);
    }
    return file.malformed("it does not begin with \"FLTENC01\"");
  }
  if (bytes.size() < header_begin) return file.malformed("it ends within its header");
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + magic.size(), sizeof length);
  if (length > bytes.size() - header_begin) return file.malformed("it ends within its header");
  const std::size_t body_begin = (header_begin + length + alignment - 1) / alignment * alignment;
  const std::string_view body =
      bytes.size() < body_begin ? std::string_view() : bytes.substr(body_begin);
  const auto read = file.read_header(bytes.substr(header_begin, length), body);
  if (!read) return tl::unexpected(read.error());
  return file;
}

Result<std::monostate> ModelFile::read_header(std::string_view header, std::string_view body) {
  const Json json = Json::parse(header, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return malformed("its header is no JSON object");
  const auto found_format = whole_number(json.value("format", Json()));
  if (!found_format) return malformed("its header names no format");
  if (*found_format != format) {
    return failure(ErrorCode::Unsupported,
                   fmt::format("The model of English has format {}, this program reads format {}; "
                               "use the model that came with the program.",
                               *found_format, format),
                   name_);
  }
  const Json checksum = json.value("xxh3", Json());
  const std::string found = fmt::format("{:016x}", XXH3_64bits(body.data(), body.size()));
  if (!checksum.is_string() || checksum.get_ref<const std::string&>() != found) {
    return malformed("its checksum is not that of its numbers");
  }
  if (const Json version = json.value("version", Json()); version.is_string()) {
    version_ = version.get<std::string>();
  }
  if (const auto read = read_tensors(&json, body); !read) return read;
  return read_labels(&json);
}

Result<std::monostate> ModelFile::read_tensors(const void* header, std::string_view body) {
  const Json& json = *static_cast<const Json*>(header);
  const Json tensors = json.value("tensors", Json());
  if (!tensors.is_array()) return malformed("its header lists no tensors");
  for (const Json& tensor : tensors) {
    if (!tensor.is_object()) return malformed("a tensor of its header is no object");
    const Json name = tensor.value("name", Json());
    const Json type = tensor.value("type", Json());
    const Json shape = tensor.value("shape", Json());
    const auto offset = whole_number(tensor.value("offset", Json()));
    const auto size = whole_number(tensor.value("bytes", Json()));
    if (!name.is_string() || !type.is_string() || !offset || !size || !shape.is_array() ||
        shape.empty() || shape.size() > 2) {
      return malformed("a tensor has no name, type, shape, offset or size");
    }
    Entry entry{name.get<std::string>(), type.get<std::string>(), 1, 1, {}};
    const auto rows = whole_number(shape[0]);
    const auto columns =
        shape.size() == 2 ? whole_number(shape[1]) : std::optional<std::uint64_t>(1);
    const std::size_t unit = size_of_type(entry.type);
    constexpr std::uint64_t most = 1u << 30;
    if (!rows || !columns || *rows > most || *columns > most || unit == 0 ||
        *offset > body.size() || *size > body.size() - *offset || *offset % alignment != 0 ||
        *rows * *columns * unit != *size) {
      return malformed(fmt::format("the tensor \"{}\" does not fit", entry.name));
    }
    entry.rows = *rows;
    entry.columns = *columns;
    entry.bytes = body.substr(*offset, *size);
    entries_.push_back(std::move(entry));
  }
  return std::monostate();
}

Result<std::monostate> ModelFile::read_labels(const void* header) {
  const Json& json = *static_cast<const Json*>(header);
  const Json labels = json.value("labels", Json());
  if (!labels.is_object()) return malformed("its header lists no labels");
  for (const auto& [name, list] : labels.items()) {
    List read{name, {}};
    if (!list.is_array() || list.size() > most_labels) return malformed("its labels are no lists");
    for (const Json& label : list) {
      if (!label.is_string() || label.get_ref<const std::string&>().size() > longest_label) {
        return malformed("a label is no short text");
      }
      read.labels.push_back(label.get<std::string>());
    }
    lists_.push_back(std::move(read));
  }
  return std::monostate();
}

const ModelFile::Entry* ModelFile::find(std::string_view tensor) const {
  for (const Entry& entry : entries_) {
    if (entry.name == tensor) return &entry;
  }
  return nullptr;
}

std::span<const std::string> ModelFile::labels(std::string_view list) const {
  for (const List& one : lists_) {
    if (one.name == list) return one.labels;
  }
  return {};
}

template <class Number>
Result<Tensor<Number>> ModelFile::typed(std::string_view tensor, std::string_view type,
                                        std::size_t rows, std::size_t columns) const {
  const Entry* const entry = find(tensor);
  if (entry == nullptr) return malformed(fmt::format("it has no tensor \"{}\"", tensor));
  const bool fits = entry->type == type && (rows == 0 || entry->rows == rows) &&
                    (columns == 0 || entry->columns == columns);
  if (!fits) {
    return malformed(fmt::format("the tensor \"{}\" is {} of {} x {}, not {} of {} x {}", tensor,
                                 entry->type, entry->rows, entry->columns, type, rows, columns));
  }
  return Tensor<Number>{
      {reinterpret_cast<const Number*>(entry->bytes.data()), entry->bytes.size() / sizeof(Number)},
      entry->rows,
      entry->columns};
}

Result<Tensor<std::int8_t>> ModelFile::small(std::string_view tensor, std::size_t rows,
                                             std::size_t columns) const {
  return typed<std::int8_t>(tensor, "i8", rows, columns);
}
Result<Tensor<float>> ModelFile::numbers(std::string_view tensor, std::size_t rows,
                                         std::size_t columns) const {
  return typed<float>(tensor, "f32", rows, columns);
}
Result<Tensor<std::uint64_t>> ModelFile::hashes(std::string_view tensor, std::size_t rows,
                                                std::size_t columns) const {
  return typed<std::uint64_t>(tensor, "u64", rows, columns);
}

template <class Number>
Tensor<Number> ModelReader::keep(Result<Tensor<Number>> found) {
  if (error_) return {};
  if (found) return *found;
  error_ = found.error();
  return {};
}

void ModelReader::fail(std::string_view what) {
  if (!error_) error_ = file_.malformed(what).value();
}

Tensor<std::int8_t> ModelReader::small(std::string_view tensor, std::size_t rows,
                                       std::size_t columns) {
  return keep(file_.small(tensor, rows, columns));
}

Tensor<std::int8_t> ModelReader::weights(std::string_view tensor, std::size_t rows,
                                         std::size_t columns) {
  const Tensor<std::int8_t> found = small(tensor, rows, columns);
  const bool is_small = std::all_of(
      found.values.begin(), found.values.end(),
      [](std::int8_t weight) { return weight >= -largest_weight && weight <= largest_weight; });
  if (is_small) return found;
  fail(fmt::format("a weight of \"{}\" is too large", tensor));
  return {};
}

Tensor<float> ModelReader::numbers(std::string_view tensor, std::size_t rows, std::size_t columns) {
  const Tensor<float> found = keep(file_.numbers(tensor, rows, columns));
  const bool is_finite = std::all_of(found.values.begin(), found.values.end(),
                                     [](float value) { return std::isfinite(value); });
  if (is_finite) return found;
  fail(fmt::format("\"{}\" holds what is no number", tensor));
  return {};
}

Tensor<std::uint64_t> ModelReader::hashes(std::string_view tensor, std::size_t rows,
                                          std::size_t columns) {
  return keep(file_.hashes(tensor, rows, columns));
}

float ModelReader::activation_scale(std::string_view name) {
  const Tensor<float> found = numbers(fmt::format("activation.scale.{}", name), 1, 1);
  if (error_) return 1;
  if (found.values[0] > 0) return found.values[0] * 127.0F / largest_activation;
  fail(fmt::format("the scale of \"{}\" is not above 0", name));
  return 1;
}

}  // namespace faultline::nets
