#include "exchange/network_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/instant.h"
#include "exchange/detail/network_writers.h"
#include "text/csv.h"
#include "text/markup.h"

namespace faultline::exchange {
namespace {

using detail::NodeList;
using detail::Sink;
using detail::TableRows;

constexpr std::array<std::pair<NetworkFormat, std::string_view>, std::size(network_formats)>
    format_words = {{{NetworkFormat::Edges, "csv"},
                     {NetworkFormat::Matrix, "matrix"},
                     {NetworkFormat::Nodes, "nodes"},
                     {NetworkFormat::Json, "json"},
                     {NetworkFormat::GraphMl, "graphml"},
                     {NetworkFormat::Gexf, "gexf"},
                     {NetworkFormat::Dl, "dl"},
                     {NetworkFormat::DlEdges, "dl-edges"},
                     {NetworkFormat::Pajek, "pajek"}}};

constexpr std::array<std::pair<SeriesFormat, std::string_view>, 3> series_words = {
    {{SeriesFormat::Csv, "csv"}, {SeriesFormat::JsonLines, "jsonl"}, {SeriesFormat::Gexf, "gexf"}}};

bool is_full_matrix(NetworkFormat format) {
  return format == NetworkFormat::Matrix || format == NetworkFormat::Dl;
}

Result<void> require_matrix_of_a_size(NetworkFormat format, const networks::Network& network) {
  constexpr std::size_t most_cells = 400'000'000;
  if (!is_full_matrix(format)) return {};
  const std::size_t rows = network.rows.size();
  const std::size_t columns =
      network.shape == networks::Shape::TwoMode ? network.columns.size() : rows;
  if (columns == 0 || rows <= most_cells / columns) return {};
  return failure(ErrorCode::Unsupported,
                 fmt::format("A full matrix of {} rows and {} columns is too large to write; take "
                             "a list of edges ({}).",
                             rows, columns, format == NetworkFormat::Dl ? "dl-edges" : "csv"));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string losses_of_xml(const NodeList& list) {
  std::size_t texts = 0;
  for (const detail::ListedNode& node : list.nodes) {
    texts += text::has_xml_gaps(node.label) ? 1 : 0;
    for (const detail::NodeColumn& column : list.columns)
      texts += text::has_xml_gaps(column.text(node)) ? 1 : 0;
  }
  if (texts == 0) return {};
  return fmt::format(
      "{} control characters, which XML cannot hold; they are written as their pictures (␀, ␁ "
      "...).",
      counted(texts, "label or attribute has", "labels or attributes have"));
}

void add_losses_of_labels(std::vector<std::string>& losses, const networks::Network& network) {
  std::size_t changed = 0, equal = 0;
  std::set<std::string> plain;
  const auto look_at = [&](const std::vector<std::string>& labels) {
    for (const std::string& label : labels) {
      std::string written = detail::plain_label(label);
      if (written != label) ++changed;
      if (!plain.insert(std::move(written)).second) ++equal;
    }
  };
  look_at(network.rows);
  if (network.shape == networks::Shape::TwoMode) look_at(network.columns);
  if (changed > 0)
    losses.push_back(fmt::format(
        "{} changed: a quotation mark to an apostrophe, line ends and control characters to "
        "blanks, an empty label to -, a backslash at the end to a slash.",
        counted(changed, "label is", "labels are")));
  if (equal > 0)
    losses.push_back(fmt::format(
        "{} as another node; programs that know nodes by their labels take the two for one.",
        counted(equal, "node has the same label", "nodes have the same label")));
}

}  // namespace

std::string_view word_for(NetworkFormat format) {
  for (const auto& [known, word] : format_words)
    if (known == format) return word;
  return {};
}

std::optional<NetworkFormat> network_format_named(std::string_view word) {
  for (const auto& [format, known] : format_words)
    if (known == word) return format;
  return std::nullopt;
}

std::optional<NetworkFormat> network_format_of_file(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, NetworkFormat>, 6> endings = {
      {{".csv", NetworkFormat::Edges},
       {".json", NetworkFormat::Json},
       {".graphml", NetworkFormat::GraphMl},
       {".gexf", NetworkFormat::Gexf},
       {".dl", NetworkFormat::Dl},
       {".net", NetworkFormat::Pajek}}};
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string ending(name.substr(dot));
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const auto& [known, format] : endings)
    if (known == ending) return format;
  return std::nullopt;
}

bool holds_settings(NetworkFormat format) {
  return format == NetworkFormat::Json || format == NetworkFormat::GraphMl ||
         format == NetworkFormat::Gexf || format == NetworkFormat::Pajek;
}

Result<void> write_network(std::ostream& stream, NetworkFormat format,
                           const networks::Network& network, const NetworkNotes& notes) {
  if (auto is_writable = require_matrix_of_a_size(format, network); !is_writable)
    return is_writable;
  Sink out(stream);
  const auto nodes = [&] { return detail::node_list(network, TableRows(notes.nodes)); };
  switch (format) {
    case NetworkFormat::Edges:
      detail::write_edges_csv(out, network);
      break;
    case NetworkFormat::Matrix:
      detail::write_matrix_csv(out, network);
      break;
    case NetworkFormat::Nodes:
      detail::write_nodes_csv(out, nodes());
      break;
    case NetworkFormat::Json:
      detail::write_json(out, network, notes, nodes());
      break;
    case NetworkFormat::GraphMl:
      detail::write_graphml(out, network, notes, nodes());
      break;
    case NetworkFormat::Gexf:
      detail::write_gexf(out, network, notes, nodes());
      break;
    case NetworkFormat::Dl:
      detail::write_dl(out, network);
      break;
    case NetworkFormat::DlEdges:
      detail::write_dl_edges(out, network);
      break;
    case NetworkFormat::Pajek:
      detail::write_pajek(out, network, notes);
      break;
  }
  return {};
}

void write_settings(std::ostream& stream, const NetworkNotes& notes) {
  Sink out(stream);
  const auto put = [&out](std::string_view name, std::string_view value) {
    out.put(text::csv_cell(name, /*for_spreadsheets=*/true)).put(',');
    out.put(text::csv_cell(value, /*for_spreadsheets=*/true)).put("\r\n");
  };
  put("setting", "value");
  put("title", notes.title);
  for (const NetworkSetting& setting : notes.settings) put(setting.name, setting.value);
}

std::vector<std::string> losses_in(NetworkFormat format, const networks::Network& network,
                                   const NetworkNotes& notes) {
  std::vector<std::string> losses;
  const bool has_node_attributes = notes.nodes != nullptr && !notes.nodes->attributes.empty();
  switch (format) {
    case NetworkFormat::Json:
    case NetworkFormat::Nodes:
    case NetworkFormat::Edges:
      break;
    case NetworkFormat::GraphMl:
    case NetworkFormat::Gexf: {
      const TableRows rows(notes.nodes);
      if (std::string loss = losses_of_xml(detail::node_list(network, rows)); !loss.empty())
        losses.push_back(std::move(loss));
      break;
    }
    case NetworkFormat::Dl:
    case NetworkFormat::DlEdges:
    case NetworkFormat::Pajek:
      add_losses_of_labels(losses, network);
      [[fallthrough]];
    case NetworkFormat::Matrix:
      if (has_node_attributes)
        losses.emplace_back("The format has no attributes of nodes; nodes.csv has them.");
      if (!network.edge_attributes.empty())
        losses.emplace_back("The format has one number an edge; csv has the further ones.");
      break;
  }
  return losses;
}

std::string_view word_for(SeriesFormat format) {
  for (const auto& [known, word] : series_words)
    if (known == format) return word;
  return {};
}

std::optional<SeriesFormat> series_format_named(std::string_view word) {
  for (const auto& [format, known] : series_words)
    if (known == word) return format;
  return std::nullopt;
}

SeriesWriter::SeriesWriter(std::ostream& out, SeriesFormat format, NetworkNotes notes,
                           std::vector<std::string> edge_attributes)
    : out_(&out), format_(format), notes_(std::move(notes)) {
  edge_attributes_ = detail::edge_column_names(edge_attributes);
  if (format_ != SeriesFormat::Csv) return;
  Sink sink(out);
  detail::put_edge_header(sink, /*is_series=*/true, edge_attributes_);
}

void SeriesWriter::add(const networks::Slice& slice) {
  ++slices_;
  Sink out(*out_);
  if (format_ == SeriesFormat::Csv) {
    detail::put_edge_rows(out, detail::slice_prefix(slices_, slice), slice.network,
                          edge_attributes_);
    return;
  }
  out.put("{\"slice\": ").number(slices_).put(", \"time\": ").json(to_string(slice.time));
  out.put(", \"start\": ").json(to_string(slice.start));
  out.put(", \"stop\": ").json(to_string(slice.stop)).put(", ");
  const NodeList list = detail::node_list(slice.network, TableRows(notes_.nodes));
  detail::put_json_members(out, slice.network, notes_, list, /*on_one_line=*/true);
  out.put("}\n");
}

namespace {

/// The names of further numbers of edges, of any slice.
std::vector<std::string> edge_attribute_names(std::span<const networks::Slice> slices) {
  std::vector<std::string> names;
  for (const networks::Slice& slice : slices)
    for (const networks::EdgeAttribute& attribute : slice.network.edge_attributes)
      if (std::find(names.begin(), names.end(), attribute.name) == names.end())
        names.push_back(attribute.name);
  return names;
}

void write_slices(std::ostream& stream, std::span<const networks::Slice> slices) {
  Sink out(stream);
  out.put("slice,time,start,stop,statements,nodes,edges\r\n");
  for (std::size_t i = 0; i < slices.size(); ++i) {
    const networks::Network& network = slices[i].network;
    const bool is_two_mode = network.shape == networks::Shape::TwoMode;
    out.put(detail::slice_prefix(i + 1, slices[i])).number(network.statements).put(',');
    out.number(network.rows.size() + (is_two_mode ? network.columns.size() : 0)).put(',');
    out.number(network.edges.size()).put("\r\n");
  }
}

}  // namespace

void write_series(std::ostream& out, SeriesFormat format, std::span<const networks::Slice> slices,
                  const NetworkNotes& notes) {
  if (format == SeriesFormat::Gexf) {
    Sink sink(out);
    return detail::write_gexf_series(sink, slices, notes);
  }
  SeriesWriter writer(out, format, notes, edge_attribute_names(slices));
  for (const networks::Slice& slice : slices) writer.add(slice);
}

std::vector<FolderFile> network_folder(const networks::Network& network,
                                       const NetworkNotes& notes) {
  return {{"edges.csv",
           [&network](std::ostream& stream) {
             Sink out(stream);
             detail::write_edges_csv(out, network);
           }},
          {"nodes.csv",
           [&network, &notes](std::ostream& stream) {
             Sink out(stream);
             const TableRows rows(notes.nodes);
             detail::write_nodes_csv(out, detail::node_list(network, rows));
           }},
          {"settings.csv", [&notes](std::ostream& stream) { write_settings(stream, notes); }}};
}

std::vector<FolderFile> series_folder(std::span<const networks::Slice> slices,
                                      const NetworkNotes& notes) {
  return {{"edges.csv",
           [slices, &notes](std::ostream& stream) {
             write_series(stream, SeriesFormat::Csv, slices, notes);
           }},
          {"nodes.csv",
           [slices, &notes](std::ostream& stream) {
             Sink out(stream);
             const TableRows rows(notes.nodes);
             detail::write_nodes_csv(out, detail::series_nodes(slices, rows).list);
           }},
          {"slices.csv", [slices](std::ostream& stream) { write_slices(stream, slices); }},
          {"settings.csv", [&notes](std::ostream& stream) { write_settings(stream, notes); }}};
}

}  // namespace faultline::exchange
