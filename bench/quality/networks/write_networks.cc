// Writes made-up networks in every format and as pictures, for bench/quality/networks/peers, which
// has other programs read them, and for people who look at the pictures.
//   write_networks FOLDER

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/draw.h"
#include "exchange/network_files.h"
#include "exchange/network_picture.h"

namespace faultline {
namespace {

using exchange::NetworkFormat;
using exchange::NetworkNotes;
using networks::Edge;
using networks::Network;
using networks::NodeTable;
using networks::Shape;

/// A network with what is known of its nodes.
struct Sample {
  std::string name;
  Network network;
  NodeTable table;
  NetworkNotes notes;
  exchange::PictureStyle style;
};

constexpr std::string_view first_words[] = {"Tide",  "Harbour",  "Northern", "Free",   "Coastal",
                                            "River", "Island",   "National", "United", "Salt",
                                            "Storm", "Velmoran", "Old",      "New",    "Open"};
constexpr std::string_view last_words[] = {"Board",
                                           "Union",
                                           "League",
                                           "Council",
                                           "Front",
                                           "Office",
                                           "Society",
                                           "Federation",
                                           "Chamber",
                                           "Guild",
                                           "Ministry of Ports and Fisheries",
                                           "Watch",
                                           "Party",
                                           "Bank",
                                           "Institute for Coast Protection"};
constexpr std::string_view concepts[] = {
    "The sea wall should be finished before winter.",
    "Tolls on the strait are to be lowered.",
    "Fishing quotas should follow the counts of the institute.",
    "The old harbour must stay in public hands.",
    "Coal should still be landed at the northern pier.",
    "Compensation for flooded farms.",
    "The ferry to the islands needs a subsidy.",
    "A referendum on the port treaty.",
    "Dredging harms the oyster beds.",
    "Night flights over the bay should end.",
    "The tide power plant pays for itself.",
    "Foreign ships should pay the same fees.",
    "The lighthouse service may be automated.",
    "Retreat from the lower town."};

std::vector<std::string> organisations(std::size_t count, std::mt19937_64& random) {
  std::vector<std::string> names;
  while (names.size() < count) {
    std::string name = fmt::format("{} {}", first_words[draw_below(random, std::size(first_words))],
                                   last_words[draw_below(random, std::size(last_words))]);
    if (std::find(names.begin(), names.end(), name) != names.end())
      name += fmt::format(" {}", 2 + draw_below(random, 97));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

std::size_t camp_of(std::size_t node, std::size_t camps) { return node % camps; }

NodeTable table_of(const Network& network, std::size_t camps, std::mt19937_64& random) {
  NodeTable table;
  networks::NodeAttribute camp{"camp", false, {}, {}}, members{"members", true, {}, {}};
  const auto add_all = [&](const std::vector<std::string>& labels, const std::string& variable) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      table.labels.push_back(labels[i]);
      table.variables.push_back(variable);
      camp.texts.push_back(fmt::format("camp {}", camp_of(i, camps) + 1));
      members.numbers.push_back(draw_below(random, 8) == 0
                                    ? std::nullopt
                                    : std::optional(static_cast<double>(draw_below(random, 5000))));
    }
  };
  add_all(network.rows, network.row_variable);
  add_all(network.columns, network.column_variable);
  table.attributes = {camp, members};
  return table;
}

/// Ties mostly agree inside a camp and differ between camps; a share of all pairs has one.
Sample camps(std::string name, Shape shape, std::size_t nodes, std::size_t count, double per_node,
             std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Sample sample;
  sample.name = std::move(name);
  Network& network = sample.network;
  network.shape = shape;
  network.row_variable = "organization";
  network.rows = organisations(nodes, random);
  networks::EdgeAttribute congruence{"congruence", {}}, conflict{"conflict", {}};
  // Some speak much, most little.
  std::vector<double> voice;
  for (std::size_t i = 0; i < nodes; ++i)
    voice.push_back(1.0 / (1.0 + static_cast<double>(draw_below(random, 12))));
  for (std::uint32_t from = 0; from < nodes; ++from) {
    for (std::uint32_t to = 0; to < nodes; ++to) {
      if (from == to || (shape == Shape::OneMode && from > to)) continue;
      const double chance =
          std::min(1.0, voice[from] * voice[to] * per_node * 12 / static_cast<double>(nodes));
      if (static_cast<double>(draw_below(random, 1'000'000)) > chance * 1e6) continue;
      const bool is_inside = camp_of(from, count) == camp_of(to, count);
      const bool agrees = is_inside == (draw_below(random, 10) > 0);
      const double weight = static_cast<double>(
          1 + draw_below(random, 2 + static_cast<std::uint64_t>(14 * voice[from] * voice[to])));
      network.edges.push_back({from, to, agrees ? weight : -weight});
      congruence.values.push_back(agrees ? weight + 1 : 1);
      conflict.values.push_back(agrees ? 1 : weight + 1);
    }
  }
  if (shape == Shape::OneMode) network.edge_attributes = {congruence, conflict};
  network.statements = static_cast<std::int64_t>(network.edges.size() * 7);
  sample.table = table_of(network, count, random);
  return sample;
}

Sample stands(std::string name, std::size_t rows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Sample sample;
  sample.name = std::move(name);
  Network& network = sample.network;
  network.shape = Shape::TwoMode;
  network.row_variable = "organization";
  network.column_variable = "concept";
  network.rows = organisations(rows, random);
  network.columns.assign(std::begin(concepts), std::end(concepts));
  for (std::uint32_t row = 0; row < rows; ++row) {
    for (std::uint32_t column = 0; column < network.columns.size(); ++column) {
      if (draw_below(random, 10) > 1) continue;
      const bool is_for = (row % 2 == column % 2) == (draw_below(random, 8) > 0);
      const double weight = static_cast<double>(1 + draw_below(random, 9));
      network.edges.push_back({row, column, is_for ? weight : -weight});
    }
  }
  network.statements = 431;
  sample.table = table_of(network, 2, random);
  return sample;
}

/// Labels that break careless readers and writers.
Sample awkward(Shape shape) {
  Sample sample;
  sample.name = shape == Shape::TwoMode ? "awkward-two-mode" : "awkward";
  Network& network = sample.network;
  network.shape = shape;
  network.row_variable = "person";
  network.rows = {"plain",        "two words",      " leading",    "trailing ",
                  "a,b;c\td",     "\"quoted\"",     "it's",        "line\nbreak",
                  "CR\rLF\r\n",   "<tag> & ]]>",    "=SUM(A1)",    "-minus",
                  "@at",          "Erdoğan",        "Жук",         "漢字",
                  "\U0001F30A",   "CASE",           "case",        "back\\slash",
                  "ends with \\", "% percent",      "*Vertices 3", "data:",
                  "\x01 control", "\xEF\xBF\xBF x", "1e5",         "",
                  "NA",           "#hash"};
  if (shape == Shape::TwoMode) {
    network.column_variable = "person";
    network.columns = {"plain", "other", "\"quoted\""};
  }
  const auto ends = static_cast<std::uint32_t>(shape == Shape::TwoMode ? network.columns.size()
                                                                       : network.rows.size());
  for (std::uint32_t from = 0; from < network.rows.size(); ++from) {
    for (std::uint32_t to = 0; to < ends; ++to) {
      if (shape == Shape::OneMode ? from >= to : from == to) continue;
      if ((from * 7 + to * 3) % 5 != 0) continue;
      const double weight = (from + 1) * (to % 2 == 0 ? 1.0 : -1.0 / 3) * (to == 4 ? 1e-7 : 1);
      network.edges.push_back({from, to, weight});
    }
  }
  networks::NodeAttribute note{"note", false, {}, {}};
  for (const auto* labels : {&network.rows, &network.columns}) {
    for (const std::string& label : *labels) {
      sample.table.labels.push_back(label);
      sample.table.variables.emplace_back("person");
      note.texts.push_back("about " + label);
    }
  }
  sample.table.attributes = {note};
  return sample;
}

void write_file(const std::filesystem::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (!file) throw std::runtime_error(path.string() + " cannot be written");
}

void write_sample(const std::filesystem::path& folder, const Sample& sample) {
  constexpr std::string_view endings[] = {"edges.csv", "matrix.csv", "nodes.csv", "json", "graphml",
                                          "gexf",      "dl",         "edges.dl",  "net"};
  for (std::size_t i = 0; i < std::size(endings); ++i) {
    std::ofstream file(folder / fmt::format("{}.{}", sample.name, endings[i]), std::ios::binary);
    if (!write_network(file, exchange::network_formats[i], sample.network, sample.notes) || !file)
      throw std::runtime_error(sample.name + " cannot be written");
  }
  const auto svg = exchange::to_svg(sample.network, sample.notes, sample.style);
  if (!svg) throw std::runtime_error(svg.error().message);
  write_file(folder / (sample.name + ".svg"), *svg);
}

/// Twelve months of camps that come and go.
void write_months(const std::filesystem::path& folder, const Sample& sample) {
  std::mt19937_64 random(5);
  std::vector<networks::Slice> slices;
  for (unsigned month = 1; month <= 12; ++month) {
    const std::chrono::year_month which{std::chrono::year{2031}, std::chrono::month{month}};
    const Day first = which / std::chrono::day{1};
    const Day last = Day{std::chrono::sys_days{which / std::chrono::last}};
    networks::Slice slice{start_of(first),
                          start_of(first),
                          {start_of(last).seconds + seconds_per_day - 1},
                          sample.network};
    std::vector<networks::EdgeAttribute> kept = slice.network.edge_attributes;
    for (auto& attribute : kept) attribute.values.clear();
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < sample.network.edges.size(); ++i) {
      if (draw_below(random, 3) > 0) continue;
      edges.push_back(sample.network.edges[i]);
      for (std::size_t j = 0; j < kept.size(); ++j)
        kept[j].values.push_back(sample.network.edge_attributes[j].values[i]);
    }
    slice.network.edges = edges;
    slice.network.edge_attributes = kept;
    slices.push_back(slice);
  }
  const std::pair<exchange::SeriesFormat, std::string_view> formats[] = {
      {exchange::SeriesFormat::Csv, "csv"},
      {exchange::SeriesFormat::JsonLines, "jsonl"},
      {exchange::SeriesFormat::Gexf, "gexf"}};
  for (const auto& [format, ending] : formats) {
    std::ofstream file(folder / fmt::format("months.{}", ending), std::ios::binary);
    write_series(file, format, slices, sample.notes);
  }
}

void write_all(const std::filesystem::path& folder) {
  std::vector<Sample> samples;
  samples.push_back(camps("small", Shape::OneMode, 7, 2, 12, 1));
  samples.push_back(camps("medium", Shape::OneMode, 30, 2, 5, 2));
  samples.push_back(camps("large", Shape::OneMode, 300, 4, 9, 3));
  samples.push_back(camps("directed", Shape::Directed, 16, 2, 2, 4));
  samples.push_back(stands("two-mode", 16, 5));
  samples.push_back(stands("two-mode-large", 90, 6));
  samples.push_back(awkward(Shape::OneMode));
  samples.push_back(awkward(Shape::Directed));
  samples.back().name = "awkward-directed";
  samples.push_back(awkward(Shape::TwoMode));
  samples.push_back(camps("unsigned", Shape::OneMode, 24, 3, 4, 7));
  for (Edge& edge : samples.back().network.edges) edge.weight = std::abs(edge.weight);
  samples.push_back({"empty", {}, {}, {}, {}});
  for (Sample& sample : samples) {
    sample.notes = {"Made up: " + sample.name,
                    {{"variable1", "organization"}, {"aggregation", "subtract"}},
                    &sample.table};
    const bool has_camps = !sample.table.attributes.empty() &&
                           sample.table.attributes.front().name == "camp" &&
                           sample.network.shape != Shape::TwoMode;
    if (has_camps) sample.style.colour_by = "camp";
    write_sample(folder, sample);
  }
  write_months(folder, samples[1]);
}

}  // namespace
}  // namespace faultline

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "write_networks FOLDER\n";
    return 2;
  }
  try {
    std::filesystem::create_directories(arguments[1]);
    faultline::write_all(arguments[1]);
  } catch (const std::exception& error) {
    std::cerr << "write_networks: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
