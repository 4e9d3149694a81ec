#include "statements/detail/scoring.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "embedded/statement_models.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

std::string lower_form(const MarkedWords& words, std::uint32_t index) {
  std::string folded;
  fold_word(words.form(index), folded);
  return folded;
}

std::string_view source_type(const MarkedWords& words, const Candidate& candidate) {
  if (!candidate.source) return "none";
  const TokenSpan span = *candidate.source;
  const Word& first = words[span.begin.value];
  if (span.size() == 1 && first.is(word_class::kRelative)) return "relative";
  if (span.size() == 1 && first.is(word_class::kFirstPerson)) return "first";
  if (span.size() == 1 &&
      (words.is_form(span.begin.value, "he") || words.is_form(span.begin.value, "she")))
    return "person";
  if (span.size() == 1 && words.is_form(span.begin.value, "it")) return "it";
  if (span.size() == 1 && words.is_form(span.begin.value, "you")) return "you";
  if (span.size() == 1 && first.is(word_class::kSubjectPronoun)) return "they";
  for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
    if (words[i].upos == Upos::Propn) return "name";
    if (words[i].mark == MarkKind::Comma) break;
  }
  return "noun";
}

// The noun that the source is about: the last one before "of", a comma or a relative clause.
std::string source_head(const MarkedWords& words, TokenSpan span) {
  std::uint32_t head = span.begin.value;
  for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
    const Word& word = words[i];
    if (i > head &&
        (word.mark != MarkKind::None || word.is(word_class::kPreposition | word_class::kRelative)))
      break;
    if (word.upos == Upos::Noun || word.upos == Upos::Propn || word.upos == Upos::Pron) head = i;
  }
  return words[head].upos == Upos::Propn ? "name" : lower_form(words, head);
}

std::string_view verb_shape(const MarkedWords& words, const Candidate& candidate) {
  const VerbGroup& group = candidate.group;
  if (candidate.frame == Frame::Passive) return "passive";
  if (group.is_infinitive) return "infinitive";
  if (group.is_ing) return "ing";
  if (group.is_perfect) return "perfect";
  if (group.is_modal) return "modal";
  if (group.has_auxiliary) return "auxiliary";
  const std::uint8_t forms = words[candidate.anchor].entry.verb_forms;
  if (forms & verb_form::kPast) return "past";
  if (forms & verb_form::kThird) return "third";
  return "base";
}

std::string_view quoting(const MarkedWords& words, const Candidate& candidate) {
  const TokenSpan first = candidate.content.front();
  const bool begins = words[first.begin.value].quotation != candidate.scope.quotation;
  const bool ends = words[first.end.value - 1].quotation != candidate.scope.quotation;
  if (begins && ends) return "whole";
  if (begins || ends) return "edge";
  for (std::uint32_t i = first.begin.value; i < first.end.value; ++i) {
    if (words[i].quotation != candidate.scope.quotation) return "inside";
  }
  return "none";
}

std::string_view length_bucket(const Candidate& candidate) {
  std::uint32_t length = 0;
  for (const TokenSpan span : candidate.content) length += span.size();
  if (length <= 1) return "1";
  if (length <= 3) return "3";
  if (length <= 7) return "7";
  if (length <= 15) return "15";
  return length <= 30 ? "30" : "more";
}

std::string first_of_content(const MarkedWords& words, const Candidate& candidate) {
  const std::uint32_t first = candidate.content.back().begin.value;
  const Word& word = words[first];
  if (word.mark != MarkKind::None) return "mark";
  if (word.entry.classes != 0) return lower_form(words, first);
  return std::to_string(static_cast<int>(word.upos));
}

}  // namespace

std::vector<std::string> features(const MarkedWords& words, const Candidate& candidate) {
  std::vector<std::string> all;
  all.reserve(32);
  const std::string lemma = candidate.word != nullptr         ? candidate.word->lemma
                            : candidate.frame == Frame::Label ? "label"
                                                              : "other";
  const std::string category = candidate.word != nullptr ? candidate.word->category : "other";
  const char kind = candidate.word == nullptr               ? 'o'
                    : candidate.word->kind == CueKind::Verb ? 'v'
                    : candidate.word->kind == CueKind::Noun ? 'n'
                                                            : 'a';
  const std::string key = lemma + '/' + kind;
  const std::string frame(to_string(candidate.frame));
  const std::string type(source_type(words, candidate));
  const std::string source(to_string(candidate.source_kind));
  const std::string shape(kind == 'v' || kind == 'o' ? verb_shape(words, candidate) : "nominal");
  const std::string quotes(quoting(words, candidate));
  const std::string length(length_bucket(candidate));
  const std::string first = first_of_content(words, candidate);
  std::string last_of_cue = "-";
  if (candidate.cue && candidate.cue->end.value - 1 > candidate.anchor)
    last_of_cue = lower_form(words, candidate.cue->end.value - 1);

  all.push_back("bias");
  all.push_back("word=" + key);
  all.push_back("frame=" + frame);
  all.push_back("word+frame=" + key + '+' + frame);
  all.push_back("class+frame=" + category + '+' + frame);
  all.push_back("source=" + source + '+' + type);
  all.push_back("frame+source=" + frame + '+' + source);
  all.push_back("class+type=" + category + '+' + type);
  all.push_back("shape=" + shape + '+' + frame);
  all.push_back("class+shape=" + category + '+' + shape);
  all.push_back("word+shape=" + key + '+' + shape);
  all.push_back("word+source=" + key + '+' + source);
  all.push_back("quoting=" + quotes + '+' + frame);
  all.push_back("length=" + length + '+' + frame);
  all.push_back("first=" + first + '+' + frame);
  all.push_back("class+first=" + category + '+' + first);
  all.push_back("word+last=" + key + '+' + last_of_cue);
  all.push_back("word+first=" + key + '+' + first);
  if (candidate.source) all.push_back("head=" + source_head(words, *candidate.source));
  if (candidate.group.is_negated) all.push_back("negated=" + category);
  if (candidate.is_in_heading) all.push_back("heading=" + shape);
  if (candidate.content.size() > 1) all.push_back("parts=" + frame);
  return all;
}

const Weights& Weights::english() {
  static const Weights weights(embedded::statement_weights());
  return weights;
}

Weights::Weights(std::string_view table) {
  while (!table.empty()) {
    const std::size_t line_end = std::min(table.find('\n'), table.size());
    const std::string_view row = table.substr(0, line_end);
    table.remove_prefix(std::min(line_end + 1, table.size()));
    const std::size_t tab = row.find('\t');
    if (row.empty() || row.front() == '#' || tab == std::string_view::npos) continue;
    float weight = 0;
    const auto [end, error] =
        std::from_chars(row.data() + tab + 1, row.data() + row.size(), weight);
    if (error == std::errc{} && end == row.data() + row.size())
      weights_.emplace(row.substr(0, tab), weight);
  }
}

float Weights::probability(const std::vector<std::string>& names) const {
  float sum = 0;
  for (const std::string& name : names) {
    const auto found = weights_.find(name);
    if (found != weights_.end()) sum += found->second;
  }
  return 1.0F / (1.0F + std::exp(-sum));
}

}  // namespace faultline::statements::detail
