#include "positions/relation_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "actors/cast.h"
#include "language/engine.h"
#include "positions/detail/pair_search.h"
#include "statements/statements.h"

// All people, parties and places in these texts are invented.

namespace faultline::positions {
namespace {

template <class Loaded>
const Loaded& loaded() {
  static const Result<Loaded> one = Loaded::load();
  return *one;
}

/// A text that all stages before have read.
struct Read {
  explicit Read(std::string text)
      : analysis(loaded<language::Engine>().analyse_with_states(std::move(text))),
        cast(loaded<actors::CastFinder>().find(analysis.document, analysis.states, {})),
        statements(loaded<statements::Finder>().find(analysis.document, analysis.states, cast)) {}

  [[nodiscard]] std::vector<Relation> relations() const {
    return loaded<RelationFinder>().find(analysis.document, analysis.states, cast, statements);
  }

  [[nodiscard]] std::string told(const Relation& relation) const {
    const std::string sign = relation.sign < 0 ? "-" : relation.sign > 0 ? "+" : "0";
    return cast.actor(relation.from).name + " " + sign + " " +
           (relation.to ? cast.actor(*relation.to).name : "?");
  }

  [[nodiscard]] std::vector<std::string> all() const {
    std::vector<std::string> all;
    for (const Relation& relation : relations()) all.push_back(told(relation));
    return all;
  }

  language::Analysis analysis;
  actors::Cast cast;
  std::vector<statements::Statement> statements;
};

std::size_t count(const std::vector<std::string>& all, const std::string& one) {
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), one));
}

TEST(RelationFinder, FindsNothingInNothing) {
  EXPECT_TRUE(Read("").relations().empty());
  EXPECT_TRUE(Read("It rained all day.").relations().empty());
}

TEST(RelationFinder, WeighsWhatTheRulesReadAgainstTheNetwork) {
  const Read read("Anna Weller accused Tom Brand of lying to the council about the harbour.");
  const auto relations = read.relations();
  const auto found = std::find_if(relations.begin(), relations.end(), [&](const Relation& one) {
    return read.told(one) == "Anna Weller - Tom Brand";
  });
  ASSERT_NE(found, relations.end());
  EXPECT_EQ(found->act, Act::Accuse);
  EXPECT_GT(found->confidence, 0.7F);
  const bool has_network = std::any_of(
      found->why.begin(), found->why.end(),
      [](const Reason& reason) { return reason.name == "feature network" && reason.weight > 0; });
  EXPECT_TRUE(has_network);
}

TEST(RelationFinder, NamesTheWordsThatDecided) {
  const Read read("Anna Weller accused Tom Brand of lying to the council about the harbour.");
  bool has_word = false;
  for (const Relation& relation : read.relations()) {
    for (const Reason& reason : relation.why) {
      if (reason.name != "feature word") continue;
      ASSERT_TRUE(reason.span);
      has_word = has_word || read.analysis.document.text.substr(reason.span->begin.value,
                                                                reason.span->size()) == "accused";
    }
  }
  EXPECT_TRUE(has_word);
}

TEST(RelationFinder, TellsNobodyTwiceOfOneVerdict) {
  const Read read(
      "Anna Weller praised Tom Brand, and Brand thanked Weller. Weller attacked the Coast Party.");
  const auto all = read.all();
  EXPECT_EQ(count(all, "Anna Weller + Tom Brand"), 1u);
}

TEST(RelationFinder, IsAsSureAsItsNumbersAreProbabilities) {
  const Read read(
      "Governor Tom Brand clashed with Anna Weller on Monday. She called him a coward and said "
      "the Coast Party stands behind her. Brand refused to answer.");
  for (const Relation& relation : read.relations()) {
    EXPECT_GT(relation.confidence, 0.0F);
    EXPECT_LT(relation.confidence, 1.0F);
    EXPECT_NE(relation.to, std::optional(relation.from));
    EXPECT_FALSE(relation.why.empty());
  }
}

TEST(RelationFinder, JudgesBothSidesAlike) {
  const Read read("Anna Weller sharply criticised Tom Brand on Monday.");
  const auto& document = read.analysis.document;
  const ByteSpan weller{{0}, {11}};
  const auto begin = static_cast<std::uint32_t>(document.text.find("Tom Brand"));
  const ByteSpan brand{{begin}, {begin + 9}};
  const auto& finder = loaded<RelationFinder>();
  const auto there =
      finder.judge(document, read.analysis.states, mark_actors(document, {}, weller, brand), {});
  const auto back =
      finder.judge(document, read.analysis.states, mark_actors(document, {}, brand, weller), {});
  EXPECT_FLOAT_EQ(there.first_against_second, back.second_against_first);
  EXPECT_FLOAT_EQ(there.neutral, back.neutral);
  EXPECT_GT(there.first_against_second, 0.5F);
  EXPECT_EQ(finder.likeliest(there, /*is_balanced=*/false), 3u);
  EXPECT_EQ(finder.likeliest(back, /*is_balanced=*/false), 4u);
}

// Who has which reputation must not decide.
TEST(RelationFinder, DoesNotLookAtWhoTheTwoAre) {
  const auto judged = [](const std::string& name) {
    const std::string text = "Anna Weller met " + name + " on Monday and left the talks early.";
    const auto analysis = loaded<language::Engine>().analyse_with_states(text);
    const auto size = static_cast<std::uint32_t>(name.size());
    return loaded<RelationFinder>().judge(
        analysis.document, analysis.states,
        mark_actors(analysis.document, {}, {{0}, {11}}, {{16}, {16 + size}}), {});
  };
  // What the encoder makes of the words around differs a little with the name.
  EXPECT_NEAR(judged("Tom Brand").neutral, judged("Max Klein").neutral, 0.15F);
}

TEST(RelationFinder, NamesAMissingOrBrokenModel) {
  const auto folder = std::filesystem::temp_directory_path() / "faultline-relation-finder-test";
  std::filesystem::create_directories(folder / "english");
  std::filesystem::remove(folder / "english" / "relations.bin");
  const auto missing = RelationFinder::load(folder);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
  std::ofstream(folder / "english" / "relations.bin") << "no model";
  const auto broken = RelationFinder::load(folder);
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::Malformed);
  EXPECT_NE(broken.error().where.find("relations.bin"), std::string::npos);
  std::filesystem::remove_all(folder);
}

std::vector<std::string> pairs_of(const Read& read) {
  std::vector<std::string> all;
  for (const auto& pair :
       detail::candidate_pairs(read.analysis.document, read.cast, read.statements))
    all.push_back(read.cast.actor(pair.one.actor).name + ", " +
                  read.cast.actor(pair.other.actor).name);
  return all;
}

TEST(CandidatePairs, AreActorsOfOneSentence) {
  EXPECT_EQ(pairs_of(Read("Anna Weller met Tom Brand. Rain fell on Max Klein.")),
            (std::vector<std::string>{"Anna Weller, Tom Brand"}));
  EXPECT_TRUE(pairs_of(Read("Anna Weller came late, and Weller left early.")).empty());
}

TEST(CandidatePairs, AreSpeakersWithWhomTheySpeakOf) {
  const auto pairs =
      pairs_of(Read("“The harbour is ours,” Anna Weller said. “Tom Brand has sold it twice.”"));
  EXPECT_EQ(count(pairs, "Anna Weller, Tom Brand"), 1u);
}

}  // namespace
}  // namespace faultline::positions
