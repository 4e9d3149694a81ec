#include "exchange/detail/named_columns.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace faultline::exchange::detail {

std::optional<std::int64_t> whole_number(std::string_view cell) {
  std::int64_t value = 0;
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (cell.empty() || read.ec != std::errc() || read.ptr != cell.data() + cell.size())
    return std::nullopt;
  return value;
}

Result<NamedColumns> NamedColumns::open(const CsvTable& table) {
  NamedColumns columns(text::CsvReader(table.text, text::separator_of(table.text), table.name),
                       table.name);
  text::CsvRecord header;
  const auto read = columns.reader_.next(header);
  if (!read) return tl::unexpected(read.error());
  if (!*read)
    return failure(ErrorCode::Malformed,
                   fmt::format("{} is empty; its first line must name the columns.", table.name),
                   table.name);
  columns.names_ = std::move(header.cells);
  columns.is_known_.resize(columns.names_.size());
  std::set<std::string> seen;
  for (const std::string& name : columns.names_)
    if (!seen.insert(name).second)
      return failure(ErrorCode::Malformed,
                     fmt::format("Two columns are called \"{}\"; rename one.", name),
                     fmt::format("{}:{}", table.name, header.line));
  return columns;
}

std::optional<std::size_t> NamedColumns::find(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) continue;
    const auto place = static_cast<std::size_t>(found - names_.begin());
    is_known_[place] = true;
    return place;
  }
  return std::nullopt;
}

Result<std::size_t> NamedColumns::require(std::initializer_list<std::string_view> names) {
  if (const auto place = find(names)) return *place;
  return failure(ErrorCode::Malformed,
                 fmt::format("{} has no column {}; its first line must name the columns.", name_,
                             *names.begin()),
                 fmt::format("{}:1", name_));
}

std::vector<std::size_t> NamedColumns::others() const {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!is_known_[i]) places.push_back(i);
  return places;
}

Error NamedColumns::problem(std::uint32_t line, std::string message) const {
  return {ErrorCode::Malformed, std::move(message), fmt::format("{}:{}", name_, line)};
}

void NamedColumns::each(std::vector<Error>& problems,
                        const std::function<Result<void>(const text::CsvRecord&)>& visit) {
  text::CsvRecord row;
  while (true) {
    const auto more = reader_.next(row);
    if (!more) {
      problems.push_back(more.error());
      continue;
    }
    if (!*more) return;
    if (row.cells.size() != names_.size()) {
      problems.push_back(problem(
          row.line, fmt::format("The row has {} cells, and the first line names {} columns.",
                                row.cells.size(), names_.size())));
      continue;
    }
    if (const auto done = visit(row); !done)
      problems.push_back(problem(row.line, done.error().message));
  }
}

TimeColumns::TimeColumns(NamedColumns& columns)
    : epoch_(columns.find({"epoch_utc", "epoch"})),
      date_(columns.find({"datetime_utc", "datetime", "time", "date"})) {}

Result<std::optional<Instant>> TimeColumns::of(const text::CsvRecord& row) const {
  if (epoch_ && !row.cells[*epoch_].empty()) {
    const auto seconds = whole_number(row.cells[*epoch_]);
    if (!seconds)
      return failure(ErrorCode::Malformed,
                     fmt::format("\"{}\" is no number of seconds since 1970.", row.cells[*epoch_]));
    return std::optional(Instant{*seconds});
  }
  if (!date_ || row.cells[*date_].empty()) return std::optional<Instant>();
  const auto time = parse_instant(row.cells[*date_]);
  if (!time) return failure(ErrorCode::Malformed, time.error().message);
  return std::optional(*time);
}

}  // namespace faultline::exchange::detail
