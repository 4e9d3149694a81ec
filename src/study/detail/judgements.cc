#include "study/detail/judgements.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/day.h"
#include "study/detail/coded_rows.h"
#include "study/detail/names.h"
#include "study/detail/settling_codings.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

/// What a judgement is about.
struct Target {
  std::int64_t article{};
  std::string subject, words;
  ByteSpan content;
};

Result<Target> find_target(Connection& connection, StatementId statement) {
  std::optional<Target> target;
  const auto found = connection.each(
      "SELECT s.article, s.subject, s.content_text, min(p.begin_byte), max(p.end_byte) "
      "FROM statement s JOIN statement_span p ON p.statement = s.key AND p.part = 'content' "
      "WHERE s.key = ? GROUP BY s.key",
      [&](const Row& row) -> Result<void> {
        target = Target{row.integer(0),
                        row.text(1),
                        row.text(2),
                        {{static_cast<std::uint32_t>(row.integer(3))},
                         {static_cast<std::uint32_t>(row.integer(4))}}};
        return {};
      },
      statement);
  if (!found) return tl::unexpected(found.error());
  if (!target)
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no statement {}; list them again, for its "
                               "article may have been read anew.",
                               connection.name(), static_cast<std::int64_t>(statement)),
                   connection.name());
  return *target;
}

/// The stretch that decided, in bytes and code points, with its words.
struct Evidence {
  ByteSpan bytes;
  Span<CodePoint> chars;
  std::string words;
};

Result<Evidence> evidence_for(Connection& connection, const Target& target,
                              const std::optional<ByteSpan>& given) {
  const auto text = connection.text("SELECT text FROM article WHERE key = ?", target.article);
  if (!text) return tl::unexpected(text.error());
  const std::string& words = text->value_or("");
  const ByteSpan span = given.value_or(target.content);
  const auto is_inside = [&](std::uint32_t byte) {
    return byte < words.size() && (static_cast<unsigned char>(words[byte]) & 0xC0u) != 0x80u;
  };
  const bool ends_well = span.end.value == words.size() || is_inside(span.end.value);
  if (span.begin >= span.end || !is_inside(span.begin.value) || !ends_well)
    return failure(ErrorCode::Usage,
                   fmt::format("Bytes {} to {} are no stretch of the article's text; give the "
                               "offsets of whole characters in it.",
                               span.begin.value, span.end.value),
                   "evidence");
  return Evidence{span, text::OffsetMap(words).code_points(span),
                  std::string(text::slice(words, span))};
}

Result<void> check_values(Connection& connection, const std::string& concept_name, int agreement,
                          std::optional<double> confidence) {
  if (agreement < -1 || agreement > 1)
    return failure(
        ErrorCode::Usage,
        fmt::format("{} is no agreement; give +1 for, -1 against, or 0 for neither.", agreement),
        "agreement");
  if (confidence && !(*confidence >= 0 && *confidence <= 1))
    return failure(ErrorCode::Usage,
                   fmt::format("{} is no confidence; give a number from 0 to 1.", *confidence),
                   "confidence");
  return require_concept(connection, concept_name);
}

/// "2031-03-04T12:00:00Z"
bool is_time(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-ddTdd:dd:ddZ";
  if (text.size() != shape.size() || !parse_day(std::string(text.substr(0, 10)))) return false;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
  return text.substr(11, 2) < "24" && text.substr(14, 2) < "60" && text.substr(17, 2) < "61";
}

Result<void> check_coder(const std::string& coder) {
  if (!coder.empty() && coder != "machine" && coder != phrase_coder && coder != learned_coder)
    return {};
  return failure(ErrorCode::Usage,
                 "A coding needs the name of the person who makes it, which cannot be \"machine\", "
                 "\"phrase\" or \"learned\".",
                 "coder");
}

