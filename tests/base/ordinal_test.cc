#include "base/ordinal.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace faultline {
namespace {

ByteSpan span(std::uint32_t begin, std::uint32_t end) { return {{begin}, {end}}; }

TEST(Span, AnEmptyOneHoldsNothingAndOverlapsNothing) {
  EXPECT_TRUE(span(3, 3).empty());
  EXPECT_FALSE(span(3, 3).contains(ByteOffset{3}));
  EXPECT_FALSE(span(3, 3).overlaps(span(3, 3)));
}

TEST(Span, HoldsItsBeginningAndNotItsEnd) {
  EXPECT_TRUE(span(2, 4).contains(ByteOffset{2}));
  EXPECT_FALSE(span(2, 4).contains(ByteOffset{4}));
  EXPECT_EQ(span(2, 4).size(), 2u);
}

TEST(Span, ContainsItselfAndWhatLiesInIt) {
  EXPECT_TRUE(span(2, 6).contains(span(2, 6)));
  EXPECT_TRUE(span(2, 6).contains(span(3, 5)));
  EXPECT_FALSE(span(2, 6).contains(span(1, 5)));
}

TEST(Span, NeighboursDoNotOverlap) {
  EXPECT_FALSE(span(2, 4).overlaps(span(4, 6)));
  EXPECT_TRUE(span(2, 5).overlaps(span(4, 6)));
}

TEST(Ordinal, OfOneUnitIsNotTakenForAnother) {
  EXPECT_FALSE((std::is_convertible_v<ByteOffset, TokenIndex>));
  EXPECT_FALSE((std::is_convertible_v<ByteSpan, TokenSpan>));
}

TEST(Ordinal, CountsUpAndCompares) {
  TokenIndex index{1};
  ++index;
  EXPECT_EQ(index, TokenIndex{2});
  EXPECT_EQ(index + 3, TokenIndex{5});
  EXPECT_LT(TokenIndex{1}, index);
}

}  // namespace
}  // namespace faultline
