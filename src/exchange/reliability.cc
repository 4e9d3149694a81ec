#include "exchange/reliability.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace faultline::exchange {
namespace {

constexpr std::size_t kBins = 10;

void count(ReliabilityBin& bin, const Judged& prediction) {
  // The mean as it goes, so that nothing else is kept.
  ++bin.count;
  bin.right += prediction.is_right ? 1 : 0;
  bin.mean_confidence +=
      (prediction.confidence - bin.mean_confidence) / static_cast<double>(bin.count);
}

std::vector<ReliabilityBin> bins_of_equal_width(std::span<const Judged> predictions) {
  std::vector<ReliabilityBin> bins(kBins);
  for (std::size_t i = 0; i < kBins; ++i) {
    bins[i].from = static_cast<double>(i) / kBins;
    bins[i].to = static_cast<double>(i + 1) / kBins;
  }
  for (const auto& prediction : predictions) {
    const auto place = static_cast<std::size_t>(std::max(0.0, prediction.confidence) * kBins);
    count(bins[std::min(place, kBins - 1)], prediction);
  }
  return bins;
}

std::vector<ReliabilityBin> bins_of_equal_mass(std::span<const Judged> sorted) {
  std::vector<ReliabilityBin> bins;
  for (std::size_t i = 0; i < kBins; ++i) {
    const std::size_t begin = sorted.size() * i / kBins;
    const std::size_t end = sorted.size() * (i + 1) / kBins;
    if (begin == end) continue;
    auto& bin = bins.emplace_back();
    bin.from = sorted[begin].confidence;
    bin.to = sorted[end - 1].confidence;
    for (std::size_t k = begin; k < end; ++k) count(bin, sorted[k]);
  }
  return bins;
}

double calibration_error(std::span<const ReliabilityBin> bins, std::size_t count) {
  double error = 0;
  for (const auto& bin : bins)
    error += static_cast<double>(bin.count) * std::abs(bin.share_right() - bin.mean_confidence);
  return count == 0 ? 0.0 : error / static_cast<double>(count);
}

}  // namespace

double ReliabilityBin::share_right() const {
  return count == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(count);
}

Reliability reliability(std::vector<Judged> predictions) {
  std::stable_sort(predictions.begin(), predictions.end(),
                   [](const Judged& a, const Judged& b) { return a.confidence < b.confidence; });
  Reliability result;
  result.count = predictions.size();
  result.equal_width = bins_of_equal_width(predictions);
  result.equal_mass = bins_of_equal_mass(predictions);
  result.error_equal_width = calibration_error(result.equal_width, result.count);
  result.error_equal_mass = calibration_error(result.equal_mass, result.count);
  return result;
}

ShareInterval wilson_interval(std::size_t right, std::size_t count) {
  if (count == 0) return {};
  constexpr double z = 1.959963984540054;
  const auto n = static_cast<double>(count);
  const double share = static_cast<double>(right) / n;
  const double centre = share + z * z / (2 * n);
  const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

}  // namespace faultline::exchange
