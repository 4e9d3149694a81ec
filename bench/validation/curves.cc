// Do bands of a whole curve hold all of it?

#include <algorithm>
#include <cmath>

#include "inference/bootstrap.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

struct Setting {
  double stories, criticisms, correlation, rate;
};

constexpr std::size_t weeks = 26;

template <class Points>
std::vector<Interval> bands_of(const Points& points) {
  std::vector<Interval> bands;
  for (const auto& point : points) bands.push_back(point.interval);
  return bands;
}

/// The percentiles that hold 95 % of the replicates' curves (Mandel & Betensky 2008), in weeks with
/// a pointwise interval; none elsewhere.
std::vector<Interval> drawn_bands(const Replicates& replicates) {
  IntervalOptions options;
  options.method = Method::Percentile;
  auto bands = bands_of(intervals(replicates, options));
  std::vector<std::vector<double>> sorted(bands.size());
  // Of each replicate, how deep its outermost point lies: the share of values beyond it.
  std::vector<double> outermost(replicates.count(), 1.0);
  for (std::size_t point = 0; point < bands.size(); ++point) {
    if (!bands[point].known()) continue;
    auto& values = sorted[point];
    for (std::size_t i = 0; i < replicates.count(); ++i)
      if (std::isfinite(replicates.at(i, point))) values.push_back(replicates.at(i, point));
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < replicates.count(); ++i) {
      const double value = replicates.at(i, point);
      if (!std::isfinite(value)) continue;
      const auto [first, last] = std::equal_range(values.begin(), values.end(), value);
      const auto beyond = std::min(last - values.begin(), values.end() - first);
      outermost[i] =
          std::min(outermost[i], static_cast<double>(beyond) / static_cast<double>(values.size()));
    }
  }
  std::sort(outermost.begin(), outermost.end());
  const double cut = outermost[outermost.size() / 20];
  for (std::size_t point = 0; point < bands.size(); ++point) {
    const auto& values = sorted[point];
    if (values.empty()) continue;
    const double beyond = std::ceil(cut * static_cast<double>(values.size()) - 1e-9) - 1;
    const auto place = static_cast<std::size_t>(std::max(0.0, beyond));
    bands[point] = {values[place], values[values.size() - 1 - place], Method::Percentile};
  }
  return bands;
}

struct CurveTallies {
  CurveTally each, wilson, curve, drawn;
};

CurveTallies one_curve(const Setting& setting, std::mt19937_64& generator, std::uint64_t number) {
  BlocModel model;
  model.weeks = weeks;
  model.stories_a_week = setting.stories;
  model.criticisms_a_story = setting.criticisms;
  model.correlation = setting.correlation;
  model.rate_before = model.rate_after = setting.rate;
  const auto stories = stories_of(simulate(model, generator));
  std::vector<SumEntry> entries;
  for (std::uint32_t story = 0; story < stories.size(); ++story) {
    entries.push_back({story, 2 * stories[story].bin, stories[story].sum});
    entries.push_back({story, 2 * stories[story].bin + 1, stories[story].size});
  }
  const auto table = *SumTable::create(stories.size(), 2 * weeks, entries);
  std::vector<Ratio> ratios;
  for (std::uint32_t week = 0; week < weeks; ++week) ratios.push_back({2 * week, 2 * week + 1});
  Design design;
  design.units = stories.size();
  RateOptions options;
  CurveTallies tallies;
  const auto rates = [&] {
    return bands_of(*clustered_rates(table, ratios, design, Resampling::Stories, options));
  };
  tallies.each.add(rates(), setting.rate);
  options.level = std::pow(options.level, 1.0 / weeks);
  tallies.wilson.add(rates(), setting.rate);
  options = {};
  options.simultaneous = true;
  tallies.curve.add(rates(), setting.rate);
  BootstrapOptions bootstrap_options;
  bootstrap_options.seed = number;
  bootstrap_options.acceleration = false;
  const auto replicates = *bootstrap(table, ratios, design, bootstrap_options);
  tallies.drawn.add(drawn_bands(replicates), setting.rate);
  return tallies;
}

void report_setting(const Settings& settings, const Setting& setting) {
  CurveTallies sum;
  for (const CurveTallies& run :
       results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         return one_curve(setting, generator, number);
       })) {
    sum.each.add(run.each);
    sum.wilson.add(run.wilson);
    sum.curve.add(run.curve);
    sum.drawn.add(run.drawn);
  }
  fmt::print("| {:g} | {:g} | {:g} | {:g} % | {} | **{}** | {} | {} | {:.2f} |\n", setting.stories,
             setting.criticisms, setting.correlation, 100 * setting.rate, sum.each.coverage(),
             sum.curve.coverage(), sum.wilson.coverage(), sum.drawn.coverage_and_gaps(),
             sum.curve.points.mean_width());
}

}  // namespace

void report_curves(const Settings& settings) {
  fmt::print(
      "\n### The whole curve at once\n\n"
      "The same 26 weeks; in how many % of runs the bands of **all** weeks hold the true share. "
      "*Each* are the bands above, one by one; *curve*\nis what the report draws as whiskers: "
      "exact "
      "intervals at Šidák's level with the design effect of the whole series (`clustered_rates`, "
      "`simultaneous`).\nTo compare: *Wilson* at that level, and the percentiles of the "
      "*bootstrap* over stories that hold 95 % of whole curves (Mandel & Betensky 2008), 1,000\n"
      "replicates, in weeks where it gives an interval.\n\n"
      "| stories a week | criticisms a story | correlation | share | each | curve | Wilson | "
      "bootstrap | width (curve) |\n"
      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  for (const double stories : {6.0, 12.0, 25.0, 60.0})
    for (const auto& [criticisms, correlation] : {std::pair(1.0, 0.0), std::pair(2.0, 0.3)})
      for (const double rate : {0.3, 0.05})
        report_setting(settings, {stories, criticisms, correlation, rate});
}

}  // namespace faultline::validation
