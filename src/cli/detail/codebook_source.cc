#include "cli/detail/codebook_source.h"

#include <fmt/core.h>

#include <deque>
#include <future>
#include <map>
#include <span>
#include <utility>

#include "cli/detail/register_source.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "cli/detail/workers.h"
#include "positions/codebook_edits.h"

namespace faultline::cli {
namespace {

using Rows = std::vector<study::StatementRow>;

/// The statements of one article, and their contents without what they report of others.
struct Contents {
  std::vector<const study::StatementRow*> rows;
  std::vector<std::string> words;
};

/// Takes the words out of `outer` that are another speaker's.
void take_out(std::string& outer, const std::string& inner) {
  if (inner.empty()) return;
  const std::size_t place = outer.find(inner);
  if (place != std::string::npos) outer.erase(place, inner.size());
}

std::vector<Contents> contents_by_article(const Rows& rows) {
  std::map<std::int64_t, Contents> articles;
  std::map<std::int64_t, std::pair<std::int64_t, std::size_t>> places;  // by statement
  for (const auto& row : rows) {
    Contents& contents = articles[static_cast<std::int64_t>(row.article)];
    places[static_cast<std::int64_t>(row.key)] = {static_cast<std::int64_t>(row.article),
                                                  contents.rows.size()};
    contents.rows.push_back(&row);
    contents.words.push_back(row.content_text);
  }
  for (const auto& row : rows) {
    if (!row.nested_in) continue;
    const auto outer = places.find(static_cast<std::int64_t>(*row.nested_in));
    if (outer == places.end()) continue;
    Contents& contents = articles[outer->second.first];
    if (contents.rows[outer->second.second]->speaker == row.speaker && row.speaker) continue;
    take_out(contents.words[outer->second.second], row.content_text);
  }
  std::vector<Contents> all;
  all.reserve(articles.size());
  for (auto& [article, contents] : articles) all.push_back(std::move(contents));
  return all;
}

std::vector<positions::Saying> analysed(const Contents& contents, const language::Engine& engine) {
  std::string text;
  std::vector<language::Block> blocks;
  std::vector<const study::StatementRow*> rows;
  for (std::size_t i = 0; i < contents.rows.size(); ++i) {
    if (contents.words[i].empty()) continue;
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += contents.words[i];
    blocks.push_back({language::BlockKind::Body,
                      {ByteOffset{begin}, ByteOffset{static_cast<std::uint32_t>(text.size())}}});
    text += "\n\n";
    rows.push_back(contents.rows[i]);
  }
  const language::Document document = engine.analyse(std::move(text), blocks);
  std::vector<positions::Saying> sayings;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const study::StatementRow& row = *rows[i];
    positions::Saying saying;
    saying.statement = static_cast<std::int64_t>(row.key);
    saying.actor = row.speaker.value_or("");
    saying.article = row.article_id;
    saying.words = row.content_text;
    saying.is_turned = row.polarity == statements::Polarity::Denied;
    saying.themes = positions::themes_of(document, document.paragraphs[i].sentences);
    sayings.push_back(std::move(saying));
  }
  return sayings;
}

}  // namespace

Result<positions::Codebook> codebook_of_file(const std::string& file) {
  if (auto exists = require_file(file, "codebook"); !exists) return tl::unexpected(exists.error());
  if (is_study(file))
    return failure(ErrorCode::Usage,
                   fmt::format("{} is a study; name a codebook file (TOML). `faultline codebook {} "
                               "--toml` makes one of the study's codebook.",
                               file, file));
  return positions::Codebook::load(file);
}

Result<positions::Codebook> codebook_from(const std::string& source) {
  if (auto exists = require_file(source, "study or codebook"); !exists)
    return tl::unexpected(exists.error());
  if (!is_study(source)) return positions::Codebook::load(source);
  const auto study = open_study(source);
  if (!study) return tl::unexpected(study.error());
  return study->codebook();
}

Error with_nearest_concept(Error error, const positions::Codebook& codebook,
                           const std::string& name) {
  if (error.code == ErrorCode::NotFound && positions::find_concept(codebook, name) == nullptr)
    error.message += did_you_mean(name, positions::concept_names(codebook));
  return error;
}

Result<positions::Concept> concept_named(const positions::Codebook& codebook,
                                         const std::string& name) {
  if (const auto* found = positions::find_concept(codebook, name)) return *found;
  return tl::unexpected(with_nearest_concept(
      Error{ErrorCode::NotFound, fmt::format("The codebook has no concept \"{}\".", name), ""},
      codebook, name));
}

Result<std::vector<positions::Saying>> sayings_of(const study::Study& study,
                                                  const study::Filter& filter,
                                                  const language::Engine& engine, unsigned threads,
                                                  const std::atomic<bool>& interrupted) {
  const auto rows = study.statements(filter);
  if (!rows) return tl::unexpected(rows.error());
  const std::vector<Contents> articles = contents_by_article(*rows);
  std::vector<positions::Saying> sayings;
  std::deque<std::future<std::vector<positions::Saying>>> pending;
  Workers workers(threads);
  const auto take = [&] {
    for (auto& saying : pending.front().get()) sayings.push_back(std::move(saying));
    pending.pop_front();
  };
  for (const Contents& article : articles) {
    if (interrupted) return failure(ErrorCode::Interrupted, "Interrupted; nothing was changed.");
    pending.push_back(workers.submit<std::vector<positions::Saying>>(
        [&article, &engine] { return analysed(article, engine); }));
    while (pending.size() > 2 * std::size_t{threads} + 2) take();
  }
  while (!pending.empty()) take();
  return sayings;
}

}  // namespace faultline::cli
