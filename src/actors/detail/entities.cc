#include "actors/detail/entities.h"

#include <algorithm>

#include "actors/detail/spelling.h"
#include "text/text.h"

namespace faultline::actors::detail {
namespace {

bool is_title_part(std::string_view part) {
  std::string capitalised(part);
  if (!capitalised.empty() && capitalised[0] >= 'a' && capitalised[0] <= 'z') {
    capitalised[0] = static_cast<char>(capitalised[0] - 'a' + 'A');
  }
  // Titles elsewhere, given names in most texts.
  if (part == "amir" || part == "earl") return false;
  const language::WordClasses classes = language::word_classes(capitalised);
  return classes.has(language::WordClass::Title) || classes.has(language::WordClass::TitleOpening);
}

Gender gender_of_pronoun(std::string_view pronoun) {
  if (pronoun == "she") return Gender::Female;
  if (pronoun == "he") return Gender::Male;
  return Gender::Unknown;
}

std::string_view last_name(const std::vector<std::string>& parts) {
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (!is_suffix(*part)) return *part;
  }
  return {};
}

}  // namespace

std::string joined(std::span<const std::string> parts) {
  std::string name;
  for (const std::string& part : parts) {
    if (!name.empty()) name.push_back(' ');
    name += part;
  }
  return name;
}

std::vector<std::string> parts_without_titles(std::string_view name) {
  std::vector<std::string> parts = name_parts(name);
  std::size_t begin = 0;
  while (begin + 1 < parts.size() && is_title_part(parts[begin])) ++begin;
  parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(begin));
  return parts;
}

std::string_view Entity::surname() const {
  return is_family_name_first ? std::string_view(parts.front()) : last_name(parts);
}

std::string_view Entity::given_name() const {
  if (is_family_name_first) return parts[1];
  const std::string_view last = surname();
  for (const std::string& part : parts) {
    if (part == last) break;
    if (!is_particle(part)) return part;
  }
  return {};
}

Entities::Entities(std::span<const Actor> known, std::optional<Day> published)
    : known_(known), published_(published) {}

EntityIndex Entities::of_registered(std::uint32_t position) {
  if (const auto found = registered_.find(position); found != registered_.end())
    return found->second;
  const Actor& actor = known_[position];
  const auto index = static_cast<EntityIndex>(all_.size());
  Entity entity;
  entity.actor = actor;
  entity.parts =
      actor.kind == ActorKind::Person ? parts_without_titles(actor.name) : name_parts(actor.name);
  entity.gender = gender_of_pronoun(actor.pronoun);
  if (entity.gender == Gender::Unknown && actor.kind == ActorKind::Person &&
      entity.parts.size() > 1) {
    entity.gender = gender_of_person_name(entity.parts);
  }
  for (const Role& role : published_ ? roles_on(actor, *published_) : actor.roles) {
    entity.offices.push_back(office_of(role.title));
  }
  registered_.emplace(position, index);
  all_.push_back(std::move(entity));
  remember_parts(index);
  for (const std::string& alias : actor.aliases) by_name_.emplace(joined(name_parts(alias)), index);
  return index;
}

std::optional<EntityIndex> Entities::find_registered(std::uint32_t position) const {
  const auto found = registered_.find(position);
  return found == registered_.end() ? std::nullopt : std::optional(found->second);
}

EntityIndex Entities::add(ActorKind kind, std::string_view name, std::vector<std::string> parts) {
  const auto index = static_cast<EntityIndex>(all_.size());
  Entity entity;
  entity.actor.kind = kind;
  entity.actor.name = text::fold_space(name);
  entity.parts = std::move(parts);
  if (kind == ActorKind::Person) entity.gender = gender_of_person_name(entity.parts);
  all_.push_back(std::move(entity));
  remember_parts(index);
  return index;
}

