#include "map/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "actors/register_files.h"
#include "map/detail/archive_inputs.h"
#include "text/sha256.h"
#include "text/text.h"

namespace faultline::map {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view sums_file = "SHA256SUMS";
constexpr std::string_view settings_file = "settings.toml";
constexpr std::string_view codebook_file = "inputs/codebook.toml";
constexpr std::string_view register_file = "inputs/register.csv";
constexpr std::array<std::string_view, 7> input_names = {
    "articles", "statements", "relations", "codings", "reliability", "quality", "corrected"};

std::string input_file(std::string_view name) { return fmt::format("inputs/{}.csv", name); }

constexpr std::string_view readme =
    "A referee's report by Faultline, with all that its figures were computed from.\n"
    "\n"
    "report.html       the report; open it in a browser or print it\n"
    "figures/          its tables\n"
    "inputs/           what they were computed from: every statement, relation and stand that a\n"
    "                  figure counts, the register, the codebook, and the hash of each article\n"
    "settings.toml     the question, all options and the seed\n"
    "datapackage.json  describes every table and column (Frictionless Data Package)\n"
    "SHA256SUMS        check with: sha256sum -c SHA256SUMS\n"
    "\n"
    "Compute all of it again and compare it byte by byte: faultline reproduce FOLDER\n"
    "Against the study itself, too:                       faultline reproduce FOLDER --study "
    "STUDY\n"
    "\n"
    "The articles are not here. Sentences are quoted as the articles print them.\n";

const ArchiveFile* find_file(std::span<const ArchiveFile> files, std::string_view path) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const ArchiveFile& file) { return file.path == path; });
  return found == files.end() ? nullptr : &*found;
}

Result<std::string_view> content_of(std::span<const ArchiveFile> files, std::string_view path) {
  if (const ArchiveFile* file = find_file(files, path)) {
    if (auto text = text::valid_text(file->content, path); !text)
      return tl::unexpected(text.error());
    return std::string_view(file->content);
  }
  return failure(ErrorCode::NotFound,
                 "The archive lacks this file; take the archive as it was written.",
                 std::string(path));
}

Json resource(const ReportTable& table, const std::string& path) {
  Json fields = Json::array();
  for (const TableField& field : table.fields)
    fields.push_back(
        {{"name", field.name}, {"type", field.type}, {"description", field.description}});
  Json schema = {{"fields", std::move(fields)}, {"missingValues", {""}}};
  if (!table.key.empty()) schema["primaryKey"] = table.key;
  for (const TableLink& link : table.links)
    schema["foreignKeys"].push_back(
        {{"fields", link.field},
         {"reference", {{"resource", link.table}, {"fields", link.target}}}});
  return {{"name", table.name},
          {"title", table.title},
          {"path", path},
          {"profile", "tabular-data-resource"},
          {"format", "csv"},
          {"mediatype", "text/csv"},
          {"encoding", "utf-8"},
          {"bytes", table.csv.size()},
          {"hash", "sha256:" + text::sha256(table.csv)},
          {"schema", std::move(schema)}};
}

Json resource(const ArchiveFile& file, std::string_view name, std::string_view format) {
  return {{"name", name},
          {"path", file.path},
          {"format", format},
          {"encoding", "utf-8"},
          {"bytes", file.content.size()},
          {"hash", "sha256:" + text::sha256(file.content)}};
}

ReportTable register_table(const actors::Register& known) {
  std::ostringstream out;
  actors::write_actors_csv(out, known.actors());
  return {"register",
          "The register of actors, a row for each fact",
          {{"actor", "string", "Its id."},
           {"fact", "string", "name, kind, alias, pronoun, role, bloc ..."},
           {"value", "string", "What is known."},
           {"from", "string", "Since when, as exactly as known."},
           {"to", "string", "Until when."},
           {"source", "string", "How it is known."}},
          std::move(out).str()};
}

/// The files that hold the inputs; `resources` gets their description.
std::vector<ArchiveFile> input_files(const RefereeCase& input, Json& resources) {
  std::vector<ArchiveFile> files;
  auto tables = detail::input_tables(input);
  tables.push_back(register_table(input.rows.known));
  for (ReportTable& table : tables) {
    resources.push_back(resource(table, input_file(table.name)));
    files.push_back({input_file(table.name), std::move(table.csv)});
  }
  const auto add = [&](std::string_view path, std::string content, std::string_view name,
                       std::string_view format) {
    files.push_back({std::string(path), std::move(content)});
    resources.push_back(resource(files.back(), name, format));
  };
  add(codebook_file, positions::to_toml(input.codebook), "codebook", "toml");
  add(settings_file, detail::settings_toml(input), "settings", "toml");
  return files;
}

std::string package_json(const RefereeReport& report, Json resources) {
  const Json package = {
      {"profile", "data-package"},
      {"name", "referee-report"},
      {"title", "Referee's report: " + report.data.bloc},
      {"description", report.rift.verdict},
      {"resources", std::move(resources)},
  };
  return package.dump(2) + "\n";
}

std::string sums_of(const std::vector<ArchiveFile>& files) {
  std::string sums;
  for (const ArchiveFile& file : files)
    sums += fmt::format("{}  {}\n", text::sha256(file.content), file.path);
  return sums;
}

