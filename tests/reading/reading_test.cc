#include "reading/reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "intake/intake.h"
#include "text/text.h"

namespace faultline::reading {
namespace {

Reader plain_reader() {
  auto reader = Reader::create({}, {});
  EXPECT_TRUE(reader) << reader.error().message;
  return std::move(*reader);
}

intake::Article article_of(const std::string& text) {
  auto article = intake::read_text(text, "pier.txt", "pier");
  EXPECT_TRUE(article) << article.error().message;
  return std::move(*article);
}

const std::string text =
    "Harbour council quarrels over the pier\n\n"
    "By Tessa Quill\n\n"
    "PORT ELSIN, March 4 — “We will finish the pier,” said Mira Tolvane, the harbour master, on "
    "Monday.\n\n"
    "Councillor Oskar Brandeth accused Tolvane of “building on sand.”\n";

TEST(Reader, FindsNothingInAnArticleWithoutText) {
  const auto reading = plain_reader().read({});
  EXPECT_TRUE(reading.document.tokens.empty());
  EXPECT_TRUE(reading.cast.actors.empty());
  EXPECT_TRUE(reading.statements.empty());
  EXPECT_TRUE(reading.relations.empty());
  EXPECT_TRUE(reading.codings.empty());
}

TEST(Reader, FindsTheStatementInAnArticleOfOneSentence) {
  const auto reading = plain_reader().read(article_of("“No,” said Mira Tolvane."));
  ASSERT_EQ(reading.statements.size(), 1U);
  const auto& statement = reading.statements[0];
  EXPECT_EQ(text::slice(reading.article.text, statement.content[0]), "“No,”");
  ASSERT_TRUE(statement.speaker);
  EXPECT_EQ(reading.cast.actor(*statement.speaker).name, "Mira Tolvane");
}

TEST(Reader, KeepsTheArticleAndItsTextAsTheyAre) {
  const auto reading = plain_reader().read(article_of(text));
  EXPECT_EQ(reading.article.text, text);
  EXPECT_EQ(reading.document.text, text);
  EXPECT_EQ(reading.article.id, "pier");
}

TEST(Reader, ReadsHeadingsCaptionsAndParagraphsAndNothingElse) {
  const auto article = article_of(text);
  const auto reading = plain_reader().read(article);
  ASSERT_FALSE(reading.document.paragraphs.empty());
  EXPECT_EQ(reading.document.paragraphs[0].kind, language::BlockKind::Heading);
  for (const auto& zone : article.zones) {
    if (zone.kind != intake::ZoneKind::Byline && zone.kind != intake::ZoneKind::Dateline) continue;
    for (const auto& token : reading.document.tokens)
      EXPECT_FALSE(token.span.overlaps(zone.span)) << text::slice(reading.article.text, token.span);
  }
}

TEST(Reader, ReadsAZoneThatLiesInAnotherOnlyOnce) {
  intake::Article article;
  article.text = "Home Pier opens";
  article.zones = {{intake::ZoneKind::Headline, {{0}, {15}}},
                   {intake::ZoneKind::Paragraph, {{5}, {15}}}};
  EXPECT_EQ(plain_reader().read(article).document.paragraphs.size(), 1U);
}

TEST(Reader, GivesTheSameReadingToEveryThread) {
  const auto reader = plain_reader();
  const auto expected = reader.read(article_of(text));
  std::vector<Reading> readings(4);
  std::vector<std::thread> threads;
  for (auto& reading : readings)
    threads.emplace_back([&] { reading = reader.read(article_of(text)); });
  for (auto& thread : threads) thread.join();
  for (const auto& reading : readings) {
    EXPECT_EQ(reading.statements, expected.statements);
    EXPECT_EQ(reading.relations, expected.relations);
    EXPECT_EQ(reading.cast.mentions, expected.cast.mentions);
  }
}

TEST(Reader, CodesByItsCodebook) {
  auto codebook = positions::Codebook::parse(
      "[codebook]\nname = \"Port\"\nversion = \"1\"\n[[concept]]\nname = \"pier\"\n"
      "for = [\"finish the pier\"]\nagainst = [\"no pier\"]\n",
      "port.toml");
  ASSERT_TRUE(codebook) << codebook.error().message;
  const auto reader = Reader::create({}, *codebook);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->codebook(), *codebook);
  const auto reading = reader->read(article_of(text));
  ASSERT_EQ(reading.codings.size(), 1U);
  EXPECT_EQ(reading.codings[0].agreement, 1);
}

TEST(Reader, NamesTheVersionsOfAllItsParts) {
  const auto version = plain_reader().version();
  EXPECT_TRUE(version.starts_with("faultline 0.")) << version;
  EXPECT_EQ(std::count(version.begin(), version.end(), ';'), 5) << version;
  const auto casting = actors::CastFinder::load();
  ASSERT_TRUE(casting);
  EXPECT_NE(version.find(casting->version()), std::string::npos);
  const auto finder = statements::Finder::load();
  ASSERT_TRUE(finder);
  EXPECT_NE(version.find(finder->version()), std::string::npos);
  EXPECT_NE(version.find(positions::version()), std::string::npos);
}

TEST(Reader, RefusesAFolderOfModelsThatDoesNotExist) {
  const auto reader = Reader::create({}, {}, "no/such/models");
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace faultline::reading
