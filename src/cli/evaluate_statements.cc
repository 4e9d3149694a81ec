// faultline evaluate statements: gold and predictions compared, and what is told about it.

#include "cli/detail/evaluate_statements.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <thread>
#include <utility>

#include "cli/detail/gold_articles.h"
#include "cli/detail/layout.h"
#include "cli/detail/statement_tables.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "exchange/cue_kinds.h"
#include "exchange/statement_report.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

using exchange::Comparison;
using exchange::MarkedStatement;
using exchange::Role;

struct Options {
  std::string by;  // empty, type, outlet, cue-kind
  std::uint64_t errors = 0;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  bool has_errors = false;
  bool has_reliability = false;

  [[nodiscard]] bool needs_analysis() const { return has_errors || by == "cue-kind"; }
};

Result<std::uint64_t> number_of(const Arguments& given, const std::string& name,
                                std::uint64_t otherwise, std::uint64_t least, std::uint64_t most) {
  const auto text = given.value(name);
  if (!text) return otherwise;
  std::uint64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc{} && stop == end && number >= least && number <= most) return number;
  return failure(ErrorCode::Usage, fmt::format("{}: \"{}\" is not a whole number from {} to {}.",
                                               name, *text, least, most));
}

Result<Options> options_of(const Arguments& given) {
  Options options;
  options.by = given.value("--by").value_or("");
  options.has_errors = given.has("--errors");
  options.has_reliability = given.has("--reliability");
  if (!options.by.empty() && options.by != "type" && options.by != "outlet" &&
      options.by != "cue-kind")
    return failure(ErrorCode::Usage,
                   fmt::format("--by: \"{}\" is none of type, outlet, cue-kind.", options.by));
  if (given.has("--svg") && !options.has_reliability)
    return failure(ErrorCode::Usage, "--svg draws what --reliability counts; give both.");
  constexpr std::uint64_t most = UINT32_MAX;
  const auto errors = number_of(given, "--errors", 0, 1, most);
  if (!errors) return tl::unexpected(errors.error());
  const auto seed = number_of(given, "--seed", 1, 0, most);
  if (!seed) return tl::unexpected(seed.error());
  const auto threads =
      number_of(given, "--threads", std::max(1U, std::thread::hardware_concurrency()), 1, 256);
  if (!threads) return tl::unexpected(threads.error());
  options.errors = *errors;
  options.seed = *seed;
  options.threads = static_cast<unsigned>(*threads);
  return options;
}

/// One article compared, and analysed if that was asked for.
struct Examined {
  const GoldArticle& article;
  Comparison comparison;
  const language::Document* document;  // null: not analysed
};

/// "gull_2031-03-04_harbour" -> "gull".
std::string outlet_of(const std::string& name) { return name.substr(0, name.find('_')); }

std::string group_of(const Examined& examined, const exchange::Compared& statement,
                     const text::OffsetMap& offsets, const std::string& by) {
  if (by == "outlet") return outlet_of(examined.article.name);
  if (by == "type") return statement.type ? std::string(to_string(*statement.type)) : "no words";
  std::vector<ByteSpan> cue;
  for (const auto& span : statement.of(Role::Cue))
    cue.push_back({offsets.byte(span.begin), offsets.byte(span.end)});
  return std::string(to_string(exchange::cue_kind(*examined.document, cue)));
}

exchange::GroupTable groups_of(const std::vector<Examined>& articles, const std::string& by) {
  std::vector<std::string_view> names;
  if (by == "type") names = {"direct", "indirect", "mixed"};
  if (by == "cue-kind")
    for (const auto cue_kind : exchange::kCueKinds) names.push_back(to_string(cue_kind));
  exchange::GroupedScores scores(names);
  for (const auto& examined : articles) {
    const text::OffsetMap offsets(examined.article.text);
    const auto groups = [&](const std::vector<exchange::Compared>& statements) {
      std::vector<std::string> result;
      result.reserve(statements.size());
      for (const auto& statement : statements)
        result.push_back(group_of(examined, statement, offsets, by));
      return result;
    };
    scores.add(examined.comparison, groups(examined.comparison.gold),
               groups(examined.comparison.predicted));
  }
  return {by, scores.groups()};
}

Result<exchange::Reliability> reliability_of(const std::vector<Examined>& articles) {
  std::vector<exchange::Judged> judged;
  for (const auto& [article, comparison, document] : articles)
    for (std::size_t i = 0; i < article.predicted.size(); ++i) {
      const MarkedStatement& statement = article.predicted[i];
      if (!statement.confidence)
        return failure(
            ErrorCode::Malformed,
            fmt::format("article {}, statement {} has no confidence, which --reliability "
                        "needs.",
                        article.name, statement.id));
      judged.push_back({*statement.confidence, comparison.predicted[i].is_relation});
    }
  return exchange::reliability(std::move(judged));
}

exchange::ShownStatement shown(const std::string& text, const text::OffsetMap& offsets,
                               const exchange::Compared& statement) {
  exchange::ShownStatement result;
  result.spans = statement.spans;
  for (std::size_t role = 0; role < result.spans.size(); ++role)
    for (const auto& span : result.spans[role])
      result.words[role].emplace_back(
          text::slice(text, {offsets.byte(span.begin), offsets.byte(span.end)}));
  return result;
}

