#include "positions/detail/stems.h"

#include <algorithm>

namespace faultline::positions::detail {
namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

bool has_vowel(std::string_view word) { return std::any_of(word.begin(), word.end(), is_vowel); }

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0xC3;
}

// “ ” ’ – — and their like begin with these bytes in UTF-8.
bool is_mark_at(std::string_view text, std::size_t i) {
  return text.substr(i).starts_with("\xE2\x80") || text.substr(i).starts_with("\xC2");
}

void take_off_verb_ending(std::string& word, std::size_t length) {
  const std::string_view rest = std::string_view(word).substr(0, word.size() - length);
  if (rest.size() < 2 || !has_vowel(rest)) return;
  word.resize(rest.size());
  const char last = word.back();
  const bool is_double = word.size() > 2 && last == word[word.size() - 2] && !is_vowel(last);
  if (is_double && last != 'l' && last != 's' && last != 'z') word.pop_back();
}

}  // namespace

bool is_word(std::string_view form) {
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (is_mark_at(form, i)) return false;
    if (is_word_byte(form[i])) return true;
  }
  return false;
}

std::string stem(std::string_view word) {
  std::string lower;
  lower.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word.substr(i).starts_with("\xE2\x80\x99")) {
      lower.push_back('\'');
      i += 2;
    } else {
      const char c = word[i];
      lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  if (lower.ends_with("'s")) lower.resize(lower.size() - 2);
  if (lower.ends_with("'")) lower.pop_back();
  if (lower.size() <= 3) return lower;
  if (lower.ends_with("ies")) {
    lower.resize(lower.size() - 2);
  } else if (lower.ends_with("sses")) {
    lower.resize(lower.size() - 2);
  } else if (lower.ends_with("s") && !lower.ends_with("ss") && !lower.ends_with("us")) {
    lower.pop_back();
  }
  if (lower.ends_with("ied")) {
    lower.resize(lower.size() - 2);
  } else if (lower.ends_with("ed")) {
    take_off_verb_ending(lower, 2);
  } else if (lower.ends_with("ing")) {
    take_off_verb_ending(lower, 3);
  }
  if (lower.size() > 3 && lower.back() == 'e') lower.pop_back();
  if (lower.size() > 2 && lower.back() == 'y') lower.back() = 'i';
  return lower;
}

std::vector<std::string> stems(std::string_view phrase) {
  std::vector<std::string> all;
  std::size_t i = 0;
  while (i < phrase.size()) {
    if (!is_word_byte(phrase[i]) || is_mark_at(phrase, i)) {
      i += phrase.substr(i).starts_with("\xE2\x80") ? 3 : 1;
      continue;
    }
    std::size_t end = i;
    while (end < phrase.size() && !is_mark_at(phrase, end) && is_word_byte(phrase[end])) ++end;
    all.push_back(stem(phrase.substr(i, end - i)));
    i = end;
  }
  return all;
}

}  // namespace faultline::positions::detail
