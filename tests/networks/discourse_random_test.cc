// Random tables and settings: the fast networks against those straight from the formulas.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>

#include "base/draw.h"
#include "networks/discourse.h"
#include "plain_discourse.h"

namespace faultline::networks {
namespace {

Variable drawn_text(const std::string& name, bool of_document, std::size_t n, int labels) {
  // Unsorted, with a blank, a label that no statement has, and letters beyond ASCII.
  static const std::vector<std::string> words = {"Pilots", "",  "Älvkommun", "harbour board",
                                                 "Zunft",  "A", "Änderung",  "tug owners"};
  Variable variable{name, VariableKind::ShortText, of_document, words, {}};
  variable.values = *rc::gen::container<std::vector<std::int32_t>>(n, rc::gen::inRange(0, labels));
  return variable;
}

StatementTable drawn_table(std::size_t most_statements) {
  const auto n = *rc::gen::inRange<std::size_t>(0, most_statements);
  StatementTable table;
  const std::int64_t first =
      start_of(Day{std::chrono::year{2020}, std::chrono::January, std::chrono::day{31}}).seconds;
  const int days = *rc::gen::element(1, 40, 1200);
  for (std::size_t s = 0; s < n; ++s) {
    table.id.push_back(static_cast<std::int64_t>(n - s));
    table.document.push_back(*rc::gen::inRange(0, 5));
    table.time.push_back(
        {first + *rc::gen::inRange(0, days) * 86400 + *rc::gen::element(0, 0, 3600, 86399)});
    table.begin.push_back(*rc::gen::inRange(0, 3));
    table.end.push_back(table.begin.back() + 1);
  }
  Variable agreement{"agreement", VariableKind::Boolean, false, {}, {}};
  agreement.values = *rc::gen::container<std::vector<std::int32_t>>(n, rc::gen::inRange(0, 2));
  Variable intensity{"intensity", VariableKind::Integer, false, {}, {}};
  intensity.values = *rc::gen::container<std::vector<std::int32_t>>(
      n, rc::gen::element<std::int32_t>(-2, -1, 0, 3, 9000));
  table.variables = {drawn_text("organization", false, n, *rc::gen::inRange(1, 9)),
                     drawn_text("concept", false, n, *rc::gen::inRange(1, 6)),
                     agreement,
                     intensity,
                     drawn_text("frame", false, n, *rc::gen::inRange(1, 5)),
                     drawn_text("outlet", true, n, 3)};
  table.first_document = Instant{first};
  table.last_document = Instant{first + (days + 1) * 86400};
  return table;
}

std::vector<Exclusion> drawn_exclusions() {
  const Exclusion organization{"organization", {"A", "nobody", ""}, *rc::gen::arbitrary<bool>()};
  const Exclusion intensity{"intensity", {"0", "-2", "9000"}, *rc::gen::arbitrary<bool>()};
  const Exclusion agreement{"agreement", {"1"}, false};
  const Exclusion outlet{"outlet", {"Pilots"}, *rc::gen::arbitrary<bool>()};
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return {organization};
    case 1:
      return {intensity, outlet};
    case 2:
      return {agreement, {"concept", {}, false}};
    default:
      return {};
  }
}

NetworkSettings drawn_settings(const StatementTable& table) {
  NetworkSettings settings;
  settings.shape = *rc::gen::element(Shape::OneMode, Shape::TwoMode);
  const bool one_mode = settings.shape == Shape::OneMode;
  settings.variable1 = *rc::gen::element<std::string>("organization", "organization", "outlet");
  settings.variable2 = *rc::gen::element<std::string>("concept", "concept", "frame");
  settings.qualifier =
      *rc::gen::element<std::string>("agreement", "agreement", "intensity", "frame");
  if (*settings.qualifier == "frame") settings.variable2 = "concept";
  settings.aggregation =
      one_mode
          ? *rc::gen::element(Aggregation::Ignore, Aggregation::Subtract, Aggregation::Congruence,
                              Aggregation::Conflict)
          : *rc::gen::element(Aggregation::Ignore, Aggregation::Subtract, Aggregation::Combine);
  settings.normalisation = one_mode
                               ? *rc::gen::element(Normalisation::None, Normalisation::Average,
                                                   Normalisation::Jaccard, Normalisation::Cosine)
                               : *rc::gen::element(Normalisation::None, Normalisation::Activity,
                                                   Normalisation::Prominence);
  if (settings.aggregation == Aggregation::Combine) settings.normalisation = Normalisation::None;
  if (settings.aggregation == Aggregation::Ignore && *rc::gen::arbitrary<bool>()) {
    settings.qualifier.reset();
  }
  settings.duplicates =
      *rc::gen::element(Duplicates::Include, Duplicates::Document, Duplicates::Week,
                        Duplicates::Month, Duplicates::Year, Duplicates::Range);
  settings.isolates = *rc::gen::arbitrary<bool>();
  const std::int64_t range = table.last_document->seconds - table.first_document->seconds;
  const auto most = static_cast<int>(std::min<std::int64_t>(range / 2, 20 * 86400));
  if (*rc::gen::arbitrary<bool>()) {
    settings.from = Instant{table.first_document->seconds + *rc::gen::inRange(0, most)};
  }
  if (*rc::gen::arbitrary<bool>()) {
    settings.to = Instant{table.last_document->seconds - *rc::gen::inRange(0, most)};
  }
  settings.exclusions = drawn_exclusions();
  return settings;
}

Window drawn_window() {
  Window window;
  window.unit =
      *rc::gen::element(TimeUnit::Events, TimeUnit::Seconds, TimeUnit::Minutes, TimeUnit::Hours,
                        TimeUnit::Days, TimeUnit::Weeks, TimeUnit::Months, TimeUnit::Years);
  window.kernel = *rc::gen::element(Kernel::Window, Kernel::Window, Kernel::Uniform,
                                    Kernel::Triangular, Kernel::Epanechnikov, Kernel::Gaussian);
  window.width = *rc::gen::inRange(1, 9);
  window.step = *rc::gen::element(1, 1, 2, 5);
  switch (window.unit) {  // a few hundred slices of a long range, no more
    case TimeUnit::Seconds:
      window.step *= 1'000'003;
      window.width *= 40'001;
      break;
    case TimeUnit::Minutes:
      window.step *= 10'007;
      window.width *= 1'439;
      break;
    case TimeUnit::Hours:
      window.step *= 151;
      window.width *= 31;
      break;
    case TimeUnit::Days:
      window.step *= 11;
      break;
    default:
      break;
  }
  return window;
}

::testing::AssertionResult is_same(const Network& fast, const PlainNetwork& plain) {
  if (fast.rows != plain.rows) return ::testing::AssertionFailure() << "other rows";
  if (fast.columns != plain.columns) return ::testing::AssertionFailure() << "other columns";
  if (fast.statements != static_cast<std::int64_t>(plain.statements)) {
    return ::testing::AssertionFailure()
           << fast.statements << " statements instead of " << plain.statements;
  }
  if (fast.edges.size() != plain.weights.size()) {
    return ::testing::AssertionFailure()
           << fast.edges.size() << " edges instead of " << plain.weights.size();
  }
  for (const Edge& edge : fast.edges) {
    const std::string& from = fast.rows[edge.from];
    const std::string& to =
        fast.shape == Shape::TwoMode ? fast.columns[edge.to] : fast.rows[edge.to];
    const auto found = plain.weights.find({from, to});
    if (found == plain.weights.end()) {
      return ::testing::AssertionFailure() << "an edge " << from << " - " << to;
    }
    if (!(std::abs(edge.weight - found->second) <= 1e-9 * std::abs(found->second))) {
      return ::testing::AssertionFailure()
             << from << " - " << to << " is " << edge.weight << ", not " << found->second;
    }
  }
  const bool sorted =
      std::is_sorted(fast.edges.begin(), fast.edges.end(), [](const Edge& one, const Edge& two) {
        return std::pair(one.from, one.to) < std::pair(two.from, two.to);
      });
  if (!sorted) return ::testing::AssertionFailure() << "edges in another order";
  for (const EdgeAttribute& attribute : fast.edge_attributes) {
    if (attribute.values.size() != fast.edges.size()) {
      return ::testing::AssertionFailure() << "another number of " << attribute.name;
    }
  }
  return ::testing::AssertionSuccess();
}

RC_GTEST_PROP(NetworkOf, IsWhatTheFormulasGive, ()) {
  const StatementTable table = drawn_table(60);
  const NetworkSettings settings = drawn_settings(table);
  const auto fast = network_of(table, settings);
  if (!fast) {
    RC_ASSERT(fast.error().code == ErrorCode::Usage);
    RC_TAG("refused");
    return;
  }
  const auto same = is_same(*fast, plain_network(table, settings));
  RC_LOG() << same.message();
  RC_ASSERT(static_cast<bool>(same));
}

RC_GTEST_PROP(CountedStatements, AreWhatTheRulesLeave, ()) {
  const StatementTable table = drawn_table(60);
  const NetworkSettings settings = drawn_settings(table);
  const auto fast = counted_statements(table, settings);
  if (!fast) return;
  RC_ASSERT(*fast == plain_counted(table, settings));
}

RC_GTEST_PROP(ForEachSlice, GivesWhatTheFormulasGive, ()) {
  const StatementTable table = drawn_table(40);
  NetworkSettings settings = drawn_settings(table);
  settings.window = drawn_window();
  settings.threads = *rc::gen::element(1, 1, 3);
  std::vector<Slice> fast;
  const auto done = for_each_slice(table, settings, [&](const Slice& slice) -> Result<void> {
    fast.push_back(slice);
    return {};
  });
  if (!done) {
    RC_ASSERT(done.error().code == ErrorCode::Usage);
    RC_TAG("refused");
    return;
  }
  const std::vector<PlainSlice> plain = plain_series(table, settings);
  RC_ASSERT(fast.size() == plain.size());
  RC_ASSERT(count_slices(table, settings) == fast.size());
  for (std::size_t k = 0; k < fast.size(); ++k) {
    RC_ASSERT(fast[k].time == plain[k].time);
    RC_ASSERT(fast[k].start == plain[k].start);
    RC_ASSERT(fast[k].stop == plain[k].stop);
    const auto same = is_same(fast[k].network, plain[k].network);
    RC_LOG() << "slice " << k << ": " << same.message();
    RC_ASSERT(static_cast<bool>(same));
  }
}

RC_GTEST_PROP(StatementsBehind, OfAllCellsOfATwoModeNetworkAreTheStatementsThatCount, ()) {
  const StatementTable table = drawn_table(40);
  NetworkSettings settings = drawn_settings(table);
  settings.shape = Shape::TwoMode;
  settings.aggregation = Aggregation::Ignore;
  settings.normalisation = Normalisation::None;
  settings.isolates = false;
  const auto network = network_of(table, settings);
  if (!network) RC_FAIL(network.error().message);
  std::vector<std::size_t> all;
  for (const Edge& edge : network->edges) {
    const auto behind =
        statements_behind(table, settings, network->rows[edge.from], network->columns[edge.to]);
    RC_ASSERT(behind.has_value());
    RC_ASSERT(static_cast<double>(behind->size()) == edge.weight);
    all.insert(all.end(), behind->begin(), behind->end());
  }
  std::sort(all.begin(), all.end());
  auto counted = counted_statements(table, settings).value();
  std::sort(counted.begin(), counted.end());
  RC_ASSERT(all == counted);
}

/// The same statements without those of a pair that are not behind its edge give the same edge.
RC_GTEST_PROP(StatementsBehind, OfAPairAreAllThatItsWeightNeeds, ()) {
  const StatementTable table = drawn_table(40);
  NetworkSettings settings = drawn_settings(table);
  settings.shape = Shape::OneMode;
  settings.normalisation = Normalisation::None;
  settings.duplicates = Duplicates::Include;
  if (settings.aggregation == Aggregation::Combine) settings.aggregation = Aggregation::Conflict;
  const auto network = network_of(table, settings);
  if (!network) return;
  for (const Edge& edge : network->edges) {
    const std::string& one = network->rows[edge.from];
    const std::string& two = network->rows[edge.to];
    const auto behind = statements_behind(table, settings, one, two);
    RC_ASSERT(behind.has_value() && behind->size() >= 2);
    StatementTable rest = table;
    for (std::size_t s = 0; s < table.size(); ++s) {
      if (std::find(behind->begin(), behind->end(), s) == behind->end()) {
        rest.time[s] = {table.last_document->seconds + 1};  // out of the range
      }
    }
    const auto again = network_of(rest, settings);
    RC_ASSERT(again.has_value());
    bool found = false;
    for (const Edge& other : again->edges) {
      if (again->rows[other.from] != one || again->rows[other.to] != two) continue;
      found = true;
      RC_ASSERT(std::abs(other.weight - edge.weight) <= 1e-12 * std::abs(edge.weight));
    }
    RC_ASSERT(found);
  }
}

/// Enough rows and columns for every way of storing them: full and sparse columns, tables and
/// sorted lists of cells, windows that slide and windows that are counted anew.
class LargeTable : public ::testing::TestWithParam<std::tuple<int, int, int, int>> {
 protected:
  StatementTable table() {
    const auto [rows, columns, count, seed] = GetParam();
    std::mt19937_64 generator(static_cast<std::uint64_t>(seed));
    const auto below = [&](int bound) {
      return static_cast<std::int32_t>(draw_below(generator, static_cast<std::uint64_t>(bound)));
    };
    StatementTable table;
    Variable organization{"organization", VariableKind::ShortText, false, {}, {}};
    Variable about{"concept", VariableKind::ShortText, false, {}, {}};
    Variable agreement{"agreement", VariableKind::Boolean, false, {}, {}};
    Variable intensity{"intensity", VariableKind::Integer, false, {}, {}};
    for (int i = 0; i < rows; ++i) organization.labels.push_back("o" + std::to_string(i));
    for (int j = 0; j < columns; ++j) about.labels.push_back("c" + std::to_string(j));
    for (int s = 0; s < count; ++s) {
      table.id.push_back(s);
      table.document.push_back(s / 3);
      table.time.push_back({below(100) * seconds_per_day + below(2)});
      table.begin.push_back(below(10));
      table.end.push_back(20);
      organization.values.push_back(below(rows));
      about.values.push_back(below(columns));
      agreement.values.push_back(below(2));
      intensity.values.push_back(below(4) * below(4));
    }
    table.variables = {organization, about, agreement, intensity};
    table.first_document = Instant{0};
    table.last_document = Instant{100 * seconds_per_day - 1};
    return table;
  }
};

TEST_P(LargeTable, GivesWhatTheFormulasGive) {
  const StatementTable table = this->table();
  for (const Normalisation normalisation : {Normalisation::None, Normalisation::Average,
                                            Normalisation::Jaccard, Normalisation::Cosine}) {
    for (const char* qualifier : {"agreement", "intensity"}) {
      NetworkSettings settings;
      settings.qualifier = qualifier;
      settings.normalisation = normalisation;
      EXPECT_TRUE(is_same(network_of(table, settings).value(), plain_network(table, settings)))
          << qualifier << ", normalisation " << static_cast<int>(normalisation);
      for (const auto& [step, kernel] :
           {std::pair{10, Kernel::Window}, std::pair{20, Kernel::Window},
            std::pair{20, Kernel::Gaussian}, std::pair{20, Kernel::Epanechnikov}}) {
        settings.window = Window{TimeUnit::Days, 30, step, kernel};
        const std::vector<PlainSlice> plain = plain_series(table, settings);
        std::size_t number = 0;
        ASSERT_TRUE(for_each_slice(table, settings, [&](const Slice& slice) -> Result<void> {
          EXPECT_TRUE(is_same(slice.network, plain.at(number).network))
              << qualifier << ", normalisation " << static_cast<int>(normalisation) << ", kernel "
              << static_cast<int>(kernel) << ", slice " << number;
          ++number;
          return {};
        }));
        EXPECT_EQ(number, plain.size());
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, LargeTable,
                         ::testing::Values(std::tuple(36, 2, 500, 1), std::tuple(24, 9, 200, 2),
                                           std::tuple(70, 2, 100, 3), std::tuple(14, 160, 160, 4),
                                           std::tuple(3, 2000, 900, 5)));

TEST(ForEachSlice, GivesTheSameForAnyNumberOfThreads) {
  std::mt19937_64 generator(5);
  StatementTable table;
  Variable organization{"organization", VariableKind::ShortText, false, {}, {}};
  Variable about{"concept", VariableKind::ShortText, false, {}, {}};
  Variable agreement{"agreement", VariableKind::Boolean, false, {}, {}};
  for (int i = 0; i < 30; ++i) organization.labels.push_back("o" + std::to_string(i));
  for (int j = 0; j < 10; ++j) about.labels.push_back("c" + std::to_string(j));
  for (std::int64_t s = 0; s < 2000; ++s) {
    table.id.push_back(s);
    table.document.push_back(s);
    table.time.push_back({static_cast<std::int64_t>(draw_below(generator, 200)) * seconds_per_day});
    table.begin.push_back(0);
    table.end.push_back(1);
    organization.values.push_back(static_cast<std::int32_t>(draw_below(generator, 30)));
    about.values.push_back(static_cast<std::int32_t>(draw_below(generator, 10)));
    agreement.values.push_back(static_cast<std::int32_t>(draw_below(generator, 2)));
  }
  table.variables = {organization, about, agreement};
  table.first_document = Instant{0};
  table.last_document = Instant{200 * seconds_per_day};
  for (const Kernel kernel : {Kernel::Window, Kernel::Triangular, Kernel::Gaussian}) {
    for (const Normalisation normalisation : {Normalisation::Cosine, Normalisation::Jaccard}) {
      NetworkSettings settings;
      settings.normalisation = normalisation;
      settings.window = Window{TimeUnit::Days, 20, 1, kernel};
      std::vector<Network> alone;
      ASSERT_TRUE(for_each_slice(table, settings, [&](const Slice& slice) -> Result<void> {
        alone.push_back(slice.network);
        return {};
      }));
      ASSERT_EQ(alone.size(), 181U);
      for (const int threads : {2, 3, 8, 1000}) {
        settings.threads = threads;
        std::size_t number = 0;
        ASSERT_TRUE(for_each_slice(table, settings, [&](const Slice& slice) -> Result<void> {
          EXPECT_TRUE(slice.network == alone.at(number)) << threads << " threads, slice " << number;
          ++number;
          return {};
        }));
        EXPECT_EQ(number, alone.size());
      }
    }
  }
}

TEST(ForEachSlice, EndsWithTheErrorOfWhoTakesTheSlices) {
  StatementTable table;
  table.variables = {{"organization", VariableKind::ShortText, false, {}, {}},
                     {"concept", VariableKind::ShortText, false, {}, {}},
                     {"agreement", VariableKind::Boolean, false, {}, {}}};
  table.first_document = Instant{0};
  table.last_document = Instant{1000 * seconds_per_day};
  NetworkSettings settings;
  settings.window = Window{TimeUnit::Days, 10, 1, Kernel::Window};
  for (const int threads : {1, 4}) {
    settings.threads = threads;
    int taken = 0;
    const auto done = for_each_slice(table, settings, [&](const Slice&) -> Result<void> {
      if (++taken < 30) return {};
      return failure(ErrorCode::Io, "The disk is full.");
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "The disk is full.");
    EXPECT_EQ(taken, 30);
  }
}

}  // namespace
}  // namespace faultline::networks
