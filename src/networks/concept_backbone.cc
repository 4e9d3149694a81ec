#include "networks/concept_backbone.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <random>
#include <unordered_map>

#include "base/draw.h"

namespace faultline::networks {
namespace {

/// Losses against the network of all concepts, each set computed once.
class Losses {
 public:
  Losses(const NetworkOfConcepts& network, std::size_t concepts)
      : network_(network), full_(laplacian_spectrum(network(std::vector<bool>(concepts, true)))) {}

  double of(const std::vector<bool>& kept) {
    const auto known = known_.find(kept);
    if (known != known_.end()) return known->second;
    const double loss = spectral_distance(full_, laplacian_spectrum(network_(kept)));
    known_.emplace(kept, loss);
    return loss;
  }

  BackboneLoss both(const std::vector<bool>& kept) {
    std::vector<bool> others = kept;
    others.flip();
    return {of(kept), of(others)};
  }

 private:
  const NetworkOfConcepts& network_;
  std::vector<double> full_;
  std::unordered_map<std::vector<bool>, double> known_;
};

std::size_t size_of(const std::vector<bool>& kept) {
  return static_cast<std::size_t>(std::count(kept.begin(), kept.end(), true));
}

class Annealing {
 public:
  Annealing(const NetworkOfConcepts& network, std::size_t concepts, const AnnealingOptions& options)
      : losses_(network, concepts),
        concepts_(concepts),
        options_(options),
        generator_(options.seed) {
    if (can_try_all()) {
      try_all();
      return;
    }
    start();
    for (int step = 0; step < options.iterations; ++step) try_change(step);
    descend();
  }

  AnnealedBackbone result() { return {best_, losses_.both(best_), best_value_, can_try_all()}; }

 private:
  double value(const std::vector<bool>& kept) {
    if (options_.size > 0) return losses_.of(kept);
    const auto all = static_cast<double>(concepts_);
    const double left_out = all - static_cast<double>(size_of(kept));
    return losses_.of(kept) * std::exp(-options_.penalty * left_out / all);
  }

  /// There are no more sets, of whatever size, than iterations.
  [[nodiscard]] bool can_try_all() const {
    return concepts_ < 31 &&
           (std::uint64_t{1} << concepts_) <= static_cast<std::uint64_t>(options_.iterations);
  }

  void try_all() {
    best_value_ = std::numeric_limits<double>::infinity();
    for (std::uint32_t set = 1; set < std::uint32_t{1} << concepts_; ++set) {
      std::vector<bool> kept;
      for (std::size_t i = 0; i < concepts_; ++i) kept.push_back((set >> i & 1) != 0);
      if (options_.size > 0 && size_of(kept) != options_.size) continue;
      const double here = value(kept);
      if (here < best_value_ - 1e-10) {
        best_ = std::move(kept);
        best_value_ = here;
      }
    }
  }

  std::vector<bool> random_set() {
    const std::size_t size =
        options_.size > 0 ? options_.size : 1 + draw_below(generator_, concepts_);
    std::vector<std::size_t> order(concepts_);
    for (std::size_t i = 0; i < concepts_; ++i) order[i] = i;
    shuffle(order, generator_);
    std::vector<bool> kept(concepts_, false);
    for (std::size_t i = 0; i < size; ++i) kept[order[i]] = true;
    return kept;
  }

  void start() {
    // Differences count in proportion to those between random sets.
    constexpr int sets = 30;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < sets; ++i) {
      now_ = random_set();
      now_value_ = value(now_);
      if (best_.empty() || now_value_ < best_value_) {
        best_ = now_;
        best_value_ = now_value_;
      }
      sum += now_value_;
      squares += now_value_ * now_value_;
    }
    scale_ = std::max(std::sqrt(std::max(0.0, squares / sets - sum * sum / (sets * sets))), 1e-9);
  }

  /// A concept that is kept, or one that is not.
  std::size_t drawn(bool kept) {
    const std::size_t size = size_of(now_);
    std::uint64_t left = draw_below(generator_, kept ? size : concepts_ - size);
    for (std::size_t i = 0;; ++i) {
      if (now_[i] == kept && left-- == 0) return i;
    }
  }

  void try_change(int step) {
    const std::size_t size = size_of(now_);
    const bool can_add = options_.size == 0 && size < concepts_;
    const bool can_remove = options_.size == 0 && size > 1;
    const bool can_swap = size > 0 && size < concepts_;
    const std::uint64_t kind = options_.size > 0 ? 2 : draw_below(generator_, 3);
    std::vector<bool> next = now_;
    if (kind == 0 && can_add) {
      next[drawn(false)] = true;
    } else if (kind == 1 && can_remove) {
      next[drawn(true)] = false;
    } else if (kind == 2 && can_swap) {
      next[drawn(false)] = true;
      next[drawn(true)] = false;
    } else {
      return;
    }
    const double next_value = value(next);
    const double progress = static_cast<double>(step) / options_.iterations;
    const double temperature = scale_ * (1 - 1 / (1 + std::exp(5 - 12 * progress)));
    const double chance = static_cast<double>(generator_() >> 11) * 0x1p-53;
    if (next_value > now_value_ && chance >= std::exp((now_value_ - next_value) / temperature))
      return;
    now_ = std::move(next);
    now_value_ = next_value;
    if (now_value_ < best_value_) {
      best_ = now_;
      best_value_ = now_value_;
    }
  }

