// Several coders side by side: whose word holds, what is kept, what can be taken back.

#include "study/judgements.h"

#include <gtest/gtest.h>

#include "study/detail/file.h"
#include "study/detail/schema.h"
#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

constexpr std::string_view quay = "keep the quay";
constexpr std::string_view bridge = "build a bridge";

class Judgements : public testing::Test {
 protected:
  static Study with_a_quarrel(const Folder& folder) {
    auto study = made(folder);
    EXPECT_TRUE(holds(study.store(quarrel().read(), reader)));
    return study;
  }
  /// Of the first statement, "the quay is lost", if none is named.
  [[nodiscard]] HumanCoding coding(std::string coder, std::string_view concept_name, int agreement,
                                   std::size_t statement = 0) const {
    HumanCoding made;
    made.statement = statements_.at(statement).key;
    made.concept_name = concept_name;
    made.agreement = agreement;
    made.coder = std::move(coder);
    return made;
  }
  JudgementId code(std::string coder, std::string_view concept_name, int agreement,
                   std::size_t statement = 0) {
    auto kept = study_.code(coding(std::move(coder), concept_name, agreement, statement));
    EXPECT_TRUE(holds(kept));
    return kept.value();
  }
  /// "keep the quay -1 machine; ..." of all that holds.
  [[nodiscard]] std::string held() const {
    std::string text;
    const auto rows = study_.codings().value();
    for (const auto& row : rows)
      text += row.concept_name + " " + std::to_string(row.agreement) + " " + row.coder +
              (row.is_disputed ? " disputed" : "") + "; ";
    return text;
  }
  [[nodiscard]] std::vector<Judgement> of_people(bool with_history = false) const {
    JudgementFilter filter;
    filter.kind = CoderKind::Person;
    filter.with_history = with_history;
    return study_.judgements(filter).value();
  }
  [[nodiscard]] MachineCoding guess(std::string_view concept_name, int agreement,
                                    std::size_t statement = 0) const {
    MachineCoding made;
    made.statement = statements_.at(statement).key;
    made.concept_name = concept_name;
    made.agreement = agreement;
    made.confidence = 0.625;
    return made;
  }

  Folder folder_;
  Study study_ = with_a_quarrel(folder_);
  std::vector<StatementRow> statements_ = study_.statements().value();
};

TEST_F(Judgements, OfPeopleWinOverTheMachine) {
  EXPECT_EQ(held(), "keep the quay -1 machine; build a bridge -1 machine; ");
  code("Nina", quay, 1);
  EXPECT_EQ(held(), "keep the quay 1 Nina; build a bridge -1 machine; ");
  EXPECT_EQ(study_.codings()->front().method, "person");
  EXPECT_EQ(study_.codings()->front().confidence, 1.0);
  EXPECT_EQ(study_.codings()->back().method, "phrase");
}

TEST_F(Judgements, OfPeopleMayBeWhatNoMachineFound) {
  code("Nina", bridge, 1);
  EXPECT_EQ(held(), "build a bridge 1 Nina; keep the quay -1 machine; build a bridge -1 machine; ");
  EXPECT_EQ(study_.codings()->front().actor, "ada-odell");
  EXPECT_EQ(study_.codings()->front().evidence_text, "the quay is lost");
}

TEST_F(Judgements, OfNoSideTakeTheMachinesCodingOut) {
  code("Nina", quay, 0);
  EXPECT_EQ(held(), "build a bridge -1 machine; ");
  EXPECT_EQ(study_.totals()->codings, 1);
  ASSERT_TRUE(holds(study_.undo_coding("Nina")));
  EXPECT_EQ(held(), "keep the quay -1 machine; build a bridge -1 machine; ");
}

