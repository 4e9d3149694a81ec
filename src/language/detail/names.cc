#include "language/detail/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "language/detail/characters.h"
#include "language/lexicon.h"

namespace faultline::language::detail {
namespace {

using Index = std::uint32_t;

/// Half-open stretch of tokens.
struct Chain {
  Index begin = 0;
  Index end = 0;
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_possessive(std::string_view form) {
  return is_one_of(form, {"'s", "’s", "'", "’", "'S", "’S"});
}

bool is_initial(std::string_view form) {
  return form.size() == 2 && form[1] == '.' && form[0] >= 'A' && form[0] <= 'Z';
}

class NameFinder {
 public:
  explicit NameFinder(const Document& document) : document_(document) {
    classes_.resize(document.tokens.size());
    for (Index i = 0; i < document.tokens.size(); ++i) {
      if (is_capital(i)) classes_[i] = word_classes(form(i));
    }
  }

  std::vector<Name> find() {
    std::vector<bool> is_title_case;
    for (const Sentence& sentence : document_.sentences) {
      is_title_case.push_back(has_capitals_throughout(sentence));
    }
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      if (!is_title_case[s]) find_chains(document_.sentences[s].tokens);
    }
    settle_single_words();
    remember_names();
    find_forgotten();
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      if (is_title_case[s]) find_known(document_.sentences[s].tokens);
    }
    std::sort(names_.begin(), names_.end(),
              [](const Name& one, const Name& other) { return one.tokens < other.tokens; });
    return std::move(names_);
  }

 private:
  [[nodiscard]] std::string_view form(Index i) const { return document_.form(TokenIndex{i}); }
  [[nodiscard]] const Token& token(Index i) const { return document_.tokens[i]; }
  [[nodiscard]] bool is_capital(Index i) const { return begins_upper(form(i)); }
  [[nodiscard]] bool has(Index i, WordClass one) const { return classes_[i].has(one); }
  [[nodiscard]] bool is_attached(Index i) const {  // no white space before it
    return i > 0 && token(i - 1).span.end == token(i).span.begin;
  }
  [[nodiscard]] std::string_view text_of(Chain chain) const {
    const ByteSpan bytes = document_.bytes({{chain.begin}, {chain.end}});
    return std::string_view(document_.text).substr(bytes.begin.value, bytes.size());
  }

  // Headlines that capitalise every long word, and lines in capitals only.
  [[nodiscard]] bool has_capitals_throughout(const Sentence& sentence) const {
    int capitals = 0;
    int others = 0;
    for (Index i = sentence.tokens.begin.value + 1; i < sentence.tokens.end.value; ++i) {
      if (form(i).size() < 4) continue;
      if (is_capital(i)) ++capitals;
      if (begins_lower(form(i))) ++others;
    }
    return capitals >= 3 && capitals > 4 * others;
  }

  // Whether the capital at `i` says nothing: the sentence or a quotation begins there.
  [[nodiscard]] bool is_at_opening(Index i, TokenSpan sentence) const {
    if (i == sentence.begin.value) return true;
    const std::string_view before = form(i - 1);
    return is_opening_quote(before) ||
           is_one_of(before, {":", "(", "[", "-", "--", "*", "•", "—"}) ||
           (i == sentence.begin.value + 1 && token(i - 1).upos == Upos::Punct);
  }

  [[nodiscard]] bool may_begin(Index i, TokenSpan sentence) const {
    if (!is_capital(i) || has(i, WordClass::Day)) return false;
    const Token& word = token(i);
    if (word.upos == Upos::Pron || word.upos == Upos::Det || form(i) == "I") return false;
    if (word.upos == Upos::Propn) return true;
    if (is_at_opening(i, sentence)) {
      return classes_[i].is_given_name() || is_all_capitals(form(i)) ||
             (i + 1 < sentence.end.value && is_capital(i + 1) && word.upos != Upos::Adp &&
              word.upos != Upos::Sconj && word.upos != Upos::Cconj && word.upos != Upos::Adv &&
              word.upos != Upos::Verb && word.upos != Upos::Aux && word.upos != Upos::Num &&
              token(i + 1).upos == Upos::Propn) ||
             longest_known_name(form(i)) > 0;
    }
    return word.upos == Upos::Noun || word.upos == Upos::Adj || word.upos == Upos::Verb ||
           word.upos == Upos::X;
  }

