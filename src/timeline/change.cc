#include "timeline/change.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "timeline/detail/bin_places.h"

namespace faultline::timeline {
namespace {

bool contains(DayRange range, Day day) { return day >= range.first && day <= range.last; }

int sign_of(int value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

RiftCounts counts_in(const RiftRows& rows, DayRange range) {
  RiftCounts counts;
  for (const RiftTie& tie : rows.ties) {
    if (contains(range, tie.day)) detail::count_tie(tie, counts);
  }
  for (const RiftStatement& statement : rows.statements) {
    if (statement.member && contains(range, statement.day)) ++counts.statements;
  }
  return counts;
}

std::optional<Proportion> share_of(const RiftCounts& counts) {
  return proportion(static_cast<int>(counts.crit_in),
                    static_cast<int>(counts.crit_in + counts.crit_out));
}

Turn turn_of(const PairChange& pair) {
  const int before = pair.negative_before + pair.positive_before;
  const int after = pair.negative_after + pair.positive_after;
  if (before == 0) return Turn::Appeared;
  if (after == 0) return Turn::Vanished;
  const int sign_before = sign_of(pair.positive_before - pair.negative_before);
  const int sign_after = sign_of(pair.positive_after - pair.negative_after);
  if (sign_before * sign_after < 0) return Turn::Turned;
  if (pair.negative_after > pair.negative_before) return Turn::Grew;
  if (pair.negative_after < pair.negative_before) return Turn::Shrank;
  return Turn::Unchanged;
}

Turn turn_of(const StanceChange& stance) {
  const int before = stance.for_before + stance.against_before;
  const int after = stance.for_after + stance.against_after;
  if (before == 0) return Turn::Appeared;
  if (after == 0) return Turn::Vanished;
  const int sign_before = sign_of(stance.for_before - stance.against_before);
  const int sign_after = sign_of(stance.for_after - stance.against_after);
  if (sign_before * sign_after < 0) return Turn::Turned;
  return after > before ? Turn::Grew : after < before ? Turn::Shrank : Turn::Unchanged;
}

/// Each pair's change of its part of all criticism, times how far its kind stands from the average.
void set_contributions(RiftChange& change) {
  if (!change.difference) return;
  const double average = (change.share_before->share + change.share_after->share) / 2;
  for (PairChange& pair : change.pairs) {
    const double part_before = static_cast<double>(pair.negative_before) / change.share_before->n;
    const double part_after = static_cast<double>(pair.negative_after) / change.share_after->n;
    pair.contribution = (part_after - part_before) * ((pair.inside ? 1 : 0) - average);
  }
}

std::vector<PairChange> pair_changes(const RiftRows& rows, DayRange before, DayRange after) {
  // A member's pair with somebody who changed sides stands once for each side.
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, PairChange> pairs;
  for (const RiftTie& tie : rows.ties) {
    if (!tie.from_member || tie.sign == 0 || tie.from == tie.to) continue;
    const bool is_before = contains(before, tie.day), is_after = contains(after, tie.day);
    if (!is_before && !is_after) continue;
    PairChange& pair = pairs[{tie.from, tie.to, tie.to_member}];
    pair.from = tie.from;
    pair.to = tie.to;
    pair.inside = tie.to_member;
    if (is_before) {
      ++(tie.sign < 0 ? pair.negative_before : pair.positive_before);
      pair.evidence_before.push_back(tie.evidence);
    }
    if (is_after) {
      ++(tie.sign < 0 ? pair.negative_after : pair.positive_after);
      pair.evidence_after.push_back(tie.evidence);
    }
  }
  std::vector<PairChange> result;
  for (auto& [key, pair] : pairs) {
    pair.turn = turn_of(pair);
    result.push_back(std::move(pair));
  }
  return result;
}

std::vector<StanceChange> stance_changes(const RiftRows& rows, DayRange before, DayRange after) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, StanceChange> stances;
  for (const RiftCoding& coding : rows.codings) {
    if (!coding.member) continue;
    const bool is_before = contains(before, coding.day), is_after = contains(after, coding.day);
    if (!is_before && !is_after) continue;
    StanceChange& stance = stances[{coding.actor, coding.concept_index}];
    stance.actor = coding.actor;
    stance.concept_index = coding.concept_index;
    if (is_before) {
      ++(coding.agreement > 0 ? stance.for_before : stance.against_before);
      stance.evidence_before.push_back(coding.evidence);
    }
    if (is_after) {
      ++(coding.agreement > 0 ? stance.for_after : stance.against_after);
      stance.evidence_after.push_back(coding.evidence);
    }
  }
  std::vector<StanceChange> result;
  for (auto& [key, stance] : stances) {
    stance.turn = turn_of(stance);
    result.push_back(std::move(stance));
  }
  const auto rank = [](const StanceChange& stance) {
    const int kind = stance.turn == Turn::Turned     ? 0
                     : stance.turn == Turn::Appeared ? 1
                     : stance.turn == Turn::Vanished ? 2
                                                     : 3;
    const auto statements = stance.evidence_before.size() + stance.evidence_after.size();
    return std::pair(kind, -static_cast<std::int64_t>(statements));
  };
  std::stable_sort(result.begin(), result.end(),
                   [&](const StanceChange& left, const StanceChange& right) {
                     return rank(left) < rank(right);
                   });
  return result;
}

}  // namespace

RiftChange what_changed(const RiftRows& rows, DayRange before, DayRange after) {
  RiftChange change;
  change.before = counts_in(rows, before);
  change.after = counts_in(rows, after);
  change.share_before = share_of(change.before);
  change.share_after = share_of(change.after);
  if (change.share_before && change.share_after) {
    change.difference = change.share_after->share - change.share_before->share;
  }
  change.pairs = pair_changes(rows, before, after);
  set_contributions(change);
  std::map<std::uint32_t, double> actors;
  for (const PairChange& pair : change.pairs) actors[pair.from] += pair.contribution;
  for (const auto& [actor, sum] : actors) change.actors.push_back({actor, sum});
  const auto by_size = [](const auto& left, const auto& right) {
    return std::abs(left.contribution) > std::abs(right.contribution);
  };
  std::stable_sort(change.pairs.begin(), change.pairs.end(), by_size);
  std::stable_sort(change.actors.begin(), change.actors.end(), by_size);
  change.stances = stance_changes(rows, before, after);
  return change;
}

}  // namespace faultline::timeline
