#pragma once
// One article read from end to end. Composes rooms 1 to 5 and decides nothing itself.

#include <filesystem>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "actors/register.h"
#include "base/result.h"
#include "intake/article.h"
#include "language/engine.h"
#include "positions/codebook.h"
#include "positions/positions.h"
#include "positions/relation_finder.h"
#include "statements/statements.h"

namespace faultline::reading {

/// Everything that was found in one article.
struct Reading {
  intake::Article article;
  language::Document document;  // of article.text
  actors::Cast cast;
  std::vector<statements::Statement> statements;
  std::vector<positions::Relation> relations;
  std::vector<positions::Coding> codings;
};

/// Reads articles. Immutable: one Reader serves any number of threads.
class Reader {
 public:
  /// `models` as in language::Engine::load.
  [[nodiscard]] static Result<Reader> create(actors::Register known, positions::Codebook codebook,
                                             const std::filesystem::path& models = {});

  /// Cannot fail but by running out of memory. The same article gives the same reading.
  [[nodiscard]] Reading read(intake::Article article) const;

  [[nodiscard]] const actors::Register& known() const { return known_; }
  [[nodiscard]] const positions::Codebook& codebook() const { return codebook_; }

  /// Program and model versions, for provenance and for deciding whether to read again:
  /// "faultline 0.1.0; english 1 09f3a2c4; ...".
  [[nodiscard]] std::string version() const;

 private:
  Reader(actors::Register known, positions::Codebook codebook, language::Engine engine,
         actors::CastFinder casting, statements::Finder finder,
         positions::RelationFinder relations);
  actors::Register known_;
  positions::Codebook codebook_;
  language::Engine engine_;
  actors::CastFinder casting_;
  statements::Finder finder_;
  positions::RelationFinder relations_;
};

}  // namespace faultline::reading
