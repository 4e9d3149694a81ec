#pragma once
// A capital that speaks is its state's government: "Tehran rejected the offer".

#include <optional>
#include <string_view>

#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// "Tehran" -> "Iran"; none for what is no capital that news use so. Case and accents count.
[[nodiscard]] std::optional<std::string_view> state_of_capital(std::string_view name);

/// "Kremlin", "White House": a building that stands for who governs in it.
[[nodiscard]] bool is_seat_of_government(std::string_view name);

/// Whether `name` says or does what only a government can: it is the subject of "said", "rejected",
/// "summoned", and not where somebody did it ("in Tehran", "Tehran was silent").
[[nodiscard]] bool acts_as_government(const Words& words, TokenSpan name);

}  // namespace faultline::actors::detail
