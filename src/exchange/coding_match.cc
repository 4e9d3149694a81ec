#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "exchange/coding_table.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using study::StatementRow;
using Rows = std::vector<const StatementRow*>;

class Matcher {
 public:
  Matcher(std::span<const StatementRow> statements, const TextOf& text_of, const std::string& name)
      : text_of_(text_of), name_(name) {
    for (const auto& row : statements) {
      all_.push_back(&row);
      by_article_[row.article_id].push_back(&row);
      if (row.headline) by_headline_[text::fold_name(*row.headline)].push_back(&row);
      by_words_[text::fold_name(row.content_text)].push_back(&row);
      by_key_.emplace(static_cast<std::int64_t>(row.key), &row);
    }
  }

  Result<void> add(const CodingLine& line) {
    const auto* row = find(line);
    if (row == nullptr) return {};
    auto coding = line.coding;
    coding.statement = row->key;
    if (!line.evidence.empty()) {
      auto evidence = find_evidence(*row, line.evidence);
      if (!evidence) return tl::unexpected(evidence.error());
      coding.evidence = *evidence;
      if (!coding.evidence) ++result_.other_evidence;
    }
    taken_.emplace(coding.coder, coding.concept_name, row->key);
    if (!line.speaker.empty() &&
        text::fold_name(line.speaker) != text::fold_name(row->speaker_name.value_or("")))
      ++result_.other_speakers;
    result_.codings.push_back(std::move(coding));
    result_.lines.push_back(line.line);
    return {};
  }
  MatchedCodings finish() { return std::move(result_); }

 private:
  /// Where the words stand in the statement.
  Result<std::optional<ByteSpan>> find_evidence(const StatementRow& row, const std::string& words) {
    if (text_article_ != row.article) {
      auto text = text_of_(row.article);
      if (!text) return tl::unexpected(text.error());
      text_ = std::move(*text);
      text_article_ = row.article;
    }
    const auto begin = text_.find(words, row.extent.begin.value);
    if (begin == std::string::npos || begin + words.size() > row.extent.end.value)
      return std::optional<ByteSpan>();
    return std::optional(ByteSpan{{static_cast<std::uint32_t>(begin)},
                                  {static_cast<std::uint32_t>(begin + words.size())}});
  }

  const StatementRow* refuse(const CodingLine& line, std::string message) {
    result_.problems.push_back(
        {ErrorCode::NotFound, std::move(message), fmt::format("{}:{}", name_, line.line)});
    return nullptr;
  }

  const StatementRow* find(const CodingLine& line) {
    if (line.text.empty()) {
      const auto found = by_key_.find(line.statement.value_or(0));
      if (found != by_key_.end()) return found->second;
      return refuse(line, fmt::format("The study holds no statement {}; add the columns article "
                                      "and text, which find it in any study.",
                                      line.statement.value_or(0)));
    }
    const Rows* among = nullptr;
    std::string where = "in the study";
    if (const auto found = by_article_.find(line.article); found != by_article_.end()) {
      among = &found->second;
      where = fmt::format("in the article \"{}\"", line.article);
    } else if (const auto other = by_headline_.find(text::fold_name(line.headline));
               !line.headline.empty() && other != by_headline_.end()) {
      among = &other->second;
      where = fmt::format("in the article \"{}\"", line.headline);
    } else if (!line.article.empty() || !line.headline.empty()) {
      return refuse(line, fmt::format("The study holds no article \"{}\" with statements.",
                                      line.article.empty() ? line.headline : line.article));
    }
    const std::string words = text::fold_name(line.text);
    Rows found = same_words(words, among);
    if (found.empty()) found = overlapping(words, among == nullptr ? all_ : *among);
    if (found.empty())
      return refuse(line, fmt::format("No statement {} says \"{}\".", where, shortened(line.text)));
    return choose(line, found, where);
  }

  [[nodiscard]] Rows same_words(const std::string& words, const Rows* among) const {
    const auto found = by_words_.find(words);
    if (found == by_words_.end()) return {};
    if (among == nullptr) return found->second;
    const std::set<const StatementRow*> wanted(among->begin(), among->end());
    Rows rows;
    for (const auto* row : found->second)
      if (wanted.contains(row)) rows.push_back(row);
    return rows;
  }

  /// Those that hold the words, or that the words hold. Very short ones would hit by chance.
  static Rows overlapping(const std::string& words, const Rows& among) {
    constexpr std::size_t least = 12;
    Rows rows;
    for (const auto* row : among) {
      const std::string content = text::fold_name(row->content_text);
      if (std::min(content.size(), words.size()) < least) continue;
      if (content.find(words) != std::string::npos || words.find(content) != std::string::npos)
        rows.push_back(row);
    }
    return rows;
  }

  const StatementRow* choose(const CodingLine& line, const Rows& found, const std::string& where) {
    for (const auto* row : found)
      if (line.statement && static_cast<std::int64_t>(row->key) == *line.statement) return row;
    const std::string words = text::fold_name(found.front()->content_text);
    const bool are_same = std::all_of(found.begin(), found.end(), [&](const auto* row) {
      return row->article == found.front()->article && text::fold_name(row->content_text) == words;
    });
    if (found.size() > 1 && !are_same)
      return refuse(line, fmt::format("{} statements {} say \"{}\"; add the column article, or the "
                                      "whole of what the statement says.",
                                      found.size(), where, shortened(line.text)));
    for (const auto* row : found)
      if (!taken_.contains({line.coding.coder, line.coding.concept_name, row->key})) return row;
    return found.front();
  }

  static std::string shortened(const std::string& text) {
    const std::string line = text::fold_space(text);
    constexpr std::size_t most = 60;
    if (line.size() <= most) return line;
    return line.substr(0, line.find_last_of(' ', most)) + " …";
  }

  const TextOf& text_of_;
  const std::string& name_;
  std::string text_;  // of the article below
  std::optional<study::ArticleId> text_article_;
  Rows all_;
  std::map<std::string, Rows> by_article_, by_headline_, by_words_;
  std::map<std::int64_t, const StatementRow*> by_key_;
  std::set<std::tuple<std::string, std::string, study::StatementId>> taken_;
  MatchedCodings result_;
};

}  // namespace

Result<MatchedCodings> match_codings(std::span<const CodingLine> lines,
                                     std::span<const StatementRow> statements,
                                     const TextOf& text_of, const std::string& name) {
  Matcher matcher(statements, text_of, name);
  for (const auto& line : lines)
    if (auto done = matcher.add(line); !done) return tl::unexpected(done.error());
  return matcher.finish();
}

}  // namespace faultline::exchange
