#pragma once
// The store: everything about one question in one SQLite file, whose schema is public
// (docs/study.md).

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/cast.h"
#include "actors/register.h"
#include "base/result.h"
#include "intake/article.h"
#include "positions/codebook.h"
#include "positions/positions.h"
#include "statements/statements.h"
#include "study/audits.h"
#include "study/coded.h"
#include "study/decisions.h"
#include "study/judgements.h"
#include "study/passages.h"
#include "study/rows.h"

namespace faultline::study {

/// The schema that this program writes. Older files are migrated when opened for writing; newer
/// ones are refused.
inline constexpr int schema_version = 8;

enum class Access {
  Read,    // the file must exist; nothing is written, not even beside it
  Write,   // the file must exist
  Create,  // the file is made if it does not exist
};

/// What one article gave, borrowed for the length of a call.
struct ReadArticle {
  const intake::Article& article;
  const language::Document& document;  // of article.text; mentions refer to its tokens
  const actors::Cast& cast;
  std::span<const statements::Statement> statements;
  std::span<const positions::Relation> relations;
  std::span<const positions::Coding> codings;
  const positions::Codebook& codebook;
};

/// How an article stands to the study.
enum class Standing {
  New,        // unknown
  Unchanged,  // the same text and metadata, read by the same versions
  Changed,    // known, with another text or other metadata
  Outdated,   // the same text, read by other versions, another register or codebook
};

/// What a person says about a machine's result. Kept by what it is about (the words of the
/// statement or relation), not by row, so that it holds when the article is read again.
struct Correction {
  /// What is said of a coding is kept as the person's own coding of its statement (code());
  /// "valid" = "no" is agreement 0.
  enum class About { Statement, Relation, Coding };
  About about{};
  std::int64_t key{};  // of the row that the person saw
  std::string field;   // "speaker", "said", "valid"; "from", "to", "act", "sign", "valid";
                       // "agreement", "valid"
  std::string value;   // an actor's id, a date, an act, a sign; "yes" or "no"; "" for none
  std::string coder;   // who; never empty, never "machine"
  std::string note;
};

class Study {
 public:
  /// NotFound: no file and not Access::Create. Malformed: a file that is no SQLite database, or
  /// one that is no study. Unsupported: a newer schema (the message names both versions). Io:
  /// cannot be opened, or read only. The file has WAL journalling, foreign keys and strict tables.
  [[nodiscard]] static Result<Study> open(const std::filesystem::path& file, Access access);

  Study(Study&&) noexcept;
  Study& operator=(Study&&) noexcept;
  ~Study();

  /// Replaces the register or codebook; articles read with another become Outdated.
  [[nodiscard]] Result<void> set_register(const actors::Register& known);
  [[nodiscard]] Result<actors::Register> known_actors() const;
  [[nodiscard]] Result<void> set_codebook(const positions::Codebook& codebook);
  [[nodiscard]] Result<positions::Codebook> codebook() const;
  /// Puts the codebook back that the last set_codebook() replaced, and gives it; again: the one
  /// before. NotFound: none was replaced.
  [[nodiscard]] Result<positions::Codebook> undo_codebook();

  /// `reader` is reading::Reader::version().
  [[nodiscard]] Result<Standing> standing(const intake::Article& article,
                                          std::string_view reader) const;

  /// Stores one article with all that was found in it, in one transaction: after a crash it is
  /// there wholly or not at all. Replaces the machine's earlier results for the same article,
  /// keeps the earlier text as a version where it changed, and keeps people's corrections.
  /// An unchanged article is left as it is. Conflict: another program holds the study for more
  /// than 10 s. Io: the disk is full or read only; the study is as before.
  [[nodiscard]] Result<Standing> store(const ReadArticle& read, std::string_view reader);

  [[nodiscard]] Result<void> correct(const Correction& correction);
  /// Takes the newest correction about that row and field back. NotFound if there is none.
  [[nodiscard]] Result<void> undo_correction(Correction::About about, std::int64_t key,
                                             const std::string& field);

  /// Keeps a sample that was drawn. Usage: no relations, a probability outside (0, 1], a stratum
  /// that there is not, a relation twice. NotFound: no such relation.
  [[nodiscard]] Result<AuditId> keep_audit(const AuditPlan& plan);
  /// Oldest first.
  [[nodiscard]] Result<std::vector<AuditRow>> audits() const;
  /// In their order, of one audit or of all. NotFound: no such audit.
  [[nodiscard]] Result<std::vector<AuditItemRow>> audit_items(
      std::optional<AuditId> audit = std::nullopt) const;
  /// Keeps an answer and corrects the relation by it. It stands in the place of an earlier answer,
  /// which holds again when this one is undone. NotFound: no such item, actor, or relation any
  /// more. Usage: no coder's name, nothing edited, an actor at both ends.
  [[nodiscard]] Result<void> answer_audit(const AuditAnswer& answer);
  /// Takes the coder's newest answer back, or that to one item, with its corrections; gives the
  /// item as it is then. NotFound: there is none of this coder.
  [[nodiscard]] Result<AuditItemRow> undo_audit_answer(
      const std::string& coder, std::optional<AuditItemId> item = std::nullopt);

