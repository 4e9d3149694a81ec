#include "timeline/rift.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <set>

#include "rows.h"

namespace faultline::timeline {
namespace {

TEST(Bins, BeginWhereTheCalendarSays) {
  const Day any = day("2024-11-17");  // a Sunday
  EXPECT_EQ(bin_begin(Bin::ByDay, any), any);
  EXPECT_EQ(bin_begin(Bin::ByWeek, any), day("2024-11-11"));
  EXPECT_EQ(bin_begin(Bin::ByMonth, any), day("2024-11-01"));
  EXPECT_EQ(bin_begin(Bin::ByQuarter, any), day("2024-10-01"));
  EXPECT_EQ(bin_begin(Bin::ByYear, any), day("2024-01-01"));
  EXPECT_EQ(next_bin(Bin::ByMonth, day("2024-12-01")), day("2025-01-01"));
  EXPECT_EQ(next_bin(Bin::ByQuarter, day("2024-10-01")), day("2025-01-01"));
  EXPECT_EQ(bin_name(Bin::ByWeek, day("2024-12-30")), "2025-W01");
  EXPECT_EQ(bin_name(Bin::ByMonth, day("2024-09-01")), "2024-09");
  EXPECT_EQ(bin_name(Bin::ByQuarter, day("2024-10-01")), "2024-Q4");
  EXPECT_EQ(bin_name(Bin::ByYear, day("2024-01-01")), "2024");
}

RC_GTEST_PROP(Bins, FollowOnEachOtherWithoutGapsAndHoldTheirDays, ()) {
  const auto bin =
      *rc::gen::element(Bin::ByDay, Bin::ByWeek, Bin::ByMonth, Bin::ByQuarter, Bin::ByYear);
  const Day any = add_days(day("1999-12-20"), *rc::gen::inRange(0, 20'000));
  const Day first = bin_begin(bin, any), next = next_bin(bin, first);
  RC_ASSERT(first <= any);
  RC_ASSERT(any < next);
  RC_ASSERT(bin_begin(bin, next) == next);
  RC_ASSERT(bin_begin(bin, add_days(next, -1)) == first);
  RC_ASSERT(bin_name(bin, first) != bin_name(bin, next));
}

// Members are 0 to 9. Inside: two attacks, one support, one neutral; outward one attack and one
// support; from outside one attack.
std::vector<RiftTie> example() {
  return {tie("2031-03-03", 0, 1, -1, 10, 0, 0, 0),  tie("2031-03-04", 1, 0, -1, 10, 1, 1, 0),
          tie("2031-03-05", 0, 2, 1, 10, 2, 1, 1),   tie("2031-03-05", 2, 0, 0, 10, 3, 1, 1),
          tie("2031-03-06", 2, 20, -1, 10, 4, 2, 1), tie("2031-03-06", 2, 20, 1, 10, 5, 2, 1),
          tie("2031-03-09", 20, 0, -1, 10, 6, 2, 0), tie("2031-03-09", 3, 3, -1, 10, 7, 2, 0)};
}

TEST(RiftCounts, AreAsCountedByHand) {
  const auto ties = example();
  const std::vector<RiftStatement> statements = {{day("2031-03-03"), true, 0, 0, 0},
                                                 {day("2031-03-04"), false, 20, 0, 0},
                                                 {day("2031-03-05"), true, 1, 0, 1},
                                                 {day("2031-03-05"), true, 1, 0, 1}};
  const RiftCounts counts = counts_of({ties, {}, statements});
  EXPECT_EQ(counts, (RiftCounts{.crit_in = 2,
                                .crit_out = 1,
                                .supp_in = 1,
                                .supp_out = 1,
                                .neutral_in = 1,
                                .crit_from_outside = 1,
                                .statements = 3}));
}

TEST(RiftSeries, OfNothingIsNone) {
  EXPECT_TRUE(rift_series({}).empty());
  EXPECT_TRUE(smoothed_rift({}).empty());
  EXPECT_EQ(rift_units({}).units(), 0U);
  const auto asked =
      rift_series({}, {.bin = Bin::ByMonth, .from = day("2031-01-31"), .to = day("2031-03-01")});
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_EQ(asked[0].first, day("2031-01-01"));
  EXPECT_EQ(asked[2].last, day("2031-03-31"));
}

TEST(RiftSeries, KeepsDenominatorsAndOutletsBesideEachPoint) {
  const auto ties = example();
  const std::vector<RiftStatement> statements = {{day("2031-03-03"), true, 0, 0, 2},
                                                 {day("2031-03-10"), true, 0, 0, 0}};
  const auto points = rift_series({ties, {}, statements});
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].first, day("2031-03-03"));
  EXPECT_EQ(points[0].last, day("2031-03-09"));
  EXPECT_EQ(points[0].clusters, 3);
  EXPECT_EQ(points[0].attackers, 3);
  EXPECT_EQ(points[0].outlets,
            (std::vector<OutletShare>{{0, 2, 2, 0}, {1, 1, 0, 0}, {2, 0, 0, 1}}));
  EXPECT_EQ(points[0].evidence_in, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(points[0].evidence_out, (std::vector<std::size_t>{4}));
  EXPECT_EQ(points[0].evidence_support, (std::vector<std::size_t>{2}));
  EXPECT_EQ(points[1].counts.statements, 1);
}

RC_GTEST_PROP(RiftSeries, CountsEachBinAsItsRowsAlone, ()) {
  const DrawnRows drawn = drawn_rows();
  SeriesOptions options;
  options.bin = *rc::gen::element(Bin::ByDay, Bin::ByWeek, Bin::ByMonth, Bin::ByQuarter);
  options.evidence = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>()) options.from = day("2030-12-10");
  if (*rc::gen::arbitrary<bool>()) options.to = day("2031-02-10");
  const auto points = rift_series(drawn.rows(), options);
  std::size_t seen = 0;
  for (const RiftPoint& point : points) {
    const auto is_in = [&](const auto& row) {
      return row.day >= point.first && row.day <= point.last &&
             (!options.from || row.day >= *options.from) && (!options.to || row.day <= *options.to);
    };
    DrawnRows own;
    std::set<std::uint32_t> clusters, attackers;
    std::int64_t of_outlets = 0;
    for (const RiftTie& row : drawn.ties) {
      if (!is_in(row)) continue;
      ++seen;
      own.ties.push_back(row);
      if (row.from_member && row.sign < 0 && row.from != row.to) {
        clusters.insert(row.cluster);
        attackers.insert(row.from);
      }
    }
    for (const RiftStatement& row : drawn.statements) {
      if (is_in(row)) own.statements.push_back(row);
    }
    RC_ASSERT(point.counts == counts_of(own.rows()));
    RC_ASSERT(point.clusters == static_cast<int>(clusters.size()));
    RC_ASSERT(point.attackers == static_cast<int>(attackers.size()));
    for (const OutletShare& share : point.outlets) of_outlets += share.criticism;
    RC_ASSERT(of_outlets == point.counts.crit_in + point.counts.crit_out);
    RC_ASSERT(point.evidence_in.size() ==
              (options.evidence ? static_cast<std::size_t>(point.counts.crit_in) : 0U));
    RC_ASSERT(point.evidence_out.size() ==
              (options.evidence ? static_cast<std::size_t>(point.counts.crit_out) : 0U));
  }
  std::size_t asked = 0;
  for (const RiftTie& row : drawn.ties) {
    if (options.from && row.day < *options.from) continue;
    if (options.to && row.day > *options.to) continue;
    ++asked;
  }
  RC_ASSERT(seen == asked);
}

RC_GTEST_PROP(RiftUnits, AddUpToTheSeries, ()) {
  const DrawnRows drawn = drawn_rows();
  const SeriesOptions options{.bin = *rc::gen::element(Bin::ByDay, Bin::ByWeek, Bin::ByMonth)};
  const auto points = rift_series(drawn.rows(), options);
  const RiftUnits units = rift_units(drawn.rows(), options);
  RC_ASSERT(units.bins.size() == points.size());
  const auto table = inference::SumTable::create(units.units(), units.cells(), units.entries);
  RC_ASSERT(table.has_value());
  const auto sums = table->totals();
  for (std::size_t bin = 0; bin < points.size(); ++bin) {
    RC_ASSERT(units.bins[bin] == points[bin].first);
    const RiftCounts& counts = points[bin].counts;
    RC_ASSERT(counts_of_bin(sums, bin) == counts);
    const auto sum = [&](RiftCell cell) {
      return static_cast<std::int64_t>(sums[cell_number(bin, cell)]);
    };
    RC_ASSERT(sum(RiftCell::Criticism) == counts.crit_in + counts.crit_out);
    RC_ASSERT(sum(RiftCell::SignedIn) == counts.supp_in + counts.crit_in);
    RC_ASSERT(sum(RiftCell::NetIn) == counts.supp_in - counts.crit_in);
  }
}

RC_GTEST_PROP(RiftUnits, CountAsIfOnlyTheDrawnStoriesWereThere, ()) {
  const DrawnRows drawn = drawn_rows();
  const RiftUnits units = rift_units(drawn.rows());
  const auto times =
      *rc::gen::container<std::vector<std::uint32_t>>(6, rc::gen::inRange<std::uint32_t>(0, 3));
  std::vector<double> sums(units.cells(), 0);
  for (const inference::SumEntry& entry : units.entries) {
    sums[entry.cell] += entry.value * times[units.story[entry.unit]];
  }
  std::vector<RiftCounts> plain(units.bins.size());
  for (const RiftTie& row : drawn.ties) {
    for (std::uint32_t time = 0; time < times[row.cluster]; ++time) {
      const std::vector<RiftTie> one = {row};
      std::size_t bin = 0;
      while (units.bins[bin] != bin_begin(Bin::ByWeek, row.day)) ++bin;
      plain[bin] += counts_of({one, {}, {}});
    }
  }
  for (std::size_t bin = 0; bin < plain.size(); ++bin) {
    RiftCounts counts = counts_of_bin(sums, bin);
    counts.statements = 0;
    RC_ASSERT(counts == plain[bin]);
  }
}

RC_GTEST_PROP(WhoAttacksWhom, CountsEachPairInside, ()) {
  const DrawnRows drawn = drawn_rows();
  const auto pairs = who_attacks_whom(drawn.ties);
  std::int64_t negative = 0, positive = 0, neutral = 0;
  for (std::size_t index = 0; index < pairs.size(); ++index) {
    const RiftPair& pair = pairs[index];
    negative += pair.negative;
    positive += pair.positive;
    neutral += pair.neutral;
    std::set<std::uint32_t> clusters, outlets;
    for (const std::size_t evidence : pair.evidence) {
      const RiftTie& row = drawn.ties[evidence];
      RC_ASSERT(row.from == pair.from && row.to == pair.to && row.sign < 0);
      clusters.insert(row.cluster);
      outlets.insert(row.outlet);
    }
    RC_ASSERT(pair.evidence.size() == static_cast<std::size_t>(pair.negative));
    RC_ASSERT(pair.clusters == static_cast<int>(clusters.size()));
    RC_ASSERT(pair.outlets == static_cast<int>(outlets.size()));
    if (index > 0) RC_ASSERT(pairs[index - 1].negative >= pair.negative);
  }
  const RiftCounts counts = counts_of(drawn.rows());
  RC_ASSERT(negative == counts.crit_in);
  RC_ASSERT(positive == counts.supp_in);
  RC_ASSERT(neutral == counts.neutral_in);
}

TEST(SmoothedRift, WeighsByDistanceFromTheMiddle) {
  // On day 0 one attack inside, on day 2 one outward; half width 4.
  const std::vector<RiftTie> ties = {tie("2031-03-01", 0, 1, -1, 10),
                                     tie("2031-03-03", 0, 20, -1, 10)};
  const auto points = smoothed_rift(
      ties,
      {.half_width = 4, .step = 1, .smoother = Smoother::Epanechnikov, .rule = {.minimum_n = 2}});
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].middle, day("2031-03-01"));
  EXPECT_EQ(points[0].rows, 2);
  EXPECT_DOUBLE_EQ(*points[0].criticism, 1 / (1 + 0.75));
  EXPECT_DOUBLE_EQ(points[0].effective_n, 1.75 * 1.75 / (1 + 0.75 * 0.75));
  EXPECT_DOUBLE_EQ(*points[1].criticism, 0.5);
  EXPECT_DOUBLE_EQ(points[1].effective_n, 2);
  EXPECT_FALSE(points[0].net_support);
}

