#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <sstream>

#include "map/detail/plain_text.h"
#include "map/golden.h"
#include "map/map.h"
#include "map/sketch.h"

namespace faultline::map {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// ---- wrapped ----

TEST(Wrapped, OfNothingIsNothing) { EXPECT_EQ(detail::wrapped("", 10), ""); }

TEST(Wrapped, BreaksAtBlanksAndIndents) {
  EXPECT_EQ(detail::wrapped("one two three", 9, "* ", "  "), "* one two\n  three\n");
}

TEST(Wrapped, CutsAWordThatNoLineCanHold) {
  EXPECT_EQ(detail::wrapped("äöüß", 3, " ", " "), " äö\n üß\n");
}

RC_GTEST_PROP(Wrapped, KeepsEveryWordAndTheWidth, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
                       rc::gen::element<std::string>("a", "é", "→", "b"))),
                   [](const std::vector<std::string>& characters) {
                     std::string word;
                     for (const std::string& character : characters) word += character;
                     return word;
                   }));
  const auto width = *rc::gen::inRange<std::size_t>(3, 40);
  std::string text, squeezed, joined;
  for (const std::string& word : words) {
    text += word + " ";
    squeezed += word;
  }
  for (const std::string& line : lines_of(detail::wrapped(text, width, "", " "))) {
    RC_ASSERT(detail::columns(line) <= width);
    for (const char byte : line) {
      if (byte != ' ') joined += byte;
    }
  }
  RC_ASSERT(joined == squeezed);
}

// ---- to_text ----

TEST(ToText, PrintsTheStoryAsApproved) {
  expect_as_approved(to_text(*harbour_story().map()), "harbour.approved.txt");
}

TEST(ToText, IsTheSameTwice) {
  EXPECT_EQ(to_text(*harbour_story().map()), to_text(*harbour_story().map()));
}

class ToTextWidth : public testing::TestWithParam<int> {};

TEST_P(ToTextWidth, IsKept) {
  for (const bool colour : {false, true}) {
    const std::string text =
        to_text(*harbour_story().map(), {.width = GetParam(), .colour = colour});
    for (const std::string& line : lines_of(text)) {
      EXPECT_LE(detail::columns(line), static_cast<std::size_t>(GetParam())) << line;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Terminals, ToTextWidth, testing::Values(40, 60, 80, 132));

TEST(ToText, HasColourOnlyWhereItIsAskedFor) {
  const auto map = *harbour_story().map();
  const std::string plain = to_text(map);
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  const std::string coloured = to_text(map, {.colour = true});
  EXPECT_NE(coloured.find('\x1b'), std::string::npos);
  EXPECT_EQ(std::regex_replace(coloured, std::regex("\x1b\\[[0-9]+m"), ""), plain);
}

TEST(ToText, PrintsEverySentenceThatItCitesInOrder) {
  const std::string text = to_text(*harbour_story().map());
  const std::size_t list = text.find("THE SENTENCES");
  ASSERT_NE(list, std::string::npos);
  const std::regex number("\\[([0-9]+)\\]");
  int highest = 0;
  const std::string body = text.substr(0, list);
  for (std::sregex_iterator cited(body.begin(), body.end(), number), end; cited != end; ++cited) {
    const int value = std::stoi((*cited)[1]);
    EXPECT_LE(value, highest + 1) << "numbers go up in the order of first use";
    highest = std::max(highest, value);
  }
  EXPECT_GT(highest, 10);
  std::vector<int> listed;
  const std::string sentences = text.substr(list);
  for (std::sregex_iterator entry(sentences.begin(), sentences.end(), number), end; entry != end;
       ++entry) {
    listed.push_back(std::stoi((*entry)[1]));
  }
  ASSERT_EQ(listed.size(), static_cast<std::size_t>(highest));
  for (int value = 1; value <= highest; ++value) {
    EXPECT_EQ(listed[static_cast<std::size_t>(value) - 1], value);
  }
}

TEST(ToText, OfAnEmptyStudySaysSo) {
  const Sketch sketch("[[actor]]\nid = \"a\"\nname = \"A\"\nbloc = [{name = \"Reeds\"}]\n");
  const std::string text = to_text(*sketch.map());
  EXPECT_NE(text.find("Nothing that members say or do was found."), std::string::npos) << text;
  EXPECT_NE(text.find("The study holds no article yet"), std::string::npos);
  EXPECT_EQ(text.find("THE SENTENCES"), std::string::npos);
}

TEST(ToText, DoesNotClaimAChangeThatChanceBringsToo) {
  Sketch sketch(
      "[[actor]]\nid = \"a\"\nname = \"A\"\nbloc = [{name = \"Reeds\"}]\n"
      "[[actor]]\nid = \"b\"\nname = \"B\"\nbloc = [{name = \"Reeds\"}]\n");
  const char* days[] = {"2031-03-04", "2031-03-11", "2031-03-18", "2031-03-25"};
  for (int week = 0; week < 4; ++week) {
    sketch.article("week-" + std::to_string(week), "Gazette", days[week]);
    sketch.acts("a", -1, week % 2 == 1 ? "b" : "c", "A hit somebody.", "hit");
  }
  const std::string text = to_text(*sketch.map());
  EXPECT_NE(text.find("no change over time is shown"), std::string::npos) << text;
  EXPECT_EQ(text.find("▶"), std::string::npos);
}

TEST(ToText, LetsNoNameWriteToTheTerminal) {
  Sketch sketch("[[actor]]\nid = \"a\"\nname = \"A\"\nbloc = [{name = \"Reeds\"}]\n");
  sketch.article("one", "Gaz\x1b[2Jette", "2031-03-04");
  sketch.acts("a", -1, "evil\x1b]0;title\x07", "A hit \u202Eevil.", "hit");
  const std::string text = to_text(*sketch.map());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
}

TEST(ToText, FoldsALongTimeWithoutCriticismIntoOneLine) {
  Sketch sketch("[[actor]]\nid = \"a\"\nname = \"A\"\nbloc = [{name = \"Reeds\"}]\n");
  sketch.article("old", "Gazette", "2019-01-02").acts("a", -1, "c", "A hit C.", "hit");
  sketch.article("new", "Gazette", "2031-03-04").acts("a", -1, "c", "A hit C.", "hit");
  const std::string text = to_text(*sketch.map());
  EXPECT_NE(text.find("weeks without"), std::string::npos);
  EXPECT_LT(lines_of(text).size(), 80U);  // of 634 weeks
}

}  // namespace
}  // namespace faultline::map
