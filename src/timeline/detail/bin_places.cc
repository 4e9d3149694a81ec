#include "timeline/detail/bin_places.h"

#include <algorithm>

namespace faultline::timeline::detail {

BinPlaces::BinPlaces(Bin bin, Day first, Day last) : bin_(bin) {
  for (Day begin = bin_begin(bin, first); begin <= last;) {
    const auto place = static_cast<std::uint32_t>(first_days_.size());
    first_days_.push_back(begin);
    const Day next = next_bin(bin, begin);
    place_.insert(place_.end(), static_cast<std::size_t>(days_between(begin, next)), place);
    begin = next;
  }
  if (!first_days_.empty()) origin_ = std::chrono::sys_days(first_days_.front());
}

Day BinPlaces::last_day_of(std::size_t bin) const {
  return add_days(next_bin(bin_, first_days_[bin]), -1);
}

namespace {

void widen(std::optional<Day>& first, std::optional<Day>& last, Day day) {
  if (!first || day < *first) first = day;
  if (!last || day > *last) last = day;
}

}  // namespace

bool is_asked_for(Day day, const SeriesOptions& options) {
  return (!options.from || day >= *options.from) && (!options.to || day <= *options.to);
}

std::optional<BinPlaces> bins_of(const RiftRows& rows, const SeriesOptions& options) {
  std::optional<Day> first, last;
  if (!options.from || !options.to) {
    for (const RiftTie& row : rows.ties) widen(first, last, row.day);
    for (const RiftStatement& row : rows.statements) widen(first, last, row.day);
    for (const RiftCoding& row : rows.codings) widen(first, last, row.day);
  }
  if (options.from) first = options.from;
  if (options.to) last = options.to;
  if (!first || !last || *last < *first) return std::nullopt;
  return BinPlaces(options.bin, *first, *last);
}

void count_tie(const RiftTie& tie, RiftCounts& counts) {
  if (tie.from == tie.to) return;
  if (tie.from_member) {
    std::int64_t& count = tie.sign < 0   ? (tie.to_member ? counts.crit_in : counts.crit_out)
                          : tie.sign > 0 ? (tie.to_member ? counts.supp_in : counts.supp_out)
                                         : counts.neutral_in;
    if (tie.sign != 0 || tie.to_member) ++count;
  } else if (tie.to_member && tie.sign < 0) {
    ++counts.crit_from_outside;
  }
}

}  // namespace faultline::timeline::detail
