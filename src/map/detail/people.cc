#include "map/detail/people.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "map/detail/blocs.h"
#include "networks/networks.h"

namespace faultline::map::detail {
namespace {

/// A person with what is needed to put them in order and to name their office.
struct Draft {
  Person person;
  std::optional<Day> first;  // of their first statement or, without one, relation
  std::vector<int> statements;
};

class Drafts {
 public:
  Draft& of(const std::string& id, const std::string& name) {
    const auto [place, is_new] = places_.try_emplace(id, drafts_.size());
    if (is_new) {
      drafts_.emplace_back();
      drafts_.back().person.id = id;
      drafts_.back().person.name = name;
    }
    return drafts_[place->second];
  }
  [[nodiscard]] std::vector<Draft>& all() { return drafts_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<Draft> drafts_;
};

/// Rows come in order of day, so the first day met is the earliest.
template <class Row>
void see_in(Draft& draft, const Row& row) {
  if (!draft.first && is_known_to_the_week(row.said)) draft.first = row.day;
}

void count_relation(Drafts& drafts, const UsedRelation& used) {
  const study::RelationRow& row = *used.row;
  if (used.from_member) {
    Draft& from = drafts.of(row.from, row.from_name);
    see_in(from, row);
    if (row.sign < 0)
      ++(used.to_member ? from.person.criticises_inside : from.person.criticises_outside);
  }
  if (used.to_member) {
    Draft& to = drafts.of(*row.to, row.to_name);
    see_in(to, row);
    if (row.sign < 0 && used.from_member) ++to.person.criticised_inside;
  }
}

void describe(Draft& draft, const BlocRows& used, const actors::Register& known) {
  const actors::Actor* actor = known.find(draft.person.id);
  if (actor == nullptr) return;
  draft.person.name = actor->name;
  if (!draft.first || !used.first) return;
  draft.person.role = role_on(*actor, *draft.first);
  draft.person.role_note = role_note(*actor, draft.person.role, *draft.first, *used.last);
  draft.person.bloc_note = bloc_note(*actor, used.bloc, *used.first, *used.last);
}

std::string change_note(std::vector<const study::CodingRow*> rows) {
  std::erase_if(rows, [](const study::CodingRow* row) { return !row->day; });
  const auto turn = std::adjacent_find(
      rows.begin(), rows.end(),
      [](const auto* left, const auto* right) { return left->agreement != right->agreement; });
  if (turn == rows.end()) return {};
  const auto after = turn + 1;
  const int sign = (*after)->agreement;
  const bool turns_once = std::all_of(
      after, rows.end(), [&](const study::CodingRow* row) { return row->agreement == sign; });
  if (!turns_once || *(*turn)->day == *(*after)->day) return {};
  const std::string before_word = sign > 0 ? "against" : "for";
  const std::string after_word = sign > 0 ? "for" : "against";
  return before_word + " until " + to_string(*(*turn)->day) + ", " + after_word + " from " +
         to_string(*(*after)->day);
}

void put_in_place(Stand& stand, Stand::Side side) {
  const int net = side.agree - side.disagree;
  (net > 0 ? stand.agree : net < 0 ? stand.disagree : stand.divided).push_back(std::move(side));
}

void sort_strongest_first(std::vector<Stand::Side>& sides) {
  std::sort(sides.begin(), sides.end(), [](const Stand::Side& left, const Stand::Side& right) {
    const auto key = [](const Stand::Side& side) {
      return std::tuple(-std::abs(side.agree - side.disagree), -(side.agree + side.disagree),
                        std::string_view(side.name), std::string_view(side.actor));
    };
    return key(left) < key(right);
  });
}

bool goes(const UsedRelation& relation, Direction direction) {
  switch (direction) {
    case Direction::Inside:
      return relation.is_inside();
    case Direction::Outward:
      return relation.from_member && !relation.to_member;
    case Direction::Inward:
      return !relation.from_member && relation.to_member;
  }
  return false;
}

/// Numbers for names, in order of first use.
class Numbering {
 public:
  std::uint32_t of(std::string_view name) {
    return places_.try_emplace(name, static_cast<std::uint32_t>(places_.size())).first->second;
  }

