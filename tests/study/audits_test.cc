// Samples that people check: kept with their probabilities, answered, undone, read again.

#include <gtest/gtest.h>

#include <ostream>

#include "study/detail/file.h"
#include "study/detail/schema.h"
#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

class Audits : public testing::Test {
 protected:
  Audits() {
    EXPECT_TRUE(holds(study_.store(quarrel().read(), reader)));
    const auto rows = study_.relations().value();
    for (const auto& row : rows) keys_.push_back(row.key);
    AuditPlan plan;
    plan.bloc = "harbour";
    plan.frame = "all";
    plan.seed = 7;
    plan.strata = {{"inside", 4}, {"outward", 8}};
    plan.items = {{keys_.at(1), 1, 0.125}, {keys_.at(0), 0, 0.25}};
    plan_ = plan;
    EXPECT_TRUE(holds(study_.keep_audit(plan)));
  }
  [[nodiscard]] AuditItemRow item(std::size_t place) const {
    return study_.audit_items()->at(place);
  }
  AuditAnswer answer(std::size_t place, Verdict verdict, const std::string& coder = "Nina") const {
    AuditAnswer made;
    made.item = item(place).key;
    made.verdict = verdict;
    made.coder = coder;
    return made;
  }

  Folder folder_;
  Study study_ = made(folder_);
  std::vector<RelationId> keys_;  // Bruno criticises Ada; Zoë praises Bruno
  AuditPlan plan_;
};

TEST_F(Audits, KeepTheOrderTheStrataAndTheProbabilities) {
  const auto audits = study_.audits().value();
  ASSERT_EQ(audits.size(), 1U);
  EXPECT_EQ(audits[0].bloc, "harbour");
  EXPECT_EQ(audits[0].seed, 7);
  EXPECT_EQ(audits[0].units, 12);
  EXPECT_EQ(audits[0].items, 2);
  EXPECT_EQ(audits[0].answered, 0);
  EXPECT_EQ(item(0).relation, keys_[1]);
  EXPECT_EQ(item(0).number, 1);
  EXPECT_EQ(item(0).stratum, "outward");
  EXPECT_EQ(item(0).units, 8);
  EXPECT_EQ(item(0).inclusion, 0.125);
  EXPECT_EQ(item(0).drawn_from, "zoe-marsh");
  EXPECT_EQ(item(0).drawn_to, "bruno-hale");
  EXPECT_EQ(item(0).drawn_sign, 1);
  EXPECT_EQ(item(0).drawn_act, positions::Act::Praise);
  EXPECT_EQ(item(0).drawn_day, parse_day("2031-03-04").value());
  EXPECT_EQ(item(0).outlet, "Daily Trumpet");
  EXPECT_FALSE(item(0).verdict);
}

TEST_F(Audits, RefuseWhatIsNoSample) {
  auto plan = plan_;
  plan.items.push_back(plan.items[0]);
  EXPECT_EQ(study_.keep_audit(plan).error().code, ErrorCode::Usage) << "twice";
  plan = plan_;
  plan.items[0].inclusion = 0;
  EXPECT_EQ(study_.keep_audit(plan).error().code, ErrorCode::Usage);
  plan = plan_;
  plan.items[0].stratum = 2;
  EXPECT_EQ(study_.keep_audit(plan).error().code, ErrorCode::Usage);
  plan = plan_;
  plan.items[0].relation = RelationId{999};
  EXPECT_EQ(study_.keep_audit(plan).error().code, ErrorCode::NotFound);
  plan.items.clear();
  EXPECT_EQ(study_.keep_audit(plan).error().code, ErrorCode::Usage);
  EXPECT_EQ(study_.audits()->size(), 1U) << "all or nothing";
}

TEST_F(Audits, AWrongOneLeavesTheListsAndComesBackWhenUndone) {
  ASSERT_TRUE(holds(study_.answer_audit(answer(0, Verdict::Wrong))));
  EXPECT_EQ(study_.relations()->size(), 1U);
  EXPECT_EQ(study_.machine_relations()->size(), 2U);
  EXPECT_EQ(item(0).verdict, Verdict::Wrong);
  EXPECT_EQ(item(0).coder, "Nina");
  EXPECT_EQ(study_.audits()->front().answered, 1);
  EXPECT_EQ(study_.undo_audit_answer("Otto").error().code, ErrorCode::NotFound);
  const auto undone = study_.undo_audit_answer("Nina");
  ASSERT_TRUE(holds(undone));
  EXPECT_FALSE(undone->verdict);
  EXPECT_EQ(study_.relations()->size(), 2U);
  EXPECT_FALSE(study_.relations()->at(1).is_corrected);
  EXPECT_EQ(study_.undo_audit_answer("Nina").error().code, ErrorCode::NotFound);
}

TEST_F(Audits, AnEditedOneIsCorrectedAtOnceEvenWithItsEndsChanged) {
  auto swapped = answer(0, Verdict::Edited);
  EXPECT_EQ(study_.answer_audit(swapped).error().code, ErrorCode::Usage) << "nothing edited";
  swapped.from = "bruno-hale";
  EXPECT_EQ(study_.answer_audit(swapped).error().code, ErrorCode::Usage) << "to himself";
  swapped.to = "zoe-marsh";
  swapped.act = positions::Act::Accuse;
  ASSERT_TRUE(holds(study_.answer_audit(swapped)));
  const auto row = study_.relations()->at(1);
  EXPECT_EQ(row.from, "bruno-hale");
  EXPECT_EQ(row.to, "zoe-marsh");
  EXPECT_EQ(row.act, positions::Act::Accuse);
  EXPECT_EQ(row.sign, -1) << "an act brings its sign";
  EXPECT_TRUE(row.is_corrected);
  const auto machine = study_.machine_relations()->at(1);
  EXPECT_EQ(machine.from, "zoe-marsh");
  EXPECT_EQ(machine.sign, 1);
  EXPECT_FALSE(machine.is_corrected);
  EXPECT_NEAR(machine.confidence, 0.6, 1e-6) << "the machine's own";
  auto unknown = answer(1, Verdict::Edited);
  unknown.to = "nobody";
  EXPECT_EQ(study_.answer_audit(unknown).error().code, ErrorCode::NotFound);
}

