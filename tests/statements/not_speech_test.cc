// Words of reporting that report nothing, and others that look like them.

#include "statements/detail/not_speech.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "statements/sketch.h"

namespace faultline::statements::detail {
namespace {

/// Of the word `cue` where `text` has it first, as a cue of its own.
bool is_no_speech_in(const std::string& text, const std::string& cue) {
  const auto document = tests::document_of(text);
  const MarkedWords words = mark_words(document, Lexicon::english());
  for (std::uint32_t i = 0; i < words.size(); ++i)
    if (words.form(i) == cue) return is_no_speech(words, i, {{i}, {i + 1}});
  ADD_FAILURE() << "\"" << cue << "\" is not in the text";
  return false;
}

struct Case {
  const char* text;
  const char* cue;
};
std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.text; }

class NoSpeech : public testing::TestWithParam<Case> {};
TEST_P(NoSpeech, IsTold) { EXPECT_TRUE(is_no_speech_in(GetParam().text, GetParam().cue)); }

class Speech : public testing::TestWithParam<Case> {};
TEST_P(Speech, IsKept) { EXPECT_FALSE(is_no_speech_in(GetParam().text, GetParam().cue)); }

INSTANTIATE_TEST_SUITE_P(
    All, NoSpeech,
    testing::Values(
        Case{"The figures speak for themselves.", "speak"},
        Case{"Her record speaks for itself.", "speaks"},
        Case{"The empty benches spoke volumes.", "spoke"},
        Case{"The mayor speaks Tolvanese.", "speaks"},
        Case{"Members claimed expenses for their gardens.", "claimed"},
        Case{"The storm claimed the lives of ten sailors.", "claimed"},
        Case{"She claimed benefits for two years.", "claimed"},
        Case{"He claimed the title in Elsin.", "claimed"},
        Case{"Thousands claimed asylum last year.", "claimed"},
        Case{"The figures told a different story.", "told"}, Case{"He told a joke.", "told"},
        Case{"Only time will tell.", "tell"}, Case{"Voters cannot tell the difference.", "tell"},
        Case{"It goes without saying that the pier is old.", "saying"},
        Case{"Needless to say, the pier is old.", "say"},
        Case{"Suffice it to say that the pier is old.", "say"},
        Case{"Take, say, five of them.", "say"}, Case{"That said, the pier is old.", "said"},
        Case{"When all was said and done, the pier stood.", "said"},
        Case{"Neighbours called the police.", "called"}, Case{"He called an ambulance.", "called"},
        Case{"The army called up reservists.", "called"},
        Case{"The family ruled the country for ten years.", "ruled"},
        Case{"The dynasty ruled over Tolvane.", "ruled"}, Case{"The ruling party lost.", "ruling"},
        Case{"The mayor ordered a coffee.", "ordered"}, Case{"They ordered lunch.", "ordered"},
        Case{"It was a promising start.", "promising"},
        Case{"They reached the promised land.", "promised"},
        Case{"He signed a contract as a player.", "signed"},
        Case{"The club signed a striker.", "signed"}, Case{"Thousands signed up.", "signed"},
        Case{"The guards denied access to the port.", "denied"},
        Case{"The office denied visas to the crew.", "denied"},
        Case{"The study’s author left the room.", "study"},
        Case{"Citizens voted in large numbers.", "voted"}, Case{"She voted early.", "voted"},
        Case{"A noted economist left the room.", "noted"},
        Case{"The alleged gunman fled.", "alleged"}, Case{"He answered the phone.", "answered"},
        Case{"The bank charged interest.", "charged"}, Case{"The council raised taxes.", "raised"},
        Case{"She raised two children.", "raised"}, Case{"They adopted a child.", "adopted"},
        Case{"The office issued a passport.", "issued"},
        Case{"The guards released the hostages.", "released"},
        Case{"The crowd observed a minute of silence.", "observed"},
        Case{"The ministry recalled its ambassador.", "recalled"},
        Case{"The company posted a profit.", "posted"}, Case{"He reported for duty.", "reported"},
        Case{"Divers found the body.", "found"}, Case{"The council held a meeting.", "held"}));

INSTANTIATE_TEST_SUITE_P(
    All, Speech,
    testing::Values(
        Case{"The figures show that the pier is old.", "show"},
        Case{"The council spoke for the fishermen.", "spoke"},
        Case{"He claimed that expenses rose.", "claimed"},
        Case{"He claimed the pier was old.", "claimed"},
        Case{"She claimed victory in the vote.", "claimed"},
        Case{"The group claimed responsibility for the fire.", "claimed"},
        Case{"She told a reporter a different story was true.", "told"},
        Case{"She told a reporter that the pier was old.", "told"},
        Case{"She told the council the truth was bitter.", "told"},
        Case{"Without saying that the pier was old, she left.", "saying"},
        Case{"It is fair to say that the pier is old.", "say"},
        Case{"Critics, say officials, are wrong.", "say"},
        Case{"She told stories of how the pier fell.", "told"},
        Case{"She voted in support of the plan.", "voted"},
        Case{"She posted a photo of the pier.", "posted"}, Case{"That is what she said.", "said"},
        Case{"She could speak plainly, say, “The pier is old.”", "say"},
        Case{"The mayor said, “The pier is old.”", "said"},
        Case{"She called the police corrupt.", "called"}, Case{"She called for a vote.", "called"},
        Case{"She called him a liar.", "called"},
        Case{"The judge ruled that the pier was safe.", "ruled"},
        Case{"The court ruled against the council.", "ruled"},
        Case{"She ruled out a vote.", "ruled"},
        Case{"The mayor ordered the closure of the pier.", "ordered"},
        Case{"The mayor ordered them to leave.", "ordered"},
        Case{"He promised a new pier.", "promised"}, Case{"The governor signed the law.", "signed"},
        Case{"He denied the accusation.", "denied"},
        Case{"He denied that he had access to the port.", "denied"},
        Case{"The study found that piers decay.", "study"},
        Case{"The council voted for the plan.", "voted"},
        Case{"The council voted to close the pier.", "voted"},
        Case{"She noted that the pier was old.", "noted"},
        Case{"Police alleged that the gunman had fled.", "alleged"},
        Case{"“No,” he answered.", "answered"},
        Case{"She raised the question of safety.", "raised"},
        Case{"The council adopted the plan.", "adopted"},
        Case{"The council issued a warning.", "issued"},
        Case{"She observed that the pier was old.", "observed"},
        Case{"He recalled that the pier was old.", "recalled"},
        Case{"The paper reported that the pier was old.", "reported"},
        Case{"The court found that the pier was old.", "found"}));

}  // namespace
}  // namespace faultline::statements::detail
