#include "positions/detail/stance_words.h"

#include <algorithm>
#include <array>

#include "embedded/position_models.h"
#include "positions/detail/stems.h"

namespace faultline::positions::detail {
namespace {

constexpr std::array<std::string_view, 13> kKinds = {
    "none", "not",     "turn", "evaluation", "harm",  "misdeed", "favour",
    "good", "concede", "but",  "be",         "blame", "deny"};

StanceKind kind_named(std::string_view name) {
  const auto found = std::find(kKinds.begin(), kKinds.end(), name);
  return found == kKinds.end() ? StanceKind::None : static_cast<StanceKind>(found - kKinds.begin());
}

// "n't" and "'s" are words of their own here, which stems() would take apart.
std::vector<std::string> stems_of(std::string_view words) {
  std::vector<std::string> all;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) all.push_back(stem(words.substr(0, end)));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return all;
}

}  // namespace

const StanceWords& StanceWords::english() {
  static const StanceWords words(embedded::stance());
  return words;
}

StanceWords::StanceWords(std::string_view table) {
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    const std::string_view row = table.substr(0, end);
    table.remove_prefix(std::min(end + 1, table.size()));
    const std::size_t tab = row.find('\t');
    if (row.starts_with('#') || tab == std::string_view::npos) continue;
    const StanceKind kind = kind_named(row.substr(0, tab));
    std::vector<std::string> stems = stems_of(row.substr(tab + 1));
    if (kind == StanceKind::None || stems.empty()) continue;
    auto& entries = by_first_[stems.front()];
    stems.erase(stems.begin());
    entries.push_back({std::move(stems), kind});
  }
  for (auto& [first, entries] : by_first_) {
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.rest.size() > b.rest.size(); });
  }
}

StanceWords::Found StanceWords::at(std::span<const std::string> stems, std::size_t first) const {
  const auto found = by_first_.find(stems[first]);
  if (found == by_first_.end()) return {};
  for (const Entry& entry : found->second) {
    const std::size_t length = entry.rest.size() + 1;
    if (first + length > stems.size()) continue;
    if (std::equal(entry.rest.begin(), entry.rest.end(),
                   stems.begin() + static_cast<std::ptrdiff_t>(first) + 1)) {
      return {entry.kind, length};
    }
  }
  return {};
}

StanceKind StanceWords::of(const std::string& stem) const {
  return at(std::span(&stem, 1), 0).kind;
}

}  // namespace faultline::positions::detail