RC_GTEST_PROP(SmoothedRift, IsTheWeighedShareOfItsRows, ()) {
  const DrawnRows drawn = drawn_rows();
  const auto smoother =
      *rc::gen::element(Smoother::Uniform, Smoother::Triangular, Smoother::Epanechnikov);
  const int half = *rc::gen::inRange(1, 40);
  const auto points = smoothed_rift(
      drawn.ties, {.half_width = half, .step = 5, .smoother = smoother, .rule = {.minimum_n = 1}});
  for (const SmoothPoint& point : points) {
    double hits = 0, sum = 0, inside = 0, net = 0;
    for (const RiftTie& row : drawn.ties) {
      const double x = days_between(point.middle, row.day) / static_cast<double>(half);
      if (std::abs(x) > 1 || !row.from_member || row.from == row.to) continue;
      const double weight = smoother == Smoother::Uniform      ? 1
                            : smoother == Smoother::Triangular ? 1 - std::abs(x)
                                                               : 1 - x * x;
      if (row.sign < 0) {
        sum += weight;
        if (row.to_member) hits += weight;
      }
      if (row.sign != 0 && row.to_member) {
        inside += weight;
        net += row.sign * weight;
      }
    }
    RC_ASSERT(point.criticism.has_value() == (sum > 0));
    if (sum > 0) RC_ASSERT(std::abs(*point.criticism - hits / sum) < 1e-12);
    RC_ASSERT(point.net_support.has_value() == (inside > 0));
    if (inside > 0) RC_ASSERT(std::abs(*point.net_support - net / inside) < 1e-12);
  }
}

}  // namespace
}  // namespace faultline::timeline
