#include "server/detail/map_json.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace faultline::server {
namespace {

using Json = nlohmann::ordered_json;

Json text(const std::string& words) { return words.empty() ? Json(nullptr) : Json(words); }

Json day(const std::optional<Day>& value) {
  return value ? Json(to_string(*value)) : Json(nullptr);
}

template <class Values, class Make>
Json list(const Values& values, Make make) {
  Json json = Json::array();
  for (const auto& value : values) json.push_back(make(value));
  return json;
}

Json proportion(const timeline::Proportion& value) {
  return {{"hits", value.hits},
          {"n", value.n},
          {"share", value.share},
          {"low", value.low},
          {"high", value.high}};
}

Json citation(const map::Citation& value) {
  return {{"number", value.number},
          {"sentence", value.sentence},
          {"trigger", text(value.trigger)},
          {"article", value.article_id},
          {"headline", text(value.headline)},
          {"outlet", text(value.outlet)},
          {"file", value.file},
          {"url", text(value.url)},
          {"day", day(value.day)},
          {"published", day(value.published)},
          {"bytes", {value.span.begin.value, value.span.end.value}},
          {"coder", value.coder},
          {"confidence", value.confidence},
          {"outlets_voice", value.is_outlets_voice}};
}

Json person(const map::Person& value) {
  return {{"id", value.id},
          {"name", value.name},
          {"role", text(value.role)},
          {"role_note", text(value.role_note)},
          {"bloc_note", text(value.bloc_note)},
          {"side", value.side},
          {"side_is_open", value.side_is_open},
          {"statements", value.statements},
          {"criticises_inside", value.criticises_inside},
          {"criticised_inside", value.criticised_inside},
          {"criticises_outside", value.criticises_outside},
          {"citations", value.citations}};
}

Json side(const map::Stand::Side& value) {
  return {{"actor", value.actor},
          {"name", value.name},
          {"agree", value.agree},
          {"disagree", value.disagree},
          {"change_note", text(value.change_note)},
          {"citations", value.citations}};
}

Json stand(const map::Stand& value) {
  return {{"concept", value.concept_name},
          {"agree", list(value.agree, side)},
          {"disagree", list(value.disagree, side)},
          {"divided", list(value.divided, side)}};
}

Json attack(const map::Attack& value) {
  return {{"from", value.from},
          {"from_name", value.from_name},
          {"from_bloc", text(value.from_bloc)},
          {"to", value.to},
          {"to_name", value.to_name},
          {"to_bloc", text(value.to_bloc)},
          {"negative", value.negative},
          {"positive", value.positive},
          {"neutral", value.neutral},
          {"first", day(value.first)},
          {"last", day(value.last)},
          {"citations", value.citations}};
}

Json week(const timeline::RiftWeek& value) {
  return {{"monday", to_string(value.monday)},
          {"crit_in", value.crit_in},
          {"crit_out", value.crit_out},
          {"supp_in", value.supp_in},
          {"crit_from_outside", value.crit_from_outside},
          {"in_bloc_criticism",
           value.in_bloc_criticism ? proportion(*value.in_bloc_criticism) : Json(nullptr)},
          {"citations", value.evidence}};
}

Json onset(const timeline::Onset& value) {
  return {{"monday", to_string(value.monday)}, {"before", proportion(value.before)},
          {"after", proportion(value.after)},  {"log_likelihood_ratio", value.log_likelihood_ratio},
          {"p_value", value.p_value},          {"permutations", value.permutations}};
}

}  // namespace

std::string to_json(const map::BlocMap& map) {
  const Json json{{"bloc", map.bloc},
                  {"first", day(map.first)},
                  {"last", day(map.last)},
                  {"articles", map.articles},
                  {"statements", map.statements},
                  {"outlets", list(map.outlets,
                                   [](const auto& outlet) {
                                     return Json{{"outlet", outlet.first},
                                                 {"articles", outlet.second}};
                                   })},
                  {"people", list(map.people, person)},
                  {"stands", list(map.stands, stand)},
                  {"inside", list(map.inside, attack)},
                  {"outside", list(map.outside, attack)},
                  {"from_outside", list(map.from_outside, attack)},
                  {"support", list(map.support, attack)},
                  {"weeks", list(map.weeks, week)},
                  {"onset", map.onset ? onset(*map.onset) : Json(nullptr)},
                  {"sides",
                   {{"frustrated", map.sides.frustrated},
                    {"ties", map.sides.ties},
                    {"is_exact", map.sides.is_exact}}},
                  {"cautions", map.cautions},
                  {"provenance", map.provenance},
                  {"citations", list(map.citations, citation)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace faultline::server
