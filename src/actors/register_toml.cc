#include <fmt/core.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <array>
#include <set>

#include "actors/register.h"
#include "text/text.h"

namespace faultline::actors {
namespace {

using Keys = std::initializer_list<std::string_view>;

/// Reads one register file; the first thing that is wrong ends it.
class RegisterReader {
 public:
  RegisterReader(const toml::table& root, const std::string& name) : root_(root), name_(name) {}

  Result<std::vector<Actor>> read() {
    if (auto known = check_keys(root_, {"actor"}, "The register"); !known) {
      return tl::unexpected(known.error());
    }
    const toml::node* const list = root_.get("actor");
    if (list == nullptr) return std::vector<Actor>{};
    const toml::array* const tables = list->as_array();
    if (tables == nullptr) {
      return malformed(
          *list, "\"actor\" is not a list of tables; begin each actor with a line [[actor]].");
    }
    std::vector<Actor> actors;
    for (const toml::node& node : *tables) {
      const toml::table* const table = node.as_table();
      if (table == nullptr) {
        return malformed(node, "An actor is not a table; begin each actor with a line [[actor]].");
      }
      Result<Actor> actor = read_actor(*table);
      if (!actor) return tl::unexpected(actor.error());
      if (!ids_.insert(actor->id).second) {
        return malformed(
            place_of(*table, "id"),
            fmt::format("The id \"{}\" is used for two actors; give each its own.", actor->id));
      }
      actors.push_back(std::move(*actor));
    }
    for (const auto& [part_of, place] : wholes_) {
      if (!ids_.contains(part_of)) {
        return malformed(
            *place,
            fmt::format("part_of names \"{}\", but no actor has this id; write the id of an "
                        "actor of this file.",
                        part_of));
      }
    }
    return actors;
  }

 private:
  [[nodiscard]] tl::unexpected<Error> malformed(const toml::node& place,
                                                std::string message) const {
    const toml::source_position at = place.source().begin;
    return failure(ErrorCode::Malformed, std::move(message),
                   fmt::format("{}:{}:{}", name_, at.line, at.column));
  }

  static const toml::node& place_of(const toml::table& table, std::string_view key) {
    const toml::node* const node = table.get(key);
    return node == nullptr ? table : *node;
  }

  [[nodiscard]] Result<void> check_keys(const toml::table& table, Keys known,
                                        std::string_view whose) const {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      const toml::source_position at = key.source().begin;
      return failure(ErrorCode::Malformed,
                     fmt::format("{} has an unknown key \"{}\"; known are {}.", whose, key.str(),
                                 fmt::join(known, ", ")),
                     fmt::format("{}:{}:{}", name_, at.line, at.column));
    }
    return {};
  }

  /// The text under `key`; empty where there is none.
  [[nodiscard]] Result<std::string> text_of(const toml::table& table, std::string_view key) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return std::string();
    const auto value = node->value_exact<std::string>();
    if (!value)
      return malformed(*node,
                       fmt::format("\"{}\" is not a text; write it between quotation marks.", key));
    return text::fold_space(*value);
  }

  [[nodiscard]] Result<Actor> read_actor(const toml::table& table) {
    if (auto known =
            check_keys(table, {"id", "name", "kind", "also", "pronoun", "part_of", "role", "bloc"},
                       "An actor");
        !known) {
      return tl::unexpected(known.error());
    }
    Actor actor;
    actor.is_registered = true;
    if (auto done = read_texts(table, actor); !done) return tl::unexpected(done.error());
    if (auto done = read_aliases(table, actor); !done) return tl::unexpected(done.error());
    if (auto done = read_roles(table, actor); !done) return tl::unexpected(done.error());
    if (auto done = read_blocs(table, actor); !done) return tl::unexpected(done.error());
    return actor;
  }

  [[nodiscard]] Result<void> read_texts(const toml::table& table, Actor& actor) {
    std::string kind;
    for (const auto& [key, field] : {std::pair<std::string_view, std::string*>{"name", &actor.name},
                                     {"id", &actor.id},
                                     {"kind", &kind},
                                     {"pronoun", &actor.pronoun},
                                     {"part_of", &actor.part_of}}) {
      Result<std::string> text = text_of(table, key);
      if (!text) return tl::unexpected(text.error());
      *field = std::move(*text);
    }
    if (actor.name.empty()) {
      return malformed(place_of(table, "name"), "An actor has no name; add name = \"...\".");
    }
    if (actor.id.empty()) actor.id = slug(actor.name);
    if (const std::string good = slug(actor.id); good != actor.id) {
      return malformed(
          place_of(table, "id"),
          fmt::format("The id \"{}\" is not lower-case words joined by hyphens; write \"{}\".",
                      actor.id, good));
    }
    if (!kind.empty()) {
      const std::optional<ActorKind> parsed = parse_actor_kind(kind);
      if (!parsed) {
        return malformed(
            place_of(table, "kind"),
            fmt::format("\"{}\" is no kind of actor; write person, organization, state or group.",
                        kind));
      }
      actor.kind = *parsed;
    }
    static constexpr std::array<std::string_view, 5> pronouns = {"", "he", "she", "they", "it"};
    if (std::find(pronouns.begin(), pronouns.end(), actor.pronoun) == pronouns.end()) {
      return malformed(
          place_of(table, "pronoun"),
          fmt::format("\"{}\" is not a pronoun that is known; write he, she, they or it.",
                      actor.pronoun));
    }
    if (!actor.part_of.empty()) wholes_.emplace_back(actor.part_of, &place_of(table, "part_of"));
    return {};
  }

