// Records of JSON Lines: what they may hold, and what is said of those that are wrong.

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "intake/intake.h"

namespace faultline::intake {
namespace {

const std::string where = "news.jsonl:7";

Article article_of(const std::string& line) {
  auto article = read_json_record(line, where, "news-7");
  EXPECT_TRUE(article) << article.error().message;
  return article ? std::move(*article) : Article{};
}

/// What is said of a wrong record, which always begins with its file and line.
std::string refusal(const std::string& line) {
  const auto article = read_json_record(line, where, "news-7");
  EXPECT_FALSE(article) << line;
  if (article) return {};
  EXPECT_EQ(article.error().where, where);
  EXPECT_TRUE(article.error().message.starts_with(where)) << article.error().message;
  return article.error().message;
}

std::vector<Result<Article>> read_lines(const std::string& lines) {
  std::istringstream stream(lines);
  std::vector<Result<Article>> found;
  EXPECT_TRUE(read_stream(stream, {.name = "news.jsonl", .path = "news.jsonl", .id = "news"}, {},
                          [&found](Result<Article> article) {
                            found.push_back(std::move(article));
                            return true;
                          }));
  return found;
}

TEST(JsonRecord, NeedsNothingButItsText) {
  const auto article = article_of(R"({"text": "Mira Quill spoke.\nTom Arden did not."})");
  EXPECT_EQ(article.text, "Mira Quill spoke.\nTom Arden did not.");
  EXPECT_EQ(article.id, "news-7");
  EXPECT_EQ(article.file, where);
  EXPECT_EQ(article.language, "en");
  EXPECT_FALSE(article.published);
}

TEST(JsonRecord, TellsAboutItsText) {
  const auto article = article_of(
      R"({"id": "a", "text": "Mira Quill spoke.", "outlet": "The Elder Post",
          "published": "2031-03-04T10:00:00Z", "url": "https://example.org/a", "headline": "Quill",
          "byline": "Tom Arden", "language": "de", "sections": ["World", "Ports"], "odd": 3})");
  EXPECT_EQ(article.id, "a");
  EXPECT_EQ(article.outlet, "The Elder Post");
  EXPECT_EQ(to_string(article.published.value()), "2031-03-04");
  EXPECT_EQ(article.url, "https://example.org/a");
  EXPECT_EQ(article.headline, "Quill");
  EXPECT_EQ(article.byline, "Tom Arden");
  EXPECT_EQ(article.language, "de");
  EXPECT_EQ(article.sections, (std::vector<std::string>{"World", "Ports"}));
}

TEST(JsonRecord, UnderstandsOtherMakersNames) {
  const auto article = article_of(
      R"({"text": "Quill spoke.", "date": "4 March 2031", "source": "The Post", "title": "Quill"})");
  EXPECT_EQ(to_string(article.published.value()), "2031-03-04");
  EXPECT_EQ(article.outlet, "The Post");
  EXPECT_EQ(article.headline, "Quill");
}

TEST(JsonRecord, PrefersOurNamesToOtherMakers) {
  const auto article = article_of(
      R"({"outlet": "The Herald", "source": "The Post", "text": "Quill spoke.", "title": null})");
  EXPECT_EQ(article.outlet, "The Herald");
}

TEST(JsonRecord, WithoutTextIsRefused) {
  EXPECT_NE(refusal("{}").find("\"text\" is missing"), std::string::npos);
  EXPECT_NE(refusal(R"({"text": null})").find("\"text\" must be a string"), std::string::npos);
  EXPECT_NE(refusal(R"({"text": ""})").find("is empty"), std::string::npos);
  EXPECT_NE(refusal(R"({"text": " \n "})").find("white space"), std::string::npos);
}

TEST(JsonRecord, OfTheWrongTypeNamesTheField) {
  EXPECT_NE(refusal(R"({"text": 3})").find("\"text\" must be a string"), std::string::npos);
  EXPECT_NE(refusal(R"({"text": "a", "outlet": []})").find("\"outlet\""), std::string::npos);
  EXPECT_NE(refusal(R"({"text": "a", "sections": [1]})").find("\"sections\""), std::string::npos);
  EXPECT_NE(refusal(R"({"text": "a", "published": 3})").find("\"published\""), std::string::npos);
}

TEST(JsonRecord, WithABadDayIsRefused) {
  for (const std::string bad : {"2031-02-29", "yesterday", "12/05/2031"})
    EXPECT_NE(refusal(R"({"text": "a", "published": ")" + bad + "\"}").find("2024-10-26"),
              std::string::npos)
        << bad;
}

TEST(JsonRecord, ThatIsNoObjectIsRefused) {
  for (const std::string line : {"", "{", "{\"text\": \"a\"} {", "not JSON", "\xFF"}) refusal(line);
  EXPECT_NE(refusal("[1]").find("no object"), std::string::npos);
}

TEST(JsonLines, GoOnAfterABadLine) {
  const auto found = read_lines(
      "\xEF\xBB\xBF{\"text\": \"Quill spoke.\"}\r\n\n{\"text\": 3}\n{\"text\": \"Arden spoke.\"}");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].value().id, "news-1");
  EXPECT_EQ(found[1].error().where, "news.jsonl:3");
  EXPECT_EQ(found[2].value().file, "news.jsonl:4");
}

TEST(JsonLines, MayUseAnIdOnce) {
  const auto found =
      read_lines("{\"id\": 5, \"text\": \"a b.\"}\n{\"id\": \"5\", \"text\": \"c.\"}\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].value().id, "5");
  EXPECT_NE(found[1].error().message.find("used on line 1"), std::string::npos);
}

TEST(JsonLines, WithoutARecordAreAnError) {
  const auto found = read_lines("\n \n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].error().message.find("holds no record"), std::string::npos);
}

}  // namespace
}  // namespace faultline::intake
