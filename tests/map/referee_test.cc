// The referee's report of an invented bloc whose figures one can work out by hand.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

#include "map/detail/referee_checks.h"
#include "map/detail/rift_grid.h"
#include "map/referee_report.h"
#include "sketch.h"
#include "text/sha256.h"

namespace faultline::map {
namespace {

RefereeCase case_of(const Sketch& sketch) {
  RefereeCase input;
  input.rows = in_order_of_day(sketch.rows());
  input.options.query.bloc = "Harbour Compact";
  input.options.rift.permutations = 99;
  input.options.rift.replicates = 99;
  input.options.grid_permutations = 19;
  input.options.phase_permutations = 99;
  input.options.factions.resamples = 50;
  input.options.factions.null_networks = 20;
  input.options.factions.deals = 100;
  input.made_by = "faultline test";
  for (const auto& article : input.rows.articles)
    input.origins.push_back({"a reader", text::sha256(article.id)});
  return input;
}

RefereeReport report_of(const RefereeCase& input) {
  auto report = referee_report(input);
  EXPECT_TRUE(report) << report.error().message;
  return std::move(*report);
}

const RefereeItem& item(const RefereeReport& report, int number) {
  return report.items.at(static_cast<std::size_t>(number) - 1);
}

TEST(Referee, HasTheTenItemsInOrder) {
  const auto report = report_of(case_of(harbour_story()));
  ASSERT_EQ(report.items.size(), 10U);
  for (int number = 1; number <= 10; ++number) {
    EXPECT_EQ(item(report, number).number, number);
    EXPECT_FALSE(item(report, number).title.empty());
    EXPECT_FALSE(item(report, number).finding.empty());
  }
  // What is missing says how it is supplied.
  for (const RefereeItem& one : report.items)
    EXPECT_FALSE(one.shown == Shown::Missing && one.remedy.empty()) << one.title;
  EXPECT_EQ(item(report, 1).shown, Shown::Missing);
  EXPECT_EQ(item(report, 2).shown, Shown::Missing);
  EXPECT_EQ(item(report, 2).remedy.front(), "faultline audit STUDY --n 200");
  EXPECT_EQ(item(report, 7).shown, Shown::Partly);  // no event was named
  EXPECT_EQ(item(report, 8).shown, Shown::Yes);
}

TEST(Referee, TakesWhatOtherRoomsMeasure) {
  auto input = case_of(harbour_story());
  ReliabilityFigure alpha;
  alpha.concept_name = "open the locks";
  alpha.measure = "alpha";
  alpha.alpha = 0.5;
  input.supplied.reliability = {alpha};
  QualityFigure quality;
  quality.what = "relations";
  quality.by = "all";
  quality.checked = 200;
  quality.precision = 0.875;
  input.supplied.quality = {quality};
  const auto report = report_of(input);
  EXPECT_EQ(item(report, 1).shown, Shown::Partly);
  EXPECT_NE(item(report, 1).finding.find("1 below the customary 0.667"), std::string::npos);
  EXPECT_EQ(item(report, 2).shown, Shown::Partly);
  EXPECT_NE(item(report, 2).finding.find("200 relations"), std::string::npos);
  const auto html = to_html(report);
  EXPECT_NE(html.find("88\u00a0%"), std::string::npos);
}

TEST(Referee, ShowsWhatIsCorrectedAndWhetherMissesAreInIt) {
  auto input = case_of(harbour_story());
  QualityFigure quality;
  quality.checked = 200;
  input.supplied.quality = {quality};
  CorrectedFigure share{"in-bloc share", 0.375, 0.25, 0.5, 0.625, 200, 0};
  input.supplied.corrected = {share};
  auto report = report_of(input);
  EXPECT_EQ(item(report, 2).shown, Shown::Yes);
  EXPECT_NE(item(report, 2).finding.find("[25, 50]"), std::string::npos);
  EXPECT_NE(item(report, 2).finding.find("missed altogether is not measured"), std::string::npos);
  EXPECT_EQ(item(report, 2).remedy.front(), "faultline audit STUDY --missed --n 40");
  EXPECT_NE(to_html(report).find("Corrected by what people have checked"), std::string::npos);
  input.supplied.corrected[0].read = 40;
  report = report_of(input);
  EXPECT_NE(item(report, 2).finding.find("by 40 passages"), std::string::npos);
  EXPECT_TRUE(item(report, 2).remedy.empty());
}

// From the sixth week on Lor blames Mak three times a week; before, all criticism goes out.
TEST(Referee, FindsTheChangeUnderMostChoices) {
  const auto report = report_of(case_of(harbour_story()));
  ASSERT_TRUE(report.rift.turn);
  const auto& grid = report.grid;
  std::size_t combinations = 1;
  for (const auto& choice : grid.change.choices) combinations *= choice.options.size();
  EXPECT_EQ(grid.change.universes.size(), combinations);
  EXPECT_EQ(grid.p.size(), combinations);
  EXPECT_GT(grid.change.known, 0U);
  EXPECT_GT(grid.change.median, 0.5);
  EXPECT_EQ(grid.course.universes.size(), 18U);  // 3 windows, 3 kernels, 2 normalisations
  EXPECT_GT(grid.course.smallest, 0);
  // Five seeds find the same two sides.
  for (const auto& universe : grid.parting.universes)
    EXPECT_TRUE(std::isnan(universe.value) || universe.value == 1) << universe.value;
  EXPECT_GT(grid.parting.known, 0U);
}

TEST(Referee, CountsTheCombinationsOfAnOption) {
  const auto report = report_of(case_of(harbour_story()));
  const auto& grid = report.grid;
  for (std::size_t choice = 0; choice < grid.change.choices.size(); ++choice) {
    std::size_t universes = 0, known = 0;
    for (std::size_t option = 0; option < grid.change.choices[choice].options.size(); ++option) {
      const auto line = detail::grid_line(grid.change, grid.p, choice, option);
      universes += line.universes;
      known += line.known;
      if (line.known > 0) {
        EXPECT_LE(line.smallest, line.median);
        EXPECT_LE(line.median, line.greatest);
      }
    }
    EXPECT_EQ(universes, grid.change.universes.size());
    EXPECT_EQ(known, grid.change.known);
  }
}

TEST(Referee, ComparesEqualNumbersOfStories) {
  const auto report = report_of(case_of(harbour_story()));
  ASSERT_TRUE(report.equal_numbers);
  const EqualNumbers& equal = *report.equal_numbers;
  EXPECT_EQ(equal.stories, 5U);  // one article a week, five weeks on either side
  // With five of five stories drawn every draw is the whole: the counts by hand.
  EXPECT_NEAR(equal.before, report.rift.turn->before.value, 1e-12);
  EXPECT_NEAR(equal.after, report.rift.turn->after.value, 1e-12);
  EXPECT_LE(equal.low, equal.high);
  EXPECT_GE(equal.critics_after, equal.critics_before);
}

TEST(Referee, CorrectsForTheNumberOfTests) {
  const auto report = report_of(case_of(harbour_story()));
  ASSERT_GE(report.tests.size(), 4U);
  std::vector<double> p;
  for (const IndexTest& test : report.tests) {
    if (std::isnan(test.p)) continue;
    EXPECT_LE(test.p, test.q) << test.index;
    EXPECT_LE(test.q, test.holm) << test.index;
    EXPECT_GT(test.p, 0);
    EXPECT_LE(test.holm, 1);
    EXPECT_GT(test.draws, 0) << test.index;
  }
}

TEST(Referee, LeavesOutTheLoudest) {
  const auto report = report_of(case_of(harbour_story()));
  ASSERT_FALSE(report.salient.empty());
  std::int64_t sum = 0;
  for (const auto& actor : report.salient) sum += actor.criticism;
  EXPECT_EQ(sum, report.rift.counts.crit_in + report.rift.counts.crit_out);
  for (const auto& actor : report.salient) {
    double inside = 0, all = 0;
    for (const auto& tie : report.data.ties) {
      if (!tie.from_member || tie.sign >= 0 || report.data.actor_names[tie.from] == actor.name)
        continue;
      ++all;
      inside += tie.to_member ? 1 : 0;
    }
    EXPECT_DOUBLE_EQ(actor.share_without, inside / all) << actor.name;
  }
}

TEST(Gini, IsNoughtForEqualsAndNearOneForOne) {
  EXPECT_DOUBLE_EQ(detail::gini({3, 3, 3}), 0);
  EXPECT_DOUBLE_EQ(detail::gini({0, 0, 0, 8}), 0.75);  // 1 - 1/n
  EXPECT_DOUBLE_EQ(detail::gini({1, 3}), 0.25);
  EXPECT_TRUE(std::isnan(detail::gini({})));
}

TEST(Referee, MovesTheRegister) {
  const auto report = report_of(case_of(harbour_story()));
  ASSERT_EQ(report.moved.size(), 2U);
  EXPECT_EQ(report.moved[0].days, -30);
  EXPECT_EQ(report.moved[1].days, 30);
  // Nobody who criticises joins or leaves near the end of the period: nothing changes.
  for (const auto& moved : report.moved) EXPECT_NEAR(moved.share, report.rift.share.value, 0.1);
}

TEST(Referee, KnowsCopiesByTheirHash) {
  auto input = case_of(harbour_story());
  EXPECT_EQ(report_of(input).copies, 0);
  input.origins[3].text_sha256 = input.origins[1].text_sha256;
  EXPECT_EQ(report_of(input).copies, 2);
}

// One article says so, and what is not there is missing.
TEST(Referee, SaysWhatOneArticleCannotShow) {
  Sketch sketch(R"(
[[actor]]
id = "ana-lor"
name = "Ana Lor"
bloc = [{name = "Harbour Compact"}]
[[actor]]
id = "ben-mak"
name = "Ben Mak"
bloc = [{name = "Harbour Compact"}]
)");
  sketch.article("one", "Quay Gazette", "2031-03-04");
  sketch.acts("ana-lor", -1, "ben-mak", "Lor blamed Mak.", "blamed");
  const auto report = report_of(case_of(sketch));
  EXPECT_EQ(item(report, 6).shown, Shown::Missing);
  EXPECT_EQ(item(report, 7).shown, Shown::Missing);
  EXPECT_EQ(item(report, 8).shown, Shown::Partly);
  EXPECT_FALSE(report.equal_numbers);
  EXPECT_FALSE(report.fixed_mix);
  ASSERT_EQ(report.citations.size(), 1U);
  EXPECT_EQ(report.citations[0].sentence, "Lor blamed Mak.");
  EXPECT_NE(to_html(report).find("All of it comes from one story"), std::string::npos);
}

TEST(Referee, SaysNothingOfNobody) {
  Sketch sketch(R"(
[[actor]]
id = "ana-lor"
name = "Ana Lor"
bloc = [{name = "Harbour Compact"}]
)");
  sketch.article("one", "Quay Gazette", "2031-03-04");
  const auto report = report_of(case_of(sketch));
  EXPECT_EQ(item(report, 3).shown, Shown::Missing);
  EXPECT_EQ(item(report, 5).shown, Shown::Missing);
  EXPECT_FALSE(to_html(report).empty());
  EXPECT_EQ(figure_tables(report).size(), 12U);
}

const ReportTable& table(const std::vector<ReportTable>& tables, const std::string& name) {
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const ReportTable& one) { return one.name == name; });
}