  /// As keep_audit(), of passages. Usage: none, a probability outside (0, 1], a stratum that there
  /// is not, an article twice, a span outside its text. NotFound: no such article.
  [[nodiscard]] Result<AuditId> keep_passages(const PassagePlan& plan);
  /// In their order, of one audit or of all. NotFound: no such audit.
  [[nodiscard]] Result<std::vector<PassageRow>> passages(
      std::optional<AuditId> audit = std::nullopt) const;
  /// Keeps what is missing in a passage, beside the relations and not among them: a few articles
  /// that were read by people would else have more of them than the rest. It stands in the place of
  /// an earlier answer. NotFound: no such passage or actor, or the article has another text by now.
  /// Usage: no coder's name, an actor at both ends, a sign other than -1, 0, +1.
  [[nodiscard]] Result<void> answer_passage(const PassageAnswer& answer);
  /// As undo_audit_answer().
  [[nodiscard]] Result<PassageRow> undo_passage_answer(
      const std::string& coder, std::optional<PassageId> passage = std::nullopt);

  /// Who stands in an article, in order of their first mention, then by id.
  [[nodiscard]] Result<std::vector<CastRow>> cast_of(ArticleId article) const;
  /// The articles that name at least one of `actors`, by number.
  [[nodiscard]] Result<std::vector<CastCount>> casts_with(
      std::span<const std::string> actors) const;

  /// Joins actors across articles (actors::link_actors), as far as people have not decided, and
  /// keeps what is not sure as proposals. Depends on what the study holds and not on the order in
  /// which it was read. To be called when articles were stored or the register was replaced, until
  /// when actors with one id count as one. O(n log n) in the actors of articles.
  [[nodiscard]] Result<LinkingSummary> link_actors();
  /// False if articles were stored or the register replaced since the last linking.
  [[nodiscard]] Result<bool> is_linked() const;

  /// NotFound for an unknown actor, article or fact (naming the nearest), Usage for what makes no
  /// sense (the message says why and what to do). Gives the row that keeps it.
  [[nodiscard]] Result<DecisionRow> decide(const ActorDecision& decision);
  /// Takes the decision back, or the last one that is in force; all rows are then as if it had
  /// never been made. NotFound: there is none. Conflict: a later one rests on it (named).
  [[nodiscard]] Result<DecisionRow> undo_decision(std::optional<DecisionId> key = std::nullopt);
  /// Newest first; those about one actor if named.
  [[nodiscard]] Result<std::vector<DecisionRow>> decisions(
      const std::optional<std::string>& actor = std::nullopt) const;
  /// Best first; those about one actor, at least as sure, at most as many, if the filter says so
  /// (actor, min_confidence, limit; the rest does not count).
  [[nodiscard]] Result<std::vector<ProposalRow>> proposals(const Filter& filter = {}) const;
  /// Who `actor` is, and what all that rests on. `mentions` limits how many places are given.
  [[nodiscard]] Result<ActorAccount> account_of(const std::string& actor,
                                                std::optional<std::int64_t> mentions = {}) const;

  /// Keeps a person's coding; it replaces what the same coder said of that statement and concept,
  /// stands beside what others say, and wins over the machine. Where people differ, the
  /// adjudicator's word holds if there is one, else the newest; codings() marks it as disputed.
  /// NotFound: no such statement or concept (naming the nearest). Usage: no coder's name, an
  /// agreement other than -1, 0, +1, evidence outside the article, a time that is none.
  [[nodiscard]] Result<JudgementId> code(const HumanCoding& coding);
  /// Takes back that coding, or the coder's last one; what the coder had said before holds again.
  /// NotFound: there is none in force, or `key` is another coder's. Gives what was taken back.
  [[nodiscard]] Result<Judgement> undo_coding(const std::string& coder,
                                              std::optional<JudgementId> key = std::nullopt);
  /// Keeps codings of a file, all or none, as one act that can be undone. A coding that says what
  /// its coder says already is left out, as is one that is older than its coder's word.
  [[nodiscard]] Result<ImportSummary> import_codings(std::span<const HumanCoding> codings,
                                                     const std::string& file);
  /// Takes back what an import brought (the last one in force, if none is named): codings as far
  /// as their coders have not changed them since, coded data whole. NotFound: there is none.
  /// Conflict: people have worked on an article that came with coded data (named).
  [[nodiscard]] Result<ImportRow> undo_import(std::optional<ImportId> key = std::nullopt);
  [[nodiscard]] Result<std::vector<ImportRow>> imports() const;

