#include "study/detail/passages.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "study/detail/columns.h"
#include "study/detail/draws.h"
#include "study/detail/settling.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

Result<void> check(const PassagePlan& plan) {
  if (plan.items.empty())
    return failure(ErrorCode::Usage, "There is no passage to draw: no article is in the frame.");
  for (const PassagePlanItem& item : plan.items)
    if (item.stratum >= plan.strata.size() || !(item.inclusion > 0 && item.inclusion <= 1) ||
        item.part < 1 || item.part > item.parts)
      return failure(ErrorCode::Usage,
                     fmt::format("Part {} of {} of article {} was drawn of stratum {} with the "
                                 "probability {}; there are {} strata, and a probability is above "
                                 "0 and at most 1.",
                                 item.part, item.parts, static_cast<std::int64_t>(item.article),
                                 item.stratum, item.inclusion, plan.strata.size()));
  return {};
}

struct Stored {
  std::string text;
  std::int64_t version = 1;
};

Result<Stored> stored(Connection& connection, ArticleId article) {
  std::optional<Stored> found;
  const auto done = connection.each(
      "SELECT text, version FROM article WHERE key = ?",
      [&](const Row& row) -> Result<void> {
        found = Stored{row.text(0), row.integer(1)};
        return {};
      },
      article);
  if (!done) return tl::unexpected(done.error());
  if (!found)
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no article with the number {}.",
                               connection.name(), static_cast<std::int64_t>(article)),
                   connection.name());
  return std::move(*found);
}

Result<void> keep_passage(Connection& connection, AuditId audit, std::size_t number,
                          const PassagePlanItem& item) {
  const auto there = connection.integer(
      "SELECT count(*) FROM audit_passage WHERE audit = ? AND article = ?", audit, item.article);
  if (!there) return tl::unexpected(there.error());
  if (there->value_or(0) > 0)
    return failure(ErrorCode::Usage, fmt::format("Article {} was drawn twice.",
                                                 static_cast<std::int64_t>(item.article)));
  const auto article = stored(connection, item.article);
  if (!article) return tl::unexpected(article.error());
  if (item.span.begin >= item.span.end || item.span.end.value > article->text.size())
    return failure(ErrorCode::Usage,
                   fmt::format("Bytes {} to {} are no passage of article {}, which has {}.",
                               item.span.begin.value, item.span.end.value,
                               static_cast<std::int64_t>(item.article), article->text.size()));
  const text::OffsetMap offsets(article->text);
  const auto chars = offsets.code_points(item.span);
  return connection.run(
      "INSERT INTO audit_passage (audit, number, stratum, inclusion, article, version, part, "
      "parts, begin_byte, end_byte, begin_char, end_char) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      audit, number, item.stratum, item.inclusion, item.article, article->version, item.part,
      item.parts, item.span.begin.value, item.span.end.value, chars.begin.value, chars.end.value);
}

constexpr std::string_view passage_columns =
    "SELECT p.key, p.audit, p.number, t.name, t.units, p.stratum, p.inclusion, p.article, a.id, "
    "a.outlet, a.published, p.part, p.parts, p.begin_byte, p.end_byte, p.version = a.version, "
    "n.made_at, n.coder, n.note, n.key FROM audit_passage p "
    "JOIN audit_stratum t ON t.audit = p.audit AND t.number = p.stratum "
    "JOIN article a ON a.key = p.article "
    "LEFT JOIN audit_passage_answer n ON n.passage = p.key AND n.is_in_force = 1 ";

/// A passage, and the answer whose misses belong to it.
struct Answered {
  PassageRow row;
  std::optional<std::int64_t> answer;
};

Result<Answered> passage_of(const Connection& connection, const Row& row) {
  Answered made;
  PassageRow& passage = made.row;
  passage.key = PassageId{row.integer(0)};
  passage.audit = AuditId{row.integer(1)};
  passage.number = static_cast<int>(row.integer(2));
  passage.stratum = row.text(3);
  passage.units = row.integer(4);
  passage.place = static_cast<std::uint32_t>(row.integer(5));
  passage.inclusion = row.real(6);
  passage.article = ArticleId{row.integer(7)};
  passage.article_id = row.text(8);
  passage.outlet = row.optional_text(9);
  const auto published = day(connection, row, 10);
  if (!published) return tl::unexpected(published.error());
  passage.published = *published;
  passage.part = static_cast<int>(row.integer(11));
  passage.parts = static_cast<int>(row.integer(12));
  const auto span = byte_span(connection, row, 13);
  if (!span) return tl::unexpected(span.error());
  passage.span = *span;
  passage.is_current = row.integer(15) != 0;
  passage.answered_at = row.optional_text(16);
  passage.coder = row.text(17);
  passage.note = row.text(18);
  made.answer = row.optional_integer(19);
  return made;
}

