#include "positions/detail/stance_features.h"

#include <cmath>
#include <map>
#include <string_view>

namespace faultline::positions::detail {
namespace {

constexpr double kPairWeight = 2;  // two neighbouring words say more than each, but are rare

using Counts = std::map<std::string, double>;

NamedValues of_length_one(const Counts& counts) {
  double sum = 0;
  for (const auto& [name, value] : counts) sum += value * value;
  NamedValues values;
  values.reserve(counts.size());
  for (const auto& [name, value] : counts) {
    if (value != 0) values.emplace_back(name, value / std::sqrt(sum));
  }
  return values;
}

Codebook book_of(const Concept& subject) {
  Codebook book;
  book.concepts.push_back(subject);
  return book;
}

void collect(const std::vector<std::string>& texts, std::unordered_set<std::string>& stems) {
  for (const std::string& text : texts) {
    for (const std::string& stem : words_of(text).stems) {
      if (!is_function_word(stem)) stems.insert(stem);
    }
  }
}

}  // namespace

bool is_function_word(const std::string& stem) {
  static const std::unordered_set<std::string> kWords = {
      "the",  "a",     "an",    "of",     "to",   "in",    "on",   "at",    "by",    "for",
      "with", "from",  "that",  "thi",    "this", "these", "thes", "thos",  "it",    "its",
      "he",   "she",   "they",  "we",     "i",    "you",   "hi",   "his",   "her",   "their",
      "our",  "my",    "and",   "or",     "as",   "is",    "are",  "wa",    "was",   "were",
      "wer",  "be",    "been",  "being",  "hav",  "has",   "had",  "will",  "would", "which",
      "who",  "whom",  "what",  "when",   "ther", "there", "then", "than",  "so",    "if",
      "one",  "do",    "doe",   "did",    "own",  "whil",  "into", "about", "over",  "up",
      "out",  "all",   "'s",    "it's",   "them", "him",   "me",   "us",    "can",   "could",
      "may",  "might", "shall", "should", "must", "also"};
  return kWords.contains(stem);
}

StanceReader::StanceReader(const Concept& subject, WordRarity rarity)
    : rarity_(std::move(rarity)), phrases_(book_of(subject)) {
  collect({subject.name, subject.description}, words_for_);
  collect(subject.in_favour, words_for_);
  collect(subject.against, words_against_);
  std::erase_if(words_against_, [&](const std::string& s) { return words_for_.contains(s); });

  std::string all = subject.name + ". " + subject.description + ". ";
  for (const auto* phrases : {&subject.in_favour, &subject.against, &subject.examples}) {
    for (const std::string& phrase : *phrases) all += phrase + ". ";
  }
  for (const auto& [name, value] : topic(words_of(all))) book_.emplace(name, value);
}

NamedValues StanceReader::topic(const Words& words) const {
  Counts counts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& stem = words.stems[i];
    if (is_function_word(stem)) continue;
    counts[stem] = rarity_.weight(stem);
    if (i == 0 || words.words[i - 1].ends_sentence || is_function_word(words.stems[i - 1]))
      continue;
    counts[words.stems[i - 1] + " " + stem] = kPairWeight;
  }
  return of_length_one(counts);
}

NamedValues StanceReader::stance(const Words& words, const std::vector<int>& signs,
                                 std::string_view cue) const {
  Counts counts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_function_word(words.stems[i])) continue;
    counts[words.stems[i]] += signs[i] * rarity_.weight(words.stems[i]);
  }
  for (const std::string& stem : words_of(cue).stems) {
    if (!is_function_word(stem)) counts["cue " + stem] = rarity_.weight(stem);
  }
  return of_length_one(counts);
}

StanceFeatures StanceReader::read(const StatementText& text) const {
  const Words words = words_of(text.content);
  const Attitude attitude = attitude_of(text.cue, text.content);
  StanceFeatures features;
  std::vector<int> signs(words.size());
  double sum_for = 0, sum_against = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& stem = words.stems[i];
    if (is_function_word(stem)) continue;
    signs[i] = turn_of(words, i, attitude);
    features.turned.emplace_back(stem, signs[i]);
    const double weight = signs[i] * rarity_.weight(stem) / 5;
    if (words_for_.contains(stem)) sum_for += weight;
    if (words_against_.contains(stem)) sum_against -= weight;
  }
  features.words_for = std::tanh(sum_for);
  features.words_against = std::tanh(sum_against);
  features.topic = topic(words);
  for (const auto& [name, value] : features.topic) {
    const auto found = book_.find(name);
    if (found != book_.end()) features.likeness += value * found->second;
  }
  features.stance = stance(words, signs, text.cue);
  for (const PhraseHit& hit : phrases_.find(words, attitude)) {
    features.has_phrase = true;
    features.phrases += hit.agreement * hit.weight / 2.0;
  }
  return features;
}

}  // namespace faultline::positions::detail