std::size_t lines_in(const std::string& csv) {
  return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
}

TEST(Referee, HasABandForAllStretchesAtOnce) {
  const auto report = report_of(case_of(harbour_story()));
  std::size_t bands = 0;
  for (const RiftBin& bin : report.rift.bins) {
    EXPECT_EQ(bin.share.interval.known(), bin.whole_curve.known());
    if (!bin.whole_curve.known()) continue;
    ++bands;
    EXPECT_LE(bin.whole_curve.low, bin.share.interval.low);
    EXPECT_GE(bin.whole_curve.high, bin.share.interval.high);
    EXPECT_GT(bin.whole_curve.high - bin.whole_curve.low,
              bin.share.interval.high - bin.share.interval.low);
  }
  EXPECT_GT(bands, 1U);
  const auto html = to_html(report);
  EXPECT_NE(html.find("class=\"whisker\""), std::string::npos);
  EXPECT_NE(html.find("all at once ["), std::string::npos);
  EXPECT_EQ(rift_svg(report.rift, timeline::Bin::ByWeek).find("class=\"whisker\""),
            std::string::npos)
      << "where no caption says what they are for";
}

// From the sixth week on most criticism hits the own side.
TEST(Referee, DrawsLinesBeforeAndAfterAnEvent) {
  auto input = case_of(harbour_story());
  const Day sixth = *parse_day("2031-04-08");
  input.options.rift.events = {{"the storm", sixth}, {"too early", *parse_day("2031-03-05")}};
  const auto report = report_of(input);
  ASSERT_EQ(report.rift.events.size(), 2U);
  ASSERT_TRUE(report.rift.events[0].lines);
  EXPECT_FALSE(report.rift.events[1].lines);
  const auto& lines = *report.rift.events[0].lines;
  EXPECT_EQ(lines.bins, 10U);
  EXPECT_GT(lines.level_change.value, 0.3);
  const auto html = to_html(report);
  EXPECT_NE(html.find("id=\"wide-event-1-title\""), std::string::npos);
  EXPECT_EQ(html.find("id=\"wide-event-2-title\""), std::string::npos);
  EXPECT_NE(html.find("class=\"trend\""), std::string::npos);
  EXPECT_NE(html.find("<table id=\"lines\""), std::string::npos);
  const auto tables = figure_tables(report);
  const auto& events = table(tables, "events");
  EXPECT_EQ(lines_in(events.csv), 3U);
  EXPECT_NE(events.csv.find(fmt::format("the storm,{}", to_string(sixth))), std::string::npos);
  EXPECT_NE(events.csv.find(fmt::format(",{},", lines.level_change.value)), std::string::npos);
}

