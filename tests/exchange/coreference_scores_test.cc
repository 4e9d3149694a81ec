#include "exchange/coreference_scores.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "exchange/detail/heaviest_matching.h"

namespace faultline::exchange {
namespace {

/// "abc de": two chains of spans that are named by letters.
std::vector<CoreferenceChain> chains(const std::string& words) {
  std::vector<CoreferenceChain> result(1);
  for (const char letter : words) {
    const auto place = static_cast<std::uint32_t>(letter - 'a');
    if (letter == ' ')
      result.emplace_back();
    else
      result.back().push_back({0, place, place + 1});
  }
  return result;
}

/// Words without a pronoun, one for each letter.
CoreferenceDocument document(std::vector<CoreferenceChain> gold) {
  return {.id = "d",
          .genre = {},
          .sentences = {std::vector<std::string>(26, "stone")},
          .speakers = {},
          .chains = std::move(gold)};
}

CoreferenceScores compared(const std::string& gold, const std::string& predicted) {
  CoreferenceScores scores;
  scores.add(document(chains(gold)), chains(predicted));
  return scores;
}

// Pradhan et al. (ACL 2014), the example of section 2 and figure 1.
TEST(CoreferenceScores, GivesTheFiguresOfTheReferenceScorersExample) {
  const auto scores = compared("abc defg", "ab cd fghi");
  const auto& mentions = scores.score(ChainMeasure::Mentions);
  EXPECT_NEAR(mentions.recall(), 600.0 / 7, 1e-9);
  EXPECT_NEAR(mentions.precision(), 75, 1e-9);
  const auto& muc = scores.score(ChainMeasure::Muc);
  EXPECT_NEAR(muc.recall(), 40, 1e-9);
  EXPECT_NEAR(muc.precision(), 40, 1e-9);
  const auto& b3 = scores.score(ChainMeasure::B3);
  EXPECT_NEAR(b3.recall(), 100.0 / 7 * (4.0 / 3 + 1.0 / 3 + 1.0 / 4 + 4.0 / 4), 1e-9);
  EXPECT_NEAR(b3.precision(), 50, 1e-9);
  const auto& ceafe = scores.score(ChainMeasure::CeafE);
  EXPECT_NEAR(ceafe.recall(), 65, 1e-9);
  EXPECT_NEAR(ceafe.precision(), 130.0 / 3, 1e-9);
  EXPECT_NEAR(ceafe.f1(), 52, 1e-9);
  EXPECT_NEAR(scores.conll(), (40 + b3.f1() + 52) / 3, 1e-9);
}

TEST(CoreferenceScores, IsZeroAndNoNumberBeyondWhereNothingIsFoundOrThere) {
  for (const auto& scores : {compared("ab", ""), compared("", "ab"), compared("", "")}) {
    EXPECT_EQ(scores.documents(), 1U);
    EXPECT_EQ(scores.conll(), 0);
    EXPECT_EQ(scores.score(ChainMeasure::Mentions).f1(), 0);
  }
}

TEST(CoreferenceScores, KnowsChainsThatAreCutInTwo) {
  const auto scores = compared("abcd", "ab cd");
  EXPECT_NEAR(scores.score(ChainMeasure::Muc).recall(), 200.0 / 3, 1e-9);
  EXPECT_NEAR(scores.score(ChainMeasure::Muc).precision(), 100, 1e-9);
  EXPECT_NEAR(scores.score(ChainMeasure::B3).recall(), 50, 1e-9);
  EXPECT_NEAR(scores.score(ChainMeasure::CeafE).recall(), 200.0 / 3, 1e-9);
  EXPECT_NEAR(scores.score(ChainMeasure::CeafE).precision(), 100.0 / 3, 1e-9);
}

TEST(CoreferenceScores, SumsBeforeItDivides) {
  CoreferenceScores scores;
  scores.add(document(chains("ab")), chains("ab"));
  scores.add(document(chains("abcd")), chains("xy"));
  EXPECT_EQ(scores.documents(), 2U);
  EXPECT_NEAR(scores.score(ChainMeasure::Muc).recall(), 25, 1e-9);
  EXPECT_NEAR(scores.score(ChainMeasure::Muc).precision(), 50, 1e-9);
}

TEST(CountedChains, LeavesOutWhatIsAloneAndWhatAnEarlierChainHolds) {
  EXPECT_TRUE(counted_chains(chains("a  bb")).empty());
  EXPECT_EQ(counted_chains(chains("baa bcd ca")), chains("ab cd"));
  EXPECT_EQ(counted_chains(chains("a ab")), chains("ab"));
}

TEST(CountedChains, AreInOrderOfReadingOuterSpansFirst) {
  const CoreferenceChain given{{1, 0, 1}, {0, 3, 4}, {0, 3, 6}, {0, 1, 2}};
  const CoreferenceChain ordered{{0, 1, 2}, {0, 3, 6}, {0, 3, 4}, {1, 0, 1}};
  EXPECT_EQ(counted_chains(std::vector<CoreferenceChain>{given}),
            std::vector<CoreferenceChain>{ordered});
}

TEST(PronounOf, KnowsFormsAndCapitalsButNoReflexivesAndNoCountry) {
  EXPECT_EQ(pronoun_of("His"), Pronoun::He);
  EXPECT_EQ(pronoun_of("hers"), Pronoun::She);
  EXPECT_EQ(pronoun_of("them"), Pronoun::They);
  EXPECT_EQ(pronoun_of("I"), Pronoun::I);
  EXPECT_EQ(pronoun_of("us"), Pronoun::We);
  for (const char* word : {"US", "IT", "himself", "who", "", "this", "stone"})
    EXPECT_FALSE(pronoun_of(word)) << word;
}

/// Ada saw Bo . She told him that he ... : spans by the number of their word.
class OfPronouns : public testing::Test {
 protected:
  OfPronouns() {
    text.id = "d";
    text.sentences = {{"Ada", "saw", "Bo", "."},
                      {"She", "told", "him", "that", "he", "slept", "."}};
    text.chains = {{{0, 0, 1}, {1, 0, 1}}, {{0, 2, 3}, {1, 2, 3}, {1, 4, 5}}};
  }

