#pragma once
// Coded data in the study's own words: whoever of a coding scheme says something on a concept is an
// actor with a statement, and what its coder says is that person's judgement.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"
#include "positions/codebook.h"
#include "study/coded.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// A statement of coded data that has a place in its text.
struct PlacedStatement {
  std::int64_t number = 0;
  ByteSpan span;
};

/// Of statement types with the variables concept (short text), agreement (boolean), and person or
/// organization (short text): statements that have a concept and a speaker (the person, else the
/// organization) and stand in a text. Everything else is no coding.
class CodingsOfCodedData {
 public:
  explicit CodingsOfCodedData(const CodedData& data);

  [[nodiscard]] bool is_empty() const { return said_.empty(); }
  /// Adds the concepts that the study's codebook does not have, and gives what is then the
  /// codebook's fingerprint, or "" where nothing changed. Concepts that cannot stand in a codebook
  /// are left out with all that is said of them.
  [[nodiscard]] Result<std::string> add_concepts(sqlite::Connection& connection);
  /// Actors, statements and judgements of one article, whose row is there. Gives how many codings
  /// it brought.
  [[nodiscard]] Result<std::int64_t> write(sqlite::Connection& connection, std::int64_t article,
                                           const CodedDocument& document,
                                           const std::vector<PlacedStatement>& statements,
                                           ImportId import, std::string_view now) const;

 private:
  struct Said {
    const CodedEntity* person = nullptr;
    const CodedEntity* organization = nullptr;
    const CodedEntity* about = nullptr;  // the concept
    int agreement = 0;                   // 0: not given
    std::string coder;
  };
  void read_values(const CodedData& data);
  void name_actors(const CodedData& data);

  std::unordered_map<std::int64_t, Said> said_;  // by statement
  std::unordered_map<const CodedEntity*, std::string> actor_ids_;
  positions::Codebook codebook_;
};

}  // namespace faultline::study::detail
