// Do passages that people read bring back what the machine has missed?

#include <map>

#include "base/draw.h"
#include "inference/correction.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

/// Two blocs of the same truth; the machine misses more of the second's, and most of its criticism
/// of its own.
struct Setting {
  const char* name;
  double share;  // of the criticism that hits the own side
  double stories, criticisms, correlation;
  std::size_t checks, passages;
  std::uint64_t parts;  // passages of an article
};

constexpr std::size_t weeks = 40;
constexpr double statements_a_story = 4;
constexpr double sensitivity = 0.8, specificity = 0.9;

double missed_rate(std::size_t bloc, bool inside) {
  if (bloc == 0) return 0.15;
  return inside ? 0.45 : 0.2;
}

struct Outcome {
  Tally machine[2], found[2], corrected[2], total[2], rate[2], recall[2];
  double machine_bias[2] = {}, found_bias[2] = {}, bias[2] = {}, total_bias[2] = {};

  void add(const Outcome& run) {
    for (std::size_t i = 0; i < 2; ++i) {
      machine[i].add(run.machine[i]);
      found[i].add(run.found[i]);
      corrected[i].add(run.corrected[i]);
      total[i].add(run.total[i]);
      rate[i].add(run.rate[i]);
      recall[i].add(run.recall[i]);
      machine_bias[i] += run.machine_bias[i];
      found_bias[i] += run.found_bias[i];
      bias[i] += run.bias[i];
      total_bias[i] += run.total_bias[i];
    }
  }
};

/// What a story has: criticisms found or missed, by the passage they stand in.
struct Story {
  std::uint32_t bloc = 0;
  bool is_critical = false;                              // the machine has found something in it
  std::vector<std::pair<Counts, std::uint64_t>> missed;  // and the passage of each
};

/// A study: relations that were found, as units, and its stories.
struct Study {
  std::vector<LabelledUnit> relations;
  std::vector<LabelledUnit> truths;  // the same, all checked
  std::vector<Story> stories;
  double inside[2] = {};  // true criticisms inside, found or not
  double seen[2] = {};    // of those, read as such
};

Study study_of(const Setting& setting, std::mt19937_64& generator) {
  BlocModel model;
  model.weeks = weeks;
  model.split = weeks / 2;  // the first half of the stories is about the first bloc
  model.stories_a_week = setting.stories;
  model.criticisms_a_story = setting.criticisms;
  model.correlation = setting.correlation;
  model.rate_before = model.rate_after = setting.share;
  model.sensitivity_before = model.sensitivity_after = sensitivity;
  model.specificity_before = model.specificity_after = specificity;
  model.spurious = 0.1;
  const SimulatedBloc bloc = simulate(model, generator);
  Study study;
  study.stories.resize(bloc.stories);
  const auto uniform = [&] { return static_cast<double>(generator() >> 11U) * 0x1.0p-53; };
  for (const SimulatedCriticism& criticism : bloc.criticisms) {
    const std::uint32_t of = criticism.week < model.split ? 0 : 1;
    Story& story = study.stories[criticism.story];
    story.bloc = of;
    const Counts truth{criticism.inside ? 1.0 : 0.0, criticism.real ? 1.0 : 0.0};
    study.inside[of] += truth.hits;
    if (criticism.real && uniform() < missed_rate(of, criticism.inside)) {
      story.missed.push_back({truth, draw_below(generator, setting.parts)});
      continue;
    }
    story.is_critical = true;
    study.seen[of] += criticism.machine ? truth.hits : 0;
    LabelledUnit unit;
    unit.story = criticism.story;
    unit.point = of;
    unit.stratum = 2 * of + (criticism.machine ? 1 : 0);
    unit.machine = {criticism.machine ? 1.0 : 0.0, 1};
    study.relations.push_back(unit);
    unit.checked = truth;
    study.truths.push_back(unit);
  }
  // As many articles again without any criticism, half of them about each.
  for (std::size_t i = 0; i < bloc.stories; ++i) {
    Story story;
    story.bloc = i % 2 == 0 ? 0 : 1;
    study.stories.push_back(story);
  }
  return study;
}

/// Relations and passages as a person has checked them.
std::vector<LabelledUnit> checked(const Setting& setting, const Study& study,
                                  std::mt19937_64& generator, std::uint64_t number) {
  std::vector<LabelledUnit> units = study.relations;
  std::vector<std::uint32_t> strata;
  for (const LabelledUnit& unit : units) strata.push_back(unit.stratum);
  AuditOptions audit;
  audit.n = setting.checks;
  audit.seed = number;
  for (const AuditDraw& draw : plan_audit(strata, audit)) {
    units[draw.unit].checked = study.truths[draw.unit].checked;
    units[draw.unit].inclusion = draw.inclusion;
  }
  const std::size_t relations = units.size();
  strata.clear();
  for (std::size_t story = 0; story < study.stories.size(); ++story) {
    LabelledUnit unit;
    unit.story = static_cast<std::uint32_t>(story);
    unit.point = study.stories[story].bloc;
    unit.stratum = 4 + 2 * unit.point + (study.stories[story].is_critical ? 1 : 0);
    unit.worth = static_cast<double>(setting.parts);
    units.push_back(unit);
    strata.push_back(unit.stratum);
  }
  audit.n = setting.passages;
  for (const AuditDraw& draw : plan_audit(strata, audit)) {
    LabelledUnit& unit = units[relations + draw.unit];
    const std::uint64_t read = draw_below(generator, setting.parts);
    Counts sum;
    for (const auto& [counts, part] : study.stories[draw.unit].missed)
      if (part == read) sum = {sum.hits + counts.hits, sum.n + counts.n};
    unit.checked = Counts{unit.worth * sum.hits, unit.worth * sum.n};
    unit.inclusion = draw.inclusion;
  }
  return units;
}

