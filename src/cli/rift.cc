// faultline rift: is a bloc splitting, since when, how sure; by whom.

#include <fmt/core.h>

#include <cmath>
#include <ostream>

#include "cli/detail/asked_rift.h"
#include "cli/detail/layout.h"
#include "map/p_value.h"

namespace faultline::cli {
namespace {

using map::RiftAnswer;

constexpr std::size_t most_pairs = 15;
constexpr std::size_t sentences_a_pair = 2;

std::string pairs_text(const AskedRift& asked, const Console& console) {
  Table table;
  table.headings = {{"who", 28},      {"whom", 28},         {"against", 7, true},
                    {"for", 4, true}, {"stories", 7, true}, {"outlets", 7, true}};
  const auto& data = asked.data;
  for (const auto& pair : asked.answer.pairs) {
    if (pair.negative == 0 || table.rows.size() == most_pairs) break;
    Table::Row row{{printable(data.actor_names[pair.from]), printable(data.actor_names[pair.to]),
                    grouped(pair.negative), grouped(pair.positive), grouped(pair.clusters),
                    grouped(pair.outlets)},
                   {}};
    for (std::size_t i = 0; i < pair.evidence.size() && i < sentences_a_pair; ++i) {
      const auto& relation = data.relations[pair.evidence[i]];
      row.below +=
          fmt::format("{}[{}] {}", i == 0 ? "" : " ", static_cast<std::int64_t>(relation.key),
                      printable(relation.evidence_text));
    }
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return "No criticism inside.\n";
  return set_table(table, console.width, console.colour);
}

std::string cohesion_text(const AskedRift& asked, const Console& console) {
  Table table;
  table.headings = {{"concept", 40},     {"for", 4, true},       {"against", 7, true},
                    {"Rice", 6, true},   {"by chance", 9, true}, {"pairs agree", 11, true},
                    {"stories", 7, true}};
  const auto shown = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.2f}", *value) : std::string("-");
  };
  for (const auto& stand : asked.answer.cohesion.concepts)
    table.rows.push_back(
        {{printable(asked.data.concepts[stand.concept_index]), grouped(stand.yes),
          grouped(stand.no), shown(stand.rice), fmt::format("{:.2f}", stand.chance),
          shown(stand.rarefied), grouped(stand.clusters)},
         {}});
  return table.rows.empty() ? "" : set_table(table, console.width, console.colour);
}

std::string event_text(const map::EventAnswer& event) {
  const auto& study = event.study;
  std::string text =
      fmt::format("{} ({}): {} before, {} after; ", printable(event.event.name),
                  to_string(event.event.day), share_text(study.before), share_text(study.after));
  if (std::isnan(study.difference.value))
    return text + "too little criticism on one side to compare.";
  text += fmt::format("difference {}, {}; ", estimate_text(study.difference),
                      map::p_value(study.permutation_p));
  text +=
      study.placebos.empty()
          ? "no other day has enough criticism around it to be compared with."
          : fmt::format("against {} other {} {}.", study.placebos.size(),
                        study.placebos.size() == 1 ? "day" : "days", map::p_value(study.placebo_p));
  if (event.corrected)
    text += fmt::format(" Corrected: {} before, {} after; difference {}, {}.",
                        share_text(event.corrected->part.before.corrected),
                        share_text(event.corrected->part.after.corrected),
                        estimate_text(event.corrected->part.difference),
                        map::p_value(event.corrected->p));
  if (event.lines)
    text += fmt::format(
        " Lines through the {} stretches that hold criticism: a step of {}, and a slope that "
        "changes by {} a stretch.",
        event.lines->bins, estimate_text(event.lines->level_change),
        estimate_text(event.lines->slope_change));
  return text;
}

std::string count_text(const inference::Estimate& count) {
  if (std::isnan(count.value)) return "not known";
  if (!count.interval.known()) return fmt::format("{:.0f}", count.value);
  return fmt::format("{:.0f} [{:.0f} to {:.0f}]", count.value, count.interval.low,
                     count.interval.high);
}

/// The corrected figures first, where there are any; then those as read, which say so.
std::string shares_text(const RiftAnswer& answer, timeline::Bin bin, std::size_t width) {
  std::string text;
  const auto line = [&](std::string_view name, const std::string& figure) {
    text += fmt::format("{:<37}{}\n", name, figure);
  };
  const auto& correction = answer.correction;
  constexpr std::string_view as_read = "  as read, not corrected";
  if (correction) {
    line("In-bloc share of members' criticism", share_text(correction->share.corrected));
    line(as_read, share_text(answer.share));
    if (correction->share_of_found)
      line("  of what was found alone", share_text(correction->share_of_found->corrected));
    line("Net support inside", estimate_text(correction->net_support));
    line(as_read, estimate_text(answer.net_support));
    line("In-bloc criticism per statement", estimate_text(correction->per_statement.corrected));
    line(as_read, estimate_text(answer.per_statement));
    line("Criticisms inside, outward",
         fmt::format("{}; {}", count_text(correction->inside.corrected),
                     count_text(correction->outward.corrected)));
    line(as_read, fmt::format("{}; {}", answer.counts.crit_in, answer.counts.crit_out));
    if (correction->turn) {
      const auto& turn = *correction->turn;
      const auto name = [&](Day day) { return timeline::bin_name(bin, day); };
      line("Greatest change",
           fmt::format("{} [{} to {}], {}", name(turn.first), name(turn.first_earliest),
                       name(turn.first_latest), map::p_value(turn.p)));
      line("  before it", share_text(turn.part.before.corrected));
      line("  after it", share_text(turn.part.after.corrected));
      line("  difference", estimate_text(turn.part.difference));
    }
    return text + wrapped(audits_text(*correction), width, 2);
  }
  line("In-bloc share of members' criticism", share_text(answer.share));
  line("Net support inside", estimate_text(answer.net_support));
  line("In-bloc criticism per statement", estimate_text(answer.per_statement));
  return text;
}

std::string without_text(const map::WithoutOutlet& without, timeline::Bin bin) {
  const auto change = [&](const auto& turn) {
    return turn ? fmt::format("; change in {}, {}", timeline::bin_name(bin, turn->first),
                              map::p_value(turn->p))
                : std::string("; too few dated stretches for a change");
  };
  std::string text =
      fmt::format("{} ({:.0f} criticisms): {}{}", printable(without.outlet), without.criticism,
                  share_text(without.share), change(without.turn));
  if (without.corrected) {
    text += fmt::format(". Corrected: {}", share_text(without.corrected->corrected));
    if (without.corrected_turn) text += change(without.corrected_turn);
  }
  return text;
}

std::string rift_text(const AskedRift& asked, const Console& console) {
  const RiftAnswer& answer = asked.answer;
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(answer.verdict), width, 0);
  const auto& counts = answer.counts;
  text += "\n" + shares_text(answer, asked.options.bin, width);
  text += wrapped(
      fmt::format(
          "Criticism inside {}, outward {}, from outside {}; support inside {}; {} "
          "statements of members; {} with criticism, of {}. Intervals: 95 %, for stories as a "
          "whole.",
          counts.crit_in, counts.crit_out, counts.crit_from_outside, counts.supp_in,
          counts.statements, counted(static_cast<std::int64_t>(answer.stories), "story", "stories"),
          counted(static_cast<std::int64_t>(answer.outlets), "outlet", "outlets")),
      width, 2);
  text += "\nWho attacks whom inside\n" + pairs_text(asked, console);
  if (const auto cohesion = cohesion_text(asked, console); !cohesion.empty())
    text += "\nHow united on issues\n" + cohesion;
  if (!answer.without.empty()) text += "\nWithout one outlet\n";
  for (const auto& without : answer.without)
    text += wrapped(without_text(without, asked.options.bin), width, 2);
  for (const auto& event : answer.events) text += "\n" + wrapped(event_text(event), width, 0);
  if (!answer.cautions.empty()) text += "\nTo be kept in mind\n";
  for (const auto& caution : answer.cautions) text += wrapped(printable(caution), width, 2);
  return text;
}

