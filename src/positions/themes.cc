// themes_of(): the noun phrases of contents that may name an issue, with the stance beside them.

#include <algorithm>
#include <optional>

#include "language/lexicon.h"
#include "positions/detail/act_lexicon.h"
#include "positions/detail/issue_words.h"
#include "positions/starter.h"

namespace faultline::positions {
namespace {

using detail::IssueWord;
using language::NameType;
using language::Token;
using language::Upos;
using language::WordClass;

constexpr std::uint32_t kLongestPhrase = 3;  // words before the head, the head included

std::string lower(std::string_view word) {
  std::string folded(word);
  for (char& c : folded)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return folded;
}

class ThemeFinder {
 public:
  explicit ThemeFinder(const language::Document& document)
      : document_(document), words_(detail::IssueWords::english()) {}

  std::vector<Theme> run(SentenceSpan sentences) {
    std::vector<Theme> themes;
    for (std::uint32_t s = sentences.begin.value; s < sentences.end.value; ++s) {
      const TokenSpan tokens = document_.sentences[s].tokens;
      begin_ = tokens.begin.value;
      end_ = tokens.end.value;
      mark_names(tokens);
      for (std::uint32_t i = begin_; i < end_; ++i)
        if (is_noun(i)) add_themes(i, themes);
    }
    return themes;
  }

 private:
  enum class Named : std::uint8_t { No, Person, Organization, Place, Other };

  /// How a noun phrase stands in its clause.
  struct Stance {
    int sign = 0;
    std::string before, after;  // words of the cue phrase around the noun phrase
  };

  void mark_names(TokenSpan tokens) {
    named_.assign(tokens.size(), Named::No);
    auto name = std::lower_bound(
        document_.names.begin(), document_.names.end(), tokens.begin,
        [](const language::Name& one, TokenIndex begin) { return one.tokens.end <= begin; });
    for (; name != document_.names.end() && name->tokens.begin < tokens.end; ++name)
      for (std::uint32_t i = std::max(name->tokens.begin.value, begin_);
           i < std::min(name->tokens.end.value, end_); ++i)
        named_[i - begin_] = named_as(name->type);
  }

  static Named named_as(NameType type) {
    switch (type) {
      case NameType::Person:
        return Named::Person;
      case NameType::Organization:
        return Named::Organization;
      case NameType::Location:
        return Named::Place;
      case NameType::Miscellaneous:
        break;
    }
    return Named::Other;
  }

  [[nodiscard]] const Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  [[nodiscard]] Named named(std::uint32_t i) const { return named_[i - begin_]; }
  [[nodiscard]] std::string lemma(std::uint32_t i) const {
    const Token& one = token(i);
    return lower(one.lemma.empty() ? document_.form(one) : std::string_view(one.lemma));
  }
  [[nodiscard]] bool depends(std::uint32_t i, std::string_view relation) const {
    const std::string_view deprel = token(i).deprel.view();
    return deprel == relation ||
           (deprel.starts_with(relation) && deprel.substr(relation.size()).starts_with(':'));
  }
  [[nodiscard]] std::optional<std::uint32_t> head(std::uint32_t i) const {
    const auto& of = token(i).head;
    if (!of || of->value < begin_ || of->value >= end_) return std::nullopt;
    return of->value;
  }

  /// A noun that may be a part of an issue's name.
  [[nodiscard]] bool is_noun(std::uint32_t i) const {
    const Upos upos = token(i).upos;
    if (upos != Upos::Noun && upos != Upos::Propn) return false;
    const std::string_view form = document_.form(TokenIndex{i});
    if (form.size() < 3 || form.find_first_of("0123456789%$@#/.") != std::string_view::npos)
      return false;
    return named(i) == Named::No || named(i) == Named::Other;
  }

  [[nodiscard]] bool is_person(const std::string& word) const {
    if (words_.has(word, IssueWord::IssueNoun)) return false;
    const auto classes = language::word_classes(word);
    return classes.has(WordClass::PersonNoun) || classes.has(WordClass::PersonPlural);
  }

  /// "Muslims", who are an issue only as a part of one.
  [[nodiscard]] bool is_people(std::uint32_t i) const {
    return language::word_classes(document_.form(TokenIndex{i})).has(WordClass::People);
  }

  /// A head that names an issue without a word beside it.
  [[nodiscard]] bool stands_alone(const std::string& word) const {
    if (words_.has(word, IssueWord::IssueNoun)) return true;
    return !words_.has(word, IssueWord::EmptyNoun) && !words_.has(word, IssueWord::FrameNoun) &&
           !is_person(word);
  }

