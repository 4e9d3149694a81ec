#include <fmt/format.h>

#include <cmath>

#include "map/detail/archive_cells.h"
#include "map/referee_report.h"
#include "text/csv.h"

namespace faultline::map {
namespace {

using detail::cell_of;

/// A table filled cell by cell.
class Filler {
 public:
  /// `key`: columns that no two rows have alike.
  Filler(std::string name, std::string title, std::vector<TableField> fields,
         std::vector<std::string> key = {}) {
    table_.key = std::move(key);
    table_.name = std::move(name);
    table_.title = std::move(title);
    table_.fields = std::move(fields);
    for (std::size_t place = 0; place < table_.fields.size(); ++place)
      table_.csv += (place > 0 ? "," : "") + table_.fields[place].name;
    table_.csv += "\r\n";
  }

  template <class... Values>
  void row(const Values&... values) {
    std::size_t place = 0;
    ((table_.csv += (place > 0 ? "," : "") +
                    text::csv_cell(cell_of(values), table_.fields[place].type == "string"),
      ++place),
     ...);
    table_.csv += "\r\n";
  }

  ReportTable table() { return std::move(table_); }

 private:
  ReportTable table_;
};

ReportTable list_table(const RefereeReport& report) {
  Filler filler("list", "The referee's list",
                {{"number", "integer", "Its number."},
                 {"item", "string", "What a referee asks."},
                 {"shown", "string", "shown, partly or missing."},
                 {"finding", "string", "What there is, and what there is not."}},
                {"number"});
  for (const auto& item : report.items)
    filler.row(item.number, item.title, std::string(word_for(item.shown)), item.finding);
  return filler.table();
}

ReportTable series_table(const RefereeReport& report) {
  Filler filler(
      "series", "Criticism by stretch, with denominators",
      {{"stretch", "string", "Its name."},
       {"first", "date", "Its first day."},
       {"last", "date", "Its last day."},
       {"crit_in", "integer", "Members' criticism of members."},
       {"crit_out", "integer", "Members' criticism of others."},
       {"supp_in", "integer", "Members backing members."},
       {"crit_from_outside", "integer", "Others' criticism of members."},
       {"statements", "integer", "Statements of members."},
       {"stories", "integer", "That hold criticism by members."},
       {"share", "number", "crit_in / (crit_in + crit_out); empty: too few."},
       {"low", "number", "Lower end of its band."},
       {"high", "number", "Upper end."},
       {"all_low", "number",
        "Lower end of the band that holds with those of all stretches at once."},
       {"all_high", "number", "Upper end."},
       {"effective_n", "number", "What the criticisms are worth, stories accounted for."}},
      {"first"});
  for (const RiftBin& bin : report.rift.bins) {
    const auto& counts = bin.point.counts;
    filler.row(timeline::bin_name(report.input.options.rift.bin, bin.point.first), bin.point.first,
               bin.point.last, counts.crit_in, counts.crit_out, counts.supp_in,
               counts.crit_from_outside, counts.statements, bin.point.clusters, bin.share.value,
               bin.share.interval.low, bin.share.interval.high, bin.whole_curve.low,
               bin.whole_curve.high, bin.share.effective_n);
  }
  return filler.table();
}

ReportTable events_table(const RefereeReport& report) {
  std::vector<TableField> fields = {
      {"event", "string", "Its name."},
      {"day", "date", "That was named beforehand."},
      {"before", "number", "In-bloc share before; empty: too few criticisms."},
      {"after", "number", "And from the day on."},
      {"difference", "number", "After less before."},
      {"low", "number", "Lower end of its interval."},
      {"high", "number", "Upper end."},
      {"p", "number", "Of a difference as great with stories shuffled within outlets."},
      {"p_placebo", "number", "Of a difference as great on other days."},
      {"placebos", "integer", "How many other days."},
      {"stretches", "integer", "That the lines go through; empty: too few for lines."}};
  for (const auto& [name, words] :
       {std::pair("level", "The old line at the event"), std::pair("slope", "Its slope, a stretch"),
        std::pair("step", "Step of the line at the event"),
        std::pair("slope_change", "Change of the slope")}) {
    fields.push_back({name, "number", fmt::format("{}.", words)});
    fields.push_back({fmt::format("{}_low", name), "number", "Lower end of its interval."});
    fields.push_back({fmt::format("{}_high", name), "number", "Upper end."});
  }
  Filler filler("events", "Before and after named events, and lines through the stretches around",
                std::move(fields));
  for (const EventAnswer& event : report.rift.events) {
    const auto& study = event.study;
    const auto lines = event.lines.value_or(inference::InterruptedSeries{});
    filler.row(event.event.name, event.event.day, study.before.value, study.after.value,
               study.difference.value, study.difference.interval.low,
               study.difference.interval.high, study.permutation_p, study.placebo_p,
               study.placebos.size(), event.lines ? std::optional(lines.bins) : std::nullopt,
               lines.level.value, lines.level.interval.low, lines.level.interval.high,
               lines.slope.value, lines.slope.interval.low, lines.slope.interval.high,
               lines.level_change.value, lines.level_change.interval.low,
               lines.level_change.interval.high, lines.slope_change.value,
               lines.slope_change.interval.low, lines.slope_change.interval.high);
  }
  return filler.table();
}

ReportTable phases_table(const RefereeReport& report) {
  Filler filler("phases", "Each stretch's state: who attacks and backs whom",
                {{"stretch", "string", "Its name."},
                 {"first", "date", "Its first day."},
                 {"last", "date", "Its last day."},
                 {"state", "integer", "Numbered by when they come first; empty: none are told."},
                 {"x", "number", "Place in the plane; near stretches are alike."},
                 {"y", "number", "The same."},
                 {"crit_in", "integer", "Members' criticism of members."},
                 {"crit_out", "integer", "Members' criticism of others."},
                 {"supp_in", "integer", "Members backing members."},
                 {"statements", "integer", "Statements of members."}},
                {"first"});
  for (const PhaseSlice& slice : report.phases.slices) {
    const auto state = report.phases.states.empty() ? std::nullopt : std::optional(slice.state + 1);
    filler.row(timeline::bin_name(report.input.options.rift.bin, slice.first), slice.first,
               slice.last, state, slice.x, slice.y, slice.counts.crit_in, slice.counts.crit_out,
               slice.counts.supp_in, slice.counts.statements);
  }
  return filler.table();
}

ReportTable states_table(const RefereeReport& report) {
  Filler filler("states", "What is typical of each state",
                {{"state", "integer", "As in phases."},
                 {"from", "string", "Member who acts."},
                 {"to", "string", "Actor it is about."},
                 {"sign", "integer", "-1 attacks, 1 backs."},
                 {"in_state", "integer", "How often in the state."},
                 {"elsewhere", "integer", "And in the others."}},
                {"state", "from", "to", "sign"});
  for (std::size_t state = 0; state < report.phases.states.size(); ++state)
    for (const TypicalTie& tie : report.phases.states[state].typical)
      filler.row(state + 1, report.data.actors[tie.from], report.data.actors[tie.to],
                 static_cast<int>(tie.sign), tie.in_state, tie.elsewhere);
  return filler.table();
}

ReportTable pairs_table(const RefereeReport& report) {
  Filler filler("pairs", "Who attacks and backs whom inside",
                {{"from", "string", "Actor who acts."},
                 {"to", "string", "Actor it is about."},
                 {"negative", "integer", "Relations against."},
                 {"positive", "integer", "Relations for."},
                 {"stories", "integer", "That hold the negative ones."},
                 {"outlets", "integer", "That print them."}},
                {"from", "to"});
  for (const auto& pair : report.rift.pairs)
    filler.row(report.data.actors[pair.from], report.data.actors[pair.to], pair.negative,
               pair.positive, pair.clusters, pair.outlets);
  return filler.table();
}

ReportTable sides_table(const RefereeReport& report) {
  Filler filler("sides", "Each member's side",
                {{"actor", "string", "Member."},
                 {"side", "integer", "1 or -1; 0: none."},
                 {"certainty", "number", "Share of resamples of stories that keep it."},
                 {"ties_for", "integer", "Ties that agree with the side."},
                 {"ties_against", "integer", "Ties that do not."},
                 {"also_in", "string", "Another bloc the member was last seen in."}},
                {"actor"});
  const auto& answer = report.factions;
  for (std::size_t place = 0; place < answer.members.size(); ++place) {
    const auto& member = answer.factions.members[place];
    filler.row(report.data.actors[answer.members[place]], member.side, member.certainty,
               member.ties_for, member.ties_against, answer.went_to[place]);
  }
  return filler.table();
}

ReportTable issues_table(const RefereeReport& report) {
  Filler filler("issues", "How united members are on each concept",
                {{"concept", "string", "Of the codebook."},
                 {"yes", "integer", "Members for."},
                 {"no", "integer", "Members against."},
                 {"divided", "integer", "Members as often for as against."},
                 {"statements", "integer", "Of members on it."},
                 {"stories", "integer", "That carry them."},
                 {"rice", "number", "|yes - no| / (yes + no); empty: too few members."},
                 {"chance", "number", "The same if all tossed coins."},
                 {"pairs_agree", "number", "Rice's index rarefied to two members."}},
                {"concept"});
  for (const auto& stand : report.rift.cohesion.concepts)
    filler.row(report.data.concepts[stand.concept_index], stand.yes, stand.no, stand.divided,
               stand.statements, stand.clusters, stand.rice, stand.chance, stand.rarefied);
  return filler.table();
}

ReportTable outlets_table(const RefereeReport& report) {
  Filler filler("outlets", "The mix of outlets, and what remains without each",
                {{"outlet", "string", "Who published."},
                 {"statements", "integer", "Of members."},
                 {"criticism", "integer", "By members."},
                 {"crit_in", "integer", "Of it inside."},
                 {"share_without", "number", "In-bloc share of the others' reports."},
                 {"change_without", "date", "First day after the greatest change without it."},
                 {"p_without", "number", "Of no change without it."}},
                {"outlet"});
  for (const auto& outlet : report.rift.outlet_mix) {
    double share = inference::not_known, p = inference::not_known;
    std::optional<Day> change;
    for (const auto& without : report.rift.without) {
      if (without.outlet != report.data.outlets[outlet.outlet]) continue;
      share = without.share.value;
      if (without.turn) p = without.turn->p, change = without.turn->first;
    }
    filler.row(report.data.outlets[outlet.outlet], outlet.statements, outlet.criticism,
               outlet.crit_in, share, change, p);
  }
  return filler.table();
}

ReportTable tests_table(const RefereeReport& report) {
  Filler filler("tests", "Every index against its null",
                {{"index", "string", "What is tested."},
                 {"value", "string", "As observed."},
                 {"null", "string", "What was drawn."},
                 {"expected", "number", "Mean of the draws."},
                 {"p", "number", "(1 + as extreme) / (1 + draws)."},
                 {"draws", "integer", "How many."},
                 {"q", "number", "By Benjamini and Hochberg over this table."},
                 {"holm", "number", "By Holm over this table."}});
  for (const IndexTest& test : report.tests)
    filler.row(test.index, test.value, test.null, test.expected, test.p, test.draws, test.q,
               test.holm);
  return filler.table();
}

void add_universes(Filler& filler, const std::string& measure,
                   const inference::Multiverse& multiverse, const std::vector<double>* p) {
  for (std::size_t place = 0; place < multiverse.universes.size(); ++place) {
    const auto& universe = multiverse.universes[place];
    std::string choices;
    for (std::size_t choice = 0; choice < multiverse.choices.size(); ++choice)
      choices += fmt::format("{}{}: {}", choice > 0 ? "; " : "", multiverse.choices[choice].name,
                             multiverse.choices[choice].options[universe.options[choice]]);
    filler.row(measure, choices, universe.value, universe.low, universe.high, universe.n,
               p != nullptr ? (*p)[place] : inference::not_known);
  }
}

ReportTable multiverse_table(const RefereeReport& report) {
  Filler filler("multiverse", "The same figures under every combination of choices",
                {{"measure", "string", "share, change, course or sides."},
                 {"choices", "string", "The combination."},
                 {"value", "number", "What comes out; empty: cannot be told."},
                 {"low", "number", "Lower end of its interval."},
                 {"high", "number", "Upper end."},
                 {"n", "number", "Criticisms, points or actors behind it."},
                 {"p", "number", "Of no change."}},
                {"measure", "choices"});
  add_universes(filler, "share", report.grid.share, nullptr);
  add_universes(filler, "change", report.grid.change, &report.grid.p);
  add_universes(filler, "course", report.grid.course, nullptr);
  add_universes(filler, "sides", report.grid.parting, nullptr);
  return filler.table();
}

ReportTable salience_table(const RefereeReport& report) {
  Filler filler("salience", "Who criticises most, and what remains without each",
                {{"actor", "string", "Member, as shown."},
                 {"criticism", "integer", "By the member."},
                 {"share_without", "number", "In-bloc share of the others' criticism."}});
  for (const auto& actor : report.salient)
    filler.row(actor.name, actor.criticism, actor.share_without);
  return filler.table();
}

}  // namespace

std::vector<ReportTable> figure_tables(const RefereeReport& report) {
  return {list_table(report),   series_table(report),     events_table(report),
          phases_table(report), states_table(report),     pairs_table(report),
          sides_table(report),  issues_table(report),     outlets_table(report),
          tests_table(report),  multiverse_table(report), salience_table(report)};
}

}  // namespace faultline::map
