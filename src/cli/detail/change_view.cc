// faultline timeline --compare.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include "cli/detail/layout.h"
#include "cli/detail/timeline_views.h"
#include "text/csv.h"
#include "timeline/change.h"

namespace faultline::cli {
namespace {

using timeline::DayRange;
using timeline::PairChange;
using timeline::RiftChange;
using timeline::StanceChange;
using timeline::Turn;

constexpr std::size_t most_rows = 20;

constexpr std::array<std::pair<Turn, std::string_view>, 6> turns = {
    {{Turn::Appeared, "appeared"},
     {Turn::Vanished, "vanished"},
     {Turn::Turned, "turned"},
     {Turn::Grew, "grew"},
     {Turn::Shrank, "shrank"},
     {Turn::Unchanged, "unchanged"}}};

std::string_view name_of(Turn turn) {
  return std::find_if(turns.begin(), turns.end(),
                      [&](const auto& one) { return one.first == turn; })
      ->second;
}

tl::unexpected<Error> unfit(const std::string& text, std::string_view why) {
  return failure(ErrorCode::Usage,
                 fmt::format("--compare: \"{}\" {}; write two periods as 2031-03,2031-04 or "
                             "2031-01..2031-03,2031-04..2031-06.",
                             text, why));
}

/// "2031-01..2031-03" or "2031-W07".
std::optional<DayRange> period(std::string_view text) {
  const auto dots = text.find("..");
  const auto from = parse_partial_date(text.substr(0, dots));
  const auto to = parse_partial_date(dots == std::string_view::npos ? text : text.substr(dots + 2));
  if (!from || !to) return {};
  return DayRange{from->first, last_day(*to)};
}

Result<std::pair<DayRange, DayRange>> periods(const std::string& text) {
  const auto comma = text.find(',');
  if (comma == std::string::npos) return unfit(text, "is one period");
  const auto before = period(std::string_view(text).substr(0, comma));
  const auto after = period(std::string_view(text).substr(comma + 1));
  if (!before || !after) return unfit(text, "has no such days");
  if (before->last < before->first || after->last < after->first)
    return unfit(text, "ends before it begins");
  if (before->last >= after->first && after->last >= before->first)
    return unfit(text, "has days in both periods");
  return std::pair(*before, *after);
}

/// The first sentence of each period that speaks for the pair's net sign then.
std::string evidence_text(const map::BlocData& data, const PairChange& pair) {
  std::string text;
  const auto add = [&](const std::vector<std::size_t>& rows, int negative, int positive) {
    const int sign = negative >= positive ? -1 : 1;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](std::size_t row) {
      return data.relations[row].sign == sign;
    });
    if (found == rows.end()) return;
    const auto& relation = data.relations[*found];
    text += fmt::format("{}[{}] {}", text.empty() ? "" : " ",
                        static_cast<std::int64_t>(relation.key), printable(relation.evidence_text));
  };
  add(pair.evidence_before, pair.negative_before, pair.positive_before);
  add(pair.evidence_after, pair.negative_after, pair.positive_after);
  return text;
}

std::string share_of(const std::optional<timeline::Proportion>& share) {
  return share ? fmt::format("{:.0f} % ({} of {})", 100 * share->share, share->hits, share->n)
               : std::string("not known (no criticism)");
}

std::string pairs_text(const map::BlocData& data, const RiftChange& change,
                       const Console& console) {
  Table table;
  table.headings = {{"who", 24},          {"whom", 24},     {"", 7},          {"change", 9},
                    {"against", 9, true}, {"for", 9, true}, {"adds", 6, true}};
  for (const auto& pair : change.pairs) {
    if (pair.turn == Turn::Unchanged && pair.contribution == 0) continue;
    if (table.rows.size() == most_rows) break;
    table.rows.push_back(
        {{printable(data.actor_names[pair.from]), printable(data.actor_names[pair.to]),
          pair.inside ? "inside" : "outward", std::string(name_of(pair.turn)),
          fmt::format("{} -> {}", pair.negative_before, pair.negative_after),
          fmt::format("{} -> {}", pair.positive_before, pair.positive_after),
          fmt::format("{:+.2f}", pair.contribution)},
         evidence_text(data, pair)});
  }
  return table.rows.empty() ? "Nothing changed.\n"
                            : set_table(table, console.width, console.colour);
}

