#include "exchange/statement_errors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace faultline::exchange {
namespace {

// Each letter is a word of its own, so that spans are easy to name.
const std::string letters = "a b c d e f g h i j k l m n o p q r s t";

/// The span of the words "a" to "c": word("ac").
std::vector<CodePointSpan> words(const std::string& first_and_last) {
  if (first_and_last.empty()) return {};
  const auto place = [](char letter) { return static_cast<std::uint32_t>(2 * (letter - 'a')); };
  return {{{place(first_and_last.front())}, {place(first_and_last.back()) + 1}}};
}

MarkedStatement statement(const std::string& source, const std::string& cue,
                          const std::string& content) {
  return {"", words(source), words(cue), words(content), {}, {}};
}

std::vector<StatementError> errors(const std::vector<MarkedStatement>& gold,
                                   const std::vector<MarkedStatement>& predicted) {
  return find_errors(compare(letters, gold, predicted));
}

void expect_one(const std::vector<StatementError>& found, ErrorCause cause, bool has_gold,
                bool has_predicted) {
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(to_string(found[0].cause), to_string(cause));
  EXPECT_EQ(found[0].gold.has_value(), has_gold);
  EXPECT_EQ(found[0].predicted.has_value(), has_predicted);
}

const auto right = statement("ab", "c", "dk");

TEST(FindErrors, FindsNoneInEqualReadings) {
  EXPECT_TRUE(errors({}, {}).empty());
  EXPECT_TRUE(errors({right}, {right}).empty());
}

TEST(FindErrors, TellsWhatIsMissingFromWhatIsTooMuch) {
  expect_one(errors({right}, {}), ErrorCause::MissedCue, true, false);
  expect_one(errors({}, {right}), ErrorCause::Spurious, false, true);
  const auto found = errors({right}, {right, statement("e", "f", "gh")});
  expect_one(found, ErrorCause::SpuriousInside, false, true);
  EXPECT_EQ(found[0].predicted, 1U);
}

TEST(FindErrors, JoinsBothReadingsOfOneCue) {
  expect_one(errors({right}, {statement("ab", "c", "np")}), ErrorCause::WrongContent, true, true);
  // Its content pairs with the gold's, so the cue does not matter.
  expect_one(errors({right}, {statement("ab", "m", "dk")}), ErrorCause::CueEdge, true, true);
}

TEST(FindErrors, NamesTheFirstFaultOfAPair) {
  expect_one(errors({right}, {statement("n", "m", "dj")}), ErrorCause::WrongSource, true, true);
  expect_one(errors({right}, {statement("", "c", "dk")}), ErrorCause::WrongSource, true, true);
  expect_one(errors({right}, {statement("a", "m", "dj")}), ErrorCause::ContentEdge, true, true);
  expect_one(errors({right}, {statement("a", "m", "dk")}), ErrorCause::SourceEdge, true, true);
  expect_one(errors({right}, {statement("ab", "", "dk")}), ErrorCause::CueEdge, true, true);
}

TEST(FindErrors, CountsASecondPredictionOfOneStatementAsSpurious) {
  expect_one(errors({right}, {right, right}), ErrorCause::Spurious, false, true);
}

TEST(Draw, GivesEachPlaceOnceAndTheSameForASeed) {
  EXPECT_TRUE(draw(3, 0, 1).empty());
  EXPECT_EQ(draw(9, 3, 1), (std::vector<std::size_t>{0, 1, 2}));
  const auto drawn = draw(20, 1000, 7);
  EXPECT_EQ(drawn, draw(20, 1000, 7));
  EXPECT_NE(drawn, draw(20, 1000, 8));
  EXPECT_EQ(std::set<std::size_t>(drawn.begin(), drawn.end()).size(), 20U);
  EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end()));
  EXPECT_LT(drawn.back(), 1000U);
}

}  // namespace
}  // namespace faultline::exchange
