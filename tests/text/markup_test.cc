#include "text/markup.h"

#include <gtest/gtest.h>

namespace faultline::text {
namespace {

TEST(XmlText, EscapesWhatHasAMeaning) {
  EXPECT_EQ(xml_text("<a href=\"x\">'&amp;'</a>"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(xml_text(""), "");
}

TEST(XmlText, KeepsWhiteSpaceThatParsersWouldFold) {
  EXPECT_EQ(xml_text(" a\tb\r\nc "), " a&#9;b&#13;&#10;c ");
}

TEST(XmlText, ShowsWhatXmlCannotHold) {
  EXPECT_EQ(xml_text(std::string_view("\0\x01\x1F\x7F", 4)), "␀␁␟\x7F");
  EXPECT_EQ(xml_text("a\xEF\xBF\xBE\xEF\xBF\xBF"), "a\uFFFD\uFFFD");
  // U+FFFD itself, and others that begin alike, are characters like any.
  EXPECT_EQ(xml_text("\uFFFD\uFFE6\U0001FFFE"), "\uFFFD\uFFE6\U0001FFFE");
}

TEST(HasXmlGaps, SeesOnlyWhatIsReplaced) {
  EXPECT_FALSE(has_xml_gaps("<a>\t\r\n&\uFFFD"));
  EXPECT_TRUE(has_xml_gaps("a\x0B"));
  EXPECT_TRUE(has_xml_gaps("\xEF\xBF\xBF"));
}

TEST(Printable, ReplacesWhatActsOnWhoShowsIt) {
  EXPECT_EQ(printable("a\x1B[31mb\n\t\u202Ec\u2028d\u0085"),
            "a\uFFFD[31mb\n\t\uFFFDc\uFFFDd\uFFFD");
  EXPECT_EQ(printable("Erdoğan — 漢字"), "Erdoğan — 漢字");
}

}  // namespace
}  // namespace faultline::text