/// Lines of a file, each with its end.
std::vector<std::string_view> lines_of(std::string_view content) {
  std::vector<std::string_view> lines;
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size() - 1) + 1;
    lines.push_back(content.substr(0, end));
    content.remove_prefix(end);
  }
  return lines;
}

std::optional<ArchiveDifference> difference_of(const ArchiveFile& one, const ArchiveFile& other) {
  if (one.content == other.content) return std::nullopt;
  const auto first = lines_of(one.content), second = lines_of(other.content);
  std::size_t line = 0;
  while (line < first.size() && line < second.size() && first[line] == second[line]) ++line;
  ArchiveDifference difference{one.path, line + 1, std::nullopt, std::nullopt};
  if (line < first.size()) difference.one = first[line];
  if (line < second.size()) difference.other = second[line];
  return difference;
}

}  // namespace

Result<std::vector<ArchiveFile>> archive_of(const RefereeCase& input, int threads) {
  Json resources = Json::array();
  std::vector<ArchiveFile> files = input_files(input, resources);
  auto read = case_of_archive(files);
  if (!read) return tl::unexpected(read.error());
  read->options.rift.threads = threads;
  const auto report = referee_report(std::move(*read));
  if (!report) return tl::unexpected(report.error());
  for (ReportTable& table : figure_tables(*report)) {
    const std::string path = fmt::format("figures/{}.csv", table.name);
    resources.push_back(resource(table, path));
    files.push_back({path, std::move(table.csv)});
  }
  files.push_back({"report.html", to_html(*report)});
  files.push_back({"README.txt", std::string(readme)});
  files.push_back({"datapackage.json", package_json(*report, std::move(resources))});
  std::sort(files.begin(), files.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  std::string sums = sums_of(files);
  files.insert(files.begin(), {std::string(sums_file), std::move(sums)});
  std::sort(files.begin(), files.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  return files;
}

Result<RefereeCase> case_of_archive(std::span<const ArchiveFile> files) {
  RefereeCase input;
  input.is_archived = true;
  const auto settings = content_of(files, settings_file);
  if (!settings) return tl::unexpected(settings.error());
  if (auto read = detail::read_settings(input, *settings, std::string(settings_file)); !read)
    return tl::unexpected(read.error());
  for (const std::string_view name : input_names) {
    const std::string file = input_file(name);
    const auto csv = content_of(files, file);
    if (!csv) return tl::unexpected(csv.error());
    if (auto read = detail::read_input_table(input, std::string(name), *csv, file); !read)
      return tl::unexpected(read.error());
  }
  const auto book = content_of(files, codebook_file);
  if (!book) return tl::unexpected(book.error());
  auto codebook = positions::Codebook::parse(*book, std::string(codebook_file));
  if (!codebook) return tl::unexpected(codebook.error());
  input.codebook = std::move(*codebook);
  const auto table = content_of(files, register_file);
  if (!table) return tl::unexpected(table.error());
  auto actors = actors::read_actors_csv(*table, std::string(register_file));
  if (!actors.problems.empty()) return tl::unexpected(actors.problems.front());
  auto known = actors::Register::from_actors(std::move(actors.actors));
  if (!known) return tl::unexpected(known.error());
  input.rows.known = std::move(*known);
  return input;
}

std::vector<ArchiveDifference> differences_of(std::span<const ArchiveFile> one,
                                              std::span<const ArchiveFile> other) {
  std::map<std::string_view, std::pair<const ArchiveFile*, const ArchiveFile*>> pairs;
  for (const ArchiveFile& file : one) pairs[file.path].first = &file;
  for (const ArchiveFile& file : other) pairs[file.path].second = &file;
  std::vector<ArchiveDifference> differences;
  for (const auto& [path, pair] : pairs) {
    if (path == sums_file) continue;
    if (pair.first == nullptr || pair.second == nullptr) {
      differences.push_back({std::string(path), 0, std::nullopt, std::nullopt});
      (pair.first != nullptr ? differences.back().one : differences.back().other) = "";
    } else if (auto difference = difference_of(*pair.first, *pair.second)) {
      differences.push_back(std::move(*difference));
    }
  }
  return differences;
}

Result<std::vector<std::string>> changed_files(std::span<const ArchiveFile> files) {
  const auto sums = content_of(files, sums_file);
  if (!sums) return tl::unexpected(sums.error());
  std::map<std::string_view, std::string_view> named;
  std::size_t number = 0;
  for (std::string_view line : lines_of(*sums)) {
    ++number;
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.size() < 67 || line.substr(64, 2) != "  ")
      return failure(ErrorCode::Malformed, "The line is no hash with the name of a file.",
                     fmt::format("{}:{}", sums_file, number));
    named.emplace(line.substr(66), line.substr(0, 64));
  }
  std::vector<std::string> changed;
  for (const ArchiveFile& file : files) {
    if (file.path == sums_file) continue;
    const auto sum = named.find(file.path);
    if (sum == named.end() || sum->second != text::sha256(file.content))
      changed.push_back(file.path);
    if (sum != named.end()) named.erase(sum);
  }
  for (const auto& [path, sum] : named) changed.emplace_back(path);
  std::sort(changed.begin(), changed.end());
  return changed;
}

}  // namespace faultline::map
