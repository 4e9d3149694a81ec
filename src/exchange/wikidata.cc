// A Wikidata dump (https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON): an entity a line.

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "actors/register_files.h"
#include "exchange/detail/imported.h"
#include "exchange/register_import.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

namespace dom = simdjson::dom;
using Path = std::initializer_list<std::string_view>;

constexpr std::string_view human = "Q5";

std::optional<dom::element> at(dom::element element, Path path) {
  for (const std::string_view key : path) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS ||
        object.at_key(key).get(element) != simdjson::SUCCESS)
      return std::nullopt;
  }
  return element;
}

std::string_view text_at(dom::element element, Path path) {
  const auto found = at(element, path);
  std::string_view text;
  if (!found || found->get(text) != simdjson::SUCCESS) return {};
  return text;
}

/// Visits the members of a list; an absent list has none.
template <class Visit>
void each_of(dom::element element, Path path, Visit visit) {
  const auto found = at(element, path);
  dom::array list;
  if (!found || found->get(list) != simdjson::SUCCESS) return;
  for (const dom::element member : list) visit(member);
}

/// The item that a statement names; empty if it names none, or none any more.
std::string_view item_of(dom::element statement) {
  if (text_at(statement, {"rank"}) == "deprecated") return {};
  if (text_at(statement, {"mainsnak", "snaktype"}) != "value") return {};
  return text_at(statement, {"mainsnak", "datavalue", "value", "id"});
}

/// A point in time as exactly as it is known; none for what is older than our calendar or known to
/// the decade only.
std::optional<PartialDate> date_of(dom::element value) {
  const std::string_view time = text_at(value, {"time"});
  const auto exactness = at(value, {"precision"});
  std::int64_t precision = 0;
  if (!exactness || exactness->get(precision) != simdjson::SUCCESS) return std::nullopt;
  if (precision < 9 || time.size() < 11 || time.front() != '+') return std::nullopt;
  const std::size_t length = precision >= 11 ? 10 : precision == 10 ? 7 : 4;
  const auto date = parse_partial_date(time.substr(1, length));
  if (!date) return std::nullopt;
  return *date;
}

/// The first value of a qualifier. `is_unknown`: the statement says that there is one, and not
/// which.
struct Qualifier {
  std::optional<PartialDate> date;
  bool is_unknown = false;
};
Qualifier qualifier_of(dom::element statement, std::string_view property) {
  Qualifier result;
  bool is_first = true;
  each_of(statement, {"qualifiers", property}, [&](dom::element snak) {
    if (!std::exchange(is_first, false)) return;
    if (const auto value = at(snak, {"datavalue", "value"})) result.date = date_of(*value);
    result.is_unknown = !result.date && text_at(snak, {"snaktype"}) != "novalue";
  });
  return result;
}

/// The address that a statement gives as its reference; empty if it gives none.
std::string_view reference_of(dom::element statement) {
  std::string_view address;
  each_of(statement, {"references"}, [&](dom::element reference) {
    each_of(reference, {"snaks", "P854"}, [&](dom::element snak) {
      if (address.empty()) address = text_at(snak, {"datavalue", "value"});
    });
  });
  return address;
}

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Whether the bytes of `line` name one of these ids at all; most lines of a dump do not.
bool may_name(std::string_view line, const std::vector<std::string>& ids) {
  return ids.empty() || std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
           return line.find('"' + id + '"') != std::string_view::npos;
         });
}

actors::ActorKind kind_of(const std::vector<std::string>& classes) {
  using actors::ActorKind;
  const auto is_any = [&](std::initializer_list<std::string_view> wanted) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](std::string_view one) { return contains(classes, one); });
  };
  if (is_any({human})) return ActorKind::Person;
  // country, sovereign state, state, historical country, country with limited recognition
  if (is_any({"Q6256", "Q3624078", "Q7275", "Q3024240", "Q10711424"})) return ActorKind::State;
  // ethnic group, people, family, clan, social group
  if (is_any({"Q41710", "Q2472587", "Q8436", "Q211503", "Q874405"})) return ActorKind::Group;
  return ActorKind::Organization;
}

/// The line without what belongs to the list around it.
std::string_view entity_in(std::string_view line) {
  while (!line.empty() &&
         (line.back() == ',' || line.back() == '\r' || line.back() == ' ' || line.back() == '\n'))
    line.remove_suffix(1);
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  return line == "[" || line == "]" ? std::string_view() : line;
}

}  // namespace

struct WikidataReader::State {
  struct Fact {
    bool is_role = false;  // else a membership
    std::string item;      // the office, or the bloc
    Period period;
    std::string source;
  };
  struct Kept {
    std::string item;
    actors::Actor actor;
    std::string part_of;  // an item
    std::vector<Fact> facts;
  };

