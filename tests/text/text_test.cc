#include "text/text.h"

#include <gtest/gtest.h>

namespace faultline::text {

TEST(FindBadByte, AcceptsTheEmptyText) { EXPECT_FALSE(find_bad_byte("")); }

TEST(FoldName, TakesSpellingsOfOneNameForTheSame) {
  EXPECT_EQ(fold_name("Kara\u0301\u00a0\u00d6zdem\u0131r"), "kara ozdemir");
  EXPECT_EQ(fold_name("\u0130REM"), fold_name("irem"));
  EXPECT_EQ(fold_name("O\u2019Dwyer"), "o'dwyer");
}
TEST(OffsetMap, Counts) {
  const std::string text = "a\u00e9\U0001F600b";
  const OffsetMap map(text);
  EXPECT_EQ(map.code_point(ByteOffset{8}).value, 4u);
  EXPECT_EQ(map.utf16(ByteOffset{8}).value, 5u);
  EXPECT_EQ(map.byte(Utf16Offset{3}).value, 3u);
}

}  // namespace faultline::text
