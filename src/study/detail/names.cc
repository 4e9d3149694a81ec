#include "study/detail/names.h"

#include <fmt/core.h>

#include <vector>

#include "study/detail/nearest.h"

namespace faultline::study::detail {
namespace {

/// A kind of name, and the columns that hold such names.
struct Namespace {
  std::string_view kind;
  std::string_view all;     // a query for all of them
  std::string_view one;     // a query that gives a row if its parameter is one of them
  std::string_view remedy;  // if there is none
};

constexpr Namespace article_ids{"article", "SELECT id FROM article ORDER BY key",
                                "SELECT 1 FROM article WHERE id = ?", "read some articles into it"};
constexpr Namespace outlets{
    "outlet", "SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL ORDER BY outlet",
    "SELECT 1 FROM article WHERE outlet = ?",
    "name an article's outlet in its sidecar file NAME.meta.toml"};
// Ids that only articles use lead to the actor as whom they are linked, if that is one.
constexpr Namespace actor_ids{
    "actor", "SELECT id FROM actor ORDER BY id",
    "SELECT 1 FROM actor WHERE id = ?1 UNION ALL SELECT 1 FROM cast_member WHERE machine_actor = "
    "?1 GROUP BY machine_actor HAVING count(DISTINCT actor) = 1",
    "read some articles into it"};
constexpr Namespace blocs{"bloc", "SELECT DISTINCT bloc FROM v_memberships ORDER BY bloc",
                          "SELECT 1 FROM v_memberships WHERE bloc = ?",
                          "give it a register that says who belongs to which bloc"};
constexpr Namespace concepts{
    "concept", "SELECT name FROM concept UNION SELECT concept FROM judgement ORDER BY 1",
    "SELECT 1 FROM concept WHERE name = ?1 UNION ALL SELECT 1 FROM judgement WHERE concept = ?1",
    "give it a codebook"};

Result<void> require(sqlite::Connection& connection, const Namespace& names,
                     const std::string& wanted) {
  const auto found = connection.integer(fmt::format("{} LIMIT 1", names.one), wanted);
  if (!found) return tl::unexpected(found.error());
  if (*found) return {};
  std::vector<std::string> known;
  const auto listed = connection.each(names.all, [&](const sqlite::Row& row) -> Result<void> {
    known.push_back(row.text(0));
    return {};
  });
  if (!listed) return listed;
  return tl::unexpected(unknown_name(names.kind, wanted, known, names.remedy));
}

}  // namespace

Result<void> require_actor(sqlite::Connection& connection, const std::string& id) {
  return require(connection, actor_ids, id);
}

Result<void> require_concept(sqlite::Connection& connection, const std::string& name) {
  return require(connection, concepts, name);
}

Result<void> check_names(sqlite::Connection& connection, const Filter& filter) {
  if (filter.limit && *filter.limit < 0)
    return failure(ErrorCode::Usage,
                   fmt::format("{} is no number of rows; give 0 or more.", *filter.limit), "limit");
  Result<void> done;
  if (filter.article) done = require(connection, article_ids, *filter.article);
  if (done && filter.outlet) done = require(connection, outlets, *filter.outlet);
  if (done && filter.actor) done = require(connection, actor_ids, *filter.actor);
  if (done && filter.bloc) done = require(connection, blocs, *filter.bloc);
  if (done && filter.concept_name) done = require(connection, concepts, *filter.concept_name);
  return done;
}

Result<void> check_words(sqlite::Connection& connection, std::string_view table,
                         const std::string& words) {
  const auto tried =
      connection.integer(fmt::format("SELECT 1 FROM {0} WHERE {0} MATCH ? LIMIT 1", table), words);
  if (tried || tried.error().code != ErrorCode::Io)
    return tried ? Result<void>() : tl::unexpected(tried.error());
  return failure(
      ErrorCode::Malformed,
      fmt::format(
          "\"{}\" is no full-text query ({}); put words that hold signs into double quotes, "
          "and see docs/study.md for AND, OR, NOT and word*.",
          words, connection.reason()),
      words);
}

}  // namespace faultline::study::detail
