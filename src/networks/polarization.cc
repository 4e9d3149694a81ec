#include "networks/polarization.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <limits>
#include <random>
#include <thread>

#include "base/draw.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

constexpr double least_gain = 1e-12;

/// What an ideal network has on each ordered pair inside and across; infinite where no pair is
/// there, which then is never asked for.
struct Ideal {
  double inside = 0.0, across = 0.0, total = 0.0;

  Ideal(const Agreement& agreement, std::span<const std::uint32_t> membership) {
    std::vector<double> sizes(membership.size() + 1, 0.0);
    for (const std::uint32_t camp : membership) ++sizes[camp];
    double inside_pairs = 0.0;
    for (const double size : sizes) inside_pairs += size * (size - 1);
    const auto rows = static_cast<double>(membership.size());
    double congruence = 0.0, conflict = 0.0;
    for (const double value : agreement.congruence.values) congruence += value;
    for (const double value : agreement.conflict.values) conflict += value;
    inside = congruence / inside_pairs;
    across = conflict / (rows * (rows - 1) - inside_pairs);
    total = congruence + conflict;
  }
};

/// What an unordered pair adds to the sum, once.
double fit(const Agreement& agreement, const Ideal& ideal, std::size_t i, std::size_t k,
           bool together) {
  return together ? std::min(agreement.congruence.at(i, k), ideal.inside)
                  : std::min(agreement.conflict.at(i, k), ideal.across);
}

double sum_of_fits(const Agreement& agreement, const Ideal& ideal,
                   std::span<const std::uint32_t> membership) {
  double sum = 0.0;
  for (std::size_t i = 0; i < membership.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k)
      sum += fit(agreement, ideal, i, k, membership[i] == membership[k]);
  }
  return 2 * sum;
}

/// Swaps two members of different camps, the pair that gains most, as long as one gains. Sizes
/// stay, and with them the ideal.
class SwapSearch {
 public:
  SwapSearch(const Agreement& agreement, std::vector<std::uint32_t> membership)
      : membership_(std::move(membership)),
        rows_(membership_.size()),
        camps_(1 + *std::max_element(membership_.begin(), membership_.end())),
        ideal_(agreement, membership_),
        advantage_(rows_ * rows_),
        pull_(rows_ * camps_, 0.0) {
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t k = 0; k < rows_; ++k) {
        if (i == k) continue;
        advantage_[i * rows_ + k] =
            fit(agreement, ideal_, i, k, true) - fit(agreement, ideal_, i, k, false);
        pull_[i * camps_ + membership_[k]] += advantage_[i * rows_ + k];
      }
    }
    while (swap_all()) {
    }
  }
  [[nodiscard]] const std::vector<std::uint32_t>& membership() const { return membership_; }

 private:
  /// Every row in turn with the partner that gains most. True: some were swapped.
  bool swap_all() {
    bool any = false;
    for (std::size_t i = 0; i < rows_; ++i) {
      double best = least_gain * std::max(1.0, ideal_.total);
      std::size_t partner = i;
      const std::uint32_t mine = membership_[i];
      for (std::size_t k = 0; k < rows_; ++k) {
        const std::uint32_t other = membership_[k];
        if (mine == other) continue;
        const double gain = pull_[i * camps_ + other] - pull_[i * camps_ + mine] +
                            pull_[k * camps_ + mine] - pull_[k * camps_ + other] -
                            2 * advantage_[i * rows_ + k];
        if (gain > best) {
          best = gain;
          partner = k;
        }
      }
      if (partner == i) continue;
      swap(i, partner);
      any = true;
    }
    return any;
  }

  void swap(std::size_t a, std::size_t b) {
    for (std::size_t i = 0; i < rows_; ++i) {
      const double change = advantage_[i * rows_ + b] - advantage_[i * rows_ + a];
      pull_[i * camps_ + membership_[a]] += change;
      pull_[i * camps_ + membership_[b]] -= change;
    }
    std::swap(membership_[a], membership_[b]);
  }

  std::vector<std::uint32_t> membership_;
  std::size_t rows_, camps_;
  Ideal ideal_;
  std::vector<double> advantage_;  // of standing together over standing apart, per pair
  std::vector<double> pull_;       // per row and camp: sum of advantages with its members
};

