#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "language/analysed.h"
#include "language/lexicon.h"

namespace faultline::language {
namespace {

using Found = std::vector<std::string>;

// "Ann Lee/P": each name with the first letter of its type.
Found names_in(std::string text) {
  const Document document = analysed(std::move(text));
  Found found;
  for (const Name& name : document.names) {
    const ByteSpan bytes = document.bytes(name.tokens);
    found.push_back(document.text.substr(bytes.begin.value, bytes.size()) + "/" +
                    "POLM"[static_cast<std::size_t>(name.type)]);
  }
  return found;
}

TEST(Names, AreNotInATextWithoutCapitals) { EXPECT_TRUE(names_in("nobody was there.").empty()); }

TEST(Names, LeaveTitlesAndNationalitiesOut) {
  EXPECT_EQ(names_in("Gen. Tomas Berrenko met Water Minister Nadira Velasko."),
            (Found{"Tomas Berrenko/P", "Nadira Velasko/P"}));
  EXPECT_EQ(names_in("Yesterday French Foreign Minister Jean Malvoix left."),
            (Found{"Jean Malvoix/P"}));
}

TEST(Names, DoNotTakeAnOfficeForAPerson) {
  EXPECT_TRUE(names_in("They asked the Prime Minister and the Speaker about it.").empty());
  EXPECT_TRUE(names_in("They asked the Supreme Leader about it.").empty());
}

TEST(Names, KeepParticlesAndHyphens) {
  EXPECT_EQ(names_in("He met Karim bin Salem al-Harbi and Jan van der Velde there."),
            (Found{"Karim bin Salem al-Harbi/P", "Jan van der Velde/P"}));
}

TEST(Names, ReachOverTheOfOfOrganizations) {
  EXPECT_EQ(
      names_in("He left the Council of Elders and Shepherds of Dorvik for the Ministry of Ports."),
      (Found{"Council of Elders and Shepherds of Dorvik/O", "Ministry of Ports/O"}));
  EXPECT_EQ(names_in("She joined the Farmers’ League last year."), (Found{"Farmers’ League/O"}));
}

TEST(Names, SplitAPossessorFromItsThing) {
  EXPECT_EQ(names_in("He praised Berrenko’s Coast Party and the Coast Party's Ann Lee."),
            (Found{"Berrenko/P", "Coast Party/O", "Coast Party/O", "Ann Lee/P"}));
}

TEST(Names, SplitAnOrganizationFromThatOfWhichItIsAPart) {
  EXPECT_EQ(names_in("The Harbour Ministry’s Centre for Safety at Sea issued a warning."),
            (Found{"Harbour Ministry/O", "Centre for Safety at Sea/O"}));
}

TEST(Names, TakeAnAcronymFromTheBrackets) {
  EXPECT_EQ(names_in("The Union of Dorvik Engineers (UDE) left early. UDE was angry."),
            (Found{"Union of Dorvik Engineers/O", "UDE/O", "UDE/O"}));
}

TEST(Names, AreNotDaysOrMonths) {
  EXPECT_TRUE(names_in("On Monday in October the guests left.").empty());
}

TEST(Names, FollowAPersonsFullName) {
  EXPECT_EQ(names_in("Larson spoke first. Joren Larson was angry.").size(), 2u);
  EXPECT_EQ(names_in("Joren Dorvik was angry. Then he met Dorvik’s wife.")[1], "Dorvik/P");
}

TEST(Names, InHeadlinesOfCapitalsAreOnlyThoseOfTheBody) {
  EXPECT_EQ(
      names_in(
          "Velasko Breaks Ranks Over Dam Collapse Again\n\nNadira Velasko was angry on Monday."),
      (Found{"Velasko/P", "Nadira Velasko/P"}));
}

TEST(Lexicon, KnowsStatesByTheirNamesAndPeoples) {
  EXPECT_EQ(state_named("U.S."), "United States");
  EXPECT_EQ(state_named("Atlantis"), std::nullopt);
  EXPECT_EQ(state_of_people("Israeli"), "Israel");
  EXPECT_EQ(state_of_people("Arab"), std::nullopt);
  EXPECT_EQ(known_name("New York"), KnownName::Place);
  EXPECT_EQ(longest_known_name("New"), 3u);
}

TEST(Lexicon, LooksPastAccentsButNotPastCase) {
  EXPECT_TRUE(word_classes("Andrés").has(WordClass::GivenMale));
  EXPECT_TRUE(word_classes("minister").has(WordClass::PersonNoun));
  EXPECT_TRUE(word_classes("Minister").has(WordClass::Title));
  EXPECT_EQ(word_classes("").bits, 0u);
}

}  // namespace
}  // namespace faultline::language
