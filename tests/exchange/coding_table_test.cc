#include "exchange/coding_table.h"

#include <gtest/gtest.h>

#include <sstream>

namespace faultline::exchange {
namespace {

// All people, parties and places are invented.

study::StatementRow statement(std::int64_t key, std::string article, std::string content,
                              std::string speaker = "Ada Odell") {
  study::StatementRow row;
  row.key = study::StatementId{key};
  row.article = study::ArticleId{article == "two" ? 2 : 1};
  row.article_id = std::move(article);
  row.headline = row.article_id == "two" ? "A Quarrel" : "The Quay";
  row.content_text = std::move(content);
  row.speaker = "ada-odell";
  row.speaker_name = std::move(speaker);
  row.extent = {{0}, {200}};
  return row;
}

study::Judgement judgement() {
  study::Judgement row;
  row.key = study::JudgementId{5};
  row.kind = study::CoderKind::Person;
  row.coder = "Nina";
  row.statement = study::StatementId{12};
  row.article_id = "one";
  row.headline = "The Quay";
  row.outlet = "Trumpet";
  row.day = parse_day("2031-03-04").value();
  row.speaker = "ada-odell";
  row.speaker_name = "Ada Odell";
  row.content_text = "the quay, \"our\" quay, is lost";
  row.evidence_text = "is lost";
  row.concept_name = "keep the quay";
  row.agreement = -1;
  row.confidence = 0.5;
  row.note = "=ironic";
  row.made_at = "2031-03-05T10:00:00Z";
  return row;
}

std::vector<study::ActorRow> actors() {
  study::ActorRow ada, party;
  ada.actor.id = "ada-odell";
  ada.actor.name = "Ada Odell";
  ada.actor.kind = actors::ActorKind::Person;
  ada.actor.part_of = "lantern";
  party.actor.id = "lantern";
  party.actor.name = "Lantern Party";
  party.actor.kind = actors::ActorKind::Organization;
  return {ada, party};
}

std::string written(TableFormat format, const study::Judgement& row) {
  std::ostringstream out;
  write_codings(out, format, std::vector{row}, actors());
  return out.str();
}

const TextOf no_text = [](study::ArticleId) -> Result<std::string> { return std::string(); };

MatchedCodings matched(const CodingLines& read, const std::vector<study::StatementRow>& rows) {
  return match_codings(read.lines, rows, no_text, "c.csv").value();
}

TEST(CodingTable, HasTheColumnsOfDiscourseNetworkAnalysts) {
  EXPECT_EQ(written(TableFormat::Csv, judgement()),
            "person,organization,concept,agreement,date,coder,kind,text,evidence,note,confidence,"
            "coded_at,article,headline,outlet,actor,statement,id\r\n"
            "Ada Odell,Lantern Party,keep the quay,-1,2031-03-04,Nina,person,\"the quay, "
            "\"\"our\"\" quay, is lost\",is lost,'=ironic,0.5,2031-03-05T10:00:00Z,one,The Quay,"
            "Trumpet,ada-odell,12,5\r\n");
}

TEST(CodingTable, PutsAnOrganizationThatSpeaksInItsColumn) {
  auto row = judgement();
  row.speaker = "lantern";
  row.speaker_name = "Lantern Party";
  EXPECT_NE(written(TableFormat::Csv, row).find("\r\n,Lantern Party,keep"), std::string::npos);
  row.speaker.reset();
  EXPECT_NE(written(TableFormat::JsonLines, row).find("{\"person\":null,\"organization\":null"),
            std::string::npos);
}

TEST(CodingTable, ReadsWhatItWrites) {
  const auto read = read_codings(written(TableFormat::Csv, judgement()), "c.csv");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->problems.empty());
  EXPECT_TRUE(read->notes.empty());
  ASSERT_EQ(read->lines.size(), 1u);
  const auto& line = read->lines[0];
  EXPECT_EQ(line.line, 2u);
  EXPECT_EQ(line.coding.concept_name, "keep the quay");
  EXPECT_EQ(line.coding.agreement, -1);
  EXPECT_EQ(line.coding.coder, "Nina");
  EXPECT_EQ(line.coding.note, "=ironic");
  EXPECT_EQ(line.coding.confidence, 0.5);
  EXPECT_EQ(line.coding.made_at, "2031-03-05T10:00:00Z");
  EXPECT_EQ(line.statement, 12);
  EXPECT_EQ(line.article, "one");
  EXPECT_EQ(line.text, "the quay, \"our\" quay, is lost");
  EXPECT_EQ(line.evidence, "is lost");
  EXPECT_EQ(line.speaker, "Ada Odell");
}

TEST(CodingTable, ReadsTheTwoWaysOfAgreement) {
  const std::string table = "concept;agreement;text\nquay;1;a\nquay;0;b\n";
  const auto plain = read_codings(table, "c.csv", {.coder = "Nina"});
  EXPECT_EQ(plain->lines[1].coding.agreement, 0);
  ASSERT_EQ(plain->notes.size(), 1u);
  EXPECT_NE(plain->notes[0].find("--dna"), std::string::npos);
  const auto dna = read_codings(table, "c.csv", {.is_dna = true, .coder = "Nina"});
  EXPECT_EQ(dna->lines[0].coding.agreement, 1);
  EXPECT_EQ(dna->lines[1].coding.agreement, -1);
  EXPECT_TRUE(dna->notes.empty());
  const auto words = read_codings("concept,agreement,text\nq,against,a\nq,For,b\nq,neither,c\n",
                                  "c.csv", {.coder = "Nina"});
  EXPECT_EQ(words->lines[0].coding.agreement, -1);
  EXPECT_EQ(words->lines[1].coding.agreement, 1);
  EXPECT_EQ(words->lines[2].coding.agreement, 0);
}

TEST(CodingTable, NamesTheLineThatCannotBeUsed) {
  const auto read = read_codings(
      "concept,agreement,text,coder,statement,confidence\n,1,a,Nina,,\nquay,2,a,Nina,,\n"
      "quay,1,a,,,\nquay,1,,Nina,,\nquay,1,a,Nina,,1.5\nquay,1,a,Nina,,\n",
      "c.csv");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->lines.size(), 1u);
  ASSERT_EQ(read->problems.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_EQ(read->problems[i].where, "c.csv:" + std::to_string(i + 2));
  EXPECT_NE(read->problems[1].message.find("\"2\""), std::string::npos);
  EXPECT_NE(read->problems[2].message.find("--coder"), std::string::npos);
}

TEST(CodingTable, NeedsItsColumns) {
  for (const auto* table : {"", "concept,text\n", "agreement,text\n", "concept,agreement\n",
                            "concept,agreement,text,quote\n"}) {
    const auto read = read_codings(table, "c.csv");
    ASSERT_FALSE(read) << table;
    EXPECT_EQ(read.error().code, ErrorCode::Malformed);
  }
  const auto read = read_codings("concept,agreement,text,colour\n", "c.csv");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->notes.front(), "Columns passed over: colour.");
}

