#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>

#include "exchange/scores.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

struct Stretch {  // of the text without white space, in bytes
  std::size_t begin = 0;
  std::size_t end = 0;

  friend auto operator<=>(const Stretch&, const Stretch&) = default;
};

struct Word {
  Stretch place;             // of the whole token, for words under a range
  bool is_in_range = false;  // of several words
  const ConlluLine* line = nullptr;
  std::size_t head = 0;  // 0: the root; otherwise the index of the head in `words`, plus 1
  bool has_head = false;
};

struct Parsed {
  std::string text;
  std::vector<Stretch> tokens;
  std::vector<Stretch> sentences;
  std::vector<Word> words;
};

bool is_space(char32_t code) {
  return (code >= 9 && code <= 13) || (code >= 0x1C && code <= 0x20) || code == 0x85 ||
         code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

void append_without_space(std::string_view form, std::string& text) {
  for (std::size_t position = 0; position < form.size();) {
    const std::size_t begin = position;
    if (!is_space(text::next_code_point(form, position))) {
      text.append(form.substr(begin, position - begin));
    }
  }
}

std::size_t number_after_dash(const std::string& id) {
  return static_cast<std::size_t>(std::stoul(id.substr(id.find('-') + 1)));
}

Parsed parsed(std::span<const ConlluSentence> sentences) {
  Parsed all;
  for (const ConlluSentence& sentence : sentences) {
    const std::size_t first = all.words.size();
    const std::size_t begin = all.text.size();
    std::size_t range_end = 0;
    Stretch range;
    for (const ConlluLine& line : sentence.lines) {
      if (line.kind == ConlluLine::Kind::Empty) continue;
      const bool is_range = line.kind == ConlluLine::Kind::Range;
      const std::size_t index = all.words.size() - first + 1;
      Word word{range, true, &line, 0, false};
      if (is_range || index > range_end) {
        const std::size_t start = all.text.size();
        append_without_space(line[ConlluColumn::Form], all.text);
        word.place = {start, all.text.size()};
        word.is_in_range = false;
        all.tokens.push_back(word.place);
      }
      if (is_range) {
        range_end = number_after_dash(line[ConlluColumn::Id]);
        range = word.place;
        continue;
      }
      const std::string& head = line[ConlluColumn::Head];
      if (!head.empty() && head != "_") {
        const std::size_t value = std::stoul(head);
        word.has_head = true;
        word.head = value == 0 ? 0 : first + value;
      }
      all.words.push_back(word);
    }
    all.sentences.push_back({begin, all.text.size()});
  }
  return all;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;  // of gold and system words

std::string lower_form(const Word& word) {
  // Without accents as well; it only decides which words inside one token belong together.
  return text::fold_name((*word.line)[ConlluColumn::Form]);
}

/// The longest common subsequence of the forms of words gold_begin.. and system_begin.. .
void align_by_forms(const Parsed& gold, std::size_t gold_begin, std::size_t gold_end,
                    const Parsed& system, std::size_t system_begin, std::size_t system_end,
                    Pairs& pairs) {
  std::vector<std::string> a;
  std::vector<std::string> b;
  for (std::size_t i = gold_begin; i < gold_end; ++i) a.push_back(lower_form(gold.words[i]));
  for (std::size_t i = system_begin; i < system_end; ++i) b.push_back(lower_form(system.words[i]));
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> lengths((a.size() + 1) * width);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      lengths[i * width + j] =
          a[i] == b[j] ? lengths[(i + 1) * width + j + 1] + 1
                       : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      pairs.emplace_back(gold_begin + i++, system_begin + j++);
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
}

/// The ends of the words on both sides that overlap the token at i or j, however far that leads.
std::pair<std::size_t, std::size_t> overlapping(const Parsed& gold, std::size_t i,
                                                const Parsed& system, std::size_t j) {
  const auto end_of = [](const Word& word) { return word.is_in_range ? word.place.end : 0; };
  std::size_t end = std::max(end_of(gold.words[i]), end_of(system.words[j]));
  const auto advance = [&end](const std::vector<Word>& words, std::size_t& at) {
    bool grew = false;
    for (; at < words.size() && words[at].place.begin < end; ++at) {
      if (words[at].is_in_range && words[at].place.end > end) {
        end = words[at].place.end;
        grew = true;
      }
    }
    return grew;
  };
  for (;;) {
    const bool gold_grew = advance(gold.words, i);
    const bool system_grew = advance(system.words, j);
    if (!gold_grew && !system_grew) return {i, j};
  }
}

Pairs align(const Parsed& gold, const Parsed& system) {
  Pairs pairs;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < gold.words.size() && j < system.words.size()) {
    const Word& g = gold.words[i];
    const Word& s = system.words[j];
    if (!g.is_in_range && !s.is_in_range) {
      if (g.place == s.place) {
        pairs.emplace_back(i++, j++);
      } else if (g.place.begin <= s.place.begin && g.place.begin < s.place.end &&
                 (g.place.begin < s.place.begin || g.place.end <= s.place.end)) {
        ++i;
      } else {
        ++j;
      }
    } else if (g.place.end <= s.place.begin) {
      ++i;
    } else if (s.place.end <= g.place.begin) {
      ++j;
    } else {
      const auto [gold_end, system_end] = overlapping(gold, i, system, j);
      align_by_forms(gold, i, gold_end, system, j, system_end, pairs);
      i = gold_end;
      j = system_end;
    }
  }
  return pairs;
}

std::size_t common(const std::vector<Stretch>& one, const std::vector<Stretch>& other) {
  std::vector<Stretch> both;  // each is sorted, without repetitions
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                        std::back_inserter(both));
  return both.size();
}

