#pragma once
// What `faultline network` found, and how it leaves the program: on the terminal, into a file or
// into a folder.

#include <functional>
#include <string>
#include <vector>

#include "cli/detail/command.h"
#include "cli/detail/network_job.h"
#include "networks/discourse.h"
#include "networks/network.h"

namespace faultline::cli {

/// A figure of the whole network, or of a group in it.
struct Finding {
  std::string measure;   // "polarization"
  std::string of;        // "2 groups"; empty: the whole network
  double value = 0;      // NaN: not defined
  std::string sentence;  // what it means, with its test against chance; may be empty
};

/// One network with its nodes.
struct NetworkAnswer {
  networks::Network network;
  networks::NodeTable nodes;  // in the network's order
  std::vector<Finding> findings;
};

/// Drops edges that are weaker than `least` in size, with what is known of them.
void drop_weak_edges(networks::Network& network, double least);

/// "person over concept, congruence - conflict, 2031-03-01 to 2031-04-30".
[[nodiscard]] std::string network_title(const NetworkJob& job);

/// The answer as --format and --out ask for it. Usage for a format that is none; Io.
[[nodiscard]] Result<Exit> put_network(const Arguments& given, const Console& console,
                                       const NetworkJob& job, const NetworkAnswer& answer);

/// Hands on one slice; its error ends the series.
using SliceTaker = std::function<Result<void>(const networks::Slice&)>;
/// Calls its argument for every slice in order.
using SliceSource = std::function<Result<void>(const SliceTaker&)>;

/// A series, slice by slice where the format allows it. `nodes`: of all slices.
[[nodiscard]] Result<Exit> put_series(const Arguments& given, const Console& console,
                                      const NetworkJob& job, const SliceSource& slices,
                                      const networks::NodeTable& nodes);

/// A list of statements (rows of job.table) with their words: on the terminal, or as CSV or JSON
/// Lines.
[[nodiscard]] Result<Exit> put_statements(const Arguments& given, const Console& console,
                                          const NetworkJob& job,
                                          const std::vector<std::size_t>& rows);

/// Counts by value and level, as a table or as CSV.
[[nodiscard]] Result<Exit> put_bars(const Arguments& given, const Console& console,
                                    const NetworkJob& job, const networks::BarCounts& bars);

/// The terminal's form.
[[nodiscard]] std::string network_text(const NetworkJob& job, const NetworkAnswer& answer,
                                       int width, bool colour);

}  // namespace faultline::cli
