#include "study/detail/nearest.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "text/text.h"

namespace faultline::study::detail {
namespace {

/// More names than this make a sentence unreadable.
constexpr std::size_t most_named = 8;

/// Optimal string alignment distance (Damerau 1964, each stretch edited once), over bytes.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view wanted, std::span<const std::string> known) {
  const std::string folded = text::fold_name(wanted);
  if (folded.empty()) return std::nullopt;
  const std::string* best = nullptr;
  std::size_t fewest = std::max<std::size_t>(1, folded.size() / 3) + 1;
  for (const auto& name : known) {
    const std::string other = text::fold_name(name);
    const auto difference =
        std::max(folded.size(), other.size()) - std::min(folded.size(), other.size());
    std::size_t edits = fewest;
    if (other.find(folded) != std::string::npos)
      edits = 0;
    else if (difference < fewest)
      edits = distance(folded, other);
    if (edits >= fewest) continue;
    fewest = edits;
    best = &name;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

Error unknown_name(std::string_view kind, std::string_view wanted,
                   std::span<const std::string> known, std::string_view remedy) {
  std::string message = fmt::format("The study holds no {} \"{}\"", kind, wanted);
  if (known.empty()) {
    message += fmt::format(", nor any other; {}.", remedy);
  } else if (const auto meant = nearest(wanted, known)) {
    message += fmt::format("; did you mean \"{}\"?", *meant);
  } else {
    const auto shown = known.first(std::min(known.size(), most_named));
    message += fmt::format("; it holds \"{}\"", fmt::join(shown, "\", \""));
    if (shown.size() < known.size())
      message += fmt::format(" and {} more", known.size() - shown.size());
    message += '.';
  }
  return {ErrorCode::NotFound, message, std::string(wanted)};
}

}  // namespace faultline::study::detail
