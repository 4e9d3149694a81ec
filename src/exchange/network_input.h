#pragma once
// The road from a study to networks: coded statements as columns, entities with their attributes,
// ties between actors, and the way back from a figure to its sentences.
//
// A study has two sources. *Coded*: statements that people coded in another program, as they were
// imported (study/coded.h). *Own*: the codings that hold in the study itself, by machine and
// people.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "networks/network.h"
#include "networks/networks.h"
#include "networks/statement_table.h"
#include "study/rows.h"
#include "study/study.h"

namespace faultline::exchange {

enum class InputSource : std::uint8_t {
  Either,  // Coded if the study holds any, else Own
  Coded,
  Own,
};

/// Which statements a network is made of.
struct NetworkInput {
  InputSource source = InputSource::Either;
  /// Coded: label of the statement type. None: of those with two variables of short text, the one
  /// with most statements, of equals the first; StatementTable::type tells.
  std::optional<std::string> type = std::nullopt;
  /// Own: which codings. Coded: only `article` and `outlet` count, others are Usage.
  study::Filter rows = {};
  std::optional<std::string> coder = std::nullopt;  // only what this one coded
};

/// Statements of one type as columns, sorted by time, document, begin, end, number.
///
/// Coded: the type's variables as its coders named them, "coder" if none of them is called so; of
/// the document author, source, section, type, title, id, notes. Number, document number, begin and
/// end are those of the file if only one was imported (else all numbers of a later one are shifted
/// by the same amount); begin and end count in the file's unit. A value that a statement does not
/// have is "", 0. Imports that have a type of the same label are one table. Time is the document's
/// to the second.
///
/// Own: one row for each coding that holds, number and document are CodingId and ArticleId, begin
/// and end are bytes of the statement. Variables: actor; person (the actor if it is one, else "");
/// organization (the actor if it is none, else whom it is part of, else ""); kind, bloc and role of
/// the actor on the day; concept; agreement (Boolean: 1 for, 0 against); confidence (Integer:
/// percent); cue_class, modality, polarity, venue, coder, method; of the document outlet, author
/// (the byline), source (the outlet), section, type (""), title (the headline), id and article (the
/// article's id). Labels of actors are as actor_label() says. Time is the statement's day at
/// 00:00, so windows shorter than a day see nothing finer; codings without a day are left out, as
/// left_out() says.
///
/// NotFound: no such type, coder, article ... (naming the nearest); an empty study gives a table
/// without rows. Usage: options that do not go together. O(statements x variables).
[[nodiscard]] Result<networks::StatementTable> statement_table(const study::Study& study,
                                                               const NetworkInput& input = {});

/// Codings that the table of `input` would hold if they had a day. 0 for Coded.
[[nodiscard]] Result<std::int64_t> left_out(const study::Study& study,
                                            const NetworkInput& input = {});

/// A statement type that can be asked for.
struct StatementTypeRow {
  std::string label;  // empty: the study's own codings
  std::int64_t statements = 0;
  std::vector<std::string> variables;  // statement level, in their order

  friend bool operator==(const StatementTypeRow&, const StatementTypeRow&) = default;
};
/// The types of coded data, then, if it has any, the study's own codings.
[[nodiscard]] Result<std::vector<StatementTypeRow>> statement_types(const study::Study& study);

/// What stands behind one row of a statement table.
struct StatementEvidence {
  std::int64_t id = 0;   // StatementTable::id
  std::string text;      // the words; empty: the source has none
  std::string article;   // the article's id
  std::string headline;  // may be empty, as all below
  std::string outlet;
  std::optional<Day> day;
  std::string coder;
  std::int64_t coder_number = 0;  // Coded: as in the file, else 0
  ByteSpan span;                  // in the article's text; empty: not there

  friend bool operator==(const StatementEvidence&, const StatementEvidence&) = default;
};
/// In the order of `ids`, which are StatementTable::id of the table of `input`. NotFound for one
/// that it does not have.
[[nodiscard]] Result<std::vector<StatementEvidence>> evidence_of(const study::Study& study,
                                                                 const NetworkInput& input,
                                                                 std::span<const std::int64_t> ids);

/// Everything that is known of the values of one variable, whether they occur or not.
struct EntityTable {
  std::string variable;
  std::vector<std::string> values;  // distinct, by UTF-16 code units; "" is a blank one
  // Coded, of a variable of short text, else empty: number in the file, and "#RRGGBB" (black where
  // there is none).
  std::vector<std::int64_t> ids;
  std::vector<std::string> colours;
  std::vector<networks::NodeAttribute> attributes;  // in the file's order
};
/// Coded: the variable's entities, also those that no statement uses, with the attributes of the
/// file and its parent if any has one: what the attribute tables of DNA hold. Own: of person,
/// organization and actor id, kind, part_of, roles, bloc, first_seen, last_seen, statements, acts
/// and acted_on (relations); of concept parent, description, agree and disagree (codings); of
/// outlet articles, statements, relations. Of a variable that is no entity's (a document's, a
/// number ...) the values that occur, with no attributes. `day`: on which roles and blocs are
/// taken; none: all of any day, joined by "; ". NotFound: no such variable.
[[nodiscard]] Result<EntityTable> entity_table(const study::Study& study, const NetworkInput& input,
                                               const std::string& variable,
                                               std::optional<Day> day = std::nullopt);

/// The same for a network's nodes: one row a label in the network's order, rows, then columns of
/// TwoMode, with "ID" and "color" of coded data first and then the attributes of both variables, by
/// name. A label that no entity has gets blanks.
[[nodiscard]] networks::NodeTable node_table(const networks::Network& network,
                                             const EntityTable& rows, const EntityTable* columns);

/// What an actor is called in tables and networks: the name, or "name (id)" where another actor of
/// the study has the same. Depends on the study's actors alone, not on what was filtered.
[[nodiscard]] Result<std::vector<std::pair<std::string, std::string>>> actor_labels(
    const study::Study& study);  // (id, label), by id

/// Relations between actors, for the directed network.
struct RelationTies {
  std::vector<std::string> labels;        // by UTF-16 code units
  std::vector<networks::SignedTie> ties;  // evidence: place in `keys`
  std::vector<study::RelationId> keys;    // of each tie, for Study::relations(Filter::key)
  std::vector<std::string> acts;          // of each tie: "criticise" ...
  std::vector<std::optional<Day>> days;   // of each tie
  networks::NodeTable nodes;              // of `labels`
  std::int64_t without_actor = 0;         // relations whose other end is no actor: no tie
};
[[nodiscard]] Result<RelationTies> relation_ties(const study::Study& study,
                                                 const study::Filter& filter = {});

}  // namespace faultline::exchange