Camps best_of_starts(const Agreement& agreement, const PolarizationOptions& options,
                     std::mt19937_64& generator) {
  const std::size_t rows = agreement.congruence.rows;
  if (options.measure == PolarizationMeasure::SignedModularity) {
    const SignedCommunities found = maximise_signed_modularity(
        agreement.congruence, agreement.conflict,
        {.resolution = 1.0, .seed = generator(), .runs = options.starts, .exact_up_to = 0});
    return {found.membership, found.modularity};
  }
  Camps best{{}, -std::numeric_limits<double>::infinity()};
  std::vector<std::uint32_t> start(rows);
  for (std::uint32_t row = 0; row < rows; ++row) start[row] = row % options.camps;
  for (int run = 0; run < options.starts; ++run) {
    shuffle(start, generator);
    std::vector<std::uint32_t> found = renumbered(SwapSearch(agreement, start).membership());
    const double value = polarization(agreement, found);
    if (best.membership.empty() || value > best.polarization + least_gain)
      best = {std::move(found), value};
  }
  return best;
}

Result<void> check(const PolarizationOptions& options, std::size_t rows, bool searched) {
  if (options.starts < 1 || options.draws < 2 || options.threads < 1) {
    return failure(ErrorCode::Usage, "Polarization needs at least 1 start, 2 draws and 1 thread.");
  }
  if (rows < 2) {
    return failure(ErrorCode::Usage, "Polarization needs at least 2 actors; take more statements.");
  }
  if (searched && options.measure == PolarizationMeasure::IdealCamps &&
      (options.camps < 2 || options.camps > rows)) {
    return failure(ErrorCode::Usage,
                   "There must be at least 2 camps and at most as many as actors (" +
                       std::to_string(rows) + ").");
  }
  return {};
}

double value_of(const Agreement& agreement, std::span<const std::uint32_t> membership,
                PolarizationMeasure measure) {
  return measure == PolarizationMeasure::SignedModularity
             ? signed_modularity(agreement.congruence, agreement.conflict, membership)
             : polarization(agreement, membership);
}

/// Deals the statements of one sign: the columns are shuffled against the rows.
Matrix dealt(const Matrix& counts, std::mt19937_64& generator) {
  std::vector<std::uint32_t> row_of, column_of;
  for (std::uint32_t row = 0; row < counts.rows; ++row) {
    for (std::uint32_t column = 0; column < counts.columns; ++column) {
      for (double left = counts.at(row, column); left > 0.5; --left) {
        row_of.push_back(row);
        column_of.push_back(column);
      }
    }
  }
  shuffle(column_of, generator);
  Matrix result{counts.rows, counts.columns, std::vector<double>(counts.values.size(), 0.0)};
  for (std::size_t i = 0; i < row_of.size(); ++i) ++result.at(row_of[i], column_of[i]);
  return result;
}

/// An index of stances that were dealt anew; what it draws itself comes from the second seed.
using DrawnIndex = std::function<double(const Stances&, std::uint64_t)>;

std::vector<double> drawn_values(const Stances& stances, int draws, std::uint64_t seed, int threads,
                                 const DrawnIndex& index) {
  std::mt19937_64 generator(seed);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> seeds;
  for (int draw = 0; draw < draws; ++draw) {
    const std::uint64_t first = generator();
    seeds.emplace_back(first, generator());
  }
  std::vector<double> values(seeds.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t draw = next++; draw < seeds.size(); draw = next++) {
      const double value = index(dealt_anew(stances, seeds[draw].first), seeds[draw].second);
      values[draw] = std::isnan(value) ? 0.0 : value;
    }
  };
  std::vector<std::jthread> others;
  for (int thread = 1; thread < threads; ++thread) others.emplace_back(work);
  work();
  others.clear();
  return values;
}

}  // namespace

