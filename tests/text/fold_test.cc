// What a reader takes for the same name is the same when folded.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "text/text.h"

namespace faultline::text {
namespace {

/// Names in pieces: letters with and without accents, several scripts, blanks of all kinds.
rc::Gen<std::string> some_name() {
  const auto piece =
      rc::gen::element<std::string>("a", "Z", " ", "\t", "\u00A0", "\u2003", "\u00C9", "e\u0301",
                                    "\u0130", "\u0131", "\u00DF", "\u0141", "\u2019", "`", "\u2013",
                                    "\uFB01", "\u0649", "\u0640", "\u200D", "\u041C", "\U0001F600");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string name;
    for (const auto& each : pieces) name += each;
    return name;
  });
}

TEST(FoldSpace, LeavesNothingOfBlanksAlone) {
  EXPECT_EQ(fold_space(""), "");
  EXPECT_EQ(fold_space(" \t\r\n\u00A0\u2003\u3000"), "");
}

TEST(FoldSpace, MakesOneBlankOfManyAndTrims) {
  EXPECT_EQ(fold_space("a"), "a");
  EXPECT_EQ(fold_space("\u00A0Mira \t\r\n\u2003 Quill\n"), "Mira Quill");
}

TEST(FoldSpace, KeepsCaseAndAccents) { EXPECT_EQ(fold_space(" ÉVA  Łuk "), "ÉVA Łuk"); }

TEST(FoldName, OfNothingIsNothing) {
  EXPECT_EQ(fold_name(""), "");
  EXPECT_EQ(fold_name(" \u00A0"), "");
}

TEST(FoldName, FoldsCaseAndSpace) { EXPECT_EQ(fold_name(" MIRA\n Quill "), "mira quill"); }

TEST(FoldName, FoldsAccentsHoweverTheyAreWritten) {
  EXPECT_EQ(fold_name("Kara\u0301 \u00D6zdem"), "kara ozdem");
  EXPECT_EQ(fold_name("\u00C9va"), fold_name("E\u0301va"));
  EXPECT_EQ(fold_name("Łukøđ"), "lukod");
}

TEST(FoldName, TakesTheTurkishLettersIForI) {
  EXPECT_EQ(fold_name("\u0130REM"), "irem");
  EXPECT_EQ(fold_name("Özdem\u0131r"), fold_name("OZDEMIR"));
}

TEST(FoldName, TakesApostrophesQuotesAndDashesForPlainOnes) {
  for (const std::string apostrophe : {"'", "`", "\u2018", "\u2019", "\u02BC", "\u00B4"})
    EXPECT_EQ(fold_name("O" + apostrophe + "Dwyer"), "o'dwyer") << apostrophe;
  EXPECT_EQ(fold_name("\u201CQuill\u201D"), "\"quill\"");
  EXPECT_EQ(fold_name("Quill\u2013Marsh"), fold_name("quill-marsh"));
}

TEST(FoldName, DropsWhatOnlyStretchesPointsOrIsInvisible) {
  EXPECT_EQ(fold_name("\u0646\u0640\u0648\u0631"), "\u0646\u0648\u0631");
  EXPECT_EQ(fold_name("\u0646\u064F\u0648\u0631"), "\u0646\u0648\u0631");
  EXPECT_EQ(fold_name("Qu\u00ADill\u200B"), "quill");
}

TEST(FoldName, KeepsDifferentNamesApart) {
  EXPECT_NE(fold_name("Mira Quill"), fold_name("Mara Quill"));
  EXPECT_NE(fold_name("\u304B"), fold_name("\u304C")) << "Japanese voicing marks are letters";
}

RC_GTEST_PROP(FoldSpace, IsDoneAfterOneTime, ()) {
  const std::string once = fold_space(*some_name());
  RC_ASSERT(fold_space(once) == once);
}

RC_GTEST_PROP(FoldName, IsDoneAfterOneTimeAndValid, ()) {
  const std::string once = fold_name(*some_name());
  RC_ASSERT(!find_bad_byte(once));
  RC_ASSERT(fold_name(once) == once);
}

RC_GTEST_PROP(FoldName, DoesNotSeeTheCaseOfLetters, ()) {
  std::string name = *rc::gen::container<std::string>(rc::gen::inRange('A', '['));
  const std::string folded = fold_name(name);
  for (char& c : name) c = static_cast<char>(c - 'A' + 'a');
  RC_ASSERT(fold_name(name) == folded);
}

/// The UTF-8 bytes of a character.
std::string utf8(char32_t c) {
  std::string bytes;
  if (c < 0x80) {
    bytes += static_cast<char>(c);
  } else if (c < 0x800) {
    bytes += static_cast<char>(0xC0 | (c >> 6));
    bytes += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    bytes += static_cast<char>(0xE0 | (c >> 12));
    bytes += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    bytes += static_cast<char>(0x80 | (c & 0x3F));
  }
  return bytes;
}

// A letter of Devanagari makes the whole name go through ICU.
const std::string through_icu = "\u0905";

TEST(FoldName, FoldsEveryCharacterByItselfAsUnicodeDoesInANeighbourhood) {
  for (char32_t c = 1; c < 0x2100; ++c) {
    const std::string name = "a" + utf8(c) + "i";
    ASSERT_EQ(fold_name(name) + through_icu, fold_name(name + through_icu))
        << static_cast<unsigned>(c);
  }
}

RC_GTEST_PROP(FoldName, FoldsLetterByLetterAsUnicodeDoesAtOnce, ()) {
  const auto name = "x" + *some_name() + "x";
  RC_ASSERT(fold_name(name) + through_icu == fold_name(name + through_icu));
}

}  // namespace
}  // namespace faultline::text
