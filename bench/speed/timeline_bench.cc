// The room `timeline`: weekly series, and when a rift begins.

#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

#include "base/day.h"
#include "invented_news.h"
#include "timeline/timeline.h"

namespace faultline::bench {
namespace {

constexpr int ties_a_week = 40;

// A bloc whose members turn on each other in the last third of the time.
std::vector<timeline::DatedTie> invented_ties(int weeks) {
  Draw draw(13);
  const Day first = std::chrono::year(2026) / std::chrono::January / 5;
  std::vector<timeline::DatedTie> ties;
  for (int week = 0; week < weeks; ++week) {
    const std::uint32_t inside = week * 3 < weeks * 2 ? 2 : 6;
    for (int i = 0; i < ties_a_week; ++i) {
      const Day day = add_days(first, week * 7 + static_cast<int>(draw.below(7)));
      const int sign = draw.below(4) == 0 ? 1 : -1;
      ties.push_back({day, sign, true, draw.below(10) < inside, ties.size()});
    }
  }
  return ties;
}

bool counts_agree(const std::vector<timeline::DatedTie>& ties,
                  const std::vector<timeline::RiftWeek>& weeks) {
  int inside = 0;
  int outside = 0;
  for (const timeline::DatedTie& tie : ties) {
    if (tie.sign < 0 && tie.from_member) {
      (tie.to_member ? inside : outside) += 1;
    }
  }
  for (const timeline::RiftWeek& week : weeks) {
    inside -= week.crit_in;
    outside -= week.crit_out;
  }
  return inside == 0 && outside == 0;
}

void rift_weeks(benchmark::State& state) {
  const auto ties = invented_ties(static_cast<int>(state.range(0)));
  if (!counts_agree(ties, timeline::rift_weeks(ties))) {
    return state.SkipWithError("the weeks count otherwise than the whole");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(timeline::rift_weeks(ties));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(ties.size()));
  state.SetLabel("ties");
}
BENCHMARK(rift_weeks)
    ->Name("RiftWeeks")
    ->ArgName("weeks")
    ->Arg(52)
    ->Arg(520)
    ->Unit(benchmark::kMillisecond);

void onset(benchmark::State& state) {
  const auto weeks = timeline::rift_weeks(invented_ties(static_cast<int>(state.range(0))));
  const auto found = timeline::onset(weeks);
  const int turn = static_cast<int>((state.range(0) * 2 + 2) / 3);
  const Day expected = add_days(weeks.front().monday, turn * 7);
  if (!found || found->monday != expected) {
    return state.SkipWithError("the rift is not found where it was put");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(timeline::onset(weeks));
  }
  state.SetItemsProcessed(state.iterations() * 2000);
  state.SetLabel("permutations");
}
BENCHMARK(onset)->Name("Onset")->ArgName("weeks")->Arg(52)->Arg(520)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
