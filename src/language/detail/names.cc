#include "language/detail/names.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "language/detail/characters.h"
#include "language/lexicon.h"

namespace faultline::language::detail {
namespace {

bool is_title(std::string_view form) {
  const WordClasses classes = word_classes(form);
  return (classes.has(WordClass::Title) || classes.has(WordClass::TitleOpening)) &&
         !classes.is_given_name();
}

class NameSettler {
 public:
  explicit NameSettler(Document& document) : document_(document) {}

  void settle() {
    drop_titles();
    split_possessors();
    settle_headlines();
    find_known_words();
    retype_known_words();
    add_known_words();
  }

 private:
  [[nodiscard]] std::string_view text(TokenSpan tokens) const {
    const ByteSpan bytes = document_.bytes(tokens);
    return std::string_view(document_.text).substr(bytes.begin.value, bytes.size());
  }

  void drop_titles() {
    std::erase_if(document_.names, [this](Name& name) {
      const bool may_be_person =
          name.type == NameType::Person || name.type == NameType::Organization;
      if (!may_be_person || known_name(text(name.tokens)) != KnownName::None) return false;
      TokenSpan rest = name.tokens;
      while (!rest.empty() && is_title(document_.form(rest.begin))) ++rest.begin;
      if (name.type == NameType::Person && !rest.empty()) name.tokens = rest;
      return rest.empty();
    });
  }

  // "Berrenko's Coast Party" is two names where "Coast Party" is one elsewhere, and so is "the
  // Intelligence Organization's Centre", where either part is called what organisations are.
  void split_possessors() {
    std::unordered_set<std::string_view> known;
    bool has_possessors = false;
    for (const Name& name : document_.names) {
      const bool has_possessor = possessor_end(name.tokens) != name.tokens.end;
      has_possessors = has_possessors || has_possessor;
      if (!has_possessor) known.insert(text(name.tokens));
    }
    if (!has_possessors) return;
    std::vector<Name> split;
    for (const Name& name : document_.names) {
      const TokenIndex end = possessor_end(name.tokens);
      const TokenSpan thing{end < name.tokens.end ? end + 1 : end, name.tokens.end};
      const TokenSpan owner{name.tokens.begin, end};
      const bool is_organizations = names_organization(owner) && names_organization(thing);
      if (thing.empty() || (!known.contains(text(thing)) && !is_organizations)) {
        split.push_back(name);
        continue;
      }
      const NameType type = names_organization(owner)                    ? NameType::Organization
                            : known_name(text(owner)) != KnownName::None ? NameType::Location
                                                                         : NameType::Person;
      split.push_back({owner, type, std::min(name.confidence, likely)});
      split.push_back({thing, name.type, name.confidence});
    }
    document_.names = std::move(split);
  }

  [[nodiscard]] bool names_organization(TokenSpan tokens) const {
    for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
      if (word_classes(document_.form(i)).has(WordClass::OrganizationHead)) return true;
    }
    return false;
  }

  // The place of the possessive inside a name, or the name's end.
  [[nodiscard]] TokenIndex possessor_end(TokenSpan tokens) const {
    for (TokenIndex i = tokens.begin; i + 1 < tokens.end; ++i) {
      if (i > tokens.begin && document_.tokens[i.value].xpos == "POS") return i;
    }
    return tokens.end;
  }

  // Headlines that capitalise every long word, and lines in capitals only.
  [[nodiscard]] bool has_capitals_throughout(const Sentence& sentence, bool is_heading) const {
    constexpr std::size_t shortest = 4;
    int capitals = 0;
    int others = 0;
    for (TokenIndex i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i) {
      const std::string_view form = document_.form(i);
      if (form.size() < shortest) continue;
      const Upos upos = document_.tokens[i.value].upos;
      if (begins_upper(form)) {
        ++capitals;
      } else if (begins_lower(form) && upos != Upos::Adp && upos != Upos::Sconj) {
        ++others;
      }
    }
    if (capitals < 3) return false;
    if (is_heading) return capitals > 4 * others;
    return others == 0 && capitals >= 4 && document_.form(sentence.tokens.end - 1) != ".";
  }

  void mark_headlines() {
    is_headline_.assign(document_.sentences.size(), false);
    for (const Paragraph& paragraph : document_.paragraphs) {
      for (auto s = paragraph.sentences.begin; s < paragraph.sentences.end; ++s) {
        is_headline_[s.value] = has_capitals_throughout(document_.sentences[s.value],
                                                        paragraph.kind == BlockKind::Heading);
      }
    }
  }

  [[nodiscard]] bool is_in_headline(const Name& name) const {
    return is_headline_[document_.sentence_of(name.tokens.begin).value];
  }

