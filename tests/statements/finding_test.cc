#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statements/sketch.h"

namespace faultline::statements {
namespace {

using tests::Seen;
using tests::seen_in;
using All = std::vector<Seen>;

struct Case {
  std::string text;
  All seen;
};
void PrintTo(const Case& one, std::ostream* out) { *out << one.text; }

class Found : public testing::TestWithParam<Case> {};

TEST_P(Found, IsSeen) { EXPECT_EQ(seen_in(GetParam().text), GetParam().seen); }

INSTANTIATE_TEST_SUITE_P(
    Labels, Found,
    testing::Values(
        Case{"Weller: The pier is old.", {{"Weller", ":", "The pier is old"}}},
        Case{"Ann Weller: “The pier is old.”", {{"Ann Weller", ":", "“The pier is old.”"}}},
        Case{"LIND: It is old. It will close.\n\nWELLER: You lie.\n\nLIND: I do not.",
             {{"LIND", ":", "It is old. It will close"},
              {"WELLER", ":", "You lie"},
              {"LIND", ":", "I do not"}}},
        Case{"LIND: It is old.\n\nIt will close.\n\n(Applause)\n\nWELLER: Soon.\n\nLIND: No.",
             {{"LIND", ":", "It is old | It will close"},
              {"WELLER", ":", "Soon"},
              {"LIND", ":", "No"}}},
        Case{"ANN WELLER (moderator): Why is it closed?\n\nMAYOR LIND: It is old.",
             {{"ANN WELLER (moderator)", ":", "Why is it closed?"},
              {"MAYOR LIND", ":", "It is old"}}},
        Case{"Q: Is the pier old?\n\nA: Yes, it is.",
             {{"", "Q:", "Is the pier old?"}, {"", "A:", "Yes, it is"}}},
        Case{"Q. Is the pier old?\n\nA. Yes, it is.",
             {{"", "Q.", "Is the pier old?"}, {"", "A.", "Yes, it is"}}},
        Case{"Poll: Voters tire of the pier", {{"Poll", ":", "Voters tire of the pier"}}},
        Case{"“The pier is old.”\n\n— Ann Weller, mayor",
             {{"Ann Weller, mayor", "—", "“The pier is old.”"}}}));

INSTANTIATE_TEST_SUITE_P(
    NoLabels, Found,
    testing::Values(Case{"Note: The pier is closed on Sundays.", {}},
                    Case{"Update: The pier is open again.", {}},
                    Case{"Related: Old pier is closed", {}}, Case{"Photo: The pier on Monday.", {}},
                    Case{"PHOTO: The pier on Monday.\n\nVIDEO: The pier on Tuesday.", {}},
                    Case{"The ferry leaves at 12:30 and 14:00.", {}},
                    Case{"The plan has two parts: a new pier and a longer road.", {}},
                    Case{"Location: Brandhaven\n\nWeather: Rain", {}},
                    Case{"LINDHAVEN: The pier is old.\n\nIt rained.", {}},
                    Case{"Her film “The Long Pier” was shown on the “Queen of Lind”.", {}}));

INSTANTIATE_TEST_SUITE_P(
    Introductions, Found,
    testing::Values(Case{"The council met.\n\nWeller said:\n\n“The pier is old.”\n\nIt rained.",
                         {{"Weller", "said:", "“The pier is old.”"}}},
                    Case{"The council met.\n\nWeller said:\n\n“The pier is old.\n\n“It will "
                         "fall.”\n\nIt rained.",
                         {{"Weller", "said:", "“The pier is old. | “It will fall.”"}}},
                    Case{
                        "The council met.\n\nWeller said:\n\n> The pier is old.\n\n> It will fall.",
                        {{"Weller", "said:", "The pier is old. | It will fall"}}}));

INSTANTIATE_TEST_SUITE_P(
    Quotations, Found,
    testing::Values(Case{"“The pier,” Weller said, “is old.” “It,” she added, “must close.”",
                         {{"Weller", "said", "“The pier,” | “is old.”"},
                          {"she", "added", "“It,” | “must close.”"}}},
                    Case{"“The ‘old lady’ is tired.\n\n“She must go,” Weller said.",
                         {{"Weller", "said", "“The ‘old lady’ is tired. | “She must go,”"}}}));

struct Nest {
  std::string text;
  std::vector<int> outer;  // of each statement, -1: none
};
void PrintTo(const Nest& one, std::ostream* out) { *out << one.text; }

class Nested : public testing::TestWithParam<Nest> {};

TEST_P(Nested, StandInTheNextLevel) {
  const auto document = tests::document_of(GetParam().text);
  std::vector<int> outer;
  for (const Statement& one : tests::find_statements(document, {}))
    outer.push_back(one.nested_in ? static_cast<int>(one.nested_in->value) : -1);
  EXPECT_EQ(outer, GetParam().outer);
}

INSTANTIATE_TEST_SUITE_P(
    Levels, Nested,
    testing::Values(
        Nest{"“The council told me that the pier was safe,” Weller said.", {-1, 0}},
        Nest{"Weller said that Lind had warned that the pier was old.", {-1, 0}},
        Nest{"Weller denied that she had said “the pier is old.”", {-1, 0}},
        Nest{"Weller said that “Lind told me, ‘It is old.’”", {-1, 0}},
        Nest{"Weller said: “Lind wrote to me: ‘The engineers say the pier is old.’”", {-1, 0, 1}},
        Nest{"“I said, ‘Do you agree?’ and she said, ‘My father told me: “Never sell the pier,”’” "
             "Weller recalled.",
             {-1, 0, 0, 2}}));

bool are_clean(const language::Document& document, const std::vector<Statement>& statements) {
  for (const Statement& one : statements) {
    for (const auto* role : {&one.source, &one.cue, &one.content}) {
      for (const ByteSpan span : *role) {
        if (span.begin >= span.end || span.end.value > document.text.size()) return false;
        const char first = document.text[span.begin.value];
        const char last = document.text[span.end.value - 1];
        if (first == ' ' || first == ',' || last == ' ') return false;
      }
    }
  }
  return true;
}

TEST(Garbage, IsReadWithoutHarm) {
  std::string openers;
  for (int i = 0; i < 200; ++i) openers += "“";
  std::string quotation = "“The pier is old";
  for (int i = 0; i < 1'000; ++i) quotation += ", and the pier is very old";
  for (const std::string& text :
       {openers, openers + "The pier is old, Weller said.", std::string("“” ‘’ \"\" '' «»"),
        quotation + ",” Weller said.", std::string("\n\n\n\n “ \n\n \n\n:\n\n“”"),
        std::string("קלמן אמר: „המזח ישן”.\n\nقال: «الرصيف قديم»."),
        std::string(":\n\n:\n\n—\n\n— A"), std::string("Q.\n\nA.\n\nQ:\n\nA:\n\nWeller:"),
        std::string("said: “” said: “")}) {
    const auto document = tests::document_of(text);
    EXPECT_TRUE(are_clean(document, tests::find_statements(document, {}))) << text.substr(0, 60);
  }
}

}  // namespace
}  // namespace faultline::statements
