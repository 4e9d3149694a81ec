#include "inference/correction.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "inference/bootstrap.h"
#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

std::vector<std::uint32_t> strata(std::initializer_list<std::size_t> sizes) {
  std::vector<std::uint32_t> result;
  std::uint32_t stratum = 0;
  for (const std::size_t size : sizes) result.insert(result.end(), size, stratum++);
  return result;
}

std::map<std::uint32_t, std::size_t> counts(std::span<const std::uint32_t> of_unit,
                                            std::span<const AuditDraw> drawn) {
  std::map<std::uint32_t, std::size_t> result;
  for (const AuditDraw& draw : drawn) ++result[of_unit[draw.unit]];
  return result;
}

TEST(PlanAudit, OfNothingIsNothing) {
  EXPECT_TRUE(plan_audit(std::vector<std::uint32_t>{}).empty());
}

TEST(PlanAudit, GivesEachStratumItsShare) {
  const auto of_unit = strata({900, 100, 0, 1});
  AuditOptions options;
  options.n = 41;
  options.allocation = Allocation::Proportional;
  EXPECT_EQ(counts(of_unit, plan_audit(of_unit, options)),
            (std::map<std::uint32_t, std::size_t>{{0, 36}, {1, 4}, {3, 1}}));
  options.allocation = Allocation::Root;
  EXPECT_EQ(counts(of_unit, plan_audit(of_unit, options)),
            (std::map<std::uint32_t, std::size_t>{{0, 30}, {1, 10}, {3, 1}}));
  options.allocation = Allocation::Equal;
  EXPECT_EQ(counts(of_unit, plan_audit(of_unit, options)),
            (std::map<std::uint32_t, std::size_t>{{0, 20}, {1, 20}, {3, 1}}));
}

RC_GTEST_PROP(PlanAudit, DrawsEveryUnitOnceAtMostWithItsProbability, ()) {
  const auto of_unit =
      *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 5));
  AuditOptions options;
  options.n = *rc::gen::inRange<std::size_t>(0, 40);
  options.allocation =
      *rc::gen::element(Allocation::Proportional, Allocation::Equal, Allocation::Root);
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto drawn = plan_audit(of_unit, options);
  RC_ASSERT(drawn.size() == std::min(options.n, of_unit.size()));
  std::set<std::size_t> units;
  std::vector<std::size_t> checked;
  for (const AuditDraw& draw : drawn) {
    units.insert(draw.unit);
    checked.push_back(draw.unit);
  }
  RC_ASSERT(units.size() == drawn.size());
  const auto inclusion = inclusion_of(of_unit, checked);
  for (const AuditDraw& draw : drawn) {
    RC_ASSERT(std::abs(draw.inclusion - inclusion[of_unit[draw.unit]]) < 1e-12);
  }
  const auto again = plan_audit(of_unit, options);
  for (std::size_t i = 0; i < drawn.size(); ++i) RC_ASSERT(again[i].unit == drawn[i].unit);
}

TEST(PlanAudit, DrawsEachUnitOfAStratumEquallyOften) {
  const auto of_unit = strata({6, 3});
  std::vector<int> times(of_unit.size(), 0);
  AuditOptions options;
  options.n = 5;
  options.allocation = Allocation::Equal;
  for (options.seed = 0; options.seed < 3000; ++options.seed) {
    for (const AuditDraw& draw : plan_audit(of_unit, options)) ++times[draw.unit];
  }
  for (int unit = 0; unit < 6; ++unit)
    EXPECT_NEAR(times[static_cast<std::size_t>(unit)], 1500, 110);
  for (int unit = 6; unit < 9; ++unit)
    EXPECT_NEAR(times[static_cast<std::size_t>(unit)], 2000, 110);
}

/// A yes or no of the machine, and of a person where `truth` is not negative.
LabelledUnit unit(std::uint32_t story, std::uint32_t stratum, bool machine, int truth,
                  double inclusion = 0) {
  LabelledUnit result;
  result.story = story;
  result.stratum = stratum;
  result.machine = {machine ? 1.0 : 0.0, 1};
  if (truth >= 0) result.checked = Counts{static_cast<double>(truth), 1};
  result.inclusion = inclusion;
  return result;
}

