// Who is who in a study: what people decide.

#include <gtest/gtest.h>

#include <algorithm>

#include "study/decided.h"

namespace faultline::study {
namespace {

TEST_F(Decisions, OfAnEmptyStudyAreNone) {
  link();
  EXPECT_TRUE(study_.decisions()->empty());
  EXPECT_TRUE(study_.proposals()->empty());
  EXPECT_TRUE(study_.is_linked().value());
  EXPECT_EQ(study_.undo_decision().error().code, ErrorCode::NotFound);
  EXPECT_EQ(study_.account_of("ada").error().code, ErrorCode::NotFound);
  EXPECT_EQ(decide(Kind::Merge, "a", "b").error().code, ErrorCode::NotFound);
}

TEST_F(Decisions, MergedActorsHaveNoRelationToThemselves) {
  store(quarrel());
  EXPECT_EQ(study_.relations()->size(), 2U);
  ASSERT_TRUE(holds(decide(Kind::Merge, "zoe-marsh", "bruno-hale")));
  EXPECT_EQ(study_.relations()->size(), 1U);
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(study_.relations()->size(), 2U);
}

TEST_F(Decisions, SplitTwoPeopleOfOneNameByTheirArticles) {
  store(note("one", "Omid Karimi"));
  store(note("two", "Omid Karimi"));
  store(note("three", "Omid Karimi"));
  link();
  const auto before = state();
  const auto made = split("omid-karimi", {"two"});
  ASSERT_TRUE(holds(made));
  EXPECT_EQ(made->other, "omid-karimi-2");
  EXPECT_EQ(speakers(), (Ids{"omid-karimi", "omid-karimi-2", "omid-karimi"}));
  link();
  EXPECT_EQ(speakers(), (Ids{"omid-karimi", "omid-karimi-2", "omid-karimi"}));
  ASSERT_TRUE(holds(study_.undo_decision()));
  link();
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, KeepTheIdOfTheRegisterInAMerge) {
  ASSERT_TRUE(holds(study_.set_register(
      actors::Register::from_actors({registered("ada-odell", "Dr Ada Odell")}).value())));
  store(quarrel());
  store(note("two", "A. O. Dell"));
  const auto merged = decide(Kind::Merge, "ada-odell", "a-o-dell");
  ASSERT_TRUE(holds(merged));
  EXPECT_EQ(merged->other, "ada-odell");
  EXPECT_EQ(study_.known_actors()->find("ada-odell")->aliases, Ids{"A. O. Dell"})
      << "the next reading finds that name";
}

TEST_F(Decisions, TakeOutAFactWhoeverSaysSo) {
  store(note("one", "Omid Karimi", "2031-03-01", "Daily Trumpet", "mayor"));
  store(note("two", "Omid Karimi", "2031-03-02", "Daily Trumpet", "mayor"));
  link();
  const auto before = state();
  ASSERT_TRUE(holds(decide(Kind::RemoveRole, "omid-karimi", "", "mayor")));
  EXPECT_TRUE(actor("omid-karimi").roles.empty());
  ASSERT_TRUE(holds(study_.store(
      note("one", "Omid Karimi", "2031-03-01", "Daily Trumpet", "mayor").read(), "reader 2")));
  EXPECT_TRUE(actor("omid-karimi").roles.empty());
  ASSERT_TRUE(holds(study_.store(
      note("one", "Omid Karimi", "2031-03-01", "Daily Trumpet", "mayor").read(), reader)));
  link();
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(actor("omid-karimi").roles.size(), 1U);
  const auto account = study_.account_of("omid-karimi");
  EXPECT_EQ(std::count_if(account->facts.begin(), account->facts.end(),
                          [](const auto& fact) { return fact.what == "role" && fact.article; }),
            2);
}

TEST_F(Decisions, CarryCorrectionsAlong) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  link();
  const auto row = study_.statements()->back();
  ASSERT_TRUE(
      holds(study_.correct({Correction::About::Statement, static_cast<std::int64_t>(row.key),
                            "speaker", "a-o-dell", "Nina", ""})));
  ASSERT_TRUE(holds(decide(Kind::Merge, "a-o-dell", "zoe-marsh")));
  EXPECT_EQ(study_.statements()->back().speaker, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_decision()));
  EXPECT_EQ(study_.statements()->back().speaker, "a-o-dell");
}

TEST_F(Decisions, MergeAPersonWithAStateWhenForced) {
  auto sketch = quarrel();
  sketch.cast.actors[2].kind = actors::ActorKind::State;
  store(sketch);
  ActorDecision decision;
  decision.kind = Kind::Merge;
  decision.actor = "zoe-marsh";
  decision.other = "ada-odell";
  decision.is_forced = true;
  decision.coder = "Nina";
  EXPECT_TRUE(holds(study_.decide(decision)));
}

TEST_F(Decisions, NeedSomebodyWhoMakesThem) {
  store(quarrel());
  ActorDecision decision;
  decision.kind = Kind::Confirm;
  decision.actor = "ada-odell";
  EXPECT_EQ(study_.decide(decision).error().code, ErrorCode::Usage);
  decision.coder = "machine";
  EXPECT_EQ(study_.decide(decision).error().code, ErrorCode::Usage);
}

TEST_F(Decisions, OfAWholeActorAreNoSplit) {
  store(note("one", "Omid Karimi"));
  EXPECT_EQ(split("omid-karimi", {"one"}).error().code, ErrorCode::Usage);
  EXPECT_EQ(split("omid-karimi", {"on"}).error().code, ErrorCode::NotFound);
}

TEST_F(Decisions, NeedAStudyOpenedForWriting) {
  store(quarrel());
  auto reading = Study::open(folder_ / "s.study", Access::Read).value();
  ActorDecision decision;
  decision.kind = Kind::Merge;
  decision.actor = "zoe-marsh";
  decision.other = "ada-odell";
  decision.coder = "Nina";
  EXPECT_EQ(reading.decide(decision).error().code, ErrorCode::Io);
  EXPECT_EQ(reading.undo_decision().error().code, ErrorCode::Io);
  EXPECT_EQ(reading.link_actors().error().code, ErrorCode::Io);
  EXPECT_TRUE(holds(reading.proposals()));
  EXPECT_TRUE(holds(reading.account_of("ada-odell")));
}

}  // namespace
}  // namespace faultline::study