  /// Keeps the coded data of a file, all or nothing, as one act that undo_import() takes back. Its
  /// documents become articles, "<file's name without ending>/<number>". What an import in force
  /// has brought just so already, whatever that file was called, changes nothing. Offsets are
  /// converted here; a statement that lies outside its text is kept without a place in it.
  /// Statements that have a person or an organization, a concept and an agreement (a boolean), and
  /// stand in a text, also become statements of actors and judgements of their coders, and their
  /// concepts join the codebook, so that all other questions know them. `data` must be sound: see
  /// drop_unsound_rows(). Conflict: an import in force brought other data from a file of this name
  /// (CodedOptions). Malformed: a row that refers to none. About 5 s for 100,000 statements.
  [[nodiscard]] Result<CodedSummary> import_coded(const CodedData& data, const std::string& file,
                                                  const CodedOptions& options = {});
  /// What an import brought, row for row, each kind by number. NotFound: none with that number is
  /// in force.
  [[nodiscard]] Result<CodedData> coded_data(ImportId key) const;
  /// Types of the imports in force, those of the first import first.
  [[nodiscard]] Result<std::vector<CodedTypeRow>> coded_types() const;
  /// By key. NotFound: no such type, article, outlet or coder (naming the nearest).
  [[nodiscard]] Result<CodedColumns> coded_columns(const std::string& type,
                                                   const CodedFilter& filter = {}) const;
  /// In the order of `keys`. NotFound: no statement with that key.
  [[nodiscard]] Result<std::vector<CodedStatementRow>> coded_statements(
      std::span<const std::int64_t> keys) const;
  /// Of a variable of short text. NotFound: no such type or variable (naming the nearest).
  [[nodiscard]] Result<CodedEntities> coded_entities(const std::string& type,
                                                     const std::string& variable) const;

  /// Replaces all that the learned classifier has said (judgements of coder "learned"). Where it
  /// speaks it holds before the codebook's phrases; agreement 0 takes their coding out. To be
  /// called with statements that no person has coded on that concept: those of others are kept,
  /// but hold nowhere. Errors as of code(); nothing is then changed.
  [[nodiscard]] Result<void> store_learned(std::span<const MachineCoding> codings);
  /// Keeps what the language model `model` proposes; replaces what the same model proposed for the
  /// same statement and concept, and nothing else.
  [[nodiscard]] Result<void> store_proposals(std::span<const MachineCoding> proposals,
                                             const std::string& model);

  /// What every coder says, in order of article, place in the text, concept and time. The training
  /// examples of a classifier are those of kind Person; its candidates are uncoded().
  [[nodiscard]] Result<std::vector<Judgement>> judgements(const JudgementFilter& filter = {}) const;
  /// Statements that `coder` (if not given: anybody) has not coded on `concept_name`, of those that
  /// `filter` wants; its concept_name does not count.
  [[nodiscard]] Result<std::vector<StatementRow>> uncoded(
      const Filter& filter, const std::string& concept_name,
      const std::optional<std::string>& coder = std::nullopt) const;

  /// Whose word holds where people differ; none: the newest.
  [[nodiscard]] Result<void> set_adjudicator(const std::optional<std::string>& coder);
  [[nodiscard]] Result<std::optional<std::string>> adjudicator() const;

  // Queries give corrected values, in order of day (undated last), article and place in the text.
  // Malformed for a `text` that is no FTS5 query; NotFound for an outlet, actor, bloc, article or
  // concept that the study does not hold (the message names the nearest that it does).
  [[nodiscard]] Result<std::vector<ArticleRow>> articles(const Filter& filter = {}) const;
  [[nodiscard]] Result<std::vector<StatementRow>> statements(const Filter& filter = {}) const;
  [[nodiscard]] Result<std::vector<RelationRow>> relations(const Filter& filter = {}) const;
  /// What relations would be if nobody had corrected any (people's word on who an actor is counts):
  /// those called wrong are there, nothing is corrected, the filter asks for the machine's values.
  [[nodiscard]] Result<std::vector<RelationRow>> machine_relations(const Filter& filter = {}) const;
  [[nodiscard]] Result<std::vector<CodingRow>> codings(const Filter& filter = {}) const;
  [[nodiscard]] Result<std::vector<ActorRow>> actors(const Filter& filter = {}) const;
  [[nodiscard]] Result<Totals> totals() const;

  /// The text of the article's newest version, as stored.
  [[nodiscard]] Result<std::string> text_of(ArticleId article) const;
  /// The program, models and rules that read it: reading::Reader::version().
  [[nodiscard]] Result<std::string> reader_of(ArticleId article) const;

 private:
  struct Database;
  explicit Study(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

}  // namespace faultline::study
