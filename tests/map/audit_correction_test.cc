// What a checked sample makes of the figures: a machine that errs, and errs otherwise inside the
// bloc than outward, gets the truth back within its band.

#include "map/audit_correction.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "map/audit_plan.h"
#include "map/audit_report.h"
#include "map/detail/strata.h"
#include "map/harbour_study.h"
#include "map/map.h"
#include "map/rift_answer.h"

// All people, parties and places are invented.

namespace faultline::map {
namespace {

constexpr int articles = 60, relations_each = 8;

/// Of ten relations, so many in the first and in the second half of the articles.
struct InTen {
  unsigned first = 0, second = 0;

  [[nodiscard]] unsigned of(int number) const { return number < articles / 2 ? first : second; }
};

/// In truth all relations are Lor's criticism, some (`inside`) of Mak, of her own bloc, the rest of
/// Ost. In `wrong` of them the machine takes Ost for Mak, and reads criticism of Mak as none. Each
/// sentence tells the truth.
class LorsCriticism : public HarbourStudy {
 protected:
  LorsCriticism(InTen inside, InTen wrong) {
    std::mt19937 dice(7);
    for (int number = 0; number < articles; ++number)
      store(number, inside.of(number), wrong.of(number), dice);
  }

  void store(int number, unsigned inside, unsigned wrong, std::mt19937& dice) {
    const auto chance = [&](unsigned in_ten) { return dice() % 10 < in_ten; };
    auto article = article_of(number, 3 * number);
    actors::Cast cast;
    cast.actors = {*known_.find("ana-lor"), *known_.find("ben-mak"), *known_.find("eva-ost")};
    std::vector<positions::Relation> relations;
    for (int i = 0; i < relations_each; ++i) {
      const bool is_inside = chance(inside);
      const std::string sentence =
          fmt::format("Lor blamed {} for wall {}. ", is_inside ? "Mak" : "Ost", i);
      article.text += sentence;
      const bool is_wrong = chance(wrong);
      relations.push_back(blame(article, sentence.size(), 0, is_inside || is_wrong ? 1 : 2));
      if (is_inside && is_wrong) {
        relations.back().act = positions::Act::Consult;
        relations.back().sign = 0;
      }
      true_inside_ += is_inside ? 1 : 0;
      missed_ += is_inside && is_wrong ? 1 : 0;
    }
    keep(article, cast, relations);
  }

  [[nodiscard]] double truth() const {
    return static_cast<double>(true_inside_) / (articles * relations_each);
  }

  static AuditQuery of_harbour(std::size_t n) {
    AuditQuery query;
    query.rows.bloc = "Harbour Compact";
    query.n = n;
    return query;
  }

  study::AuditId draw(std::size_t n) {
    AuditQuery query = of_harbour(n);
    return study_->keep_audit(audit_plan(*study_, query).value()).value();
  }

  /// Answers the first `most` items as the sentences say.
  void answer(study::AuditId audit, std::size_t most) {
    const auto items = study_->audit_items(audit).value();
    for (std::size_t i = 0; i < std::min(most, items.size()); ++i) {
      const auto& item = items[i];
      const std::string to =
          item.words.find("blamed Mak") != std::string::npos ? "ben-mak" : "eva-ost";
      study::AuditAnswer made;
      made.item = item.key;
      made.coder = "Nina";
      made.verdict = study::Verdict::Right;
      if (item.drawn_to != to) made.to = to;
      if (item.drawn_sign != -1) made.act = positions::Act::Blame;
      if (made.to || made.act) made.verdict = study::Verdict::Edited;
      const auto kept = study_->answer_audit(made);
      ASSERT_TRUE(kept) << kept.error().message;
    }
  }

  [[nodiscard]] RiftAnswer rift(const RiftOptions& options = {}) const {
    const auto data = bloc_data(*study_, {.bloc = "Harbour Compact"}).value();
    return rift_answer(data, options).value();
  }

