#pragma once
// Texts in which people marked statements, and what was predicted for them.

#include <atomic>
#include <string>
#include <vector>

#include "base/result.h"
#include "exchange/marks.h"
#include "language/document.h"
#include "language/engine.h"
#include "reading/reading.h"

namespace faultline::cli {

struct GoldArticle {
  std::string name;
  std::string text_file;
  std::string text;
  std::vector<exchange::MarkedStatement> gold;
  std::vector<exchange::MarkedStatement> predicted;
  bool is_predicted = false;  // false: no line of the predictions is about it
};

struct GoldFolder {
  std::vector<GoldArticle> articles;  // by name
  std::size_t texts_without_gold = 0;
};

/// Every NAME.ann.json of `folder` with its NAME.txt. NotFound if there is none or a text is
/// missing.
[[nodiscard]] Result<GoldFolder> read_gold(const std::string& folder);

/// The articles' predictions out of a file of JSON Lines. NotFound for an article without gold.
[[nodiscard]] Result<void> add_predictions(const std::string& file,
                                           std::vector<GoldArticle>& articles);

/// What the program itself finds, through the same lines that `faultline read --jsonl` prints.
[[nodiscard]] Result<void> add_readings(const reading::Reader& reader, unsigned threads,
                                        const std::atomic<bool>& interrupted,
                                        std::vector<GoldArticle>& articles);

/// Each text analysed, every line a paragraph; in the articles' order.
[[nodiscard]] Result<std::vector<language::Document>> analyse_lines(
    const language::Engine& engine, unsigned threads, const std::atomic<bool>& interrupted,
    const std::vector<GoldArticle>& articles);

}  // namespace faultline::cli
