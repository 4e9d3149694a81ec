#include "cli/detail/network_answer.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "cli/detail/layout.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "exchange/network_files.h"
#include "exchange/network_picture.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using exchange::NetworkFormat;
using exchange::NetworkNotes;
using exchange::SeriesFormat;
using networks::Slice;

/// Where the user wants it, and in what form. `word` "folder": edges, nodes and settings apart.
struct Target {
  std::string word;
  std::optional<std::string> file;
};

/// The form by --format, else by the ending of --out, which without one is a folder.
Target target_of(const Arguments& given, const NetworkJob& job) {
  Target target{"text", given.value("--out")};
  if (target.file == "-") target.file.reset();
  if (job.request.format) {
    target.word = *job.request.format;
  } else if (target.file) {
    const std::string ending = std::filesystem::path(*target.file).extension().string();
    const auto format = exchange::network_format_of_file(*target.file);
    target.word = ending == ".svg"     ? "svg"
                  : ending == ".txt"   ? "text"
                  : ending == ".jsonl" ? "jsonl"
                  : format             ? std::string(exchange::word_for(*format))
                  : ending.empty()     ? "folder"
                                       : ending;
  }
  return target;
}

tl::unexpected<Error> no_such_format(const std::string& word,
                                     const std::vector<std::string>& known) {
  std::string all;
  for (const auto& name : known) all += (all.empty() ? "" : ", ") + name;
  return failure(ErrorCode::Usage, fmt::format("\"{}\" is no format for this; there are {}.{}",
                                               word, all, did_you_mean(word, known)));
}

NetworkNotes notes_of(const NetworkJob& job, const networks::NodeTable* nodes) {
  return {network_title(job), exchange::described(job.request), nodes};
}

void say_where(const Console& console, const std::string& file) {
  console.err << "Wrote " << printable(file) << ".\n";
}

/// Writes `content` to the file, or to standard output.
Result<Exit> put(const Console& console, const Target& target,
                 const std::function<void(std::ostream&)>& write, std::string_view what) {
  if (!target.file) {
    write(console.out);
    return Exit::AllDone;
  }
  if (auto written = write_whole(*target.file, write, what); !written)
    return tl::unexpected(written.error());
  say_where(console, *target.file);
  return Exit::AllDone;
}

/// The settings beside a file that has no place for them.
Result<void> put_settings_beside(const Console& console, const Target& target,
                                 const NetworkNotes& notes) {
  if (!target.file) return {};
  const std::string beside = *target.file + ".settings.csv";
  auto written = write_whole(
      beside, [&](std::ostream& out) { exchange::write_settings(out, notes); }, "settings");
  if (written) say_where(console, beside);
  return written;
}

Result<Exit> put_folder(const Console& console, const std::string& folder,
                        std::vector<exchange::FolderFile> files, const NetworkJob& job,
                        const std::vector<Finding>& findings) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return failure(
        ErrorCode::Io,
        fmt::format("this folder can't be made ({}). Name another one.", error.message()), folder);
  files.push_back(
      {"settings.toml", [&](std::ostream& out) { out << exchange::settings_toml(job.request); }});
  if (!findings.empty())
    files.push_back({"measures.csv", [&](std::ostream& out) {
                       out << "measure,of,value,meaning\r\n";
                       for (const Finding& finding : findings)
                         out << text::csv_cell(finding.measure) << ','
                             << text::csv_cell(finding.of, true) << ','
                             << (std::isnan(finding.value) ? "" : fmt::format("{}", finding.value))
                             << ',' << text::csv_cell(finding.sentence, true) << "\r\n";
                     }});
  for (const auto& file : files)
    if (auto written =
            write_whole((std::filesystem::path(folder) / file.name).string(), file.write, "table");
        !written)
      return tl::unexpected(written.error());
  std::string names;
  for (const auto& file : files) names += (names.empty() ? "" : ", ") + file.name;
  console.err << "Wrote " << names << " into " << printable(folder) << ".\n";
  return Exit::AllDone;
}

void say_findings(const Console& console, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings)
    console.err << fmt::format("{}{}: {:.4g}{}{}\n", finding.measure,
                               finding.of.empty() ? "" : ", " + printable(finding.of),
                               finding.value, finding.sentence.empty() ? "" : ". ",
                               printable(finding.sentence));
}

std::vector<std::string> format_words() {
  std::vector<std::string> words{"text", "svg"};
  for (const NetworkFormat format : exchange::network_formats)
    words.emplace_back(exchange::word_for(format));
  return words;
}

}  // namespace

void drop_weak_edges(networks::Network& network, double least) {
  std::vector<std::size_t> kept;
  for (std::size_t edge = 0; edge < network.edges.size(); ++edge)
    if (std::abs(network.edges[edge].weight) >= least) kept.push_back(edge);
  if (kept.size() == network.edges.size()) return;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    network.edges[i] = network.edges[kept[i]];
    for (auto& attribute : network.edge_attributes) attribute.values[i] = attribute.values[kept[i]];
  }
  network.edges.resize(kept.size());
  for (auto& attribute : network.edge_attributes) attribute.values.resize(kept.size());
}

