#pragma once
// Whether what is said to be 80 % sure is right in 80 of 100 cases.

#include <cstddef>
#include <string>
#include <vector>

namespace faultline::exchange {

/// One prediction: how sure it was, 0..1, and whether it was right.
struct Judged {
  double confidence = 0;
  bool is_right = false;
};

struct ReliabilityBin {
  double from =
      0;  // of an equally wide bin its edges, else the least and the most confidence in it
  double to = 0;
  std::size_t count = 0;
  std::size_t right = 0;
  double mean_confidence = 0;  // 0 in an empty bin

  [[nodiscard]] double share_right() const;  // 0 in an empty bin
};

struct Reliability {
  std::size_t count = 0;
  std::vector<ReliabilityBin> equal_width;  // ten: [0, 0.1), [0.1, 0.2) ... [0.9, 1]
  std::vector<ReliabilityBin>
      equal_mass;  // ten with as many predictions each; fewer if there are fewer than ten

  // Expected calibration error, sum of n_b / n |share right - mean confidence| (Naeini et al. 2015;
  // Guo et al. 2017), 0..1; 0 if nothing was predicted.
  double error_equal_width = 0;
  double error_equal_mass = 0;
};

/// Predictions that are equally sure keep their order, which decides where a bin of equal mass ends
/// between them. O(n log n).
[[nodiscard]] Reliability reliability(std::vector<Judged> predictions);

/// The interval in which a share lies with 95 % confidence (Wilson 1927); [0, 1] for none of none.
struct ShareInterval {
  double low = 0;
  double high = 1;
};
[[nodiscard]] ShareInterval wilson_interval(std::size_t right, std::size_t count);

/// The diagram as an SVG document: a point for each bin of equal mass, with the interval of its
/// share, beside the diagonal on which well calibrated predictions lie. Title and description say
/// the same.
[[nodiscard]] std::string to_svg(const Reliability& reliability);

}  // namespace faultline::exchange
