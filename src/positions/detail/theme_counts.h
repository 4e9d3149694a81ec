#pragma once
// How often each theme of a corpus occurs, by whom and how.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "positions/starter.h"

namespace faultline::positions::detail {

/// A theme in one saying.
struct Occurrence {
  std::uint32_t saying = 0;
  std::int8_t stance = 0;

  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// One theme and where it occurs; each saying once.
struct ThemeCount {
  std::string key;
  std::vector<std::string> lemmas;  // of the key
  std::vector<std::string> nouns;   // those of them that are nouns
  std::map<std::string, std::int64_t> forms;
  std::vector<Occurrence> occurrences;             // by saying
  std::map<std::string, std::int64_t> phrases[2];  // for, against: in how many sayings
};

/// A speaker's sayings with equal words once, by key of the statement; themes that occur in
/// `at_least` of them, by key. O(themes log themes).
struct ThemeTable {
  std::vector<const Saying*> sayings;
  std::vector<std::uint32_t> actors;    // by saying: a number, 0 for an unknown one
  std::vector<std::uint32_t> articles;  // by saying: a number
  std::vector<ThemeCount> themes;
};
[[nodiscard]] ThemeTable count_themes(std::span<const Saying> sayings, std::size_t at_least);

/// How a set of occurrences is made up.
struct Spread {
  std::int64_t statements = 0, actors = 0, articles = 0, in_favour = 0, against = 0;
};
[[nodiscard]] Spread spread_of(const ThemeTable& table, std::span<const Occurrence> occurrences);

/// How much a theme looks like an issue by its words alone, about 0.3 to 2.
[[nodiscard]] double weight_of(const ThemeCount& theme);
/// How promising a theme or a group of them is.
[[nodiscard]] double score_of(const Spread& spread, double weight);

/// What themes have in common that are one issue by their words: the root of the word that tells
/// it, "immigr" of "immigration reform" and of "illegal immigrants".
[[nodiscard]] std::string telling_root(const ThemeCount& theme);

}  // namespace faultline::positions::detail
