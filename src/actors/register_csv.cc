#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "actors/register_files.h"
#include "text/csv.h"
#include "text/text.h"

namespace faultline::actors {
namespace {

enum class Column : std::uint8_t {
  Actor,
  Fact,
  Value,
  From,
  To,
  Source,
  Id,
  Name,
  Kind,
  Also,
  Pronoun,
  PartOf,
  Role,
  RoleFrom,
  RoleTo,
  RoleSource,
  Bloc,
  BlocFrom,
  BlocTo,
  BlocSource,
};

using Named = std::pair<std::string_view, Column>;

constexpr std::array<Named, 6> fact_columns{{{"actor", Column::Actor},
                                             {"fact", Column::Fact},
                                             {"value", Column::Value},
                                             {"from", Column::From},
                                             {"to", Column::To},
                                             {"source", Column::Source}}};
constexpr std::array<Named, 14> actor_columns{{{"id", Column::Id},
                                               {"name", Column::Name},
                                               {"kind", Column::Kind},
                                               {"also", Column::Also},
                                               {"pronoun", Column::Pronoun},
                                               {"part_of", Column::PartOf},
                                               {"role", Column::Role},
                                               {"role_from", Column::RoleFrom},
                                               {"role_to", Column::RoleTo},
                                               {"role_source", Column::RoleSource},
                                               {"bloc", Column::Bloc},
                                               {"bloc_from", Column::BlocFrom},
                                               {"bloc_to", Column::BlocTo},
                                               {"bloc_source", Column::BlocSource}}};
constexpr std::array<std::string_view, 7> facts = {"name", "alias", "kind",   "pronoun",
                                                   "role", "bloc",  "part_of"};
constexpr std::array<std::string_view, 4> pronouns = {"he", "she", "they", "it"};

template <std::size_t N>
std::string names_of(const std::array<Named, N>& columns) {
  std::vector<std::string_view> names;
  for (const auto& [name, column] : columns) names.push_back(name);
  return fmt::format("{}", fmt::join(names, ", "));
}

/// Reads a table; a row that is wrong is reported and the next one read.
class TableReader {
 public:
  TableReader(std::string_view csv, const std::string& name)
      : name_(name), reader_(csv, text::separator_of(csv), name) {}

  ReadActors read() {
    if (next() && read_header()) {
      while (next()) is_fact_table_ ? read_fact() : read_actor();
    }
    return finish();
  }

 private:
  struct Draft {
    Actor actor;
    std::uint32_t line = 0;  // of its first row
    bool has_kind = false;
    bool is_wrong = false;
    std::uint32_t part_of_line = 0;
  };

  void complain(std::string message) { complain_at(record_.line, std::move(message)); }
  void complain_at(std::uint32_t line, std::string message) {
    problems_.push_back(
        {ErrorCode::Malformed, std::move(message), fmt::format("{}:{}", name_, line)});
  }

  bool next() {
    while (true) {
      const auto read = reader_.next(record_);
      if (read) return *read;
      problems_.push_back(read.error());
    }
  }

  template <std::size_t N>
  bool place_columns(const std::array<Named, N>& known) {
    for (std::size_t i = 0; i < record_.cells.size(); ++i) {
      const std::string cell = text::fold_name(record_.cells[i]);
      if (cell.empty()) continue;
      const auto* const found = std::find_if(
          known.begin(), known.end(), [&](const Named& column) { return column.first == cell; });
      if (found == known.end()) {
        complain(fmt::format("The table has an unknown column \"{}\"; known are {}.",
                             record_.cells[i], names_of(known)));
        return false;
      }
      if (!places_.emplace(found->second, i).second) {
        complain(fmt::format("The column \"{}\" is there twice; leave one out.", cell));
        return false;
      }
    }
    return true;
  }

  bool read_header() {
    const auto has = [&](std::string_view name) {
      return std::any_of(record_.cells.begin(), record_.cells.end(),
                         [&](const std::string& cell) { return text::fold_name(cell) == name; });
    };
    is_fact_table_ = has("fact");
    if (is_fact_table_) {
      if (!place_columns(fact_columns)) return false;
      for (const auto& [name, column] : {fact_columns[0], fact_columns[2]}) {
        if (places_.contains(column)) continue;
        complain(fmt::format("The table has no column \"{}\"; a table of facts has {}.", name,
                             names_of(fact_columns)));
        return false;
      }
      return true;
    }
    if (!has("name")) {
      complain(
          fmt::format("The first line names neither a column \"fact\" nor a column \"name\"; "
                      "write {} for a row per fact or {} for a row per actor.",
                      names_of(fact_columns), names_of(actor_columns)));
      return false;
    }
    return place_columns(actor_columns);
  }

