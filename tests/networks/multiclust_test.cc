#include "networks/multiclust.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

#include "distances.h"
#include "networks/detail/tie_communities.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

using testing::any_distances;
using testing::matrix;

const double nan = std::numeric_limits<double>::quiet_NaN();

/// Two camps of three, which one weak tie joins; each camp shares a stand of its own.
ClusterInput two_camps() {
  ClusterInput input;
  input.nodes = {"a", "b", "c", "d", "e", "f"};
  input.profiles = matrix(6, 4, {1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0,  //
                                 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0});
  input.ties = matrix(6, 6, std::vector<double>(36, 0.0));
  const auto tie = [&](std::size_t a, std::size_t b, double weight) {
    input.ties.at(a, b) = input.ties.at(b, a) = weight;
  };
  for (const std::size_t camp : {0U, 3U}) {
    tie(camp, camp + 1, 2);
    tie(camp, camp + 2, 2);
    tie(camp + 1, camp + 2, 2);
  }
  tie(2, 3, 0.5);
  return input;
}

TEST(Multiclust, FindsTwoCampsByEveryMethod) {
  for (const ClusterRules rules : {ClusterRules::Published, ClusterRules::Rdna}) {
    MulticlustOptions options;
    options.rules = rules;
    options.most = 3;  // of four distinct profiles
    const auto got = multiclust(two_camps(), options);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->clusterings.size(), 16U);
    EXPECT_TRUE(got->left_out.empty());
    for (const Clustering& clustering : got->clusterings) {
      // Label propagation may stop elsewhere; see the networks of igraph's own tests.
      if (clustering.method == ClusterMethod::LabelPropagation) continue;
      EXPECT_EQ(renumbered(clustering.groups), (Groups{0, 0, 0, 1, 1, 1}))
          << key_of(clustering.method);
      EXPECT_EQ(clustering.k, 2U);
    }
  }
}

TEST(Multiclust, CountsWeightsByDefaultAndTiesForRdna) {
  // Weights: 12 of 12.5 lie inside, each camp has half of the strength: 0.96 - 0.5. Ties: 6 of 7.
  MulticlustOptions options;
  options.k = 2;
  options.methods = {ClusterMethod::Complete};
  EXPECT_NEAR(multiclust(two_camps(), options)->best()->modularity, 12.0 / 12.5 - 0.5, 1e-15);
  options.rules = ClusterRules::Rdna;
  EXPECT_NEAR(multiclust(two_camps(), options)->best()->modularity, 6.0 / 7.0 - 0.5, 1e-15);
}

