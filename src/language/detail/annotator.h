#pragma once
// Fills the sentences of a document with what the encoder reads: tags, lemmas, trees, names.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "language/detail/encoder.h"
#include "language/detail/features.h"
#include "language/detail/lemmas.h"
#include "language/document.h"
#include "language/states.h"

namespace faultline::language::detail {

/// Immutable; serves any number of threads.
class Annotator {
 public:
  /// Malformed if a label of the encoder is unknown; `name` is its file's.
  [[nodiscard]] static Result<Annotator> create(Encoder encoder, Lemmas lemmas, Features features,
                                                const std::string& name);

  /// Fills tokens and names of `document`, and `states` if given. A sentence that is longer than
  /// the encoder reads at a time is read in pieces; the roots of the later ones hang on the first
  /// one's. O(tokens).
  void annotate(Document& document, States* states) const;

  [[nodiscard]] const Encoder& encoder() const { return encoder_; }

 private:
  struct NameTag {
    bool is_inside = false;
    std::optional<NameType> type;  // none: no name
  };

  Annotator(Encoder encoder, Lemmas lemmas, Features features);
  void fill_tokens(Document& document, TokenSpan piece, const SentenceReading& reading) const;
  void add_names(Document& document, std::uint32_t first, std::span<const std::uint8_t> tags,
                 std::span<const float> confidences) const;

  Encoder encoder_;
  Lemmas lemmas_;
  Features features_;
  std::vector<Upos> upos_;        // by the encoder's label
  std::vector<Label> xpos_;       // by the encoder's label
  std::vector<Label> relations_;  // by the encoder's label
  std::vector<NameTag> names_;    // by the encoder's label
};

}  // namespace faultline::language::detail
