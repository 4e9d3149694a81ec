#include "positions/detail/theme_counts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "positions/detail/issue_words.h"
#include "text/text.h"

namespace faultline::positions::detail {
namespace {

std::vector<std::string> words_of(std::string_view key) {
  std::vector<std::string> words;
  while (!key.empty()) {
    words.emplace_back(key.substr(0, key.find(' ')));
    key.remove_prefix(std::min(key.size(), words.back().size() + 1));
  }
  return words;
}

std::vector<std::uint32_t> numbers_of(std::span<const Saying* const> sayings,
                                      std::string Saying::* field) {
  std::unordered_map<std::string_view, std::uint32_t> known;
  std::vector<std::uint32_t> numbers;
  numbers.reserve(sayings.size());
  for (const Saying* saying : sayings) {
    const std::string& value = saying->*field;
    const auto next = static_cast<std::uint32_t>(known.size() + 1);
    numbers.push_back(value.empty() ? 0 : known.try_emplace(value, next).first->second);
  }
  return numbers;
}

void add(ThemeCount& count, const Theme& theme, std::uint32_t saying, bool is_turned) {
  if (count.occurrences.empty() || count.occurrences.back().saying != saying) {
    count.occurrences.push_back({saying, 0});
    ++count.forms[theme.words];
  }
  const auto stance = static_cast<std::int8_t>(is_turned ? -theme.stance : theme.stance);
  if (count.occurrences.back().stance == 0) count.occurrences.back().stance = stance;
  if (theme.stance != 0 && !theme.phrase.empty())
    ++count.phrases[theme.stance > 0 ? 0 : 1][theme.phrase];
}

/// The word without an ending that makes nouns and adjectives of it: "immigr" of "immigration".
std::string_view root_of(std::string_view word) {
  static constexpr std::string_view kEndings[] = {
      "ization", "isation", "ations", "ation", "ition", "ement", "ants", "ance", "ence",
      "ment",    "ants",    "ant",    "ent",   "ers",   "ing",   "ion",  "ism",  "ist",
      "ity",     "ery",     "er",     "or",    "al",    "ic",    "s"};
  constexpr std::size_t kShortest = 5;
  for (const std::string_view ending : kEndings)
    if (word.ends_with(ending) && word.size() >= ending.size() + kShortest)
      return word.substr(0, word.size() - ending.size());
  return word;
}

bool is_frame(const std::string& word) {
  return IssueWords::english().has(word, IssueWord::FrameNoun);
}
bool is_empty(const std::string& word) {
  return IssueWords::english().has(word, IssueWord::EmptyNoun);
}
bool is_issue(const std::string& word) {
  return IssueWords::english().has(word, IssueWord::IssueNoun);
}
/// The word that tells the issue: the last noun that is no frame and not empty ("wall" of "sea
/// wall", "tax" of "tax plan"); the whole where there is none ("foreign policy").
std::string telling_word(const ThemeCount& theme) {
  for (auto word = theme.nouns.rbegin(); word != theme.nouns.rend(); ++word)
    if (!is_empty(*word) && (!is_frame(*word) || (is_issue(*word) && theme.nouns.size() == 1)))
      return *word;
  return theme.nouns.size() == 1 && theme.lemmas.size() == 1 ? theme.nouns[0] : theme.key;
}

}  // namespace

ThemeTable count_themes(std::span<const Saying> sayings, std::size_t at_least) {
  ThemeTable table;
  for (const Saying& saying : sayings) table.sayings.push_back(&saying);
  std::sort(table.sayings.begin(), table.sayings.end(), [](const Saying* a, const Saying* b) {
    return std::tie(a->statement, a->article) < std::tie(b->statement, b->article);
  });
  // One speech in twenty outlets would look like a chorus.
  std::unordered_set<std::string> said;
  std::erase_if(table.sayings, [&](const Saying* one) {
    return !said.insert(one->actor + '\n' + text::fold_name(one->words)).second;
  });
  table.actors = numbers_of(table.sayings, &Saying::actor);
  table.articles = numbers_of(table.sayings, &Saying::article);

  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<ThemeCount> counts;
  for (std::uint32_t s = 0; s < table.sayings.size(); ++s)
    for (const Theme& theme : table.sayings[s]->themes) {
      const auto [place, is_new] = places.try_emplace(theme.key, counts.size());
      if (is_new) {
        counts.emplace_back().key = theme.key;
        counts.back().nouns = theme.nouns;
      }
      add(counts[place->second], theme, s, table.sayings[s]->is_turned);
    }
  std::erase_if(counts, [&](const ThemeCount& one) { return one.occurrences.size() < at_least; });
  std::sort(counts.begin(), counts.end(),
            [](const ThemeCount& a, const ThemeCount& b) { return a.key < b.key; });
  for (ThemeCount& one : counts) one.lemmas = words_of(one.key);
  table.themes = std::move(counts);
  return table;
}

Spread spread_of(const ThemeTable& table, std::span<const Occurrence> occurrences) {
  Spread spread;
  std::unordered_set<std::uint32_t> actors, articles;
  for (const Occurrence& one : occurrences) {
    ++spread.statements;
    if (table.actors[one.saying] != 0) actors.insert(table.actors[one.saying]);
    articles.insert(table.articles[one.saying]);
    spread.in_favour += one.stance > 0 ? 1 : 0;
    spread.against += one.stance < 0 ? 1 : 0;
  }
  spread.actors = static_cast<std::int64_t>(actors.size());
  spread.articles = static_cast<std::int64_t>(articles.size());
  return spread;
}

double weight_of(const ThemeCount& theme) {
  const std::string& head = theme.lemmas.back();
  const bool tells = std::any_of(theme.lemmas.begin(), theme.lemmas.end(), is_issue);
  if (theme.lemmas.size() == 1) {
    if (tells) return 1.6;
    static constexpr std::string_view kAbstract[] = {"tion", "sion", "ism", "ment",
                                                     "ity",  "ance", "ing", "cy"};
    return std::any_of(std::begin(kAbstract), std::end(kAbstract),
                       [&](std::string_view ending) { return head.ends_with(ending); })
               ? 0.7
               : 0.5;
  }
  if (tells) return is_empty(head) && !is_frame(head) && !is_issue(head) ? 1.2 : 1.8;
  if (is_frame(head)) return 1.1;
  return is_empty(head) || is_empty(theme.lemmas.front()) ? 0.4 : 0.9;
}

double score_of(const Spread& spread, double weight) {
  if (spread.statements == 0) return 0;
  const auto n = static_cast<double>(spread.statements);
  const double burst =
      std::min(3.0, n / static_cast<double>(std::max<std::int64_t>(1, spread.articles)));
  const double told = static_cast<double>(spread.in_favour + spread.against) / n;
  const bool is_disputed = spread.in_favour > 0 && spread.against > 0;
  return weight * std::log1p(static_cast<double>(spread.actors)) * std::log1p(n) *
         std::sqrt(burst) * (1 + std::min(0.5, told) + (is_disputed ? 0.3 : 0));
}

std::string telling_root(const ThemeCount& theme) {
  const std::string word = telling_word(theme);
  const std::string_view root = root_of(word);
  return std::string(word.find(' ') == std::string::npos ? root : std::string_view(word));
}

}  // namespace faultline::positions::detail
