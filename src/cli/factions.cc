// faultline factions: the sides inside a bloc, how sure they are, and what divides them.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/rift_options.h"
#include "map/faction_answer.h"
#include "map/p_value.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using map::BlocData;
using map::FactionAnswer;
using networks::Standing;
using Json = nlohmann::ordered_json;

constexpr std::size_t sentences_a_member = 2;

std::string side_name(int side) { return side > 0 ? "A" : side < 0 ? "B" : "-"; }

const char* standing_name(Standing standing) {
  switch (standing) {
    case Standing::NoTies:
      return "no ties";
    case Standing::Placed:
      return "placed";
    case Standing::Open:
      return "open";
    case Standing::Unknown:
      break;
  }
  return "not found out";
}

/// Members by side, the surest first.
std::vector<std::size_t> by_side(const FactionAnswer& answer) {
  std::vector<std::size_t> order(answer.members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto& members = answer.factions.members;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    if (members[left].side != members[right].side) return members[left].side > members[right].side;
    return members[left].ties_for > members[right].ties_for;
  });
  return order;
}

std::string members_text(const BlocData& data, const FactionAnswer& answer,
                         const Console& console) {
  Table table;
  table.headings = {{"side", 4},
                    {"member", 28},
                    {"certainty", 9, true},
                    {"in every best split", 19},
                    {"ties for", 8, true},
                    {"against", 7, true},
                    {"also in", 24}};
  for (const std::size_t member : by_side(answer)) {
    const auto& placed = answer.factions.members[member];
    Table::Row row{{side_name(placed.side), printable(data.actor_names[answer.members[member]]),
                    placed.certainty ? fmt::format("{:.0f} %", 100 * *placed.certainty) : "-",
                    standing_name(placed.standing), grouped(placed.ties_for),
                    grouped(placed.ties_against), printable(answer.went_to[member].value_or("-"))},
                   {}};
    for (std::size_t i = 0; i < placed.placed_by.size() && i < sentences_a_member; ++i) {
      const auto& relation = data.relations[placed.placed_by[i].evidence];
      row.below +=
          fmt::format("{}[{}]{} {}", i == 0 ? "" : " ", static_cast<std::int64_t>(relation.key),
                      placed.placed_by[i].agrees ? "" : " (against the split)",
                      printable(relation.evidence_text));
    }
    table.rows.push_back(std::move(row));
  }
  return set_table(table, console.width, console.colour);
}

/// The issue against the line of the others; null if none of them bears on it.
const networks::Wedge* by_others(const FactionAnswer& answer, std::int32_t concept_index) {
  for (const auto& wedge : answer.wedges_by_others)
    if (wedge.concept_index == concept_index) return &wedge;
  return nullptr;
}

/// "1: A, B; 2: C", where more than two factions fit better.
std::string parts_text(const BlocData& data, const FactionAnswer& answer) {
  const auto& part = answer.more.found.parts.membership;
  std::string text;
  for (std::uint32_t number = 0; number < answer.more.found.parts.count; ++number) {
    std::string names;
    for (std::size_t member = 0; member < part.size(); ++member) {
      if (part[member] != number) continue;
      const auto& certainty = answer.more.found.certainty[member];
      names += fmt::format("{}{}{}", names.empty() ? "" : ", ",
                           printable(data.actor_names[answer.members[member]]),
                           certainty ? fmt::format(" ({:.0f} %)", 100 * *certainty) : "");
    }
    text += fmt::format("{}{}: {}", number == 0 ? "" : "; ", number + 1, names);
  }
  return text + ".";
}

std::string wedges_text(const BlocData& data, const FactionAnswer& answer, const Console& console) {
  Table table;
  table.headings = {{"concept", 40},
                    {"pairs", 5, true},
                    {"opposed", 7, true},
                    {"antagonism", 10, true},
                    {"alignment", 9, true},
                    {"p", 6, true},
                    {"with other issues", 17, true},
                    {"p", 6, true}};
  const auto shown = [](double value) {
    return std::isnan(value) ? std::string("-") : fmt::format("{:.2f}", value);
  };
  for (const auto& wedge : answer.wedges) {
    const auto* others = by_others(answer, wedge.concept_index);
    table.rows.push_back({{printable(data.concepts[static_cast<std::size_t>(wedge.concept_index)]),
                           grouped(wedge.ties), grouped(wedge.negative), shown(wedge.antagonism),
                           shown(wedge.alignment), map::p_figure(wedge.p_value),
                           others == nullptr ? "-" : shown(others->alignment),
                           others == nullptr ? "-" : map::p_figure(others->p_value)},
                          {}});
  }
  return table.rows.empty() ? "" : set_table(table, console.width, console.colour);
}

