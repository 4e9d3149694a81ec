// Phases of a bloc: planted ones are found, none where there are none.

#include "map/phase_answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "base/draw.h"
#include "map/sketch.h"

namespace faultline::map {
namespace {

/// `weeks` weeks of two stories each; a relation in every one, of a pair drawn from those that
/// `pairs` names for the week.
BlocData weeks(int count, std::uint64_t seed,
               const std::function<std::vector<std::pair<int, int>>(int week)>& pairs) {
  Sketch sketch = quay(6);
  std::mt19937_64 generator(seed);
  for (int week = 0; week < count; ++week) {
    for (int story = 0; story < 4; ++story) {
      sketch.article(fmt::format("{}-{}", week, story), story % 2 == 0 ? "Gazette" : "Tide",
                     to_string(add_days(*parse_day("2031-01-06"), 7 * week + story)));
      for (int repeat = 0; repeat < 2; ++repeat) {
        const auto among = pairs(week);
        const auto [from, to] = among[draw_below(generator, among.size())];
        sketch.acts(fmt::format("p{}", from), draw_below(generator, 4) == 0 ? 1 : -1,
                    fmt::format("p{}", to), "One of them spoke.", "spoke");
      }
    }
  }
  return *detail::bloc_data_of_rows(in_order_of_day(sketch.rows()), {});
}

const std::vector<std::pair<int, int>> early = {{0, 1}, {1, 2}, {2, 0}},
                                       late = {{3, 4}, {4, 5}, {5, 3}};

TEST(PhaseAnswer, FindsThePlantedPhases) {
  const auto data = weeks(12, 7, [](int week) { return week < 7 ? early : late; });
  const auto answer = phase_answer(data, {.permutations = 199});
  ASSERT_TRUE(answer) << answer.error().message;
  ASSERT_EQ(answer->slices.size(), 12U);
  // A clustering may divide a phase further, but no state is in both.
  for (std::size_t before = 0; before < 7; ++before) {
    for (std::size_t after = 7; after < 12; ++after)
      EXPECT_NE(answer->slices[before].state, answer->slices[after].state);
  }
  EXPECT_LE(answer->p_states, 0.01);
  EXPECT_GT(answer->silhouette, 0.1);
  EXPECT_LE(answer->silhouette, 1);
  EXPECT_LE(answer->p_order, 0.05);
  EXPECT_FALSE(answer->states[0].typical.empty());
  for (const auto& tie : answer->states[0].typical) {
    EXPECT_LT(tie.from, 3U);
    EXPECT_EQ(tie.evidence.size(), static_cast<std::size_t>(tie.in_state));
  }
}

TEST(PhaseAnswer, CallsChanceByItsName) {
  int called = 0;
  constexpr int runs = 40;
  for (int run = 0; run < runs; ++run) {
    const auto data = weeks(10, 100 + static_cast<std::uint64_t>(run), [](int) {
      auto all = early;
      all.insert(all.end(), late.begin(), late.end());
      return all;
    });
    const auto answer = phase_answer(data, {.permutations = 99});
    ASSERT_TRUE(answer);
    if (answer->p_states <= 0.05) ++called;
  }
  // Of 40 at 5 %: more than 6 has a chance below 0.5 %.
  EXPECT_LE(called, 6);
}

TEST(PhaseAnswer, IsTheSameForAnyNumberOfThreads) {
  const auto data = weeks(8, 3, [](int week) { return week < 4 ? early : late; });
  const auto one = phase_answer(data, {.permutations = 99, .threads = 1});
  const auto three = phase_answer(data, {.permutations = 99, .threads = 3});
  EXPECT_EQ(one->verdict, three->verdict);
  EXPECT_EQ(one->p_states, three->p_states);
}

TEST(PhaseAnswer, SaysWhyThereAreNone) {
  const auto few = phase_answer(weeks(3, 1, [](int) { return early; }));
  EXPECT_NE(few->verdict.find("cannot be told from 3 stretches"), std::string::npos)
      << few->verdict;
  EXPECT_TRUE(std::isnan(few->p_states));
  const auto alike =
      phase_answer(weeks(6, 1, [](int) { return std::vector<std::pair<int, int>>{{0, 1}}; }));
  EXPECT_FALSE(alike->slices.empty());
  EXPECT_EQ(phase_answer(weeks(3, 1, [](int) { return early; }), {.permutations = 0}).error().code,
            ErrorCode::Usage);
  const auto nobody = phase_answer(BlocData{});
  ASSERT_TRUE(nobody);
  EXPECT_TRUE(nobody->slices.empty());
}

}  // namespace
}  // namespace faultline::map
