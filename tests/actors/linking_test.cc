// Which actors of different articles are one.

#include "actors/linking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "actors/detail/likeness.h"

namespace faultline::actors {
namespace {

/// Articles as lines: "outlet day: name (title); name (title)".
class Press {
 public:
  Press& article(std::string outlet, std::string_view day,
                 std::initializer_list<std::pair<std::string, std::string>> cast) {
    const std::string id = "a" + std::to_string(++count_);
    std::map<std::string, int> seen;
    for (const auto& [name, title] : cast) {
      Appearance appearance;
      appearance.article = id;
      appearance.outlet = outlet;
      if (!day.empty()) appearance.day = parse_day(day).value();
      appearance.name = name;
      appearance.id = slug(name);
      if (const int number = ++seen[appearance.id]; number > 1)
        appearance.id += "-" + std::to_string(number);
      if (!title.empty()) appearance.titles = {title};
      all.push_back(std::move(appearance));
    }
    return *this;
  }
  Appearance& last() { return all.back(); }

  std::vector<Appearance> all;

 private:
  int count_ = 0;
};

Links link(const Press& press, const std::vector<Actor>& known = {}) {
  return link_actors(press.all, known);
}

std::vector<std::string> ids(const Links& links) {
  std::vector<std::string> result;
  for (const auto& actor : links.actors) result.push_back(actor.id);
  return result;
}

using Ids = std::vector<std::string>;

bool is_proposed(const Links& links, std::string_view one, std::string_view other) {
  return std::any_of(links.proposals.begin(), links.proposals.end(), [&](const auto& proposal) {
    return !proposal.is_joined && ((proposal.one == one && proposal.other == other) ||
                                   (proposal.one == other && proposal.other == one));
  });
}

double probability(const std::string& one, const std::string& other) {
  Press press;
  press.article("A", "2031-01-01", {{one, ""}}).article("B", "2031-02-01", {{other, ""}});
  const auto links = link_actors(press.all, {}, {.join = 1.1, .propose = 0.0001});
  return links.proposals.empty() ? 0 : links.proposals.front().probability;
}

Actor registered(std::string id, std::string name) {
  Actor actor;
  actor.id = std::move(id);
  actor.name = std::move(name);
  actor.is_registered = true;
  return actor;
}

TEST(LinkActors, OfNothingIsNothing) {
  const auto links = link_actors({}, {});
  EXPECT_TRUE(links.actors.empty());
  EXPECT_TRUE(links.proposals.empty());
}

TEST(LinkActors, OfOneIsThatOne) {
  Press press;
  press.article("A", "", {{"Ada Odell", ""}});
  EXPECT_EQ(ids(link(press)), Ids{"ada-odell"});
}

TEST(LinkActors, TakesTenNamesInTwoOutletsSpellingsForTenActors) {
  Press press;
  for (const auto& [one, other] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Mohammad Bagheri", "Mohammed Baqeri"},
           {"Ali Khamenei", "Ali Khamene'i"},
           {"Yusuf Darwish", "Yousef Darwich"},
           {"Volodymyr Zelensky", "Volodymyr Zelenskyy"},
           {"Moammar Gaddafi", "Muammar Qadhafi"},
           {"Hossein Salami", "Hussein Salami"},
           {"Abdollah Nouri", "Abdullah Nuri"},
           {"Ebrahim Raisi", "Ibrahim Raeisi"},
           {"Mikhail Gorbachev", "Mikhail Gorbachoff"},
           {"Mahmoud Ahmadinejad", "Mahmud Ahmadinezhad"}})
    press.article("Daily Trumpet", "2031-03-01", {{one, ""}})
        .article("Evening Bugle", "2031-03-02", {{other, ""}});
  const auto links = link(press);
  EXPECT_EQ(links.actors.size(), 10U) << testing::PrintToString(ids(links));
  EXPECT_EQ(std::count_if(links.proposals.begin(), links.proposals.end(),
                          [](const auto& p) { return p.is_joined; }),
            9)
      << "an apostrophe makes no other name";
}

TEST(LinkActors, KeepsTwoPeopleOfOneSurnameApart) {
  Press press;
  press.article("A", "2031-01-01", {{"Hassan Rahimi", ""}})
      .article("B", "2031-01-02", {{"Leila Rahimi", ""}})
      .article("B", "2031-01-03", {{"Hassan Rahimi", ""}});
  const auto links = link(press);
  EXPECT_EQ(ids(links), (Ids{"hassan-rahimi", "leila-rahimi"}));
  EXPECT_FALSE(is_proposed(links, "hassan-rahimi", "leila-rahimi"));
}

TEST(LinkActors, KeepsTwoOfOneBareSurnameApartByTheirOfficesOnThatDay) {
  Press press;
  press.article("A", "2031-01-01", {{"Rahimi", "minister of water"}})
      .article("B", "2031-01-01", {{"Rahimi", "governor of Alborz"}})
      .article("B", "2031-01-03", {{"Rahimi", "the water minister"}});
  const auto links = link(press);
  EXPECT_EQ(ids(links), (Ids{"rahimi", "rahimi-2"}));
  EXPECT_EQ(links.actor_of[0], links.actor_of[2]);
}

TEST(LinkActors, KeepsTwoOfOneFullNameApartByTheirOffices) {
  Press press;
  press.article("A", "2031-01-01", {{"Omid Karimi", "footballer"}})
      .article("B", "2031-01-02", {{"Omid Karimi", "ambassador to Oman"}});
  const auto links = link(press);
  EXPECT_EQ(ids(links), (Ids{"omid-karimi", "omid-karimi-2"}));
  EXPECT_TRUE(is_proposed(links, "omid-karimi", "omid-karimi-2")) << "a person may know better";
}

TEST(LinkActors, TakesAnOfficeOfAnotherYearForTheNextOne) {
  Press press;
  press.article("A", "2025-01-01", {{"Omid Karimi", "ambassador to Oman"}})
      .article("B", "2031-01-02", {{"Omid Karimi", "governor of Alborz"}});
  EXPECT_EQ(ids(link(press)), Ids{"omid-karimi"});
}

TEST(LinkActors, JoinsTheSameUnknownPersonInFiftyArticles) {
  Press press;
  for (int i = 0; i < 50; ++i)
    press.article(i % 2 == 0 ? "A" : "B", "2031-01-01", {{"Mina Farahani", ""}});
  const auto links = link(press);
  EXPECT_EQ(ids(links), Ids{"mina-farahani"});
  EXPECT_TRUE(links.proposals.empty());
}

TEST(LinkActors, ProposesASurnameAloneAndJoinsItWithTheSameOffice) {
  Press alone;
  alone.article("A", "2031-01-01", {{"Hassan Rahimi", "minister of water"}})
      .article("A", "2031-01-09", {{"Rahimi", ""}});
  const auto open = link(alone);
  EXPECT_EQ(ids(open), (Ids{"hassan-rahimi", "rahimi"}));
  EXPECT_TRUE(is_proposed(open, "hassan-rahimi", "rahimi"));
  Press in_office;
  in_office.article("A", "2031-01-01", {{"Hassan Rahimi", "minister of water"}})
      .article("A", "2031-01-09", {{"Rahimi", "water minister"}});
  EXPECT_EQ(ids(link(in_office)), Ids{"hassan-rahimi"});
}

TEST(LinkActors, GivesASurnameThatFitsTwoToNeither) {
  Press press;
  press.article("A", "2031-01-01", {{"Ali Larijani", "speaker of parliament"}})
      .article("A", "2031-01-02", {{"Sadegh Larijani", "speaker of parliament"}})
      .article("A", "2031-02-02", {{"Larijani", "speaker of parliament"}});
  const auto links = link(press);
  EXPECT_EQ(ids(links), (Ids{"ali-larijani", "larijani", "sadegh-larijani"}));
  EXPECT_TRUE(is_proposed(links, "ali-larijani", "larijani"));
  EXPECT_TRUE(is_proposed(links, "sadegh-larijani", "larijani"));
}

TEST(LinkActors, NeverJoinsTwoOfOneArticle) {
  Press press;
  press.article("A", "2031-01-01", {{"Mohammad Bagheri", ""}, {"Mohammed Baqeri", ""}})
      .article("B", "2031-01-01", {{"Mohammad Bagheri", ""}});
  EXPECT_EQ(link(press).actors.size(), 2U);
}

TEST(LinkActors, NeverJoinsTheUnnamed) {
  Press press;
  press.article("A", "2031-01-01", {{"two officials", ""}});
  press.last().is_unnamed = true;
  press.last().kind = ActorKind::Group;
  press.article("A", "2031-01-02", {{"two officials", ""}});
  press.last().is_unnamed = true;
  press.last().kind = ActorKind::Group;
  EXPECT_EQ(ids(link(press)), (Ids{"two-officials-in-a1", "two-officials-in-a2"}));
  EXPECT_TRUE(link(press).actors[0].is_unnamed);
}

TEST(LinkActors, LinksASpellingThatTheRegisterLacksToTheOfficeOfThatDay) {
  auto general = registered("mohammad-bagheri", "Mohammad Bagheri");
  general.roles = {{"Chief of Staff of the Armed Forces", {}, ""}};
  auto other = registered("hadi-bagheri", "Hadi Bagheri");
  other.roles = {{"mayor of Qom", {}, ""}};
  Press press;
  press.article("A", "2031-01-01", {{"Gen. Baqeri", "chief of staff of the armed forces"}});
  const auto links = link(press, {general, other});
  EXPECT_EQ(ids(links), Ids{"mohammad-bagheri"});
}

TEST(LinkActors, DoesNotLinkToARegisteredActorWithAnotherOfficeThatDay) {
  auto mayor = registered("hadi-bagheri", "Hadi Bagheri");
  mayor.roles = {{"mayor of Qom", {}, ""}};
  Press press;
  press.article("A", "2031-01-01", {{"Hadi Baqeri", "ambassador to Oman"}});
  const auto links = link(press, {mayor});
  EXPECT_EQ(ids(links), Ids{"hadi-baqeri"});
}

TEST(LinkActors, NeverJoinsTwoAnchorsAndKeepsOneTogether) {
  Press press;
  press.article("A", "2031-01-01", {{"Ada Odell", ""}});
  press.last().anchor = "ada-odell";
  press.article("A", "2031-01-02", {{"Ada Odell", ""}});
  press.last().anchor = "ada-odell-2";
  press.article("A", "2031-01-03", {{"Bruno Hale", "minister of water"}});
  press.last().anchor = "ada-odell";
  const auto links = link(press);
  EXPECT_EQ(ids(links), (Ids{"ada-odell", "ada-odell-2"}));
  EXPECT_EQ(links.actor_of[0], links.actor_of[2]);
}

TEST(LinkActors, TakesOrganisationsByWordsAndInitials) {
  Press press;
  press.article("A", "2031-01-01", {{"Ministry of Water", ""}});
  press.last().kind = ActorKind::Organization;
  press.article("B", "2031-01-02", {{"Water Ministry", ""}});
  press.last().kind = ActorKind::Organization;
  press.article("B", "2031-01-03", {{"Northern Harbour Workers Union", ""}});
  press.last().kind = ActorKind::Organization;
  press.article("C", "2031-01-04", {{"NHWU", ""}});
  press.last().kind = ActorKind::Organization;
  const auto links = link(press);
  EXPECT_EQ(ids(links), (Ids{"ministry-of-water", "nhwu", "northern-harbour-workers-union"}));
  EXPECT_TRUE(is_proposed(links, "northern-harbour-workers-union", "nhwu"));
}

TEST(LinkActors, DoesNotTakeAPersonForAStateOfThatName) {
  Press press;
  press.article("A", "2031-01-01", {{"Jordan", ""}}).article("B", "2031-01-01", {{"Jordan", ""}});
  press.last().kind = ActorKind::State;
  EXPECT_EQ(link(press).actors.size(), 2U);
}

TEST(LinkActors, NamesHimAsMostArticlesDoAndKnowsHimByTheFirst) {
  Press press;
  press.article("A", "2031-01-02", {{"Mohammed Baqeri", ""}})
      .article("B", "2031-01-03", {{"Mohammad Bagheri", ""}})
      .article("B", "2031-01-04", {{"Mohammad Bagheri", ""}});
  const auto links = link(press);
  ASSERT_EQ(ids(links), Ids{"mohammed-baqeri"});
  EXPECT_EQ(links.actors[0].name, "Mohammad Bagheri");
}

TEST(LinkActors, SaysWhyBestFirst) {
  Press press;
  press.article("A", "2031-01-01", {{"Hassan Rahimi", "minister of water"}})
      .article("A", "2031-02-09", {{"Rahimi", "minister"}})
      .article("A", "2031-02-10", {{"Omid Karimi", ""}})
      .article("A", "2031-02-11", {{"O. Karimi", ""}});
  const auto links = link(press);
  ASSERT_GE(links.proposals.size(), 2U);
  for (std::size_t i = 1; i < links.proposals.size(); ++i)
    EXPECT_GE(links.proposals[i - 1].probability, links.proposals[i].probability);
  EXPECT_EQ(links.proposals[0].reasons[0].text, "the surname of the other: Hassan Rahimi, Rahimi");
  EXPECT_EQ(links.proposals[0].reasons[1].text, "the same office: minister of water, minister");
  EXPECT_GT(links.proposals[0].reasons[1].weight, 0);
}

/// Articles drawn at random, with few names, so that they often meet.
Press drawn(std::uint32_t seed) {
  std::mt19937 dice(seed);
  const auto draw = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(dice()) % sides; };
  static const std::vector<std::string> names = {
      "Ali Rahimi", "Rahimi",   "Hassan Rahimi", "Hasan Rahimi", "Yusuf Karam",      "Yousef Karam",
      "Karam",      "Y. Karam", "Ada Odell",     "Odell",        "Ministry of Water"};
  static const std::vector<std::string> titles = {
      "", "minister of water", "minister", "governor of Qom", "former mayor", ""};
  Press press;
  for (int i = 0; i < 30; ++i) {
    press.article(std::string("O") + std::to_string(draw(3)), "2031-01-1" + std::to_string(draw(9)),
                  {{names[draw(11)], titles[draw(6)]}, {names[draw(11)], titles[draw(6)]}});
  }
  return press;
}

