// faultline rift | timeline: is a bloc splitting, since when, how sure; by whom; the series.

#include <fmt/core.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/rift_options.h"
#include "cli/detail/whole_file.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using map::BlocData;
using map::RiftAnswer;
using map::RiftBin;
using map::RiftOptions;
using Json = nlohmann::ordered_json;

constexpr std::size_t most_pairs = 15;
constexpr std::size_t sentences_a_pair = 2;

struct Asked {
  BlocData data;
  RiftOptions options;
  RiftAnswer answer;
};
Result<Asked> asked(const Arguments& given) {
  auto options = rift_options(given);
  if (!options) return tl::unexpected(options.error());
  auto data = bloc_data_of(given);
  if (!data) return tl::unexpected(data.error());
  auto answer = map::rift_answer(*data, *options);
  if (!answer) return tl::unexpected(answer.error());
  return Asked{std::move(*data), std::move(*options), std::move(*answer)};
}

Json number(double value) { return std::isnan(value) ? Json() : Json(value); }
Json interval(const inference::Interval& interval) {
  return interval.known() ? Json::array({interval.low, interval.high}) : Json();
}
Json rate(const inference::Rate& rate) {
  return {{"value", number(rate.value)},
          {"interval", interval(rate.interval)},
          {"hits", rate.hits},
          {"n", rate.n},
          {"stories", rate.clusters},
          {"effective_n", rate.effective_n},
          {"design_effect", rate.design_effect}};
}
Json estimate(const inference::Estimate& estimate) {
  return {{"value", number(estimate.value)},
          {"interval", interval(estimate.interval)},
          {"standard_error", number(estimate.standard_error)},
          {"method", inference::to_string(estimate.interval.method)},
          {"stories", estimate.clusters}};
}

// ---- rift ----

std::string pairs_text(const Asked& asked, const Console& console) {
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

std::string cohesion_text(const Asked& asked, const Console& console) {
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
  text += fmt::format("difference {}, p = {}; ", estimate_text(study.difference),
                      csv_number(study.permutation_p));
  return text + (study.placebos.empty()
                     ? "no other day has enough criticism around it to be compared with."
                     : fmt::format("against {} other {} p = {}.", study.placebos.size(),
                                   study.placebos.size() == 1 ? "day" : "days",
                                   csv_number(study.placebo_p)));
}

std::string rift_text(const Asked& asked, const Console& console) {
  const RiftAnswer& answer = asked.answer;
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(answer.verdict), width, 0);
  const auto& counts = answer.counts;
  text += fmt::format(
      "\nIn-bloc share of members' criticism  {}\n"
      "Net support inside                   {}\n"
      "In-bloc criticism per statement      {}\n",
      share_text(answer.share), estimate_text(answer.net_support),
      estimate_text(answer.per_statement));
  text += wrapped(
      fmt::format("Criticism inside {}, outward {}, from outside {}; support inside {}; {} "
                  "statements of members; {} stories with criticism, of {} outlets. Intervals: 95 "
                  "%, for stories as a whole.",
                  counts.crit_in, counts.crit_out, counts.crit_from_outside, counts.supp_in,
                  counts.statements, answer.stories, answer.outlets),
      width, 2);
  text += "\nWho attacks whom inside\n" + pairs_text(asked, console);
  if (const auto cohesion = cohesion_text(asked, console); !cohesion.empty())
    text += "\nHow united on issues\n" + cohesion;
  if (!answer.without.empty()) text += "\nWithout one outlet\n";
  for (const auto& without : answer.without)
    text += wrapped(fmt::format("{} ({:.0f} criticisms): {}{}", printable(without.outlet),
                                without.criticism, share_text(without.share),
                                without.turn ? fmt::format("; change in {}, p = {:.3f}",
                                                           timeline::bin_name(asked.options.bin,
                                                                              without.turn->first),
                                                           without.turn->p)
                                             : "; too few dated stretches for a change"),
                    width, 2);
  for (const auto& event : answer.events) text += "\n" + wrapped(event_text(event), width, 0);
  if (!answer.cautions.empty()) text += "\nTo be kept in mind\n";
  for (const auto& caution : answer.cautions) text += wrapped(printable(caution), width, 2);
  return text;
}

