#include "actors/detail/roles.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

bool is_dead_or_past(std::string_view part) {
  return is_one_of(part,
                   {"former", "ex", "late", "slain", "onetime", "erstwhile", "then", "outgoing"});
}

// "Halden-appointed", "Florida-based": who stands behind him or where he is from is no office.
Index without_appointer(const Words& words, Index begin, Index end) {
  constexpr std::array<std::string_view, 18> participles = {
      "appointed", "backed",     "led",    "based",      "born",      "aligned",
      "trained",   "affiliated", "linked", "installed",  "nominated", "elected",
      "supported", "sponsored",  "funded", "controlled", "endorsed",  "picked"};
  for (Index i = begin; i + 1 < end && words.upos(i) != Upos::Adp; ++i) {
    const bool is_mark = words.form(i) == "-";
    std::string_view form = words.form(is_mark ? i + 1 : i);
    const std::size_t hyphen = form.rfind('-');
    if (!is_mark && hyphen == std::string_view::npos) continue;
    if (!is_mark) form.remove_prefix(hyphen + 1);
    if (std::find(participles.begin(), participles.end(), form) != participles.end())
      return i + (is_mark ? 2 : 1);
  }
  return begin;
}

// Nouns that say what somebody is to another and, without the other, nothing.
bool is_relation(std::string_view lemma) {
  return is_one_of(
      lemma,
      {"daughter",  "son",         "wife",      "husband",     "widow",   "rival",   "opponent",
       "colleague", "mate",        "friend",    "foe",         "ally",    "brother", "sister",
       "father",    "mother",      "uncle",     "aunt",        "cousin",  "nephew",  "niece",
       "boss",      "critic",      "mentor",    "counterpart", "partner", "Grand",   "Supreme",
       "successor", "predecessor", "supporter", "backer",      "grand",   "supreme", "Rival"});
}

bool is_dash(const Words& words, Index i) { return is_one_of(words.form(i), {"—", "–", "--"}); }

class Describer {
 public:
  Describer(const Words& words, TokenSpan name, const std::vector<bool>& is_name)
      : words_(words), begin_(name.begin.value), end_(name.end.value), is_name_(is_name) {
    description_.begin = begin_;
  }

