// The room `exchange`: writing networks, and drawing them.

#include <benchmark/benchmark.h>

#include <cmath>
#include <sstream>
#include <streambuf>
#include <string>

#include "exchange/network_files.h"
#include "exchange/network_picture.h"
#include "invented_news.h"

namespace faultline::bench {
namespace {

using exchange::NetworkFormat;
using networks::Network;

/// Takes bytes, counts them and forgets them, so that no disk is measured.
class Counting : public std::streambuf {
 public:
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 protected:
  std::streamsize xsputn(const char*, std::streamsize count) override {
    bytes_ += static_cast<std::size_t>(count);
    return count;
  }
  int_type overflow(int_type c) override {
    ++bytes_;
    return c;
  }

 private:
  std::size_t bytes_ = 0;
};

/// Every pair of nodes up to that many edges, with one further number each.
Network invented_network(std::size_t edges) {
  Draw draw(3);
  const auto nodes =
      static_cast<std::uint32_t>(std::ceil(std::sqrt(2.0 * static_cast<double>(edges))) + 1);
  Network network;
  network.row_variable = "organization";
  for (std::uint32_t i = 0; i < nodes; ++i)
    network.rows.push_back("Organisation \"" + std::to_string(i) + "\", Velmora");
  network.edge_attributes = {{"conflict", {}}};
  for (std::uint32_t from = 0; from < nodes; ++from) {
    for (std::uint32_t to = from + 1; to < nodes && network.edges.size() < edges; ++to) {
      const double whole = 1.0 + draw.below(40);
      network.edges.push_back({from, to, draw.below(2) == 0 ? -whole : whole / 3});
      network.edge_attributes[0].values.push_back(draw.below(9));
    }
  }
  return network;
}

std::string written(NetworkFormat format, const Network& network) {
  std::ostringstream out;
  return exchange::write_network(out, format, network, {}) ? out.str() : "";
}

/// Each edge of a small network stands in the file as often as the format has it.
bool has_all_edges(NetworkFormat format) {
  Network network;
  network.rows = {"a", "b", "c", "d"};
  network.edges = {{0, 1, 2.25}, {0, 3, -2.25}, {2, 3, 2.25}};
  const std::string file = written(format, network);
  std::size_t found = 0;
  for (std::size_t at = file.find("2.25"); at != std::string::npos; at = file.find("2.25", at + 1))
    ++found;
  switch (format) {
    case NetworkFormat::Nodes:
      return found == 0;
    case NetworkFormat::Pajek:
      return found == 3;
    default:
      return found == 6;  // value and weight, or both halves of a symmetric matrix
  }
}

void write(benchmark::State& state, NetworkFormat format) {
  if (!has_all_edges(format)) return state.SkipWithError("the file has other edges");
  const Network network = invented_network(static_cast<std::size_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) {
    Counting counting;
    std::ostream out(&counting);
    if (!exchange::write_network(out, format, network, {}))
      return state.SkipWithError("the network cannot be written");
    bytes += counting.bytes();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.SetLabel("edges");
}

void draw(benchmark::State& state) {
  const Network network = invented_network(static_cast<std::size_t>(state.range(0)));
  const auto first = exchange::to_svg(network, {});
  if (!first || exchange::to_svg(network, {}) != first)
    return state.SkipWithError("the picture is not the same twice");
  for (auto _ : state) benchmark::DoNotOptimize(exchange::to_svg(network, {}));
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("pictures");
}

[[maybe_unused]] const bool is_registered = [] {
  for (const NetworkFormat format : exchange::network_formats)
    benchmark::RegisterBenchmark(
        ("WriteNetwork/" + std::string(exchange::word_for(format))).c_str(), write, format)
        ->ArgName("edges")
        ->Arg(1'000'000)
        ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("DrawNetwork", draw)
      ->ArgName("edges")
      ->Arg(100)
      ->Arg(10'000)
      ->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace
}  // namespace faultline::bench
