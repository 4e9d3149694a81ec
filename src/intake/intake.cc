#include "intake/intake.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <unordered_map>

#include "intake/detail/byte_source.h"
#include "intake/detail/endings.h"
#include "intake/detail/json_record.h"
#include "intake/detail/line_shape.h"
#include "intake/detail/lines.h"
#include "intake/detail/metadata.h"
#include "text/text.h"

namespace faultline::intake {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

tl::unexpected<Error> too_large(const std::string& name, std::optional<std::uint64_t> size,
                                const IntakeOptions& options) {
  const std::string how = size ? fmt::format("{} bytes", *size) : "more bytes than that";
  return failure(
      ErrorCode::Unsupported,
      fmt::format(
          "{} is too large for one article: {}, and {} are allowed. Cut it into articles, or raise "
          "the limit with --max-article-bytes.",
          name, how, options.max_article_bytes),
      name);
}

/// The rest of `source` after what `bytes` holds already, if it is no more than an article may
/// have.
Result<std::string> read_rest(detail::ByteSource& source, std::string bytes,
                              const std::string& name, const IntakeOptions& options) {
  if (source.size() && *source.size() > options.max_article_bytes)
    return too_large(name, source.size(), options);
  constexpr std::size_t largest_piece = 4u << 20;
  std::size_t piece = 1u << 16;
  if (source.size())
    piece = std::min<std::size_t>(static_cast<std::size_t>(*source.size()) + 1, largest_piece);
  for (;;) {
    const auto count = source.read(bytes, piece);
    if (!count) return tl::unexpected(count.error());
    if (bytes.size() > options.max_article_bytes) return too_large(name, source.size(), options);
    if (*count == 0) return bytes;
    piece = std::min(2 * piece, largest_piece);
  }
}

/// The metadata beside `file`, if it has a sidecar.
Result<detail::Metadata> sidecar_of(const fs::path& file) {
  if (file.empty()) return detail::Metadata{};
  fs::path path = file;
  path.replace_extension(".meta.toml");
  std::error_code error;
  if (path == file || !fs::exists(path, error)) return detail::Metadata{};
  const std::string name = path.string();
  constexpr IntakeOptions options{.max_article_bytes = 1u << 20};
  auto source = detail::ByteSource::open(path, name);
  if (!source) return tl::unexpected(source.error());
  auto bytes = read_rest(*source, {}, name, options);
  if (!bytes) return tl::unexpected(bytes.error());
  auto valid = text::valid_text(std::move(*bytes), name);
  if (!valid) return tl::unexpected(valid.error());
  std::string_view toml = *valid;
  if (toml.starts_with(byte_order_mark)) toml.remove_prefix(byte_order_mark.size());
  return detail::parse_sidecar(toml, name);
}

bool is_html(std::string_view text) {
  const std::string_view begin = detail::trim(text.substr(0, text.find('>')));
  const std::string lower = detail::plain_lower(begin.substr(0, 64));
  return lower.starts_with("<!doctype html") || lower.starts_with("<html");
}

Result<Article> read_whole(detail::ByteSource& source, std::string begin,
                           const Candidate& candidate, const IntakeOptions& options) {
  auto metadata = sidecar_of(candidate.path);
  if (!metadata) return tl::unexpected(metadata.error());
  auto bytes = read_rest(source, std::move(begin), candidate.name, options);
  if (!bytes) return tl::unexpected(bytes.error());
  auto article = read_text(std::move(*bytes), candidate.name, candidate.id, options);
  if (article) detail::apply(std::move(*metadata), *article);
  return article;
}

/// Reads one file of JSON Lines.
class RecordsReader {
 public:
  RecordsReader(detail::ByteSource& source, std::string begin, const Candidate& candidate,
                const IntakeOptions& options, const Sink& sink)
      : lines_(source, std::move(begin), static_cast<std::size_t>(options.max_article_bytes) * 2),
        candidate_(candidate),
        options_(options),
        sink_(sink) {}

  bool read() {
    for (;;) {
      const auto line = lines_.next();
      if (!line) return sink_(tl::unexpected(line.error()));
      if (!*line) break;
      if (!read_line(**line)) return false;
    }
    if (has_record_) return true;
    return sink_(failure(ErrorCode::Malformed,
                         fmt::format("{} is empty: it holds no record.", candidate_.name),
                         candidate_.name));
  }

