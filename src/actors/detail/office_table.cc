#include "actors/detail/office_table.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "text/word_hash.h"

namespace faultline::actors::detail {
namespace {

std::int32_t number_of(Day day) {
  return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

}  // namespace

OfficeTable::OfficeTable(std::span<const Actor> actors) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;  // of titles; they are the actors'
  std::vector<std::pair<std::uint32_t, Tenure>> held;
  std::vector<PositionsByKey::Pair> offices_with;
  for (std::uint32_t a = 0; a < actors.size(); ++a) {
    if (actors[a].kind != ActorKind::Person) continue;
    for (const Role& role : actors[a].roles) {
      const auto [found, is_new] =
          numbers.try_emplace(role.title, static_cast<std::uint32_t>(offices_.size()));
      const std::uint32_t number = found->second;
      if (is_new) {
        offices_.push_back(office_of(role.title));
        for (const std::string& word : offices_.back().words)
          offices_with.emplace_back(text::hash_of(word), number);
      }
      const Period& period = role.period;
      held.emplace_back(number, Tenure{a,
                                       period.from ? number_of(period.from->first)
                                                   : std::numeric_limits<std::int32_t>::min(),
                                       period.to ? number_of(last_day(*period.to))
                                                 : std::numeric_limits<std::int32_t>::max()});
    }
  }
  first_.resize(offices_.size() + 1);
  for (const auto& [number, tenure] : held) ++first_[number + 1];
  for (std::size_t number = 1; number < first_.size(); ++number)
    first_[number] += first_[number - 1];
  tenures_.resize(held.size());
  std::vector<std::uint32_t> place(first_);
  for (const auto& [number, tenure] : held) tenures_[place[number]++] = tenure;
  offices_with_ = PositionsByKey(std::move(offices_with));
}

std::vector<std::uint32_t> OfficeTable::with_word(std::string_view word) const {
  std::vector<std::uint32_t> holders;
  for (const std::uint32_t number : offices_with_.find(text::hash_of(word))) {
    for (std::uint32_t t = first_[number]; t < first_[number + 1]; ++t)
      holders.push_back(tenures_[t].actor);
  }
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  return holders;
}

std::optional<std::uint32_t> OfficeTable::only_holder(const std::vector<std::string>& phrase,
                                                      Day day) const {
  if (phrase.empty()) return std::nullopt;
  const std::int32_t wanted = number_of(day);
  std::optional<std::uint32_t> holder;
  for (const std::uint32_t number : offices_with_.find(text::hash_of(phrase.back()))) {
    if (!offices_[number].covers(phrase)) continue;
    for (std::uint32_t t = first_[number]; t < first_[number + 1]; ++t) {
      const Tenure& tenure = tenures_[t];
      if (wanted < tenure.first || tenure.last < wanted) continue;
      if (holder && *holder != tenure.actor) return std::nullopt;
      holder = tenure.actor;
    }
  }
  return holder;
}

}  // namespace faultline::actors::detail