TEST_F(Audits, ALaterAnswerStandsInThePlaceOfTheFirstUntilUndone) {
  auto edited = answer(0, Verdict::Edited);
  edited.sign = 0;
  ASSERT_TRUE(holds(study_.answer_audit(edited)));
  ASSERT_TRUE(holds(study_.answer_audit(answer(0, Verdict::Wrong, "Otto"))));
  EXPECT_EQ(study_.relations()->size(), 1U);
  EXPECT_EQ(item(0).coder, "Otto");
  ASSERT_TRUE(holds(study_.undo_audit_answer("Otto")));
  EXPECT_EQ(item(0).verdict, Verdict::Edited);
  EXPECT_EQ(item(0).coder, "Nina");
  EXPECT_EQ(study_.relations()->at(1).sign, 0);
}

TEST_F(Audits, UndoneLeaveWhatWasCorrectedBefore) {
  ASSERT_TRUE(
      holds(study_.correct({Correction::About::Relation, static_cast<std::int64_t>(keys_[1]),
                            "sign", "0", "Otto", ""})));
  ASSERT_TRUE(holds(study_.answer_audit(answer(0, Verdict::Wrong))));
  ASSERT_TRUE(holds(study_.undo_audit_answer("Nina")));
  EXPECT_EQ(study_.relations()->at(1).sign, 0);
  ASSERT_TRUE(holds(study_.answer_audit(answer(0, Verdict::Right))));
  ASSERT_TRUE(holds(study_.undo_audit_answer("Nina")));
  EXPECT_EQ(study_.relations()->at(1).sign, 0);
  EXPECT_TRUE(study_.relations()->at(1).is_corrected) << "by Otto, before";
}

TEST_F(Audits, HoldWhenTheArticleIsReadAgainByAnotherMachine) {
  ASSERT_TRUE(holds(study_.answer_audit(answer(0, Verdict::Right))));
  auto again = quarrel();
  again.relations[1].sign = -1;
  again.relations[1].act = positions::Act::Criticise;
  ASSERT_TRUE(holds(study_.store(again.read(), "reader 2")));
  EXPECT_EQ(item(0).verdict, Verdict::Right);
  ASSERT_TRUE(item(0).relation);
  EXPECT_EQ(item(0).drawn_sign, 1);
  EXPECT_EQ(study_.relations()->at(1).sign, 1) << "the person's word";
  EXPECT_EQ(study_.relations()->at(1).act, positions::Act::Praise);
  EXPECT_EQ(study_.machine_relations()->at(1).sign, -1) << "what the machine says now";
}

TEST_F(Audits, OfARelationThatIsGoneSaySo) {
  auto again = quarrel();
  again.relations.pop_back();
  ASSERT_TRUE(holds(study_.store(again.read(), "reader 2")));
  EXPECT_FALSE(item(0).relation);
  EXPECT_TRUE(item(1).relation);
  EXPECT_EQ(study_.answer_audit(answer(0, Verdict::Right)).error().code, ErrorCode::NotFound);
}

TEST_F(Audits, RefuseUnsignedAnswersAndUnknownItems) {
  EXPECT_EQ(study_.answer_audit(answer(0, Verdict::Right, "")).error().code, ErrorCode::Usage);
  EXPECT_EQ(study_.answer_audit(answer(0, Verdict::Right, "machine")).error().code,
            ErrorCode::Usage);
  auto unknown = answer(0, Verdict::Right);
  unknown.item = AuditItemId{99};
  EXPECT_EQ(study_.answer_audit(unknown).error().code, ErrorCode::NotFound);
  EXPECT_EQ(study_.audit_items(AuditId{9}).error().code, ErrorCode::NotFound);
}

TEST(AuditMigration, KeepsTheCorrectionsOfVersionSixAsMadeByThemselves) {
  const Folder folder;
  ASSERT_TRUE(holds(detail::create_file(folder / "s.study", detail::migrations().first(6))));
  tamper(
      folder / "s.study",
      "INSERT INTO run VALUES (1, 'reader 0', 'r', 'c');"
      "INSERT INTO article (key, id, given_id, file, source, version, run, language, "
      "body_begin_byte, body_end_byte, body_begin_char, body_end_char, text_hash, "
      "content_hash, text) VALUES (1, 'one', 'one', 'one.txt', 'one.txt', 1, 1, 'en', 0, 20, "
      "0, 20, 't', 'c', 'Ada blamed Bo.');"
      "INSERT INTO correction (about, article, subject, words, field, value, coder, note, "
      "made_at, is_in_force) VALUES ('relation', 1, 's', 'w', 'valid', 'no', 'Nina', '', 't', 1);");
  {
    const auto study = Study::open(folder / "s.study", Access::Write);
    ASSERT_TRUE(holds(study));
    EXPECT_EQ(study->audits()->size(), 0U);
  }
  auto connection =
      detail::open_for_writing(folder / "s.study", detail::migrations(), detail::patience).value();
  EXPECT_EQ(connection.integer("PRAGMA user_version").value(), schema_version);
  EXPECT_EQ(connection
                .integer("SELECT count(*) FROM correction WHERE audit_answer IS NULL AND "
                         "is_in_force = 1")
                .value(),
            1);
}

}  // namespace
}  // namespace faultline::study
