#pragma once
// The weight of a pair of rows in a one-mode network, from sums over the columns that both are on.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "networks/detail/plan.h"

namespace faultline::networks::detail {

/// Of a pair, with a = count of the one and b = count of the other at a level of a column.
struct PairSums {
  double agree =
      0;  // sum of a b (range - distance) over columns and pairs of levels; of Ignore: a b
  double differ = 0;  // sum of a b distance
  /// Of Jaccard, over columns and levels: a where b is 0, b where a is 0, else a b. Equal to both
  /// rows' totals less the sum of joint(a, b) where both are > 0.
  double denominator = 0;
};

/// Of one row.
struct RowSums {
  double total = 0;  // of its counts
  double agree = 0;  // of Cosine: PairSums of the row with itself
  double differ = 0;
};

class PairRule {
 public:
  explicit PairRule(const Plan& plan)
      : scale_(plan.scale),
        aggregation_(plan.settings.aggregation),
        normalisation_(plan.settings.normalisation) {}

  [[nodiscard]] bool uses_qualifier() const { return aggregation_ != Aggregation::Ignore; }
  /// Levels are for and against, and sums are those of SignedPairs.
  [[nodiscard]] bool is_of_signs() const {
    return uses_qualifier() && scale_.size() == 2 && scale_.range == 1 && !needs_joint();
  }
  [[nodiscard]] bool needs_joint() const { return normalisation_ == Normalisation::Jaccard; }
  [[nodiscard]] bool needs_self() const { return normalisation_ == Normalisation::Cosine; }

  /// What a pair of statements on one column with these levels adds.
  [[nodiscard]] double agreement(std::uint32_t one, std::uint32_t two) const {
    return uses_qualifier() ? scale_.range - scale_.distance(one, two) : 1;
  }
  [[nodiscard]] double difference(std::uint32_t one, std::uint32_t two) const {
    return uses_qualifier() ? scale_.distance(one, two) : 0;
  }
  [[nodiscard]] static double joint(double a, double b) { return a + b - a * b; }

  [[nodiscard]] double congruence(const PairSums& sums) const { return scaled(sums.agree); }
  [[nodiscard]] double conflict(const PairSums& sums) const { return scaled(sums.differ); }

  /// 0 where a quotient would be 0/0.
  [[nodiscard]] double weight(const PairSums& sums, const RowSums& one, const RowSums& two) const {
    const double raw = aggregated(sums.agree, sums.differ);
    if (raw == 0) return 0;
    switch (normalisation_) {
      case Normalisation::Average:
        return raw / ((one.total + two.total) / 2);
      case Normalisation::Jaccard:
        return raw / sums.denominator;
      case Normalisation::Cosine: {
        const double norms = squared_norm(one) * squared_norm(two);
        return norms == 0 ? 0 : std::clamp(raw / std::sqrt(norms), -1.0, 1.0);
      }
      case Normalisation::None:
      case Normalisation::Activity:
      case Normalisation::Prominence:
        break;
    }
    return raw;
  }

 private:
  /// Dividing takes longer than all the rest.
  [[nodiscard]] double scaled(double sum) const {
    return scale_.range == 1 ? sum : sum / scale_.range;
  }

  [[nodiscard]] double aggregated(double agree, double differ) const {
    switch (aggregation_) {
      case Aggregation::Subtract:
        return scaled(balance(agree, differ));
      case Aggregation::Conflict:
        return scaled(differ);
      case Aggregation::Congruence:
        return scaled(agree);
      case Aggregation::Ignore:
      case Aggregation::Combine:
        break;
    }
    return agree;
  }

  /// Of the vector that a row is for this aggregation. Conflict has the vectors of congruence, one
  /// of the two with its levels exchanged, which does not change its length.
  [[nodiscard]] double squared_norm(const RowSums& row) const {
    if (aggregation_ == Aggregation::Subtract) {
      return std::max(0.0, scaled(balance(row.agree, row.differ)));
    }
    return aggregation_ == Aggregation::Ignore ? row.agree : scaled(row.agree);
  }

  /// agree - differ; what sums of weights leave over by rounding where both are equal is 0.
  [[nodiscard]] static double balance(double agree, double differ) {
    const double difference = agree - differ;
    return std::abs(difference) <= 1e-12 * (agree + differ) ? 0 : difference;
  }

  Scale scale_;
  Aggregation aggregation_;
  Normalisation normalisation_;
};

}  // namespace faultline::networks::detail
