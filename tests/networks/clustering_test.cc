#include "networks/clustering.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "distances.h"
#include "networks/detail/k_means.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

using testing::any_distances;
using testing::five;
using testing::matrix;
using testing::reordered;
using testing::ring_of_six;

const double nan = std::numeric_limits<double>::quiet_NaN();

constexpr Linkage linkages[] = {Linkage::Single, Linkage::Average, Linkage::Complete,
                                Linkage::Ward};

std::vector<double> heights(const Hierarchy& hierarchy) {
  std::vector<double> result;
  for (const Merge& merge : hierarchy.merges) result.push_back(merge.height);
  return result;
}

/// Inverse of R's notation: negative singletons, positive rows.
Hierarchy tree(std::size_t nodes, const std::vector<std::pair<int, int>>& merges,
               const std::vector<double>& at) {
  const auto number = [&](int r) {
    return static_cast<std::uint32_t>(r < 0 ? -r - 1 : static_cast<int>(nodes) + r - 1);
  };
  Hierarchy result{.nodes = nodes, .merges = {}};
  for (std::size_t i = 0; i < merges.size(); ++i) {
    result.merges.push_back(
        {.first = number(merges[i].first), .second = number(merges[i].second), .height = at[i]});
  }
  return result;
}

void expect_near(const std::vector<double>& got, const std::vector<double>& wanted) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], wanted[i], 1e-12) << i;
}

/// The distance of two clusters from the linkage's definition, all members looked at.
double from_definition(const Matrix& distances, Linkage linkage, const std::vector<std::size_t>& a,
                       const std::vector<std::size_t>& b) {
  double least = std::numeric_limits<double>::infinity();
  double most = 0.0;
  double sum = 0.0;
  double squares = 0.0;
  for (const std::size_t i : a) {
    for (const std::size_t j : b) {
      const double distance = distances.at(std::min(i, j), std::max(i, j));
      least = std::min(least, distance);
      most = std::max(most, distance);
      sum += distance;
      squares += distance * distance;
    }
  }
  const auto inside = [&](const std::vector<std::size_t>& members) {
    double total = 0.0;
    for (const std::size_t i : members) {
      for (const std::size_t j : members) total += i < j ? std::pow(distances.at(i, j), 2) : 0.0;
    }
    return total;
  };
  const double m = static_cast<double>(a.size());
  const double n = static_cast<double>(b.size());
  switch (linkage) {
    case Linkage::Single:
      return least;
    case Linkage::Complete:
      return most;
    case Linkage::Average:
      return sum / (m * n);
    case Linkage::Ward:
      break;
  }
  // Twice the growth of the sum of squares inside (Murtagh & Legendre 2014, section 3), which is
  // the squared distance of two single nodes.
  const double growth = (squares + inside(a) + inside(b)) / (m + n) - inside(a) / m - inside(b) / n;
  return std::sqrt(std::max(0.0, 2.0 * growth));
}

TEST(Hierarchy, OfFiveNodesIsThatOfR) {
  // d <- matrix(c(0,2,6,10,9, 2,0,5,9,8, 6,5,0,4,5, 10,9,4,0,3, 9,8,5,3,0), 5)
  // for (m in c("single","average","complete","ward.D2")) print(hclust(as.dist(d), m)[1:2])
  const std::vector<std::vector<double>> at = {{2, 3, 4, 5},
                                               {2, 3, 4.5, 7.83333333333333},
                                               {2, 3, 5, 10},
                                               {2, 3, 4.93288286231625, 11.79265308006077}};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto got = hierarchy(five(), linkages[i]);
    ASSERT_TRUE(got);
    expect_near(heights(*got), at[i]);
    const Hierarchy wanted = tree(5, {{-1, -2}, {-4, -5}, {-3, 2}, {1, 3}}, heights(*got));
    EXPECT_EQ(*got, wanted);
    EXPECT_EQ(cut(*got, 3).value(), (Groups{0, 0, 1, 2, 2}));
  }
}

