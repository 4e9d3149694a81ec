#pragma once
// How facts are read: rows of tables by hashing, and a stretch with its own view of quotations and
// heads.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "statements/detail/facts.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

using language::Token;

/// FNV-1a. Rows are shared by what falls on the same one; that is learned around.
class Hash {
 public:
  Hash& add(std::string_view text) {
    for (const char c : text) mix(static_cast<unsigned char>(c));
    return mix(0);
  }
  Hash& add(std::size_t number) {
    return mix(static_cast<std::uint32_t>(number & 255))
        .mix(static_cast<std::uint32_t>(number >> 8));
  }
  [[nodiscard]] std::uint16_t below(std::uint16_t rows) const {
    return static_cast<std::uint16_t>((value_ ^ value_ >> 15) % rows);
  }

 private:
  Hash& mix(std::uint32_t number) {
    value_ = (value_ ^ number) * 16777619U;
    return *this;
  }
  std::uint32_t value_ = 2166136261U;
};

inline std::uint32_t capped(std::uint32_t number, std::uint32_t most) {
  return std::min(number, most);
}

inline std::string_view relation(const Token& token) { return token.deprel.view(); }
inline std::string_view universal(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}
inline bool is_clause(std::string_view relation) {
  return relation == "ccomp" || relation == "xcomp" || relation == "advcl" ||
         relation == "parataxis" || relation.starts_with("acl");
}

/// A stretch with its own view of quotations and heads.
class View {
 public:
  View(const MarkedWords& words, const Stretch& stretch)
      : words_(words), tokens_(words.document->tokens), stretch_(stretch) {}

  [[nodiscard]] std::uint32_t begin() const { return stretch_.tokens.begin.value; }
  [[nodiscard]] std::uint32_t end() const { return stretch_.tokens.end.value; }
  [[nodiscard]] std::uint32_t size() const { return stretch_.tokens.size(); }
  [[nodiscard]] const Word& word(std::uint32_t i) const { return words_[i]; }
  [[nodiscard]] const Token& token(std::uint32_t i) const { return tokens_[i]; }
  [[nodiscard]] const MarkedWords& words() const { return words_; }

  [[nodiscard]] std::optional<std::uint32_t> head(std::uint32_t i) const {
    const std::optional<TokenIndex> head = tokens_[i].head;
    if (!head || !stretch_.tokens.contains(*head)) return std::nullopt;
    return head->value;
  }
  [[nodiscard]] std::int32_t quotation(std::uint32_t i) const {
    const std::int32_t q = words_[i].quotation;
    return q == stretch_.level ? kUnquoted : q;
  }
  [[nodiscard]] std::int32_t outermost(std::uint32_t i) const {
    return stretch_.level == kUnquoted ? words_[i].outermost : quotation(i);
  }
  [[nodiscard]] std::string_view lemma(std::uint32_t i) const {
    const std::string& lemma = tokens_[i].lemma;
    return lemma.empty() ? words_.form(i) : std::string_view(lemma);
  }

 private:
  const MarkedWords& words_;
  const std::vector<Token>& tokens_;
  Stretch stretch_;
};

}  // namespace faultline::statements::detail
