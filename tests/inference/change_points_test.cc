#include "inference/change_points.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double x_log_x(double x) { return x > 0 ? x * std::log(x) : 0; }

/// -2 log likelihood of the bins [begin, end) with one rate, by its definition.
double plain_cost(std::span<const Bin> bins, std::size_t begin, std::size_t end, Cost cost) {
  double sum = 0;
  double size = 0;
  for (std::size_t i = begin; i < end; ++i) {
    sum += bins[i].sum;
    size += bins[i].size;
  }
  if (cost == Cost::Binomial) return -2 * (x_log_x(sum) + x_log_x(size - sum) - x_log_x(size));
  if (cost == Cost::Poisson) return -2 * (x_log_x(sum) - sum * std::log(size));
  double squares = 0;
  for (std::size_t i = begin; i < end; ++i) {
    squares += bins[i].size * std::pow(bins[i].sum / bins[i].size - sum / size, 2);
  }
  return squares;
}

struct Problem {
  std::vector<Bin> bins;
  PeltOptions options;

  /// Of one segment among `count` bins, with the change before it where it is not the first.
  [[nodiscard]] double of(std::size_t begin, std::size_t end) const {
    const double count = static_cast<double>(bins.size());
    double cost = plain_cost(bins, begin, end, options.cost) / options.dispersion;
    if (options.penalty_rule == Penalty::Mbic)
      cost += std::log(static_cast<double>(end - begin) / count);
    if (begin == 0) return cost;
    switch (options.penalty_rule) {
      case Penalty::Bic:
        return cost + 2 * std::log(count);
      case Penalty::Mbic:
        return cost + 3 * std::log(count);
      case Penalty::Given:
        return cost + options.penalty;
    }
    return cost;
  }
};

/// The least penalised cost by looking at every segmentation.
double least_of_all(const Problem& problem, std::size_t begin = 0) {
  const std::size_t count = problem.bins.size();
  const std::size_t shortest = problem.options.minimum_bins;
  double least = problem.of(begin, count);
  for (std::size_t end = begin + shortest; end + shortest <= count; ++end) {
    least = std::min(least, problem.of(begin, end) + least_of_all(problem, end));
  }
  return least;
}

/// The same by dynamic programming without any pruning (Jackson et al. 2005).
double least_by_steps(const Problem& problem) {
  const std::size_t count = problem.bins.size();
  const std::size_t shortest = problem.options.minimum_bins;
  std::vector<double> best(count + 1, infinity);
  best[0] = 0;
  for (std::size_t end = std::min(count, shortest); end <= count; ++end) {
    best[end] = problem.of(0, end);
    for (std::size_t begin = shortest; begin + shortest <= end; ++begin) {
      best[end] = std::min(best[end], best[begin] + problem.of(begin, end));
    }
  }
  return best[count];
}

rc::Gen<Problem> problems(int longest) {
  return rc::gen::exec([=] {
    Problem problem;
    problem.options.cost = *rc::gen::element(Cost::Binomial, Cost::Poisson, Cost::Normal);
    problem.options.penalty_rule = *rc::gen::element(Penalty::Bic, Penalty::Mbic, Penalty::Given);
    problem.options.penalty = *rc::gen::inRange(0, 20) / 4.0;
    problem.options.minimum_bins = *rc::gen::inRange<std::size_t>(1, 4);
    problem.options.dispersion = *rc::gen::inRange(1, 8) / 2.0;
    // Rates that change now and then.
    const int count = *rc::gen::inRange(1, longest);
    int rate = 1;
    for (int i = 0; i < count; ++i) {
      if (*rc::gen::inRange(0, 5) == 0) rate = *rc::gen::inRange(0, 9);
      const int size = *rc::gen::inRange(1, 12);
      const int sum = std::clamp(size * rate / 8 + *rc::gen::inRange(-1, 2), 0, size);
      problem.bins.push_back({static_cast<double>(sum), static_cast<double>(size)});
    }
    return problem;
  });
}

double penalised(const Problem& problem, const Segmentation& found) {
  double cost = 0;
  for (const Segment& segment : found.segments) cost += problem.of(segment.begin, segment.end);
  return cost;
}