TEST(CorrectedRates, AddTheMeanErrorOfTheCheckedUnits) {
  // The machine says yes to 6 of 10; of 2 checked yes one is wrong, of 2 checked no none: 3 of 10.
  std::vector<LabelledUnit> units;
  for (std::uint32_t i = 0; i < 6; ++i)
    units.push_back(unit(i, 1, true, i < 2 ? static_cast<int>(i) : -1, 1.0 / 3));
  for (std::uint32_t i = 6; i < 10; ++i) units.push_back(unit(i, 0, false, i < 8 ? 0 : -1, 0.5));
  const auto rates = corrected_rates(units, 1);
  ASSERT_TRUE(rates);
  EXPECT_DOUBLE_EQ((*rates)[0].machine.value, 0.6);
  EXPECT_DOUBLE_EQ((*rates)[0].corrected.value, 0.3);
  EXPECT_EQ((*rates)[0].checked, 4U);
  EXPECT_EQ((*rates)[0].unchecked, 0U);
  EXPECT_LT((*rates)[0].corrected.interval.low, 0.3);
  EXPECT_GT((*rates)[0].corrected.interval.high, 0.6);
}

TEST(CorrectedRates, TakeAwayWhatIsNoCriticismAtAll) {
  // Half of what the machine took for criticism is none: it leaves the denominator too.
  std::vector<LabelledUnit> units;
  for (std::uint32_t i = 0; i < 8; ++i) units.push_back(unit(i, 0, true, -1));
  for (std::uint32_t i = 8; i < 16; ++i) units.push_back(unit(i, 1, false, -1));
  for (const std::size_t i : {0U, 1U}) {
    units[i].checked = i == 0 ? Counts{1, 1} : Counts{0, 0};
    units[i].inclusion = 0.25;
    units[i + 8].checked = Counts{0, 1};
    units[i + 8].inclusion = 0.25;
  }
  EXPECT_DOUBLE_EQ((*corrected_rates(units, 1))[0].corrected.value, 4.0 / 12);
}

TEST(CorrectedRates, HaveNoValueWhereAStratumWasNotChecked) {
  std::vector<LabelledUnit> units = {unit(0, 0, true, 1, 1), unit(1, 1, false, -1),
                                     unit(2, 0, true, -1)};
  units[2].point = 1;
  const auto rates = *corrected_rates(units, 2);
  EXPECT_TRUE(std::isnan(rates[0].corrected.value));
  EXPECT_EQ(rates[0].unchecked, 1U);
  // Its stratum was checked, though at another point ...
  EXPECT_EQ(rates[1].corrected.value, 1);
  // ... which counts for nothing where errors may differ between points.
  CorrectionOptions options;
  options.scope = Scope::Point;
  EXPECT_TRUE(std::isnan((*corrected_rates(units, 2, options))[1].corrected.value));
}

TEST(CorrectedRates, AreTheTruthWhereEverythingWasChecked) {
  std::vector<LabelledUnit> units;
  for (std::uint32_t i = 0; i < 40; ++i) {
    units.push_back(unit(i / 2, i % 3, i % 4 == 0, i % 5 < 2 ? 1 : 0, 1));
    units.back().point = i % 2;
  }
  CorrectionOptions options;
  options.scope = Scope::Point;
  const auto rates = *corrected_rates(units, 2, options);
  for (const auto& rate : rates) EXPECT_NEAR(rate.corrected.value, 0.4, 1e-12);
}

TEST(CorrectedRates, RelyOnAMachineThatIsRightAndNotOnOneThatIsNot) {
  for (const bool right : {true, false}) {
    auto generator = stream(83, 0);
    std::vector<LabelledUnit> units;
    for (std::uint32_t i = 0; i < 4000; ++i) {
      const bool truth = draw_unit(generator) < 0.3;
      const bool machine = right ? truth : draw_unit(generator) < 0.3;
      units.push_back(unit(i, 0, machine, i % 20 == 0 ? static_cast<int>(truth) : -1, 0.05));
    }
    const auto best = (*corrected_rates(units, 1))[0];
    CorrectionOptions options;
    options.reliance = 1;
    const auto full = (*corrected_rates(units, 1, options))[0];
    options.reliance = 0;
    const auto none = (*corrected_rates(units, 1, options))[0];
    EXPECT_NEAR(best.reliance, right ? 1 : 0, 0.2);
    EXPECT_LE(best.corrected.standard_error, full.corrected.standard_error * 1.001);
    EXPECT_LE(best.corrected.standard_error, none.corrected.standard_error * 1.001);
    // As of 4,000 where the machine is right, and one error in 202 that may not have been seen; as
    // of the 200 that were checked where it is not.
    const double unseen = 1.0 / 202 * 201 / 202 / 200;
    const double expected = std::sqrt(right ? 0.21 / 4000 + unseen : 0.21 / 200);
    EXPECT_NEAR(best.corrected.standard_error, expected, 0.15 * expected);
  }
}

