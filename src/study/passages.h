#pragma once
// Audits of what the machine has not found: passages that were drawn at random, which people read
// for relations that are missing. How they are drawn is the caller's.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/ordinal.h"
#include "positions/positions.h"
#include "study/audits.h"
#include "study/rows.h"

namespace faultline::study {

/// Never used again.
enum class PassageId : std::int64_t {};

struct PassagePlanItem {
  ArticleId article{};
  std::uint32_t stratum = 0;  // place in PassagePlan::strata
  double inclusion = 0;       // probability with which the article was drawn, in (0, 1]
  int part = 1, parts = 1;    // which of the passages of its text; drawn with probability 1 / parts
  ByteSpan span;              // of the text as stored, on characters; not empty
};

/// A sample to be kept: of each article drawn, one passage.
struct PassagePlan {
  std::string bloc;   // whose strata they are; empty: none
  std::string frame;  // which articles could be drawn, in words
  std::int64_t seed = 1;
  double min_confidence = 0;           // a relation less sure counts as not found
  std::vector<AuditStratum> strata;    // units: articles
  std::vector<PassagePlanItem> items;  // in the order in which they are to be read; random
};

/// A relation that the text states and the machine does not have.
struct Miss {
  std::string from, to;  // actors' ids
  positions::Act act{};
  int sign = 0;
  bool is_found_by_now = false;  // the article was read again since, and it was found

  friend bool operator==(const Miss&, const Miss&) = default;
};

/// That a person has read a passage, and all that is missing there: nothing, if `misses` is empty.
struct PassageAnswer {
  PassageId passage{};
  std::vector<Miss> misses;
  std::string coder;  // who; never empty, never "machine"
  std::string note;
};

struct PassageRow {
  PassageId key{};
  AuditId audit{};
  int number = 0;           // place in the order, from 1
  std::string stratum;      // its name
  std::int64_t units = 0;   // articles of the stratum, when it was drawn
  std::uint32_t place = 0;  // of the stratum in its audit
  double inclusion = 0;
  ArticleId article{};
  std::string article_id;
  std::optional<std::string> outlet;
  std::optional<Day> published;
  int part = 1, parts = 1;
  ByteSpan span;
  bool is_current = true;  // false: the article has another text by now, so it is no passage of it
  // Empty until somebody has read it.
  std::optional<std::string> answered_at;
  std::string coder, note;
  std::vector<Miss> misses;  // with the ends as they are called now
};

/// An actor of an article.
struct CastRow {
  std::string actor, name;
  std::optional<ByteOffset> first;  // of its mentions
};

/// Which of the actors asked for an article names.
struct CastCount {
  ArticleId article{};
  int actors = 0;                  // in all
  std::vector<std::string> found;  // of those asked for, sorted
};

}  // namespace faultline::study
