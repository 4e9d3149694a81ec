#pragma once
// Which spans of a text mean the same, as JSON Lines (docs/formats.md): gold, and predictions.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace faultline::exchange {

/// Words of one sentence, [begin, end), never empty. Their order is the order of reading: by
/// beginning, an outer span before its inner ones.
struct WordSpan {
  std::uint32_t sentence = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const WordSpan&, const WordSpan&) = default;
  friend std::strong_ordering operator<=>(const WordSpan& one, const WordSpan& other) {
    if (const auto order = one.sentence <=> other.sentence; order != 0) return order;
    if (const auto order = one.begin <=> other.begin; order != 0) return order;
    return other.end <=> one.end;
  }
};

/// What means the same, as a file gives it: in any order, perhaps one span alone or one twice.
using CoreferenceChain = std::vector<WordSpan>;

/// What a span was found to go back to, where that is known and not only its chain.
using Antecedents = std::map<WordSpan, WordSpan>;

struct CoreferenceDocument {
  std::string id;
  std::string genre;                                // may be empty
  std::vector<std::vector<std::string>> sentences;  // words, none of them empty
  std::vector<std::string> speakers;  // one for each sentence, "" for nobody known; or none at all
  std::vector<CoreferenceChain> chains;
};

/// A document on each line; every span lies within its sentence. Malformed names line, field and
/// remedy, also where there is no document at all. O(bytes).
[[nodiscard]] Result<std::vector<CoreferenceDocument>> read_coreference(std::string_view lines,
                                                                        std::string_view name);

struct PredictedChains {
  std::vector<std::vector<CoreferenceChain>> chains;  // by document of the gold, in its order
  std::vector<Antecedents> antecedents;               // likewise; none for those of a file
  std::size_t without_prediction = 0;                 // documents that no line is about
};

/// Lines of the same form, in any order, of which words may be left out. Malformed as above, also
/// where words are not those of the gold; NotFound for a document that the gold does not hold.
[[nodiscard]] Result<PredictedChains> read_predicted_chains(
    std::string_view lines, std::string_view name, std::span<const CoreferenceDocument> gold);

/// A line with LF that both of them read: `document` with `chains` in place of its own.
[[nodiscard]] std::string to_coreference_line(const CoreferenceDocument& document,
                                              std::span<const CoreferenceChain> chains);

}  // namespace faultline::exchange