TEST_F(Judgements, OfSeveralPeopleStandSideBySideAndTheNewestHolds) {
  code("Nina", quay, 1);
  code("Omar", quay, -1);
  EXPECT_EQ(held(), "keep the quay -1 Omar disputed; build a bridge -1 machine; ");
  EXPECT_EQ(study_.codings()->front().people, 2);
  EXPECT_EQ(of_people().size(), 2u);
  code("Nina", quay, -1);
  EXPECT_EQ(held(), "keep the quay -1 Nina; build a bridge -1 machine; ") << "they agree now";
  EXPECT_EQ(of_people().size(), 2u);
  EXPECT_EQ(of_people(/*with_history=*/true).size(), 3u);
}

TEST_F(Judgements, OfTheAdjudicatorHoldAgainstNewerOnes) {
  code("Nina", quay, 1);
  code("Omar", quay, 0);
  ASSERT_TRUE(holds(study_.set_adjudicator("Nina")));
  EXPECT_EQ(study_.adjudicator().value(), "Nina");
  EXPECT_EQ(held(), "keep the quay 1 Nina disputed; build a bridge -1 machine; ");
  code("Omar", quay, -1);
  EXPECT_EQ(held(), "keep the quay 1 Nina disputed; build a bridge -1 machine; ");
  code("Omar", bridge, 1, 1);
  EXPECT_EQ(held(), "keep the quay 1 Nina disputed; build a bridge 1 Omar; ")
      << "where she is silent others speak";
  ASSERT_TRUE(holds(study_.set_adjudicator(std::nullopt)));
  EXPECT_EQ(held(), "keep the quay -1 Omar disputed; build a bridge 1 Omar; ");
}

TEST_F(Judgements, SurviveEveryLaterReadingWithTheirEvidence) {
  auto given = coding("Nina", quay, 1);
  const auto text = study_.text_of(statements_[0].article).value();
  const auto at = static_cast<std::uint32_t>(text.find("quay"));
  given.evidence = ByteSpan{{at}, {at + 4}};
  given.note = "ironic";
  given.confidence = 0.75;
  ASSERT_TRUE(holds(study_.code(given)));
  EXPECT_EQ(study_.codings()->front().evidence_text, "quay");
  auto sketch = quarrel();
  sketch = Sketch("Öl! Ada Odell said the quay is lost.");
  sketch.says(sketch.actor("ada-odell", "Ada Odell"), "Ada Odell", "said", "the quay is lost");
  ASSERT_EQ(study_.store(sketch.read(), "reader 2").value(), Standing::Changed);
  EXPECT_EQ(held(), "keep the quay 1 Nina; ");
  const auto rows = of_people();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].evidence_text, "quay");
  EXPECT_EQ(rows[0].evidence.begin.value, sketch.article.text.find("quay"));
  EXPECT_EQ(rows[0].note, "ironic");
  EXPECT_EQ(rows[0].confidence, 0.75);
  EXPECT_EQ(rows[0].statement, statements_[0].key);
}

TEST_F(Judgements, WhoseWordsAreGoneAreKeptAndCountAgainWhenTheyComeBack) {
  code("Nina", quay, 1);
  ASSERT_TRUE(holds(study_.store(Sketch("Nothing was said.").read(), reader)));
  EXPECT_EQ(held(), "");
  ASSERT_EQ(of_people().size(), 1u);
  EXPECT_FALSE(of_people()[0].statement);
  EXPECT_EQ(of_people()[0].content_text, "the quay is lost");
  ASSERT_TRUE(holds(study_.store(quarrel().read(), reader)));
  EXPECT_EQ(held(), "keep the quay 1 Nina; build a bridge -1 machine; ");
}

TEST_F(Judgements, FollowTheSpeakerAndFallWithTheStatement) {
  code("Nina", quay, 1);
  const auto key = static_cast<std::int64_t>(statements_[0].key);
  ASSERT_TRUE(holds(
      study_.correct({Correction::About::Statement, key, "speaker", "zoe-marsh", "Nina", ""})));
  EXPECT_EQ(study_.codings()->front().actor, "zoe-marsh");
  ASSERT_TRUE(
      holds(study_.correct({Correction::About::Statement, key, "valid", "no", "Nina", ""})));
  EXPECT_EQ(held(), "build a bridge -1 machine; ");
  EXPECT_FALSE(of_people()[0].statement);
}

