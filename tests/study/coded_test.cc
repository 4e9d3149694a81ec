// Coded data of other programs in the study: kept whole, once, and taken back without a trace.

#include "study/coded.h"

#include <gtest/gtest.h>

#include "study/detail/file.h"
#include "study/detail/schema.h"
#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

/// Two documents and three statements of one type with a short text and a boolean.
CodedData ferry(std::int64_t first = 1) {
  CodedData data;
  data.format = "dna";
  data.coders = {{4, "Mira", "#112233", {{"FontSize", 14}}}};
  data.types = {{1, "Claim", "#000000"}};
  data.variables = {{1, 1, "actor", CodedKind::ShortText}, {2, 1, "agreement", CodedKind::Boolean}};
  data.entities = {{1, 1, "Odell", "#FF0000", std::nullopt}, {2, 1, "", {}, 1}};
  data.attributes = {{1, 1, "Party"}};
  data.attribute_values = {{1, 1, 1, "Quay"}};
  data.documents = {
      {first, "One", "The ferry sails.", "Lee", "Trumpet", "city", "report", "", 4, {1930003200}},
      {first + 5, "Two", "", "", "", "", "", "", std::nullopt, {1930089600}}};
  data.statements = {{first, 1, first, 4, 4, 9, std::nullopt},
                     {first + 1, 1, first, std::nullopt, 10, 99, std::nullopt},
                     {first + 7, 1, first + 5, 4, 0, 3, "the quay"}};
  data.values = {
      {first, 1, 1, {}}, {first, 2, 1, {}}, {first + 1, 1, 2, {}}, {first + 7, 2, 0, {}}};
  return data;
}

TEST(CodedData, IsGivenBackAsItCame) {
  const Folder folder;
  auto study = made(folder);
  const auto summary = study.import_coded(ferry(), "ferry.dna");
  ASSERT_TRUE(holds(summary));
  EXPECT_EQ(study.coded_data(*summary->key).value(), ferry());
  EXPECT_EQ(study.coded_data(ImportId{7}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(summary->outside, 1);
  EXPECT_EQ(summary->without_text, 1);
}

TEST(CodedData, ShowsItsDocumentsAsArticles) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.import_coded(ferry(), "files/ferry.dna")));
  const auto articles = study.articles().value();
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[0].id, "ferry/1");
  EXPECT_EQ(articles[0].headline, "One");
  EXPECT_EQ(articles[0].outlet, "Trumpet");
  EXPECT_EQ(articles[0].byline, "Lee");
  EXPECT_EQ(articles[0].section, "city");
  EXPECT_EQ(to_string(articles[0].published.value()), "2031-02-28");
  EXPECT_FALSE(articles[1].outlet);
  Filter filter;
  filter.text = "ferry";
  EXPECT_EQ(study.articles(filter).value().size(), 1U) << "found by its words";
}

TEST(CodedData, ComesOnlyOnceWhateverTheFileIsCalled) {
  const Folder folder;
  auto study = made(folder);
  const auto first = study.import_coded(ferry(), "ferry.dna").value();
  const std::string before = dump(folder / "s.study");
  const auto again = study.import_coded(ferry(), "copy.dna");
  ASSERT_TRUE(holds(again));
  EXPECT_FALSE(again->key);
  EXPECT_EQ(again->same_as, first.key);
  EXPECT_EQ(dump(folder / "s.study"), before);
}

TEST(CodedData, OfAChangedFileReplacesTheFormerOnlyWhenAsked) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  auto later = ferry();
  later.documents[0].notes = "read again";
  const auto refused = study.import_coded(later, "ferry.dna");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_NE(refused.error().message.find("undo-import 1"), std::string::npos);
  const auto replaced = study.import_coded(later, "ferry.dna", {.replaces_former = true});
  ASSERT_TRUE(holds(replaced));
  EXPECT_EQ(replaced->replaced, ImportId{1});
  EXPECT_EQ(study.coded_types().value().at(0).statements, 3);
  EXPECT_EQ(study.coded_data(*replaced->key).value(), later);
  EXPECT_EQ(study.articles().value().size(), 2U);
}