bool is_best(const Problem& problem, double least) {
  const auto found = pelt(problem.bins, problem.options);
  if (!found) return false;
  for (const Segment& segment : found->segments) {
    const bool alone = found->segments.size() == 1;
    if (!alone && segment.end - segment.begin < problem.options.minimum_bins) return false;
  }
  const double tolerance = 1e-7 * (1 + std::abs(least));
  return std::abs(penalised(problem, *found) - least) < tolerance &&
         std::abs(found->penalised - least) < tolerance;
}

RC_GTEST_PROP(Pelt, FindsTheBestOfAllSegmentations, ()) {
  const Problem problem = *problems(12);
  RC_ASSERT(is_best(problem, least_of_all(problem)));
}

RC_GTEST_PROP(Pelt, FindsWhatDynamicProgrammingWithoutPruningFinds, ()) {
  const Problem problem = *problems(80);
  RC_ASSERT(is_best(problem, least_by_steps(problem)));
}

RC_GTEST_PROP(Pelt, PassesOverBinsThatHoldNothing, ()) {
  const Problem problem = *problems(20);
  std::vector<Bin> with_gaps;
  std::vector<std::size_t> place;
  for (const Bin& bin : problem.bins) {
    for (int gaps = *rc::gen::inRange(0, 3); gaps > 0; --gaps) with_gaps.push_back({});
    place.push_back(with_gaps.size());
    with_gaps.push_back(bin);
  }
  const auto plain = pelt(problem.bins, problem.options);
  const auto found = pelt(with_gaps, problem.options);
  RC_ASSERT(std::abs(plain->penalised - found->penalised) < 1e-9);
  RC_ASSERT(plain->changes() == found->changes());
  for (std::size_t i = 1; i < plain->segments.size(); ++i) {
    RC_ASSERT(found->segments[i].begin == place[plain->segments[i].begin]);
    RC_ASSERT(found->segments[i].sum == plain->segments[i].sum);
  }
}

TEST(Pelt, OfNothingIsNothing) {
  EXPECT_TRUE(pelt(std::vector<Bin>{})->segments.empty());
  const auto gaps = pelt(std::vector<Bin>(3));
  ASSERT_EQ(gaps->segments.size(), 1U);
  EXPECT_TRUE(std::isnan(gaps->segments[0].rate));
}

TEST(Pelt, FindsTheWeekInWhichARateRises) {
  std::vector<Bin> bins(30, {2, 10});
  for (std::size_t i = 18; i < 30; ++i) bins[i].sum = 6;
  const auto found = pelt(bins);
  ASSERT_EQ(found->changes(), 1U);
  EXPECT_EQ(found->segments[1].begin, 18U);
  EXPECT_DOUBLE_EQ(found->segments[0].rate, 0.2);
  EXPECT_DOUBLE_EQ(found->segments[1].rate, 0.6);
  EXPECT_DOUBLE_EQ(found->penalty, 3 * std::log(30));
}

TEST(Pelt, NamesTheBinThatIsImpossible) {
  for (const Bin bin : {Bin{3, 2}, Bin{-1, 2}, Bin{1, 0}, Bin{0, -1}, Bin{NAN, 1}}) {
    const auto found = pelt(std::vector<Bin>{{1, 2}, bin});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::Usage);
    EXPECT_EQ(found.error().where, "bin 1");
  }
  PeltOptions options;
  options.minimum_bins = 0;
  EXPECT_FALSE(pelt(std::vector<Bin>{{1, 2}}, options));
}

TEST(Dispersion, IsOneForTheModelsOwnVarianceAndMoreForClusters) {
  for (const bool clustered : {false, true}) {
    BlocModel model;
    model.weeks = 3000;
    model.stories_a_week = 6;
    model.criticisms_a_story = clustered ? 5 : 1;
    model.correlation = 0.5;
    auto generator = stream(53, 0);
    std::vector<Bin> bins(model.weeks);
    for (const SimulatedCriticism& criticism : simulate(model, generator).criticisms) {
      bins[criticism.week].size += 1;
      bins[criticism.week].sum += criticism.inside ? 1 : 0;
    }
    // Stories of 1 + Poisson(4): an observation stands in one of 5.8, so 1 + 4.8 * 0.5.
    EXPECT_NEAR(dispersion(bins, Cost::Binomial), clustered ? 3.4 : 1.0, clustered ? 0.25 : 0.06);
  }
}

