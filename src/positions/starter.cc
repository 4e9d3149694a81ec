#include "positions/starter.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "positions/detail/stems.h"
#include "positions/detail/theme_counts.h"
#include "text/text.h"

namespace faultline::positions {
namespace {

using detail::Occurrence;
using detail::Spread;
using detail::ThemeCount;
using detail::ThemeTable;

constexpr std::size_t kPool = 1000;           // themes that are looked at, the most promising ones
constexpr double kMostlyTogether = 0.6;       // of the rarer one's statements
constexpr std::size_t kLongestExample = 240;  // bytes

/// Themes that are taken for one issue.
struct Group {
  std::vector<std::size_t> themes;  // the first one leads
  std::vector<Occurrence> occurrences;
  Spread spread;
  double weight = 0, score = 0;
};

/// Both lists, by saying; a stance outweighs none.
std::vector<Occurrence> united(const std::vector<Occurrence>& a, const std::vector<Occurrence>& b) {
  std::vector<Occurrence> all;
  all.reserve(a.size() + b.size());
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() || right != b.end()) {
    if (right == b.end() || (left != a.end() && left->saying < right->saying)) {
      all.push_back(*left++);
    } else if (left == a.end() || right->saying < left->saying) {
      all.push_back(*right++);
    } else {
      all.push_back(left->stance != 0 ? *left : *right);
      ++left;
      ++right;
    }
  }
  return all;
}

/// Puts themes into groups, the most promising first: each begins a group or joins one.
class Grouping {
 public:
  explicit Grouping(const ThemeTable& table) : table_(table), groups_of_(table.sayings.size()) {
    for (std::size_t i = 0; i < table.themes.size(); ++i) {
      const double weight = detail::weight_of(table.themes[i]);
      const Spread spread = detail::spread_of(table, table.themes[i].occurrences);
      order_.push_back({detail::score_of(spread, weight), i});
    }
    std::sort(order_.begin(), order_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (order_.size() > kPool) order_.resize(kPool);
  }

  std::vector<Group> run(std::size_t at_least) {
    for (const auto& [score, theme] : order_) place(theme, at_least);
    for (Group& group : groups_) {
      group.spread = detail::spread_of(table_, group.occurrences);
      group.score = detail::score_of(group.spread, group.weight);
    }
    std::stable_sort(groups_.begin(), groups_.end(),
                     [](const Group& a, const Group& b) { return a.score > b.score; });
    return std::move(groups_);
  }

 private:
  void place(std::size_t theme, std::size_t at_least) {
    const std::vector<Occurrence>& all = table_.themes[theme].occurrences;
    std::map<std::size_t, std::size_t> shared;  // by group
    for (const Occurrence& one : all)
      for (const std::size_t group : groups_of_[one.saying]) ++shared[group];
    const std::string root = detail::telling_root(table_.themes[theme]);
    if (const auto same = by_root_.find(root); same != by_root_.end())
      return join(same->second, theme);
    for (const auto& [group, count] : shared) {
      const std::size_t rarer = std::min(all.size(), groups_[group].occurrences.size());
      const std::size_t other = std::max(all.size(), groups_[group].occurrences.size());
      if (count >= 3 &&
          static_cast<double>(count) >= kMostlyTogether * static_cast<double>(rarer) &&
          rarer * 4 >= other)
        return join(group, theme);
    }
    // What remains of "tax" beside "tax return".
    std::vector<Occurrence> own;
    for (const Occurrence& one : all)
      if (!is_explained(theme, one.saying)) own.push_back(one);
    Group group;
    group.weight = detail::weight_of(table_.themes[theme]);
    // What no word speaks for must recur more often.
    constexpr double kDoubtful = 0.75;
    const std::size_t least = group.weight < kDoubtful ? at_least + 1 : at_least;
    if (own.size() < least) return;
    groups_.push_back(std::move(group));
    add(groups_.size() - 1, theme, own);
  }

  /// The saying has the theme's word only as a part of another issue's name.
  [[nodiscard]] bool is_explained(std::size_t theme, std::uint32_t saying) const {
    const ThemeCount& part = table_.themes[theme];
    for (const std::size_t g : groups_of_[saying])
      for (const std::size_t t : groups_[g].themes) {
        const ThemeCount& whole = table_.themes[t];
        if (whole.lemmas.size() > part.lemmas.size() &&
            std::search(whole.lemmas.begin(), whole.lemmas.end(), part.lemmas.begin(),
                        part.lemmas.end()) != whole.lemmas.end() &&
            std::binary_search(
                whole.occurrences.begin(), whole.occurrences.end(), Occurrence{saying, 0},
                [](const Occurrence& a, const Occurrence& b) { return a.saying < b.saying; }))
          return true;
      }
    return false;
  }

  void join(std::size_t group, std::size_t theme) {
    add(group, theme, table_.themes[theme].occurrences);
  }

  void add(std::size_t group, std::size_t theme, const std::vector<Occurrence>& occurrences) {
    groups_[group].themes.push_back(theme);
    // A word that joined counts like the one that leads: "email server" goes where "server" went.
    if (groups_[group].themes.size() == 1 || table_.themes[theme].lemmas.size() == 1)
      by_root_.try_emplace(detail::telling_root(table_.themes[theme]), group);
    for (const Occurrence& one : occurrences) {
      auto& of = groups_of_[one.saying];
      if (std::find(of.begin(), of.end(), group) == of.end()) of.push_back(group);
    }
    groups_[group].occurrences = united(groups_[group].occurrences, occurrences);
  }

  const ThemeTable& table_;
  std::vector<std::pair<double, std::size_t>> order_;  // score, theme
  std::vector<std::vector<std::size_t>> groups_of_;    // by saying
  std::map<std::string, std::size_t> by_root_;         // the group that a root leads to
  std::vector<Group> groups_;
};

std::string most_frequent(const std::map<std::string, std::int64_t>& forms) {
  const auto best = std::max_element(forms.begin(), forms.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second < b.second : a.first > b.first;
  });
  return best == forms.end() ? std::string() : best->first;
}

/// The phrases of one side, most frequent first, without those that hold another one of them.
std::vector<PhraseCount> phrases_of(const ThemeTable& table, const Group& group, int side,
                                    std::size_t at_most) {
  std::map<std::string, PhraseCount> by_stems;
  for (const std::size_t t : group.themes)
    for (const auto& [phrase, count] : table.themes[t].phrases[side]) {
      if (phrase.starts_with("not ")) continue;  // a negation before a phrase turns it anyway
      std::string key;
      for (const std::string& stem : detail::stems(phrase)) key.append(stem).push_back(' ');
      PhraseCount& known = by_stems[key];
      if (count < known.statements) continue;
      known = {phrase, count};
    }
  std::vector<PhraseCount> all;
  for (auto& [key, phrase] : by_stems) all.push_back(std::move(phrase));
  std::stable_sort(all.begin(), all.end(), [](const PhraseCount& a, const PhraseCount& b) {
    return a.statements != b.statements ? a.statements > b.statements
                                        : a.phrase.size() < b.phrase.size();
  });
  std::vector<PhraseCount> kept;
  std::vector<std::vector<std::string>> kept_stems;
  for (PhraseCount& one : all) {
    std::vector<std::string> stems = detail::stems(one.phrase);
    const bool is_held =
        std::any_of(kept_stems.begin(), kept_stems.end(), [&](const auto& shorter) {
          auto at = shorter.begin();
          for (const std::string& stem : stems)
            if (at != shorter.end() && *at == stem) ++at;
          return at == shorter.end();
        });
    if (is_held || kept.size() >= at_most) continue;
    kept.push_back(std::move(one));
    kept_stems.push_back(std::move(stems));
  }
  return kept;
}

/// What people usually say, where the corpus has too little of it.
void add_guesses(Candidate& candidate) {
  constexpr std::size_t kEnough = 2;
  const auto add = [](std::vector<PhraseCount>& phrases, const std::string& phrase) {
    if (phrases.size() >= kEnough) return;
    for (const PhraseCount& known : phrases)
      if (known.phrase == phrase) return;
    phrases.push_back({phrase, 0});
  };
  for (const char* before : {"support ", "favor "})
    add(candidate.phrases_for, before + candidate.name);
  for (const char* before : {"oppose ", "against "})
    add(candidate.phrases_against, before + candidate.name);
}

/// `words` at most as long as an example may be, cut at a blank.
std::string shortened(const std::string& words) {
  std::string folded = text::fold_space(words);
  if (folded.size() <= kLongestExample) return folded;
  const std::size_t blank = folded.rfind(' ', kLongestExample);
  // Without a blank there is no good place, and any cut might split a character.
  if (blank == std::string::npos || blank == 0) return folded;
  return folded.substr(0, blank) + " …";
}

std::vector<Candidate::Example> examples_of(const ThemeTable& table, const Group& group,
                                            std::size_t at_most) {
  std::vector<Occurrence> order = group.occurrences;
  const auto rank = [&](const Occurrence& one) {
    const std::size_t size = table.sayings[one.saying]->words.size();
    return (one.stance == 0 ? 2 : 0) + (size < 40 || size > kLongestExample ? 1 : 0);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::vector<Candidate::Example> examples;
  std::set<std::string> actors;
  for (const bool may_repeat : {false, true})
    for (const Occurrence& one : order) {
      const Saying& saying = *table.sayings[one.saying];
      if (examples.size() >= at_most) return examples;
      const bool is_new = actors.insert(saying.actor).second;
      if (is_new == may_repeat) continue;
      examples.push_back({saying.statement, saying.actor, shortened(saying.words)});
    }
  return examples;
}

Candidate candidate_of(const ThemeTable& table, const Group& group, const StarterOptions& options) {
  Candidate candidate;
  const ThemeCount* name = &table.themes[group.themes.front()];
  // "climate change" rather than "climate", where most say the former.
  for (const std::size_t t : group.themes) {
    const ThemeCount& other = table.themes[t];
    if (other.lemmas.size() > name->lemmas.size() && detail::weight_of(other) >= group.weight &&
        other.occurrences.size() * 2 >= group.occurrences.size())
      name = &other;
  }
  candidate.name = most_frequent(name->forms);
  std::vector<std::size_t> rest = group.themes;
  std::stable_sort(rest.begin(), rest.end(), [&](std::size_t a, std::size_t b) {
    return table.themes[a].occurrences.size() > table.themes[b].occurrences.size();
  });
  for (const std::size_t t : rest)
    if (std::string form = most_frequent(table.themes[t].forms); form != candidate.name)
      candidate.variants.push_back(std::move(form));
  candidate.statements = group.spread.statements;
  candidate.actors = group.spread.actors;
  candidate.articles = group.spread.articles;
  candidate.in_favour = group.spread.in_favour;
  candidate.against = group.spread.against;
  candidate.phrases_for = phrases_of(table, group, 0, options.phrases);
  candidate.phrases_against = phrases_of(table, group, 1, options.phrases);
  add_guesses(candidate);
  candidate.examples = examples_of(table, group, options.examples);
  candidate.score = group.score;
  return candidate;
}

}  // namespace

std::vector<Candidate> propose_concepts(std::span<const Saying> sayings,
                                        const StarterOptions& options) {
  const ThemeTable table = detail::count_themes(sayings, options.statements);
  std::vector<Group> groups = Grouping(table).run(options.statements);
  std::vector<Candidate> candidates;
  std::set<std::string> names;
  for (const Group& group : groups) {
    if (candidates.size() >= options.concepts) break;
    Candidate candidate = candidate_of(table, group, options);
    if (names.insert(candidate.name).second) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::string to_toml(std::span<const Candidate> candidates, const std::string& name) {
  std::string out =
      "# Proposed from what the actors of a study talk about. Strike out, rename, join and "
      "describe;\n"
      "# a phrase with the number 0 occurs nowhere and is a guess.\n\n";
  Codebook head;
  head.name = name;
  head.version = "1";
  out += to_toml(head);
  for (const Candidate& one : candidates) {
    out += fmt::format("\n# {} statements by {} actors in {} articles; {} for, {} against\n",
                       one.statements, one.actors, one.articles, one.in_favour, one.against);
    const auto add_line = [&](std::string_view what, const std::string& line) {
      if (!line.empty()) out += fmt::format("# {}: {}\n", what, line);
    };
    std::string variants;
    for (const std::string& variant : one.variants)
      variants += (variants.empty() ? "" : ", ") + variant;
    add_line("also", variants);
    Concept made;
    made.name = one.name;
    for (const auto& [what, phrases, into] :
         {std::tuple("for", &one.phrases_for, &made.in_favour),
          std::tuple("against", &one.phrases_against, &made.against)}) {
      std::string line;
      for (const PhraseCount& phrase : *phrases) {
        line +=
            fmt::format("{}{} ({})", line.empty() ? "" : ", ", phrase.phrase, phrase.statements);
        into->push_back(phrase.phrase);
      }
      add_line(what, line);
    }
    for (const Candidate::Example& example : one.examples) {
      add_line(fmt::format("statement {}, {}", example.statement,
                           example.actor.empty() ? "unknown" : example.actor),
               example.words);
      made.examples.push_back(example.words);
    }
    out += to_toml(made);
  }
  return out;
}

}  // namespace faultline::positions