void Entities::remember_parts(EntityIndex index) {
  Entity& entity = all_[index];
  entity.is_family_name_first =
      entity.actor.kind == ActorKind::Person && is_family_name_first(entity.parts);
  if (entity.actor.kind != ActorKind::Person) {
    by_name_.emplace(joined(entity.parts), index);
    if (entity.actor.kind == ActorKind::Organization) remember_initials(index);
  } else if (const std::string sound = sound_of(entity.surname()); !sound.empty()) {
    by_sound_[sound].push_back(index);
  }
  for (const std::string& part : entity.parts) {
    if (is_particle(part) || is_suffix(part)) continue;
    std::vector<EntityIndex>& known = by_part_[part];
    if (known.empty() || known.back() != index) known.push_back(index);
  }
}

std::span<const EntityIndex> Entities::with_part(std::string_view part) const {
  const auto found = by_part_.find(std::string(part));
  if (found == by_part_.end()) return {};
  return found->second;
}

std::span<const EntityIndex> Entities::with_surname_sound(std::string_view sound) const {
  const auto found = by_sound_.find(std::string(sound));
  if (found == by_sound_.end()) return {};
  return found->second;
}

std::optional<EntityIndex> Entities::with_name(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<EntityIndex> Entities::with_initials(const std::string& initials) const {
  const auto found = by_initials_.find(initials);
  return found == by_initials_.end() ? std::nullopt : std::optional(found->second);
}

void Entities::remember_initials(EntityIndex index) {
  std::string all;
  std::string capitals;
  for (const std::string& part : all_[index].parts) {
    all.push_back(part.front());
    if (!is_one_of(part, {"of", "for", "and", "the", "on", "in", "s"})) {
      capitals.push_back(part.front());
    }
  }
  if (capitals.size() < 2) return;
  by_initials_[all] = index;
  by_initials_[capitals] = index;
}

void Entities::add_alias(EntityIndex index, std::string_view alias) {
  Entity& entity = all_[index];
  by_name_.emplace(joined(name_parts(alias)), index);
  if (entity.actor.is_registered) return;  // the register's aliases are the user's
  const std::string folded = text::fold_space(alias);
  std::vector<std::string>& aliases = entity.actor.aliases;
  if (folded != entity.actor.name &&
      std::find(aliases.begin(), aliases.end(), folded) == aliases.end()) {
    aliases.push_back(folded);
  }
}

void Entities::lengthen_name(EntityIndex index, std::string_view name,
                             std::vector<std::string> parts) {
  Entity& entity = all_[index];
  if (!entity.actor.is_registered) {
    std::string longer = text::fold_space(name);
    if (longer.size() <= entity.actor.name.size()) return;
    entity.actor.name = std::move(longer);
    if (entity.gender == Gender::Unknown) entity.gender = gender_of_person_name(parts);
  }
  if (parts.size() > entity.parts.size()) {
    entity.parts = std::move(parts);
    remember_parts(index);
  }
}

void Entities::add_role(EntityIndex index, const std::string& title) {
  Entity& entity = all_[index];
  Office office = office_of(title);
  if (office.words.empty()) return;
  const bool is_known =
      std::any_of(entity.offices.begin(), entity.offices.end(), [&](const Office& known) {
        return known.words == office.words && known.is_former == office.is_former;
      });
  if (is_known) return;
  // "Minister" after "water minister" says nothing new; "water minister" after "Minister" says
  // more.
  const bool is_said =
      std::any_of(entity.offices.begin(), entity.offices.end(), [&](const Office& known) {
        return known.is_former == office.is_former && known.covers(office.words);
      });
  if (!is_said && !entity.actor.is_registered) {
    std::erase_if(entity.actor.roles, [&](const Role& known) {
      const Office shorter = office_of(known.title);
      return shorter.is_former == office.is_former && office.covers(shorter.words);
    });
    // The register's roles are dated; what one text says is not mixed into them.
    entity.actor.roles.push_back({text::fold_space(title), {}, {}});
  }
  entity.offices.push_back(std::move(office));
}

}  // namespace faultline::actors::detail
