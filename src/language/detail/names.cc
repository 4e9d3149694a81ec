#include "language/detail/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "language/detail/characters.h"
#include "language/detail/name_chains.h"
#include "language/lexicon.h"

namespace faultline::language::detail {
namespace {

bool is_initial(std::string_view form) {
  return form.size() == 2 && form[1] == '.' && form[0] >= 'A' && form[0] <= 'Z';
}

class NameFinder {
 public:
  explicit NameFinder(const Document& document)
      : document_(document), words_(document), is_taken_(document.tokens.size()) {}

  std::vector<Name> find() {
    mark_headings();
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      if (is_title_case_[s]) continue;
      for (const Chain chain : find_chains(words_, document_.sentences[s].tokens)) add_chain(chain);
    }
    settle_single_words();
    remember_names();
    for (std::size_t s = 0; s < document_.sentences.size(); ++s) {
      const TokenSpan sentence = document_.sentences[s].tokens;
      is_title_case_[s] ? find_known(sentence) : find_forgotten(sentence);
    }
    std::sort(names_.begin(), names_.end(),
              [](const Name& one, const Name& other) { return one.tokens < other.tokens; });
    return std::move(names_);
  }

 private:
  void mark_headings() {
    for (const Paragraph& paragraph : document_.paragraphs) {
      for (Index s = paragraph.sentences.begin.value; s < paragraph.sentences.end.value; ++s) {
        is_title_case_.push_back(
            has_capitals_throughout(document_.sentences[s], paragraph.kind == BlockKind::Heading));
      }
    }
  }

  // Headlines that capitalise every long word, and lines in capitals only.
  [[nodiscard]] bool has_capitals_throughout(const Sentence& sentence, bool is_heading) const {
    int capitals = 0;
    int others = 0;
    const Index last = sentence.tokens.end.value - 1;
    for (Index i = sentence.tokens.begin.value + 1; i <= last; ++i) {
      if (words_.form(i).size() < 4) continue;
      const Upos upos = words_.token(i).upos;
      if (words_.is_capital(i)) {
        ++capitals;
      } else if (begins_lower(words_.form(i)) && upos != Upos::Adp && upos != Upos::Sconj) {
        ++others;
      }
    }
    if (capitals < 3) return false;
    if (is_heading) return capitals > 4 * others;
    return others == 0 && (capitals >= 4 || words_.form(last) != ".");
  }

  void add(Chain chain, NameType type, double confidence) {
    names_.push_back({{{chain.begin}, {chain.end}}, type, static_cast<float>(confidence)});
    for (Index i = chain.begin; i < chain.end; ++i) is_taken_[i] = true;
  }

  void add_known(Chain chain, KnownName known) {
    const bool is_organization = known == KnownName::Organization;
    add(chain, is_organization ? NameType::Organization : NameType::Location, 0.95);
  }

  [[nodiscard]] bool is_small_word(Index i) const {
    return is_one_of(words_.form(i), {"of", "for", "on", "to"});
  }

  [[nodiscard]] bool has_organization_head(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (words_.has(i, WordClass::OrganizationHead)) return true;
      if (is_small_word(i) && i > chain.begin) break;
    }
    return false;
  }

  // Takes a chain of capitals apart: what stands before a title, the title, and the name.
  void add_chain(Chain chain) {
    if (is_party_and_state(chain)) return;
    chain = without_everyday_opening(chain);
    if (const KnownName known = known_name(words_.text(chain)); known != KnownName::None) {
      return add_known(chain, known);
    }
    if (add_holder_of_office(chain)) return;
    if (has_organization_head(chain) && !ends_with_person(chain)) return add_organization(chain);
    Index name_begin = chain.begin;
    Index title_begin = chain.end;
    for (Index i = chain.begin; i + 1 < chain.end; ++i) {
      if (!words_.has(i, WordClass::Title) || words_.form(i + 1) == "-") continue;
      if (consists_of_titles({i + 1, chain.end})) break;
      if (i > chain.begin && words_.is_given_name(i - 1) && i + 2 >= chain.end) continue;
      if (title_begin == chain.end) title_begin = i;
      name_begin = i + 1;
      if (is_small_word(name_begin)) return add_office(chain, title_begin);
    }
    if (title_begin == chain.end) return add_plain(chain);
    while (title_begin > chain.begin && (words_.has(title_begin - 1, WordClass::TitleOpening) ||
                                         words_.has(title_begin - 1, WordClass::People))) {
      --title_begin;
    }
    if (title_begin > chain.begin) add_plain({chain.begin, title_begin});
    add_titled({name_begin, chain.end});
  }