  [[nodiscard]] bool may_continue(Index i) const {
    if (!is_capital(i) || has(i, WordClass::Day)) return false;
    const Upos upos = token(i).upos;
    return upos != Upos::Pron && upos != Upos::Det && upos != Upos::Aux && upos != Upos::Sconj &&
           form(i) != "I";
  }

  void find_chains(TokenSpan sentence) {
    for (Index i = sentence.begin.value; i < sentence.end.value;) {
      if (!may_begin(i, sentence) && !begins_with_particle(i, sentence.end.value)) {
        ++i;
        continue;
      }
      const Chain chain{i, end_of_chain(i, sentence.end.value)};
      add_chain(chain);
      i = chain.end;
    }
  }

  // "al-Ani", "bin Salman": a particle in small letters before a capital.
  [[nodiscard]] bool begins_with_particle(Index i, Index limit) const {
    if (is_one_of(form(i), {"al", "el", "bin", "ibn", "abu", "ul"})) {
      if (i + 1 < limit && is_capital(i + 1) && !is_attached(i + 1)) return true;
      return i + 2 < limit && form(i + 1) == "-" && is_attached(i + 1) && is_capital(i + 2) &&
             is_attached(i + 2);
    }
    return is_one_of(form(i), {"van", "von", "de", "del", "della", "di"}) && i + 1 < limit &&
           is_capital(i + 1) && token(i).upos == Upos::Propn;
  }

  [[nodiscard]] Index end_of_chain(Index begin, Index limit) const {
    Index end = begin + 1;
    while (end < limit) {
      const Index next = next_in_chain(begin, end, limit);
      if (next == end) break;
      end = next;
    }
    return end;
  }

  // The end of the chain begin..end made longer by one step, or `end` if nothing joins.
  [[nodiscard]] Index next_in_chain(Index begin, Index end, Index limit) const {
    if (may_continue(end)) return end + 1;
    const std::string_view word = form(end);
    const bool has_next = end + 1 < limit;
    if (word == "-" && is_attached(end) && has_next && is_attached(end + 1)) {
      return is_capital(end + 1) || word_classes(form(end - 1)).has(WordClass::Particle) ? end + 2
                                                                                         : end;
    }
    if (word == "&" && has_next && is_capital(end + 1)) return end + 2;
    if (word_classes(word).has(WordClass::Particle) && has_next) {
      if (is_capital(end + 1)) return end + 2;
      if (form(end + 1) == "-" && end + 2 < limit && is_capital(end + 2)) return end + 3;
      if (end + 2 < limit && is_capital(end + 2) &&
          is_one_of(form(end + 1), {"la", "los", "der", "den"})) {
        return end + 3;
      }
      return end;
    }
    if (is_one_of(word, {"of", "for", "on", "to"})) return after_preposition(begin, end, limit);
    if (word == "and") return after_and(begin, end, limit);
    if (is_possessive(word)) return after_possessive(begin, end, limit);
    return end;
  }

  [[nodiscard]] bool is_head(Index i) const {
    return has(i, WordClass::OrganizationHead) || has(i, WordClass::MiscellaneousHead);
  }

  // "Ministry of the Interior", "Council on Foreign Relations", "Gulf of Oman".
  [[nodiscard]] Index after_preposition(Index begin, Index end, Index limit) const {
    const bool is_of = form(end) == "of";
    const bool may_take =
        is_head(begin) || is_head(end - 1) || (is_of && has(end - 1, WordClass::LocationHead));
    if (!may_take) return end;
    Index next = end + 1;
    if (next < limit && form(next) == "the") ++next;
    return next < limit && may_continue(next) ? next + 1 : end;
  }

