#pragma once
// What is measured on a network: groups, centralities, backbones, polarization, change.

#include <functional>
#include <vector>

#include "cli/detail/network_answer.h"
#include "cli/detail/network_job.h"
#include "networks/network.h"

namespace faultline::cli {

/// A network as it was asked for, with what it says as a whole and of its nodes.
struct AskedNetwork {
  networks::Network network;
  std::vector<Finding> findings;
  std::vector<networks::NodeAttribute> columns;  // in its order of nodes
};

/// Makes the network of one period.
using NetworkMaker =
    std::function<Result<networks::Network>(const exchange::NetworkRequest& request)>;

/// The network of the request, or its backbone, or the difference of its two periods, with how
/// polarized the statements of `table` are and which concepts they rest on, if asked.
[[nodiscard]] Result<AskedNetwork> network_asked_for(const exchange::NetworkRequest& request,
                                                     const networks::StatementTable& table,
                                                     const NetworkMaker& make);

/// Adds the request's measures to the answer: columns of its nodes, and findings.
[[nodiscard]] Result<void> measure(const NetworkJob& job, NetworkAnswer& answer);

}  // namespace faultline::cli
