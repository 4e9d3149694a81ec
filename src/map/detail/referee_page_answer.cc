#include <fmt/format.h>

#include "map/detail/markup.h"
#include "map/detail/picture.h"
#include "map/detail/referee_cells.h"
#include "map/detail/referee_items.h"
#include "map/detail/referee_page.h"
#include "map/detail/rift_verdict.h"

namespace faultline::map::detail {
namespace {

/// The share with its own band, and below it the one that holds for all stretches at once.
std::string share_and_bands(const RiftBin& bin) {
  std::string html = share_words(bin.share);
  if (bin.whole_curve.known())
    html += fmt::format("<span class=\"office\">all at once [{:.0f}, {:.0f}]</span>",
                        100 * bin.whole_curve.low, 100 * bin.whole_curve.high);
  return html;
}

std::string series_table(const RefereeReport& report) {
  const auto& rift = report.rift;
  std::string html = table_begin(
      "series", "Every stretch, with how many criticisms; a share only from the least n on",
      {"From", "#Of members", "#Of others", "Share inside, with its band", "#Backing inside",
       "#Statements", "#Stories", "Sentences inside", "Outward"});
  for (std::size_t place = 0; place < rift.bins.size(); ++place) {
    const RiftBin& bin = rift.bins[place];
    const auto& counts = bin.point.counts;
    const bool is_change = shows_a_turn(rift) && rift.turn->bin == place;
    html += is_change ? "<tr role=\"row\" class=\"change\">" : "<tr role=\"row\">";
    html +=
        row_head(escaped_with_days(to_string(bin.point.first)) + (is_change ? " (change)" : ""));
    html += number_cell("criticism of members", counts.crit_in);
    html += number_cell("of others", counts.crit_out);
    html += cell("share inside", share_and_bands(bin), "day");
    html += number_cell("backing inside", counts.supp_in);
    html += number_cell("statements", counts.statements);
    html += number_cell("stories", bin.point.clusters);
    html += cell("sentences inside", links(report.cited_inside[place]), "sentences");
    html += cell("outward", links(report.cited_outward[place]), "sentences") + "</tr>\n";
  }
  return html + std::string(table_end);
}

std::string sides_table(const RefereeReport& report) {
  const auto& answer = report.factions;
  std::string html = fmt::format("<h3>Two sides</h3>\n<p>{}</p>\n", escaped(answer.verdict));
  if (answer.members.empty()) return html;
  html += table_begin("sides",
                      "Members by side; certainty: how often the side stays when stories "
                      "are drawn anew",
                      {"Member", "Side", "#Certainty", "#Ties for it", "#Against", "Sentences"});
  for (const int side : {+1, -1, 0})
    for (std::size_t place = 0; place < answer.members.size(); ++place) {
      const auto& member = answer.factions.members[place];
      if (member.side != side) continue;
      const std::string open = member.standing == networks::Standing::Open ? " or the other" : "";
      html += row(
          fmt::format("<bdi>{}</bdi>", escaped(report.data.actor_names[answer.members[place]])),
          {cell("side", std::string(side_letter(side)) + open),
           cell("certainty", member.certainty ? percent(*member.certainty) : "–", "number"),
           number_cell("ties for it", member.ties_for), number_cell("against", member.ties_against),
           cell("sentences", links(report.cited_members[place]), "sentences")});
    }
  return html + std::string(table_end);
}

std::string pairs_table(const RefereeReport& report) {
  const auto& pairs = report.rift.pairs;
  std::string html = "<h3>Who attacks whom inside</h3>\n";
  if (pairs.empty() || pairs.front().negative == 0)
    return html + "<p>Nobody, as far as was found.</p>\n";
  html += table_begin("pairs", "Members who attack members, most often first",
                      {"From", "To", "#Against", "#For", "#Stories", "#Outlets", "Sentences"});
  for (std::size_t place = 0; place < pairs.size(); ++place) {
    const auto& pair = pairs[place];
    if (pair.negative == 0) continue;
    html +=
        row(fmt::format("<bdi>{}</bdi>", escaped(report.data.actor_names[pair.from])),
            {cell("to", fmt::format("<bdi>{}</bdi>", escaped(report.data.actor_names[pair.to]))),
             number_cell("against", pair.negative), number_cell("for", pair.positive),
             number_cell("stories", pair.clusters), number_cell("outlets", pair.outlets),
             cell("sentences", links(report.cited_pairs[place]), "sentences")});
  }
  return html + std::string(table_end);
}

std::string issues_table(const RefereeReport& report) {
  const auto& stands = report.rift.cohesion.concepts;
  std::string html = "<h3>How united on issues</h3>\n";
  if (stands.empty()) return html + "<p>No stand of a member on a concept was found.</p>\n";
  html += table_begin("issues", "Members for and against; Rice: 1 is united, 0 is split in halves",
                      {"Concept", "#For", "#Against", "#Divided", "#Rice", "#By chance",
                       "#Pairs agree", "Sentences for", "Against"});
  const auto value = [](const std::optional<double>& index) {
    return index ? fmt::format("{:.2f}", *index) : std::string("–");
  };
  for (std::size_t place = 0; place < stands.size(); ++place) {
    const auto& stand = stands[place];
    html += row(escaped(report.data.concepts[stand.concept_index]),
                {number_cell("for", stand.yes), number_cell("against", stand.no),
                 number_cell("divided", stand.divided), cell("Rice", value(stand.rice), "number"),
                 cell("by chance", shown(stand.chance), "number"),
                 cell("pairs agree", value(stand.rarefied), "number"),
                 cell("sentences for", links(report.cited_for[place]), "sentences"),
                 cell("sentences against", links(report.cited_against[place]), "sentences")});
  }
  return html + std::string(table_end);
}

std::string typical_words(const RefereeReport& report, std::size_t state) {
  const auto& typical = report.phases.states[state].typical;
  std::string html;
  for (std::size_t place = 0; place < typical.size(); ++place) {
    const TypicalTie& tie = typical[place];
    html +=
        fmt::format("<span class=\"typical\"><bdi>{}</bdi> {} <bdi>{}</bdi>: {} of {} {}</span>",
                    escaped(report.data.actor_names[tie.from]), tie.sign < 0 ? "attacks" : "backs",
                    escaped(report.data.actor_names[tie.to]), tie.in_state,
                    tie.in_state + tie.elsewhere, links(report.cited_typical[state][place]));
  }
  return html;
}

std::string states_table(const RefereeReport& report) {
  const auto& states = report.phases.states;
  std::string html = table_begin("states",
                                 fmt::format("States, by {}; typical is who attacks or backs whom "
                                             "more often in the state than in the others",
                                             report.phases.method),
                                 {"State", "#Stretches", "#Share inside", "#Inside", "#Outward",
                                  "#Backing inside", "What is typical"});
  for (std::size_t state = 0; state < states.size(); ++state) {
    const auto& counts = states[state].counts;
    const auto criticism = static_cast<double>(counts.crit_in + counts.crit_out);
    html += row(fmt::format("{}", state + 1),
                {number_cell("stretches", states[state].slices),
                 cell("share inside",
                      criticism > 0 ? percent(static_cast<double>(counts.crit_in) / criticism)
                                    : std::string("–"),
                      "number"),
                 number_cell("inside", counts.crit_in), number_cell("outward", counts.crit_out),
                 number_cell("backing inside", counts.supp_in),
                 cell("typical", typical_words(report, state), "sentences")});
  }
  return html + std::string(table_end);
}

/// States over time, as `faultline timeline --phases` tells them.
std::string phases(const RefereeReport& report) {
  const auto& answer = report.phases;
  std::string html = fmt::format("<h3>Phases</h3>\n<p>{}</p>\n", escaped(answer.verdict));
  if (!answer.cautions.empty()) {
    html += "<ul class=\"cautions\">\n";
    for (const std::string& caution : answer.cautions)
      html += fmt::format("<li>{}</li>\n", escaped(caution));
    html += "</ul>\n";
  }
  if (answer.states.empty()) return html;
  html += states_table(report) +
          table_begin("phases",
                      fmt::format("When: stretches in a row with one state; {} draws of each test",
                                  answer.permutations),
                      {"From", "To", "State", "#Stretches"});
  for (const auto& phase : answer.phases)
    html += row(to_string(answer.slices[phase.first].first),
                {cell("to", to_string(answer.slices[phase.last].last), "day"),
                 cell("state", fmt::format("{}", phase.state + 1)),
                 number_cell("stretches", phase.last - phase.first + 1)});
  return html + std::string(table_end);
}

}  // namespace

std::string referee_answer(const RefereeReport& report) {
  const auto& rift = report.rift;
  std::string html;
  if (!rift.bins.empty())
    html += "<figure>\n" + both_pictures([&](const Frame& frame) {
              return rift_picture(rift, report.input.options.rift.bin, frame, Bands::AndWholeCurve);
            }) +
            fmt::format(
                "<figcaption>A stretch with fewer than {} criticisms by members has no "
                "point. Bands: {:.0f} %, articles counted as clusters. The band is for one stretch "
                "that was chosen beforehand; the whiskers hold all stretches at once, for whoever "
                "compares stretches or looks for the highest. Whether the share changed, and when, "
                "is the test of item 7, which is sharper than either.</figcaption>\n"
                "</figure>\n",
                report.input.options.rift.rule.minimum_n, 100 * report.input.options.rift.level) +
            series_table(report);
  return html + phases(report) + sides_table(report) + pairs_table(report) + issues_table(report);
}

}  // namespace faultline::map::detail
