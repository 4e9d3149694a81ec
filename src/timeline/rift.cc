#include "timeline/rift.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "timeline/detail/bin_places.h"

namespace faultline::timeline {
namespace {

/// How many different values there are; the vector is sorted.
int distinct(std::vector<std::uint32_t>& values) {
  std::sort(values.begin(), values.end());
  return static_cast<int>(std::unique(values.begin(), values.end()) - values.begin());
}

/// The rows of each bin, in their order: first[b] .. first[b + 1] of `rows`.
struct ByBin {
  std::vector<std::size_t> first, rows;
};

template <class Rows>
ByBin by_bin(const Rows& rows, const detail::BinPlaces& bins, const SeriesOptions& options) {
  ByBin result;
  result.first.assign(bins.first_days().size() + 1, 0);
  std::vector<std::uint32_t> place(rows.size());
  constexpr std::uint32_t nowhere = UINT32_MAX;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool is_in = detail::is_asked_for(rows[row].day, options);
    place[row] = is_in ? static_cast<std::uint32_t>(bins.place(rows[row].day)) : nowhere;
    if (is_in) ++result.first[place[row] + 1];
  }
  for (std::size_t bin = 1; bin < result.first.size(); ++bin) {
    result.first[bin] += result.first[bin - 1];
  }
  auto next = result.first;
  result.rows.resize(result.first.back());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (place[row] != nowhere) result.rows[next[place[row]]++] = row;
  }
  return result;
}

std::vector<OutletShare> shares_of(const std::map<std::uint32_t, OutletShare>& outlets) {
  std::vector<OutletShare> shares;
  for (const auto& [number, share] : outlets) {
    shares.push_back(share);
    shares.back().outlet = number;
  }
  std::stable_sort(shares.begin(), shares.end(),
                   [](const OutletShare& left, const OutletShare& right) {
                     return std::tuple(left.criticism, left.statements) >
                            std::tuple(right.criticism, right.statements);
                   });
  return shares;
}

void add_ties(const RiftRows& rows, std::span<const std::size_t> places, bool with_evidence,
              RiftPoint& point, std::map<std::uint32_t, OutletShare>& outlets) {
  std::vector<std::uint32_t> clusters, attackers;
  for (const std::size_t place : places) {
    const RiftTie& tie = rows.ties[place];
    detail::count_tie(tie, point.counts);
    if (!tie.from_member || tie.sign == 0 || tie.from == tie.to) continue;
    if (tie.sign < 0) {
      clusters.push_back(tie.cluster);
      attackers.push_back(tie.from);
      OutletShare& share = outlets[tie.outlet];
      ++share.criticism;
      if (tie.to_member) ++share.crit_in;
    }
    if (!with_evidence || (tie.sign > 0 && !tie.to_member)) continue;
    (tie.sign > 0    ? point.evidence_support
     : tie.to_member ? point.evidence_in
                     : point.evidence_out)
        .push_back(tie.evidence);
  }
  point.clusters = distinct(clusters);
  point.attackers = distinct(attackers);
}

}  // namespace

RiftCounts& RiftCounts::operator+=(const RiftCounts& other) {
  crit_in += other.crit_in;
  crit_out += other.crit_out;
  supp_in += other.supp_in;
  supp_out += other.supp_out;
  neutral_in += other.neutral_in;
  crit_from_outside += other.crit_from_outside;
  statements += other.statements;
  return *this;
}

RiftCounts counts_of(const RiftRows& rows) {
  RiftCounts counts;
  for (const RiftTie& tie : rows.ties) detail::count_tie(tie, counts);
  for (const RiftStatement& statement : rows.statements) counts.statements += statement.member;
  return counts;
}

std::vector<RiftPair> who_attacks_whom(std::span<const RiftTie> ties) {
  struct Draft {
    RiftPair pair;
    std::vector<std::uint32_t> clusters, outlets;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Draft> drafts;
  for (const RiftTie& tie : ties) {
    if (!tie.from_member || !tie.to_member || tie.from == tie.to) continue;
    Draft& draft = drafts[{tie.from, tie.to}];
    ++(tie.sign < 0   ? draft.pair.negative
       : tie.sign > 0 ? draft.pair.positive
                      : draft.pair.neutral);
    if (tie.sign >= 0) continue;
    draft.pair.evidence.push_back(tie.evidence);
    draft.clusters.push_back(tie.cluster);
    draft.outlets.push_back(tie.outlet);
  }
  std::vector<RiftPair> pairs;
  for (auto& [ends, draft] : drafts) {
    draft.pair.from = ends.first;
    draft.pair.to = ends.second;
    draft.pair.clusters = distinct(draft.clusters);
    draft.pair.outlets = distinct(draft.outlets);
    pairs.push_back(std::move(draft.pair));
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const RiftPair& left, const RiftPair& right) {
    return left.negative > right.negative;
  });
  return pairs;
}

std::vector<RiftPoint> rift_series(const RiftRows& rows, const SeriesOptions& options) {
  std::vector<RiftPoint> points;
  const auto bins = detail::bins_of(rows, options);
  if (!bins) return points;
  const ByBin ties = by_bin(rows.ties, *bins, options);
  const ByBin statements = by_bin(rows.statements, *bins, options);
  points.resize(bins->first_days().size());
  for (std::size_t bin = 0; bin < points.size(); ++bin) {
    RiftPoint& point = points[bin];
    point.first = bins->first_days()[bin];
    point.last = bins->last_day_of(bin);
    std::map<std::uint32_t, OutletShare> outlets;
    add_ties(rows,
             std::span(ties.rows).subspan(ties.first[bin], ties.first[bin + 1] - ties.first[bin]),
             options.evidence, point, outlets);
    for (std::size_t at = statements.first[bin]; at < statements.first[bin + 1]; ++at) {
      const RiftStatement& statement = rows.statements[statements.rows[at]];
      if (!statement.member) continue;
      ++point.counts.statements;
      ++outlets[statement.outlet].statements;
    }
    point.outlets = shares_of(outlets);
  }
  return points;
}

}  // namespace faultline::timeline
