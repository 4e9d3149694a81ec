// What passages that people read make of the figures: a machine that misses more of the criticism
// inside the bloc gets the truth back, and its recall is told.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

#include "map/audit_plan.h"
#include "map/audit_report.h"
#include "map/detail/passage_units.h"
#include "map/harbour_study.h"
#include "map/rift_answer.h"

// All people, parties and places are invented.

namespace faultline::map {
namespace {

constexpr int articles = 90, sentences = 4;

/// Each article has four criticisms by Lor, three in ten of them of Mak, of her own bloc. The
/// machine misses half of those, and one in ten of the others. Every third article is about others.
class Missed : public HarbourStudy {
 protected:
  Missed() {
    std::mt19937 dice(11);
    for (int number = 0; number < articles; ++number) store(number, dice);
  }

  void store(int number, std::mt19937& dice) {
    const bool is_elsewhere = number % 3 == 2;
    auto article = article_of(number, 2 * number);
    actors::Cast cast;
    for (const auto* id : {"ana-lor", "ben-mak", "eva-ost", "ivo-dahl"})
      if (!is_elsewhere || std::string_view(id) > "c") cast.actors.push_back(*known_.find(id));
    std::vector<positions::Relation> relations;
    for (int i = 0; i < sentences; ++i) {
      const bool is_inside = !is_elsewhere && dice() % 10 < 3;
      const bool is_missed = dice() % 10 < (is_inside ? 5U : 1U);
      const std::string sentence =
          fmt::format("{} blamed {} for wall {}. ", is_elsewhere ? "Dahl" : "Lor",
                      is_inside ? "Mak" : "Ost", i);
      article.text += sentence;
      inside_ += is_inside ? 1 : 0;
      outward_ += !is_elsewhere && !is_inside ? 1 : 0;
      found_inside_ += is_inside && !is_missed ? 1 : 0;
      if (is_missed) continue;
      relations.push_back(blame(article, sentence.size(), is_elsewhere ? 1 : 0,
                                is_elsewhere ? 0
                                : is_inside  ? 1
                                             : 2));
    }
    keep(article, cast, relations);
  }

  static AuditQuery of_harbour(std::size_t n) {
    AuditQuery query;
    query.rows.bloc = "Harbour Compact";
    query.n = n;
    return query;
  }

  /// All that was found is right: a person says so of so many.
  void check_relations(std::size_t n) {
    const auto audit = study_->keep_audit(audit_plan(*study_, of_harbour(n)).value()).value();
    const auto items = study_->audit_items(audit).value();
    for (const auto& item : items)
      ASSERT_TRUE(study_->answer_audit({.item = item.key,
                                        .verdict = study::Verdict::Right,
                                        .from = {},
                                        .to = {},
                                        .act = {},
                                        .sign = {},
                                        .coder = "Nina",
                                        .note = ""}));
  }

  /// Reads so many passages and says which sentences of theirs have no relation.
  std::size_t read_passages(std::size_t n, std::size_t most = 1000) {
    const auto audit = study_->keep_passages(passage_plan(*study_, of_harbour(n)).value()).value();
    std::size_t told = 0;
    const auto passages = study_->passages(audit).value();
    for (std::size_t i = 0; i < std::min(most, passages.size()); ++i) {
      const auto& passage = passages[i];
      study::Filter filter;
      filter.article = passage.article_id;
      const auto found = study_->machine_relations(filter).value();
      const std::string text = study_->text_of(passage.article).value();
      study::PassageAnswer answer{passage.key, {}, "Nina", ""};
      for (int sentence = 0; sentence < sentences; ++sentence) {
        const auto wall = fmt::format("wall {}.", sentence);
        const auto has_wall = [&](const auto& row) {
          return row.evidence_text.find(wall) != std::string::npos;
        };
        if (std::any_of(found.begin(), found.end(), has_wall)) continue;
        const bool is_inside = text.find("blamed Mak for " + wall) != std::string::npos;
        answer.misses.push_back(
            {"ana-lor", is_inside ? "ben-mak" : "eva-ost", positions::Act::Blame, -1, false});
      }
      told += answer.misses.size();
      const auto kept = study_->answer_passage(answer);
      EXPECT_TRUE(kept) << kept.error().message;
    }
    return told;
  }

  [[nodiscard]] RiftAnswer rift() const {
    RiftOptions options;
    options.bin = timeline::Bin::ByMonth;
    options.permutations = 19;
    options.replicates = 50;
    return rift_answer(bloc_data(*study_, {.bloc = "Harbour Compact"}).value(), options).value();
  }
  [[nodiscard]] double truth() const {
    return static_cast<double>(inside_) / static_cast<double>(inside_ + outward_);
  }