  /// Takes the best change of the best set as long as one gains.
  void descend() {
    for (bool gained = true; gained;) {
      gained = false;
      const std::vector<bool> from = best_;
      const std::size_t size = size_of(from);
      const auto consider = [&](const std::vector<bool>& next) {
        const double next_value = value(next);
        if (next_value >= best_value_) return;
        best_ = next;
        best_value_ = next_value;
        gained = true;
      };
      for (std::size_t i = 0; i < concepts_; ++i) {
        std::vector<bool> next = from;
        next[i] = !from[i];
        if (options_.size == 0 && (!from[i] || size > 1)) consider(next);
        for (std::size_t k = 0; k < i; ++k) {
          if (from[k] == from[i]) continue;
          std::vector<bool> swapped = next;
          swapped[k] = !from[k];
          consider(swapped);
        }
      }
    }
  }

  Losses losses_;
  std::size_t concepts_;
  AnnealingOptions options_;
  std::mt19937_64 generator_;
  std::vector<bool> now_, best_;
  double now_value_ = 0.0, best_value_ = 0.0, scale_ = 1.0;
};

}  // namespace

std::vector<double> laplacian_spectrum(const Matrix& matrix) {
  assert(matrix.rows == matrix.columns);
  const auto tie = [&](std::size_t a, std::size_t b) {
    return a == b ? 0.0 : (std::max(matrix.at(a, b), 0.0) + std::max(matrix.at(b, a), 0.0)) / 2.0;
  };
  // Nodes without ties have 0 and stay out of the decomposition.
  std::vector<std::size_t> tied;
  std::vector<double> degree;
  for (std::size_t a = 0; a < matrix.rows; ++a) {
    double sum = 0.0;
    for (std::size_t b = 0; b < matrix.rows; ++b) sum += tie(a, b);
    if (sum == 0.0) continue;
    tied.push_back(a);
    degree.push_back(sum);
  }
  std::vector<double> spectrum(matrix.rows - tied.size(), 0.0);
  if (tied.empty()) return spectrum;
  const auto size = static_cast<Eigen::Index>(tied.size());
  Eigen::MatrixXd laplacian = Eigen::MatrixXd::Identity(size, size);
  for (std::size_t i = 0; i < tied.size(); ++i)
    for (std::size_t k = 0; k < tied.size(); ++k)
      laplacian(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) -=
          tie(tied[i], tied[k]) / std::sqrt(degree[i] * degree[k]);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(laplacian, Eigen::EigenvaluesOnly);
  for (const double value : solver.eigenvalues()) spectrum.push_back(std::clamp(value, 0.0, 2.0));
  std::sort(spectrum.begin(), spectrum.end());
  return spectrum;
}

double spectral_distance(std::span<const double> a, std::span<const double> b) {
  assert(a.size() == b.size());
  double squares = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(squares);
}

NetworkOfConcepts network_of_concepts(const Stances& stances, Projection projection, bool average) {
  return [&stances, projection, average](const std::vector<bool>& kept) {
    const std::size_t rows = stances.agree.rows;
    const std::size_t size = size_of(kept);
    const auto part_of = [&](const Matrix& matrix) {
      Matrix part{rows, size, std::vector<double>()};
      part.values.reserve(rows * size);
      for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < kept.size(); ++column) {
          if (kept[column]) part.values.push_back(matrix.at(row, column));
        }
      }
      return part;
    };
    Agreement agreement =
        agreement_of({part_of(stances.agree), part_of(stances.disagree)}, average);
    if (projection == Projection::Conflict) return std::move(agreement.conflict);
    if (projection == Projection::Subtract) {
      for (std::size_t cell = 0; cell < agreement.congruence.values.size(); ++cell)
        agreement.congruence.values[cell] -= agreement.conflict.values[cell];
    }
    return std::move(agreement.congruence);
  };
}

BackboneLoss evaluate_backbone(const NetworkOfConcepts& network, const std::vector<bool>& kept) {
  return Losses(network, kept.size()).both(kept);
}

std::vector<NestedStep> nested_backbone(const NetworkOfConcepts& network, std::size_t concepts) {
  Losses losses(network, concepts);
  std::vector<bool> kept(concepts, true);
  std::vector<NestedStep> steps;
  for (std::size_t left = concepts; left > 0; --left) {
    std::size_t best = concepts;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < concepts; ++i) {
      if (!kept[i]) continue;
      kept[i] = false;
      // Eigenvalues are right to some 1e-14 only, and equal sets must not depend on that.
      const double loss = losses.of(kept);
      if (loss < least - 1e-10) {
        best = i;
        least = loss;
      }
      kept[i] = true;
    }
    kept[best] = false;
    steps.push_back({static_cast<std::uint32_t>(best), losses.both(kept)});
  }
  return steps;
}

Result<AnnealedBackbone> annealed_backbone(const NetworkOfConcepts& network, std::size_t concepts,
                                           const AnnealingOptions& options) {
  if (concepts == 0) {
    return failure(ErrorCode::Usage, "There are no concepts to make a backbone of.");
  }
  if (options.size > concepts) {
    return failure(ErrorCode::Usage, "A backbone of " + std::to_string(options.size) +
                                         " concepts was asked for, but there are " +
                                         std::to_string(concepts) + ".");
  }
  if (options.iterations < 1 || !(options.penalty >= 0) || !std::isfinite(options.penalty)) {
    return failure(ErrorCode::Usage,
                   "A backbone needs at least 1 iteration and a penalty of at least 0.");
  }
  return Annealing(network, concepts, options).result();
}

}  // namespace faultline::networks
