#include "text/markup.h"

#include "text/text.h"

namespace faultline::text {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool is_line_character(char byte) { return byte == '\t' || byte == '\n' || byte == '\r'; }

/// U+FFFE or U+FFFF at `position`: valid UTF-8, but no characters of XML.
bool is_noncharacter(std::string_view text, std::size_t position) {
  return position + 2 < text.size() && text[position] == '\xEF' && text[position + 1] == '\xBF' &&
         (text[position + 2] == '\xBE' || text[position + 2] == '\xBF');
}

std::string_view entity(char byte) {
  switch (byte) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

}  // namespace

void append_xml(std::string& out, std::string_view valid) {
  std::size_t written = 0;
  const auto put = [&](std::size_t position, std::string_view text, std::size_t bytes) {
    out.append(valid.substr(written, position - written));
    out.append(text);
    written = position + bytes;
  };
  for (std::size_t position = 0; position < valid.size(); ++position) {
    const char byte = valid[position];
    if (const std::string_view name = entity(byte); !name.empty()) {
      put(position, name, 1);
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      const char picture[] = {'\xE2', '\x90', static_cast<char>(0x80 + byte)};
      put(position, {picture, sizeof picture}, 1);
    } else if (is_noncharacter(valid, position)) {
      put(position, replacement, 3);
      position += 2;
    }
  }
  out.append(valid.substr(written));
}

std::string xml_text(std::string_view valid) {
  std::string text;
  append_xml(text, valid);
  return text;
}

bool has_xml_gaps(std::string_view valid) {
  for (std::size_t position = 0; position < valid.size(); ++position) {
    const char byte = valid[position];
    if (static_cast<unsigned char>(byte) < 0x20 && !is_line_character(byte)) return true;
    if (is_noncharacter(valid, position)) return true;
  }
  return false;
}

std::string printable(std::string_view valid) {
  std::string result;
  result.reserve(valid.size());
  for (std::size_t position = 0; position < valid.size();) {
    const std::size_t begin = position;
    const char32_t c = next_code_point(valid, position);
    const bool is_control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    const bool turns_direction = c == 0x061C || c == 0x200E || c == 0x200F ||
                                 (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool is_line_break = c == 0x2028 || c == 0x2029;
    if (is_control || turns_direction || is_line_break) {
      result += replacement;
    } else {
      result += valid.substr(begin, position - begin);
    }
  }
  return result;
}

}  // namespace faultline::text