  int inside_ = 0, outward_ = 0, found_inside_ = 0;
};

bool holds_truth(const inference::Interval& band, double truth) {
  return band.low <= truth && truth <= band.high;
}

TEST_F(Missed, TheFrameIsArticlesThatNameAMemberAndAnother) {
  const auto plan = passage_plan(*study_, of_harbour(1000)).value();
  EXPECT_EQ(plan.items.size(), 60U) << "those about others are not drawn";
  std::int64_t units = 0;
  for (const auto& stratum : plan.strata) units += stratum.units;
  EXPECT_EQ(units, 60);
  EXPECT_NE(plan.frame.find("one of them of Harbour Compact"), std::string::npos);
  const auto again = passage_plan(*study_, of_harbour(20)).value();
  const auto same = passage_plan(*study_, of_harbour(20)).value();
  ASSERT_EQ(again.items.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(again.items[i].article, same.items[i].article);
  EXPECT_EQ(passage_plan(*study_, of_harbour(0)).error().code, ErrorCode::Usage);
}

TEST_F(Missed, WhatPeopleFindMissingCorrectsShareCountAndRate) {
  check_relations(60);
  const auto before = rift();
  ASSERT_TRUE(before.correction);
  EXPECT_EQ(before.correction->read, 0U);
  EXPECT_FALSE(before.correction->share_of_found);
  EXPECT_FALSE(holds_truth(before.correction->share.corrected.interval, truth()))
      << "errors alone do not explain it";
  const auto told = read_passages(30);
  const auto after = rift().correction;
  ASSERT_TRUE(after);
  EXPECT_EQ(after->passages, 60U);
  EXPECT_EQ(after->read, 30U);
  EXPECT_EQ(after->missed, told);
  EXPECT_TRUE(holds_truth(after->share.corrected.interval, truth()))
      << after->share.corrected.value;
  ASSERT_TRUE(after->share_of_found);
  EXPECT_LT(after->share_of_found->corrected.value, after->share.corrected.value);
  EXPECT_EQ(after->inside.machine, found_inside_);
  EXPECT_TRUE(holds_truth(after->inside.corrected.interval, inside_));
  EXPECT_TRUE(holds_truth(after->outward.corrected.interval, outward_));
  EXPECT_GT(after->inside.corrected.interval.low, found_inside_);
}

TEST_F(Missed, ReadingAllLeavesNoDoubtOfTheCounts) {
  check_relations(1000);
  read_passages(1000);
  const auto made = rift().correction;
  ASSERT_TRUE(made);
  EXPECT_NEAR(made->inside.corrected.value, inside_, 1e-9);
  EXPECT_NEAR(made->inside.corrected.interval.low, inside_, 1e-9);
  EXPECT_NEAR(made->inside.corrected.interval.high, inside_, 1e-9);
  EXPECT_EQ(passage_plan(*study_, of_harbour(5)).error().code, ErrorCode::Usage)
      << "nothing is left to draw";
}

TEST_F(Missed, RecallIsToldByBlocOutletAndPeriod) {
  check_relations(60);
  read_passages(40, 30);
  const auto report = audit_report(*study_).value();
  ASSERT_EQ(report.recall.size(), 1U);
  const auto& recall = report.recall[0];
  EXPECT_EQ(recall.bloc, "Harbour Compact");
  EXPECT_TRUE(recall.is_checked);
  std::set<std::string> by;
  for (const auto& part : recall.parts) {
    by.insert(part.by);
    if (part.by == "outlet") {
      EXPECT_LT(part.read, part.passages);
    }
    if (part.name != "criticism inside") continue;
    EXPECT_EQ(part.read, 30U);
    EXPECT_EQ(part.found, found_inside_);
    EXPECT_TRUE(holds_truth(part.recall.interval,
                            static_cast<double>(found_inside_) / static_cast<double>(inside_)))
        << part.recall.value;
    EXPECT_LT(part.recall.interval.high, 0.9);
  }
  EXPECT_EQ(by, (std::set<std::string>{"all", "bloc", "outlet", "period"}));
}

TEST_F(Missed, WithoutCheckedRelationsNothingIsCorrectedAndRecallSaysSo) {
  read_passages(30);
  EXPECT_FALSE(rift().correction);
  const auto report = audit_report(*study_).value();
  ASSERT_EQ(report.recall.size(), 1U);
  EXPECT_FALSE(report.recall[0].is_checked);
  EXPECT_LT(report.recall[0].parts.at(0).recall.value, 0.95);
  EXPECT_EQ(report.checked, 0U);
}

TEST(Passages, HoldAllOfATextAndEndWithParagraphsWhereTheyCan) {
  EXPECT_TRUE(detail::passages_of("").empty());
  EXPECT_EQ(detail::passages_of("One line.").size(), 1U);
  std::string text;
  for (int i = 0; i < 80; ++i) text += std::string(90, 'a') + ".\n";
  const auto passages = detail::passages_of(text, 1000);
  std::uint32_t at = 0;
  for (const auto& passage : passages) {
    EXPECT_EQ(passage.begin.value, at);
    EXPECT_LE(passage.size(), 1200U);
    EXPECT_EQ(text[passage.end.value - 1], '\n');
    at = passage.end.value;
  }
  EXPECT_EQ(at, text.size());
  EXPECT_GT(passages.size(), 6U);
}

TEST(Passages, AreCutBetweenCharactersWhereNothingElseParts) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "é";
  std::uint32_t at = 0;
  for (const auto& passage : detail::passages_of(text, 1001)) {
    EXPECT_EQ(passage.begin.value, at);
    EXPECT_EQ(passage.size() % 2, 0U);
    EXPECT_GT(passage.size(), 0U);
    at = passage.end.value;
  }
  EXPECT_EQ(at, text.size());
}

}  // namespace
}  // namespace faultline::map