/// The share of what is inside that the machine reads as such.
std::vector<LabelledUnit> recall_units(std::span<const LabelledUnit> units) {
  std::vector<LabelledUnit> made(units.begin(), units.end());
  for (LabelledUnit& unit : made) {
    if (unit.checked) {
      const double there = unit.checked->hits;
      unit.checked = Counts{unit.machine.n > 0 ? unit.machine.hits * there : 0, there};
    }
    unit.machine = {unit.machine.hits, unit.machine.hits};
  }
  return made;
}

Outcome one_run(const Setting& setting, std::mt19937_64& generator, std::uint64_t number) {
  const Study study = study_of(setting, generator);
  const auto units = checked(setting, study, generator, number);
  const std::vector<LabelledUnit> found(units.begin(), units.begin() + std::ssize(study.relations));
  std::vector<Exposure> exposures;
  for (std::size_t story = 0; story < study.stories.size(); ++story)
    exposures.push_back(
        {static_cast<std::uint32_t>(story), study.stories[story].bloc, statements_a_story});
  const auto all = *corrected_rates(units, 2);
  const auto of_found = *corrected_rates(found, 2);
  const auto totals = *corrected_totals(units, 2);
  const auto rates = *corrected_event_rates(units, exposures, 2);
  const auto recall =
      *corrected_rates(recall_units(units), 2, {.population = Population::TheseUnits});
  Outcome outcome;
  // Half of the stories have criticism.
  const double rate = setting.criticisms * setting.share / (2 * statements_a_story);
  for (std::size_t i = 0; i < 2; ++i) {
    outcome.machine[i].add(all[i].machine.interval, setting.share);
    outcome.found[i].add(of_found[i].corrected.interval, setting.share);
    outcome.corrected[i].add(all[i].corrected.interval, setting.share);
    outcome.total[i].add(totals[i].corrected.interval, study.inside[i]);
    outcome.rate[i].add(rates[i].corrected.interval, rate);
    outcome.recall[i].add(recall[i].corrected.interval, study.seen[i] / study.inside[i]);
    outcome.machine_bias[i] = all[i].machine.value - setting.share;
    outcome.found_bias[i] = of_found[i].corrected.value - setting.share;
    outcome.bias[i] = all[i].corrected.value - setting.share;
    outcome.total_bias[i] = totals[i].corrected.value / study.inside[i] - 1;
  }
  return outcome;
}

void report_setting(const Settings& settings, const Setting& setting) {
  Outcome sum;
  for (const Outcome& run :
       results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         return one_run(setting, generator, number);
       }))
    sum.add(run);
  const double points = 100 / static_cast<double>(settings.runs);
  const auto both = [](const Tally(&tally)[2]) {
    return fmt::format("{}, {}", tally[0].coverage(), tally[1].coverage());
  };
  const auto bias = [&](const double(&of)[2]) {
    return fmt::format("{:+.1f}, {:+.1f}", of[0] * points, of[1] * points);
  };
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", setting.name,
             bias(sum.machine_bias), bias(sum.found_bias), bias(sum.bias), bias(sum.total_bias),
             both(sum.found), both(sum.corrected), both(sum.total), both(sum.rate),
             both(sum.recall));
}

}  // namespace

void report_misses(const Settings& settings) {
  fmt::print(
      "\n## What the machine misses\n\n"
      "Two blocs with the same share of criticism that hits the own side. Of what it finds, the "
      "machine sees 80 % of that as such and takes 10 % of\nthe other for it, and one in eleven is "
      "none; it misses 15 % of the first bloc's criticism, 45 % of the second's criticism of its "
      "own and 20 % of\nits other. As many articles hold no criticism as do. People check so many "
      "relations and read a passage of so many articles, drawn within bloc and\nwhether criticism "
      "was found. Bias in points of per cent, of the count in per cent; and how many % of the 95 % "
      "intervals hold the truth: of the\nshare corrected for errors alone and for misses too, of "
      "the number of criticisms inside in these texts, their rate per statement, and the recall of "
      "these texts.\n\n"
      "| setting | bias of share, machine | corrected, errors alone | misses too | bias of count | "
      "share holds, errors alone | misses too | count | rate | recall |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  for (const Setting& setting :
       {Setting{"30 %, 200 checks, 60 passages", 0.3, 10, 2, 0.2, 200, 60, 1},
        Setting{"30 %, 200 checks, 200 passages", 0.3, 10, 2, 0.2, 200, 200, 1},
        Setting{"30 %, 40 articles with criticism, 60 checks, 40 passages", 0.3, 1, 2, 0.2, 60, 40,
                1},
        Setting{"15 %, 200 checks, 100 passages", 0.15, 10, 2, 0.2, 200, 100, 1},
        Setting{"30 %, clustered, 200 checks, 100 passages", 0.3, 10, 5, 0.4, 200, 100, 1},
        Setting{"30 %, 100 of 2,000 articles, 200 checks", 0.3, 25, 2, 0.2, 200, 100, 1},
        Setting{"30 %, one of three passages read, 200 checks, 200 passages", 0.3, 10, 2, 0.2, 200,
                200, 3}}) {
    report_setting(settings, setting);
  }
}

}  // namespace faultline::validation
