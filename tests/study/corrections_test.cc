#include <gtest/gtest.h>

#include <ostream>

#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

using About = Correction::About;

class Corrections : public testing::Test {
 protected:
  static Study with_a_quarrel(const Folder& folder) {
    auto study = made(folder);
    EXPECT_TRUE(holds(study.store(quarrel().read(), reader)));
    return study;
  }
  Result<void> correct(About about, std::int64_t key, std::string field, std::string value) {
    return study_.correct({about, key, std::move(field), std::move(value), "Nina", ""});
  }
  [[nodiscard]] std::int64_t statement(std::size_t number) const {
    return static_cast<std::int64_t>(all_statements_.at(number).key);
  }
  [[nodiscard]] std::int64_t relation(std::size_t number) const {
    return static_cast<std::int64_t>(all_relations_.at(number).key);
  }
  [[nodiscard]] std::int64_t coding(std::size_t number) const {
    return static_cast<std::int64_t>(all_codings_.at(number).key);
  }
  [[nodiscard]] std::string orphans() const {
    const std::string file = (folder_ / "s.study").string();
    auto connection = sqlite::Connection::open(file, file, {}).value();
    return connection
        .text(
            "SELECT coalesce(group_concat(words || '=' || value), '') FROM v_orphaned_corrections")
        .value()
        .value();
  }

  Folder folder_;
  Study study_ = with_a_quarrel(folder_);
  // As they were before any correction.
  std::vector<StatementRow> all_statements_ = study_.statements().value();
  std::vector<RelationRow> all_relations_ = study_.relations().value();
  std::vector<CodingRow> all_codings_ = study_.codings().value();
};

TEST_F(Corrections, ShowInQueriesAndCounts) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(0), "speaker", "zoe-marsh")));
  EXPECT_EQ(study_.statements()->front().speaker, "zoe-marsh");
  EXPECT_EQ(study_.statements()->front().speaker_name, "Zoë Marsh");
  EXPECT_TRUE(study_.statements()->front().is_corrected);
  EXPECT_EQ(study_.statements()->front().confidence, 1.0);
  EXPECT_FALSE(study_.statements()->back().is_corrected);
  Filter filter;
  filter.actor = "zoe-marsh";
  EXPECT_EQ(study_.statements(filter)->size(), 1u);
  EXPECT_EQ(study_.actors(filter)->front().statements, 1);
}

TEST_F(Corrections, TakeAFalseStatementOutOfQueriesAndCounts) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "valid", "no")));
  EXPECT_EQ(study_.statements()->size(), 1u);
  EXPECT_EQ(study_.totals()->statements, 1);
  EXPECT_EQ(study_.codings()->size(), 1u) << "its coding goes with it";
  EXPECT_EQ(study_.relations()->size(), 1u) << "and its relation";
  EXPECT_EQ(study_.articles()->front().statements, 1);
}

TEST_F(Corrections, OfASpeakerHoldForHisRelationsAndCodings) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "speaker", "zoe-marsh")));
  EXPECT_EQ(study_.relations()->front().from, "zoe-marsh");
  EXPECT_EQ(study_.codings()->back().actor, "zoe-marsh");
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "speaker", "ada-odell")));
  EXPECT_EQ(study_.relations()->size(), 1u) << "Ada has no relation to herself";
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "speaker", "")));
  EXPECT_FALSE(study_.statements()->back().speaker);
  EXPECT_EQ(study_.relations()->size(), 1u);
  EXPECT_EQ(study_.codings()->size(), 1u);
}

TEST_F(Corrections, OfADayHoldForTheRelationsToo) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "said", "2031-02")));
  EXPECT_EQ(study_.statements()->front().day, parse_day("2031-02-01").value());
  EXPECT_EQ(study_.relations()->front().day, parse_day("2031-02-01").value());
  EXPECT_EQ(study_.codings()->front().day, parse_day("2031-02-01").value());
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "said", "")));
  EXPECT_EQ(study_.statements()->back().day, parse_day("2031-03-04").value()) << "the article's";
}

