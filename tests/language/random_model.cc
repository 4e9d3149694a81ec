#include "language/random_model.h"

#include <fmt/core.h>

namespace faultline::language {

ModelBytes random_model(const RandomModelOptions& options) {
  nets::ModelBuilder builder({.seed = options.seed,
                              .format = options.format,
                              .labels =
                                  R"("upos":["NOUN","VERB","PUNCT"],"xpos":["NN","VBZ",".","NNP"],)"
                                  R"("deprel":["nsubj","root","punct","obj"],)"
                                  R"("names":["O","B-PER","I-PER","B-LOC","I-LOC"])",
                              .left_out = options.left_out,
                              .largest_weight = options.largest_weight});
  const std::size_t states = 2 * options.units;
  builder.hashes("words.hash", {1, 1u << 20, std::uint64_t{1} << 40, std::uint64_t{1} << 63});
  builder.weights("words.row", 4, options.width);
  builder.weights("hashed.row", std::size_t{8} * 8192, options.width);
  builder.weights("lexicon.row", 24, options.width);
  builder.numbers("norm.gain", options.width, 1, 0.5F, 1.5F);
  builder.numbers("norm.bias", options.width, 1, -0.5F, 0.5F);
  builder.numbers("root", options.width, 1, -1.0F, 1.0F);
  for (int layer = 0; layer < 2; ++layer) {
    builder.layer(fmt::format("lstm.{}", layer), options.units,
                  layer == 0 ? options.width : states);
  }
  builder.matrix("upos", 3, states);
  builder.matrix("xpos", 4, states);
  builder.matrix("names", 5, states);
  builder.numbers("names.transition", 5, 5, -1.0F, 1.0F);
  for (const char* name : {"arc.head", "arc.dependent", "label.head", "label.dependent"}) {
    builder.matrix(name, options.arc_width, states);
  }
  builder.weights("arc.bilinear", options.arc_width, options.arc_width);
  builder.weights("arc.head_bias", 1, options.arc_width);
  builder.numbers("arc.distance", 67, 1, -1.0F, 1.0F);
  builder.matrix("label", 4, 3 * options.arc_width);
  for (const char* name :
       {"vector", "arc.head", "label.head", "label.dependent", "label.product"}) {
    builder.numbers(fmt::format("activation.scale.{}", name), 1, 1, 0.02F, 0.03F);
  }
  return builder.file();
}

}  // namespace faultline::language
