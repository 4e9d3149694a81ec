// The map's answers against a plain walk over the whole text.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/text.h"

namespace faultline::text {
namespace {

/// A place between two characters, counted in all three ways.
struct Place {
  std::uint32_t byte = 0;
  std::uint32_t code_point = 0;
  std::uint32_t utf16 = 0;
};

/// All places of `text`, by walking it from its beginning.
std::vector<Place> walk(const std::string& text) {
  std::vector<Place> places{{}};
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = next_code_point(text, position);
    Place next = places.back();
    next.byte = static_cast<std::uint32_t>(position);
    next.code_point += 1;
    next.utf16 += c >= 0x10000 ? 2 : 1;
    places.push_back(next);
  }
  return places;
}

/// Texts of letters of all lengths, accents that combine, line ends of two bytes, byte order marks
/// and characters joined to one, several marks of the map long.
rc::Gen<std::string> some_text() {
  const auto piece = rc::gen::element<std::string>(
      "a", " ", "ferry", "\r\n", "\u00E9", "e\u0301", "\u0644", "\u20AC", "\uFEFF", "\U0001F600",
      "\U0001F469\u200D\U0001F680", "\U00020000", std::string(254, 'x'), std::string(257, 'y'));
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string text;
    for (const auto& each : pieces) text += each;
    return text;
  });
}

TEST(OffsetMap, OfAnEmptyTextKnowsOnlyItsEnd) {
  const OffsetMap map("");
  for (const std::uint32_t offset : {0u, 1u, 4000000000u}) {
    EXPECT_EQ(map.code_point(ByteOffset{offset}).value, 0u);
    EXPECT_EQ(map.utf16(ByteOffset{offset}).value, 0u);
    EXPECT_EQ(map.byte(CodePointOffset{offset}).value, 0u);
    EXPECT_EQ(map.byte(Utf16Offset{offset}).value, 0u);
  }
}

TEST(OffsetMap, CountsAnAstralCharacterOnceAndTwice) {
  const std::string text = "\U0001F600b";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_point(ByteOffset{4}).value, 1u);
  EXPECT_EQ(map.utf16(ByteOffset{4}).value, 2u);
  EXPECT_EQ(map.byte(Utf16Offset{1}).value, 0u) << "inside the surrogate pair";
  EXPECT_EQ(map.byte(Utf16Offset{2}).value, 4u);
}

TEST(OffsetMap, CountsCombiningMarksByteOrderMarksAndBothBytesOfALineEnd) {
  const std::string text = "\uFEFFe\u0301\r\nz";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_point(ByteOffset{3}).value, 1u);
  EXPECT_EQ(map.code_point(ByteOffset{6}).value, 3u);
  EXPECT_EQ(map.code_point(ByteOffset{8}).value, 5u);
  EXPECT_EQ(map.byte(CodePointOffset{5}).value, 8u);
}

TEST(OffsetMap, ConvertsSpans) {
  const std::string text = "\u00E9\U0001F600b";
  const OffsetMap map(text);
  const ByteSpan span{{2}, {7}};
  EXPECT_EQ(map.code_points(span), (Span<CodePoint>{{1}, {3}}));
  EXPECT_EQ(map.utf16(span), (Span<Utf16Unit>{{1}, {4}}));
}

RC_GTEST_PROP(OffsetMap, AgreesWithAPlainWalk, ()) {
  const std::string text = *some_text();
  const OffsetMap map(text);
  for (const Place& place : walk(text)) {
    RC_ASSERT(map.code_point(ByteOffset{place.byte}).value == place.code_point);
    RC_ASSERT(map.utf16(ByteOffset{place.byte}).value == place.utf16);
    RC_ASSERT(map.byte(CodePointOffset{place.code_point}).value == place.byte);
    RC_ASSERT(map.byte(Utf16Offset{place.utf16}).value == place.byte);
  }
}

RC_GTEST_PROP(OffsetMap, TakesOffsetsInsideACharacterForItsBeginning, ()) {
  const std::string text = *some_text();
  const OffsetMap map(text);
  const auto places = walk(text);
  for (std::size_t i = 0; i + 1 < places.size(); ++i) {
    for (std::uint32_t byte = places[i].byte; byte < places[i + 1].byte; ++byte) {
      RC_ASSERT(map.code_point(ByteOffset{byte}).value == places[i].code_point);
      RC_ASSERT(map.utf16(ByteOffset{byte}).value == places[i].utf16);
    }
    for (std::uint32_t unit = places[i].utf16; unit < places[i + 1].utf16; ++unit)
      RC_ASSERT(map.byte(Utf16Offset{unit}).value == places[i].byte);
  }
}

RC_GTEST_PROP(OffsetMap, TakesOffsetsBeyondTheEndForTheEnd, (std::uint32_t beyond)) {
  const std::string text = *some_text();
  const OffsetMap map(text);
  const Place end = walk(text).back();
  beyond = std::max(beyond, end.byte);
  RC_ASSERT(map.code_point(ByteOffset{beyond}).value == end.code_point);
  RC_ASSERT(map.utf16(ByteOffset{beyond}).value == end.utf16);
  RC_ASSERT(map.byte(CodePointOffset{beyond}).value == end.byte);
  RC_ASSERT(map.byte(Utf16Offset{beyond}).value == end.byte);
}

}  // namespace
}  // namespace faultline::text
