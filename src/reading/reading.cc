#include "reading/reading.h"

#include <fmt/core.h>

#include <optional>
#include <utility>

namespace faultline::reading {
namespace {

/// How `kind` is analysed, or none where the page's furniture is no one's words.
std::optional<language::BlockKind> block_kind(intake::ZoneKind kind) {
  switch (kind) {
    case intake::ZoneKind::Headline:
    case intake::ZoneKind::Subheading:
      return language::BlockKind::Heading;
    case intake::ZoneKind::Caption:
      return language::BlockKind::Caption;
    case intake::ZoneKind::Paragraph:
      return language::BlockKind::Body;
    case intake::ZoneKind::DateLine:
    case intake::ZoneKind::Breadcrumb:
    case intake::ZoneKind::Byline:
    case intake::ZoneKind::ReadingTime:
    case intake::ZoneKind::ShareBar:
    case intake::ZoneKind::Dateline:
    case intake::ZoneKind::Furniture:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The zones of `article` that hold sentences, in order and apart from each other.
std::vector<language::Block> blocks_of(const intake::Article& article) {
  std::vector<language::Block> blocks;
  for (const auto& zone : article.zones) {
    const auto kind = block_kind(zone.kind);
    if (!kind || zone.span.empty()) continue;
    // A zone may lie inside another (a headline in the breadcrumb before it); each character is
    // analysed once.
    if (!blocks.empty() && zone.span.begin < blocks.back().span.end) continue;
    blocks.push_back({*kind, zone.span});
  }
  return blocks;
}

}  // namespace

Reader::Reader(actors::Register known, positions::Codebook codebook, language::Engine engine,
               actors::CastFinder casting, statements::Finder finder,
               positions::RelationFinder relations)
    : known_(std::move(known)),
      codebook_(std::move(codebook)),
      engine_(std::move(engine)),
      casting_(std::move(casting)),
      finder_(std::move(finder)),
      relations_(std::move(relations)) {}

Result<Reader> Reader::create(actors::Register known, positions::Codebook codebook,
                              const std::filesystem::path& models) {
  auto engine = language::Engine::load(models);
  if (!engine) return tl::unexpected(engine.error());
  auto casting = actors::CastFinder::load(models);
  if (!casting) return tl::unexpected(casting.error());
  auto finder = statements::Finder::load(models);
  if (!finder) return tl::unexpected(finder.error());
  auto relations = positions::RelationFinder::load(models);
  if (!relations) return tl::unexpected(relations.error());
  const std::size_t width = engine->states_width();
  for (const auto& [file, wanted] : {std::pair{"coreference.bin", casting->states_width()},
                                     std::pair{"statements.bin", finder->states_width()},
                                     std::pair{"relations.bin", relations->states_width()}}) {
    if (wanted == width) continue;
    return failure(
        ErrorCode::Malformed,
        fmt::format("The models in {} do not belong together: {} wants {} states of a "
                    "word, encoder.bin has {}; install them together.",
                    models.empty() ? "the program" : models.string(), file, wanted, width),
        models.string());
  }
  return Reader(std::move(known), std::move(codebook), std::move(*engine), std::move(*casting),
                std::move(*finder), std::move(*relations));
}

Reading Reader::read(intake::Article article) const {
  Reading reading;
  language::Analysis analysis = engine_.analyse_with_states(article.text, blocks_of(article));
  reading.document = std::move(analysis.document);
  reading.cast =
      casting_.find(reading.document, analysis.states, known_, {.published = article.published});
  reading.statements = finder_.find(reading.document, analysis.states, reading.cast,
                                    {.published = article.published});
  reading.relations =
      relations_.find(reading.document, analysis.states, reading.cast, reading.statements);
  reading.codings =
      positions::code_statements(reading.document, reading.cast, reading.statements, codebook_);
  reading.article = std::move(article);
  return reading;
}

std::string Reader::version() const {
  return fmt::format("faultline {}; {}; {}; {}; {}", FAULTLINE_VERSION, engine_.version(),
                     casting_.version(), finder_.version(), relations_.version());
}

}  // namespace faultline::reading