TEST(Hierarchy, OfManyTiesIsThatOfR) {
  // r <- round(as.matrix(dist(cbind(cos(1:6*pi/3), sin(1:6*pi/3)))))
  // hclust(as.dist(r), "single"); hclust(as.dist(r), "average"); likewise "ward.D2"
  const auto single = hierarchy(ring_of_six(), Linkage::Single);
  ASSERT_TRUE(single);
  EXPECT_EQ(*single,
            tree(6, {{-1, -2}, {-3, 1}, {-4, 2}, {-5, 3}, {-6, 4}}, std::vector<double>(5, 1.0)));
  const std::vector<std::pair<int, int>> merges = {{-1, -2}, {-3, -4}, {-5, -6}, {1, 2}, {3, 4}};
  const auto average = hierarchy(ring_of_six(), Linkage::Average);
  ASSERT_TRUE(average);
  EXPECT_EQ(*average, tree(6, merges, {1, 1, 1, 1.75, 1.75}));
  const auto ward = hierarchy(ring_of_six(), Linkage::Ward);
  ASSERT_TRUE(ward);
  EXPECT_EQ(*ward, tree(6, merges, heights(*ward)));
  expect_near(heights(*ward), {1, 1, 1, 2.34520787991171, 2.34520787991171});
  EXPECT_EQ(cut(*average, 2).value(), (Groups{0, 0, 0, 0, 1, 1}));
}

TEST(Hierarchy, OfNobodyAndOfOneHasNoMerges) {
  EXPECT_EQ(hierarchy(matrix(0, 0, {}), Linkage::Ward).value(), (Hierarchy{}));
  EXPECT_EQ(hierarchy(matrix(1, 1, {0}), Linkage::Ward).value(),
            (Hierarchy{.nodes = 1, .merges = {}}));
}

TEST(Hierarchy, OfEqualDistancesTakesNodesInTheirOrder) {
  Matrix equal = matrix(4, 4, std::vector<double>(16, 1.0));
  const auto got = hierarchy(equal, Linkage::Average);
  ASSERT_TRUE(got);
  EXPECT_EQ(*got, tree(4, {{-1, -2}, {-3, 1}, {-4, 2}}, {1, 1, 1}));
}

TEST(Hierarchy, OfZerosJoinsAtHeightZero) {
  const auto got = hierarchy(matrix(3, 3, std::vector<double>(9, 0.0)), Linkage::Ward);
  ASSERT_TRUE(got);
  EXPECT_EQ(heights(*got), (std::vector<double>{0, 0}));
}

TEST(Hierarchy, RefusesWhatIsNoDistance) {
  const auto not_a_number = hierarchy(matrix(2, 2, {0, nan, nan, 0}), Linkage::Single);
  ASSERT_FALSE(not_a_number);
  EXPECT_EQ(not_a_number.error().code, ErrorCode::Malformed);
  EXPECT_EQ(not_a_number.error().where, "row 1, column 2");
  EXPECT_FALSE(hierarchy(matrix(2, 2, {0, -1, -1, 0}), Linkage::Single));
  EXPECT_EQ(hierarchy(matrix(1, 2, {0, 1}), Linkage::Single).error().code, ErrorCode::Usage);
}

RC_GTEST_PROP(Hierarchy, JoinsClustersThatAreAsNearAsAnyByDefinition, ()) {
  const Matrix distances = *any_distances(2, 9);
  const Linkage linkage = *rc::gen::elementOf(std::vector<Linkage>(linkages, linkages + 4));
  const auto got = hierarchy(distances, linkage);
  RC_ASSERT(got.has_value());
  std::vector<std::vector<std::size_t>> members(distances.rows);
  for (std::size_t node = 0; node < distances.rows; ++node) members[node] = {node};
  std::vector<std::size_t> alive(distances.rows);
  std::iota(alive.begin(), alive.end(), std::size_t{0});
  for (const Merge& merge : got->merges) {
    double least = std::numeric_limits<double>::infinity();
    for (const std::size_t a : alive) {
      for (const std::size_t b : alive) {
        if (a < b) {
          least = std::min(least, from_definition(distances, linkage, members[a], members[b]));
        }
      }
    }
    const double here =
        from_definition(distances, linkage, members[merge.first], members[merge.second]);
    RC_ASSERT(std::abs(merge.height - here) < 1e-9);
    RC_ASSERT(std::abs(merge.height - least) < 1e-9);
    std::vector<std::size_t> joined = members[merge.first];
    joined.insert(joined.end(), members[merge.second].begin(), members[merge.second].end());
    std::erase(alive, merge.first);
    std::erase(alive, merge.second);
    alive.push_back(members.size());
    members.push_back(joined);
  }
  RC_ASSERT(alive.size() == 1U);
}

