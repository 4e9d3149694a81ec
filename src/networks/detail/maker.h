#pragma once
// Makes the networks of one range or series; one Maker for each thread, all of one Frame.

#include <cstddef>
#include <optional>

#include "networks/detail/pair_rule.h"
#include "networks/detail/pairs.h"
#include "networks/detail/selection.h"
#include "networks/detail/signed_pairs.h"
#include "networks/detail/slices.h"
#include "networks/detail/sliding_pairs.h"
#include "networks/detail/tally.h"
#include "networks/network.h"

namespace faultline::networks::detail {

/// What all networks of one request share, read only.
struct Frame {
  Plan plan;
  Selection selection;
  Cells cells;
  PairRule rule;
};

[[nodiscard]] Result<Frame> frame_of(const StatementTable& table, const NetworkSettings& settings,
                                     bool ordered);

/// The times of the statements that count.
[[nodiscard]] std::vector<Instant> times_of(const StatementTable& table,
                                            const Selection& selection);

/// What a series without a window is told.
[[nodiscard]] Error no_window();

class Maker {
 public:
  /// Borrows `frame`.
  explicit Maker(const Frame& frame);

  /// The network of all statements that count.
  [[nodiscard]] Network whole();
  /// That of one slice of `slices`, which may come in any order, neighbours fastest.
  [[nodiscard]] Network at(const Slices& slices, const Place& place);

 private:
  [[nodiscard]] Network empty_network() const;
  [[nodiscard]] Network network_of(const Slab& slab, bool are_counts);
  void add_one_mode(const Slab& slab, bool are_counts, Network& network);
  void add_two_mode(const Slab& slab, Network& network) const;
  [[nodiscard]] Network of_sliding(const Place& place);

  const Frame* frame_;
  Tally tally_;
  Pairs pairs_;
  SignedPairs signed_pairs_;
  std::optional<SlidingPairs> sliding_;
  std::size_t edges_before_ = 0;  // of the last network: what the next will need
};

}  // namespace faultline::networks::detail
