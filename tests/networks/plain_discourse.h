#pragma once
// Discourse networks written straight from the formulas of docs/methods.md, as slow as they come:
// what the fast ones are compared with. Shares nothing with them but the values they start from.

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "networks/settings.h"
#include "networks/statement_table.h"

namespace faultline::networks {

struct PlainNetwork {
  std::vector<std::string> rows, columns;
  std::map<std::pair<std::string, std::string>, double> weights;  // without those of 0
  std::size_t statements = 0;
};

struct PlainSlice {
  Instant time, start, stop;
  PlainNetwork network;
};

std::vector<std::size_t> plain_counted(const StatementTable& table,
                                       const NetworkSettings& settings);
PlainNetwork plain_network(const StatementTable& table, const NetworkSettings& settings);
std::vector<PlainSlice> plain_series(const StatementTable& table, const NetworkSettings& settings);

}  // namespace faultline::networks
