#include "study/study.h"

#include <gtest/gtest.h>

#include "study/sketch.h"

namespace faultline::study {
namespace {

/// The first column of the first row, asked as another program would.
std::string ask(const Folder& folder, const std::string& sql) {
  const std::string file = (folder / "s.study").string();
  auto connection = sqlite::Connection::open(file, file, {}).value();
  const auto answer = connection.text(sql);
  EXPECT_TRUE(holds(answer));
  return answer ? answer->value_or("NULL") : "";
}

TEST(StudyStore, KeepsWhyARelationWasReadAndTargetsThatAreNoActors) {
  const Folder folder;
  auto sketch = quarrel();
  auto& relation = sketch.relations.front();
  relation.to.reset();
  relation.target = relation.trigger;
  relation.intensity = 1;
  relation.origin = positions::Origin::Narrative;
  relation.mode = "allege";
  relation.why = {{"origin: narrative", std::nullopt, 0.75F}, {"verb", relation.trigger, 1}};
  auto study = Study::open(folder / "s.study", Access::Create);
  ASSERT_TRUE(holds(study));
  ASSERT_TRUE(holds(study->store(sketch.read(), "reader 1")));
  Filter filter;
  filter.with_reasons = true;
  filter.origin = positions::Origin::Narrative;
  filter.min_intensity = 0.9;
  const auto rows = study->relations(filter);
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 1U);
  EXPECT_EQ(rows->front().to, std::nullopt);
  EXPECT_EQ(rows->front().to_name, rows->front().trigger_text);
  EXPECT_EQ(rows->front().mode, "allege");
  ASSERT_EQ(rows->front().why.size(), 2U);
  EXPECT_EQ(rows->front().why[0].name, "origin: narrative");
  EXPECT_EQ(rows->front().why[0].text, "");
  EXPECT_EQ(rows->front().why[0].weight, 0.75);
  EXPECT_EQ(rows->front().why[1].text, rows->front().trigger_text);
}

TEST(StudyRelations, AreChosenByWhoActsOnWhomAndByWhatPloverCallsThem) {
  const Folder folder;
  const auto sketch = quarrel();
  auto study = Study::open(folder / "s.study", Access::Create);
  ASSERT_TRUE(holds(study));
  ASSERT_TRUE(holds(study->store(sketch.read(), "reader 1")));
  const auto all = study->relations().value();
  ASSERT_FALSE(all.empty());
  Filter filter;
  filter.by = all.front().from;
  filter.toward = all.front().to;
  const auto chosen = study->relations(filter).value();
  EXPECT_FALSE(chosen.empty());
  for (const auto& row : chosen) {
    EXPECT_EQ(row.from, filter.by);
    EXPECT_EQ(row.to, filter.toward);
  }
  filter = {};
  filter.plover = std::string(positions::plover(all.front().act, all.front().sign).category);
  EXPECT_FALSE(study->relations(filter)->empty());
  filter.plover = "AID";
  EXPECT_TRUE(study->relations(filter)->empty());
  filter = {};
  filter.key = static_cast<std::int64_t>(all.front().key);
  EXPECT_EQ(study->relations(filter)->size(), 1U);
}

TEST(Study, IsEmptyWhenItIsNew) {
  const Folder folder;
  const auto study = made(folder);
  EXPECT_EQ(study.totals()->articles, 0);
  EXPECT_FALSE(study.totals()->first);
  EXPECT_TRUE(study.articles()->empty());
  EXPECT_TRUE(study.statements()->empty());
  EXPECT_TRUE(study.relations()->empty());
  EXPECT_TRUE(study.codings()->empty());
  EXPECT_TRUE(study.actors()->empty());
  EXPECT_TRUE(study.known_actors()->actors().empty());
  EXPECT_EQ(study.codebook().value(), positions::Codebook{});
}

TEST(Study, HoldsAnArticleInWhichNothingWasFound) {
  const Folder folder;
  auto study = made(folder);
  EXPECT_EQ(study.store(Sketch("").read(), reader).value(), Standing::New);
  ASSERT_EQ(study.articles()->size(), 1u);
  EXPECT_EQ(study.articles()->front().statements, 0);
  EXPECT_EQ(study.totals()->undated_articles, 1);
  EXPECT_EQ(study.text_of(study.articles()->front().key).value(), "");
}

TEST(Study, GivesBackAnArticle) {
  const Folder folder;
  auto study = made(folder);
  auto sketch = quarrel();
  sketch.article.byline = "By Nina Roe";
  sketch.article.url = "https://trumpet.example/1";
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  const auto rows = study.articles();
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 1u);
  const auto& row = rows->front();
  EXPECT_EQ(row.id, "one");
  EXPECT_EQ(row.file, "/news/one.txt");
  EXPECT_EQ(row.outlet, "Daily Trumpet");
  EXPECT_EQ(row.headline, "A quay and a quarrel");
  EXPECT_EQ(row.byline, "By Nina Roe");
  EXPECT_EQ(row.url, "https://trumpet.example/1");
  EXPECT_EQ(row.published, parse_day("2031-03-04").value());
  EXPECT_EQ(row.version, 1);
  EXPECT_EQ(row.statements, 2);
  EXPECT_EQ(row.relations, 2);
  EXPECT_EQ(study.text_of(row.key).value(), sketch.article.text);
}