TEST(CodedData, IsTakenBackWithoutATrace) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  const auto rows = [&](const char* table) {
    auto connection =
        sqlite::Connection::open((folder / "s.study").string(), "s", {.is_read_only = true})
            .value();
    return connection.integer(std::string("SELECT count(*) FROM ") + table).value();
  };
  const auto articles = rows("article");
  ASSERT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  const auto undone = study.undo_import();
  ASSERT_TRUE(holds(undone));
  EXPECT_EQ(undone->format, "dna");
  EXPECT_EQ(undone->documents, 2);
  EXPECT_EQ(undone->statements, 3);
  EXPECT_EQ(rows("article"), articles);
  for (const char* table :
       {"coded_setting", "coded_coder", "coded_coder_setting", "coded_type", "coded_variable",
        "coded_entity", "coded_attribute", "coded_attribute_value", "coded_document",
        "coded_statement", "coded_value"})
    EXPECT_EQ(rows(table), 0) << table;
  EXPECT_TRUE(study.imports().value().at(0).withdrawn_at);
  EXPECT_EQ(study.undo_import().error().code, ErrorCode::NotFound);
  // The same numbers are free again.
  ASSERT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  EXPECT_EQ(study.coded_columns("Claim").value().key, (std::vector<std::int64_t>{1, 2, 8}));
}

TEST(CodedData, StaysWherePeopleHaveWorkedOnItsArticles) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  tamper(folder / "s.study",
         "INSERT INTO correction (about, article, subject, words, field, value, coder, note, "
         "made_at, is_in_force) SELECT 'statement', key, 's', 'w', 'valid', 'no', 'mk', '', "
         "'2031-01-01T00:00:00Z', 1 FROM article WHERE id = 'ferry/1'");
  const auto undone = study.undo_import();
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().code, ErrorCode::Conflict);
  EXPECT_NE(undone.error().message.find("ferry/1"), std::string::npos);
  EXPECT_EQ(study.articles().value().size(), 2U);
}

TEST(CodedData, OfTwoFilesIsOneTypeAndTwoSetsOfNumbers) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  auto other = ferry(3);
  other.entities[0].value = "Brandt";
  other.variables.push_back({7, 1, "mood", CodedKind::LongText});
  other.values.push_back({3, 7, 0, "calm"});
  ASSERT_TRUE(holds(study.import_coded(other, "elsewhere/ferry.dna")));
  EXPECT_EQ(study.coded_types().value().at(0).statements, 6);
  EXPECT_EQ(study.coded_types().value().at(0).variables.size(), 3U);
  const auto columns = study.coded_columns("Claim").value();
  EXPECT_EQ(columns.key, (std::vector<std::int64_t>{1, 2, 8, 11, 12, 18}));
  EXPECT_EQ(columns.columns.at(2).name, "mood");
  EXPECT_EQ(columns.columns[2].labels.at(static_cast<std::size_t>(columns.columns[2].values[3])),
            "calm");
  EXPECT_EQ(columns.columns[2].labels.at(static_cast<std::size_t>(columns.columns[2].values[0])),
            "");
  EXPECT_EQ(study.articles().value().at(1).id, "ferry-2/3");
  EXPECT_EQ(study.coded_entities("Claim", "actor").value().rows.size(), 3U);
}

TEST(CodedData, HasColumnsOfOneCoderOrOutlet) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  CodedFilter filter;
  filter.coder = "Mira";
  EXPECT_EQ(study.coded_columns("Claim", filter).value().key, (std::vector<std::int64_t>{1, 8}));
  filter.outlet = "Trumpet";
  EXPECT_EQ(study.coded_columns("Claim", filter).value().key, (std::vector<std::int64_t>{1}));
  filter.coder = "Mirra";
  const auto unknown = study.coded_columns("Claim", filter);
  EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
  EXPECT_NE(unknown.error().message.find("Mira"), std::string::npos);
  EXPECT_EQ(study.coded_columns("Claims").error().code, ErrorCode::NotFound);
  EXPECT_EQ(study.coded_entities("Claim", "agreement").error().code, ErrorCode::NotFound);
  const std::int64_t keys[] = {99};
  EXPECT_EQ(study.coded_statements(keys).error().code, ErrorCode::NotFound);
}

