#pragma once
// All names of a register, found in a text in one pass.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/detail/name_trie.h"
#include "actors/detail/office_table.h"
#include "actors/detail/positions_by_key.h"
#include "actors/detail/words.h"
#include "actors/register.h"

namespace faultline::actors::detail {

/// A place where a registered name stands.
struct NameMatch {
  TokenSpan tokens;
  std::vector<std::uint32_t> actors;  // positions in the register; several: the name is theirs all
};

/// Immutable. Holds no reference to the actors it was made from. About 120 bytes a name.
class NameIndex {
 public:
  explicit NameIndex(std::span<const Actor> actors);

  /// The longest names from left to right, not overlapping. A capital in the register needs a
  /// capital in the text, and capitals throughout need the same, but a text in capitals may write
  /// any name; hyphens, full stops and apostrophes may differ. O(tokens * longest name), however
  /// many names there are.
  [[nodiscard]] std::vector<NameMatch> find(const Words& words) const;

  /// The actors who bear exactly this name or other name, case and the article at the beginning
  /// left aside; ascending. O(words of the name).
  [[nodiscard]] std::vector<std::uint32_t> named(std::string_view name) const;

  /// The persons with this surname (a folded part), or whose whole name sounds like `sound`.
  [[nodiscard]] std::span<const std::uint32_t> with_surname(std::string_view surname) const;
  [[nodiscard]] std::span<const std::uint32_t> sounding(std::string_view sound) const;
  /// The persons who at some time had an office with this word (folded): "minister"; ascending.
  [[nodiscard]] std::vector<std::uint32_t> with_office(std::string_view word) const;
  /// The only person who on `day` had an office that a phrase with these words may mean.
  [[nodiscard]] std::optional<std::uint32_t> only_holder(const std::vector<std::string>& phrase,
                                                         Day day) const {
    return offices_.only_holder(phrase, day);
  }

 private:
  void index_persons(std::span<const Actor> actors);

  NameTrie names_;
  PositionsByKey by_surname_;
  PositionsByKey by_sound_;
  OfficeTable offices_;
};

/// The sounds of all parts of a name, joined; empty if one has none.
[[nodiscard]] std::string sound_of_name(std::span<const std::string> parts);

}  // namespace faultline::actors::detail
