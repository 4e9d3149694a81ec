// Any row of acts by coders, machine and readings: what holds is what the rules say of it.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

using Place = std::pair<StatementId, std::string>;

struct Said {
  std::string coder;
  int agreement = 0;
  int time = 0;
};

/// The rules of settle_codings(), over everything that was ever said.
struct Model {
  std::map<Place, int> phrases, learned;
  std::map<std::pair<Place, std::string>, std::vector<Said>> people;  // each coder's, in order

  /// "agreement coder disputed" of what holds on a place; empty: nothing.
  [[nodiscard]] std::string held(const Place& place, const std::string& adjudicator) const {
    const Said* deciding = nullptr;
    bool is_disputed = false;
    std::optional<int> first;
    for (const auto& [key, words] : people) {
      if (key.first != place || words.empty()) continue;
      const Said& word = words.back();
      is_disputed = is_disputed || (first && *first != word.agreement);
      first = first.value_or(word.agreement);
      const bool outranks = deciding == nullptr || word.coder == adjudicator ||
                            (deciding->coder != adjudicator && word.time > deciding->time);
      if (outranks) deciding = &word;
    }
    int agreement = 0;
    std::string coder = "machine";
    if (deciding != nullptr) {
      agreement = deciding->agreement;
      coder = deciding->coder;
    } else if (learned.contains(place)) {
      agreement = learned.at(place);
    } else if (phrases.contains(place)) {
      agreement = phrases.at(place);
    }
    if (agreement == 0) return {};
    return std::to_string(agreement) + " " + coder + (is_disputed ? " disputed" : "");
  }
};

RC_GTEST_PROP(JudgementsProperty, WhatHoldsIsWhatTheRulesSay, ()) {
  const Folder folder;
  auto study = made(folder);
  const auto sketch = drawn(*rc::gen::inRange<std::uint32_t>(0, 1000), 3);
  RC_ASSERT(study.set_codebook(sketch.codebook).has_value());
  RC_ASSERT(study.store(sketch.read(), "reader 0").has_value());
  const auto statements = study.statements().value();
  const std::vector<std::string> concepts{"keep the quay", "build a bridge"};
  Model model;
  const auto by_phrases = study.codings().value();
  for (const auto& row : by_phrases)
    model.phrases[{row.statement, row.concept_name}] = row.agreement;
  std::string adjudicator;
  const auto any = [](const auto& list) {
    return list[*rc::gen::inRange<std::size_t>(0, list.size())];
  };
  const std::vector<std::string> coders{"Nina", "Omar", "Pia"};
  for (int time = 1; time <= 14; ++time) {
    const auto act = *rc::gen::inRange(0, 8);
    const auto coder = any(coders);
    if (act < 4) {
      HumanCoding coding;
      coding.statement = any(statements).key;
      coding.concept_name = any(concepts);
      coding.agreement = *rc::gen::inRange(-1, 2);
      coding.coder = coder;
      coding.made_at =
          "2031-01-01T00:00:" + std::string(time < 10 ? "0" : "") + std::to_string(time) + "Z";
      RC_ASSERT(study.code(coding).has_value());
      const Place place{coding.statement, coding.concept_name};
      auto& words = model.people[{place, coder}];
      if (words.empty() || words.back().agreement != coding.agreement) {
        words.push_back({coder, coding.agreement, time});
      }
    } else if (act == 4) {
      // The coder's last word in force.
      std::optional<std::pair<Place, std::string>> last;
      int newest = 0;
      for (const auto& [key, words] : model.people)
        if (key.second == coder && !words.empty() && words.back().time > newest) {
          newest = words.back().time;
          last = key;
        }
      RC_ASSERT(study.undo_coding(coder).has_value() == last.has_value());
      if (last) model.people[*last].pop_back();
    } else if (act == 5) {
      std::vector<MachineCoding> learned;
      model.learned.clear();
      for (const auto& row : statements) {
        if (*rc::gen::inRange(0, 2) == 0) continue;
        MachineCoding coding{row.key, any(concepts), *rc::gen::inRange(-1, 2), 0.5, {}, {}};
        model.learned[{row.key, coding.concept_name}] = coding.agreement;
        learned.push_back(std::move(coding));
      }
      RC_ASSERT(study.store_learned(learned).has_value());
      RC_ASSERT(study.store_proposals(learned, "tiny").has_value());
    } else if (act == 6) {
      RC_ASSERT(study.store(sketch.read(), "reader " + std::to_string(time)).has_value());
    } else {
      adjudicator = *rc::gen::inRange(0, 2) == 0 ? std::string() : coder;
      RC_ASSERT(
          study.set_adjudicator(adjudicator.empty() ? std::nullopt : std::optional(adjudicator))
              .has_value());
    }
  }
  std::map<Place, std::string> held;
  const auto codings = study.codings().value();
  for (const auto& row : codings)
    held[{row.statement, row.concept_name}] =
        std::to_string(row.agreement) + " " + row.coder + (row.is_disputed ? " disputed" : "");
  for (const auto& row : statements)
    for (const auto& concept_name : concepts) {
      const Place place{row.key, concept_name};
      const auto found = held.find(place);
      RC_ASSERT((found == held.end() ? std::string() : found->second) ==
                model.held(place, adjudicator));
    }
}

}  // namespace
}  // namespace faultline::study
