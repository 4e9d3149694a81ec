#pragma once
// The answer on one bloc over time: is it splitting, since when, how sure; by whom, and whether it
// holds without any one outlet. Every figure has its n, its band or its test, and the rows behind
// it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inference/change_points.h"
#include "inference/energy.h"
#include "inference/events.h"
#include "inference/rates.h"
#include "map/bloc_data.h"
#include "map/share_change.h"
#include "timeline/cohesion.h"
#include "timeline/rift.h"

namespace faultline::map {

/// A day that somebody named beforehand: a party congress, a death.
struct NamedEvent {
  std::string name;
  Day day;
};

struct RiftOptions {
  timeline::Bin bin = timeline::Bin::ByWeek;
  timeline::RiftRule rule = {};  // fewer criticisms than this: a gap
  int permutations = 999;        // of every test
  int replicates = 1000;         // of every bootstrap, which gives standard errors
  std::uint64_t seed = 1;
  int threads = 1;      // changes no figure
  double level = 0.95;  // of bands and intervals
  std::vector<NamedEvent> events = {};
  bool correct = true;  // for the machine's errors, where a sample was checked
};

/// One bin of the series.
struct RiftBin {
  timeline::RiftPoint point;  // counts, denominators, outlets, evidence
  inference::Rate share;      // in-bloc share of members' criticism; the correlation within stories
                              // is that of the whole series
  /// For those who compare bins or look for the highest: holds with the ones of all other bins at
  /// once, where that of `share` is for one bin that was chosen beforehand.
  inference::Interval whole_curve;
};

/// The greatest change of the in-bloc share, and how far it may be trusted.
struct RiftTurn {
  std::size_t bin = 0, earliest = 0, latest = 0;  // places in RiftAnswer::bins; 95 % for the date
  Day first, first_earliest, first_latest;        // first days of those bins
  inference::Rate before, after;                  // the two stretches, clusters accounted for
  inference::Estimate difference;                 // after - before; allows for the search
  double p = inference::not_known;                // of no change at all, over all cuts
  int permutations = 0;
  Shuffled shuffled = Shuffled::StoriesWithinOutlets;
};

/// What remains without one outlet.
struct WithoutOutlet {
  std::string outlet;
  double criticism = 0;   // that goes with it, of members
  inference::Rate share;  // of the rest
  std::optional<RiftTurn> turn;
  /// Both, corrected; none: no sample, or too few of the rest were checked.
  std::optional<inference::CorrectedRate> corrected;
  std::optional<CorrectedTurn> corrected_turn;
};

struct EventAnswer {
  NamedEvent event;
  inference::EventStudy study;
  std::optional<CorrectedEvent> corrected;  // both windows; none: no sample
  /// Lines through the bins before and after; the event's bin is the first one after.
  std::optional<inference::InterruptedSeries> lines;
};

struct RiftAnswer {
  std::string bloc;
  std::optional<Day> first, last;
  timeline::RiftCounts counts;
  inference::Rate share;                 // in-bloc criticism over the whole period
  inference::Estimate net_support;       // (supp - crit) / (supp + crit) inside
  inference::Estimate per_statement;     // in-bloc criticism per statement of members
  double correlation = 0;                // of criticisms of one story
  std::size_t stories = 0, outlets = 0;  // that hold criticism by members
  std::vector<timeline::OutletShare> outlet_mix;

  std::vector<RiftBin> bins;
  std::vector<timeline::SmoothPoint> smooth;            // for looking only
  std::optional<RiftTurn> turn;                         // none: too few bins hold criticism
  inference::Segmentation segments;                     // PELT, with its penalty
  std::vector<inference::ChangePoint> segment_dates;    // when each change of `segments` was
  std::vector<inference::EnergyChange> second_opinion;  // on the bins that hold criticism
  std::vector<std::size_t> opinion_bins;                // which bins those are
  std::vector<EventAnswer> events;

  timeline::Cohesion cohesion;
  std::vector<timeline::RiftPair> pairs;  // who attacks whom inside
  std::vector<WithoutOutlet> without;     // each outlet in turn, the loudest first

  /// The same figures, corrected by a sample that people checked; none: there is no such sample.
  /// Those above are as read: people's answers count in them where they were given.
  std::optional<RiftCorrection> correction;

  std::string verdict;                // one sentence
  std::vector<std::string> cautions;  // what the figures cannot show
};

/// Same data and options, same answer, for any number of threads. Usage if an option is out of
/// range.
[[nodiscard]] Result<RiftAnswer> rift_answer(const BlocData& data, const RiftOptions& options = {});

/// The series as a stand-alone SVG document: bands, counts, the change, events.
[[nodiscard]] std::string rift_svg(const RiftAnswer& answer, timeline::Bin bin);

}  // namespace faultline::map
