#include "positions/agreement.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>
#include <string_view>
#include <vector>

namespace faultline::positions {
namespace {

/// One row a coder, one character a unit; "." is missing.
std::vector<Rating> table(const std::vector<std::string_view>& rows) {
  std::vector<Rating> ratings;
  for (std::uint32_t coder = 0; coder < rows.size(); ++coder)
    for (std::uint32_t unit = 0; unit < rows[coder].size(); ++unit)
      if (rows[coder][unit] != '.') ratings.push_back({unit, coder, rows[coder][unit]});
  return ratings;
}

double alpha_of(const std::vector<std::string_view>& rows) {
  return nominal_alpha(table(rows)).alpha.value();
}

// The figures are those of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
// sections A, B and C (E for missing values), which gives three decimals.
TEST(NominalAlpha, IsThatOfPublishedExamples) {
  EXPECT_NEAR(alpha_of({"0100000010", "1110010000"}), 0.095, 0.0005);
  EXPECT_NEAR(alpha_of({"aabbdcccedda", "babbbccceddd"}), 0.692, 0.0005);
  EXPECT_NEAR(alpha_of({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}), 0.743,
              0.0005);
}

TEST(NominalAlpha, CountsOnlyUnitsThatTwoHaveCoded) {
  const auto found = nominal_alpha(table({"12.1", "1.21"}));
  EXPECT_EQ(found.units, 2u);
  EXPECT_EQ(found.ratings, 4u);
  EXPECT_EQ(found.coders, 2u);
  EXPECT_FALSE(found.alpha) << "one value everywhere is 0/0";
  EXPECT_FALSE(nominal_alpha({}).alpha);
  EXPECT_FALSE(nominal_alpha(table({"1212"})).alpha) << "one coder";
}

TEST(NominalAlpha, IsOneForAgreementAndBelowZeroForWorseThanChance) {
  const auto one = nominal_alpha(table({"1212", "1212"}));
  EXPECT_EQ(one.alpha, 1.0);
  EXPECT_EQ(one.observed, 0.0);
  EXPECT_EQ(one.lower, 1.0);
  EXPECT_LT(alpha_of({"1212", "2121"}), 0.0);
}

TEST(NominalAlpha, HasAnIntervalThatDependsOnTheSeedAlone) {
  const auto ratings = table({"123321412...", "1233224125.3", ".3332342251.", "12332441251."});
  const auto first = nominal_alpha(ratings);
  EXPECT_LT(*first.lower, *first.alpha);
  EXPECT_LT(*first.alpha, *first.upper);
  EXPECT_EQ(first.lower, nominal_alpha(ratings).lower);
  EXPECT_NE(first.lower, nominal_alpha(ratings, {.seed = 2}).lower);
  EXPECT_GT(*nominal_alpha(ratings, {.level = 0.5}).lower, *first.lower);
  EXPECT_FALSE(nominal_alpha(ratings, {.samples = 0}).lower);
}

/// By the definition: pairs of values within units against pairs of any two values.
std::optional<double> by_pairs(const std::vector<Rating>& ratings) {
  std::map<std::uint32_t, std::vector<int>> units;
  for (const auto& rating : ratings) units[rating.unit].push_back(rating.value);
  std::vector<int> all;
  double observed = 0;
  for (const auto& [unit, values] : units) {
    if (values.size() < 2) continue;
    all.insert(all.end(), values.begin(), values.end());
    double differ = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      for (std::size_t j = 0; j < values.size(); ++j) differ += values[i] != values[j] ? 1 : 0;
    observed += differ / static_cast<double>(values.size() - 1);
  }
  double expected = 0;
  for (const int a : all)
    for (const int b : all) expected += a != b ? 1 : 0;
  if (expected == 0) return std::nullopt;
  return 1 - observed / (expected / static_cast<double>(all.size() - 1));
}

RC_GTEST_PROP(NominalAlpha, IsThatOfItsDefinition, ()) {
  std::vector<Rating> ratings;
  const auto units = *rc::gen::inRange<std::uint32_t>(1, 8);
  for (std::uint32_t unit = 0; unit < units; ++unit)
    for (std::uint32_t coder = 0; coder < 4; ++coder)
      if (*rc::gen::inRange(0, 4) > 0) ratings.push_back({unit, coder, *rc::gen::inRange(-1, 2)});
  const auto found = nominal_alpha(ratings, {.samples = 0}).alpha;
  const auto wanted = by_pairs(ratings);
  RC_ASSERT(found.has_value() == wanted.has_value());
  if (found) RC_ASSERT(std::abs(*found - *wanted) < 1e-12);
}

RC_GTEST_PROP(NominalAlpha, DoesNotDependOnTheNamesOfCodersUnitsAndValues, ()) {
  std::vector<Rating> ratings, renamed;
  for (std::uint32_t unit = 0; unit < 5; ++unit)
    for (std::uint32_t coder = 0; coder < 3; ++coder) {
      const int value = *rc::gen::inRange(0, 3);
      ratings.push_back({unit, coder, value});
      renamed.insert(renamed.begin(), {90 - unit, 7 - coder, 100 - value});
    }
  const auto a = nominal_alpha(ratings, {.samples = 0}).alpha;
  const auto b = nominal_alpha(renamed, {.samples = 0}).alpha;
  RC_ASSERT(a.has_value() == b.has_value());
  if (a) RC_ASSERT(std::abs(*a - *b) < 1e-12);
}

TEST(UnitizedAlpha, IsOneForTheSameStretches) {
  const std::vector<Continuum> text{{100, {0, 1}}};
  const std::vector<MarkedStretch> marked{{0, 0, 10, 30, 1}, {0, 1, 10, 30, 1}};
  const auto found = unitized_alpha(text, marked);
  EXPECT_EQ(found.nominal.alpha, 1.0);
  EXPECT_EQ(found.binary.alpha, 1.0);
  EXPECT_EQ(found.nominal.ratings, 2u);
  EXPECT_EQ(found.length, 100u);
  EXPECT_FALSE(found.nominal.lower) << "one continuum has no interval";
}

TEST(UnitizedAlpha, TellsWhereFromWhat) {
  const std::vector<Continuum> text{{100, {0, 1}}};
  const std::vector<MarkedStretch> marked{{0, 0, 10, 30, 1}, {0, 1, 10, 30, -1}};
  const auto found = unitized_alpha(text, marked);
  EXPECT_EQ(found.binary.alpha, 1.0);
  EXPECT_LT(*found.nominal.alpha, 1.0);
}

TEST(UnitizedAlpha, NeedsTwoCodersAndSomethingMarked) {
  const std::vector<MarkedStretch> marked{{0, 0, 10, 30, 1}};
  EXPECT_FALSE(unitized_alpha(std::vector<Continuum>{{100, {0}}}, marked).nominal.alpha);
  EXPECT_FALSE(unitized_alpha(std::vector<Continuum>{{100, {0, 1}}}, {}).nominal.alpha);
  EXPECT_LT(*unitized_alpha(std::vector<Continuum>{{100, {0, 1}}}, marked).nominal.alpha, 0.0)
      << "what one alone has marked is worse than chance";
}

TEST(UnitizedAlpha, GivesWhatOverlapsToTheFirst) {
  const std::vector<Continuum> text{{100, {0, 1}}};
  const std::vector<MarkedStretch> plain{{0, 0, 10, 30, 1}, {0, 0, 30, 40, 2}, {0, 1, 20, 40, 1}};
  std::vector<MarkedStretch> crossed = plain;
  crossed[1].begin = 20;
  crossed.push_back({0, 0, 12, 20, 2});
  EXPECT_EQ(unitized_alpha(text, plain).nominal.alpha, unitized_alpha(text, crossed).nominal.alpha);
}

/// Marks of random coders in random texts.
struct Marks {
  std::vector<Continuum> texts;
  std::vector<MarkedStretch> stretches;
};

Marks drawn(std::uint32_t longest) {
  Marks marks;
  const auto count = *rc::gen::inRange<std::uint32_t>(1, 4);
  for (std::uint32_t text = 0; text < count; ++text) {
    Continuum made{*rc::gen::inRange<std::uint32_t>(5, 20), {0, 1}};
    if (*rc::gen::inRange(0, 2) > 0) made.coders.push_back(2);
    for (const auto coder : made.coders)
      for (std::uint32_t at = *rc::gen::inRange<std::uint32_t>(0, 4); at < made.length;) {
        const auto end =
            std::min(made.length, at + *rc::gen::inRange<std::uint32_t>(1, longest + 1));
        marks.stretches.push_back({text, coder, at, end, *rc::gen::inRange(0, 2)});
        at = end + *rc::gen::inRange<std::uint32_t>(0, 4);
      }
    marks.texts.push_back(made);
  }
  return marks;
}

/// Each coder's character with its value and the stretch that holds it (0: none).
struct Character {
  std::size_t text{}, place{};
  std::uint32_t coder{};
  int value = 99;
  std::size_t stretch = 0;
};

std::vector<Character> characters(const Marks& marks) {
  std::vector<Character> all;
  for (std::size_t text = 0; text < marks.texts.size(); ++text)
    for (const auto coder : marks.texts[text].coders)
      for (std::size_t place = 0; place < marks.texts[text].length; ++place) {
        Character made{text, place, coder};
        for (std::size_t i = 0; i < marks.stretches.size(); ++i) {
          const auto& stretch = marks.stretches[i];
          if (stretch.continuum != text || stretch.coder != coder || place < stretch.begin ||
              place >= stretch.end)
            continue;
          made.value = stretch.value;
          made.stretch = i + 1;
        }
        all.push_back(made);
      }
  return all;
}

// By the definition, over single characters: what coders say of one place, against what any two of
// all characters say that do not belong to one stretch and are not the same unmarked character.
RC_GTEST_PROP(UnitizedAlpha, IsThatOfItsDefinition, ()) {
  const auto marks = drawn(6);
  const auto all = characters(marks);
  double observed = 0, expected = 0, pairs = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < all.size(); ++j) {
      const auto& a = all[i];
      const auto& b = all[j];
      const bool is_same_place = a.text == b.text && a.place == b.place && a.coder != b.coder;
      const auto coders = static_cast<double>(marks.texts[a.text].coders.size());
      if (is_same_place && a.value != b.value) observed += 1 / (coders - 1);
      if (i == j || (a.stretch != 0 && a.stretch == b.stretch)) continue;
      pairs += 1;
      expected += a.value != b.value ? 1 : 0;
    }
  expected *= static_cast<double>(all.size()) / pairs;
  const auto found = unitized_alpha(marks.texts, marks.stretches, {.samples = 0}).nominal.alpha;
  RC_ASSERT(found.has_value() == (expected > 0));
  if (found) RC_ASSERT(std::abs(*found - (1 - observed / expected)) < 1e-9);
}

RC_GTEST_PROP(UnitizedAlpha, OfSingleCharactersIsNominalAlpha, ()) {
  const auto marks = drawn(1);
  std::vector<Rating> ratings;
  for (const auto& one : characters(marks))
    ratings.push_back(
        {static_cast<std::uint32_t>(one.text * 100 + one.place), one.coder, one.value});
  const auto unitized = unitized_alpha(marks.texts, marks.stretches, {.samples = 0}).nominal.alpha;
  const auto nominal = nominal_alpha(ratings, {.samples = 0}).alpha;
  RC_ASSERT(unitized.has_value() == nominal.has_value());
  if (nominal) RC_ASSERT(std::abs(*unitized - *nominal) < 1e-9);
}

TEST(UnitizedAlpha, HasAnIntervalOverTexts) {
  const std::vector<Continuum> texts{{50, {0, 1}}, {60, {0, 1}}, {70, {0, 1}}};
  const std::vector<MarkedStretch> marked{{0, 0, 10, 30, 1}, {0, 1, 10, 30, 1}, {1, 0, 0, 20, 1},
                                          {1, 1, 5, 20, 1},  {2, 0, 10, 40, 1}, {2, 1, 35, 60, 1}};
  const auto found = unitized_alpha(texts, marked);
  EXPECT_LT(*found.nominal.lower, *found.nominal.alpha);
  EXPECT_GT(*found.nominal.upper, *found.nominal.alpha);
  EXPECT_EQ(found.nominal.units, 3u);
}

}  // namespace
}  // namespace faultline::positions
