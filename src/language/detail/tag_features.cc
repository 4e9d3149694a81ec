#include "language/detail/tag_features.h"

#include <algorithm>
#include <string>

#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

constexpr std::uint64_t seed = 0x9E3779B97F4A7C15u;

std::uint64_t mix(std::uint64_t one, std::uint64_t other) {
  std::uint64_t value = (one ^ (other + seed + (one << 6) + (one >> 2))) * 0xD6E8FEB86659FD93u;
  return value ^ (value >> 32);
}

std::uint64_t hash(std::string_view bytes) {
  std::uint64_t value = 0xCBF29CE484222325u;
  for (const char byte : bytes) value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3u;
  return mix(value, bytes.size());
}

// Runs of one kind of character are cut at two: "Xxx" and "Xxxxx" look alike.
std::uint64_t hash_shape(std::string_view form) {
  std::uint64_t value = 1;
  char last = 0;
  int run = 0;
  for (const char byte : form.substr(0, 24)) {
    char kind = byte;
    if (byte >= 'A' && byte <= 'Z') kind = 'X';
    if ((byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 128) kind = 'x';
    if (byte >= '0' && byte <= '9') kind = '0';
    run = kind == last ? run + 1 : 1;
    last = kind;
    if (run <= 2) value = mix(value, static_cast<unsigned char>(kind));
  }
  return value;
}

const WordView& edge() {
  static const WordView view = view_word("\n");
  return view;
}

}  // namespace

WordView view_word(std::string_view form) {
  constexpr std::size_t longest = 64;  // what comes after tells nothing more
  if (form.size() > longest) {
    std::size_t end = longest;
    // Half a character is no valid text.
    while ((static_cast<unsigned char>(form[end]) & 0xC0u) == 0x80u) --end;
    form = form.substr(0, end);
  }
  thread_local std::string lower;
  lower_case(form, lower);
  std::replace_if(lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
  WordView view;
  view.form = hash(form);
  view.lower = hash(lower);
  const std::string_view whole = lower;
  for (std::size_t n = 1; n <= view.suffixes.size(); ++n) {
    view.suffixes[n - 1] = whole.size() >= n ? hash(whole.substr(whole.size() - n)) : 0;
  }
  for (std::size_t n = 1; n <= view.prefixes.size(); ++n) {
    view.prefixes[n - 1] = whole.size() >= n ? hash(whole.substr(0, n)) : 0;
  }
  view.shape = hash_shape(form);
  return view;
}

void find_features(std::span<const WordView> sentence, std::size_t position, std::uint32_t before,
                   std::uint32_t before_that,
                   std::array<FeatureHash, features_per_word>& features) {
  const WordView& word = sentence[position];
  const WordView& last = position >= 1 ? sentence[position - 1] : edge();
  const WordView& last_but_one = position >= 2 ? sentence[position - 2] : edge();
  const WordView& next = position + 1 < sentence.size() ? sentence[position + 1] : edge();
  const WordView& next_but_one = position + 2 < sentence.size() ? sentence[position + 2] : edge();
  std::size_t count = 0;
  const auto add = [&](std::uint64_t one, std::uint64_t other = 0) {
    features[count] = static_cast<FeatureHash>(mix(mix(count + 1, one), other));
    ++count;
  };
  add(0);
  add(word.form);
  add(word.lower);
  for (const std::uint64_t suffix : word.suffixes) add(suffix);
  for (const std::uint64_t prefix : word.prefixes) add(prefix);
  add(word.shape);
  add(word.shape, position == 0 ? 1 : 2);
  add(word.shape, word.suffixes[2]);
  add(last.lower);
  add(last_but_one.lower);
  add(next.lower);
  add(next_but_one.lower);
  add(last.suffixes[2]);
  add(next.suffixes[2]);
  add(next.shape, word.shape);
  add(last.shape, word.shape);
  add(before);
  add(before, before_that);
  add(before, word.lower);
  add(last.lower, word.lower);
  add(word.lower, next.lower);
  add(before, next.lower);
}

}  // namespace faultline::language::detail
