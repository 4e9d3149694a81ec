#pragma once
// Networks as files for other programs: tables, JSON, GraphML, GEXF, UCINET DL, Pajek. What each
// format has, and what it cannot hold, is in docs/formats.md, section "Networks".
//
// A node is known by its id, which is made of its variable and its label alone: the same node has
// the same id in every file, whatever the filters, periods and other nodes. Where a format wants
// weights that are not negative, an edge has three numbers: `value` as it was computed, `weight`
// (its absolute) and `sign` (-1 or 1). The same network gives the same bytes.

#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::exchange {

/// One of the settings that made a network, in the user's own words: {"aggregation", "subtract"}. A
/// name may stand several times.
struct NetworkSetting {
  std::string name;
  std::string value;

  friend bool operator==(const NetworkSetting&, const NetworkSetting&) = default;
};

/// What a file tells beside the network. Borrows the table of nodes, whose rows are found by
/// variable and label: nodes without a row have no attributes, rows without a node are left out.
struct NetworkNotes {
  std::string title;
  std::vector<NetworkSetting> settings;
  const networks::NodeTable* nodes = nullptr;  // none: labels are all that is known
};

enum class NetworkFormat {
  Edges,    // "csv": CSV, a row for each edge
  Matrix,   // "matrix": CSV, a row for each node, symmetric of a one-mode network
  Nodes,    // "nodes": CSV, a row for each node with all its attributes
  Json,     // "json": one object
  GraphMl,  // "graphml"
  Gexf,     // "gexf": 1.3, static
  Dl,       // "dl": UCINET, full matrix
  DlEdges,  // "dl-edges": UCINET, edge list
  Pajek,    // "pajek": .net
};
inline constexpr NetworkFormat network_formats[] = {
    NetworkFormat::Edges, NetworkFormat::Matrix,  NetworkFormat::Nodes,
    NetworkFormat::Json,  NetworkFormat::GraphMl, NetworkFormat::Gexf,
    NetworkFormat::Dl,    NetworkFormat::DlEdges, NetworkFormat::Pajek};

/// The words above; none for any other.
[[nodiscard]] std::string_view word_for(NetworkFormat format);
[[nodiscard]] std::optional<NetworkFormat> network_format_named(std::string_view word);

/// What a file of that name holds: .csv, .json, .graphml, .gexf, .dl, .net, in any case; none for
/// any other ending.
[[nodiscard]] std::optional<NetworkFormat> network_format_of_file(std::string_view name);

/// Whether the format has a place for title and settings. Where it has none (CSV, DL), write
/// write_settings() into a file beside it.
[[nodiscard]] bool holds_settings(NetworkFormat format);

/// Writes one network; labels and attributes must be valid UTF-8 and numbers finite. Unsupported,
/// with nothing written, where a full matrix would have more than 400 million cells. O(nodes +
/// edges), of a matrix O(rows * columns); memory beside it O(nodes).
[[nodiscard]] Result<void> write_network(std::ostream& out, NetworkFormat format,
                                         const networks::Network& network,
                                         const NetworkNotes& notes);

/// CSV with the columns `setting` and `value`; the title is the first of them.
void write_settings(std::ostream& out, const NetworkNotes& notes);

/// Sentences for the user on what this network loses in that format ("2 labels have control
/// characters, which XML cannot hold; they are written as ␁."). Empty: nothing.
[[nodiscard]] std::vector<std::string> losses_in(NetworkFormat format,
                                                 const networks::Network& network,
                                                 const NetworkNotes& notes);

/// The id of a node in every format: letters, digits and -._: only. `is_column`: of the second mode
/// of a two-mode network whose modes are one variable.
[[nodiscard]] std::string node_id(std::string_view variable, std::string_view label,
                                  bool is_column = false);

// A series of networks. A slice stands for the time from its `time` to the next slice's; where
// slices do not overlap, for [start, stop].

enum class SeriesFormat {
  Csv,        // "csv": a row for each edge of each slice
  JsonLines,  // "jsonl": a slice on each line, as NetworkFormat::Json
  Gexf,       // "gexf": 1.3, dynamic, for Gephi's timeline
};
[[nodiscard]] std::string_view word_for(SeriesFormat format);
[[nodiscard]] std::optional<SeriesFormat> series_format_named(std::string_view word);

void write_series(std::ostream& out, SeriesFormat format, std::span<const networks::Slice> slices,
                  const NetworkNotes& notes);

/// Writes a series slice by slice (Csv, JsonLines), so that it need not be held in memory.
/// `edge_attributes`: the further columns of CSV, in every slice the same.
class SeriesWriter {
 public:
  SeriesWriter(std::ostream& out, SeriesFormat format, NetworkNotes notes,
               std::vector<std::string> edge_attributes = {});

  void add(const networks::Slice& slice);

 private:
  std::ostream* out_;
  SeriesFormat format_;
  NetworkNotes notes_;
  std::vector<std::string> edge_attributes_;
  std::size_t slices_ = 0;
};

/// A file of a folder: its name and what writes it, which borrows what the folder was made from.
struct FolderFile {
  std::string name;
  std::function<void(std::ostream&)> write;
};

/// edges.csv, nodes.csv, settings.csv; of a series slices.csv besides.
[[nodiscard]] std::vector<FolderFile> network_folder(const networks::Network& network,
                                                     const NetworkNotes& notes);
[[nodiscard]] std::vector<FolderFile> series_folder(std::span<const networks::Slice> slices,
                                                    const NetworkNotes& notes);

}  // namespace faultline::exchange
