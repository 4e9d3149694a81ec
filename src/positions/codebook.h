#pragma once
// The codebook: the concepts of a study, and how people say that they are for or against one.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace faultline::positions {

/// An issue or a claim that actors agree or disagree with.
struct Concept {
  std::string name;
  std::string description;
  std::vector<std::string> in_favour;  // cue phrases of those who agree
  std::vector<std::string> against;    // cue phrases of those who disagree
  std::vector<std::string> examples;
  std::string parent;  // name of a wider concept; may be empty

  friend bool operator==(const Concept&, const Concept&) = default;
};

/// Plain value. An empty one is valid: nothing is coded.
struct Codebook {
  std::string name;
  std::string version;
  std::vector<Concept> concepts;  // names unique

  /// TOML as in docs/formats.md: [codebook] name, version; [[concept]] name, description, for,
  /// against, examples, parent. Malformed with "name:line:column" for a syntax error, an unknown
  /// key, a missing or repeated name, an empty phrase, a parent that is no concept, parents that go
  /// in a circle (the message names all of it).
  [[nodiscard]] static Result<Codebook> parse(std::string_view toml, const std::string& name);
  [[nodiscard]] static Result<Codebook> load(const std::filesystem::path& file);

  friend bool operator==(const Codebook&, const Codebook&) = default;
};

/// What parse() asks of a file, of a value that a program made. Malformed without a place.
[[nodiscard]] Result<void> check(const Codebook& codebook);

/// A concept's place in the tree of concepts.
struct OutlineEntry {
  std::uint32_t concept_index = 0;  // into Codebook::concepts
  std::uint32_t depth = 0;          // 0: it has no parent
  std::uint32_t descendants = 0;    // how many of the next entries stand below it

  friend bool operator==(const OutlineEntry&, const OutlineEntry&) = default;
};
/// Every concept once, a parent right before what stands below it, brothers in the codebook's
/// order. `codebook` must pass check(). O(concepts * depth).
[[nodiscard]] std::vector<OutlineEntry> outline(const Codebook& codebook);

/// A file from which parse() makes the same codebook again.
[[nodiscard]] std::string to_toml(const Codebook& codebook);
/// The table [[concept]] alone.
[[nodiscard]] std::string to_toml(const Concept& one);

}  // namespace faultline::positions
