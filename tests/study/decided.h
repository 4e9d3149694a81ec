#pragma once
// A study in which people decide who is who, for the tests of such decisions.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {

using Kind = ActorDecision::Kind;
using Ids = std::vector<std::string>;

/// "NAME said the sky is ID. " by an outlet on a day; the speaker may have a title.
inline Sketch note(const std::string& id, const std::string& name,
                   const std::string& day = "2031-03-01",
                   const std::string& outlet = "Daily Trumpet", const std::string& title = "") {
  Sketch sketch(name + " said the sky is " + id + ".", id, "/news/" + id + ".txt");
  sketch.on(day).by(outlet);
  const auto who = sketch.actor(actors::slug(name), name);
  if (!title.empty()) sketch.cast.actors[0].roles = {{title, {}, ""}};
  sketch.mention(who, name);
  sketch.says(who, name, "said", "the sky is " + id);
  return sketch;
}

inline actors::Actor registered(std::string id, std::string name) {
  actors::Actor actor;
  actor.id = std::move(id);
  actor.name = std::move(name);
  actor.is_registered = true;
  return actor;
}

class Decisions : public testing::Test {
 protected:
  void store(const Sketch& sketch) { ASSERT_TRUE(holds(study_.store(sketch.read(), reader))); }
  void link() { ASSERT_TRUE(holds(study_.link_actors())); }

  Result<DecisionRow> decide(Kind kind, std::string actor, std::string other = "",
                             std::string value = "") {
    ActorDecision decision;
    decision.kind = kind;
    decision.actor = std::move(actor);
    decision.other = std::move(other);
    decision.value = std::move(value);
    decision.coder = "Nina";
    return study_.decide(decision);
  }
  Result<DecisionRow> split(std::string actor, std::vector<std::string> articles) {
    ActorDecision decision;
    decision.kind = Kind::Split;
    decision.actor = std::move(actor);
    decision.articles = std::move(articles);
    decision.coder = "Nina";
    return study_.decide(decision);
  }
  [[nodiscard]] std::vector<std::string> speakers() const {
    std::vector<std::string> ids;
    const auto rows = study_.statements();
    for (const auto& row : rows.value()) ids.push_back(row.speaker.value_or("-"));
    return ids;
  }
  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> result;
    const auto rows = study_.actors();
    for (const auto& row : rows.value()) result.push_back(row.actor.id);
    std::sort(result.begin(), result.end());
    return result;
  }
  [[nodiscard]] actors::Actor actor(const std::string& id) const {
    Filter filter;
    filter.actor = id;
    const auto rows = study_.actors(filter);
    return rows.value().at(0).actor;
  }
  [[nodiscard]] std::string state() const { return undecided(folder_ / "s.study"); }

  Folder folder_;
  Study study_ = made(folder_);
};

}  // namespace faultline::study
