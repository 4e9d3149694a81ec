#include <algorithm>
#include <cmath>
#include <utility>

#include "timeline/detail/bin_places.h"
#include "timeline/rift.h"

namespace faultline::timeline {
namespace {

/// One count of one row: the unit as story and outlet, and the cell.
struct Mark {
  std::uint64_t unit{};
  std::uint32_t cell{};
  std::int32_t value = 1;
};

std::uint64_t unit_of(std::uint32_t story, std::uint32_t outlet) {
  return (std::uint64_t{story} << 32) | outlet;
}

/// The cells that a relation counts in.
void mark_tie(const RiftTie& tie, std::size_t bin, std::vector<Mark>& marks) {
  if (tie.from == tie.to) return;
  const auto add = [&](RiftCell cell, std::int32_t value = 1) {
    marks.push_back({unit_of(tie.cluster, tie.outlet), cell_number(bin, cell), value});
  };
  if (!tie.from_member) {
    if (tie.to_member && tie.sign < 0) add(RiftCell::CritFromOutside);
    return;
  }
  if (tie.sign == 0) {
    if (tie.to_member) add(RiftCell::NeutralIn);
    return;
  }
  if (tie.sign < 0) {
    add(tie.to_member ? RiftCell::CritIn : RiftCell::CritOut);
    add(RiftCell::Criticism);
  } else {
    add(tie.to_member ? RiftCell::SuppIn : RiftCell::SuppOut);
  }
  if (tie.to_member) {
    add(RiftCell::SignedIn);
    add(RiftCell::NetIn, tie.sign > 0 ? 1 : -1);
  }
}

/// Sorted, each unit and cell once with its sum.
void add_up(std::vector<Mark>& marks) {
  std::sort(marks.begin(), marks.end(), [](const Mark& left, const Mark& right) {
    return left.unit != right.unit ? left.unit < right.unit : left.cell < right.cell;
  });
  std::size_t kept = 0;
  for (const Mark& mark : marks) {
    if (kept > 0 && marks[kept - 1].unit == mark.unit && marks[kept - 1].cell == mark.cell) {
      marks[kept - 1].value += mark.value;
    } else {
      marks[kept++] = mark;
    }
  }
  marks.resize(kept);
}

}  // namespace

RiftUnits rift_units(const RiftRows& rows, const SeriesOptions& options) {
  RiftUnits result;
  result.bin = options.bin;
  const auto bins = detail::bins_of(rows, options);
  if (!bins) return result;
  result.bins = bins->first_days();
  std::vector<Mark> marks;
  marks.reserve(2 * rows.ties.size() + rows.statements.size());
  for (const RiftTie& tie : rows.ties) {
    if (detail::is_asked_for(tie.day, options)) mark_tie(tie, bins->place(tie.day), marks);
  }
  for (const RiftStatement& statement : rows.statements) {
    if (!statement.member || !detail::is_asked_for(statement.day, options)) continue;
    marks.push_back({unit_of(statement.cluster, statement.outlet),
                     cell_number(bins->place(statement.day), RiftCell::Statements)});
  }
  add_up(marks);
  result.entries.reserve(marks.size());
  for (std::size_t index = 0; index < marks.size(); ++index) {
    const Mark& mark = marks[index];
    if (index == 0 || mark.unit != marks[index - 1].unit) {
      result.story.push_back(static_cast<std::uint32_t>(mark.unit >> 32));
      result.outlet.push_back(static_cast<std::uint32_t>(mark.unit));
    }
    // Support and criticism of one unit and bin may cancel out in NetIn.
    if (mark.value == 0) continue;
    result.entries.push_back({static_cast<std::uint32_t>(result.story.size() - 1), mark.cell,
                              static_cast<double>(mark.value)});
  }
  return result;
}

RiftCounts counts_of_bin(std::span<const double> sums, std::size_t bin) {
  const auto count = [&](RiftCell cell) {
    return static_cast<std::int64_t>(std::llround(sums[cell_number(bin, cell)]));
  };
  return {.crit_in = count(RiftCell::CritIn),
          .crit_out = count(RiftCell::CritOut),
          .supp_in = count(RiftCell::SuppIn),
          .supp_out = count(RiftCell::SuppOut),
          .neutral_in = count(RiftCell::NeutralIn),
          .crit_from_outside = count(RiftCell::CritFromOutside),
          .statements = count(RiftCell::Statements)};
}

}  // namespace faultline::timeline
