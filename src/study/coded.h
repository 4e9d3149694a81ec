#pragma once
// Coded data of other programs, as their coders left them: what one file holds, as plain values in
// and out. Rows refer to each other by the file's own numbers.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/ordinal.h"
#include "base/result.h"
#include "study/judgements.h"
#include "study/rows.h"

namespace faultline::study {

enum class CodedKind : std::uint8_t { ShortText, LongText, Integer, Boolean };
[[nodiscard]] std::string_view word_for(CodedKind kind);  // "short text" ...
[[nodiscard]] std::optional<CodedKind> parse_coded_kind(std::string_view word);

/// "#RRGGBB", or empty for none.
using Colour = std::string;

/// Somebody who coded, with how he has set the program and what he may do there. No password.
struct CodedCoder {
  std::int64_t number = 0;
  std::string name;
  Colour colour;
  std::vector<std::pair<std::string, std::optional<std::int64_t>>> settings;

  friend bool operator==(const CodedCoder&, const CodedCoder&) = default;
};

/// What `coder` may see and change of `other`'s.
struct CodedCoderRelation {
  std::int64_t number = 0;
  std::int64_t coder = 0, other = 0;
  bool may_view_statements = true, may_edit_statements = true;
  bool may_view_documents = true, may_edit_documents = true;

  friend bool operator==(const CodedCoderRelation&, const CodedCoderRelation&) = default;
};

struct CodedType {
  std::int64_t number = 0;
  std::string label;
  Colour colour;

  friend bool operator==(const CodedType&, const CodedType&) = default;
};

struct CodedVariable {
  std::int64_t number = 0;
  std::int64_t type = 0;
  std::string name;  // unique in its type
  CodedKind kind = CodedKind::ShortText;

  friend bool operator==(const CodedVariable&, const CodedVariable&) = default;
};

struct CodedVariableLink {
  std::int64_t number = 0;
  std::int64_t source = 0, target = 0;

  friend bool operator==(const CodedVariableLink&, const CodedVariableLink&) = default;
};

/// Words that the coders had coloured in texts.
struct CodedRegex {
  std::string label;
  Colour colour;

  friend bool operator==(const CodedRegex&, const CodedRegex&) = default;
};

/// A value of a variable of short text.
struct CodedEntity {
  std::int64_t number = 0;
  std::int64_t variable = 0;
  std::string value;  // unique for its variable; may be empty
  Colour colour;
  std::optional<std::int64_t> parent;

  friend bool operator==(const CodedEntity&, const CodedEntity&) = default;
};

struct CodedAttribute {
  std::int64_t number = 0;
  std::int64_t variable = 0;
  std::string name;  // unique for its variable

  friend bool operator==(const CodedAttribute&, const CodedAttribute&) = default;
};

struct CodedAttributeValue {
  std::int64_t number = 0;
  std::int64_t entity = 0, attribute = 0;
  std::string value;

  friend bool operator==(const CodedAttributeValue&, const CodedAttributeValue&) = default;
};

struct CodedDocument {
  std::int64_t number = 0;
  std::string title, text;  // text: valid UTF-8, may be empty
  std::string author, source, section, type, notes;
  std::optional<std::int64_t> coder;
  Instant time;

  friend bool operator==(const CodedDocument&, const CodedDocument&) = default;
};

struct CodedStatement {
  std::int64_t number = 0;
  std::int64_t type = 0, document = 0;
  std::optional<std::int64_t> coder;
  std::int64_t begin = 0, end = 0;   // in the document's text, in UTF-16 units
  std::optional<std::string> words;  // as the file quotes them

  friend bool operator==(const CodedStatement&, const CodedStatement&) = default;
};

/// The value of one variable of one statement.
struct CodedValue {
  std::int64_t statement = 0, variable = 0;
  std::int64_t number = 0;  // ShortText: the entity; Integer: the integer; Boolean: 0 or 1
  std::string words;        // LongText only