Json rift_json(const AskedRift& asked) {
  const RiftAnswer& answer = asked.answer;
  Json all = {{"bloc", answer.bloc}, {"verdict", answer.verdict}};
  all["first"] = answer.first ? Json(to_string(*answer.first)) : Json();
  all["last"] = answer.last ? Json(to_string(*answer.last)) : Json();
  all["criticism"] = {{"inside", answer.counts.crit_in},
                      {"outward", answer.counts.crit_out},
                      {"from_outside", answer.counts.crit_from_outside}};
  all["support_inside"] = answer.counts.supp_in;
  all["statements"] = answer.counts.statements;
  all["correction"] = json_of(answer.correction);
  all["share"] = json_of(answer.share);
  all["net_support"] = json_of(answer.net_support);
  all["per_statement"] = json_of(answer.per_statement);
  if (answer.turn) {
    all["change"] = change_json(*answer.turn);
    all["change"]["before"] = json_of(answer.turn->before);
    all["change"]["after"] = json_of(answer.turn->after);
    all["change"]["difference"] = json_of(answer.turn->difference);
  } else {
    all["change"] = Json();
  }
  all["pairs"] = Json::array();
  for (const auto& pair : answer.pairs) {
    Json keys = Json::array();
    for (const auto row : pair.evidence)
      keys.push_back(static_cast<std::int64_t>(asked.data.relations[row].key));
    all["pairs"].push_back({{"from", asked.data.actors[pair.from]},
                            {"to", asked.data.actors[pair.to]},
                            {"negative", pair.negative},
                            {"positive", pair.positive},
                            {"neutral", pair.neutral},
                            {"relations", std::move(keys)}});
  }
  all["cohesion"] = Json::array();
  const auto maybe = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  for (const auto& stand : answer.cohesion.concepts)
    all["cohesion"].push_back({{"concept", asked.data.concepts[stand.concept_index]},
                               {"for", stand.yes},
                               {"against", stand.no},
                               {"divided", stand.divided},
                               {"rice", maybe(stand.rice)},
                               {"rice_by_chance", stand.chance},
                               {"rice_above_chance", maybe(stand.rice_above_chance)},
                               {"pairs_agree", maybe(stand.rarefied)},
                               {"agreement_index", maybe(stand.agreement)},
                               {"statements", stand.statements}});
  all["without_outlet"] = Json::array();
  for (const auto& without : answer.without)
    all["without_outlet"].push_back(
        {{"outlet", without.outlet},
         {"criticism", without.criticism},
         {"share", json_of(without.share)},
         {"change", without.turn ? Json(to_string(without.turn->first)) : Json()},
         {"p", without.turn ? json_of(without.turn->p) : Json()},
         {"corrected",
          without.corrected
              ? Json{{"share", json_of(*without.corrected)},
                     {"change", without.corrected_turn
                                    ? Json(to_string(without.corrected_turn->first))
                                    : Json()},
                     {"p", without.corrected_turn ? json_of(without.corrected_turn->p) : Json()}}
              : Json()}});
  all["events"] = Json::array();
  for (const auto& event : answer.events)
    all["events"].push_back(
        {{"name", event.event.name},
         {"day", to_string(event.event.day)},
         {"before", json_of(event.study.before)},
         {"after", json_of(event.study.after)},
         {"difference", json_of(event.study.difference)},
         {"p", json_of(event.study.permutation_p)},
         {"placebo_p", json_of(event.study.placebo_p)},
         {"placebo_days", event.study.placebos.size()},
         {"corrected", event.corrected
                           ? Json{{"before", json_of(event.corrected->part.before)},
                                  {"after", json_of(event.corrected->part.after)},
                                  {"difference", json_of(event.corrected->part.difference)},
                                  {"p", json_of(event.corrected->p)}}
                           : Json()},
         {"lines", event.lines ? Json{{"level", json_of(event.lines->level)},
                                      {"slope", json_of(event.lines->slope)},
                                      {"level_change", json_of(event.lines->level_change)},
                                      {"slope_change", json_of(event.lines->slope_change)},
                                      {"stretches", event.lines->bins}}
                               : Json()}});
  all["cautions"] = answer.cautions;
  return all;
}

