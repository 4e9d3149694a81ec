// One article, several people of one name, and one person of several names.

#include <gtest/gtest.h>

#include "actors/cast_reading.h"

// All people, parties and places in these texts are invented.

namespace faultline::actors {
namespace {

using tests::Reading;
using tests::Words;

// ---- two people with one surname

TEST(Namesakes, SpousesAreToldApartByCourtesyTitles) {
  const Reading reading(
      "Senator Viktor Halden and his wife, Leyla Halden, opened the port. Mr. Halden cut the "
      "ribbon. Mrs. Halden thanked the dockers.");
  EXPECT_EQ(reading.whom("Mr. Halden"), "viktor-halden");
  EXPECT_EQ(reading.whom("Mrs. Halden"), "leyla-halden");
}

TEST(Namesakes, FatherAndSonAreToldApartByTheirSuffixes) {
  const Reading reading(
      "Joren Adeyo Sr. founded the paper in 1970. His son, Joren Adeyo Jr., sold it last week. "
      "Joren Adeyo Sr. was not amused.");
  EXPECT_EQ(reading.whom("Joren Adeyo Sr.", 2), reading.whom("Joren Adeyo Sr."));
  EXPECT_NE(reading.whom("Joren Adeyo Jr."), reading.whom("Joren Adeyo Sr."));
}

TEST(Namesakes, BrothersAreToldApartByTheirGivenNames) {
  const Reading reading(
      "Sadeq Velarani heads the judiciary; his brother Ali Velarani once led the parliament. Sadeq "
      "rejected the charge, and Ali kept silent.");
  EXPECT_EQ(reading.whom("Sadeq"), "sadeq-velarani");
  EXPECT_EQ(reading.whom("Ali"), "ali-velarani");
}

TEST(Namesakes, OfOneSurnameAreToldApartByTheirOffices) {
  const Reading reading(
      "Judge Marta Okonar sentenced the broker on Monday. Senator Paul Okonar, no relation, called "
      "for a new trial. Judge Okonar refused. Senator Okonar appealed.");
  EXPECT_EQ(reading.whom("Judge Okonar"), "marta-okonar");
  EXPECT_EQ(reading.whom("Senator Okonar"), "paul-okonar");
}

TEST(Namesakes, OneIsNotTakenForTheOtherByAnInitial) {
  const Reading reading(
      "J. Adeyo signed the letter. Marta Adeyo did not sign. Joren Adeyo denied it.");
  EXPECT_EQ(reading.whom("J. Adeyo"), reading.whom("Joren Adeyo"));
  EXPECT_NE(reading.whom("J. Adeyo"), reading.whom("Marta Adeyo"));
}

TEST(Namesakes, APluralSurnameIsNeitherOfThem) {
  const Reading reading(
      "Sadeq Velarani and Ali Velarani grew up in Dorvik. The Velaranis own two papers, but only "
      "Ali Velarani edits one.");
  EXPECT_NE(reading.whom("The Velaranis"), "sadeq-velarani");
  EXPECT_NE(reading.whom("The Velaranis"), "ali-velarani");
  EXPECT_NE(reading.whom("Velaranis"), "ali-velarani");
  EXPECT_EQ(reading.whom("Ali Velarani", 2), "ali-velarani");
}

TEST(Namesakes, OfFullNamesThatDifferInTheGivenNameStayTwo) {
  const Reading reading(
      "Hassan Karimi spoke for the government. Hossein Karimi spoke against it. Hassan Karimi "
      "won.");
  EXPECT_NE(reading.whom("Hassan Karimi"), reading.whom("Hossein Karimi"));
  EXPECT_EQ(reading.whom("Hassan Karimi", 2), "hassan-karimi");
}

// ---- a given name that is somebody's surname

TEST(GivenNames, ThatAreAnothersSurnameMeanTheSurname) {
  const Reading reading(
      "Ali Velarani warned the council. The cleric Masoud Ali went further. Ali railed against the "
      "scholars.");
  EXPECT_EQ(reading.whom("Ali"), "masoud-ali");
}

TEST(GivenNames, StayTheirBearersBeforeTheNamesakeAppears) {
  const Reading reading(
      "Dana Okonar and Tarek Weber ran for mayor. On Monday Dana withdrew.\n\nOnly then did Idris "
      "Dana join the race.");
  EXPECT_EQ(reading.whom("Dana"), "dana-okonar");
}

// ---- transliterations and headlines

TEST(Transliterations, OfAHeadlineMeanThePersonOfTheBody) {
  const Reading reading(
      "Larijany Rejects Talks\n\nAli Larijani, a former negotiator, rejected talks on Sunday. "
      "Larijani said the time was wrong.");
  EXPECT_EQ(reading.ids(), (Words{"ali-larijani"}));
}

TEST(Transliterations, OfOneFullNameAreOnePerson) {
  const Reading reading(
      "Mohammad Ghalibof won the vote. His rival congratulated Mohammed Qalibof the same night. "
      "Ghalibof thanked him.");
  EXPECT_EQ(reading.whom("Mohammed Qalibof"), reading.whom("Mohammad Ghalibof"));
}

TEST(Transliterations, OfUkrainianAndRussianSpellingsAreOnePerson) {
  const Reading reading("Volodymyr Zelenko left for Geneva. Later Vladimir Zelenko met the envoy.");
  EXPECT_EQ(reading.whom("Vladimir Zelenko"), "volodymyr-zelenko");
}

TEST(Headlines, InCapitalsNameThePersonOfTheBody) {
  const Reading reading(
      "ADEYO QUITS AS SPEAKER\n\nJoren Adeyo resigned as Speaker on Monday. Adeyo gave no reason.");
  EXPECT_EQ(reading.ids(), (Words{"joren-adeyo"}));
}

TEST(Headlines, WithEveryWordCapitalisedNameOnlyThePerson) {
  const Reading reading(
      "Minister Velasko Slams Dam Critics\n\nWater Minister Nadira Velasko attacked critics of the "
      "dam on Monday.");
  EXPECT_EQ(reading.whom("Minister Velasko"), "nadira-velasko");
}

// ---- forms of names

TEST(Patronymics, StandBetweenTheNamesOfOnePerson) {
  const Reading reading(
      "Viktor Orlinsky opened the session. Viktor Sergeyevich Orlinsky has led the party since "
      "2009. Orlinsky spoke first.");
  EXPECT_EQ(reading.cast.actors.size(), 1u);
  EXPECT_EQ(reading.whom("Orlinsky"), reading.whom("Viktor Orlinsky"));
}

TEST(Patronymics, WithTheGivenNameAloneMeanTheirBearer) {
  const Reading reading(
      "Viktor Sergeyevich Orlinsky met the workers. “Viktor Sergeyevich, help us,” they cried. "
      "Viktor Sergeyevich promised to.");
  EXPECT_EQ(reading.whom("Viktor Sergeyevich", 2), reading.whom("Viktor Sergeyevich Orlinsky"));
}

TEST(Kunyas, AreOneName) {
  const Reading reading(
      "The commander, Abu Mahdi al-Basri, addressed the crowd. Abu Mahdi called for calm.");
  EXPECT_EQ(reading.whom("Abu Mahdi"), reading.whom("Abu Mahdi al-Basri"));
}

TEST(Kunyas, OfTwoMenAreTwo) {
  const Reading reading("Abu Tarek met Abu Salem in Dorvik. Abu Salem left before Abu Tarek.");
  EXPECT_NE(reading.whom("Abu Tarek"), reading.whom("Abu Salem"));
  EXPECT_EQ(reading.whom("Abu Tarek", 2), reading.whom("Abu Tarek"));
}

TEST(Nisbas, AreSurnamesWithAndWithoutTheArticle) {
  const Reading reading(
      "Prime Minister Tarek al-Sudavi flew to Elsin. Sudavi will stay two days. “It went well,” "
      "al-Sudavi said.");
  EXPECT_EQ(reading.whom("Sudavi"), reading.whom("al-Sudavi"));
  EXPECT_EQ(reading.mentions_of("tarek-al-sudavi").size(), 3u);
}

TEST(SonsByName, AreWholeNames) {
  const Reading reading(
      "Crown Prince Khaled bin Faisal arrived on Monday. His cousin Turki bin Khaled met him. "
      "Prince Khaled smiled.");
  EXPECT_NE(reading.whom("Turki bin Khaled"), reading.whom("Crown Prince Khaled bin Faisal"));
  EXPECT_EQ(reading.whom("Prince Khaled"), "khaled-bin-faisal");
}

TEST(CompoundSurnames, BeginWithTheirParticle) {
  const Reading reading(
      "Ursula van der Bremen addressed parliament. Guy de Lormont answered. Van der Bremen smiled. "
      "De Lormont did not.");
  EXPECT_EQ(reading.whom("Van der Bremen"), "ursula-van-der-bremen");
  EXPECT_EQ(reading.whom("De Lormont"), "guy-de-lormont");
}

TEST(CompoundSurnames, OfTwoWordsAreKnownByTheFirst) {
  const Reading reading(
      "President Andrés Quintero Obrasor attacked the judges. Quintero said they were corrupt. "
      "Mr. Quintero Obrasor leaves office soon.");
  EXPECT_EQ(reading.whom("Quintero"), "andres-quintero-obrasor");
  EXPECT_EQ(reading.whom("Mr. Quintero Obrasor"), "andres-quintero-obrasor");
}

TEST(FamilyNames, StandFirstInChinese) {
  const Reading reading(
      "President Li Jianping met Premier Wang Keqing. Li praised the army. Wang praised Li.");
  EXPECT_EQ(reading.whom("Li"), "li-jianping");
  EXPECT_EQ(reading.whom("Wang"), "wang-keqing");
}

TEST(FamilyNames, StandFirstInKorean) {
  const Reading reading(
      "President Moon Seung-ho met Kim Yong-nam. Kim was polite. Mr. Moon spoke of peace.");
  EXPECT_EQ(reading.whom("Kim"), "kim-yong-nam");
  EXPECT_EQ(reading.whom("Mr. Moon"), "moon-seung-ho");
}

TEST(FamilyNames, ThatStandFirstAreNoGivenNamesOfOthers) {
  const Reading reading(
      "Kim Yong-nam met Kim Lindqvist, the envoy. Kim said nothing. Lindqvist said that Kim was "
      "late.");
  EXPECT_EQ(reading.whom("Kim"), "kim-yong-nam");
  EXPECT_EQ(reading.whom("Lindqvist"), "kim-lindqvist");
}

TEST(Icelanders, AreKnownByTheirGivenName) {
  const Reading reading(
      "Prime Minister Katrín Jónsdóttir and Bjarni Hallsson met. Katrín defended the budget. "
      "Bjarni "
      "agreed.");
  EXPECT_EQ(reading.whom("Katrín"), "katrin-jonsdottir");
  EXPECT_EQ(reading.whom("Bjarni"), "bjarni-hallsson");
}

TEST(Initials, OfASecondGivenNameChangeNobody) {
  const Reading reading(
      "Peter R. Halden chairs the panel. Halden is sixty. Peter Halden was reelected.");
  EXPECT_EQ(reading.cast.actors.size(), 1u);
}

TEST(Nicknames, StandInQuotationMarksInsideTheName) {
  const Reading reading(
      "Idris “the Fox” Karimi surrendered on Monday. Karimi had hidden for years.");
  EXPECT_EQ(reading.whom("Karimi"), reading.cast.actors.at(0).id);
  EXPECT_EQ(reading.cast.actors.size(), 1u);
}

TEST(Possessives, AreNoPartOfTheName) {
  const Reading reading("Joren Adeyo’s plan failed. Adeyo’s critics cheered.");
  EXPECT_EQ(reading.whom("Joren Adeyo"), "joren-adeyo");
  EXPECT_EQ(reading.whom("Adeyo"), "joren-adeyo");
}

// ---- honorifics

TEST(Honorifics, OfClericsAreNoPartOfTheName) {
  const Reading reading(
      "Ayatollah Sayyed Hashem Borazi led the prayers. Hojatoleslam Karim Dastari followed. "
      "Ayatollah Borazi praised Hojjatoleslam Dastari.");
  EXPECT_EQ(reading.whom("Ayatollah Borazi"), reading.cast.actors.at(0).id);
  EXPECT_EQ(reading.whom("Hojjatoleslam Dastari"), "karim-dastari");
}

TEST(Honorifics, OfPilgrimsAreNoPartOfTheName) {
  const Reading reading(
      "Haj Qasem Rostavi died. Qasem Rostavi was sixty. Haj Rostavi was mourned.");
  EXPECT_EQ(reading.whom("Haj Rostavi"), reading.whom("Qasem Rostavi"));
}

TEST(Honorifics, OfOfficersMayBeSeveralWords) {
  const Reading reading(
      "Brig. Gen. Amir Hajivand inspected the base. Later General Hajivand spoke. Lt. Col. Paul "
      "Weber listened.");
  EXPECT_EQ(reading.whom("General Hajivand"), "amir-hajivand");
  EXPECT_EQ(reading.roles_of("amir-hajivand"), (Words{"Brig. Gen."}));
}

TEST(Honorifics, OfPeersHoldAPlace) {
  const Reading reading(
      "Lord Harwick of Elsin opposed the bill. Dame Anna Lindqvist backed it. Lord Harwick left.");
  EXPECT_EQ(reading.whom("Lord Harwick"), reading.cast.actors.at(0).id);
  EXPECT_EQ(reading.whom("Dame Anna Lindqvist"), "anna-lindqvist");
}

TEST(Honorifics, OfTheClergyTellThePersonApart) {
  const Reading reading(
      "Rev. Paul Okonar blessed the boats. Mayor Leyla Okonar watched. Rev. Okonar left.");
  EXPECT_EQ(reading.whom("Rev. Okonar"), "paul-okonar");
}

TEST(Honorifics, AloneAreNobodysName) {
  const Reading reading("“Mr. Speaker, I yield,” said Senator Viktor Halden.");
  EXPECT_EQ(reading.ids(), (Words{"viktor-halden"}));
}

TEST(Officers, InAListAreAllFound) {
  const Reading reading(
      "He blamed the commanders — General Baqiri, General Salamat, General Hajivand — for the "
      "loss.");
  EXPECT_NE(reading.whom("General Baqiri"), "");
  EXPECT_NE(reading.whom("General Salamat"), "");
  EXPECT_NE(reading.whom("General Hajivand"), "");
}

// ---- people, places and organisations of one name

TEST(Places, OfAPersonsNameAreNotThePerson) {
  const Reading reading(
      "Mayor Denise Washington flew to Washington on Monday. Washington said the city needs "
      "money.");
  EXPECT_EQ(reading.mentions_of("denise-washington"),
            (Words{"Mayor Denise Washington", "Washington"}));
}

TEST(Organizations, OfAPersonsNameAreNotThePerson) {
  const Reading reading(
      "Viktor Halden left the Halden Foundation. The Halden Foundation thanked him. Halden "
      "smiled.");
  EXPECT_EQ(reading.whom("Halden"), "viktor-halden");
  EXPECT_EQ(reading.whom("Halden Foundation", 2), "halden-foundation");
}

TEST(Peoples, AreNoPersonsNames) {
  const Reading reading("Iranian officials met Russian envoys. The Iranian envoy left.");
  EXPECT_TRUE(reading.whom("Iranian").empty());
  for (const std::string& id : reading.ids()) EXPECT_NE(id, "iranian");
}

}  // namespace
}  // namespace faultline::actors