TEST(Dispersion, IsTheVarianceOfNormalValuesWhateverTheirChanges) {
  auto generator = stream(59, 0);
  std::vector<Bin> bins;
  for (int i = 0; i < 4000; ++i) bins.push_back({i / 1000 * 10 + 2 * draw_normal(generator), 1});
  EXPECT_NEAR(dispersion(bins, Cost::Normal), 4, 0.3);
}

// ---- The date of a change ----

TEST(DateOfChange, IsNoneWhereNothingCanChange) {
  EXPECT_FALSE(date_of_change(std::vector<Bin>{{1, 2}}, Cost::Binomial));
  EXPECT_FALSE(date_of_change(std::vector<Bin>{{1, 2}, {0, 0}}, Cost::Binomial));
}

std::vector<Bin> plain_change(std::size_t count, std::size_t change) {
  std::vector<Bin> bins(count, {0, 20});
  for (std::size_t i = change; i < count; ++i) bins[i].sum = 20;
  return bins;
}

TEST(DateOfChange, IsExactWhereTheChangeIsPlainAndBinsAreMany) {
  const auto change = date_of_change(plain_change(80, 45), Cost::Binomial);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->bin, 45U);
  EXPECT_EQ(change->earliest, 45U);
  EXPECT_EQ(change->latest, 45U);
  EXPECT_EQ(change->before.rate, 0);
  EXPECT_EQ(change->after.rate, 1);
}

TEST(DateOfChange, CannotExcludeOneOddBinAmongFew) {
  // One of 15 bins is as odd at any place: at the first one by chance in 1 of 15 orders.
  DateOptions options;
  options.permutations = 4999;
  const auto change = date_of_change(plain_change(30, 15), Cost::Binomial, options);
  EXPECT_EQ(change->earliest, 14U);
  EXPECT_EQ(change->latest, 16U);
}

/// Every bin's counts as stories of one observation each.
std::vector<StoryCount> as_stories(std::span<const Bin> bins) {
  std::vector<StoryCount> stories;
  for (std::uint32_t bin = 0; bin < bins.size(); ++bin) {
    for (int i = 0; i < static_cast<int>(bins[bin].size); ++i) {
      stories.push_back({bin, 0, i < bins[bin].sum ? 1.0 : 0.0, 1});
    }
  }
  return stories;
}

TEST(DateOfChange, IsExactAmongFewBinsByTheirStories) {
  const auto bins = plain_change(30, 15);
  const auto change = date_of_change(as_stories(bins), bins.size(), Cost::Binomial);
  ASSERT_TRUE(change && *change);
  EXPECT_EQ((*change)->bin, 15U);
  EXPECT_EQ((*change)->earliest, 15U);
  EXPECT_EQ((*change)->latest, 15U);
}

TEST(DateOfChange, MayLieInAGapBeforeTheFirstBinThatShowsIt) {
  auto bins = plain_change(80, 45);
  bins[43] = bins[44] = {};
  const auto change = date_of_change(bins, Cost::Binomial);
  EXPECT_EQ(change->bin, 45U);
  EXPECT_EQ(change->earliest, 43U);
  EXPECT_EQ(change->latest, 45U);
}

TEST(DateOfChange, NamesTheStoryThatIsImpossible) {
  const std::vector<StoryCount> stories = {{0, 0, 1, 1}, {2, 0, 1, 1}};
  const auto change = date_of_change(stories, 2, Cost::Binomial);
  ASSERT_FALSE(change);
  EXPECT_EQ(change.error().where, "story 1");
  EXPECT_FALSE(test_of_no_change(stories, 2, Cost::Binomial));
}

std::vector<Bin> simulated_bins(const BlocModel& model, std::uint64_t run) {
  auto generator = stream(61, run);
  std::vector<Bin> bins(model.weeks);
  for (const SimulatedCriticism& criticism : simulate(model, generator).criticisms) {
    bins[criticism.week].size += 1;
    bins[criticism.week].sum += criticism.inside ? 1 : 0;
  }
  return bins;
}

