// Pages as people paste them: what is told apart, and what is left as text.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "intake/article.h"
#include "text/text.h"

namespace faultline::intake {
namespace {

using Texts = std::vector<std::string>;

Day day(int year, unsigned month, unsigned of_month) {
  return Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

/// The texts of all zones of `kind`.
Texts zones_of(const Article& article, ZoneKind kind) {
  Texts found;
  for (const auto& zone : article.zones)
    if (zone.kind == kind) found.emplace_back(text::slice(article.text, zone.span));
  return found;
}

const std::string first =
    "PORT ELDER, March 4 — The harbour council voted on Tuesday to keep the old ferry, and its "
    "chair Mira Quill called the plan to scrap it a mistake.";
const std::string first_paragraph = first.substr(first.find("The harbour"));
const std::string second =
    "“We will not sell a single boat,” Quill said after the vote, which ended with seven members "
    "for the ferry and four against it.";

std::string clean_page(const std::string& end) {
  return "Council Keeps the Old Ferry" + end + "By Tom Arden" + end + "4 March 2031" + end + end +
         first + end + end + second + end;
}

void expect_clean(const Article& article) {
  EXPECT_EQ(article.headline, "Council Keeps the Old Ferry");
  EXPECT_EQ(article.byline, "Tom Arden");
  EXPECT_EQ(article.published, day(2031, 3, 4));
  EXPECT_EQ(zones_of(article, ZoneKind::Dateline), Texts{"PORT ELDER, March 4 —"});
  EXPECT_EQ(zones_of(article, ZoneKind::Paragraph), (Texts{first_paragraph, second}));
  const std::string body(text::slice(article.text, article.body));
  EXPECT_TRUE(body.starts_with(first_paragraph) && body.ends_with(second)) << body;
}

TEST(PageText, WithoutTextHasNoZones) {
  for (const std::string blank : {"", "\n", " \r\n\t\u00A0\n"}) {
    const auto article = read_page_text(blank);
    EXPECT_TRUE(article.zones.empty());
    EXPECT_TRUE(article.body.empty());
    EXPECT_EQ(article.text, blank);
  }
}

TEST(PageText, OfOneSentenceIsOneParagraph) {
  const std::string sentence = "Mira Quill said the ferry would stay.";
  const auto article = read_page_text(sentence);
  EXPECT_EQ(zones_of(article, ZoneKind::Paragraph), Texts{sentence});
  EXPECT_FALSE(article.headline);
  EXPECT_FALSE(article.published);
}

TEST(PageText, OfOneWordIsOneParagraph) {
  EXPECT_EQ(zones_of(read_page_text("Ferry"), ZoneKind::Paragraph), Texts{"Ferry"});
}

TEST(PageText, TellsHeadlineBylineDatelineAndBodyApart) {
  expect_clean(read_page_text(clean_page("\n")));
}

TEST(PageText, ReadsLineEndsOfWindowsAlike) {
  const std::string page = clean_page("\r\n");
  const auto article = read_page_text(page);
  expect_clean(article);
  EXPECT_EQ(article.text, page);
}

TEST(PageText, WithoutAHeadlineBeginsWithItsFirstParagraph) {
  const auto article = read_page_text(first + "\n\n" + second + "\n");
  EXPECT_FALSE(article.headline);
  EXPECT_EQ(zones_of(article, ZoneKind::Paragraph), (Texts{first_paragraph, second}));
}

TEST(PageText, FindsItsWayThroughAMessyPage) {
  const std::string caption =
      "Members of the council leave the town hall of Port Elder. (Photo: Ida Moss)";
  const auto article = read_page_text(
      "Tuesday, March 4, 2031\n"
      "HomeWorldEuropeCouncil keeps the old ferry after a long night\n"
      "Council keeps the old ferry after a long night\n" +
      caption + "\nThree-minute read\nShare Tweet Email\n\n" + first_paragraph + "\n\n" + second +
      "\n\n© 2031 The Elder Post. All rights reserved.\n");
  EXPECT_EQ(article.headline, "Council keeps the old ferry after a long night");
  EXPECT_EQ(article.published, day(2031, 3, 4));
  EXPECT_EQ(article.sections, (Texts{"Home", "World", "Europe"}));
  EXPECT_EQ(article.captions, Texts{caption});
  EXPECT_EQ(zones_of(article, ZoneKind::Headline).size(), 1u);
  EXPECT_EQ(zones_of(article, ZoneKind::DateLine), Texts{"Tuesday, March 4, 2031"});
  EXPECT_EQ(zones_of(article, ZoneKind::ReadingTime), Texts{"Three-minute read"});
  EXPECT_EQ(zones_of(article, ZoneKind::ShareBar), Texts{"Share Tweet Email"});
  EXPECT_EQ(zones_of(article, ZoneKind::Furniture),
            Texts{"© 2031 The Elder Post. All rights reserved."});
  EXPECT_EQ(zones_of(article, ZoneKind::Paragraph), (Texts{first_paragraph, second}));
}

TEST(PageText, JoinsLinesThatOnlyAFixedWidthCutApart) {
  const std::string wrapped =
      "The harbour council of Port Elder voted on Tuesday to keep the\n"
      "old ferry, and its chair Mira Quill called the plan to scrap it\n"
      "a mistake that the town would have regretted for a generation,\n"
      "because no road leads to the islands and none will in her time.";
  const auto article = read_page_text(wrapped + "\n\n" + wrapped + "\n");
  EXPECT_EQ(zones_of(article, ZoneKind::Paragraph), (Texts{wrapped, wrapped}));
}

TEST(PageText, NeverTakesItsDayFromTheBody) {
  const auto article = read_page_text(
      "Council Keeps the Old Ferry\n\n" + second +
      "\n\nThe ferry was built on 12 May 2004 and repaired on June 3, 2019, Quill said.\n");
  EXPECT_FALSE(article.published);
}

RC_GTEST_PROP(PageText, KeepsItsZonesInOrderInsideTheText, ()) {
  const auto line = rc::gen::element<std::string>(
      "", "\r", "# Ferry", "By Tom Arden", "4 March 2031", "HomeWorldEurope", "Three-minute read",
      "Share Tweet Email", "Title: Ferry", "Body:", "- one", "\uFEFF", "\u2028x",
      "(Photo: Ida Moss)", "Related", first, second, first_paragraph);
  std::string page;
  for (const auto& each : *rc::gen::container<Texts>(line)) page += each + "\n";
  const auto article = read_page_text(page);
  RC_ASSERT(article.text == page);
  std::uint32_t last = 0;
  for (const auto& zone : article.zones) {
    RC_ASSERT(last <= zone.span.begin.value && zone.span.begin < zone.span.end);
    RC_ASSERT(zone.span.end.value <= page.size());
    last = zone.span.end.value;
  }
}

}  // namespace
}  // namespace faultline::intake
