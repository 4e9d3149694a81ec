#include "networks/detail/value_index.h"

#include <algorithm>

namespace faultline::networks::detail {
namespace {

constexpr std::int64_t table_reach = 4096;  // integers from -4096 to 4095 stand in a table

}  // namespace

SeenValues::SeenValues(const Variable& variable) : variable_(&variable) {
  if (variable.kind == VariableKind::Integer) {
    first_ = -table_reach;
    seen_.resize(2 * table_reach);
  } else if (variable.kind == VariableKind::Boolean) {
    seen_.resize(2);
  } else {
    seen_.resize(variable.labels.size());
  }
}

void SeenValues::see_all() {
  for (const std::int32_t value : variable_->values) see(value);
}

ValueIndex SeenValues::sorted(bool with_blank) const {
  ValueIndex index;
  std::vector<std::int32_t>& values = index.values_;
  for (std::size_t place = 0; place < seen_.size(); ++place) {
    if (seen_[place] == 0) continue;
    const auto value = static_cast<std::int32_t>(static_cast<std::int64_t>(place) + first_);
    if (variable_->is_text() && !with_blank && variable_->labels[place].empty()) continue;
    values.push_back(value);
  }
  values.insert(values.end(), far_.begin(), far_.end());
  if (variable_->is_text()) {
    const auto label = [&](std::int32_t value) -> const std::string& {
      return variable_->labels[static_cast<std::size_t>(value)];
    };
    std::sort(values.begin(), values.end(),
              [&](std::int32_t one, std::int32_t two) { return label(one) < label(two); });
    for (const std::int32_t value : values) index.labels_.push_back(label(value));
  } else {
    std::sort(values.begin(), values.end());
    for (const std::int32_t value : values) index.labels_.push_back(std::to_string(value));
  }
  index.first_ = first_;
  index.number_.assign(seen_.size(), ValueIndex::none);
  for (std::uint32_t number = 0; number < index.size(); ++number) {
    const std::int64_t place = std::int64_t{values[number]} - first_;
    if (place >= 0 && place < static_cast<std::int64_t>(seen_.size())) {
      index.number_[static_cast<std::size_t>(place)] = number;
    } else {
      index.far_.emplace(values[number], number);
    }
  }
  return index;
}

}  // namespace faultline::networks::detail
