#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "map/detail/referee_items.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

std::string without_outlets(const RefereeReport& report) {
  const auto& rift = report.rift;
  if (rift.without.size() < 2)
    return "There is one outlet with criticism, or none: whose choice of news it is cannot be told "
           "from what happened.";
  const auto holds = std::count_if(
      rift.without.begin(), rift.without.end(),
      [](const WithoutOutlet& without) { return without.turn && without.turn->p < 0.05; });
  return fmt::format(
      "{} carries most criticism ({} of {}). Without each outlet in turn the change has p < 0.05 "
      "in "
      "{} of {} cases.",
      report.data.outlets[rift.outlet_mix.front().outlet], rift.outlet_mix.front().criticism,
      rift.counts.crit_in + rift.counts.crit_out, holds, rift.without.size());
}

std::string frequency(const RefereeReport& report) {
  std::string text = fmt::format(
      "Shares do not grow with the number of reports; per statement of a member it is {}.",
      estimate_words(report.rift.per_statement));
  if (report.equal_numbers)
    text += fmt::format(
        " Drawn down to {} stories on either side of the change, the difference lies between "
        "{:+.2f} and {:+.2f} in 95 of 100 draws; among {} criticisms {:.1f} members would be heard "
        "to criticise before and {:.1f} after.",
        report.equal_numbers->stories, report.equal_numbers->low, report.equal_numbers->high,
        report.equal_numbers->criticisms, report.equal_numbers->critics_before,
        report.equal_numbers->critics_after);
  return text;
}

std::string framing(const RefereeReport& report) {
  if (report.cue_classes.empty()) return "No statement of a member is known.";
  std::string list;
  for (const auto& [name, count] : report.cue_classes)
    list += fmt::format("{}{} {}", list.empty() ? "" : ", ", count, name);
  return "Statements of members by how the outlet reports them: " + list +
         ". A word like “slammed” can make criticism of a remark; what the outlet says in its own "
         "voice is marked as such at each sentence.";
}

std::string salience(const RefereeReport& report) {
  if (report.salient.empty()) return "No member criticises.";
  double low = 2, high = -1;
  for (const auto& one : report.salient) {
    if (std::isnan(one.share_without)) continue;
    low = std::min(low, one.share_without);
    high = std::max(high, one.share_without);
  }
  std::string text = fmt::format("{} criticises most ({} of {}). ", report.salient.front().name,
                                 report.salient.front().criticism,
                                 report.rift.counts.crit_in + report.rift.counts.crit_out);
  if (low <= high)
    text += fmt::format("Without any one of the {} loudest the in-bloc share is {} to {}. ",
                        report.salient.size(), percent(low), percent(high));
  if (!std::isnan(report.speaker_gini))
    text += fmt::format(
        "Members' statements are shared out with a Gini coefficient of {:.2f} (0: "
        "all speak as often).",
        report.speaker_gini);
  return text;
}

std::string window(const RefereeReport& report) {
  if (report.grid.change.known == 0) return "There is no change that a choice could bring.";
  return fmt::format(
      "{} of {} combinations of stretch, least n, confidence, outlets and seed give a change, from "
      "{:+.2f} to {:+.2f} (item 8).",
      report.grid.change.known, report.grid.change.universes.size(), report.grid.change.smallest,
      report.grid.change.greatest);
}

}  // namespace

std::vector<Threat> threats_of(const RefereeReport& report) {
  const auto& data = report.data;
  const auto& totals = report.input.rows.totals;
  return {
      {"Selection by outlets", without_outlets(report)},
      {"More reports, more criticism", frequency(report)},
      {"One text printed by many",
       fmt::format("{} articles have a text that another has too; nearly equal texts are not "
                   "joined (item 4).",
                   report.copies)},
      {"The reporter's verbs", framing(report)},
      {"Leaders are heard, others are not", salience(report)},
      {"Silence",
       "Who says nothing is not counted as loyal: a stretch with too few criticisms is a "
       "gap, and shares are of what was said."},
      {"Control of the press",
       "Not tested: where outlets are controlled, unity can be staged, and attacks in the press "
       "can "
       "be the moves of a faction. Ask the figures outlet by outlet (--outlet)."},
      {"Mistakes in the register",
       fmt::format(
           "{} of {} relations lie within 30 days of a day on which a bloc of one of the two "
           "changes; the figures with all dates 30 days off are at item 9.",
           report.near_membership, data.ties.size())},
      {"Language",
       "Only texts in English are read; what is said in other languages is known as far "
       "as it is reported in English."},
      {"Choice of the window", window(report)},
      {"Day of the article or of the deed",
       fmt::format("Rows count on the day that the text gives, else on the article's. Left out: {} "
                   "without a day, {} known to the month or year only. {} of {} articles have no "
                   "date.",
                   data.undated, data.coarse, totals.undated_articles, totals.articles)},
      {"Old news printed again",
       fmt::format("{} rows about days that no article follows are left out: what is recalled or "
                   "foreseen is chosen for today's story.",
                   data.unwatched)},
      {"A machine that is not sure",
       fmt::format(
           "{} rows below a confidence of {:.2f} are left out; other thresholds are at item "
           "8.",
           data.unsure, report.input.options.query.min_confidence)}};
}

}  // namespace faultline::map::detail