TEST_F(Judgements, AreTakenBackOneByOne) {
  code("Nina", quay, 1);
  code("Nina", quay, 0);
  const auto last = study_.undo_coding("Nina");
  ASSERT_TRUE(holds(last));
  EXPECT_EQ(last->agreement, 0);
  EXPECT_TRUE(last->withdrawn_at);
  EXPECT_EQ(held(), "keep the quay 1 Nina; build a bridge -1 machine; ");
  ASSERT_TRUE(holds(study_.undo_coding("Nina")));
  EXPECT_EQ(held(), "keep the quay -1 machine; build a bridge -1 machine; ");
  const auto none = study_.undo_coding("Nina");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::NotFound);
  EXPECT_EQ(of_people(/*with_history=*/true).size(), 2u) << "the history stays";
}

TEST_F(Judgements, OfAnotherCoderCannotBeTakenBack) {
  const auto key = code("Nina", quay, 1);
  EXPECT_FALSE(study_.undo_coding("Omar", key));
  EXPECT_FALSE(study_.undo_coding("Omar"));
  EXPECT_TRUE(holds(study_.undo_coding("Nina", key)));
  EXPECT_FALSE(study_.undo_coding("Nina", key)) << "only once";
}

TEST_F(Judgements, ThatSayTheSameAgainAreOne) {
  const auto key = code("Nina", quay, 1);
  EXPECT_EQ(code("Nina", quay, 1), key);
  EXPECT_EQ(of_people(/*with_history=*/true).size(), 1u);
}

TEST_F(Judgements, OfTheClassifierHoldBeforePhrasesAndAfterPeople) {
  ASSERT_TRUE(holds(study_.store_learned(std::vector{guess(quay, 1), guess(quay, 1, 1)})));
  EXPECT_EQ(held(),
            "keep the quay 1 machine; build a bridge -1 machine; keep the quay 1 machine; ");
  EXPECT_EQ(study_.codings()->front().method, "learned");
  EXPECT_EQ(study_.codings()->front().confidence, 0.625);
  code("Nina", quay, -1);
  EXPECT_EQ(study_.codings()->front().coder, "Nina");
  ASSERT_TRUE(holds(study_.store_learned(std::vector{guess(bridge, 0, 1)})));
  EXPECT_EQ(held(), "keep the quay -1 Nina; ") << "0 takes the phrase's coding out";
  ASSERT_TRUE(holds(study_.store_learned({})));
  EXPECT_EQ(held(), "keep the quay -1 Nina; build a bridge -1 machine; ");
  EXPECT_EQ(of_people().size(), 1u);
}

TEST_F(Judgements, OfTheClassifierSurviveAnotherReading) {
  ASSERT_TRUE(holds(study_.store_learned(std::vector{guess(quay, 1)})));
  const auto key = study_.codings()->front().key;
  auto sketch = quarrel();
  sketch.article.text += " The tide came in.";
  ASSERT_TRUE(holds(study_.store(sketch.read(), "reader 2")));
  EXPECT_EQ(held(), "keep the quay 1 machine; build a bridge -1 machine; ");
  EXPECT_EQ(study_.codings()->front().key, key) << "and citations lead there";
}

