#include "study/detail/findings.h"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <span>

#include "study/detail/fingerprint.h"
#include "study/detail/settling_codings.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;

/// 0.9 for 0.9F, where a mere conversion gives 0.8999999761581421.
double as_written(float number) {
  char digits[32];
  const auto written = std::to_chars(digits, digits + sizeof digits, number);
  double result = number;
  std::from_chars(digits, written.ptr, result);
  return result;
}

std::string_view word(actors::MentionKind kind) {
  switch (kind) {
    case actors::MentionKind::Name:
      return "name";
    case actors::MentionKind::Nominal:
      return "nominal";
    case actors::MentionKind::Pronoun:
      return "pronoun";
  }
  return "name";
}

/// The texts under `spans`, with an ellipsis for what stands between them.
std::string joined(std::string_view text, std::span<const ByteSpan> spans) {
  std::string result;
  for (const auto& span : spans) {
    if (!result.empty()) result += " … ";
    result += text::slice(text, span);
  }
  return result;
}

std::optional<Day> day_of(const std::optional<PartialDate>& said, std::optional<Day> published) {
  return said ? said->first : published;
}

/// From the first to the last byte of all its parts.
ByteSpan extent(const statements::Statement& statement) {
  ByteSpan whole = statement.content.front();
  for (const auto* part : {&statement.source, &statement.cue, &statement.content})
    for (const auto& span : *part) {
      whole.begin = std::min(whole.begin, span.begin);
      whole.end = std::max(whole.end, span.end);
    }
  return whole;
}

/// Gives keys: the former one for a subject that is known, else one that was never used.
class Keys {
 public:
  [[nodiscard]] static Result<Keys> of(Connection& connection, std::string_view table,
                                       const FormerFindings::Keys& former) {
    const auto last = connection.integer("SELECT seq FROM sqlite_sequence WHERE name = ?", table);
    if (!last) return tl::unexpected(last.error());
    return Keys(last->value_or(0), former);
  }
  [[nodiscard]] std::int64_t key(const std::string& subject) {
    const auto known = former_->find(subject);
    return known == former_->end() ? ++last_ : known->second;
  }

 private:
  Keys(std::int64_t last, const FormerFindings::Keys& former) : last_(last), former_(&former) {}
  std::int64_t last_;
  const FormerFindings::Keys* former_;
};

/// One article's findings on their way into the tables.
class Inserter {
 public:
  Inserter(Connection& connection, const ReadArticle& read, std::int64_t article,
           const FormerFindings& former)
      : connection_(connection),
        read_(read),
        article_(article),
        former_(former),
        text_(read.article.text),
        offsets_(text_) {}

  [[nodiscard]] Result<void> insert() {
    if (auto done = look_up_actors(); !done) return done;
    if (auto done = insert_mentions(); !done) return done;
    if (auto done = name_statements(); !done) return done;
    for (std::size_t i = 0; i < read_.statements.size(); ++i)
      if (auto done = insert_statement(i); !done) return done;
    if (auto done = insert_relations(); !done) return done;
    return insert_codings();
  }

 private:
  /// Who each actor of the article is in the study.
  Result<void> look_up_actors() {
    return connection_.each(
        "SELECT machine_actor, actor FROM cast_member WHERE article = ?",
        [&](const sqlite::Row& row) -> Result<void> {
          actors_.emplace(row.text(0), row.text(1));
          return {};
        },
        article_);
  }
  [[nodiscard]] const std::string& held_by(const std::string& machine_actor) const {
    const auto found = actors_.find(machine_actor);
    return found == actors_.end() ? machine_actor : found->second;
  }

  Result<void> insert_mentions() {
    int number = 0;
    for (const auto& mention : read_.cast.mentions) {
      if (mention.tokens.empty()) continue;
      const ByteSpan bytes = read_.document.bytes(mention.tokens);
      const auto chars = offsets_.code_points(bytes);
      auto done = connection_.run(
          "INSERT INTO mention (article, number, machine_actor, kind, begin_byte, end_byte, "
          "begin_char, "
          "end_char, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          article_, ++number, read_.cast.actor(mention.actor).id, word(mention.kind),
          bytes.begin.value, bytes.end.value, chars.begin.value, chars.end.value,
          as_written(mention.confidence));
      if (!done) return done;
    }
    return {};
  }

