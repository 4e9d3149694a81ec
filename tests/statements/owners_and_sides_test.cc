// What rules add to the networks' findings: nouns with their owners, verbs of taking sides.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "statements/sketch.h"

namespace faultline::statements {
namespace {

/// The statement whose cue is `cue`; empty where there is none.
tests::Seen with_cue(const std::string& text, const std::string& cue) {
  for (const tests::Seen& one : tests::seen_in(text)) {
    if (one.cue == cue) return one;
  }
  return {};
}

TEST(Owners, SayWhatTheirNounLeadsTo) {
  EXPECT_EQ(with_cue("Kevin Holt dismissed the council’s call for calm.", "call"),
            (tests::Seen{"the council’s", "call", "for calm"}));
  EXPECT_EQ(with_cue("The pier opened despite her warning that it was rotten.", "warning"),
            (tests::Seen{"her", "warning", "that it was rotten"}));
  EXPECT_EQ(with_cue("Nobody believed the mayor’s promise to rebuild the pier.", "promise"),
            (tests::Seen{"the mayor’s", "promise", "to rebuild the pier"}));
}

TEST(Owners, SayNothingThatTheirNounDoesNotLeadTo) {
  EXPECT_EQ(with_cue("The council’s call came late.", "call"), tests::Seen{});
  EXPECT_EQ(with_cue("The council’s promise at the pier was kept.", "promise"), tests::Seen{});
}

TEST(Sides, AreTakenInRelativeClauses) {
  const auto found = with_cue(
      "He turned against those within the government who are calling for a retreat from the coast.",
      "are calling for");
  EXPECT_EQ(found.source, "who");
  EXPECT_EQ(found.content, "a retreat from the coast");
}

TEST(Sides, AreTakenByWhomSomethingSaw) {
  const auto found =
      with_cue("The weeks after the storm saw party leaders unanimously endorse the harbour plan.",
               "unanimously endorse");
  EXPECT_EQ(found.source, "party leaders");
  EXPECT_EQ(found.content, "the harbour plan");
}

TEST(Sides, NeedASubjectBefore) {
  EXPECT_EQ(with_cue("The order to reject the plan came late.", "reject"), tests::Seen{});
}

}  // namespace
}  // namespace faultline::statements