  WikidataOptions options;
  std::string name;
  dom::parser parser;
  ImportedActors imported;
  std::vector<Kept> kept;
  std::set<std::string> seen;                           // items that were kept
  std::unordered_map<std::string, std::string> labels;  // by item; empty: wanted
  std::size_t unnamed = 0;
  std::size_t unclear_ends = 0;

  [[nodiscard]] std::string where(std::uint64_t line) const {
    return fmt::format("{}:{}", name, line);
  }

  /// In the first of the languages that has one.
  [[nodiscard]] std::string label_of(dom::element entity) const {
    for (const std::string& language : options.languages) {
      const std::string_view label = text_at(entity, {"labels", language, "value"});
      if (!label.empty()) return text::fold_space(label);
    }
    return text::fold_space(text_at(entity, {"labels", "mul", "value"}));
  }

  void add_names(dom::element entity, actors::Actor& actor) const {
    for (const std::string& language : options.languages) {
      actors::add_alias(actor, text::fold_space(text_at(entity, {"labels", language, "value"})));
      each_of(entity, {"aliases", language}, [&](dom::element alias) {
        actors::add_alias(actor, text::fold_space(text_at(alias, {"value"})));
      });
    }
    each_of(entity, {"aliases", "mul"}, [&](dom::element alias) {
      actors::add_alias(actor, text::fold_space(text_at(alias, {"value"})));
    });
  }

  static std::vector<std::string> items(dom::element entity, std::string_view property) {
    std::vector<std::string> all;
    each_of(entity, {"claims", property}, [&](dom::element statement) {
      if (const auto item = item_of(statement); !item.empty()) all.emplace_back(item);
    });
    return all;
  }

  static bool fits(const std::vector<std::string>& wanted, const std::vector<std::string>& has) {
    return wanted.empty() || std::any_of(has.begin(), has.end(), [&](const std::string& item) {
             return contains(wanted, item);
           });
  }

  [[nodiscard]] bool is_chosen(dom::element entity, const std::vector<std::string>& classes) const {
    if (!fits(options.instances, classes) || !fits(options.positions, items(entity, "P39")))
      return false;
    return fits(options.countries, items(entity, "P27")) ||
           fits(options.countries, items(entity, "P17"));
  }

  void add_facts(dom::element entity, std::string_view property, bool is_role, Kept& one,
                 std::uint64_t line) {
    each_of(entity, {"claims", property}, [&](dom::element statement) {
      const std::string_view item = item_of(statement);
      if (item.empty()) return;
      const Qualifier from = qualifier_of(statement, "P580");
      const Qualifier to = qualifier_of(statement, "P582");
      if (to.is_unknown) {
        // Without its end it would be taken for an office held until today.
        ++unclear_ends;
        return;
      }
      if (from.date && to.date && last_day(*to.date) < from.date->first) {
        detail::add_problem(imported,
                            fmt::format("{} says of {} that it ended on {} and began on {}; it is "
                                        "left out. Correct it at wikidata.org.",
                                        one.item, item, to_string(*to.date), to_string(*from.date)),
                            where(line));
        return;
      }
      const std::string_view address = reference_of(statement);
      one.facts.push_back({is_role,
                           std::string(item),
                           {from.date, to.date},
                           address.empty() ? fmt::format("wikidata.org/wiki/{}", one.item)
                                           : text::fold_space(address)});
      labels.try_emplace(std::string(item));
    });
  }

  void keep(dom::element entity, std::string_view item, const std::vector<std::string>& classes,
            std::uint64_t line) {
    Kept one;
    one.item = item;
    one.actor.name = label_of(entity);
    if (one.actor.name.empty()) {
      ++unnamed;
      return;
    }
    if (!seen.insert(one.item).second) return;
    one.actor.kind = kind_of(classes);
    add_names(entity, one.actor);
    if (one.actor.kind == actors::ActorKind::Person) {
      for (const std::string& gender : items(entity, "P21"))
        if (one.actor.pronoun.empty()) one.actor.pronoun = detail::pronoun_for(gender);
    }
    add_facts(entity, "P39", /*is_role=*/true, one, line);
    add_facts(entity, "P102", /*is_role=*/false, one, line);
    add_facts(entity, "P463", /*is_role=*/false, one, line);
    for (const std::string_view property : {"P361", "P749", "P17"}) {
      const auto wholes = items(entity, property);
      if (one.part_of.empty() && !wholes.empty() && wholes.front() != one.item &&
          one.actor.kind == actors::ActorKind::Organization)
        one.part_of = wholes.front();
    }
    kept.push_back(std::move(one));
  }

