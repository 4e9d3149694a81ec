// Actors of the register and of the texts, in one study.

#include <gtest/gtest.h>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

actors::Actor registered(std::string id, std::string name) {
  actors::Actor actor;
  actor.id = std::move(id);
  actor.name = std::move(name);
  actor.is_registered = true;
  return actor;
}

/// Ada as the register knows her.
actors::Actor ada() {
  auto actor = registered("ada-odell", "Dr Ada Odell");
  actor.aliases = {"Odell", "the mayor"};
  actor.pronoun = "she";
  actor.roles = {{"Mayor",
                  {parse_partial_date("2030").value(), parse_partial_date("2031-03").value()},
                  "Gazette"},
                 {"Harbour master", {parse_partial_date("2031-04-01").value(), {}}, ""}};
  actor.blocs = {{"Lantern", {parse_partial_date("2031-W01").value(), {}}, "oath"}};
  return actor;
}

Result<void> set(Study& study, std::vector<actors::Actor> actors) {
  return study.set_register(actors::Register::from_actors(std::move(actors)).value());
}

TEST(StudyRegister, ComesBackAsItWas) {
  const Folder folder;
  auto study = made(folder);
  auto council = registered("council", "Council");
  council.kind = actors::ActorKind::Organization;
  auto mayor = ada();
  mayor.part_of = "council";
  ASSERT_TRUE(holds(set(study, {mayor, council})));
  const auto known = study.known_actors();
  ASSERT_TRUE(holds(known));
  ASSERT_EQ(known->actors().size(), 2u);
  EXPECT_EQ(known->actors()[0], mayor);
  EXPECT_EQ(known->actors()[1], council);
}

TEST(StudyRegister, KeepsEveryFactOfManyActorsInItsOrder) {
  const Folder folder;
  auto study = made(folder);
  std::vector<actors::Actor> all;
  for (int i = 0; i < 300; ++i) {
    auto actor = registered("actor-" + std::to_string(1000 + i), "Name " + std::to_string(i));
    for (int alias = i % 4; alias > 0; --alias)
      actor.aliases.push_back("also " + std::to_string(alias));
    for (int role = i % 3; role > 0; --role)
      actor.roles.push_back({"title " + std::to_string(role),
                             {parse_partial_date("2030-0" + std::to_string(role)).value(), {}},
                             i % 2 == 0 ? "" : "gazette"});
    if (i % 5 == 0) actor.blocs = {{"North", {{}, parse_partial_date("2031").value()}, ""}};
    all.push_back(std::move(actor));
  }
  ASSERT_TRUE(holds(set(study, all)));
  // What texts say of people beside the register stays out of it.
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  all.back().aliases.emplace_back("new");
  ASSERT_TRUE(holds(set(study, all)));
  const auto known = study.known_actors();
  ASSERT_TRUE(holds(known));
  EXPECT_EQ(std::vector<actors::Actor>(known->actors().begin(), known->actors().end()), all);
}

TEST(StudyRegister, WinsOverWhatTextsSay) {
  const Folder folder;
  auto study = made(folder);
  auto sketch = quarrel();
  sketch.cast.actors[0].roles = {{"former mayor", {}, ""}};
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  Filter filter;
  filter.actor = "ada-odell";
  EXPECT_EQ(study.actors(filter)->front().actor.roles, sketch.cast.actors[0].roles);
  EXPECT_FALSE(study.actors(filter)->front().actor.is_registered);

  ASSERT_TRUE(holds(set(study, {ada()})));
  EXPECT_EQ(study.actors(filter)->front().actor, ada());
  EXPECT_EQ(study.statements(filter)->front().speaker_name, "Dr Ada Odell");
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  EXPECT_EQ(study.actors(filter)->front().actor, ada());
}

TEST(StudyRegister, LeavesBehindOnlyWhomTheArticlesKnow) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(set(study, {ada(), registered("nobody", "Nobody")})));
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  EXPECT_EQ(study.actors()->size(), 4u);
  ASSERT_TRUE(holds(study.set_register({})));
  EXPECT_TRUE(study.known_actors()->actors().empty());
  const auto rows = study.actors();
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 3u);
  for (const auto& row : *rows) EXPECT_FALSE(row.actor.is_registered);
}

TEST(StudyRegister, SetTwiceChangesNothing) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(set(study, {ada()})));
  const auto before = dump(folder / "s.study");
  ASSERT_TRUE(holds(set(study, {ada()})));
  EXPECT_EQ(dump(folder / "s.study"), before);
}

TEST(StudyActors, UniteTheRolesThatArticlesGive) {
  const Folder folder;
  auto study = made(folder);
  for (const auto& [id, role] : {std::pair{"1", "pilot"}, {"2", "writer"}, {"3", "pilot"}}) {
    Sketch sketch("Ada said no.", id, std::string("/news/") + id);
    sketch.says(sketch.actor("ada", "Ada"), "Ada", "said", "no");
    sketch.cast.actors[0].roles = {{role, {}, ""}};
    sketch.cast.actors[0].aliases = {"Ms Ada"};
    ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  }
  const auto rows = study.actors();
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 1u);
  ASSERT_EQ(rows->front().actor.roles.size(), 2u);
  EXPECT_EQ(rows->front().actor.roles[0].title, "pilot");
  EXPECT_EQ(rows->front().actor.roles[1].title, "writer");
  EXPECT_EQ(rows->front().actor.aliases, std::vector<std::string>{"Ms Ada"});
  EXPECT_EQ(rows->front().statements, 3);
}

TEST(StudyActors, AreCountedAtBothEnds) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  Filter filter;
  filter.actor = "bruno-hale";
  const auto rows = study.actors(filter);
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().statements, 1);
  EXPECT_EQ(rows->front().relations_from, 1);
  EXPECT_EQ(rows->front().relations_to, 1);
  EXPECT_EQ(rows->front().first_seen, parse_day("2031-03-04").value());
  EXPECT_EQ(rows->front().last_seen, parse_day("2031-03-04").value());
}

TEST(StudyActors, OfABlocAreItsMembersEvenIfTheyAreSilent) {
  const Folder folder;
  auto study = made(folder);
  auto silent = registered("silent-sam", "Silent Sam");
  silent.blocs = {{"Lantern", {}, ""}};
  ASSERT_TRUE(holds(set(study, {ada(), silent})));
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  Filter filter;
  filter.bloc = "Lantern";
  const auto rows = study.actors(filter);
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ(rows->front().actor.id, "ada-odell");
  EXPECT_EQ(rows->front().statements, 1);
  EXPECT_EQ(rows->back().actor.id, "silent-sam");
}

TEST(StudyActors, OfAnOutletAreThoseItSpeaksOf) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(set(study, {registered("silent-sam", "Silent Sam")})));
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  Sketch other("Ida said yes.", "two", "/news/two.txt");
  other.by("Evening Bugle").says(other.actor("ida", "Ida"), "Ida", "said", "yes");
  ASSERT_TRUE(holds(study.store(other.read(), reader)));
  Filter filter;
  filter.outlet = "Evening Bugle";
  const auto rows = study.actors(filter);
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().actor.id, "ida");
}

}  // namespace
}  // namespace faultline::study