std::string loyalty_text(const BlocData& data, const FactionAnswer& answer,
                         const Console& console) {
  Table table;
  table.headings = {{"member", 28}, {"backs", 5, true}, {"attacks", 7, true}, {"last attack", 11}};
  if (answer.loyalty.empty()) return "";
  for (const auto& value : answer.loyalty.front().values)
    table.headings.push_back({fmt::format("half-life {:g} d", value.half_life), 14, true});
  for (const auto& actor : answer.loyalty) {
    Table::Row row{
        {printable(data.actor_names[actor.actor]), grouped(actor.supports),
         grouped(actor.criticises), actor.last_criticism ? to_string(*actor.last_criticism) : "-"},
        {}};
    for (const auto& value : actor.values)
      row.cells.push_back(value.loyalty ? fmt::format("{:+.2f}", *value.loyalty) : "-");
    table.rows.push_back(std::move(row));
  }
  return set_table(table, console.width, console.colour);
}

std::string factions_text(const BlocData& data, const FactionAnswer& answer,
                          const Console& console) {
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(answer.verdict), width, 0);
  if (answer.members.empty()) return text;
  text += "\nSides (stories drawn anew: how often a member stays)\n" +
          members_text(data, answer, console);
  if (answer.other_blocs && answer.other_blocs->actors >= 2)
    text += wrapped(fmt::format("Against the other blocs that {} of them are or were in: adjusted "
                                "Rand index {:.2f}.",
                                answer.other_blocs->actors, answer.other_blocs->adjusted_rand),
                    width, 2);
  text += "\nMore than two\n" + wrapped(printable(answer.more.verdict), width, 2);
  if (answer.more.fit_better()) text += wrapped(parts_text(data, answer), width, 2);
  if (const auto wedges = wedges_text(data, answer, console); !wedges.empty())
    text +=
        "\nIssues, and how far they divide along the same line, or along that of the other "
        "issues\n" +
        wedges;
  if (const auto loyalty = loyalty_text(data, answer, console); !loyalty.empty())
    text +=
        "\nLoyalty: backing less attacking members, -1 to +1, older ones weighing less\n" + loyalty;
  if (!answer.switches.empty()) text += "\nChanges of bloc, by the register\n";
  for (const auto& change : answer.switches)
    text += fmt::format("  {}  {}: {} to {}\n", to_string(change.day),
                        printable(data.actor_names[change.actor]),
                        change.from ? printable(data.blocs[*change.from]) : "no bloc",
                        change.to ? printable(data.blocs[*change.to]) : "no bloc");
  if (!answer.cautions.empty()) text += "\nTo be kept in mind\n";
  for (const auto& caution : answer.cautions) text += wrapped(printable(caution), width, 2);
  return text;
}

std::string factions_csv(const BlocData& data, const FactionAnswer& answer) {
  std::string text =
      "actor,name,side,certainty,resamples,standing,ties_for,ties_against,also_in\r\n";
  for (const std::size_t member : by_side(answer)) {
    const auto& placed = answer.factions.members[member];
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{}\r\n", text::csv_cell(data.actors[answer.members[member]], true),
        text::csv_cell(data.actor_names[answer.members[member]], true), side_name(placed.side),
        placed.certainty ? csv_number(*placed.certainty) : "", placed.resamples,
        standing_name(placed.standing), placed.ties_for, placed.ties_against,
        text::csv_cell(answer.went_to[member].value_or(""), true));
  }
  return text;
}

Json number_or_null(double value) { return std::isnan(value) ? Json() : Json(value); }

/// Whether three or more factions fit better, and which.
Json more_json(const BlocData& data, const FactionAnswer& answer) {
  const auto& more = answer.more;
  Json members = Json::array();
  for (std::size_t member = 0; member < answer.members.size(); ++member) {
    const auto& certainty = more.found.certainty[member];
    members.push_back({{"actor", data.actors[answer.members[member]]},
                       {"faction", more.found.parts.membership[member] + 1},
                       {"certainty", certainty ? Json(*certainty) : Json()}});
  }
  return {{"verdict", more.verdict},
          {"fits_better", more.fit_better()},
          {"factions", more.parts},
          {"signed_modularity", number_or_null(more.modularity)},
          {"signed_modularity_of_two", number_or_null(more.modularity_of_two)},
          {"is_exact", more.found.parts.is_exact},
          {"against", more.against},
          {"mean_adjusted_rand", number_or_null(more.found.mean_rand)},
          {"members", std::move(members)}};
}

