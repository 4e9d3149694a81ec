#pragma once
// From text to Document.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"
#include "language/states.h"

namespace faultline::language {

struct Analysis {
  Document document;
  States states;
};

/// Analyses English text. Immutable after load(): one Engine serves any number of threads.
class Engine {
 public:
  /// `models` is the folder that holds "english/"; empty: what is built into the program.
  /// NotFound, Malformed or Unsupported for a missing, damaged or too new model, naming the file.
  [[nodiscard]] static Result<Engine> load(const std::filesystem::path& models = {});

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  /// Every character of a block that is not white space belongs to exactly one token; nothing
  /// outside the blocks is touched. Blocks must be in order and must not overlap. Cannot fail:
  /// noise gives a poor analysis. `text` must be valid UTF-8. O(bytes).
  [[nodiscard]] Document analyse(std::string text, std::span<const Block> blocks) const;

  /// The whole text as blocks separated by empty lines.
  [[nodiscard]] Document analyse(std::string text) const;

  /// The same with the encoder's states, 512 bytes a token.
  [[nodiscard]] Analysis analyse_with_states(std::string text, std::span<const Block> blocks) const;
  [[nodiscard]] Analysis analyse_with_states(std::string text) const;

  /// How many bytes of states a token has.
  [[nodiscard]] std::size_t states_width() const;

  /// The words of `sentences`, each a sentence of its own, in one paragraph: nothing is cut anew.
  /// Words must be in order, not empty and must not overlap; empty sentences are passed over.
  [[nodiscard]] Document analyse_words(std::string text,
                                       std::span<const std::vector<ByteSpan>> sentences) const;
  [[nodiscard]] Analysis analyse_words_with_states(
      std::string text, std::span<const std::vector<ByteSpan>> sentences) const;

  /// Name, version and fingerprint of all models, for provenance: "english 1 09f3a2c4".
  [[nodiscard]] std::string version() const;

 private:
  struct Model;
  explicit Engine(std::unique_ptr<const Model> model);
  /// Tokens, sentences and paragraphs alone.
  [[nodiscard]] Document cut(std::string text, std::span<const Block> blocks) const;
  std::unique_ptr<const Model> model_;
};

}  // namespace faultline::language
