#include "exchange/jsonl.h"

#include <fmt/core.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace faultline::exchange {
namespace {

// Keys stand in the order of docs/json.md, so that lines can be compared byte by byte.
using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class Date>
Json date_or_null(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json(nullptr);
}

Json word_or_null(std::string_view word) { return word.empty() ? Json(nullptr) : Json(word); }

/// Four decimals are more than any model can promise, and the same on every machine.
double rounded(float confidence) { return std::round(double{confidence} * 1e4) / 1e4; }

std::string statement_id(StatementIndex index) { return fmt::format("s{}", index.value + 1); }

/// Writes one reading; everything that turns bytes into code points is here.
class Line {
 public:
  Line(const reading::Reading& reading, const positions::Codebook& codebook)
      : reading_(reading), codebook_(codebook), offsets_(reading.article.text) {}

  Json article(bool with_text) const {
    const auto& article = reading_.article;
    Json json{{"id", article.id},
              {"file", article.file},
              {"outlet", or_null(article.outlet)},
              {"headline", or_null(article.headline)},
              {"published", date_or_null(article.published)},
              {"sections", article.sections},
              {"byline", or_null(article.byline)},
              {"caption", article.captions},
              {"body", article.body.empty() ? Json(nullptr) : span(article.body)},
              {"language", article.language}};
    if (with_text) json["text"] = article.text;
    return json;
  }

  Json actors() const {
    Json list = Json::array();
    const auto& published = reading_.article.published;
    for (const auto& actor : reading_.cast.actors) {
      Json roles = Json::array();
      for (const auto& role : published ? roles_on(actor, *published) : actor.roles)
        roles.push_back(role.title);
      list.push_back({{"id", actor.id},
                      {"name", actor.name},
                      {"kind", to_string(actor.kind)},
                      {"roles", std::move(roles)},
                      {"part_of", actor.part_of.empty() ? Json(nullptr) : Json(actor.part_of)},
                      {"is_unnamed", actor.is_unnamed}});
    }
    return list;
  }

  Json mentions() const {
    Json list = Json::array();
    for (const auto& mention : reading_.cast.mentions)
      list.push_back({{"actor", actor_id(mention.actor)},
                      {"span", span(reading_.document.bytes(mention.tokens))}});
    return list;
  }

  Json statements() const {
    Json list = Json::array();
    for (std::uint32_t i = 0; i < reading_.statements.size(); ++i) {
      const auto& statement = reading_.statements[i];
      const auto& outer = statement.nested_in;
      list.push_back({{"id", statement_id({i})},
                      {"type", to_string(statement.type)},
                      {"source", spans(statement.source)},
                      {"cue", spans(statement.cue)},
                      {"content", spans(statement.content)},
                      {"speaker", statement.speaker ? actor_id(*statement.speaker) : Json(nullptr)},
                      {"on_behalf_of",
                       statement.on_behalf_of ? actor_id(*statement.on_behalf_of) : Json(nullptr)},
                      {"said", date_or_null(statement.said)},
                      {"venue", spans(statement.venue)},
                      {"cue_class", to_string(statement.cue_class)},
                      {"modality", to_string(statement.modality)},
                      {"polarity", to_string(statement.polarity)},
                      {"nested_in", outer ? Json(statement_id(*outer)) : Json(nullptr)},
                      {"confidence", rounded(statement.confidence)}});
    }
    return list;
  }

  Json relations() const {
    Json list = Json::array();
    for (const auto& relation : reading_.relations) {
      const auto& within = relation.statement;
      const auto event = positions::plover(relation.act, relation.sign, relation.mode);
      list.push_back({{"from", actor_id(relation.from)},
                      {"to", relation.to ? actor_id(*relation.to) : Json(nullptr)},
                      {"target", span(relation.target)},
                      {"act", to_string(relation.act)},
                      {"sign", relation.sign},
                      {"intensity", rounded(relation.intensity)},
                      {"category", word_or_null(event.category)},
                      {"mode", word_or_null(event.mode)},
                      {"said", date_or_null(relation.said)},
                      {"evidence", span(relation.evidence)},
                      {"statement", within ? Json(statement_id(*within)) : Json(nullptr)},
                      {"origin", to_string(relation.origin)},
                      {"confidence", rounded(relation.confidence)},
                      {"why", why(relation)}});
    }
    return list;
  }

  Json codings() const {
    Json list = Json::array();
    for (const auto& coding : reading_.codings)
      list.push_back({{"statement", statement_id(coding.statement)},
                      {"actor", actor_id(coding.actor)},
                      {"concept", codebook_.concepts[coding.concept_index].name},
                      {"agreement", coding.agreement},
                      {"confidence", rounded(coding.confidence)}});
    return list;
  }

 private:
  Json why(const positions::Relation& relation) const {
    Json list = Json::array();
    for (const auto& reason : relation.why)
      list.push_back({{"name", reason.name},
                      {"span", reason.span ? span(*reason.span) : Json(nullptr)},
                      {"weight", rounded(reason.weight)}});
    return list;
  }

  Json span(ByteSpan bytes) const {
    const auto points = offsets_.code_points(bytes);
    return Json::array({points.begin.value, points.end.value});
  }

  Json spans(std::span<const ByteSpan> all) const {
    Json list = Json::array();
    for (const auto& bytes : all) list.push_back(span(bytes));
    return list;
  }

  Json actor_id(ActorIndex index) const { return reading_.cast.actor(index).id; }

  const reading::Reading& reading_;
  const positions::Codebook& codebook_;
  text::OffsetMap offsets_;
};

}  // namespace

std::string to_json_line(const reading::Reading& reading, const positions::Codebook& codebook,
                         bool with_text) {
  const Line line(reading, codebook);
  const Json json{{"article", line.article(with_text)}, {"actors", line.actors()},
                  {"mentions", line.mentions()},        {"statements", line.statements()},
                  {"relations", line.relations()},      {"codings", line.codings()}};
  // A file's name may hold any bytes; the line must be UTF-8 all the same.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace faultline::exchange