  [[nodiscard]] Result<void> read_aliases(const toml::table& table, Actor& actor) const {
    const toml::node* const node = table.get("also");
    if (node == nullptr) return {};
    const toml::array* const list = node->as_array();
    if (list == nullptr) {
      return malformed(*node,
                       "\"also\" is not a list; write also = [\"another name\", \"a third\"].");
    }
    for (const toml::node& entry : *list) {
      const auto value = entry.value_exact<std::string>();
      if (!value)
        return malformed(entry,
                         "A name in \"also\" is not a text; write it between quotation marks.");
      std::string alias = text::fold_space(*value);
      if (alias.empty())
        return malformed(entry, "A name in \"also\" is empty; write one or remove it.");
      actor.aliases.push_back(std::move(alias));
    }
    return {};
  }

  /// The tables under `key`: a list of tables, inline or with [[actor.role]] headers.
  [[nodiscard]] Result<std::vector<const toml::table*>> tables_of(const toml::table& table,
                                                                  std::string_view key) const {
    std::vector<const toml::table*> tables;
    const toml::node* const node = table.get(key);
    if (node == nullptr) return tables;
    const toml::array* const list = node->as_array();
    if (list == nullptr) {
      return malformed(
          *node, fmt::format("\"{}\" is not a list of tables; write {} = [ {{...}} ].", key, key));
    }
    for (const toml::node& entry : *list) {
      const toml::table* const part = entry.as_table();
      if (part == nullptr) {
        return malformed(entry,
                         fmt::format("An entry of \"{}\" is not a table; write {{ ... }}.", key));
      }
      tables.push_back(part);
    }
    return tables;
  }

  [[nodiscard]] Result<void> read_roles(const toml::table& table, Actor& actor) const {
    const auto tables = tables_of(table, "role");
    if (!tables) return tl::unexpected(tables.error());
    for (const toml::table* const part : *tables) {
      if (auto known = check_keys(*part, {"title", "from", "to", "source"}, "A role"); !known)
        return known;
      Result<std::string> title = text_of(*part, "title");
      if (!title) return tl::unexpected(title.error());
      if (title->empty()) return malformed(*part, "A role has no title; add title = \"...\".");
      Result<Period> period = period_of(*part);
      if (!period) return tl::unexpected(period.error());
      Result<std::string> source = text_of(*part, "source");
      if (!source) return tl::unexpected(source.error());
      actor.roles.push_back({std::move(*title), *period, std::move(*source)});
    }
    return {};
  }

  [[nodiscard]] Result<void> read_blocs(const toml::table& table, Actor& actor) const {
    const auto tables = tables_of(table, "bloc");
    if (!tables) return tl::unexpected(tables.error());
    for (const toml::table* const part : *tables) {
      if (auto known = check_keys(*part, {"name", "from", "to", "source"}, "A bloc"); !known)
        return known;
      Result<std::string> bloc = text_of(*part, "name");
      if (!bloc) return tl::unexpected(bloc.error());
      if (bloc->empty()) return malformed(*part, "A bloc has no name; add name = \"...\".");
      Result<Period> period = period_of(*part);
      if (!period) return tl::unexpected(period.error());
      Result<std::string> source = text_of(*part, "source");
      if (!source) return tl::unexpected(source.error());
      actor.blocs.push_back({std::move(*bloc), *period, std::move(*source)});
    }
    return {};
  }

  [[nodiscard]] Result<Period> period_of(const toml::table& table) const {
    Period period;
    for (const auto& [key, end] :
         {std::pair<std::string_view, std::optional<PartialDate>*>{"from", &period.from},
          {"to", &period.to}}) {
      const toml::node* const node = table.get(key);
      if (node == nullptr) continue;
      Result<PartialDate> date = date_of(*node);
      if (!date) return tl::unexpected(date.error());
      *end = *date;
    }
    if (period.from && period.to && last_day(*period.to) < period.from->first) {
      return malformed(
          place_of(table, "to"),
          fmt::format("A period ends on {} before it begins on {}; exchange or correct the two.",
                      to_string(*period.to), to_string(*period.from)));
    }
    return period;
  }

  /// A date between quotation marks, TOML's own date, or a bare year.
  [[nodiscard]] Result<PartialDate> date_of(const toml::node& node) const {
    std::string iso;
    if (const auto text = node.value_exact<std::string>()) {
      iso = *text;
    } else if (const auto date = node.value_exact<toml::date>()) {
      iso = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
    } else if (const auto year = node.value_exact<std::int64_t>()) {
      iso = fmt::format("{:04}", *year);
    }
    Result<PartialDate> parsed = parse_partial_date(iso);
    if (parsed) return parsed;
    return malformed(node,
                     fmt::format("\"{}\" is not a date; write 2024-10-26, 2024-10 or 2024.", iso));
  }

  const toml::table& root_;
  const std::string& name_;
  std::set<std::string, std::less<>> ids_;
  std::vector<std::pair<std::string, const toml::node*>> wholes_;
};

}  // namespace

Result<Register> Register::parse(std::string_view toml, const std::string& name) {
  toml::table root;
  try {
    root = toml::parse(toml);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return failure(ErrorCode::Malformed,
                   fmt::format("The register is not TOML: {}", error.description()),
                   fmt::format("{}:{}:{}", name, at.line, at.column));
  }
  Result<std::vector<Actor>> actors = RegisterReader(root, name).read();
  if (!actors) return tl::unexpected(actors.error());
  return from_actors(std::move(*actors));
}

}  // namespace faultline::actors