std::string stances_text(const map::BlocData& data, const RiftChange& change,
                         const Console& console) {
  Table table;
  table.headings = {
      {"who", 24}, {"concept", 40}, {"change", 9}, {"for", 9, true}, {"against", 9, true}};
  for (const auto& stance : change.stances) {
    if (stance.turn == Turn::Unchanged) continue;
    if (table.rows.size() == most_rows) break;
    table.rows.push_back(
        {{printable(data.actor_names[stance.actor]), printable(data.concepts[stance.concept_index]),
          std::string(name_of(stance.turn)),
          fmt::format("{} -> {}", stance.for_before, stance.for_after),
          fmt::format("{} -> {}", stance.against_before, stance.against_after)},
         {}});
  }
  return table.rows.empty() ? "" : "\nStands\n" + set_table(table, console.width, console.colour);
}

std::string text_of(const map::BlocData& data, const RiftChange& change, const DayRange& before,
                    const DayRange& after, const Console& console) {
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(
      fmt::format("{}: {} of its members' criticism hit its own side from {} to {}, {} from {} to "
                  "{}{}.",
                  printable(data.bloc), share_of(change.share_before), to_string(before.first),
                  to_string(before.last), share_of(change.share_after), to_string(after.first),
                  to_string(after.last),
                  change.difference
                      ? fmt::format("; difference {:+.0f} points", 100 * *change.difference)
                      : std::string()),
      width, 0);
  text += "\nWho backs and attacks whom, with what each pair adds to the difference\n" +
          pairs_text(data, change, console) + stances_text(data, change, console);
  return text + "\n" +
         wrapped(
             "A difference of two periods that were chosen with the data in view is no finding: "
             "`faultline rift` tests for a change over all cuts.",
             width, 0);
}

std::string csv_of(const map::BlocData& data, const RiftChange& change) {
  std::string text =
      "from,to,inside,change,negative_before,negative_after,positive_before,positive_after,"
      "contribution\r\n";
  for (const auto& pair : change.pairs)
    text +=
        fmt::format("{},{},{},{},{},{},{},{},{}\r\n", text::csv_cell(data.actors[pair.from], true),
                    text::csv_cell(data.actors[pair.to], true), pair.inside ? 1 : 0,
                    name_of(pair.turn), pair.negative_before, pair.negative_after,
                    pair.positive_before, pair.positive_after, csv_number(pair.contribution));
  return text;
}

Json keys_of(const std::vector<std::size_t>& places, const auto& rows) {
  Json keys = Json::array();
  for (const auto place : places) keys.push_back(static_cast<std::int64_t>(rows[place].key));
  return keys;
}

std::string lines_of(const map::BlocData& data, const RiftChange& change) {
  std::string text;
  for (const auto& pair : change.pairs)
    text += Json{{"from", data.actors[pair.from]},
                 {"to", data.actors[pair.to]},
                 {"inside", pair.inside},
                 {"change", name_of(pair.turn)},
                 {"negative", {pair.negative_before, pair.negative_after}},
                 {"positive", {pair.positive_before, pair.positive_after}},
                 {"contribution", pair.contribution},
                 {"relations_before", keys_of(pair.evidence_before, data.relations)},
                 {"relations_after", keys_of(pair.evidence_after, data.relations)}}
                .dump() +
            "\n";
  for (const auto& stance : change.stances)
    text += Json{{"actor", data.actors[stance.actor]},
                 {"concept", data.concepts[stance.concept_index]},
                 {"change", name_of(stance.turn)},
                 {"for", {stance.for_before, stance.for_after}},
                 {"against", {stance.against_before, stance.against_after}},
                 {"codings_before", keys_of(stance.evidence_before, data.coded)},
                 {"codings_after", keys_of(stance.evidence_after, data.coded)}}
                .dump() +
            "\n";
  return text;
}

}  // namespace

Result<Exit> show_changes(const Arguments& given, const Console& console) {
  const auto asked = periods(*given.value("--compare"));
  if (!asked) return tl::unexpected(asked.error());
  const auto data = bloc_data_of(given);
  if (!data) return tl::unexpected(data.error());
  const auto change = timeline::what_changed(data->rows(), asked->first, asked->second);
  console.out << (given.has("--csv") ? csv_of(*data, change)
                  : given.has("--jsonl")
                      ? lines_of(*data, change)
                      : text_of(*data, change, asked->first, asked->second, console));
  return Exit::AllDone;
}

}  // namespace faultline::cli