TEST(CodingTable, LeavesMachinesOut) {
  const auto read = read_codings(
      "concept,agreement,text,coder,kind\nq,1,a,phrase,machine\nq,1,a,tiny,model\n", "c.csv");
  EXPECT_TRUE(read->lines.empty());
  EXPECT_TRUE(read->problems.empty());
  EXPECT_NE(read->notes.front().find("2 rows"), std::string::npos);
}

CodingLines lines_of(const std::string& rows) {
  auto read = read_codings(
      "article,headline,text,statement,concept,agreement,coder,person\n" + rows, "c.csv");
  EXPECT_TRUE(read && read->problems.empty());
  return std::move(*read);
}

std::int64_t key(const MatchedCodings& found, std::size_t number = 0) {
  return static_cast<std::int64_t>(found.codings.at(number).statement);
}

TEST(MatchCodings, FindsTheStatementByItsArticleAndWords) {
  const std::vector rows{statement(1, "one", "the quay is lost"),
                         statement(2, "two", "the quay is lost"),
                         statement(3, "two", "no bridge will stand")};
  auto found = matched(lines_of("two,,The QUAY is  lost,1,q,1,Nina,\n"), rows);
  ASSERT_EQ(found.codings.size(), 1u);
  EXPECT_EQ(key(found), 2) << "whatever the key says";
  found = matched(lines_of(",A quarrel,the quay is lost,,q,1,Nina,\n"), rows);
  EXPECT_EQ(key(found), 2);
  found = matched(lines_of(",,no bridge will stand,,q,1,Nina,\n"), rows);
  EXPECT_EQ(key(found), 3) << "the only one";
  found = matched(lines_of(",,,3,q,1,Nina,\n"), rows);
  EXPECT_EQ(key(found), 3) << "by its key alone";
}