TEST_F(Corrections, OfAnActBringItsSign) {
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "act", "praise")));
  EXPECT_EQ(study_.relations()->front().act, positions::Act::Praise);
  EXPECT_EQ(study_.relations()->front().sign, 1);
  EXPECT_TRUE(study_.relations()->front().is_corrected);
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "sign", "0")));
  EXPECT_EQ(study_.relations()->front().sign, 0);
}

TEST_F(Corrections, OfARelationsEndsAndValidity) {
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "to", "zoe-marsh")));
  EXPECT_EQ(study_.relations()->front().to, "zoe-marsh");
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "from", "ada-odell")));
  EXPECT_EQ(study_.relations()->front().from, "ada-odell");
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "valid", "no")));
  EXPECT_EQ(study_.relations()->size(), 1u);
  ASSERT_TRUE(holds(study_.undo_correction(About::Relation, relation(0), "valid")));
  EXPECT_EQ(study_.relations()->size(), 2u);
}

TEST_F(Corrections, OfACodingNameTheCoder) {
  ASSERT_TRUE(holds(correct(About::Coding, coding(0), "agreement", "+1")));
  EXPECT_EQ(study_.codings()->front().agreement, 1);
  EXPECT_EQ(study_.codings()->front().coder, "Nina");
  EXPECT_EQ(study_.codings()->front().confidence, 1.0);
  ASSERT_TRUE(holds(correct(About::Coding, coding(0), "valid", "no")));
  EXPECT_EQ(study_.codings()->size(), 1u);
}

TEST_F(Corrections, SurviveEveryLaterReading) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(0), "speaker", "zoe-marsh")));
  ASSERT_TRUE(holds(correct(About::Relation, relation(1), "valid", "no")));
  ASSERT_TRUE(holds(correct(About::Coding, coding(1), "agreement", "1")));
  auto sketch = quarrel();
  sketch.article.text += " The tide came in.";
  ASSERT_EQ(study_.store(sketch.read(), "reader 2").value(), Standing::Changed);
  EXPECT_EQ(study_.statements()->front().speaker, "zoe-marsh");
  EXPECT_EQ(study_.relations()->size(), 1u);
  EXPECT_EQ(study_.codings()->back().agreement, 1);
  EXPECT_EQ(orphans(), "");
}

TEST_F(Corrections, SurviveCaseAccentsAndQuotationMarks) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "valid", "yes")));
  Sketch sketch("Bruno Hale attacked Odell: \"No BRIDGE  will stand.\"");
  sketch.says(sketch.actor("bruno-hale", "Bruno Hale"), "Bruno Hale", "",
              "\"No BRIDGE  will stand.\"");
  ASSERT_TRUE(holds(study_.store(sketch.read(), reader)));
  EXPECT_TRUE(study_.statements()->front().is_corrected);
}

TEST_F(Corrections, WhoseWordsAreGoneAreKeptAndReported) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(0), "speaker", "zoe-marsh")));
  ASSERT_TRUE(holds(study_.store(Sketch("Nothing was said.").read(), reader)));
  EXPECT_EQ(orphans(), "the quay is lost=zoe-marsh");
  Filter filter;
  filter.actor = "zoe-marsh";
  EXPECT_EQ(study_.actors(filter)->size(), 1u) << "she is still spoken of by a person";
  ASSERT_TRUE(holds(study_.store(quarrel().read(), reader)));
  EXPECT_EQ(orphans(), "");
  EXPECT_EQ(study_.statements()->front().speaker, "zoe-marsh");
}

