#include "language/detail/lemmas.h"

#include <fmt/core.h>

#include <algorithm>

#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

constexpr std::string_view format_name = "faultline-lemmas ";
constexpr std::string_view format_version = "1";

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

std::string cut(std::string_view word, std::size_t count, std::string_view tail = {}) {
  return std::string(word.substr(0, word.size() - count)).append(tail);
}

std::string without_s(std::string_view word) {
  if (word.size() <= 3 || !word.ends_with('s') || word.ends_with("ss")) return std::string(word);
  if (word.ends_with("ies") && word.size() > 4) return cut(word, 3, "y");
  if (word.ends_with("men")) return cut(word, 2, "an");
  for (const std::string_view tail : {"sses", "xes", "zzes", "ches", "shes", "oes"}) {
    if (word.ends_with(tail)) return cut(word, 2);
  }
  return cut(word, 1);
}

// The verb from its stem before -ed or -ing: "stopp" -> "stop", "mak" -> "make".
std::string verb_from_stem(std::string_view stem) {
  const std::size_t n = stem.size();
  if (n < 2) return std::string(stem);
  const char last = stem[n - 1];
  const char before = stem[n - 2];
  if (last == before && !is_vowel(last)) {
    const bool keeps_both = last == 'l' || last == 's' || last == 'z' || last == 'f';
    return keeps_both ? std::string(stem) : cut(stem, 1);
  }
  const bool has_vowel_before = std::any_of(stem.begin(), stem.end() - 1, is_vowel);
  bool needs_e = false;
  if (last == 'v' || last == 'u' || last == 'c') {
    needs_e = true;
  } else if (last == 'z') {
    needs_e = before != 't';
  } else if (last == 'g') {
    needs_e = before == 'r' || before == 'd' || before == 'a' || before == 'l' ||
              (before == 'n' && n >= 3 && (stem[n - 3] == 'a' || stem[n - 3] == 'e'));
  } else if (last == 's') {
    needs_e = before != 's' && before != 'c' && !(before == 'u' && n >= 3);
  } else if (last == 't') {
    needs_e = before == 'a' && n >= 3 && !is_vowel(stem[n - 3]) && has_vowel_before && n > 3;
  } else if (last == 'r') {
    needs_e =
        before == 'i' || before == 'u' || (before == 'a' && n <= 5) || (before == 'o' && n == 3);
  } else if (last == 'l') {
    needs_e = before == 'b' || before == 'd' || before == 't' || before == 'p' || before == 'g' ||
              before == 'c' || before == 'k' || before == 'f';
  } else if (last == 'k' || last == 'd' || last == 'm' || last == 'n' || last == 'p') {
    // make, decide, consume, define: one vowel before, and a short or a long-vowelled stem
    needs_e = is_vowel(before) && before != 'e' && before != 'o' && n >= 3 &&
              !is_vowel(stem[n - 3]) && (n <= 3 || before == 'i' || before == 'u');
  }
  return needs_e ? std::string(stem) + "e" : std::string(stem);
}

std::string lemma_of_participle(std::string_view word, std::string_view ending) {
  if (!word.ends_with(ending) || word.size() < ending.size() + 2) return std::string(word);
  const std::string_view stem = word.substr(0, word.size() - ending.size());
  if (std::none_of(stem.begin(), stem.end(), [](char c) { return is_vowel(c) || c == 'y'; })) {
    return std::string(word);
  }
  if (ending == "ed" && stem.ends_with('i')) return cut(stem, 1, "y");
  if (ending == "ed" && stem.ends_with('e')) return std::string(stem);
  return verb_from_stem(stem);
}

std::string lemma_of_degree(std::string_view word, std::string_view ending) {
  if (!word.ends_with(ending) || word.size() < ending.size() + 3) return std::string(word);
  const std::string_view stem = word.substr(0, word.size() - ending.size());
  if (stem.ends_with('i')) return cut(stem, 1, "y");
  return verb_from_stem(stem);
}

std::string key_of(std::string_view lower, std::string_view xpos) {
  std::string key(lower);
  key.push_back(' ');
  key.append(xpos);
  return key;
}

}  // namespace

std::string lemma_by_rule(std::string_view form, std::string_view xpos) {
  if (xpos == "NNP" || xpos == "ADD" || xpos == "FW") return std::string(form);
  if (xpos == "NNPS") return without_s(form);
  const std::string lower = lower_case(form);
  if (xpos == "NNS" || xpos == "VBZ") return without_s(lower);
  if (xpos == "VBG") return lemma_of_participle(lower, "ing");
  if (xpos == "VBD" || xpos == "VBN") return lemma_of_participle(lower, "ed");
  if (xpos == "JJR" || xpos == "RBR") return lemma_of_degree(lower, "er");
  if (xpos == "JJS" || xpos == "RBS") return lemma_of_degree(lower, "est");
  return lower;
}

Result<Lemmas> Lemmas::parse(std::string_view content, const std::string& name) {
  Lemmas lemmas;
  std::size_t line_number = 0;
  while (!content.empty()) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    const std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    ++line_number;
    if (line_number == 1) {
      if (line.starts_with(format_name) && line.substr(format_name.size()) == format_version)
        continue;
      const bool is_other_version = line.starts_with(format_name);
      return failure(
          is_other_version ? ErrorCode::Unsupported : ErrorCode::Malformed,
          fmt::format("The list of lemmas does not begin with \"{}{}\"; use the model that "
                      "came with the program.",
                      format_name, format_version),
          fmt::format("{}:1:1", name));
    }
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) {
      return failure(ErrorCode::Malformed,
                     "A line of the list of lemmas has no three columns; install the model again.",
                     fmt::format("{}:{}:1", name, line_number));
    }
    lemmas.exceptions_.emplace(
        key_of(line.substr(0, first), line.substr(first + 1, second - first - 1)),
        line.substr(second + 1));
  }
  if (line_number == 0) {
    return failure(ErrorCode::Malformed, "The list of lemmas is empty; install the model again.",
                   name);
  }
  return lemmas;
}

std::string Lemmas::lemma(std::string_view form, std::string_view xpos) const {
  thread_local std::string key;
  lower_case(form, key);
  key.push_back(' ');
  key.append(xpos);
  const auto found = exceptions_.find(key);
  return found == exceptions_.end() ? lemma_by_rule(form, xpos) : found->second;
}

}  // namespace faultline::language::detail