TEST(DateOfChange, IsTheSameOnAnyNumberOfThreads) {
  BlocModel model;
  model.weeks = 20;
  model.split = 9;
  model.rate_after = 0.5;
  const auto bins = simulated_bins(model, 7);
  DateOptions options;
  options.permutations = 49;
  const auto one = date_of_change(bins, Cost::Binomial, options);
  options.threads = 4;
  const auto many = date_of_change(bins, Cost::Binomial, options);
  EXPECT_EQ(one->earliest, many->earliest);
  EXPECT_EQ(one->latest, many->latest);
}

RC_GTEST_PROP(TestOfNoChange, IsTheSameOnAnyNumberOfThreads, ()) {
  const auto counts = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, 6));
  std::vector<Bin> bins;
  std::vector<StoryCount> stories;
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    bins.push_back({static_cast<double>(counts[i]), 5.0});
    stories.push_back({i, i % 2, static_cast<double>(counts[i]), 5.0});
  }
  NoChangeOptions options;
  options.permutations = 99;
  const double one = test_of_no_change(bins, Cost::Binomial, options).p;
  const double of_stories = test_of_no_change(stories, 12, Cost::Binomial, options)->p;
  options.threads = *rc::gen::inRange(2, 6);
  RC_ASSERT(test_of_no_change(bins, Cost::Binomial, options).p == one);
  RC_ASSERT(test_of_no_change(stories, 12, Cost::Binomial, options)->p == of_stories);
}

TEST(DateChanges, AreDatedWithinTheirTwoSegments) {
  std::vector<Bin> bins(60, {1, 10});
  for (std::size_t i = 20; i < 40; ++i) bins[i].sum = 8;
  const auto found = pelt(bins);
  ASSERT_EQ(found->changes(), 2U);
  const auto changes = date_changes(bins, *found, Cost::Binomial);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].bin, 20U);
  EXPECT_EQ(changes[1].bin, 40U);
  EXPECT_LE(changes[1].earliest, 40U);
  EXPECT_GE(changes[1].latest, 40U);
  EXPECT_EQ(changes[1].before.begin, 20U);
  EXPECT_EQ(changes[1].after.end, 60U);
}

// ---- The test of no change ----

TEST(TestOfNoChange, FindsADividedStretchBetweenTwoUnitedOnes) {
  std::vector<Bin> bins(40, {2, 10});
  for (std::size_t i = 15; i < 22; ++i) bins[i].sum = 6;
  const auto stretch = test_of_no_change(bins, Cost::Binomial);
  EXPECT_EQ(stretch.begin, 15U);
  EXPECT_EQ(stretch.end, 22U);
  EXPECT_LE(stretch.p, 0.001);
  NoChangeOptions options;
  options.alternative = Alternative::OneChange;
  const auto change = test_of_no_change(bins, Cost::Binomial, options);
  EXPECT_GT(change.p, stretch.p);
  EXPECT_EQ(change.end, 40U);
}

TEST(TestOfNoChange, IsNoTestWithTooFewBins) {
  EXPECT_TRUE(
      std::isnan(test_of_no_change(std::vector<Bin>{{1, 2}, {1, 3}, {0, 1}}, Cost::Poisson).p));
}

TEST(TestOfNoChange, TakesAnotherMixOfOutletsForNoChange) {
  // Outlet 0 criticises the own side always, outlet 1 never; outlet 0 prints more later on.
  std::vector<StoryCount> stories;
  for (std::uint32_t bin = 0; bin < 20; ++bin) {
    for (std::uint32_t i = 0; i < 10; ++i) {
      const bool first = i < (bin < 10 ? 2U : 7U);
      stories.push_back({bin, first ? 0U : 1U, first ? 1.0 : 0.0, 1});
    }
  }
  EXPECT_EQ(test_of_no_change(stories, 20, Cost::Binomial)->p, 1.0);
  for (StoryCount& story : stories) story.stratum = 0;
  EXPECT_LE(test_of_no_change(stories, 20, Cost::Binomial)->p, 0.001);
}

