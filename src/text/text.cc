#include "text/text.h"

#include <simdjson.h>

#include <cassert>

namespace faultline::text {
namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// How many bytes the character at `position` has, or 0 if no character stands there (RFC 3629,
/// section 4).
std::size_t character_size(std::string_view bytes, std::size_t position) {
  const auto at = [&](std::size_t offset) {
    return position + offset < bytes.size() ? static_cast<unsigned char>(bytes[position + offset])
                                            : static_cast<unsigned char>(0);
  };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return is_continuation(at(1)) ? 2 : 0;
  // The second byte's range keeps out overlong forms, surrogates and what lies above U+10FFFF.
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (at(1) < low || at(1) > high || !is_continuation(at(2))) return 0;
  if (lead < 0xF0) return 3;
  return is_continuation(at(3)) ? 4 : 0;
}

}  // namespace

std::optional<BadByte> find_bad_byte(std::string_view bytes) {
  // Almost every text is valid, and the vectorised test says so at many gigabytes a second.
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) return std::nullopt;
  BadByte place{.offset = 0, .line = 1, .column = 1};
  while (place.offset < bytes.size()) {
    const std::size_t size = character_size(bytes, place.offset);
    if (size == 0) return place;
    if (bytes[place.offset] == '\n') {
      ++place.line;
      place.column = 1;
    } else {
      ++place.column;
    }
    place.offset += size;
  }
  assert(false && "the walk and the vectorised test disagree");
  return std::nullopt;
}

char32_t next_code_point(std::string_view valid, std::size_t& position) {
  assert(position < valid.size());
  const auto byte = [&](std::size_t offset) {
    return static_cast<char32_t>(static_cast<unsigned char>(valid[position + offset]));
  };
  const std::size_t size = character_size(valid, position);
  assert(size > 0 && "the text must be valid UTF-8");
  char32_t code_point = byte(0);
  switch (size) {
    case 2:
      code_point = (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
      break;
    case 3:
      code_point = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
      break;
    case 4:
      code_point = (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
                   (byte(3) & 0x3F);
      break;
    default:
      break;
  }
  position += size;
  return code_point;
}

}  // namespace faultline::text