  // "(R-Ohio)" after a politician's name.
  [[nodiscard]] bool is_party_and_state(Chain chain) const {
    return chain.end - chain.begin > 1 && words_.form(chain.begin).size() == 1 &&
           words_.form(chain.begin + 1) == "-" && chain.begin > 0 &&
           words_.form(chain.begin - 1) == "(";
  }

  // "Incumbent Republican Jim Day": everyday words before a given name are no part of it.
  [[nodiscard]] Chain without_everyday_opening(Chain chain) const {
    for (Index i = chain.begin; i + 1 < chain.end; ++i) {
      if (words_.is_given_name(i) && !words_.is_common(i)) return {i, chain.end};
      const bool says_nothing =
          (words_.is_common(i) || words_.has(i, WordClass::People)) &&
          !words_.has(i, WordClass::Title) && !words_.has(i, WordClass::TitleOpening) &&
          !words_.has(i, WordClass::OrganizationHead) && !words_.has(i, WordClass::LocationHead);
      if (!says_nothing) break;
    }
    return chain;
  }

  // "U.S. Representative", "Dorvik Mayor" without a name after it: only what goes before may be
  // one.
  bool add_holder_of_office(Chain chain) {
    Index end = chain.end;
    while (end > chain.begin && (words_.has(end - 1, WordClass::Title) ||
                                 words_.has(end - 1, WordClass::TitleOpening))) {
      --end;
    }
    if (end == chain.end || end == chain.begin || !words_.has(chain.end - 1, WordClass::Title))
      return false;
    const Chain rest{chain.begin, end};
    const KnownName known = known_name(words_.text(rest));
    if (known == KnownName::None) return false;
    add_known(rest, known);
    return true;
  }

