// The shapes of page that people paste, each with the zones that a careful reader sees in it.

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "intake/article.h"
#include "text/text.h"

namespace faultline::intake {
namespace {

std::string_view name_of(ZoneKind kind) {
  constexpr std::array<std::string_view, 11> names = {
      "DateLine", "Breadcrumb", "Headline",   "Byline",    "Caption",  "ReadingTime",
      "ShareBar", "Dateline",   "Subheading", "Paragraph", "Furniture"};
  return names.at(static_cast<std::size_t>(kind));
}

/// One line per zone, "Kind: text", white space folded; runs of paragraphs as they are.
std::string zones_in(const std::string& page) {
  std::string shown;
  const auto article = read_page_text(page);
  for (const auto& zone : article.zones) {
    shown += name_of(zone.kind);
    shown += ": " + text::fold_space(text::slice(article.text, zone.span)) + "\n";
  }
  return shown;
}

std::string day_of(const std::string& page) {
  const auto article = read_page_text(page);
  return article.published ? to_string(*article.published) : "none";
}

TEST(PageShapes, AStandfirstAndAnAuthorsOfficeStandAboveTheBody) {
  EXPECT_EQ(zones_in("Verland's ruling party splits over the harbour\n"
                     "Ministers accuse the premier of silence. His allies call them traitors\n\n"
                     "Ann Lee, Political Correspondent\n\n"
                     "Tue 4 Mar 2031 10.22 GMT\n\n"
                     "Last modified on Wed 5 Mar 2031 08.00 GMT\n\n"
                     "Share\n\n"
                     "Six ministers said on Tuesday that they would not sign.\n\n"
                     "Photograph: Bob Ray/Agency\n\n"
                     "“We were not asked,” said Jan Holt.\n"),
            "Headline: Verland's ruling party splits over the harbour\n"
            "Subheading: Ministers accuse the premier of silence. His allies call them traitors\n"
            "Byline: Ann Lee, Political Correspondent\n"
            "DateLine: Tue 4 Mar 2031 10.22 GMT\n"
            "DateLine: Last modified on Wed 5 Mar 2031 08.00 GMT\n"
            "ShareBar: Share\n"
            "Paragraph: Six ministers said on Tuesday that they would not sign.\n"
            "Caption: Photograph: Bob Ray/Agency\n"
            "Paragraph: “We were not asked,” said Jan Holt.\n");
}

TEST(PageShapes, ASitesNameAndItsTrailStandAboveTheHeadline) {
  EXPECT_EQ(zones_in("The Herald\n\nWorld | Europe | Verland\n\n"
                     "Premier faces revolt over harbour treaty\n\n"
                     "Ann Lee | March 4, 2031\n\nShare Tweet Email\n\n"
                     "LONDON (AP) — The premier faced an open revolt.\n\nADVERTISEMENT\n\n"
                     "He denied it.\n\nRead more: Six ministers walk out\n\n"
                     "Subscribe to our newsletter\n"),
            "Furniture: The Herald\n"
            "Breadcrumb: World | Europe | Verland\n"
            "Headline: Premier faces revolt over harbour treaty\n"
            "Byline: Ann Lee | March 4, 2031\n"
            "ShareBar: Share Tweet Email\n"
            "Dateline: LONDON (AP) —\n"
            "Paragraph: The premier faced an open revolt.\n"
            "Furniture: ADVERTISEMENT\n"
            "Paragraph: He denied it.\n"
            "Furniture: Read more: Six ministers walk out\n"
            "Furniture: Subscribe to our newsletter\n");
}

TEST(PageShapes, ATrailEndsWithTheHeadlineThatFollows) {
  const std::string page =
      "Home > World > Verland > Premier faces revolt over harbour treaty\n\n"
      "Premier faces revolt over harbour treaty\n\n"
      "Published: 4 March 2031 10:22 GMT | Updated: 5 March 2031 11:00 GMT\n\n"
      "By Ann Lee, Reuters\n\n5 min read\n\nFacebook Twitter WhatsApp\n\n"
      "Officials gather at the harbour in Port Name- January 6, 2030\n\n"
      "The premier faced an open revolt. Six ministers walked out.\n\n"
      "What the treaty says\n\nThe harbour goes to a company for 99 years.\n\n"
      "Reporting by Ann Lee; Editing by Bob Ray\n";
  EXPECT_EQ(zones_in(page),
            "Breadcrumb: Home > World > Verland > Premier faces revolt over harbour treaty\n"
            "Headline: Premier faces revolt over harbour treaty\n"
            "DateLine: Published: 4 March 2031 10:22 GMT | Updated: 5 March 2031 11:00 GMT\n"
            "Byline: By Ann Lee, Reuters\n"
            "ReadingTime: 5 min read\n"
            "ShareBar: Facebook Twitter WhatsApp\n"
            "Caption: Officials gather at the harbour in Port Name- January 6, 2030\n"
            "Paragraph: The premier faced an open revolt. Six ministers walked out.\n"
            "Subheading: What the treaty says\n"
            "Paragraph: The harbour goes to a company for 99 years.\n"
            "Furniture: Reporting by Ann Lee; Editing by Bob Ray\n");
  const auto article = read_page_text(page);
  EXPECT_EQ(article.sections, (std::vector<std::string>{"Home", "World", "Verland"}));
  EXPECT_EQ(article.byline, "Ann Lee, Reuters");
  EXPECT_EQ(day_of(page), "2031-03-04");
}

TEST(PageShapes, AHeadlineThatRunsOnFromATrailStandsNowhereElse) {
  EXPECT_EQ(zones_in("HomeVerland News NowLatest News on HarboursPremier Faces an Open Revolt\n\n"
                     "Six ministers of Verland leave the cabinet room\n\nTwo-minute read\n\n"
                     "The premier faced an open revolt. Six ministers walked out.\n"),
            "Breadcrumb: HomeVerland News NowLatest News on Harbours\n"
            "Headline: Premier Faces an Open Revolt\n"
            "Caption: Six ministers of Verland leave the cabinet room\n"
            "ReadingTime: Two-minute read\n"
            "Paragraph: The premier faced an open revolt. Six ministers walked out.\n");
}

TEST(PageShapes, APagesTitleAndItsMenuAreFurniture) {
  EXPECT_EQ(zones_in("Premier faces revolt over harbour treaty - The Port Herald\n\nHome\nNews\n\n"
                     "Premier faces revolt over harbour treaty\n\n4 hours ago\n\n"
                     "The premier faced an open revolt on Tuesday.\n"),
            "Furniture: Premier faces revolt over harbour treaty - The Port Herald\n"
            "Breadcrumb: Home\n"
            "Breadcrumb: News\n"
            "Headline: Premier faces revolt over harbour treaty\n"
            "DateLine: 4 hours ago\n"
            "Paragraph: The premier faced an open revolt on Tuesday.\n");
}

TEST(PageShapes, AnAuthorMayStandBetweenButtonsAndAPicture) {
  EXPECT_EQ(zones_in("Verland: Premier faces revolt over treaty\n\n4 March 2031\n\nShare\nSave\n"
                     "Ann Lee\nPolitical correspondent\n\nGetty Images\n"
                     "Premier Karl Voss leaves the parliament after the vote\n\n"
                     "The premier faced an open revolt on Tuesday.\n\nRelated Topics\nVerland\n"),
            "Headline: Verland: Premier faces revolt over treaty\n"
            "DateLine: 4 March 2031\n"
            "ShareBar: Share\n"
            "Furniture: Save\n"
            "Byline: Ann Lee\n"
            "Byline: Political correspondent\n"
            "Caption: Getty Images\n"
            "Caption: Premier Karl Voss leaves the parliament after the vote\n"
            "Paragraph: The premier faced an open revolt on Tuesday.\n"
            "Furniture: Related Topics\n"
            "Furniture: Verland\n");
}

TEST(PageShapes, AnExportsFieldsAreItsHead) {
  const std::string page =
      "Title: Premier faces revolt over harbour treaty\nSource: The Port Herald\n"
      "Date: March 4, 2031\nByline: Ann Lee\nSection: World\nLength: 320 words\n"
      "URL: https://herald.example/1\n\nBody:\n\nSix ministers walked out.\n\nHe denied it.\n";
  const auto article = read_page_text(page);
  EXPECT_EQ(article.headline, "Premier faces revolt over harbour treaty");
  EXPECT_EQ(article.outlet, "The Port Herald");
  EXPECT_EQ(article.byline, "Ann Lee");
  EXPECT_EQ(article.url, "https://herald.example/1");
  EXPECT_EQ(article.sections, std::vector<std::string>{"World"});
  EXPECT_EQ(day_of(page), "2031-03-04");
  EXPECT_EQ(text::slice(article.text, article.body), "Six ministers walked out.\n\nHe denied it.");
}

TEST(PageShapes, AHeadlineMayEndWithAStopAndHaveASubtitle) {
  EXPECT_EQ(zones_in("Premier loses his cabinet; \nSix ministers are not asked.\n\nABSTRACT.\n\n"
                     "Six of twelve ministers left over a treaty that nobody had read.\n\n"
                     "FULL TEXT.\n\nThe premier lost his cabinet. Nobody was surprised.\n"),
            "Headline: Premier loses his cabinet;\n"
            "Subheading: Six ministers are not asked.\n"
            "Furniture: ABSTRACT.\n"
            "Subheading: Six of twelve ministers left over a treaty that nobody had read.\n"
            "Furniture: FULL TEXT.\n"
            "Paragraph: The premier lost his cabinet. Nobody was surprised.\n");
  EXPECT_EQ(
      zones_in("Game over. Will the premier go?\n\nThe premier lost his cabinet. He stays.\n"),
      "Headline: Game over. Will the premier go?\n"
      "Paragraph: The premier lost his cabinet. He stays.\n");
}

TEST(PageShapes, ShortSentencesWithoutAHeadlineAreParagraphs) {
  EXPECT_EQ(zones_in("The premier resigned on Monday.\nNobody was surprised.\n"),
            "Paragraph: The premier resigned on Monday.\nParagraph: Nobody was surprised.\n");
}

TEST(PageShapes, TranscriptsAndListsAreBody) {
  EXPECT_EQ(zones_in("Interview with the premier\n\nANCHOR: You were not asked?\n"
                     "PREMIER: I was asked twice.\n- in January\n- in May\n• and once more\n"),
            "Headline: Interview with the premier\n"
            "Paragraph: ANCHOR: You were not asked?\n"
            "Paragraph: PREMIER: I was asked twice.\n"
            "Paragraph: - in January\n"
            "Paragraph: - in May\n"
            "Paragraph: • and once more\n");
}

TEST(PageShapes, SentencesThatBeginLikeFurnitureAreBody) {
  for (const std::string sentence :
       {"By Tuesday, six ministers had walked out.", "By and large, the premier was calm.",
        "Follow the money, she said on Facebook.", "Related parties were told to leave.",
        "Copyright law does not apply, the court said.", "Share this with me, he asked.",
        "Sign up for the army, the general told them.", "Watch: the premier said he would not go.",
        "Published in 1994, the book was banned, he said.", "Photos prove it, said the court.",
        "In January, on March 4, 2031, he denied it.", "NATO — the alliance — said no."})
    EXPECT_EQ(zones_in("Premier faces revolt over treaty\n\nHe denied it.\n\n" + sentence + "\n"),
              "Headline: Premier faces revolt over treaty\nParagraph: He denied it.\nParagraph: " +
                  sentence + "\n");
}

TEST(PageShapes, InvisibleCharactersBelongToNoZone) {
  EXPECT_EQ(
      zones_in("\uFEFFPremier faces revolt over\u00A0harbour treaty\r\n\r\nBy\u00A0Ann Lee\r\n"
               "\r\nMarch\u00A04, 2031\r\n\r\n\u200BHe denied it.\u00A0\r\n\r\n\tHe did.\r\n"),
      "Headline: Premier faces revolt over harbour treaty\n"
      "Byline: By Ann Lee\n"
      "DateLine: March 4, 2031\n"
      "Paragraph: He denied it.\n"
      "Paragraph: He did.\n");
}

TEST(PageShapes, OtherScriptsAreKept) {
  EXPECT_EQ(zones_in("总理面临反叛\n\n六名部长表示，他们不会签署条约。\n"),
            "Headline: 总理面临反叛\nParagraph: 六名部长表示，他们不会签署条约。\n");
  EXPECT_EQ(zones_in("نخست وزیر\n\nشش وزیر گفتند که امضا نخواهند کرد.\n"),
            "Headline: نخست وزیر\nParagraph: شش وزیر گفتند که امضا نخواهند کرد.\n");
}

TEST(PageShapes, MarkdownsMarksStandBeforeHeadings) {
  EXPECT_EQ(zones_in("# Premier resigns\n\nHe said so.\n\n## What now\n\nNobody knows.\n"),
            "Headline: Premier resigns\nParagraph: He said so.\nSubheading: What now\n"
            "Paragraph: Nobody knows.\n");
}

TEST(PageShapes, ADatelineIsCutOnlyWhereItIsSure) {
  const auto dateline = [](const std::string& paragraph) {
    const auto article = read_page_text(paragraph + "\n\nHe denied it.\n");
    const auto& first = article.zones.front();
    return first.kind == ZoneKind::Dateline ? std::string(text::slice(article.text, first.span))
                                            : std::string("none");
  };
  EXPECT_EQ(dateline("PORT NAME, March 4 — The premier went."), "PORT NAME, March 4 —");
  EXPECT_EQ(dateline("LONDON (AP) — The premier went."), "LONDON (AP) —");
  EXPECT_EQ(dateline("TEHRAN, Iran - The premier went."), "TEHRAN, Iran -");
  EXPECT_EQ(dateline("TRENTON, N.J. -- The premier went."), "TRENTON, N.J. --");
  EXPECT_EQ(dateline("WASHINGTON- The premier went."), "WASHINGTON-");
  EXPECT_EQ(dateline("Mexico City (AFP) – The premier went."), "Mexico City (AFP) –");
  EXPECT_EQ(dateline("(CNN) The premier went home on Monday."), "(CNN)");
  EXPECT_EQ(dateline("NATO — the alliance — said it would go."), "none");
  EXPECT_EQ(dateline("EXCLUSIVE — The premier went on Monday."), "none");
  EXPECT_EQ(dateline("HOLT--I never said so, and I never would."), "none");
  EXPECT_EQ(dateline("The premier — calm as ever — said he would go."), "none");
}

TEST(PageShapes, TheDayIsTheHeadsAndNeverACaptions) {
  const std::string body = "\n\nThe premier went. He was calm.\n";
  EXPECT_EQ(day_of("March 4, 2031\n\nPremier goes home" + body), "2031-03-04");
  EXPECT_EQ(day_of("Premier goes home\nUpdated 5 March 2031\nPublished 4 March 2031" + body),
            "2031-03-04");
  EXPECT_EQ(day_of("Premier goes home\nUpdated 5 March 2031" + body), "2031-03-05");
  EXPECT_EQ(day_of("Premier goes home\nPosted on March 4, 2031 by Ann Lee" + body), "2031-03-04");
  EXPECT_EQ(day_of("Statement of the ministry\n\nPort Name, 4 March 2031" + body), "2031-03-04");
  EXPECT_EQ(day_of("Premier goes home\n04/03/2031" + body), "none");
  EXPECT_EQ(day_of("Premier goes home\n\nOfficials gather at the harbour in Port Name- "
                   "January 6, 2020\n\nTwo-minute read" +
                   body),
            "none");
}

TEST(PageShapes, OfSixteenMegabytesAreReadInOneGo) {
  const std::size_t size = 16u << 20;
  for (const std::string unit : {"\n", "\r", " ", "word ", ". ", "\u2022 ", "\u00A0"}) {
    std::string page;
    while (page.size() < size) page += unit;
    EXPECT_EQ(read_page_text(page).text.size(), page.size());
  }
}

}  // namespace
}  // namespace faultline::intake
