#include "exchange/coding_agreement.h"

#include <gtest/gtest.h>

#include <sstream>

namespace faultline::exchange {
namespace {

// Sixty characters; the fifth is of two bytes.
const std::string text = "The Óld quay is lost. We must keep the quay. No bridge, ever.";
const TextOf text_of = [](study::ArticleId) -> Result<std::string> { return text; };

study::Judgement said(std::string coder, std::int64_t statement, int agreement,
                      std::string concept_name = "quay", ByteSpan evidence = {{0}, {10}}) {
  study::Judgement row;
  row.kind = study::CoderKind::Person;
  row.coder = std::move(coder);
  row.statement = study::StatementId{statement};
  row.article = study::ArticleId{1};
  row.article_id = "one";
  row.concept_name = std::move(concept_name);
  row.agreement = agreement;
  row.evidence = evidence;
  row.content_text = "words " + std::to_string(statement);
  return row;
}

std::vector<AgreementRow> rows_of(const std::vector<study::Judgement>& judgements) {
  return agreement_rows(judgements, text_of).value();
}

TEST(AgreementRows, AreOfTwoPeopleOrNone) {
  EXPECT_TRUE(rows_of({}).empty());
  EXPECT_TRUE(rows_of({said("Nina", 1, 1), said("Nina", 2, -1)}).empty());
  EXPECT_TRUE(rows_of({said("Nina", 1, 1), said("Omar", 2, -1)}).size() == 2)
      << "one article, but no statement in common";
}

TEST(AgreementRows, LeaveMachinesOldWordsAndLostStatementsOut) {
  auto machine = said("phrase", 1, 1);
  machine.kind = study::CoderKind::Machine;
  auto model = said("tiny", 1, 1);
  model.kind = study::CoderKind::Model;
  auto old = said("Omar", 1, 1);
  old.is_in_force = false;
  auto lost = said("Omar", 1, 1);
  lost.statement.reset();
  EXPECT_TRUE(rows_of({said("Nina", 1, 1), machine, model, old, lost}).empty());
}

TEST(AgreementRows, GiveAlphaPerConceptAndOverAll) {
  const auto rows =
      rows_of({said("Nina", 1, 1), said("Omar", 1, 1), said("Nina", 2, -1), said("Omar", 2, -1),
               said("Nina", 1, 1, "bridge"), said("Omar", 1, 0, "bridge")});
  ASSERT_EQ(rows.size(), 7u);
  EXPECT_EQ(rows[0].concept_name, "bridge");
  EXPECT_EQ(rows[0].measure, "alpha");
  EXPECT_EQ(rows[0].figures.units, 1u);
  EXPECT_EQ(rows[3].concept_name, "quay");
  EXPECT_EQ(rows[3].figures.alpha, 1.0);
  EXPECT_EQ(rows[6].concept_name, "");
  EXPECT_EQ(rows[6].figures.units, 3u);
  EXPECT_LT(*rows[6].figures.alpha, 1.0);
  EXPECT_EQ(rows[6].coders, (std::vector<std::string>{"Nina", "Omar"}));
}

TEST(AgreementRows, GivePairsOfThreeOrMore) {
  const auto rows = rows_of({said("Nina", 1, 1), said("Omar", 1, 1), said("Pia", 1, -1),
                             said("Nina", 2, 0), said("Omar", 2, 0), said("Pia", 2, 1)});
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_EQ(rows[1].measure, "alpha of a pair");
  EXPECT_EQ(rows[1].coders, (std::vector<std::string>{"Nina", "Omar"}));
  EXPECT_EQ(rows[1].figures.alpha, 1.0);
  EXPECT_LT(*rows[3].figures.alpha, 0.0);
}

TEST(AgreementRows, MeasureStretchesInCharacters) {
  const auto same =
      rows_of({said("Nina", 1, 1, "quay", {{0}, {13}}), said("Omar", 1, 1, "quay", {{0}, {13}}),
               said("Nina", 2, 0, "quay", {{22}, {44}})});
  EXPECT_EQ(same[1].measure, "unitized");
  EXPECT_EQ(same[1].figures.alpha, 1.0) << "0 marks nothing";
  EXPECT_EQ(same[1].figures.ratings, 2u);
  const auto rows =
      rows_of({said("Nina", 1, 1, "quay", {{0}, {13}}), said("Omar", 1, -1, "quay", {{0}, {13}})});
  EXPECT_LT(*rows[1].figures.alpha, 1.0);
  EXPECT_EQ(rows[2].measure, "unitized binary");
  EXPECT_EQ(rows[2].figures.alpha, 1.0);
}

TEST(Disagreements, AreStatementsCodedDifferently) {
  auto noted = said("Omar", 2, 0);
  noted.note = "irony";
  const std::vector judgements{said("Omar", 1, 1), said("Nina", 1, 1), noted, said("Nina", 2, -1),
                               said("Nina", 3, 1)};
  const auto found = disagreements_in(judgements);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].first->statement, study::StatementId{2});
  std::ostringstream out;
  write_disagreements(out, TableFormat::Csv, found);
  EXPECT_EQ(out.str(),
            "statement,article,outlet,date,actor,actor_name,concept,text,codings,notes\r\n"
            "2,one,,,,,quay,words 2,\"Nina: -1; Omar: 0\",Omar: irony\r\n");
}

TEST(WriteAgreement, HasTheColumnsThatAreDocumented) {
  std::ostringstream out;
  write_agreement(out, TableFormat::Csv, rows_of({said("Nina", 1, 1), said("Omar", 1, 1)}));
  EXPECT_TRUE(out.str().starts_with(
      "concept,measure,coders,alpha,lower,upper,units,ratings,observed,expected\r\n"
      "quay,alpha,\"Nina; Omar\",,,,1,2,0.0,0.0\r\n"
      "quay,unitized,\"Nina; Omar\",1.0,,,1,2,0.0,"))
      << out.str();
  std::ostringstream json;
  write_agreement(json, TableFormat::JsonLines, rows_of({said("Nina", 1, 1), said("Omar", 1, 1)}));
  EXPECT_TRUE(json.str().starts_with(R"({"concept":"quay","measure":"alpha","coders":"Nina; Omar",)"
                                     R"("alpha":null)"))
      << json.str();
}

}  // namespace
}  // namespace faultline::exchange
