#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "text/text.h"

namespace faultline::text {
namespace {

using namespace std::string_view_literals;

unsigned char value_of(char byte) { return static_cast<unsigned char>(byte); }

/// A file that is no text at all, known by its first bytes.
struct Signature {
  std::string_view begin;
  std::string_view what;
  std::string_view remedy;
};
constexpr Signature signatures[] = {
    {"%PDF", "a PDF document", "take its text out first, for example with `pdftotext`"},
    {"PK\x03\x04"sv, "a ZIP archive or an office document", "unpack it, or save it as plain text"},
    {"\x1F\x8B"sv, "compressed by gzip", "unpack it first with `gunzip`"},
    {"\x28\xB5\x2F\xFD"sv, "compressed by zstd", "unpack it first with `unzstd`"},
    {"\xFD\x37zXZ"sv, "compressed by xz", "unpack it first with `unxz`"},
    {"BZh"sv, "compressed by bzip2", "unpack it first with `bunzip2`"},
    {"\xD0\xCF\x11\xE0"sv, "an old office document", "save it as plain text"},
    {"\x89PNG"sv, "a picture", "give the article's text instead"},
    {"\xFF\xD8\xFF"sv, "a picture", "give the article's text instead"},
    {"SQLite format 3\0"sv, "an SQLite database", "give the articles' texts instead"},
    {"\x7F"
     "ELF"sv,
     "a program", "give the articles' texts instead"},
};

/// How the beginning of a text is made up; enough to guess how it was written.
struct Sample {
  std::size_t bytes = 0;
  std::size_t zeros_even = 0;  // NULs at even offsets
  std::size_t zeros_odd = 0;
  std::size_t control = 0;    // other control characters that no text holds
  std::size_t high = 0;       // bytes above 0x7F
  std::size_t high_runs = 0;  // stretches of them
  std::size_t letters = 0;    // ASCII letters
};

Sample sample(std::string_view bytes) {
  Sample found;
  found.bytes = std::min<std::size_t>(bytes.size(), 1u << 16);
  bool was_high = false;
  for (std::size_t i = 0; i < found.bytes; ++i) {
    const unsigned char byte = value_of(bytes[i]);
    if (byte == 0) ++(i % 2 == 0 ? found.zeros_even : found.zeros_odd);
    if (byte != 0 && byte < 0x20 && (byte < '\t' || byte > '\r') && byte != 0x1B) ++found.control;
    if (byte >= 0x80) ++found.high;
    if (byte >= 0x80 && !was_high) ++found.high_runs;
    was_high = byte >= 0x80;
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ++found.letters;
  }
  return found;
}

/// The name that `iconv` has for the UTF-16 or UTF-32 that `bytes` seem to be; empty if neither.
std::string_view wide_encoding(std::string_view bytes, const Sample& found) {
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  // Latin letters have a zero beside each of them, always on the same side.
  const std::size_t many = found.bytes / 4;
  if (found.zeros_odd > many && found.zeros_even < many / 8 + 1) return "UTF-16LE";
  if (found.zeros_even > many && found.zeros_odd < many / 8 + 1) return "UTF-16BE";
  return {};
}

/// Whether the text is UTF-8 for the most part, so that only a few bytes of it are damaged.
bool is_mostly_utf8(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 1u << 16);
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < head.size();) {
    std::size_t size = 1;
    if (value_of(head[i]) >= 0x80) {
      while (size < 4 && i + size < head.size() && (value_of(head[i + size]) & 0xC0) == 0x80)
        ++size;
      ++(size > 1 && !find_bad_byte(head.substr(i, size)) ? good : bad);
    }
    i += size;
  }
  return good > 2 * bad;
}

std::string iconv_remedy(std::string_view from, std::string_view name) {
  const std::string_view file = name.empty() || name == "-" ? "FILE"sv : name;
  return fmt::format("convert it with `iconv -f {} -t UTF-8 '{}' > NEW` and read NEW", from, file);
}

/// The guess and the remedy, as the second half of the message.
std::string guess(std::string_view bytes, std::string_view name) {
  for (const auto& signature : signatures)
    if (bytes.starts_with(signature.begin))
      return fmt::format("it is {}: {}", signature.what, signature.remedy);
  const Sample found = sample(bytes);
  if (const auto wide = wide_encoding(bytes, found); !wide.empty())
    return fmt::format("it looks like {}: {}", wide, iconv_remedy(wide, name));
  if (found.zeros_even + found.zeros_odd > 0 || found.control * 50 > found.bytes)
    return "it looks binary: give a text file instead";
  if (is_mostly_utf8(bytes))
    return fmt::format(
        "it looks like UTF-8 with damaged characters: mend the place, or drop what is damaged with "
        "`iconv -c -f UTF-8 -t UTF-8 '{}' > NEW`",
        name.empty() || name == "-" ? "FILE"sv : name);
  // In a Western text letters with accents and curly quotes stand alone among many plain ones.
  if (found.high * 4 <= found.letters && found.high <= 2 * found.high_runs)
    return fmt::format("it looks like Windows-1252 or Latin-1: {}",
                       iconv_remedy("WINDOWS-1252", name));
  return fmt::format(
      "it seems to be in another encoding: find out which, for example with "
      "`uchardet`, and {}",
      iconv_remedy("ENCODING", name));
}

}  // namespace

Result<std::string> valid_text(std::string bytes, std::string_view name) {
  const std::string_view shown = name.empty() ? "The text"sv : name;
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  if (bytes.size() > most)
    return failure(ErrorCode::Unsupported,
                   fmt::format("{} is too large: {} bytes, and a text may have {}. Cut it into "
                               "articles first.",
                               shown, bytes.size(), most),
                   std::string(name));
  if (const auto bad = find_bad_byte(bytes)) {
    return failure(
        ErrorCode::Malformed,
        fmt::format(
            "{} is not UTF-8 text (byte 0x{:02X} at line {}, column {}, byte offset {}); {}.",
            shown, value_of(bytes[bad->offset]), bad->line, bad->column, bad->offset,
            guess(bytes, name)),
        fmt::format("{}:{}:{}", name, bad->line, bad->column));
  }
  if (const auto nul = bytes.find('\0'); nul != std::string::npos) {
    return failure(
        ErrorCode::Malformed,
        fmt::format("{} holds a NUL at byte offset {}; {}.", shown, nul, guess(bytes, name)),
        fmt::format("{}:byte {}", name, nul));
  }
  return bytes;
}

}  // namespace faultline::text