  /// The text in a column; empty where the table has no such column.
  [[nodiscard]] std::string cell(Column column) const {
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= record_.cells.size()) return {};
    return text::fold_space(text::without_guard(record_.cells[place->second]));
  }

  Draft* draft(const std::string& id) {
    if (id.empty()) {
      complain("The row names no actor; write the id of one in its first column.");
      return nullptr;
    }
    const std::string good = slug(id);
    auto found = drafts_.find(good);
    if (found == drafts_.end()) {
      found = drafts_.emplace(good, Draft{}).first;
      found->second.actor.id = good;
      found->second.actor.is_registered = true;
      found->second.line = record_.line;
    }
    if (good == id) return &found->second;
    complain(fmt::format("The id \"{}\" is not lower-case words joined by hyphens; write \"{}\".",
                         id, good));
    found->second.is_wrong = true;
    return nullptr;
  }

  std::optional<Period> period(Column from_column, Column to_column) {
    Period period;
    for (const auto& [column, end] :
         {std::pair(from_column, &period.from), std::pair(to_column, &period.to)}) {
      const std::string iso = cell(column);
      if (iso.empty()) continue;
      const auto date = parse_partial_date(iso);
      if (!date) {
        complain(fmt::format("\"{}\" is not a date; write 2024-10-26, 2024-10 or 2024.", iso));
        return std::nullopt;
      }
      *end = *date;
    }
    if (period.from && period.to && last_day(*period.to) < period.from->first) {
      complain(
          fmt::format("A period ends on {} before it begins on {}; exchange or correct the two.",
                      to_string(*period.to), to_string(*period.from)));
      return std::nullopt;
    }
    return period;
  }

  /// Sets a value that an actor has once; false and a complaint if it has another one.
  bool set_once(std::string& value, std::string wanted, std::string_view what) {
    if (value.empty() || value == wanted) {
      value = std::move(wanted);
      return true;
    }
    complain(fmt::format("The actor has two values for {}, \"{}\" and \"{}\"; keep one.", what,
                         value, wanted));
    return false;
  }

  bool set_kind(Draft& draft, const std::string& word) {
    const auto kind = parse_actor_kind(word);
    if (!kind) {
      complain(fmt::format(
          "\"{}\" is no kind of actor; write person, organization, state or group.", word));
      return false;
    }
    if (draft.has_kind && draft.actor.kind != *kind) {
      complain(fmt::format("The actor has two values for kind, \"{}\" and \"{}\"; keep one.",
                           to_string(draft.actor.kind), word));
      return false;
    }
    draft.actor.kind = *kind;
    draft.has_kind = true;
    return true;
  }

  bool set_pronoun(Draft& draft, const std::string& word) {
    if (std::find(pronouns.begin(), pronouns.end(), word) == pronouns.end()) {
      complain(
          fmt::format("\"{}\" is not a pronoun that is known; write he, she, they or it.", word));
      return false;
    }
    return set_once(draft.actor.pronoun, word, "pronoun");
  }

  bool set_part_of(Draft& draft, const std::string& id) {
    draft.part_of_line = record_.line;
    return set_once(draft.actor.part_of, id, "part_of");
  }

  void read_fact() {
    Draft* const found = draft(cell(Column::Actor));
    if (found == nullptr) return;
    if (!add_fact(*found, text::fold_name(cell(Column::Fact)), cell(Column::Value)))
      found->is_wrong = true;
  }

