#pragma once
// What DNA 3.0.11.5 (Discourse Network Analyzer) is asked for when it exports a network, with its
// own words and defaults. The folder `dna` computes what that program computes, its quirks
// included; the published definitions are in the room itself. docs/methods.md lists the
// differences.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "networks/settings.h"
#include "networks/statement_table.h"

namespace faultline::networks::dna {

enum class NetworkType : std::uint8_t { OneMode, TwoMode, EventList };

enum class Aggregation : std::uint8_t {
  Ignore,
  Combine,                // two-mode only
  Subtract,               //
  Congruence,             // one-mode only, as the next two
  Conflict,               //
  CongruenceAndConflict,  // event windows only: both, one after the other
};

/// Which weeks are one for `Duplicates::Week`: DNA asks the Java runtime for its locale.
enum class Weeks : std::uint8_t {
  Iso,          // from Monday, week 1 has four days of the year (en_GB and most of Europe)
  UnitedStates  // from Sunday, week 1 holds January 1 (en_US, C, POSIX)
};

/// A list of document values to drop; `invert`: to keep, all others are dropped. An empty list
/// does nothing, even inverted.
struct DocumentFilter {
  std::vector<std::string> values;
  bool invert = false;
};

struct Settings {
  NetworkType type = NetworkType::OneMode;
  std::string variable1 = "organization";
  bool variable1_document = false;  // the document's own (author, source ...)
  std::string variable2 = "concept";
  bool variable2_document = false;
  std::optional<std::string> qualifier = "agreement";
  bool qualifier_document = false;
  Aggregation aggregation = Aggregation::Ignore;
  Normalisation normalisation = Normalisation::None;
  bool isolates = false;
  Duplicates duplicates = Duplicates::Include;  // Range: DNA's "acrossrange"
  std::optional<Instant> start, stop;           // both included; none: first, last document
  std::optional<TimeUnit> window;               // none: one matrix of the whole range
  int window_size = 1;                          // >= 1
  Kernel kernel = Kernel::Window;               // Window: DNA's "no"
  bool indent = true;  // of kernels: the first window begins, the last ends inside the range
  /// Variable of the statement -> values, numbers in decimal. Several variables: all must pass.
  std::vector<std::pair<std::string, std::vector<std::string>>> exclude_values;
  bool invert_values = false;
  DocumentFilter authors, sources, sections, types;
  Weeks weeks = Weeks::Iso;
  /// Of event windows with tied times: DNA draws among them without a seed.
  std::uint64_t seed = 1;
  int threads = 1;  // changes no figure
};

/// The settings that DNA works with in place of `settings`, with a sentence for each replacement
/// that it makes in silence or with a warning in its log: a variable that does not exist becomes
/// the first other one of short text, a normalisation of the other type of network none, an
/// aggregation of the other type `ignore`, an unusable qualifier none.
struct Corrected {
  Settings settings;
  std::vector<std::string> notes;
};
/// Usage: what DNA cannot do either: no two variables of short text, a window of less than one
/// unit, congruence & conflict outside event windows.
[[nodiscard]] Result<Corrected> corrected(const Settings& settings, const StatementTable& table);

}  // namespace faultline::networks::dna
