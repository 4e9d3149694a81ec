#pragma once
// Audits: random samples of relations that people check, kept with the probability with which each
// relation was drawn. How a sample is drawn is the caller's.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "study/rows.h"

namespace faultline::study {

/// Numbers of a draw and of a relation in it; never used again.
enum class AuditId : std::int64_t {};
enum class AuditItemId : std::int64_t {};

/// What a sample is drawn of.
enum class AuditKind : std::uint8_t {
  Relations,  // that the machine has found
  Passages,   // of texts, which people read for what it has not found (passages.h)
};
[[nodiscard]] std::string_view word_for(AuditKind kind);  // "relations", "passages"

struct AuditStratum {
  std::string name;
  std::int64_t units = 0;  // that could be drawn, at least 1
};

struct AuditPlanItem {
  RelationId relation{};
  std::uint32_t stratum = 0;  // place in AuditPlan::strata
  double inclusion = 0;       // probability of being drawn, in (0, 1]
};

/// A sample to be kept.
struct AuditPlan {
  std::string bloc;   // whose strata they are; empty: none
  std::string frame;  // which relations could be drawn, in words
  std::int64_t seed = 1;
  std::vector<AuditStratum> strata;
  std::vector<AuditPlanItem> items;  // in the order in which they are to be checked; random
};

struct AuditRow {
  AuditId key{};
  std::string bloc, frame;
  std::int64_t seed = 1;
  std::string made_at;
  std::int64_t units = 0;  // that could be drawn
  std::int64_t items = 0, answered = 0;
  AuditKind kind = AuditKind::Relations;
  double min_confidence = 0;  // of passages: a relation less sure counts as not found
};

enum class Verdict : std::uint8_t {
  Right,   // in all: who, whom, act and sign
  Wrong,   // there is no such relation
  Edited,  // there is one, but not quite so
};
[[nodiscard]] std::string_view word_for(Verdict verdict);  // "right", "wrong", "edited"
[[nodiscard]] std::optional<Verdict> verdict_named(std::string_view word);

/// What a person says of a relation that was drawn. It also corrects the relation: a right one is
/// confirmed in every field, so that it holds even if a later machine reads it otherwise.
struct AuditAnswer {
  AuditItemId item{};
  Verdict verdict{};
  // Of an edited one, what is not as the study has it; an act brings its sign.
  std::optional<std::string> from, to;  // actors' ids
  std::optional<positions::Act> act;
  std::optional<int> sign;
  std::string coder;  // who; never empty, never "machine"
  std::string note;
};

struct AuditItemRow {
  AuditItemId key{};
  AuditId audit{};
  int number = 0;           // place in the order, from 1
  std::string stratum;      // its name
  std::int64_t units = 0;   // of the stratum, when it was drawn
  std::uint32_t place = 0;  // of the stratum in its audit
  double inclusion = 0;
  std::optional<RelationId> relation;  // none: no reading holds it any more
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet;
  std::string words;  // of the relation, in a line
  // What the machine said when it was drawn.
  std::string drawn_from;
  std::optional<std::string> drawn_to;
  positions::Act drawn_act{};
  int drawn_sign = 0;
  std::optional<Day> drawn_day;
  // Empty until it is answered.
  std::optional<Verdict> verdict;
  std::string coder, note;
  std::optional<std::string> answered_at;
};

}  // namespace faultline::study
