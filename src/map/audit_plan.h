#pragma once
// Random samples for a person to check: of a study's relations, and of passages in which some may
// have been missed.

#include <cstdint>

#include "base/result.h"
#include "map/bloc_data.h"
#include "study/audits.h"
#include "study/passages.h"
#include "study/study.h"
#include "timeline/rift.h"

namespace faultline::map {

struct AuditQuery {
  BlocQuery rows;       // which relations; of a bloc if the study knows any
  std::size_t n = 200;  // relations or passages
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

/// Of the articles that the query wants and that name two actors at least, one of them a member of
/// the bloc then: a stratified random sample, and of each one passage (whole_passage bytes or the
/// whole text), for a person to read for what is missing. Strata as above, by whether the machine
/// has read criticism by members in the article. Articles of which a passage was read already are
/// left out. Errors as above.
[[nodiscard]] Result<study::PassagePlan> passage_plan(const study::Study& study,
                                                      const AuditQuery& query = {});

}  // namespace faultline::map