  /// Where the modifiers of `noun` begin: compounds and telling adjectives right before it.
  [[nodiscard]] std::uint32_t phrase_begin(std::uint32_t noun) const {
    std::uint32_t first = noun;
    while (first > begin_ && noun - first + 1 < kLongestPhrase && modifies(first - 1, noun))
      --first;
    // "same-sex marriage" is no "sex marriage".
    while (first >= begin_ + 2 && first < noun && is_hyphen(first - 1)) first -= 2;
    while (first < noun && is_hyphen(first)) ++first;
    return first;
  }

  [[nodiscard]] bool is_hyphen(std::uint32_t i) const {
    return document_.form(TokenIndex{i}) == "-";
  }

  [[nodiscard]] bool modifies(std::uint32_t i, std::uint32_t noun) const {
    const auto of = head(i);
    if (!of || *of <= i || *of > noun) return false;
    if (depends(i, "compound")) {
      if (named(i) == Named::Person || named(i) == Named::Organization) return false;
      const std::string word = lemma(i);
      return token(i).upos != Upos::Punct && !is_person(word) &&
             !language::word_classes(document_.form(TokenIndex{i})).has(WordClass::Day);
    }
    if (!depends(i, "amod") || token(i).upos != Upos::Adj) return false;
    const std::string_view xpos = token(i).xpos.view();
    if (xpos == "JJR" || xpos == "JJS") return false;
    const std::string word = lemma(i);
    return !words_.has(word, IssueWord::EmptyAdjective) &&
           detail::ActLexicon::english().polarity(word) == 0;
  }

  void add_themes(std::uint32_t noun, std::vector<Theme>& themes) const {
    std::uint32_t whole = noun;
    while (const auto of = head(whole)) {
      if (!depends(whole, "compound") || *of <= whole || *of >= end_) break;
      whole = *of;
    }
    // Who wants the "tax returns" released says nothing of the tax; who wants "gun control" does.
    Stance stance = stance_of(whole);
    if (whole != noun && !words_.has(lemma(whole), IssueWord::FrameNoun)) stance = {};
    if (whole != noun && !stance.after.empty()) stance = {};
    if (whole != noun && stance.sign != 0) stance.after = text_of({noun + 1, whole + 1});
    const std::string word = lemma(noun);
    if (is_person(word) || is_people(noun)) return;
    if (stands_alone(word)) add({noun, noun + 1}, stance, themes);
    for (std::uint32_t first = noun; first > phrase_begin(noun);) {
      --first;
      if (is_hyphen(first) || (first > begin_ && is_hyphen(first - 1))) continue;
      add({first, noun + 1}, stance, themes);
    }
    if (!depends(noun, "compound")) add_complement(noun, stance, themes);
  }

  struct Words {
    std::uint32_t begin, end;
  };

  [[nodiscard]] std::string key_of(Words span) const {
    std::string key;
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      if (token(i).upos == Upos::Punct) continue;
      key.append(key.empty() ? "" : " ").append(lemma(i));
    }
    return key;
  }
  [[nodiscard]] std::vector<std::string> nouns_of(Words span) const {
    std::vector<std::string> nouns;
    for (std::uint32_t i = span.begin; i < span.end; ++i)
      if (token(i).upos == Upos::Noun || token(i).upos == Upos::Propn) nouns.push_back(lemma(i));
    return nouns;
  }
  [[nodiscard]] std::string text_of(Words span) const {
    std::string text;
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      const bool is_joined = i > span.begin && token(i - 1).span.end == token(i).span.begin;
      const bool keeps_case = token(i).upos == Upos::Propn || named(i) != Named::No || is_people(i);
      text.append(text.empty() || is_joined ? "" : " ");
      const std::string_view form = document_.form(TokenIndex{i});
      text.append(keeps_case || is_acronym(form) ? std::string(form) : lower(form));
    }
    return text;
  }
  static bool is_acronym(std::string_view form) {
    return form.size() > 1 &&
           std::all_of(form.begin(), form.end(), [](char c) { return c < 'a' || c > 'z'; });
  }

  void add(Words span, const Stance& stance, std::vector<Theme>& themes) const {
    Theme theme{key_of(span), text_of(span), nouns_of(span), stance.sign, {}};
    theme.phrase = phrase_of(theme.words, stance);
    themes.push_back(std::move(theme));
  }
  static std::string phrase_of(const std::string& words, const Stance& stance) {
    if (stance.sign == 0) return {};
    std::string phrase = stance.before;
    phrase.append(phrase.empty() ? "" : " ").append(words);
    if (!stance.after.empty()) phrase.append(" ").append(stance.after);
    return phrase;
  }

