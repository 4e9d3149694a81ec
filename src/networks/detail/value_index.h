#pragma once
// The values of a variable that occur, sorted, with dense numbers: rows, columns and levels.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "networks/statement_table.h"

namespace faultline::networks::detail {

/// Texts in the order of their bytes, numbers ascending.
class ValueIndex {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  ValueIndex() = default;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(labels_.size()); }
  [[nodiscard]] const std::vector<std::string>& labels() const { return labels_; }
  /// Per number: the value as the variable has it (place in its labels, integer, 0 or 1).
  [[nodiscard]] const std::vector<std::int32_t>& values() const { return values_; }

  /// The number of `value`, or `none`.
  [[nodiscard]] std::uint32_t operator()(std::int32_t value) const {
    const std::int64_t place = std::int64_t{value} - first_;
    if (place >= 0 && place < static_cast<std::int64_t>(number_.size())) {
      return number_[static_cast<std::size_t>(place)];
    }
    if (far_.empty()) return none;
    const auto found = far_.find(value);
    return found == far_.end() ? none : found->second;
  }

 private:
  friend class SeenValues;

  std::vector<std::string> labels_;
  std::vector<std::int32_t> values_;
  std::int64_t first_ = 0;
  std::vector<std::uint32_t> number_;                    // of value first_ + place
  std::unordered_map<std::int32_t, std::uint32_t> far_;  // of integers too far apart for a table
};

/// Collects values one by one.
class SeenValues {
 public:
  explicit SeenValues(const Variable& variable);

  void see(std::int32_t value) {
    const std::int64_t place = std::int64_t{value} - first_;
    if (place >= 0 && place < static_cast<std::int64_t>(seen_.size())) {
      seen_[static_cast<std::size_t>(place)] = 1;
    } else {
      far_.insert(value);
    }
  }
  void see_all();

  /// A blank text is no value unless `with_blank`.
  [[nodiscard]] ValueIndex sorted(bool with_blank = false) const;

 private:
  const Variable* variable_;
  std::int64_t first_ = 0;
  std::vector<std::uint8_t> seen_;  // of value first_ + place
  std::unordered_set<std::int32_t> far_;
};

}  // namespace faultline::networks::detail
