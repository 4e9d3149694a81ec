// Any bytes as gold annotations and as lines of predictions: what is read and lies within the text
// is compared with itself without a miss.

#include "exchange/marks.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "exchange/statement_errors.h"
#include "exchange/statement_scores.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

const std::string spoken = "“We go,” said Ann's 😀. The '90s: ''they'' go, ``he said 'no'.\nx_1 ½";
constexpr std::size_t code_points = 67;  // of it

void score(const std::vector<exchange::MarkedStatement>& statements) {
  if (statements.size() > 50 || !exchange::check_spans(statements, code_points, "fuzz")) return;
  // Without the types that a file states, both sides are alike.
  auto untyped = statements;
  for (auto& statement : untyped) statement.type.reset();
  const auto comparison = exchange::compare(spoken, untyped, untyped);
  exchange::StatementScores scores;
  scores.add(comparison);
  const auto& strict = scores.found(exchange::Quantity::Strict);
  require(strict.found_gold == strict.gold && strict.found_predicted == strict.predicted);
  require(exchange::find_errors(comparison).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto gold = exchange::read_annotations(bytes, "fuzz");
  if (gold)
    score(*gold);
  else
    require(!gold.error().message.empty() && !gold.error().where.empty());
  const auto articles = exchange::read_predictions(bytes, "fuzz");
  if (articles)
    for (const auto& article : *articles) score(article.statements);
  else
    require(!articles.error().message.empty() && !articles.error().where.empty());
  return 0;
}
