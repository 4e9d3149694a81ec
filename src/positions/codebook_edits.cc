#include "positions/codebook_edits.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "positions/detail/stems.h"
#include "text/text.h"

namespace faultline::positions {
namespace {

std::vector<std::string>& phrases_of(Concept& one, PhraseKind kind) {
  switch (kind) {
    case PhraseKind::InFavour:
      return one.in_favour;
    case PhraseKind::Against:
      return one.against;
    case PhraseKind::Example:
      break;
  }
  return one.examples;
}

Result<Concept*> require(Codebook& codebook, const std::string& name) {
  for (Concept& one : codebook.concepts)
    if (one.name == name) return &one;
  return failure(ErrorCode::NotFound, fmt::format("The codebook has no concept \"{}\".", name));
}

Result<Codebook> checked(Codebook codebook) {
  if (auto right = check(codebook); !right) return tl::unexpected(right.error());
  return codebook;
}

/// What two phrases have in common if codings cannot tell them apart.
std::string key_of(const std::string& phrase) {
  std::string key;
  for (const std::string& stem : detail::stems(phrase)) key.append(stem).push_back(' ');
  return key;
}

}  // namespace

std::string_view to_string(PhraseKind kind) {
  switch (kind) {
    case PhraseKind::InFavour:
      return "for";
    case PhraseKind::Against:
      return "against";
    case PhraseKind::Example:
      break;
  }
  return "example";
}

const Concept* find_concept(const Codebook& codebook, std::string_view name) {
  const auto found = std::find_if(codebook.concepts.begin(), codebook.concepts.end(),
                                  [&](const Concept& one) { return one.name == name; });
  return found == codebook.concepts.end() ? nullptr : &*found;
}

std::vector<std::string> concept_names(const Codebook& codebook) {
  std::vector<std::string> names;
  for (const Concept& one : codebook.concepts) names.push_back(one.name);
  return names;
}

Result<Codebook> with_concept(Codebook codebook, Concept added) {
  added.name = text::fold_space(added.name);
  if (find_concept(codebook, added.name) != nullptr)
    return failure(ErrorCode::Conflict,
                   fmt::format("The codebook has a concept \"{}\" already.", added.name));
  codebook.concepts.push_back(std::move(added));
  return checked(std::move(codebook));
}

Result<Codebook> without_concept(Codebook codebook, const std::string& name) {
  const auto one = require(codebook, name);
  if (!one) return tl::unexpected(one.error());
  std::string children;
  for (const Concept& other : codebook.concepts)
    if (other.parent == name)
      children += fmt::format("{}\"{}\"", children.empty() ? "" : ", ", other.name);
  if (!children.empty())
    return failure(ErrorCode::Conflict,
                   fmt::format("Below \"{}\" stand {}; remove these first, or give them another "
                               "parent.",
                               name, children));
  codebook.concepts.erase(codebook.concepts.begin() + (*one - codebook.concepts.data()));
  return codebook;
}

Result<Codebook> with_phrase(Codebook codebook, const std::string& concept_name, PhraseKind kind,
                             const std::string& phrase) {
  const auto one = require(codebook, concept_name);
  if (!one) return tl::unexpected(one.error());
  const std::string folded = text::fold_space(phrase);
  const std::string key = key_of(folded);
  if (key.empty())
    return failure(ErrorCode::Usage,
                   fmt::format("\"{}\" holds no word that could be found in a text.", phrase));
  for (const PhraseKind other : {PhraseKind::InFavour, PhraseKind::Against, PhraseKind::Example}) {
    if ((other == PhraseKind::Example) != (kind == PhraseKind::Example)) continue;
    for (const std::string& known : phrases_of(**one, other))
      if (key_of(known) == key)
        return failure(ErrorCode::Conflict,
                       fmt::format("The concept \"{}\" has the phrase \"{}\" already ({}).",
                                   concept_name, known, to_string(other)));
  }
  phrases_of(**one, kind).push_back(folded);
  return codebook;
}

Result<Codebook> without_phrase(Codebook codebook, const std::string& concept_name, PhraseKind kind,
                                const std::string& phrase) {
  const auto one = require(codebook, concept_name);
  if (!one) return tl::unexpected(one.error());
  std::vector<std::string>& phrases = phrases_of(**one, kind);
  const auto found = std::find(phrases.begin(), phrases.end(), text::fold_space(phrase));
  if (found == phrases.end()) {
    std::string known;
    for (const std::string& other : phrases)
      known += fmt::format("{}\"{}\"", known.empty() ? "" : ", ", other);
    return failure(
        ErrorCode::NotFound,
        fmt::format("The concept \"{}\" has no phrase \"{}\" ({}); it has {}.", concept_name,
                    phrase, to_string(kind), known.empty() ? "none" : known));
  }
  phrases.erase(found);
  return codebook;
}

Result<Codebook> with_description(Codebook codebook, const std::string& concept_name,
                                  const std::string& description) {
  const auto one = require(codebook, concept_name);
  if (!one) return tl::unexpected(one.error());
  (*one)->description = text::fold_space(description);
  return codebook;
}

Result<Codebook> with_parent(Codebook codebook, const std::string& concept_name,
                             const std::string& parent) {
  const auto one = require(codebook, concept_name);
  if (!one) return tl::unexpected(one.error());
  (*one)->parent = text::fold_space(parent);
  return checked(std::move(codebook));
}

std::vector<std::string> doubts(const Codebook& codebook) {
  struct Use {
    std::string_view concept_name, phrase;
    PhraseKind kind{};
  };
  std::vector<std::string> sentences;
  std::map<std::string, Use> uses;
  std::set<std::string_view> parents;
  for (const Concept& one : codebook.concepts) parents.insert(one.parent);
  for (const Concept& one : codebook.concepts) {
    if (one.in_favour.empty() && one.against.empty() && !parents.contains(one.name))
      sentences.push_back(
          fmt::format("The concept \"{}\" has no phrases, so that no phrase codes it.", one.name));
    for (const auto& [kind, phrases] : {std::pair(PhraseKind::InFavour, &one.in_favour),
                                        std::pair(PhraseKind::Against, &one.against)}) {
      for (const std::string& phrase : *phrases) {
        const std::string key = key_of(phrase);
        if (key.empty()) {
          sentences.push_back(
              fmt::format("The phrase \"{}\" of \"{}\" holds no word, and will never be found.",
                          phrase, one.name));
          continue;
        }
        const auto [known, is_new] = uses.try_emplace(key, Use{one.name, phrase, kind});
        if (is_new) continue;
        sentences.push_back(
            fmt::format("\"{}\" ({} \"{}\") and \"{}\" ({} \"{}\") are found in the same words.",
                        known->second.phrase, to_string(known->second.kind),
                        known->second.concept_name, phrase, to_string(kind), one.name));
      }
    }
  }
  return sentences;
}

}  // namespace faultline::positions
