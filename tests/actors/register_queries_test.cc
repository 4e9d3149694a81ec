#include "actors/register_queries.h"

#include <gtest/gtest.h>

// All people, parties and places are invented.

namespace faultline::actors {
namespace {

const Register& known() {
  static const Register instance = Register::parse(R"(
[[actor]]
name = "Ada Odell"
also = ["Mayor Odell", "Ада Оделл"]
role = [ {title = "Speaker of Parliament", from = "2028-03", to = "2031-04-22", source = "Gazette 7"},
         {title = "Mayor", to = 2027} ]
bloc = [ {name = "Lantern", from = 2026} ]
[[actor]]
name = "Bo Odell"
role = [ {title = "Deputy Speaker of Parliament"} , {title = "former Speaker of Parliament"} ]
[[actor]]
name = "Mohsen Baqeri"
role = [ {title = "Speaker of Parliament", from = "2031-04-23"} ]
[[actor]]
name = "Port Union"
kind = "organization"
)",
                                                   "r.toml")
                                       .value();
  return instance;
}

std::vector<std::string> holders(const char* office, const char* day) {
  std::vector<std::string> ids;
  for (const auto& holder : office_holders(known(), office, parse_day(day).value()))
    ids.push_back(holder.actor->id + (holder.is_certain ? "" : "?"));
  return ids;
}

std::vector<std::string> bearers(const char* name, const char* day = nullptr) {
  std::vector<std::string> ids;
  std::optional<Day> when;
  if (day != nullptr) when = parse_day(day).value();
  for (const auto& bearer : name_bearers(known(), name, when))
    ids.push_back(bearer.actor->id + " " + std::string(to_string(bearer.use)) +
                  (bearer.is_active ? "" : " not then"));
  return ids;
}

using Ids = std::vector<std::string>;

TEST(OfficeHolders, AreThoseOfTheDay) {
  EXPECT_EQ(holders("Speaker of Parliament", "2031-04-22"), Ids{"ada-odell"});
  EXPECT_EQ(holders("Speaker of Parliament", "2031-04-23"), Ids{"mohsen-baqeri"});
  EXPECT_EQ(holders("Speaker of Parliament", "2028-02-29"), Ids{});
  EXPECT_EQ(office_holders({}, "Speaker", parse_day("2031-04-22").value()).size(), 0u);
}

TEST(OfficeHolders, AreUncertainInAMonthThatIsKnownAsAWhole) {
  EXPECT_EQ(holders("the speaker", "2028-03-30"), Ids{"ada-odell?"});
  EXPECT_EQ(holders("the speaker", "2028-03-31"), Ids{"ada-odell"});
  EXPECT_EQ(holders("mayor", "2027-01-01"), Ids{"ada-odell"});
  EXPECT_EQ(holders("mayor", "2027-01-02"), Ids{"ada-odell?"});
}

TEST(OfficeHolders, AreDeputiesOrFormerOnesOnlyWhenAskedFor) {
  EXPECT_EQ(holders("deputy speaker", "2030-01-01"), Ids{"bo-odell"});
  EXPECT_EQ(holders("former Speaker of Parliament", "2030-01-01"), Ids{"bo-odell"});
}

TEST(NameBearers, HaveTheWholeNameInAnyScript) {
  EXPECT_EQ(bearers("ada odell"), Ids{"ada-odell name"});
  EXPECT_EQ(bearers("Ада Оделл"), Ids{"ada-odell name"});
  EXPECT_EQ(bearers("The Port Union"), Ids{"port-union name"});
  EXPECT_EQ(bearers("Nobody Else"), Ids{});
  EXPECT_EQ(bearers(""), Ids{});
}

TEST(NameBearers, ShareASurnameAndThoseOfTheDayComeFirst) {
  EXPECT_EQ(bearers("Odell"), (Ids{"ada-odell surname", "bo-odell surname"}));
  EXPECT_EQ(bearers("General Odell", "2020-01-01"), (Ids{"ada-odell surname", "bo-odell surname"}));
  EXPECT_EQ(bearers("Baqeri", "2031-04-22"), (Ids{"mohsen-baqeri surname not then"}));
}

TEST(NameBearers, MaySoundAlike) {
  EXPECT_EQ(bearers("Mohsen Bagheri"), Ids{"mohsen-baqeri sound"});
}

TEST(Tenures, ComeInTheOrderOfTime) {
  const auto all = tenures(*known().find("ada-odell"));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].what, "Mayor");
  EXPECT_EQ(all[1].what, "Lantern");
  EXPECT_EQ(all[1].kind, Tenure::Kind::Bloc);
  EXPECT_EQ(all[2].what, "Speaker of Parliament");
  EXPECT_EQ(all[2].source, "Gazette 7");
  EXPECT_TRUE(tenures(Actor{}).empty());
}

}  // namespace
}  // namespace faultline::actors
