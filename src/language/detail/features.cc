#include "language/detail/features.h"

#include <fmt/core.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

constexpr std::string_view format_name = "faultline-features ";
constexpr std::string_view format_version = "1";

std::uint64_t key_of(std::string_view lower, Upos upos, std::string_view xpos) {
  const std::uint64_t tags =
      XXH3_64bits_withSeed(xpos.data(), xpos.size(), static_cast<std::uint64_t>(upos));
  return XXH3_64bits_withSeed(lower.data(), lower.size(), tags);
}

/// What the tree says about a verb in the sentence.
struct Dependents {
  std::string_view subject;  // its form; empty: none
  bool has_subject = false;
  bool has_auxiliary = false;  // or "to"
};

// Of verbs in the present tense that show no person, by their subject.
Label of_present(std::string_view subject) {
  static const Label first = "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin";
  static const Label second = "Mood=Ind|Number=Sing|Person=2|Tense=Pres|VerbForm=Fin";
  static const Label we = "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin";
  static const Label they = "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin";
  if (subject == "I" || subject == "i") return first;
  if (subject == "you" || subject == "You" || subject == "u") return second;
  if (subject == "we" || subject == "We") return we;
  return they;
}

bool is_object(Label relation) {
  return relation == "obj" || relation == "iobj" || relation.starts_with("obl") ||
         relation.starts_with("nmod") || relation == "conj";
}

}  // namespace

Result<Features> Features::parse(std::string_view content, const std::string& name) {
  Features features;
  std::size_t line_number = 0;
  while (!content.empty() || line_number == 0) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    if (++line_number == 1) {
      if (line.starts_with(format_name) && line.substr(format_name.size()) == format_version)
        continue;
      return failure(
          line.starts_with(format_name) ? ErrorCode::Unsupported : ErrorCode::Malformed,
          fmt::format("The list of features does not begin with \"{}{}\"; use the model that came "
                      "with the program.",
                      format_name, format_version),
          fmt::format("{}:1:1", name));
    }
    std::array<std::string_view, 4> columns;
    std::size_t count = 0;
    for (; count < columns.size(); ++count) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      columns[count] = line.substr(0, tab);
      if (tab == line.size()) break;
      line.remove_prefix(tab + 1);
    }
    if (count + 1 != columns.size()) {
      return failure(ErrorCode::Malformed,
                     "A line of the list of features has no four columns; install the model again.",
                     fmt::format("{}:{}:1", name, line_number));
    }
    features.by_form_.emplace(key_of(columns[0], parse_upos(columns[1]), columns[2]),
                              Label(columns[3]));
  }
  return features;
}

void Features::set(Document& document, TokenSpan sentence) const {
  thread_local std::vector<Dependents> dependents;
  thread_local std::string lower;
  const std::uint32_t begin = sentence.begin.value;
  dependents.assign(sentence.size(), {});
  for (std::uint32_t i = begin; i < sentence.end.value; ++i) {
    const Token& token = document.tokens[i];
    if (!token.head) continue;
    Dependents& own = dependents[token.head->value - begin];
    if (token.deprel.starts_with("nsubj")) {
      own.subject = document.form(token);
      own.has_subject = true;
    }
    if (token.deprel.starts_with("aux") || token.xpos == "TO") own.has_auxiliary = true;
  }
  for (std::uint32_t i = begin; i < sentence.end.value; ++i) {
    Token& token = document.tokens[i];
    lower_case(document.form(token), lower);
    auto found = by_form_.find(key_of(lower, token.upos, token.xpos));
    if (found == by_form_.end()) found = by_form_.find(key_of("", token.upos, token.xpos));
    if (found == by_form_.end()) continue;
    token.feats = found->second;
    const bool is_auxiliary = token.deprel.starts_with("aux") || token.deprel == "cop";
    const std::uint32_t verb = is_auxiliary && token.head ? token.head->value : i;
    if (token.xpos == "VBP" && lower != "am" && lower != "'m") {
      token.feats = of_present(dependents[verb - begin].subject);
    } else if (token.xpos == "VB" && !is_auxiliary && !dependents[i - begin].has_auxiliary &&
               !dependents[i - begin].has_subject && token.deprel != "xcomp") {
      static const Label imperative = "Mood=Imp|VerbForm=Fin";
      token.feats = imperative;
    } else if (token.xpos == "PRP" && is_object(token.deprel)) {
      static const Label it = "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs";
      static const Label you = "Case=Acc|Person=2|PronType=Prs";
      if (lower == "it") token.feats = it;
      if (lower == "you") token.feats = you;
    }
  }
}

}  // namespace faultline::language::detail
