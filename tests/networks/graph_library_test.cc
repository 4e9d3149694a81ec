#include "networks/graph_library.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "karate_club.h"
#include "networks/signed_modularity.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

constexpr CommunityMethod all_methods[] = {
    CommunityMethod::LeidenModularity, CommunityMethod::LeidenCpm,
    CommunityMethod::Louvain,          CommunityMethod::FastGreedy,
    CommunityMethod::Walktrap,         CommunityMethod::LeadingEigenvector,
    CommunityMethod::EdgeBetweenness,  CommunityMethod::Infomap,
    CommunityMethod::LabelPropagation, CommunityMethod::Spinglass,
    CommunityMethod::SpinglassSigned,
};

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

TEST(GraphLibrary, IsTheOnlyFileThatIncludesIgraph) {
  const std::filesystem::path source = std::filesystem::path(FAULTLINE_SOURCE_DIR) / "src";
  std::vector<std::string> includers;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source)) {
    if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    std::string line;
    while (std::getline(file, line)) {
      if (line.find("#include") != std::string::npos && line.find("igraph") != std::string::npos) {
        includers.push_back(entry.path().lexically_relative(source).generic_string());
      }
    }
  }
  EXPECT_EQ(includers, std::vector<std::string>{"networks/graph_library.cc"});
}

TEST(Layout, OfNobodyIsEmpty) { EXPECT_EQ(layout({})->size(), 0u); }

TEST(Layout, PutsNodesWithoutEdgesIntoAGrid) {
  Network network;
  network.rows = {"a", "b", "c", "d", "e"};
  const auto points = layout(network);
  ASSERT_TRUE(points);
  EXPECT_EQ((*points)[0], (Point{0, 0}));
  EXPECT_EQ((*points)[1], (Point{1, 0}));
  EXPECT_EQ((*points)[3], (Point{0, 1}));
}

TEST(Layout, RefusesNoIterations) {
  EXPECT_EQ(layout({}, {.iterations = 0}).error().code, ErrorCode::Usage);
}

TEST(Layout, DrawsFriendsCloserThanOthers) {
  const Network club = karate_club();
  std::set<std::pair<std::uint32_t, std::uint32_t>> friends;
  for (const Edge& edge : club.edges) friends.insert({edge.from, edge.to});
  for (const auto method : {LayoutMethod::FruchtermanReingold, LayoutMethod::KamadaKawai}) {
    const auto points = layout(club, {.method = method});
    ASSERT_TRUE(points);
    double near = 0, far = 0;
    for (std::uint32_t i = 0; i < 34; ++i) {
      for (std::uint32_t k = i + 1; k < 34; ++k) {
        (friends.contains({i, k}) ? near : far) += distance((*points)[i], (*points)[k]);
      }
    }
    EXPECT_LT(near / 78, 0.7 * far / (34 * 33 / 2 - 78));
  }
}

TEST(Layout, DrawsAnotherPictureOfAnotherSeedOnly) {
  const Network club = karate_club();
  EXPECT_EQ(*layout(club, {.seed = 3}), *layout(club, {.seed = 3}));
  EXPECT_NE(*layout(club, {.seed = 3}), *layout(club, {.seed = 4}));
}

RC_GTEST_PROP(Layout, GivesEveryNodeAPlaceOfItsOwnAndKeepsComponentsApart, ()) {
  const Network network = random_network(
      *rc::gen::elementOf(std::vector<Shape>{Shape::OneMode, Shape::TwoMode, Shape::Directed}));
  const auto points = layout(network, {.iterations = 100});
  RC_ASSERT(points);
  RC_ASSERT(points->size() == node_count(network));
  for (const Point& point : *points) RC_ASSERT(point.x >= 0 && point.y >= 0);
  for (std::size_t i = 0; i < points->size(); ++i) {
    for (std::size_t k = i + 1; k < points->size(); ++k) {
      RC_ASSERT(distance((*points)[i], (*points)[k]) > 1e-6);
    }
  }
}

