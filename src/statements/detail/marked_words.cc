#include "statements/detail/marked_words.h"

#include <string>

#include "statements/detail/quotation_scan.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

bool is_one_of(std::string_view form, std::initializer_list<std::string_view> choices) {
  for (const std::string_view choice : choices) {
    if (form == choice) return true;
  }
  return false;
}

MarkKind mark_kind(std::string_view form, bool begins_quotation, bool ends_quotation) {
  if (form.empty()) return MarkKind::None;
  if (begins_quotation) return MarkKind::OpenQuote;
  if (ends_quotation) return MarkKind::CloseQuote;
  const auto first = static_cast<unsigned char>(form.front());
  const bool is_word = first >= 0x80
                           ? false
                           : (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') ||
                                 (first >= 'A' && first <= 'Z');
  if (is_word) return MarkKind::None;
  if (form == ",") return MarkKind::Comma;
  if (is_one_of(form, {".", "...", "…", "....", ". . ."})) return MarkKind::Stop;
  if (is_one_of(form, {"?", "!", "?!", "!!", "??", "!?"})) return MarkKind::Question;
  if (form == ":") return MarkKind::Colon;
  if (form == ";") return MarkKind::Semicolon;
  if (is_one_of(form, {"—", "–", "--", "-", "―", "---"})) return MarkKind::Dash;
  if (is_one_of(form, {"(", "[", "{"})) return MarkKind::OpenBracket;
  if (is_one_of(form, {")", "]", "}"})) return MarkKind::CloseBracket;
  if (is_one_of(form,
                {"“", "”", "‘", "\"", "''", "``", "«", "»", "„", "•", "|", "*", "/", "+", "="})) {
    return MarkKind::Other;
  }
  return MarkKind::None;
}

bool is_joined(const language::Document& document, std::uint32_t index) {
  if (index == 0 || index + 1 >= document.tokens.size()) return false;
  const ByteSpan own = document.tokens[index].span;
  return own.size() == 1 && document.tokens[index - 1].span.end == own.begin &&
         document.tokens[index + 1].span.begin == own.end;
}

void place_quotations(MarkedWords& marked) {
  const language::Document& document = *marked.document;
  std::uint32_t outer = 0;
  for (std::size_t q = 0; q < marked.quotations.size(); ++q) {
    const TokenSpan tokens = document.tokens_in(marked.quotations[q].span);
    marked.quoted.push_back(tokens);
    if (!marked.quotations[q].is_nested) outer = static_cast<std::uint32_t>(q);
    for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
      marked.words[i].quotation = static_cast<std::int32_t>(q);
      marked.words[i].outermost = static_cast<std::int32_t>(outer);
    }
  }
}

}  // namespace

bool MarkedWords::is_form(std::uint32_t index, std::string_view lower) const {
  const std::string_view own = form(index);
  if (own.size() != lower.size()) return false;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const char c = own[i] >= 'A' && own[i] <= 'Z' ? static_cast<char>(own[i] | 0x20) : own[i];
    if (c != lower[i]) return false;
  }
  return true;
}

MarkedWords mark_words(const language::Document& document, const Lexicon& lexicon) {
  MarkedWords marked;
  marked.document = &document;
  marked.quotations = find_quotations(document);
  marked.words.resize(document.tokens.size());
  place_quotations(marked);
  std::string folded;
  for (std::uint32_t i = 0; i < marked.size(); ++i) {
    Word& word = marked.words[i];
    const std::string_view form = marked.form(i);
    fold_word(form, folded);
    word.entry = lexicon.find(folded);
    word.upos = document.tokens[i].upos;
    word.is_participle = document.tokens[i].xpos == "VBN";
    word.is_capitalised = !form.empty() && (static_cast<unsigned char>(form.front()) >= 0xC3 ||
                                            (form.front() >= 'A' && form.front() <= 'Z'));
    const auto q = word.quotation;
    // What runs over paragraphs need not begin or end with a mark in each.
    const bool may_be_mark = q >= 0 && begins_with_quotation_mark(form);
    const bool begins = may_be_mark && marked.quoted[static_cast<std::size_t>(q)].begin.value == i;
    const bool ends = may_be_mark &&
                      marked.quoted[static_cast<std::size_t>(q)].end.value == i + 1 &&
                      !marked.quotations[static_cast<std::size_t>(q)].goes_on;
    word.mark = mark_kind(form, begins, ends);
    // Between two words without a blank: "high-ranking".
    if (word.mark == MarkKind::Dash && is_joined(document, i)) word.mark = MarkKind::None;
  }
  for (const language::Name& name : document.names) {
    for (std::uint32_t i = name.tokens.begin.value; i < name.tokens.end.value; ++i) {
      if (marked.words[i].mark == MarkKind::None) marked.words[i].is_name = true;
    }
  }
  return marked;
}

bool is_adverb(const MarkedWords& words, std::uint32_t index) {
  const Word& word = words[index];
  if (word.mark != MarkKind::None) return false;
  if (word.is(word_class::kAdverb) && !word.is(word_class::kDeterminer)) return true;
  return word.upos == Upos::Adv && !word.is(word_class::kWh);
}

bool is_clitic_auxiliary(const MarkedWords& words, std::uint32_t index) {
  const Word& word = words[index];
  if (!word.is(word_class::kGenitive)) return false;
  return word.upos == Upos::Aux || word.upos == Upos::Verb;
}

bool is_verb(const MarkedWords& words, std::uint32_t index) {
  const Word& word = words[index];
  if (word.mark != MarkKind::None) return false;
  if (word.is(word_class::kGenitive)) return is_clitic_auxiliary(words, index);
  if (word.is(word_class::kAuxiliary)) return true;
  return word.upos == Upos::Verb || word.upos == Upos::Aux;
}

bool is_finite_verb(const MarkedWords& words, std::uint32_t index) {
  if (!is_verb(words, index)) return false;
  const Word& word = words[index];
  const std::string_view form = words.form(index);
  if (form.ends_with("ing") && form.size() > 5) return false;
  if (words.is_form(index, "be") || words.is_form(index, "been") ||
      words.is_form(index, "having")) {
    return false;
  }
  if (index > 0 && words[index - 1].is(word_class::kTo) && !word.is(word_class::kModal))
    return false;
  return true;
}

}  // namespace faultline::statements::detail
