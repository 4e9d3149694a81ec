#include "cli/detail/statement_tables.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "cli/detail/layout.h"

namespace faultline::cli {
namespace {

using exchange::Found;
using exchange::Quantity;
using statements::StatementType;

std::string shares(const Found& found) {
  return fmt::format("{:>8.2f}{:>8.2f}{:>8.2f}", found.precision(), found.recall(), found.f1());
}

std::string score_table(const exchange::StatementScores& scores) {
  std::string text =
      fmt::format("{:<24}{:>8}{:>8}{:>8}{:>9}{:>11}{:>13}{:>13}{:>13}\n", "measure", "P", "R", "F1",
                  "gold", "predicted", "direct F1", "indirect F1", "mixed F1");
  for (std::size_t i = 0; i < exchange::kQuantities; ++i) {
    const auto quantity = static_cast<Quantity>(i);
    const auto& all = scores.found(quantity);
    text += fmt::format("{:<24}{}{:>9}{:>11}", to_string(quantity), shares(all), all.gold,
                        all.predicted);
    const bool has_types = quantity < Quantity::SpansSource || quantity > Quantity::SpansContent;
    if (has_types)
      for (const auto type : {StatementType::Direct, StatementType::Indirect, StatementType::Mixed})
        text += fmt::format("{:>13.2f}", scores.found(quantity, type).f1());
    text += "\n";
  }
  return text;
}

std::string group_table(const exchange::GroupTable& table) {
  std::size_t width = 20;
  for (const auto& group : table.groups)
    width = std::max(width, display_width(printable(group.name)) + 1);
  std::string text =
      fmt::format("\n{}{:>7}{:>10}{:>18}{:>8}{:>8}{:>16}{:>8}{:>8}\n", fitted(table.by, width),
                  "gold", "predicted", "relation P", "R", "F1", "strict P", "R", "F1");
  for (const auto& group : table.groups)
    text += fmt::format("{}{:>7}{:>10}          {}        {}\n",
                        fitted(printable(group.name), width), group.relation.gold,
                        group.relation.predicted, shares(group.relation), shares(group.strict));
  return text;
}

std::string bin_table(std::string_view heading, const std::vector<exchange::ReliabilityBin>& bins,
                      double error) {
  std::string text =
      fmt::format("\n{}: expected calibration error {:.3f}\n{:<17}{:>7}{:>12}{:>7}   {}\n", heading,
                  error, "  confidence", "n", "mean", "right", "95 %");
  for (const auto& bin : bins) {
    text += fmt::format("  {:.3f} to {:.3f} {:>7}", bin.from, bin.to, bin.count);
    if (bin.count == 0) {
      text += "           -      -\n";
      continue;
    }
    const auto interval = exchange::wilson_interval(bin.right, bin.count);
    text += fmt::format("{:>12.3f}{:>7.3f}   {:.3f} to {:.3f}\n", bin.mean_confidence,
                        bin.share_right(), interval.low, interval.high);
  }
  return text;
}

std::string reading(std::string_view side, const std::optional<exchange::ShownStatement>& shown,
                    std::size_t width) {
  std::string text(side);
  if (!shown) return wrapped(text + "-", width, 4);
  for (const auto role : exchange::kRoles) {
    const auto& words = shown->words[static_cast<std::size_t>(role)];
    if (role != exchange::Role::Source) text += "; ";
    text += fmt::format("{} ", to_string(role));
    for (std::size_t i = 0; i < words.size(); ++i)
      text += fmt::format("{}[{}]", i == 0 ? "" : " ", printable(words[i]));
    if (words.empty()) text += "-";
  }
  return wrapped(text, width, 4);
}

std::string error_list(const exchange::ShownErrors& errors, int width) {
  const auto columns = static_cast<std::size_t>(std::max(width, 40));
  std::size_t all = 0;
  for (const auto count : errors.counts) all += count;
  std::string text =
      fmt::format("\n{} of {} errors, drawn with seed {}\n", errors.drawn.size(), all, errors.seed);
  for (const auto cause : exchange::kErrorCauses)
    text += fmt::format("  {:<30}{:>7}\n", to_string(cause),
                        errors.counts[static_cast<std::size_t>(cause)]);
  std::optional<exchange::ErrorCause> last;
  for (const auto& error : errors.drawn) {
    if (last != error.cause) text += fmt::format("\n# {}\n", to_string(error.cause));
    last = error.cause;
    text += fmt::format("\n  {} [{}, {})\n", printable(error.article), error.sentence.begin.value,
                        error.sentence.end.value);
    text += wrapped(printable(error.sentence_text), columns, 4);
    text += reading("gold: ", error.gold, columns);
    text += reading("predicted: ", error.predicted, columns);
  }
  return text;
}

}  // namespace

std::string statement_tables(const exchange::StatementReport& report, int width) {
  const auto& all = report.scores.found(Quantity::Relation);
  std::string text = fmt::format(
      "{} with {} and {}\n\n",
      counted(static_cast<std::int64_t>(report.scores.articles()), "article", "articles"),
      counted(static_cast<std::int64_t>(all.gold), "gold statement", "gold statements"),
      counted(static_cast<std::int64_t>(all.predicted), "predicted one", "predicted ones"));
  text += score_table(report.scores);
  if (report.groups) text += group_table(*report.groups);
  if (report.reliability) {
    const auto& reliability = *report.reliability;
    text += bin_table("bins of equal mass", reliability.equal_mass, reliability.error_equal_mass);
    text +=
        bin_table("bins of equal width", reliability.equal_width, reliability.error_equal_width);
  }
  if (report.errors) text += error_list(*report.errors, width);
  return text;
}

}  // namespace faultline::cli
