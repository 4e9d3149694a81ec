#include "exchange/coreference_report.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double percent) { return std::round(percent * 100) / 100; }

Json pronoun_json(const PronounScore& score) {
  return {{"n", score.asked},
          {"right", score.right},
          {"percent", score.asked ? Json(rounded(score.percent())) : Json(nullptr)}};
}

Json scores_json(const CoreferenceScores& scores) {
  Json json{{"documents", scores.documents()}};
  for (const auto measure : kChainMeasures) {
    const auto& score = scores.score(measure);
    json[std::string(to_string(measure))] = {{"P", rounded(score.precision())},
                                             {"R", rounded(score.recall())},
                                             {"F1", rounded(score.f1())}};
  }
  json["CoNLL"] = rounded(scores.conll());
  Json pronouns{{"he, she, they", pronoun_json(scores.third_person())}};
  for (const auto pronoun : kPronouns)
    pronouns[std::string(to_string(pronoun))] = pronoun_json(scores.pronoun(pronoun));
  json["pronouns"] = std::move(pronouns);
  return json;
}

}  // namespace

std::string to_json(const CoreferenceReport& report) {
  Json json{{"documents", report.scores.documents()},
            {"documents_without_prediction", report.without_prediction},
            {"scores", scores_json(report.scores)}};
  if (report.groups) {
    Json groups = Json::array();
    for (const auto& group : *report.groups) {
      Json entry{{"name", group.name}};
      entry.update(scores_json(group.scores));
      groups.push_back(std::move(entry));
    }
    json["groups"] = {{"by", "genre"}, {"groups", std::move(groups)}};
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace faultline::exchange