/// Issues, against the sides and against the line of the other issues.
Json wedges_json(const BlocData& data, const FactionAnswer& answer) {
  Json wedges = Json::array();
  for (const auto& wedge : answer.wedges) {
    const auto* others = by_others(answer, wedge.concept_index);
    Json by_other_issues;
    if (others != nullptr)
      by_other_issues = {{"pairs", others->ties},
                         {"alignment", number_or_null(others->alignment)},
                         {"p", others->p_value}};
    wedges.push_back({{"concept", data.concepts[static_cast<std::size_t>(wedge.concept_index)]},
                      {"pairs", wedge.ties},
                      {"opposed", wedge.negative},
                      {"antagonism", number_or_null(wedge.antagonism)},
                      {"alignment", number_or_null(wedge.alignment)},
                      {"p", wedge.p_value},
                      {"by_other_issues", std::move(by_other_issues)}});
  }
  return wedges;
}

Json factions_json(const BlocData& data, const FactionAnswer& answer) {
  const auto& split = answer.factions.split;
  Json all = {{"bloc", answer.bloc},
              {"verdict", answer.verdict},
              {"frustrated", split.frustrated},
              {"lower_bound", split.lower_bound},
              {"ties", split.total},
              {"is_exact", split.is_exact()},
              {"best_splits", split.optimal_splits},
              {"all_splits_counted", split.all_splits_counted},
              {"stories", answer.factions.clusters},
              {"resamples", answer.factions.resamples},
              {"mean_adjusted_rand", number_or_null(answer.factions.mean_rand)},
              {"mean_variation_of_information", number_or_null(answer.factions.mean_information)},
              {"null",
               {{"networks", answer.test.networks},
                {"mean", answer.test.mean},
                {"standard_deviation", answer.test.standard_deviation},
                {"z", number_or_null(answer.test.z)},
                {"p", answer.test.p_value},
                {"swapped", answer.test.swapped}}}};
  all["members"] = Json::array();
  for (const std::size_t member : by_side(answer)) {
    const auto& placed = answer.factions.members[member];
    Json ties = Json::array();
    for (const auto& tie : placed.placed_by)
      ties.push_back({{"relation", static_cast<std::int64_t>(data.relations[tie.evidence].key)},
                      {"with", data.actors[answer.members[tie.other]]},
                      {"sign", tie.sign},
                      {"agrees", tie.agrees}});
    all["members"].push_back(
        {{"actor", data.actors[answer.members[member]]},
         {"name", data.actor_names[answer.members[member]]},
         {"side", side_name(placed.side)},
         {"certainty", placed.certainty ? Json(*placed.certainty) : Json()},
         {"standing", standing_name(placed.standing)},
         {"also_in", answer.went_to[member] ? Json(*answer.went_to[member]) : Json()},
         {"placed_by", std::move(ties)}});
  }
  if (!answer.members.empty()) all["more_than_two"] = more_json(data, answer);
  all["wedge_issues"] = wedges_json(data, answer);
  all["cautions"] = answer.cautions;
  return all;
}

Result<Exit> run_factions(const Arguments& given, const Console& console) {
  const auto options = rift_options(given);
  if (!options) return tl::unexpected(options.error());
  const auto data = bloc_data_of(given);
  if (!data) return tl::unexpected(data.error());
  map::FactionAsk ask;
  ask.seed = options->seed;
  if (given.has("--replicates")) ask.resamples = options->replicates;
  if (given.has("--permutations")) ask.null_networks = ask.deals = options->permutations;
  const FactionAnswer answer = map::faction_answer(*data, ask);
  if (console.interrupted) return Exit::Interrupted;
  if (given.has("--json"))
    console.out << factions_json(*data, answer).dump(2) << '\n';
  else if (given.has("--csv"))
    console.out << factions_csv(*data, answer);
  else
    console.out << factions_text(*data, answer, console);
  return Exit::AllDone;
}

}  // namespace

Command factions_command() {
  Command command;
  command.name = "factions";
  command.summary =
      "Finds the two sides inside a bloc that explain most of who backs and who attacks whom, with "
      "how sure each member's side is, the sentences behind it, and the issues that divide along "
      "the same line.";
  command.examples = {{"faultline factions my.study", "The bloc whose members speak most."},
                      {"faultline factions my.study --bloc \"Blue Alliance\" --from 2031-04",
                       "A bloc since a month."},
                      {"faultline factions my.study --csv > sides.csv",
                       "A row for each member, for R, Python or a spreadsheet."}};
  command.usage = "STUDY [OPTIONS]";
  command.places = {{"STUDY", "", "The study's file."}};
  for (auto& parameter : rift_parameters())
    if (parameter.name != "--bin" && parameter.name != "--minimum-n" &&
        parameter.name != "--event" && parameter.name != "--threads")
      command.options.push_back(std::move(parameter));
  command.options.push_back({"--csv", "", "A table, one row a member."});
  command.options.push_back({"--json", "", "One JSON object with everything."});
  command.run = run_factions;
  return command;
}

}  // namespace faultline::cli
