#include "actors/detail/name_index.h"

#include <algorithm>
#include <future>
#include <utility>

#include "actors/detail/spelling.h"
#include "text/text.h"
#include "text/word_hash.h"

namespace faultline::actors::detail {
namespace {

using Node = NameTrie::Node;

// What the bytes of a word in ASCII say, in one pass.
struct AsciiWord {
  bool is_ascii = true;
  int capitals = 0;
  int small = 0;
};

/// Letters and digits of `word` in small letters, as far as it is ASCII.
AsciiWord fold_ascii(std::string_view word, std::string& letters) {
  AsciiWord seen;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') {
      ++seen.small;
      letters.push_back(c);
    } else if (c >= 'A' && c <= 'Z') {
      ++seen.capitals;
      letters.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (c >= '0' && c <= '9') {
      letters.push_back(c);
    } else if (static_cast<unsigned char>(c) >= 128) {
      seen.is_ascii = false;
      return seen;
    }
  }
  return seen;
}

/// The folded letters of a word, without hyphens, full stops and quotation marks.
void fold_beyond_ascii(std::string_view word, std::string& letters) {
  letters = text::fold_name(word);
  if (letters.find_first_of(" -") == std::string::npos) {
    std::erase_if(letters, [](char c) {
      return std::string_view(".'\",()").find(c) != std::string_view::npos;
    });
    return;
  }
  letters.clear();
  for (const std::string& part : name_parts(word)) letters += part;
}

/// `word` as names are compared; hash 0 for punctuation. `letters` is room for its letters.
WordShape shape_of(std::string_view word, std::string& letters) {
  letters.clear();
  if (const AsciiWord seen = fold_ascii(word, letters); seen.is_ascii) {
    if (letters.empty()) return {};
    return {text::hash_of(written_out(letters)), word.front() >= 'A' && word.front() <= 'Z',
            seen.capitals >= 2 && seen.small == 0};
  }
  // The marks that stand in every text need no folding.
  constexpr std::size_t longest_mark = 4;  // bytes
  if (word.size() <= longest_mark &&
      is_one_of(word, {"“", "”", "’", "‘", "–", "—", "…", "‑", "’s"})) {
    return word == "’s" ? WordShape{text::hash_of("s"), false, false} : WordShape{};
  }
  fold_beyond_ascii(word, letters);
  if (letters.empty()) return {};
  return {text::hash_of(written_out(letters)), begins_upper(word), is_all_capitals(word)};
}

/// Whether `form` may stand between two words of a name that is written without it.
bool is_joint(std::string_view form) { return is_one_of(form, {"-", "'", "’", ".", "‑", "–"}); }

/// A word of a text, or a joint.
struct TextWord {
  NameTrie::Word word = NameTrie::unknown;
  bool is_capital = false;
  bool is_all_capitals = false;
  bool is_joint = false;
};

/// A name of the register, cut into words.
struct CutName {
  std::vector<WordShape> words;
  bool has_article = false;
};

void cut_word(std::string_view word, std::vector<WordShape>& words, std::string& letters) {
  std::size_t begin = 0;
  while (begin <= word.size()) {
    const std::size_t end = std::min(word.find('-', begin), word.size());
    std::string_view piece = word.substr(begin, end - begin);
    begin = end + 1;
    bool is_possessive = false;
    for (const std::string_view clitic : {std::string_view("'s"), std::string_view("’s")}) {
      if (piece.size() > clitic.size() && piece.ends_with(clitic)) {
        piece.remove_suffix(clitic.size());
        is_possessive = true;
      }
    }
    const WordShape shape = shape_of(piece, letters);
    if (shape.hash == 0) continue;
    words.push_back(shape);
    if (is_possessive) words.push_back({text::hash_of("s"), false, false});
  }
}

void cut(std::string_view name, CutName& result) {
  thread_local std::string letters;
  result.words.clear();
  result.has_article = false;
  bool is_first = true;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find(' '), name.size());
    const std::string_view word = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    if (is_first && !name.empty() && (word == "the" || word == "The")) {
      result.has_article = true;
    } else {
      cut_word(word, result.words, letters);
    }
    is_first = false;
  }
}

/// The words before a place in a text, as NameEnd asks for them.
struct Case {
  std::uint32_t capitals = 0;      // words that begin with a capital
  std::uint32_t all_capitals = 0;  // words in capitals throughout: they may write any name

  void add(const TextWord& word, unsigned position) {
    const std::uint32_t bit = position < 32 ? std::uint32_t{1} << position : 0;
    if (word.is_all_capitals) all_capitals |= bit;
    if (word.is_capital || word.is_all_capitals) capitals |= bit;
  }
  [[nodiscard]] bool fits(const NameEnd& name) const {
    return (name.capitals & ~capitals) == 0 && (name.all_capitals & ~all_capitals) == 0;
  }
};

/// Reads names off one text.
class Finder {
 public:
  Finder(const NameTrie& names, const Words& words) : names_(names), words_(words) {
    thread_local std::string letters;
    text_.reserve(words.size());
    for (Index i = 0; i < words.size(); ++i) {
      const WordShape shape = shape_of(words.form(i), letters);
      text_.push_back({names.word(shape.hash), shape.is_capital, shape.is_all_capitals,
                       shape.hash == 0 && is_joint(words.form(i))});
    }
  }

