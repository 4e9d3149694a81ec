#include <algorithm>
#include <cassert>
#include <iterator>
#include <limits>

#include "text/text.h"

namespace faultline::text {
namespace {

constexpr std::uint32_t stride = 256;  // bytes between two marks

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }
bool is_astral_lead(char byte) { return static_cast<unsigned char>(byte) >= 0xF0; }

/// How many bytes the character has that begins with `lead`.
std::size_t size_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// How many characters, and how many of them outside the Basic Multilingual Plane, begin in
/// `bytes`.
struct Counts {
  std::uint32_t characters = 0;
  std::uint32_t astral = 0;
};

Counts count(std::string_view bytes) {
  Counts counts;
  for (const char byte : bytes) {
    counts.characters += is_continuation(byte) ? 0 : 1;
    counts.astral += is_astral_lead(byte) ? 1 : 0;
  }
  return counts;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view valid) : text_(valid) {
  assert(valid.size() <= std::numeric_limits<std::uint32_t>::max());
  is_ascii_ = std::none_of(valid.begin(), valid.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0x80) != 0;
  });
  if (is_ascii_) return;
  marks_.reserve(valid.size() / stride + 1);
  Counts before;  // of the characters that begin before `position`
  for (std::size_t position = 0; position < valid.size(); position += stride) {
    // A mark stands at the beginning of the character that its byte belongs to.
    std::size_t begin = position;
    while (is_continuation(valid[begin])) --begin;
    const Counts inside = count(valid.substr(begin, position - begin));
    marks_.push_back(
        {.byte = static_cast<std::uint32_t>(begin),
         .code_points = before.characters - inside.characters,
         .utf16 = before.characters + before.astral - inside.characters - inside.astral});
    const Counts block = count(valid.substr(position, stride));
    before.characters += block.characters;
    before.astral += block.astral;
  }
}

CodePointOffset OffsetMap::code_point(ByteOffset offset) const {
  std::size_t end = std::min<std::size_t>(offset.value, text_.size());
  if (is_ascii_) return {static_cast<std::uint32_t>(end)};
  while (end < text_.size() && is_continuation(text_[end])) --end;
  const Mark& mark = marks_[std::min(end / stride, marks_.size() - 1)];
  return {mark.code_points + count(text_.substr(mark.byte, end - mark.byte)).characters};
}

Utf16Offset OffsetMap::utf16(ByteOffset offset) const {
  std::size_t end = std::min<std::size_t>(offset.value, text_.size());
  if (is_ascii_) return {static_cast<std::uint32_t>(end)};
  while (end < text_.size() && is_continuation(text_[end])) --end;
  const Mark& mark = marks_[std::min(end / stride, marks_.size() - 1)];
  const Counts counts = count(text_.substr(mark.byte, end - mark.byte));
  return {mark.utf16 + counts.characters + counts.astral};
}

ByteOffset OffsetMap::byte(CodePointOffset offset) const {
  const std::size_t size = text_.size();
  if (is_ascii_) return {static_cast<std::uint32_t>(std::min<std::size_t>(offset.value, size))};
  const auto after = std::upper_bound(
      marks_.begin(), marks_.end(), offset.value,
      [](std::uint32_t wanted, const Mark& mark) { return wanted < mark.code_points; });
  const Mark& mark = *std::prev(after);
  std::size_t position = mark.byte;
  for (std::uint32_t left = offset.value - mark.code_points; left > 0 && position < size; --left)
    position += size_of(text_[position]);
  return {static_cast<std::uint32_t>(position)};
}

ByteOffset OffsetMap::byte(Utf16Offset offset) const {
  const std::size_t size = text_.size();
  if (is_ascii_) return {static_cast<std::uint32_t>(std::min<std::size_t>(offset.value, size))};
  const auto after =
      std::upper_bound(marks_.begin(), marks_.end(), offset.value,
                       [](std::uint32_t wanted, const Mark& mark) { return wanted < mark.utf16; });
  const Mark& mark = *std::prev(after);
  std::size_t position = mark.byte;
  std::uint32_t left = offset.value - mark.utf16;
  while (left > 0 && position < size) {
    // The second half of a surrogate pair lies inside the character that the pair stands for.
    const std::uint32_t units = is_astral_lead(text_[position]) ? 2 : 1;
    if (units > left) break;
    position += size_of(text_[position]);
    left -= units;
  }
  return {static_cast<std::uint32_t>(position)};
}

}  // namespace faultline::text
