#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "inference/streams.h"
#include "networks/detail/stories.h"
#include "networks/factions.h"
#include "networks/partitions.h"

namespace faultline::networks {
namespace {

struct Layers {
  Matrix positive, negative;
  std::vector<bool> has_ties;  // per actor
};

Layers layers_of(std::size_t actors, std::span<const SignedPair> pairs) {
  const Matrix empty{actors, actors, std::vector<double>(actors * actors, 0)};
  Layers layers{empty, empty, std::vector<bool>(actors, false)};
  for (const SignedPair& pair : pairs) {
    if (pair.positive + pair.negative == 0) continue;
    for (const auto& [row, column] :
         {std::pair(pair.first, pair.second), std::pair(pair.second, pair.first)}) {
      layers.positive.at(row, column) = static_cast<double>(pair.positive);
      layers.negative.at(row, column) = static_cast<double>(pair.negative);
      layers.has_ties[row] = true;
    }
  }
  return layers;
}

class Stability {
 public:
  Stability(const std::vector<std::uint32_t>& whole, std::vector<bool> has_ties)
      : whole_(whole),
        has_ties_(std::move(has_ties)),
        kept_(whole.size(), 0),
        seen_(whole.size(), 0) {}

  void add(const std::vector<std::uint32_t>& sample, const std::vector<bool>& has_ties) {
    std::vector<std::uint32_t> before, after;
    std::vector<std::size_t> actors;
    for (std::size_t actor = 0; actor < whole_.size(); ++actor) {
      if (!has_ties_[actor] || !has_ties[actor]) continue;
      before.push_back(whole_[actor]);
      after.push_back(sample[actor]);
      actors.push_back(actor);
    }
    if (actors.size() < 2) return;
    for (std::size_t one = 0; one < actors.size(); ++one) {
      std::size_t kept = 0;
      for (std::size_t other = 0; other < actors.size(); ++other) {
        if (other == one) continue;
        kept += (before[one] == before[other]) == (after[one] == after[other]) ? 1 : 0;
      }
      kept_[actors[one]] += static_cast<double>(kept) / static_cast<double>(actors.size() - 1);
      ++seen_[actors[one]];
    }
    rand_ += adjusted_rand_index(before, after);
    information_ += variation_of_information(before, after);
    ++compared_;
  }

  void finish(ManyFactions& result) const {
    result.certainty.resize(whole_.size());
    for (std::size_t actor = 0; actor < whole_.size(); ++actor) {
      if (seen_[actor] > 0) result.certainty[actor] = kept_[actor] / seen_[actor];
    }
    const double none = std::numeric_limits<double>::quiet_NaN();
    result.mean_rand = compared_ > 0 ? rand_ / compared_ : none;
    result.mean_information = compared_ > 0 ? information_ / compared_ : none;
  }

 private:
  const std::vector<std::uint32_t>& whole_;
  std::vector<bool> has_ties_;
  std::vector<double> kept_;
  std::vector<int> seen_;
  double rand_ = 0, information_ = 0;
  int compared_ = 0;
};

}  // namespace

ManyFactions many_factions(std::size_t actors, std::span<const FactionTie> ties,
                           const ManyFactionsOptions& options) {
  ManyFactions result;
  auto pairs = detail::pairs_of(ties);
  const Layers whole = layers_of(actors, pairs);
  result.parts = maximise_signed_modularity(whole.positive, whole.negative, options.search);
  const detail::Stories stories = detail::stories_of(ties, std::move(pairs));
  Stability stability(result.parts.membership, whole.has_ties);
  if (stories.shares.size() > 1) result.resamples = std::max(0, options.resamples);
  for (int resample = 0; resample < result.resamples; ++resample) {
    auto generator = inference::stream(options.seed, static_cast<std::uint64_t>(resample));
    const Layers sample = layers_of(actors, detail::drawn(stories, generator));
    SignedModularityOptions search = options.search;
    search.seed = generator();
    search.runs = options.resample_runs;
    stability.add(maximise_signed_modularity(sample.positive, sample.negative, search).membership,
                  sample.has_ties);
  }
  stability.finish(result);
  return result;
}

}  // namespace faultline::networks
