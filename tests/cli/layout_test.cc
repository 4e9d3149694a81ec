#include "cli/detail/layout.h"

#include <gtest/gtest.h>

namespace faultline::cli {
namespace {

TEST(Printable, LeavesNothingAsItIs) { EXPECT_EQ(printable(""), ""); }

TEST(Printable, FoldsWhiteSpaceToOneLine) { EXPECT_EQ(printable(" a\n b\tc "), "a b c"); }

TEST(Printable, ShowsWhatATerminalWouldObeyAsReplacementCharacters) {
  EXPECT_EQ(printable("a\x1b[2Jb"), "a\uFFFD[2Jb");
  EXPECT_EQ(printable("a\x7f"
                      "b"),
            "a\uFFFDb");
  EXPECT_EQ(printable("a\u009bb"), "a\uFFFDb");  // a control sequence in one character
  EXPECT_EQ(printable("a\u202eb"), "a\uFFFDb");  // turns the direction of writing
}

TEST(Printable, ShowsBadBytesAsReplacementCharacters) {
  EXPECT_EQ(printable("a\xff\xfe"
                      "b\xe2\x82"),
            "a\uFFFD\uFFFDb\uFFFD\uFFFD");
}

TEST(Fitted, FillsUpAndCutsByCodePoints) {
  EXPECT_EQ(fitted("Lée", 5), "Lée  ");
  EXPECT_EQ(fitted("Lée", 3), "Lée");
  EXPECT_EQ(fitted("Lée", 2), "L…");
  EXPECT_EQ(fitted("Lée", 0), "");
}

TEST(Wrapped, GivesNoLineForNoWords) { EXPECT_EQ(wrapped("", 20, 2), ""); }

TEST(Wrapped, BreaksBetweenWordsAndIndents) {
  EXPECT_EQ(wrapped("one two three four", 11, 2), "  one two\n  three\n  four\n");
}

TEST(Wrapped, LetsAWordThatIsTooLongStandAlone) {
  EXPECT_EQ(wrapped("a incomprehensible b", 6, 0), "a\nincomprehensible\nb\n");
}

TEST(Grouped, SetsCommasBetweenThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
}

TEST(SetTable, AlignsColumnsAndSetsTheTextBelow) {
  const Table table{{{"key", 6, true}, {"who", 10, false}},
                    {{{"1", "Ann"}, "she said so"}, {{"20", "Bo Ruiz"}, ""}}};
  EXPECT_EQ(set_table(table, 80, /*colour=*/false),
            "key  who\n"
            "  1  Ann\n"
            "     she said so\n"
            " 20  Bo Ruiz\n");
}

TEST(SetTable, WritesNoEscapeSequencesWithoutColour) {
  const Table table{{{"key", 6, true}}, {{{"1"}, "text"}}};
  EXPECT_EQ(set_table(table, 80, false).find('\x1b'), std::string::npos);
  EXPECT_NE(set_table(table, 80, true).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace faultline::cli
