#include "server/detail/map_json.h"

#include <cmath>
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

Json number(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json share(const inference::Rate& value) {
  return {{"hits", value.hits},
          {"n", value.n},
          {"share", number(value.value)},
          {"low", number(value.interval.low)},
          {"high", number(value.interval.high)}};
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
          {"side_certainty", value.certainty ? Json(*value.certainty) : Json(nullptr)},
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

Json week(const map::Week& value) {
  return {{"monday", to_string(value.monday)},
          {"crit_in", value.counts.crit_in},
          {"crit_out", value.counts.crit_out},
          {"supp_in", value.counts.supp_in},
          {"crit_from_outside", value.counts.crit_from_outside},
          {"in_bloc_criticism", std::isnan(value.share.value) ? Json(nullptr) : share(value.share)},
          {"citations", value.inside}};
}

Json turn(const map::RiftTurn& value) {
  return {{"monday", to_string(value.first)},
          {"earliest", to_string(value.first_earliest)},
          {"latest", to_string(value.first_latest)},
          {"before", share(value.before)},
          {"after", share(value.after)},
          {"difference", number(value.difference.value)},
          {"low", number(value.difference.interval.low)},
          {"high", number(value.difference.interval.high)},
          {"p", number(value.p)},
          {"permutations", value.permutations},
          {"shuffled", value.shuffled == map::Shuffled::Bins ? "weeks" : "stories"}};
}

Json without(const map::WithoutOutlet& value) {
  return {{"outlet", value.outlet},
          {"criticism", value.criticism},
          {"share", share(value.share)},
          {"turn", value.turn ? turn(*value.turn) : Json(nullptr)}};
}

}  // namespace

std::string to_json(const map::BlocMap& map) {
  const Json json{
      {"bloc", map.bloc},
      {"first", day(map.first)},
      {"last", day(map.last)},
      {"articles", map.articles},
      {"statements", map.statements},
      {"outlets", list(map.outlets,
                       [](const auto& outlet) {
                         return Json{{"outlet", outlet.first}, {"articles", outlet.second}};
                       })},
      {"people", list(map.people, person)},
      {"stands", list(map.stands, stand)},
      {"inside", list(map.inside, attack)},
      {"outside", list(map.outside, attack)},
      {"from_outside", list(map.from_outside, attack)},
      {"support", list(map.support, attack)},
      {"weeks", list(map.weeks, week)},
      {"finding",
       {{"text", map.finding.text},
        {"because", map.finding.because},
        {"citations", map.finding.citations}}},
      {"turn", map.rift.turn ? turn(*map.rift.turn) : Json(nullptr)},
      {"without", list(map.rift.without, without)},
      {"sides",
       {{"frustrated", map.sides.frustrated},
        {"ties", map.sides.ties},
        {"is_exact", map.sides.is_exact},
        {"lower_bound", map.sides.lower_bound},
        {"stories", map.sides.stories},
        {"resamples", map.sides.resamples},
        {"by_chance", map.sides.test.networks > 0 ? Json(map.sides.test.mean) : Json(nullptr)},
        {"p", map.sides.test.networks > 0 ? Json(map.sides.test.p_value) : Json(nullptr)}}},
      {"cautions", map.cautions},
      {"provenance", map.provenance},
      {"citations", list(map.citations, citation)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace faultline::server
