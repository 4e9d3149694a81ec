#pragma once
// From coded statements to counts for and against, for polarization.h and concept_backbone.h.

#include <string>
#include <vector>

#include "base/result.h"
#include "networks/polarization.h"
#include "networks/settings.h"
#include "networks/statement_table.h"

namespace faultline::networks {

struct CodedStances {
  Stances stances;
  std::vector<std::string> rows, columns;  // labels: values of variable 1 and of variable 2
  std::int64_t statements = 0;             // that count
};

/// The statements that network_of() would count with these settings, by variable 1, variable 2 and
/// a Boolean qualifier (1: for, 0: against); aggregation, normalisation, isolates and windows are
/// not looked at. Labels are in network_of()'s order, so that a OneMode network of the same
/// settings without isolates has the same rows. Errors of check_settings(); Usage if there is no
/// qualifier or one that is not Boolean. O(n log n).
[[nodiscard]] Result<CodedStances> coded_stances(const StatementTable& table,
                                                 const NetworkSettings& settings);

}  // namespace faultline::networks
