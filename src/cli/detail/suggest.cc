#include "cli/detail/suggest.h"

#include <fmt/core.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "text/text.h"

namespace faultline::cli {
namespace {

/// Insertions, deletions, changes and swaps of neighbours that lead from `a` to `b` (optimal string
/// alignment distance).
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known) {
  constexpr std::size_t longest = 100;  // a name beyond that is no slip of the keyboard
  // What is no UTF-8 cannot be compared, and would spoil the message.
  const bool is_comparable = word.size() <= longest && !text::find_bad_byte(word);
  const std::string folded = is_comparable ? text::fold_name(word) : std::string();
  if (folded.empty()) return std::nullopt;
  // One slip in a short word, one in three letters of a longer one.
  std::size_t best = std::max<std::size_t>(1, folded.size() / 3) + 1;
  std::optional<std::string> result;
  for (const auto& candidate : known) {
    if (candidate.size() > longest || text::find_bad_byte(candidate)) continue;
    const std::size_t distance = slips(folded, text::fold_name(candidate));
    if (distance < best) {
      best = distance;
      result = candidate;
    }
  }
  return result;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
  const auto near = nearest(word, known);
  return near ? fmt::format(" Did you mean \"{}\"?", *near) : std::string();
}

Result<void> require_file(const std::filesystem::path& file, std::string_view what) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) return {};
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  std::vector<std::string> names;
  constexpr std::size_t enough = 20'000;  // a folder of a million files must not delay a message
  for (std::filesystem::directory_iterator entry(folder, ignored), end;
       !ignored && entry != end && names.size() < enough; entry.increment(ignored))
    names.push_back(entry->path().filename().string());
  std::sort(names.begin(), names.end());
  const auto near = nearest(file.filename().string(), names);
  std::string remedy = " Check its name.";
  if (near)
    remedy = fmt::format(" Did you mean \"{}\"?",
                         file.has_parent_path() ? (file.parent_path() / *near).string() : *near);
  return failure(ErrorCode::NotFound, fmt::format("there is no such {}.{}", what, remedy),
                 file.string());
}

}  // namespace faultline::cli