TEST(Referee, TellsThePhasesAsTheTimelineDoes) {
  const auto report = report_of(case_of(harbour_story()));
  PhaseAsk ask;
  ask.permutations = 99;
  const auto answer = phase_answer(report.data, ask);
  ASSERT_TRUE(answer);
  EXPECT_EQ(report.phases.verdict, answer->verdict);
  ASSERT_FALSE(report.phases.states.empty()) << answer->verdict;
  const auto html = to_html(report);
  EXPECT_NE(html.find("<h3>Phases</h3>"), std::string::npos);
  EXPECT_NE(html.find("States, by " + answer->method), std::string::npos);
  ASSERT_EQ(report.cited_typical.size(), report.phases.states.size());
  for (std::size_t state = 0; state < report.phases.states.size(); ++state) {
    const auto& typical = report.phases.states[state].typical;
    ASSERT_EQ(report.cited_typical[state].size(), typical.size());
    for (std::size_t tie = 0; tie < typical.size(); ++tie) {
      EXPECT_EQ(report.cited_typical[state][tie].rows, typical[tie].evidence.size());
      EXPECT_FALSE(report.cited_typical[state][tie].numbers.empty());
    }
  }
  const auto tables = figure_tables(report);
  EXPECT_EQ(lines_in(table(tables, "phases").csv), answer->slices.size() + 1);
  const auto tests = std::count_if(report.tests.begin(), report.tests.end(), [&](const auto& test) {
    return test.index == "States over time (modularity)" && test.p == answer->p_states;
  });
  EXPECT_EQ(tests, 1);
}

TEST(RefereePage, NeedsNothingAndUnfoldsNothing) {
  const auto html = to_html(report_of(case_of(harbour_story())));
  for (const char* word : {"<script", "<link", "<details", "<img", "@import", "url("})
    EXPECT_EQ(html.find(word), std::string::npos) << word;
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]+)\""), link("href=\"#([^\"]+)\"");
  for (std::sregex_iterator found(html.begin(), html.end(), id), end; found != end; ++found)
    EXPECT_TRUE(ids.insert((*found)[1]).second) << (*found)[1];
  for (std::sregex_iterator found(html.begin(), html.end(), link), end; found != end; ++found)
    EXPECT_TRUE(ids.contains((*found)[1])) << (*found)[1];
  for (int number = 1; number <= 10; ++number)
    EXPECT_TRUE(ids.contains("item-" + std::to_string(number)));
}

TEST(RefereeReport, IsTheSameForAnyNumberOfThreads) {
  auto input = case_of(harbour_story());
  const auto one = to_html(report_of(input));
  input.options.rift.threads = 3;
  EXPECT_EQ(to_html(report_of(input)), one);
}

}  // namespace
}  // namespace faultline::map
