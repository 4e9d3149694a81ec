#pragma once
// The names in a text before anybody is found behind them.

#include <optional>
#include <string>
#include <vector>

#include "actors/detail/entities.h"
#include "actors/detail/name_index.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

struct NamedSpan {
  TokenSpan core;  // without the title
  ActorKind kind = ActorKind::Person;
  float confidence = 0;              // that it names something of this kind
  std::vector<std::uint32_t> known;  // registered actors with this name
  bool is_whole_known = false;       // the registered name has a title: "Justice Minister Okonar"
  std::string name;                  // as written, for a new actor; a state's usual name
  std::vector<std::string> parts;    // folded, without titles
  bool is_acronym = false;
  Description description;
  std::optional<EntityIndex> entity;
  float link_confidence = 0;
};

/// Names of the document and of the register in order, not overlapping. Where both have one, the
/// longer counts, but a registered surname inside another person's full name is not that actor's.
/// Names of places that are no states, and of other things, are left out.
[[nodiscard]] std::vector<NamedSpan> named_spans(const Words& words, const NameIndex* index,
                                                 std::span<const Actor> known);

}  // namespace faultline::actors::detail
