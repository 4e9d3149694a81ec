#pragma once
// Tables of statements written as one would on a blackboard.

#include <string>
#include <string_view>
#include <vector>

#include "networks/network.h"
#include "networks/statement_table.h"

namespace faultline::networks {

/// One statement. Empty words are blanks.
struct Said {
  std::string time;
  std::string organization, concept_name;
  bool agrees = true;
  int intensity = 0;
  std::string frame = "other";
  std::string outlet = "Harbour Post";
  std::int64_t document = -1;  // -1: one of its own
};

/// The table of `said`, with the variables organization, concept, agreement, intensity, frame
/// (text), note (long text) and outlet (of the document). The range ends with the statements.
StatementTable table_of(const std::vector<Said>& said);

/// The weight of a pair by its labels, in either order for OneMode; 0 for no edge.
double weight(const Network& network, std::string_view one, std::string_view two);

/// The value of an edge's attribute.
double attribute(const Network& network, std::string_view name, std::string_view one,
                 std::string_view two);

}  // namespace faultline::networks
