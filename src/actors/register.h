#pragma once
// The register: who the actors are, with their names, and the offices and blocs they had on a day.

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace faultline::actors {

namespace detail {
class NameIndex;
}

enum class ActorKind { Person, Organization, State, Group };
[[nodiscard]] std::string_view to_string(ActorKind kind);
[[nodiscard]] std::optional<ActorKind> parse_actor_kind(std::string_view word);

/// An office held, or a description the text gives ("former Speaker of Parliament").
struct Role {
  std::string title;
  Period period;
  std::string source;  // where this is known from; empty: the article that says so

  friend bool operator==(const Role&, const Role&) = default;
};

struct Membership {
  std::string bloc;
  Period period;
  std::string source;

  friend bool operator==(const Membership&, const Membership&) = default;
};

struct Actor {
  std::string id;  // "ali-larijani": lower case, words joined by hyphens; unique in its register
  std::string name;
  ActorKind kind = ActorKind::Person;
  std::vector<std::string> aliases;  // other names and spellings, in any script
  std::vector<Role> roles;
  std::vector<Membership> blocs;
  std::string part_of;         // id of the actor this one belongs to; may be empty
  std::string pronoun;         // "he", "she", "they", "it"; empty when not known
  bool is_registered = false;  // false: found in a text only
  bool is_unnamed = false;  // "two officials": somebody of this article only, never joined with others

  friend bool operator==(const Actor&, const Actor&) = default;
};

/// The roles that `actor` held on `day`, in the order of the register.
[[nodiscard]] std::vector<Role> roles_on(const Actor& actor, Day day);

/// The bloc of `actor` on `day`; the first of the register if several. None: in no bloc.
[[nodiscard]] std::optional<std::string> bloc_on(const Actor& actor, Day day);

/// Dated actors with unique ids. Immutable after parsing.
class Register {
 public:
  Register() = default;  // an empty one is valid: all actors come from the texts

  /// TOML as in docs/formats.md: [[actor]] tables with id, name, kind, also, pronoun, part_of,
  /// role = [{title, from, to, source}], bloc = [{name, from, to, source}]. Malformed with
  /// "name:line:column" for a syntax error, an unknown key, a missing name, an id used twice, a
  /// date that is none, a period that ends before it begins, a part_of that names nobody.
  [[nodiscard]] static Result<Register> parse(std::string_view toml, const std::string& name);
  [[nodiscard]] static Result<Register> load(const std::filesystem::path& file);
  /// Malformed if an id is used twice.
  [[nodiscard]] static Result<Register> from_actors(std::vector<Actor> actors);

  [[nodiscard]] std::span<const Actor> actors() const { return actors_; }
  [[nodiscard]] const Actor* find(std::string_view id) const;  // null: not registered

  /// For find_cast: all names, made for finding them in a text; null for an empty register.
  [[nodiscard]] const detail::NameIndex* names() const { return names_.get(); }

 private:
  std::vector<Actor> actors_;  // sorted by id
  // Copies of a register share it: it is large, never changes, and holds nothing of the copy.
  std::shared_ptr<const detail::NameIndex> names_;
};

/// "General Baqeri" -> "general-baqeri": letters and digits of any script, case and accents
/// folded, everything else a hyphen. "actor" if nothing is left.
[[nodiscard]] std::string slug(std::string_view name);

}  // namespace faultline::actors