Agreement agreement_of(const Stances& stances, bool average) {
  const Matrix& agree = stances.agree;
  const Matrix& disagree = stances.disagree;
  assert(agree.rows == disagree.rows && agree.columns == disagree.columns);
  const std::size_t rows = agree.rows;
  std::vector<double> statements(rows, 0.0);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < agree.columns; ++column)
      statements[row] += agree.at(row, column) + disagree.at(row, column);
  }
  Agreement result{{rows, rows, std::vector<double>(rows * rows, 0.0)},
                   {rows, rows, std::vector<double>(rows * rows, 0.0)}};
  // Column by column, since few rows have a stand on most of them.
  std::vector<std::size_t> on;
  for (std::size_t j = 0; j < agree.columns; ++j) {
    on.clear();
    for (std::size_t row = 0; row < rows; ++row) {
      if (agree.at(row, j) + disagree.at(row, j) > 0) on.push_back(row);
    }
    for (const std::size_t i : on) {
      const double for_i = agree.at(i, j), against_i = disagree.at(i, j);
      for (const std::size_t k : on) {
        if (k == i) break;
        const double for_k = agree.at(k, j), against_k = disagree.at(k, j);
        result.congruence.at(i, k) += for_i * for_k + against_i * against_k;
        result.conflict.at(i, k) += for_i * against_k + against_i * for_k;
      }
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const double divisor = average ? (statements[i] + statements[k]) / 2 : 1.0;
      if (divisor == 0) continue;
      result.congruence.at(k, i) = result.congruence.at(i, k) /= divisor;
      result.conflict.at(k, i) = result.conflict.at(i, k) /= divisor;
    }
  }
  return result;
}

Result<Agreement> agreement_of(const Network& one_mode) {
  if (one_mode.shape != Shape::OneMode) {
    return failure(ErrorCode::Usage, "Congruence and conflict need a one-mode network.");
  }
  Agreement result;
  result.congruence = matrix_of(one_mode);
  result.conflict = result.congruence;
  for (double& value : result.congruence.values) value = std::max(value, 0.0);
  for (double& value : result.conflict.values) value = std::max(-value, 0.0);
  return result;
}

double polarization(const Agreement& agreement, std::span<const std::uint32_t> membership) {
  assert(membership.size() == agreement.congruence.rows);
  const std::vector<std::uint32_t> camps = renumbered(membership);
  const Ideal ideal(agreement, camps);
  return ideal.total > 0 ? sum_of_fits(agreement, ideal, camps) / ideal.total
                         : std::numeric_limits<double>::quiet_NaN();
}

Result<Camps> polarized_camps(const Agreement& agreement, const PolarizationOptions& options) {
  if (const auto fine = check(options, agreement.congruence.rows, true); !fine)
    return tl::unexpected(fine.error());
  std::mt19937_64 generator(options.seed);
  return best_of_starts(agreement, options, generator);
}

Stances dealt_anew(const Stances& stances, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  Stances result;
  result.agree = dealt(stances.agree, generator);
  result.disagree = dealt(stances.disagree, generator);
  return result;
}

Result<Polarization> polarization_test(const Stances& stances,
                                       std::span<const std::uint32_t> membership,
                                       const PolarizationOptions& options) {
  const std::size_t rows = stances.agree.rows;
  if (const auto fine = check(options, rows, membership.empty()); !fine)
    return tl::unexpected(fine.error());
  if (!membership.empty() && membership.size() != rows) {
    return failure(ErrorCode::Usage, "Polarization needs one camp for every actor.");
  }
  std::mt19937_64 generator(options.seed);
  const std::uint64_t null_seed = generator();
  Polarization result;
  result.membership =
      membership.empty()
          ? best_of_starts(agreement_of(stances, options.average), options, generator).membership
          : renumbered(membership);
  const double observed =
      value_of(agreement_of(stances, options.average), result.membership, options.measure);
  if (std::isnan(observed)) {
    return failure(ErrorCode::Usage,
                   "Nobody agrees or differs with anybody on anything, so that there is no "
                   "polarization to measure; take more statements or broader concepts.");
  }
  const auto index = [&](const Stances& drawn, std::uint64_t seed) {
    const Agreement agreement = agreement_of(drawn, options.average);
    if (!membership.empty()) return value_of(agreement, result.membership, options.measure);
    std::mt19937_64 search(seed);
    return best_of_starts(agreement, options, search).polarization;
  };
  result.test =
      null_test(observed, drawn_values(stances, options.draws, null_seed, options.threads, index));
  return result;
}

}  // namespace faultline::networks