TEST_F(Judgements, OfALanguageModelNeverCount) {
  const auto before = held();
  ASSERT_TRUE(holds(study_.store_proposals(std::vector{guess(bridge, 1), guess(quay, 1)}, "tiny")));
  EXPECT_EQ(held(), before);
  EXPECT_EQ(study_.totals()->codings, 2);
  ASSERT_TRUE(holds(study_.store_proposals(std::vector{guess(bridge, -1)}, "tiny")));
  ASSERT_TRUE(holds(study_.store_proposals(std::vector{guess(bridge, 0)}, "large")));
  JudgementFilter filter;
  filter.kind = CoderKind::Model;
  EXPECT_EQ(study_.judgements(filter)->size(), 3u) << "one a model, statement and concept";
  filter.coder = "tiny";
  const auto rows = study_.judgements(filter).value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].agreement, -1);
  EXPECT_EQ(rows[0].confidence, 0.625);
  ASSERT_TRUE(holds(study_.store(quarrel().read(), "reader 2")));
  EXPECT_EQ(study_.judgements(filter)->size(), 2u) << "and outlive the reading";
}

TEST_F(Judgements, OfAMachineAreAllKeptOrNone) {
  const auto before = dump(folder_ / "s.study");
  EXPECT_FALSE(study_.store_learned(std::vector{guess(quay, 1), guess("keep the quai", 1)}));
  EXPECT_FALSE(study_.store_proposals(std::vector{guess(quay, 1)}, ""));
  EXPECT_FALSE(study_.store_proposals(std::vector{guess(quay, 2)}, "tiny"));
  EXPECT_EQ(dump(folder_ / "s.study"), before);
}

TEST_F(Judgements, LeaveTheStatementsThatNobodyHasCoded) {
  const std::string concept_name{quay};
  EXPECT_EQ(study_.uncoded({}, concept_name)->size(), 2u) << "the machine's codings do not count";
  code("Nina", quay, 0);
  ASSERT_EQ(study_.uncoded({}, concept_name)->size(), 1u);
  EXPECT_EQ(study_.uncoded({}, concept_name)->front().key, statements_[1].key);
  EXPECT_EQ(study_.uncoded({}, concept_name, "Omar")->size(), 2u);
  EXPECT_EQ(study_.uncoded({}, std::string(bridge))->size(), 2u);
  Filter filter;
  filter.limit = 1;
  EXPECT_EQ(study_.uncoded(filter, concept_name, "Omar")->size(), 1u);
  const auto none = study_.uncoded({}, "keep the quai");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("keep the quay"), std::string::npos);
}

TEST_F(Judgements, AreListedAsTheFilterWants) {
  code("Nina", quay, 1);
  code("Nina", bridge, 1, 1);
  code("Omar", quay, 0);
  JudgementFilter filter;
  filter.coder = "Nina";
  EXPECT_EQ(study_.judgements(filter)->size(), 2u);
  filter.rows.concept_name = std::string(quay);
  EXPECT_EQ(study_.judgements(filter)->size(), 1u);
  filter = {};
  filter.rows.actor = "bruno-hale";
  EXPECT_EQ(study_.judgements(filter)->size(), 2u) << "Nina's and the phrases'";
  filter = {};
  filter.rows.text = "QUAY";
  filter.kind = CoderKind::Person;
  EXPECT_EQ(study_.judgements(filter)->size(), 2u);
  filter.rows.from = parse_day("2031-03-05").value();
  EXPECT_EQ(study_.judgements(filter)->size(), 0u);
}

TEST_F(Judgements, OfAFileComeAsOneActAndGoAsOne) {
  code("Nina", quay, 1);
  auto given = std::vector{coding("Nina", quay, 1), coding("Omar", quay, -1),
                           coding("Omar", bridge, 1, 1), coding("Nina", quay, 0)};
  given[3].made_at = "2001-01-01T00:00:00Z";
  const auto before = held();
  const auto summary = study_.import_codings(given, "codes.csv");
  ASSERT_TRUE(holds(summary));
  using enum ImportFate;
  EXPECT_EQ(summary->fates, (std::vector{Same, Taken, Taken, Older}));
  EXPECT_EQ(held(), "keep the quay -1 Omar disputed; build a bridge 1 Omar; ");
  EXPECT_EQ(study_.imports()->front().codings, 2);
  code("Omar", quay, 0);
  ASSERT_TRUE(holds(study_.undo_import()));
  EXPECT_FALSE(study_.undo_import()) << "only once";
  EXPECT_EQ(study_.undo_coding("Omar")->agreement, 0) << "what he said since is his own";
  EXPECT_FALSE(study_.undo_coding("Omar")) << "and nothing of the file comes back";
  EXPECT_EQ(held(), before);
  const auto again = study_.import_codings(std::vector{given[0]}, "codes.csv");
  EXPECT_FALSE(again->key) << "nothing new is no import";
}