  int true_inside_ = 0;
  double missed_ = 0;  // criticisms
};

class Audited : public LorsCriticism {
 protected:
  Audited() : LorsCriticism({2, 2}, {3, 3}) {}
};

/// The truth stays, the machine gets worse.
class MachineThatGetsWorse : public LorsCriticism {
 protected:
  MachineThatGetsWorse() : LorsCriticism({2, 2}, {0, 4}) {}
};

/// The truth changes, and the machine's errors hide most of it.
class ChangeThatErrorsHide : public LorsCriticism {
 protected:
  ChangeThatErrorsHide() : LorsCriticism({1, 6}, {4, 3}) {}
};

RiftOptions by_month() {
  RiftOptions options;
  options.bin = timeline::Bin::ByMonth;
  options.permutations = 19;
  options.replicates = 50;
  return options;
}

TEST_F(Audited, GetsTheTruthBackWithinItsBand) {
  const auto before = rift(by_month());
  EXPECT_FALSE(before.correction);
  EXPECT_GT(before.share.interval.low, truth()) << "the machine is far off";
  answer(draw(160), 160);
  const auto after = rift(by_month());
  ASSERT_TRUE(after.correction);
  const auto& share = after.correction->share;
  EXPECT_EQ(after.correction->checked, 160U);
  EXPECT_EQ(share.unchecked, 0U);
  EXPECT_NEAR(share.machine.value, before.share.value, 1e-12) << "as the machine read it";
  EXPECT_LT(share.corrected.interval.low, truth());
  EXPECT_GT(share.corrected.interval.high, truth());
  EXPECT_LT(share.corrected.interval.high, before.share.interval.low);
  const auto width = [](const inference::Interval& band) { return band.high - band.low; };
  EXPECT_GT(width(share.corrected.interval), width(before.share.interval)) << "wider, honestly";
  ASSERT_EQ(after.correction->bins.size(), after.bins.size());
  std::size_t holding = 0;
  for (const auto& bin : after.correction->bins)
    if (bin.corrected.interval.low <= truth() && truth() <= bin.corrected.interval.high) ++holding;
  EXPECT_GE(holding + 1, after.bins.size());
  auto uncorrected = by_month();
  uncorrected.correct = false;
  EXPECT_FALSE(rift(uncorrected).correction);
}

RiftOptions by_week() {
  RiftOptions options;
  options.permutations = 199;
  options.replicates = 50;
  options.events = {{"half time", *parse_day("2031-04-06")}};
  return options;
}

bool is_said(const RiftAnswer& answer, std::string_view words) {
  return std::any_of(answer.cautions.begin(), answer.cautions.end(),
                     [&](const auto& caution) { return caution.find(words) != std::string::npos; });
}

TEST_F(MachineThatGetsWorse, IsNoChangeOnceASampleIsChecked) {
  answer(draw(200), 200);
  const auto made = rift(by_week());
  ASSERT_TRUE(made.turn);
  EXPECT_LT(made.turn->p, 0.05) << "as read there is a change";
  EXPECT_TRUE(is_said(made, "Corrected by the sample no change is shown"));
  ASSERT_TRUE(made.correction && made.correction->turn);
  EXPECT_GT(made.correction->turn->p, 0.05);
  const auto& event = made.events.at(0);
  EXPECT_LT(event.study.permutation_p, 0.05);
  ASSERT_TRUE(event.corrected);
  EXPECT_GT(event.corrected->p, 0.05);
  EXPECT_LT(event.corrected->part.difference.interval.low, 0);
  EXPECT_GT(event.corrected->part.difference.interval.high, 0);
  ASSERT_EQ(made.without.size(), 2U);
  for (const auto& without : made.without) {
    ASSERT_TRUE(without.corrected);
    EXPECT_LT(without.corrected->corrected.interval.low, truth());
    EXPECT_GT(without.corrected->corrected.interval.high, truth());
    ASSERT_TRUE(without.corrected_turn);
    EXPECT_GT(without.corrected_turn->p, 0.05);
  }
}

TEST_F(MachineThatGetsWorse, IsNoChangeOnTheMap) {
  MapOptions options;
  options.bloc = "Harbour Compact";
  options.permutations = 99;
  const auto before = map_of(*study_, options).value();
  EXPECT_EQ(before.finding.text.find("orrected"), std::string::npos) << before.finding.text;
  answer(draw(200), 200);
  const auto map = map_of(*study_, options).value();
  ASSERT_TRUE(map.rift.correction);
  EXPECT_NE(map.finding.text.find("Corrected by 200 checked relations: "), std::string::npos);
  EXPECT_NE(map.finding.text.find("and no change is shown (p"), std::string::npos)
      << map.finding.text;
  EXPECT_TRUE(is_said(map.rift, "may be the machine's errors"));
  EXPECT_NE(to_text(map).find("Corrected by the sample"), std::string::npos);
}

TEST_F(ChangeThatErrorsHide, IsDatedOnceASampleIsChecked) {
  answer(draw(240), 240);
  const auto made = rift(by_week());
  ASSERT_TRUE(made.correction && made.correction->turn);
  const auto& turn = *made.correction->turn;
  EXPECT_LT(turn.p, 0.05);
  EXPECT_LE(to_string(turn.first_earliest), "2031-04-06");
  EXPECT_GE(to_string(turn.first_latest), "2031-03-31");
  EXPECT_LT(turn.part.before.corrected.value, 0.3);
  EXPECT_GT(turn.part.after.corrected.value, 0.4);
  EXPECT_GT(turn.part.difference.interval.low, 0);
  EXPECT_GT(turn.part.difference.value, made.turn->difference.value) << "as read it is smaller";
  EXPECT_LT(made.events.at(0).corrected->p, 0.05);
  const auto again = rift(by_week());
  EXPECT_EQ(again.correction->turn->p, turn.p) << "the same for one seed";
}

TEST_F(Audited, AnEarlyStopCorrectsToo) {
  answer(draw(160), 70);
  const auto made = rift(by_month()).correction;
  ASSERT_TRUE(made);
  EXPECT_EQ(made->checked, 70U);
  EXPECT_LT(made->share.corrected.interval.low, truth());
  EXPECT_GT(made->share.corrected.interval.high, truth());
}

TEST_F(Audited, WithNothingCheckedOfAKindThereIsNoCorrectedShare) {
  answer(draw(160), 1);
  const auto made = rift(by_month()).correction;
  ASSERT_TRUE(made);
  EXPECT_GT(made->share.unchecked, 0U);
  EXPECT_TRUE(std::isnan(made->share.corrected.value));
}

TEST_F(Audited, WhatPeopleDecidedOtherwiseIsRightAsItIs) {
  const auto rows = study_->relations().value();
  ASSERT_TRUE(
      study_->correct({study::Correction::About::Relation,
                       static_cast<std::int64_t>(rows.at(0).key), "valid", "no", "Otto", ""}));
  const auto audit = draw(100);
  const auto items = study_->audit_items(audit).value();
  for (const auto& item : items)
    EXPECT_NE(item.relation, rows.at(0).key) << "not drawn: it is known";
  answer(audit, 100);
  const auto made = rift(by_month()).correction;
  ASSERT_TRUE(made);
  EXPECT_EQ(made->decided, 0U) << "it is not there, so it touches no bloc";
  ASSERT_TRUE(
      study_->correct({study::Correction::About::Relation,
                       static_cast<std::int64_t>(rows.at(0).key), "valid", "yes", "Otto", ""}));
  EXPECT_EQ(rift(by_month()).correction->decided, 1U);
}

TEST_F(Audited, SamplesAreTheSameForOneSeedAndHoldTheirProbabilities) {
  AuditQuery query = of_harbour(50);
  const auto plan = audit_plan(*study_, query).value();
  const auto again = audit_plan(*study_, query).value();
  ASSERT_EQ(plan.items.size(), 50U);
  std::vector<double> drawn(plan.strata.size());
  std::set<study::RelationId> relations;
  for (std::size_t i = 0; i < plan.items.size(); ++i) {
    EXPECT_EQ(plan.items[i].relation, again.items[i].relation);
    relations.insert(plan.items[i].relation);
    drawn[plan.items[i].stratum] += 1;
  }
  EXPECT_EQ(relations.size(), 50U);
  for (const auto& item : plan.items)
    EXPECT_NEAR(item.inclusion,
                drawn[item.stratum] / static_cast<double>(plan.strata[item.stratum].units), 1e-12);
  query.seed = 2;
  const auto other = audit_plan(*study_, query).value();
  EXPECT_NE(other.items[0].relation, plan.items[0].relation);
  query.n = 0;
  EXPECT_EQ(audit_plan(*study_, query).error().code, ErrorCode::Usage);
}

TEST_F(Audited, TheReportHoldsPrecisionAndRecallWithIntervals) {
  answer(draw(160), 160);
  const auto report = audit_report(*study_).value();
  EXPECT_EQ(report.checked, 160U);
  const auto& all = report.parts.at(0);
  EXPECT_EQ(all.by, "all");
  EXPECT_EQ(all.checked, 160U);
  EXPECT_TRUE(all.right.interval.low < 0.7 && 0.7 < all.right.interval.high) << all.right.value;
  EXPECT_EQ(all.there.value, 1);
  EXPECT_LT(all.there.interval.low, 1) << "none wrong in 160 does not mean none";
  EXPECT_EQ(all.criticism.value, 1) << "whatever it reads as criticism is one, if of another";
  const double found = 1 - missed_ / (articles * relations_each);
  EXPECT_LT(all.recall.interval.low, found) << "its criticism inside that it took for none";
  EXPECT_GT(all.recall.interval.high, found);
  EXPECT_LT(all.recall.interval.high, 1);
  std::set<std::string> outlets;
  for (const auto& part : report.parts)
    if (part.by == "outlet") outlets.insert(part.name);
  EXPECT_EQ(outlets, (std::set<std::string>{"Quay Gazette", "Evening Tide"}));
}

TEST(Strata, NeverMixTheFirstPartAndAreLargeEnough) {
  std::vector<detail::StratumKey> keys;
  std::mt19937 dice(3);
  for (int i = 0; i < 400; ++i)
    keys.push_back({std::to_string(dice() % 3), std::to_string(dice() % 2),
                    std::to_string(dice() % 5), std::to_string(dice() % 7)});
  keys.push_back({"alone", "", "", ""});
  const std::vector<double> weights(keys.size(), 1.0);
  const auto strata = detail::strata_of(keys, weights, 12);
  ASSERT_EQ(strata.of_unit.size(), keys.size());
  std::vector<std::set<std::string>> first(strata.names.size());
  std::vector<int> size(strata.names.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    first[strata.of_unit[i]].insert(keys[i][0]);
    ++size[strata.of_unit[i]];
  }
  EXPECT_GT(strata.names.size(), 4U);
  for (std::size_t stratum = 0; stratum < first.size(); ++stratum) {
    EXPECT_EQ(first[stratum].size(), 1U);
    EXPECT_GE(size[stratum], first[stratum].contains("alone") ? 1 : 12);
  }
}

}  // namespace
}  // namespace faultline::map
