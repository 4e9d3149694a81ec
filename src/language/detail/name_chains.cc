#include "language/detail/name_chains.h"

#include <algorithm>

#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

bool is_possessive(std::string_view form) {
  return is_one_of(form, {"'s", "’s", "'", "’", "'S", "’S"});
}

class ChainFinder {
 public:
  ChainFinder(const NameWords& words, TokenSpan sentence) : words_(words), sentence_(sentence) {}

  std::vector<Chain> find() const {
    std::vector<Chain> chains;
    const Index limit = sentence_.end.value;
    for (Index i = sentence_.begin.value; i < limit;) {
      if (!may_begin(i) && !begins_with_particle(i, limit)) {
        ++i;
        continue;
      }
      chains.push_back({i, end_of_chain(i, limit)});
      i = chains.back().end;
    }
    return chains;
  }

 private:
  [[nodiscard]] bool may_begin(Index i) const {
    if (!words_.is_capital(i) || words_.has(i, WordClass::Day)) return false;
    const Upos upos = words_.token(i).upos;
    if (upos == Upos::Pron || upos == Upos::Det || words_.form(i) == "I") return false;
    if (words_.is_at_opening(i, sentence_)) return may_open(i);
    if (upos == Upos::Propn) return true;
    return upos == Upos::Noun || upos == Upos::Adj || upos == Upos::Verb || upos == Upos::X;
  }

  // At a sentence's beginning, where every word has a capital.
  [[nodiscard]] bool may_open(Index i) const {
    if (words_.is_given_name(i) || longest_known_name(words_.form(i)) > 0) return true;
    if (is_all_capitals(words_.form(i))) return !words_.is_common(i);
    const Upos upos = words_.token(i).upos;
    const bool is_followed = i + 1 < sentence_.end.value && words_.is_capital(i + 1) &&
                             words_.token(i + 1).upos == Upos::Propn;
    if (upos == Upos::Propn) return !words_.is_common(i) || is_followed || is_followed_by_of(i);
    return is_followed && (upos == Upos::Noun || upos == Upos::Adj || upos == Upos::X);
  }

  [[nodiscard]] bool is_followed_by_of(Index i) const {
    return is_head(i) && i + 2 < sentence_.end.value && words_.form(i + 1) == "of";
  }

