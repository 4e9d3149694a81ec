// Decisions about actors that are taken back.

#include <gtest/gtest.h>

#include "study/decided.h"

namespace faultline::study {
namespace {

TEST_F(Decisions, MergeAndUndoLeaveNoTrace) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  link();
  const auto before = state();
  const auto merged = decide(Kind::Merge, "a-o-dell", "ada-odell");
  ASSERT_TRUE(holds(merged));
  EXPECT_EQ(merged->appearances, 2);
  EXPECT_EQ(speakers(), (Ids{"ada-odell", "ada-odell", "bruno-hale"}));
  EXPECT_EQ(actor("a-o-dell").id, "ada-odell");
  EXPECT_EQ(actor("ada-odell").aliases, Ids{"A. O. Dell"});
  EXPECT_EQ(study_.totals()->actors, 3);
  ASSERT_TRUE(holds(study_.undo_decision(merged->key)));
  EXPECT_EQ(state(), before);
  EXPECT_EQ(study_.decisions()->size(), 1U) << "the history keeps it";
  EXPECT_TRUE(study_.decisions()->front().withdrawn_at);
  EXPECT_EQ(study_.undo_decision(merged->key).error().code, ErrorCode::NotFound) << "not twice";
}

TEST_F(Decisions, UndoneOneByOneLeaveNoTrace) {
  store(quarrel());
  store(note("two", "A. O. Dell", "2031-03-02", "Daily Trumpet", "mayor"));
  store(note("three", "Zoë Marsh"));
  link();
  std::vector<std::string> states{state()};
  const auto did = [&](const Result<DecisionRow>& row) {
    ASSERT_TRUE(holds(row));
    states.push_back(state());
    EXPECT_NE(states.back(), states[states.size() - 2]);
  };
  did(decide(Kind::Rename, "ada-odell", "", "Dame Ada"));
  did(decide(Kind::AddAlias, "ada-odell", "", "the Dame"));
  did(decide(Kind::Merge, "a-o-dell", "ada-odell"));
  did(split("zoe-marsh", {"three"}));
  did(decide(Kind::Merge, "ada-odell", "zoe-marsh-2"));
  did(decide(Kind::AddRole, "a-o-dell", "", "captain"));
  did(decide(Kind::AddBloc, "zoe-marsh-2", "", "Lantern"));
  did(decide(Kind::RemoveRole, "zoe-marsh-2", "", "mayor"));
  did(decide(Kind::RemoveBloc, "zoe-marsh-2", "", "Lantern"));
  did(decide(Kind::Confirm, "zoe-marsh-2"));
  did(decide(Kind::RemoveAlias, "zoe-marsh-2", "", "the Dame"));
  for (std::size_t i = states.size() - 1; i > 0; --i) {
    ASSERT_TRUE(holds(study_.undo_decision()));
    EXPECT_EQ(state(), states[i - 1]) << "after undoing decision " << i;
  }
}

TEST_F(Decisions, AreUndoneInAnyOrder) {
  store(quarrel());
  store(note("two", "A. O. Dell"));
  store(note("three", "A. Odell"));
  link();
  const auto before = state();
  const auto first = decide(Kind::Merge, "a-o-dell", "ada-odell");
  ASSERT_TRUE(holds(first));
  const auto second = decide(Kind::Merge, "ada-odell", "zoe-marsh");
  ASSERT_TRUE(holds(second));
  EXPECT_EQ(actor("a-o-dell").id, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_decision(first->key)));
  EXPECT_EQ(actor("a-o-dell").id, "a-o-dell");
  EXPECT_EQ(actor("ada-odell").id, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_decision(second->key)));
  EXPECT_EQ(state(), before);
}

TEST_F(Decisions, OnASplitActorKeepTheSplit) {
  store(note("one", "Omid Karimi"));
  store(note("two", "Omid Karimi"));
  const auto made = split("omid-karimi", {"two"});
  ASSERT_TRUE(holds(made));
  ASSERT_TRUE(holds(decide(Kind::Rename, "omid-karimi-2", "", "Omid the Goalkeeper")));
  const auto refused = study_.undo_decision(made->key);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_NE(refused.error().message.find("undo 2 first"), std::string::npos);
}

}  // namespace
}  // namespace faultline::study
