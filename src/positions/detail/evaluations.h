#pragma once
// What is said of somebody without a verb of judgement: "X is a liar", "X has failed", "X's lies",
// "X must resign".

#include <cstdint>
#include <optional>

#include "positions/detail/roles.h"
#include "positions/positions.h"

namespace faultline::positions::detail {

struct Evaluation {
  Act act{};
  int sign = 0;
  TokenSpan words;  // what decided
};

class Evaluations {
 public:
  Evaluations(const language::Document& document, const Roles& roles)
      : document_(document), roles_(roles) {}

  /// What the clause that `mention` begins says of it; nothing beyond `end`.
  [[nodiscard]] std::optional<Evaluation> of(const actors::Mention& mention,
                                             std::uint32_t sentence_begin, std::uint32_t end) const;

  /// -1, 0, +1: the words of blame and praise from `begin` on, to the clause's end.
  [[nodiscard]] int polarity_of(std::uint32_t begin, std::uint32_t end) const;

  /// "X to resign", "X's removal" right behind `target`.
  [[nodiscard]] bool wants_out(const actors::Mention& target, std::uint32_t end) const;

 private:
  [[nodiscard]] std::optional<Evaluation> of_possession(const actors::Mention& mention,
                                                        std::uint32_t end) const;
  [[nodiscard]] bool ends_clause(std::uint32_t token) const;

  const language::Document& document_;
  const Roles& roles_;
};

}  // namespace faultline::positions::detail