  std::vector<NameMatch> find() {
    std::vector<NameMatch> matches;
    for (Index i = 0; i < words_.size();) {
      walk(i);
      NameMatch match;
      while (!path_.empty() && !names_at(path_.back(), i, match)) path_.pop_back();
      if (path_.empty()) {
        ++i;
      } else {
        matches.push_back(std::move(match));
        i = path_.back().end;
      }
    }
    return matches;
  }

 private:
  struct Step {
    Node node = NameTrie::root;
    Index end = 0;  // of the tokens so far
    Case letters;
  };

  /// All nodes that the words from token `i` on lead to, within the sentence.
  void walk(Index i) {
    path_.clear();
    Step step;
    const Index limit = words_.sentence_end(i);
    for (Index token = i; token < limit; ++token) {
      if (token > i && text_[token].is_joint) continue;
      step.node = names_.next(step.node, text_[token].word);
      if (step.node == NameTrie::root) return;
      step.letters.add(text_[token], static_cast<unsigned>(path_.size()));
      step.end = token + 1;
      path_.push_back(step);
    }
  }

  /// Adds whose names end after `step`; false if none does.
  bool names_at(const Step& step, Index begin, NameMatch& match) const {
    for (const NameEnd& name : names_.ends(step.node)) {
      if (!step.letters.fits(name)) continue;
      if (name.has_article && (begin == 0 || !words_.is(begin - 1, "the"))) continue;
      match.tokens = span_of(name.has_article ? begin - 1 : begin, step.end);
      if (std::find(match.actors.begin(), match.actors.end(), name.actor) == match.actors.end())
        match.actors.push_back(name.actor);
    }
    return !match.actors.empty();
  }

  const NameTrie& names_;
  const Words& words_;
  std::vector<TextWord> text_;
  std::vector<Step> path_;
};

}  // namespace

std::string sound_of_name(std::span<const std::string> parts) {
  std::string sound;
  for (const std::string& part : parts) {
    const std::string one = sound_of(part);
    if (one.empty()) return {};
    sound += one;
    sound += ' ';
  }
  return sound;
}

NameIndex::NameIndex(std::span<const Actor> actors) {
  // Half of the work for a large register; the two halves share nothing.
  constexpr std::size_t large = 10'000;
  auto persons = std::async(
      actors.size() < large ? std::launch::deferred : std::launch::async | std::launch::deferred,
      [&] { index_persons(actors); });
  NameTrie::Builder names;
  CutName name;
  const auto add_name = [&](std::string_view written, std::uint32_t actor) {
    cut(written, name);
    names.add(name.words, name.has_article, actor);
  };
  for (std::uint32_t a = 0; a < actors.size(); ++a) {
    add_name(actors[a].name, a);
    for (const std::string& alias : actors[a].aliases) add_name(alias, a);
  }
  names_ = std::move(names).build();
  persons.get();
}

void NameIndex::index_persons(std::span<const Actor> actors) {
  std::vector<PositionsByKey::Pair> surnames;
  std::vector<PositionsByKey::Pair> sounds;
  for (std::uint32_t a = 0; a < actors.size(); ++a) {
    if (actors[a].kind != ActorKind::Person) continue;
    std::vector<std::string> parts = name_parts(actors[a].name);
    while (parts.size() > 1 && is_suffix(parts.back())) parts.pop_back();
    if (parts.empty()) continue;
    surnames.emplace_back(text::hash_of(parts.back()), a);
    if (const std::string sound = sound_of_name(parts); parts.size() > 1 && !sound.empty())
      sounds.emplace_back(text::hash_of(sound), a);
  }
  by_surname_ = PositionsByKey(std::move(surnames));
  by_sound_ = PositionsByKey(std::move(sounds));
  offices_ = OfficeTable(actors);
}

std::vector<NameMatch> NameIndex::find(const Words& words) const {
  if (names_.empty() || words.size() == 0) return {};
  return Finder(names_, words).find();
}

std::vector<std::uint32_t> NameIndex::named(std::string_view name) const {
  std::vector<std::uint32_t> bearers;
  if (names_.empty()) return bearers;
  CutName wanted;
  cut(name, wanted);
  Node node = NameTrie::root;
  for (const WordShape& word : wanted.words) {
    node = names_.next(node, names_.word(word.hash));
    if (node == NameTrie::root) return bearers;
  }
  if (node == NameTrie::root) return bearers;
  for (const NameEnd& end : names_.ends(node)) bearers.push_back(end.actor);
  std::sort(bearers.begin(), bearers.end());
  bearers.erase(std::unique(bearers.begin(), bearers.end()), bearers.end());
  return bearers;
}

std::span<const std::uint32_t> NameIndex::with_surname(std::string_view surname) const {
  return by_surname_.find(text::hash_of(surname));
}

std::span<const std::uint32_t> NameIndex::sounding(std::string_view sound) const {
  return sound.empty() ? std::span<const std::uint32_t>{} : by_sound_.find(text::hash_of(sound));
}

std::vector<std::uint32_t> NameIndex::with_office(std::string_view word) const {
  return offices_.with_word(word);
}

}  // namespace faultline::actors::detail