RC_GTEST_PROP(Cut, GivesAsManyGroupsAsAskedEachInsideOneOfTheCoarserCut, ()) {
  const Matrix distances = *any_distances(1, 12);
  const auto tree_of = hierarchy(distances, Linkage::Average);
  Groups coarser = cut(*tree_of, 1).value();
  for (std::size_t k = 1; k <= distances.rows; ++k) {
    const Groups groups = cut(*tree_of, k).value();
    RC_ASSERT(count_of(groups) == k);
    RC_ASSERT(renumbered(groups) == groups);
    for (std::size_t a = 0; a < groups.size(); ++a) {
      for (std::size_t b = 0; b < groups.size(); ++b) {
        if (groups[a] == groups[b]) RC_ASSERT(coarser[a] == coarser[b]);
      }
    }
    coarser = groups;
  }
  RC_ASSERT(!cut(*tree_of, 0));
  RC_ASSERT(!cut(*tree_of, distances.rows + 1));
}

RC_GTEST_PROP(Cut, OfOtherwiseOrderedNodesIsTheSame, ()) {
  // Without ties the order of the nodes decides nothing.
  const auto nodes = static_cast<std::size_t>(*rc::gen::inRange(2, 9));
  std::vector<double> draws(nodes * nodes);
  std::iota(draws.begin(), draws.end(), 1.0);
  std::vector<std::size_t> shuffle(draws.size());
  for (std::size_t i = draws.size(); i-- > 1;) {
    std::swap(draws[i], draws[*rc::gen::inRange<std::size_t>(0, i + 1)]);
  }
  Matrix distances = matrix(nodes, nodes, draws);
  for (std::size_t a = 0; a < nodes; ++a) {
    distances.at(a, a) = 0.0;
    for (std::size_t b = 0; b < a; ++b) distances.at(a, b) = distances.at(b, a);
  }
  std::vector<std::size_t> order(nodes);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = nodes; i-- > 1;) {
    std::swap(order[i], order[*rc::gen::inRange<std::size_t>(0, i + 1)]);
  }
  for (const Linkage linkage : {Linkage::Single, Linkage::Complete}) {
    for (std::size_t k = 1; k <= nodes; ++k) {
      const Groups one = cut(*hierarchy(distances, linkage), k).value();
      const Groups other = cut(*hierarchy(reordered(distances, order), linkage), k).value();
      Groups back(nodes);
      for (std::size_t i = 0; i < nodes; ++i) back[order[i]] = other[i];
      RC_ASSERT(renumbered(back) == one);
    }
  }
}

TEST(Medoids, OfFiveNodesAreThoseOfR) {
  // library(cluster); p <- pam(as.dist(d), 2); p$id.med; p$clustering; p$objective
  const auto got = partition_around_medoids(five(), 2);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->medoids, (std::vector<std::uint32_t>{1, 3}));
  EXPECT_EQ(got->groups, (Groups{0, 0, 1, 1, 1}));
  EXPECT_NEAR(got->cost, 5 * 1.8, 1e-12);
}

TEST(Medoids, OfManyTiesAreThoseOfR) {
  // pam(as.dist(r), 2)[c("id.med", "clustering")]; pam(as.dist(r), 3)
  const auto two = partition_around_medoids(ring_of_six(), 2);
  ASSERT_TRUE(two);
  EXPECT_EQ(two->medoids, (std::vector<std::uint32_t>{5, 2}));
  EXPECT_EQ(two->groups, (Groups{0, 1, 1, 1, 0, 0}));
  const auto three = partition_around_medoids(ring_of_six(), 3);
  ASSERT_TRUE(three);
  EXPECT_EQ(three->medoids, (std::vector<std::uint32_t>{5, 2, 4}));
  EXPECT_EQ(three->groups, (Groups{0, 1, 1, 1, 2, 0}));
}

TEST(Medoids, RefuseAsManyGroupsAsNodes) {
  EXPECT_EQ(partition_around_medoids(five(), 5).error().code, ErrorCode::Usage);
  EXPECT_EQ(partition_around_medoids(five(), 0).error().code, ErrorCode::Usage);
  EXPECT_FALSE(partition_around_medoids(matrix(1, 1, {0}), 1));
  EXPECT_FALSE(partition_around_medoids(matrix(2, 2, {0, nan, nan, 0}), 1));
}

