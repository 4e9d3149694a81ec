// What stands beside a text wins over its page; what is wrong with it is named with its place.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "intake/folder.h"

namespace faultline::intake {
namespace {

class Sidecar : public tests::Folder {
 protected:
  Result<Article> beside_page(const std::string& toml) {
    const auto file = write("quill.txt", "Council Keeps the Ferry\n4 March 2031\n\nQuill spoke.\n");
    write("quill.meta.toml", toml);
    auto found = read(file);
    EXPECT_EQ(found.size(), 1u);
    return std::move(found.at(0));
  }

  /// What is said of a wrong sidecar, and that `place` is named.
  std::string refusal(const std::string& toml, const std::string& place) {
    const auto article = beside_page(toml);
    EXPECT_FALSE(article) << toml;
    if (article) return {};
    const auto& error = article.error();
    EXPECT_EQ(error.code, ErrorCode::Malformed);
    EXPECT_EQ(error.where, path() + "/quill.meta.toml:" + place);
    EXPECT_TRUE(error.message.starts_with(error.where)) << error.message;
    return error.message;
  }
};

TEST_F(Sidecar, ThatIsEmptyLeavesThePageAlone) {
  const auto article = beside_page("").value();
  EXPECT_EQ(article.headline, "Council Keeps the Ferry");
  EXPECT_EQ(to_string(article.published.value()), "2031-03-04");
}

TEST_F(Sidecar, WinsOverThePage) {
  const auto article = beside_page(
                           "\xEF\xBB\xBFoutlet = \"The Elder Post\"\r\npublished = 2031-03-05\r\n"
                           "url = \"https://example.org/q\"\nheadline = \"The Ferry Stays\"\n"
                           "byline = \"Tom Arden\"\nlanguage = \"de\"\nsection = \"World\"\n"
                           "note = \"found in a drawer\"\n")
                           .value();
  EXPECT_EQ(article.outlet, "The Elder Post");
  EXPECT_EQ(to_string(article.published.value()), "2031-03-05");
  EXPECT_EQ(article.url, "https://example.org/q");
  EXPECT_EQ(article.headline, "The Ferry Stays");
  EXPECT_EQ(article.byline, "Tom Arden");
  EXPECT_EQ(article.language, "de");
  EXPECT_EQ(article.sections, std::vector<std::string>{"World"});
}

TEST_F(Sidecar, MayGiveItsDayAsTextOrTime) {
  for (const std::string value : {"\"5 March 2031\"", "\"2031-03-05\"", "2031-03-05T10:00:00Z"})
    EXPECT_EQ(to_string(beside_page("published = " + value).value().published.value()),
              "2031-03-05")
        << value;
}

TEST_F(Sidecar, WithAnUnknownKeyNamesTheKnownOnes) {
  const auto message = refusal("outlet = \"The Elder Post\"\n  outlit = \"x\"\n", "2:3");
  EXPECT_NE(message.find("\"outlit\" is unknown"), std::string::npos) << message;
  EXPECT_NE(message.find("Did you mean \"outlet\"?"), std::string::npos) << message;
  for (const auto* key :
       {"outlet", "published", "url", "headline", "byline", "language", "section"})
    EXPECT_NE(message.find(key, message.find("Known keys")), std::string::npos) << key;
}

TEST_F(Sidecar, WithAValueOfTheWrongTypeNamesTheKey) {
  EXPECT_NE(refusal("url = 3", "1:7").find("\"url\" must be"), std::string::npos);
  EXPECT_NE(refusal("published = \"soon\"", "1:13").find("a day"), std::string::npos);
  EXPECT_NE(refusal("sections = [\"a\", 1]", "1:12").find("\"sections\""), std::string::npos);
}

TEST_F(Sidecar, ThatIsNoTomlIsRefused) {
  const auto article = beside_page("outlet: The Elder Post\n");
  ASSERT_FALSE(article);
  EXPECT_NE(article.error().message.find("is no TOML"), std::string::npos);
  EXPECT_TRUE(article.error().where.starts_with(path() + "/quill.meta.toml:1:"));
}

}  // namespace
}  // namespace faultline::intake
