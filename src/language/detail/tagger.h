#pragma once
// Parts of speech by a greedy averaged perceptron (Collins 2002), with the weights in
// models/english/tagger.txt.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/detail/tag_features.h"
#include "language/document.h"

namespace faultline::language::detail {

/// What the tagger tells apart: a Penn tag together with a universal one, "VBZ/AUX".
struct TagClass {
  Label xpos;
  Upos upos = Upos::X;

  friend bool operator==(const TagClass&, const TagClass&) = default;
};

/// One weight of a trained model.
struct TagWeight {
  std::uint8_t tag_class = 0;
  std::int8_t weight = 0;
};

/// Immutable; serves any number of threads.
class Tagger {
 public:
  /// Reads a model as write_tagger() makes it. Unsupported for a newer format, Malformed for
  /// anything else that is wrong; `name` is the file's, for the message.
  [[nodiscard]] static Result<Tagger> parse(std::string_view content, const std::string& name);

  /// Sets upos and xpos of the tokens of one sentence. O(tokens).
  void tag(std::string_view text, std::span<Token> sentence) const;

 private:
  struct Row {
    FeatureHash feature = 0;
    std::uint32_t begin = 0;  // into weights_
    std::uint32_t end = 0;    // equal to begin: an empty place of the table
  };

  void build_table(const std::vector<Row>& rows);
  [[nodiscard]] const Row& find(FeatureHash feature) const;

  std::vector<TagClass> classes_;
  std::vector<TagWeight> weights_;
  std::vector<Row> table_;  // open addressing; its size is a power of two
};

/// The text of a model. `rows` are sorted by feature and hold at least one weight each.
struct TaggerRow {
  FeatureHash feature = 0;
  std::vector<TagWeight> weights;
};
[[nodiscard]] std::string write_tagger(std::span<const TagClass> classes,
                                       std::span<const TaggerRow> rows);

}  // namespace faultline::language::detail