  /// All keys first, because a statement may refer to any other.
  Result<void> name_statements() {
    auto keys = Keys::of(connection_, "statement", former_.statements);
    if (!keys) return tl::unexpected(keys.error());
    Subjects subjects;
    for (const auto& statement : read_.statements) {
      assert(!statement.content.empty());
      contents_.push_back(joined(text_, statement.content));
      subjects_.push_back(subjects.name({contents_.back()}));
      statement_keys_.push_back(keys->key(subjects_.back()));
    }
    return {};
  }

  Result<void> insert_statement(std::size_t index) {
    const auto& statement = read_.statements[index];
    const auto speaker =
        statement.speaker ? std::optional(read_.cast.actor(*statement.speaker).id) : std::nullopt;
    const auto held = speaker ? std::optional(held_by(*speaker)) : std::nullopt;
    const auto principal = statement.on_behalf_of
                               ? std::optional(read_.cast.actor(*statement.on_behalf_of).id)
                               : std::nullopt;
    const sqlite::Value nested_in = key_of(statement.nested_in);
    const auto day = day_of(statement.said, read_.article.published);
    const ByteSpan bytes = extent(statement);
    const auto chars = offsets_.code_points(bytes);
    auto done = connection_.run(
        "INSERT INTO statement (key, article, number, type, speaker, said, day, nested_in, "
        "confidence, machine_speaker, machine_said, machine_day, begin_byte, end_byte, begin_char, "
        "end_char, subject, source_text, cue_text, content_text, cue_class, modality, polarity, "
        "venue_text, machine_on_behalf_of) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement_keys_[index], article_, index + 1, statements::to_string(statement.type), held,
        statement.said, day, nested_in, as_written(statement.confidence), speaker, statement.said,
        day, bytes.begin.value, bytes.end.value, chars.begin.value, chars.end.value,
        subjects_[index], joined(text_, statement.source), joined(text_, statement.cue),
        contents_[index], statements::to_string(statement.cue_class),
        statements::to_string(statement.modality), statements::to_string(statement.polarity),
        joined(text_, statement.venue), principal);
    if (!done) return done;
    for (const auto& [part, spans] : {std::pair{"source", &statement.source},
                                      {"cue", &statement.cue},
                                      {"content", &statement.content},
                                      {"venue", &statement.venue}})
      if (done = insert_spans(statement_keys_[index], part, *spans); !done) return done;
    return {};
  }

  Result<void> insert_spans(std::int64_t statement, std::string_view part,
                            std::span<const ByteSpan> spans) {
    int number = 0;
    for (const auto& span : spans) {
      const auto chars = offsets_.code_points(span);
      auto done = connection_.run(
          "INSERT INTO statement_span (statement, part, number, begin_byte, end_byte, begin_char, "
          "end_char) VALUES (?, ?, ?, ?, ?, ?, ?)",
          statement, part, ++number, span.begin.value, span.end.value, chars.begin.value,
          chars.end.value);
      if (!done) return done;
    }
    return {};
  }

  Result<void> insert_relations() {
    auto keys = Keys::of(connection_, "relation", former_.relations);
    if (!keys) return tl::unexpected(keys.error());
    Subjects subjects;
    int number = 0;
    for (const auto& relation : read_.relations) {
      const std::string& from = read_.cast.actor(relation.from).id;
      const std::string& to = read_.cast.actor(relation.to).id;
      const std::string_view act = positions::to_string(relation.act);
      const std::string_view evidence = text::slice(text_, relation.evidence);
      const std::string_view trigger = text::slice(text_, relation.trigger);
      const std::string subject = subjects.name({from, to, trigger, evidence});
      const sqlite::Value statement = key_of(relation.statement);
      const auto day = day_of(relation.said, read_.article.published);
      const auto evidence_chars = offsets_.code_points(relation.evidence);
      const auto trigger_chars = offsets_.code_points(relation.trigger);
      auto done = connection_.run(
          "INSERT INTO relation (key, article, number, statement, from_actor, to_actor, act, sign, "
          "said, day, confidence, machine_from, machine_to, machine_act, machine_sign, "
          "machine_said, machine_day, evidence_begin_byte, evidence_end_byte, evidence_begin_char, "
          "evidence_end_char, trigger_begin_byte, trigger_end_byte, trigger_begin_char, "
          "trigger_end_char, subject, trigger_text, evidence_text) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, "
          "?)",
          keys->key(subject), article_, ++number, statement, held_by(from), held_by(to), act,
          relation.sign, relation.said, day, as_written(relation.confidence), from, to, act,
          relation.sign, relation.said, day, relation.evidence.begin.value,
          relation.evidence.end.value, evidence_chars.begin.value, evidence_chars.end.value,
          relation.trigger.begin.value, relation.trigger.end.value, trigger_chars.begin.value,
          trigger_chars.end.value, subject, trigger, evidence);
      if (!done) return done;
    }
    return {};
  }

