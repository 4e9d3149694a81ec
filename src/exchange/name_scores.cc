#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "exchange/scores.h"

namespace faultline::exchange {
namespace {

struct Chunk {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string type;

  friend auto operator<=>(const Chunk&, const Chunk&) = default;
};

/// A chunk begins at B, S or U, or where the tag before cannot go on.
std::vector<Chunk> chunks(const TaggedSentence& sentence,
                          const std::set<std::string, std::less<>>& left_out) {
  std::vector<Chunk> found;
  bool is_open = false;
  Chunk chunk;
  const auto close = [&](std::size_t end) {
    if (!is_open) return;
    chunk.end = end;
    if (!left_out.contains(chunk.type)) found.push_back(chunk);
    is_open = false;
  };
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string& tag = sentence[i].tag;
    if (tag.size() < 3) {  // "O", "_"
      close(i);
      continue;
    }
    const char kind = tag[0];
    const std::string type = tag.substr(tag.find('-') + 1);
    if (kind == 'B' || kind == 'S' || kind == 'U' || !is_open || chunk.type != type) {
      close(i);
      chunk = {i, i, type};
      is_open = true;
    }
    if (kind == 'E' || kind == 'L' || kind == 'S' || kind == 'U') close(i + 1);
  }
  close(sentence.size());
  return found;
}

Result<void> check_words(std::span<const TaggedSentence> gold,
                         std::span<const TaggedSentence> system) {
  if (gold.size() != system.size()) {
    return failure(ErrorCode::Malformed,
                   fmt::format("There are {} gold sentences and {} predicted ones; both files must "
                               "have the same words.",
                               gold.size(), system.size()));
  }
  for (std::size_t s = 0; s < gold.size(); ++s) {
    const bool same = std::equal(
        gold[s].begin(), gold[s].end(), system[s].begin(), system[s].end(),
        [](const TaggedWord& one, const TaggedWord& other) { return one.form == other.form; });
    if (!same) {
      return failure(ErrorCode::Malformed,
                     fmt::format("The words of sentence {} differ; both files must have the same "
                                 "words.",
                                 s + 1));
    }
  }
  return {};
}

}  // namespace

Result<std::vector<TaggedSentence>> read_tagged(std::string_view content, std::string_view name) {
  std::vector<TaggedSentence> sentences;
  TaggedSentence sentence;
  std::size_t line_number = 0;
  const auto close = [&] {
    if (!sentence.empty()) sentences.push_back(std::exchange(sentence, {}));
  };
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string_view separators = line.find('\t') == std::string_view::npos ? " " : "\t";
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
      close();
      continue;
    }
    const std::string_view form = line.substr(0, line.find_first_of(separators));
    if (form == "-DOCSTART-") continue;
    const std::size_t last = line.find_last_of(separators);
    const std::string_view tag =
        last == std::string_view::npos ? std::string_view() : line.substr(last + 1);
    const std::size_t dash = tag.find('-');
    const bool is_tag = tag == "O" || tag == "_" || (dash == 1 && tag.size() > 2);
    if (form.empty() || !is_tag) {
      return failure(ErrorCode::Malformed,
                     "The line has no word and tag; the last column must be O, B-PER and the like.",
                     fmt::format("{}:{}", name, line_number));
    }
    sentence.push_back({std::string(form), std::string(tag)});
  }
  close();
  return sentences;
}

Result<std::vector<Score>> score_names(std::span<const TaggedSentence> gold,
                                       std::span<const TaggedSentence> system,
                                       const std::set<std::string, std::less<>>& left_out) {
  if (auto checked = check_words(gold, system); !checked) return tl::unexpected(checked.error());
  std::map<std::string, Score> by_type;
  Score all{"micro"};
  Score spans{"spans_only"};
  for (std::size_t s = 0; s < gold.size(); ++s) {
    const std::vector<Chunk> wanted = chunks(gold[s], left_out);
    const std::vector<Chunk> found = chunks(system[s], left_out);
    for (const Chunk& chunk : wanted) ++by_type[chunk.type].gold;
    for (const Chunk& chunk : found) ++by_type[chunk.type].system;
    all.gold += wanted.size();
    all.system += found.size();
    for (const Chunk& chunk : wanted) {
      const auto same = std::find_if(found.begin(), found.end(), [&](const Chunk& other) {
        return other.begin == chunk.begin && other.end == chunk.end;
      });
      if (same == found.end()) continue;
      ++spans.correct;
      if (same->type != chunk.type) continue;
      ++all.correct;
      ++by_type[chunk.type].correct;
    }
  }
  spans.gold = all.gold;
  spans.system = all.system;
  std::vector<Score> scores;
  for (auto& [type, score] : by_type) {
    score.name = type;
    scores.push_back(score);
  }
  scores.push_back(all);
  scores.push_back(spans);
  return scores;
}

}  // namespace faultline::exchange
