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
  std::uint32_t story = 0;
  std::uint32_t stratum = 0;
  RiftReading machine;
  std::optional<RiftReading> checked;  // what a person says
  double inclusion = 0;                // with which it was drawn and checked; 0: it was not
};

/// A bloc's relations as its audits see them.
struct AuditedBloc {
  std::vector<study::AuditRow> audits;  // those of the bloc that hold an answer
  std::vector<std::string> strata;      // names
  std::vector<AuditedUnit> units;       // dated ones that touch the bloc, as the machine reads them
  std::size_t checked = 0;              // of units, in an audit
  std::size_t decided = 0;  // of units, by people outside the audits: no error is left in them
  bool same_frame = true;   // all audits drew of what is asked for
};

struct CorrectedPart {
  inference::CorrectedRate before, after;
  inference::Estimate difference;  // after - before
};

/// Figures of timeline/rift.h, corrected. Relations that the machine has not found at all are in
/// none of them.
struct RiftCorrection {
  std::vector<study::AuditRow> audits;
  std::size_t units = 0, checked = 0, decided = 0, strata = 0;
  bool same_frame = true;
  inference::CorrectedRate share;              // in-bloc share of members' criticism
  inference::CorrectedRate support;            // supp_in / (supp_in + crit_in)
  inference::Estimate net_support;             // 2 * support - 1
  std::vector<inference::CorrectedRate> bins;  // share of each bin
  std::optional<CorrectedPart> turn;           // on both sides of the bin given
};

/// `bins` are the first days of the series, without gaps; `turn` the bin with which its second
/// stretch begins. Units outside all bins count in none. Fails as inference::corrected_rates().
[[nodiscard]] Result<RiftCorrection> corrected_rift(const AuditedBloc& bloc,
                                                    std::span<const Day> bins, timeline::Bin bin,
                                                    std::optional<std::size_t> turn,
                                                    double level = 0.95);

}  // namespace faultline::map