  Description describe() {
    read_title();
    read_list();
    read_after();
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
    if (!is_office && !words_.is_title(head)) return read_title_with_of(head);
    Index begin = head;
    constexpr Index longest = 8;
    while (begin > first && head - begin < longest && is_title_part(begin - 1, head)) --begin;
    while (begin < head && (words_.form(begin) == "-" || words_.is_any(begin, {"late", "slain"})))
      ++begin;
    // "his running mate presidential nominee Bo Ruiz"
    if (begin < head && words_.is(begin, "mate")) ++begin;
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
      add_role(role, begin_);
    }
  }

  // "Secretary of State Ann Lee", "Speaker of the House Bo Ruiz"
  void read_title_with_of(Index last) {
    if (!begins_upper(words_.form(last)) || is_name_[last]) return;
    const Index first = words_.sentence_begin(begin_);
    constexpr Index reach = 6;
    Index of = last;
    while (of > first && last - of < reach && !words_.is(of, "of")) --of;
    if (of == first || !words_.is(of, "of") || !words_.is_person_noun(of - 1)) return;
    Index begin = of - 1;
    if (!begins_upper(words_.form(begin)) || is_name_[begin]) return;
    while (begin > first && is_title_part(begin - 1, of - 1) && !is_name_[begin - 1]) --begin;
    while (words_.form(begin) == "-") ++begin;
    const RolePhrase phrase = role_phrase(words_, begin, begin_);
    if (phrase.spans.size() != 1 || phrase.end != begin_) return;
    description_.begin = begin;
    for (Index i = begin; i < of; ++i) {
      for (std::string& part : name_parts(words_.form(i)))
        description_.title.push_back(std::move(part));
    }
    add_role(begin, begin_);
  }

  // Says what the text says, but neither who appointed him nor a mere "rival" or "daughter".
  void add_role(Index begin, Index end, std::string_view before = {}) {
    begin = without_appointer(words_, begin, end);
    if (begin >= end || is_mere_relation(begin, end)) return;
    std::string role(before);
    role += words_.text(span_of(begin, end));
    if (role.size() > 2 && role.ends_with("s.")) role.erase(role.size() - 2, 1);  // "Sens."
    add_role(std::move(role));
  }
  void add_role(std::string role) {
    if (std::find(description_.roles.begin(), description_.roles.end(), role) ==
        description_.roles.end())
      description_.roles.push_back(std::move(role));
  }

  [[nodiscard]] bool is_mere_relation(Index begin, Index end) const {
    constexpr Index longest = 3;  // "17-year-old daughter" is tagged as two or three words
    if (end - begin > longest) return false;
    for (Index i = begin; i < end; ++i) {
      if (words_.is_possessive(i) || words_.upos(i) == Upos::Adp) return false;
    }
    return is_relation(words_.lemma(end - 1));
  }

  // "party leaders Ann Lee and Bo Ruiz", "commanders — General Lee, General Ruiz —": each is one.
  void read_list() {
    Index position = description_.begin;
    const Index first = words_.sentence_begin(begin_);
    bool is_list = begins_list();
    constexpr Index reach = 40;
    while (position > first && begin_ - position < reach) {
      Index before = position - 1;
      if (words_.is_any(before, {"including", "like", "as"}) || is_dash(words_, before)) {
        if (words_.is(before, "as") && !(before > first && words_.is(--before, "such"))) return;
        if (before > first && words_.form(before - 1) == ",") --before;
        return before > first ? take_plural(before - 1, is_list) : void();
      }
      if (words_.is_any(before, {",", "and"})) {
        if (words_.is(before, "and") && before > first && words_.form(before - 1) == ",") --before;
        if (before == first || !is_name_[before - 1]) return;
        is_list = true;
        position = before - 1;
        while (position > first && (is_name_[position - 1] || words_.is_title(position - 1)))
          --position;
        continue;
      }
      return take_plural(before, is_list);
    }
  }

  // Whether another name follows: "Ann Lee and Bo Ruiz", "Ann Lee, Gen. Bo Ruiz".
  [[nodiscard]] bool begins_list() const {
    const Index limit = words_.sentence_end(begin_);
    if (end_ + 1 >= limit || !words_.is_any(end_, {",", "and"})) return false;
    Index next = end_ + 1;
    while (next + 1 < limit && words_.is_title(next)) ++next;
    return is_name_[next];
  }

  void take_plural(Index noun, bool is_list) {
    if (!is_list || !words_.classes(noun).has(WordClass::PersonPlural) || is_name_[noun] ||
        is_relation(words_.lemma(noun)))
      return;
    Index begin = noun;
    constexpr Index longest = 5;
    while (begin > words_.sentence_begin(noun) && noun - begin < longest &&
           is_premodifier(words_, begin - 1) && words_.upos(begin - 1) != Upos::Num)
      --begin;
    std::string role;
    if (begin < noun) role = fmt::format("{} ", words_.text(span_of(begin, noun)));
    role += words_.lemma(noun);
    add_role(std::move(role));
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

  // ", a former Speaker of Parliament and adviser to X,", "(the party's leader)", "— the leader —"
  void read_after() {
    const Index limit = words_.sentence_end(begin_);
    if (end_ + 1 >= limit) return;
    const bool is_bracket = words_.form(end_) == "(";
    if (words_.form(end_) == "," || is_bracket || is_dash(words_, end_)) {
      Index position = end_ + 1;
      if (words_.upos(position) == Upos::Num && words_.is(position + 1, ",")) position += 2;  // age
      if (position >= limit) return;
      if (words_.is(position, "who")) return read_predicate(position + 1, limit);
      read_apposition_after(position, limit, is_bracket ? ")" : words_.form(end_));
    } else if (!words_.is_quoted(begin_)) {
      read_copula(end_, limit);
      read_appointment(end_, limit);
    }
  }

  void read_apposition_after(Index position, Index limit, std::string_view opening) {
    const bool was_then = words_.is_any(position, {"then", "once", "formerly", "previously"});
    if (was_then || words_.is_any(position, {"now", "currently", "himself", "herself"})) ++position;
    RolePhrase phrase = role_phrase(words_, position, limit);
    if (phrase.end == position) return;
    // ", the minister said" begins a clause of its own.
    Index next = phrase.end;
    while (next < limit && words_.upos(next) == Upos::Adv) ++next;
    // "Weber, an adviser to the president often called a moderate, left": what opens the sentence
    // may take a participle that looks like a verb.
    const bool may_be_participle = begin_ == words_.sentence_begin(begin_) && next > phrase.end;
    const bool is_closed = next >= limit || !words_.is_finite_verb(next) || may_be_participle;
    if (!is_closed || words_.is(phrase.end, "and")) return;
    if (opening != "," && phrase.end < limit && words_.form(phrase.end) != opening &&
        words_.form(phrase.end) != ",")
      return;
    for (Index i = position; i < phrase.end; ++i) {
      // "Weber, Minister Klein and ...": a list of people
      if (i == phrase.head + 1 && is_name_[i] && words_.upos(i) == Upos::Propn) return;
    }
    // "..., and the Rev. Jesse Weber": the last is the title of somebody else. A name that has
    // begun already goes on: "scholar at the Centre | for Harbour Studies".
    if (phrase.end < limit && is_name_[phrase.end]) {
      if (is_name_[phrase.end - 1]) {
        while (phrase.end < limit && is_name_[phrase.end]) ++phrase.end;
        phrase.spans.back().end = {phrase.end};
      } else {
        phrase.spans.pop_back();
      }
    }
    if (phrase.spans.empty()) return;
    note_gender(words_.form(phrase.head));
    add_roles(phrase, was_then);
  }

  // "who heads the Council", "who is the chief negotiator", "who served as governor"
  void read_predicate(Index verb, Index limit) {
    while (verb < limit && words_.upos(verb) == Upos::Adv) ++verb;
    if (verb + 1 >= limit) return;
    const bool is_past = words_.token(verb).xpos == "VBD";
    if (words_.is_any(verb, {"serves", "served", "works", "worked"}) && words_.is(verb + 1, "as")) {
      const RolePhrase phrase = role_phrase(words_, verb + 2, limit);
      if (phrase.end > verb + 2) add_roles(phrase, is_past);
      return;
    }
    if (words_.is_any(verb, {"is", "was"})) return read_copula(verb, limit);
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> offices = {
        {{"head", "head"},
         {"lead", "leader"},
         {"chair", "chair"},
         {"direct", "director"},
         {"command", "commander"},
         {"run", "head"},
         {"found", "founder"}}};
    const auto* const office = std::find_if(offices.begin(), offices.end(), [&](const auto& one) {
      return one.first == words_.lemma(verb);
    });
    if (office == offices.end() || !words_.is_finite_verb(verb)) return;
    Index object = verb + 1;
    const Index end = end_of_organization(words_, object, limit);
    if (end == object) return;
    const bool is_former = is_past && office->first != "found";
    add_role(fmt::format("{}{} of {}", is_former ? "former " : "", office->second,
                         words_.text(span_of(object, end))));
  }

  // "Karim is the secretary of the Council": only an office with its "of ...", and "was" makes no
  // "former" of it, for a report in the past says "was" of who still is.
  void read_copula(Index verb, Index limit) {
    if (!words_.is_any(verb, {"is", "was"}) || verb + 2 >= limit) return;
    const bool is_relative = verb > end_;
    if (!words_.is_any(verb + 1, {"the", "a", "an"})) return;
    const RolePhrase phrase = role_phrase(words_, verb + 1, limit);
    if (phrase.roles.size() != 1) return;
    const bool has_complement = phrase.end > phrase.head + 1;
    if (!has_complement && !is_relative) return;
    if (phrase.end < limit && is_name_[phrase.end]) return;
    add_roles(phrase, /*is_former=*/false);
  }

  // "Velasko became water minister", "was named head of the Council": an office by its word.
  void read_appointment(Index verb, Index limit) {
    if (words_.is_any(verb, {"has", "had", "was"})) ++verb;
    if (words_.is_any(verb, {"been", "was"})) ++verb;
    if (!words_.is_any(verb, {"became", "become", "named", "appointed", "elected"})) return;
    Index begin = verb + 1;
    if (words_.is(begin, "as")) ++begin;
    if (begin >= limit) return;
    const RolePhrase phrase = role_phrase(words_, begin, limit);
    if (phrase.spans.size() != 1 || (phrase.end < limit && is_name_[phrase.end])) return;
    std::string head(words_.form(phrase.head));
    if (head.front() >= 'a' && head.front() <= 'z')
      head.front() = static_cast<char>(head.front() - 'a' + 'A');
    const bool is_active = words_.is_any(verb, {"named", "appointed", "elected"}) && verb == end_;
    if (!is_active && language::word_classes(head).has(WordClass::Title))
      add_roles(phrase, /*is_former=*/false);
  }

  void add_roles(const RolePhrase& phrase, bool is_former) {
    for (const TokenSpan role : phrase.spans)
      add_role(role.begin.value, role.end.value, is_former ? "former " : "");
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
      add_roles(phrase, /*is_former=*/false);
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

bool is_courtesy(std::string_view part) {
  return is_one_of(part, {"mr",      "mrs",     "ms",   "miss",   "mx",  "sir",   "madam",
                          "dame",    "lord",    "lady", "doctor", "mme", "herr",  "frau",
                          "comrade", "citizen", "haji", "hajji",  "haj", "sayyid"});
}

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
