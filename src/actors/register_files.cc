#include "actors/register_files.h"

#include <fmt/core.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "text/csv.h"

namespace faultline::actors {
namespace {

/// A basic string of TOML.
std::string toml_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

void write_fact(std::ostream& out, std::string_view key, std::string_view what,
                const Period& period, std::string_view source) {
  out << "  {" << key << " = " << toml_text(what);
  if (period.from) out << ", from = " << toml_text(to_string(*period.from));
  if (period.to) out << ", to = " << toml_text(to_string(*period.to));
  if (!source.empty()) out << ", source = " << toml_text(source);
  out << "},\n";
}

void write_toml(std::ostream& out, const Actor& actor) {
  out << "[[actor]]\nid = " << toml_text(actor.id) << "\nname = " << toml_text(actor.name) << '\n';
  if (actor.kind != ActorKind::Person) out << "kind = " << toml_text(to_string(actor.kind)) << '\n';
  if (!actor.aliases.empty()) {
    out << "also = [";
    for (std::size_t i = 0; i < actor.aliases.size(); ++i)
      out << (i == 0 ? "" : ", ") << toml_text(actor.aliases[i]);
    out << "]\n";
  }
  if (!actor.pronoun.empty()) out << "pronoun = " << toml_text(actor.pronoun) << '\n';
  if (!actor.part_of.empty()) out << "part_of = " << toml_text(actor.part_of) << '\n';
  if (!actor.roles.empty()) {
    out << "role = [\n";
    for (const Role& role : actor.roles)
      write_fact(out, "title", role.title, role.period, role.source);
    out << "]\n";
  }
  if (!actor.blocs.empty()) {
    out << "bloc = [\n";
    for (const Membership& membership : actor.blocs)
      write_fact(out, "name", membership.bloc, membership.period, membership.source);
    out << "]\n";
  }
}

void write_row(std::ostream& out, const Actor& actor, std::string_view fact, std::string_view value,
               const Period& period = {}, std::string_view source = {}) {
  out << text::csv_cell(actor.id, true) << ',' << fact << ',' << text::csv_cell(value, true) << ','
      << (period.from ? to_string(*period.from) : std::string()) << ','
      << (period.to ? to_string(*period.to) : std::string()) << ',' << text::csv_cell(source, true)
      << "\r\n";
}

template <class Fact>
void add_once(std::vector<Fact>& list, Fact fact) {
  if (std::find(list.begin(), list.end(), fact) == list.end()) list.push_back(std::move(fact));
}

void add_all(Actor& actor, Actor more) {
  if (actor.part_of.empty()) actor.part_of = std::move(more.part_of);
  if (actor.pronoun.empty()) actor.pronoun = std::move(more.pronoun);
  if (actor.name.empty()) actor.name = more.name;
  add_alias(actor, std::move(more.name));
  for (std::string& alias : more.aliases) add_alias(actor, std::move(alias));
  for (Role& role : more.roles) add_role(actor, std::move(role));
  for (Membership& membership : more.blocs) add_membership(actor, std::move(membership));
}

}  // namespace

void write_actors_toml(std::ostream& out, std::span<const Actor> actors) {
  for (const Actor& actor : actors) {
    if (&actor != actors.data()) out << '\n';
    write_toml(out, actor);
    if (!out) return;  // nobody takes the rest
  }
}

void write_actors_csv(std::ostream& out, std::span<const Actor> actors) {
  out << "actor,fact,value,from,to,source\r\n";
  for (const Actor& actor : actors) {
    write_row(out, actor, "name", actor.name);
    write_row(out, actor, "kind", to_string(actor.kind));
    for (const std::string& alias : actor.aliases) write_row(out, actor, "alias", alias);
    if (!actor.pronoun.empty()) write_row(out, actor, "pronoun", actor.pronoun);
    if (!actor.part_of.empty()) write_row(out, actor, "part_of", actor.part_of);
    for (const Role& role : actor.roles)
      write_row(out, actor, "role", role.title, role.period, role.source);
    for (const Membership& membership : actor.blocs)
      write_row(out, actor, "bloc", membership.bloc, membership.period, membership.source);
    if (!out) return;  // nobody takes the rest
  }
}

std::vector<Actor> joined_actors(std::vector<Actor> first, std::vector<Actor> second) {
  std::vector<Actor> all = std::move(first);
  all.insert(all.end(), std::make_move_iterator(second.begin()),
             std::make_move_iterator(second.end()));
  std::stable_sort(all.begin(), all.end(),
                   [](const Actor& one, const Actor& other) { return one.id < other.id; });
  std::vector<Actor> joined;
  for (Actor& actor : all) {
    if (joined.empty() || joined.back().id != actor.id) {
      joined.push_back(std::move(actor));
    } else {
      add_all(joined.back(), std::move(actor));
    }
  }
  return joined;
}

void add_alias(Actor& actor, std::string alias) {
  if (alias.empty() || alias == actor.name) return;
  add_once(actor.aliases, std::move(alias));
}

void add_role(Actor& actor, Role role) { add_once(actor.roles, std::move(role)); }

void add_membership(Actor& actor, Membership membership) {
  add_once(actor.blocs, std::move(membership));
}

}  // namespace faultline::actors
