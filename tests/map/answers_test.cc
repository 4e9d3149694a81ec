// The answers on a bloc: rift and factions of an invented story of ten weeks.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "map/faction_answer.h"
#include "map/rift_answer.h"
#include "map/sketch.h"

namespace faultline::map {
namespace {

BlocData harbour() {
  return *detail::bloc_data_of_rows(in_order_of_day(harbour_story().rows()), {});
}

RiftAnswer answered(const BlocData& data, const RiftOptions& options = {}) {
  auto answer = rift_answer(data, options);
  EXPECT_TRUE(answer) << (answer ? "" : answer.error().message);
  return std::move(*answer);
}

bool holds(const std::vector<std::string>& sentences, std::string_view words) {
  return std::any_of(sentences.begin(), sentences.end(), [&](const std::string& sentence) {
    return sentence.find(words) != std::string::npos;
  });
}

TEST(RiftAnswer, FindsTheSplitOfTheStory) {
  const auto answer = answered(harbour());
  ASSERT_TRUE(answer.turn);
  // Lor blames Mak from the sixth week on; the union attacks from the fifth.
  EXPECT_GE(to_string(answer.turn->first), "2031-03-31");
  EXPECT_LE(to_string(answer.turn->first), "2031-04-07");
  EXPECT_LE(answer.turn->first_earliest, answer.turn->first);
  EXPECT_GE(answer.turn->first_latest, answer.turn->first);
  EXPECT_LT(answer.turn->p, 0.05);
  EXPECT_LT(answer.turn->before.value, 0.3);
  EXPECT_GT(answer.turn->after.value, 0.7);
  EXPECT_NE(answer.verdict.find("united until"), std::string::npos) << answer.verdict;
}

TEST(RiftAnswer, AddsUp) {
  const auto data = harbour();
  const auto answer = answered(data);
  timeline::RiftCounts sum;
  for (const auto& bin : answer.bins) {
    sum += bin.point.counts;
    EXPECT_EQ(bin.share.hits, static_cast<double>(bin.point.counts.crit_in));
    EXPECT_EQ(bin.share.n,
              static_cast<double>(bin.point.counts.crit_in + bin.point.counts.crit_out));
  }
  EXPECT_EQ(sum, answer.counts);
  std::int64_t negative = 0;
  for (const auto& pair : answer.pairs) negative += pair.negative;
  EXPECT_EQ(negative, answer.counts.crit_in);
  std::int64_t of_outlets = 0;
  for (const auto& outlet : answer.outlet_mix) of_outlets += outlet.criticism;
  EXPECT_EQ(of_outlets, answer.counts.crit_in + answer.counts.crit_out);
  for (const auto& without : answer.without)
    EXPECT_EQ(without.share.n + without.criticism, static_cast<double>(of_outlets));
}

TEST(RiftAnswer, IsTheSameForAnyNumberOfThreads) {
  const auto data = harbour();
  const auto one = answered(data, {.permutations = 199, .replicates = 200, .threads = 1});
  const auto three = answered(data, {.permutations = 199, .replicates = 200, .threads = 3});
  EXPECT_EQ(one.verdict, three.verdict);
  EXPECT_EQ(one.turn->p, three.turn->p);
  EXPECT_EQ(one.net_support.interval.low, three.net_support.interval.low);
  EXPECT_EQ(one.per_statement.interval.high, three.per_statement.interval.high);
}

TEST(RiftAnswer, WithoutAnythingSaysThatSilenceIsNoUnity) {
  BlocData nothing;
  nothing.bloc = "Quay";
  const auto answer = answered(nothing);
  EXPECT_FALSE(answer.turn);
  EXPECT_TRUE(answer.bins.empty());
  EXPECT_TRUE(std::isnan(answer.share.value));
  EXPECT_NE(answer.verdict.find("Silence is not unity"), std::string::npos);
}

TEST(RiftAnswer, OfOneStoryHasNoSeriesAndSaysSo) {
  Sketch sketch(R"(
[[actor]]
id = "ana"
name = "Ana"
bloc = [{name = "Quay", from = "2030"}]
[[actor]]
id = "ben"
name = "Ben"
bloc = [{name = "Quay", from = "2030"}]
)");
  sketch.article("a", "Tide", "2031-03-10");
  for (int i = 0; i < 6; ++i) sketch.acts("ben", -1, "ana", "Ben blamed Ana.", "blamed");
  const auto answer = answered(*detail::bloc_data_of_rows(sketch.rows(), {}));
  EXPECT_FALSE(answer.turn);
  EXPECT_DOUBLE_EQ(answer.share.effective_n, 1);  // six sentences of one story are worth one
  EXPECT_LT(answer.share.interval.low, 0.25);
  EXPECT_TRUE(holds(answer.cautions, "one story"));
  EXPECT_NE(answer.verdict.find("cannot be told"), std::string::npos) << answer.verdict;
}

TEST(RiftAnswer, RefusesWhatCannotBe) {
  for (const RiftOptions& options :
       {RiftOptions{.permutations = 0}, RiftOptions{.replicates = 0}, RiftOptions{.level = 1.0}}) {
    const auto answer = rift_answer(harbour(), options);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Usage);
  }
}

TEST(RiftSvg, DrawsEveryBinThatHasAShare) {
  const auto answer = answered(harbour());
  const auto picture = rift_svg(answer, timeline::Bin::ByWeek);
  EXPECT_EQ(picture.substr(0, 4), "<svg");
  EXPECT_NE(picture.find("</svg>"), std::string::npos);
  EXPECT_EQ(picture.find("nan"), std::string::npos);
}

TEST(FactionAnswer, FindsTheTwoSides) {
  const auto data = harbour();
  const auto answer = faction_answer(data, {.resamples = 200, .null_networks = 99, .deals = 199});
  std::map<std::string, int> side;
  for (std::size_t member = 0; member < answer.members.size(); ++member)
    side[data.actors[answer.members[member]]] = answer.factions.members[member].side;
  ASSERT_EQ(side.count("ana-lor") + side.count("ben-mak") + side.count("dockers"), 3U);
  EXPECT_NE(side["ana-lor"], side["ben-mak"]);
  EXPECT_EQ(side["ana-lor"], side["dockers"]);
  EXPECT_TRUE(answer.factions.split.is_exact());
  // Where the union went when it left.
  const auto left =
      std::find_if(answer.switches.begin(), answer.switches.end(),
                   [](const auto& one) { return to_string(one.day) == "2031-04-21"; });
  ASSERT_NE(left, answer.switches.end());
  EXPECT_EQ(data.actors[left->actor], "dockers");
}

TEST(FactionAnswer, KeepsTheEvidenceOfEachMember) {
  const auto data = harbour();
  const auto answer = faction_answer(data, {.resamples = 20, .null_networks = 19, .deals = 19});
  for (std::size_t member = 0; member < answer.members.size(); ++member)
    for (const auto& tie : answer.factions.members[member].placed_by) {
      const auto& row = data.relations[tie.evidence];
      const auto& id = data.actors[answer.members[member]];
      EXPECT_TRUE(row.from == id || row.to == id);
      EXPECT_EQ(row.sign < 0, tie.sign < 0);
    }
}

TEST(FactionAnswer, SaysWhereThreeFactionsFitBetterThanTwo) {
  Sketch sketch = quay(6);
  for (int story = 0; story < 12; ++story) {
    sketch.article(std::to_string(story), "Gazette",
                   to_string(add_days(*parse_day("2031-01-06"), story)));
    for (int from = 0; from < 6; ++from)
      for (int to = 0; to < 6; ++to)
        if (from != to)
          sketch.acts("p" + std::to_string(from), from / 2 == to / 2 ? 1 : -1,
                      "p" + std::to_string(to), "One of them spoke.", "spoke");
  }
  const auto data = *detail::bloc_data_of_rows(in_order_of_day(sketch.rows()), {});
  const auto answer = faction_answer(data, {.resamples = 30, .null_networks = 9, .deals = 9});
  EXPECT_TRUE(answer.more.fit_better());
  EXPECT_EQ(answer.more.parts, 3U);
  EXPECT_EQ(answer.more.against, 0);
  EXPECT_EQ(answer.factions.split.frustrated, 12 * 8);  // one of the three quarrels
  EXPECT_EQ(answer.more.found.parts.membership, (std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2}));
  EXPECT_DOUBLE_EQ(answer.more.found.mean_rand, 1);
  EXPECT_NE(answer.more.verdict.find("3 factions fit better"), std::string::npos)
      << answer.more.verdict;
}

