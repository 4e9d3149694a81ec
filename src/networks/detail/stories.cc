#include "networks/detail/stories.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/draw.h"
#include "networks/detail/tidy_pairs.h"

namespace faultline::networks::detail {

std::vector<SignedPair> pairs_of(std::span<const FactionTie> ties) {
  std::vector<SignedPair> pairs;
  for (const FactionTie& tie : ties) {
    if (is_signed(tie)) {
      pairs.push_back({tie.from, tie.to, tie.sign > 0 ? 1 : 0, tie.sign < 0 ? 1 : 0});
    }
  }
  return tidied(std::move(pairs));
}

Stories stories_of(std::span<const FactionTie> ties, std::vector<SignedPair> pairs) {
  Stories stories{std::move(pairs), {}};
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> place;
  for (std::size_t index = 0; index < stories.pairs.size(); ++index) {
    place[{stories.pairs[index].first, stories.pairs[index].second}] = index;
  }
  std::map<std::uint32_t, std::map<std::size_t, Stories::Share>> by_cluster;
  for (const FactionTie& tie : ties) {
    if (!is_signed(tie)) continue;
    const std::size_t pair = place.at(std::minmax(tie.from, tie.to));
    Stories::Share& share = by_cluster[tie.cluster][pair];
    share.pair = pair;
    ++(tie.sign > 0 ? share.positive : share.negative);
  }
  for (const auto& [cluster, shares] : by_cluster) {
    auto& list = stories.shares.emplace_back();
    for (const auto& [pair, share] : shares) list.push_back(share);
  }
  return stories;
}

std::vector<SignedPair> drawn(const Stories& stories, std::mt19937_64& generator) {
  auto pairs = stories.pairs;
  for (SignedPair& pair : pairs) pair.positive = pair.negative = 0;
  for (std::size_t draw = 0; draw < stories.shares.size(); ++draw) {
    for (const auto& share : stories.shares[draw_below(generator, stories.shares.size())]) {
      pairs[share.pair].positive += share.positive;
      pairs[share.pair].negative += share.negative;
    }
  }
  return pairs;
}

}  // namespace faultline::networks::detail
