#pragma once
// What went wrong where statements and their gold differ, each error with one cause.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "exchange/statement_scores.h"

namespace faultline::exchange {

enum class ErrorCause : std::uint8_t {
  MissedCue,       // a gold statement of which neither content nor cue was found
  Spurious,        // a predicted one of which the gold has neither
  SpuriousInside,  // the same, with its cue inside the content of a gold statement
  WrongContent,    // the cues overlap, the contents hardly or not at all
  WrongSource,     // a pair whose sources have no word in common
  ContentEdge,     // a pair with the right source whose contents are not equal
  SourceEdge,      // a pair with equal contents whose sources are not equal
  CueEdge,         // a pair that differs in its cue only
};
inline constexpr std::array kErrorCauses{ErrorCause::MissedCue,      ErrorCause::Spurious,
                                         ErrorCause::SpuriousInside, ErrorCause::WrongContent,
                                         ErrorCause::WrongSource,    ErrorCause::ContentEdge,
                                         ErrorCause::SourceEdge,     ErrorCause::CueEdge};
[[nodiscard]] std::string_view to_string(ErrorCause cause);  // "missed cue"

/// Places in Comparison::gold and ::predicted; one of them at least is there.
struct StatementError {
  ErrorCause cause{};
  std::optional<std::size_t> gold;
  std::optional<std::size_t> predicted;
};

/// Every statement of both sides that has no equal on the other stands in one error: gold ones
/// first, in their order. O(gold * predicted).
[[nodiscard]] std::vector<StatementError> find_errors(const Comparison& comparison);

/// `count` of the places 0 .. `of` - 1, each as likely, in ascending order; all if there are no
/// more. The same seed gives the same places everywhere.
[[nodiscard]] std::vector<std::size_t> draw(std::size_t count, std::size_t of, std::uint64_t seed);

}  // namespace faultline::exchange