  [[nodiscard]] std::string title_of(const std::string& item) const {
    const auto found = labels.find(item);
    return found == labels.end() || found->second.empty() ? item : found->second;
  }
};

WikidataReader::WikidataReader(WikidataOptions options, std::string name)
    : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  state_->name = std::move(name);
}
WikidataReader::WikidataReader(WikidataReader&&) noexcept = default;
WikidataReader& WikidataReader::operator=(WikidataReader&&) noexcept = default;
WikidataReader::~WikidataReader() = default;

void WikidataReader::read_entity(std::string_view line, std::uint64_t number) {
  const std::string_view entity = entity_in(line);
  if (entity.empty()) return;
  State& state = *state_;
  ++state.imported.entries;
  const WikidataOptions& options = state.options;
  const bool may_fit = may_name(entity, options.instances) && may_name(entity, options.positions) &&
                       may_name(entity, options.countries);
  // What cannot be chosen need not be parsed, but what is no entity at all is told.
  if (!may_fit && entity.starts_with("{\"type\":") && entity.back() == '}') return;
  dom::element root;
  if (const auto code = state.parser.parse(entity.data(), entity.size()).get(root);
      code != simdjson::SUCCESS) {
    detail::add_problem(state.imported,
                        fmt::format("The line is no JSON object ({}); take a dump with an entity "
                                    "on each line, and look whether it is complete.",
                                    simdjson::error_message(code)),
                        state.where(number));
    return;
  }
  const std::string_view item = text_at(root, {"id"});
  if (item.empty()) {
    detail::add_problem(state.imported,
                        "The object has no \"id\" and so is no entity of Wikidata; take a JSON "
                        "dump of entities.",
                        state.where(number));
    return;
  }
  const auto classes = State::items(root, "P31");
  if (state.is_chosen(root, classes)) state.keep(root, item, classes, number);
}

void WikidataReader::read_label(std::string_view line) {
  const std::string_view entity = entity_in(line);
  if (entity.empty()) return;
  State& state = *state_;
  // The id stands near the beginning; only what is wanted is worth parsing.
  constexpr std::string_view before = "\"id\":\"";
  const std::size_t place = entity.substr(0, 200).find(before);
  if (place != std::string_view::npos) {
    const std::size_t begin = place + before.size();
    const std::size_t end = entity.find('"', begin);
    if (end == std::string_view::npos) return;
    if (!state.labels.contains(std::string(entity.substr(begin, end - begin)))) return;
  }
  dom::element root;
  if (state.parser.parse(entity.data(), entity.size()).get(root) != simdjson::SUCCESS) return;
  const auto wanted = state.labels.find(std::string(text_at(root, {"id"})));
  if (wanted != state.labels.end() && wanted->second.empty()) wanted->second = state.label_of(root);
}

bool WikidataReader::wants_labels() const { return !state_->labels.empty(); }

ImportedActors WikidataReader::finish() && {
  State& state = *state_;
  detail::Ids ids;
  std::map<std::string, std::string> id_of;  // by item
  for (auto& one : state.kept) {
    one.actor.is_registered = true;
    one.actor.id = ids.id_for(one.actor.name, one.item);
    id_of.emplace(one.item, one.actor.id);
    if (const auto wanted = state.labels.find(one.item);
        wanted != state.labels.end() && wanted->second.empty())
      wanted->second = one.actor.name;
  }
  std::set<std::string> nameless;
  for (auto& one : state.kept) {
    for (auto& fact : one.facts) {
      const std::string title = state.title_of(fact.item);
      if (title == fact.item) nameless.insert(title);
      if (fact.is_role)
        actors::add_role(one.actor, {title, fact.period, std::move(fact.source)});
      else
        actors::add_membership(one.actor, {title, fact.period, std::move(fact.source)});
    }
    if (const auto whole = id_of.find(one.part_of); whole != id_of.end())
      one.actor.part_of = whole->second;
    state.imported.actors.push_back(std::move(one.actor));
  }
  detail::sort_actors(state.imported);
  auto& notes = state.imported.notes;
  if (state.unnamed > 0)
    notes.push_back(
        fmt::format("{} entities have no label in the languages asked for and were "
                    "left out; name more languages.",
                    state.unnamed));
  if (state.unclear_ends > 0)
    notes.push_back(
        fmt::format("{} offices and memberships ended on a day that Wikidata does not "
                    "know and were left out.",
                    state.unclear_ends));
  if (!nameless.empty())
    notes.push_back(
        fmt::format("{} offices or blocs have no label in this file and are called by "
                    "their ids, such as {}.",
                    nameless.size(), *nameless.begin()));
  return std::move(state.imported);
}

}  // namespace faultline::exchange