  // "Scholars and Researchers of Qom", "Ministry of Trade and Industry"; two names stay two.
  [[nodiscard]] Index after_and(Index begin, Index end, Index limit) const {
    const bool has_preposition = [&] {
      for (Index i = begin; i < end; ++i)
        if (is_one_of(form(i), {"of", "for", "on"})) return true;
      return false;
    }();
    if (!has_preposition || end + 1 >= limit || !may_continue(end + 1)) return end;
    for (Index i = end + 1; i < limit && may_continue(i); ++i) {
      if (is_head(i) || classes_[i].is_given_name() || has(i, WordClass::Title)) return end;
    }
    if (known_name(form(end + 1)) != KnownName::None ||
        known_name(form(end - 1)) != KnownName::None) {
      return end;
    }
    return end + 2;
  }

  // "Farmers' League", "People's Party"; "Weber's Party" is a possessor and a thing.
  [[nodiscard]] Index after_possessive(Index begin, Index end, Index limit) const {
    if (end - begin > 2 || end + 1 >= limit || !may_continue(end + 1)) return end;
    const std::string_view owner = form(end - 1);
    const bool is_plural =
        owner.ends_with('s') && form(end).size() != 2 + (form(end).starts_with("’") ? 2 : 0);
    const bool is_kind =
        is_one_of(owner, {"People", "Women", "Men", "Children", "Workers", "Farmers", "Veterans",
                          "Teachers", "Lawyers", "Writers"});
    if (!is_kind && !is_plural) return end;
    if (classes_[begin].is_given_name() || known_name(owner) != KnownName::None) return end;
    for (Index i = end + 1; i < std::min(limit, end + 4) && may_continue(i); ++i) {
      if (is_head(i)) return i + 1;
    }
    return end;
  }

  void add(Chain chain, NameType type, double confidence) {
    names_.push_back({{{chain.begin}, {chain.end}}, type, static_cast<float>(confidence)});
  }

  [[nodiscard]] bool has_organization_head(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (has(i, WordClass::OrganizationHead)) return true;
      if (is_one_of(form(i), {"of", "for", "on"}) && i > chain.begin) break;
    }
    return false;
  }

  // Takes a chain of capitals apart: what stands before a title, the title, and the name.
  void add_chain(Chain chain) {
    if (const KnownName known = known_name(text_of(chain)); known != KnownName::None) {
      return add_known(chain, known);
    }
    if (has_organization_head(chain) && !ends_with_person(chain)) return add_organization(chain);
    Index name_begin = chain.begin;
    Index title_begin = chain.end;
    for (Index i = chain.begin; i + 1 < chain.end; ++i) {
      if (!has(i, WordClass::Title) || form(i + 1) == "-") continue;
      if (consists_of_titles({i + 1, chain.end})) break;
      if (i > chain.begin && classes_[i - 1].is_given_name() && i + 2 >= chain.end) continue;
      if (title_begin == chain.end) title_begin = i;
      name_begin = i + 1;
      if (is_one_of(form(name_begin), {"of", "for", "on"})) return add_office(chain, title_begin);
    }
    if (title_begin < chain.end) {
      while (title_begin > chain.begin && (has(title_begin - 1, WordClass::TitleOpening) ||
                                           has(title_begin - 1, WordClass::People))) {
        --title_begin;
      }
      if (title_begin > chain.begin) add_plain({chain.begin, title_begin});
      return add_titled({name_begin, chain.end});
    }
    add_plain(chain);
  }

