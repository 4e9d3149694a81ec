// How large must a change be to be found?

#include "inference/events.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

struct Found {
  bool stretch = false, change = false, pelt = false, event = false;
};

void report_change(const Settings& settings, double stories, double after) {
  BlocModel model;
  model.weeks = 40;
  model.split = 24;
  model.stories_a_week = stories;
  model.criticisms_a_story = 2;
  model.correlation = 0.3;
  model.rate_before = 0.2;
  model.rate_after = after;
  double stretch = 0;
  double change = 0;
  double segments = 0;
  double events = 0;
  for (const Found& run : results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         const auto bloc = stories_of(simulate(model, generator));
         const auto bins = bins_of(bloc, model.weeks);
         NoChangeOptions options;
         options.permutations = 99;
         options.seed = number;
         Found found;
         found.stretch = test_of_no_change(bins, Cost::Binomial, options).p <= 0.05;
         options.alternative = Alternative::OneChange;
         found.change = test_of_no_change(bins, Cost::Binomial, options).p <= 0.05;
         found.pelt = pelt(bins)->changes() > 0;
         std::vector<DatedCount> counts;
         for (std::uint32_t i = 0; i < bloc.size(); ++i) {
           counts.push_back({static_cast<std::int32_t>(7 * bloc[i].bin), i, bloc[i].stratum,
                             bloc[i].sum, bloc[i].size});
         }
         EventOptions of_event;
         of_event.days_before = of_event.days_after = 112;
         of_event.permutations = 99;
         of_event.seed = number;
         found.event = event_study(counts, static_cast<std::int32_t>(7 * model.split), of_event)
                           ->permutation_p <= 0.05;
         return found;
       })) {
    stretch += run.stretch ? 1 : 0;
    change += run.change ? 1 : 0;
    segments += run.pelt ? 1 : 0;
    events += run.event ? 1 : 0;
  }
  const double runs = static_cast<double>(settings.runs) / 100;
  fmt::print("| {:g} | 20 to {:g} % | {:.0f} | {:.0f} | {:.0f} | {:.0f} |\n", stories, 100 * after,
             change / runs, stretch / runs, segments / runs, events / runs);
}

}  // namespace

void report_power(const Settings& settings) {
  fmt::print(
      "\n## Power\n\n"
      "40 weeks, the share changes before week 25; two criticisms a story, correlation 0.3. In how "
      "many % of the runs it is found: by the "
      "tests of no\nchange (p ≤ 0.05), against one change and against another stretch; by PELT "
      "(MBIC); and where the day was named "
      "beforehand, 16 weeks before\nagainst 16 after (p ≤ 0.05).\n\n"
      "| stories a week | share | one change | another stretch | PELT | day named |\n"
      "| ---: | --- | ---: | ---: | ---: | ---: |\n");
  for (const double stories : {3.0, 10.0, 40.0}) {
    for (const double after : {0.2, 0.25, 0.3, 0.4, 0.5}) report_change(settings, stories, after);
  }
}

}  // namespace faultline::validation
