#pragma once
// Words that turn or weigh what is said of an issue (models/english/stance.tsv). Keyed by stems.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace faultline::positions::detail {

/// What a word does to an issue named near it ("connotation frames", Rashkin, Singh & Choi 2016).
enum class StanceKind : std::uint8_t {
  None,
  Not,         // "never": turns it
  Turn,        // "abandon": an act against it
  Evaluation,  // "a mistake", "the cost of": it is bad
  Harm,        // "undermine": an act against what the speaker thus takes for good
  Misdeed,     // "misuse": conduct whose aims the speaker rejects
  Favour,      // "stand by": an act for it
  Good,        // "necessary": it is good
  Concede,     // "although": begins a concession
  But,         // ends one
  Be,          // joins an issue with what is said of it
  Blame,       // "accuse"
  Deny,        // "doubt": that it is so
};

/// Immutable.
class StanceWords {
 public:
  /// The table built into the program.
  [[nodiscard]] static const StanceWords& english();
  /// Rows that do not follow the form are skipped; of words in several rows the first counts.
  explicit StanceWords(std::string_view table);

  struct Found {
    StanceKind kind = StanceKind::None;
    std::size_t length = 1;  // in words
  };
  /// What begins at `first`: the longest entry. O(entries with that first stem).
  [[nodiscard]] Found at(std::span<const std::string> stems, std::size_t first) const;
  /// Of a word alone.
  [[nodiscard]] StanceKind of(const std::string& stem) const;

 private:
  struct Entry {
    std::vector<std::string> rest;
    StanceKind kind{};
  };
  std::unordered_map<std::string, std::vector<Entry>> by_first_;  // longest first
};

}  // namespace faultline::positions::detail