  friend bool operator==(const CodedValue&, const CodedValue&) = default;
};

/// Everything of one file.
struct CodedData {
  std::string format;  // "dna", "statements csv"
  std::vector<std::pair<std::string, std::string>> settings;
  std::vector<CodedCoder> coders;
  std::vector<CodedCoderRelation> coder_relations;
  std::vector<CodedType> types;
  std::vector<CodedVariable> variables;
  std::vector<CodedVariableLink> links;
  std::vector<CodedRegex> regexes;
  std::vector<CodedEntity> entities;
  std::vector<CodedAttribute> attributes;
  std::vector<CodedAttributeValue> attribute_values;
  std::vector<CodedDocument> documents;
  std::vector<CodedStatement> statements;
  std::vector<CodedValue> values;

  friend bool operator==(const CodedData&, const CodedData&) = default;
};

/// Takes rows out that no study can hold, and says which and why: those that refer to a row that
/// is not there, that repeat the number, name or value of one before them, values of another kind
/// than their variable's or of a variable of another type, a time outside the years 1 to 9999.
/// What refers to a row that went goes too. A parent or a document's or statement's coder that is
/// not there is only forgotten. `name` is the file's. O(rows log rows).
[[nodiscard]] std::vector<Error> drop_unsound_rows(CodedData& data, const std::string& name);

struct CodedOptions {
  /// Take back what an earlier import of a file of this name brought, as part of the act.
  bool replaces_former = false;
};

/// What an import brought.
struct CodedSummary {
  std::optional<ImportId> key;       // none: an import in force has brought just this already
  std::optional<ImportId> same_as;   // that one
  std::optional<ImportId> replaced;  // the earlier state that was taken back
  std::int64_t outside = 0;          // statements that lie outside their document's text
  std::int64_t without_text = 0;     // statements of documents that have no text
  std::int64_t codings = 0;          // that are codings of the study itself, too
  std::int64_t drifted = 0;          // statements whose quoted words are not those of their span
};

/// A statement type; types of several imports that have one label are one.
struct CodedTypeRow {
  std::string label;
  std::int64_t statements = 0;
  std::vector<CodedVariable> variables;  // of all its imports, those of the first before others

  friend bool operator==(const CodedTypeRow&, const CodedTypeRow&) = default;
};

/// Which coded statements are wanted.
struct CodedFilter {
  std::optional<std::string> article;  // id
  std::optional<std::string> outlet;
  std::optional<std::string> coder;  // name
};

/// Statements of one type, as columns. Texts are numbers of `labels`; a value that a statement does
/// not have is 0, a text that it does not have is the label "".
struct CodedColumn {
  std::string name;
  CodedKind kind = CodedKind::ShortText;
  std::vector<std::string> labels;  // of texts, distinct
  std::vector<std::int64_t> values;
};
struct CodedColumns {
  std::vector<std::int64_t> key, document;  // keys of the study; of the first import the file's
  std::vector<std::int64_t> begin, end;     // as in the file
  std::vector<std::int64_t> coder;          // place in `coders`, or -1
  std::vector<Instant> time;
  std::vector<CodedColumn> columns;  // in the order of the type's variables
  std::vector<std::string> coders;   // distinct names
  // author, source, section, type, title, id (the file's number), notes: all texts.
  std::vector<CodedColumn> document_columns;
  std::optional<Instant> first_document, last_document;  // of all imports that have the type
};

/// What stands behind one coded statement.
struct CodedStatementRow {
  std::int64_t key = 0;
  ArticleId article{};
  std::string article_id;
  std::int64_t number = 0;    // in its file
  std::int64_t document = 0;  // key
  std::string title, author, source, section, document_type;
  Instant time;
  std::string coder;              // empty: not known
  std::int64_t coder_number = 0;  // in its file
  std::optional<ByteSpan> span;   // none: outside the text
  std::string text;               // the words under the span, else as the file quotes them
};

/// A value of a variable, with the attributes of its file.
struct CodedEntityRow {
  std::int64_t number = 0;  // in its file
  std::string value;
  Colour colour;
  std::string parent;  // its value; empty: none
  std::int64_t statements = 0;
  std::vector<std::string> attributes;  // in the order of CodedEntities::attributes
};
struct CodedEntities {
  std::vector<std::string> attributes;  // names, in the order of the file
  std::vector<CodedEntityRow> rows;     // by number; of imports with one value the first's
};

}  // namespace faultline::study