  // "Republican Party Chairman Ann Lee": an organisation's head word is not all there is.
  [[nodiscard]] bool ends_with_person(Chain chain) const {
    Index last_head = chain.begin;
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (words_.has(i, WordClass::OrganizationHead)) last_head = i;
    }
    for (Index i = last_head + 1; i + 1 < chain.end; ++i) {
      if (is_small_word(i) || words_.form(i) == "-") return false;
      if (words_.has(i, WordClass::Title)) return true;
    }
    return false;
  }

  void add_organization(Chain chain) {
    // "the Party", "Court": a nominal with a capital, unless it is well known.
    if (chain.end - chain.begin == 1) return;
    add(chain, NameType::Organization, 0.85);
  }

  // "Minister of Defence", "Speaker of the Assembly": only what follows may be a name.
  void add_office(Chain chain, Index title_begin) {
    for (Index i = title_begin; i < chain.end; ++i) {
      if (!is_small_word(i)) continue;
      Index begin = i + 1;
      while (begin < chain.end && !words_.is_capital(begin)) ++begin;
      if (begin < chain.end) add_plain({begin, chain.end});
      return;
    }
  }

  void add_titled(Chain chain) {
    if (known_name(words_.text(chain)) == KnownName::State)
      return add(chain, NameType::Location, 0.8);
    add(chain, NameType::Person, words_.is_given_name(chain.begin) ? 0.97 : 0.93);
  }

  // A chain without a title.
  void add_plain(Chain chain) {
    chain = without_nationality(chain);
    if (chain.begin == chain.end) return;
    if (const KnownName known = known_name(words_.text(chain)); known != KnownName::None) {
      return add_known(chain, known);
    }
    if (chain.end - chain.begin == 1 && is_nominal(chain.begin)) return;
    if (chain.end - chain.begin > 1 && consists_of_titles(chain)) return;
    const auto [type, confidence] = type_of(chain);
    add(chain, type, confidence);
  }

  // A lone capital that is an office, a body or an everyday word.
  [[nodiscard]] bool is_nominal(Index i) const {
    if (words_.is_given_name(i) && words_.token(i).upos == Upos::Propn) return false;
    for (const WordClass one :
         {WordClass::Title, WordClass::TitleOpening, WordClass::OrganizationHead,
          WordClass::LocationHead, WordClass::MiscellaneousHead}) {
      if (words_.has(i, one)) return true;
    }
    return false;
  }

  [[nodiscard]] bool consists_of_titles(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      const bool is_title =
          words_.has(i, WordClass::Title) || words_.has(i, WordClass::TitleOpening) ||
          words_.has(i, WordClass::People) || words_.form(i) == "-" || words_.form(i) == "of";
      if (!is_title) return false;
    }
    return true;
  }

  // "Iranian" alone is no name; "Iranian Kurds" neither; "British Airways" keeps it.
  [[nodiscard]] Chain without_nationality(Chain chain) const {
    Chain rest = chain;
    while (rest.begin < rest.end && words_.has(rest.begin, WordClass::People)) ++rest.begin;
    if (rest.begin == chain.begin || rest.begin == rest.end) return rest;
    if (words_.form(rest.begin) == "-") {  // "French-German"
      while (rest.begin < rest.end &&
             (words_.form(rest.begin) == "-" || words_.has(rest.begin, WordClass::People))) {
        ++rest.begin;
      }
      return rest;
    }
    return words_.is_given_name(rest.begin) ? rest : chain;
  }

  [[nodiscard]] bool is_common_throughout(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (words_.is_capital(i) && !words_.is_common(i) && !words_.has(i, WordClass::People))
        return false;
    }
    return true;
  }

  [[nodiscard]] std::pair<NameType, double> type_of(Chain chain) const {
    const Index last = chain.end - 1;
    const bool is_single = chain.end - chain.begin == 1;
    const bool begins_personal = words_.is_given_name(chain.begin);
    if (!is_single) {
      if (words_.has(last, WordClass::OrganizationHead)) return {NameType::Organization, 0.85};
      if (words_.has(last, WordClass::LocationHead) && !begins_personal)
        return {NameType::Location, 0.8};
      if (words_.has(last, WordClass::MiscellaneousHead) || has_event_head(chain)) {
        return {NameType::Miscellaneous, 0.7};
      }
      const bool begins_as_place =
          is_one_of(words_.form(chain.begin),
                    {"Lake", "Mount", "Port", "Cape", "Fort", "Gulf", "North", "South", "West",
                     "East", "Western", "Eastern", "Northern", "Southern", "San", "Santa"});
      if (begins_as_place) return {NameType::Location, 0.75};
    }
    if (is_single && is_all_capitals(words_.form(last))) return type_of_capitals(last);
    if (begins_personal) {
      if (is_single && is_placed(chain)) return {NameType::Location, 0.6};
      // "Will" and "Grace" begin sentences as often as names.
      if (is_single && words_.is_common(chain.begin)) return {NameType::Person, 0.3};
      return {NameType::Person, is_single ? 0.75 : 0.92};
    }
    if (!is_single && has_personal_part(chain)) return {NameType::Person, 0.85};
    for (Index i = chain.begin; i < chain.end; ++i) {
      const std::string_view form = words_.form(i);
      const bool is_acronym = is_all_capitals(form) && form.size() >= 3 && !is_initial(form);
      if (is_small_word(i) || form == "&" || is_acronym) return {NameType::Organization, 0.6};
    }
    return type_by_context(chain);
  }

  // "IRGC" is an organisation's name; "BREAKING" only shouts.
  [[nodiscard]] std::pair<NameType, double> type_of_capitals(Index i) const {
    constexpr std::size_t longest_acronym = 6;
    if (words_.is_common(i)) return {NameType::Organization, 0.2};
    const bool is_long = words_.form(i).size() > longest_acronym &&
                         words_.form(i).find('.') == std::string_view::npos;
    return {NameType::Organization, is_long ? 0.4 : 0.8};
  }

  [[nodiscard]] bool is_placed(Chain chain) const {
    return chain.begin > 0 &&
           is_one_of(lower_case(words_.form(chain.begin - 1)),
                     {"in", "near", "from", "across", "outside", "inside", "at"});
  }

  // "World War II", "Election Day 2016"
  [[nodiscard]] bool has_event_head(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      if (words_.has(i, WordClass::MiscellaneousHead) && words_.is_common(i) &&
          !words_.is_given_name(chain.begin)) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool has_personal_part(Chain chain) const {
    for (Index i = chain.begin; i < chain.end; ++i) {
      const std::string_view form = words_.form(i);
      if (is_initial(form) || is_one_of(form, {"Jr.", "Sr.", "II", "III"})) return true;
      if (i > chain.begin &&
          is_one_of(form, {"bin", "ibn", "bint", "al", "van", "von", "der", "abu", "ben"})) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] std::pair<NameType, double> type_by_context(Chain chain) const {
    const Index length = chain.end - chain.begin;
    const std::string before =
        chain.begin > 0 ? lower_case(words_.form(chain.begin - 1)) : std::string();
    const bool speaks = chain.end < words_.size() && is_speech_verb(chain.end);
    if (is_common_throughout(chain)) {
      if (length == 1) return {NameType::Person, speaks && before != "the" ? 0.5 : 0.2};
      return {before == "the" ? NameType::Miscellaneous : NameType::Organization, 0.4};
    }
    if (length == 1 && is_modifier(chain.end) && is_one_of(before, {"the", "a"})) {
      return type_of_modifier(chain.end);
    }
    if (before == "the") {
      return {length == 1 ? NameType::Organization : NameType::Miscellaneous, 0.5};
    }
    if (is_placed(chain)) return {NameType::Location, 0.6};
    if (speaks) return {NameType::Person, 0.8};
    if (length == 1) return {NameType::Person, 0.4};
    return {NameType::Person, length <= 3 && !words_.is_common(chain.end - 1) ? 0.65 : 0.4};
  }

  // "the Tarn crossing", "the Velde affair": the thing after it says what kind of name it is.
  [[nodiscard]] bool is_modifier(Index next) const {
    return next < words_.size() && words_.token(next).upos == Upos::Noun &&
           begins_lower(words_.form(next));
  }

  [[nodiscard]] std::pair<NameType, double> type_of_modifier(Index next) const {
    std::string head(words_.form(next));
    if (is_one_of(head, {"administration", "campaign", "presidency", "camp", "team", "family",
                         "government", "era", "cabinet", "supporter", "supporters", "rally", "aide",
                         "aides", "candidacy"})) {
      return {NameType::Person, 0.55};
    }
    if (head.front() >= 'a' && head.front() <= 'z')
      head.front() = static_cast<char>(head.front() - 'a' + 'A');
    const WordClasses classes = word_classes(head);
    if (classes.has(WordClass::LocationHead)) return {NameType::Location, 0.6};
    if (classes.has(WordClass::OrganizationHead)) return {NameType::Organization, 0.6};
    return {NameType::Miscellaneous, 0.4};
  }

  [[nodiscard]] bool is_speech_verb(Index i) const {
    return words_.token(i).upos == Upos::Verb &&
           is_one_of(words_.token(i).lemma,
                     {"say",       "tell",   "ask",   "add",     "write", "warn",    "argue",
                      "reply",     "insist", "claim", "declare", "admit", "accuse",  "criticize",
                      "criticise", "deny",   "call",  "urge",    "vow",   "explain", "note"});
  }

  // One word may be the part of a longer name elsewhere, or be typed better elsewhere. What is only
  // an everyday word with a capital is dropped.
  void settle_single_words() {
    std::unordered_map<std::string_view, std::array<double, 4>> votes;
    for (const Name& name : names_) {
      const auto type = static_cast<std::size_t>(name.type);
      if (name.tokens.size() == 1) {
        votes[document_.form(name.tokens.begin)][type] +=
            name.confidence >= 0.5F ? name.confidence : 0;
      } else if (name.type == NameType::Person && name.confidence >= 0.6F) {
        for (Index i = name.tokens.begin.value; i < name.tokens.end.value; ++i) {
          const bool is_part = words_.is_capital(i) && !is_initial(words_.form(i));
          if (is_part) votes[words_.form(i)][type] += words_.is_common(i) ? 0.8 : 2;
        }
      }
    }
    for (Name& name : names_) {
      if (name.tokens.size() != 1) continue;
      const std::string_view word = document_.form(name.tokens.begin);
      if (known_name(word) == KnownName::None) settle(name, votes[word]);
    }
    std::erase_if(names_, [&](const Name& name) {
      const bool is_dropped = name.confidence < 0.3F;
      if (is_dropped) is_taken_[name.tokens.begin.value] = false;
      return is_dropped;
    });
  }

  static void settle(Name& name, const std::array<double, 4>& votes) {
    const auto best =
        static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
    if (votes[best] <= 0) return;
    if (best == static_cast<std::size_t>(name.type)) {
      name.confidence = std::max(name.confidence, votes[best] > 1.5 ? 0.9F : 0.7F);
    } else {
      name.type = static_cast<NameType>(best);
      name.confidence = votes[best] > 1.5 ? 0.85F : 0.6F;
    }
  }

  void remember_names() {
    for (const Name& name : names_) {
      const Chain chain{name.tokens.begin.value, name.tokens.end.value};
      remembered_[std::string(words_.text(chain))] = name.type;
      std::size_t& longest = longest_[words_.form(chain.begin)];
      longest = std::max<std::size_t>(longest, name.tokens.size());
      if (name.type != NameType::Person || name.tokens.size() == 1) continue;
      const std::string_view last = words_.form(chain.end - 1);
      if (last.size() >= 3) surnames_.insert(last);
      remembered_.emplace(std::string(last), NameType::Person);
      longest_.emplace(last, 1);
    }
  }

  // Surnames of people named in full elsewhere, where the tag or the sentence's beginning hid them.
  void find_forgotten(TokenSpan sentence) {
    for (Index i = sentence.begin.value; i < sentence.end.value; ++i) {
      if (is_taken_[i] || !words_.is_capital(i) || !surnames_.contains(words_.form(i))) continue;
      if (words_.has(i, WordClass::Title) || words_.has(i, WordClass::Day)) continue;
      const Upos upos = words_.token(i).upos;
      const bool is_other_word = upos == Upos::Aux || upos == Upos::Pron || upos == Upos::Det ||
                                 (words_.is_common(i) && words_.is_at_opening(i, sentence));
      const bool is_part = i > 0 && words_.form(i - 1) == "-" && words_.is_attached(i);
      if (!is_other_word && !is_part) add({i, i + 1}, NameType::Person, 0.8);
    }
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
    if (!words_.is_capital(i)) return i;
    const auto remembered = longest_.find(words_.form(i));
    const std::size_t longest = std::max(remembered == longest_.end() ? 0 : remembered->second,
                                         longest_known_name(words_.form(i)));
    for (Index end = std::min<Index>(limit, i + static_cast<Index>(longest)); end > i; --end) {
      const Chain chain{i, end};
      const std::string text(words_.text(chain));
      if (const auto found = remembered_.find(text); found != remembered_.end()) {
        add(chain, found->second, 0.85);
        return end;
      }
      if (const KnownName known = known_name(text); known != KnownName::None) {
        add_known(chain, known);
        return end;
      }
    }
    const bool is_given = words_.is_given_name(i) && i + 1 < limit && words_.is_capital(i + 1) &&
                          words_.token(i + 1).upos == Upos::Propn &&
                          !words_.has(i + 1, WordClass::Title) && !words_.is_common(i + 1) &&
                          !words_.has(i + 1, WordClass::OrganizationHead);
    if (!is_given) return i;
    add({i, i + 2}, NameType::Person, 0.6);
    return i + 2;
  }

  const Document& document_;
  NameWords words_;
  std::vector<bool> is_title_case_;  // by sentence
  std::vector<bool> is_taken_;       // by a name
  std::vector<Name> names_;
  std::unordered_map<std::string, NameType> remembered_;
  std::unordered_map<std::string_view, std::size_t> longest_;  // tokens, by first word
  std::unordered_set<std::string_view> surnames_;
};

}  // namespace

std::vector<Name> find_names(const Document& document) { return NameFinder(document).find(); }

}  // namespace faultline::language::detail
