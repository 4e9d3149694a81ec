#pragma once
// The tables that may stand beside one of coded statements: documents and entities.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"
#include "exchange/coded_read.h"
#include "exchange/statement_csv.h"

namespace faultline::exchange::detail {

/// Coders by number or by name; those that have only a name are counted on.
class Coders {
 public:
  explicit Coders(std::vector<study::CodedCoder>& coders) : coders_(&coders) {}
  /// None for a blank cell.
  std::optional<std::int64_t> number(const std::string& cell);

 private:
  std::vector<study::CodedCoder>* coders_;
  std::map<std::string, std::int64_t, std::less<>> numbers_;
  std::int64_t last_ = 0;
};

/// Adds the documents to `read`, and the numbers of those whose time is not given to `undated`.
[[nodiscard]] Result<void> read_documents(const CsvTable& table, Coders& coders,
                                          ReadCodedData& read,
                                          std::unordered_set<std::int64_t>& undated);

/// Adds entities, attributes and their values to `read`, whose variables are there already; rows
/// of other variables are counted in a note.
[[nodiscard]] Result<void> read_entities(const CsvTable& table, ReadCodedData& read);

}  // namespace faultline::exchange::detail
