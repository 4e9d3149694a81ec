// Does a checked sample take the machine's bias away?

#include "inference/correction.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

/// Two blocs of the same or another truth, of which the machine reads the second worse.
struct Setting {
  const char* name;
  double first, second;  // true rates
  double stories, criticisms, correlation;
  std::size_t checks;
  bool by_label;  // strata tell the machine's label
};

struct Outcome {
  Tally machine[2], corrected[2], difference, machine_difference;
  double bias[2] = {}, machine_bias[2] = {};
  Tally precision, recall;
};

BlocModel model_of(const Setting& setting) {
  BlocModel model;
  model.weeks = 40;
  model.split = 20;  // the first half of the stories is about the first bloc
  model.stories_a_week = setting.stories;
  model.criticisms_a_story = setting.criticisms;
  model.correlation = setting.correlation;
  model.rate_before = setting.first;
  model.rate_after = setting.second;
  read_worse_later(model);
  return model;
}

/// The true precision and recall of the machine's "hits the own side" in the second bloc, spurious
/// ones included.
std::pair<double, double> quality_of(const Setting& setting) {
  const double real = 1 / 1.1;
  const double found = real * setting.second * 0.7;
  const double wrong = real * (1 - setting.second) * 0.15 + (1 - real) * 0.5;
  return {found / (found + wrong), 0.7};
}

Outcome one_run(const Setting& setting, std::mt19937_64& generator, std::uint64_t number) {
  const BlocModel model = model_of(setting);
  const SimulatedBloc bloc = simulate(model, generator);
  std::vector<LabelledUnit> units;
  std::vector<std::uint32_t> strata;
  for (const SimulatedCriticism& criticism : bloc.criticisms) {
    LabelledUnit unit;
    unit.story = criticism.story;
    unit.point = criticism.week < model.split ? 0 : 1;
    unit.stratum = setting.by_label ? 2 * unit.point + (criticism.machine ? 1 : 0) : unit.point;
    unit.machine = {criticism.machine ? 1.0 : 0.0, 1};
    units.push_back(unit);
    strata.push_back(unit.stratum);
  }
  AuditOptions audit;
  audit.n = setting.checks;
  audit.seed = number;
  std::vector<CheckedLabel> labels;
  for (const AuditDraw& draw : plan_audit(strata, audit)) {
    const SimulatedCriticism& criticism = bloc.criticisms[draw.unit];
    LabelledUnit& unit = units[draw.unit];
    unit.checked = Counts{criticism.inside ? 1.0 : 0.0, criticism.real ? 1.0 : 0.0};
    unit.inclusion = draw.inclusion;
    labels.push_back({unit.point, unit.stratum, unit.story, criticism.machine, criticism.inside,
                      draw.inclusion});
  }
  const auto rates = *corrected_rates(units, 2);
  Outcome outcome;
  const double truth[2] = {setting.first, setting.second};
  Rate corrected[2];
  for (std::size_t i = 0; i < 2; ++i) {
    outcome.machine[i].add(rates[i].machine.interval, truth[i]);
    outcome.corrected[i].add(rates[i].corrected.interval, truth[i]);
    outcome.bias[i] = rates[i].corrected.value - truth[i];
    outcome.machine_bias[i] = rates[i].machine.value - truth[i];
    corrected[i].value = rates[i].corrected.value;
    corrected[i].interval = rates[i].corrected.interval;
  }
  outcome.difference.add(difference(corrected[0], corrected[1]).interval, truth[1] - truth[0]);
  outcome.machine_difference.add(difference(rates[0].machine, rates[1].machine).interval,
                                 truth[1] - truth[0]);
  const auto measured = *quality(labels, 2);
  const auto [precision, recall] = quality_of(setting);
  outcome.precision.add(measured[1].precision.interval, precision);
  outcome.recall.add(measured[1].recall.interval, recall);
  return outcome;
}

void report_setting(const Settings& settings, const Setting& setting) {
  Outcome sum;
  for (const Outcome& run :
       results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         return one_run(setting, generator, number);
       })) {
    for (std::size_t i = 0; i < 2; ++i) {
      sum.machine[i].add(run.machine[i]);
      sum.corrected[i].add(run.corrected[i]);
      sum.bias[i] += run.bias[i];
      sum.machine_bias[i] += run.machine_bias[i];
    }
    sum.difference.add(run.difference);
    sum.machine_difference.add(run.machine_difference);
    sum.precision.add(run.precision);
    sum.recall.add(run.recall);
  }
  const double points = 100 / static_cast<double>(settings.runs);
  fmt::print("| {} | {:+.1f}, {:+.1f} | {:+.1f}, {:+.1f} | {}, {} | {}, {} | {} | {} | {}, {} |\n",
             setting.name, sum.machine_bias[0] * points, sum.machine_bias[1] * points,
             sum.bias[0] * points, sum.bias[1] * points, sum.machine[0].coverage(),
             sum.machine[1].coverage(), sum.corrected[0].coverage(), sum.corrected[1].coverage(),
             sum.machine_difference.coverage(), sum.difference.coverage(), sum.precision.coverage(),
             sum.recall.coverage());
}

}  // namespace

void report_correction(const Settings& settings) {
  fmt::print(
      "\n## Errors of the machine, and their correction\n\n"
      "Two blocs; the machine sees 90 % of the criticism inside the first and takes 5 % of the "
      "other for it, 70 and 15 % in the second, and "
      "for ten\nreal criticisms it finds one that is none. A person checks so many, drawn at "
      "random within bloc and machine's label (last row: "
      "within\nbloc only). Bias in points of per cent (first bloc, second bloc), and how many % of "
      "the 95 % intervals hold the truth, of each bloc's "
      "rate, of\ntheir difference, and of the machine's precision and recall in the second "
      "bloc.\n\n"
      "| setting | bias, machine | bias, corrected | rates hold, machine | corrected | difference "
      "holds, machine | corrected | precision, "
      "recall hold |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  for (const Setting& setting :
       {Setting{"15 and 15 %, 200 checks", 0.15, 0.15, 10, 2, 0.2, 200, true},
        Setting{"15 and 15 %, 80 checks", 0.15, 0.15, 10, 2, 0.2, 80, true},
        Setting{"20 and 40 %, 200 checks", 0.2, 0.4, 10, 2, 0.2, 200, true},
        Setting{"15 and 15 %, clustered, 200 checks", 0.15, 0.15, 10, 5, 0.4, 200, true},
        Setting{"5 and 5 %, 400 checks", 0.05, 0.05, 25, 2, 0.2, 400, true},
        Setting{"15 and 15 %, 5,000 stories, 400 checks", 0.15, 0.15, 125, 2, 0.2, 400, true},
        Setting{"15 and 15 %, 200 checks, by bloc only", 0.15, 0.15, 10, 2, 0.2, 200, false}}) {
    report_setting(settings, setting);
  }
}

}  // namespace faultline::validation
