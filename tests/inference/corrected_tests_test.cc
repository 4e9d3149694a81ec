// Tests of change by corrected counts: pseudo-outcomes by hand, and errors that come with time.

#include "inference/corrected_tests.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

LabelledUnit unit(std::uint32_t story, std::uint32_t point, Counts machine) {
  LabelledUnit made;
  made.story = story;
  made.point = point;
  made.machine = machine;
  return made;
}

LabelledUnit checked(LabelledUnit made, Counts truth, double inclusion) {
  made.checked = truth;
  made.inclusion = inclusion;
  return made;
}

constexpr std::uint32_t no_strata[] = {0, 0, 0, 0};

// Two of four hits were checked, of which one is none: a mean error of -1/2 in each, and 2 (0 +
// 1/2) = 1 more for the right one, 2 (-1 + 1/2) = -1 for the wrong one.
TEST(CorrectedCounts, AreMachineMeanErrorAndWhatItsOwnExceedsThatBy) {
  const std::vector<LabelledUnit> units = {checked(unit(0, 0, {1, 1}), {1, 1}, 0.5),
                                           checked(unit(1, 1, {1, 1}), {0, 1}, 0.5),
                                           unit(2, 0, {1, 1}), unit(3, 1, {1, 1})};
  const auto counts = *corrected_counts(units, no_strata, 2);
  ASSERT_EQ(counts.size(), 4U);
  // Hits 1.5, -0.5, 0.5, 0.5; half of n in all, so that 0.5 is taken from each.
  const double excess[] = {1, -1, 0, 0};
  const double deviation = std::sqrt(0.5);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(counts[i].sum, excess[i] / deviation, 1e-12) << i;
    EXPECT_EQ(counts[i].size, 1);
    EXPECT_EQ(counts[i].bin, units[i].point);
  }
}

TEST(CorrectedCounts, AreNoneWhereAStratumHasNothingChecked) {
  std::vector<LabelledUnit> units = {checked(unit(0, 0, {1, 1}), {1, 1}, 0.5), unit(1, 1, {1, 1})};
  EXPECT_EQ(corrected_counts(units, no_strata, 2)->size(), 2U);
  units[1].stratum = 1;
  EXPECT_TRUE(corrected_counts(units, no_strata, 2)->empty());
}

TEST(CorrectedCounts, RefuseAStoryWithoutStratum) {
  const std::vector<LabelledUnit> units = {unit(4, 0, {1, 1})};
  const auto refused = corrected_counts(units, no_strata, 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Usage);
  EXPECT_EQ(refused.error().where, "unit 0");
}

/// 40 weeks in which the machine takes three in ten for hits that are none from the middle on;
/// every fifth criticism was checked.
std::vector<LabelledUnit> errors_later(double after, std::uint64_t seed) {
  BlocModel model;
  model.weeks = 40;
  model.split = 20;
  model.rate_before = 0.2;
  model.rate_after = after;
  model.specificity_after = 0.7;
  std::mt19937_64 generator = stream(seed, 0);
  std::vector<LabelledUnit> units;
  for (const auto& criticism : simulate(model, generator).criticisms) {
    LabelledUnit made = unit(criticism.story, criticism.week, {criticism.machine ? 1.0 : 0.0, 1});
    made.stratum = criticism.machine ? 1 : 0;
    units.push_back(made);
    const bool is_drawn = generator() % 5 == 0;
    if (is_drawn) units.back() = checked(made, {criticism.inside ? 1.0 : 0.0, 1}, 0.2);
  }
  return units;
}

double p_of_no_change(const std::vector<LabelledUnit>& units) {
  const std::vector<std::uint32_t> strata(units.back().story + 1);
  std::vector<Bin> bins(40);
  const auto counts = *corrected_counts(units, strata, 40);
  for (const auto& story : counts) {
    bins[story.bin].sum += story.sum;
    bins[story.bin].size += story.size;
  }
  NoChangeOptions options;
  options.alternative = Alternative::OneChange;
  options.permutations = 199;
  return test_of_no_change(bins, Cost::Normal, options).p;
}

TEST(CorrectedCounts, ShowNoChangeWhereOnlyTheMachineChanges) {
  int shown = 0;
  int shown_as_read = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto units = errors_later(0.2, seed);
    shown += p_of_no_change(units) <= 0.05 ? 1 : 0;
    for (auto& each : units) {  // as if the machine were right
      each.checked = each.machine;
      each.inclusion = 1;
    }
    shown_as_read += p_of_no_change(units) <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(shown, 4);
  EXPECT_GE(shown_as_read, 19);
}

TEST(CorrectedCounts, ShowTheChangeThatIsOne) {
  int shown = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    shown += p_of_no_change(errors_later(0.5, seed)) <= 0.05 ? 1 : 0;
  EXPECT_GE(shown, 9);
}

}  // namespace
}  // namespace faultline::inference
