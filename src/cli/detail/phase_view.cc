// faultline timeline --phases.

#include <fmt/core.h>

#include <algorithm>
#include <ostream>

#include "cli/detail/layout.h"
#include "cli/detail/timeline_views.h"
#include "map/phase_answer.h"

namespace faultline::cli {
namespace {

using map::PhaseAnswer;

constexpr std::size_t sentences_a_tie = 1;

std::string share_of(const timeline::RiftCounts& counts) {
  const auto criticism = counts.crit_in + counts.crit_out;
  return criticism == 0 ? "-"
                        : fmt::format("{:.0f} %", 100 * static_cast<double>(counts.crit_in) /
                                                      static_cast<double>(criticism));
}

std::string typical_text(const map::BlocData& data, const map::PhaseState& state) {
  std::string text;
  for (const auto& tie : state.typical) {
    text += fmt::format("{}{} {} {}: {} of {}.", text.empty() ? "" : " ",
                        printable(data.actor_names[tie.from]), tie.sign < 0 ? "attacks" : "backs",
                        printable(data.actor_names[tie.to]), tie.in_state,
                        tie.in_state + tie.elsewhere);
    for (std::size_t i = 0; i < tie.evidence.size() && i < sentences_a_tie; ++i) {
      const auto& relation = data.relations[tie.evidence[i]];
      text += fmt::format(" [{}] {}", static_cast<std::int64_t>(relation.key),
                          printable(relation.evidence_text));
    }
  }
  return text;
}

std::string text_of(const map::BlocData& data, const PhaseAnswer& answer, timeline::Bin bin,
                    const Console& console) {
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(answer.verdict), width, 0);
  Table states;
  states.headings = {{"state", 5},           {"stretches", 9, true}, {"in-bloc share", 13, true},
                     {"inside", 6, true},    {"outward", 7, true},   {"support", 7, true},
                     {"what is typical", 15}};
  for (std::size_t i = 0; i < answer.states.size(); ++i) {
    const auto& state = answer.states[i];
    states.rows.push_back({{std::to_string(i + 1), grouped(static_cast<std::int64_t>(state.slices)),
                            share_of(state.counts), grouped(state.counts.crit_in),
                            grouped(state.counts.crit_out), grouped(state.counts.supp_in), ""},
                           typical_text(data, state)});
  }
  if (!states.rows.empty()) {
    text += fmt::format(
        "\nStates, by {} (modularity {:.2f}, mean silhouette {:.2f}, {} permutations)\n",
        answer.method, answer.modularity, answer.silhouette, grouped(answer.permutations));
    text += set_table(states, console.width, console.colour) + "\nWhen\n";
  }
  for (const auto& phase : answer.phases)
    text += fmt::format("  {}  {} to {}\n", phase.state + 1,
                        timeline::bin_name(bin, answer.slices[phase.first].first),
                        timeline::bin_name(bin, answer.slices[phase.last].first));
  if (!answer.cautions.empty()) text += "\nTo be kept in mind\n";
  for (const auto& caution : answer.cautions) text += wrapped(printable(caution), width, 2);
  return text;
}

std::string csv_of(const PhaseAnswer& answer, timeline::Bin bin) {
  std::string text = "time,first,last,state,x,y,crit_in,crit_out,supp_in,supp_out,statements\r\n";
  for (const auto& slice : answer.slices)
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{}\r\n", timeline::bin_name(bin, slice.first),
        to_string(slice.first), to_string(slice.last),
        answer.states.empty() ? "" : std::to_string(slice.state + 1), csv_number(slice.x),
        csv_number(slice.y), slice.counts.crit_in, slice.counts.crit_out, slice.counts.supp_in,
        slice.counts.supp_out, slice.counts.statements);
  return text;
}

std::string lines_of(const map::BlocData& data, const PhaseAnswer& answer, timeline::Bin bin) {
  Json all = {
      {"bloc", answer.bloc},
      {"verdict", answer.verdict},
      {"method", answer.method},
      {"modularity", json_of(answer.states.empty() ? inference::not_known : answer.modularity)},
      {"silhouette", json_of(answer.states.empty() ? inference::not_known : answer.silhouette)},
      {"p_states", json_of(answer.p_states)},
      {"p_order", json_of(answer.p_order)},
      {"permutations", answer.permutations},
      {"too_thin", answer.too_thin},
      {"states", Json::array()},
      {"cautions", answer.cautions}};
  for (const auto& state : answer.states) {
    Json typical = Json::array();
    for (const auto& tie : state.typical) {
      Json keys = Json::array();
      for (const auto row : tie.evidence)
        keys.push_back(static_cast<std::int64_t>(data.relations[row].key));
      typical.push_back({{"from", data.actors[tie.from]},
                         {"to", data.actors[tie.to]},
                         {"sign", tie.sign},
                         {"in_state", tie.in_state},
                         {"elsewhere", tie.elsewhere},
                         {"relations", std::move(keys)}});
    }
    all["states"].push_back({{"stretches", state.slices},
                             {"crit_in", state.counts.crit_in},
                             {"crit_out", state.counts.crit_out},
                             {"supp_in", state.counts.supp_in},
                             {"typical", std::move(typical)}});
  }
  std::string text = all.dump() + "\n";
  for (const auto& slice : answer.slices)
    text += Json{{"time", timeline::bin_name(bin, slice.first)},
                 {"first", to_string(slice.first)},
                 {"last", to_string(slice.last)},
                 {"state", answer.states.empty() ? Json() : Json(slice.state + 1)},
                 {"x", slice.x},
                 {"y", slice.y},
                 {"crit_in", slice.counts.crit_in},
                 {"crit_out", slice.counts.crit_out},
                 {"supp_in", slice.counts.supp_in},
                 {"statements", slice.counts.statements}}
                .dump() +
            "\n";
  return text;
}

}  // namespace

Result<Exit> show_phases(const Arguments& given, const Console& console) {
  const auto options = rift_options(given);
  if (!options) return tl::unexpected(options.error());
  const auto data = bloc_data_of(given);
  if (!data) return tl::unexpected(data.error());
  map::PhaseAsk ask;
  ask.bin = options->bin;
  ask.minimum_n = options->rule.minimum_n;
  ask.permutations = options->permutations;
  ask.seed = options->seed;
  ask.threads = options->threads;
  const auto answer = map::phase_answer(*data, ask);
  if (!answer) return tl::unexpected(answer.error());
  console.out << (given.has("--csv")     ? csv_of(*answer, ask.bin)
                  : given.has("--jsonl") ? lines_of(*data, *answer, ask.bin)
                                         : text_of(*data, *answer, ask.bin, console));
  return Exit::AllDone;
}

}  // namespace faultline::cli
