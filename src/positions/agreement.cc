#include "positions/agreement.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <tuple>
#include <utility>

#include "base/draw.h"

namespace faultline::positions {
namespace {

/// The value below which a share `q` of `sorted` lies, between neighbours by a straight line.
double quantile(const std::vector<double>& sorted, double q) {
  const double place = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]);
}

/// Interval of a statistic of `parts` parts that are drawn with replacement; `alpha_of` takes the
/// indices of those drawn.
void add_interval(
    Reliability& result, std::size_t parts, const Resampling& resampling,
    const std::function<std::optional<double>(const std::vector<std::size_t>&)>& alpha_of) {
  if (!result.alpha || parts < 2 || resampling.samples <= 0) return;
  std::mt19937_64 generator(resampling.seed);
  std::vector<double> drawn;
  std::vector<std::size_t> chosen(parts);
  for (int sample = 0; sample < resampling.samples; ++sample) {
    for (auto& one : chosen) one = draw_below(generator, parts);
    if (const auto alpha = alpha_of(chosen)) drawn.push_back(*alpha);
  }
  if (drawn.empty()) return;
  std::sort(drawn.begin(), drawn.end());
  const double tail = (1 - resampling.level) / 2;
  result.lower = quantile(drawn, tail);
  result.upper = quantile(drawn, 1 - tail);
}

/// Values by their places in a list.
class ValueNames {
 public:
  std::size_t index(int value) { return places_.try_emplace(value, places_.size()).first->second; }
  [[nodiscard]] std::size_t size() const { return places_.size(); }

 private:
  std::map<int, std::size_t> places_;
};

/// How often each value was given to one unit: pairs of index and count.
using Unit = std::vector<std::pair<std::size_t, int>>;

/// Disagreement in all pairs, observed and expected, over values counted.
struct Disagreement {
  double observed = 0, expected = 0, values = 0;

  [[nodiscard]] std::optional<double> alpha() const {
    if (expected <= 0) return std::nullopt;
    return 1 - observed / expected;
  }
};

Disagreement disagreement_in(const std::vector<Unit>& units, const std::vector<std::size_t>& chosen,
                             std::size_t values) {
  std::vector<double> totals(values);
  Disagreement sum;
  for (const auto one : chosen) {
    double size = 0, squares = 0;
    for (const auto& [value, count] : units[one]) {
      totals[value] += count;
      size += count;
      squares += static_cast<double>(count) * count;
    }
    sum.values += size;
    sum.observed += (size * size - squares) / (size - 1);
  }
  double squares = 0;
  for (const double total : totals) squares += total * total;
  if (sum.values > 1) sum.expected = (sum.values * sum.values - squares) / (sum.values - 1);
  return sum;
}

std::vector<std::size_t> all_of(std::size_t count) {
  std::vector<std::size_t> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = i;
  return all;
}

void put(Reliability& result, const Disagreement& sum) {
  result.alpha = sum.alpha();
  if (sum.values <= 0) return;
  result.observed = sum.observed / sum.values;
  result.expected = sum.expected / sum.values;
}

}  // namespace

Reliability nominal_alpha(std::span<const Rating> ratings, const Resampling& resampling) {
  std::map<std::uint32_t, std::vector<const Rating*>> by_unit;
  for (const auto& rating : ratings) by_unit[rating.unit].push_back(&rating);
  Reliability result;
  ValueNames names;
  std::vector<Unit> units;
  std::set<std::uint32_t> coders;
  for (const auto& [number, given] : by_unit) {
    if (given.size() < 2) continue;
    std::map<std::size_t, int> counts;
    for (const auto* rating : given) {
      ++counts[names.index(rating->value)];
      coders.insert(rating->coder);
    }
    units.emplace_back(counts.begin(), counts.end());
    result.ratings += given.size();
  }
  result.units = units.size();
  result.coders = coders.size();
  put(result, disagreement_in(units, all_of(units.size()), names.size()));
  add_interval(result, units.size(), resampling, [&](const std::vector<std::size_t>& chosen) {
    return disagreement_in(units, chosen, names.size()).alpha();
  });
  return result;
}

