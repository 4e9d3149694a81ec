#include "map/phase_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/draw.h"
#include "inference/intervals.h"
#include "inference/permutation.h"
#include "map/detail/wording.h"

namespace faultline::map {
namespace {

using networks::Groups;

constexpr std::size_t fewest_slices = 4;
constexpr std::size_t most_typical = 3;

/// A pair and what one does to the other.
struct Kind {
  std::uint32_t from{}, to{};
  std::int8_t sign{};

  friend auto operator<=>(const Kind&, const Kind&) = default;
};

/// What one story of one outlet adds to one slice.
struct Unit {
  std::uint32_t slice = 0;
  std::uint32_t outlet = 0;
  std::vector<std::uint32_t> kinds;  // a relation each
};

/// Signed relations of members in the stretches that hold enough of them.
struct Slices {
  std::vector<Day> first;
  std::vector<Kind> kinds;
  std::vector<Unit> units;
  std::vector<std::size_t> slice_of_tie, kind_of_tie;  // `none` for ties that are left out
  std::size_t too_thin = 0;

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

bool counts(const timeline::RiftTie& tie) {
  return tie.from_member && tie.sign != 0 && tie.from != tie.to;
}

Slices slices_of(const BlocData& data, const PhaseAsk& ask) {
  Slices slices;
  std::map<Day, int> ties;
  for (const auto& tie : data.ties)
    if (counts(tie)) ++ties[timeline::bin_begin(ask.bin, tie.day)];
  std::map<Day, std::size_t> number;
  for (const auto& [day, n] : ties) {
    if (n < ask.minimum_n) {
      ++slices.too_thin;
      continue;
    }
    number.emplace(day, slices.first.size());
    slices.first.push_back(day);
  }
  std::map<Kind, std::uint32_t> kinds;
  std::map<std::tuple<std::size_t, std::uint32_t, std::uint32_t>, std::size_t> units;
  for (const auto& tie : data.ties) {
    const auto slice =
        counts(tie) ? number.find(timeline::bin_begin(ask.bin, tie.day)) : number.end();
    if (slice == number.end()) {
      slices.slice_of_tie.push_back(Slices::none);
      slices.kind_of_tie.push_back(Slices::none);
      continue;
    }
    const Kind kind{tie.from, tie.to, tie.sign};
    const auto [place, is_new] = kinds.emplace(kind, static_cast<std::uint32_t>(kinds.size()));
    if (is_new) slices.kinds.push_back(kind);
    slices.slice_of_tie.push_back(slice->second);
    slices.kind_of_tie.push_back(place->second);
    const auto unit =
        units.emplace(std::tuple(slice->second, tie.cluster, tie.outlet), units.size());
    if (unit.second)
      slices.units.push_back({static_cast<std::uint32_t>(slice->second), tie.outlet, {}});
    slices.units[unit.first->second].kinds.push_back(place->second);
  }
  return slices;
}

/// Distances of the slices if unit `order[i]` stood in the place of unit i. Shares sum to 1, so two
/// slices differ by 2 less twice what they have in common.
networks::Matrix distances_of(const Slices& slices, std::span<const std::uint32_t> order) {
  const std::size_t size = slices.first.size();
  std::vector<double> sums(size, 0.0);
  std::vector<std::vector<std::pair<std::size_t, double>>> counts_of_kind(slices.kinds.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::size_t slice = slices.units[place].slice;
    for (const std::uint32_t kind : slices.units[order[place]].kinds) {
      auto& counts = counts_of_kind[kind];
      // Units are in no order of slices, but few slices have one kind.
      const auto found = std::find_if(counts.begin(), counts.end(),
                                      [&](const auto& count) { return count.first == slice; });
      if (found == counts.end())
        counts.emplace_back(slice, 1.0);
      else
        found->second += 1;
      sums[slice] += 1;
    }
  }
  networks::Matrix distances{size, size, std::vector<double>(size * size, 2.0)};
  for (std::size_t a = 0; a < size; ++a) distances.at(a, a) = 0;
  for (const auto& counts : counts_of_kind)
    for (const auto& [a, n_a] : counts)
      for (const auto& [b, n_b] : counts)
        if (a != b) distances.at(a, b) -= 2 * std::min(n_a / sums[a], n_b / sums[b]);
  for (double& distance : distances.values) distance = std::max(distance, 0.0);
  return distances;
}

networks::PhaseOptions phase_options(const PhaseAsk& ask) {
  networks::PhaseOptions options;
  options.fewest = ask.fewest;
  options.most = ask.most;
  options.seed = ask.seed;
  return options;
}

double best_modularity(const networks::Phases& phases) {
  return phases.best ? phases.sequences[*phases.best].modularity : 0.0;
}

/// Chance of states as clear where stories change places in time, within their outlets.
double p_of_states(const Slices& slices, const PhaseAsk& ask) {
  std::vector<std::uint32_t> outlets;
  for (const Unit& unit : slices.units) outlets.push_back(unit.outlet);
  auto options = phase_options(ask);
  options.embed = false;
  const auto evaluate = [&](std::span<const std::uint32_t> order, std::span<double> values) {
    const auto phases = networks::find_phases(distances_of(slices, order), options);
    values[0] = phases ? best_modularity(*phases) : 0.0;
  };
  inference::NullOptions null;
  null.replicates = ask.permutations;
  null.seed = ask.seed;
  null.threads = ask.threads;
  return inference::permutation_test(outlets, 1, evaluate, null).p[0];
}

/// Chance of as few changes of state, if slices came in any order.
double p_of_order(const Groups& states, const PhaseAsk& ask) {
  const auto changes = [](const Groups& of) {
    return static_cast<double>(networks::stretches(of).size());
  };
  std::mt19937_64 generator(ask.seed);
  std::vector<double> drawn;
  Groups shuffled = states;
  for (int draw = 0; draw < ask.permutations; ++draw) {
    shuffle(shuffled, generator);
    drawn.push_back(changes(shuffled));
  }
  return inference::permutation_p(changes(states), drawn, inference::Tail::Lower);
}

/// States numbered by when they come first.
Groups in_order_of_time(Groups states) {
  std::map<std::uint32_t, std::uint32_t> numbers;
  for (auto& state : states)
    state = numbers.emplace(state, static_cast<std::uint32_t>(numbers.size())).first->second;
  return states;
}

void count_slices(PhaseAnswer& answer, const BlocData& data, const Slices& slices,
                  const Groups& states, const PhaseAsk& ask) {
  std::map<Day, std::size_t> number;
  for (std::size_t slice = 0; slice < slices.first.size(); ++slice) {
    const Day first = slices.first[slice];
    number.emplace(first, slice);
    PhaseSlice shown;
    shown.first = first;
    shown.last = add_days(timeline::next_bin(ask.bin, first), -1);
    if (!states.empty()) shown.state = states[slice];
    answer.slices.push_back(shown);
  }
  const auto slice_on = [&](Day day) -> PhaseSlice* {
    const auto found = number.find(timeline::bin_begin(ask.bin, day));
    return found == number.end() ? nullptr : &answer.slices[found->second];
  };
  for (const auto& tie : data.ties)
    if (auto* slice = slice_on(tie.day))
      slice->counts +=
          timeline::counts_of({.ties = std::span(&tie, 1), .codings = {}, .statements = {}});
  for (const auto& statement : data.statements)
    if (auto* slice = slice_on(statement.day)) slice->counts.statements += statement.member ? 1 : 0;
}

void describe_states(PhaseAnswer& answer, const BlocData& data, const Slices& slices) {
  for (const auto& slice : answer.slices) {
    if (slice.state >= answer.states.size()) answer.states.resize(slice.state + 1);
    ++answer.states[slice.state].slices;
    answer.states[slice.state].counts += slice.counts;
  }
  std::vector<std::vector<TypicalTie>> ties(answer.states.size(),
                                            std::vector<TypicalTie>(slices.kinds.size()));
  for (std::size_t tie = 0; tie < data.ties.size(); ++tie) {
    if (slices.slice_of_tie[tie] == Slices::none) continue;
    const std::size_t kind = slices.kind_of_tie[tie];
    const std::uint32_t here = answer.slices[slices.slice_of_tie[tie]].state;
    for (std::size_t state = 0; state < ties.size(); ++state) {
      auto& typical = ties[state][kind];
      ++(state == here ? typical.in_state : typical.elsewhere);
      if (state == here) typical.evidence.push_back(data.ties[tie].evidence);
    }
  }
  for (std::size_t state = 0; state < ties.size(); ++state) {
    for (std::size_t kind = 0; kind < slices.kinds.size(); ++kind) {
      auto& typical = ties[state][kind];
      typical.from = slices.kinds[kind].from;
      typical.to = slices.kinds[kind].to;
      typical.sign = slices.kinds[kind].sign;
      if (typical.in_state > typical.elsewhere) answer.states[state].typical.push_back(typical);
    }
    auto& typical = answer.states[state].typical;
    std::stable_sort(typical.begin(), typical.end(), [](const auto& left, const auto& right) {
      return left.in_state - left.elsewhere > right.in_state - right.elsewhere;
    });
    if (typical.size() > most_typical) typical.resize(most_typical);
  }
}

std::string verdict_of(const PhaseAnswer& answer, const PhaseAsk& ask) {
  const auto name = [&](Day day) { return timeline::bin_name(ask.bin, day); };
  const auto stretches =
      detail::counted(static_cast<int>(answer.slices.size()), "stretch", "stretches");
  if (answer.slices.size() < fewest_slices)
    return fmt::format(
        "{}: phases cannot be told from {} with at least {} signed relations of members.",
        answer.bloc, stretches, ask.minimum_n);
  if (answer.states.empty())
    return fmt::format("{}: one state throughout; {} are alike.", answer.bloc, stretches);
  const auto tests =
      fmt::format("states as clear by chance: {}; as few changes in any order: {}; {}",
                  p_value(answer.p_states), p_value(answer.p_order), stretches);
  if (!(answer.p_states < detail::significance))
    return fmt::format("{}: no states are shown that chance does not give ({}).", answer.bloc,
                       tests);
  std::string text = fmt::format("{}: {} states: ", answer.bloc, answer.states.size());
  for (std::size_t i = 0; i < answer.phases.size(); ++i) {
    const auto& phase = answer.phases[i];
    const Day first = answer.slices[phase.first].first, last = answer.slices[phase.last].first;
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", phase.state + 1,
                        first == last ? name(first) : name(first) + " to " + name(last));
  }
  return text + " (" + tests + ").";
}

std::vector<std::string> cautions_of(const PhaseAnswer& answer) {
  std::vector<std::string> cautions;
  if (answer.too_thin > 0)
    cautions.push_back(fmt::format(
        "{} left out: too few signed relations of members.",
        detail::counted(static_cast<int>(answer.too_thin), "stretch is", "stretches are")));
  if (!answer.states.empty() && answer.slices.size() < 10)
    cautions.emplace_back(
        "With fewer than ten stretches other methods may well tell other states apart.");
  return cautions;
}

Result<void> check(const PhaseAsk& ask) {
  if (ask.permutations >= 1 && ask.minimum_n >= 1 && ask.fewest >= 2 && ask.most >= ask.fewest)
    return {};
  return failure(
      ErrorCode::Usage,
      "Phases need at least one permutation, a least n of 1 or more, and two states or more.");
}

}  // namespace

Result<PhaseAnswer> phase_answer(const BlocData& data, const PhaseAsk& ask) {
  if (auto checked = check(ask); !checked) return tl::unexpected(checked.error());
  PhaseAnswer answer;
  answer.bloc = data.bloc;
  answer.p_states = answer.p_order = inference::not_known;
  const Slices slices = slices_of(data, ask);
  answer.too_thin = slices.too_thin;
  std::vector<std::uint32_t> as_it_is(slices.units.size());
  for (std::uint32_t unit = 0; unit < as_it_is.size(); ++unit) as_it_is[unit] = unit;
  Groups states;
  networks::Matrix points;
  if (slices.first.size() >= fewest_slices) {
    const auto distances = distances_of(slices, as_it_is);
    constexpr double rounding = 1e-9;
    if (std::any_of(distances.values.begin(), distances.values.end(),
                    [](double distance) { return distance > rounding; })) {
      auto phases = networks::find_phases(distances, phase_options(ask));
      if (!phases) return tl::unexpected(phases.error());
      points = std::move(phases->embedding.points);
      if (phases->best) {
        const auto& best = phases->sequences[*phases->best];
        states = in_order_of_time(best.states);
        answer.method = networks::title_of(best.method);
        answer.modularity = best.modularity;
        const auto width = networks::silhouette_width(phases->distances, best.states);
        if (!width) return tl::unexpected(width.error());
        answer.silhouette = *width;
      }
    }
  }
  count_slices(answer, data, slices, states, ask);
  for (std::size_t slice = 0; slice < points.rows; ++slice) {
    answer.slices[slice].x = points.at(slice, 0);
    answer.slices[slice].y = points.columns > 1 ? points.at(slice, 1) : 0;
  }
  if (!states.empty()) {
    describe_states(answer, data, slices);
    answer.phases = networks::stretches(states);
    answer.p_states = p_of_states(slices, ask);
    answer.p_order = p_of_order(states, ask);
    answer.permutations = ask.permutations;
  }
  answer.verdict = verdict_of(answer, ask);
  answer.cautions = cautions_of(answer);
  return answer;
}

}  // namespace faultline::map
