#include <gtest/gtest.h>

#include "study/detail/nearest.h"
#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

/// Three articles: the quarrel of 4 March, one of 1 May in another outlet, one without a day.
class Filters : public testing::Test {
 protected:
  static Study filled(const Folder& folder) {
    auto study = made(folder);
    actors::Actor bruno;
    bruno.id = "bruno-hale";
    bruno.name = "Bruno Hale";
    bruno.blocs = {{"Lantern", {{}, parse_partial_date("2031-04").value()}, ""},
                   {"Anchor", {parse_partial_date("2031-05-01").value(), {}}, ""}};
    actors::Actor zoe;
    zoe.id = "zoe-marsh";
    zoe.name = "Zoë Marsh";
    zoe.blocs = {{"Lantern", {}, ""}};
    EXPECT_TRUE(holds(study.set_register(actors::Register::from_actors({bruno, zoe}).value())));
    EXPECT_TRUE(holds(study.set_codebook(quarrel().codebook)));
    EXPECT_TRUE(holds(study.store(quarrel().read(), reader)));
    EXPECT_TRUE(holds(study.store(may().read(), reader)));
    auto undated = may("three", "/news/three.txt");
    undated.article.published.reset();
    undated.article.outlet.reset();
    EXPECT_TRUE(holds(study.store(undated.read(), reader)));
    return study;
  }
  static Sketch may(std::string id = "two", std::string file = "/news/two.txt") {
    Sketch sketch("Bruno Hale said a bridge is wise. Bruno Hale mocked Zoë Marsh.", std::move(id),
                  std::move(file));
    sketch.on("2031-05-01").by("Evening Bugle");
    const auto bruno = sketch.actor("bruno-hale", "Bruno Hale");
    const auto zoe = sketch.actor("zoe-marsh", "Zoë Marsh");
    const auto wise = sketch.says(bruno, "Bruno Hale", "said", "a bridge is wise", 0.9F);
    sketch.relates(bruno, positions::Act::Mock, zoe, "mocked", "Bruno Hale mocked Zoë Marsh.");
    return sketch.stands(wise, "build a bridge", 1);
  }
  /// The numbers of articles, statements, relations and codings that pass.
  [[nodiscard]] std::string counts(const Filter& filter) const {
    const auto articles = study_.articles(filter);
    const auto statements = study_.statements(filter);
    const auto relations = study_.relations(filter);
    const auto codings = study_.codings(filter);
    EXPECT_TRUE(holds(articles));
    EXPECT_TRUE(holds(statements));
    EXPECT_TRUE(holds(relations));
    EXPECT_TRUE(holds(codings));
    return std::to_string(articles->size()) + " " + std::to_string(statements->size()) + " " +
           std::to_string(relations->size()) + " " + std::to_string(codings->size());
  }

  Folder folder_;
  Study study_ = filled(folder_);
};

TEST_F(Filters, GiveEverythingWhenEmpty) { EXPECT_EQ(counts({}), "3 4 4 4"); }

TEST_F(Filters, ByArticle) {
  Filter filter;
  filter.article = "one";
  EXPECT_EQ(counts(filter), "1 2 2 2");
}

TEST_F(Filters, ByOutlet) {
  Filter filter;
  filter.outlet = "Evening Bugle";
  EXPECT_EQ(counts(filter), "1 1 1 1");
}

TEST_F(Filters, ByHowAndWhereAStatementIsMade) {
  auto sketch = may();
  sketch.article.text += " ";  // another version
  sketch.statements[0].cue_class = statements::CueClass::Doubting;
  sketch.statements[0].modality = statements::Modality::May;
  sketch.statements[0].polarity = statements::Polarity::Denied;
  sketch.statements[0].venue = {sketch.span("Zoë Marsh")};
  ASSERT_TRUE(holds(study_.store(sketch.read(), reader)));
  Filter filter;
  filter.cue_class = statements::CueClass::Doubting;
  filter.modality = statements::Modality::May;
  filter.polarity = statements::Polarity::Denied;
  EXPECT_EQ(counts(filter), "1 1 0 1") << "the relation is in the outlet's own voice";
  filter.polarity = statements::Polarity::Affirmed;
  EXPECT_EQ(counts(filter), "0 0 0 0");
  Filter venue;
  venue.venue = "marsh";
  EXPECT_EQ(counts(venue), "1 1 0 1");
  const auto rows = study_.statements(venue).value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].venue_text, "Zoë Marsh");
  EXPECT_EQ(rows[0].cue_class, statements::CueClass::Doubting);
  EXPECT_EQ(rows[0].modality, statements::Modality::May);
  EXPECT_EQ(rows[0].polarity, statements::Polarity::Denied);
  venue.venue = "%";
  EXPECT_EQ(counts(venue), "0 0 0 0") << "no pattern";
}