TEST(Study, GivesBackStatementsWithTheirWords) {
  const Folder folder;
  auto study = made(folder);
  auto sketch = quarrel();
  sketch.statements[1].said = parse_partial_date("2031-W09").value();
  sketch.statements[1].nested_in = StatementIndex{0};
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  const auto rows = study.statements();
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 2u);
  const auto& bridge = rows->front();  // said in the week before the article
  const auto& quay = rows->back();
  EXPECT_EQ(quay.type, statements::StatementType::Indirect);
  EXPECT_EQ(quay.speaker, "ada-odell");
  EXPECT_EQ(quay.speaker_name, "Ada Odell");
  EXPECT_EQ(quay.source_text, "Ada Odell");
  EXPECT_EQ(quay.cue_text, "said");
  EXPECT_EQ(quay.content_text, "the quay is lost");
  EXPECT_EQ(quay.extent, sketch.span("Ada Odell said the quay is lost"));
  EXPECT_FALSE(quay.said);
  EXPECT_EQ(quay.day, parse_day("2031-03-04").value());
  EXPECT_EQ(quay.confidence, 0.75);
  EXPECT_FALSE(quay.nested_in);
  EXPECT_EQ(bridge.type, statements::StatementType::Direct);
  EXPECT_EQ(bridge.content_text, "“No bridge will stand.”");
  EXPECT_EQ(bridge.cue_text, "");
  EXPECT_EQ(to_string(bridge.said.value()), "2031-W09");
  EXPECT_EQ(bridge.day, parse_day("2031-02-24").value());
  EXPECT_EQ(bridge.nested_in, quay.key);
}

TEST(Study, JoinsTheSpansOfAPartedStatement) {
  const Folder folder;
  auto study = made(folder);
  Sketch sketch("“The quay,” said Ada, “is lost.”");
  const auto ada = sketch.actor("ada", "Ada");
  sketch.says(ada, "Ada", "said", "“The quay,”");
  sketch.statements[0].content.push_back(sketch.span("“is lost.”"));
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  EXPECT_EQ(study.statements()->front().content_text, "“The quay,” … “is lost.”");
  EXPECT_EQ(study.statements()->front().extent, sketch.article.body);
  EXPECT_EQ(ask(folder, "SELECT count(*) FROM statement_span WHERE part = 'content'"), "2");
}

TEST(Study, GivesBackRelationsAndCodings) {
  const Folder folder;
  auto study = made(folder);
  const auto sketch = quarrel();
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  const auto relations = study.relations();
  ASSERT_TRUE(holds(relations));
  ASSERT_EQ(relations->size(), 2u);
  EXPECT_EQ(relations->front().from, "bruno-hale");
  EXPECT_EQ(relations->front().to_name, "Ada Odell");
  EXPECT_EQ(relations->front().act, positions::Act::Criticise);
  EXPECT_EQ(relations->front().sign, -1);
  EXPECT_EQ(relations->front().trigger_text, "attacked");
  EXPECT_EQ(relations->front().evidence, sketch.span("Bruno Hale attacked Odell"));
  EXPECT_EQ(relations->front().confidence, 0.6);
  EXPECT_EQ(relations->front().statement, study.statements()->back().key);
  EXPECT_FALSE(relations->back().statement) << "the outlet's own voice";
  const auto codings = study.codings();
  ASSERT_TRUE(holds(codings));
  ASSERT_EQ(codings->size(), 2u);
  EXPECT_EQ(codings->front().actor, "ada-odell");
  EXPECT_EQ(codings->front().concept_name, "keep the quay");
  EXPECT_EQ(codings->front().agreement, -1);
  EXPECT_EQ(codings->front().coder, "machine");
  EXPECT_EQ(codings->front().content_text, "the quay is lost");
}

TEST(Study, OrdersRowsByDayWithTheUndatedLast) {
  const Folder folder;
  auto study = made(folder);
  for (const auto& [id, day] : {std::pair{"b", "2031-02-02"}, {"a", ""}, {"c", "2031-01-01"}}) {
    Sketch sketch("Ada said no.", id, std::string("/news/") + id);
    sketch.says(sketch.actor("ada", "Ada"), "Ada", "said", "no");
    if (*day != '\0') sketch.on(day);
    ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  }
  std::string articles, statements;
  const auto article_rows = study.articles();
  const auto statement_rows = study.statements();
  for (const auto& row : article_rows.value()) articles += row.id;
  for (const auto& row : statement_rows.value()) statements += row.article_id;
  EXPECT_EQ(articles, "cba");
  EXPECT_EQ(statements, "cba");
}

