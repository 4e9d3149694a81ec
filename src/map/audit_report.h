#pragma once
// How right the machine is, and how much it misses, by what people have checked.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "inference/rates.h"
#include "map/audit_recall.h"
#include "study/study.h"
#include "timeline/rift.h"

namespace faultline::map {

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
  std::vector<AuditRecall> recall;               // by bloc; empty where no passage was read
};

/// Precision, and recall among the relations that the machine has found, each checked relation
/// weighted by the inverse of the
/// probability with which it was drawn and checked; intervals by inference::quality(), clustered by
/// article. Of one audit, or of all. Recall of all criticism, where passages were read
/// (audit_recall.h): of relations as sure as BlocQuery asks for, by the audits of one bloc
/// together; left out where one audit of relations is asked for. NotFound: no such audit.
[[nodiscard]] Result<AuditReport> audit_report(const study::Study& study,
                                               std::optional<study::AuditId> audit = std::nullopt,
                                               timeline::Bin period = timeline::Bin::ByQuarter,
                                               double level = 0.95);

}  // namespace faultline::map