  // "Republican Party Chairman Ann Lee": an organisation's head word is not all there is.
  [[nodiscard]] bool ends_with_person(Chain chain) const {
    Index last_head = chain.begin;
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (has(i, WordClass::OrganizationHead)) last_head = i;
    }
    for (Index i = last_head + 1; i + 1 < chain.end; ++i) {
      if (is_one_of(form(i), {"of", "for", "on", "-"})) return false;
      if (has(i, WordClass::Title)) return true;
    }
    // "House Speaker Ann Lee" has its title next to the head word, "Ann House" has none.
    return last_head + 1 < chain.end && has(last_head, WordClass::TitleOpening) &&
           has(last_head + 1, WordClass::Title) && last_head + 2 < chain.end;
  }

  void add_known(Chain chain, KnownName known) {
    const NameType type =
        known == KnownName::Organization ? NameType::Organization : NameType::Location;
    add(chain, type, 0.95);
  }

  void add_organization(Chain chain) {
    if (chain.end - chain.begin == 1) {
      // "the Party", "Court": a nominal with a capital, unless it is well known.
      return;
    }
    while (chain.begin + 2 < chain.end && has(chain.begin, WordClass::People) &&
           has(chain.begin + 1, WordClass::Title)) {
      ++chain.begin;
    }
    add(chain, NameType::Organization, 0.85);
  }

  // "Minister of Defence", "Speaker of the Assembly": only what follows may be a name.
  void add_office(Chain chain, Index title_begin) {
    for (Index i = title_begin; i < chain.end; ++i) {
      if (!is_one_of(form(i), {"of", "for", "on"})) continue;
      Index begin = i + 1;
      while (begin < chain.end && !is_capital(begin)) ++begin;
      if (begin < chain.end) add_plain({begin, chain.end});
      return;
    }
  }

  void add_titled(Chain chain) {
    while (chain.begin < chain.end && has(chain.begin, WordClass::Day)) ++chain.begin;
    if (chain.begin == chain.end) return;
    if (known_name(text_of(chain)) == KnownName::State) return add(chain, NameType::Location, 0.8);
    add(chain, NameType::Person, classes_[chain.begin].is_given_name() ? 0.97 : 0.93);
  }

  // A chain without a title.
  void add_plain(Chain chain) {
    chain = without_nationality(chain);
    if (chain.begin == chain.end) return;
    if (add_with_known_part(chain)) return;
    const Index last = chain.end - 1;
    const bool is_single = chain.end - chain.begin == 1;
    if (is_single &&
        (has(last, WordClass::Title) || has(last, WordClass::TitleOpening) ||
         has(last, WordClass::OrganizationHead) || has(last, WordClass::LocationHead) ||
         has(last, WordClass::MiscellaneousHead))) {
      if (!classes_[last].is_given_name()) return;
    }
    if (!is_single && consists_of_titles(chain)) return;
    const auto [type, confidence] = type_of(chain);
    add(chain, type, confidence);
  }

  [[nodiscard]] bool consists_of_titles(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      const bool is_title = has(i, WordClass::Title) || has(i, WordClass::TitleOpening) ||
                            has(i, WordClass::People) || form(i) == "-" || form(i) == "of";
      if (!is_title) return false;
    }
    return true;
  }

  // "Iranian" alone is no name; "Iranian Kurds" neither; "British Airways" keeps it.
  [[nodiscard]] Chain without_nationality(Chain chain) const {
    Chain rest = chain;
    while (rest.begin < rest.end && has(rest.begin, WordClass::People)) ++rest.begin;
    if (rest.begin == chain.begin || rest.begin == rest.end) return rest;
    if (form(rest.begin) == "-") {  // "French-German"
      while (rest.begin < rest.end &&
             (form(rest.begin) == "-" || has(rest.begin, WordClass::People))) {
        ++rest.begin;
      }
      return rest;
    }
    return classes_[rest.begin].is_given_name() ? rest : chain;
  }

  // "Vienna University" stays whole; "Paris Hilton" too; "France Ann Lee" does not occur.
  bool add_with_known_part(Chain chain) {
    if (const KnownName known = known_name(text_of(chain)); known != KnownName::None) {
      add_known(chain, known);
      return true;
    }
    return false;
  }

  [[nodiscard]] std::pair<NameType, double> type_of(Chain chain) const {
    const Index last = chain.end - 1;
    const bool is_single = chain.end - chain.begin == 1;
    const WordClasses first = classes_[chain.begin];
    if (has(last, WordClass::OrganizationHead) && !is_single) return {NameType::Organization, 0.85};
    if (!is_single && has(last, WordClass::LocationHead) && !first.is_given_name()) {
      return {NameType::Location, 0.8};
    }
    if (!is_single && (has(last, WordClass::MiscellaneousHead) || is_year(last))) {
      return {NameType::Miscellaneous, 0.7};
    }
    if (!is_single &&
        is_one_of(form(chain.begin), {"Lake", "Mount", "Port", "Cape", "Fort", "Gulf"})) {
      return {NameType::Location, 0.75};
    }
    if (is_single && is_all_capitals(form(last))) return {NameType::Organization, 0.8};
    if (first.is_given_name()) return {NameType::Person, is_single ? 0.75 : 0.92};
    for (Index i = chain.begin; i < chain.end; ++i) {
      const bool is_personal = is_initial(form(i)) ||
                               (i > chain.begin && is_particle_of_person(i)) ||
                               is_one_of(form(i), {"Jr.", "Sr.", "II", "III"});
      if (is_personal && !is_single) return {NameType::Person, 0.85};
    }
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (is_one_of(form(i), {"of", "for", "&"})) return {NameType::Organization, 0.6};
      if (is_all_capitals(form(i)) && form(i).size() >= 3 && !is_initial(form(i))) {
        return {NameType::Organization, 0.6};
      }
    }
    return type_by_context(chain);
  }

  [[nodiscard]] bool is_particle_of_person(Index i) const {
    return is_one_of(form(i), {"bin", "ibn", "bint", "al", "van", "von", "der", "abu", "ben"});
  }

  [[nodiscard]] bool is_year(Index i) const {
    return form(i).size() == 4 && form(i).find_first_not_of("0123456789") == std::string_view::npos;
  }

  [[nodiscard]] std::pair<NameType, double> type_by_context(Chain chain) const {
    const bool is_single = chain.end - chain.begin == 1;
    const std::string_view before = chain.begin > 0 ? form(chain.begin - 1) : std::string_view();
    const std::string before_lower = lower_case(before);
    if (before_lower == "the") {
      return {is_single ? NameType::Organization : NameType::Miscellaneous, 0.5};
    }
    if (is_one_of(before_lower, {"in", "near", "from", "across", "outside", "inside", "at"})) {
      return {NameType::Location, 0.6};
    }
    if (chain.end < document_.tokens.size() && is_speech_verb(chain.end))
      return {NameType::Person, 0.8};
    if (is_single) return {NameType::Person, 0.4};
    return {NameType::Person, chain.end - chain.begin <= 3 ? 0.65 : 0.4};
  }

  [[nodiscard]] bool is_speech_verb(Index i) const {
    return token(i).upos == Upos::Verb &&
           is_one_of(token(i).lemma,
                     {"say",       "tell",   "ask",   "add",     "write", "warn",    "argue",
                      "reply",     "insist", "claim", "declare", "admit", "accuse",  "criticize",
                      "criticise", "deny",   "call",  "urge",    "vow",   "explain", "note"});
  }

  // One word may be the part of a longer name elsewhere, or be typed better elsewhere.
  void settle_single_words() {
    std::unordered_map<std::string_view, std::array<double, 4>> votes;
    for (const Name& name : names_) {
      const auto type = static_cast<std::size_t>(name.type);
      if (name.tokens.size() == 1) {
        votes[document_.form(name.tokens.begin)][type] +=
            name.confidence >= 0.5F ? name.confidence : 0;
      } else if (name.type == NameType::Person) {
        for (Index i = name.tokens.begin.value; i < name.tokens.end.value; ++i) {
          if (is_capital(i) && !is_initial(form(i))) votes[form(i)][type] += 2;
        }
      }
    }
    for (Name& name : names_) {
      if (name.tokens.size() != 1) continue;
      const std::string_view word = document_.form(name.tokens.begin);
      if (known_name(word) != KnownName::None) continue;
      const std::array<double, 4>& vote = votes[word];
      const auto best =
          static_cast<std::size_t>(std::max_element(vote.begin(), vote.end()) - vote.begin());
      if (vote[best] <= 0 || best == static_cast<std::size_t>(name.type)) {
        if (vote[best] > 0)
          name.confidence = std::max(name.confidence, vote[best] > 1.5 ? 0.9F : 0.7F);
        continue;
      }
      name.type = static_cast<NameType>(best);
      name.confidence = vote[best] > 1.5 ? 0.85F : 0.6F;
    }
  }

  void remember_names() {
    for (const Name& name : names_) {
      const Chain chain{name.tokens.begin.value, name.tokens.end.value};
      remembered_[std::string(text_of(chain))] = name.type;
      std::size_t& longest = longest_[form(chain.begin)];
      longest = std::max<std::size_t>(longest, name.tokens.size());
      if (name.type != NameType::Person || name.tokens.size() == 1) continue;
      const std::string_view last = form(chain.end - 1);
      if (last.size() >= 3) surnames_.insert(last);
      remembered_.emplace(std::string(last), NameType::Person);
      longest_.emplace(last, 1);
    }
  }

  // Surnames of people named in full elsewhere, where the tag or the sentence's beginning hid them.
  void find_forgotten() {
    std::vector<bool> is_taken(document_.tokens.size());
    for (const Name& name : names_) {
      for (Index i = name.tokens.begin.value; i < name.tokens.end.value; ++i) is_taken[i] = true;
    }
    for (Index i = 0; i < document_.tokens.size(); ++i) {
      if (is_taken[i] || !is_capital(i) || has(i, WordClass::Title) || has(i, WordClass::Day))
        continue;
      if (!surnames_.contains(form(i)) || is_no_surname_here(i)) continue;
      add({i, i + 1}, NameType::Person, 0.8);
    }
  }

  [[nodiscard]] bool is_no_surname_here(Index i) const {
    const Upos upos = token(i).upos;
    return upos == Upos::Aux || upos == Upos::Pron || upos == Upos::Det ||
           (i > 0 && form(i - 1) == "-" && is_attached(i));
  }

  // In a heading: the longest name at each place that the body uses or that is well known.
  void find_known(TokenSpan sentence) {
    const Index limit = sentence.end.value;
    for (Index i = sentence.begin.value; i < limit;) {
      const Index end = end_of_known(i, limit);
      i = end > i ? end : i + 1;
    }
  }

  Index end_of_known(Index i, Index limit) {
    if (!is_capital(i)) return i;
    const auto remembered = longest_.find(form(i));
    const std::size_t longest = std::max(remembered == longest_.end() ? 0 : remembered->second,
                                         longest_known_name(form(i)));
    for (Index end = std::min<Index>(limit, i + static_cast<Index>(longest)); end > i; --end) {
      const Chain chain{i, end};
      const std::string text(text_of(chain));
      if (const auto found = remembered_.find(text); found != remembered_.end()) {
        add(chain, found->second, 0.85);
        return end;
      }
      if (const KnownName known = known_name(text); known != KnownName::None) {
        add_known(chain, known);
        return end;
      }
    }
    const bool is_given = classes_[i].is_given_name() && i + 1 < limit && is_capital(i + 1) &&
                          token(i + 1).upos == Upos::Propn && !has(i + 1, WordClass::Title) &&
                          !has(i + 1, WordClass::OrganizationHead);
    if (!is_given) return i;
    add({i, i + 2}, NameType::Person, 0.6);
    return i + 2;
  }

  const Document& document_;
  std::vector<WordClasses> classes_;  // of capitalised tokens
  std::vector<Name> names_;
  std::unordered_map<std::string, NameType> remembered_;
  std::unordered_map<std::string_view, std::size_t> longest_;  // tokens, by first word
  std::unordered_set<std::string_view> surnames_;
};

}  // namespace

std::vector<Name> find_names(const Document& document) { return NameFinder(document).find(); }

}  // namespace faultline::language::detail