TEST_F(Judgements, OfAFileAreAllKeptOrNone) {
  const auto before = dump(folder_ / "s.study");
  const auto done = study_.import_codings(
      std::vector{coding("Omar", quay, -1), coding("machine", quay, 1)}, "codes.csv");
  EXPECT_FALSE(done);
  EXPECT_EQ(dump(folder_ / "s.study"), before);
}

TEST_F(Judgements, ThatMakeNoSenseAreRefused) {
  const auto before = dump(folder_ / "s.study");
  const auto code_of = [&](const HumanCoding& coding) {
    const auto done = study_.code(coding);
    EXPECT_FALSE(done);
    return done ? ErrorCode::Interrupted : done.error().code;
  };
  EXPECT_EQ(code_of(coding("", quay, 1)), ErrorCode::Usage);
  EXPECT_EQ(code_of(coding("machine", quay, 1)), ErrorCode::Usage);
  EXPECT_EQ(code_of(coding("learned", quay, 1)), ErrorCode::Usage);
  EXPECT_EQ(code_of(coding("Nina", quay, 2)), ErrorCode::Usage);
  EXPECT_EQ(code_of(coding("Nina", "keep the quai", 1)), ErrorCode::NotFound);
  auto wrong = coding("Nina", quay, 1);
  wrong.statement = StatementId{99};
  EXPECT_EQ(code_of(wrong), ErrorCode::NotFound);
  wrong = coding("Nina", quay, 1);
  wrong.evidence = ByteSpan{{0}, {100'000}};
  EXPECT_EQ(code_of(wrong), ErrorCode::Usage);
  wrong.evidence = ByteSpan{{4}, {4}};
  EXPECT_EQ(code_of(wrong), ErrorCode::Usage);
  wrong = coding("Nina", quay, 1);
  wrong.made_at = "yesterday";
  EXPECT_EQ(code_of(wrong), ErrorCode::Usage);
  wrong.made_at.clear();
  wrong.confidence = 1.5;
  EXPECT_EQ(code_of(wrong), ErrorCode::Usage);
  EXPECT_EQ(dump(folder_ / "s.study"), before);
}

TEST_F(Judgements, ShowInTheViews) {
  code("Nina", quay, 1);
  code("Omar", quay, -1);
  const std::string file = (folder_ / "s.study").string();
  auto connection = sqlite::Connection::open(file, file, {}).value();
  EXPECT_EQ(connection.integer("SELECT count(*) FROM v_judgements").value(), 4);
  EXPECT_EQ(connection.integer("SELECT most - least FROM v_disagreements").value(), 2);
  EXPECT_EQ(connection.integer("SELECT is_disputed FROM v_codings WHERE coder = 'Omar'").value(),
            1);
  EXPECT_EQ(connection.integer("SELECT count(*) FROM v_orphaned_corrections").value(), 0);
}

TEST(JudgementMigration, MakesCodingsAndTheirCorrectionsJudgements) {
  const Folder folder;
  ASSERT_TRUE(holds(detail::create_file(folder / "s.study", detail::migrations().first(3))));
  tamper(folder / "s.study",
         "INSERT INTO run VALUES (1, 'reader 0', 'r', 'c');"
         "INSERT INTO article (key, id, given_id, file, source, version, run, language, "
         "body_begin_byte, body_end_byte, body_begin_char, body_end_char, text_hash, "
         "content_hash, text) VALUES (1, 'one', 'one', 'one.txt', 'one.txt', 1, 1, 'en', 0, 20, "
         "0, 20, 't', 'c', 'Ada said it is lost.');"
         "INSERT INTO actor (id, name, kind, part_of, pronoun, is_registered) VALUES "
         "('ada', 'Ada', 'person', '', '', 0);"
         "INSERT INTO cast_member VALUES (1, 'ada', 1, 'Ada', 'person', '', 0, 'ada', 'ada');"
         "INSERT INTO statement (key, article, number, type, speaker, machine_speaker, confidence, "
         "begin_byte, end_byte, begin_char, end_char, subject, source_text, cue_text, content_text)"
         " VALUES (7, 1, 1, 'indirect', 'ada', 'ada', 0.5, 0, 19, 0, 19, 's', 'Ada', 'said', "
         "'it is lost');"
         "INSERT INTO statement_span VALUES (7, 'content', 1, 9, 19, 9, 19);"
         "INSERT INTO coding (key, article, number, statement, concept, actor, agreement, coder, "
         "confidence, is_valid, is_corrected, machine_actor, machine_agreement, "
         "evidence_begin_byte, evidence_end_byte, evidence_begin_char, evidence_end_char, subject, "
         "evidence_text) VALUES "
         "(3, 1, 1, 7, 'kept', 'ada', 1, 'Nina', 0.5, 1, 1, 'ada', -1, 9, 19, 9, 19, 'k', 'it is "
         "lost'), (4, 1, 2, 7, 'wrong', 'ada', 1, 'Omar', 0.5, 0, 1, 'ada', 1, 9, 19, 9, 19, 'w', "
         "'it is lost'), (5, 1, 3, 7, 'plain', 'ada', 1, 'machine', 0.5, 1, 0, 'ada', 1, 9, 19, 9, "
         "19, 'p', 'it is lost');"
         "INSERT INTO correction (about, article, subject, words, field, value, coder, note, "
         "made_at, is_in_force) VALUES "
         "('coding', 1, 'k', 'kept: it is lost', 'agreement', '1', 'Nina', 'no', "
         "'2031-01-01T00:00:00Z', 1),"
         "('coding', 1, 'w', 'wrong: it is lost', 'valid', 'no', 'Omar', '', "
         "'2031-01-02T00:00:00Z', 1),"
         "('coding', 1, 'gone', 'gone: it was lost', 'valid', 'no', 'Omar', '', "
         "'2031-01-02T00:00:00Z', 1);");
  auto study = Study::open(folder / "s.study", Access::Write);
  ASSERT_TRUE(holds(study));
  const auto rows = study->codings().value();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].key, CodingId{3});
  EXPECT_EQ(rows[0].agreement, 1);
  EXPECT_EQ(rows[0].coder, "Nina");
  EXPECT_EQ(rows[0].confidence, 1.0);
  EXPECT_EQ(rows[1].concept_name, "plain");
  EXPECT_EQ(rows[1].method, "phrase");
  JudgementFilter filter;
  filter.kind = CoderKind::Person;
  const auto people = study->judgements(filter).value();
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].made_at, "2031-01-01T00:00:00Z");
  EXPECT_EQ(people[0].note, "no");
  EXPECT_EQ(people[1].agreement, 0);
  ASSERT_TRUE(holds(study->undo_coding("Omar")));
  EXPECT_EQ(study->codings()->size(), 3u) << "the machine's is back";
  const std::string file = (folder / "s.study").string();
  auto connection = sqlite::Connection::open(file, file, {}).value();
  EXPECT_EQ(connection.text("SELECT words FROM v_orphaned_corrections").value(),
            "gone: it was lost");
}

}  // namespace
}  // namespace faultline::study