TEST(CorrectedRates, SayWhatIsWrong) {
  std::vector<LabelledUnit> units = {unit(0, 0, true, 1, 0.5), unit(0, 0, true, 1, 0)};
  const auto rates = corrected_rates(units, 1);
  ASSERT_FALSE(rates);
  EXPECT_EQ(rates.error().where, "unit 1");
  units[1].inclusion = 1;
  EXPECT_TRUE(corrected_rates(units, 1));
  EXPECT_FALSE(corrected_rates(units, 0));
  units[0].machine = {2, 1};
  EXPECT_FALSE(corrected_rates(units, 1));
}

// ---- What was missed, events, totals ----

/// A passage that holds `missed` criticisms of which `inside` hit the own side; -1: nobody read it.
LabelledUnit passage(std::uint32_t story, int inside, int missed, double inclusion) {
  LabelledUnit made;
  made.story = story;
  made.stratum = 9;
  if (missed < 0) return made;
  made.checked = Counts{static_cast<double>(inside), static_cast<double>(missed)};
  made.inclusion = inclusion;
  return made;
}

/// 20 stories with one criticism each, all right, half inside; two passages of 20 were read in
/// four.
std::vector<LabelledUnit> with_misses() {
  std::vector<LabelledUnit> units;
  for (std::uint32_t i = 0; i < 20; ++i) units.push_back(unit(i, i % 2, i % 2 == 1, i % 2, 1));
  for (std::uint32_t i = 0; i < 20; ++i) {
    const bool is_read = i % 5 == 0;
    units.push_back(passage(i, i == 5 ? 1 : 0, is_read ? (i == 5 ? 1 : i == 10 ? 1 : 0) : -1, 0.2));
  }
  return units;
}

TEST(CorrectedRates, TakeInWhatPassagesHold) {
  const auto rates = corrected_rates(with_misses(), 1);
  ASSERT_TRUE(rates);
  EXPECT_DOUBLE_EQ((*rates)[0].machine.value, 0.5);
  // 10 inside and 10 outward were found; 1 of each was missed in 4 passages, 5 of each in 20.
  EXPECT_NEAR((*rates)[0].corrected.value, 15.0 / 30, 1e-12);
  std::vector<LabelledUnit> found = with_misses();
  found.resize(20);
  const auto without = corrected_rates(found, 1);
  const auto width = [](const CorrectedRate& rate) {
    return rate.corrected.interval.high - rate.corrected.interval.low;
  };
  EXPECT_GT(width((*rates)[0]), width((*without)[0])) << "what four passages tell of twenty";
}

TEST(CorrectedRates, HaveNoValueWhereNoPassageWasRead) {
  auto units = with_misses();
  for (auto& each : units)
    if (each.stratum == 9) each.checked.reset();
  const auto rates = corrected_rates(units, 1);
  ASSERT_TRUE(rates);
  EXPECT_TRUE(std::isnan((*rates)[0].corrected.value));
  EXPECT_EQ((*rates)[0].unchecked, 20U);
}

TEST(CorrectedTotals, CountWhatIsThereAndAreSureWhereAllWasChecked) {
  auto units = with_misses();
  const auto totals = corrected_totals(units, 1);
  ASSERT_TRUE(totals);
  EXPECT_DOUBLE_EQ((*totals)[0].machine, 10);
  EXPECT_NEAR((*totals)[0].corrected.value, 15, 1e-12);
  EXPECT_GE((*totals)[0].corrected.interval.low, 11) << "people have seen so many";
  EXPECT_GT((*totals)[0].corrected.interval.high, 16);
  for (std::uint32_t i = 0; i < 20; ++i) units[20 + i] = passage(i, i == 5 ? 1 : 0, i == 5, 1);
  const auto sure = corrected_totals(units, 1);
  EXPECT_NEAR((*sure)[0].corrected.value, 11, 1e-9);
  EXPECT_NEAR((*sure)[0].corrected.interval.low, 11, 1e-9);
  EXPECT_NEAR((*sure)[0].corrected.interval.high, 11, 1e-9);
}

TEST(CorrectedTotals, TakeOnePassageOfManyForThemAll) {
  std::vector<LabelledUnit> units;
  for (std::uint32_t i = 0; i < 12; ++i) units.push_back(passage(i, 0, i < 6 ? 0 : -1, 0.5));
  const auto whole = corrected_totals(units, 1);
  for (auto& each : units) each.worth = 3;
  const auto parts = corrected_totals(units, 1);
  EXPECT_DOUBLE_EQ((*whole)[0].corrected.value, 0);
  EXPECT_NEAR((*parts)[0].corrected.standard_error, 3 * (*whole)[0].corrected.standard_error, 1e-9)
      << "none in six of 36 passages says less than none in six of 12";
}

