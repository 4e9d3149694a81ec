#pragma once
// The rows that concern one bloc, with membership taken on the day of each.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "map/detail/evidence.h"
#include "map/detail/rows.h"

namespace faultline::map::detail {

struct UsedStatement {
  const study::StatementRow* row = nullptr;
  int evidence = 0;
};

struct UsedRelation {
  const study::RelationRow* row = nullptr;
  bool from_member = false;
  bool to_member = false;
  int evidence = 0;

  [[nodiscard]] bool is_inside() const { return from_member && to_member; }
};

struct UsedCoding {
  const study::CodingRow* row = nullptr;
  int evidence = 0;
};

/// The time in which the study's articles follow events: from the week before the first one to the
/// last one. None without a dated article.
struct Watched {
  std::optional<Day> from, to;
};
[[nodiscard]] Watched watched_time(std::span<const study::ArticleRow> articles);

/// Statements and stands of members, relations from or to them, and what had to be left out.
struct BlocRows {
  std::string bloc;
  std::vector<UsedStatement> statements;
  std::vector<UsedRelation> relations;
  std::vector<UsedCoding> codings;
  std::optional<Day> first, last;  // days of those rows, as far as they are known to the week
  Watched watched;
  int unsure = 0;   // relations and codings below the least confidence
  int undated = 0;  // of the above rows
};

[[nodiscard]] BlocRows rows_of_bloc(const Rows& rows, const std::string& bloc,
                                    double min_confidence, Evidence& evidence);

/// Whether `said` is so exact that a day stands for it.
[[nodiscard]] bool is_known_to_the_week(const std::optional<PartialDate>& said);

/// Whether a weekly series may hold what was said on `day`, and if not, why.
enum class Datedness {
  ToTheWeek,
  Undated,
  Coarse,  // to the month or year
  /// Before the articles begin or after they end. What they recall or foresee is chosen for today's
  /// story: counted in its own week, it would look like the criticism of that time.
  Unwatched,
};
[[nodiscard]] Datedness datedness(const std::optional<Day>& day,
                                  const std::optional<PartialDate>& said, const Watched& watched);

}  // namespace faultline::map::detail
