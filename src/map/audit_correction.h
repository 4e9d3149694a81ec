#pragma once
// What a checked sample makes of a bloc's rift: shares and series as they would be if a person had
// checked every relation, with bands that hold both that stories are a sample and that the checked
// ones are.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "inference/correction.h"
#include "map/share_change.h"
#include "study/audits.h"
#include "timeline/rift.h"

namespace faultline::map {

/// What a relation says of the bloc to one reader. One that is not there at all is neutral.
struct RiftReading {
  bool from_member = false, to_member = false;
  int sign = 0;

  friend bool operator==(const RiftReading&, const RiftReading&) = default;
};

/// A relation that the machine has read.
struct AuditedUnit {
  Day day;
  std::uint32_t story = 0, outlet = 0;  // places in AuditedBloc
  std::uint32_t stratum = 0;
  RiftReading machine;
  std::optional<RiftReading> checked;  // what a person says
  double inclusion = 0;                // with which it was drawn and checked; 0: it was not
};

/// An article in which the machine may have missed relations, and what the passage of it that a
/// person has read lacks.
struct AuditedPassage {
  Day day;
  std::uint32_t story = 0, outlet = 0;
  std::uint32_t stratum = 0;  // place in AuditedBloc::passage_strata
  bool is_read = false;
  std::vector<RiftReading> missed;  // on the article's day
  double parts = 1;                 // passages of the article
  double inclusion = 0;             // with which the article was drawn and read
};

/// Statements of members, which no audit touches.
struct AuditedExposure {
  Day day;
  std::uint32_t story = 0;
  double statements = 0;
};

/// A bloc's relations as its audits see them.
struct AuditedBloc {
  std::vector<study::AuditRow> audits;  // those of the bloc that hold an answer, of both kinds
  std::vector<std::string> stories;     // ids of articles
  std::vector<std::string> outlets;
  std::vector<std::string> strata;  // names
  std::vector<AuditedUnit> units;   // dated ones that touch the bloc, as the machine reads them
  std::size_t checked = 0;          // of units, in an audit
  std::size_t decided = 0;  // of units, by people outside the audits: no error is left in them
  bool same_frame = true;   // all audits drew of what is asked for

  std::vector<AuditedPassage> passages;  // all that could be drawn; empty: nobody has read any
  std::vector<std::string> passage_strata;
  std::size_t read = 0;     // of passages
  std::size_t changed = 0;  // passages read of texts that have changed since; they say nothing
  std::vector<AuditedExposure> exposures;

  /// Whether there is anything to correct by: a sample of relations.
  [[nodiscard]] bool corrects() const;
};

/// A passage's counts in a corrected figure: `missed` is what the one that was read lacks.
[[nodiscard]] inference::LabelledUnit passage_unit(const AuditedBloc& bloc,
                                                   const AuditedPassage& passage,
                                                   inference::Counts missed);

/// The share on both sides of a day.
struct CorrectedPart {
  inference::CorrectedRate before, after;
  inference::Estimate difference;  // after - before
};

/// The greatest change of the corrected share; its difference allows for the search.
struct CorrectedTurn {
  std::size_t bin = 0, earliest = 0, latest = 0;  // places in the series
  Day first, first_earliest, first_latest;        // first days of those bins
  CorrectedPart part;
  double p = inference::not_known;  // of no change at all
  int permutations = 0;
  Shuffled shuffled = Shuffled::StoriesWithinOutlets;
};

/// Before and after a day that was named beforehand.
struct CorrectedEvent {
  CorrectedPart part;
  double p = inference::not_known;  // of no difference either way, stories shuffled within outlets
};

/// Figures of timeline/rift.h, corrected. Relations that the machine has not found at all are in
/// them where passages were read, and else in none.
struct RiftCorrection {
  std::vector<study::AuditRow> audits;
  std::size_t passages = 0, read = 0, missed = 0;  // that could be drawn; read; relations missing
  std::size_t changed = 0;
  std::size_t units = 0, checked = 0, decided = 0, strata = 0;
  bool same_frame = true;
  inference::CorrectedRate share;                          // in-bloc share of members' criticism
  std::optional<inference::CorrectedRate> share_of_found;  // without what was missed, if that is in
  inference::CorrectedTotal inside, outward;               // criticism by members
  inference::CorrectedRate per_statement;      // criticism inside per statement of members
  inference::CorrectedRate support;            // supp_in / (supp_in + crit_in)
  inference::Estimate net_support;             // 2 * support - 1
  std::vector<inference::CorrectedRate> bins;  // share of each bin
  std::optional<CorrectedTurn> turn;  // none: too few bins, or nothing was checked of some kind
};

/// `bins` are the first days of the series, without gaps. Units outside all bins count in none.
/// Fails as inference::corrected_rates().
[[nodiscard]] Result<RiftCorrection> corrected_rift(const AuditedBloc& bloc,
                                                    std::span<const Day> bins, timeline::Bin bin,
                                                    const ChangeOptions& options = {});

/// The corrected share from `begin` to the day before `day`, and from `day` to the day before
/// `end`. None where either cannot be told. Fails as above.
[[nodiscard]] Result<std::optional<CorrectedEvent>> corrected_event(
    const AuditedBloc& bloc, Day begin, Day day, Day end, const ChangeOptions& options = {});

/// The same bloc without what one outlet printed, all else being as it is.
[[nodiscard]] AuditedBloc without_outlet(const AuditedBloc& bloc, const std::string& outlet);

}  // namespace faultline::map
