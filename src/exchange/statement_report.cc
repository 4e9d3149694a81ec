#include "exchange/statement_report.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;
using statements::StatementType;

/// The number that is nearest to `value` as it would be printed, so that JSON and table agree.
double rounded(double value, int decimals) {
  return std::stod(fmt::format("{:.{}f}", value, decimals));
}

Json found_json(const Found& found) {
  return {{"P", rounded(found.precision(), 2)},
          {"R", rounded(found.recall(), 2)},
          {"F1", rounded(found.f1(), 2)},
          {"gold", found.gold},
          {"pred", found.predicted},
          {"tp_gold", found.found_gold},
          {"tp_pred", found.found_predicted}};
}

Json column(const StatementScores& scores, std::optional<StatementType> type) {
  Json json = Json::object();
  for (std::size_t i = 0; i < kQuantities; ++i) {
    const auto quantity = static_cast<Quantity>(i);
    const bool is_by_fragment =
        quantity >= Quantity::SpansSource && quantity <= Quantity::SpansContent;
    if (type && is_by_fragment) continue;
    json[std::string(to_string(quantity))] = found_json(scores.found(quantity, type));
  }
  return json;
}

Json scores_json(const StatementScores& scores) {
  Json json{{"all", column(scores, std::nullopt)}};
  for (const auto type : {StatementType::Direct, StatementType::Indirect, StatementType::Mixed})
    json[std::string(to_string(type))] = column(scores, type);
  return json;
}

Json groups_json(const GroupTable& table) {
  Json groups = Json::array();
  for (const auto& group : table.groups)
    groups.push_back({{"name", group.name},
                      {"content_match", found_json(group.content_match)},
                      {"relation", found_json(group.relation)},
                      {"strict", found_json(group.strict)}});
  return {{"by", table.by}, {"groups", std::move(groups)}};
}

Json bins_json(const std::vector<ReliabilityBin>& bins) {
  Json list = Json::array();
  for (const auto& bin : bins)
    list.push_back(
        {{"from", rounded(bin.from, 4)},
         {"to", rounded(bin.to, 4)},
         {"n", bin.count},
         {"right", bin.right},
         {"confidence", bin.count ? Json(rounded(bin.mean_confidence, 4)) : Json(nullptr)},
         {"share_right", bin.count ? Json(rounded(bin.share_right(), 4)) : Json(nullptr)}});
  return list;
}

Json reliability_json(const Reliability& reliability) {
  return {{"n", reliability.count},
          {"ece", rounded(reliability.error_equal_mass, 4)},
          {"ece_equal_width", rounded(reliability.error_equal_width, 4)},
          {"equal_mass", bins_json(reliability.equal_mass)},
          {"equal_width", bins_json(reliability.equal_width)}};
}

Json span_json(CodePointSpan span) { return Json::array({span.begin.value, span.end.value}); }

Json shown_json(const std::optional<ShownStatement>& statement) {
  if (!statement) return nullptr;
  Json json = Json::object();
  for (const auto role : kRoles) {
    const auto index = static_cast<std::size_t>(role);
    Json spans = Json::array();
    for (const auto& span : statement->spans[index]) spans.push_back(span_json(span));
    json[std::string(to_string(role))] = {{"spans", std::move(spans)},
                                          {"words", statement->words[index]}};
  }
  return json;
}

Json errors_json(const ShownErrors& errors) {
  Json counts = Json::object();
  for (const auto cause : kErrorCauses)
    counts[std::string(to_string(cause))] = errors.counts[static_cast<std::size_t>(cause)];
  Json drawn = Json::array();
  for (const auto& error : errors.drawn)
    drawn.push_back({{"cause", to_string(error.cause)},
                     {"article", error.article},
                     {"sentence", span_json(error.sentence)},
                     {"text", error.sentence_text},
                     {"gold", shown_json(error.gold)},
                     {"predicted", shown_json(error.predicted)}});
  return {{"seed", errors.seed}, {"counts", std::move(counts)}, {"drawn", std::move(drawn)}};
}

}  // namespace

std::string to_json(const StatementReport& report) {
  Json json{{"articles", report.scores.articles()},
            {"articles_without_prediction", report.without_prediction},
            {"scores", scores_json(report.scores)}};
  if (report.groups) json["groups"] = groups_json(*report.groups);
  if (report.reliability) json["reliability"] = reliability_json(*report.reliability);
  if (report.errors) json["errors"] = errors_json(*report.errors);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace faultline::exchange
