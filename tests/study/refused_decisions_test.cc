// Decisions about actors that make no sense.

#include <gtest/gtest.h>

#include <ostream>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

using Kind = ActorDecision::Kind;

struct Refused {
  Kind kind;
  std::string actor, other, value;
  ErrorCode code;
  std::string words;  // that the message holds
};
void PrintTo(const Refused& refused, std::ostream* out) {
  *out << word_for(refused.kind) << ' ' << refused.actor << ' ' << refused.other;
}

class RefusedDecisions : public testing::TestWithParam<Refused> {};

TEST_P(RefusedDecisions, ChangeNothingAndSayWhy) {
  const Folder folder;
  auto study = made(folder);
  auto sketch = quarrel();
  sketch.cast.actors[2].kind = actors::ActorKind::State;
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  const auto before = dump(folder / "s.study");
  const auto& given = GetParam();
  ActorDecision decision;
  decision.kind = given.kind;
  decision.actor = given.actor;
  decision.other = given.other;
  decision.value = given.value;
  decision.coder = "Nina";
  const auto done = study.decide(decision);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, given.code);
  EXPECT_NE(done.error().message.find(given.words), std::string::npos) << done.error().message;
  EXPECT_EQ(dump(folder / "s.study"), before);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedDecisions,
    testing::Values(
        Refused{Kind::Merge, "ada-odel", "bruno-hale", "", ErrorCode::NotFound, "ada-odell"},
        Refused{Kind::Merge, "ada-odell", "bruno-hail", "", ErrorCode::NotFound, "bruno-hale"},
        Refused{Kind::Merge, "ada-odell", "ada-odell", "", ErrorCode::Usage, "one actor already"},
        Refused{Kind::Merge, "ada-odell", "zoe-marsh", "", ErrorCode::Usage, "--force"},
        Refused{Kind::Split, "ada-odell", "", "", ErrorCode::Usage, "somebody else"},
        Refused{Kind::Rename, "ada-odell", "", " ", ErrorCode::Usage, "empty"},
        Refused{Kind::Rename, "ada-odell", "", "Ada Odell", ErrorCode::Usage, "already"},
        Refused{Kind::AddRole, "ada-odell", "", "", ErrorCode::Usage, "empty"},
        Refused{Kind::RemoveRole, "ada-odell", "", "mayor", ErrorCode::NotFound, "has none"}));

}  // namespace
}  // namespace faultline::study