TEST(LinkActors, DependsNotOnTheOrderOfReading) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Press press = drawn(seed);
    const auto links = link(press);
    std::vector<std::size_t> order(press.all.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    std::vector<Appearance> shuffled;
    for (const auto i : order) shuffled.push_back(press.all[i]);
    const auto again = link_actors(shuffled, {});
    EXPECT_EQ(again.actors, links.actors) << seed;
    EXPECT_EQ(again.proposals, links.proposals) << seed;
    for (std::size_t i = 0; i < order.size(); ++i)
      EXPECT_EQ(again.actor_of[i], links.actor_of[order[i]]) << seed;
  }
}

TEST(LinkActors, GivesEveryActorHisOwnId) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const auto links = link(drawn(seed));
    const auto all = ids(links);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
  }
}

TEST(JaroWinkler, GivesThePublishedValues) {
  // Winkler (1990), table of examples.
  EXPECT_NEAR(detail::jaro_winkler("martha", "marhta"), 0.961, 0.001);
  EXPECT_NEAR(detail::jaro_winkler("dwayne", "duane"), 0.840, 0.001);
  EXPECT_NEAR(detail::jaro_winkler("dixon", "dicksonx"), 0.813, 0.001);
  EXPECT_EQ(detail::jaro_winkler("", "a"), 0);
  EXPECT_EQ(detail::jaro_winkler("", ""), 1);
}

