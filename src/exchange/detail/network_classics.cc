// UCINET DL and Pajek: formats of the field's older programs, which know labels between quotation
// marks, numbers and nothing else.

#include "exchange/detail/network_writers.h"

namespace faultline::exchange::detail {
namespace {

void put_dl_labels(Sink& out, std::string_view heading, const std::vector<std::string>& labels) {
  out.put(heading).put(":\n");
  for (const std::string& label : labels) out.put('"').put(plain_label(label)).put("\"\n");
}

/// The format's word stands on a line of its own: some readers take it nowhere else.
void put_dl_head(Sink& out, const networks::Network& network, std::string_view format) {
  if (network.shape == networks::Shape::TwoMode) {
    out.put("dl nr=").number(network.rows.size()).put(" nc=").number(network.columns.size());
    out.put("\nformat=").put(format).put('\n');
    put_dl_labels(out, "row labels", network.rows);
    put_dl_labels(out, "column labels", network.columns);
  } else {
    out.put("dl n=").number(network.rows.size()).put("\nformat=").put(format).put('\n');
    put_dl_labels(out, "labels", network.rows);
  }
  out.put("data:\n");
}

void put_ends(Sink& out, std::size_t from, std::size_t to, double weight) {
  out.number(from + 1).put(' ').number(to + 1).put(' ').number(weight).put('\n');
}

}  // namespace

std::string plain_label(std::string_view label) {
  if (label.empty()) return "-";
  std::string plain(label);
  for (char& c : plain) {
    if (c == '"') c = '\'';
    if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') c = ' ';
  }
  if (plain.back() == '\\') plain.back() = '/';
  return plain;
}

void write_dl(Sink& out, const networks::Network& network) {
  put_dl_head(out, network, "fullmatrix");
  put_matrix(out, network, ' ', "\n", [](std::size_t) {});
}

void write_dl_edges(Sink& out, const networks::Network& network) {
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  put_dl_head(out, network, is_two_mode ? "edgelist2" : "edgelist1");
  for (const networks::Edge& edge : network.edges) {
    put_ends(out, edge.from, edge.to, edge.weight);
    // The format knows arcs only: an undirected edge is two of them.
    if (network.shape == networks::Shape::OneMode) put_ends(out, edge.to, edge.from, edge.weight);
  }
}

void write_pajek(Sink& out, const networks::Network& network, const NetworkNotes& notes) {
  out.put("*Network ").put(plain_label(notes.title)).put('\n');
  for (const NetworkSetting& setting : notes.settings) {
    out.put("% ").put(plain_label(setting.name)).put(": ").put(plain_label(setting.value));
    out.put('\n');
  }
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  out.put("*Vertices ").number(network.rows.size() + (is_two_mode ? network.columns.size() : 0));
  if (is_two_mode) out.put(' ').number(network.rows.size());
  out.put('\n');
  std::size_t number = 0;
  const auto put_vertices = [&](const std::vector<std::string>& labels) {
    for (const std::string& label : labels)
      out.number(++number).put(" \"").put(plain_label(label)).put("\"\n");
  };
  put_vertices(network.rows);
  if (is_two_mode) put_vertices(network.columns);
  out.put(network.shape == networks::Shape::Directed ? "*Arcs\n" : "*Edges\n");
  for (const networks::Edge& edge : network.edges)
    put_ends(out, edge.from, second_end(network, edge), edge.weight);
}

}  // namespace faultline::exchange::detail
