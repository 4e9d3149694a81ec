#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "map/detail/markup.h"
#include "map/detail/picture.h"
#include "map/detail/referee_cells.h"
#include "map/detail/referee_items.h"
#include "map/detail/referee_page.h"
#include "map/detail/rift_grid.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

std::string reliability_figures(const RefereeReport& report) {
  std::string html;
  if (!report.input.codebook.concepts.empty()) {
    html += table_begin("codebook", "The codebook", {"Concept", "#Phrases for", "#Against"});
    for (const auto& one : report.input.codebook.concepts)
      html += row(escaped(one.name), {number_cell("phrases for", one.in_favour.size()),
                                      number_cell("against", one.against.size())});
    html += table_end;
  }
  if (report.input.supplied.reliability.empty()) return html;
  html += table_begin("reliability", "Agreement of coders; 1: all agree, 0: as by chance",
                      {"Concept", "Measure", "Coders", "#Units", "Coefficient"});
  for (const auto& figure : report.input.supplied.reliability)
    html += row(
        escaped(figure.concept_name.empty() ? "all" : figure.concept_name),
        {cell("measure", escaped(figure.measure)), cell("coders", escaped(figure.coders)),
         number_cell("units", figure.units),
         cell("coefficient",
              shown(figure.alpha) + (figure.low <= figure.high
                                         ? fmt::format(" [{:.2f}, {:.2f}]", figure.low, figure.high)
                                         : ""))});
  return html + std::string(table_end);
}

std::string corrected_figures(const RefereeReport& report) {
  const auto& figures = report.input.supplied.corrected;
  if (figures.empty()) return {};
  std::string html = table_begin("corrected", "Corrected by what people have checked",
                                 {"Figure", "#Corrected", "#From", "#To", "#As read"});
  const auto of_size = [](double value) { return shown(value, std::abs(value) < 1 ? 3 : 1); };
  for (const auto& figure : figures)
    html += row(escaped(figure.what), {cell("corrected", of_size(figure.value), "number"),
                                       cell("from", of_size(figure.low), "number"),
                                       cell("to", of_size(figure.high), "number"),
                                       cell("as read", of_size(figure.as_read), "number")});
  return html + std::string(table_end);
}

std::string quality_figures(const RefereeReport& report) {
  if (report.input.supplied.quality.empty()) return {};
  const auto with_interval = [](double value, double low, double high) {
    return shown_share(value) +
           (low <= high ? fmt::format(" [{:.0f}, {:.0f}]", 100 * low, 100 * high) : "");
  };
  std::string html = table_begin("quality", "What a person found right",
                                 {"What", "By", "Which", "#Checked", "Precision", "Recall"});
  for (const auto& figure : report.input.supplied.quality) {
    html +=
        row(escaped(figure.what),
            {cell("by", escaped(figure.by)), cell("which", escaped(figure.group)),
             number_cell("checked", figure.checked),
             cell("precision",
                  with_interval(figure.precision, figure.precision_low, figure.precision_high)),
             cell("recall", with_interval(figure.recall, figure.recall_low, figure.recall_high))});
  }
  return html + std::string(table_end) + corrected_figures(report);
}

std::string outlet_figures(const RefereeReport& report) {
  const auto& rift = report.rift;
  if (rift.outlet_mix.empty()) return {};
  std::string html =
      table_begin("outlets", "The mix of outlets",
                  {"Outlet", "#Statements", "#Criticism", "#Inside", "#Share inside"});
  for (const auto& outlet : rift.outlet_mix)
    html += row(escaped(report.data.outlets[outlet.outlet]),
                {number_cell("statements", outlet.statements),
                 number_cell("criticism", outlet.criticism), number_cell("inside", outlet.crit_in),
                 cell("share inside",
                      outlet.criticism > 0 ? percent(static_cast<double>(outlet.crit_in) /
                                                     static_cast<double>(outlet.criticism))
                                           : "–",
                      "number")});
  return html + std::string(table_end);
}