/// Of relations like this one that hold in the article.
Result<std::int64_t> alike(Connection& connection, ArticleId article, const Miss& miss) {
  const auto count = connection.integer(
      "SELECT count(*) FROM relation WHERE article = ? AND from_actor = ? AND to_actor = ? "
      "AND sign = ? AND is_valid = 1",
      article, miss.from, miss.to, miss.sign);
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

Result<void> add_misses(Connection& connection, PassageRow& passage, std::int64_t answer) {
  std::vector<std::int64_t> then;
  const auto read = connection.each(
      "SELECT from_actor, to_actor, act, sign, alike FROM audit_miss WHERE answer = ? "
      "ORDER BY number",
      [&](const Row& row) -> Result<void> {
        const auto read_act = act(connection, row, 2);
        if (!read_act) return tl::unexpected(read_act.error());
        passage.misses.push_back(
            {row.text(0), row.text(1), *read_act, static_cast<int>(row.integer(3)), false});
        then.push_back(row.integer(4));
        return {};
      },
      answer);
  if (!read) return read;
  for (std::size_t i = 0; i < then.size(); ++i) {
    Miss& miss = passage.misses[i];
    for (std::string* end : {&miss.from, &miss.to}) {
      auto holder = holder_of(connection, *end);
      if (!holder) return tl::unexpected(holder.error());
      *end = std::move(*holder);
    }
    const auto now = alike(connection, passage.article, miss);
    if (!now) return tl::unexpected(now.error());
    miss.is_found_by_now = *now > then[i];
  }
  return {};
}

/// Those for which `where` holds.
template <class... Values>
Result<std::vector<PassageRow>> passages_where(Connection& connection, std::string_view where,
                                               const Values&... values) {
  std::vector<Answered> found;
  const auto done = connection.each(
      fmt::format("{} WHERE {} ORDER BY p.audit, p.number", passage_columns, where),
      [&](const Row& row) -> Result<void> {
        auto passage = passage_of(connection, row);
        if (!passage) return tl::unexpected(passage.error());
        found.push_back(std::move(*passage));
        return {};
      },
      values...);
  if (!done) return tl::unexpected(done.error());
  std::vector<PassageRow> rows;
  for (Answered& passage : found) {
    if (passage.answer)
      if (auto added = add_misses(connection, passage.row, *passage.answer); !added)
        return tl::unexpected(added.error());
    rows.push_back(std::move(passage.row));
  }
  return rows;
}

Result<PassageRow> passage_row(Connection& connection, PassageId key) {
  auto rows = passages_where(connection, "p.key = ?", key);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no passage {}; `faultline audit STUDY list "
                               "--missed` shows them.",
                               connection.name(), static_cast<std::int64_t>(key)),
                   connection.name());
  return std::move(rows->front());
}

/// The miss with the ends as they are called now.
Result<Miss> checked(Connection& connection, Miss miss) {
  if (miss.sign < -1 || miss.sign > 1)
    return failure(ErrorCode::Usage, fmt::format("{} is no sign; give -1, 0 or +1.", miss.sign),
                   "sign");
  for (std::string* end : {&miss.from, &miss.to}) {
    auto holder = known_actor(connection, *end);
    if (!holder) return tl::unexpected(holder.error());
    *end = std::move(*holder);
  }
  if (miss.from == miss.to)
    return failure(ErrorCode::Usage,
                   fmt::format("\"{}\" would be at both ends, and nobody has a relation to "
                               "himself.",
                               miss.from),
                   "from");
  return miss;
}

Result<void> keep_misses(Connection& connection, std::int64_t answer, ArticleId article,
                         const std::vector<Miss>& misses) {
  for (std::size_t i = 0; i < misses.size(); ++i) {
    const auto miss = checked(connection, misses[i]);
    if (!miss) return tl::unexpected(miss.error());
    const auto there = alike(connection, article, *miss);
    if (!there) return tl::unexpected(there.error());
    auto done = connection.run(
        "INSERT INTO audit_miss (answer, number, from_actor, to_actor, act, sign, alike) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        answer, i + 1, miss->from, miss->to, positions::to_string(miss->act), miss->sign, *there);
    if (!done) return done;
  }
  return {};
}

}  // namespace

Result<AuditId> keep_passages(Connection& connection, const PassagePlan& plan,
                              std::string_view now) {
  if (auto fine = check(plan); !fine) return tl::unexpected(fine.error());
  const auto key = keep_draw(
      connection,
      {AuditKind::Passages, plan.bloc, plan.frame, plan.seed, plan.strata, plan.min_confidence},
      now);
  if (!key) return key;
  for (std::size_t i = 0; i < plan.items.size(); ++i)
    if (auto kept = keep_passage(connection, *key, i + 1, plan.items[i]); !kept)
      return tl::unexpected(kept.error());
  return key;
}