TEST(CommunityMethod, HasANameThatLeadsBackToIt) {
  for (const CommunityMethod method : all_methods) {
    EXPECT_EQ(*community_method(name_of(method)), method);
  }
  const auto unknown = community_method("leyden");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
  EXPECT_NE(unknown.error().message.find("leiden-cpm"), std::string::npos);
}

TEST(FindCommunities, OfNobodyAreNone) {
  for (const CommunityMethod method : all_methods) {
    const auto found = communities({}, {.method = method});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->count, 0u);
    EXPECT_TRUE(std::isnan(found->modularity));
  }
}

TEST(FindCommunities, LeaveNodesWithoutEdgesAlone) {
  Network network;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 2, 1.0}};
  for (const CommunityMethod method : all_methods) {
    const auto found = communities(network, {.method = method});
    ASSERT_TRUE(found) << name_of(method) << found.error().message;
    EXPECT_NE(found->membership[1], found->membership[0]) << name_of(method);
    EXPECT_NE(found->membership[1], found->membership[2]) << name_of(method);
  }
}

// Brandes et al. 2008 (IEEE TKDE 20(2)) prove that 0.4198 is the largest modularity of the club.
// 0.3807: Clauset, Newman & Moore's greedy algorithm (Newman 2004, Physical Review E 69, 066133:
// 0.381). 0.3934: Newman's leading eigenvectors (2006, PNAS 103, before the fine-tuning).
TEST(FindCommunities, HaveThePublishedModularityOfTheKarateClub) {
  const auto modularity = [](CommunityMethod method) {
    return communities(karate_club(), {.method = method})->modularity;
  };
  EXPECT_NEAR(modularity(CommunityMethod::LeidenModularity), 0.4198, 5e-5);
  EXPECT_NEAR(modularity(CommunityMethod::Louvain), 0.42, 5e-3);  // Blondel et al. 2008, table 1
  EXPECT_NEAR(modularity(CommunityMethod::FastGreedy), 0.3807, 5e-5);
  EXPECT_NEAR(modularity(CommunityMethod::LeadingEigenvector), 0.3934, 5e-5);
  EXPECT_NEAR(modularity(CommunityMethod::EdgeBetweenness), 0.4013, 5e-5);
  EXPECT_NEAR(modularity(CommunityMethod::Spinglass), 0.4198, 2e-3);
}

TEST(FindCommunities, SplitTwoHostileCampsWhereNegativeWeightsCount) {
  Network network;  // two triangles of friends, everybody hostile to the others
  network.rows = {"a", "b", "c", "d", "e", "f"};
  for (std::uint32_t i = 0; i < 6; ++i) {
    for (std::uint32_t k = i + 1; k < 6; ++k)
      network.edges.push_back({i, k, i % 2 == k % 2 ? 1.0 : -1.0});
  }
  const std::vector<std::uint32_t> camps = {0, 1, 0, 1, 0, 1};
  for (const auto method : {CommunityMethod::LeidenCpm, CommunityMethod::SpinglassSigned}) {
    const auto found = communities(network, {.method = method, .resolution = 0.5});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->membership, camps) << name_of(method);
  }
  const auto refused = communities(network, {.method = CommunityMethod::Louvain});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Usage);
  EXPECT_NE(refused.error().message.find("leiden-cpm"), std::string::npos);
  const auto dropped = communities(
      network, {.method = CommunityMethod::Louvain, .negative_edges = NegativeEdges::Drop});
  EXPECT_EQ(dropped->membership, camps);
}

TEST(FindCommunities, RefuseAResolutionThatIsNoNumber) {
  EXPECT_FALSE(communities(karate_club(), {.resolution = std::nan("")}));
  EXPECT_FALSE(communities(karate_club(), {.resolution = -1}));
}

