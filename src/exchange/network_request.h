#pragma once
// What is asked of a study's networks, in the words that the command line, settings files and
// outputs share.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "exchange/network_files.h"
#include "networks/settings.h"

namespace faultline::exchange {

enum class NetworkMode : std::uint8_t {
  OneMode,    // variable 1 x variable 1 over variable 2
  TwoMode,    // variable 1 x variable 2
  Relations,  // actor -> actor, signed, from the study's relations
  Events,     // the statements that count, one a row
  Bars,       // how many statements each value of variable 1 has at each level of the qualifier
};

/// Both ends included.
struct TimeRange {
  Instant from, to;

  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// A share of nodes put together by an algorithm, as a further column of the nodes.
struct CommunityRequest {
  std::string method;       // "leiden", "cpm", "signed" ...
  double resolution = 1.0;  // > 0
};

enum class BackboneMethod : std::uint8_t {
  Sdsm,       // edges of a projection that chance would not give
  Disparity,  // edges that are strong for one of their ends
  Concepts,   // which values of variable 2 the network rests on
};

struct NetworkRequest {
  NetworkMode mode = NetworkMode::OneMode;
  /// Of the variables, those that the user did not name are empty (the qualifier: none, and
  /// `default_qualifier`) until resolve() chooses them.
  networks::NetworkSettings settings;
  bool default_qualifier = true;              // "agreement", where there is one
  bool default_aggregation = true;            // subtract, or ignore without a qualifier
  std::optional<std::string> statement_type;  // of imported statements
  double min_confidence = 0.5;                // of the machine's codings and relations
  bool by_principal = false;

  std::optional<CommunityRequest> communities;
  bool centrality = false;
  std::optional<std::string> ei_attribute;
  std::optional<BackboneMethod> backbone;
  double alpha = 0.05;              // of the backbone's tests, after correction
  std::optional<int> polarization;  // number of groups, >= 2
  int permutations = 1000;          // >= 1
  std::uint64_t seed = 1;
  std::optional<std::pair<TimeRange, TimeRange>> compare;  // the first against the second
  std::optional<std::pair<std::string, std::string>> explain;
  double min_weight = 0;              // edges below it (in size) are left out of what is written
  std::optional<std::string> format;  // "graphml" ...; whoever writes knows which there are
};

/// One setting: `--window "30 days"` on the command line, `window = "30 days"` in a file.
struct NetworkField {
  std::string_view name;   // "min-confidence"
  std::string_view value;  // what stands for its value in a usage line; empty: yes or no
  std::string_view help;   // a sentence
  bool repeats = false;
  bool is_result = true;  // it bears on the figures, so that outputs name it
};
[[nodiscard]] std::span<const NetworkField> network_fields();

/// Sets the field `name`; a yes-or-no field takes "true" and "false". Usage if there is no such
/// field (naming the nearest), or `value` is none for it; the message says what one looks like.
[[nodiscard]] Result<void> set_network_field(NetworkRequest& request, std::string_view name,
                                             std::string_view value);

/// Sets what a settings file says: TOML, keys as above, [exclude] and [only] as tables of
/// `variable = ["value", ...]`. Malformed naming file, line and column.
[[nodiscard]] Result<void> set_from_toml(NetworkRequest& request, std::string_view toml,
                                         const std::string& file);

/// Usage for settings that contradict each other, whatever the study holds; the message says which
/// and what to change.
[[nodiscard]] Result<void> check_request(const NetworkRequest& request);

/// Every setting that bears on the figures with its value, defaults included, in a fixed order:
/// what an output says it was made by. As `name = value` lines it is a settings file.
[[nodiscard]] std::vector<NetworkSetting> described(const NetworkRequest& request);

/// The same as a settings file.
[[nodiscard]] std::string settings_toml(const NetworkRequest& request);

[[nodiscard]] std::string_view to_string(NetworkMode mode);
[[nodiscard]] std::string_view to_string(BackboneMethod method);

}  // namespace faultline::exchange
