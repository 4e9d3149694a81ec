// What the rules for relations read, phenomenon by phenomenon.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "positions/relation_lines.h"

namespace faultline::positions {
namespace {

using All = std::vector<std::string>;

struct Case {
  std::string text;
  All relations;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.text; }

class Relations : public testing::TestWithParam<Case> {};

TEST_P(Relations, AreReadAsAReaderWould) {
  EXPECT_EQ(tests::relations_in(GetParam().text), GetParam().relations);
}

INSTANTIATE_TEST_SUITE_P(
    Verbs, Relations,
    testing::Values(Case{"Weber criticised Klein.", {"weber criticise klein -"}},
                    Case{"Weber slammed Klein over the budget.", {"weber criticise klein -"}},
                    Case{"Weber denounced Klein on Monday.", {"weber condemn klein -"}},
                    Case{"Weber blamed Klein for the delay.", {"weber blame klein -"}},
                    Case{"Weber blamed the delay on Klein.", {"weber blame klein -"}},
                    Case{"Weber mocked Klein at a rally.", {"weber mock klein -"}},
                    Case{"Weber opposed Klein in the vote.", {"weber oppose klein -"}},
                    Case{"Weber rejected Klein as a partner.", {"weber reject klein -"}},
                    Case{"Weber threatened Klein with a lawsuit.", {"weber threaten klein -"}},
                    Case{"Weber endorsed Klein for mayor.", {"weber endorse klein +"}},
                    Case{"Weber supports Klein.", {"weber endorse klein +"}},
                    Case{"Weber backed Klein in the race.", {"weber endorse klein +"}},
                    Case{"Weber defended Klein on television.", {"weber defend klein +"}},
                    Case{"Weber thanked Klein for his help.", {"weber thank klein +"}},
                    Case{"Weber agreed with Klein.", {"weber agree klein +"}},
                    Case{"Weber congratulated Klein on his victory.", {"weber praise klein +"}},
                    Case{"Weber sued Klein last year.", {"weber accuse klein -"}},
                    Case{"The ministry sanctioned the council.", {"ministry sanction council -"}},
                    Case{"Weber fired Klein on Friday.", {"weber sanction klein -"}},
                    Case{"The ministry expelled Klein.", {"ministry sanction klein -"}},
                    Case{"The ministry banned the council.", {"ministry coerce council -"}},
                    Case{"The ministry arrested Klein.", {"ministry coerce klein -"}},
                    Case{"The ministry helped the council.", {"ministry aid council +"}},
                    Case{"Weber apologised to Klein.", {"weber concede klein +"}},
                    Case{"Weber warned Klein about the costs.", {"weber warn klein 0"}},
                    Case{"Weber urged Klein to sign the treaty.", {"weber demand klein 0"}},
                    Case{"Weber called on Klein to repair the bridge.", {"weber demand klein 0"}}));

INSTANTIATE_TEST_SUITE_P(
    VerbsWithPrepositions, Relations,
    testing::Values(Case{"Weber lashed out at Klein.", {"weber criticise klein -"}},
                    Case{"Weber hit back at Klein.", {"weber criticise klein -"}},
                    Case{"Weber railed against the council.", {"weber criticise council -"}},
                    Case{"Weber spoke out against Klein.", {"weber criticise klein -"}},
                    Case{"Weber voted against the council.", {"weber oppose council -"}},
                    Case{"Weber turned against Klein.", {"weber oppose klein -"}},
                    Case{"Weber stood up to Klein.", {"weber oppose klein -"}},
                    Case{"Weber stood up for Klein.", {"weber defend klein +"}},
                    Case{"Weber broke with Klein over taxes.", {"weber oppose klein -"}},
                    Case{"Weber distanced herself from Klein.", {"weber oppose klein -"}},
                    Case{"Weber campaigned for Klein in the north.", {"weber endorse klein +"}},
                    Case{"Weber stands by Klein.", {"weber endorse klein +"}},
                    Case{"Weber sided with Klein.", {"weber endorse klein +"}},
                    Case{"Weber disagreed with Klein.", {"weber oppose klein -"}},
                    Case{"Weber spoke highly of Klein.", {"weber praise klein +"}},
                    Case{"Weber alleged that Klein had lied.",
                         {"weber accuse klein -", "weber criticise klein -"}},
                    Case{"Weber laughed at Klein.", {"weber mock klein -"}},
                    Case{"Weber took Klein to task over the budget.", {"weber criticise klein -"}},
                    Case{"Weber put Klein in his place.", {"weber criticise klein -"}}));

INSTANTIATE_TEST_SUITE_P(
    Passives, Relations,
    testing::Values(Case{"Klein was criticised by Weber.", {"weber criticise klein -"}},
                    Case{"Klein has been accused of fraud by Weber.", {"weber accuse klein -"}},
                    Case{"Klein was praised by Weber and Arndt.",
                         {"weber praise klein +", "arndt praise klein +"}},
                    Case{"Klein is backed by the council.", {"council endorse klein +"}},
                    Case{"Klein, attacked by Weber, left the hall.", {"weber criticise klein -"}},
                    Case{"Klein was arrested by the ministry.", {"ministry coerce klein -"}},
                    Case{"Weber was angered by Klein.", {"weber criticise klein -"}},
                    Case{"Klein was called a liar by Weber.", {"weber criticise klein -"}},
                    Case{"The reform backed by Klein was condemned by Weber.",
                         {"weber condemn klein -"}}));

INSTANTIATE_TEST_SUITE_P(
    Roles, Relations,
    testing::Values(
        Case{"Klein angered Weber.", {"weber criticise klein -"}},
        Case{"Klein’s speech infuriated Weber.", {"weber criticise klein -"}},
        Case{"Klein impressed Weber.", {"weber praise klein +"}},
        Case{"Weber, a former judge, criticised Klein.", {"weber criticise klein -"}},
        Case{"Weber, who criticised Klein, left.", {"weber criticise klein -"}},
        Case{"Klein, whom Weber criticised, left.", {"weber criticise klein -"}},
        Case{"Weber and Arndt condemned Klein.",
             {"weber condemn klein -", "arndt condemn klein -"}},
        Case{"Weber criticised Klein, Arndt and Novak.",
             {"weber criticise klein -", "weber criticise arndt -", "weber criticise novak -"}},
        Case{"Weber attacked Klein and praised Arndt.",
             {"weber criticise klein -", "weber praise arndt +"}},
        Case{"Weber told the guards to leave and accused Klein of fraud.",
             {"weber accuse klein -"}},
        Case{"Weber left the hall, accusing Klein of fraud.", {"weber accuse klein -"}},
        Case{"Weber left. She accused Klein of fraud.", {"weber accuse klein -"}},
        Case{"Weber met Klein and she praised him.",
             {"weber consult klein 0", "klein consult weber 0", "weber praise klein +"}},
        Case{"Weber criticised Klein’s policy.", {"weber criticise klein -"}},
        Case{"Weber praised the work of Klein.", {"weber praise klein +"}},
        Case{"Weber rejected the council’s call for talks.", {"weber reject council -"}},
        Case{"Klein’s allies praised the budget.", {}},
        Case{"A Klein reporter criticised Weber.", {}},
        Case{"Weber criticised the plan proposed by Klein.", {"weber criticise klein -"}},
        Case{"Weber criticised the way Klein runs the bridge.", {"weber criticise klein -"}},
        Case{"Weber issued a statement accusing Klein of fraud.", {"weber accuse klein -"}},
        Case{"Weber sent a letter that praised Klein.", {"weber praise klein +"}},
        Case{"Weber’s plan to expel Klein failed.", {"weber sanction klein -"}}));

INSTANTIATE_TEST_SUITE_P(
    Nouns, Relations,
    testing::Values(Case{"Weber’s criticism of Klein went on.", {"weber criticise klein -"}},
                    Case{"Weber launched a sharp attack on Klein.", {"weber criticise klein -"}},
                    Case{"Weber issued a rebuke of Klein.", {"weber criticise klein -"}},
                    Case{"In a rebuke to Klein, Weber voted no.", {"weber criticise klein -"}},
                    Case{"Klein drew criticism from Weber.", {"weber criticise klein -"}},
                    Case{"Klein faced accusations from Weber.", {"weber accuse klein -"}},
                    Case{"Klein came under attack from Weber.", {"weber criticise klein -"}},
                    Case{"Klein came under fire from Weber.", {"weber criticise klein -"}},
                    Case{"Klein won praise from Weber.", {"weber praise klein +"}},
                    Case{"Criticism of Klein by Weber grew.", {"weber criticise klein -"}},
                    Case{"Weber voiced support for Klein.", {"weber endorse klein +"}},
                    Case{"Weber’s endorsement of Klein surprised many.", {"weber endorse klein +"}},
                    Case{"Weber is leading a campaign against Klein.", {"weber oppose klein -"}},
                    Case{"Weber filed a lawsuit against Klein.", {"weber accuse klein -"}},
                    Case{"Weber took aim at Klein.", {"weber criticise klein -"}},
                    Case{"Weber paid tribute to Klein.", {"weber praise klein +"}},
                    Case{"Weber has no confidence in Klein.", {"weber praise klein -"}},
                    Case{"Weber withdrew her support for Klein.", {"weber endorse klein -"}},
                    Case{"Weber expressed contempt for Klein.", {"weber criticise klein -"}},
                    Case{"Weber’s opposition to Klein is known.", {"weber oppose klein -"}}));

INSTANTIATE_TEST_SUITE_P(
    AdjectivesAndAgents, Relations,
    testing::Values(Case{"Weber is critical of Klein.", {"weber criticise klein -"}},
                    Case{"Weber, critical of Klein, stayed away.", {"weber criticise klein -"}},
                    Case{"Weber was furious with Klein.", {"weber criticise klein -"}},
                    Case{"Weber is proud of Klein.", {"weber praise klein +"}},
                    Case{"Weber is loyal to Klein.", {"weber endorse klein +"}},
                    Case{"Weber is grateful to Klein.", {"weber thank klein +"}},
                    Case{"Weber is opposed to Klein.", {"weber oppose klein -"}},
                    Case{"Weber, a critic of Klein, stayed away.", {"weber criticise klein -"}},
                    Case{"Weber is a close ally of Klein.", {"weber endorse klein +"}},
                    Case{"Weber is Klein’s rival.", {"weber oppose klein -"}},
                    Case{"Weber, an opponent of the council, stayed away.",
                         {"weber oppose council -"}},
                    Case{"Weber is a supporter of Klein.", {"weber endorse klein +"}},
                    Case{"Klein met with critics.", {}}));

INSTANTIATE_TEST_SUITE_P(
    Reciprocals, Relations,
    testing::Values(
        Case{"Weber and Klein traded accusations.",
             {"weber accuse klein -", "klein accuse weber -"}},
        Case{"Weber clashed with Klein.", {"weber oppose klein -", "klein oppose weber -"}},
        Case{"Weber and Klein clashed.", {"weber oppose klein -", "klein oppose weber -"}},
        Case{"Weber and Klein attacked each other.",
             {"weber criticise klein -", "klein criticise weber -"}},
        Case{"Weber traded insults with Klein.", {"weber mock klein -", "klein mock weber -"}},
        Case{"The feud between Weber and Klein goes on.",
             {"weber oppose klein -", "klein oppose weber -"}},
        Case{"Weber met with Klein.", {"weber consult klein 0", "klein consult weber 0"}}));

INSTANTIATE_TEST_SUITE_P(
    Negations, Relations,
    testing::Values(Case{"Weber did not criticise Klein.", {"weber criticise klein 0"}},
                    Case{"Weber never attacked Klein.", {"weber criticise klein 0"}},
                    Case{"Weber did not condemn Klein.", {"weber condemn klein 0"}},
                    Case{"Weber refused to condemn Klein.", {"weber condemn klein 0"}},
                    Case{"Weber refused to support Klein.", {"weber endorse klein -"}},
                    Case{"Weber declined to endorse Klein.", {"weber endorse klein -"}},
                    Case{"Weber does not support Klein.", {"weber endorse klein -"}},
                    Case{"Weber does not trust Klein.", {"weber praise klein -"}},
                    Case{"Weber did not thank Klein.", {"weber thank klein 0"}},
                    Case{"Weber ruled out supporting Klein.", {"weber endorse klein -"}},
                    Case{"Weber left without criticising Klein.", {"weber criticise klein 0"}},
                    Case{"Weber did not oppose Klein.", {"weber oppose klein 0"}},
                    Case{"Weber stopped supporting Klein.", {"weber endorse klein -"}}));

INSTANTIATE_TEST_SUITE_P(
    AttemptsDenialsAndConditions, Relations,
    testing::Values(Case{"Weber tried to discredit Klein.", {"weber criticise klein -"}},
                    Case{"Weber wants to oust Klein.", {"weber sanction klein -"}},
                    Case{"Weber threatened to sue Klein.", {"weber threaten klein -"}},
                    Case{"Weber denied that she attacked Klein.", {}},
                    Case{"Weber denied attacking Klein.", {}},
                    Case{"Weber apologised for calling Klein a liar.", {"weber criticise klein 0"}},
                    Case{"Weber withdrew her accusation against Klein.", {"weber accuse klein 0"}},
                    Case{"Weber could attack Klein.", {}}, Case{"Weber might support Klein.", {}},
                    Case{"If Weber attacks Klein, the talks will end.", {}},
                    Case{"Nobody knows whether Weber supports Klein.", {}},
                    Case{"Weber accused Klein of attacking Arndt.", {"weber accuse klein -"}},
                    Case{"Klein is suspected of threatening Arndt.", {}}));

INSTANTIATE_TEST_SUITE_P(
    Contents, Relations,
    testing::Values(Case{"“Klein is a liar,” Weber said.", {"weber criticise klein -"}},
                    Case{"“Klein has betrayed us,” Weber said.",
                         {"weber criticise klein -", "klein oppose weber -"}},
                    Case{"Weber said Klein was unfit for office.", {"weber criticise klein -"}},
                    Case{"“Klein is a hero,” Weber said.", {"weber praise klein +"}},
                    Case{"“Klein is not a liar,” Weber said.", {"weber praise klein +"}},
                    Case{"“Klein must resign,” Weber said.", {"weber demand klein -"}},
                    Case{"“Klein should step down,” Weber said.", {"weber demand klein -"}},
                    Case{"“I support Klein,” Weber said.", {"weber endorse klein +"}},
                    Case{"“We condemn the council,” Weber said.", {"weber condemn council -"}},
                    Case{"“Klein attacked me,” Weber said.", {"klein criticise weber -"}},
                    Case{"“The council accused Klein of lying,” Weber said.",
                         {"council accuse klein -"}},
                    Case{"Weber said Arndt had criticised Klein.", {"arndt criticise klein -"}},
                    Case{"“The corrupt Klein rules us,” Weber said.", {"weber criticise klein -"}},
                    Case{"“Klein’s lies must end,” Weber said.", {"weber criticise klein -"}},
                    Case{"“Klein’s policy has failed,” Weber said.", {"weber criticise klein -"}},
                    Case{"Weber called Klein a traitor.", {"weber criticise klein -"}},
                    Case{"Weber described Klein as a hero.", {"weber praise klein +"}},
                    Case{"Weber called Klein on Monday.", {}},
                    Case{"“Klein arrived on Monday,” Weber said.", {}},
                    Case{"“If Klein lies, we will know,” Weber said.", {}},
                    Case{"Weber said she would support Klein.", {"weber endorse klein +"}}));

INSTANTIATE_TEST_SUITE_P(
    Nothing, Relations,
    testing::Values(Case{"Weber and Klein live in the city.", {}},
                    Case{"Weber condemned the killing of Klein.", {}},
                    Case{"Weber criticised Klein’s critics.", {}},
                    Case{"Weber saw Klein at the station.", {}},
                    Case{"Weber charged Klein ten euros.", {}},
                    Case{"Weber asked Klein whether it rained.", {}},
                    Case{"Weber sat behind Klein.", {}}, Case{"The report criticised Klein.", {}},
                    Case{"Weber wrote a book about Klein.", {}}, Case{"Klein was criticised.", {}},
                    Case{"Weber called off the meeting with Klein’s lawyer.", {}},
                    Case{"Weber supports a ban on plastic, and Klein sells it.", {}}));

struct OpenCase {
  std::string text;
  All relations;
};

void PrintTo(const OpenCase& one, std::ostream* out) { *out << one.text; }

class OpenRelations : public testing::TestWithParam<OpenCase> {};

TEST_P(OpenRelations, EndAtWhatTheTextNames) {
  EXPECT_EQ(tests::relations_in(GetParam().text, true), GetParam().relations);
}

INSTANTIATE_TEST_SUITE_P(
    Targets, OpenRelations,
    testing::Values(
        OpenCase{"Weber condemned the strikers.", {"weber condemn ~the strikers -"}},
        OpenCase{"Weber rejected the two treaties.", {"weber reject ~the two treaties -"}},
        OpenCase{"Weber criticised Klein and other politicians.",
                 {"weber criticise klein -", "weber criticise ~other politicians -"}},
        OpenCase{"Weber attacked those who pay nothing.", {"weber criticise ~those -"}},
        OpenCase{"Weber arrested the development.", {}},
        OpenCase{"Referring to a letter from the council, Weber railed against “tired old men”.",
                 {"weber criticise ~tired old men -", "weber criticise council -"}}));

}  // namespace
}  // namespace faultline::positions
