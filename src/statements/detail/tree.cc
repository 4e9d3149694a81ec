#include "statements/detail/tree.h"

#include <algorithm>

namespace faultline::statements::detail {

std::optional<std::uint32_t> head_of(const MarkedWords& words, std::uint32_t index) {
  const auto head = words.document->tokens[index].head;
  return head ? std::optional(head->value) : std::nullopt;
}

std::string_view relation_of(const MarkedWords& words, std::uint32_t index) {
  const std::string_view whole = words.document->tokens[index].deprel.view();
  return whole.substr(0, whole.find(':'));
}

bool has_relation(const MarkedWords& words, std::uint32_t index,
                  std::initializer_list<std::string_view> names) {
  const std::string_view whole = words.document->tokens[index].deprel.view();
  const std::string_view plain = whole.substr(0, whole.find(':'));
  return std::any_of(names.begin(), names.end(),
                     [=](std::string_view name) { return name == plain || name == whole; });
}

TokenSpan sentence_around(const MarkedWords& words, std::uint32_t index) {
  // A "sentence" of a whole book would make every step a walk through it.
  constexpr std::uint32_t reach = 512;
  const language::Document& document = *words.document;
  TokenSpan sentence = document.sentences[document.sentence_of(TokenIndex{index}).value].tokens;
  if (index - sentence.begin.value > reach) sentence.begin = {index - reach};
  if (sentence.end.value - index > reach) sentence.end = {index + reach};
  return sentence;
}

std::vector<std::uint32_t> dependents_of(const MarkedWords& words, std::uint32_t index) {
  const TokenSpan sentence = sentence_around(words, index);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i)
    if (head_of(words, i) == index) found.push_back(i);
  return found;
}

std::optional<std::uint32_t> dependent_of(const MarkedWords& words, std::uint32_t index,
                                          std::initializer_list<std::string_view> names) {
  const TokenSpan sentence = sentence_around(words, index);
  for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i)
    if (head_of(words, i) == index && has_relation(words, i, names)) return i;
  return std::nullopt;
}

std::uint32_t head_within(const MarkedWords& words, TokenSpan tokens) {
  for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
    const auto head = head_of(words, i);
    if (words[i].mark != MarkKind::None) continue;
    if (!head || *head < tokens.begin.value || *head >= tokens.end.value) return i;
  }
  return tokens.begin.value;
}

bool is_below(const MarkedWords& words, std::uint32_t index, std::uint32_t ancestor) {
  std::uint32_t at = index;
  for (std::uint32_t steps = 0; steps < words.size(); ++steps) {  // a tree has no circle
    if (at == ancestor) return true;
    const auto head = head_of(words, at);
    if (!head) return false;
    at = *head;
  }
  return false;
}

TokenSpan extent_of(const MarkedWords& words, std::uint32_t index) {
  TokenSpan extent{{index}, {index + 1}};
  const TokenSpan sentence = sentence_around(words, index);
  for (std::uint32_t i = sentence.begin.value; i < sentence.end.value; ++i) {
    if (!is_below(words, i, index)) continue;
    extent.begin.value = std::min(extent.begin.value, i);
    extent.end.value = std::max(extent.end.value, i + 1);
  }
  return extent;
}

std::string_view lemma_of(const MarkedWords& words, std::uint32_t index) {
  // The cue table knows the forms of its verbs better than the analysis does ("framed").
  const Word& word = words[index];
  if (word.upos == language::Upos::Verb && word.entry.verb >= 0)
    return Lexicon::english().cue(word.entry.verb).lemma;
  const std::string& lemma = words.document->tokens[index].lemma;
  return lemma.empty() ? words.form(index) : std::string_view(lemma);
}

bool has_lemma(const MarkedWords& words, std::uint32_t index,
               std::initializer_list<std::string_view> lemmas) {
  const std::string_view own = lemma_of(words, index);
  return std::find(lemmas.begin(), lemmas.end(), own) != lemmas.end();
}

bool is_any_form(const MarkedWords& words, std::uint32_t index,
                 std::initializer_list<std::string_view> forms) {
  return std::any_of(forms.begin(), forms.end(),
                     [&](std::string_view form) { return words.is_form(index, form); });
}

}  // namespace faultline::statements::detail
