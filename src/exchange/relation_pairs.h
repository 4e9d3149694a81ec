#pragma once
// Sentences with two marked entities and who is for or against whom, as tab-separated lines
// (docs/formats.md; Park, Pan & Joo 2021): gold, and predictions.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"

namespace faultline::exchange {

/// Who is for or against whom, as the files number it.
enum class PairClass : std::uint8_t {
  Neutral,
  FirstForSecond,
  SecondForFirst,
  FirstAgainstSecond,
  SecondAgainstFirst
};
inline constexpr std::size_t pair_classes = 5;

/// A sentence, or a few, whose marks are taken out.
struct MarkedPair {
  std::string text;
  ByteSpan first;                     // never empty, before `second`
  ByteSpan second;                    // never empty
  std::optional<PairClass> relation;  // none: the file does not say
};

/// Lines of sentence with [first] and [second], first, second and, where it is known, class; empty
/// lines are passed over. Malformed names the line: columns missing, no two marks, no class from 0
/// to 4; or says that there is none. O(bytes).
[[nodiscard]] Result<std::vector<MarkedPair>> read_pairs(std::string_view lines,
                                                         std::string_view name);

/// A class in the last column of each line. Malformed as above, also where their number is not
/// `wanted`.
[[nodiscard]] Result<std::vector<PairClass>> read_pair_classes(std::string_view lines,
                                                               std::string_view name,
                                                               std::size_t wanted);

/// How many pairs that are told with a confidence of at least `from` are right.
struct SureRelations {
  double from = 0;
  std::size_t told = 0;   // pairs with such a relation
  std::size_t right = 0;  // of them, sign and direction right
};

/// A relation as a program holds it likeliest, whatever it thinks of "neutral".
struct LikeliestRelation {
  PairClass relation = PairClass::FirstForSecond;  // never neutral
  double confidence = 0;                           // 0..1
};

/// For 0.5, 0.6 ... 0.9. Both spans have one place for each pair.
[[nodiscard]] std::vector<SureRelations> sure_relations(
    std::span<const PairClass> gold, std::span<const LikeliestRelation> likeliest);

/// How many pairs of each class were found.
class PairScores {
 public:
  void add(PairClass gold, PairClass predicted) {
    ++counts_[static_cast<std::size_t>(gold)][static_cast<std::size_t>(predicted)];
  }
  [[nodiscard]] std::size_t pairs() const;
  [[nodiscard]] std::size_t count(PairClass gold, PairClass predicted) const {
    return counts_[static_cast<std::size_t>(gold)][static_cast<std::size_t>(predicted)];
  }
  // Per cent; 0 where there is nothing to divide by.
  [[nodiscard]] double accuracy() const;
  [[nodiscard]] double precision(PairClass one) const;
  [[nodiscard]] double recall(PairClass one) const;
  [[nodiscard]] double f1(PairClass one) const;
  [[nodiscard]] double macro_f1() const;
  /// Of "somebody is for or against the other".
  [[nodiscard]] double relation_f1() const;
  /// Macro F1 of neutral, positive, negative, whoever is for or against whom.
  [[nodiscard]] double sign_macro_f1() const;

 private:
  std::array<std::array<std::size_t, pair_classes>, pair_classes> counts_{};  // [gold][predicted]
};

/// One object, indented, with LF at its end; per cent with two decimals (docs/cli.md).
[[nodiscard]] std::string to_json(const PairScores& scores, std::span<const SureRelations> sure);

}  // namespace faultline::exchange