std::string universal_features(const std::string& features) {
  static constexpr std::array<std::string_view, 21> names = {
      "PronType", "NumType", "Poss",  "Reflex",   "Foreign",  "Abbr",     "Gender",
      "Animacy",  "Number",  "Case",  "Definite", "Degree",   "VerbForm", "Mood",
      "Tense",    "Aspect",  "Voice", "Evident",  "Polarity", "Person",   "Polite"};
  std::vector<std::string_view> kept;
  for (std::string_view rest = features; !rest.empty();) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    const std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string_view name = one.substr(0, one.find('='));
    if (std::find(names.begin(), names.end(), name) != names.end()) kept.push_back(one);
  }
  std::sort(kept.begin(), kept.end());
  std::string joined;
  for (const std::string_view one : kept) joined.append(one).push_back('|');
  return joined;
}

std::string_view universal_relation(const Word& word) {
  const std::string_view relation = (*word.line)[ConlluColumn::Deprel];
  return relation.substr(0, relation.find(':'));
}

bool is_content(const Word& word) {
  static constexpr std::array<std::string_view, 28> relations = {
      "nsubj",    "obj",    "iobj",       "csubj",  "ccomp",    "xcomp",      "obl",
      "vocative", "expl",   "dislocated", "advcl",  "advmod",   "discourse",  "nmod",
      "appos",    "nummod", "acl",        "amod",   "conj",     "fixed",      "flat",
      "compound", "list",   "parataxis",  "orphan", "goeswith", "reparandum", "root"};
  const std::string_view relation = universal_relation(word);
  return relation == "dep" ||
         std::find(relations.begin(), relations.end(), relation) != relations.end();
}

class TreeCounter {
 public:
  TreeCounter(const Parsed& gold, const Parsed& system, const Pairs& pairs)
      : gold_(gold), system_(system), system_of_(gold.words.size() + 1) {
    for (const auto& [g, s] : pairs) system_of_[g + 1] = s + 1;
    for (const auto& [g, s] : pairs) count(gold.words[g], system.words[s]);
  }

  std::size_t attached = 0, labelled = 0, content = 0, content_aligned = 0;