namespace {

/// Unmarked text, as a value.
constexpr std::size_t gap = 0;

struct Piece {
  std::uint32_t begin{}, end{};
  std::size_t value = gap;
};

/// What one continuum adds to the sums.
struct Sums {
  double disagreement = 0;
  std::vector<double> lengths;  // by value, over its coders
  double own = 0;  // pairs of positions within one stretch, or of a gap's position with itself
};

/// A coder's stretches without overlaps and with the gaps between them, from 0 to `length`.
std::vector<Piece> whole(std::vector<Piece> marked, std::uint32_t length) {
  std::sort(marked.begin(), marked.end(), [](const Piece& a, const Piece& b) {
    return std::tuple(a.begin, b.end, a.value) < std::tuple(b.begin, a.end, b.value);
  });
  std::vector<Piece> pieces;
  std::uint32_t at = 0;
  for (auto piece : marked) {
    piece.begin = std::max(piece.begin, at);
    piece.end = std::min(piece.end, length);
    if (piece.begin >= piece.end) continue;
    if (piece.begin > at) pieces.push_back({at, piece.begin, gap});
    pieces.push_back(piece);
    at = piece.end;
  }
  if (at < length) pieces.push_back({at, length, gap});
  return pieces;
}

Sums sums_of(const std::vector<std::vector<Piece>>& coders, std::uint32_t length,
             std::size_t values) {
  Sums sums;
  sums.lengths.resize(values);
  std::set<std::uint32_t> ends;
  for (const auto& pieces : coders)
    for (const auto& piece : pieces) {
      const double size = piece.end - piece.begin;
      sums.lengths[piece.value] += size;
      sums.own += piece.value == gap ? size : size * size;
      ends.insert(piece.end);
    }
  // Between two neighbouring ends nobody changes.
  std::vector<std::size_t> at(coders.size());
  const auto count = static_cast<double>(coders.size());
  std::uint32_t begin = 0;
  std::vector<int> counts(values);
  for (const auto end : ends) {
    std::fill(counts.begin(), counts.end(), 0);
    for (std::size_t i = 0; i < coders.size(); ++i) {
      while (coders[i][at[i]].end <= begin) ++at[i];
      ++counts[coders[i][at[i]].value];
    }
    double squares = 0;
    for (const int same : counts) squares += static_cast<double>(same) * same;
    sums.disagreement += (end - begin) * (count * count - squares) / (count - 1);
    begin = end;
  }
  assert(begin == length);
  static_cast<void>(length);
  return sums;
}

Disagreement disagreement_in(const std::vector<Sums>& continua,
                             const std::vector<std::size_t>& chosen, std::size_t values) {
  std::vector<double> lengths(values);
  Disagreement sum;
  double own = 0;
  for (const auto one : chosen) {
    for (std::size_t value = 0; value < values; ++value)
      lengths[value] += continua[one].lengths[value];
    sum.observed += continua[one].disagreement;
    own += continua[one].own;
  }
  double squares = 0;
  for (const double length : lengths) {
    sum.values += length;
    squares += length * length;
  }
  const double pairs = sum.values * sum.values - own;
  if (pairs > 0) sum.expected = sum.values * (sum.values * sum.values - squares) / pairs;
  return sum;
}

Reliability alpha_over(const std::vector<Sums>& continua, std::size_t values, std::size_t coders,
                       std::size_t stretches, const Resampling& resampling) {
  Reliability result;
  result.units = continua.size();
  result.ratings = stretches;
  result.coders = coders;
  put(result, disagreement_in(continua, all_of(continua.size()), values));
  add_interval(result, continua.size(), resampling, [&](const std::vector<std::size_t>& chosen) {
    return disagreement_in(continua, chosen, values).alpha();
  });
  return result;
}

}  // namespace

UnitizedReliability unitized_alpha(std::span<const Continuum> continua,
                                   std::span<const MarkedStretch> stretches,
                                   const Resampling& resampling) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<Piece>> marked;
  ValueNames names;
  for (const auto& stretch : stretches)
    marked[{stretch.continuum, stretch.coder}].push_back(
        {stretch.begin, stretch.end, names.index(stretch.value) + 1});
  const std::size_t values = names.size() + 1;
  UnitizedReliability result;
  std::vector<Sums> nominal, binary;
  std::set<std::uint32_t> coders;
  std::size_t count = 0;
  for (std::uint32_t number = 0; number < continua.size(); ++number) {
    const auto& continuum = continua[number];
    if (continuum.coders.size() < 2 || continuum.length == 0) continue;
    std::vector<std::vector<Piece>> pieces;
    for (const auto coder : continuum.coders) {
      const auto found = marked.find({number, coder});
      pieces.push_back(
          whole(found == marked.end() ? std::vector<Piece>() : found->second, continuum.length));
      coders.insert(coder);
      for (const auto& piece : pieces.back()) count += piece.value != gap ? 1 : 0;
    }
    nominal.push_back(sums_of(pieces, continuum.length, values));
    for (auto& row : pieces)
      for (auto& piece : row) piece.value = piece.value == gap ? gap : 1;
    binary.push_back(sums_of(pieces, continuum.length, 2));
    result.length += continuum.length;
  }
  result.nominal = alpha_over(nominal, values, coders.size(), count, resampling);
  result.binary = alpha_over(binary, 2, coders.size(), count, resampling);
  return result;
}

}  // namespace faultline::positions
