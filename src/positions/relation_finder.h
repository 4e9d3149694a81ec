#pragma once
// Relations as the rules read them, judged by a trained network, and those that only the network
// sees.

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "base/result.h"
#include "language/document.h"
#include "language/states.h"
#include "positions/marked_pair.h"
#include "positions/positions.h"
#include "statements/statements.h"

namespace faultline::positions {

/// Who of two is for or against the other, as the network judges.
struct PairChances {
  float neutral = 1;
  float first_for_second = 0;
  float second_for_first = 0;
  float first_against_second = 0;
  float second_against_first = 0;  // all together 1, calibrated on sentences that training lacked

  friend bool operator==(const PairChances&, const PairChances&) = default;
};

/// Finds relations. Immutable: one RelationFinder serves any number of threads.
class RelationFinder {
 public:
  /// `models` as in language::Engine::load, with the same errors.
  [[nodiscard]] static Result<RelationFinder> load(const std::filesystem::path& models = {});
  RelationFinder(RelationFinder&&) noexcept;
  RelationFinder& operator=(RelationFinder&&) noexcept;
  ~RelationFinder();

  /// find_relations() with each confidence weighed against the network's judgement, and what the
  /// network alone is sure of (Origin::Learned), in order of evidence. Pairs are
  /// actors named in one sentence, and speakers with those named in what they say. `states` must be
  /// those of the document's tokens by an encoder of states_width(). O(tokens + words of pairs).
  [[nodiscard]] std::vector<Relation> find(const language::Document& document,
                                           const language::States& states, const actors::Cast& cast,
                                           std::span<const statements::Statement> statements) const;

  /// For the two marked actors where they stand.
  [[nodiscard]] PairChances judge(const language::Document& document,
                                  const language::States& states, const MarkedCast& marked,
                                  std::span<const statements::Statement> statements) const;
  /// The number of the likeliest of the five, in the order above. Balanced: rare ones are taken as
  /// often as they occur, which costs some accuracy (docs/quality.md).
  [[nodiscard]] std::size_t likeliest(const PairChances& chances, bool is_balanced) const;

  [[nodiscard]] std::size_t states_width() const;
  /// Name and version for provenance.
  [[nodiscard]] std::string version() const;

 private:
  struct Model;
  explicit RelationFinder(std::unique_ptr<const Model> model);
  std::unique_ptr<const Model> model_;
};

}  // namespace faultline::positions