  [[nodiscard]] CoreferenceScores scores(const std::vector<CoreferenceChain>& predicted) const {
    CoreferenceScores result;
    result.add(text, predicted);
    return result;
  }

  CoreferenceDocument text;
};

TEST_F(OfPronouns, CountThoseThatGoBackToTheirChain) {
  const auto all = scores(text.chains);
  EXPECT_EQ(all.pronoun(Pronoun::She).asked, 1U);
  EXPECT_EQ(all.pronoun(Pronoun::She).right, 1U);
  EXPECT_EQ(all.pronoun(Pronoun::He).asked, 2U);
  EXPECT_EQ(all.pronoun(Pronoun::He).right, 2U);
  EXPECT_EQ(all.third_person().percent(), 100);
}

TEST_F(OfPronouns, BlameOnlyThePronounThatGoesAstray) {
  // "him" for Ada; "he" for "him", with which it stands in one chain.
  const auto astray = scores({CoreferenceChain{{0, 0, 1}, {1, 0, 1}, {1, 2, 3}, {1, 4, 5}}});
  EXPECT_EQ(astray.pronoun(Pronoun::He).right, 1U);
  EXPECT_EQ(astray.pronoun(Pronoun::She).right, 1U);
  const auto absent = scores({CoreferenceChain{{0, 2, 3}, {1, 4, 5}}});
  EXPECT_EQ(absent.pronoun(Pronoun::He).right, 1U);
  EXPECT_EQ(absent.pronoun(Pronoun::She).right, 0U);
  EXPECT_EQ(absent.third_person().asked, 3U);
}

TEST_F(OfPronouns, DoNotAskOneThatIsTheFirstOfItsChain) {
  text.chains = {CoreferenceChain{{1, 2, 3}, {1, 4, 5}}};
  EXPECT_EQ(scores(text.chains).pronoun(Pronoun::He).asked, 1U);
  EXPECT_EQ(scores(text.chains).pronoun(Pronoun::It).asked, 0U);
  EXPECT_EQ(scores(text.chains).pronoun(Pronoun::It).percent(), 0);
}

using Weights = std::vector<std::vector<double>>;

/// All numbers of the range alike, where RapidCheck by itself begins with the least ones.
template <class Number>
Number drawn(Number least, Number end) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, end));
}