Json rift_json(const Asked& asked) {
  const RiftAnswer& answer = asked.answer;
  Json all = {{"bloc", answer.bloc}, {"verdict", answer.verdict}};
  all["first"] = answer.first ? Json(to_string(*answer.first)) : Json();
  all["last"] = answer.last ? Json(to_string(*answer.last)) : Json();
  all["criticism"] = {{"inside", answer.counts.crit_in},
                      {"outward", answer.counts.crit_out},
                      {"from_outside", answer.counts.crit_from_outside}};
  all["support_inside"] = answer.counts.supp_in;
  all["statements"] = answer.counts.statements;
  all["share"] = rate(answer.share);
  all["net_support"] = estimate(answer.net_support);
  all["per_statement"] = estimate(answer.per_statement);
  if (answer.turn)
    all["change"] = {
        {"first", to_string(answer.turn->first)},
        {"interval",
         {to_string(answer.turn->first_earliest), to_string(answer.turn->first_latest)}},
        {"before", rate(answer.turn->before)},
        {"after", rate(answer.turn->after)},
        {"difference", estimate(answer.turn->difference)},
        {"p", number(answer.turn->p)},
        {"permutations", answer.turn->permutations},
        {"shuffled",
         answer.turn->shuffled == map::Shuffled::Bins ? "stretches" : "stories within outlets"}};
  else
    all["change"] = Json();
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
         {"share", rate(without.share)},
         {"change", without.turn ? Json(to_string(without.turn->first)) : Json()},
         {"p", without.turn ? number(without.turn->p) : Json()}});
  all["events"] = Json::array();
  for (const auto& event : answer.events)
    all["events"].push_back({{"name", event.event.name},
                             {"day", to_string(event.event.day)},
                             {"before", rate(event.study.before)},
                             {"after", rate(event.study.after)},
                             {"difference", estimate(event.study.difference)},
                             {"p", number(event.study.permutation_p)},
                             {"placebo_p", number(event.study.placebo_p)},
                             {"placebo_days", event.study.placebos.size()}});
  all["cautions"] = answer.cautions;
  return all;
}

Result<Exit> run_rift(const Arguments& given, const Console& console) {
  const auto found = asked(given);
  if (!found) return tl::unexpected(found.error());
  if (given.has("--json"))
    console.out << rift_json(*found).dump(2) << '\n';
  else
    console.out << rift_text(*found, console);
  return Exit::AllDone;
}

// ---- timeline ----

std::string outlets_text(const Asked& asked, const RiftBin& bin) {
  std::string text;
  for (const auto& outlet : bin.point.outlets)
    if (outlet.criticism > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          printable(asked.data.outlets[outlet.outlet]), outlet.criticism);
  return text;
}

std::string timeline_text(const Asked& asked, const Console& console) {
  Table table;
  table.headings = {{"time", 10},         {"in-bloc share", 18}, {"inside", 6, true},
                    {"outward", 7, true}, {"support", 7, true},  {"statements", 10, true},
                    {"stories", 7, true}, {"outlets", 40}};
  for (const RiftBin& bin : asked.answer.bins)
    table.rows.push_back(
        {{timeline::bin_name(asked.options.bin, bin.point.first), share_text(bin.share),
          grouped(bin.point.counts.crit_in), grouped(bin.point.counts.crit_out),
          grouped(bin.point.counts.supp_in), grouped(bin.point.counts.statements),
          grouped(bin.point.clusters), outlets_text(asked, bin)},
         {}});
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(asked.answer.verdict), width, 0) + "\n" +
                     set_table(table, console.width, console.colour);
  const auto& segments = asked.answer.segments;
  if (segments.changes() > 0) {
    text += fmt::format("\nLevels by PELT (penalty {:.1f} a change, dispersion {:.2f})\n",
                        segments.penalty, segments.dispersion);
    for (const auto& segment : segments.segments)
      text += fmt::format(
          "  {} to {}: {:.0f} of {:.0f}\n",
          timeline::bin_name(asked.options.bin, asked.answer.bins[segment.begin].point.first),
          timeline::bin_name(asked.options.bin, asked.answer.bins[segment.end - 1].point.first),
          segment.sum, segment.size);
  }
  for (const auto& change : asked.answer.second_opinion)
    text += fmt::format(
        "{}E-divisive, as a second opinion: {} p = {:.3f}\n", segments.changes() > 0 ? "" : "\n",
        timeline::bin_name(asked.options.bin,
                           asked.answer.bins[asked.answer.opinion_bins[change.index]].point.first),
        change.p);
  return text;
}

