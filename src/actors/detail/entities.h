#pragma once
// The actors of one article while it is read, and what is known to tell them apart.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/cast.h"
#include "actors/detail/name_index.h"
#include "actors/detail/roles.h"
#include "actors/register.h"

namespace faultline::actors::detail {

using EntityIndex = std::uint32_t;

struct Entity {
  Actor actor;                        // its id is made at the end, from the longest name
  std::vector<std::string> parts;     // of the name, folded, without titles: given name first
  bool is_family_name_first = false;  // "li jianping": of persons
  Gender gender = Gender::Unknown;
  std::vector<Office> offices;      // held on the day of the article, or as the text says
  std::vector<std::string> titles;  // words that stood before the name
  Index introduced = UINT32_MAX;    // token at which the name stands first

  [[nodiscard]] std::string_view surname() const;
  [[nodiscard]] std::string_view given_name() const;  // empty where only one name is known
};

/// Where an entity was met; the memory from which pronouns and short names are resolved.
struct Sighting {
  TokenSpan tokens;
  EntityIndex entity = 0;
  MentionKind kind{};
  float confidence = 0;
  bool is_subject = false;    // of a finite verb, as far as word order tells
  bool is_dependent = false;  // a possessor, or after a preposition
  bool is_quoted = false;
};

/// Grows while the article is read; positions are stable.
class Entities {
 public:
  Entities(std::span<const Actor> known, std::optional<Day> published);

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] Entity& at(EntityIndex index) { return all_[index]; }
  [[nodiscard]] const Entity& at(EntityIndex index) const { return all_[index]; }

  /// The entity of a registered actor, made when first asked for.
  EntityIndex of_registered(std::uint32_t position);
  [[nodiscard]] std::optional<EntityIndex> find_registered(std::uint32_t position) const;

  /// A new entity that no register knows.
  EntityIndex add(ActorKind kind, std::string_view name, std::vector<std::string> parts);

  /// Those with `part` among the parts of their name, newest last.
  [[nodiscard]] std::span<const EntityIndex> with_part(std::string_view part) const;
  [[nodiscard]] std::span<const EntityIndex> with_surname_sound(std::string_view sound) const;
  /// The organisation, state or group of that whole name or other name (folded parts joined by a
  /// blank).
  [[nodiscard]] std::optional<EntityIndex> with_name(std::string_view joined) const;

  /// The newest organisation whose name begins with these letters, small words counted or not.
  [[nodiscard]] std::optional<EntityIndex> with_initials(const std::string& initials) const;

  /// Another name under which `entity` is known from now on.
  void add_alias(EntityIndex entity, std::string_view alias);
  /// A longer form of the name was read: "Ann Lee" after "Minister Lee".
  void lengthen_name(EntityIndex entity, std::string_view name, std::vector<std::string> parts);
  void add_role(EntityIndex entity, const std::string& title);

 private:
  void remember_parts(EntityIndex entity);
  void remember_initials(EntityIndex entity);

  std::span<const Actor> known_;
  std::optional<Day> published_;
  std::vector<Entity> all_;
  std::unordered_map<std::uint32_t, EntityIndex> registered_;
  std::unordered_map<std::string, std::vector<EntityIndex>> by_part_;
  std::unordered_map<std::string, std::vector<EntityIndex>> by_sound_;
  std::unordered_map<std::string, EntityIndex> by_name_;
  std::unordered_map<std::string, EntityIndex> by_initials_;
};

[[nodiscard]] std::string joined(std::span<const std::string> parts);
/// The parts of a name without the titles at its beginning.
[[nodiscard]] std::vector<std::string> parts_without_titles(std::string_view name);

}  // namespace faultline::actors::detail