Result<Exit> run_rift(const Arguments& given, const Console& console) {
  const auto found = asked_rift(given);
  if (!found) return tl::unexpected(found.error());
  if (given.has("--json"))
    console.out << rift_json(*found).dump(2) << '\n';
  else
    console.out << rift_text(*found, console);
  return Exit::AllDone;
}

}  // namespace

Command rift_command() {
  Command command;
  command.name = "rift";
  command.summary =
      "Says whether a bloc is splitting, since when and how sure that is: how much of its members' "
      "criticism hits its own side, who attacks whom, how united it is on issues, and whether it "
      "holds without any one outlet.";
  command.examples = {
      {"faultline rift my.study", "The bloc whose members speak most."},
      {"faultline rift my.study --bloc \"Blue Alliance\" --bin month", "A bloc, month by month."},
      {"faultline rift my.study --event \"party congress=2031-04-02\"",
       "Before and after a day that was named beforehand, against other days."},
      {"faultline rift my.study --json > rift.json", "Everything, for R or Python."}};
  command.usage = "STUDY [OPTIONS]";
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = rift_parameters();
  command.options.push_back(uncorrected_option());
  command.options.push_back({"--json", "", "One JSON object with all figures and their rows."});
  command.notes = "`faultline timeline` shows the series; `faultline factions` the sides.";
  command.run = run_rift;
  return command;
}

}  // namespace faultline::cli
