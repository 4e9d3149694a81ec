// Any bytes as the files of an archive: inputs that are written and read again as they were, or a
// reason with the file, never a crash.

#include "map/archive.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "archive_parts.h"
#include "map/detail/archive_inputs.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

/// A reason says which of the archive's files it is about.
void require_place(const Error& error) {
  constexpr std::string_view known[] = {"settings.toml", "inputs/", "SHA256SUMS"};
  require(!error.message.empty());
  require(std::any_of(std::begin(known), std::end(known),
                      [&](std::string_view path) { return error.where.starts_with(path); }));
}

void require_same(const map::RefereeCase& input) {
  const auto tables = map::detail::input_tables(input);
  const std::string settings = map::detail::settings_toml(input);
  map::RefereeCase again;
  require(map::detail::read_settings(again, settings, "again.toml").has_value());
  for (const auto& table : tables)
    require(map::detail::read_input_table(again, table.name, table.csv, "again.csv").has_value());
  require(map::detail::settings_toml(again) == settings);
  const auto second = map::detail::input_tables(again);
  require(second.size() == tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) require(second[i].csv == tables[i].csv);
  const auto& before = input.rows;
  const auto& after = again.rows;
  require(again.origins.size() == after.articles.size());
  for (std::size_t i = 0; i < before.articles.size(); ++i)
    require(before.articles[i].id == after.articles[i].id &&
            before.articles[i].headline == after.articles[i].headline);
  for (std::size_t i = 0; i < before.statements.size(); ++i)
    require(before.statements[i].content_text == after.statements[i].content_text);
  for (std::size_t i = 0; i < before.relations.size(); ++i)
    require(before.relations[i].sign == after.relations[i].sign &&
            before.relations[i].day == after.relations[i].day &&
            before.relations[i].evidence_text == after.relations[i].evidence_text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<map::ArchiveFile> files = parts_of(data, size);
  if (const auto changed = map::changed_files(files))
    require(std::is_sorted(changed->begin(), changed->end()));
  else
    require_place(changed.error());
  require(map::differences_of(files, files).empty());
  const auto input = map::case_of_archive(files);
  if (input)
    require_same(*input);
  else
    require_place(input.error());
  return 0;
}
