#pragma once
// A bloc's relations joined with what people say of them in audits and outside.

#include <optional>

#include "base/result.h"
#include "map/audit_correction.h"
#include "map/bloc_data.h"
#include "map/detail/rows.h"
#include "study/study.h"

namespace faultline::map::detail {

/// None where no audit of the bloc holds an answer. Relations answered in an audit of the bloc are
/// its checked ones; those on which people spoke otherwise are right as they are. Strata are cells
/// of audit_units.h with at least `checks_a_stratum` checked ones, of all that bear on the bloc:
/// relations in which the machine gives it no part are left out.
inline constexpr double checks_a_stratum = 10;
[[nodiscard]] Result<std::optional<AuditedBloc>> audited_bloc(const study::Study& study,
                                                              const Rows& rows,
                                                              const BlocQuery& query,
                                                              const std::string& bloc);

}  // namespace faultline::map::detail
