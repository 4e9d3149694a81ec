#pragma once
// Who held which office when: the register's roles, brought together by their title.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actors/detail/positions_by_key.h"
#include "actors/detail/roles.h"
#include "actors/register.h"

namespace faultline::actors::detail {

/// Immutable. Holds no reference to the actors it was made from.
class OfficeTable {
 public:
  OfficeTable() = default;
  explicit OfficeTable(std::span<const Actor> actors);

  /// The persons who at some time had an office with this word (folded): "minister"; ascending.
  /// O(holders log holders): of a large register ask only_holder().
  [[nodiscard]] std::vector<std::uint32_t> with_word(std::string_view word) const;

  /// The only person who on `day` had an office that a phrase with these words (folded) may mean;
  /// none if nobody or several had. A million roles that share few thousand titles cost less than
  /// a millisecond.
  [[nodiscard]] std::optional<std::uint32_t> only_holder(const std::vector<std::string>& phrase,
                                                         Day day) const;

 private:
  struct Tenure {
    std::uint32_t actor = 0;
    std::int32_t first = 0;  // days since 1970, both ends included
    std::int32_t last = 0;
  };

  std::vector<Office> offices_;       // one for each different title
  std::vector<Tenure> tenures_;       // by office
  std::vector<std::uint32_t> first_;  // by office, where its tenures begin; and one more
  PositionsByKey offices_with_;       // by word
};

}  // namespace faultline::actors::detail