std::string network_title(const NetworkJob& job) {
  using exchange::NetworkMode;
  const auto& settings = job.request.settings;
  std::string title;
  switch (job.request.mode) {
    case NetworkMode::OneMode:
      title = fmt::format("{} by shared {}", settings.variable1, settings.variable2);
      break;
    case NetworkMode::TwoMode:
      title = fmt::format("{} by {}", settings.variable1, settings.variable2);
      break;
    case NetworkMode::Relations:
      title = "who backs and who attacks whom";
      break;
    case NetworkMode::Events:
    case NetworkMode::Bars:
      title = fmt::format("statements by {}", settings.variable1);
      break;
  }
  for (const auto& setting : exchange::described(job.request))
    if (setting.name == "aggregation" || (setting.name == "normalization" && setting.value != "no"))
      title += ", " + setting.value;
  const auto from = settings.from ? settings.from : job.table.first_document;
  const auto to = settings.to ? settings.to : job.table.last_document;
  if (from && to)
    title += fmt::format(", {} to {}", to_string(day_of(*from)), to_string(day_of(*to)));
  return title;
}

Result<Exit> put_network(const Arguments& given, const Console& console, const NetworkJob& job,
                         const NetworkAnswer& answer) {
  const Target target = target_of(given, job);
  const NetworkNotes notes = notes_of(job, &answer.nodes);
  if (target.word == "text")
    return put(
        console, target,
        [&](std::ostream& out) {
          out << network_text(job, answer, console.width, console.colour && !target.file);
        },
        "network");
  if (target.word == "folder")
    return put_folder(console, *target.file, exchange::network_folder(answer.network, notes), job,
                      answer.findings);
  say_findings(console, answer.findings);
  if (target.word == "svg") {
    exchange::PictureStyle style;
    style.seed = job.request.seed;
    if (job.request.communities)
      style.colour_by = "community";
    else if (job.request.polarization)
      style.colour_by = "camp";
    const auto picture = exchange::to_svg(answer.network, notes, style);
    if (!picture) return tl::unexpected(picture.error());
    return put(console, target, [&](std::ostream& out) { out << *picture; }, "picture");
  }
  const auto format = exchange::network_format_named(target.word);
  if (!format) return no_such_format(target.word, format_words());
  for (const auto& loss : exchange::losses_in(*format, answer.network, notes))
    console.err << loss << '\n';
  Result<void> done;
  auto written = put(
      console, target,
      [&](std::ostream& out) {
        done = exchange::write_network(out, *format, answer.network, notes);
      },
      "network");
  if (!done) return tl::unexpected(done.error());
  if (written && !exchange::holds_settings(*format))
    if (auto beside = put_settings_beside(console, target, notes); !beside)
      return tl::unexpected(beside.error());
  return written;
}

namespace {

Result<Exit> put_series_table(const Console& console, const Target& target,
                              const SliceSource& slices) {
  Table table;
  table.headings = {{"time", 19},
                    {"from", 19},
                    {"to", 19},
                    {"statements", 10, true},
                    {"nodes", 6, true},
                    {"edges", 8, true},
                    {"positive", 10, true},
                    {"negative", 10, true}};
  auto done = slices([&](const Slice& slice) -> Result<void> {
    double positive = 0, negative = 0;
    for (const auto& edge : slice.network.edges)
      (edge.weight > 0 ? positive : negative) += edge.weight;
    table.rows.push_back({{to_string(slice.time), to_string(slice.start), to_string(slice.stop),
                           grouped(slice.network.statements),
                           grouped(static_cast<std::int64_t>(slice.network.rows.size() +
                                                             slice.network.columns.size())),
                           grouped(static_cast<std::int64_t>(slice.network.edges.size())),
                           fmt::format("{:.6g}", positive), fmt::format("{:.6g}", negative)},
                          {}});
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return put(
      console, target,
      [&](std::ostream& out) {
        out << set_table(table, console.width, console.colour && !target.file);
      },
      "series");
}

}  // namespace

Result<Exit> put_series(const Arguments& given, const Console& console, const NetworkJob& job,
                        const SliceSource& slices, const networks::NodeTable& nodes) {
  const Target target = target_of(given, job);
  const NetworkNotes notes = notes_of(job, &nodes);
  if (target.word == "text") return put_series_table(console, target, slices);
  const auto format = exchange::series_format_named(target.word);
  if (!format && target.word != "folder")
    return no_such_format(target.word, {"text", "csv", "jsonl", "gexf"});
  if (target.word == "folder" || format == SeriesFormat::Gexf) {
    std::vector<Slice> all;
    auto done = slices([&](const Slice& slice) -> Result<void> {
      all.push_back(slice);
      return {};
    });
    if (!done) return tl::unexpected(done.error());
    if (target.word == "folder")
      return put_folder(console, *target.file, exchange::series_folder(all, notes), job, {});
    return put(
        console, target,
        [&](std::ostream& out) { exchange::write_series(out, *format, all, notes); }, "series");
  }
  Result<void> done;
  auto written = put(
      console, target,
      [&](std::ostream& out) {
        std::optional<exchange::SeriesWriter> writer;
        done = slices([&](const Slice& slice) -> Result<void> {
          if (!writer) {
            std::vector<std::string> attributes;
            attributes.reserve(slice.network.edge_attributes.size());
            for (const auto& attribute : slice.network.edge_attributes)
              attributes.push_back(attribute.name);
            writer.emplace(out, *format, notes, std::move(attributes));
          }
          writer->add(slice);
          return {};
        });
      },
      "series");
  if (!done) return tl::unexpected(done.error());
  if (written && format == SeriesFormat::Csv)
    if (auto beside = put_settings_beside(console, target, notes); !beside)
      return tl::unexpected(beside.error());
  return written;
}

}  // namespace faultline::cli
