// Passages that people read for what was missed: kept with their probabilities, read, undone, and
// found when the article is read again.

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "study/detail/file.h"
#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

class Passages : public testing::Test {
 protected:
  Passages() {
    EXPECT_TRUE(holds(study_.store(quarrel().read(), reader)));
    article_ = study_.articles()->at(0).key;
    plan_.bloc = "harbour";
    plan_.frame = "all";
    plan_.seed = 7;
    plan_.min_confidence = 0.5;
    plan_.strata = {{"criticism found", 5}};
    plan_.items = {{article_, 0, 0.2, 2, 3, {{4}, {20}}}};
    EXPECT_TRUE(holds(study_.keep_passages(plan_)));
  }
  [[nodiscard]] PassageRow passage() const { return study_.passages()->at(0); }
  [[nodiscard]] PassageAnswer answer(std::vector<Miss> misses,
                                     const std::string& coder = "Nina") const {
    return {passage().key, std::move(misses), coder, ""};
  }

  Folder folder_;
  Study study_ = made(folder_);
  ArticleId article_{};
  PassagePlan plan_;
  // Zoë against Ada: nothing of the kind is there.
  Miss miss_{"zoe-marsh", "ada-odell", positions::Act::Accuse, -1, false};
};

TEST_F(Passages, KeepWhereTheyStandAndTheirProbabilities) {
  const auto audits = study_.audits().value();
  ASSERT_EQ(audits.size(), 1U);
  EXPECT_EQ(audits[0].kind, AuditKind::Passages);
  EXPECT_EQ(audits[0].min_confidence, 0.5);
  EXPECT_EQ(audits[0].units, 5);
  EXPECT_EQ(audits[0].items, 1);
  EXPECT_EQ(audits[0].answered, 0);
  EXPECT_EQ(study_.audit_items()->size(), 0U);
  const auto row = passage();
  EXPECT_EQ(row.article, article_);
  EXPECT_EQ(row.stratum, "criticism found");
  EXPECT_EQ(row.units, 5);
  EXPECT_EQ(row.inclusion, 0.2);
  EXPECT_EQ(row.part, 2);
  EXPECT_EQ(row.parts, 3);
  EXPECT_EQ(row.span, (ByteSpan{{4}, {20}}));
  EXPECT_EQ(row.published, parse_day("2031-03-04").value());
  EXPECT_TRUE(row.is_current);
  EXPECT_FALSE(row.answered_at);
}

TEST_F(Passages, RefuseWhatIsNoSample) {
  const auto refuses = [&](PassagePlan plan) {
    const auto kept = study_.keep_passages(plan);
    return kept ? std::optional<ErrorCode>() : std::optional(kept.error().code);
  };
  auto plan = plan_;
  plan.items.push_back(plan.items[0]);
  EXPECT_EQ(refuses(plan), ErrorCode::Usage) << "twice";
  plan = plan_;
  plan.items[0].inclusion = 1.5;
  EXPECT_EQ(refuses(plan), ErrorCode::Usage);
  plan = plan_;
  plan.items[0].part = 4;
  EXPECT_EQ(refuses(plan), ErrorCode::Usage);
  plan = plan_;
  plan.items[0].span = {{4}, {1000000}};
  EXPECT_EQ(refuses(plan), ErrorCode::Usage);
  plan = plan_;
  plan.items[0].article = ArticleId{999};
  EXPECT_EQ(refuses(plan), ErrorCode::NotFound);
  plan.items.clear();
  EXPECT_EQ(refuses(plan), ErrorCode::Usage);
  EXPECT_EQ(study_.audits()->size(), 1U) << "all or nothing";
}

TEST_F(Passages, KeepWhatIsMissingBesideTheRelations) {
  ASSERT_TRUE(holds(study_.answer_passage(answer({miss_}))));
  ASSERT_EQ(passage().misses.size(), 1U);
  EXPECT_EQ(passage().misses[0], miss_);
  EXPECT_EQ(passage().coder, "Nina");
  EXPECT_TRUE(passage().answered_at);
  EXPECT_EQ(study_.audits()->front().answered, 1);
  EXPECT_EQ(study_.relations()->size(), 2U) << "no relation joins the list";
}

