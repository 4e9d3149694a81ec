#pragma once
// What importers of actors have in common.

#include <set>
#include <string>
#include <string_view>

#include "exchange/register_import.h"

namespace faultline::exchange::detail {

/// Notes what could not be read, and how often.
void add_problem(ImportedActors& imported, std::string message, std::string where,
                 ErrorCode code = ErrorCode::Malformed);

/// Ids made of names, each once.
class Ids {
 public:
  /// The slug of `name`; with `mark` ("q42") or a number behind it where somebody has it already.
  [[nodiscard]] std::string id_for(std::string_view name, std::string_view mark = {});

 private:
  std::set<std::string, std::less<>> taken_;
};

/// "he", "she" or "they" for a Wikidata item of sex or gender, or its English label; empty for any
/// other.
[[nodiscard]] std::string pronoun_for(std::string_view gender);

/// Sorts by id.
void sort_actors(ImportedActors& imported);

}  // namespace faultline::exchange::detail
