#include "exchange/statement_errors.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

namespace faultline::exchange {
namespace {

using Spans = std::vector<CodePointSpan>;

std::size_t overlap(const Spans& a, const Spans& b) {
  std::size_t shared = 0;
  for (const auto& one : a)
    for (const auto& two : b)
      if (one.overlaps(two))
        shared += std::min(one.end, two.end).value - std::max(one.begin, two.begin).value;
  return shared;
}

bool lies_inside(const Spans& inner, const Spans& outer) {
  return !inner.empty() && std::all_of(inner.begin(), inner.end(), [&](const auto& span) {
    return std::any_of(outer.begin(), outer.end(),
                       [&](const auto& other) { return other.contains(span); });
  });
}

ErrorCause cause_of_pair(const Compared& gold, const Compared& predicted) {
  if (!gold.is_relation) return ErrorCause::WrongSource;
  if (gold.of(Role::Content) != predicted.of(Role::Content)) return ErrorCause::ContentEdge;
  if (!gold.is_exact_source) return ErrorCause::SourceEdge;
  return ErrorCause::CueEdge;
}

ErrorCause cause_of_spurious(const Comparison& comparison, const Compared& predicted) {
  const auto& cue = predicted.of(Role::Cue);
  const auto& place = cue.empty() ? predicted.of(Role::Content) : cue;
  const bool is_inside =
      std::any_of(comparison.gold.begin(), comparison.gold.end(),
                  [&](const Compared& gold) { return lies_inside(place, gold.of(Role::Content)); });
  return is_inside ? ErrorCause::SpuriousInside : ErrorCause::Spurious;
}

/// The free predicted statement whose cue overlaps most with that of `gold`.
std::optional<std::size_t> same_cue(const Comparison& comparison, const Compared& gold,
                                    const std::vector<bool>& is_taken) {
  std::optional<std::size_t> best;
  std::size_t most = 0;
  for (std::size_t j = 0; j < comparison.predicted.size(); ++j) {
    const auto& predicted = comparison.predicted[j];
    if (is_taken[j] || predicted.partner || predicted.is_strict) continue;
    const std::size_t shared = overlap(gold.of(Role::Cue), predicted.of(Role::Cue));
    if (shared <= most) continue;
    most = shared;
    best = j;
  }
  return best;
}

}  // namespace

std::string_view to_string(ErrorCause cause) {
  constexpr std::array<std::string_view, kErrorCauses.size()> names{
      "missed cue",    "spurious",     "spurious inside a gold content",
      "wrong content", "wrong source", "content edge",
      "source edge",   "cue edge"};
  return names[static_cast<std::size_t>(cause)];
}

std::vector<StatementError> find_errors(const Comparison& comparison) {
  std::vector<StatementError> errors;
  std::vector<bool> is_told(comparison.predicted.size(), false);
  for (std::size_t i = 0; i < comparison.gold.size(); ++i) {
    const auto& gold = comparison.gold[i];
    if (gold.is_strict) continue;
    if (gold.partner) {
      errors.push_back({cause_of_pair(gold, comparison.predicted[*gold.partner]), i, gold.partner});
      is_told[*gold.partner] = true;
      continue;
    }
    const auto near = same_cue(comparison, gold, is_told);
    errors.push_back({near ? ErrorCause::WrongContent : ErrorCause::MissedCue, i, near});
    if (near) is_told[*near] = true;
  }
  for (std::size_t j = 0; j < comparison.predicted.size(); ++j) {
    const auto& predicted = comparison.predicted[j];
    if (predicted.is_strict || is_told[j]) continue;
    errors.push_back({cause_of_spurious(comparison, predicted), std::nullopt, j});
  }
  return errors;
}

std::vector<std::size_t> draw(std::size_t count, std::size_t of, std::uint64_t seed) {
  std::vector<std::size_t> places(of);
  std::iota(places.begin(), places.end(), std::size_t{0});
  count = std::min(count, of);
  // Shuffled by hand: the library's distributions differ between its makers.
  std::mt19937_64 random(seed);
  for (std::size_t i = 0; i < count; ++i)
    std::swap(places[i], places[i + static_cast<std::size_t>(random() % (of - i))]);
  places.resize(count);
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace faultline::exchange
