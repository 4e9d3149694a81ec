#include "actors/cast.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "actors/cast_reading.h"

// All people, parties and places in these texts are invented.

namespace faultline::actors {
namespace {

using tests::Reading;
using tests::Words;

Register register_of(std::string_view toml) {
  auto known = Register::parse(toml, "r.toml");
  if (!known) throw std::runtime_error(known.error().where + ": " + known.error().message);
  return std::move(*known);
}

TEST(FindCast, FindsNobodyInAnEmptyText) {
  const Reading reading("");
  EXPECT_TRUE(reading.cast.actors.empty());
  EXPECT_TRUE(reading.cast.mentions.empty());
}

TEST(FindCast, FindsOnePersonByOneName) {
  const Reading reading("Then Joren Adeyo resigned.");
  ASSERT_EQ(reading.ids(), (Words{"joren-adeyo"}));
  EXPECT_EQ(reading.cast.actors[0].kind, ActorKind::Person);
  EXPECT_FALSE(reading.cast.actors[0].is_registered);
  ASSERT_EQ(reading.cast.mentions.size(), 1u);
  EXPECT_EQ(reading.cast.mentions[0].kind, MentionKind::Name);
}

TEST(FindCast, GivesMentionsInOrderAndIdsOnce) {
  const Reading reading(
      "Gen. Paul Okonar met Anna Lindqvist of the Coast Party. Okonar praised her. The party said "
      "that it would back General Okonar and Ms. Lindqvist.");
  EXPECT_TRUE(std::is_sorted(reading.cast.mentions.begin(), reading.cast.mentions.end(),
                             [](const Mention& one, const Mention& other) {
                               return one.tokens.begin < other.tokens.begin;
                             }));
  Words ids = reading.ids();
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(Surnames, ReferBackToTheFullName) {
  const Reading reading("Joren Adeyo spoke. Later Adeyo left, and Mr. Adeyo’s aide stayed.");
  EXPECT_EQ(reading.whom("Adeyo"), "joren-adeyo");
  EXPECT_EQ(reading.whom("Mr. Adeyo"), "joren-adeyo");
}

TEST(Surnames, GoBeforeGivenNames) {
  // "Karim" could be the given name of two people; it is the surname of a third.
  const Reading reading(
      "Karim Adeyo met Karim Halden. Their guest, the cleric Idris Karim, was silent. On Monday "
      "Karim "
      "railed against both.");
  EXPECT_EQ(reading.whom("Karim"), "idris-karim");
}

TEST(GivenNames, ReferBackWhereNobodyHasThemAsSurname) {
  const Reading reading("Leyla Okonar and Viktor Halden spoke. Then Leyla left.");
  EXPECT_EQ(reading.whom("Leyla"), "leyla-okonar");
}

TEST(Surnames, OfTwoPeopleAreToldApartByTitle) {
  const Reading reading(
      "Justice Minister Leyla Okonar met Gen. Paul Okonar. Minister Okonar was calm. General "
      "Okonar "
      "was not. Gen. Okonar left first.");
  EXPECT_EQ(reading.whom("Minister Okonar"), "leyla-okonar");
  EXPECT_EQ(reading.whom("General Okonar"), "paul-okonar");
  EXPECT_EQ(reading.whom("Gen. Okonar"), "paul-okonar");
}

TEST(Surnames, OfTwoPeopleAreToldApartBySex) {
  const Reading reading(
      "Anna Weber debated with Peter Weber. Mr. Weber shouted. Ms. Weber laughed. Peter left. Mrs. "
      "Weber stayed.");
  EXPECT_EQ(reading.whom("Mr. Weber"), "peter-weber");
  EXPECT_EQ(reading.whom("Ms. Weber"), "anna-weber");
  EXPECT_EQ(reading.whom("Peter"), "peter-weber");
  EXPECT_EQ(reading.whom("Mrs. Weber"), "anna-weber");
}

TEST(Surnames, OfTwoPeopleMeanWhoActedLast) {
  const Reading reading(
      "Former President Paul Okonar criticised the plan at a rally for his wife Leyla Okonar. "
      "Okonar "
      "said it was crazy.");
  EXPECT_EQ(reading.whom("Okonar"), "paul-okonar");
}

TEST(Surnames, MayStandBeforeTheFullName) {
  const Reading reading("On Tuesday Adeyo resigned.\n\nJoren Adeyo had been Speaker for years.");
  EXPECT_EQ(reading.ids(), (Words{"joren-adeyo"}));
}

TEST(Spellings, OfOneNameWithOneTitleAreOnePerson) {
  const Reading reading(
      "General Baqiri spoke first. General Halden answered. Later General Bagheri left.");
  EXPECT_EQ(reading.whom("General Bagheri"), reading.whom("General Baqiri"));
  EXPECT_NE(reading.whom("General Halden"), reading.whom("General Baqiri"));
}

TEST(Spellings, OfOneFullNameAreOnePerson) {
  const Reading reading(
      "Hassan Karimi spoke on Monday. Hasan Karimy spoke again. Hussein Karimi slept.");
  EXPECT_EQ(reading.whom("Hasan Karimy"), "hassan-karimi");
  EXPECT_EQ(reading.whom("Hussein Karimi"), "hussein-karimi");
}

TEST(Patronymics, KeepTheFamilyNameAsSurname) {
  const Reading reading(
      "Sheikh Karim bin Salem al-Harbi spoke. Harbi was angry, and al-Harbi left.");
  EXPECT_EQ(reading.whom("Harbi"), "karim-bin-salem-al-harbi");
  EXPECT_EQ(reading.whom("al-Harbi"), "karim-bin-salem-al-harbi");
}

TEST(Kunyas, AreNotTheSurnameOfSomebodyElse) {
  const Reading reading(
      "Abu Yusuf met Tarek Yusuf at dawn. Yusuf left alone. Salim Nader, known as “Abu Omar,” "
      "stayed. "
      "Abu Omar wept.");
  EXPECT_EQ(reading.whom("Yusuf"), "tarek-yusuf");
  EXPECT_EQ(reading.whom("Abu Omar", 2), "salim-nader");
}

TEST(Initials, AreTheGivenName) {
  const Reading reading("J. K. Weber wrote it. Jan Weber denied it.");
  EXPECT_EQ(reading.cast.actors.size(), 1u);
  EXPECT_EQ(reading.cast.actors[0].name, "J. K. Weber");
}

TEST(Roles, StandBeforeAndAfterTheName) {
  const Reading reading(
      "The cleric Idris Karim, a former Speaker of Parliament and adviser to Viktor Halden, warned "
      "on Monday. Water Minister Nadira Velasko agreed. The governor of Lenna Province, Pilar "
      "Anszek, did not.");
  EXPECT_EQ(reading.roles_of("idris-karim"),
            (Words{"cleric", "former Speaker of Parliament", "adviser to Viktor Halden"}));
  EXPECT_EQ(reading.roles_of("nadira-velasko"), (Words{"Water Minister"}));
  EXPECT_EQ(reading.roles_of("pilar-anszek"), (Words{"governor of Lenna Province"}));
}

TEST(Roles, AreNotTheSubjectOfTheNextClause) {
  const Reading reading("After a talk with Viktor Halden, the minister said nothing.");
  EXPECT_TRUE(reading.roles_of("viktor-halden").empty());
}

TEST(Roles, AreNotCourtesyTitlesOrVerbs) {
  const Reading reading(
      "The group also views President Joren Adeyo warmly. Mr. Viktor Halden left.");
  EXPECT_EQ(reading.roles_of("joren-adeyo"), (Words{"President"}));
  EXPECT_TRUE(reading.roles_of("viktor-halden").empty());
}

TEST(Offices, MeanWhoHasThemInTheText) {
  const Reading reading(
      "Finance Minister Henrik Salomar met Water Minister Nadira Velasko. The finance minister was "
      "late. "
      "Velasko waited. The water minister then left.");
  EXPECT_EQ(reading.whom("The finance minister"), "henrik-salomar");
  EXPECT_EQ(reading.whom("The water minister"), "nadira-velasko");
}

TEST(Offices, OfTwoMinistersMeanTheLastOne) {
  const Reading reading(
      "Finance Minister Henrik Salomar spoke on Monday. Water Minister Nadira Velasko disagreed on "
      "Tuesday. The minister called the budget a lie.");
  EXPECT_EQ(reading.whom("The minister"), "nadira-velasko");
}

TEST(Offices, ThatAreFormerAreNotHeld) {
  const Reading reading(
      "Former minister Henrik Salomar met the new water minister, Nadira Velasko. The former "
      "minister "
      "smiled. The minister did not.");
  EXPECT_EQ(reading.whom("The former minister"), "henrik-salomar");
  EXPECT_EQ(reading.whom("The minister"), "nadira-velasko");
}

TEST(Offices, OfDeputiesAreOthers) {
  const Reading reading(
      "President Joren Adeyo and Vice President Viktor Halden arrived. The president spoke.");
  EXPECT_EQ(reading.whom("The president"), "joren-adeyo");
}

TEST(Offices, AreHeldOnTheDayOfTheArticle) {
  const Register known = register_of(R"(
[[actor]]
name = "Henrik Salomar"
role = [ {title = "Minister of Water", to = "2030-12-31"} ]
[[actor]]
name = "Nadira Velasko"
role = [ {title = "Minister of Water", from = "2031-01-01"} ]
)");
  const std::string text = "On Monday the water minister resigned.";
  EXPECT_EQ(Reading(text, known, parse_day("2030-05-01").value()).whom("the water minister"),
            "henrik-salomar");
  EXPECT_EQ(Reading(text, known, parse_day("2031-05-01").value()).whom("the water minister"),
            "nadira-velasko");
  EXPECT_EQ(Reading(text, known).whom("the water minister"), "");
}

TEST(Groups, ActAsSubjectsOfVerbsThatAreNotFinite) {
  const Reading reading("The storm saw party leaders quickly condemn the old plan.");
  EXPECT_EQ(reading.whom("party leaders"), "party-leaders");
}

TEST(Organizations, AreKnownByAcronymAndShortForm) {
  const Reading reading(
      "The Union of Dorvik Engineers (UDE) accused the Ministry of Ports on Monday. The ministry "
      "was "
      "silent. UDE said more. The Union will vote, the Dorvik engineers said.");
  EXPECT_EQ(reading.whom("UDE", 1), "union-of-dorvik-engineers");
  EXPECT_EQ(reading.whom("UDE", 2), "union-of-dorvik-engineers");
  EXPECT_EQ(reading.whom("The ministry"), "ministry-of-ports");
  EXPECT_EQ(reading.whom("The Union"), "union-of-dorvik-engineers");
  EXPECT_EQ(reading.whom("the Dorvik engineers"), "union-of-dorvik-engineers");
}

TEST(Organizations, TakeAnotherNameFromTheText) {
  const Reading reading(
      "The Centre for Harbour Safety, known as “Lanterna,” issued a statement. Lanterna denied "
      "it.");
  EXPECT_EQ(reading.whom("Lanterna", 2), "centre-for-harbour-safety");
}

TEST(States, AreActorsButNotTheirAdjectivesOrCapitals) {
  const Reading reading(
      "An Israeli airstrike hit. Moscow was silent. The U.S. protested, and America waited.");
  EXPECT_EQ(reading.ids(), (Words{"united-states"}));
  EXPECT_EQ(reading.cast.actors[0].kind, ActorKind::State);
}

TEST(Pronouns, MeanTheSubjectBefore) {
  const Reading reading("Joren Adeyo met Viktor Halden. He praised the dam.");
  EXPECT_EQ(reading.whom("He"), "joren-adeyo");
}

TEST(Pronouns, AreToldApartBySex) {
  const Reading reading(
      "Peter Halden accused Anna Lindqvist. She called his plan a trap, and he left her.");
  EXPECT_EQ(reading.whom("She"), "anna-lindqvist");
  EXPECT_EQ(reading.whom("his"), "peter-halden");
  EXPECT_EQ(reading.whom("he"), "peter-halden");
  EXPECT_EQ(reading.whom("her"), "anna-lindqvist");
}

TEST(Pronouns, AsObjectsAreNotTheirSubject) {
  const Reading reading("Peter Halden spoke. Joren Adeyo criticised him.");
  EXPECT_EQ(reading.whom("him"), "peter-halden");
}

TEST(Pronouns, InAQuotationAreNotItsSpeaker) {
  const Reading reading(
      "Peter Halden spoke about Joren Adeyo. “He is a coward,” Halden said. “His word is worth "
      "nothing.”");
  EXPECT_EQ(reading.whom("He"), "joren-adeyo");
  EXPECT_EQ(reading.whom("His"), "joren-adeyo");
}

TEST(Pronouns, WithoutAnybodyToMeanAreLeftOut) {
  EXPECT_TRUE(Reading("He said that it was raining. They left.").cast.mentions.empty());
}

TEST(Pronouns, OfAnOrganizationMeanTheSubject) {
  const Reading reading("The Coast Party said it would leave. Its leaders agreed.");
  EXPECT_EQ(reading.whom("it"), "coast-party");
  EXPECT_EQ(Reading("The Coast Party met. It was raining.").whom("It"), "");
}

TEST(Groups, ActOnlyWhereTheySayOrSufferSomething) {
  const Reading reading("Top officials of the regime criticised the plan. Some critics slept.");
  ASSERT_EQ(reading.ids(), (Words{"top-officials-of-the-regime"}));
  EXPECT_EQ(reading.cast.actors[0].kind, ActorKind::Group);
  EXPECT_EQ(reading.cast.mentions[0].kind, MentionKind::Nominal);
}

TEST(UnnamedPeople, AreActorsOfTheArticleWhereTheySpeak) {
  const Reading reading(
      "A senior official said so. Two officials from Elsin warned against it, according to a "
      "diplomat who asked not to be named. The diplomat added that he was tired. The driver "
      "slept.");
  EXPECT_EQ(reading.ids(), (Words{"senior-official", "two-officials-from-elsin", "diplomat"}));
  for (const Actor& actor : reading.cast.actors) EXPECT_TRUE(actor.is_unnamed) << actor.id;
  EXPECT_EQ(reading.cast.actors[0].kind, ActorKind::Person);
  EXPECT_EQ(reading.cast.actors[1].kind, ActorKind::Group);
  EXPECT_EQ(reading.whom("The diplomat"), "diplomat");
  EXPECT_EQ(reading.whom("he"), "diplomat");
}

TEST(RegisteredNames, AreFoundInAnyOfTheirForms) {
  const Register known = register_of(R"(
[[actor]]
id = "water-minister"
name = "Nadira Velasko"
also = ["Velasko", "N. Velasko"]
pronoun = "she"
[[actor]]
id = "league"
name = "Farmers’ League"
kind = "organization"
also = ["Farmers' League", "the League"]
)");
  const Reading reading(
      "VELASKO met N. Velasko. The Farmers' League, or the League, left her in any league.", known);
  EXPECT_EQ(reading.whom("VELASKO"), "water-minister");
  EXPECT_EQ(reading.whom("N. Velasko"), "water-minister");
  EXPECT_EQ(reading.whom("Farmers' League"), "league");
  EXPECT_EQ(reading.whom("the League"), "league");
  EXPECT_EQ(reading.whom("her"), "water-minister");
  EXPECT_EQ(reading.cast.actors.size(), 2u);
  EXPECT_TRUE(reading.cast.actors[0].is_registered);
}

TEST(RegisteredNames, AreNotPartsOfOtherPeoplesNames) {
  const Register known =
      register_of("[[actor]]\nname = \"Nadira Velasko\"\nalso = [\"Velasko\"]\n");
  const Reading reading("Tomas Velasko arrived. Ms. Velasko left.", known);
  EXPECT_EQ(reading.whom("Tomas Velasko"), "tomas-velasko");
  EXPECT_EQ(reading.whom("Ms. Velasko"), "nadira-velasko");
}

TEST(RegisteredNames, OfTwoPeopleNeedMoreThanTheSurname) {
  const Register known = register_of(R"(
[[actor]]
name = "Leyla Okonar"
also = ["Minister Okonar"]
role = [ {title = "Minister of Justice"} ]
[[actor]]
name = "Rashid Okonar"
also = ["Gen. Okonar"]
role = [ {title = "chief of staff"} ]
)");
  const Reading reading("Gen. Okonar spoke. Minister Okonar answered. General Okonar left.", known);
  EXPECT_EQ(reading.whom("Gen. Okonar"), "rashid-okonar");
  EXPECT_EQ(reading.whom("Minister Okonar"), "leyla-okonar");
  EXPECT_EQ(reading.whom("General Okonar"), "rashid-okonar");
}

TEST(RegisteredNames, AreFoundInOtherSpellings) {
  const Register known = register_of("[[actor]]\nid = \"b\"\nname = \"Mohsen Baqiri\"\n");
  EXPECT_EQ(Reading("Then Mohsen Bagheri spoke.", known).whom("Mohsen Bagheri"), "b");
}

TEST(NewActors, NeverTakeARegisteredId) {
  const Register known = register_of("[[actor]]\nid = \"joren-adeyo\"\nname = \"Somebody Else\"\n");
  const Reading reading("Joren Adeyo resigned.", known);
  EXPECT_EQ(reading.ids(), (Words{"joren-adeyo-2"}));
}

TEST(Principal, IsNobodyWhereNobodyIsNamed) {
  const Reading reading("A senior official slept.");
  EXPECT_EQ(reading.cast.principal(reading.document, {{0}, {0}}), nullptr);
  EXPECT_EQ(reading.principal("A senior official"), "");
}

TEST(Principal, IsTheHeadAndNotWhatDependsOnIt) {
  const Reading reading(
      "Joren Adeyo, an adviser to Viktor Halden, said so. Halden’s aide agreed. An aide to Halden "
      "did not. "
      "A spokesman for the Coast Party left. The leader of the Coast Party, Idris Fontane, stayed. "
      "According to Viktor Halden, who met Idris Fontane, it rained.");
  EXPECT_EQ(reading.principal("Joren Adeyo, an adviser to Viktor Halden"), "joren-adeyo");
  EXPECT_EQ(reading.principal("Halden’s aide"), "halden-s-aide");
  EXPECT_EQ(reading.principal("An aide to Halden"), "");
  EXPECT_EQ(reading.principal("A spokesman for the Coast Party"), "spokesman-for-coast-party");
  EXPECT_EQ(reading.principal("The leader of the Coast Party, Idris Fontane"), "idris-fontane");
  EXPECT_EQ(reading.principal("According to Viktor Halden, who met Idris Fontane"),
            "viktor-halden");
}

TEST(Principal, IsTheHolderOfAnOfficeWithOf) {
  const Reading reading("Secretary of State John F. Weber said so.");
  EXPECT_EQ(reading.principal("Secretary of State John F. Weber"), "john-f-weber");
}

TEST(Principal, IsNoHouseWhereItsDoctorSpeaks) {
  const Reading reading("Former White House Doctor Says Weber Is Well");
  EXPECT_EQ(reading.principal("Former White House Doctor"), "");
}

TEST(FindCast, TakesTimeInProportionToTheText) {
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    text += "Gen. Paul Okonar" + std::to_string(i % 7) + " met Anna Weber" +
            std::string(1, static_cast<char>('a' + i % 26)) +
            ". The minister said he knew her. UDE and Weber left.\n\n";
  }
  const Reading reading(text);
  EXPECT_FALSE(reading.cast.mentions.empty());
}

}  // namespace
}  // namespace faultline::actors
