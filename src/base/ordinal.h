#pragma once
// Positions and half-open ranges that know what they count, so that a byte offset
// cannot be passed where a token index is meant.

#include <cassert>
#include <compare>
#include <cstdint>

namespace faultline {

/// A zero-based position in one particular sequence; `Unit` says which.
template <class Unit>
struct Ordinal {
  std::uint32_t value{};

  friend constexpr auto operator<=>(Ordinal, Ordinal) = default;
  constexpr Ordinal& operator++() {
    ++value;
    return *this;
  }
  friend constexpr Ordinal operator+(Ordinal position, std::uint32_t count) {
    return {position.value + count};
  }
  friend constexpr Ordinal operator-(Ordinal position, std::uint32_t count) {
    assert(count <= position.value);
    return {position.value - count};
  }
};

/// The positions begin, begin + 1, ... end - 1. Valid when begin <= end.
template <class Unit>
struct Span {
  Ordinal<Unit> begin;
  Ordinal<Unit> end;  // the first position after the range

  friend constexpr auto operator<=>(const Span&, const Span&) = default;
  [[nodiscard]] constexpr std::uint32_t size() const { return end.value - begin.value; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Ordinal<Unit> position) const {
    return begin <= position && position < end;
  }
  [[nodiscard]] constexpr bool contains(const Span& other) const {
    return begin <= other.begin && other.end <= end;
  }
  [[nodiscard]] constexpr bool overlaps(const Span& other) const {
    return begin < other.end && other.begin < end;
  }
};

using ByteOffset = Ordinal<struct Utf8Byte>;           // into an article's text, as stored
using CodePointOffset = Ordinal<struct CodePoint>;     // what JSON Lines and brat count
using Utf16Offset = Ordinal<struct Utf16Unit>;         // what browsers, Java and DNA count
using TokenIndex = Ordinal<struct TokenUnit>;          // into Document::tokens
using SentenceIndex = Ordinal<struct SentenceUnit>;    // into Document::sentences
using ActorIndex = Ordinal<struct ActorUnit>;          // into actors::Cast::actors, one article
using StatementIndex = Ordinal<struct StatementUnit>;  // into one article's statements

using ByteSpan = Span<Utf8Byte>;
using TokenSpan = Span<TokenUnit>;
using SentenceSpan = Span<SentenceUnit>;

}  // namespace faultline
