#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statements/quotations.h"

namespace faultline::statements {
namespace {

struct Case {
  std::string text;  // a line is a paragraph
  std::vector<std::string>
      quoted;  // "> " before one inside another, " ..." behind one that goes on
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.text; }

language::Document document_of(const std::string& text) {
  language::Document document;
  document.text = text;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    document.paragraphs.push_back(
        {language::BlockKind::Body,
         {{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}},
         {}});
    begin = end + 1;
  }
  return document;
}

class Marks : public testing::TestWithParam<Case> {};

TEST_P(Marks, ArePaired) {
  const language::Document document = document_of(GetParam().text);
  std::vector<std::string> quoted;
  for (const Quotation& one : find_quotations(document)) {
    std::string text = document.text.substr(one.span.begin.value, one.span.size());
    if (one.is_nested) text.insert(0, "> ");
    if (one.goes_on) text += " ...";
    quoted.push_back(text);
  }
  EXPECT_EQ(quoted, GetParam().quoted);
}

INSTANTIATE_TEST_SUITE_P(
    OfManyHouses, Marks,
    testing::Values(
        Case{"”Vi går”, sade Brandeth. ”Nu.”", {"”Vi går”", "”Nu.”"}},
        Case{"»Der Steg ist alt«, sagte Weller. »Ja.«", {"»Der Steg ist alt«", "»Ja.«"}},
        Case{"»Laituri on vanha», sanoi Weller. »On.»", {"»Laituri on vanha»", "»On.»"}},
        Case{"« Le quai est vieux », a dit Weller. « Oui ! »",
             {"« Le quai est vieux »", "« Oui ! »"}},
        Case{"«Le quai «est» vieux», a dit Weller.", {"«Le quai «est» vieux»", "> «est»"}},
        Case{"„Der Steg ist alt“, sagte Weller. „Ja.“", {"„Der Steg ist alt“", "„Ja.“"}},
        Case{"„Molo jest stare”, powiedział Weller.", {"„Molo jest stare”"}},
        Case{"„Er sagte ‚nie‘ zu mir“, sagte Weller.", {"„Er sagte ‚nie‘ zu mir“", "> ‚nie‘"}},
        Case{"Weller called it ›old‹ and ‹tired›.", {"›old‹", "‹tired›"}},
        Case{"岸は「古い『と』言う」と述べた。", {"「古い『と』言う」", "> 『と』"}},
        Case{"″The pier is old,″ Weller said.", {"″The pier is old,″"}},
        Case{"＂The pier is old,＂ Weller said.", {"＂The pier is old,＂"}},
        Case{"``The pier is old,'' Weller said.", {"``The pier is old,''"}},
        Case{"``The pier is old,\" Weller said.", {"``The pier is old,\""}},
        Case{"''The pier is old,'' Weller said. ''It is.''",
             {"''The pier is old,''", "''It is.''"}},
        Case{"‘‘The pier is old,’’ Weller said. ‘‘It is.’’",
             {"‘‘The pier is old,’’", "‘‘It is.’’"}},
        Case{"She called it `a folly' and left.", {"`a folly'"}},
        Case{"\" The pier is old , \" Weller said . \" It is . \"",
             {"\" The pier is old , \"", "\" It is . \""}},
        Case{"“ The pier is old , ” Weller said .", {"“ The pier is old , ”"}},
        Case{"❝The pier is old,❞ Weller said.", {"❝The pier is old,❞"}},
        Case{"“The pier is old,“ Weller said. “It is.“", {"“The pier is old,“", "“It is.“"}},
        Case{"“The pier is old,\" Weller said. \"It is.”", {"“The pier is old,\"", "\"It is.”"}}));

INSTANTIATE_TEST_SUITE_P(
    BritishStyle, Marks,
    testing::Values(
        Case{"‘The pier is old’, he said.", {"‘The pier is old’"}},
        Case{"‘We know the risks’, he said. ‘We do’.", {"‘We know the risks’", "‘We do’"}},
        Case{"‘We know the risks,’ he said, ‘and the odds.’",
             {"‘We know the risks,’", "‘and the odds.’"}},
        Case{"He called it ‘a house of cards’ and said: ‘We go.’",
             {"‘a house of cards’", "‘We go.’"}},
        Case{"It was ‘the end of the Wellers’ on Monday.", {"‘the end of the Wellers’"}},
        Case{"‘He said “never” to me,’ Weller said.", {"‘He said “never” to me,’", "> “never”"}},
        Case{"‘I don’t mind the captain’s dog,’ she said.", {"‘I don’t mind the captain’s dog,’"}},
        Case{"'I don't mind the captain's dog,' she said.", {"'I don't mind the captain's dog,'"}},
        Case{"‘We were talkin’ about the pier,’ she said.", {"‘We were talkin’ about the pier,’"}},
        Case{"‘12 people died’, Weller said.", {}},
        Case{"‘12 people died,’ Weller said.", {"‘12 people died,’"}},
        Case{"‘The pier is old.\n‘It will close.’", {"‘The pier is old. ...", "‘It will close.’"}},
        Case{"’The pier is old,’ said Weller.", {"’The pier is old,’"}},
        Case{"‘[The pier] is old,’ she said.", {"‘[The pier] is old,’"}},
        Case{"‘£5 is too much,’ she said.", {"‘£5 is too much,’"}}));

INSTANTIATE_TEST_SUITE_P(
    NoMarks, Marks,
    testing::Values(Case{"In the ’90s and the ‘80s, the class of ’68 played rock ’n’ roll.", {}},
                    Case{"In the '90s they played rock 'n' roll for 'em.", {}},
                    Case{"The generals’ men met O’Brien at the ministers’ house.", {}},
                    Case{"The generals' men met O'Brien at the ministers' house.", {}},
                    Case{"’Twas late. ’Tis true, ’cause nobody came.", {}},
                    Case{"Weller is 6'2\" tall, Brandeth 5' 10\".", {}},
                    Case{"“Weller is 6'2\" tall,” she said.", {"“Weller is 6'2\" tall,”"}},
                    Case{"\"Weller is 6'2\" tall,\" she said.", {"\"Weller is 6'2\" tall,\""}},
                    Case{"A 12\" pipe broke. \"It leaks,\" she said.", {"\"It leaks,\""}},
                    Case{"Weller 's men did n't mind .", {}}, Case{"דובר צה\"ל מסר.", {}},
                    Case{"At 40°26′46″ north lies the pier.", {}},
                    Case{"The d’État of the 1950s’ end, the Qur’an, rock’n’roll.", {}}));

INSTANTIATE_TEST_SUITE_P(
    WithinOthers, Marks,
    testing::Values(
        Case{"“He said ‘never’ to me,” Weller said.", {"“He said ‘never’ to me,”", "> ‘never’"}},
        Case{"“He said “never” to me,” Weller said.", {"“He said “never” to me,”", "> “never”"}},
        Case{"\"He said \"never\" to me,\" Weller said.",
             {"\"He said \"never\" to me,\"", "> \"never\""}},
        Case{"\"He said 'never,'\" Weller said.", {"\"He said 'never,'\"", "> 'never,'"}},
        Case{"''He said 'never,''' Weller said.", {"''He said 'never,'''", "> 'never,'"}},
        Case{"\"'Never,' he told me,\" Weller said.", {"\"'Never,' he told me,\"", "> 'Never,'"}},
        Case{"“‘Never,’ he told me,” Weller said.", {"“‘Never,’ he told me,”", "> ‘Never,’"}},
        Case{"“She wrote, ‘He said “no” to us,’ ” Weller said.",
             {"“She wrote, ‘He said “no” to us,’ ”", "> ‘He said “no” to us,’", "> “no”"}},
        Case{"“The generals’ men and ‘the boys’ came,” he said.",
             {"“The generals’ men and ‘the boys’ came,”", "> ‘the boys’"}},
        Case{"“In the ’90s the boys’ team won,” he said. ‘Yes.’",
             {"“In the ’90s the boys’ team won,”", "‘Yes.’"}},
        Case{"“The ‘big one is here,” he said. “We’re off.”",
             {"“The ‘big one is here,”", "“We’re off.”"}},
        Case{"(“Yes,” she said.) [“No.”] “(Perhaps.)”", {"“Yes,”", "“No.”", "“(Perhaps.)”"}},
        Case{"The “yes”/“no” question—“perhaps”—is non-“binding”.",
             {"“yes”", "“no”", "“perhaps”", "“binding”"}},
        Case{"The \"yes\"/\"no\" question—\"perhaps\"—is non-\"binding\".",
             {"\"yes\"", "\"no\"", "\"perhaps\"", "\"binding\""}},
        Case{"\"... the pier [at Lind] ... is old ...\" she wrote.",
             {"\"... the pier [at Lind] ... is old ...\""}},
        Case{"“. . . the pier—” “Stop!”", {"“. . . the pier—”", "“Stop!”"}}));

INSTANTIATE_TEST_SUITE_P(
    NeverClosed, Marks,
    testing::Values(Case{"“The pier is old.\n“It will close.\n“Soon,” Weller said.",
                         {"“The pier is old. ...", "“It will close. ...", "“Soon,”"}},
                    Case{"“He said ‘so.’ The pier is old.\n“It will close.”",
                         {"“He said ‘so.’ The pier is old. ...", "> ‘so.’", "“It will close.”"}},
                    Case{"Weller said: “The pier is old.\nIt will close.\nSoon,” he added. “Yes.”",
                         {"“The pier is old. ...", "It will close. ...", "Soon,”", "“Yes.”"}},
                    Case{"\"The pier is old.\nIt will close,\" he added. \"Yes.\"",
                         {"\"The pier is old. ...", "It will close,\"", "\"Yes.\""}},
                    Case{"Weller said, “The pier is old.\nThe sea rose.", {"“The pier is old."}},
                    Case{"“The pier is old.\nThe sea rose.", {"“The pier is old."}},
                    Case{"“The pier is old. It will close, Weller said.\nThe sea rose.",
                         {"“The pier is old. It will close,"}},
                    Case{"The pier is “old.\nThe sea rose.", {}},
                    Case{"“We go, he said. “We stay,” she said.\nThe sea rose.", {"“We stay,”"}},
                    Case{"\"We go, he said. \"We stay,\" she said.\n\"Yes.\"",
                         {"\"We stay,\"", "\"Yes.\""}},
                    Case{"The pier is old,” Weller said. “It is.”", {"“It is.”"}},
                    Case{"The pier is old,\" Weller said. \"It is.\"", {"\"It is.\""}},
                    Case{"The pier is old,\" Weller said.\n\"It is,\" he added.", {"\"It is,\""}},
                    Case{"He said.\"The pier is old.\"She left.", {"\"The pier is old.\""}},
                    Case{"“”", {"“”"}}, Case{"\"\"\"", {"\"\""}}, Case{"”“’‘", {}}));

// What some text of many marks costs is paid once for each.
TEST(MarksInNumbers, AreReadInOnePass) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 3 == 0 ? "“‘\"" : "« `";
  EXPECT_LT(find_quotations(document_of(text)).size(), text.size());
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "“a\nb\n";
  EXPECT_LE(find_quotations(document_of(lines)).size(), 100'000u);
}

}  // namespace
}  // namespace faultline::statements