// The constant Potts model's promise: communities have a density of at least the resolution inside
// and of at most it between (Traag, Van Dooren & Nesterov 2011).
TEST(FindCommunities, KeepTheResolutionOfTheConstantPottsModel) {
  const Network club = karate_club();
  const double resolution = 0.2;
  const auto found =
      *communities(club, {.method = CommunityMethod::LeidenCpm, .resolution = resolution});
  const Matrix ties = matrix_of(club);
  std::vector<std::vector<double>> weight(found.count, std::vector<double>(found.count, 0.0));
  std::vector<double> size(found.count, 0.0);
  for (std::uint32_t i = 0; i < 34; ++i) {
    ++size[found.membership[i]];
    for (std::uint32_t k = 0; k < i; ++k) {
      const auto [a, b] = std::minmax(found.membership[i], found.membership[k]);
      weight[a][b] += ties.at(i, k);
    }
  }
  ASSERT_GT(found.count, 1u);
  for (std::uint32_t a = 0; a < found.count; ++a) {
    if (size[a] > 1) {
      EXPECT_GE(weight[a][a] / (size[a] * (size[a] - 1) / 2), resolution);
    }
    for (std::uint32_t b = a + 1; b < found.count; ++b)
      EXPECT_LE(weight[a][b] / (size[a] * size[b]), resolution + 1e-12);
  }
}

RC_GTEST_PROP(FindCommunities, AreTheSameAgainWithEveryMethodAndShape, ()) {
  const Network network = random_network(
      *rc::gen::elementOf(std::vector<Shape>{Shape::OneMode, Shape::TwoMode, Shape::Directed}), 6);
  const bool also_slow_ones = drawn(0, 5) == 0;  // spinglass takes a tenth of a second
  for (const CommunityMethod method : all_methods) {
    if (!also_slow_ones && name_of(method).starts_with("spinglass")) continue;
    const CommunityOptions options{
        .method = method, .seed = 7, .negative_edges = NegativeEdges::Drop};
    const auto once = communities(network, options);
    const auto again = communities(network, options);
    RC_ASSERT(once.has_value());
    RC_ASSERT(again.has_value());
    RC_ASSERT(once->membership == again->membership);
    RC_ASSERT(once->membership.size() == node_count(network));
    RC_ASSERT(once->membership == renumbered(once->membership));
    const std::set<std::uint32_t> used(once->membership.begin(), once->membership.end());
    RC_ASSERT(used.size() == once->count);
  }
}

TEST(FindCommunities, AreTheSameFromSeveralThreads) {
  const Network club = karate_club();
  const Communities alone = *communities(club, {.method = CommunityMethod::Infomap, .seed = 9});
  std::vector<Communities> found(4);
  std::vector<std::thread> threads;
  for (Communities& mine : found) {
    threads.emplace_back(
        [&] { mine = *communities(club, {.method = CommunityMethod::Infomap, .seed = 9}); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Communities& mine : found) EXPECT_EQ(mine, alone);
}

TEST(Centrality, OfNobodyIsEmpty) {
  for (int measure = 0; measure <= static_cast<int>(CentralityMeasure::PageRank); ++measure) {
    const auto values = centrality({}, {.measure = static_cast<CentralityMeasure>(measure)});
    ASSERT_TRUE(values) << measure << " " << values.error().message;
    EXPECT_TRUE(values->empty());
  }
}

// Freeman's betweenness of the instructor and the officer as in Girvan & Newman's and all later
// software: 231.07 and 160.55 of 528 pairs; closeness 0.569 and 0.55; degrees 16 and 17.
TEST(Centrality, HasThePublishedValuesOfTheKarateClub) {
  const auto of = [](CentralityMeasure measure) {
    return *centrality(karate_club(), {.measure = measure});
  };
  EXPECT_EQ(of(CentralityMeasure::Degree)[0], 16);
  EXPECT_EQ(of(CentralityMeasure::Degree)[33], 17);
  EXPECT_NEAR(of(CentralityMeasure::Betweenness)[0], 231.0714, 5e-5);
  EXPECT_NEAR(of(CentralityMeasure::Betweenness)[33], 160.5516, 5e-5);
  EXPECT_NEAR(of(CentralityMeasure::Closeness)[0], 0.5690, 5e-5);
  EXPECT_NEAR(of(CentralityMeasure::Closeness)[33], 0.5500, 5e-5);
  EXPECT_NEAR(of(CentralityMeasure::Eigenvector)[33], 1.0, 1e-9);
  EXPECT_NEAR(of(CentralityMeasure::Eigenvector)[0], 0.9521, 5e-5);
  EXPECT_NEAR(of(CentralityMeasure::PageRank)[33], 0.1009, 5e-5);
  EXPECT_NEAR(of(CentralityMeasure::PageRank)[0], 0.0970, 5e-5);
}

TEST(Centrality, FollowsDirectionsAndTakesHeavyEdgesForShortOnes) {
  Network network;
  network.shape = Shape::Directed;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, 4.0}, {0, 2, 1.0}, {1, 2, 4.0}};
  const auto value = [&](CentralityMeasure measure, Direction direction) {
    return *centrality(network, {.measure = measure, .direction = direction});
  };
  EXPECT_EQ(value(CentralityMeasure::Strength, Direction::Out), (std::vector<double>{5, 4, 0}));
  EXPECT_EQ(value(CentralityMeasure::Strength, Direction::In), (std::vector<double>{0, 4, 5}));
  EXPECT_EQ(value(CentralityMeasure::Degree, Direction::All), (std::vector<double>{2, 2, 2}));
  // From a to c the way over b has length 1/4 + 1/4, the direct one 1.
  EXPECT_EQ(value(CentralityMeasure::Betweenness, Direction::All), (std::vector<double>{0, 1, 0}));
  EXPECT_NEAR(value(CentralityMeasure::Closeness, Direction::Out)[0], 1 / 0.375, 1e-12);
  EXPECT_TRUE(std::isnan(value(CentralityMeasure::Closeness, Direction::Out)[2]));
  EXPECT_NEAR(value(CentralityMeasure::Harmonic, Direction::Out)[0], (4 + 2) / 2.0, 1e-12);
}