TEST(Study, StoresOffsetsInBytesAndInCodePoints) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  EXPECT_EQ(ask(folder,
                "SELECT group_concat(substr(a.text, s.begin_char + 1, s.end_char - "
                "s.begin_char), '|') FROM statement_span s JOIN statement t ON t.key = "
                "s.statement JOIN article a ON a.key = t.article WHERE part = 'content'"),
            "the quay is lost|“No bridge will stand.”");
  EXPECT_EQ(ask(folder,
                "SELECT CAST(substr(CAST(a.text AS BLOB), m.begin_byte + 1, m.end_byte - "
                "m.begin_byte) AS TEXT) FROM mention m JOIN article a ON a.key = m.article "
                "WHERE m.machine_actor = 'zoe-marsh'"),
            "Zoë Marsh");
  EXPECT_EQ(ask(folder,
                "SELECT count(*) FROM article a JOIN relation r ON r.article = a.key "
                "WHERE substr(a.text, r.evidence_begin_char + 1, r.evidence_end_char - "
                "r.evidence_begin_char) = r.evidence_text AND substr(a.text, "
                "r.trigger_begin_char + 1, r.trigger_end_char - r.trigger_begin_char) = "
                "r.trigger_text"),
            "2");
}

TEST(Study, LeavesAnUnchangedArticleAsItIs) {
  const Folder folder;
  auto study = made(folder);
  const auto sketch = quarrel();
  ASSERT_TRUE(holds(study.set_codebook(sketch.codebook)));
  EXPECT_EQ(study.standing(sketch.article, reader).value(), Standing::New);
  EXPECT_EQ(study.store(sketch.read(), reader).value(), Standing::New);
  const auto before = dump(folder / "s.study");
  EXPECT_EQ(study.standing(sketch.article, reader).value(), Standing::Unchanged);
  EXPECT_EQ(study.store(sketch.read(), reader).value(), Standing::Unchanged);
  EXPECT_EQ(dump(folder / "s.study"), before);
}

TEST(Study, KeepsTheEarlierTextOfAChangedArticle) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  auto sketch = Sketch("Ada Odell said the quay is safe.").on("2031-03-05").by("Daily Trumpet");
  sketch.says(sketch.actor("ada-odell", "Ada Odell"), "Ada Odell", "said", "the quay is safe");
  EXPECT_EQ(study.standing(sketch.article, reader).value(), Standing::Changed);
  EXPECT_EQ(study.store(sketch.read(), reader).value(), Standing::Changed);
  ASSERT_EQ(study.articles()->size(), 1u);
  EXPECT_EQ(study.articles()->front().version, 2);
  EXPECT_EQ(study.articles()->front().relations, 0);
  ASSERT_EQ(study.statements()->size(), 1u);
  EXPECT_EQ(study.statements()->front().content_text, "the quay is safe");
  EXPECT_EQ(study.actors()->size(), 1u) << "nobody speaks of the others any more";
  EXPECT_EQ(ask(folder, "SELECT text FROM former_version WHERE version = 1"),
            quarrel().article.text);
  EXPECT_EQ(ask(folder, "SELECT published FROM former_version WHERE version = 1"), "2031-03-04");
}

TEST(Study, CountsNoNewVersionWhereOnlyTheMetadataChanged) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  auto sketch = quarrel();
  sketch.by("Evening Bugle");
  EXPECT_EQ(study.store(sketch.read(), reader).value(), Standing::Changed);
  EXPECT_EQ(study.articles()->front().version, 1);
  EXPECT_EQ(study.articles()->front().outlet, "Evening Bugle");
  EXPECT_EQ(study.statements()->front().outlet, "Evening Bugle");
}

TEST(Study, ReadsAgainWhatOtherVersionsRead) {
  const Folder folder;
  auto study = made(folder);
  const auto sketch = quarrel();
  ASSERT_TRUE(holds(study.set_codebook(sketch.codebook)));
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  EXPECT_EQ(study.standing(sketch.article, "reader 2").value(), Standing::Outdated);
  ASSERT_TRUE(
      holds(study.set_register(actors::Register::from_actors({sketch.cast.actors[0]}).value())));
  EXPECT_EQ(study.standing(sketch.article, reader).value(), Standing::Outdated);
  EXPECT_EQ(study.store(sketch.read(), reader).value(), Standing::Outdated);
  EXPECT_EQ(study.standing(sketch.article, reader).value(), Standing::Unchanged);
  auto codebook = sketch.codebook;
  codebook.version = "2";
  ASSERT_TRUE(holds(study.set_codebook(codebook)));
  EXPECT_EQ(study.standing(sketch.article, reader).value(), Standing::Outdated);
  EXPECT_EQ(study.articles()->front().version, 1);
  EXPECT_EQ(ask(folder, "SELECT count(*) FROM run"), "2") << "a run for each combination used";
}

