#include "positions/marked_pair.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "statements/sketch.h"

namespace faultline::positions {
namespace {

ByteSpan place_of(const language::Document& document, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(document.text.find(words));
  return {{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
}

TEST(MarkActors, MakesActorsOfWhatNobodyMentions) {
  const auto document = statements::tests::document_of("The judge freed the miner.");
  const auto marked =
      mark_actors(document, {}, place_of(document, "The judge"), place_of(document, "the miner"));
  ASSERT_EQ(marked.cast.actors.size(), 2u);
  EXPECT_EQ(marked.cast.actor(marked.first.actor).name, "The judge");
  EXPECT_EQ(marked.cast.actor(marked.second.actor).name, "the miner");
  EXPECT_EQ(marked.cast.mentions.size(), 2u);
}

TEST(MarkActors, MeansTheActorThatIsMentionedThere) {
  const auto document = statements::tests::document_of("Weber praised Klein, and Weber left.");
  auto cast = statements::tests::cast_of(document, {{"Weber", "weber"}, {"Klein", "klein"}});
  const auto mentions = cast.mentions.size();
  const auto marked = mark_actors(document, std::move(cast), place_of(document, "Weber"),
                                  place_of(document, "Klein"));
  EXPECT_EQ(marked.cast.actor(marked.first.actor).id, "weber");
  EXPECT_EQ(marked.cast.mentions.size(), mentions);
}

TEST(MarkActors, KeepsTheTwoApart) {
  const auto document = statements::tests::document_of("Weber told Weber so.");
  auto cast = statements::tests::cast_of(document, {{"Weber", "weber"}});
  const auto marked = mark_actors(document, std::move(cast), {{0}, {5}}, {{11}, {16}});
  EXPECT_NE(marked.first.actor, marked.second.actor);
}

}  // namespace
}  // namespace faultline::positions