TEST(Centrality, RefusesNegativeWeightsExceptInSums) {
  Network network;
  network.rows = {"a", "b"};
  network.edges = {{0, 1, -2.0}};
  EXPECT_EQ(centrality(network, {.measure = CentralityMeasure::Strength})->front(), -2.0);
  EXPECT_EQ(centrality(network, {.measure = CentralityMeasure::PageRank}).error().code,
            ErrorCode::Usage);
}

TEST(CommunityTree, EndsWithTheKarateClubInOnePiece) {
  for (const CommunityMethod method :
       {CommunityMethod::FastGreedy, CommunityMethod::Walktrap, CommunityMethod::EdgeBetweenness}) {
    const auto tree = community_tree(karate_club(), method);
    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->hierarchy.merges.size(), 33u);
    EXPECT_EQ(tree->modularity.size(), 34u);
    EXPECT_NEAR(tree->modularity.back(), 0.0, 1e-9);
    // Where the tree is best, it gives what communities() finds.
    const auto best = std::max_element(tree->modularity.begin(), tree->modularity.end());
    const auto found = communities(karate_club(), {.method = method});
    ASSERT_TRUE(found);
    EXPECT_NEAR(*best, found->modularity, 1e-9);
    const auto steps = static_cast<std::size_t>(best - tree->modularity.begin());
    EXPECT_EQ(cut(tree->hierarchy, 34 - steps).value(), found->membership);
  }
}

TEST(CommunityTree, OfNetworksInPiecesEndsEarly) {
  Network network;
  network.rows = {"a", "b", "c", "d", "e"};
  network.edges = {{0, 1, 1}, {2, 3, 1}};
  const auto tree = community_tree(network, CommunityMethod::EdgeBetweenness);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->hierarchy.merges.size(), 2u);
  network.edges.clear();
  EXPECT_TRUE(community_tree(network, CommunityMethod::FastGreedy)->hierarchy.merges.empty());
}

TEST(CommunityTree, RefusesMethodsWithoutOneAndNegativeWeights) {
  EXPECT_EQ(community_tree({}, CommunityMethod::Louvain).error().code, ErrorCode::Usage);
  Network network;
  network.rows = {"a", "b"};
  network.edges = {{0, 1, -1}};
  EXPECT_EQ(community_tree(network, CommunityMethod::FastGreedy).error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace faultline::networks