  // "al-Ani", "bin Salman": a particle in small letters before a capital.
  [[nodiscard]] bool begins_with_particle(Index i, Index limit) const {
    if (is_one_of(words_.form(i), {"al", "el", "bin", "ibn", "abu", "ul"})) {
      if (i + 1 < limit && words_.is_capital(i + 1) && !words_.is_attached(i + 1)) return true;
      return i + 2 < limit && words_.form(i + 1) == "-" && words_.is_attached(i + 1) &&
             words_.is_capital(i + 2) && words_.is_attached(i + 2);
    }
    return is_one_of(words_.form(i), {"van", "von", "de", "del", "della", "di"}) && i + 1 < limit &&
           words_.is_capital(i + 1) && words_.token(i).upos == Upos::Propn;
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
    if (words_.may_continue(end)) return end + 1;
    const std::string_view word = words_.form(end);
    const bool has_next = end + 1 < limit;
    if (word == "-" && words_.is_attached(end) && has_next && words_.is_attached(end + 1)) {
      return words_.is_capital(end + 1) ||
                     word_classes(words_.form(end - 1)).has(WordClass::Particle)
                 ? end + 2
                 : end;
    }
    if (word == "&" && has_next && words_.is_capital(end + 1)) return end + 2;
    if (word_classes(word).has(WordClass::Particle) && has_next) {
      if (words_.is_capital(end + 1)) return end + 2;
      if (words_.form(end + 1) == "-" && end + 2 < limit && words_.is_capital(end + 2))
        return end + 3;
      if (end + 2 < limit && words_.is_capital(end + 2) &&
          is_one_of(words_.form(end + 1), {"la", "los", "der", "den"})) {
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
    return words_.has(i, WordClass::OrganizationHead) ||
           words_.has(i, WordClass::MiscellaneousHead);
  }

  // "Ministry of the Interior", "Council on Foreign Relations", "Gulf of Oman".
  [[nodiscard]] Index after_preposition(Index begin, Index end, Index limit) const {
    const bool is_of = words_.form(end) == "of";
    const bool may_take = is_head(begin) || is_head(end - 1) ||
                          (is_of && words_.has(end - 1, WordClass::LocationHead));
    if (!may_take) return end;
    Index next = end + 1;
    if (next < limit && words_.form(next) == "the") ++next;
    if (next >= limit || !words_.may_continue(next)) return end;
    // "the Council of Elders for the Ministry of Ports" are two names.
    return is_of || !is_head(next) ? next + 1 : end;
  }

  // "Scholars and Researchers of Qom", "Ministry of Trade and Industry"; two names stay two.
  [[nodiscard]] Index after_and(Index begin, Index end, Index limit) const {
    const bool has_preposition = [&] {
      for (Index i = begin; i < end; ++i)
        if (is_one_of(words_.form(i), {"of", "for", "on"})) return true;
      return false;
    }();
    if (end + 1 >= limit || !words_.may_continue(end + 1)) return end;
    if (!has_preposition) return after_and_of_adjectives(begin, end, limit);
    for (Index i = end + 1; i < limit && words_.may_continue(i); ++i) {
      if (is_head(i) || words_.is_given_name(i) || words_.has(i, WordClass::Title)) return end;
    }
    if (known_name(words_.form(end + 1)) != KnownName::None ||
        known_name(words_.form(end - 1)) != KnownName::None) {
      return end;
    }
    return end + 2;
  }

  // "Social Democratic and Labour Party": everyday words before, a head soon after.
  [[nodiscard]] Index after_and_of_adjectives(Index begin, Index end, Index limit) const {
    for (Index i = begin; i < end; ++i) {
      if (!words_.is_common(i) && !words_.has(i, WordClass::People)) return end;
      if (is_head(i) || words_.is_given_name(i)) return end;
    }
    for (Index i = end + 1; i < std::min(limit, end + 4) && words_.may_continue(i); ++i) {
      if (words_.has(i, WordClass::OrganizationHead) && i > end + 1) return i + 1;
    }
    return end;
  }

  // "Farmers' League", "People's Party"; "Weber's Party" is a possessor and a thing.
  [[nodiscard]] Index after_possessive(Index begin, Index end, Index limit) const {
    if (end - begin > 2 || end + 1 >= limit || !words_.may_continue(end + 1)) return end;
    const std::string_view owner = words_.form(end - 1);
    const bool is_plural =
        owner.ends_with('s') &&
        words_.form(end).size() != 2 + (words_.form(end).starts_with("’") ? 2 : 0);
    const bool is_kind =
        is_one_of(owner, {"People", "Women", "Men", "Children", "Workers", "Farmers", "Veterans",
                          "Teachers", "Lawyers", "Writers"});
    if (!is_kind && !is_plural) return end;
    if (words_.is_given_name(begin) || known_name(owner) != KnownName::None) return end;
    for (Index i = end + 1; i < std::min(limit, end + 4) && words_.may_continue(i); ++i) {
      if (is_head(i)) return i + 1;
    }
    return end;
  }

  const NameWords& words_;
  TokenSpan sentence_;
};

}  // namespace

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

NameWords::NameWords(const Document& document)
    : document_(document), classes_(document.tokens.size()), is_common_(document.tokens.size()) {
  for (Index i = 0; i < size(); ++i) {
    if (!is_capital(i)) continue;
    classes_[i] = word_classes(form(i));
    is_common_[i] = is_common_word(form(i));
  }
}

std::string_view NameWords::text(Chain chain) const {
  const ByteSpan bytes = document_.bytes({{chain.begin}, {chain.end}});
  return std::string_view(document_.text).substr(bytes.begin.value, bytes.size());
}

bool NameWords::is_capital(Index i) const { return begins_upper(form(i)); }

bool NameWords::may_continue(Index i) const {
  if (!is_capital(i) || has(i, WordClass::Day)) return false;
  const Upos upos = token(i).upos;
  return upos != Upos::Pron && upos != Upos::Det && upos != Upos::Aux && upos != Upos::Sconj &&
         form(i) != "I";
}

bool NameWords::is_at_opening(Index i, TokenSpan sentence) const {
  if (i == sentence.begin.value) return true;
  const std::string_view before = form(i - 1);
  return is_opening_quote(before) || is_one_of(before, {":", "(", "[", "-", "--", "*", "•", "—"}) ||
         (i == sentence.begin.value + 1 && token(i - 1).upos == Upos::Punct);
}

std::vector<Chain> find_chains(const NameWords& words, TokenSpan sentence) {
  return ChainFinder(words, sentence).find();
}

}  // namespace faultline::language::detail
