#include "statements/detail/mending.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "statements/sketch.h"

namespace faultline::statements {
namespace {

using detail::FoundStatement;
using detail::MarkedWords;

/// What becomes of a finding in `text`: source | content | ...; the finding is given by its words.
class Mending {
 public:
  explicit Mending(std::string text)
      : document_(tests::document_of(std::move(text))),
        words_(detail::mark_words(document_, detail::Lexicon::english())) {}

  [[nodiscard]] std::string of(std::string_view cue, std::string_view source,
                               std::string_view content) const {
    FoundStatement found;
    found.cue = span(cue);
    found.anchor = detail::anchor_of(words_, found.cue);
    if (!source.empty()) found.source = span(source);
    found.content = {span(content)};
    const TokenSpan whole{{0}, {static_cast<std::uint32_t>(document_.tokens.size())}};
    detail::mend(words_, {whole}, found);
    std::string all = found.source ? text(*found.source) : "-";
    for (const TokenSpan one : found.content) all += " | " + text(one);
    return all;
  }

 private:
  [[nodiscard]] TokenSpan span(std::string_view phrase) const {
    const auto at = static_cast<std::uint32_t>(document_.text.find(phrase));
    return document_.tokens_in({{at}, {at + static_cast<std::uint32_t>(phrase.size())}});
  }
  [[nodiscard]] std::string text(TokenSpan tokens) const {
    const ByteSpan bytes = document_.bytes(tokens);
    return document_.text.substr(bytes.begin.value, bytes.size());
  }

  language::Document document_;
  MarkedWords words_;
};

TEST(Mending, TakesTheAgentOfAPassiveForTheSource) {
  EXPECT_EQ(Mending("Weber was accused by Klein of delay.").of("was accused", "Weber", "of delay"),
            "Klein | Weber | of delay");
  EXPECT_EQ(Mending("The plan was criticised by the opposition.")
                .of("was criticised", "The plan", "The plan"),
            "the opposition | The plan");
}

TEST(Mending, KnowsAPassiveThatLooksLikeAPast) {
  EXPECT_EQ(
      Mending("Weber, a former mayor, often called a “dreamer” by some critics, turned against it.")
          .of("often called", "Weber, a former mayor", "a “dreamer” by some critics"),
      "some critics | a “dreamer”");
}

TEST(Mending, GoesOnBehindAnAsideInDashes) {
  EXPECT_EQ(Mending("Weber accused two ministers — Lind and Klein — of delay.")
                .of("accused", "Weber", "two ministers"),
            "Weber | two ministers — Lind and Klein — of delay");
  EXPECT_EQ(Mending("Weber accused two ministers — Lind and Klein.")
                .of("accused", "Weber", "two ministers"),
            "Weber | two ministers");
}

TEST(Mending, LeavesAPassiveWhoseSourceIsRight) {
  EXPECT_EQ(Mending("Weber was accused by Klein of delay.").of("was accused", "Klein", "of delay"),
            "Klein | of delay");
}

TEST(Mending, LeavesWhatIsDoneByMeansOfSomething) {
  EXPECT_EQ(Mending("Weber was informed by Monday.").of("was informed", "Weber", "Weber"),
            "Weber | Weber");
  EXPECT_EQ(Mending("Klein praised a book by Weber.").of("praised", "Klein", "a book by Weber"),
            "Klein | a book by Weber");
}

TEST(Mending, AddsWhatIsMeantByWhat) {
  EXPECT_EQ(Mending("Weber warned of what she called “a plot” in the council.")
                .of("called", "she", "what"),
            "she | what | “a plot”");
  EXPECT_EQ(Mending("Weber warned of what she described.").of("described", "she", "what"),
            "she | what");
}

}  // namespace
}  // namespace faultline::statements
