#include "positions/detail/issue_words.h"

#include <algorithm>
#include <utility>

#include "embedded/position_models.h"

namespace faultline::positions::detail {
namespace {

std::uint16_t kind_of(std::string_view section) {
  constexpr std::pair<std::string_view, IssueWord> sections[] = {
      {"empty nouns", IssueWord::EmptyNoun}, {"frame nouns", IssueWord::FrameNoun},
      {"issue nouns", IssueWord::IssueNoun}, {"empty adjectives", IssueWord::EmptyAdjective},
      {"verbs for", IssueWord::VerbFor},     {"verbs against", IssueWord::VerbAgainst},
      {"nouns for", IssueWord::NounFor},     {"nouns against", IssueWord::NounAgainst}};
  for (const auto& [name, kind] : sections)
    if (name == section) return static_cast<std::uint16_t>(kind);
  return 0;
}

}  // namespace

const IssueWords& IssueWords::english() {
  static const IssueWords words(embedded::issue_words());
  return words;
}

IssueWords::IssueWords(std::string_view list) {
  std::uint16_t kind = 0;
  while (!list.empty()) {
    std::string_view line = list.substr(0, list.find('\n'));
    list.remove_prefix(std::min(list.size(), line.size() + 1));
    if (line.starts_with('#')) continue;
    if (line.starts_with('[')) {
      kind = kind_of(line.substr(1, line.find(']') - 1));
      continue;
    }
    while (!line.empty()) {
      const std::string_view word = line.substr(0, line.find(' '));
      line.remove_prefix(std::min(line.size(), word.size() + 1));
      if (!word.empty() && kind != 0)
        words_[std::string(word)] = static_cast<std::uint16_t>(words_[std::string(word)] | kind);
    }
  }
}

bool IssueWords::has(std::string_view lemma, IssueWord kind) const {
  const auto found = words_.find(lemma);
  return found != words_.end() && (found->second & static_cast<std::uint16_t>(kind)) != 0;
}

}  // namespace faultline::positions::detail
