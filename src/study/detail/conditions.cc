#include "study/detail/conditions.h"

#include <fmt/core.h>

#include "positions/positions.h"
#include "study/detail/names.h"

namespace faultline::study::detail {
namespace {

/// True in SQL if `actor` belongs to the bloc of the parameter on `day`. Without a day only a
/// membership that has no ends can be told to hold.
std::string is_member(std::string_view actor, std::string_view day) {
  return fmt::format(
      "EXISTS (SELECT 1 FROM v_memberships m WHERE m.actor = {0} AND m.bloc = ? "
      "AND (m.first_day IS NULL OR m.first_day <= {1}) "
      "AND (m.last_day IS NULL OR {1} <= m.last_day))",
      actor, day);
}

void add_place_and_time(Conditions& conditions, const Filter& filter, std::string_view day) {
  if (filter.article) conditions.add("a.id = ?", *filter.article);
  if (filter.outlet) conditions.add("a.outlet = ?", *filter.outlet);
  if (filter.from) conditions.add(fmt::format("{} >= ?", day), *filter.from);
  if (filter.to) conditions.add(fmt::format("{} <= ?", day), *filter.to);
}

/// True in SQL of relations whose act and sign PLOVER calls `category`.
std::string acts_of(std::string_view category) {
  std::string any = "0";
  for (const positions::Act act : positions::all_acts())
    for (const int sign : {-1, 0, 1})
      if (positions::plover(act, sign).category == category)
        any += fmt::format(" OR (r.act = '{}' AND r.sign = {})", positions::to_string(act), sign);
  return fmt::format("({})", any);
}

/// A relation with the act and sign that the filter names, where `link` ties it to the row.
void add_act_of(Conditions& conditions, const Filter& filter, std::string_view link) {
  const auto exists = [&](std::string_view more) {
    return fmt::format("EXISTS (SELECT 1 FROM relation x WHERE {} AND x.is_valid{})", link, more);
  };
  if (filter.act && filter.sign)
    conditions.add(exists(" AND x.act = ? AND x.sign = ?"), positions::to_string(*filter.act),
                   *filter.sign);
  else if (filter.act)
    conditions.add(exists(" AND x.act = ?"), positions::to_string(*filter.act));
  else if (filter.sign)
    conditions.add(exists(" AND x.sign = ?"), *filter.sign);
}

// The concept itself and all below it. A codebook whose parents go in a circle is refused, and
// UNION would end even there.
constexpr std::string_view concept_or_below =
    "IN (WITH RECURSIVE below (name) AS (VALUES (?) UNION SELECT k.name FROM concept k "
    "JOIN below ON k.parent = below.name) SELECT name FROM below)";

void add_concept_of(Conditions& conditions, const Filter& filter, std::string_view link) {
  if (filter.concept_name)
    conditions.add(fmt::format("EXISTS (SELECT 1 FROM coding y WHERE {} AND y.is_valid "
                               "AND y.concept {})",
                               link, concept_or_below),
                   *filter.concept_name);
}

/// A statement reported and made as the filter says, where `link` ties it, as `z`, to the row.
void add_manner_of(Conditions& conditions, const Filter& filter, std::string_view link) {
  std::string wanted;
  std::vector<sqlite::Value> values;
  const auto want = [&](const char* sql, sqlite::Value value) {
    wanted += sql;
    values.push_back(std::move(value));
  };
  if (filter.cue_class) want(" AND z.cue_class = ?", statements::to_string(*filter.cue_class));
  if (filter.modality) want(" AND z.modality = ?", statements::to_string(*filter.modality));
  if (filter.polarity) want(" AND z.polarity = ?", statements::to_string(*filter.polarity));
  if (filter.venue) want(" AND instr(lower(z.venue_text), lower(?)) > 0", *filter.venue);
  if (wanted.empty()) return;
  conditions.add_all(
      fmt::format("EXISTS (SELECT 1 FROM statement z WHERE {} AND z.is_valid{})", link, wanted),
      std::move(values));
}

Result<void> add_words(sqlite::Connection& connection, Conditions& conditions, const Filter& filter,
                       std::string_view key, std::string_view table) {
  if (!filter.text) return {};
  if (auto checked = check_words(connection, table, *filter.text); !checked) return checked;
  conditions.add(fmt::format("{0} IN (SELECT rowid FROM {1} WHERE {1} MATCH ?)", key, table),
                 *filter.text);
  return {};
}

void add_confidence(Conditions& conditions, const Filter& filter, std::string_view row) {
  // What a person has changed or confirmed is sure.
  if (filter.min_confidence)
    conditions.add(fmt::format("({0}.is_corrected OR {0}.confidence >= ?)", row),
                   *filter.min_confidence);
}

}  // namespace

std::string speaker_of(const Filter& filter) {
  if (!filter.by_principal) return "s.speaker";
  return fmt::format("coalesce({}, s.speaker)", principal_of_statement);
}

Result<Conditions> statement_conditions(sqlite::Connection& connection, const Filter& filter) {
  Conditions conditions("s.is_valid");
  add_place_and_time(conditions, filter, "s.day");
  const std::string speaker = speaker_of(filter);
  if (filter.actor) conditions.add(fmt::format("{} = ?", speaker), *filter.actor);
  if (filter.bloc) conditions.add(is_member(speaker, "s.day"), *filter.bloc);
  add_concept_of(conditions, filter, "y.statement = s.key");
  add_act_of(conditions, filter, "x.statement = s.key");
  add_manner_of(conditions, filter, "z.key = s.key");
  add_confidence(conditions, filter, "s");
  if (auto done = add_words(connection, conditions, filter, "s.key", "statement_search"); !done)
    return tl::unexpected(done.error());
  return conditions;
}

Result<Conditions> relation_conditions(sqlite::Connection& connection, const Filter& filter,
                                       std::string_view bloc_end) {
  Conditions conditions("r.is_valid");
  add_place_and_time(conditions, filter, "r.day");
  if (filter.actor)
    conditions.add("(r.from_actor = ? OR r.to_actor = ?)", *filter.actor, *filter.actor);
  if (filter.bloc) conditions.add(is_member(bloc_end, "r.day"), *filter.bloc);
  add_concept_of(conditions, filter, "y.statement = r.statement");
  if (filter.act) conditions.add("r.act = ?", positions::to_string(*filter.act));
  if (filter.sign) conditions.add("r.sign = ?", *filter.sign);
  if (filter.key) conditions.add("r.key = ?", *filter.key);
  if (filter.by) conditions.add("r.from_actor = ?", *filter.by);
  if (filter.toward) conditions.add("r.to_actor = ?", *filter.toward);
  if (filter.origin) conditions.add("r.origin = ?", positions::to_string(*filter.origin));
  if (filter.min_intensity) conditions.add("r.intensity >= ?", *filter.min_intensity);
  if (filter.plover) conditions.add(acts_of(*filter.plover));
  add_manner_of(conditions, filter, "z.key = r.statement");
  add_confidence(conditions, filter, "r");
  if (auto done = add_words(connection, conditions, filter, "r.key", "relation_search"); !done)
    return tl::unexpected(done.error());
  return conditions;
}

Result<Conditions> coding_conditions(sqlite::Connection& connection, const Filter& filter) {
  Conditions conditions("c.is_valid");
  add_place_and_time(conditions, filter, "s.day");
  if (filter.actor) conditions.add("c.actor = ?", *filter.actor);
  if (filter.bloc) conditions.add(is_member("c.actor", "s.day"), *filter.bloc);
  if (filter.concept_name)
    conditions.add(fmt::format("c.concept {}", concept_or_below), *filter.concept_name);
  add_act_of(conditions, filter, "x.statement = c.statement");
  add_manner_of(conditions, filter, "z.key = c.statement");
  add_confidence(conditions, filter, "c");
  if (auto done = add_words(connection, conditions, filter, "c.statement", "statement_search");
      !done)
    return tl::unexpected(done.error());
  return conditions;
}

Result<Conditions> article_conditions(sqlite::Connection& connection, const Filter& filter) {
  Conditions conditions("1");
  add_place_and_time(conditions, filter, "a.published");
  if (filter.actor)
    conditions.add(
        "(EXISTS (SELECT 1 FROM cast_member m WHERE m.article = a.key AND m.actor = ?) "
        "OR EXISTS (SELECT 1 FROM statement s WHERE s.article = a.key AND s.is_valid "
        "AND s.speaker = ?) "
        "OR EXISTS (SELECT 1 FROM relation r WHERE r.article = a.key AND r.is_valid "
        "AND (r.from_actor = ? OR r.to_actor = ?)))",
        *filter.actor, *filter.actor, *filter.actor, *filter.actor);
  if (filter.bloc)
    conditions.add(
        fmt::format("(EXISTS (SELECT 1 FROM statement s WHERE s.article = a.key AND s.is_valid "
                    "AND {}) OR EXISTS (SELECT 1 FROM relation r WHERE r.article = a.key "
                    "AND r.is_valid AND {}))",
                    is_member("s.speaker", "s.day"), is_member("r.from_actor", "r.day")),
        *filter.bloc, *filter.bloc);
  add_concept_of(conditions, filter, "y.article = a.key");
  add_act_of(conditions, filter, "x.article = a.key");
  add_manner_of(conditions, filter, "z.article = a.key");
  if (filter.min_confidence)
    conditions.add(
        "EXISTS (SELECT 1 FROM statement s WHERE s.article = a.key AND s.is_valid "
        "AND (s.is_corrected OR s.confidence >= ?))",
        *filter.min_confidence);
  if (auto done = add_words(connection, conditions, filter, "a.key", "article_search"); !done)
    return tl::unexpected(done.error());
  return conditions;
}

}  // namespace faultline::study::detail