std::string timeline_csv(const Asked& asked) {
  std::string text =
      "time,first,last,share,low,high,crit_in,crit_out,supp_in,supp_out,crit_from_outside,"
      "statements,stories,attackers,effective_n,outlets\r\n";
  for (const RiftBin& bin : asked.answer.bins) {
    const auto& counts = bin.point.counts;
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
        timeline::bin_name(asked.options.bin, bin.point.first), to_string(bin.point.first),
        to_string(bin.point.last), csv_number(bin.share.value), csv_number(bin.share.interval.low),
        csv_number(bin.share.interval.high), counts.crit_in, counts.crit_out, counts.supp_in,
        counts.supp_out, counts.crit_from_outside, counts.statements, bin.point.clusters,
        bin.point.attackers, csv_number(bin.share.effective_n),
        text::csv_cell(outlets_text(asked, bin), true));
  }
  return text;
}

std::string timeline_lines(const Asked& asked) {
  std::string text;
  for (const RiftBin& bin : asked.answer.bins) {
    const auto keys = [&](const std::vector<std::size_t>& rows) {
      Json list = Json::array();
      for (const auto row : rows)
        list.push_back(static_cast<std::int64_t>(asked.data.relations[row].key));
      return list;
    };
    Json outlets = Json::object();
    for (const auto& outlet : bin.point.outlets)
      outlets[asked.data.outlets[outlet.outlet]] = {{"criticism", outlet.criticism},
                                                    {"statements", outlet.statements}};
    const auto& counts = bin.point.counts;
    const Json line = {{"time", timeline::bin_name(asked.options.bin, bin.point.first)},
                       {"first", to_string(bin.point.first)},
                       {"last", to_string(bin.point.last)},
                       {"share", rate(bin.share)},
                       {"crit_in", counts.crit_in},
                       {"crit_out", counts.crit_out},
                       {"supp_in", counts.supp_in},
                       {"statements", counts.statements},
                       {"stories", bin.point.clusters},
                       {"outlets", std::move(outlets)},
                       {"relations_in", keys(bin.point.evidence_in)},
                       {"relations_out", keys(bin.point.evidence_out)}};
    text += line.dump() + "\n";
  }
  return text;
}

Result<Exit> run_timeline(const Arguments& given, const Console& console) {
  const auto found = asked(given);
  if (!found) return tl::unexpected(found.error());
  if (const auto file = given.value("--svg")) {
    const std::string picture = map::rift_svg(found->answer, found->options.bin);
    if (*file == "-") {
      console.out << picture;
      return Exit::AllDone;
    }
    if (auto written = write_whole(*file, picture, "picture"); !written)
      return tl::unexpected(written.error());
    console.err << "Wrote " << printable(*file) << ".\n";
    return Exit::AllDone;
  }
  console.out << (given.has("--csv")     ? timeline_csv(*found)
                  : given.has("--jsonl") ? timeline_lines(*found)
                                         : timeline_text(*found, console));
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
  command.options.push_back({"--json", "", "One JSON object with all figures and their rows."});
  command.notes = "`faultline timeline` shows the series; `faultline factions` the sides.";
  command.run = run_rift;
  return command;
}

Command timeline_command() {
  Command command;
  command.name = "timeline";
  command.summary =
      "Shows a bloc's in-bloc criticism over time in stretches that do not overlap, with bands, "
      "denominators and outlets, and where its level changes.";
  command.examples = {{"faultline timeline my.study", "Week by week."},
                      {"faultline timeline my.study --bin month --svg rift.svg",
                       "A picture, with bands and the change."},
                      {"faultline timeline my.study --csv > series.csv",
                       "A table for R, Python or a spreadsheet."}};
  command.usage = "STUDY [OPTIONS]";
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = rift_parameters();
  command.options.push_back({"--csv", "", "A table, one row a stretch."});
  command.options.push_back({"--jsonl", "", "One JSON line a stretch, with the rows behind it."});
  command.options.push_back({"--svg", "FILE", "A picture; - is standard output."});
  command.run = run_timeline;
  return command;
}

}  // namespace faultline::cli