TEST(CorrectedEventRates, AreCorrectedEventsOverExposureAsItIs) {
  std::vector<Exposure> exposures;
  for (std::uint32_t i = 0; i < 20; ++i) exposures.push_back({i, 0, 4});
  const auto rates = corrected_event_rates(with_misses(), exposures, 1);
  ASSERT_TRUE(rates);
  EXPECT_DOUBLE_EQ((*rates)[0].machine.value, 10.0 / 80);
  EXPECT_NEAR((*rates)[0].corrected.value, 15.0 / 80, 1e-12);
  EXPECT_LT((*rates)[0].corrected.interval.low, 15.0 / 80);
  EXPECT_GT((*rates)[0].corrected.interval.high, 15.0 / 80);
  EXPECT_EQ((*rates)[0].checked, 24U);
  exposures[3].point = 1;
  EXPECT_EQ(corrected_event_rates(with_misses(), exposures, 1).error().where, "exposure 3");
}

TEST(CorrectedEventRates, CountNoExposureAsChecked) {
  auto units = with_misses();
  std::vector<Exposure> exposures;
  for (std::uint32_t i = 0; i < 20; ++i) exposures.push_back({i, i % 2, 4});
  for (auto& each : units) each.point = each.story % 2;
  for (const Scope scope : {Scope::Stratum, Scope::Point}) {
    const auto events = corrected_event_rates(units, exposures, 2, {.scope = scope});
    const auto shares = corrected_rates(units, 2, {.scope = scope});
    ASSERT_TRUE(events && shares);
    for (std::size_t point = 0; point < 2; ++point)
      EXPECT_EQ((*events)[point].checked, (*shares)[point].checked) << point;
  }
}

TEST(CorrectedEventRates, MayExceedOne) {
  std::vector<LabelledUnit> units;
  for (std::uint32_t i = 0; i < 10; ++i) {
    LabelledUnit made = passage(i, 3, 3, 1);
    made.machine = {3, 3};
    units.push_back(made);
  }
  std::vector<Exposure> exposures;
  for (std::uint32_t i = 0; i < 10; ++i) exposures.push_back({i, 0, i < 5 ? 1.0 : 2.0});
  const auto rates = corrected_event_rates(units, exposures, 1);
  ASSERT_TRUE(rates);
  EXPECT_NEAR((*rates)[0].corrected.value, 2, 1e-12);
  EXPECT_TRUE((*rates)[0].corrected.interval.known());
}

// ---- Quality ----

CheckedLabel label(std::uint32_t story, bool machine, bool truth, double inclusion = 1) {
  return {0, 0, story, machine, truth, inclusion};
}

TEST(QualityOfLabels, IsCountedByTheInverseOfTheProbabilities) {
  // 3 of 4 yes are so; of 10 checked no one is not, and each stands for 5: 3 found of 8.
  std::vector<CheckedLabel> labels;
  for (std::uint32_t i = 0; i < 4; ++i) labels.push_back(label(i, true, i > 0));
  for (std::uint32_t i = 4; i < 14; ++i) labels.push_back(label(i, false, i == 4, 0.2));
  const auto result = quality(labels, 2);
  ASSERT_TRUE(result);
  EXPECT_DOUBLE_EQ((*result)[0].precision.value, 0.75);
  EXPECT_DOUBLE_EQ((*result)[0].recall.value, 3.0 / 8);
  EXPECT_LT((*result)[0].recall.interval.low, 0.2);
  EXPECT_GT((*result)[0].recall.interval.high, 0.6);
  EXPECT_EQ((*result)[0].checked, 14U);
  EXPECT_EQ((*result)[1].checked, 0U);
  EXPECT_TRUE(std::isnan((*result)[1].recall.value));
}

TEST(QualityOfLabels, DoesNotTakeFewChecksForARecallOfOne) {
  std::vector<CheckedLabel> labels;
  for (std::uint32_t i = 0; i < 20; ++i) labels.push_back(label(i, true, true));
  for (std::uint32_t i = 20; i < 40; ++i) labels.push_back(label(i, false, false, 0.01));
  const auto result = *quality(labels, 1);
  EXPECT_EQ(result[0].recall.value, 1);
  EXPECT_LT(result[0].recall.interval.low, 0.1);  // up to 3 of 20 missed: 300 of 2,000
  EXPECT_EQ(result[0].recall.interval.high, 1);
}

TEST(QualityOfLabels, RefusesImpossibleLabels) {
  EXPECT_EQ(quality(std::vector<CheckedLabel>{label(0, true, true, 0)}, 1).error().where,
            "label 0");
  EXPECT_FALSE(quality(std::vector<CheckedLabel>{label(0, true, true)}, 0));
}

}  // namespace
}  // namespace faultline::inference
