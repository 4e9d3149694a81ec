#pragma once
// A random sample of a study's relations for a person to check, and what it says of the machine.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "inference/rates.h"
#include "map/bloc_data.h"
#include "study/audits.h"
#include "study/study.h"
#include "timeline/rift.h"

namespace faultline::map {

struct AuditQuery {
  BlocQuery rows;  // which relations; of a bloc if the study knows any
  std::size_t n = 200;
  std::int64_t seed = 1;
  timeline::Bin period = timeline::Bin::ByQuarter;  // of the strata
};

/// A stratified random sample (inference::plan_audit) of the relations between two known actors
/// that the machine has read with the confidence wanted and that no person has spoken on. Strata:
/// criticism by members inside the bloc, outward, and the rest; by the machine's sign and which end
/// is a member; by outlet; by period. Small ones are merged (detail/strata.h) until there are at
/// most n / 5. The same study, query and seed, the same sample. Errors as of bloc_data(); Usage for
/// n = 0 or where there is nothing to draw.
[[nodiscard]] Result<study::AuditPlan> audit_plan(const study::Study& study,
                                                  const AuditQuery& query = {});

/// How right the machine is in one part of the relations.
struct AuditQuality {
  std::string by;    // "all", "outlet", "bloc", "period", "sign", "act"
  std::string name;  // of the part
  std::size_t checked = 0;
  inference::Rate right;       // who, whom, act and sign as the machine read them
  inference::Rate there;       // there is such a relation at all, though perhaps not quite so
  inference::Rate criticism;   // of those read as criticism: share that is one
  inference::Estimate recall;  // of criticisms among the relations found: share read as such
};

struct AuditReport {
  std::vector<study::AuditRow> audits;
  std::size_t items = 0, checked = 0, gone = 0;  // gone: that no reading holds any more
  std::vector<AuditQuality> parts;               // all first
};

/// Precision, and recall among the relations that the machine has found (what it has not found at
/// all was not drawn, and is not measured), each checked relation weighted by the inverse of the
/// probability with which it was drawn and checked; intervals by inference::quality(), clustered by
/// article. Of one audit, or of all. NotFound: no such audit.
[[nodiscard]] Result<AuditReport> audit_report(const study::Study& study,
                                               std::optional<study::AuditId> audit = std::nullopt,
                                               timeline::Bin period = timeline::Bin::ByQuarter,
                                               double level = 0.95);

}  // namespace faultline::map
