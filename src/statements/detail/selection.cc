#include "statements/detail/selection.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace faultline::statements::detail {
namespace {

TokenIndex first_token(const Candidate& candidate) {
  TokenIndex first = candidate.content.front().begin;
  if (candidate.source) first = std::min(first, candidate.source->begin);
  if (candidate.cue) first = std::min(first, candidate.cue->begin);
  return first;
}

// Where the statement goes on behind a source that others may share.
TokenIndex second_token(const Candidate& candidate) {
  const TokenIndex content = candidate.content.front().begin;
  return candidate.cue ? std::min(content, candidate.cue->begin) : content;
}

std::uint32_t size(const Candidate& candidate) {
  std::uint32_t sum = 0;
  for (const TokenSpan span : candidate.content) sum += span.size();
  return sum;
}

/// A stretch of what somebody says.
struct Part {
  TokenSpan tokens;
  std::size_t of = 0;
};

}  // namespace

std::vector<Chosen> arrange(std::vector<Candidate> candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& left, const Candidate& right) {
                     return std::tuple(first_token(left), second_token(left), left.anchor) <
                            std::tuple(first_token(right), second_token(right), right.anchor);
                   });
  std::vector<Chosen> chosen;
  std::vector<Part> parts;
  std::unordered_map<std::uint32_t, std::size_t> by_anchor;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (const TokenSpan span : candidates[i].content) parts.push_back({span, i});
    by_anchor.emplace(candidates[i].anchor, i);
    chosen.push_back({std::move(candidates[i]), std::nullopt, std::nullopt});
  }
  // Contents stand wholly inside each other or apart, so those around a word are open when it
  // comes.
  std::sort(parts.begin(), parts.end(), [](const Part& left, const Part& right) {
    return std::tuple(left.tokens.begin, right.tokens.end, left.of) <
           std::tuple(right.tokens.begin, left.tokens.end, right.of);
  });
  std::vector<std::size_t> order(chosen.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&chosen](std::size_t left, std::size_t right) {
    return chosen[left].candidate.anchor < chosen[right].candidate.anchor;
  });
  std::vector<Part> open;
  std::size_t next = 0;
  for (const std::size_t i : order) {
    const TokenIndex anchor{chosen[i].candidate.anchor};
    for (; next < parts.size() && parts[next].tokens.begin <= anchor; ++next)
      open.push_back(parts[next]);
    std::erase_if(open, [anchor](const Part& part) { return part.tokens.end <= anchor; });
    for (const Part& part : open) {
      // What holds a statement is larger, so that none stands inside of itself.
      if (part.of == i || size(chosen[part.of].candidate) <= size(chosen[i].candidate)) continue;
      std::optional<std::size_t>& outer = chosen[i].outer;
      if (!outer || size(chosen[part.of].candidate) < size(chosen[*outer].candidate))
        outer = part.of;
    }
    const auto continued = chosen[i].candidate.continues;
    if (!continued) continue;
    if (const auto found = by_anchor.find(*continued); found != by_anchor.end())
      chosen[i].continues = found->second;
  }
  return chosen;
}

}  // namespace faultline::statements::detail
