#pragma once
// Reads an article of PolNeAR (NAME.txt and NAME.ann.json) for training.

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/ordinal.h"
#include "language/document.h"
#include "language/engine.h"

namespace faultline::training {

struct GoldStatement {
  std::vector<ByteSpan> source;
  std::vector<ByteSpan> cue;
  std::vector<ByteSpan> content;
};

struct GoldArticle {
  std::string name;
  language::Document document;
  language::States states;  // empty where not asked for
  std::vector<GoldStatement> statements;
};

/// Every article of `folder`, in order of names, one block for each line. Throws std::runtime_error
/// that names the file if one cannot be read.
[[nodiscard]] std::vector<GoldArticle> read_polnear(const std::filesystem::path& folder,
                                                    const language::Engine& engine,
                                                    bool with_states = false);

}  // namespace faultline::training
