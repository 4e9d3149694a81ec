#pragma once
// A study on disk about the invented Harbour Compact, whose relations a test's machine reads well
// or badly.

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "study/study.h"

// All people, parties and places are invented.

namespace faultline::map {

inline constexpr std::string_view harbour_camps = R"(
[[actor]]
id = "ana-lor"
name = "Ana Lor"
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "ben-mak"
name = "Ben Mak"
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "eva-ost"
name = "Eva Ost"
bloc = [{name = "Free Quays", from = "2029"}]
[[actor]]
id = "ivo-dahl"
name = "Ivo Dahl"
bloc = [{name = "Free Quays", from = "2029"}]
)";

/// An empty study with that register, in a folder of its own that goes with the test.
class HarbourStudy : public testing::Test {
 protected:
  HarbourStudy() {
    std::string name = (std::filesystem::temp_directory_path() / "harbour-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    study_.emplace(study::Study::open(folder_ / "s.study", study::Access::Create).value());
    known_ = actors::Register::parse(harbour_camps, "register.toml").value();
    EXPECT_TRUE(study_->set_register(known_));
  }
  ~HarbourStudy() override { std::filesystem::remove_all(folder_); }

  /// The `number`th article, so many days after Monday, 2031-01-06; outlets take turns.
  static intake::Article article_of(int number, int day) {
    intake::Article article;
    article.id = fmt::format("a{}", number);
    article.file = "/news/" + article.id + ".txt";
    article.outlet = number % 2 == 0 ? "Quay Gazette" : "Evening Tide";
    article.published = add_days(*parse_day("2031-01-06"), day);
    return article;
  }

  /// Criticism that the last `bytes` of the text tell.
  static positions::Relation blame(const intake::Article& article, std::size_t bytes,
                                   std::uint32_t from, std::uint32_t to) {
    positions::Relation relation;
    const auto end = static_cast<std::uint32_t>(article.text.size());
    const auto begin = end - static_cast<std::uint32_t>(bytes);
    relation.evidence = {{begin}, {end - 1}};
    relation.trigger = {{begin + 4}, {begin + 10}};
    relation.from = ActorIndex{from};
    relation.to = ActorIndex{to};
    relation.act = positions::Act::Blame;
    relation.sign = -1;
    relation.confidence = 0.8F;
    return relation;
  }

  void keep(const intake::Article& article, const actors::Cast& cast,
            const std::vector<positions::Relation>& relations) {
    const language::Document document;
    const positions::Codebook codebook;
    ASSERT_TRUE(study_->store({article, document, cast, std::span<const statements::Statement>(),
                               relations, std::span<const positions::Coding>(), codebook},
                              "reader 1"));
  }

  std::filesystem::path folder_;
  std::optional<study::Study> study_;
  actors::Register known_;
};

}  // namespace faultline::map