RC_GTEST_PROP(Medoids, CannotBeSwappedForTheBetter, ()) {
  const Matrix distances = *any_distances(3, 9);
  const auto k = static_cast<std::size_t>(
      *rc::gen::inRange(1, static_cast<int>(std::min<std::size_t>(distances.rows, 5))));
  const auto got = partition_around_medoids(distances, k);
  RC_ASSERT(got.has_value());
  const auto cost_of = [&](const std::vector<std::uint32_t>& medoids) {
    double cost = 0.0;
    for (std::size_t node = 0; node < distances.rows; ++node) {
      double least = std::numeric_limits<double>::infinity();
      for (const std::uint32_t medoid : medoids) {
        least = std::min(least, medoid == node ? 0.0 : distances.at(medoid, node));
      }
      cost += least;
    }
    return cost;
  };
  RC_ASSERT(std::abs(got->cost - cost_of(got->medoids)) < 1e-9);
  for (std::size_t out = 0; out < k; ++out) {
    for (std::uint32_t in = 0; in < distances.rows; ++in) {
      auto swapped = got->medoids;
      swapped[out] = in;
      RC_ASSERT(cost_of(swapped) > got->cost - 1e-9);
    }
  }
}

TEST(KMeansFrom, GivenCentresAreThoseOfR) {
  // x <- matrix(c(1,1.5,3,5,3.5,4.5,3.5, 1,2,4,7,5,5,4.5), 7)
  // k <- kmeans(x, x[1:2,]); k$cluster; k$centers; k$tot.withinss
  const Matrix points = matrix(7, 2, {1, 1, 1.5, 2, 3, 4, 5, 7, 3.5, 5, 4.5, 5, 3.5, 4.5});
  const auto got = detail::k_means_from(points, matrix(2, 2, {1, 1, 1.5, 2}));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->groups, (Groups{0, 0, 1, 1, 1, 1, 1}));
  expect_near(got->centres.values, {1.25, 1.5, 3.9, 5.1});
  EXPECT_NEAR(got->within, 8.525, 1e-12);
}

TEST(KMeans, FindsTwoHeapsFromAnySeed) {
  const Matrix points = matrix(6, 1, {0, 0.1, 0.2, 9, 9.1, 9.2});
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    EXPECT_EQ(k_means(points, 2, seed, 1).value().groups, (Groups{0, 0, 0, 1, 1, 1}));
  }
}

TEST(KMeans, OfOneGroupIsTheMean) {
  const auto got = k_means(matrix(3, 1, {0, 1, 5}), 1);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->groups, (Groups{0, 0, 0}));
  EXPECT_DOUBLE_EQ(got->within, 14.0);
}

TEST(KMeans, RefusesMoreCentresThanDistinctPoints) {
  EXPECT_EQ(k_means(matrix(4, 1, {1, 1, 1, 2}), 3).error().code, ErrorCode::Usage);
  EXPECT_EQ(k_means(matrix(2, 1, {1, 2}), 2).error().code, ErrorCode::Usage);
  EXPECT_EQ(k_means(matrix(2, 1, {1, nan}), 1).error().code, ErrorCode::Malformed);
}

RC_GTEST_PROP(KMeans, CannotBeMadeBetterByMovingOnePoint, ()) {
  const auto rows = static_cast<std::size_t>(*rc::gen::inRange(5, 12));
  Matrix points = matrix(rows, 2, {});
  for (std::size_t cell = 0; cell < rows * 2; ++cell) {
    points.values.push_back(static_cast<double>(*rc::gen::inRange(0, 1000)) + 1e-3 * double(cell));
  }
  const auto got = k_means(points, 3, *rc::gen::arbitrary<std::uint64_t>(), 3);
  RC_ASSERT(got.has_value());
  const auto within_of = [&](const Groups& groups) {
    double sum = 0.0;
    for (std::uint32_t group = 0; group < 3; ++group) {
      for (std::size_t column = 0; column < 2; ++column) {
        double mean = 0.0;
        double size = 0.0;
        for (std::size_t point = 0; point < rows; ++point) {
          if (groups[point] != group) continue;
          mean += points.at(point, column);
          size += 1.0;
        }
        for (std::size_t point = 0; point < rows; ++point) {
          if (groups[point] == group) sum += std::pow(points.at(point, column) - mean / size, 2);
        }
      }
    }
    return sum;
  };
  RC_ASSERT(std::abs(got->within - within_of(got->groups)) < 1e-6 * (1.0 + got->within));
  for (std::size_t point = 0; point < rows; ++point) {
    for (std::uint32_t group = 0; group < 3; ++group) {
      Groups moved = got->groups;
      moved[point] = group;
      if (count_of(moved) < 3) continue;
      RC_ASSERT(within_of(moved) > got->within * (1.0 - 1e-9) - 1e-9);
    }
  }
}

TEST(Jaccard, IsTheShareNotInCommon) {
  const auto got = jaccard_distances(matrix(3, 3, {1, 1, 0, 0, 2, 1, 0, 0, 0}));
  ASSERT_TRUE(got);
  expect_near(got->values, {0, 2.0 / 3, 1, 2.0 / 3, 0, 1, 1, 1, 0});
}

