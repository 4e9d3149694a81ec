#pragma once
// All names of a register, found in a text in one pass.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "actors/detail/words.h"
#include "actors/register.h"

namespace faultline::actors::detail {

/// A place where a registered name stands.
struct NameMatch {
  TokenSpan tokens;
  std::vector<std::uint32_t> actors;  // positions in the register; several: the name is theirs all
};

/// Immutable. Holds no reference to the actors it was made from.
class NameIndex {
 public:
  explicit NameIndex(std::span<const Actor> actors);

  /// The longest names from left to right, not overlapping. A capital in the register needs a
  /// capital in the text, and capitals throughout need the same, but a text in capitals may write
  /// any name; hyphens, full stops and apostrophes may differ. O(tokens * longest name).
  [[nodiscard]] std::vector<NameMatch> find(const Words& words) const;

  /// The persons with this surname (a folded part), or whose whole name sounds like `sound`.
  [[nodiscard]] std::span<const std::uint32_t> with_surname(std::string_view surname) const;
  [[nodiscard]] std::span<const std::uint32_t> sounding(std::string_view sound) const;
  /// The persons who at some time had an office with this word (folded): "minister".
  [[nodiscard]] std::span<const std::uint32_t> with_office(std::string_view word) const;

 private:
  enum class Case : std::uint8_t { Any, Capital, AllCapitals };
  struct Part {
    std::uint64_t hash = 0;
    Case needs = Case::Any;
  };
  struct Entry {
    std::vector<Part> parts;
    bool has_article = false;  // "the Assembly": the article must be there
    std::uint32_t actor = 0;
  };

  void add_name(std::string_view name, std::uint32_t actor);
  static std::vector<Part> parts_of(std::string_view word);

  using Positions = std::vector<std::uint32_t>;
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, Positions> by_first_;  // longest entries first
  std::unordered_map<std::string, Positions> by_surname_;
  std::unordered_map<std::string, Positions> by_sound_;
  std::unordered_map<std::string, Positions> by_office_;
};

/// The sounds of all parts of a name, joined; empty if one has none.
[[nodiscard]] std::string sound_of_name(std::span<const std::string> parts);

}  // namespace faultline::actors::detail
