// What a text says that somebody is.

#include <gtest/gtest.h>

#include "actors/cast_reading.h"

// All people, parties and places in these texts are invented.

namespace faultline::actors {
namespace {

using tests::Reading;
using tests::Words;

TEST(RolesOfAName, WithCommasEndWhereTheSentenceGoesOn) {
  const Reading reading(
      "Nadira Velasko, the minister of water, energy and ports, resigned on Monday.");
  EXPECT_EQ(reading.roles_of("nadira-velasko"), (Words{"minister of water, energy and ports"}));
}

TEST(RolesOfAName, AreTwoWhereTwoAreNamed) {
  const Reading reading(
      "Karim Dastari, head of the seminaries and deputy chair of the Council of Elders, "
      "disagreed.");
  EXPECT_EQ(reading.roles_of("karim-dastari"),
            (Words{"head of the seminaries", "deputy chair of the Council of Elders"}));
}

TEST(RolesOfAName, DoNotSayWhoAppointed) {
  const Reading reading(
      "Ahmad Alavi, Halden-appointed governor of Lenna, warned of floods. The Halden-backed cleric "
      "Idris Karim agreed.");
  EXPECT_EQ(reading.roles_of("ahmad-alavi"), (Words{"governor of Lenna"}));
  EXPECT_EQ(reading.roles_of("idris-karim"), (Words{"cleric"}));
}

TEST(RolesOfAName, KeepFormerAndDeputyAndActing) {
  const Reading reading(
      "Former president Paul Okonar met acting foreign minister Leyla Weber and Deputy Speaker "
      "Tomas Brandeth. Outgoing governor Anna Lindqvist stayed away.");
  EXPECT_EQ(reading.roles_of("paul-okonar"), (Words{"Former president"}));
  EXPECT_EQ(reading.roles_of("leyla-weber"), (Words{"acting foreign minister"}));
  EXPECT_EQ(reading.roles_of("tomas-brandeth"), (Words{"Deputy Speaker"}));
  EXPECT_EQ(reading.roles_of("anna-lindqvist"), (Words{"Outgoing governor"}));
}

TEST(RolesOfAName, StandBeforeAComma) {
  const Reading reading(
      "The country’s longest-serving minister, Nadira Velasko, stepped down. The party’s leader in "
      "the lower house, Idris Karim, praised her.");
  EXPECT_EQ(reading.roles_of("nadira-velasko"), (Words{"country’s longest-serving minister"}));
  EXPECT_EQ(reading.roles_of("idris-karim"), (Words{"party’s leader in the lower house"}));
}

TEST(RolesOfAName, ComeFromARelativeClause) {
  const Reading reading(
      "Karim Dastari, who heads the Council of Elders, objected. Paul Okonar, who served as "
      "governor of Lenna until 2019, agreed. Anna Lindqvist, who is the chief negotiator, did "
      "not.");
  EXPECT_EQ(reading.roles_of("karim-dastari"), (Words{"head of the Council of Elders"}));
  EXPECT_EQ(reading.roles_of("paul-okonar"), (Words{"former governor of Lenna"}));
  EXPECT_EQ(reading.roles_of("anna-lindqvist"), (Words{"chief negotiator"}));
}

TEST(RolesOfAName, ComeFromWhatHeIsSaidToBe) {
  const Reading reading(
      "Karim Dastari is the secretary of the Council of Elders. Paul Okonar was the first governor "
      "of Lenna.");
  EXPECT_EQ(reading.roles_of("karim-dastari"), (Words{"secretary of the Council of Elders"}));
  EXPECT_EQ(reading.roles_of("paul-okonar"), (Words{"first governor of Lenna"}));
}

TEST(RolesOfAName, AreKinship) {
  const Reading reading(
      "Faezeh Rostavi, daughter of the late president, was freed. Mojtaba Borazi, son of Hashem "
      "Borazi, was not. Leyla Halden, the wife of Viktor Halden, waited.");
  EXPECT_EQ(reading.roles_of("faezeh-rostavi"), (Words{"daughter of the late president"}));
  EXPECT_EQ(reading.roles_of("mojtaba-borazi"), (Words{"son of Hashem Borazi"}));
  EXPECT_EQ(reading.roles_of("leyla-halden"), (Words{"wife of Viktor Halden"}));
  EXPECT_TRUE(reading.roles_of("viktor-halden").empty());
}

TEST(RolesOfAName, OfANestedAppositionBelongToTheInnerName) {
  const Reading reading(
      "Tomas Brandeth, an aide to Nadira Velasko, the water minister, was arrested.");
  EXPECT_EQ(reading.roles_of("tomas-brandeth"), (Words{"aide to Nadira Velasko"}));
  EXPECT_EQ(reading.roles_of("nadira-velasko"), (Words{"water minister"}));
}

TEST(RolesOfAName, AreNotTheNextOfAList) {
  const Reading reading(
      "Viktor Halden, Minister Leyla Weber and Governor Paul Okonar signed the treaty.");
  EXPECT_TRUE(reading.roles_of("viktor-halden").empty());
  EXPECT_EQ(reading.roles_of("leyla-weber"), (Words{"Minister"}));
}

TEST(RolesOfAName, StandInBrackets) {
  const Reading reading("Viktor Halden (Coast Party leader) and Anna Lindqvist met.");
  EXPECT_EQ(reading.roles_of("viktor-halden"), (Words{"Coast Party leader"}));
}

TEST(RolesOfAName, StandBetweenDashes) {
  const Reading reading("Viktor Halden — the leader of the Coast Party — left early.");
  EXPECT_EQ(reading.roles_of("viktor-halden"), (Words{"leader of the Coast Party"}));
}

TEST(RolesOfAName, OfOneOfficeInTwoWordingsAreOne) {
  const Reading reading(
      "Nadira Velasko, the water minister, spoke. Water Minister Nadira Velasko left. Minister "
      "Velasko slept.");
  EXPECT_EQ(reading.roles_of("nadira-velasko"), (Words{"water minister"}));
}

TEST(RolesOfAName, ChangeWithinTheArticle) {
  const Reading reading(
      "Paul Okonar, then the governor of Lenna, backed the dam in 2015. Okonar, now a senator, "
      "opposes it.");
  EXPECT_EQ(reading.roles_of("paul-okonar"), (Words{"former governor of Lenna", "senator"}));
}

TEST(RolesOfAName, AreNotVerbsOrPlacesAfterAComma) {
  const Reading reading(
      "In Elsin, Viktor Halden said no. Anna Lindqvist, speaking to reporters, disagreed. Idris "
      "Karim, 54, laughed.");
  EXPECT_TRUE(reading.roles_of("viktor-halden").empty());
  EXPECT_TRUE(reading.roles_of("anna-lindqvist").empty());
  EXPECT_TRUE(reading.roles_of("idris-karim").empty());
}

TEST(RolesOfAName, ComeFromAPluralBeforeAListOfNames) {
  const Reading reading(
      "The party leaders Viktor Halden and Anna Lindqvist met. He named Guard commanders — General "
      "Baqiri and General Hajivand — as guilty.");
  EXPECT_EQ(reading.roles_of("viktor-halden"), (Words{"party leader"}));
  EXPECT_EQ(reading.roles_of("anna-lindqvist"), (Words{"party leader"}));
}

TEST(Offices, OfSeveralMinistersAreToldApartByTheirMinistry) {
  const Reading reading(
      "The Ministry of Ports and the Ministry of Water quarrelled. The Ministry of Water won.");
  EXPECT_EQ(reading.whom("Ministry of Water", 2), "ministry-of-water");
  EXPECT_NE(reading.whom("Ministry of Ports"), reading.whom("Ministry of Water"));
}

TEST(Offices, OfADeputyAreNotThoseOfTheMinister) {
  const Reading reading(
      "Water Minister Nadira Velasko and her deputy, Tomas Brandeth, came. Deputy Minister "
      "Brandeth "
      "spoke first.");
  EXPECT_EQ(reading.whom("Deputy Minister Brandeth"), "tomas-brandeth");
}

TEST(Acronyms, StandBeforeOrAfterTheFullName) {
  const Reading reading(
      "The UDE (Union of Dorvik Engineers) met the National Front of Elsin (NFE). NFE left. UDE "
      "stayed.");
  EXPECT_EQ(reading.whom("UDE"), reading.whom("Union of Dorvik Engineers"));
  EXPECT_EQ(reading.whom("NFE", 2), reading.whom("National Front of Elsin"));
}

TEST(Acronyms, ThatComeBeforeTheFullNameAreItsName) {
  const Reading reading(
      "NFE Quits Talks\n\nThe National Front of Elsin left the talks. “We are done,” the NFE "
      "said.");
  EXPECT_EQ(reading.whom("NFE"), reading.whom("National Front of Elsin"));
}

TEST(Parts, BelongToTheirOrganization) {
  const Reading reading(
      "The Harbour Guard’s Centre for Port Safety issued a warning. The Water Ministry’s Dam "
      "Authority did not.");
  const auto centre = reading.cast.find("centre-for-port-safety");
  ASSERT_TRUE(centre);
  EXPECT_EQ(reading.cast.actor(*centre).part_of, "harbour-guard");
}

TEST(UnnamedPeople, AreNotJoinedWithThePeopleNamedBesideThem) {
  const Reading reading(
      "Two officials familiar with the matter contradicted Viktor Halden. A senior diplomat who "
      "asked not to be named said so too. Some deputies agreed with Halden.");
  for (const Mention& mention : reading.cast.mentions) {
    const std::string words = reading.text_of(mention);
    const bool is_unnamed =
        words.find("officials") != std::string::npos || words.find("diplomat") != std::string::npos;
    EXPECT_FALSE(is_unnamed && reading.cast.actor(mention.actor).id == "viktor-halden") << words;
  }
}

TEST(RolesOfAName, ComeFromAnAppointment) {
  const Reading reading(
      "Nadira Velasko became water minister in May. Paul Okonar was elected president of the "
      "National Front. Idris Karim named Anna Lindqvist as governor of Lenna.");
  EXPECT_EQ(reading.roles_of("nadira-velasko"), (Words{"water minister"}));
  EXPECT_EQ(reading.roles_of("paul-okonar"), (Words{"president of the National Front"}));
  EXPECT_TRUE(reading.roles_of("idris-karim").empty());
}

TEST(RolesOfAName, MayHoldAnOf) {
  const Reading reading(
      "Secretary of State John Halden met Minister of Ports Anna Lindqvist. A student of Professor "
      "Marta Weber watched.");
  EXPECT_EQ(reading.roles_of("john-halden"), (Words{"Secretary of State"}));
  EXPECT_EQ(reading.roles_of("anna-lindqvist"), (Words{"Minister of Ports"}));
  EXPECT_EQ(reading.roles_of("marta-weber"), (Words{"Professor"}));
}

TEST(RolesOfAName, AreNotTheTitleOfTheNextPerson) {
  const Reading reading(
      "Paul Okonar, the former secretary of state, and the Rev. Tomas Weber sat nearby.");
  EXPECT_EQ(reading.roles_of("paul-okonar"), (Words{"former secretary of state"}));
}

TEST(RolesOfAName, AreNotMereRelations) {
  const Reading reading(
      "Viktor Halden attacked his rival Anna Lindqvist and her wife, Marta Weber.");
  EXPECT_TRUE(reading.roles_of("anna-lindqvist").empty());
  EXPECT_TRUE(reading.roles_of("marta-weber").empty());
}

TEST(Places, OfAnOfficeAreNoPeople) {
  const Reading reading("Viktor Halden, a former governor of Lenna, met Anna Lindqvist.");
  EXPECT_EQ(reading.ids(), (Words{"viktor-halden", "anna-lindqvist"}));
}

TEST(Organizations, AreKnownByTheirLastWord) {
  const Reading reading(
      "The Ministry of Ports praised the Harbour Guard. It called the Guard a model. The Guard "
      "thanked it.");
  EXPECT_EQ(reading.whom("Guard"), "harbour-guard");
}

TEST(Governments, ActByTheirCapital) {
  const Reading reading("Tehran rejected the offer. Washington said that it was surprised.");
  EXPECT_EQ(reading.whom("Tehran"), "iran");
  EXPECT_EQ(reading.whom("Washington"), "united-states");
}

TEST(Governments, AreNotMeantWhereACapitalIsAPlace) {
  const Reading reading("Officials in Tehran said so. Moscow was cold. He lives in Washington.");
  for (const std::string& id : reading.ids()) {
    EXPECT_NE(id, "iran");
    EXPECT_NE(id, "russia");
    EXPECT_NE(id, "united-states");
  }
}

TEST(Governments, SpeakByTheirSeat) {
  const Reading reading("The Kremlin said that it would not attend. Peace came to the Kremlin.");
  EXPECT_EQ(reading.whom("Kremlin"), "kremlin");
}

TEST(States, SpeakByTheirOwnNameOnly) {
  const Reading reading(
      "Iran rejected the offer. The Iranian delegation left. Iran’s envoy stayed.");
  EXPECT_EQ(reading.whom("Iran"), "iran");
  EXPECT_EQ(reading.whom("Iran", 2), "iran");
}

}  // namespace
}  // namespace faultline::actors
