#pragma once
// Actors out of the files of others: a Wikidata dump, the result of a SPARQL query, actor
// dictionaries of PETRARCH. docs/formats.md says what of them becomes what.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/result.h"

namespace faultline::exchange {

/// What an importer made of a file. One entry that cannot be read does not spoil the others.
struct ImportedActors {
  std::vector<actors::Actor> actors;  // sorted by id, ids unique
  std::size_t entries = 0;            // entities, rows or records that were read
  std::size_t failures = 0;           // that could not be read
  std::vector<Error> problems;        // the first hundred of these, with "name:line" and the remedy
  std::vector<std::string> notes;     // what was left out or done in doubt, as sentences
};

struct WikidataOptions {
  // Entities by their ids ("Q30185"); an entity must fit each list that is not empty.
  std::vector<std::string> positions = {};      // held at some time (P39)
  std::vector<std::string> countries = {};      // citizen of (P27) or in (P17)
  std::vector<std::string> instances = {"Q5"};  // is one of these (P31); Q5: a human
  std::vector<std::string> languages = {"en"};  // the first that has a label gives the name
};

/// Reads a JSON dump of Wikidata line by line, in two passes: offices and parties are entities of
/// the same dump, whose names may stand before or behind those who hold them. Memory: what is
/// chosen, never the dump.
class WikidataReader {
 public:
  /// `name` is the file's, for messages.
  WikidataReader(WikidataOptions options, std::string name);
  WikidataReader(WikidataReader&&) noexcept;
  WikidataReader& operator=(WikidataReader&&) noexcept;
  ~WikidataReader();

  /// First pass: a line of the dump, with or without the comma at its end; brackets and empty
  /// lines are passed over. `number` counts from 1.
  void read_entity(std::string_view line, std::uint64_t number);
  /// Second pass over the same lines.
  void read_label(std::string_view line);
  /// Whether a second pass has something to find.
  [[nodiscard]] bool wants_labels() const;

  /// Ends it; what no second pass named is called by its id ("Q30185").
  [[nodiscard]] ImportedActors finish() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The answer of a SPARQL service, as JSON (SPARQL 1.1 Query Results JSON Format) or as CSV or TSV.
/// A row is one fact; columns are found by their names. Unsupported or Malformed if it is no such
/// answer; rows that are wrong are in `problems`.
[[nodiscard]] Result<ImportedActors> import_sparql(std::string_view bytes, const std::string& name);

/// An actor dictionary of PETRARCH or TABARI. Unsupported for a dictionary of agents or verbs.
[[nodiscard]] Result<ImportedActors> import_petrarch(std::string_view text,
                                                     const std::string& name);

}  // namespace faultline::exchange