std::string test_figures(const RefereeReport& report) {
  if (report.tests.empty()) return {};
  std::string html = table_begin(
      "tests", "p: how often chance gives as much; q: corrected for the number of tests",
      {"Index", "#Value", "What was drawn", "#By chance", "#p", "#q", "#Holm", "#Draws"});
  for (const IndexTest& test : report.tests)
    html += row(
        escaped(test.index),
        {cell("value", escaped(test.value), "number"), cell("what was drawn", escaped(test.null)),
         cell("by chance", shown(test.expected), "number"), cell("p", shown_p(test.p), "number"),
         cell("q", shown_p(test.q), "number"), cell("Holm", shown_p(test.holm), "number"),
         number_cell("draws", test.draws)});
  return html + std::string(table_end);
}

std::string event_table(const RefereeReport& report) {
  std::string html = table_begin("events", "Before and after events that were named beforehand",
                                 {"Event", "Day", "Share before", "Share after", "Difference", "#p",
                                  "#p against other days", "#Other days"});
  for (const EventAnswer& event : report.rift.events)
    html += row(escaped(event.event.name),
                {cell("day", to_string(event.event.day), "day"),
                 cell("before", share_words(event.study.before), "day"),
                 cell("after", share_words(event.study.after), "day"),
                 cell("difference", estimate_words(event.study.difference), "day"),
                 cell("p", shown_p(event.study.permutation_p), "number"),
                 cell("p against other days", shown_p(event.study.placebo_p), "number"),
                 number_cell("other days", event.study.placebos.size())});
  return html + std::string(table_end);
}

/// Lines through the stretches before and after each event that has enough of them.
std::string event_lines(const RefereeReport& report) {
  std::string rows, pictures;
  const auto& events = report.rift.events;
  for (std::size_t place = 0; place < events.size(); ++place) {
    const auto& lines = events[place].lines;
    if (!lines) continue;
    rows += row(escaped(events[place].event.name),
                {cell("old line at the event", estimate_words(lines->level), "day"),
                 cell("step", estimate_words(lines->level_change), "day"),
                 cell("old slope", estimate_words(lines->slope), "day"),
                 cell("change of the slope", estimate_words(lines->slope_change), "day"),
                 number_cell("stretches", lines->bins)});
    pictures +=
        "<figure>\n" + both_pictures([&](const Frame& frame) {
          return event_picture(report.rift, events[place], place + 1, frame);
        }) +
        fmt::format("<figcaption>Dashed: lines before and after “{}”.</figcaption>\n</figure>\n",
                    escaped(events[place].event.name));
  }
  if (rows.empty())
    return "<p>No event has three stretches with criticism on either side, as lines before and "
           "after it need.</p>\n";
  return pictures +
         table_begin("lines",
                     "Lines through the stretches before and after: is there a step at the event, "
                     "or another slope? A stretch weighs as many criticisms as it holds, and "
                     "neighbours may depend on each other (Newey and West)",
                     {"Event", "Old line at the event", "Step", "Old slope, a stretch",
                      "Change of the slope", "#Stretches"}) +
         rows + std::string(table_end);
}

std::string event_figures(const RefereeReport& report) {
  return report.rift.events.empty() ? std::string() : event_table(report) + event_lines(report);
}

