#include "actors/detail/words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <unordered_set>

#include "text/text.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool begins_upper(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word.front()) < 128) {
    return word.front() >= 'A' && word.front() <= 'Z';
  }
  std::size_t position = 0;
  return u_isupper(static_cast<UChar32>(text::next_code_point(word, position))) != 0;
}

bool is_all_capitals(std::string_view word) {
  int capitals = 0;
  for (std::size_t position = 0; position < word.size();) {
    const auto code = static_cast<UChar32>(text::next_code_point(word, position));
    if (u_isupper(code)) {
      ++capitals;
    } else if (u_isalpha(code)) {
      return false;
    }
  }
  return capitals >= 2;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Words::Words(const language::Document& document)
    : document_(document),
      sentences_(document.tokens.size()),
      paragraphs_(document.sentences.size()),
      is_quoted_(document.tokens.size()) {
  for (Index s = 0; s < document.sentences.size(); ++s) {
    const TokenSpan tokens = document.sentences[s].tokens;
    for (Index i = tokens.begin.value; i < tokens.end.value; ++i) sentences_[i] = s;
  }
  for (Index p = 0; p < document.paragraphs.size(); ++p) {
    const SentenceSpan sentences = document.paragraphs[p].sentences;
    for (Index s = sentences.begin.value; s < sentences.end.value; ++s) paragraphs_[s] = p;
  }
  mark_quotations();
}

// Double marks only: single ones are apostrophes too often. A quotation ends with its paragraph.
void Words::mark_quotations() {
  bool is_open = false;
  for (Index i = 0; i < size(); ++i) {
    if (i > 0 && paragraph(i) != paragraph(i - 1)) is_open = false;
    const std::string_view mark = form(i);
    if (is_one_of(mark, {"“", "«", "``", "„"})) {
      is_open = true;
    } else if (is_one_of(mark, {"”", "»", "''"})) {
      is_open = false;
    } else if (mark == "\"") {
      is_open = !is_open;
    } else {
      is_quoted_[i] = is_open;
    }
  }
}

std::string_view Words::text(TokenSpan tokens) const {
  const ByteSpan bytes = document_.bytes(tokens);
  return std::string_view(document_.text).substr(bytes.begin.value, bytes.size());
}

bool Words::is(Index i, std::string_view wanted) const {
  if (i >= size()) return false;
  const std::string_view word = form(i);
  return word.size() == wanted.size() &&
         std::equal(word.begin(), word.end(), wanted.begin(),
                    [](char one, char other) { return lower(one) == other; });
}

bool Words::is_any(Index i, std::initializer_list<std::string_view> lowers) const {
  return std::any_of(lowers.begin(), lowers.end(),
                     [&](std::string_view wanted) { return is(i, wanted); });
}

bool Words::is_finite_verb(Index i) const {
  return i < size() && is_one_of(token(i).xpos, {"VBD", "VBZ", "VBP", "MD"});
}

bool Words::is_possessive(Index i) const {
  return i < size() && is_one_of(form(i), {"'s", "’s", "'", "’", "'S", "’S"}) && is_attached(i);
}

bool Words::is_reporting_verb(Index i) const {
  static const std::unordered_set<std::string_view> verbs = {
      "say",       "tell",        "ask",     "add",     "write",    "warn",     "argue",
      "reply",     "insist",      "claim",   "declare", "admit",    "accuse",   "criticize",
      "criticise", "deny",        "call",    "urge",    "vow",      "explain",  "note",
      "answer",    "announce",    "state",   "demand",  "respond",  "caution",  "conclude",
      "continue",  "acknowledge", "stress",  "tweet",   "complain", "describe", "suggest",
      "recall",    "concede",     "counter", "remark",  "observe"};
  return i < size() && token(i).upos == Upos::Verb && verbs.contains(token(i).lemma);
}

bool Words::is_person_noun(Index i) const {
  if (i >= size()) return false;
  const language::WordClasses found = classes(i);
  if (found.has(language::WordClass::PersonNoun)) return true;
  if (!begins_upper(form(i))) return false;
  std::string small(form(i));
  small.front() = lower(small.front());
  return found.has(language::WordClass::Title) ||
         language::word_classes(small).has(language::WordClass::PersonNoun);
}

}  // namespace faultline::actors::detail