struct Spelling {
  const char* one;
  const char* other;
};

class SameSound : public testing::TestWithParam<Spelling> {};
TEST_P(SameSound, IsHeardInBothSpellings) {
  const auto [one, other] = GetParam();
  const auto a = detail::spoken(one);
  const auto b = detail::spoken(other);
  EXPECT_GE(detail::spoken_likeness(a, b), detail::same_sound) << a << ' ' << b;
  EXPECT_EQ(detail::skeleton(a), detail::skeleton(b)) << "or they would never meet";
}
INSTANTIATE_TEST_SUITE_P(
    Pairs, SameSound,
    testing::Values(Spelling{"bagheri", "baqeri"}, Spelling{"khamenei", "khamenei"},
                    Spelling{"mohammad", "muhammad"}, Spelling{"mohammed", "mohamed"},
                    Spelling{"yusuf", "yousef"}, Spelling{"zelensky", "zelenskyy"},
                    Spelling{"zelensky", "zelenskiy"}, Spelling{"gaddafi", "qadhafi"},
                    Spelling{"kadafi", "gadhafi"}, Spelling{"ghalibaf", "qalibaf"},
                    Spelling{"haniyeh", "haniya"}, Spelling{"hossein", "hussein"},
                    Spelling{"rouhani", "ruhani"}, Spelling{"raisi", "raeisi"},
                    Spelling{"soleimani", "suleimani"}, Spelling{"ahmadinejad", "ahmadinezhad"},
                    Spelling{"yeltsin", "eltsin"}, Spelling{"gorbachev", "gorbachoff"},
                    Spelling{"sheikh", "shaikh"}, Spelling{"osama", "usama"}));

