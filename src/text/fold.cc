#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

#include "text/text.h"

namespace faultline::text {
namespace {

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char byte) { return (static_cast<unsigned char>(byte) & 0x80) != 0; });
}

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }

/// Marks that tell spellings of one name apart rather than sounds: Latin, Greek and Cyrillic
/// accents, Arabic and Hebrew points. Vowel signs of Indic scripts and the voicing marks of
/// Japanese are letters to their readers.
bool is_accent(UChar32 c) {
  const auto within = [c](UChar32 first, UChar32 last) { return first <= c && c <= last; };
  return within(0x0300, 0x036F) || within(0x0483, 0x0487) || within(0x0591, 0x05BD) ||
         within(0x05BF, 0x05C7) || within(0x0610, 0x061A) || within(0x064B, 0x065F) ||
         c == 0x0670 || within(0x06D6, 0x06DC) || within(0x06DF, 0x06ED) ||
         within(0x1AB0, 0x1AFF) || within(0x1DC0, 0x1DFF) || within(0x20D0, 0x20FF) ||
         within(0xFE20, 0xFE2F);
}

/// What stands for `c` in a folded name where Unicode's own decompositions keep the two apart; 0:
/// nothing does, the character is dropped.
UChar32 plain_form(UChar32 c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x02BC:
    case 0x02BB:
    case 0x02B9:
    case 0x2032:
    case 0x00B4:
    case 0x0060:
    case 0x05F3:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
    case 0x05F4:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x05BE:
      return '-';
    case 0x0131:  // dotless i: Turkish writes "IRMAK" for "Irmak" with it
      return 'i';
    case 0x0141:
    case 0x0142:
      return 'l';
    case 0x00D8:
    case 0x00F8:
      return 'o';
    case 0x0110:
    case 0x0111:
    case 0x00D0:
    case 0x00F0:
      return 'd';
    case 0x0126:
    case 0x0127:
      return 'h';
    case 0x0649:
    case 0x06CC:  // alef maksura, Persian yeh
      return 0x064A;
    case 0x06A9:  // Persian kaf
      return 0x0643;
    case 0x0629:  // teh marbuta
      return 0x0647;
    case 0x0640:  // tatweel only stretches a word
      return 0;
    default:
      return c;
  }
}

/// `compatible` without accents and with plain forms. It must be decomposed.
icu::UnicodeString without_accents(const icu::UnicodeString& decomposed) {
  icu::UnicodeString result;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (is_accent(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
    if (const UChar32 plain = plain_form(c); plain != 0) result.append(plain);
  }
  return result;
}

char fold_ascii_letter(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c == '`' ? '\'' : c;
}

std::string fold_ascii(std::string_view ascii) {
  std::string folded = fold_space(ascii);
  std::transform(folded.begin(), folded.end(), folded.begin(), fold_ascii_letter);
  return folded;
}

std::string fold_by_icu(std::string_view valid) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* decomposer = icu::Normalizer2::getNFKDInstance(status);
  const auto* composer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) != 0) return fold_ascii(fold_space(valid));
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(valid.data(), static_cast<std::int32_t>(valid.size())));
  // Spacing accents and prime marks must meet plain_form() before NFKD turns them into blanks with
  // marks; folding the case may bring new marks (the dot of a capital I), so they are taken away
  // once more.
  icu::UnicodeString name = decomposer->normalize(without_accents(source), status);
  name = without_accents(name).foldCase();
  name = without_accents(decomposer->normalize(name, status));
  name = composer->normalize(name, status);
  std::string folded;
  name.toUTF8String(folded);
  return folded;
}

/// One character folded by itself.
struct FoldedCharacter {
  std::array<char, 15> bytes{};
  std::uint8_t size = 0;
  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

/// The characters from `first` on, each folded by itself.
template <std::size_t count>
std::array<FoldedCharacter, count> fold_each(char32_t first) {
  std::array<FoldedCharacter, count> made;
  for (std::size_t i = 0; i < count; ++i) {
    std::string letter;
    icu::UnicodeString(static_cast<UChar32>(first + i)).toUTF8String(letter);
    const std::string folded =
        is_ascii(letter) ? std::string(1, fold_ascii_letter(letter[0])) : fold_by_icu(letter);
    assert(folded.size() <= made[i].bytes.size());
    made[i].size = static_cast<std::uint8_t>(folded.size());
    std::copy(folded.begin(), folded.end(), made[i].bytes.begin());
  }
  return made;
}

/// What `c` becomes wherever it stands; none for characters that may join what stands before them.
/// Of Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters and of punctuation no such mark
/// outlives folding, so that texts are folded letter by letter, much faster than by ICU.
const FoldedCharacter* folded_alone(char32_t c) {
  static const auto letters = fold_each<0x0700>(0);
  static const auto punctuation = fold_each<0x70>(0x2000);
  if (c < letters.size()) return &letters[c];
  if (c >= 0x2000 && c < 0x2000 + punctuation.size()) return &punctuation[c - 0x2000];
  return nullptr;
}

}  // namespace

std::string fold_space(std::string_view valid) {
  std::string folded;
  folded.reserve(valid.size());
  bool is_pending = false;
  for (std::size_t position = 0; position < valid.size();) {
    const std::size_t begin = position;
    // Most bytes are plain ASCII, which needs no look into Unicode's tables.
    while (position < valid.size() && valid[position] > ' ' && valid[position] < 127) ++position;
    if (position > begin) {
      if (is_pending) folded.push_back(' ');
      is_pending = false;
      folded.append(valid.substr(begin, position - begin));
      continue;
    }
    if (is_space(next_code_point(valid, position))) {
      is_pending = !folded.empty();
      continue;
    }
    if (is_pending) folded.push_back(' ');
    is_pending = false;
    folded.append(valid.substr(begin, position - begin));
  }
  return folded;
}

std::string fold_name(std::string_view valid) {
  if (is_ascii(valid)) return fold_ascii(valid);
  std::string folded;
  folded.reserve(valid.size());
  for (std::size_t position = 0; position < valid.size();) {
    const char32_t c = next_code_point(valid, position);
    const FoldedCharacter* const alone = folded_alone(c);
    if (alone == nullptr) return fold_space(fold_by_icu(valid));
    folded += alone->view();
  }
  return fold_space(folded);
}

}  // namespace faultline::text