/// Where a reader looks first: at the cue, else at the content.
exchange::CodePointSpan place_of(const exchange::Compared& statement) {
  for (const auto role : {Role::Cue, Role::Content, Role::Source})
    if (!statement.of(role).empty()) return statement.of(role).front();
  return {};
}

exchange::ShownError shown(const Examined& examined, const exchange::StatementError& error) {
  const std::string& text = examined.article.text;
  const text::OffsetMap offsets(text);
  exchange::ShownError result{.cause = error.cause,
                              .article = examined.article.name,
                              .sentence = {},
                              .sentence_text = {},
                              .gold = {},
                              .predicted = {}};
  const auto& comparison = examined.comparison;
  const auto place =
      place_of(error.gold ? comparison.gold[*error.gold] : comparison.predicted[*error.predicted]);
  ByteSpan sentence{offsets.byte(place.begin), offsets.byte(place.end)};
  const auto tokens = examined.document->tokens_in(sentence);
  if (!tokens.empty())
    sentence =
        examined.document->sentences[examined.document->sentence_of(tokens.begin).value].span;
  result.sentence = offsets.code_points(sentence);
  result.sentence_text = text::slice(text, sentence);
  if (error.gold) result.gold = shown(text, offsets, comparison.gold[*error.gold]);
  if (error.predicted)
    result.predicted = shown(text, offsets, comparison.predicted[*error.predicted]);
  return result;
}

exchange::ShownErrors errors_of(const std::vector<Examined>& articles, const Options& options) {
  exchange::ShownErrors result;
  result.seed = options.seed;
  std::vector<std::pair<const Examined*, exchange::StatementError>> all;
  for (const auto& examined : articles)
    for (const auto& error : exchange::find_errors(examined.comparison)) {
      ++result.counts[static_cast<std::size_t>(error.cause)];
      all.emplace_back(&examined, error);
    }
  for (const auto place : exchange::draw(options.errors, all.size(), options.seed))
    result.drawn.push_back(shown(*all[place].first, all[place].second));
  std::stable_sort(result.drawn.begin(), result.drawn.end(),
                   [](const auto& a, const auto& b) { return a.cause < b.cause; });
  return result;
}

/// Predictions for every article: those of the file, else the program's own.
Result<void> predict(const Arguments& given, const Console& console, const Options& options,
                     std::vector<GoldArticle>& articles) {
  if (const auto file = given.value("--predictions")) return add_predictions(*file, articles);
  const std::string models = given.value("--models").value_or("");
  if (!models.empty())
    if (auto exists = require_file(models, "folder of models"); !exists) return exists;
  const auto reader = reading::Reader::create({}, {}, models);
  if (!reader) return tl::unexpected(reader.error());
  return add_readings(*reader, options.threads, console.interrupted, articles);
}

Result<exchange::StatementReport> report_of(const std::vector<Examined>& articles,
                                            const Options& options) {
  exchange::StatementReport report;
  for (const auto& examined : articles) {
    report.scores.add(examined.comparison);
    report.without_prediction += examined.article.is_predicted ? 0 : 1;
  }
  if (!options.by.empty()) report.groups = groups_of(articles, options.by);
  if (options.has_reliability) {
    auto reliability = reliability_of(articles);
    if (!reliability) return tl::unexpected(reliability.error());
    report.reliability = std::move(*reliability);
  }
  if (options.has_errors) report.errors = errors_of(articles, options);
  return report;
}

void tell_notes(const Console& console, const GoldFolder& folder,
                const exchange::StatementReport& report) {
  if (folder.texts_without_gold > 0)
    console.err << fmt::format(
        "Note: {} without gold left out.\n",
        counted(static_cast<std::int64_t>(folder.texts_without_gold), "text", "texts"));
  if (report.without_prediction > 0)
    console.err << fmt::format(
        "Note: {} of {} articles have no predictions; all they hold counts as "
        "missed.\n",
        report.without_prediction, report.scores.articles());
}

}  // namespace

Result<Exit> evaluate_statements(const Arguments& given, const Console& console) {
  const auto options = options_of(given);
  if (!options) return tl::unexpected(options.error());
  auto folder = read_gold(*given.value("GOLD"));
  if (!folder) return tl::unexpected(folder.error());
  auto& articles = folder->articles;
  if (auto predicted = predict(given, console, *options, articles); !predicted)
    return tl::unexpected(predicted.error());
  std::vector<language::Document> documents;
  if (options->needs_analysis()) {
    const auto engine = load_engine(given);
    if (!engine) return tl::unexpected(engine.error());
    auto analysed = analyse_lines(*engine, options->threads, console.interrupted, articles);
    if (!analysed) return tl::unexpected(analysed.error());
    documents = std::move(*analysed);
  }
  std::vector<Examined> examined;
  examined.reserve(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i)
    examined.push_back(
        {articles[i], exchange::compare(articles[i].text, articles[i].gold, articles[i].predicted),
         documents.empty() ? nullptr : &documents[i]});
  const auto report = report_of(examined, *options);
  if (!report) return tl::unexpected(report.error());
  if (const auto picture = given.value("--svg"))
    if (auto written = write_whole(*picture, exchange::to_svg(*report->reliability), "picture");
        !written)
      return tl::unexpected(written.error());
  tell_notes(console, *folder, *report);
  console.out << (given.has("--json") ? exchange::to_json(*report)
                                      : statement_tables(*report, console.width));
  return Exit::AllDone;
}

}  // namespace faultline::cli