TEST_F(Passages, AnswersStandInEachOthersPlaceAndAreTakenBack) {
  ASSERT_TRUE(holds(study_.answer_passage(answer({miss_}))));
  ASSERT_TRUE(holds(study_.answer_passage(answer({}))));
  EXPECT_TRUE(passage().misses.empty());
  EXPECT_TRUE(passage().answered_at) << "read, and nothing missing";
  EXPECT_EQ(study_.undo_passage_answer("Otto").error().code, ErrorCode::NotFound);
  const auto undone = study_.undo_passage_answer("Nina", passage().key);
  ASSERT_TRUE(holds(undone));
  EXPECT_EQ(undone->misses.size(), 1U) << "the earlier one holds again";
  ASSERT_TRUE(holds(study_.undo_passage_answer("Nina")));
  EXPECT_FALSE(passage().answered_at);
  EXPECT_EQ(study_.undo_passage_answer("Nina").error().code, ErrorCode::NotFound);
}

TEST_F(Passages, RefuseWhatIsNoAnswer) {
  const auto code = [&](const PassageAnswer& given) {
    const auto kept = study_.answer_passage(given);
    return kept ? std::optional<ErrorCode>() : std::optional(kept.error().code);
  };
  EXPECT_EQ(code(answer({}, "")), ErrorCode::Usage);
  EXPECT_EQ(code(answer({}, "machine")), ErrorCode::Usage);
  auto miss = miss_;
  miss.to = miss.from;
  EXPECT_EQ(code(answer({miss})), ErrorCode::Usage) << "to herself";
  miss = miss_;
  miss.sign = 2;
  EXPECT_EQ(code(answer({miss})), ErrorCode::Usage);
  miss = miss_;
  miss.from = "zoe-mash";
  const auto refused = study_.answer_passage(answer({miss_, miss}));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("zoe-marsh"), std::string::npos) << "the nearest";
  auto unknown = answer({});
  unknown.passage = PassageId{99};
  EXPECT_EQ(code(unknown), ErrorCode::NotFound);
  EXPECT_FALSE(passage().answered_at) << "all or nothing";
}

TEST_F(Passages, WhatIsFoundWhenTheArticleIsReadAgainIsMissingNoMore) {
  ASSERT_TRUE(holds(study_.answer_passage(answer({miss_}))));
  auto anew = quarrel();
  const auto zoe = std::find_if(anew.cast.actors.begin(), anew.cast.actors.end(),
                                [](const auto& actor) { return actor.id == "zoe-marsh"; });
  const auto ada = std::find_if(anew.cast.actors.begin(), anew.cast.actors.end(),
                                [](const auto& actor) { return actor.id == "ada-odell"; });
  ASSERT_NE(zoe, anew.cast.actors.end());
  ASSERT_NE(ada, anew.cast.actors.end());
  const auto number = [&](auto at) {
    return ActorIndex{static_cast<std::uint32_t>(at - anew.cast.actors.begin())};
  };
  anew.relates(number(zoe), positions::Act::Accuse, number(ada), "said", "Ada Odell said");
  ASSERT_TRUE(holds(study_.store(anew.read(), "reader 2")));
  EXPECT_TRUE(passage().misses.at(0).is_found_by_now);
  EXPECT_TRUE(passage().is_current) << "the text is the same";
}

TEST_F(Passages, OfATextThatHasChangedAreNoPassagesOfIt) {
  ASSERT_TRUE(holds(study_.answer_passage(answer({miss_}))));
  auto changed = quarrel();
  changed.article.text += " A last word.";
  changed.document.text = changed.article.text;
  ASSERT_TRUE(holds(study_.store(changed.read(), reader)));
  EXPECT_FALSE(passage().is_current);
  const auto refused = study_.answer_passage(answer({}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
}

TEST_F(Passages, CastsSayWhoStandsWhere) {
  const auto cast = study_.cast_of(article_).value();
  ASSERT_EQ(cast.size(), 3U);
  for (std::size_t i = 1; i < cast.size(); ++i) {
    ASSERT_TRUE(!cast[i].first || cast[i - 1].first) << "without a place they stand last";
    if (cast[i].first) {
      EXPECT_LE(*cast[i - 1].first, *cast[i].first);
    }
  }
  const std::vector<std::string> asked{"zoe-marsh", "ada-odell", "nobody"};
  const auto counts = study_.casts_with(asked).value();
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].article, article_);
  EXPECT_EQ(counts[0].actors, 3);
  EXPECT_EQ(counts[0].found, (std::vector<std::string>{"ada-odell", "zoe-marsh"}));
  EXPECT_TRUE(study_.casts_with(std::vector<std::string>{"nobody"})->empty());
}

}  // namespace
}  // namespace faultline::study
