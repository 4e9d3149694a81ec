// How often intervals and tests are right, over many invented blocs.

#include <gtest/gtest.h>

#include "inference/change_points.h"
#include "inference/energy.h"
#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

std::vector<Bin> simulated_bins(const BlocModel& model, std::uint64_t run) {
  auto generator = stream(61, run);
  std::vector<Bin> bins(model.weeks);
  for (const SimulatedCriticism& criticism : simulate(model, generator).criticisms) {
    bins[criticism.week].size += 1;
    bins[criticism.week].sum += criticism.inside ? 1 : 0;
  }
  return bins;
}

TEST(DateOfChange, HoldsTheTrueWeekAsOftenAsItSays) {
  BlocModel model;
  model.weeks = 30;
  model.split = 18;
  model.stories_a_week = 6;
  model.rate_before = 0.3;
  model.rate_after = 0.5;
  DateOptions options;
  options.level = 0.8;
  options.permutations = 99;
  int holds = 0;
  for (std::uint64_t run = 0; run < 150; ++run) {
    options.seed = run;
    const auto change = date_of_change(simulated_bins(model, run), Cost::Binomial, options);
    holds += change->earliest <= model.split && model.split <= change->latest ? 1 : 0;
  }
  EXPECT_GE(holds, 110);  // 120 expected at least, deviation 4.9
}

TEST(TestOfNoChange, HasUniformPWhereArticlesCluster) {
  BlocModel model;
  model.weeks = 30;
  model.criticisms_a_story = 4;
  model.correlation = 0.5;
  std::vector<double> p;
  NoChangeOptions options;
  options.permutations = 99;
  for (std::uint64_t run = 0; run < 300; ++run) {
    options.seed = run;
    p.push_back(test_of_no_change(simulated_bins(model, run), Cost::Binomial, options).p);
  }
  EXPECT_GT(uniformity_p(p), 0.05);
}

TEST(EnergyChanges, HaveUniformPWhereNothingChanges) {
  std::vector<double> p;
  EnergyOptions options;
  options.permutations = 99;
  options.significance = 0;
  for (std::uint64_t run = 0; run < 200; ++run) {
    auto generator = stream(73, run);
    std::vector<double> values;
    for (int i = 0; i < 25; ++i) values.push_back(draw_normal(generator));
    options.seed = run;
    p.push_back(energy_changes(values, 1, options)->front().p);
  }
  EXPECT_GT(uniformity_p(p), 0.05);
}

}  // namespace
}  // namespace faultline::inference
