// Bytes that are no text are refused with their place and a way out.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "text/text.h"

namespace faultline::text {
namespace {

using namespace std::string_literals;

/// Why `bytes` are refused; an empty Error if they are not.
Error refusal(std::string bytes, std::string_view name = "notes.txt") {
  const auto result = valid_text(std::move(bytes), name);
  EXPECT_FALSE(result);
  return result ? Error{} : result.error();
}

bool holds(const Error& error, std::string_view part) {
  return error.message.find(part) != std::string::npos;
}

/// Latin letters as UTF-16 without a byte order mark.
std::string wide(std::string_view ascii, bool is_little) {
  std::string bytes;
  for (const char c : ascii) {
    if (!is_little) bytes.push_back('\0');
    bytes.push_back(c);
    if (is_little) bytes.push_back('\0');
  }
  return bytes;
}

TEST(FindBadByte, AcceptsTheEmptyText) { EXPECT_FALSE(find_bad_byte("")); }

TEST(FindBadByte, AcceptsTheLastCharacterOfEachLength) {
  EXPECT_FALSE(find_bad_byte("\x7F\u07FF\uD7FF\uE000\uFFFF\U0010FFFF"));
}

TEST(FindBadByte, RefusesWhatOnlyLooksLikeACharacter) {
  for (const auto& bytes :
       {"\x80"s, "\xC0\xAF"s, "\xC1\xBF"s, "\xE0\x80\x80"s, "\xED\xA0\x80"s, "\xF0\x8F\xBF\xBF"s,
        "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s, "\xFF"s, "\xC3"s, "\xE2\x82"s, "\xF0\x9F\x98"s}) {
    const auto bad = find_bad_byte(bytes);
    ASSERT_TRUE(bad) << testing::PrintToString(bytes);
    EXPECT_EQ(bad->offset, 0u);
  }
}

TEST(FindBadByte, CountsLinesAndCharactersBeforeThePlace) {
  const auto bad = find_bad_byte("one\r\ntwo\nhé😀\xFFz");
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->offset, 16u);
  EXPECT_EQ(bad->line, 3u);
  EXPECT_EQ(bad->column, 4u);
}

TEST(NextCodePoint, WalksOverCharactersOfEachLength) {
  const std::string text = "aé€😀";
  std::size_t position = 0;
  std::u32string found;
  while (position < text.size()) found.push_back(next_code_point(text, position));
  EXPECT_EQ(found, U"aé€😀");
  EXPECT_EQ(position, text.size());
}

TEST(ValidText, GivesTextBackUnchanged) {
  for (const auto& text : {""s, "a"s, "\xEF\xBB\xBFKöln\r\n\r\n😀"s, "\t\f\x1B"s})
    EXPECT_EQ(valid_text(text, "notes.txt").value(), text);
}

TEST(ValidText, NamesThePlaceOfABadByte) {
  const auto error = refusal("first\nna\xEFve", "notes.txt");
  EXPECT_EQ(error.code, ErrorCode::Malformed);
  EXPECT_EQ(error.where, "notes.txt:2:3");
  EXPECT_TRUE(holds(error, "notes.txt is not UTF-8 text")) << error.message;
  EXPECT_TRUE(holds(error, "byte 0xEF at line 2, column 3, byte offset 8")) << error.message;
}

TEST(ValidText, GuessesWindows1252) {
  const auto error = refusal("The caf\xE9 by the quay \x93opened again\x94 on Friday.");
  EXPECT_TRUE(holds(error, "Windows-1252")) << error.message;
  EXPECT_TRUE(holds(error, "iconv -f WINDOWS-1252 -t UTF-8 'notes.txt'")) << error.message;
}

TEST(ValidText, GuessesUtf16WithAndWithoutItsMark) {
  const auto marked = refusal("\xFF\xFE"s + wide("The ferry sails.", true));
  EXPECT_TRUE(holds(marked, "iconv -f UTF-16 -t UTF-8")) << marked.message;
  const auto little = refusal(wide("The ferry sails.", true));
  EXPECT_TRUE(holds(little, "iconv -f UTF-16LE -t UTF-8")) << little.message;
  const auto big = refusal(wide("The ferry sails.", false));
  EXPECT_TRUE(holds(big, "iconv -f UTF-16BE -t UTF-8")) << big.message;
}

TEST(ValidText, TellsADamagedCharacterFromAnotherEncoding) {
  const auto error = refusal("Łódź, Køge, Århus, Żagań, Örebro and one \xE2\x82 hole.");
  EXPECT_TRUE(holds(error, "damaged characters")) << error.message;
  EXPECT_TRUE(holds(error, "iconv -c")) << error.message;
}

TEST(ValidText, CallsBinaryBytesBinary) {
  const auto error = refusal("\x01\x02\xFF\x03\0\x04\xFE\x05\x06\x07"s);
  EXPECT_TRUE(holds(error, "binary")) << error.message;
}

TEST(ValidText, KnowsFormatsByTheirFirstBytes) {
  EXPECT_TRUE(holds(refusal("%PDF-1.7\n%\xE2\xE3\xCF\xD3"), "pdftotext"));
  EXPECT_TRUE(holds(refusal("PK\x03\x04\x14\0\xFF"s), "ZIP"));
  EXPECT_TRUE(holds(refusal("\x1F\x8B\x08\0\0"s), "gunzip"));
}

TEST(ValidText, RefusesANulInOtherwiseGoodText) {
  const auto error = refusal("The ferry\0 sails."s);
  EXPECT_EQ(error.code, ErrorCode::Malformed);
  EXPECT_EQ(error.where, "notes.txt:byte 9");
  EXPECT_TRUE(holds(error, "NUL at byte offset 9")) << error.message;
}

TEST(ValidText, SpeaksOfTheTextWhereThereIsNoFile) {
  const auto error = refusal("caf\xE9 in the old town", "");
  EXPECT_TRUE(error.message.starts_with("The text is not UTF-8")) << error.message;
  EXPECT_TRUE(holds(error, "'FILE'")) << error.message;
}

}  // namespace
}  // namespace faultline::text
