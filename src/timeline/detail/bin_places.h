#pragma once
// In which bin of a series a day lies, at the price of one look into a table.

#include <chrono>
#include <optional>
#include <vector>

#include "timeline/rift.h"

namespace faultline::timeline::detail {

/// The bins from that of `first` to that of `last`. Years 0001 to 9999.
class BinPlaces {
 public:
  BinPlaces(Bin bin, Day first, Day last);

  [[nodiscard]] const std::vector<Day>& first_days() const { return first_days_; }
  /// Last day of a bin, within the bin's calendar stretch.
  [[nodiscard]] Day last_day_of(std::size_t bin) const;
  /// `day` lies within the bins.
  [[nodiscard]] std::size_t place(Day day) const {
    return place_[static_cast<std::size_t>((std::chrono::sys_days(day) - origin_).count())];
  }

 private:
  Bin bin_;
  std::vector<Day> first_days_;
  std::chrono::sys_days origin_;
  std::vector<std::uint32_t> place_;  // per day from the first bin's first day on
};

/// The bins that all rows within the asked range need; none if there are no rows and no range.
[[nodiscard]] std::optional<BinPlaces> bins_of(const RiftRows& rows, const SeriesOptions& options);

/// Whether a row's day is asked for.
[[nodiscard]] bool is_asked_for(Day day, const SeriesOptions& options);

/// Adds what one relation counts.
void count_tie(const RiftTie& tie, RiftCounts& counts);

}  // namespace faultline::timeline::detail