 private:
  void count(const Word& g, const Word& s) {
    if (is_content(g)) ++content_aligned;
    if (!g.has_head || !s.has_head) return;
    const bool agree = g.head == 0 || s.head == 0
                           ? g.head == 0 && s.head == 0
                           : system_of_[g.head] != 0 && system_of_[g.head] == s.head;
    if (!agree) return;
    ++attached;
    if (universal_relation(g) != universal_relation(s)) return;
    ++labelled;
    if (is_content(g)) ++content;
  }

  const Parsed& gold_;
  const Parsed& system_;
  std::vector<std::size_t> system_of_;  // by gold word plus 1; 0: none
};

double per_cent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t content_words(const Parsed& parsed) {
  return static_cast<std::size_t>(
      std::count_if(parsed.words.begin(), parsed.words.end(), is_content));
}

}  // namespace

double Score::precision() const { return per_cent(correct, system); }
double Score::recall() const { return per_cent(correct, gold); }
double Score::f1() const { return per_cent(2 * correct, gold + system); }

Result<std::vector<Score>> score_parse(std::span<const ConlluSentence> gold,
                                       std::span<const ConlluSentence> system) {
  const Parsed g = parsed(gold);
  const Parsed s = parsed(system);
  if (g.text != s.text) {
    const auto place = std::mismatch(g.text.begin(), g.text.end(), s.text.begin(), s.text.end());
    return failure(ErrorCode::Malformed,
                   fmt::format("The texts differ at byte {}, white space not counted; predictions "
                               "must be made from the gold file's text.",
                               place.first - g.text.begin()));
  }
  const Pairs pairs = align(g, s);
  std::vector<Score> scores = {
      {"Tokens", common(g.tokens, s.tokens), g.tokens.size(), s.tokens.size()},
      {"Sentences", common(g.sentences, s.sentences), g.sentences.size(), s.sentences.size()}};
  const auto add = [&](std::string name, std::size_t correct) {
    scores.push_back({std::move(name), correct, g.words.size(), s.words.size(), pairs.size()});
  };
  const auto equal = [&](ConlluColumn column) {
    return static_cast<std::size_t>(
        std::count_if(pairs.begin(), pairs.end(), [&](const auto& pair) {
          const std::string& wanted = (*g.words[pair.first].line)[column];
          const std::string& found = (*s.words[pair.second].line)[column];
          if (column == ConlluColumn::Feats) {
            return universal_features(wanted) == universal_features(found);
          }
          return wanted == found || (column == ConlluColumn::Lemma && wanted == "_");
        }));
  };
  add("Words", pairs.size());
  add("UPOS", equal(ConlluColumn::Upos));
  add("XPOS", equal(ConlluColumn::Xpos));
  add("UFeats", equal(ConlluColumn::Feats));
  add("Lemmas", equal(ConlluColumn::Lemma));
  const TreeCounter trees(g, s, pairs);
  add("UAS", trees.attached);
  add("LAS", trees.labelled);
  scores.push_back(
      {"CLAS", trees.content, content_words(g), content_words(s), trees.content_aligned});
  return scores;
}

std::string running_text(std::span<const ConlluSentence> sentences) {
  std::string text;
  bool has_space = false;
  for (const ConlluSentence& sentence : sentences) {
    const bool opens = std::any_of(
        sentence.comments.begin(), sentence.comments.end(), [](const std::string& comment) {
          return comment.starts_with("# newdoc") || comment.starts_with("# newpar");
        });
    if (opens && !text.empty()) {
      text += "\n\n";
      has_space = false;
    }
    std::size_t words = 0;
    std::size_t range_end = 0;
    for (const ConlluLine& line : sentence.lines) {
      if (line.kind == ConlluLine::Kind::Empty) continue;
      const bool is_range = line.kind == ConlluLine::Kind::Range;
      if (!is_range && ++words <= range_end) continue;
      if (is_range) range_end = number_after_dash(line[ConlluColumn::Id]);
      if (has_space) text.push_back(' ');
      text += line[ConlluColumn::Form];
      has_space = line[ConlluColumn::Misc].find("SpaceAfter=No") == std::string::npos;
    }
  }
  return text;
}

}  // namespace faultline::exchange
