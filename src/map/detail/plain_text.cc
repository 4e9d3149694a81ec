#include "map/detail/plain_text.h"

#include <algorithm>

namespace faultline::map::detail {
namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

/// The byte after the first `count` code points of `text`.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t position = 0;
  while (position < text.size()) {
    if (begins_character(text[position]) && count-- == 0) break;
    ++position;
  }
  return position;
}

}  // namespace

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t position = 0; position < text.size(); ++position) {
    if (text[position] == '\x1b') {
      position = std::min(text.find('m', position), text.size() - 1);
    } else if (begins_character(text[position])) {
      ++count;
    }
  }
  return count;
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view first,
                    std::string_view rest) {
  std::string lines;
  std::string line(first);
  bool has_word = false;
  const auto end_line = [&] {
    lines += line + "\n";
    line = rest;
    has_word = false;
  };
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (text.empty()) break;
    std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    if (has_word && columns(line) + 1 + columns(word) > width) end_line();
    // A word that no line can hold is cut; each line takes at least one character of it.
    while (!has_word && columns(line) + columns(word) > width) {
      const std::size_t room = width > columns(line) ? width - columns(line) : 1;
      if (columns(word) <= room) break;
      const std::size_t cut = bytes_of(word, room);
      line += word.substr(0, cut);
      word.remove_prefix(cut);
      end_line();
    }
    if (has_word) line += ' ';
    line += word;
    has_word = true;
  }
  if (has_word) end_line();
  return lines;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  return std::string(text.substr(0, bytes_of(text, width > 0 ? width - 1 : 0))) + "…";
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t taken = columns(text);
  return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

}  // namespace faultline::map::detail
