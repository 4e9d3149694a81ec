#include "actors/detail/roles.h"

#include <algorithm>

#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

bool is_article(const Words& words, Index i) {
  return words.is_any(
      i, {"the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "that"});
}

bool is_dead_or_past(std::string_view part) {
  return is_one_of(part,
                   {"former", "ex", "late", "slain", "onetime", "erstwhile", "then", "outgoing"});
}

// Words that go with a name and say no office.
bool is_courtesy(std::string_view part) {
  return is_one_of(
      part, {"mr", "mrs", "ms", "miss", "mx", "sir", "madam", "dame", "lord", "lady", "doctor",
             "mme", "herr", "frau", "comrade", "citizen", "haji", "hajji", "haj"});
}

// What may stand inside a noun phrase before its head.
bool is_premodifier(const Words& words, Index i) {
  const Upos upos = words.upos(i);
  if (upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj || upos == Upos::Num)
    return true;
  if (words.form(i) == "-" || words.form(i) == "&") return true;
  return is_one_of(words.token(i).xpos, {"VBN", "VBG", "AFX"});
}

bool is_role_preposition(const Words& words, Index i) {
  return words.is_any(i, {"of", "for", "to", "in", "at", "on", "from", "with", "under", "behind"});
}

/// Reads noun phrases forward.
class PhraseReader {
 public:
  PhraseReader(const Words& words, Index begin, Index limit)
      : words_(words), begin_(begin), limit_(limit) {}

  RolePhrase read() {
    RolePhrase phrase;
    phrase.end = begin_;
    Index position = begin_;
    while (position < limit_) {
      const Index after_article = is_article(words_, position) ? position + 1 : position;
      const Index noun_end = end_of_nouns(after_article);
      if (noun_end == after_article || !is_role_head(noun_end - 1)) break;
      if (phrase.roles.empty()) phrase.head = noun_end - 1;
      const Index role_end = end_of_complements(noun_end);
      phrase.roles.emplace_back(
          words_.text(span_of(without_past(after_article, role_end), role_end)));
      phrase.end = role_end;
      position = role_end;
      if (words_.is(position, ",") && words_.is(position + 1, "and")) ++position;
      if (!words_.is(position, "and") && !words_.is(position, "&")) break;
      ++position;
    }
    return phrase;
  }

 private:
  // "late", "slain": says what became of a person, not what he was.
  [[nodiscard]] Index without_past(Index begin, Index end) const {
    while (begin + 1 < end &&
           words_.is_any(begin, {"late", "slain", "embattled", "veteran", "longtime"}))
      ++begin;
    return begin;
  }

  [[nodiscard]] bool is_role_head(Index i) const {
    return words_.is_person_noun(i) && !words_.is_possessive(i + 1);
  }

  // The end of nouns and what goes before them, possessors included: "Iran's former president".
  [[nodiscard]] Index end_of_nouns(Index begin) const {
    Index end = begin;
    while (end < limit_ && end - begin < longest) {
      if (is_premodifier(words_, end)) {
        // A person's name after the head is no part of the phrase.
        if (end > begin && words_.is_person_noun(end - 1) && words_.upos(end) == Upos::Propn &&
            !words_.is_person_noun(end) && !words_.is_attached(end) &&
            !words_.classes(end).has(WordClass::OrganizationHead)) {
          break;
        }
        ++end;
      } else if (end > begin && words_.is_possessive(end)) {
        ++end;
      } else {
        break;
      }
    }
    while (end > begin && !words_.is_noun(end - 1)) --end;
    return end;
  }

  // "of Trade and Industry", "to the president": prepositions with their noun phrases.
  [[nodiscard]] Index end_of_complements(Index begin) const {
    Index end = begin;
    while (end < limit_ && is_role_preposition(words_, end)) {
      Index noun = end + 1;
      while (noun < limit_ && is_article(words_, noun)) ++noun;
      const Index noun_end = end_of_any_nouns(noun);
      if (noun_end == noun) break;
      end = noun_end;
      end = end_of_coordination(end);
    }
    return end;
  }

  [[nodiscard]] Index end_of_any_nouns(Index begin) const {
    Index end = begin;
    while (end < limit_ && end - begin < longest &&
           (is_premodifier(words_, end) || (end > begin && words_.is_possessive(end)))) {
      ++end;
    }
    while (end > begin && !words_.is_noun(end - 1) && words_.upos(end - 1) != Upos::Num) --end;
    return end;
  }

  // "and Industry" belongs to the ministry, "and adviser to X" is another role.
  [[nodiscard]] Index end_of_coordination(Index end) const {
    if (!words_.is(end, "and")) return end;
    const Index noun_end = end_of_any_nouns(end + 1);
    if (noun_end == end + 1 || noun_end >= limit_) return end;
    for (Index i = end + 1; i < noun_end; ++i) {
      if (words_.is_person_noun(i)) return end;
    }
    const bool is_closed = words_.is(noun_end, ",") || words_.is(noun_end, ".") ||
                           is_role_preposition(words_, noun_end);
    return is_closed && begins_upper(words_.form(end - 1)) ? noun_end : end;
  }

  static constexpr Index longest = 10;
  const Words& words_;
  Index begin_, limit_;
};

class Describer {
 public:
  Describer(const Words& words, TokenSpan name, const std::vector<bool>& is_name)
      : words_(words), begin_(name.begin.value), end_(name.end.value), is_name_(is_name) {
    description_.begin = begin_;
  }

  Description describe() {
    read_title();
    read_apposition_after();
    if (description_.begin == begin_) read_apposition_before();
    return std::move(description_);
  }

 private:
  void note_gender(std::string_view form) {
    if (description_.gender == Gender::Unknown) description_.gender = gender_of_title(form);
  }

  // "cleric", "Gen.", "former Prime Minister", "Open Shore leader" right before the name.
  void read_title() {
    const Index first = words_.sentence_begin(begin_);
    if (begin_ == first) return;
    const Index head = begin_ - 1;
    // "cleric" may be tagged as an adjective before a name.
    const bool is_nominal = words_.is_noun(head) || words_.upos(head) == Upos::Adj;
    const bool is_office = words_.is_person_noun(head) && is_nominal && !is_name_[head];
    if (!is_office && !words_.is_title(head)) return;
    Index begin = head;
    constexpr Index longest = 8;
    while (begin > first && head - begin < longest && is_title_part(begin - 1, head)) --begin;
    while (begin < head && (words_.form(begin) == "-" || words_.is_any(begin, {"late", "slain"})))
      ++begin;
    Index mention = head;
    while (mention > begin && !is_name_[mention - 1]) --mention;
    if (mention > begin && words_.form(mention) == "-") mention = head;
    description_.begin = mention;
    for (Index i = begin; i < begin_; ++i) {
      for (std::string& part : name_parts(words_.form(i)))
        description_.title.push_back(std::move(part));
      note_gender(words_.form(i));
    }
    const bool is_plain_courtesy =
        std::all_of(description_.title.begin(), description_.title.end(), is_courtesy);
    if (!is_plain_courtesy) {
      Index role = begin;
      while (role + 1 < begin_ && is_courtesy_word(role)) ++role;
      description_.roles.emplace_back(words_.text(span_of(role, begin_)));
    }
  }

  [[nodiscard]] bool is_courtesy_word(Index i) const {
    const std::vector<std::string> parts = name_parts(words_.form(i));
    return parts.size() == 1 && is_courtesy(parts[0]);
  }

  // What goes before the word `head` of a title: before "Senator" only words with capitals and
  // "former" and the like, before "leader" any noun or adjective ("opposition leader").
  [[nodiscard]] bool is_title_part(Index i, Index head) const {
    if (words_.is_possessive(i) || is_article(words_, i)) return false;
    if (is_courtesy_word(head)) return false;
    if (words_.is_title(i) || words_.classes(i).has(WordClass::TitleOpening)) return true;
    if (words_.classes(i).has(WordClass::Day)) return false;
    const std::string_view xpos = words_.token(i).xpos;
    if (xpos == "VBG" || xpos == "NNS" || !is_premodifier(words_, i)) return false;
    if (!begins_upper(words_.form(head)) || begins_upper(words_.form(i))) return true;
    return words_.form(i) == "-" ||
           words_.is_any(i, {"former", "ex", "late", "acting", "vice", "deputy", "then", "outgoing",
                             "retired", "incoming", "longtime", "veteran"});
  }

  // ", a former Speaker of Parliament and adviser to X,"
  void read_apposition_after() {
    const Index limit = words_.sentence_end(begin_);
    Index position = end_;
    if (!words_.is(position, ",") || position + 1 >= limit) return;
    ++position;
    if (words_.upos(position) == Upos::Num && words_.is(position + 1, ",")) position += 2;  // age
    if (position >= limit) return;
    const RolePhrase phrase = role_phrase(words_, position, limit);
    if (phrase.end == position) return;
    // ", the minister said" begins a clause of its own.
    Index next = phrase.end;
    while (next < limit && words_.upos(next) == Upos::Adv) ++next;
    // "Weber, an adviser to the president often called a moderate, left": what opens the sentence
    // may take a participle that looks like a verb.
    const bool may_be_participle = begin_ == words_.sentence_begin(begin_) && next > phrase.end;
    const bool is_closed = next >= limit || !words_.is_finite_verb(next) || may_be_participle;
    if (!is_closed || words_.is(phrase.end, "and")) return;
    for (Index i = position; i < phrase.end; ++i) {
      // "Weber, Minister Klein and ...": a list of people
      if (i == phrase.head + 1 && is_name_[i] && words_.upos(i) == Upos::Propn) return;
    }
    note_gender(words_.form(phrase.head));
    add_roles(phrase);
  }

  void add_roles(const RolePhrase& phrase) {
    for (const std::string& role : phrase.roles) {
      if (std::find(description_.roles.begin(), description_.roles.end(), role) ==
          description_.roles.end()) {
        description_.roles.push_back(role);
      }
    }
  }

  // "the governor of Lenna Province, Pilar Anszek,"
  void read_apposition_before() {
    const Index first = words_.sentence_begin(begin_);
    if (begin_ < first + 3 || !words_.is(begin_ - 1, ",")) return;
    const Index comma = begin_ - 1;
    const Index limit = words_.sentence_end(begin_);
    // "..., Weber said" tells who says it; only a comma or an end closes an apposition.
    const bool is_closed =
        end_ >= limit || words_.is_any(end_, {",", ".", ";", "—", "–", "--", ")"});
    if (!is_closed) return;
    constexpr Index reach = 16;
    for (Index i = comma; i > first && comma - i < reach;) {
      --i;
      const bool may_begin =
          is_article(words_, i) || i == first || (i > first && words_.is_possessive(i + 1));
      if (words_.is(i, ",")) return;
      if (!may_begin) continue;
      const RolePhrase phrase = role_phrase(words_, i, comma);
      if (phrase.end != comma || phrase.roles.empty()) continue;
      note_gender(words_.form(phrase.head));
      add_roles(phrase);
      description_.apposition = span_of(i, comma);
      return;
    }
  }

  const Words& words_;
  Index begin_, end_;
  const std::vector<bool>& is_name_;
  Description description_;
};

}  // namespace

bool Office::covers(const std::vector<std::string>& phrase) const {
  const auto has = [](const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  for (const std::string_view limiting : {"deputy", "vice", "assistant", "shadow", "spokesman"}) {
    if (has(words, limiting) && !has(phrase, limiting)) return false;
  }
  return !phrase.empty() && std::all_of(phrase.begin(), phrase.end(),
                                        [&](const std::string& word) { return has(words, word); });
}

Office office_of(std::string_view title) {
  Office office;
  for (std::string& part : name_parts(title)) {
    if (is_one_of(part,
                  {"the", "a", "an", "of", "for", "and", "to", "in", "at", "on", "from", ","}))
      continue;
    if (is_dead_or_past(part)) {
      office.is_former = true;
      continue;
    }
    while (!part.empty() && part.back() == ',') part.pop_back();
    office.words.push_back(std::move(part));
  }
  return office;
}

Description describe(const Words& words, TokenSpan name, const std::vector<bool>& is_name) {
  return Describer(words, name, is_name).describe();
}

RolePhrase role_phrase(const Words& words, Index begin, Index limit) {
  return PhraseReader(words, begin, limit).read();
}

Gender gender_of_title(std::string_view form) {
  const language::WordClasses classes = language::word_classes(form);
  std::string small(form);
  if (!small.empty() && small.front() >= 'A' && small.front() <= 'Z') {
    small.front() = static_cast<char>(small.front() - 'A' + 'a');
  }
  const language::WordClasses small_classes = language::word_classes(small);
  if (classes.has(WordClass::TitleFemale) || small_classes.has(WordClass::PersonNounFemale)) {
    return Gender::Female;
  }
  if (classes.has(WordClass::TitleMale) || small_classes.has(WordClass::PersonNounMale)) {
    return Gender::Male;
  }
  return Gender::Unknown;
}

}  // namespace faultline::actors::detail
