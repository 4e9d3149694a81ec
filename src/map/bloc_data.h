#pragma once
// The rows of a study that bear on one bloc, numbered for measuring: who, which outlet, which
// story, which concept; with membership on the day of each, and the way back to the sentences.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "map/audit_correction.h"
#include "study/study.h"
#include "timeline/loyalty.h"
#include "timeline/rift.h"

namespace faultline::map {

struct BlocQuery {
  std::optional<std::string> bloc = {};   // none: the bloc whose members made most statements
  std::optional<Day> from = {}, to = {};  // both included
  std::optional<std::string> outlet = {};
  double min_confidence = 0.5;  // of relations and codings
  bool by_principal = false;
};

/// Numbers in `ties`, `codings` and `statements` are places in the lists above them; evidence is
/// the place in `relations` or `coded`. Rows without a day, or with one that is known to the month
/// only, are left out and counted, as are those of days that no article follows (what they recall
/// or foresee is chosen for today's story). Of them only what members do to each other is kept, in
/// `untimed`: it tells of sides, not of time.
struct BlocData {
  std::string bloc;
  std::vector<std::string> actors;       // ids
  std::vector<std::string> actor_names;  // as shown
  std::vector<std::string> outlets;      // names; "outlet not known"
  std::vector<std::string> concepts;
  std::vector<std::string> stories;  // an article is its own story: ids of articles
  std::vector<std::uint32_t> outlet_of_story;

  std::vector<timeline::RiftTie> ties;     // members' or with members
  std::vector<timeline::RiftTie> untimed;  // signed, of two members; `day` means nothing
  std::vector<timeline::RiftCoding> codings;
  std::vector<timeline::RiftStatement> statements;
  std::vector<study::RelationRow> relations;
  std::vector<study::CodingRow> coded;
  std::vector<timeline::Membership> memberships;  // of all actors here, in all blocs
  std::vector<std::string> blocs;                 // that memberships name

  std::optional<AuditedBloc> audited;  // none: nobody has checked a sample of it

  std::optional<Day> first, last;  // of rows that a series may hold
  int undated = 0, coarse = 0, unwatched = 0, unsure = 0;

  [[nodiscard]] timeline::RiftRows rows() const { return {ties, codings, statements}; }
  /// The signed ties of two members, with a day that a series may hold or without.
  [[nodiscard]] std::vector<timeline::RiftTie> ties_inside() const;
};

/// NotFound: no such bloc or outlet (naming those that there are), or no blocs at all. Same study
/// and query, same value. O(rows log rows).
[[nodiscard]] Result<BlocData> bloc_data(const study::Study& study, const BlocQuery& query = {});

}  // namespace faultline::map
