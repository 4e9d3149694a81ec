#pragma once
// What a study answers: rows joined for reading, with everything needed to cite them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actors/register.h"
#include "base/day.h"
#include "base/ordinal.h"
#include "positions/positions.h"
#include "statements/statements.h"

namespace faultline::study {

/// Keys of rows, stable for the life of a study file and never used again after removal.
enum class ArticleId : std::int64_t {};
enum class StatementId : std::int64_t {};
enum class RelationId : std::int64_t {};
enum class CodingId : std::int64_t {};

/// Which rows are wanted. An absent field does not restrict. Days are those of the statement
/// (`said`, else the article's), both ends included.
struct Filter {
  std::optional<std::string> article;  // id as shown
  std::optional<std::string> outlet;
  std::optional<std::string> actor;         // actor's id; for relations at either end
  std::optional<std::int64_t> key;          // relations: this row only
  std::optional<std::string> by;            // relations: who acts
  std::optional<std::string> toward;        // relations: on whom
  std::optional<std::string> bloc;          // the speaker's or the relation's from, on the day
  std::optional<std::string> concept_name;  // or one below it in the codebook
  std::optional<positions::Act> act;
  std::optional<std::string> plover;        // relations: PLOVER's category
  std::optional<positions::Origin> origin;  // relations
  std::optional<double> min_intensity;      // relations: 0..1; those not known are left out
  // How a statement is reported and where it was made; of relations and codings, their statement's.
  std::optional<statements::CueClass> cue_class;
  std::optional<statements::Modality> modality;
  std::optional<statements::Polarity> polarity;
  std::optional<std::string> venue;  // words of it, in any case
  std::optional<int> sign;           // relations
  std::optional<Day> from;
  std::optional<Day> to;
  std::optional<std::string> text;       // words that occur (full-text search, FTS5 syntax)
  std::optional<double> min_confidence;  // 0..1
  std::optional<std::int64_t> limit;
  bool with_reasons = false;  // relations: fill `why`
  bool by_principal = false;  // statements of a spokesman are those of whom he speaks for
};

struct ArticleRow {
  ArticleId key{};
  std::string id;
  std::string file;
  std::optional<std::string> outlet, headline, byline, url;
  std::optional<std::string> section;  // the widest
  std::optional<Day> published;
  int version = 1;  // 2 after the file changed once
  int statements = 0;
  int relations = 0;
};

struct StatementRow {
  StatementId key{};
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet, headline;
  statements::StatementType type{};
  std::optional<std::string> speaker;  // actor's id
  std::optional<std::string> speaker_name;
  std::optional<std::string> on_behalf_of;  // id of whom the speaker speaks for, as the text says
  std::string source_text;                  // spans joined by " … "; empty: none
  std::string cue_text;
  std::string content_text;
  ByteSpan extent;  // from the first to the last byte of the statement
  std::optional<PartialDate> said;
  std::optional<Day> day;  // said.first, else published
  std::optional<StatementId> nested_in;
  double confidence = 0;
  bool is_corrected = false;  // a person changed or confirmed it
  // None in what an earlier program read, until the article is read again.
  std::optional<statements::CueClass> cue_class;
  std::optional<statements::Modality> modality;
  std::optional<statements::Polarity> polarity;
  std::string venue_text;  // spans joined by " … "; empty: the text does not say
};

/// One of the grounds of a relation: positions::Reason as it is kept.
struct ReasonRow {
  std::string name;
  double weight = 1;
  std::string text;  // the words; empty: none stand for it
};

struct RelationRow {
  RelationId key{};
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet, headline;
  std::string from;                // actor's id
  std::optional<std::string> to;   // none: only the words tell
  std::string from_name, to_name;  // to_name: the words where no actor is known
  positions::Act act{};
  int sign = 0;
  std::optional<PartialDate> said;
  std::optional<Day> day;
  ByteSpan evidence;
  std::string evidence_text;
  std::string trigger_text;
  std::string target_text;  // the words that name the other end; empty: not known
  // Not known of relations that an older program read, until the article is read again.
  std::optional<double> intensity;          // 1/3 mild, 2/3 plain, 1 strong
  std::optional<positions::Origin> origin;  // how it was read
  std::string mode;                         // of PLOVER, by the word; empty: none
  std::vector<ReasonRow> why;               // empty unless asked for
  std::optional<StatementId> statement;     // none: the outlet's own voice
  double confidence = 0;
  bool is_corrected = false;
};

struct CodingRow {
  CodingId key{};
  StatementId statement{};
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet;
  std::string actor, actor_name;
  std::string concept_name;
  int agreement = 0;
  std::optional<Day> day;
  std::string evidence_text;  // the phrase that decided
  std::string content_text;   // of the statement
  std::string coder;          // "machine", or a person
  double confidence = 0;
  std::string method;        // "phrase", "learned" or "person"
  int people = 0;            // who have coded it
  bool is_disputed = false;  // they differ
};

struct ActorRow {
  actors::Actor actor;
  int statements = 0;  // as speaker
  int relations_from = 0;
  int relations_to = 0;
  std::optional<Day> first_seen, last_seen;
};

/// How much a study holds.
struct Totals {
  std::int64_t articles = 0, outlets = 0, actors = 0, statements = 0, relations = 0, codings = 0;
  std::int64_t undated_articles = 0;
  std::optional<Day> first, last;
};

}  // namespace faultline::study
