#include "map/detail/audit_units.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "map/detail/blocs.h"

namespace faultline::map::detail {

AuditView view_of(const study::RelationRow& row) { return {row.from, row.to, row.sign, row.day}; }

std::string position_of(const AuditView& view, const actors::Register& known,
                        const std::string& bloc) {
  if (bloc.empty()) return "";
  const bool from = is_member(known, view.from, bloc, view.day);
  const bool to = view.to && is_member(known, *view.to, bloc, view.day);
  if (from) return to ? "inside" : "outward";
  return to ? "from outside" : "elsewhere";
}

inference::Counts counts_of(const AuditView& view, const std::string& position) {
  if (view.sign >= 0 || !view.to) return {};
  if (position == "inside") return {1, 1};
  if (position == "outward") return {0, 1};
  return {};
}

std::string sign_word(int sign) { return sign < 0 ? "against" : sign > 0 ? "for" : "neither"; }

std::string period_word(const std::optional<Day>& day, timeline::Bin period) {
  if (!day) return "undated";
  return timeline::bin_name(period, timeline::bin_begin(period, *day));
}

StratumKey key_of(const AuditView& view, const std::string& position,
                  const std::optional<std::string>& outlet, timeline::Bin period) {
  const inference::Counts counts = counts_of(view, position);
  const std::string kind = counts.hits > 0 ? "criticism inside"
                           : counts.n > 0  ? "criticism outward"
                                           : "other";
  const std::string which = counts.n > 0       ? ""
                            : position.empty() ? sign_word(view.sign)
                                               : position + ", " + sign_word(view.sign);
  // Where the bloc has no part, finer strata would only take checks from those where it has.
  if (position == "elsewhere") return {kind, which, "", ""};
  return {kind, which, outlet.value_or("outlet not known"), period_word(view.day, period)};
}

std::string frame_of(const BlocQuery& query) {
  return fmt::format("relations between two known actors, confidence {:.2f} or more",
                     query.min_confidence) +
         limits_of(query);
}

std::string limits_of(const BlocQuery& query) {
  std::string limits;
  if (query.outlet) limits += fmt::format(", of {}", *query.outlet);
  if (query.from) limits += fmt::format(", from {}", to_string(*query.from));
  if (query.to) limits += fmt::format(", to {}", to_string(*query.to));
  return limits;
}

std::vector<double> checked_inclusion(const std::vector<study::AuditItemRow>& items) {
  std::map<std::pair<study::AuditId, std::uint32_t>, double> answered;
  for (const auto& item : items)
    if (item.verdict) answered[{item.audit, item.place}] += 1;
  std::vector<double> inclusion;
  inclusion.reserve(items.size());
  for (const auto& item : items)
    inclusion.push_back(item.verdict ? std::min(1.0, answered.at({item.audit, item.place}) /
                                                         static_cast<double>(item.units))
                                     : 0.0);
  return inclusion;
}

}  // namespace faultline::map::detail