TEST(Multiclust, NumbersGroupsAsRdnaWhereAsked) {
  MulticlustOptions options;
  options.rules = ClusterRules::Rdna;
  options.k = 2;
  options.methods = {ClusterMethod::Single, ClusterMethod::ConcorOneMode};
  const auto got = multiclust(two_camps(), options);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->clusterings.at(0).groups, (Groups{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(got->clusterings.at(1).groups, (Groups{1, 1, 1, 0, 0, 0}));
}

TEST(Multiclust, LeavesATriangleWholeUnlessAsRdna) {
  // igraph 1.3.5 in R: cluster_fast_greedy(make_full_graph(3)) has two communities, which the
  // modularity of ties says are worse than one: 1/3 - (2/3)^2 - (1/3)^2 against 0.
  const ClusterInput input{.nodes = {"a", "b", "c"},
                           .profiles = matrix(3, 1, {1, 1, 1}),
                           .ties = matrix(3, 3, {0, 1, 1, 1, 0, 1, 1, 1, 0})};
  MulticlustOptions options;
  options.methods = {ClusterMethod::FastGreedy};
  EXPECT_EQ(multiclust(input, options)->clusterings.at(0).k, 1U);
  options.rules = ClusterRules::Rdna;
  const auto rdna = multiclust(input, options);
  ASSERT_TRUE(rdna);
  EXPECT_EQ(rdna->clusterings.at(0).k, 2U);
  EXPECT_NEAR(rdna->clusterings.at(0).modularity, -2.0 / 9.0, 1e-15);
}

TEST(Multiclust, SaysWhichMethodsGiveNothingAndWhy) {
  MulticlustOptions options;
  options.k = 3;
  options.rules = ClusterRules::Rdna;
  const auto got = multiclust(two_camps(), options);
  ASSERT_TRUE(got);
  std::vector<ClusterMethod> left_out;
  for (const auto& [method, reason] : got->left_out) {
    left_out.push_back(method);
    EXPECT_FALSE(reason.empty());
  }
  EXPECT_EQ(left_out, (std::vector{ClusterMethod::ConcorOneMode, ClusterMethod::ConcorTwoMode,
                                   ClusterMethod::Louvain, ClusterMethod::LeadingEigenvector,
                                   ClusterMethod::Infomap, ClusterMethod::LabelPropagation}));
}

TEST(Multiclust, OfTwoNodesHasNoMedoidsNorMeans) {
  ClusterInput input{.nodes = {"a", "b"},
                     .profiles = matrix(2, 2, {1, 0, 0, 1}),
                     .ties = matrix(2, 2, {0, 1, 1, 0})};
  MulticlustOptions options;
  options.k = 2;
  options.rules = ClusterRules::Rdna;
  const auto got = multiclust(input, options);
  ASSERT_TRUE(got);
  for (const Clustering& clustering : got->clusterings) {
    EXPECT_NE(clustering.method, ClusterMethod::Medoids);
    EXPECT_NE(clustering.method, ClusterMethod::KMeans);
    EXPECT_DOUBLE_EQ(clustering.modularity, -0.5);
  }
  ASSERT_NE(got->best(), nullptr);
  EXPECT_EQ(got->best()->method, ClusterMethod::Single);
}

TEST(Multiclust, OfNobodyAndOfOneIsEmptyOrLeftOut) {
  const auto nobody = multiclust({.nodes = {}, .profiles = {}, .ties = {}});
  ASSERT_TRUE(nobody);
  EXPECT_EQ(nobody->best(), nullptr);
  MulticlustOptions options;
  options.rules = ClusterRules::Rdna;
  const ClusterInput one{.nodes = {"a"}, .profiles = matrix(1, 1, {1}), .ties = matrix(1, 1, {0})};
  EXPECT_TRUE(multiclust(one, options)->clusterings.empty());
}

TEST(Multiclust, OfNoTiesHasNoBestNumberOfGroups) {
  ClusterInput input = two_camps();
  input.ties.values.assign(36, 0.0);
  MulticlustOptions options;
  options.methods = {ClusterMethod::Ward};
  const auto open = multiclust(input, options);
  ASSERT_TRUE(open);
  EXPECT_TRUE(open->clusterings.empty());
  options.k = 2;
  const auto fixed = multiclust(input, options);
  ASSERT_TRUE(fixed);
  EXPECT_TRUE(std::isnan(fixed->clusterings.at(0).modularity));
  EXPECT_EQ(fixed->best(), nullptr);
}

TEST(Multiclust, RefusesWhatCannotBe) {
  ClusterInput input = two_camps();
  MulticlustOptions options;
  options.most = 1;
  EXPECT_EQ(multiclust(input, options).error().code, ErrorCode::Usage);
  input.ties.at(0, 1) = nan;
  EXPECT_EQ(multiclust(input).error().code, ErrorCode::Malformed);
  input = two_camps();
  input.nodes.pop_back();
  EXPECT_EQ(multiclust(input).error().code, ErrorCode::Usage);
}

RC_GTEST_PROP(Multiclust, GivesAsManyGroupsAsAskedFromOneSeedToTheNext, ()) {
  const Matrix distances = *any_distances(4, 8);
  ClusterInput input;
  for (std::size_t node = 0; node < distances.rows; ++node) {
    input.nodes.push_back(std::to_string(node));
  }
  input.ties = distances;
  input.profiles = matrix(distances.rows, 3, {});
  for (std::size_t cell = 0; cell < distances.rows * 3; ++cell) {
    input.profiles.values.push_back(*rc::gen::inRange(0, 2));
  }
  MulticlustOptions options;
  options.k = static_cast<std::size_t>(*rc::gen::inRange(2, 4));
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  options.rules = *rc::gen::element(ClusterRules::Published, ClusterRules::Rdna);
  const auto got = multiclust(input, options);
  RC_ASSERT(got.has_value());
  for (const Clustering& clustering : got->clusterings) {
    const bool may_be_fewer = clustering.method == ClusterMethod::ConcorOneMode ||
                              clustering.method == ClusterMethod::ConcorTwoMode;
    RC_ASSERT(clustering.k == *options.k);
    if (!may_be_fewer) RC_ASSERT(count_of(clustering.groups) == *options.k);
  }
  const auto again = multiclust(input, options);
  for (std::size_t i = 0; i < got->clusterings.size(); ++i) {
    RC_ASSERT(got->clusterings[i].groups == again->clusterings[i].groups);
  }
}

TEST(ClusterInput, JoinsWhoSaidWhatWithWhoAgrees) {
  Network said{.shape = Shape::TwoMode,
               .row_variable = {},
               .column_variable = {},
               .rows = {"b", "a"},
               .columns = {"p", "q"},
               .edges = {{0, 0, 2}, {0, 1, -1}, {1, 1, 1}},
               .edge_attributes = {}};
  Network agree;
  agree.rows = {"a", "b", "c"};
  agree.edges = {{0, 1, -3}, {1, 2, 4}};
  const auto got = cluster_input(said, agree);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->nodes, agree.rows);
  EXPECT_EQ(got->profiles, matrix(3, 4, {0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0}));
  EXPECT_EQ(got->ties, matrix(3, 3, {0, 0, 0, 0, 0, 4, 0, 4, 0}));
  EXPECT_EQ(cluster_input(agree, agree).error().code, ErrorCode::Usage);
}

TEST(HalvesOf, PutsYesAndNoSideBySide) {
  EXPECT_EQ(halves_of(matrix(2, 2, {0, 1, 2, 3})), matrix(2, 4, {0, 1, 0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(positive_part(matrix(1, 2, {-1, 2})), matrix(1, 2, {0, 2}));
}

TEST(ClusterMethods, AreKnownByTheirKeys) {
  for (const ClusterMethod method : cluster_methods()) {
    EXPECT_EQ(cluster_method(key_of(method)).value(), method);
    EXPECT_FALSE(title_of(method).empty());
  }
  EXPECT_EQ(cluster_method("wards").error().code, ErrorCode::NotFound);
}

TEST(CutFromTop, NumbersAsIgraph) {
  // Merges 2+3, then 0+1, then both; node 4 stays alone.
  const Hierarchy tree{.nodes = 5, .merges = {{2, 3, 1}, {0, 1, 2}, {5, 6, 3}}};
  EXPECT_EQ(detail::cut_from_top(tree, 3).value(), (Groups{0, 0, 1, 1, 2}));
  EXPECT_EQ(detail::cut_from_top(tree, 4).value(), (Groups{1, 2, 0, 0, 3}));
  EXPECT_EQ(detail::cut_from_top(tree, 2).value(), (Groups{0, 0, 0, 0, 1}));
  EXPECT_FALSE(detail::cut_from_top(tree, 1));
}

}  // namespace
}  // namespace faultline::networks
