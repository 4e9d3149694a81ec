#pragma once
// What a discourse network is asked for: variables, aggregation, normalisation, range, windows.
// The definitions are the published ones (Leifeld 2017, Discourse network analysis;
// docs/methods.md); networks/dna has those of the field's standard tool.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "networks/network.h"

namespace faultline::networks {

/// How statements on the same column by two rows (one-mode), or of one row (two-mode), add up.
enum class Aggregation : std::uint8_t {
  Ignore,      // count, whatever the qualifier
  Combine,     // two-mode: which levels of the qualifier occur
  Subtract,    // one-mode: congruence - conflict; two-mode: for - against
  Congruence,  // one-mode: pairs that agree
  Conflict,    // one-mode: pairs that differ
};

enum class Normalisation : std::uint8_t {
  None,
  Activity,    // two-mode: by the row's statements
  Prominence,  // two-mode: by the column's
  Average,     // one-mode: by the mean number of statements of the two
  Jaccard,     // one-mode
  Cosine,      // one-mode: of the two rows as vectors
};

/// Of statements with the same row, column and qualifier only the first counts ...
enum class Duplicates : std::uint8_t {
  Include,   // all count
  Document,  // ... of each document
  Week,      // ... of each ISO 8601 week
  Month,     // ... of each month of a year
  Year,
  Range,  // ... of all
};

enum class TimeUnit : std::uint8_t { Events, Seconds, Minutes, Hours, Days, Weeks, Months, Years };

/// How much a statement at distance x from a window's middle counts, x in half-widths.
enum class Kernel : std::uint8_t {
  Window,        // 1 inside the window: plain counts
  Uniform,       // 1/2 for |x| <= 1
  Triangular,    // 1 - |x|
  Epanechnikov,  // 3/4 (1 - x^2)
  Gaussian,      // standard normal density, untruncated
};

struct Window {
  TimeUnit unit = TimeUnit::Days;
  int width = 30;  // in units, >= 1
  int step = 1;    // in units, >= 1
  Kernel kernel = Kernel::Window;
};

/// Statements whose value is one of these are left out; `only`: all others are.
struct Exclusion {
  std::string variable;
  std::vector<std::string> values;  // numbers in decimal
  bool only = false;
};

struct NetworkSettings {
  Shape shape = Shape::OneMode;  // OneMode or TwoMode
  std::string variable1 = "organization";
  std::string variable2 = "concept";
  std::optional<std::string> qualifier = "agreement";
  Aggregation aggregation = Aggregation::Subtract;
  Normalisation normalisation = Normalisation::None;
  Duplicates duplicates = Duplicates::Include;
  bool isolates = false;            // also nodes that only statements left out have
  std::optional<Instant> from, to;  // both included; none: first, last document
  std::vector<Exclusion> exclusions;
  std::optional<Window> window;  // none: one network of the whole range
  int threads = 1;               // changes no figure
};

}  // namespace faultline::networks