  // "state of emergency", "talks with Dhoram", "inquiry into the dam".
  void add_complement(std::uint32_t noun, const Stance& stance, std::vector<Theme>& themes) const {
    if (noun + 2 >= end_) return;
    const std::string preposition = lower(document_.form(TokenIndex{noun + 1}));
    static constexpr std::string_view kPrepositions[] = {"of",   "with",    "on",  "into",
                                                         "over", "against", "for", "to"};
    if (std::find(std::begin(kPrepositions), std::end(kPrepositions), preposition) ==
        std::end(kPrepositions))
      return;
    for (std::uint32_t i = noun + 2; i < std::min(end_, noun + 6); ++i) {
      if (head(i) != noun || !depends(i, "nmod")) continue;
      const bool is_name = named(i) == Named::Place || named(i) == Named::Organization;
      if (named(i) == Named::Person || (!is_name && !is_noun(i))) return;
      if (!is_name && (is_person(lemma(i)) || !stands_alone(lemma(i)))) return;
      std::uint32_t last = i;
      while (is_name && last + 1 < end_ && named(last + 1) == named(i)) ++last;
      const Words of{i, last + 1};
      std::vector<std::string> nouns = nouns_of(of);
      nouns.insert(nouns.begin(), lemma(noun));
      Theme theme{lemma(noun) + " " + preposition + " " + key_of(of),
                  text_of({noun, noun + 1}) + " " + preposition + " " + text_of(of),
                  std::move(nouns),
                  stance.sign,
                  {}};
      theme.phrase = phrase_of(theme.words, stance);
      themes.push_back(std::move(theme));
      return;
    }
  }

  [[nodiscard]] bool is_negated(std::uint32_t verb) const {
    for (std::uint32_t i = verb > begin_ + 4 ? verb - 4 : begin_; i < verb; ++i) {
      if (head(i) != verb) continue;
      const std::string word = lower(document_.form(TokenIndex{i}));
      if (word == "not" || word == "n't" || word == "n’t" || word == "never") return true;
    }
    return false;
  }

  [[nodiscard]] int side_of(const std::string& verb) const {
    if (words_.has(verb, IssueWord::VerbFor)) return 1;
    return words_.has(verb, IssueWord::VerbAgainst) ? -1 : 0;
  }

  [[nodiscard]] Stance stance_of(std::uint32_t noun) const {
    for (std::uint32_t i = noun > begin_ + 4 ? noun - 4 : begin_; i < noun; ++i)
      if (head(i) == noun && depends(i, "det") && lower(document_.form(TokenIndex{i})) == "no")
        return {-1, "no", ""};
    const auto of = head(noun);
    if (!of) return {};
    const bool is_verb = token(*of).upos == Upos::Verb;
    const bool is_passive = depends(noun, "nsubj") && token(noun).deprel.view() == "nsubj:pass";
    if (is_verb && (depends(noun, "obj") || is_passive)) {
      const std::string verb = lemma(*of);
      int sign = side_of(verb);
      if (sign == 0) return {};
      if (is_negated(*of)) sign = -sign;
      const std::string negation = is_negated(*of) ? "not " : "";
      if (is_passive) return {sign, "", negation + lower(document_.form(TokenIndex{*of}))};
      return {sign, negation + verb, ""};
    }
    return preposition_stance(noun, *of);
  }

  // "support for it", "stand against it", "in favour of it".
  [[nodiscard]] Stance preposition_stance(std::uint32_t noun, std::uint32_t of) const {
    std::string preposition;
    for (std::uint32_t i = noun > begin_ + 5 ? noun - 5 : begin_; i < noun; ++i)
      if (head(i) == noun && depends(i, "case")) preposition = lower(document_.form(TokenIndex{i}));
    if (preposition.empty()) return {};
    if (token(of).upos == Upos::Noun) {
      const std::string word = lemma(of);
      const std::string before = word + " " + preposition;
      if (word == "favor" || word == "favour") return {1, before, ""};
      if (words_.has(word, IssueWord::NounFor)) return {1, before, ""};
      if (words_.has(word, IssueWord::NounAgainst)) return {-1, before, ""};
    }
    if (preposition == "against") {
      // "evidence against", "charges against" tell nothing of the speaker.
      if (token(of).upos == Upos::Noun) return {};
      return {is_negated(of) ? 1 : -1, "against", ""};
    }
    return {};
  }

  const language::Document& document_;
  const detail::IssueWords& words_;
  std::uint32_t begin_ = 0;  // of the sentence
  std::uint32_t end_ = 0;
  std::vector<Named> named_;  // by token of the sentence
};

}  // namespace

std::vector<Theme> themes_of(const language::Document& document, SentenceSpan sentences) {
  return ThemeFinder(document).run(sentences);
}

}  // namespace faultline::positions