TEST_F(Filters, ByPrincipalTakeASpokesmansWordsForThoseOfWhomHeSpeaksFor) {
  auto sketch = may();
  sketch.article.text += " ";  // another version
  const ActorIndex principal = sketch.actor("lamp-guild", "Lamp Guild");
  ASSERT_TRUE(sketch.statements[0].speaker);
  sketch.statements[0].on_behalf_of = principal;
  ASSERT_TRUE(holds(study_.store(sketch.read(), reader)));
  Filter filter;
  filter.actor = "lamp-guild";
  EXPECT_TRUE(study_.statements(filter).value().empty());
  filter.by_principal = true;
  const auto rows = study_.statements(filter).value();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].speaker, "lamp-guild");
  EXPECT_EQ(rows[0].speaker_name, "Lamp Guild");
  EXPECT_EQ(rows[0].on_behalf_of, "lamp-guild");
  filter.actor = sketch.cast.actor(*sketch.statements[0].speaker).id;
  const auto own = study_.statements(filter).value();
  ASSERT_EQ(own.size(), 2U) << "of the quarrel and of the undated article";
  for (const StatementRow& row : own) EXPECT_EQ(row.on_behalf_of, std::nullopt) << row.content_text;
}

TEST_F(Filters, ByActorAtEitherEnd) {
  Filter filter;
  filter.actor = "zoe-marsh";
  EXPECT_EQ(counts(filter), "3 0 3 0");
  filter.actor = "ada-odell";
  EXPECT_EQ(counts(filter), "1 1 1 1");
}

TEST_F(Filters, ByBlocOnTheDay) {
  Filter filter;
  filter.bloc = "Lantern";
  EXPECT_EQ(counts(filter), "1 1 2 1") << "Bruno left at the end of April; undated, nobody knows";
  filter.bloc = "Anchor";
  EXPECT_EQ(counts(filter), "1 1 1 1");
}

TEST_F(Filters, ByConceptActAndSign) {
  Filter filter;
  filter.concept_name = "keep the quay";
  EXPECT_EQ(counts(filter), "1 1 0 1");
  filter = {};
  filter.act = positions::Act::Mock;
  EXPECT_EQ(counts(filter), "2 0 2 0");
  filter = {};
  filter.sign = 1;
  EXPECT_EQ(counts(filter), "1 0 1 0");
  filter.sign = -1;
  EXPECT_EQ(counts(filter), "3 1 3 1") << "one attack stands in a statement, which is coded";
  filter.act = positions::Act::Praise;
  EXPECT_EQ(counts(filter), "0 0 0 0");
}

TEST_F(Filters, ByAConceptTakeThoseBelowItAlong) {
  auto codebook = quarrel().codebook;
  Filter filter;
  filter.concept_name = "keep the quay";
  const std::string alone = counts(filter);
  filter.concept_name = "build a bridge";
  const std::string below = counts(filter);
  ASSERT_NE(below, "0 0 0 0");
  for (auto& one : codebook.concepts)
    if (one.name == "build a bridge")
      one.parent = "the harbour";
    else
      one.parent = "build a bridge";
  codebook.concepts.emplace_back().name = "the harbour";
  ASSERT_TRUE(holds(study_.set_codebook(codebook)));
  filter.concept_name = "keep the quay";
  EXPECT_EQ(counts(filter), alone);
  filter.concept_name = "the harbour";
  const std::string all = counts(filter);
  EXPECT_NE(all, "0 0 0 0");
  filter.concept_name = "build a bridge";
  EXPECT_EQ(counts(filter), all) << "of the harbour itself nothing is coded";
  EXPECT_NE(all, below);
}

TEST_F(Filters, ByDaysBothIncluded) {
  Filter filter;
  filter.from = parse_day("2031-03-04").value();
  EXPECT_EQ(counts(filter), "2 3 3 3") << "the undated pass no day";
  filter.to = parse_day("2031-03-04").value();
  EXPECT_EQ(counts(filter), "1 2 2 2");
  filter.from = parse_day("2031-03-05").value();
  EXPECT_EQ(counts(filter), "0 0 0 0");
}

TEST_F(Filters, ByWords) {
  Filter filter;
  filter.text = "bridge NOT wise";
  EXPECT_EQ(counts(filter), "1 1 0 1");
  filter.text = "zoe";
  EXPECT_EQ(counts(filter), "3 0 3 0") << "accents do not count";
  filter.text = "attack*";
  EXPECT_EQ(counts(filter), "1 0 1 0");
}

TEST_F(Filters, ByConfidence) {
  Filter filter;
  filter.min_confidence = 0.75;
  EXPECT_EQ(counts(filter), "3 3 0 0");
  filter.min_confidence = 0.9;
  EXPECT_EQ(counts(filter), "2 2 0 0");
}

