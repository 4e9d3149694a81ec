// The map from a study file, as the command line and the server ask for it.

#include <gtest/gtest.h>

#include <filesystem>

#include "map/map.h"

namespace faultline::map {
namespace {

constexpr std::string_view two_camps = R"(
[[actor]]
id = "ana-lor"
name = "Ana Lor"
role = [{title = "Minister of Ports", from = "2030"}]
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "ben-mak"
name = "Ben Mak"
bloc = [{name = "Harbour Compact", from = "2029"}]
)";

/// A folder of this test alone, removed at its end.
class MapOf : public testing::Test {
 protected:
  MapOf() {
    folder_ = std::filesystem::path(testing::TempDir()) /
              ("faultline_map_of_" +
               std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~MapOf() override { std::filesystem::remove_all(folder_); }

  study::Study made() const {
    auto study = study::Study::open(folder_ / "s.study", study::Access::Create);
    EXPECT_TRUE(study) << (study ? "" : study.error().message);
    return std::move(*study);
  }

 private:
  std::filesystem::path folder_;
};

ByteSpan span_of(const std::string& text, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(text.find(words));
  return {{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
}

/// “The locks stay closed,” said Lor, who then blamed Mak: one statement, one attack.
Result<study::Standing> store_quarrel(study::Study& study, const std::string& outlet, Day day) {
  intake::Article article;
  article.id = outlet;
  article.file = "/news/" + outlet + ".txt";
  article.text = "“The locks stay closed,” said Lor. Lor blamed Mak for the wall.";
  article.outlet = outlet;
  article.headline = "The locks";
  article.published = day;
  const auto known = *actors::Register::parse(two_camps, "register.toml");
  actors::Cast cast;
  cast.actors = {*known.find("ana-lor"), *known.find("ben-mak")};
  statements::Statement statement;
  statement.source = {span_of(article.text, "Lor")};
  statement.cue = {span_of(article.text, "said")};
  statement.content = {span_of(article.text, "“The locks stay closed,”")};
  statement.speaker = ActorIndex{0};
  statement.confidence = 0.9F;
  positions::Relation relation;
  relation.from = ActorIndex{0};
  relation.to = ActorIndex{1};
  relation.act = positions::Act::Blame;
  relation.sign = -1;
  relation.evidence = span_of(article.text, "Lor blamed Mak for the wall.");
  relation.trigger = span_of(article.text, "blamed");
  relation.confidence = 0.8F;
  const language::Document document;
  const positions::Codebook codebook;
  return study.store({article,
                      document,
                      cast,
                      {&statement, 1},
                      {&relation, 1},
                      std::span<const positions::Coding>(),
                      codebook},
                     "reader 1");
}

TEST_F(MapOf, AStudyWithoutARegisterSaysWhatToDo) {
  const study::Study study = made();
  const auto map = map_of(study);
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().code, ErrorCode::NotFound);
  EXPECT_NE(map.error().message.find("--register"), std::string::npos);
}

TEST_F(MapOf, AStudyCitesItsArticles) {
  study::Study study = made();
  ASSERT_TRUE(study.set_register(*actors::Register::parse(two_camps, "register.toml")));
  ASSERT_TRUE(store_quarrel(study, "Quay Gazette", *parse_day("2031-03-04")));
  const auto map = map_of(study);
  ASSERT_TRUE(map) << map.error().message;
  EXPECT_EQ(map->bloc, "Harbour Compact");
  ASSERT_EQ(map->people.size(), 2U);
  EXPECT_EQ(map->people[0].role, "Minister of Ports");
  ASSERT_EQ(map->inside.size(), 1U);
  ASSERT_EQ(map->citations.size(), 2U);
  // What the finding rests on comes first.
  EXPECT_EQ(map->citations[0].sentence, "Lor blamed Mak for the wall.");
  EXPECT_EQ(map->citations[0].trigger, "blamed");
  EXPECT_EQ(map->citations[0].headline, "The locks");
  EXPECT_TRUE(map->citations[0].is_outlets_voice);
  EXPECT_EQ(map->citations[1].sentence, "“The locks stay closed,” said Lor");
}

TEST_F(MapOf, AnOutletOrAPeriodAloneIsWhatThatOutletOrPeriodShows) {
  study::Study study = made();
  ASSERT_TRUE(study.set_register(*actors::Register::parse(two_camps, "register.toml")));
  ASSERT_TRUE(store_quarrel(study, "Quay Gazette", *parse_day("2031-03-04")));
  ASSERT_TRUE(store_quarrel(study, "Evening Tide", *parse_day("2031-04-08")));
  EXPECT_EQ(map_of(study)->inside.at(0).negative, 2);
  EXPECT_EQ(map_of(study, {.outlet = "Evening Tide"})->inside.at(0).negative, 1);
  const auto april = map_of(study, {.from = parse_day("2031-04-01").value()});
  ASSERT_TRUE(april) << april.error().message;
  EXPECT_EQ(april->first, *parse_day("2031-04-08"));
  EXPECT_EQ(map_of(study, {.outlet = "Morning Ebb"}).error().code, ErrorCode::NotFound);
}

TEST_F(MapOf, TheSameStudyIsTheSamePage) {
  study::Study study = made();
  ASSERT_TRUE(study.set_register(*actors::Register::parse(two_camps, "register.toml")));
  ASSERT_TRUE(store_quarrel(study, "Quay Gazette", *parse_day("2031-03-04")));
  EXPECT_EQ(to_html(*map_of(study)), to_html(*map_of(study)));
  EXPECT_EQ(to_text(*map_of(study)), to_text(*map_of(study)));
}

}  // namespace
}  // namespace faultline::map
