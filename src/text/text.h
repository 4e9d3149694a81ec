#pragma once
// Valid UTF-8, and the three ways in which the world counts its characters.
// Inside the program every offset is a byte; conversion happens here and nowhere else.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"

namespace faultline::text {

/// The first place where bytes stop being UTF-8 (RFC 3629: no overlong forms, no surrogates,
/// nothing above U+10FFFF), or none. O(bytes).
struct BadByte {
  std::size_t offset{};    // of the first byte that belongs to no character
  std::uint32_t line{};    // 1-based, lines end with LF
  std::uint32_t column{};  // 1-based, in code points
};
[[nodiscard]] std::optional<BadByte> find_bad_byte(std::string_view bytes);

/// `bytes` unchanged if they are text that can be read: valid UTF-8, no NUL, at most 4 GiB - 1.
/// Otherwise Malformed (a bad byte; the message guesses the encoding or says "binary" and names
/// the remedy) or Unsupported (too large). `name` is the file's name for the message.
[[nodiscard]] Result<std::string> valid_text(std::string bytes, std::string_view name);

/// Converts between byte, code point and UTF-16 offsets of one text, which must outlive the map.
/// Immutable. An offset inside a character is taken for that character's beginning, one beyond
/// the end for the end. Building is O(bytes); a conversion walks at most 256 bytes (bytes to
/// others) or searches O(log bytes) and then walks as much. Memory: 12 bytes per 256 bytes.
class OffsetMap {
 public:
  /// `valid` must be valid UTF-8.
  explicit OffsetMap(std::string_view valid);

  [[nodiscard]] CodePointOffset code_point(ByteOffset offset) const;
  [[nodiscard]] Utf16Offset utf16(ByteOffset offset) const;
  [[nodiscard]] ByteOffset byte(CodePointOffset offset) const;
  [[nodiscard]] ByteOffset byte(Utf16Offset offset) const;

  [[nodiscard]] Span<CodePoint> code_points(ByteSpan span) const {
    return {code_point(span.begin), code_point(span.end)};
  }
  [[nodiscard]] Span<Utf16Unit> utf16(ByteSpan span) const {
    return {utf16(span.begin), utf16(span.end)};
  }

 private:
  struct Mark {  // the counts at every 256th byte
    std::uint32_t byte;
    std::uint32_t code_points;
    std::uint32_t utf16;
  };
  std::string_view text_;
  std::vector<Mark> marks_;
  bool is_ascii_ = true;
};

/// The part of `whole` that `span` names. The span must lie within and end on characters.
[[nodiscard]] inline std::string_view slice(std::string_view whole, ByteSpan span) {
  return whole.substr(span.begin.value, span.size());
}

/// White space folded to single blanks and trimmed at both ends (any Unicode white space).
[[nodiscard]] std::string fold_space(std::string_view valid);

/// Case, accents and typographic variants folded away, white space folded: two spellings that
/// a reader takes for the same name compare equal ("Erdoğan" and "ERDOGAN", ’ and '). For
/// comparison only: its offsets mean nothing in the original.
[[nodiscard]] std::string fold_name(std::string_view valid);

/// Code points of `valid`, forward: `position` is a byte offset that moves past the character.
[[nodiscard]] char32_t next_code_point(std::string_view valid, std::size_t& position);

}  // namespace faultline::text
