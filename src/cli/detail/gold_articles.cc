#include "cli/detail/gold_articles.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <system_error>
#include <utility>

#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "cli/detail/workers.h"
#include "exchange/jsonl.h"
#include "intake/intake.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

constexpr std::string_view kGoldEnding = ".ann.json";

std::size_t code_points(const std::string& text) {
  return text::OffsetMap(text)
      .code_point(ByteOffset{static_cast<std::uint32_t>(text.size())})
      .value;
}

Result<GoldArticle> read_article(const std::filesystem::path& folder, const std::string& name) {
  const std::string gold_file = (folder / (name + std::string(kGoldEnding))).string();
  GoldArticle article;
  article.name = name;
  article.text_file = (folder / (name + ".txt")).string();
  std::error_code ignored;
  if (!std::filesystem::exists(article.text_file, ignored))
    return failure(ErrorCode::NotFound,
                   fmt::format("its text {}.txt is missing; it must stand beside.", name),
                   gold_file);
  auto text = read_text_of(article.text_file);
  if (!text) return tl::unexpected(text.error());
  const auto json = read_whole(gold_file);
  if (!json) return tl::unexpected(json.error());
  auto gold = exchange::read_annotations(*json, gold_file);
  if (!gold) return tl::unexpected(gold.error());
  if (auto checked = exchange::check_spans(*gold, code_points(*text), gold_file); !checked)
    return tl::unexpected(checked.error());
  article.text = std::move(*text);
  article.gold = std::move(*gold);
  return article;
}

/// `task(i)` for each of `count` articles on `threads`, the values in their order; the first error
/// in that order ends it.
template <class Value>
Result<std::vector<Value>> for_each_article(std::size_t count, unsigned threads,
                                            const std::atomic<bool>& interrupted,
                                            const std::function<Result<Value>(std::size_t)>& task) {
  std::vector<Value> values;
  std::vector<std::future<Result<Value>>> futures;
  futures.reserve(count);
  Workers workers(threads);
  for (std::size_t i = 0; i < count; ++i)
    futures.push_back(workers.submit<Result<Value>>([&task, i] { return task(i); }));
  for (auto& future : futures) {
    while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
      if (interrupted) return failure(ErrorCode::Interrupted, "interrupted.");
    auto value = future.get();
    if (!value) return tl::unexpected(value.error());
    values.push_back(std::move(*value));
  }
  return values;
}

/// The lines of `text` that hold something, as blocks; the first may be a heading.
std::vector<language::Block> lines_of(const std::string& text) {
  std::vector<language::Block> blocks;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = text.find_first_not_of(" \t\r", begin);
    if (first < end)
      blocks.push_back({blocks.empty() ? language::BlockKind::Heading : language::BlockKind::Body,
                        {{static_cast<std::uint32_t>(first)}, {static_cast<std::uint32_t>(end)}}});
    begin = end + 1;
  }
  return blocks;
}

Result<std::vector<exchange::MarkedStatement>> read_one(const reading::Reader& reader,
                                                        const GoldArticle& article) {
  // As a file, so that the metadata of a sidecar count as they do in `faultline read`.
  const intake::Candidate candidate{article.text_file, article.text_file, article.name};
  Result<intake::Article> text = failure(ErrorCode::Io, "this can't be read.", article.text_file);
  intake::read_candidate(candidate, {}, [&](Result<intake::Article> read) {
    text = std::move(read);
    return true;
  });
  if (!text) return tl::unexpected(text.error());
  const auto line =
      exchange::to_json_line(reader.read(std::move(*text)), reader.codebook(), /*with_text=*/false);
  auto articles = exchange::read_predictions(line, article.text_file);
  if (!articles) return tl::unexpected(articles.error());
  return std::move(articles->at(0).statements);
}

}  // namespace

Result<GoldFolder> read_gold(const std::string& folder) {
  if (auto exists = require_file(folder, "folder"); !exists) return tl::unexpected(exists.error());
  std::error_code error;
  std::vector<std::string> names;
  std::size_t texts = 0;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string file = entry->path().filename().string();
    if (file.ends_with(kGoldEnding))
      names.push_back(file.substr(0, file.size() - kGoldEnding.size()));
    texts += file.ends_with(".txt") ? 1 : 0;
  }
  if (error)
    return failure(ErrorCode::Io, fmt::format("the folder can't be read ({}).", error.message()),
                   folder);
  if (names.empty())
    return failure(ErrorCode::NotFound,
                   "there is no gold here; each text NAME.txt needs a NAME.ann.json beside it.",
                   folder);
  std::sort(names.begin(), names.end());
  GoldFolder gold;
  for (const auto& name : names) {
    auto article = read_article(folder, name);
    if (!article) return tl::unexpected(article.error());
    gold.articles.push_back(std::move(*article));
  }
  gold.texts_without_gold = texts - names.size();
  return gold;
}

Result<void> add_predictions(const std::string& file, std::vector<GoldArticle>& articles) {
  const auto lines = read_whole(file);
  if (!lines) return tl::unexpected(lines.error());
  auto predictions = exchange::read_predictions(*lines, file);
  if (!predictions) return tl::unexpected(predictions.error());
  std::map<std::string, GoldArticle*, std::less<>> by_name;
  for (auto& article : articles) by_name.emplace(article.name, &article);
  for (auto& predicted : *predictions) {
    const auto found = by_name.find(predicted.id);
    if (found == by_name.end())
      return failure(ErrorCode::NotFound,
                     fmt::format("the article \"{}\" has no gold. Add {}{} or take its line out.",
                                 predicted.id, predicted.id, kGoldEnding),
                     file);
    GoldArticle& article = *found->second;
    const std::string place = fmt::format("{}: article {}", file, article.name);
    if (auto checked =
            exchange::check_spans(predicted.statements, code_points(article.text), place);
        !checked)
      return checked;
    article.predicted = std::move(predicted.statements);
    article.is_predicted = true;
  }
  return {};
}

Result<void> add_readings(const reading::Reader& reader, unsigned threads,
                          const std::atomic<bool>& interrupted,
                          std::vector<GoldArticle>& articles) {
  using Statements = std::vector<exchange::MarkedStatement>;
  auto readings =
      for_each_article<Statements>(articles.size(), threads, interrupted,
                                   [&](std::size_t i) { return read_one(reader, articles[i]); });
  if (!readings) return tl::unexpected(readings.error());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    articles[i].predicted = std::move((*readings)[i]);
    articles[i].is_predicted = true;
  }
  return {};
}

Result<std::vector<language::Document>> analyse_lines(const language::Engine& engine,
                                                      unsigned threads,
                                                      const std::atomic<bool>& interrupted,
                                                      const std::vector<GoldArticle>& articles) {
  return for_each_article<language::Document>(
      articles.size(), threads, interrupted, [&](std::size_t i) -> Result<language::Document> {
        return engine.analyse(articles[i].text, lines_of(articles[i].text));
      });
}

}  // namespace faultline::cli
