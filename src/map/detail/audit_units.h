#pragma once
// How a relation lies to a bloc, as the strata of an audit see it.

#include <string>
#include <vector>

#include "actors/register.h"
#include "inference/correction.h"
#include "map/bloc_data.h"
#include "map/detail/strata.h"
#include "study/audits.h"
#include "study/rows.h"
#include "timeline/rift.h"

namespace faultline::map::detail {

/// What a relation is to its reader: the ends that are known, the sign, the day.
struct AuditView {
  std::string from;
  std::optional<std::string> to;
  int sign = 0;
  std::optional<Day> day;
};
[[nodiscard]] AuditView view_of(const study::RelationRow& row);

/// "inside", "outward", "from outside" or "elsewhere"; "" without a bloc.
[[nodiscard]] std::string position_of(const AuditView& view, const actors::Register& known,
                                      const std::string& bloc);

/// What it adds to the in-bloc share of members' criticism.
[[nodiscard]] inference::Counts counts_of(const AuditView& view, const std::string& position);

/// Its cell.
[[nodiscard]] StratumKey key_of(const AuditView& view, const std::string& position,
                                const std::optional<std::string>& outlet, timeline::Bin period);

[[nodiscard]] std::string sign_word(int sign);  // "against", "neither", "for"
[[nodiscard]] std::string period_word(const std::optional<Day>& day, timeline::Bin period);

/// Which relations could be drawn, in words that a person can check.
[[nodiscard]] std::string frame_of(const BlocQuery& query);
/// Its outlet and period: ", of Tide, from 2031-01-01"; "" without any.
[[nodiscard]] std::string limits_of(const BlocQuery& query);

/// With which probability each answered item was drawn and checked: the answered ones of its
/// stratum over the stratum's units, for a person may have stopped early. In the order of `items`;
/// 0 for those not answered.
[[nodiscard]] std::vector<double> checked_inclusion(const std::vector<study::AuditItemRow>& items);

}  // namespace faultline::map::detail