std::string change_figures(const RefereeReport& report) {
  const auto& segments = report.rift.segments.segments;
  if (segments.empty()) return event_figures(report);
  std::string html = table_begin(
      "segments",
      fmt::format("Stretches with one share (PELT, binomial cost, penalty {:.2f} a change)",
                  report.rift.segments.penalty),
      {"From", "Where the change may lie", "To", "#Inside", "#Criticism", "#Share"});
  for (std::size_t place = 0; place < segments.size(); ++place) {
    const auto& segment = segments[place];
    const auto first_day = [&](std::size_t bin) { return report.rift.bins[bin].point.first; };
    const auto& last = report.rift.bins[segment.end - 1].point.last;
    // The change before the first stretch is none.
    const bool is_dated = place > 0 && place <= report.rift.segment_dates.size();
    html += row(to_string(first_day(segment.begin)),
                {cell("the change may lie",
                      is_dated ? escaped_with_days(period(
                                     first_day(report.rift.segment_dates[place - 1].earliest),
                                     first_day(report.rift.segment_dates[place - 1].latest)))
                               : std::string("–")),
                 cell("to", to_string(last), "day"), number_cell("inside", segment.sum),
                 number_cell("criticism", segment.size),
                 cell("share", shown_share(segment.rate), "number")});
  }
  return html + std::string(table_end) + event_figures(report);
}

std::string grid_table(const RefereeReport& report) {
  const auto& grid = report.grid;
  if (grid.change.known == 0) return {};
  std::string html = table_begin("grid", "The change, by each choice over all the others",
                                 {"Choice", "Option", "#Combinations", "#With a change", "#Median",
                                  "#Least", "#Greatest", "#Same direction", "#p &lt; 0.05"});
  for (std::size_t choice = 0; choice < grid.change.choices.size(); ++choice)
    for (std::size_t option = 0; option < grid.change.choices[choice].options.size(); ++option) {
      const GridLine line = grid_line(grid.change, grid.p, choice, option);
      html += row(
          escaped(grid.change.choices[choice].name),
          {cell("option", escaped(grid.change.choices[choice].options[option])),
           number_cell("combinations", line.universes), number_cell("with a change", line.known),
           cell("median", shown(line.median), "number"),
           cell("least", shown(line.smallest), "number"),
           cell("greatest", shown(line.greatest), "number"),
           cell("same direction", shown_share(line.same_sign), "number"),
           number_cell("p &lt; 0.05", line.significant)});
    }
  return html + std::string(table_end);
}

/// A small multiverse in full: rows are combinations.
std::string multiverse_table(std::string_view id, std::string_view caption, std::string_view value,
                             const inference::Multiverse& multiverse) {
  if (multiverse.known == 0) return {};
  std::vector<std::string_view> headings;
  headings.reserve(multiverse.choices.size());
  for (const auto& choice : multiverse.choices) headings.push_back(choice.name);
  const std::string heading = "#" + std::string(value);
  headings.push_back(heading);
  std::string html = table_begin(id, caption, headings);
  for (const auto& universe : multiverse.universes) {
    const auto option = [&](std::size_t choice) {
      return escaped(multiverse.choices[choice].options[universe.options[choice]]);
    };
    std::vector<std::string> cells;
    for (std::size_t choice = 1; choice < multiverse.choices.size(); ++choice)
      cells.push_back(cell(multiverse.choices[choice].name, option(choice)));
    cells.push_back(cell(value, shown(universe.value), "number"));
    html += row(option(0), cells);
  }
  return html + std::string(table_end);
}

std::string without_table(const RefereeReport& report) {
  if (report.rift.without.empty()) return {};
  std::string html = table_begin(
      "without", "Without one outlet",
      {"Without", "#Criticism that goes", "Share of the rest", "Greatest change", "#p"});
  for (const WithoutOutlet& without : report.rift.without)
    html += row(
        escaped(without.outlet),
        {number_cell("criticism that goes", without.criticism),
         cell("share of the rest", share_words(without.share)),
         cell("greatest change",
              without.turn ? timeline::bin_name(report.input.options.rift.bin, without.turn->first)
                           : std::string("–")),
         cell("p", without.turn ? shown_p(without.turn->p) : "–", "number")});
  return html + std::string(table_end);
}

