#include "actors/detail/given_names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace faultline::actors::detail {
namespace {

using Parts = std::vector<std::string>;

Gender of(const Parts& parts) { return gender_of_person_name(parts); }

TEST(GenderOfGivenName, KnowsNamesOfManyLanguages) {
  for (const char* const name :
       {"anna", "fariba", "ayse", "yuriko", "nkosazana", "olena", "siobhan"})
    EXPECT_EQ(gender_of_given_name(name), Gender::Female) << name;
  for (const char* const name : {"peter", "gholamreza", "recep", "shinzo", "oluwaseun", "bohdan"})
    EXPECT_EQ(gender_of_given_name(name), Gender::Male) << name;
}

TEST(GenderOfGivenName, IsUnknownForNamesOfBothSexesAndOfNobody) {
  EXPECT_EQ(gender_of_given_name("sasha"), Gender::Unknown);
  EXPECT_EQ(gender_of_given_name("robin"), Gender::Unknown);
  EXPECT_EQ(gender_of_given_name("zzyx"), Gender::Unknown);
  EXPECT_EQ(gender_of_given_name(""), Gender::Unknown);
}

TEST(GenderOfGivenName, ReadsTheFirstOfTwoNames) {
  EXPECT_EQ(gender_of_given_name("anne-marie"), Gender::Female);
  EXPECT_EQ(gender_of_given_name("jean-luc"), Gender::Male);
  EXPECT_EQ(gender_of_given_name("mohammad-javad"), Gender::Male);
}

TEST(GenderOfPersonName, ComesFromThePatronymicBeforeTheGivenName) {
  EXPECT_EQ(of({"sasha", "vladimirovna", "orlik"}), Gender::Female);
  EXPECT_EQ(of({"zhenya", "petrovich", "orlik"}), Gender::Male);
  EXPECT_EQ(of({"noor", "bint", "salem"}), Gender::Female);
  EXPECT_EQ(of({"abu", "tarek"}), Gender::Male);
}

TEST(GenderOfPersonName, ComesFromTheSurnameWhereTheGivenNameIsUnknown) {
  EXPECT_EQ(of({"zzyxa", "sakharova"}), Gender::Female);
  EXPECT_EQ(of({"zzyxa", "orlik"}), Gender::Unknown);
  EXPECT_EQ(of({"peter", "sakharova"}), Gender::Male);
}

TEST(GenderOfPersonName, IsUnknownForOneWordAndForInitials) {
  EXPECT_EQ(of({}), Gender::Unknown);
  EXPECT_EQ(of({"anna"}), Gender::Unknown);
  EXPECT_EQ(of({"j", "k", "weber"}), Gender::Unknown);
  EXPECT_EQ(of({"j", "robert", "weber"}), Gender::Male);
}

TEST(SenseOfNoun, TellsSexNumberAndKind) {
  EXPECT_EQ(sense_of_noun("widow", "widow", "NN"),
            (NounSense{Gender::Female, Number::Singular, Animacy::Person}));
  EXPECT_EQ(sense_of_noun("Spokeswoman", "Spokeswoman", "NNP").gender, Gender::Female);
  EXPECT_EQ(sense_of_noun("brothers", "brother", "NNS"),
            (NounSense{Gender::Male, Number::Plural, Animacy::Person}));
  EXPECT_EQ(sense_of_noun("ministry", "ministry", "NN").animacy, Animacy::Organization);
  EXPECT_EQ(sense_of_noun("province", "province", "NN").animacy, Animacy::Place);
  EXPECT_EQ(sense_of_noun("Iranians", "Iranian", "NNPS").animacy, Animacy::Person);
  EXPECT_EQ(sense_of_noun("budget", "budget", "NN").animacy, Animacy::Unknown);
}

TEST(SenseOfNoun, DoesNotTakeEveryManForAMan) {
  EXPECT_EQ(sense_of_noun("human", "human", "NN").gender, Gender::Unknown);
  EXPECT_EQ(sense_of_noun("German", "German", "NNP").gender, Gender::Unknown);
  EXPECT_EQ(sense_of_noun("assemblyman", "assemblyman", "NN").gender, Gender::Male);
}

}  // namespace
}  // namespace faultline::actors::detail
