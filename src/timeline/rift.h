#pragma once
// The rift of a bloc over time: how much of its criticism hits its own, how far support outweighs
// it, how united it is on issues; with denominators, outlets and a rule for too little. Pure
// functions. Membership on the day of a statement is the caller's.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "inference/sums.h"

namespace faultline::timeline {

/// One relation; what an actor does to itself counts for nothing. Numbers of actors, stories and
/// outlets are the caller's, each from 0 without gaps.
struct RiftTie {
  Day day;
  std::int8_t sign{};        // -1, 0, +1
  bool from_member = false;  // belonged to the bloc on `day`
  bool to_member = false;
  std::uint32_t from{}, to{};
  std::uint32_t cluster{};  // its story
  std::uint32_t outlet{};
  std::size_t evidence{};
};

/// One stand on a concept.
struct RiftCoding {
  Day day;
  std::int8_t agreement{};  // +1 or -1
  bool member = false;      // belonged to the bloc on `day`
  std::uint32_t actor{};
  std::uint32_t concept_index{};
  std::uint32_t cluster{};
  std::uint32_t outlet{};
  std::size_t evidence{};
};

/// One statement, for denominators.
struct RiftStatement {
  Day day;
  bool member = false;  // its speaker belonged to the bloc on `day`
  std::uint32_t actor{};
  std::uint32_t cluster{};
  std::uint32_t outlet{};
};

struct RiftRows {
  std::span<const RiftTie> ties;
  std::span<const RiftCoding> codings;
  std::span<const RiftStatement> statements;
};

/// Stretches of the calendar, without overlap and without gaps.
enum class Bin : std::uint8_t { ByDay, ByWeek, ByMonth, ByQuarter, ByYear };  // weeks: ISO 8601

/// First day of the bin that `day` is in.
[[nodiscard]] Day bin_begin(Bin bin, Day day);
/// First day of the next one.
[[nodiscard]] Day next_bin(Bin bin, Day first);
/// "2024-10-26", "2024-W43", "2024-10", "2024-Q4", "2024".
[[nodiscard]] std::string bin_name(Bin bin, Day first);

/// Raw counts of a stretch; they add up.
struct RiftCounts {
  std::int64_t crit_in = 0;            // members' negative relations to members
  std::int64_t crit_out = 0;           // ... to others
  std::int64_t supp_in = 0;            // members' positive relations to members
  std::int64_t supp_out = 0;           // ... to others
  std::int64_t neutral_in = 0;         // members' neutral relations to members
  std::int64_t crit_from_outside = 0;  // others' negative relations to members
  std::int64_t statements = 0;         // of members

  RiftCounts& operator+=(const RiftCounts& other);
  friend bool operator==(const RiftCounts&, const RiftCounts&) = default;
};
[[nodiscard]] RiftCounts counts_of(const RiftRows& rows);

/// Where a stretch's figures come from. Most first, then by number.
struct OutletShare {
  std::uint32_t outlet{};
  std::int64_t criticism = 0;  // crit_in + crit_out in it
  std::int64_t crit_in = 0;
  std::int64_t statements = 0;  // of members

  friend bool operator==(const OutletShare&, const OutletShare&) = default;
};

struct RiftRule {
  int minimum_n = 3;  // a share or mean over fewer is not given: a gap, not a point
};

/// What one pair inside the bloc did to each other.
struct RiftPair {
  std::uint32_t from{}, to{};
  int negative = 0, positive = 0, neutral = 0;
  int clusters = 0, outlets = 0;      // distinct, of the negative ones
  std::vector<std::size_t> evidence;  // of the negative ones, in their order

