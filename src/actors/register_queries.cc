#include "actors/register_queries.h"

#include <algorithm>
#include <array>
#include <map>

#include "actors/detail/entities.h"
#include "actors/detail/name_index.h"
#include "actors/detail/roles.h"
#include "actors/detail/spelling.h"

namespace faultline::actors {
namespace {

bool is_surely_in(const Period& period, Day day) {
  return period.contains(day) && (!period.from || last_day(*period.from) <= day) &&
         (!period.to || day <= period.to->first);
}

bool is_active_on(const Actor& actor, Day day) {
  return std::any_of(actor.roles.begin(), actor.roles.end(),
                     [day](const Role& role) { return role.period.contains(day); }) ||
         bloc_on(actor, day).has_value();
}

}  // namespace

std::vector<OfficeHolder> office_holders(const Register& known, std::string_view office, Day day) {
  std::vector<OfficeHolder> holders;
  const detail::Office wanted = detail::office_of(office);
  // A million roles share few titles; each is read once.
  std::map<std::string_view, bool> is_meant;
  for (const Actor& actor : known.actors()) {
    for (const Role& role : actor.roles) {
      if (!role.period.contains(day)) continue;
      const auto [found, is_new] = is_meant.try_emplace(role.title, false);
      if (is_new) {
        const detail::Office held = detail::office_of(role.title);
        found->second = held.is_former == wanted.is_former && held.covers(wanted.words);
      }
      if (found->second) holders.push_back({&actor, &role, is_surely_in(role.period, day)});
    }
  }
  return holders;
}

std::string_view to_string(NameUse use) {
  static constexpr std::array<std::string_view, 3> words = {"name", "surname", "sound"};
  return words[static_cast<std::size_t>(use)];
}

std::vector<NameBearer> name_bearers(const Register& known, std::string_view name,
                                     std::optional<Day> day) {
  const detail::NameIndex* const names = known.names();
  if (names == nullptr) return {};
  std::vector<std::uint32_t> found = names->named(name);
  NameUse use = NameUse::Name;
  const std::vector<std::string> parts = detail::parts_without_titles(name);
  if (found.empty() && parts.size() == 1) {
    const auto persons = names->with_surname(parts.front());
    found.assign(persons.begin(), persons.end());
    use = NameUse::Surname;
  }
  if (found.empty() && parts.size() > 1) {
    const auto persons = names->sounding(detail::sound_of_name(parts));
    found.assign(persons.begin(), persons.end());
    use = NameUse::Sound;
  }
  std::vector<NameBearer> bearers;
  for (const std::uint32_t position : found) {
    const Actor& actor = known.actors()[position];
    bearers.push_back({&actor, use, !day || is_active_on(actor, *day)});
  }
  std::stable_partition(bearers.begin(), bearers.end(),
                        [](const NameBearer& bearer) { return bearer.is_active; });
  return bearers;
}

std::vector<Tenure> tenures(const Actor& actor) {
  std::vector<Tenure> all;
  for (const Role& role : actor.roles)
    all.push_back({Tenure::Kind::Role, role.title, role.period, role.source});
  for (const Membership& membership : actor.blocs)
    all.push_back({Tenure::Kind::Bloc, membership.bloc, membership.period, membership.source});
  std::stable_sort(all.begin(), all.end(), [](const Tenure& one, const Tenure& other) {
    if (one.period.from.has_value() != other.period.from.has_value())
      return !one.period.from.has_value();
    return one.period.from && one.period.from->first < other.period.from->first;
  });
  return all;
}

}  // namespace faultline::actors