 private:
  bool read_line(const detail::LineReader::Line& line) {
    std::string_view text = line.text;
    if (line.number == 1 && text.starts_with(byte_order_mark))
      text.remove_prefix(byte_order_mark.size());
    while (!text.empty() && " \t\r"sv.find(text.back()) != std::string_view::npos)
      text.remove_suffix(1);
    if (text.empty() && !line.is_too_long) return true;
    has_record_ = true;
    const std::string where = fmt::format("{}:{}", candidate_.name, line.number);
    if (line.is_too_long) return sink_(too_large(where, std::nullopt, options_));
    auto record = detail::parse_json_record(
        parser_, text, where, fmt::format("{}-{}", candidate_.id, line.number), options_);
    if (!record) return sink_(tl::unexpected(record.error()));
    if (record->has_own_id) {
      const auto [first, is_new] =
          ids_.try_emplace(std::hash<std::string_view>{}(record->article.id), line.number);
      if (!is_new)
        return sink_(failure(
            ErrorCode::Malformed,
            fmt::format("{}: the id \"{}\" was used on line {} already; each record needs its own.",
                        where, record->article.id, first->second),
            where));
    }
    return sink_(std::move(record->article));
  }

  detail::LineReader lines_;
  const Candidate& candidate_;
  const IntakeOptions& options_;
  const Sink& sink_;
  simdjson::dom::parser parser_;
  bool has_record_ = false;
  std::unordered_map<std::size_t, std::size_t> ids_;  // hash of a record's own id -> its line
};

/// What `begin`, the first bytes of a candidate whose name does not tell, holds.
enum class Form { Text, Lines, Array };

Form form_of(std::string_view begin) {
  if (begin.starts_with(byte_order_mark)) begin.remove_prefix(byte_order_mark.size());
  const auto first = begin.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Form::Text;
  if (begin[first] == '{') return Form::Lines;
  return begin.substr(first).starts_with("[{") ? Form::Array : Form::Text;
}

bool read_source(detail::ByteSource& source, const Candidate& candidate,
                 const IntakeOptions& options, const Sink& sink) {
  std::string begin;
  // Enough to see what it is; blanks before it may fill several pieces of a pipe.
  while (begin.size() < (1u << 12)) {
    const auto count = source.read(begin, 1u << 12);
    if (!count) return sink(tl::unexpected(count.error()));
    if (*count == 0) break;
  }
  const bool is_named_text = detail::is_text_ending(candidate.path);
  const bool is_named_lines = detail::is_lines_ending(candidate.path);
  const Form form = is_named_text ? Form::Text : is_named_lines ? Form::Lines : form_of(begin);
  if (form == Form::Array)
    return sink(failure(
        ErrorCode::Unsupported,
        fmt::format("{} is a JSON array; give one record per line, for example with `jq -c '.[]'`.",
                    candidate.name),
        candidate.name));
  const bool is_no_text = begin.find('\0') != std::string::npos;
  // A binary file called .jsonl is told once, not once for every line.
  if (form == Form::Lines && !is_no_text)
    return RecordsReader(source, std::move(begin), candidate, options, sink).read();
  return sink(read_whole(source, std::move(begin), candidate, options));
}

}  // namespace

bool read_candidate(const Candidate& candidate, const IntakeOptions& options, const Sink& sink) {
  if (candidate.path.empty()) {
    auto source = detail::ByteSource::standard_input();
    return read_source(source, candidate, options, sink);
  }
  auto source = detail::ByteSource::open(candidate.path, candidate.name);
  if (!source) return sink(tl::unexpected(source.error()));
  return read_source(*source, candidate, options, sink);
}

bool read_stream(std::istream& stream, const Candidate& candidate, const IntakeOptions& options,
                 const Sink& sink) {
  auto source = detail::ByteSource::stream(stream, candidate.name);
  return read_source(source, candidate, options, sink);
}

Result<Article> read_text(std::string bytes, const std::string& name, const std::string& id,
                          const IntakeOptions& options) {
  if (bytes.size() > options.max_article_bytes) return too_large(name, bytes.size(), options);
  auto valid = text::valid_text(std::move(bytes), name);
  if (!valid) return tl::unexpected(valid.error());
  if (detail::trim(*valid).empty())
    return failure(ErrorCode::Malformed,
                   fmt::format("{} is empty{}.", name,
                               valid->empty() ? "" : ": it holds nothing but white space"),
                   name);
  if (is_html(*valid))
    return failure(ErrorCode::Unsupported,
                   fmt::format("{} is an HTML page; save its text as plain text, for example with "
                               "`w3m -dump` or from the browser.",
                               name),
                   name);
  Article article = read_page_text(std::move(*valid));
  article.id = id;
  article.file = name;
  return article;
}

}  // namespace faultline::intake
