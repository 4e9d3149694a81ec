#include "networks/networks.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace faultline::networks {
namespace {

TEST(SignedNetwork, OfNoTiesHasNoEdges) { EXPECT_TRUE(signed_network({}).empty()); }

TEST(SignedNetwork, LeavesOutWhatAnActorDoesToItself) {
  const std::vector<SignedTie> ties = {{4, 4, -1, 0}};
  EXPECT_TRUE(signed_network(ties).empty());
}

TEST(SignedNetwork, CountsEachSignOfAnOrderedPairAndKeepsItsEvidenceInOrder) {
  const std::vector<SignedTie> ties = {
      {2, 1, -1, 10}, {1, 2, 1, 11}, {2, 1, 0, 12}, {2, 1, -1, 13}};
  const std::vector<SignedEdge> expected = {
      {.from = 1, .to = 2, .positive = 1, .evidence = {11}},
      {.from = 2, .to = 1, .negative = 2, .neutral = 1, .evidence = {10, 12, 13}}};
  EXPECT_EQ(signed_network(ties), expected);
}

TEST(AffiliationNetwork, OfNoStancesHasNoCells) { EXPECT_TRUE(affiliation_network({}).empty()); }

TEST(AffiliationNetwork, CountsAgreementAndDisagreementOfAnActorOnAConcept) {
  const std::vector<Stance> stances = {{1, 0, 1, 5}, {0, 3, -1, 6}, {1, 0, -1, 7}, {1, 0, 1, 8}};
  const std::vector<AffiliationCell> expected = {
      {.actor = 0, .concept_index = 3, .disagree = 1, .evidence = {6}},
      {.actor = 1, .concept_index = 0, .agree = 2, .disagree = 1, .evidence = {5, 7, 8}}};
  EXPECT_EQ(affiliation_network(stances), expected);
  EXPECT_EQ(expected[1].net(), 1);
}

std::vector<SignedTie> drawn_ties(std::uint32_t actors) {
  const auto ties = *rc::gen::container<std::vector<SignedTie>>(rc::gen::construct<SignedTie>(
      rc::gen::inRange<std::uint32_t>(0, actors), rc::gen::inRange<std::uint32_t>(0, actors),
      rc::gen::inRange(-1, 2), rc::gen::inRange<std::size_t>(0, 1000)));
  return ties;
}

RC_GTEST_PROP(SignedNetwork, CountsAsAPlainMapDoes, ()) {
  const auto ties = drawn_ties(5);
  std::map<std::pair<std::uint32_t, std::uint32_t>, SignedEdge> reference;
  for (const SignedTie& tie : ties) {
    if (tie.from == tie.to) continue;
    SignedEdge& edge = reference[{tie.from, tie.to}];
    edge.from = tie.from;
    edge.to = tie.to;
    if (tie.sign == -1) ++edge.negative;
    if (tie.sign == 0) ++edge.neutral;
    if (tie.sign == 1) ++edge.positive;
    edge.evidence.push_back(tie.evidence);
  }
  std::vector<SignedEdge> expected;
  for (const auto& [pair, edge] : reference) expected.push_back(edge);
  RC_ASSERT(signed_network(ties) == expected);
}

RC_GTEST_PROP(AffiliationNetwork, CountsAsAPlainMapDoes, ()) {
  const auto stances = *rc::gen::container<std::vector<Stance>>(rc::gen::construct<Stance>(
      rc::gen::inRange<std::uint32_t>(0, 4), rc::gen::inRange<std::uint32_t>(0, 4),
      rc::gen::element(-1, 1), rc::gen::inRange<std::size_t>(0, 1000)));
  std::map<std::pair<std::uint32_t, std::uint32_t>, AffiliationCell> reference;
  for (const Stance& stance : stances) {
    AffiliationCell& cell = reference[{stance.actor, stance.concept_index}];
    cell.actor = stance.actor;
    cell.concept_index = stance.concept_index;
    (stance.agreement == 1 ? cell.agree : cell.disagree) += 1;
    cell.evidence.push_back(stance.evidence);
  }
  std::vector<AffiliationCell> expected;
  for (const auto& [pair, cell] : reference) expected.push_back(cell);
  RC_ASSERT(affiliation_network(stances) == expected);
}

TEST(DirectedNetwork, LeavesOutPairsThatBalanceAndNodesThatNoneJoins) {
  const std::vector<std::string> labels = {"Ann", "Bo", "Cem", "Dia"};
  const std::vector<SignedEdge> edges = {
      {.from = 0, .to = 3, .negative = 2, .positive = 1, .neutral = 4, .evidence = {}},
      {.from = 1, .to = 0, .negative = 1, .positive = 1, .neutral = 0, .evidence = {}}};
  const auto network = *directed_network(labels, edges, Aggregation::Subtract);
  EXPECT_EQ(network.rows, (std::vector<std::string>{"Ann", "Dia"}));
  EXPECT_EQ(network.edges, (std::vector<Edge>{{0, 1, -1}}));
  EXPECT_EQ(network.statements, 7);
  EXPECT_EQ(directed_network(labels, edges, Aggregation::Subtract, true)->rows, labels);
  EXPECT_EQ(directed_network(labels, edges, Aggregation::Conflict)->edges,
            (std::vector<Edge>{{0, 2, 2}, {1, 0, 1}}));
  EXPECT_EQ(directed_network(labels, edges, Aggregation::Ignore)->edges[0].weight, 7);
  EXPECT_FALSE(directed_network(labels, edges, Aggregation::Combine));
}

}  // namespace
}  // namespace faultline::networks
