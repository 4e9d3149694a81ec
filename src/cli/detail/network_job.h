#pragma once
// What `faultline network` works on: the request, the study's statements, and what is known of
// them.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/detail/command.h"
#include "exchange/network_input.h"
#include "exchange/network_request.h"
#include "networks/statement_table.h"
#include "study/study.h"

namespace faultline::cli {

/// The options of a network's settings, as every word of `faultline network` takes them.
[[nodiscard]] std::vector<Parameter> network_options();

/// What --settings says, then what the options say, checked. Usage or Malformed with the place.
[[nodiscard]] Result<exchange::NetworkRequest> request_from(const Arguments& given);

/// A study with its statements as columns, and a request whose variables are all named.
struct NetworkJob {
  exchange::NetworkRequest request;
  exchange::NetworkInput input;
  study::Study study;
  networks::StatementTable table;    // empty for relations
  std::vector<std::string> remarks;  // for the user: what was left out or chosen
};
/// Opens STUDY and reads what the request needs. NotFound or Usage as the study says.
[[nodiscard]] Result<NetworkJob> network_job(const Arguments& given,
                                             exchange::NetworkRequest request);

/// The study's filter for relations. Usage for exclusions that relations do not have.
[[nodiscard]] Result<study::Filter> relation_filter(const exchange::NetworkRequest& request);

}  // namespace faultline::cli
