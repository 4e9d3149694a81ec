#include "map/detail/blocs.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "text/text.h"

namespace faultline::map::detail {
namespace {

/// Adds `part` to `note` after a semicolon.
void append(std::string& note, const std::string& part) {
  if (!note.empty()) note += "; ";
  note += part;
}

/// Days are compared by what is known: a year alone begins on its first day.
bool begins_within(const Period& period, Day first, Day last) {
  return period.from && period.from->first > first && period.from->first <= last;
}

bool ends_within(const Period& period, Day first, Day last) {
  return period.to && last_day(*period.to) >= first && last_day(*period.to) < last;
}

/// The day after the last one of a period that ended, as exactly as it is known.
std::string end_of(const PartialDate& to) {
  return to.precision == Precision::ByDay ? to_string(add_days(to.first, 1)) : to_string(to);
}

}  // namespace

std::vector<std::string> blocs_of(const actors::Register& known) {
  std::set<std::string> blocs;
  for (const actors::Actor& actor : known.actors()) {
    for (const actors::Membership& membership : actor.blocs) blocs.insert(membership.bloc);
  }
  return {blocs.begin(), blocs.end()};
}

Result<std::string> chosen_bloc(const Rows& rows, const std::optional<std::string>& wanted) {
  const std::vector<std::string> blocs = blocs_of(rows.known);
  if (blocs.empty()) {
    return failure(
        ErrorCode::NotFound,
        "The study knows no bloc, so there is no camp to map. Write a register that says "
        "who belongs to which bloc (docs/formats.md shows one) and give it with "
        "\"faultline read ... --register FILE\".");
  }
  if (wanted) {
    for (const std::string& bloc : blocs) {
      if (text::fold_name(bloc) == text::fold_name(*wanted)) return bloc;
    }
    return failure(ErrorCode::NotFound,
                   fmt::format("The study knows no bloc \"{}\". Its register names: {}.", *wanted,
                               fmt::join(blocs, ", ")),
                   *wanted);
  }
  std::map<std::string, int> statements;
  for (const study::StatementRow& row : rows.statements) {
    const actors::Actor* speaker = row.speaker ? rows.known.find(*row.speaker) : nullptr;
    if (speaker == nullptr) continue;
    std::set<std::string> of_speaker;
    for (const actors::Membership& membership : speaker->blocs) {
      if (!row.day || membership.period.contains(*row.day)) of_speaker.insert(membership.bloc);
    }
    for (const std::string& bloc : of_speaker) ++statements[bloc];
  }
  return *std::max_element(blocs.begin(), blocs.end(),
                           [&](const std::string& left, const std::string& right) {
                             return statements[left] < statements[right];
                           });
}

bool is_member(const actors::Register& known, std::string_view actor, const std::string& bloc,
               const std::optional<Day>& day) {
  const actors::Actor* found = known.find(actor);
  return found != nullptr && std::any_of(found->blocs.begin(), found->blocs.end(),
                                         [&](const actors::Membership& membership) {
                                           return membership.bloc == bloc &&
                                                  (!day || membership.period.contains(*day));
                                         });
}

std::string bloc_name(const actors::Register& known, std::string_view actor,
                      const std::optional<Day>& day) {
  const actors::Actor* found = known.find(actor);
  if (found == nullptr || !day) return {};
  return actors::bloc_on(*found, *day).value_or("");
}

std::string role_on(const actors::Actor& actor, Day day) {
  const std::vector<actors::Role> roles = actors::roles_on(actor, day);
  return roles.empty() ? std::string() : roles.front().title;
}

std::string role_note(const actors::Actor& actor, std::string_view role, Day first, Day last) {
  std::string note;
  for (const actors::Role& held : actor.roles) {
    if (ends_within(held.period, first, last)) {
      const std::string until = "until " + to_string(*held.period.to);
      append(note, held.title == role ? until : until + " " + held.title);
    }
    if (begins_within(held.period, first, last)) {
      append(note, fmt::format("from {} {}", to_string(*held.period.from), held.title));
    }
  }
  return note;
}

std::string bloc_note(const actors::Actor& actor, const std::string& bloc, Day first, Day last) {
  std::string note;
  for (const actors::Membership& membership : actor.blocs) {
    if (membership.bloc != bloc) continue;
    if (begins_within(membership.period, first, last)) {
      append(note, "joined " + to_string(*membership.period.from));
    }
    if (!ends_within(membership.period, first, last)) continue;
    const auto next = actors::bloc_on(actor, add_days(last_day(*membership.period.to), 1));
    const std::string left = "left " + end_of(*membership.period.to);
    append(note, next && *next != bloc ? left + " for " + *next : left);
  }
  return note;
}

}  // namespace faultline::map::detail