Result<JudgementId> insert(Connection& connection, const Target& target, std::string_view kind,
                           std::string_view coder, const std::string& concept_name, int agreement,
                           std::optional<double> confidence, const std::string& note,
                           const Evidence& evidence, const sqlite::Value& made_at,
                           std::optional<ImportId> import) {
  const auto key = connection.integer(
      "INSERT INTO judgement (article, subject, words, concept, kind, coder, agreement, "
      "confidence, note, evidence_begin_byte, evidence_end_byte, evidence_begin_char, "
      "evidence_end_char, evidence_text, made_at, import) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key",
      target.article, target.subject, target.words, concept_name, kind, coder, agreement,
      confidence, note, evidence.bytes.begin.value, evidence.bytes.end.value,
      evidence.chars.begin.value, evidence.chars.end.value, evidence.words, made_at, import);
  if (!key) return tl::unexpected(key.error());
  return JudgementId{key->value_or(0)};
}

/// A coder's word that is in force.
struct InForce {
  std::int64_t key{};
  int agreement = 0;
  std::optional<double> confidence;
  std::string note, evidence, made_at;
};

Result<std::optional<InForce>> in_force(Connection& connection, const Target& target,
                                        const std::string& concept_name, const std::string& coder) {
  std::optional<InForce> word;
  const auto found = connection.each(
      "SELECT key, agreement, confidence, note, evidence_text, made_at FROM judgement "
      "WHERE article = ? AND subject = ? AND concept = ? AND kind = 'person' AND coder = ? "
      "AND is_in_force = 1",
      [&](const Row& row) -> Result<void> {
        word = InForce{row.integer(0),
                       static_cast<int>(row.integer(1)),
                       row.is_null(2) ? std::nullopt : std::optional(row.real(2)),
                       row.text(3),
                       row.text(4),
                       row.text(5)};
        return {};
      },
      target.article, target.subject, concept_name, coder);
  if (!found) return tl::unexpected(found.error());
  return word;
}

/// Takes one judgement out of force, and puts back what the same coder had said before.
Result<void> take_back(Connection& connection, std::int64_t key, std::string_view now) {
  auto done = connection.run("UPDATE judgement SET is_in_force = 0, withdrawn_at = ? WHERE key = ?",
                             now, key);
  if (done)
    done = connection.run(
        "UPDATE judgement SET is_in_force = 1 WHERE key = (SELECT max(f.key) FROM judgement f "
        "JOIN judgement w ON w.key = ? AND f.article = w.article AND f.subject = w.subject "
        "AND f.concept = w.concept AND f.kind = w.kind AND f.coder = w.coder "
        "WHERE f.withdrawn_at IS NULL)",
        key);
  return done;
}

Result<void> settle_all(Connection& connection, const std::set<std::int64_t>& articles) {
  for (const auto article : articles)
    if (auto done = settle_codings(connection, article); !done) return done;
  return {};
}

/// One coding of the classifier or a model.
Result<std::int64_t> insert_machine(Connection& connection, const MachineCoding& coding,
                                    std::string_view kind, std::string_view coder,
                                    const sqlite::Value& made_at) {
  auto checked = check_values(connection, coding.concept_name, coding.agreement, coding.confidence);
  if (!checked) return tl::unexpected(checked.error());
  const auto target = find_target(connection, coding.statement);
  if (!target) return tl::unexpected(target.error());
  const auto evidence = evidence_for(connection, *target, coding.evidence);
  if (!evidence) return tl::unexpected(evidence.error());
  // The last of two for one statement and concept holds.
  const auto cleared = connection.run(
      "DELETE FROM judgement WHERE article = ? AND subject = ? AND concept = ? AND kind = ? "
      "AND coder = ?",
      target->article, target->subject, coding.concept_name, kind, coder);
  if (!cleared) return tl::unexpected(cleared.error());
  const auto key = insert(connection, *target, kind, coder, coding.concept_name, coding.agreement,
                          coding.confidence, coding.note, *evidence, made_at, std::nullopt);
  if (!key) return tl::unexpected(key.error());
  return target->article;
}

}  // namespace