std::string salience_table(const RefereeReport& report) {
  if (report.salient.empty()) return {};
  std::string html = table_begin("salience", "Without one member, the loudest first",
                                 {"Without", "#Criticism that goes", "#Share of the rest"});
  for (const SalientActor& actor : report.salient)
    html += row(fmt::format("<bdi>{}</bdi>", escaped(actor.name)),
                {number_cell("criticism that goes", actor.criticism),
                 cell("share of the rest", shown_share(actor.share_without), "number")});
  return html + std::string(table_end);
}

std::string robustness_figures(const RefereeReport& report) {
  std::string html;
  if (report.grid.change.known > 0)
    html +=
        "<figure>\n" + both_pictures([&](const Frame& frame) {
          return grid_picture(report.grid, frame.is_narrow, frame.prefix);
        }) +
        "<figcaption>Each point is one combination of stretch, least n, least confidence, "
        "outlets and seed. All of them are in figures/multiverse.csv of the archive.</figcaption>"
        "\n</figure>\n";
  html += grid_table(report) + without_table(report) + salience_table(report);
  html += multiverse_table("course",
                           "The smoothed share after the change less that before: for looking",
                           "difference", report.grid.course);
  html += multiverse_table("partings", "How the two sides agree with those shown",
                           "adjusted Rand index", report.grid.parting);
  return html;
}

std::string period_words(const Period& period) {
  if (!period.from && !period.to) return "no date";
  return (period.from ? "from " + to_string(*period.from) : std::string()) +
         (period.from && period.to ? " " : "") +
         (period.to ? "until " + to_string(*period.to) : std::string());
}

std::string register_figures(const RefereeReport& report) {
  std::string html = table_begin("register", "Offices and blocs of those whom the figures count",
                                 {"Actor", "What", "When", "Known from"});
  std::vector<std::string> ids = report.data.actors;
  std::sort(ids.begin(), ids.end());
  bool is_empty = true;
  for (const std::string& id : ids) {
    const auto* actor = report.input.rows.known.find(id);
    if (actor == nullptr) continue;
    const auto add = [&](const std::string& what, const Period& period, const std::string& source) {
      is_empty = false;
      html +=
          row(fmt::format("<bdi>{}</bdi>", escaped(actor->name)),
              {cell("what", escaped(what)), cell("when", escaped_with_days(period_words(period))),
               cell("known from", source.empty() ? "–" : escaped(source))});
    };
    for (const auto& role : actor->roles) add(role.title, role.period, role.source);
    for (const auto& membership : actor->blocs)
      add("in " + membership.bloc, membership.period, membership.source);
  }
  return is_empty ? std::string() : html + std::string(table_end);
}

std::string article_figures(const RefereeReport& report) {
  std::map<std::string, int> readers;
  for (const auto& origin : report.input.origins) ++readers[origin.reader];
  std::string html = "<ul>\n";
  for (const auto& [reader, count] : readers)
    html += fmt::format("<li>{} read by {}</li>\n", counted(count, "article"), escaped(reader));
  html += "</ul>\n" + table_begin("articles", "The articles, with the SHA-256 of each text",
                                  {"Article", "Outlet", "Published", "SHA-256"});
  for (std::size_t place = 0; place < report.input.origins.size(); ++place) {
    const auto& article = report.input.rows.articles[place];
    html += row(escaped(article.id),
                {cell("outlet", escaped(article.outlet.value_or("not known"))),
                 cell("published", article.published ? to_string(*article.published) : "–", "day"),
                 cell("SHA-256", report.input.origins[place].text_sha256, "hash")});
  }
  return html + std::string(table_end);
}

}  // namespace

std::string item_figures(const RefereeReport& report, int number) {
  switch (number) {
    case 1:
      return reliability_figures(report);
    case 2:
      return quality_figures(report);
    case 3:
      return outlet_figures(report);
    case 5:
      return test_figures(report);
    case 7:
      return change_figures(report);
    case 8:
      return robustness_figures(report);
    case 9:
      return register_figures(report);
    case 10:
      return article_figures(report);
    default:
      return {};
  }
}

}  // namespace faultline::map::detail
