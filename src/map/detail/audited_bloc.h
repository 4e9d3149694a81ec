#pragma once
// A bloc's relations joined with what people say of them in audits and outside.

#include <optional>

#include "base/result.h"
#include "map/audit_correction.h"
#include "map/bloc_data.h"
#include "map/detail/rows.h"
#include "study/study.h"

namespace faultline::map::detail {

/// None where no audit of the bloc ("": of all actors) holds an answer. Relations answered in an
/// audit of the bloc are its checked ones; those on which people spoke otherwise are right as they
/// are. Strata are cells of audit_units.h with at least `checks_a_stratum` checked ones, of all
/// that bear on the bloc: relations in which the machine gives it no part are left out. Where
/// passages were read, all articles of their frame are there too, in such strata (passage_units.h).
/// Of `rows`, articles and register count. Exposures are not filled.
inline constexpr double checks_a_stratum = 10;
[[nodiscard]] Result<std::optional<AuditedBloc>> audited_bloc(const study::Study& study,
                                                              const Rows& rows,
                                                              const BlocQuery& query,
                                                              const std::string& bloc);

/// The statements of `data` as exposures, by story and day.
void add_exposures(AuditedBloc& audited, const BlocData& data);

/// What `row` says of the bloc on `day`; without a bloc, of anybody.
[[nodiscard]] RiftReading reading_of(const std::string& from, const std::optional<std::string>& to,
                                     int sign, const std::optional<Day>& day,
                                     const actors::Register& known, const std::string& bloc);

/// Joins the passages of `audits` that people have read, if there are any.
[[nodiscard]] Result<void> add_passages(AuditedBloc& audited, const study::Study& study,
                                        const Rows& rows,
                                        const std::vector<study::RelationRow>& found,
                                        const BlocQuery& query, const std::string& bloc);

}  // namespace faultline::map::detail