  bool add_fact(Draft& draft, const std::string& fact, const std::string& value) {
    if (std::find(facts.begin(), facts.end(), fact) == facts.end()) {
      complain(
          fmt::format("\"{}\" is no fact that is known; write {}.", fact, fmt::join(facts, ", ")));
      return false;
    }
    if (value.empty()) {
      complain(
          fmt::format("The {} has no value; fill the column \"value\" or remove the row.", fact));
      return false;
    }
    const bool is_dated = fact == "role" || fact == "bloc";
    const auto when = period(Column::From, Column::To);
    if (!when) return false;
    if (!is_dated && (when->from || when->to)) {
      complain(fmt::format("A {} has no dates; only roles and blocs do. Empty \"from\" and \"to\".",
                           fact));
      return false;
    }
    if (fact == "role") add_role(draft.actor, {value, *when, cell(Column::Source)});
    if (fact == "bloc") add_membership(draft.actor, {value, *when, cell(Column::Source)});
    if (fact == "alias") draft.actor.aliases.push_back(value);
    if (fact == "name") return set_once(draft.actor.name, value, "name");
    if (fact == "kind") return set_kind(draft, value);
    if (fact == "pronoun") return set_pronoun(draft, value);
    if (fact == "part_of") return set_part_of(draft, value);
    return true;
  }

  void read_actor() {
    const std::string name = cell(Column::Name);
    const std::string id = cell(Column::Id);
    if (name.empty() && id.empty())
      return complain("The row has no name; fill the column \"name\".");
    Draft* const found = draft(id.empty() ? slug(name) : id);
    if (found == nullptr) return;
    if (!add_row(*found, name)) found->is_wrong = true;
  }

  bool add_row(Draft& draft, const std::string& name) {
    if (!name.empty() && !set_once(draft.actor.name, name, "name")) return false;
    if (const auto kind = cell(Column::Kind); !kind.empty() && !set_kind(draft, kind)) return false;
    if (const auto word = cell(Column::Pronoun); !word.empty() && !set_pronoun(draft, word))
      return false;
    if (const auto whole = cell(Column::PartOf); !whole.empty() && !set_part_of(draft, whole))
      return false;
    add_names(draft.actor, cell(Column::Also));
    const std::string role = cell(Column::Role);
    const std::string bloc = cell(Column::Bloc);
    const auto held = period(Column::RoleFrom, Column::RoleTo);
    const auto belonged = period(Column::BlocFrom, Column::BlocTo);
    if (!held || !belonged) return false;
    for (const auto& [what, value, when] :
         {std::tuple("role", &role, &*held), std::tuple("bloc", &bloc, &*belonged)}) {
      if (!value->empty() || (!when->from && !when->to)) continue;
      complain(
          fmt::format("The row has dates for a {0}, but no {0}; fill the column \"{0}\".", what));
      return false;
    }
    if (!role.empty()) add_role(draft.actor, {role, *held, cell(Column::RoleSource)});
    if (!bloc.empty()) add_membership(draft.actor, {bloc, *belonged, cell(Column::BlocSource)});
    return true;
  }

  /// "Velasko; N. Velasko"
  static void add_names(Actor& actor, std::string_view list) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(';'), list.size());
      actor.aliases.push_back(text::fold_space(list.substr(0, end)));
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }

  /// Each other name once, and never the name itself.
  static void keep_different(Actor& actor) {
    std::set<std::string> seen{"", actor.name};
    std::erase_if(actor.aliases,
                  [&seen](const std::string& alias) { return !seen.insert(alias).second; });
  }

  ReadActors finish() {
    ReadActors result;
    for (auto& [id, draft] : drafts_) {
      if (!draft.is_wrong && draft.actor.name.empty()) {
        complain_at(draft.line,
                    fmt::format("The actor \"{}\" has no name; add a row that says it.", id));
        draft.is_wrong = true;
      }
      const auto whole = drafts_.find(draft.actor.part_of);
      if (!draft.actor.part_of.empty() && whole == drafts_.end()) {
        complain_at(draft.part_of_line,
                    fmt::format("part_of names \"{}\", but no actor has this id; write the id of "
                                "an actor of this file.",
                                draft.actor.part_of));
        draft.is_wrong = true;
      }
    }
    for (auto& [id, draft] : drafts_) {
      if (draft.is_wrong) continue;
      keep_different(draft.actor);
      result.actors.push_back(std::move(draft.actor));
    }
    result.problems = std::move(problems_);
    return result;
  }

  const std::string& name_;
  text::CsvReader reader_;
  text::CsvRecord record_;
  std::map<Column, std::size_t> places_;
  bool is_fact_table_ = false;
  std::map<std::string, Draft> drafts_;
  std::vector<Error> problems_;
};

}  // namespace

ReadActors read_actors_csv(std::string_view csv, const std::string& name) {
  return TableReader(csv, name).read();
}

}  // namespace faultline::actors
