#pragma once
// Recall: how much of what texts say of a bloc the machine has read as it is, by relations that
// people have checked and passages that they have read for what is missing.

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "inference/intervals.h"
#include "map/audit_correction.h"
#include "timeline/rift.h"

namespace faultline::map {

/// In one part of what there is.
struct RecallPart {
  std::string by;                      // "all", "bloc", "outlet", "period"
  std::string name;                    // of the part; of "bloc": "criticism inside" and so on
  std::size_t passages = 0, read = 0;  // articles that could be drawn; those of which one was read
  std::size_t missed = 0;              // relations that people found missing
  double found = 0;                    // as read by the machine
  double estimated = 0;                // how many there are: found, without errors, with misses
  inference::Estimate recall;          // share of those that the machine has read as such
};

struct AuditRecall {
  std::string bloc;               // empty: of all actors
  std::string frame;              // which articles could be drawn
  bool is_checked = true;         // false: nobody has checked relations; all found count as right
  std::vector<RecallPart> parts;  // all first
};

/// Of criticism by members. A relation counts as found where the machine has it with the ends and
/// the sign that matter (a member who criticises; of "inside" and "outward" whom, too). Ratios of
/// corrected counts of these very texts, so that only that checks are a sample makes them uncertain
/// (inference::corrected_rates()). Only dated rows. Usage as there.
[[nodiscard]] Result<AuditRecall> recall_of(const AuditedBloc& bloc, timeline::Bin period,
                                            double level = 0.95);

}  // namespace faultline::map