TEST_F(Filters, ByAllAtOnceAndByNumber) {
  Filter filter;
  filter.article = "two";
  filter.outlet = "Evening Bugle";
  filter.actor = "bruno-hale";
  filter.bloc = "Anchor";
  filter.from = filter.to = parse_day("2031-05-01").value();
  filter.min_confidence = 0.1;
  EXPECT_EQ(counts(filter), "1 1 1 1");
  filter = {};
  filter.limit = 1;
  EXPECT_EQ(counts(filter), "1 1 1 1");
  EXPECT_EQ(study_.actors(filter)->size(), 1u);
  filter.limit = 0;
  EXPECT_EQ(counts(filter), "0 0 0 0");
}

/// The error that every kind of question gives.
Error refused(const Study& study, const Filter& filter) {
  const auto articles = study.articles(filter);
  const auto statements = study.statements(filter);
  const auto relations = study.relations(filter);
  const auto codings = study.codings(filter);
  const auto actors = study.actors(filter);
  if (articles || statements || relations || codings || actors) return {};
  EXPECT_EQ(articles.error(), statements.error());
  EXPECT_EQ(articles.error(), relations.error());
  EXPECT_EQ(articles.error(), codings.error());
  EXPECT_EQ(articles.error(), actors.error());
  return articles.error();
}

TEST_F(Filters, NameTheNearestOfAnUnknownName) {
  Filter filter;
  filter.outlet = "evening bugel";
  EXPECT_EQ(refused(study_, filter).code, ErrorCode::NotFound);
  EXPECT_EQ(refused(study_, filter).message,
            "The study holds no outlet \"evening bugel\"; did you mean \"Evening Bugle\"?");
  filter = {};
  filter.actor = "marsh";
  EXPECT_EQ(refused(study_, filter).message,
            "The study holds no actor \"marsh\"; did you mean \"zoe-marsh\"?");
  filter = {};
  filter.bloc = "Beacon Front";
  EXPECT_EQ(refused(study_, filter).message,
            "The study holds no bloc \"Beacon Front\"; it holds \"Anchor\", \"Lantern\".");
  filter = {};
  filter.concept_name = "build bridges";
  EXPECT_EQ(refused(study_, filter).message,
            "The study holds no concept \"build bridges\"; did you mean \"build a bridge\"?");
  filter = {};
  filter.article = "onee";
  EXPECT_EQ(refused(study_, filter).message,
            "The study holds no article \"onee\"; did you mean \"one\"?");
}

TEST(FiltersOfAnEmptyStudy, SayWhatToDo) {
  const Folder folder;
  const auto study = made(folder);
  Filter filter;
  filter.bloc = "Lantern";
  EXPECT_EQ(refused(study, filter).message,
            "The study holds no bloc \"Lantern\", nor any other; give it a register that says who "
            "belongs to which bloc.");
}

TEST_F(Filters, RefuseWordsThatAreNoQuery) {
  Filter filter;
  for (const auto* words : {"\"open", "two-state", "AND", "a AND", "(b", "colour: red", "*"}) {
    filter.text = words;
    const auto rows = study_.statements(filter);
    ASSERT_FALSE(rows) << words;
    EXPECT_EQ(rows.error().code, ErrorCode::Malformed) << words;
    EXPECT_EQ(rows.error().where, words);
    EXPECT_FALSE(study_.articles(filter)) << words;
    EXPECT_FALSE(study_.relations(filter)) << words;
    EXPECT_FALSE(study_.codings(filter)) << words;
    EXPECT_FALSE(study_.actors(filter)) << words;
  }
}

TEST_F(Filters, RefuseANegativeLimit) {
  Filter filter;
  filter.limit = -1;
  EXPECT_EQ(refused(study_, filter).code, ErrorCode::Usage);
}

TEST_F(Filters, TakeWordsOfSqlAsWords) {
  Filter filter;
  filter.outlet = "x' OR '1'='1";
  EXPECT_EQ(refused(study_, filter).code, ErrorCode::NotFound);
}

TEST(Nearest, IsNoneAmongNone) { EXPECT_FALSE(detail::nearest("x", {})); }

TEST(Nearest, ForgivesCaseAccentsSwapsAndSlips) {
  const std::vector<std::string> known{"Zoë Marsh", "Bruno Hale", "Harbour Party"};
  EXPECT_EQ(detail::nearest("zoe marsh", known), "Zoë Marsh");
  EXPECT_EQ(detail::nearest("Burno Hale", known), "Bruno Hale");
  EXPECT_EQ(detail::nearest("Habour Party", known), "Harbour Party");
  EXPECT_EQ(detail::nearest("hale", known), "Bruno Hale");
  EXPECT_FALSE(detail::nearest("Somebody Else", known));
  EXPECT_FALSE(detail::nearest("", known));
}

}  // namespace
}  // namespace faultline::study
