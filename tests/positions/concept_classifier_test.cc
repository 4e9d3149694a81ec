#include "positions/concept_classifier.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "positions/learning_curve.h"

// All people and places are invented.

namespace faultline::positions {
namespace {

Concept ferry() {
  return {"keep the ferry",
          "The ferry to the island should go on.",
          {"keep the ferry"},
          {"scrap the ferry"},
          {},
          ""};
}

CodingExample example(const std::string& cue, const std::string& content, int agreement) {
  return {{cue, content}, agreement, "zo"};
}

// Nothing of it is in the codebook but the ferry itself.
std::vector<CodingExample> examples() {
  return {example("said", "that the old ferry is a lifeline for the islanders", 1),
          example("said", "that the islanders need the ferry more than a bridge", 1),
          example("praised", "the crew of the ferry and its lifeline to the islanders", 1),
          example("called", "the ferry a lifeline", 1),
          example("wrote", "that without the ferry the islanders would leave", 1),
          example("said", "that the ferry is a money pit and rusts", -1),
          example("complained", "that the ferry is a rusty money pit", -1),
          example("called", "the ferry a money pit for taxpayers", -1),
          example("said", "taxpayers have paid enough for a rusty ferry", -1),
          example("told voters", "that taxpayers should not pay for the ferry", -1),
          example("said", "that the school needs a new roof", 0),
          example("said", "that the harvest was poor", 0),
          example("told reporters", "that the bridge would be closed on Monday", 0),
          example("announced", "a new tax on houses", 0),
          example("demanded", "more teachers for the school", 0)};
}

std::vector<StatementText> texts(const std::vector<CodingExample>& all) {
  std::vector<StatementText> texts;
  for (const CodingExample& each : all) texts.push_back(each.text);
  return texts;
}

WordRarity rarity() { return WordRarity::of(texts(examples())); }

ConceptClassifier taught() { return *ConceptClassifier::train(examples(), ferry(), rarity()); }

TEST(ConceptClassifier, LearnsWordsThatTheCodebookDoesNotHold) {
  const auto classifier = taught();
  const auto good = classifier.classify({"said", "that the ferry is the lifeline of islanders"});
  const auto bad = classifier.classify({"said", "that the ferry is a rusty money pit"});
  const auto other = classifier.classify({"said", "that the school needs teachers"});
  EXPECT_GT(good.in_favour, good.against);
  EXPECT_GT(bad.against, bad.in_favour);
  EXPECT_GT(other.neither, good.neither);
  EXPECT_GT(other.neither, bad.neither);
  EXPECT_EQ(classifier.stand(other), 0);
}

TEST(ConceptClassifier, KnowsTheCodebookBeforeAnyLesson) {
  const auto classifier = ConceptClassifier::untaught(ferry(), rarity());
  EXPECT_EQ(classifier.stand(classifier.classify({"said", "they must keep the ferry"})), 1);
  EXPECT_EQ(classifier.stand(classifier.classify({"said", "they must scrap the ferry"})), -1);
  EXPECT_EQ(classifier.stand(classifier.classify({"said", "that it rains"})), 0);
  EXPECT_FALSE(classifier.quality());
}

TEST(ConceptClassifier, RefusesToLearnFromAnythingButPeople) {
  for (const char* coder : {"", "machine", "phrase", "learned"}) {
    auto all = examples();
    all[3].coder = coder;
    const auto classifier = ConceptClassifier::train(all, ferry(), rarity());
    ASSERT_FALSE(classifier) << coder;
    EXPECT_EQ(classifier.error().code, ErrorCode::Usage);
    EXPECT_NE(classifier.error().message.find("only people's"), std::string::npos);
  }
}

TEST(ConceptClassifier, NeedsTenExamplesAndSaysSo) {
  auto all = examples();
  all.resize(9);
  const auto classifier = ConceptClassifier::train(all, ferry(), rarity());
  ASSERT_FALSE(classifier);
  EXPECT_EQ(classifier.error().code, ErrorCode::Usage);
  EXPECT_NE(classifier.error().message.find("9 of the 10"), std::string::npos);
}

TEST(ConceptClassifier, RefusesAnAgreementThatIsNone) {
  auto all = examples();
  all[0].agreement = 2;
  EXPECT_FALSE(ConceptClassifier::train(all, ferry(), rarity()));
}

TEST(ConceptClassifier, LearnsFromExamplesOfOneKindAlone) {
  auto all = examples();
  for (CodingExample& each : all) each.agreement = 0;
  const auto classifier = ConceptClassifier::train(all, ferry(), rarity());
  ASSERT_TRUE(classifier);
  EXPECT_EQ(classifier->quality()->in_favour + classifier->quality()->against, 0u);
  EXPECT_TRUE(std::isnan(classifier->quality()->recall()));
}

TEST(ConceptClassifier, CanBeTaughtWithoutBeingMeasured) {
  LearningOptions options;
  options.folds = 0;
  const auto quick = ConceptClassifier::train(examples(), ferry(), rarity(), options);
  ASSERT_TRUE(quick);
  EXPECT_FALSE(quick->quality());
  const StatementText text{"said", "that the ferry is a money pit"};
  EXPECT_EQ(quick->classify(text).against, taught().classify(text).against);
}

TEST(ConceptClassifier, TellsWhatItDoesOnExamplesItHasNotSeen) {
  const auto quality = *taught().quality();
  EXPECT_EQ(quality.examples, 15u);
  EXPECT_EQ(quality.in_favour, 5u);
  EXPECT_EQ(quality.against, 5u);
  EXPECT_LE(quality.right, quality.found);
  EXPECT_LE(quality.right, 10u);
  EXPECT_EQ(quality.phrases_found, 0u);
  EXPECT_GT(quality.f1(), 0.3);
}

// What holds of any labels: probabilities, the same for any order of examples.
RC_GTEST_PROP(ConceptClassifier, GivesProbabilitiesThatDoNotDependOnTheOrder, ()) {
  auto all = examples();
  for (CodingExample& each : all) each.agreement = *rc::gen::inRange(-1, 2);
  const auto first = ConceptClassifier::train(all, ferry(), rarity());
  for (std::size_t i = all.size(); i > 1; --i)
    std::swap(all[i - 1], all[*rc::gen::inRange<std::size_t>(0, i)]);
  const auto second = ConceptClassifier::train(all, ferry(), rarity());
  RC_ASSERT(first && second);
  for (const CodingExample& each : all) {
    const auto a = first->classify(each.text), b = second->classify(each.text);
    RC_ASSERT(a.in_favour == b.in_favour && a.against == b.against);
    RC_ASSERT(a.in_favour >= 0 && a.against >= 0 && a.neither >= 0);
    RC_ASSERT(std::abs(a.in_favour + a.against + a.neither - 1) < 1e-9);
  }
}

TEST(NextToAsk, GivesEachOnceAndNoMoreThanThereAre) {
  const auto candidates = texts(examples());
  const auto all = next_to_ask(taught(), candidates, 100);
  EXPECT_EQ(std::set<std::size_t>(all.begin(), all.end()).size(), candidates.size());
  EXPECT_EQ(all.size(), candidates.size());
  EXPECT_TRUE(next_to_ask(taught(), {}, 3).empty());
  EXPECT_TRUE(next_to_ask(taught(), candidates, 0).empty());
}

TEST(NextToAsk, AsksFirstOfWhatTheCodebookIsAbout) {
  const std::vector<StatementText> candidates{{"said", "that it rains on the hills"},
                                              {"said", "that the ferry to the island is late"},
                                              {"said", "that bread is dear"}};
  const auto untaught = ConceptClassifier::untaught(ferry(), WordRarity::of(candidates));
  EXPECT_EQ(next_to_ask(untaught, candidates, 1), (std::vector<std::size_t>{1}));
}

TEST(NextToAsk, DoesNotAskTheSameTwice) {
  std::vector<StatementText> candidates(5, {"said", "that the ferry to the island is late"});
  candidates.push_back({"said", "that the island needs its ferry in winter"});
  const auto untaught = ConceptClassifier::untaught(ferry(), WordRarity::of(candidates));
  const auto first = next_to_ask(untaught, candidates, 2);
  EXPECT_NE(std::find(first.begin(), first.end(), 5u), first.end());
}

TEST(NextToAsk, DependsOnTheSeedOnlyAmongEqualOnes) {
  const std::vector<StatementText> candidates(8, {"said", "that it rains"});
  const auto classifier = taught();
  EXPECT_EQ(next_to_ask(classifier, candidates, 8, 4), next_to_ask(classifier, candidates, 8, 4));
  EXPECT_NE(next_to_ask(classifier, candidates, 8, 4), next_to_ask(classifier, candidates, 8, 5));
}

TEST(LearningCurve, MeasuresHeldOutStatementsOnly) {
  std::vector<StatementText> all;
  std::vector<int> agreements;
  for (int copy = 0; copy < 4; ++copy) {
    for (const CodingExample& each : examples()) {
      all.push_back(each.text);
      agreements.push_back(each.agreement);
    }
  }
  CurveOptions options;
  options.sizes = {10, 30};
  options.seeds = 2;
  const auto runs = learning_curve(all, agreements, ferry(), options);
  ASSERT_EQ(runs.size(), 2u);
  for (const CurveRun& run : runs) {
    ASSERT_EQ(run.random.size(), 2u);
    ASSERT_EQ(run.active.size(), 2u);
    EXPECT_EQ(run.random[0][0].wanted, run.active[1][0].wanted);
    EXPECT_LE(run.random[0][0].wanted, 20u);
    // Each statement is there four times, so that thirty labels tell nearly all.
    EXPECT_GT(run.active[1][0].f1(), run.phrases[0].f1());
  }
  const auto again = learning_curve(all, agreements, ferry(), options);
  EXPECT_EQ(again[1].active[1][0].right, runs[1].active[1][0].right);
}

}  // namespace
}  // namespace faultline::positions
