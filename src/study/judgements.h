#pragma once
// Codings by several coders, side by side: what people, the machine and language models each say a
// statement means. What holds of it all is Study::codings().

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/ordinal.h"
#include "study/rows.h"

namespace faultline::study {

/// Number of a judgement; never used again. Those of the machine change when it codes anew.
enum class JudgementId : std::int64_t {};
/// Number of an import of codings, counted from 1.
enum class ImportId : std::int64_t {};

/// Who says so. A model's word is a proposal: it counts in no figure until a person says the same.
enum class CoderKind : std::uint8_t { Machine, Person, Model };
[[nodiscard]] std::string_view word_for(CoderKind kind);  // "machine", "person", "model"

/// The machine's two ways to code, as Judgement::coder names them.
inline constexpr std::string_view phrase_coder = "phrase";    // by the codebook's phrases
inline constexpr std::string_view learned_coder = "learned";  // by what people's codings taught it

/// A person's coding of a statement. Kept by the statement's words, so that it holds when the
/// article is read again; no machine ever changes it.
struct HumanCoding {
  StatementId statement{};
  std::string concept_name;
  int agreement = 0;  // +1 for, -1 against, 0: takes no side on it, or is not about it
  std::string coder;  // who; never empty, never "machine", "phrase" or "learned"
  std::string note;
  std::optional<double> confidence;  // 0..1, if the person says how sure
  std::optional<ByteSpan> evidence;  // in the article's text; none: what the statement says
  std::string made_at;               // UTC, "2031-03-04T12:00:00Z"; empty: now
};

/// What the learned classifier or a language model says of a statement.
struct MachineCoding {
  StatementId statement{};
  std::string concept_name;
  int agreement = 0;      // -1, 0, +1 as above
  double confidence = 0;  // 0..1; of a model as it gave it, not yet measured against people
  std::optional<ByteSpan> evidence;  // in the article's text; none: what the statement says
  std::string note;                  // where it comes from: "learned from 43 codings, seed 1"
};

/// What one coder says of one statement on one concept, with everything needed to cite it, to
/// train on it, and to measure agreement.
struct Judgement {
  JudgementId key{};
  CoderKind kind{};
  std::string coder;  // a person's or a model's name; "phrase" or "learned"
  // None if no reading holds the statement any more, or a person says that it is none.
  std::optional<StatementId> statement;
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet, headline;
  std::optional<Day> day;
  std::optional<std::string> speaker, speaker_name;
  std::string source_text, cue_text;
  std::string content_text;  // of the statement
  ByteSpan extent;           // of the statement; empty without one
  std::string concept_name;
  int agreement = 0;
  std::optional<double> confidence;
  std::string note;
  ByteSpan evidence;  // in the article's text
  std::string evidence_text;
  std::optional<std::string> made_at;  // none for the machine, whose codings have no clock
  std::optional<ImportId> import;
  std::optional<std::string> withdrawn_at;
  bool is_in_force = true;  // the coder's last word on it
};

/// Which judgements are wanted. Of `rows` count article, outlet, actor (the speaker), concept_name,
/// from, to, text (words that the content holds, in any case), min_confidence (of machine and
/// models) and limit.
struct JudgementFilter {
  Filter rows;
  std::optional<CoderKind> kind;
  std::optional<std::string> coder;
  bool with_history = false;  // also what was replaced or taken back
};

/// What became of a coding that came from a file.
enum class ImportFate : std::uint8_t {
  Taken,
  Same,   // the coder has said just that already
  Older,  // the coder has said something else since
};

struct ImportSummary {
  std::optional<ImportId> key;    // none if nothing was taken
  std::vector<ImportFate> fates;  // of each coding
};

struct ImportRow {
  ImportId key{};
  std::string file;
  std::string made_at;
  std::optional<std::string> withdrawn_at;
  int codings = 0;
  std::string format;  // "codings", or of coded data "dna", "statements csv"
  std::int64_t documents = 0, statements = 0;  // of coded data
};

}  // namespace faultline::study