TEST(CodedData, WithNumbersThatAreNoKeysIsCounted) {
  const Folder folder;
  auto study = made(folder);
  auto data = ferry();
  data.statements[0].number = -3;
  data.values[0].statement = data.values[1].statement = -3;
  ASSERT_TRUE(holds(study.import_coded(data, "ferry.dna")));
  EXPECT_EQ(study.coded_columns("Claim").value().key, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(study.coded_columns("Claim").value().begin.at(0), 4);
}

TEST(CodedData, ThatIsNotSoundIsRefusedWhole) {
  const Folder folder;
  auto study = made(folder);
  auto data = ferry();
  data.values.push_back({99, 1, 1, {}});
  const std::string before = dump(folder / "s.study");
  EXPECT_FALSE(study.import_coded(data, "ferry.dna"));
  EXPECT_EQ(dump(folder / "s.study"), before);
}

/// One document, in which a board and two of its people, and somebody unknown, say three things.
CodedData hearing() {
  CodedData data;
  data.format = "dna";
  data.coders = {{1, "Mira", {}, {}}, {2, "machine", {}, {}}};
  data.types = {{1, "Claim", {}}};
  data.variables = {{1, 1, "person", CodedKind::ShortText},
                    {2, 1, "organization", CodedKind::ShortText},
                    {3, 1, "concept", CodedKind::ShortText},
                    {4, 1, "agreement", CodedKind::Boolean}};
  data.entities = {
      {1, 1, "Ada Odell", {}, {}},     {2, 1, "ada odell", {}, {}},     {3, 1, "", {}, {}},
      {4, 2, "Harbour Board", {}, {}}, {5, 3, "keep the quay", {}, {}}, {6, 3, "", {}, {}}};
  data.documents = {{1,
                     "Hearing",
                     "Keep it! 🚢 Sell it. No word. ",
                     "",
                     "Trumpet",
                     "",
                     "",
                     "",
                     {},
                     {1930003200}}};
  data.statements = {{1, 1, 1, 1, 0, 9, {}},
                     {2, 1, 1, 2, 12, 20, {}},
                     {3, 1, 1, {}, 12, 20, {}},
                     {4, 1, 1, 1, 20, 28, {}},
                     {5, 1, 1, 1, 0, 99, {}}};
  data.values = {{1, 1, 1, {}}, {1, 2, 4, {}}, {1, 3, 5, {}}, {1, 4, 1, {}}, {2, 1, 2, {}},
                 {2, 3, 5, {}}, {2, 4, 0, {}}, {3, 1, 3, {}}, {3, 2, 4, {}}, {3, 3, 5, {}},
                 {3, 4, 1, {}}, {4, 1, 1, {}}, {4, 3, 6, {}}, {4, 4, 1, {}}, {5, 1, 1, {}},
                 {5, 3, 5, {}}, {5, 4, 1, {}}};
  return data;
}

TEST(CodedData, IsAlsoTheStudysOwnWhereItIsACoding) {
  const Folder folder;
  auto study = made(folder);
  const auto summary = study.import_coded(hearing(), "hearing.dna");
  ASSERT_TRUE(holds(summary));
  EXPECT_EQ(summary->codings, 3) << "one has no concept, one no place";
  const auto codings = study.codings().value();
  ASSERT_EQ(codings.size(), 3U);
  EXPECT_EQ(codings[0].actor_name, "Ada Odell");
  EXPECT_EQ(codings[0].content_text, "Keep it!");
  EXPECT_EQ(codings[0].concept_name, "keep the quay");
  EXPECT_EQ(codings[0].agreement, 1);
  EXPECT_EQ(codings[0].coder, "Mira");
  EXPECT_EQ(codings[0].method, "person");
  EXPECT_EQ(to_string(codings[0].day.value()), "2031-02-28");
  EXPECT_EQ(codings[1].actor, "ada-odell-2") << "coders kept the two apart";
  EXPECT_EQ(codings[1].content_text, "Sell it.");
  EXPECT_EQ(codings[1].agreement, -1);
  EXPECT_EQ(codings[1].coder, "machine (2)");
  EXPECT_EQ(codings[2].actor_name, "Harbour Board");
  EXPECT_EQ(codings[2].coder, "unknown coder");
  const auto actors = study.actors().value();
  ASSERT_EQ(actors.size(), 3U);
  EXPECT_EQ(actors[0].actor.part_of, "harbour-board");
  EXPECT_EQ(study.codebook().value().concepts.at(0).name, "keep the quay");
  EXPECT_EQ(study.articles().value().at(0).statements, 3);
  EXPECT_EQ(study.judgements().value().at(0).import, summary->key);
}

TEST(CodedData, ThatIsTheStudysOwnIsTakenBackWithActorsAndConcepts) {
  const Folder folder;
  auto study = made(folder);
  auto quarrel = study::quarrel();
  ASSERT_TRUE(holds(study.set_codebook(quarrel.codebook)));
  ASSERT_TRUE(holds(study.store(quarrel.read(), reader)));
  const auto book = study.codebook().value();
  const auto actors = study.actors().value().size();
  auto data = hearing();
  data.entities[4].value = "sell the quay";
  ASSERT_TRUE(holds(study.import_coded(data, "hearing.dna")));
  EXPECT_EQ(study.codebook().value().concepts.size(), 3U);
  EXPECT_EQ(study.actors().value().size(), actors + 2) << "Ada Odell was there";
  ASSERT_TRUE(holds(study.undo_import()));
  EXPECT_EQ(study.codebook().value(), book);
  EXPECT_EQ(study.actors().value().size(), actors);
  EXPECT_EQ(study.codings().value().size(), 2U);
  JudgementFilter people;
  people.kind = CoderKind::Person;
  EXPECT_TRUE(study.judgements(people).value().empty());
}

TEST(CodedData, StaysWhereItsStatementsWereCodedAgain) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.import_coded(hearing(), "hearing.dna")));
  HumanCoding coding;
  coding.statement = study.statements().value().at(0).key;
  coding.concept_name = "keep the quay";
  coding.agreement = -1;
  coding.coder = "mk";
  ASSERT_TRUE(holds(study.code(coding)));
  EXPECT_EQ(study.undo_import().error().code, ErrorCode::Conflict);
  ASSERT_TRUE(holds(study.undo_coding("mk")));
  EXPECT_TRUE(holds(study.undo_import()));
}