TEST(TestOfNoChange, KeepsBlocksTogether) {
  // Two blocks of ten alike bins: both orders of the blocks have the same cut.
  std::vector<Bin> bins(20, {0, 5});
  for (std::size_t i = 10; i < 20; ++i) bins[i].sum = 5;
  NoChangeOptions options;
  options.permutations = 19;
  EXPECT_EQ(test_of_no_change(bins, Cost::Binomial, options).p, 0.05);
  options.block = 10;
  EXPECT_EQ(test_of_no_change(bins, Cost::Binomial, options).p, 1.0);
}

RC_GTEST_PROP(TestOfNoChange, FindsTheGreatestRatioOfAll, ()) {
  const Problem problem = *problems(14);
  const Cost cost = problem.options.cost;
  const std::size_t count = problem.bins.size();
  NoChangeOptions options;
  options.permutations = 1;
  options.minimum_bins = *rc::gen::inRange<std::size_t>(1, 4);
  options.alternative = *rc::gen::element(Alternative::OneChange, Alternative::OneStretch);
  const auto found = test_of_no_change(problem.bins, cost, options);
  double greatest = -infinity;
  for (std::size_t begin = 0; begin < count; ++begin) {
    for (std::size_t end = begin + 1; end <= count; ++end) {
      if (options.alternative == Alternative::OneChange && end < count) continue;
      const std::size_t length = end - begin;
      if (length < options.minimum_bins || count - length < options.minimum_bins) continue;
      std::vector<Bin> rest(problem.bins.begin(), problem.bins.begin() + static_cast<long>(begin));
      rest.insert(rest.end(), problem.bins.begin() + static_cast<long>(end), problem.bins.end());
      greatest = std::max(greatest, (plain_cost(problem.bins, 0, count, cost) -
                                     plain_cost(problem.bins, begin, end, cost) -
                                     plain_cost(rest, 0, rest.size(), cost)) /
                                        2);
    }
  }
  if (greatest == -infinity) {
    RC_ASSERT(std::isnan(found.p));
  } else {
    RC_ASSERT(std::abs(found.log_likelihood_ratio - greatest) < 1e-7 * (1 + greatest));
  }
}

// Of the greatest of all cuts with 15 to 85 % of the data before them the square exceeds 8.68 in 5
// % (Andrews 2003, table 1, one parameter).
TEST(LevelAfterSearch, IsThatOfThePublishedCriticalValue) {
  std::vector<Bin> bins(100, Bin{0, 1});
  const double z = std::sqrt(8.68);
  EXPECT_NEAR(level_after_search(0.95, bins, 15, 85), std::erf(z / std::sqrt(2)), 1e-4);
  EXPECT_NEAR(level_after_search(0.95, bins, 40, 40), 0.95, 1e-12) << "nothing was searched";
  EXPECT_GT(level_after_search(0.95, bins, 30, 60), level_after_search(0.95, bins, 40, 60));
}

// What bins vary more than their stories make them is no change: with weeks that wander, stories
// shuffled as they are would reject in about every tenth series.
TEST(NoChangeByStory, AllowsForWeeksThatWander) {
  BlocModel model;
  model.weeks = 12;
  model.stories_a_week = 12;
  model.week_shift = 0.15;
  NoChangeOptions options;
  options.permutations = 99;
  options.alternative = Alternative::OneChange;
  options.minimum_bins = 1;
  int shown = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    std::mt19937_64 generator = stream(seed, 5);
    std::vector<StoryCount> stories;
    std::uint32_t last = 1U << 31U;
    for (const auto& criticism : simulate(model, generator).criticisms) {
      if (criticism.story != last) stories.push_back({criticism.week, 0, 0, 0});
      last = criticism.story;
      stories.back().size += 1;
      stories.back().sum += criticism.inside ? 1 : 0;
    }
    options.seed = seed;
    const auto test = test_of_no_change(stories, model.weeks, Cost::Binomial, options);
    shown += test->p <= 0.05 ? 1 : 0;
  }
  EXPECT_LE(shown, 18);
}

}  // namespace
}  // namespace faultline::inference