Result<Kept> add_judgement(Connection& connection, const HumanCoding& coding, std::string_view now,
                           std::optional<ImportId> import) {
  if (auto known = check_coder(coding.coder); !known) return tl::unexpected(known.error());
  auto checked = check_values(connection, coding.concept_name, coding.agreement, coding.confidence);
  if (!checked) return tl::unexpected(checked.error());
  if (!coding.made_at.empty() && !is_time(coding.made_at))
    return failure(
        ErrorCode::Usage,
        fmt::format("\"{}\" is no time; write it in UTC as 2031-03-04T12:00:00Z.", coding.made_at),
        "time");
  const auto target = find_target(connection, coding.statement);
  if (!target) return tl::unexpected(target.error());
  const auto evidence = evidence_for(connection, *target, coding.evidence);
  if (!evidence) return tl::unexpected(evidence.error());
  const auto former = in_force(connection, *target, coding.concept_name, coding.coder);
  if (!former) return tl::unexpected(former.error());
  if (*former) {
    const auto& word = **former;
    const bool is_same = word.agreement == coding.agreement &&
                         word.confidence == coding.confidence && word.note == coding.note &&
                         word.evidence == evidence->words;
    if (is_same) return Kept{target->article, JudgementId{word.key}, ImportFate::Same};
    if (import && !coding.made_at.empty() && coding.made_at < word.made_at)
      return Kept{target->article, JudgementId{word.key}, ImportFate::Older};
    const auto replaced =
        connection.run("UPDATE judgement SET is_in_force = 0 WHERE key = ?", word.key);
    if (!replaced) return tl::unexpected(replaced.error());
  }
  const std::string_view made_at = coding.made_at.empty() ? now : std::string_view(coding.made_at);
  const auto key =
      insert(connection, *target, "person", coding.coder, coding.concept_name, coding.agreement,
             coding.confidence, coding.note, *evidence, made_at, import);
  if (!key) return tl::unexpected(key.error());
  return Kept{target->article, *key, ImportFate::Taken};
}

Result<Judgement> withdraw_judgement(Connection& connection, const std::string& coder,
                                     std::optional<JudgementId> key, std::string_view now) {
  const auto found = connection.integer(
      key ? "SELECT key FROM judgement WHERE kind = 'person' AND coder = ?1 AND is_in_force = 1 "
            "AND key = ?2"
          : "SELECT max(key) FROM judgement WHERE kind = 'person' AND coder = ?1 "
            "AND is_in_force = 1 AND ?2 IS NULL",
      coder, key);
  if (!found) return tl::unexpected(found.error());
  if (!*found)
    return failure(
        ErrorCode::NotFound,
        key ? fmt::format("No coding {} of {} is in force.", static_cast<std::int64_t>(*key), coder)
            : fmt::format("No coding of {} is in force.", coder),
        connection.name());
  if (auto done = take_back(connection, **found, now); !done) return tl::unexpected(done.error());
  auto row = judgement_row(connection, JudgementId{**found});
  if (!row) return row;
  auto settled = settle_codings(connection, static_cast<std::int64_t>(row->article));
  if (!settled) return tl::unexpected(settled.error());
  return row;
}

Result<ImportSummary> import_judgements(Connection& connection,
                                        std::span<const HumanCoding> codings,
                                        const std::string& file, std::string_view now) {
  const auto made = connection.integer(
      "INSERT INTO coding_import (file, made_at) VALUES (?, ?) RETURNING key", file, now);
  if (!made) return tl::unexpected(made.error());
  const ImportId import{made->value_or(0)};
  ImportSummary summary;
  std::set<std::int64_t> articles;
  for (const auto& coding : codings) {
    const auto kept = add_judgement(connection, coding, now, import);
    if (!kept) return tl::unexpected(kept.error());
    summary.fates.push_back(kept->fate);
    if (kept->fate == ImportFate::Taken) articles.insert(kept->article);
  }
  Result<void> done;
  if (articles.empty())
    done = connection.run("DELETE FROM coding_import WHERE key = ?", import);
  else
    summary.key = import;
  if (done) done = settle_all(connection, articles);
  if (!done) return tl::unexpected(done.error());
  return summary;
}