TEST(Study, KeepsTheKeysOfWhatIsFoundAgain) {
  const Folder folder;
  auto study = made(folder);
  auto sketch = quarrel();
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  const auto statements = study.statements().value();
  const auto relations = study.relations().value();
  sketch.statements.erase(sketch.statements.begin());
  sketch.codings.clear();
  sketch.relations[0].statement = StatementIndex{0};
  ASSERT_TRUE(holds(study.store(sketch.read(), "reader 2")));
  ASSERT_EQ(study.statements()->size(), 1u);
  EXPECT_EQ(study.statements()->front().key, statements[1].key);
  EXPECT_EQ(study.relations()->front().key, relations[0].key);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  EXPECT_GT(study.statements()->front().key, statements[1].key) << "a key is never used again";
}

TEST(Study, KeepsTwoStatementsWithTheSameWordsApart) {
  const Folder folder;
  auto study = made(folder);
  Sketch sketch("Ada said no. Ada said no.");
  const auto ada = sketch.actor("ada", "Ada");
  sketch.says(ada, "Ada", "said", "no");
  sketch.says(ada, "Ada", "said", "no");
  sketch.statements[1].content = {sketch.span("no", 14)};
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  EXPECT_EQ(study.statements()->size(), 2u);
}

TEST(Study, NamesTheRunThatReadAnArticle) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  EXPECT_EQ(ask(folder, "SELECT reader FROM v_articles"), reader);
  EXPECT_EQ(ask(folder, "SELECT DISTINCT reader FROM v_relations"), reader);
}

TEST(Study, FindsWordsAfterEveryReplacement) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  auto sketch = Sketch("Ada Odell said the quay is safe.");
  sketch.says(sketch.actor("ada-odell", "Ada Odell"), "Ada Odell", "said", "the quay is safe");
  ASSERT_TRUE(holds(study.store(sketch.read(), reader)));
  Filter filter;
  filter.text = "safe";
  EXPECT_EQ(study.articles(filter)->size(), 1u);
  EXPECT_EQ(study.statements(filter)->size(), 1u);
  filter.text = "lost OR bridge";
  EXPECT_TRUE(study.articles(filter)->empty());
  EXPECT_TRUE(study.statements(filter)->empty());
  EXPECT_TRUE(study.relations(filter)->empty());
  for (const auto* index : {"article_search", "statement_search", "relation_search"})
    tamper(folder / "s.study",
           std::string("INSERT INTO ") + index + "(" + index + ") VALUES ('integrity-check')");
}

TEST(Study, SaysThatAnUnknownArticleHasNoText) {
  const Folder folder;
  const auto study = made(folder);
  const auto text = study.text_of(ArticleId{7});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::NotFound);
}

TEST(Study, GivesTheSameTablesForTheSameArticles) {
  const Folder first, second;
  for (const auto* folder : {&first, &second}) {
    auto study = made(*folder);
    for (std::uint32_t i = 0; i < 20; ++i) ASSERT_TRUE(holds(study.store(drawn(i).read(), reader)));
  }
  EXPECT_EQ(dump(first / "s.study"), dump(second / "s.study"));
}

TEST(StudyCodebook, ComesBackAsItWas) {
  const Folder folder;
  auto study = made(folder);
  auto codebook = quarrel().codebook;
  codebook.version = "3";
  codebook.concepts[1].parent = "keep the quay";
  codebook.concepts[0].description = "Whether the quay stays.";
  ASSERT_TRUE(holds(study.set_codebook(codebook)));
  EXPECT_EQ(study.codebook().value(), codebook);
  ASSERT_TRUE(holds(study.set_codebook({})));
  EXPECT_EQ(study.codebook().value(), positions::Codebook{});
}

TEST(Totals, CountEverything) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  ASSERT_TRUE(holds(study.store(Sketch("Nothing.", "two", "/news/two.txt").read(), reader)));
  const auto totals = study.totals();
  ASSERT_TRUE(holds(totals));
  EXPECT_EQ(totals->articles, 2);
  EXPECT_EQ(totals->outlets, 1);
  EXPECT_EQ(totals->actors, 3);
  EXPECT_EQ(totals->statements, 2);
  EXPECT_EQ(totals->relations, 2);
  EXPECT_EQ(totals->codings, 2);
  EXPECT_EQ(totals->undated_articles, 1);
  EXPECT_EQ(totals->first, parse_day("2031-03-04").value());
  EXPECT_EQ(totals->last, parse_day("2031-03-04").value());
}

}  // namespace
}  // namespace faultline::study
