#include "timeline/timeline.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <random>

#include "base/draw.h"

namespace faultline::timeline {
namespace {

/// The counts of one week that bear on the onset.
struct Counts {
  int hits = 0;  // criticism inside the bloc
  int n = 0;     // all criticism by members
};

/// The best place to cut a series in two, and how much better two shares fit than one.
struct Cut {
  std::size_t position = 0;  // index of the first week of the later stretch
  double log_likelihood_ratio = -1;
  Counts before;
};

/// n log n for every count up to a largest one, 0 log 0 being 0.
class EntropyTable {
 public:
  explicit EntropyTable(int largest) : values_(static_cast<std::size_t>(largest) + 1, 0.0) {
    for (std::size_t count = 2; count < values_.size(); ++count) {
      values_[count] = static_cast<double>(count) * std::log(static_cast<double>(count));
    }
  }
  /// The largest log likelihood of `hits` in `n`, without the binomial coefficient.
  [[nodiscard]] double log_likelihood(int hits, int n) const {
    return at(hits) + at(n - hits) - at(n);
  }

 private:
  [[nodiscard]] double at(int count) const { return values_[static_cast<std::size_t>(count)]; }
  std::vector<double> values_;
};

/// Mirrored splits add the same logarithms in another order; a smaller difference is none.
constexpr double rounding = 1e-9;

Cut best_cut(std::span<const Counts> weeks, Counts total, const EntropyTable& table) {
  const double one_share = table.log_likelihood(total.hits, total.n);
  Cut best;
  Counts before;
  for (std::size_t position = 1; position < weeks.size(); ++position) {
    before.hits += weeks[position - 1].hits;
    before.n += weeks[position - 1].n;
    const double ratio = table.log_likelihood(before.hits, before.n) +
                         table.log_likelihood(total.hits - before.hits, total.n - before.n) -
                         one_share;
    if (ratio > best.log_likelihood_ratio + rounding) best = {position, ratio, before};
  }
  return best;
}

/// Orders with a cut as good as the observed one, by chance alone.
int orders_as_good(std::vector<Counts> weeks, Counts total, const EntropyTable& table,
                   double observed, int permutations, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  int count = 0;
  for (int permutation = 0; permutation < permutations; ++permutation) {
    shuffle(weeks, generator);
    if (best_cut(weeks, total, table).log_likelihood_ratio >= observed - rounding) ++count;
  }
  return count;
}

}  // namespace

std::optional<Proportion> proportion(int hits, int n) {
  assert(hits >= 0 && hits <= n);
  if (n <= 0) return std::nullopt;
  constexpr double z = 1.959963984540054;  // the normal distribution's 97.5 % point
  const double count = n;
  const double share = hits / count;
  const double scale = 1 + z * z / count;
  const double centre = (share + z * z / (2 * count)) / scale;
  const double half =
      z / scale * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  Proportion result{.hits = hits, .n = n, .share = share};
  // At the ends the bounds are 0 and 1 exactly, which rounding would miss by an ulp.
  result.low = hits == 0 ? 0.0 : std::max(0.0, centre - half);
  result.high = hits == n ? 1.0 : std::min(1.0, centre + half);
  return result;
}

std::vector<RiftWeek> rift_weeks(std::span<const DatedTie> ties, const RiftOptions& options) {
  std::vector<RiftWeek> weeks;
  if (ties.empty()) return weeks;
  const auto [first, last] = std::minmax_element(
      ties.begin(), ties.end(),
      [](const DatedTie& left, const DatedTie& right) { return left.day < right.day; });
  const Day monday = week_begin(first->day);
  const auto place = [&](Day day) {
    return static_cast<std::size_t>(days_between(monday, day) / 7);
  };
  weeks.resize(place(last->day) + 1);
  for (std::size_t index = 0; index < weeks.size(); ++index) {
    weeks[index].monday = add_days(monday, static_cast<int>(index) * 7);
  }
  for (const DatedTie& tie : ties) {
    RiftWeek& week = weeks[place(tie.day)];
    if (tie.sign < 0 && tie.from_member && tie.to_member) {
      ++week.crit_in;
      week.evidence.push_back(tie.evidence);
    } else if (tie.sign < 0 && tie.from_member) {
      ++week.crit_out;
      week.evidence_out.push_back(tie.evidence);
    } else if (tie.sign < 0 && tie.to_member) {
      ++week.crit_from_outside;
      week.evidence_from_outside.push_back(tie.evidence);
    } else if (tie.sign > 0 && tie.from_member && tie.to_member) {
      ++week.supp_in;
      week.evidence_support.push_back(tie.evidence);
    }
  }
  for (RiftWeek& week : weeks) {
    const int n = week.crit_in + week.crit_out;
    if (n >= options.minimum_n) week.in_bloc_criticism = proportion(week.crit_in, n);
  }
  return weeks;
}

std::optional<Onset> onset(std::span<const RiftWeek> weeks, int permutations, std::uint64_t seed) {
  constexpr std::size_t fewest_weeks = 4;
  // A week without criticism bears on no share: neither on the cut nor on the order.
  std::vector<Counts> counts;
  std::vector<Day> mondays;
  Counts total;
  for (const RiftWeek& week : weeks) {
    const Counts of_week{week.crit_in, week.crit_in + week.crit_out};
    if (of_week.n == 0) continue;
    counts.push_back(of_week);
    mondays.push_back(week.monday);
    total.hits += of_week.hits;
    total.n += of_week.n;
  }
  if (counts.size() < fewest_weeks) return std::nullopt;
  const EntropyTable table(total.n);
  const Cut cut = best_cut(counts, total, table);
  Onset result;
  result.before = *proportion(cut.before.hits, cut.before.n);
  result.after = *proportion(total.hits - cut.before.hits, total.n - cut.before.n);
  if (result.after.share <= result.before.share) return std::nullopt;
  result.monday = mondays[cut.position];
  result.log_likelihood_ratio = cut.log_likelihood_ratio;
  result.permutations = std::max(0, permutations);
  const int as_good =
      orders_as_good(counts, total, table, cut.log_likelihood_ratio, result.permutations, seed);
  result.p_value = (1.0 + as_good) / (1.0 + result.permutations);
  return result;
}

}  // namespace faultline::timeline
