#include "networks/factions.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>

#include "inference/streams.h"
#include "networks/detail/stories.h"
#include "networks/partitions.h"

namespace faultline::networks {
namespace {

void place_members(std::span<const FactionTie> ties, Factions& factions) {
  const auto& side = factions.split.side;
  for (const bool wanted : {true, false}) {
    for (const FactionTie& tie : ties) {
      if (!detail::is_signed(tie)) continue;
      const bool agrees = (side[tie.from] == side[tie.to]) == (tie.sign > 0);
      if (agrees != wanted) continue;
      const int sign = tie.sign > 0 ? 1 : -1;
      for (const bool is_acting : {true, false}) {
        const std::uint32_t actor = is_acting ? tie.from : tie.to;
        const std::uint32_t other = is_acting ? tie.to : tie.from;
        FactionMember& member = factions.members[actor];
        member.placed_by.push_back({tie.evidence, other, sign, agrees});
        ++(agrees ? member.ties_for : member.ties_against);
      }
    }
  }
  for (std::size_t actor = 0; actor < side.size(); ++actor) {
    factions.members[actor].side = side[actor];
    factions.members[actor].standing = factions.split.standing[actor];
  }
}

std::uint32_t largest_group_of(const Frustration& split) {
  std::vector<std::size_t> size(split.side.size(), 0);
  std::uint32_t largest = 0;
  for (std::size_t actor = 0; actor < split.side.size(); ++actor) {
    if (split.side[actor] != 0) ++size[split.group[actor]];
  }
  for (std::uint32_t group = 0; group < size.size(); ++group) {
    if (size[group] > size[largest]) largest = group;
  }
  return largest;
}

/// The piece of each group that a resample's ties hold together with most actors, and whether its
/// sides are to be turned so that most actors keep theirs.
struct Piece {
  std::uint32_t component = 0;
  bool is_turned = false;
};

std::map<std::uint32_t, Piece> pieces_of(const Frustration& whole, const Frustration& sample) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> size;  // group, component
  for (std::size_t actor = 0; actor < whole.side.size(); ++actor) {
    if (sample.side[actor] != 0) ++size[{whole.group[actor], sample.group[actor]}];
  }
  std::map<std::uint32_t, Piece> pieces;
  std::map<std::uint32_t, std::size_t> largest;
  for (const auto& [key, count] : size) {
    if (count <= largest[key.first]) continue;
    largest[key.first] = count;
    pieces[key.first].component = key.second;
  }
  for (auto& [group, piece] : pieces) {
    int kept = 0;  // more sides that stay than that turn; open ones have none to keep
    int first = 0;
    for (std::size_t actor = 0; actor < whole.side.size(); ++actor) {
      if (sample.side[actor] == 0 || sample.group[actor] != piece.component) continue;
      const int fit = whole.side[actor] * sample.side[actor];
      if (first == 0) first = fit;
      if (sample.standing[actor] != Standing::Open) kept += fit;
    }
    piece.is_turned = kept < 0 || (kept == 0 && first < 0);
  }
  return pieces;
}

class Resampling {
 public:
  explicit Resampling(const Factions& factions)
      : factions_(factions),
        on_side_(factions.members.size(), 0),
        seen_(factions.members.size(), 0) {}

  void add(const Frustration& sample) {
    const Frustration& whole = factions_.split;
    const auto pieces = pieces_of(whole, sample);
    std::vector<std::uint32_t> before, after;
    for (std::size_t actor = 0; actor < whole.side.size(); ++actor) {
      const auto found = pieces.find(whole.group[actor]);
      if (sample.side[actor] == 0 || found == pieces.end() ||
          found->second.component != sample.group[actor]) {
        continue;
      }
      const int side = found->second.is_turned ? -sample.side[actor] : sample.side[actor];
      ++seen_[actor];
      on_side_[actor] += sample.standing[actor] == Standing::Open ? 0.5
                         : side == whole.side[actor]              ? 1
                                                                  : 0;
      if (whole.group[actor] == factions_.largest_group) {
        before.push_back(whole.side[actor] > 0 ? 1 : 0);
        after.push_back(side > 0 ? 1 : 0);
      }
    }
    if (before.empty()) return;
    rand_ += adjusted_rand_index(before, after);
    information_ += variation_of_information(before, after);
    ++compared_;
  }

  void finish(Factions& factions) const {
    for (std::size_t actor = 0; actor < seen_.size(); ++actor) {
      factions.members[actor].resamples = seen_[actor];
      if (seen_[actor] > 0) factions.members[actor].certainty = on_side_[actor] / seen_[actor];
    }
    const double none = std::numeric_limits<double>::quiet_NaN();
    factions.mean_rand = compared_ > 0 ? rand_ / compared_ : none;
    factions.mean_information = compared_ > 0 ? information_ / compared_ : none;
  }

 private:
  const Factions& factions_;
  std::vector<double> on_side_;
  std::vector<int> seen_;
  double rand_ = 0, information_ = 0;
  int compared_ = 0;
};

}  // namespace

Factions factions(std::size_t actors, std::span<const FactionTie> ties,
                  const FactionOptions& options) {
  for (const FactionTie& tie : ties) {
    assert(tie.from < actors && tie.to < actors);
    (void)tie;
  }
  Factions result;
  auto pairs = detail::pairs_of(ties);
  result.split = frustration(actors, pairs, options.search);
  result.members.resize(actors);
  place_members(ties, result);
  result.largest_group = largest_group_of(result.split);
  const detail::Stories stories = detail::stories_of(ties, std::move(pairs));
  result.clusters = static_cast<int>(stories.shares.size());
  Resampling resampling(result);
  if (result.clusters > 1) result.resamples = std::max(0, options.resamples);
  for (int resample = 0; resample < result.resamples; ++resample) {
    auto generator = inference::stream(options.seed, static_cast<std::uint64_t>(resample));
    resampling.add(frustration(actors, detail::drawn(stories, generator), options.resample_search));
  }
  resampling.finish(result);
  return result;
}

PartitionAgreement agreement_with(std::span<const int> side,
                                  std::span<const std::optional<std::uint32_t>> declared) {
  assert(side.size() == declared.size());
  std::vector<std::uint32_t> found, other;
  for (std::size_t actor = 0; actor < side.size(); ++actor) {
    if (side[actor] == 0 || !declared[actor]) continue;
    found.push_back(side[actor] > 0 ? 1 : 0);
    other.push_back(*declared[actor]);
  }
  if (found.empty()) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    return {0, none, none};
  }
  return {static_cast<int>(found.size()), adjusted_rand_index(found, other),
          variation_of_information(found, other)};
}

}  // namespace faultline::networks
