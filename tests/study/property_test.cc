// Whatever is stored, in whatever order and however often, the study holds the last of each.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <vector>

#include "study/sketch.h"
#include "study/study.h"
#include "text/text.h"

namespace faultline::study {
namespace {

/// Number `number` of the drawn articles in state `state`: another text, in the same file.
Sketch in_state(std::uint32_t number, std::uint32_t state) {
  auto sketch = drawn(1000 * number + state, static_cast<int>(state % 5));
  sketch.article.id = "a" + std::to_string(number);
  sketch.article.file = "/news/a" + std::to_string(number);
  return sketch;
}

void expect_same(const Study& study, const Sketch& sketch) {
  Filter filter;
  filter.article = sketch.article.id;
  const auto article = study.articles(filter).value().at(0);
  RC_ASSERT(article.published == sketch.article.published);
  RC_ASSERT(article.outlet == sketch.article.outlet);
  RC_ASSERT(study.text_of(article.key).value() == sketch.article.text);

  const auto statements = study.statements(filter).value();
  RC_ASSERT(statements.size() == sketch.statements.size());
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const auto& row = statements[i];
    const auto& given = sketch.statements[i];
    RC_ASSERT(row.speaker == sketch.cast.actor(given.speaker.value()).id);
    RC_ASSERT(row.content_text == text::slice(sketch.article.text, given.content.front()));
    RC_ASSERT(static_cast<float>(row.confidence) == given.confidence);
    RC_ASSERT(row.day == sketch.article.published);
  }
  const auto relations = study.relations(filter).value();
  RC_ASSERT(relations.size() == sketch.relations.size());
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const auto& row = relations[i];
    const auto& given = sketch.relations[i];
    RC_ASSERT(row.from == sketch.cast.actor(given.from).id);
    RC_ASSERT(given.to && row.to == sketch.cast.actor(*given.to).id);
    RC_ASSERT(row.act == given.act);
    RC_ASSERT(row.sign == given.sign);
    RC_ASSERT(row.evidence == given.evidence);
    RC_ASSERT(row.statement == statements[given.statement->value].key);
  }
  const auto codings = study.codings(filter).value();
  RC_ASSERT(codings.size() == sketch.codings.size());
  for (std::size_t i = 0; i < codings.size(); ++i) {
    RC_ASSERT(codings[i].statement == statements[sketch.codings[i].statement.value].key);
    RC_ASSERT(codings[i].agreement == sketch.codings[i].agreement);
    RC_ASSERT(codings[i].concept_name ==
              sketch.codebook.concepts[sketch.codings[i].concept_index].name);
  }
}

/// Indexes, references and pages of the file are sound.
void expect_sound(const std::filesystem::path& file) {
  auto connection = sqlite::Connection::open(file.string(), file.string(), {}).value();
  connection.trust_schema();
  for (const auto* index : {"article_search", "statement_search", "relation_search"}) {
    const std::string name = index;
    RC_ASSERT(connection.run("INSERT INTO " + name + " (" + name + ") VALUES ('integrity-check')")
                  .has_value());
  }
  RC_ASSERT(connection.text("PRAGMA integrity_check").value() == "ok");
  RC_ASSERT(!connection.text("SELECT \"table\" FROM pragma_foreign_key_check").value());
}

RC_GTEST_PROP(StudyProperty, HoldsTheLastStateOfEveryArticle, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(
      rc::gen::pair(rc::gen::inRange(0U, 5U), rc::gen::inRange(0U, 9U)));
  const Folder folder;
  std::map<std::uint32_t, Sketch> last;
  std::int64_t statements = 0, relations = 0, codings = 0;
  {
    auto study = made(folder);
    for (const auto& [number, state] : steps) {
      auto sketch = in_state(number, state);
      const auto known = last.find(number);
      const auto standing = study.store(sketch.read(), reader);
      RC_ASSERT(standing.has_value());
      RC_ASSERT((*standing == Standing::New) == (known == last.end()));
      last.insert_or_assign(number, std::move(sketch));
    }
    for (const auto& [number, sketch] : last) {
      expect_same(study, sketch);
      statements += static_cast<std::int64_t>(sketch.statements.size());
      relations += static_cast<std::int64_t>(sketch.relations.size());
      codings += static_cast<std::int64_t>(sketch.codings.size());
    }
    const auto totals = study.totals().value();
    RC_ASSERT(totals.articles == static_cast<std::int64_t>(last.size()));
    RC_ASSERT(totals.statements == statements);
    RC_ASSERT(totals.relations == relations);
    RC_ASSERT(totals.codings == codings);
  }
  expect_sound(folder / "s.study");
}

/// One of the decisions that `dice` can make about the actors that are there.
ActorDecision decision_of(const Study& study, std::uint32_t dice) {
  const auto rows = study.actors().value();
  const auto& one = rows[dice % rows.size()].actor;
  const auto& other = rows[dice / 7 % rows.size()].actor;
  ActorDecision decision;
  decision.kind = ActorDecision::Kind::Merge;
  decision.actor = one.id;
  decision.other = other.id;
  decision.coder = "Nina";
  switch (dice / 100 % 7) {
    case 0:
      decision.kind = ActorDecision::Kind::Split;
      decision.other.clear();
      decision.articles = {"drawn-" + std::to_string(dice % 5)};
      break;
    case 1:
      decision.kind = ActorDecision::Kind::Rename;
      decision.value = "Name " + std::to_string(dice % 3);
      break;
    case 2:
      decision.kind = ActorDecision::Kind::AddAlias;
      decision.value = "Alias " + std::to_string(dice % 3);
      break;
    case 3:
      decision.kind = ActorDecision::Kind::Confirm;
      break;
    case 4:
      decision.kind = ActorDecision::Kind::RemoveAlias;
      decision.value = one.aliases.empty() ? "none" : one.aliases.front();
      break;
    default:
      break;
  }
  return decision;
}

RC_GTEST_PROP(StudyProperty, DecisionsThatAreUndoneLeaveNoTraceInAnyOrder, ()) {
  const auto dice = *rc::gen::container<std::vector<std::uint32_t>>(
      *rc::gen::inRange(1, 12), rc::gen::arbitrary<std::uint32_t>());
  const Folder folder;
  auto study = made(folder);
  for (std::uint32_t number = 0; number < 5; ++number)
    RC_ASSERT(study.store(drawn(number).read(), reader).has_value());
  RC_ASSERT(study.link_actors().has_value());
  const auto file = folder / "s.study";
  std::vector<std::string> states{undecided(file)};
  std::vector<DecisionId> keys;
  for (const auto drawn_number : dice) {
    const auto decided = study.decide(decision_of(study, drawn_number));
    if (!decided) {  // it made no sense, and must have changed nothing
      RC_ASSERT(undecided(file) == states.back());
      continue;
    }
    keys.push_back(decided->key);
    states.push_back(undecided(file));
  }
  if (*rc::gen::arbitrary<bool>()) {
    for (std::size_t i = states.size() - 1; i > 0; --i) {
      RC_ASSERT(study.undo_decision().has_value());
      RC_ASSERT(undecided(file) == states[i - 1]);
    }
    return;
  }
  // In another order some must wait for others; none is left over.
  while (!keys.empty()) {
    const auto chosen = *rc::gen::inRange<std::size_t>(0, keys.size());
    if (study.undo_decision(keys[chosen]))
      keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(chosen));
    else
      RC_ASSERT(study.undo_decision(keys.back()).has_value()), keys.pop_back();
  }
  RC_ASSERT(undecided(file) == states.front());
}

}  // namespace
}  // namespace faultline::study
