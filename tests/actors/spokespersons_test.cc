// Who speaks for whom.

#include <gtest/gtest.h>

#include "actors/cast_reading.h"

// All people, parties and places in these texts are invented.

namespace faultline::actors {
namespace {

using tests::Reading;

TEST(Spokespersons, AreNobodyWhereNobodySpeaksForAnother) {
  const Reading reading("Viktor Halden spoke. The Coast Party listened.");
  EXPECT_TRUE(reading.cast.spokespersons.empty());
  EXPECT_EQ(reading.principal_of("viktor-halden"), "");
}

TEST(Spokespersons, WithTheirNameBehindTheTitle) {
  const Reading reading("Coast Party spokesman Idris Karim denied the report on Monday.");
  EXPECT_EQ(reading.principal_of("idris-karim"), "coast-party");
}

TEST(Spokespersons, WithTheirNameBeforeTheApposition) {
  const Reading reading("Idris Karim, a spokesman for the Ministry of Ports, denied the report.");
  EXPECT_EQ(reading.principal_of("idris-karim"), "ministry-of-ports");
}

TEST(Spokespersons, WithTheirNameAfterTheApposition) {
  const Reading reading("A spokeswoman for the Coast Party, Anna Lindqvist, denied the report.");
  EXPECT_EQ(reading.principal_of("anna-lindqvist"), "coast-party");
}

TEST(Spokespersons, WithoutANameAreUnnamedActors) {
  const Reading reading("A spokeswoman for the Coast Party denied the report.");
  const auto index = reading.cast.find("spokeswoman-for-coast-party");
  ASSERT_TRUE(index);
  const Actor& actor = reading.cast.actor(*index);
  EXPECT_TRUE(actor.is_unnamed);
  EXPECT_EQ(actor.kind, ActorKind::Person);
  EXPECT_EQ(actor.part_of, "coast-party");
  EXPECT_EQ(actor.pronoun, "she");
  EXPECT_EQ(reading.principal_of(actor.id), "coast-party");
  EXPECT_EQ(reading.cast.answerable(*index), *reading.cast.find("coast-party"));
  EXPECT_EQ(reading.whom("A spokeswoman for the Coast Party"), actor.id);
}

TEST(Spokespersons, OfAPersonAreNotThatPerson) {
  const Reading reading(
      "Viktor Halden fell ill. Halden’s spokesman said that he was well. The spokesman gave no "
      "details.");
  EXPECT_EQ(reading.whom("Halden’s spokesman"), "spokesman-for-viktor-halden");
  EXPECT_EQ(reading.whom("The spokesman"), "spokesman-for-viktor-halden");
  EXPECT_EQ(reading.principal_of("spokesman-for-viktor-halden"), "viktor-halden");
}

TEST(Spokespersons, OfOneWhomAPronounMeans) {
  const Reading reading("Viktor Halden fell ill. His spokesman denied it.");
  EXPECT_EQ(reading.principal_of("spokesman-for-viktor-halden"), "viktor-halden");
}

TEST(Spokespersons, OfOneOrganizationAreOneUnnamedActor) {
  const Reading reading(
      "A Coast Party spokesman denied the report. A spokesman for the Coast Party repeated it.");
  EXPECT_EQ(reading.cast.spokespersons.size(), 1u);
}

TEST(Spokespersons, WhoAreFormerSpeakForNobody) {
  const Reading reading("Idris Karim, a former spokesman for the Coast Party, joined the critics.");
  EXPECT_EQ(reading.principal_of("idris-karim"), "");
}

TEST(Spokespersons, AreLawyersAndPressSecretariesToo) {
  const Reading reading(
      "Tarek Weber, a lawyer for Viktor Halden, appealed. Halden’s press secretary, Anna "
      "Lindqvist, "
      "said no more.");
  EXPECT_EQ(reading.principal_of("tarek-weber"), "viktor-halden");
  EXPECT_EQ(reading.principal_of("anna-lindqvist"), "viktor-halden");
}

TEST(Spokespersons, OfASeatOfGovernment) {
  const Reading reading("Kremlin spokesman Dmitri Orlik denied the report.");
  EXPECT_EQ(reading.principal_of("dmitri-orlik"), "kremlin");
}

TEST(Spokespersons, OfACampaignSpeakForTheCandidate) {
  const Reading reading("A spokesman for Viktor Halden’s campaign denied the report.");
  EXPECT_EQ(reading.principal_of("spokesman-for-viktor-halden"), "viktor-halden");
}

TEST(Spokespersons, NeverTakeARegisteredId) {
  const auto known = Register::parse(
      "[[actor]]\nid = \"spokesman-for-coast-party\"\nname = \"Somebody Else\"\n", "r.toml");
  ASSERT_TRUE(known);
  const Reading reading("A spokesman for the Coast Party denied the report.", *known);
  EXPECT_EQ(reading.principal_of("spokesman-for-coast-party-2"), "coast-party");
}

TEST(Spokespersons, KeepTheRegistersWordOnWhatAPersonBelongsTo) {
  const auto known = Register::parse("[[actor]]\nname = \"Idris Karim\"\n", "r.toml");
  ASSERT_TRUE(known);
  const Reading reading("Coast Party spokesman Idris Karim denied the report.", *known);
  EXPECT_EQ(reading.principal_of("idris-karim"), "coast-party");
  EXPECT_EQ(reading.cast.actor(*reading.cast.find("idris-karim")).part_of, "");
}

}  // namespace
}  // namespace faultline::actors