  friend bool operator==(const RiftPair&, const RiftPair&) = default;
};
/// Member to member, self-ties left out; most negative first, then by (from, to).
[[nodiscard]] std::vector<RiftPair> who_attacks_whom(std::span<const RiftTie> ties);

/// One stretch with everything beside it.
struct RiftPoint {
  Day first, last;  // both included
  RiftCounts counts;
  int clusters = 0;                  // stories with a criticism by a member
  int attackers = 0;                 // members who criticise
  std::vector<OutletShare> outlets;  // with criticism or statements of members
  std::vector<std::size_t> evidence_in, evidence_out, evidence_support;  // if asked for
};

struct SeriesOptions {
  Bin bin = Bin::ByWeek;
  bool evidence = true;                   // keep the numbers behind each count
  std::optional<Day> from = {}, to = {};  // both included; none: first, last row
};

/// Raw counts in bins from the first to the last row, empty bins included: for tests. O(rows log
/// rows).
[[nodiscard]] std::vector<RiftPoint> rift_series(const RiftRows& rows,
                                                 const SeriesOptions& options = {});

/// Weight of a row at distance x from a window's middle, x in half-widths, |x| <= 1.
enum class Smoother : std::uint8_t { Uniform, Triangular, Epanechnikov };

/// A smoothed curve: for looking, never for tests, because neighbouring points share rows (Shi et
/// al., arXiv 2101.01960).
struct SmoothPoint {
  Day middle;
  std::int64_t rows = 0;              // criticisms by members with a weight above 0
  double effective_n = 0;             // what they are worth: (sum w)^2 / sum w^2 (Kish 1965)
  std::optional<double> criticism;    // weighted share inside; none below minimum_n rows
  std::int64_t inside_rows = 0;       // signed relations inside with a weight above 0
  std::optional<double> net_support;  // weighed alike; none below minimum_n of them
};
struct SmoothOptions {
  int half_width = 28;  // days, >= 1
  int step = 7;         // days, >= 1
  Smoother smoother = Smoother::Epanechnikov;
  RiftRule rule = {};
};
/// One point every `step` days from the first row's day on, up to the last's. O(rows + points *
/// half_width).
[[nodiscard]] std::vector<SmoothPoint> smoothed_rift(std::span<const RiftTie> ties,
                                                     const SmoothOptions& options = {});

/// What is counted in each bin for resampling: RiftCounts, and the sums that shares are made of.
enum class RiftCell : std::uint8_t {
  CritIn,
  CritOut,
  SuppIn,
  SuppOut,
  NeutralIn,
  CritFromOutside,
  Statements,
  Criticism,  // crit_in + crit_out
  SignedIn,   // supp_in + crit_in
  NetIn,      // supp_in - crit_in
};
inline constexpr std::uint32_t rift_cells = 10;
[[nodiscard]] constexpr std::uint32_t cell_number(std::size_t bin, RiftCell cell) {
  return static_cast<std::uint32_t>(bin) * rift_cells + static_cast<std::uint32_t>(cell);
}

/// A series as sparse sums of units, each what one outlet printed of one story: enough to draw
/// stories or outlets anew, or to leave an outlet out, without touching rows again
/// (inference/bootstrap.h takes the lists as they are). Criticism inside is the ratio of CritIn to
/// Criticism, its rate that of CritIn to Statements, net support that of NetIn to SignedIn.
struct RiftUnits {
  Bin bin = Bin::ByWeek;
  std::vector<Day> bins;                     // first days, without gaps
  std::vector<std::uint32_t> story;          // of each unit
  std::vector<std::uint32_t> outlet;         // of each unit
  std::vector<inference::SumEntry> entries;  // sorted by (unit, cell), each once, none 0

  [[nodiscard]] std::size_t units() const { return story.size(); }
  [[nodiscard]] std::size_t cells() const { return bins.size() * rift_cells; }
};
/// Units are sorted by (story, outlet); rows that count in no cell make none. O(rows log rows).
[[nodiscard]] RiftUnits rift_units(const RiftRows& rows, const SeriesOptions& options = {});

/// The counts of one bin out of sums of all cells, rounded to whole numbers.
[[nodiscard]] RiftCounts counts_of_bin(std::span<const double> sums, std::size_t bin);

}  // namespace faultline::timeline
