#include <algorithm>

#include "actors/detail/roles.h"
#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

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
      phrase.spans.push_back(span_of(without_past(after_article, role_end), role_end));
      phrase.roles.emplace_back(words_.text(phrase.spans.back()));
      phrase.end = role_end;
      position = role_end;
      if (words_.is(position, ",") && words_.is(position + 1, "and")) ++position;
      if (!words_.is(position, "and") && !words_.is(position, "&")) break;
      ++position;
    }
    return phrase;
  }

  // A noun phrase with what "of" and "for" add, if it names a body: "the Council of Elders".
  [[nodiscard]] Index end_of_object() const {
    Index begin = begin_;
    while (begin < limit_ && is_article(words_, begin)) ++begin;
    const Index noun_end = end_of_any_nouns(begin);
    bool is_body = false;
    for (Index i = begin; i < noun_end; ++i) {
      std::string large(words_.form(i));
      if (large.front() >= 'a' && large.front() <= 'z')
        large.front() = static_cast<char>(large.front() - 'a' + 'A');
      is_body = is_body || language::word_classes(large).has(WordClass::OrganizationHead);
    }
    return is_body ? end_of_complements(noun_end) : begin_;
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
      // "from 2012 to 2016" is when, and no part of the office.
      if (noun_end == noun || words_.upos(noun) == Upos::Num ||
          words_.classes(noun).has(WordClass::Day))
        break;
      end = end_of_list(noun, noun_end);
      if (end == noun_end) end = end_of_coordination(noun_end);
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

  // "of water, energy and ports": everyday words only, so that no list of names is taken for it.
  [[nodiscard]] Index end_of_list(Index begin, Index end) const {
    const auto is_everyday = [&](Index from, Index to) {
      for (Index i = from; i < to; ++i) {
        if (!language::is_common_word(words_.form(i)) || words_.is_person_noun(i)) return false;
      }
      return to > from;
    };
    if (!is_everyday(begin, end)) return end;
    Index position = end;
    while (words_.is(position, ",")) {
      const bool is_last = words_.is(position + 1, "and");
      const Index item = position + (is_last ? 2 : 1);
      if (item >= limit_ || is_article(words_, item)) return end;
      const Index item_end = end_of_any_nouns(item);
      if (item_end >= limit_ || !is_everyday(item, item_end)) return end;
      position = item_end;
      if (is_last) return position;
      if (!words_.is(position, "and")) continue;
      const Index last_end = end_of_any_nouns(position + 1);
      return last_end < limit_ && is_everyday(position + 1, last_end) ? last_end : end;
    }
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

}  // namespace

bool is_article(const Words& words, Index i) {
  return words.is_any(
      i, {"the", "a", "an", "his", "her", "their", "its", "our", "my", "this", "that"});
}

// What may stand inside a noun phrase before its head.
bool is_premodifier(const Words& words, Index i) {
  const Upos upos = words.upos(i);
  if (upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj || upos == Upos::Num)
    return true;
  if (words.form(i) == "-" || words.form(i) == "&") return true;
  return is_one_of(words.token(i).xpos, {"VBN", "VBG", "AFX"});
}

RolePhrase role_phrase(const Words& words, Index begin, Index limit) {
  return PhraseReader(words, begin, limit).read();
}

Index end_of_organization(const Words& words, Index begin, Index limit) {
  return PhraseReader(words, begin, limit).end_of_object();
}

}  // namespace faultline::actors::detail
