#include "polnear.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "text/text.h"

namespace faultline::training {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("Cannot read " + file.string() + ".");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<language::Block> lines_of(const std::string& text) {
  std::vector<language::Block> blocks;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = text.find_first_not_of(" \t\r", begin);
    if (first < end) {
      const std::size_t last = text.find_last_not_of(" \t\r", end - 1);
      const bool is_headline =
          blocks.empty() && std::string_view(".\"?!:”'").find(text[last]) == std::string_view::npos;
      blocks.push_back({is_headline ? language::BlockKind::Heading : language::BlockKind::Body,
                        {{static_cast<std::uint32_t>(first)}, {static_cast<std::uint32_t>(end)}}});
    }
    begin = end + 1;
  }
  return blocks;
}

std::vector<ByteSpan> spans_of(const nlohmann::json& statement, const char* role,
                               const text::OffsetMap& map) {
  std::vector<ByteSpan> spans;
  if (!statement.contains(role) || statement[role].is_null()) return spans;
  for (const auto& pair : statement[role]) {
    spans.push_back({map.byte(CodePointOffset{pair[0].get<std::uint32_t>()}),
                     map.byte(CodePointOffset{pair[1].get<std::uint32_t>()})});
  }
  return spans;
}

}  // namespace

std::vector<GoldArticle> read_polnear(const std::filesystem::path& folder,
                                      const language::Engine& engine, bool with_states) {
  std::vector<std::filesystem::path> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") texts.push_back(entry.path());
  }
  std::sort(texts.begin(), texts.end());
  std::vector<GoldArticle> articles;
  for (const std::filesystem::path& file : texts) {
    std::string text = content_of(file);
    const auto gold = nlohmann::json::parse(
        content_of(file.parent_path() / (file.stem().string() + ".ann.json")));
    GoldArticle article;
    const text::OffsetMap map(text);
    for (const auto& statement : gold["attributions"]) {
      article.statements.push_back({spans_of(statement, "source", map),
                                    spans_of(statement, "cue", map),
                                    spans_of(statement, "content", map)});
    }
    const std::vector<language::Block> blocks = lines_of(text);
    article.name = file.stem().string();
    if (with_states) {
      language::Analysis analysis = engine.analyse_with_states(std::move(text), blocks);
      article.document = std::move(analysis.document);
      article.states = std::move(analysis.states);
    } else {
      article.document = engine.analyse(std::move(text), blocks);
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

}  // namespace faultline::training