/// By trying all permutations of the longer side.
double heaviest_by_force(const Weights& weights) {
  const std::size_t rows = weights.size();
  const std::size_t columns = weights.front().size();
  std::vector<std::size_t> order(std::max(rows, columns));
  std::iota(order.begin(), order.end(), 0U);
  double best = 0;
  do {
    double sum = 0;
    for (std::size_t i = 0; i < std::min(rows, columns); ++i)
      sum += rows <= columns ? weights[i][order[i]] : weights[order[i]][i];
    best = std::max(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(HeaviestMatching, IsZeroWithoutRowsOrColumns) {
  EXPECT_EQ(detail::heaviest_matching({}), 0);
  EXPECT_EQ(detail::heaviest_matching({{}}), 0);
  EXPECT_EQ(detail::heaviest_matching({{0.5}}), 0.5);
}

RC_GTEST_PROP(HeaviestMatching, EqualsTheBestOfAllPermutations, ()) {
  const auto rows = drawn<std::size_t>(1, 7);
  const auto columns = drawn<std::size_t>(1, 7);
  Weights weights(rows, std::vector<double>(columns));
  for (auto& row : weights)
    for (auto& weight : row) weight = std::max(0, drawn(-20, 60)) / 7.0;
  const double difference = detail::heaviest_matching(weights) - heaviest_by_force(weights);
  RC_ASSERT(difference < 1e-9 && difference > -1e-9);
}

/// Some of twelve spans, dealt out to chains.
std::vector<CoreferenceChain> drawn_chains() {
  std::vector<CoreferenceChain> result(4);
  for (std::uint32_t place = 0; place < 12; ++place) {
    const auto chain = drawn<std::size_t>(0, 6);
    if (chain < result.size()) result[chain].push_back({0, place, place + 1});
  }
  return result;
}

RC_GTEST_PROP(CoreferenceScores, CeafEEqualsTheBestOfAllMaps, ()) {
  const auto gold = counted_chains(drawn_chains());
  const auto predicted = counted_chains(drawn_chains());
  RC_PRE(!gold.empty() && !predicted.empty());
  Weights weights;
  for (const auto& one : gold) {
    auto& row = weights.emplace_back();
    for (const auto& other : predicted) {
      const auto shared = std::count_if(one.begin(), one.end(), [&](const WordSpan& span) {
        return std::find(other.begin(), other.end(), span) != other.end();
      });
      row.push_back(2.0 * static_cast<double>(shared) /
                    static_cast<double>(one.size() + other.size()));
    }
  }
  CoreferenceScores scores;
  scores.add(document(gold), predicted);
  const double difference =
      scores.score(ChainMeasure::CeafE).found_gold - heaviest_by_force(weights);
  RC_ASSERT(difference < 1e-9 && difference > -1e-9);
}

RC_GTEST_PROP(CoreferenceScores, PrecisionIsTheRecallOfSidesChanged, ()) {
  const auto gold = drawn_chains();
  const auto predicted = drawn_chains();
  CoreferenceScores one;
  CoreferenceScores other;
  one.add(document(gold), predicted);
  other.add(document(predicted), gold);
  for (const auto measure : kChainMeasures) {
    const double difference = one.score(measure).precision() - other.score(measure).recall();
    RC_ASSERT(difference < 1e-9 && difference > -1e-9);
  }
}

RC_GTEST_PROP(CoreferenceScores, FindEverythingInChainsComparedWithThemselves, ()) {
  const auto gold = drawn_chains();
  RC_PRE(!counted_chains(gold).empty());
  CoreferenceScores scores;
  scores.add(document(gold), gold);
  RC_ASSERT(scores.conll() > 100 - 1e-9 && scores.conll() < 100 + 1e-9);
}

}  // namespace
}  // namespace faultline::exchange
