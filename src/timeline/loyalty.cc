#include "timeline/loyalty.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace faultline::timeline {
namespace {

/// Weighed support and criticism with one half-life.
struct Sums {
  double support = 0, criticism = 0;
};

struct Draft {
  ActorLoyalty actor;
  std::vector<Sums> sums;  // per half-life
};

void keep_later(std::optional<Day>& latest, Day day) {
  if (!latest || day > *latest) latest = day;
}

ActorLoyalty finished(Draft& draft, const LoyaltyOptions& options) {
  bool is_loyal = false, is_disloyal = false;
  for (std::size_t index = 0; index < draft.sums.size(); ++index) {
    const Sums& sums = draft.sums[index];
    LoyaltyValue value{options.half_lives[index], sums.support + sums.criticism, std::nullopt};
    if (value.weight > 0 && value.weight >= options.minimum_weight) {
      value.loyalty = (sums.support - sums.criticism) / value.weight;
      is_loyal = is_loyal || *value.loyalty > 0;
      is_disloyal = is_disloyal || *value.loyalty < 0;
    }
    draft.actor.values.push_back(value);
  }
  draft.actor.sign_depends = is_loyal && is_disloyal;
  return std::move(draft.actor);
}

}  // namespace

std::vector<ActorLoyalty> loyalty(std::span<const RiftTie> ties, const LoyaltyOptions& options) {
  std::map<std::uint32_t, Draft> drafts;
  for (const RiftTie& tie : ties) {
    if (tie.sign == 0 || !tie.from_member || !tie.to_member || tie.from == tie.to) continue;
    if (tie.day > options.on) continue;
    Draft& draft = drafts[tie.from];
    draft.actor.actor = tie.from;
    draft.sums.resize(options.half_lives.size());
    draft.actor.evidence.push_back(tie.evidence);
    ++(tie.sign > 0 ? draft.actor.supports : draft.actor.criticises);
    keep_later(tie.sign > 0 ? draft.actor.last_support : draft.actor.last_criticism, tie.day);
    const auto age = static_cast<double>(days_between(tie.day, options.on));
    for (std::size_t index = 0; index < options.half_lives.size(); ++index) {
      assert(options.half_lives[index] > 0);
      const double weight = std::exp2(-age / options.half_lives[index]);
      (tie.sign > 0 ? draft.sums[index].support : draft.sums[index].criticism) += weight;
    }
  }
  std::vector<ActorLoyalty> result;
  result.reserve(drafts.size());
  for (auto& [number, draft] : drafts) result.push_back(finished(draft, options));
  return result;
}

namespace {

std::optional<Day> begin_of(const Membership& membership) {
  if (!membership.period.from) return std::nullopt;
  return membership.period.from->first;
}

/// The first day on which it is over.
std::optional<Day> end_of(const Membership& membership) {
  if (!membership.period.to) return std::nullopt;
  return add_days(last_day(*membership.period.to), 1);
}

/// The bloc on a day: of several the one entered last, of those entered at once the highest number.
std::optional<std::uint32_t> bloc_on(const std::vector<const Membership*>& memberships, Day day) {
  const Membership* found = nullptr;
  for (const Membership* one : memberships) {
    const auto begin = begin_of(*one);
    const auto end = end_of(*one);
    if ((begin && day < *begin) || (end && day >= *end)) continue;
    if (!found || std::tuple(begin, one->bloc) > std::tuple(begin_of(*found), found->bloc)) {
      found = one;
    }
  }
  if (!found) return std::nullopt;
  return found->bloc;
}

}  // namespace

std::vector<Switch> switches(std::span<const Membership> memberships) {
  std::map<std::uint32_t, std::vector<const Membership*>> by_actor;
  for (const Membership& one : memberships) by_actor[one.actor].push_back(&one);
  std::vector<Switch> result;
  for (const auto& [actor, own] : by_actor) {
    std::set<Day> days;
    for (const Membership* one : own) {
      if (const auto begin = begin_of(*one)) days.insert(*begin);
      if (const auto end = end_of(*one)) days.insert(*end);
    }
    for (const Day day : days) {
      const auto before = bloc_on(own, add_days(day, -1));
      const auto after = bloc_on(own, day);
      if (before != after) result.push_back({actor, before, after, day});
    }
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Switch& left, const Switch& right) { return left.day < right.day; });
  return result;
}

}  // namespace faultline::timeline
