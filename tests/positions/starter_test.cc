#include "positions/starter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "../statements/sketch.h"

namespace faultline::positions {
namespace {

std::vector<Theme> themes_in(const std::string& text) {
  const auto document = statements::tests::document_of(text);
  return themes_of(
      document,
      {SentenceIndex{0}, SentenceIndex{static_cast<std::uint32_t>(document.sentences.size())}});
}

const Theme* find(const std::vector<Theme>& themes, const std::string& key) {
  const auto found = std::find_if(themes.begin(), themes.end(),
                                  [&](const Theme& theme) { return theme.key == key; });
  return found == themes.end() ? nullptr : &*found;
}

Saying saying(std::int64_t key, const std::string& actor, const std::string& words) {
  Saying one;
  one.statement = key;
  one.actor = actor;
  one.article = "a" + std::to_string(key % 4);
  one.words = words;
  one.themes = themes_in(words);
  return one;
}

std::vector<Saying> council() {
  return {saying(1, "ann", "The council must build the sea wall before winter."),
          saying(2, "bo", "We will build the sea wall and raise the harbour tax."),
          saying(3, "cleo", "There will be no sea wall."),
          saying(4, "ann", "The tax will ruin the fishermen."),
          saying(5, "dan", "The council should abolish the harbour tax."),
          saying(6, "eve", "Refugees are welcome in this town."),
          saying(7, "bo", "The town cannot feed more refugees."),
          saying(8, "bo", "It was a long day.")};
}

TEST(ThemesOf, GivesNounPhrasesAsAWholeAndByTheirHead) {
  const auto themes = themes_in("We will build the sea wall.");
  const Theme* whole = find(themes, "sea wall");
  ASSERT_NE(whole, nullptr);
  EXPECT_EQ(whole->stance, 1);
  EXPECT_EQ(whole->phrase, "build sea wall");
  EXPECT_NE(find(themes, "wall"), nullptr);
}

TEST(ThemesOf, TellsWhoIsAgainst) {
  const auto no = themes_in("There will be no wall.");
  ASSERT_NE(find(no, "wall"), nullptr);
  EXPECT_EQ(find(no, "wall")->stance, -1);
  EXPECT_EQ(find(no, "wall")->phrase, "no wall");
  const auto denied = themes_in("We will not build the wall.");
  ASSERT_NE(find(denied, "wall"), nullptr);
  EXPECT_EQ(find(denied, "wall")->stance, -1);
}

TEST(ThemesOf, LeavesPersonsDaysAndEmptyWordsOut) {
  for (const std::string key : {"spokesman", "day", "thing", "monday", "minister"})
    EXPECT_EQ(find(themes_in("The spokesman told the minister the same thing on that day."), key),
              nullptr)
        << key;
}

TEST(ThemesOf, TakesNoStanceTowardsATaxFromTaxReturns) {
  const auto themes = themes_in("He should release the tax returns.");
  ASSERT_NE(find(themes, "tax return"), nullptr);
  EXPECT_EQ(find(themes, "tax return")->stance, 1);
  ASSERT_NE(find(themes, "tax"), nullptr);
  EXPECT_EQ(find(themes, "tax")->stance, 0);
}

TEST(ProposeConcepts, FindsNothingInNothing) { EXPECT_TRUE(propose_concepts({}).empty()); }

TEST(ProposeConcepts, GroupsVariantsAndCountsSpeakers) {
  const auto candidates = propose_concepts(council());
  const auto wall = std::find_if(candidates.begin(), candidates.end(),
                                 [](const Candidate& one) { return one.name == "sea wall"; });
  ASSERT_NE(wall, candidates.end());
  EXPECT_EQ(wall->statements, 3);
  EXPECT_EQ(wall->actors, 3);
  EXPECT_EQ(wall->in_favour, 2);
  EXPECT_EQ(wall->against, 1);
  EXPECT_EQ(wall->variants, (std::vector<std::string>{"wall"}));
  ASSERT_FALSE(wall->phrases_against.empty());
  EXPECT_EQ(wall->phrases_against[0].statements, 1);
  for (const Candidate& one : candidates) {
    EXPECT_NE(one.name, "day");
    EXPECT_NE(one.name, "wall");
  }
}

TEST(ProposeConcepts, CountsAWireTextOfAnActorOnce) {
  auto sayings = council();
  const auto before = propose_concepts(sayings);
  for (std::int64_t key = 100; key < 120; ++key) {
    sayings.push_back(sayings[0]);
    sayings.back().statement = key;
    sayings.back().article = "outlet" + std::to_string(key);
  }
  EXPECT_EQ(propose_concepts(sayings), before);
}

TEST(ProposeConcepts, DoesNotDependOnTheOrderOfStatements) {
  auto sayings = council();
  const auto expected = propose_concepts(sayings);
  std::mt19937 random(2031);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(sayings.begin(), sayings.end(), random);
    EXPECT_EQ(propose_concepts(sayings), expected);
  }
}

TEST(ProposeConcepts, TurnsTheStanceOfWhatASpeakerDenies) {
  auto sayings = council();
  sayings[0].is_turned = true;
  const auto candidates = propose_concepts(sayings);
  const auto wall = std::find_if(candidates.begin(), candidates.end(),
                                 [](const Candidate& one) { return one.name == "sea wall"; });
  ASSERT_NE(wall, candidates.end());
  EXPECT_EQ(wall->in_favour, 1);
  EXPECT_EQ(wall->against, 2);
}

TEST(ProposeConcepts, GivesExamplesOfDifferentSpeakersFirst) {
  const auto candidates = propose_concepts(council(), {.examples = 2});
  ASSERT_FALSE(candidates.empty());
  for (const Candidate& one : candidates) {
    ASSERT_EQ(one.examples.size(), 2u) << one.name;
    if (one.actors > 1) {
      EXPECT_NE(one.examples[0].actor, one.examples[1].actor) << one.name;
    }
  }
}

TEST(StarterToml, IsACodebook) {
  auto sayings = council();
  sayings[0].words += "\n\"quoted\" and \\ and a line";
  const auto candidates = propose_concepts(sayings);
  const auto codebook = Codebook::parse(to_toml(candidates, "proposed"), "proposed.toml");
  ASSERT_TRUE(codebook) << codebook.error().message << ' ' << codebook.error().where;
  ASSERT_EQ(codebook->concepts.size(), candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    EXPECT_EQ(codebook->concepts[i].name, candidates[i].name);
    EXPECT_FALSE(codebook->concepts[i].in_favour.empty());
    EXPECT_FALSE(codebook->concepts[i].against.empty());
  }
}

}  // namespace
}  // namespace faultline::positions