TEST(MatchCodings, TakesAPartOfWhatIsSaid) {
  const std::vector rows{statement(1, "one", "we will keep the quay for ever"),
                         statement(2, "one", "no bridge will stand")};
  EXPECT_EQ(key(matched(lines_of("one,,keep the quay,,q,1,Nina,\n"), rows)), 1);
  EXPECT_EQ(key(matched(lines_of("one,,He said no bridge will stand.,,q,1,Nina,\n"), rows)), 2);
}

TEST(MatchCodings, SaysWhatItCannotFind) {
  const std::vector rows{statement(1, "one", "we will keep the quay for ever"),
                         statement(2, "one", "we must keep the quay open"),
                         statement(3, "two", "we will keep the quay for ever")};
  const auto found = matched(lines_of("one,,keep the quay,,q,1,Nina,\n"
                                      "one,,something else altogether,,q,1,Nina,\n"
                                      "six,,keep the quay,,q,1,Nina,\n"
                                      ",,we will keep the quay for ever,,q,1,Nina,\n"
                                      ",,,9,q,1,Nina,\n"),
                             rows);
  EXPECT_TRUE(found.codings.empty());
  ASSERT_EQ(found.problems.size(), 5u);
  EXPECT_NE(found.problems[0].message.find("2 statements"), std::string::npos);
  EXPECT_NE(found.problems[1].message.find("something else"), std::string::npos);
  EXPECT_NE(found.problems[2].message.find("\"six\""), std::string::npos);
  EXPECT_NE(found.problems[3].message.find("add the column article"), std::string::npos);
  EXPECT_EQ(found.problems[4].where, "c.csv:6");
}

TEST(MatchCodings, GivesRepeatedWordsOneByOne) {
  const std::vector rows{statement(1, "one", "no"), statement(2, "one", "No")};
  const auto found =
      matched(lines_of("one,,no,,q,1,Nina,\none,,no,,q,1,Nina,\none,,no,,q,1,Omar,\n"), rows);
  ASSERT_EQ(found.codings.size(), 3u);
  EXPECT_EQ(key(found, 0), 1);
  EXPECT_EQ(key(found, 1), 2);
  EXPECT_EQ(key(found, 2), 1);
}

TEST(MatchCodings, CountsSpeakersThatDiffer) {
  const std::vector rows{statement(1, "one", "the quay is lost")};
  EXPECT_EQ(matched(lines_of("one,,the quay is lost,,q,1,Nina,ADA ODELL\n"), rows).other_speakers,
            0u);
  EXPECT_EQ(matched(lines_of("one,,the quay is lost,,q,1,Nina,Bo Hale\n"), rows).other_speakers,
            1u);
}

TEST(MatchCodings, FindsTheEvidenceInTheStatementOnly) {
  const std::string text = "lost. Ada said the quay is lost, lost.";
  auto row = statement(1, "one", "the quay is lost");
  row.extent = {{6}, {31}};
  const TextOf text_of = [&](study::ArticleId) -> Result<std::string> { return text; };
  auto lines = lines_of("one,,the quay is lost,,q,1,Nina,\n");
  lines.lines[0].evidence = "lost";
  auto found = match_codings(lines.lines, std::vector{row}, text_of, "c.csv").value();
  EXPECT_EQ(found.codings[0].evidence, (ByteSpan{{27}, {31}}));
  lines.lines[0].evidence = "lost.";
  found = match_codings(lines.lines, std::vector{row}, text_of, "c.csv").value();
  EXPECT_FALSE(found.codings[0].evidence);
  EXPECT_EQ(found.other_evidence, 1u);
}

}  // namespace
}  // namespace faultline::exchange
