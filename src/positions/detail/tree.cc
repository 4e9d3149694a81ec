#include "positions/detail/tree.h"

#include <algorithm>

namespace faultline::positions::detail {

using language::Upos;

Tree::Tree(const language::Document& document)
    : document_(document), first_(document.tokens.size() + 1, 0) {
  const auto& tokens = document.tokens;
  for (const language::Token& token : tokens)
    if (token.head) ++first_[token.head->value + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  dependents_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t i = 0; i < tokens.size(); ++i)
    if (tokens[i].head) dependents_[next[tokens[i].head->value]++] = i;
}

bool Tree::is(std::uint32_t index, std::initializer_list<std::string_view> names) const {
  const std::string_view whole = token(index).deprel.view();
  const std::string_view plain = whole.substr(0, whole.find(':'));
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return name == whole || name == plain; });
}

std::optional<std::uint32_t> Tree::dependent(std::uint32_t index,
                                             std::initializer_list<std::string_view> names) const {
  for (const std::uint32_t i : dependents(index))
    if (is(i, names)) return i;
  return std::nullopt;
}

bool Tree::has_lemma(std::uint32_t index, std::initializer_list<std::string_view> lemmas) const {
  return std::find(lemmas.begin(), lemmas.end(), lemma(index)) != lemmas.end();
}

bool Tree::is_form(std::uint32_t index, std::string_view lower) const {
  const std::string_view form = document_.form(TokenIndex{index});
  return form.size() == lower.size() &&
         std::equal(form.begin(), form.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

bool Tree::is_below(std::uint32_t index, std::uint32_t ancestor) const {
  for (int step = 0; step < kDeepest; ++step) {
    if (index == ancestor) return true;
    const auto up = head(index);
    if (!up) return false;
    index = *up;
  }
  return false;
}

std::string_view Tree::preposition(std::uint32_t index) const {
  for (const std::uint32_t i : dependents(index))
    if (is(i, {"case"}) && i < index && token(i).xpos != "POS") return lemma(i);
  return {};
}

bool Tree::has_preposition(std::uint32_t index, std::string_view word) const {
  for (const std::uint32_t i : dependents(index)) {
    if (!is(i, {"case", "mark"})) continue;
    if (is_form(i, word)) return true;
    for (const std::uint32_t j : dependents(i))
      if (is(j, {"fixed"}) && is_form(j, word)) return true;
  }
  return false;
}

std::uint32_t Tree::first_conjunct(std::uint32_t index) const {
  for (int step = 0; step < kDeepest && is(index, {"conj"}) && head(index); ++step)
    index = *head(index);
  return index;
}

TokenSpan Tree::phrase(std::uint32_t index) const {
  TokenSpan span{{index}, {index + 1}};
  widen(index, span, 0);
  return span;
}

void Tree::widen(std::uint32_t index, TokenSpan& span, int depth) const {
  if (depth >= kDeepest) return;
  for (const std::uint32_t i : dependents(index)) {
    if (is(i, {"punct", "cc", "conj", "acl", "advcl", "appos", "parataxis", "case", "nsubj", "cop",
               "dep"})) {
      const bool is_own_possessive = is(i, {"case"}) && depth > 0;
      if (!is_own_possessive && depth == 0) continue;
      if (is(i, {"punct", "acl", "advcl", "parataxis", "dep"})) continue;
    }
    span.begin.value = std::min(span.begin.value, i);
    span.end.value = std::max(span.end.value, i + 1);
    widen(i, span, depth + 1);
  }
}

}  // namespace faultline::positions::detail