Result<std::vector<PassageRow>> passage_rows(Connection& connection, std::optional<AuditId> audit) {
  if (auto known = require_audit(connection, audit); !known) return tl::unexpected(known.error());
  return passages_where(connection, "?1 IS NULL OR p.audit = ?1", audit);
}

Result<void> answer_passage(Connection& connection, const PassageAnswer& answer,
                            std::string_view now) {
  if (auto fine = check_coder(answer.coder); !fine) return fine;
  const auto passage = passage_row(connection, answer.passage);
  if (!passage) return tl::unexpected(passage.error());
  if (!passage->is_current)
    return failure(ErrorCode::NotFound,
                   fmt::format("Article {} has another text since this passage was drawn, so there "
                               "is nothing to check.",
                               passage->article_id),
                   connection.name());
  auto done = connection.run(
      "UPDATE audit_passage_answer SET is_in_force = 0 WHERE passage = ? AND is_in_force = 1",
      answer.passage);
  if (done)
    done = connection.run(
        "INSERT INTO audit_passage_answer (passage, coder, note, made_at, is_in_force) "
        "VALUES (?, ?, ?, ?, 1)",
        answer.passage, answer.coder, answer.note, now);
  if (!done) return done;
  const auto key = last_key(connection);
  if (!key) return tl::unexpected(key.error());
  return keep_misses(connection, *key, passage->article, answer.misses);
}

Result<PassageRow> undo_passage_answer(Connection& connection, const std::string& coder,
                                       std::optional<PassageId> passage, std::string_view now) {
  std::optional<std::int64_t> answer, of;
  auto done = connection.each(
      "SELECT key, passage FROM audit_passage_answer WHERE is_in_force = 1 AND coder = ?1 "
      "AND (?2 IS NULL OR passage = ?2) ORDER BY key DESC LIMIT 1",
      [&](const Row& row) -> Result<void> {
        answer = row.integer(0);
        of = row.integer(1);
        return {};
      },
      coder, passage);
  if (!done) return tl::unexpected(done.error());
  if (!answer) return nothing_to_undo(coder);
  done = connection.run(
      "UPDATE audit_passage_answer SET is_in_force = 0, withdrawn_at = ? WHERE key = ?", now,
      *answer);
  if (done)
    done = connection.run(
        "UPDATE audit_passage_answer SET is_in_force = 1 WHERE key = (SELECT max(key) FROM "
        "audit_passage_answer WHERE passage = ? AND withdrawn_at IS NULL)",
        *of);
  if (!done) return tl::unexpected(done.error());
  return passage_row(connection, PassageId{*of});
}

Result<std::vector<CastRow>> cast_rows(Connection& connection, ArticleId article) {
  std::vector<CastRow> rows;
  const auto done = connection.each(
      "SELECT c.actor, p.name, min(m.begin_byte) FROM cast_member c JOIN actor p ON p.id = c.actor "
      "LEFT JOIN mention m ON m.article = c.article AND m.machine_actor = c.machine_actor "
      "WHERE c.article = ? GROUP BY c.actor ORDER BY min(m.begin_byte) IS NULL, min(m.begin_byte), "
      "c.actor",
      [&](const Row& row) -> Result<void> {
        CastRow cast{row.text(0), row.text(1), std::nullopt};
        if (const auto first = row.optional_integer(2))
          cast.first = ByteOffset{static_cast<std::uint32_t>(*first)};
        rows.push_back(std::move(cast));
        return {};
      },
      article);
  if (!done) return tl::unexpected(done.error());
  return rows;
}

Result<std::vector<CastCount>> cast_counts(Connection& connection,
                                           std::span<const std::string> actors) {
  std::map<std::int64_t, CastCount> of_article;
  for (const std::string& actor : actors) {
    const auto done = connection.each(
        "SELECT DISTINCT article FROM cast_member WHERE actor = ?",
        [&](const Row& row) -> Result<void> {
          of_article[row.integer(0)].found.push_back(actor);
          return {};
        },
        actor);
    if (!done) return tl::unexpected(done.error());
  }
  std::vector<CastCount> counts;
  for (auto& [article, count] : of_article) {
    const auto in_all = connection.integer(
        "SELECT count(DISTINCT actor) FROM cast_member WHERE article = ?", article);
    if (!in_all) return tl::unexpected(in_all.error());
    count.article = ArticleId{article};
    count.actors = static_cast<int>(in_all->value_or(0));
    std::sort(count.found.begin(), count.found.end());
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace faultline::study::detail