TEST(DropUnsoundRows, LeavesSoundDataAlone) {
  auto data = ferry();
  EXPECT_TRUE(drop_unsound_rows(data, "ferry.dna").empty());
  EXPECT_EQ(data, ferry());
}

TEST(DropUnsoundRows, TakesOutWhatRefersToRowsThatWent) {
  auto data = ferry();
  data.variables[0].type = 9;  // with it go its entities, attribute, attribute value and 2 values
  const auto problems = drop_unsound_rows(data, "ferry.dna");
  EXPECT_EQ(problems.size(), 7U);
  EXPECT_TRUE(data.entities.empty());
  EXPECT_EQ(data.values.size(), 2U);
  const Folder folder;
  auto study = made(folder);
  EXPECT_TRUE(holds(study.import_coded(data, "ferry.dna")));
}

TEST(DropUnsoundRows, TakesOutRepeatedNamesNumbersAndValues) {
  auto data = ferry();
  data.coders.push_back({4, "Again", {}, {}});
  data.types.push_back({1, "Again", {}});
  data.variables.push_back({3, 1, "actor", CodedKind::Integer});
  data.entities.push_back({3, 1, "Odell", {}, std::nullopt});
  data.documents.push_back(data.documents[0]);
  data.documents.push_back({40, "Never", "", "", "", "", "", "", std::nullopt, {1LL << 60}});
  data.statements.push_back(data.statements[0]);
  data.values.push_back({1, 2, 0, {}});
  EXPECT_EQ(drop_unsound_rows(data, "ferry.dna").size(), 8U);
  EXPECT_EQ(data, ferry());
}

TEST(Migration, KeepsTheCodingsOfVersionFive) {
  const Folder folder;
  const auto file = folder / "old.study";
  ASSERT_TRUE(holds(detail::create_file(file, detail::migrations().first(5))));
  tamper(file,
         "INSERT INTO coding_import (file, made_at) VALUES ('old.csv', '2031-01-01T00:00:00Z')");
  auto study = Study::open(file, Access::Write).value();
  const auto imports = study.imports().value();
  ASSERT_EQ(imports.size(), 1U);
  EXPECT_EQ(imports[0].file, "old.csv");
  EXPECT_EQ(imports[0].format, "codings");
  EXPECT_TRUE(holds(study.import_coded(ferry(), "ferry.dna")));
  EXPECT_EQ(study.imports().value().size(), 2U);
}

}  // namespace
}  // namespace faultline::study
