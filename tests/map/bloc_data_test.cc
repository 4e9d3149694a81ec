// The rows of one bloc as numbers for measuring.

#include "map/bloc_data.h"

#include <gtest/gtest.h>

#include "map/sketch.h"

namespace faultline::map {
namespace {

BlocData data_of(const Sketch& sketch, const BlocQuery& query = {}) {
  auto data = detail::bloc_data_of_rows(in_order_of_day(sketch.rows()), query);
  EXPECT_TRUE(data) << (data ? "" : data.error().message);
  return data ? std::move(*data) : BlocData{};
}

constexpr const char* two_members = R"(
[[actor]]
id = "ana"
name = "Ana"
bloc = [{name = "Quay", from = "2031-01-01", to = "2031-03-31"}, {name = "Reef", from = "2031-04-01"}]
[[actor]]
id = "ben"
name = "Ben"
bloc = [{name = "Quay", from = "2030"}]
)";

TEST(BlocDataOfRows, TakesMembershipOnTheDay) {
  Sketch sketch(two_members);
  sketch.article("a", "Tide", "2031-03-31").acts("ben", -1, "ana", "Ben blamed Ana.", "blamed");
  sketch.article("b", "Tide", "2031-04-01").acts("ben", -1, "ana", "Ben blamed Ana.", "blamed");
  const auto data = data_of(sketch, {.bloc = "Quay"});
  ASSERT_EQ(data.ties.size(), 2U);
  EXPECT_TRUE(data.ties[0].to_member);
  EXPECT_FALSE(data.ties[1].to_member);
  EXPECT_TRUE(data.ties[1].from_member);
  const auto counts = timeline::counts_of(data.rows());
  EXPECT_EQ(counts.crit_in, 1);
  EXPECT_EQ(counts.crit_out, 1);
  // Seen from the other bloc, it is criticism from outside.
  EXPECT_EQ(timeline::counts_of(data_of(sketch, {.bloc = "Reef"}).rows()).crit_from_outside, 1);
}

TEST(BlocDataOfRows, LeadsBackToTheSentences) {
  const Sketch sketch = harbour_story();
  const auto data = data_of(sketch);
  EXPECT_EQ(data.bloc, "Harbour Compact");
  ASSERT_EQ(data.ties.size(), data.relations.size());
  for (const auto& tie : data.ties) {
    const auto& row = data.relations[tie.evidence];
    EXPECT_EQ(data.actors[tie.from], row.from);
    EXPECT_EQ(data.actors[tie.to], *row.to);
    EXPECT_EQ(data.stories[tie.cluster], row.article_id);
    EXPECT_EQ(data.outlets[tie.outlet], *row.outlet);
    EXPECT_EQ(data.outlet_of_story[tie.cluster], tie.outlet);
    EXPECT_EQ(tie.sign, row.sign);
  }
  for (const auto& coding : data.codings) {
    EXPECT_EQ(data.actors[coding.actor], data.coded[coding.evidence].actor);
    EXPECT_EQ(data.concepts[coding.concept_index], data.coded[coding.evidence].concept_name);
  }
}

TEST(BlocDataOfRows, CountsWhatItLeavesOut) {
  Sketch sketch(two_members);
  sketch.article("a", "Tide", "2031-03-10").acts("ben", -1, "ana", "1", "blamed");
  sketch.sure(0.2).acts("ben", -1, "ana", "2", "blamed");
  sketch.corrected(true).acts("ben", -1, "ana", "3", "blamed");  // a person's word counts
  sketch.corrected(false).sure(0.9);
  sketch.on("2031-03").acts("ben", -1, "ana", "4", "blamed");
  sketch.on("2030-06-01").acts("ben", -1, "ana", "5", "blamed");  // long before the first article
  sketch.on("").article("b", "Tide", "").acts("ben", -1, "ana", "6", "blamed");
  const auto data = data_of(sketch, {.bloc = "Quay"});
  EXPECT_EQ(data.ties.size(), 2U);
  EXPECT_EQ(data.unsure, 1);
  EXPECT_EQ(data.coarse, 1);
  EXPECT_EQ(data.unwatched + data.undated, 2);
}

TEST(BlocDataOfRows, DoesNotCountWhatOneDoesToOneself) {
  Sketch sketch(two_members);
  sketch.article("a", "Tide", "2031-03-10").acts("ben", -1, "ben", "Ben blamed himself.", "blamed");
  EXPECT_TRUE(data_of(sketch, {.bloc = "Quay"}).ties.empty());
}

TEST(BlocDataOfRows, KeepsAllMembershipsOfItsActors) {
  Sketch sketch(two_members);
  sketch.article("a", "Tide", "2031-03-10").acts("ben", -1, "ana", "Ben blamed Ana.", "blamed");
  const auto data = data_of(sketch, {.bloc = "quay"});  // case does not matter
  EXPECT_EQ(data.memberships.size(), 3U);
  const auto switches = timeline::switches(data.memberships);
  ASSERT_EQ(switches.size(), 3U);  // into Quay, into Reef out of Quay; Ben into Quay
  const auto& turned = switches.back();
  EXPECT_EQ(data.actors[turned.actor], "ana");
  EXPECT_EQ(data.blocs[*turned.from], "Quay");
  EXPECT_EQ(data.blocs[*turned.to], "Reef");
  EXPECT_EQ(to_string(turned.day), "2031-04-01");
}

TEST(BlocDataOfRows, NamesTheBlocsThatThereAre) {
  Sketch sketch(two_members);
  sketch.article("a", "Tide", "2031-03-10").acts("ben", -1, "ana", "Ben blamed Ana.", "blamed");
  const auto data = detail::bloc_data_of_rows(sketch.rows(), {.bloc = "Kway"});
  ASSERT_FALSE(data);
  EXPECT_EQ(data.error().code, ErrorCode::NotFound);
  EXPECT_NE(data.error().message.find("Quay"), std::string::npos);
}

}  // namespace
}  // namespace faultline::map
