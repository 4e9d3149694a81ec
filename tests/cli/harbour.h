#pragma once
// The invented Harbour Compact and its opponent, and articles about them, for tests that count by
// hand.

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/day.h"

// All people, parties and places are invented.

namespace faultline::cli {

inline constexpr const char* harbour_register = R"(
[[actor]]
id = "ana-lor"
name = "Ana Lor"
bloc = [{name = "Harbour Compact", from = "2029", source = "the party's list"}]
[[actor]]
id = "ben-mak"
name = "Ben Mak"
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "cyd-tarn"
name = "Cyd Tarn"
bloc = [{name = "Harbour Compact", from = "2029"}]
[[actor]]
id = "dov-reyl"
name = "Dov Reyl"
bloc = [{name = "Reef Party", from = "2029"}]
)";

/// A line of JSON Lines: an article of `outlet` so many days after Monday, 2031-01-06.
[[nodiscard]] inline std::string harbour_article(int day, const std::string& outlet,
                                                 const std::string& text,
                                                 const std::string& headline = "The pier") {
  return nlohmann::json{{"id", fmt::format("day-{}", day)},
                        {"text", text},
                        {"outlet", outlet},
                        {"headline", headline},
                        {"published", to_string(add_days(*parse_day("2031-01-06"), day))}}
             .dump() +
         "\n";
}

}  // namespace faultline::cli
