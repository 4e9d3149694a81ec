#include "language/detail/sentence_features.h"

#include <algorithm>

#include "language/detail/abbreviations.h"
#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

enum Kind : std::uint8_t {
  Edge,
  Word,
  Number,
  Stop,
  Question,
  Exclamation,
  Ellipsis,
  Initial,      // "J."
  Title,        // "Gen."
  Abbreviated,  // "Inc."
  Comma,
  Colon,
  Semicolon,
  Hyphen,
  Dash,
  Opening,  // of a quotation
  Closing,
  Undirected,  // " and '
  OpeningBracket,
  ClosingBracket,
  Line,  // ***, ===, ---
  Address,
  OtherMark
};

Kind kind_of_mark(std::string_view form) {
  if (form == ".") return Stop;
  if (form == ",") return Comma;
  if (form == ":") return Colon;
  if (form == ";") return Semicolon;
  if (form == "-") return Hyphen;
  if (form == "--" || form == "–" || form == "—") return Dash;
  if (form == "\"" || form == "'") return Undirected;
  if (form == "(" || form == "[" || form == "{") return OpeningBracket;
  if (form == ")" || form == "]" || form == "}") return ClosingBracket;
  if (form == "…" || form.find_first_not_of('.') == std::string_view::npos) return Ellipsis;
  if (form.find_first_not_of("!?") == std::string_view::npos) {
    return form.find('?') == std::string_view::npos ? Exclamation : Question;
  }
  if (form.size() > 1 && form.find_first_not_of("-=*_~#+") == std::string_view::npos) return Line;
  if (is_opening_quote(form)) return Opening;
  if (is_closing_quote(form)) return Closing;
  return OtherMark;
}

Kind kind_of(std::string_view form) {
  const Character first = character_at(form, 0);
  if (first.kind != CharacterKind::Letter && first.kind != CharacterKind::Digit) {
    return kind_of_mark(form);
  }
  if (form.size() > 1 && form.back() == '.') {
    const std::string_view word = form.substr(0, form.size() - 1);
    const Abbreviation known = abbreviation(word);
    if (known == Abbreviation::Title || known == Abbreviation::BeforeNumber) return Title;
    if (known == Abbreviation::None && word.find('.') == std::string_view::npos) return Initial;
    return Abbreviated;
  }
  if (first.kind == CharacterKind::Digit) return Number;
  if (form.find_first_of("@/") != std::string_view::npos) return Address;
  return Word;
}

// Which letters are capitals: 1 none, 2 the first, 3 all, 4 some others; 5 and more for no letters.
std::uint8_t shape_of(std::string_view form, Kind kind) {
  if (kind != Word && kind != Initial && kind != Title && kind != Abbreviated) {
    return static_cast<std::uint8_t>(8 + kind);
  }
  const bool is_capital = begins_upper(form);
  const bool has_more = std::any_of(form.begin() + 1, form.end(),
                                    [](char byte) { return byte >= 'A' && byte <= 'Z'; });
  if (!is_capital) return has_more ? 4 : 1;
  if (form.size() == 1) return 5;
  const bool has_small = std::any_of(form.begin() + 1, form.end(),
                                     [](char byte) { return byte >= 'a' && byte <= 'z'; });
  if (!has_more) return 2;
  return has_small ? 4 : 3;
}

std::uint32_t mix(std::uint32_t one, std::uint32_t other) {
  std::uint64_t value = (static_cast<std::uint64_t>(one) << 32 | other) * 0x9E3779B97F4A7C15u;
  value ^= value >> 29;
  return static_cast<std::uint32_t>((value * 0xBF58476D1CE4E5B9u) >> 32);
}

std::uint32_t hash_lower(std::string_view bytes) {
  std::uint32_t value = 0x811C9DC5u;
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    const unsigned lower = c >= 'A' && c <= 'Z' ? c + 32u : c >= '0' && c <= '9' ? '0' : c;
    value = (value ^ lower) * 0x01000193u;
  }
  return value;
}

std::uint32_t length_class(std::size_t length) {
  if (length < 6) return static_cast<std::uint32_t>(length);
  if (length < 9) return 6;
  if (length < 14) return 7;
  if (length < 22) return 8;
  return length < 40 ? 9 : 10;
}

constexpr BoundaryView edge{};

}  // namespace

void view_boundaries(std::string_view text, std::span<const ByteSpan> tokens,
                     std::span<const std::uint32_t> ends, std::vector<BoundaryView>& views) {
  views.resize(tokens.size());
  constexpr std::size_t longest = 32;  // what comes after tells nothing more
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view form = text.substr(tokens[i].begin.value, tokens[i].size());
    BoundaryView& view = views[i];
    const Kind kind = kind_of(form);
    view.kind = kind;
    view.shape = shape_of(form.substr(0, longest), kind);
    view.lower = hash_lower(form.substr(0, longest));
    view.tail = hash_lower(form.substr(form.size() - std::min<std::size_t>(form.size(), 3)));
    view.is_attached = i > 0 && tokens[i - 1].end == tokens[i].begin;
    view.ends_by_rule = false;
  }
  for (const std::uint32_t end : ends) views[end - 1].ends_by_rule = true;
}

