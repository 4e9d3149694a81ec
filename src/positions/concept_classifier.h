#pragma once
// Learns from what people coded which statements are for or against a concept, and which statement
// a person should be asked about next.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "positions/codebook.h"

namespace faultline::positions {

/// What is to be seen of a statement. Who speaks is left out on purpose: a classifier that knew
/// would learn that people never change their minds.
struct StatementText {
  std::string cue;      // "rejected"; may be empty
  std::string content;  // the words said; may be empty
};

/// What a person says that a statement means. Nothing else can be learned from: train() refuses
/// examples without a person's name.
struct CodingExample {
  StatementText text;
  int agreement = 0;  // +1 for, -1 against, 0 about something else or without a stand
  std::string coder;  // who; never empty, "machine", "phrase" or "learned"
};

/// How likely each is; they add up to 1.
struct StandProbabilities {
  double against = 0;
  double neither = 1;
  double in_favour = 0;
};

/// How rare words are in the statements of a study, whether anybody has coded them or not.
/// Immutable; copies share their table.
class WordRarity {
 public:
  /// The same statements in any order give the same. O(words).
  [[nodiscard]] static WordRarity of(std::span<const StatementText> statements);
  /// log((n + 1) / (statements with it + 1)) + 1; the greatest for a word never seen.
  [[nodiscard]] double weight(const std::string& stem) const;

 private:
  struct Table;
  std::shared_ptr<const Table> table_;
};

struct LearningOptions {
  int folds = 5;           // of the cross-validation; 0: none, with threshold and quality untaught
  std::uint64_t seed = 1;  // decides the folds alone
};

/// Of examples that a classifier had not seen, each fold judged by one that learned from the
/// others.
struct LearningQuality {
  std::size_t examples = 0, in_favour = 0, against = 0;
  std::size_t found = 0;          // stands given
  std::size_t right = 0;          // of these, with the right sign
  std::size_t phrases_found = 0;  // the same by the codebook's phrases alone
  std::size_t phrases_right = 0;
  double calibration_error = 0;  // of the confidences of stands given, ten bins of equal mass
  [[nodiscard]] double precision() const;  // NaN where nothing was found
  [[nodiscard]] double recall() const;     // NaN where there is nothing to find
  [[nodiscard]] double f1() const;         // of both stands together; 0 where neither is defined
  [[nodiscard]] double phrases_f1() const;
};

/// For one concept. Immutable; one serves any number of threads.
class ConceptClassifier {
 public:
  /// Fewer examples teach less than they spoil.
  static constexpr std::size_t least_examples = 10;

  /// Two logistic regressions, one for whether a statement takes a stand on the concept and one for
  /// which, with Gaussian priors around what the codebook says of it (docs/methods.md). The order
  /// of examples does not count, nor does anything but they, the concept and `rarity`. Usage: fewer
  /// than least_examples, an agreement other than -1, 0, +1, or a coder who is nobody; the message
  /// says which. O(examples * their words * 100).
  [[nodiscard]] static Result<ConceptClassifier> train(std::span<const CodingExample> examples,
                                                       const Concept& subject,
                                                       const WordRarity& rarity,
                                                       const LearningOptions& options = {});
  /// What the codebook alone says, to begin with: no example needed.
  [[nodiscard]] static ConceptClassifier untaught(const Concept& subject, const WordRarity& rarity);

  [[nodiscard]] StandProbabilities classify(const StatementText& text) const;
  /// +1, -1, or 0 where the likelier stand is less likely than threshold().
  [[nodiscard]] int stand(const StandProbabilities& probabilities) const;
  /// From where on a stand is given: where F1 on held-out examples is greatest.
  [[nodiscard]] double threshold() const;
  /// Cross-validated, stratified folds; none before it has been taught.
  [[nodiscard]] const std::optional<LearningQuality>& quality() const;

 private:
  struct Model;
  explicit ConceptClassifier(std::shared_ptr<const Model> model);
  std::shared_ptr<const Model> model_;
};

/// Which of `candidates` to ask a person about next, best first, at most `count`: those of which
/// the classifier is least sure (Lewis & Gale 1994), each weighed down by how like it is to one
/// already chosen, so that ten wordings of one sentence are not asked ten times; equal ones in an
/// order that the seed decides. Indices into `candidates`. O(count * candidates * words).
[[nodiscard]] std::vector<std::size_t> next_to_ask(const ConceptClassifier& classifier,
                                                   std::span<const StatementText> candidates,
                                                   std::size_t count, std::uint64_t seed = 1);

}  // namespace faultline::positions
