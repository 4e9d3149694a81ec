#include "map/detail/audited_bloc.h"

#include <algorithm>
#include <map>

#include "map/detail/audit_units.h"
#include "map/detail/blocs.h"
#include "map/detail/members.h"
#include "map/detail/passage_units.h"

namespace faultline::map::detail {
namespace {

RiftReading reading_of(const AuditView& view, const actors::Register& known,
                       const std::string& bloc) {
  return detail::reading_of(view.from, view.to, view.sign, view.day, known, bloc);
}

/// Joins a study's rows.
class Joiner {
 public:
  Joiner(const Rows& rows, const BlocQuery& query, const std::string& bloc)
      : known_(rows.known), query_(query), bloc_(bloc), watched_(watched_time(rows.articles)) {}

  /// What holds now.
  void add_held(const std::vector<study::RelationRow>& rows) {
    for (const auto& row : rows) held_.emplace(row.key, &row);
  }

  void add_answers(const std::vector<study::AuditItemRow>& items) {
    const auto inclusion = checked_inclusion(items);
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i].verdict && items[i].relation) inclusion_[*items[i].relation] = inclusion[i];
  }

  void add(const study::RelationRow& row) {
    if (datedness(row.day, row.said, watched_) != Datedness::ToTheWeek) return;
    AuditedUnit unit;
    unit.day = *row.day;
    const AuditView view = view_of(row);
    unit.machine = reading_of(view, known_, bloc_);
    const auto held = held_.find(row.key);
    const auto answer = inclusion_.find(row.key);
    const bool is_spoken_on = held == held_.end() || held->second->is_corrected;
    if (is_spoken_on)
      unit.checked =
          held == held_.end() ? RiftReading{} : reading_of(view_of(*held->second), known_, bloc_);
    const bool touches = row.to && (unit.machine.from_member || unit.machine.to_member);
    const bool could_be_drawn = touches && row.confidence >= query_.min_confidence;
    if (is_spoken_on && (answer == inclusion_.end() || !could_be_drawn)) {
      if (!unit.checked->from_member && !unit.checked->to_member) return;
      unit.machine = *unit.checked;
      unit.inclusion = 1;
      decided_.push_back(audited_.units.size());
    } else if (!could_be_drawn) {
      return;
    } else if (is_spoken_on) {
      unit.inclusion = answer->second;
      ++audited_.checked;
    }
    unit.story =
        stories_.emplace(row.article_id, static_cast<std::uint32_t>(stories_.size())).first->second;
    unit.outlet = outlets_
                      .emplace(row.outlet.value_or("outlet not known"),
                               static_cast<std::uint32_t>(outlets_.size()))
                      .first->second;
    const std::string position = position_of(view, known_, bloc_);
    keys_.push_back(key_of(view, position, row.outlet, timeline::Bin::ByQuarter));
    audited_.units.push_back(unit);
  }

  AuditedBloc made() {
    std::vector<StratumKey> keys;
    std::vector<double> weights;
    std::vector<std::size_t> places;
    auto decided = decided_.begin();
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (decided != decided_.end() && *decided == i) {
        ++decided;
        continue;
      }
      places.push_back(i);
      keys.push_back(keys_[i]);
      weights.push_back(audited_.units[i].checked ? 1 : 0);
    }
    Strata strata = strata_of(keys, weights, checks_a_stratum);
    for (std::size_t i = 0; i < places.size(); ++i)
      audited_.units[places[i]].stratum = strata.of_unit[i];
    audited_.strata = std::move(strata.names);
    for (const std::size_t place : decided_)
      audited_.units[place].stratum = static_cast<std::uint32_t>(audited_.strata.size());
    audited_.decided = decided_.size();
    audited_.stories = names_of(stories_);
    audited_.outlets = names_of(outlets_);
    return std::move(audited_);
  }

 private:
  using Numbers = std::map<std::string, std::uint32_t>;
  static std::vector<std::string> names_of(const Numbers& numbers) {
    std::vector<std::string> names(numbers.size());
    for (const auto& [name, number] : numbers) names[number] = name;
    return names;
  }

  const actors::Register& known_;
  const BlocQuery& query_;
  const std::string& bloc_;
  Watched watched_;
  std::map<study::RelationId, const study::RelationRow*> held_;
  std::map<study::RelationId, double> inclusion_;
  Numbers stories_, outlets_;
  std::vector<StratumKey> keys_;  // of units
  std::vector<std::size_t> decided_;
  AuditedBloc audited_;
};

}  // namespace

RiftReading reading_of(const std::string& from, const std::optional<std::string>& to, int sign,
                       const std::optional<Day>& day, const actors::Register& known,
                       const std::string& bloc) {
  if (!to || from == *to) return {};
  if (bloc.empty()) return {true, true, sign};
  return {is_member(known, from, bloc, day), is_member(known, *to, bloc, day), sign};
}

Result<std::optional<AuditedBloc>> audited_bloc(const study::Study& study, const Rows& rows,
                                                const BlocQuery& query, const std::string& bloc) {
  std::vector<study::AuditRow> audits;
  auto all = study.audits();
  if (!all) return tl::unexpected(all.error());
  for (auto& audit : *all)
    if (audit.bloc == bloc && audit.answered > 0) audits.push_back(std::move(audit));
  if (audits.empty()) return std::optional<AuditedBloc>();
  // Of all days: a person may have moved a relation out of the period.
  const auto held = study.relations();
  if (!held) return tl::unexpected(held.error());
  Joiner joiner(rows, query, bloc);
  joiner.add_held(*held);
  for (const auto& audit : audits) {
    if (audit.kind != study::AuditKind::Relations) continue;
    const auto items = study.audit_items(audit.key);
    if (!items) return tl::unexpected(items.error());
    joiner.add_answers(*items);
  }
  study::Filter filter;
  filter.from = query.from;
  filter.to = query.to;
  filter.outlet = query.outlet;
  const auto read = study.machine_relations(filter);
  if (!read) return tl::unexpected(read.error());
  for (const auto& row : *read) joiner.add(row);
  AuditedBloc made = joiner.made();
  BlocQuery whole;
  whole.min_confidence = query.min_confidence;
  made.same_frame = std::all_of(audits.begin(), audits.end(), [&](const study::AuditRow& audit) {
    return audit.frame == (audit.kind == study::AuditKind::Passages
                               ? passage_frame_words(whole, bloc)
                               : frame_of(whole));
  });
  made.audits = std::move(audits);
  if (auto added = add_passages(made, study, rows, *read, query, bloc); !added)
    return tl::unexpected(added.error());
  return std::optional(std::move(made));
}

}  // namespace faultline::map::detail