  /// What the codebook's phrases say; what holds of it is for settle_codings().
  Result<void> insert_codings() {
    for (const auto& coding : read_.codings) {
      const auto chars = offsets_.code_points(coding.evidence);
      auto done = connection_.run(
          "INSERT INTO judgement (article, subject, words, concept, kind, coder, agreement, "
          "confidence, evidence_begin_byte, evidence_end_byte, evidence_begin_char, "
          "evidence_end_char, evidence_text) "
          "VALUES (?, ?, ?, ?, 'machine', ?, ?, ?, ?, ?, ?, ?, ?)",
          article_, subjects_[coding.statement.value], contents_[coding.statement.value],
          read_.codebook.concepts[coding.concept_index].name, phrase_coder, coding.agreement,
          as_written(coding.confidence), coding.evidence.begin.value, coding.evidence.end.value,
          chars.begin.value, chars.end.value, text::slice(text_, coding.evidence));
      if (!done) return done;
    }
    return {};
  }

  [[nodiscard]] sqlite::Value key_of(std::optional<StatementIndex> statement) const {
    if (!statement) return nullptr;
    return statement_keys_[statement->value];
  }

  Connection& connection_;
  const ReadArticle& read_;
  std::int64_t article_;
  const FormerFindings& former_;
  std::string_view text_;
  text::OffsetMap offsets_;
  // Per statement:
  std::vector<std::string> contents_;
  std::vector<std::string> subjects_;
  std::vector<std::int64_t> statement_keys_;
  std::unordered_map<std::string, std::string> actors_;  // by id in the article
};

}  // namespace

Result<FormerFindings> take_findings(Connection& connection, std::int64_t article) {
  FormerFindings former;
  const auto keys_into = [&](const char* sql, FormerFindings::Keys& keys) {
    return connection.each(
        sql,
        [&](const sqlite::Row& row) -> Result<void> {
          keys.emplace(row.text(0), row.integer(1));
          return {};
        },
        article);
  };
  auto done = keys_into("SELECT subject, key FROM statement WHERE article = ?", former.statements);
  if (done)
    done = keys_into("SELECT subject, key FROM relation WHERE article = ?", former.relations);
  if (done) done = coding_keys(connection, article, former.codings);
  if (done)
    done = connection.each(
        "SELECT linked, actor FROM cast_member WHERE article = ? ORDER BY number",
        [&](const sqlite::Row& row) -> Result<void> {
          former.actors.push_back(row.text(0));
          former.actors.push_back(row.text(1));
          return {};
        },
        article);
  // In this order no row refers to one that has gone before it.
  for (const char* table :
       {"coding", "relation", "statement", "mention", "cast_member", "actor_alias", "actor_role",
        "actor_bloc", "zone", "section", "caption"})
    if (done)
      done = connection.run(fmt::format("DELETE FROM {} WHERE article = ?", table), article);
  if (done)
    done =
        connection.run("DELETE FROM judgement WHERE article = ? AND kind = 'machine' AND coder = ?",
                       article, phrase_coder);
  if (!done) return tl::unexpected(done.error());
  return former;
}

Result<void> insert_findings(Connection& connection, const ReadArticle& read, std::int64_t article,
                             const FormerFindings& former) {
  return Inserter(connection, read, article, former).insert();
}

std::string_view zone_word(intake::ZoneKind kind) {
  switch (kind) {
    case intake::ZoneKind::DateLine:
      return "date";
    case intake::ZoneKind::Breadcrumb:
      return "breadcrumb";
    case intake::ZoneKind::Headline:
      return "headline";
    case intake::ZoneKind::Byline:
      return "byline";
    case intake::ZoneKind::Caption:
      return "caption";
    case intake::ZoneKind::ReadingTime:
      return "reading-time";
    case intake::ZoneKind::ShareBar:
      return "share-bar";
    case intake::ZoneKind::Dateline:
      return "dateline";
    case intake::ZoneKind::Subheading:
      return "subheading";
    case intake::ZoneKind::Paragraph:
      return "paragraph";
    case intake::ZoneKind::Furniture:
      return "furniture";
  }
  return "furniture";
}

}  // namespace faultline::study::detail