  // In a headline, what the body or the lexicon knows is cut out of a longer name.
  void settle_headlines() {
    mark_headlines();
    if (std::find(is_headline_.begin(), is_headline_.end(), true) == is_headline_.end()) return;
    std::unordered_map<std::string_view, NameType> known;
    for (const Name& name : document_.names) {
      if (is_in_headline(name)) continue;
      known.emplace(text(name.tokens), name.type);
      if (name.type == NameType::Person) {
        known.emplace(document_.form(name.tokens.end - 1), name.type);
      }
    }
    constexpr float sure = 0.9F;
    constexpr float likely_enough = 0.8F;
    std::erase_if(document_.names, [&](Name& name) {
      if (name.confidence >= sure || !is_in_headline(name)) return false;
      for (std::uint32_t size = name.tokens.size(); size > 0; --size) {
        for (TokenIndex i = name.tokens.begin; i + size <= name.tokens.end; ++i) {
          const TokenSpan part{i, i + size};
          const auto found = known.find(text(part));
          if (found == known.end() && known_name(text(part)) == KnownName::None) continue;
          name.tokens = part;
          if (found != known.end()) name.type = found->second;
          return false;
        }
      }
      return name.confidence < likely_enough;
    });
  }

  // Single words that name the same wherever they stand alone: last words of persons' names of
  // several words that are surnames beyond doubt, and acronyms in brackets after an organisation.
  void find_known_words() {
    constexpr float sure = 0.6F;
    constexpr std::size_t shortest = 3;
    for (const Name& name : document_.names) {
      const bool is_full = name.tokens.size() > 1;
      if (!is_full || name.confidence < sure) continue;
      const std::string_view last = document_.form(name.tokens.end - 1);
      if (name.type == NameType::Person && last.size() >= shortest && begins_upper(last) &&
          known_name(last) == KnownName::None) {
        known_words_.emplace(last, NameType::Person);
      }
      const TokenIndex bracket = name.tokens.end;
      if (name.type != NameType::Organization || bracket.value + 2 >= document_.tokens.size()) {
        continue;
      }
      const std::string_view acronym = document_.form(bracket + 1);
      if (document_.form(bracket) == "(" && document_.form(bracket + 2) == ")" &&
          is_all_capitals(acronym)) {
        known_words_.insert_or_assign(acronym, NameType::Organization);
      }
    }
  }

  void retype_known_words() {
    if (known_words_.empty()) return;
    for (Name& name : document_.names) {
      if (name.tokens.size() != 1) continue;
      const auto known = known_words_.find(document_.form(name.tokens.begin));
      if (known == known_words_.end() || known->second == name.type) continue;
      name.type = known->second;
      name.confidence = likely;
    }
  }

  // "Later General Bagheri left": a title says that a person follows.
  [[nodiscard]] bool follows_title(TokenIndex i) const {
    if (i.value == 0) return false;
    const WordClasses before = word_classes(document_.form(i - 1));
    if (!before.has(WordClass::Title) || before.has(WordClass::OrganizationHead)) return false;
    const std::string_view form = document_.form(i);
    const WordClasses own = word_classes(form);
    return own.bits == 0 && begins_upper(form) && known_name(form) == KnownName::None;
  }

  void add_known_words() {
    std::vector<bool> is_taken(document_.tokens.size());
    for (const Name& name : document_.names) {
      for (TokenIndex i = name.tokens.begin; i < name.tokens.end; ++i) is_taken[i.value] = true;
    }
    const auto count = static_cast<std::ptrdiff_t>(document_.names.size());
    for (TokenIndex i{0}; i.value < document_.tokens.size(); ++i) {
      if (is_taken[i.value] || document_.tokens[i.value].upos != Upos::Propn) continue;
      const std::string_view form = document_.form(i);
      if (is_common_word(form)) continue;
      const auto known = known_words_.find(form);
      if (known != known_words_.end()) {
        document_.names.push_back({{i, i + 1}, known->second, likely});
      } else if (follows_title(i) && !is_taken[i.value - 1]) {
        document_.names.push_back({{i, i + 1}, NameType::Person, likely});
      }
    }
    std::inplace_merge(
        document_.names.begin(), document_.names.begin() + count, document_.names.end(),
        [](const Name& one, const Name& other) { return one.tokens < other.tokens; });
  }

  static constexpr float likely = 0.7F;

  Document& document_;
  std::vector<bool> is_headline_;  // by sentence
  std::unordered_map<std::string_view, NameType> known_words_;
};

}  // namespace

void settle_names(Document& document) { NameSettler(document).settle(); }

}  // namespace faultline::language::detail
