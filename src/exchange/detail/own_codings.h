#pragma once
// The study's own codings as coded statements, and its actors as nodes.

#include <functional>
#include <map>
#include <string>

#include "base/result.h"
#include "exchange/network_input.h"

namespace faultline::exchange::detail {

/// Labels of all actors by id: the name, or "name (id)" where that name is not the actor's alone.
using ActorLabels = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] ActorLabels labels_of(std::span<const study::ActorRow> actors);

struct OwnTable {
  networks::StatementTable table;
  std::int64_t undated = 0;
};
[[nodiscard]] Result<OwnTable> own_table(const study::Study& study, const NetworkInput& input);

/// The codings that `input` wants, each with whose it counts as.
struct OwnCoding {
  study::CodingRow coding;
  std::string actor;
};
[[nodiscard]] Result<std::vector<OwnCoding>> own_codings(const study::Study& study,
                                                         const NetworkInput& input);

[[nodiscard]] Result<std::vector<StatementEvidence>> own_evidence(
    const study::Study& study, const NetworkInput& input, std::span<const std::int64_t> ids);

/// What EntityTable says of Own; no attributes for a variable that is no entity's.
[[nodiscard]] Result<EntityTable> own_entities(const study::Study& study, const NetworkInput& input,
                                               const std::string& variable, std::optional<Day> day);

/// Attributes of actors, in the order given.
[[nodiscard]] std::vector<networks::NodeAttribute> attributes_of(
    std::span<const study::ActorRow* const> actors, const ActorLabels& labels,
    std::optional<Day> day);

}  // namespace faultline::exchange::detail