TEST_F(Corrections, AreTakenBackOneByOne) {
  const auto before = study_.statements().value();
  ASSERT_TRUE(holds(correct(About::Statement, statement(0), "speaker", "zoe-marsh")));
  ASSERT_TRUE(holds(correct(About::Statement, statement(0), "speaker", "bruno-hale")));
  EXPECT_EQ(study_.statements()->front().speaker, "bruno-hale");
  ASSERT_TRUE(holds(study_.undo_correction(About::Statement, statement(0), "speaker")));
  EXPECT_EQ(study_.statements()->front().speaker, "zoe-marsh");
  ASSERT_TRUE(holds(study_.undo_correction(About::Statement, statement(0), "speaker")));
  EXPECT_EQ(study_.statements()->front().speaker, "ada-odell");
  EXPECT_FALSE(study_.statements()->front().is_corrected);
  const auto none = study_.undo_correction(About::Statement, statement(0), "speaker");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

TEST_F(Corrections, OfARelationOutliveItsStatement) {
  ASSERT_TRUE(holds(correct(About::Statement, statement(1), "valid", "no")));
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "valid", "yes")));
  EXPECT_EQ(study_.relations()->size(), 2u);
  EXPECT_FALSE(study_.relations()->front().statement);
}

TEST_F(Corrections, PassEveryThresholdOfConfidence) {
  Filter filter;
  filter.min_confidence = 0.9;
  EXPECT_TRUE(study_.relations(filter)->empty());
  ASSERT_TRUE(holds(correct(About::Relation, relation(0), "valid", "yes")));
  EXPECT_EQ(study_.relations(filter)->size(), 1u);
}

struct Refused {
  About about;
  std::string field, value, coder;
  ErrorCode code;
  std::string words;  // that the message holds
};

void PrintTo(const Refused& refused, std::ostream* out) {
  *out << refused.field << " = " << refused.value << " by " << refused.coder;
}

class RefusedCorrections : public Corrections, public testing::WithParamInterface<Refused> {};

TEST_P(RefusedCorrections, ChangeNothingAndSayWhy) {
  const auto& given = GetParam();
  const auto before = dump(folder_ / "s.study");
  const auto key = given.about == About::Statement  ? statement(0)
                   : given.about == About::Relation ? relation(0)
                                                    : coding(0);
  const auto done = study_.correct({given.about, key, given.field, given.value, given.coder, ""});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, given.code);
  EXPECT_NE(done.error().message.find(given.words), std::string::npos) << done.error().message;
  EXPECT_EQ(dump(folder_ / "s.study"), before);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedCorrections,
    testing::Values(
        Refused{About::Statement, "speaker", "zoe-mash", "Nina", ErrorCode::NotFound, "zoe-marsh"},
        Refused{About::Statement, "speaker", "zoe-marsh", "", ErrorCode::Usage, "name"},
        Refused{About::Statement, "speaker", "zoe-marsh", "machine", ErrorCode::Usage, "machine"},
        Refused{About::Statement, "said", "yesterday", "Nina", ErrorCode::Usage, "2024-10-26"},
        Refused{About::Statement, "valid", "maybe", "Nina", ErrorCode::Usage, "yes or no"},
        Refused{About::Statement, "act", "praise", "Nina", ErrorCode::Usage, "speaker, said"},
        Refused{About::Relation, "act", "shout", "Nina", ErrorCode::Usage, "an act"},
        Refused{About::Relation, "sign", "2", "Nina", ErrorCode::Usage, "-1, 0 or +1"},
        Refused{About::Relation, "from", "", "Nina", ErrorCode::NotFound, "actor"},
        Refused{About::Relation, "from", "ada-odell", "Nina", ErrorCode::Usage, "other end"},
        Refused{About::Coding, "agreement", "0", "Nina", ErrorCode::Usage, "-1 or +1"},
        Refused{About::Coding, "actor", "zoe-marsh", "Nina", ErrorCode::Usage, "agreement"}));

TEST_F(Corrections, OfAnUnknownRowAreRefused) {
  const auto done = correct(About::Relation, 99, "valid", "no");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace faultline::study