TEST(EquivalenceDistances, AreThoseOfTheRPackageSna) {
  // y <- matrix(c(0,1,3,4,1, 1,0,2,5,1, 3,2,0,1,2, 4,5,1,0,6, 1,1,2,6,0), 5)
  // sna::sedist(y, method = "euclidean")
  const Matrix ties =
      matrix(5, 5, {0, 1, 3, 4, 1, 1, 0, 2, 5, 1, 3, 2, 0, 1, 2, 4, 5, 1, 0, 6, 1, 1, 2, 6, 0});
  const auto got = equivalence_distances(ties);
  ASSERT_TRUE(got);
  EXPECT_NEAR(got->at(0, 1), 2.0, 1e-12);
  EXPECT_NEAR(got->at(0, 2), 4.69041575982343, 1e-12);
  EXPECT_NEAR(got->at(0, 3), 9.48683298050514, 1e-12);
  EXPECT_NEAR(got->at(4, 1), 1.41421356237310, 1e-12);
  // cor(y)
  const Matrix correlations = column_correlations(ties);
  EXPECT_NEAR(correlations.at(0, 1), 0.854242196177249, 1e-14);
  EXPECT_NEAR(correlations.at(2, 4), -0.467473495004229, 1e-14);
}

TEST(Concor, DividesColumnsThatAreAlike) {
  // b <- four people's six stands; iterated cor(t(b)) ends with the first two against the others
  const Matrix stands = matrix(6, 4, {1, 1, 0, 0, 1, 1, 0, 0, 0, 1, 0, 1,  //
                                      0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0});
  EXPECT_EQ(concor(stands).value(), (Groups{0, 0, 1, 1}));
  EXPECT_EQ(concor(stands, 1).value(), (Groups{0, 0, 0, 0}));
  EXPECT_EQ(count_of(concor(stands, 3).value()), 3U);
}

TEST(Concor, RefusesMoreBlocksThanThereAre) {
  const Matrix alike = matrix(2, 3, {1, 1, 1, 0, 0, 0});
  EXPECT_EQ(concor(alike, 2).error().code, ErrorCode::Usage);
  EXPECT_EQ(concor(alike, 0).error().code, ErrorCode::Usage);
  EXPECT_EQ(concor(matrix(2, 1, {nan, 1}), 1).error().code, ErrorCode::Malformed);
}

TEST(Modularity, IsThatOfIgraph) {
  // library(igraph); g <- graph_from_adjacency_matrix(y, "undirected", weighted = TRUE)
  // modularity(g, c(1,1,2,2,2), weights = E(g)$weight)
  const Matrix ties =
      matrix(5, 5, {0, 1, 3, 4, 1, 1, 0, 2, 5, 1, 3, 2, 0, 1, 2, 4, 5, 1, 0, 6, 1, 1, 2, 6, 0});
  EXPECT_NEAR(modularity(ties, {0, 0, 1, 1, 1}).value(), -0.162721893491124, 1e-14);
}

TEST(Modularity, OfNoTiesIsNotKnown) {
  EXPECT_TRUE(std::isnan(modularity(matrix(2, 2, {0, 0, 0, 0}), {0, 1}).value()));
  EXPECT_FALSE(modularity(matrix(2, 2, {0, -1, -1, 0}), {0, 1}));
  EXPECT_FALSE(modularity(matrix(2, 2, {0, 1, 1, 0}), {0}));
}

RC_GTEST_PROP(Modularity, OfEverybodyInOneGroupIsZero, ()) {
  const Matrix ties = *any_distances(2, 9);
  RC_ASSERT(std::abs(modularity(ties, Groups(ties.rows, 0)).value()) < 1e-12);
}

TEST(Dunn, IsTheLeastGapOverTheWidestGroup) {
  EXPECT_DOUBLE_EQ(dunn_index(five(), {0, 0, 1, 1, 1}).value(), 5.0 / 5.0);
  EXPECT_TRUE(std::isnan(dunn_index(five(), Groups(5, 0)).value()));
  EXPECT_TRUE(std::isinf(dunn_index(five(), {0, 1, 2, 3, 4}).value()));
}

TEST(Silhouette, IsThatOfR) {
  // mean(cluster::silhouette(c(1,1,2,2,2), as.dist(d))[, 3])
  EXPECT_NEAR(silhouette_width(five(), {0, 0, 1, 1, 1}).value(), 0.566016324233042, 1e-14);
}

}  // namespace
}  // namespace faultline::networks
