#include "map/bloc_data.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "map/detail/audited_bloc.h"
#include "map/detail/blocs.h"
#include "map/detail/members.h"
#include "map/detail/rows.h"

namespace faultline::map {
namespace {

/// Gives each name a number in the order of first use.
class Numbers {
 public:
  std::uint32_t of(const std::string& name) {
    const auto [place, is_new] =
        numbers_.emplace(name, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) names_.push_back(name);
    return place->second;
  }
  [[nodiscard]] std::vector<std::string> names() const { return names_; }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

/// Puts a study's rows into a BlocData, one after the other.
class Maker {
 public:
  Maker(const detail::Rows& rows, const BlocQuery& query, std::string bloc)
      : rows_(rows), query_(query), watched_(detail::watched_time(rows.articles)) {
    data_.bloc = std::move(bloc);
  }

  BlocData make() {
    for (const study::StatementRow& row : rows_.statements) add(row);
    for (const study::RelationRow& row : rows_.relations) add(row);
    for (const study::CodingRow& row : rows_.codings) add(row);
    // Last, so that they change no number of the others.
    for (const study::RelationRow* row : untimed_) data_.untimed.push_back(tie_of(*row));
    data_.actors = actors_.names();
    data_.outlets = outlets_.names();
    data_.concepts = concepts_.names();
    data_.stories = stories_.names();
    for (const std::string& id : data_.actors) add_actor(id);
    data_.blocs = blocs_.names();
    return std::move(data_);
  }

 private:
  /// Whether a series may hold what was said then; counts what it may not.
  bool is_dated(const std::optional<Day>& day, const std::optional<PartialDate>& said) {
    switch (detail::datedness(day, said, watched_)) {
      case detail::Datedness::Undated:
        ++data_.undated;
        return false;
      case detail::Datedness::Coarse:
        ++data_.coarse;
        return false;
      case detail::Datedness::Unwatched:
        ++data_.unwatched;
        return false;
      case detail::Datedness::ToTheWeek:
        break;
    }
    data_.first = data_.first ? std::min(*data_.first, *day) : *day;
    data_.last = data_.last ? std::max(*data_.last, *day) : *day;
    return true;
  }

  [[nodiscard]] bool is_member(const std::string& actor, const std::optional<Day>& day) const {
    return detail::is_member(rows_.known, actor, data_.bloc, day);
  }

  /// The number of an article as a story, which also keeps its outlet.
  std::uint32_t story_of(const std::string& article, const std::optional<std::string>& outlet) {
    const std::uint32_t story = stories_.of(article);
    const std::uint32_t number = outlets_.of(outlet.value_or("outlet not known"));
    if (story == data_.outlet_of_story.size()) data_.outlet_of_story.push_back(number);
    return story;
  }

  void add(const study::StatementRow& row) {
    if (!row.speaker || !is_member(*row.speaker, row.day)) return;
    if (!is_dated(row.day, row.said)) return;
    const std::uint32_t story = story_of(row.article_id, row.outlet);
    names_.emplace(*row.speaker, row.speaker_name.value_or(*row.speaker));
    data_.statements.push_back(
        {*row.day, true, actors_.of(*row.speaker), story, data_.outlet_of_story[story]});
  }

  void add(const study::RelationRow& row) {
    if (!row.to || row.from == *row.to) return;
    const bool from_member = is_member(row.from, row.day);
    const bool to_member = is_member(*row.to, row.day);
    if (!from_member && !to_member) return;
    if (row.confidence < query_.min_confidence && !row.is_corrected) {
      ++data_.unsure;
      return;
    }
    if (is_dated(row.day, row.said))
      data_.ties.push_back(tie_of(row));
    else if (from_member && to_member && row.sign != 0)
      untimed_.push_back(&row);
  }

  /// Puts the row among the relations.
  timeline::RiftTie tie_of(const study::RelationRow& row) {
    const std::uint32_t story = story_of(row.article_id, row.outlet);
    timeline::RiftTie tie;
    names_.emplace(row.from, row.from_name);
    names_.emplace(*row.to, row.to_name);
    if (row.day) tie.day = *row.day;
    tie.sign = static_cast<std::int8_t>(row.sign);
    tie.from_member = is_member(row.from, row.day);
    tie.to_member = is_member(*row.to, row.day);
    tie.from = actors_.of(row.from);
    tie.to = actors_.of(*row.to);
    tie.cluster = story;
    tie.outlet = data_.outlet_of_story[story];
    tie.evidence = data_.relations.size();
    data_.relations.push_back(row);
    return tie;
  }

  void add(const study::CodingRow& row) {
    if (row.agreement == 0 || !is_member(row.actor, row.day)) return;
    if (row.confidence < query_.min_confidence) {
      ++data_.unsure;
      return;
    }
    if (!is_dated(row.day, std::nullopt)) return;
    const std::uint32_t story = story_of(row.article_id, row.outlet);
    timeline::RiftCoding coding;
    names_.emplace(row.actor, row.actor_name);
    coding.day = *row.day;
    coding.agreement = static_cast<std::int8_t>(row.agreement);
    coding.member = true;
    coding.actor = actors_.of(row.actor);
    coding.concept_index = concepts_.of(row.concept_name);
    coding.cluster = story;
    coding.outlet = data_.outlet_of_story[story];
    coding.evidence = data_.coded.size();
    data_.codings.push_back(coding);
    data_.coded.push_back(row);
  }

  void add_actor(const std::string& id) {
    const actors::Actor* actor = rows_.known.find(id);
    const auto name = names_.find(id);
    data_.actor_names.push_back(name == names_.end() ? id : name->second);
    if (actor == nullptr) return;
    const auto number = static_cast<std::uint32_t>(data_.actor_names.size() - 1);
    for (const auto& membership : actor->blocs)
      data_.memberships.push_back({number, blocs_.of(membership.bloc), membership.period});
  }

  const detail::Rows& rows_;
  const BlocQuery& query_;
  detail::Watched watched_;
  BlocData data_;
  std::vector<const study::RelationRow*> untimed_;
  std::map<std::string, std::string> names_;  // of actors, by id
  Numbers actors_, outlets_, concepts_, stories_, blocs_;
};

}  // namespace

std::vector<timeline::RiftTie> BlocData::ties_inside() const {
  std::vector<timeline::RiftTie> inside;
  for (const auto* list : {&ties, &untimed})
    std::copy_if(list->begin(), list->end(), std::back_inserter(inside),
                 [](const auto& tie) { return tie.from_member && tie.to_member && tie.sign != 0; });
  return inside;
}

Result<BlocData> bloc_data(const study::Study& study, const BlocQuery& query) {
  const auto rows = detail::rows_of(study, detail::filter_of(query));
  if (!rows) return tl::unexpected(rows.error());
  auto data = detail::bloc_data_of_rows(*rows, query);
  if (!data) return data;
  auto audited = detail::audited_bloc(study, *rows, query, data->bloc);
  if (!audited) return tl::unexpected(audited.error());
  data->audited = std::move(*audited);
  if (data->audited) detail::add_exposures(*data->audited, *data);
  return data;
}

Result<BlocData> detail::bloc_data_of_rows(const Rows& rows, const BlocQuery& query) {
  auto bloc = chosen_bloc(rows, query.bloc);
  if (!bloc) return tl::unexpected(bloc.error());
  return Maker(rows, query, std::move(*bloc)).make();
}

}  // namespace faultline::map