class OtherSound : public testing::TestWithParam<Spelling> {};
TEST_P(OtherSound, IsToldApart) {
  const auto [one, other] = GetParam();
  EXPECT_LT(detail::spoken_likeness(detail::spoken(one), detail::spoken(other)), detail::same_sound)
      << detail::spoken(one) << ' ' << detail::spoken(other);
}
INSTANTIATE_TEST_SUITE_P(Pairs, OtherSound,
                         testing::Values(Spelling{"hassan", "hussein"},
                                         Spelling{"karimi", "karami"},
                                         Spelling{"mahmoud", "mohammad"}, Spelling{"ali", "alaa"},
                                         Spelling{"jamal", "jamil"}, Spelling{"salam", "salim"},
                                         Spelling{"rahimi", "rahmani"}, Spelling{"meyer", "mayor"},
                                         Spelling{"hale", "hall"}));

TEST(LinkActors, IsSurerTheMoreOfANameIsTheSame) {
  const double same = probability("Omid Karimi", "Omid Karimi");
  EXPECT_EQ(same, 0) << "equal names are no question";
  const double sound = probability("Mohammad Bagheri", "Mohammed Baqeri");
  const double shorter = probability("Mohammad Hossein Bagheri", "Mohammad Bagheri");
  const double bare = probability("Mohammad Bagheri", "Bagheri");
  const double near = probability("Hassan Rahimi", "Hussein Rahimi");
  const double two = probability("Hassan Rahimi", "Leila Rahimi");
  EXPECT_GT(sound, 0.95);
  EXPECT_GT(sound, shorter);
  EXPECT_GT(shorter, bare);
  EXPECT_GT(bare, 0.5);
  EXPECT_GT(bare, near);
  EXPECT_GT(near, two);
  EXPECT_LT(two, 0.001);
}

}  // namespace
}  // namespace faultline::actors