TEST(FactionAnswer, SaysWhereTwoSidesSayItAll) {
  const auto answer =
      faction_answer(harbour(), {.resamples = 20, .null_networks = 19, .deals = 19});
  EXPECT_FALSE(answer.more.fit_better());
  EXPECT_EQ(answer.more.verdict,
            "Three or more factions fit no better than two (signed modularity).");
}

TEST(FactionAnswer, HoldsAnIssueAgainstTheLineOfTheOthers) {
  // p0, p1 and p2, p3 attack each other. On "tolls" and "locks" p0, p2 stand against p1, p3: one
  // line of two issues that is not that of the sides.
  Sketch sketch = quay(4);
  sketch.article("one", "Gazette", "2031-03-02");
  for (const int from : {0, 1})
    for (const int to : {2, 3})
      sketch.acts("p" + std::to_string(from), -1, "p" + std::to_string(to), "Hit.", "Hit");
  for (const char* issue : {"tolls", "locks"})
    for (int i = 0; i < 4; ++i)
      sketch.says("p" + std::to_string(i), "We say so.").stands(issue, i % 2 == 0 ? 1 : -1, "so");
  const auto data = *detail::bloc_data_of_rows(in_order_of_day(sketch.rows()), {});
  const auto answer = faction_answer(data, {.resamples = 5, .null_networks = 9, .deals = 99});
  ASSERT_EQ(answer.wedges.size(), 2U);
  ASSERT_EQ(answer.wedges_by_others.size(), 2U);
  for (std::size_t issue = 0; issue < 2; ++issue) {
    EXPECT_LE(answer.wedges[issue].alignment, 0);
    EXPECT_DOUBLE_EQ(answer.wedges_by_others[issue].alignment, 1);
  }
}

TEST(FactionAnswer, OfNobodyIsEmptyAndSaysSo) {
  BlocData nothing;
  nothing.bloc = "Quay";
  const auto answer = faction_answer(nothing);
  EXPECT_TRUE(answer.members.empty());
  EXPECT_NE(answer.verdict.find("Quay"), std::string::npos);
}

}  // namespace
}  // namespace faultline::map