BoundaryState::BoundaryState(std::span<const BoundaryView> views) : views_(views) {
  // Of the words, how many have a capital; of the tokens, how many are stops.
  constexpr std::size_t enough = 2000;
  std::size_t words = 0;
  std::size_t capitals = 0;
  std::size_t all_capitals = 0;
  std::size_t stops = 0;
  const std::size_t count = std::min(enough, views.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (views[i].kind == Word) {
      ++words;
      if (views[i].shape == 2) ++capitals;
      if (views[i].shape == 3) ++all_capitals;
    }
    if (views[i].kind == Stop || views[i].kind == Question || views[i].kind == Exclamation) ++stops;
  }
  const unsigned shouting = 2 * all_capitals > words ? 1 : 0;
  const unsigned capital = capitals == 0           ? 0
                           : 20 * capitals < words ? 1
                           : 2 * capitals < words  ? 2
                                                   : 3;
  const unsigned stop = stops == 0 ? 0 : 30 * stops < count ? 1 : 2;
  const unsigned length = count < 4 ? 0 : count < 10 ? 1 : count < 30 ? 2 : 3;
  style_ = ((shouting * 4 + capital) * 3 + stop) * 4 + length;
}

const BoundaryView& BoundaryState::view(std::size_t i) const {
  return i < views_.size() ? views_[i] : edge;  // before the first token i wraps around
}

bool BoundaryState::cannot_end(std::size_t i) const {
  // Inside a word, and between two words in small letters.
  const BoundaryView& next = view(i + 1);
  return next.is_attached && (view(i).kind == Word || view(i).kind == Hyphen) &&
         (next.kind == Word || next.kind == Hyphen || next.kind == Comma);
}

void BoundaryState::end_sentence() {
  begin_ = last_ + 1;
  in_brackets_ = false;
}

void BoundaryState::pass(std::size_t i) {
  last_ = i;
  switch (view(i).kind) {
    case Undirected:
      in_quotation_ = !in_quotation_;
      break;
    case Opening:
      in_quotation_ = true;
      break;
    case Closing:
      in_quotation_ = false;
      break;
    case OpeningBracket:
      in_brackets_ = true;
      break;
    case ClosingBracket:
      in_brackets_ = false;
      break;
    default:
      break;
  }
}

void BoundaryState::find(std::size_t i, BoundaryFeatures& features) {
  pass(i);
  const BoundaryView& at = view(i);
  const BoundaryView& before = view(i - 1);
  const BoundaryView& before_that = view(i - 2);
  const BoundaryView& next = view(i + 1);
  const BoundaryView& next_but_one = view(i + 2);
  const BoundaryView& third = view(i + 3);
  const std::size_t length = i + 1 - begin_;
  const std::uint32_t bucket = length_class(length);
  const std::uint32_t left = static_cast<std::uint32_t>(views_.size() - 1 - i);
  const std::uint32_t rest = left < 4 ? left : left < 8 ? 4 : 5;
  const std::uint32_t rule = at.ends_by_rule ? 1 : 0;
  const std::uint32_t space = (at.is_attached ? 1u : 0u) | (next.is_attached ? 2u : 0u) |
                              (next_but_one.is_attached ? 4u : 0u);
  const std::uint32_t kinds = at.kind * 32u + next.kind;
  const std::uint32_t shapes = at.shape * 64u + next.shape;
  const std::uint32_t state = (in_quotation_ ? 1u : 0u) | (in_brackets_ ? 2u : 0u);
  const std::uint32_t first = begin_ < views_.size() ? views_[begin_].shape : 0u;
  std::uint32_t count = 0;
  const auto add = [&](std::uint32_t one, std::uint32_t other = 0, std::uint32_t third_one = 0) {
    features[count] = static_cast<std::uint16_t>(
        mix(mix(one + count * 0x9E3779B1u, other), third_one) >> (32 - boundary_bits));
    ++count;
  };
  add(0);
  add(rule, shapes);
  add(rule, bucket, kinds);
  add(rule, style_, shapes);
  add(kinds, space);
  add(shapes, space, rule);
  add(at.lower, next.shape);
  add(at.lower, rule, space);
  add(at.shape, next.lower);
  add(next.lower, rule);
  add(at.lower, next.lower);
  add(before.lower, at.lower);
  add(before.lower, at.kind, next.shape);
  add(next.lower, next_but_one.lower);
  add(next.shape, next_but_one.shape, at.kind);
  add(next.lower, next_but_one.kind, at.kind);
  add(next_but_one.lower, kinds);
  add(before.shape, shapes);
  add(before.kind, kinds, before_that.kind);
  add(before.tail, kinds);
  add(at.tail, next.shape);
  add(next.tail, at.kind, next.shape);
  add(kinds, state, rule);
  add(state, next.lower, at.kind);
  add(bucket, shapes);
  add(bucket, rest, kinds);
  add(first, kinds, rule);
  add(style_, kinds, bucket);
  add(style_, next.lower);
  add(before.kind * 32u + before_that.kind, shapes, space);
  add(kinds, next_but_one.kind * 32u + third.kind, space);
  add(shapes, next_but_one.shape * 64u + third.shape);
  add(at.kind, next.lower, rule);
  add(views_.size() > begin_ ? views_[begin_].lower : 0, kinds);
}

}  // namespace faultline::language::detail