 private:
  std::map<std::string_view, std::uint32_t> places_;
};

Attack attack_of(const networks::SignedEdge& edge, int sign, const BlocRows& used,
                 const actors::Register& known, const Evidence& evidence, std::size_t limit) {
  Attack attack;
  attack.negative = edge.negative;
  attack.positive = edge.positive;
  attack.neutral = edge.neutral;
  std::vector<int> cited;
  for (const std::size_t index : edge.evidence) {
    const UsedRelation& relation = used.relations[index];
    const study::RelationRow& row = *relation.row;
    if (row.sign != sign) continue;
    attack.from = row.from;
    attack.to = *row.to;
    attack.from_name = row.from_name;
    attack.to_name = row.to_name;
    attack.from_bloc = relation.from_member ? used.bloc : bloc_name(known, row.from, row.day);
    attack.to_bloc = relation.to_member ? used.bloc : bloc_name(known, *row.to, row.day);
    if (row.day) {
      attack.first = attack.first ? std::min(*attack.first, *row.day) : *row.day;
      attack.last = attack.last ? std::max(*attack.last, *row.day) : *row.day;
    }
    cited.push_back(relation.evidence);
  }
  attack.citations = evidence.surest(std::move(cited), limit);
  return attack;
}

}  // namespace

std::vector<Person> people_of(const BlocRows& used, const actors::Register& known,
                              const Evidence& evidence, std::size_t limit) {
  Drafts drafts;
  for (const UsedStatement& statement : used.statements) {
    const study::StatementRow& row = *statement.row;
    Draft& draft = drafts.of(*row.speaker, row.speaker_name.value_or(*row.speaker));
    see_in(draft, row);
    ++draft.person.statements;
    draft.statements.push_back(statement.evidence);
  }
  for (const UsedRelation& relation : used.relations) count_relation(drafts, relation);
  std::vector<Person> people;
  for (Draft& draft : drafts.all()) {
    describe(draft, used, known);
    draft.person.citations = evidence.surest(std::move(draft.statements), limit);
    people.push_back(std::move(draft.person));
  }
  std::sort(people.begin(), people.end(), [](const Person& left, const Person& right) {
    const auto key = [](const Person& person) {
      return std::tuple(
          -person.statements,
          -(person.criticises_inside + person.criticises_outside + person.criticised_inside),
          std::string_view(person.id));
    };
    return key(left) < key(right);
  });
  return people;
}

Sides sides_of(const BlocSides& found, const BlocData& data, std::vector<Person>& people) {
  const networks::Frustration& split = found.factions.split;
  std::map<std::string_view, std::size_t> places;  // among the members with ties
  for (std::size_t place = 0; place < found.members.size(); ++place)
    places.emplace(data.actors[found.members[place]], place);
  for (Person& person : people) {
    const auto place = places.find(person.id);
    if (place == places.end()) continue;
    const networks::FactionMember& member = found.factions.members[place->second];
    person.is_apart = split.group[place->second] != found.factions.largest_group;
    if (person.is_apart) continue;
    person.side = member.side;
    person.certainty = member.certainty;
    // Where the best splits are not known, whoever could move alone and cost nothing is open.
    person.side_is_open =
        member.standing == networks::Standing::Open ||
        (member.standing == networks::Standing::Unknown && member.ties_for == member.ties_against);
  }
  Sides sides;
  sides.ties = static_cast<int>(split.total);
  sides.frustrated = static_cast<int>(split.frustrated);
  sides.lower_bound = static_cast<int>(split.lower_bound);
  sides.is_exact = split.is_exact();
  sides.stories = found.factions.clusters;
  sides.resamples = found.factions.resamples;
  sides.test = found.test;
  return sides;
}

std::vector<Stand> stands_of(const BlocRows& used, const Evidence& evidence, std::size_t limit) {
  Numbering actors, concepts;
  std::vector<networks::Stance> stances;
  stances.reserve(used.codings.size());
  for (const UsedCoding& coding : used.codings) {
    stances.push_back({actors.of(coding.row->actor), concepts.of(coding.row->concept_name),
                       coding.row->agreement > 0 ? 1 : -1, stances.size()});
  }
  std::map<std::string_view, std::pair<int, Stand>> by_concept;  // with the number of codings
  for (const networks::AffiliationCell& cell : networks::affiliation_network(stances)) {
    const study::CodingRow& first = *used.codings[cell.evidence.front()].row;
    auto& [codings, stand] = by_concept[first.concept_name];
    stand.concept_name = first.concept_name;
    codings += cell.agree + cell.disagree;
    Stand::Side side;
    side.actor = first.actor;
    side.name = first.actor_name;
    side.agree = cell.agree;
    side.disagree = cell.disagree;
    std::vector<const study::CodingRow*> rows;
    for (const std::size_t index : cell.evidence) {
      rows.push_back(used.codings[index].row);
      side.citations.push_back(used.codings[index].evidence);
    }
    side.citations = evidence.surest(std::move(side.citations), limit);
    side.change_note = change_note(std::move(rows));
    put_in_place(stand, std::move(side));
  }
  std::vector<std::pair<int, Stand>> ordered;
  ordered.reserve(by_concept.size());
  for (auto& [name, counted] : by_concept) ordered.push_back(std::move(counted));
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  std::vector<Stand> stands;
  for (auto& [codings, stand] : ordered) {
    sort_strongest_first(stand.agree);
    sort_strongest_first(stand.disagree);
    sort_strongest_first(stand.divided);
    stands.push_back(std::move(stand));
  }
  return stands;
}

std::vector<Attack> attacks_of(const BlocRows& used, Direction direction, int sign,
                               const actors::Register& known, const Evidence& evidence,
                               std::size_t limit) {
  Numbering actors;
  std::vector<networks::SignedTie> ties;
  for (std::size_t index = 0; index < used.relations.size(); ++index) {
    const UsedRelation& relation = used.relations[index];
    if (!goes(relation, direction)) continue;
    ties.push_back(
        {actors.of(relation.row->from), actors.of(*relation.row->to), relation.row->sign, index});
  }
  std::vector<Attack> attacks;
  for (const networks::SignedEdge& edge : networks::signed_network(ties)) {
    if ((sign < 0 ? edge.negative : edge.positive) == 0) continue;
    attacks.push_back(attack_of(edge, sign, used, known, evidence, limit));
  }
  std::sort(attacks.begin(), attacks.end(), [sign](const Attack& left, const Attack& right) {
    const auto key = [sign](const Attack& attack) {
      return std::tuple(sign < 0 ? -attack.negative : -attack.positive,
                        std::string_view(attack.from_name), std::string_view(attack.to_name),
                        std::string_view(attack.from), std::string_view(attack.to));
    };
    return key(left) < key(right);
  });
  return attacks;
}

}  // namespace faultline::map::detail