Result<ImportRow> withdraw_import(Connection& connection, std::optional<ImportId> key,
                                  std::string_view now) {
  const auto all = import_rows(connection);
  if (!all) return tl::unexpected(all.error());
  const auto row = std::find_if(all->begin(), all->end(), [&](const ImportRow& one) {
    return !one.withdrawn_at && (!key || one.key == *key);
  });
  if (row == all->end())
    return failure(ErrorCode::NotFound,
                   key ? fmt::format("No import {} is in force.", static_cast<std::int64_t>(*key))
                       : "No import is in force.",
                   connection.name());
  std::vector<std::int64_t> keys;
  std::set<std::int64_t> articles;
  Result<void> done;
  if (row->format != "codings")
    done = remove_coded(connection, row->key);  // with its articles, and what is said of them
  else
    done = connection.each(
        "SELECT key, article FROM judgement WHERE import = ? AND withdrawn_at IS NULL "
        "ORDER BY key DESC",
        [&](const Row& one) -> Result<void> {
          keys.push_back(one.integer(0));
          articles.insert(one.integer(1));
          return {};
        },
        row->key);
  for (const auto one : keys) {
    const auto is_in_force =
        connection.integer("SELECT is_in_force FROM judgement WHERE key = ?", one);
    if (!is_in_force) return tl::unexpected(is_in_force.error());
    // What its coder has replaced since is taken back behind his later word.
    if (done)
      done = is_in_force->value_or(0) != 0
                 ? take_back(connection, one, now)
                 : connection.run("UPDATE judgement SET withdrawn_at = ? WHERE key = ?", now, one);
  }
  if (done)
    done = connection.run("UPDATE coding_import SET withdrawn_at = ? WHERE key = ?", now, row->key);
  if (done) done = settle_all(connection, articles);
  if (!done) return tl::unexpected(done.error());
  ImportRow withdrawn = *row;
  withdrawn.withdrawn_at = std::string(now);
  return withdrawn;
}

Result<std::vector<ImportRow>> import_rows(Connection& connection) {
  std::vector<ImportRow> rows;
  const auto done = connection.each(
      "SELECT i.key, i.file, i.made_at, i.withdrawn_at, "
      "(SELECT count(*) FROM judgement j WHERE j.import = i.key), i.format, i.documents, "
      "i.statements FROM coding_import i "
      "ORDER BY i.key DESC",
      [&](const Row& row) -> Result<void> {
        rows.push_back({ImportId{row.integer(0)}, row.text(1), row.text(2), row.optional_text(3),
                        static_cast<int>(row.integer(4)), row.text(5), row.integer(6),
                        row.integer(7)});
        return {};
      });
  if (!done) return tl::unexpected(done.error());
  return rows;
}

Result<void> replace_learned(Connection& connection, std::span<const MachineCoding> codings) {
  std::set<std::int64_t> articles;
  auto done = connection.each(
      "SELECT DISTINCT article FROM judgement WHERE kind = 'machine' AND coder = ?",
      [&](const Row& row) -> Result<void> {
        articles.insert(row.integer(0));
        return {};
      },
      learned_coder);
  if (done)
    done =
        connection.run("DELETE FROM judgement WHERE kind = 'machine' AND coder = ?", learned_coder);
  if (!done) return done;
  for (const auto& coding : codings) {
    const auto article = insert_machine(connection, coding, "machine", learned_coder, nullptr);
    if (!article) return tl::unexpected(article.error());
    articles.insert(*article);
  }
  return settle_all(connection, articles);
}

Result<void> keep_proposals(Connection& connection, std::span<const MachineCoding> proposals,
                            const std::string& model, std::string_view now) {
  if (model.empty())
    return failure(ErrorCode::Usage, "A proposal needs the name of the model that makes it.");
  for (const auto& proposal : proposals) {
    const auto kept = insert_machine(connection, proposal, "model", model, now);
    if (!kept) return tl::unexpected(kept.error());
  }
  return {};
}

}  // namespace faultline::study::detail
