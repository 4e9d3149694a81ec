#include "actors/linking.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "actors/detail/link_clusters.h"
#include "actors/detail/link_pairs.h"

namespace faultline::actors {
namespace {

using detail::Cluster;
using detail::Number;

/// A surname alone that fits two people this nearly alike is nobody's for the machine.
constexpr double clear_margin = 1.5;

struct Pair {
  Number a = 0, b = 0;
  double log_odds = 0;
};

/// Where each cluster has gone.
class Forest {
 public:
  explicit Forest(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), Number{0});
  }
  [[nodiscard]] Number root(Number node) {
    while (parent_[node] != node) {
      parent_[node] = parent_[parent_[node]];
      node = parent_[node];
    }
    return node;
  }
  void put_under(Number node, Number root) { parent_[node] = root; }

 private:
  std::vector<Number> parent_;
};

/// One run of link_actors().
class Linker {
 public:
  Linker(std::span<const Appearance> appearances, std::span<const Actor> known,
         const LinkOptions& options)
      : appearances_(appearances),
        options_(options),
        texts_(appearances),
        clusters_(detail::clusters_of_names(texts_, known)),
        forest_(0) {
    add_registered(known);
    add_unnamed();
    rank_.resize(appearances.size());
    for (Number i = 0; i < texts_.canonical().size(); ++i) rank_[texts_.canonical()[i]] = i;
    for (auto& cluster : clusters_)
      std::sort(cluster.members.begin(), cluster.members.end(),
                [&](Number x, Number y) { return rank_[x] < rank_[y]; });
    sizes_ = clusters_;
    forest_ = Forest(clusters_.size());
  }

  Links run() {
    const detail::Scorer scorer(texts_, clusters_);
    std::vector<Pair> pairs = scored_pairs(scorer);
    std::vector<Pair> joined, open;
    for (const Pair& pair : pairs)
      (is_sure(pair) && join(pair, scorer) ? joined : open).push_back(pair);
    Links links = named();
    add_proposals(scorer, joined, open, links);
    return links;
  }

 private:
  /// Registered actors whom some appearance may be, though none is certain.
  void add_registered(std::span<const Actor> known) {
    std::unordered_set<std::string_view> here;
    for (const auto& cluster : clusters_)
      if (cluster.known != nullptr) here.insert(cluster.known->id);
    std::unordered_set<std::string> sounds;
    for (const auto& cluster : clusters_)
      for (const auto& [name, times] : cluster.names)
        for (const auto& word : texts_.name(name).words) sounds.insert(word.skeleton);
    for (const auto& actor : known) {
      if (here.contains(actor.id)) continue;
      const auto is_heard = [&](const std::string& name) {
        const auto form = detail::name_form(name, actor.kind);
        return !form.words.empty() && sounds.contains(form.surname().skeleton);
      };
      if (!is_heard(actor.name) &&
          std::none_of(actor.aliases.begin(), actor.aliases.end(), is_heard))
        continue;
      clusters_.emplace_back();
      texts_.add_known(clusters_.back(), actor);
    }
  }

  void add_unnamed() {
    first_unnamed_ = clusters_.size();
    for (const Number number : texts_.canonical()) {
      if (!texts_.appearance(number).is_unnamed || !texts_.appearance(number).anchor.empty())
        continue;
      clusters_.emplace_back();
      texts_.add_to(clusters_.back(), number);
    }
  }

  [[nodiscard]] std::vector<Pair> scored_pairs(const detail::Scorer& scorer) const {
    const double least = std::log(options_.propose / (1 - options_.propose));
    std::vector<Pair> pairs;
    const auto named = std::span(clusters_).first(first_unnamed_);
    for (const auto& [a, b] : detail::candidate_pairs(texts_, named)) {
      if (clusters_[a].known != nullptr && clusters_[b].known != nullptr) continue;
      const double log_odds = scorer.log_odds(clusters_[a], clusters_[b], nullptr);
      if (log_odds >= least) pairs.push_back({a, b, log_odds});
    }
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& x, const Pair& y) { return x.log_odds > y.log_odds; });
    find_rivals(pairs);
    return pairs;
  }

  [[nodiscard]] bool is_bare(const Cluster& cluster) const {
    return std::all_of(cluster.names.begin(), cluster.names.end(), [&](const auto& name) {
      const auto& form = texts_.name(name.first);
      return form.is_person && form.is_bare();
    });
  }

  /// For clusters with nothing but a surname, how well the best and the second-best full name fit.
  void find_rivals(std::span<const Pair> pairs) const {
    for (const Pair& pair : pairs)
      for (const auto& [bare, full] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
        if (!is_bare(clusters_[bare]) || is_bare(clusters_[full])) continue;
        auto& fits = rivals_[bare];
        if (fits.size() < 2) fits.emplace_back(full, pair.log_odds);
      }
  }

  [[nodiscard]] bool is_sure(const Pair& pair) const {
    if (detail::probability_of(pair.log_odds) < options_.join) return false;
    for (const auto& [bare, full] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
      const auto rivals = rivals_.find(bare);
      if (rivals == rivals_.end() || is_bare(clusters_[full])) continue;
      for (const auto& [rival, log_odds] : rivals->second)
        if (rival != full && log_odds > pair.log_odds - clear_margin) return false;
    }
    return true;
  }

  bool join(const Pair& pair, const detail::Scorer& scorer) {
    const Number a = forest_.root(pair.a);
    const Number b = forest_.root(pair.b);
    if (a == b) return true;
    Cluster& one = clusters_[a];
    Cluster& other = clusters_[b];
    if ((one.is_settled() && other.is_settled()) || detail::share_an_article(one, other) ||
        detail::excluded_offices(texts_, one, other) ||
        scorer.have_names_of_two(one, other, /*near_ones=*/true))
      return false;
    const bool is_first = one.is_settled() || (!other.is_settled() && is_before(a, b));
    const Number root = is_first ? a : b;
    const Number leaf = is_first ? b : a;
    detail::unite(clusters_[root], clusters_[leaf]);
    auto& members = clusters_[root].members;
    std::sort(members.begin(), members.end(),
              [&](Number x, Number y) { return rank_[x] < rank_[y]; });
    forest_.put_under(leaf, root);
    return true;
  }

  /// Spoken of more often, then earlier.
  [[nodiscard]] bool is_before(Number a, Number b) const {
    const auto& one = clusters_[a];
    const auto& other = clusters_[b];
    if (one.members.size() != other.members.size())
      return one.members.size() > other.members.size();
    return first_rank(one) < first_rank(other);
  }
  [[nodiscard]] Number first_rank(const Cluster& cluster) const {
    return cluster.members.empty() ? UINT32_MAX : rank_[cluster.members.front()];
  }

  /// The id under which a cluster goes, unless another has it.
  [[nodiscard]] std::string wanted_id(const Cluster& cluster) const {
    if (cluster.is_settled()) return cluster.anchor;
    const Appearance* chosen = nullptr;
    for (const Number member : cluster.members) {
      const Appearance& appearance = texts_.appearance(member);
      if (chosen == nullptr) chosen = &appearance;
      const auto form = detail::name_form(appearance.name, appearance.kind);
      if (appearance.kind != ActorKind::Person || !form.is_bare()) {
        chosen = &appearance;
        break;
      }
    }
    if (chosen == nullptr) return "actor";
    if (chosen->is_unnamed) return slug(chosen->name + " in " + chosen->article);
    // The number of a namesake counts within its article only.
    const std::string plain = slug(chosen->name);
    return chosen->id.starts_with(plain + "-") ? plain : chosen->id;
  }

  /// The name that most articles give, full names before surnames; the longer of two.
  [[nodiscard]] std::string best_name(const Cluster& cluster) const {
    std::tuple<bool, int, std::size_t, std::string> best;
    for (const auto& [name, times] : cluster.names) {
      const auto& form = texts_.name(name);
      if (times == 0) continue;  // an alias
      std::tuple<bool, int, std::size_t, std::string> here(!form.is_person || !form.is_bare(),
                                                           times, form.text.size(), form.text);
      best = std::max(best, here);
    }
    return std::get<3>(best);
  }

  [[nodiscard]] LinkedActor actor_of(const Cluster& cluster, std::string id) const {
    LinkedActor actor;
    actor.id = std::move(id);
    actor.kind = cluster.kind();
    if (cluster.known != nullptr) {
      actor.name = cluster.known->name;
      actor.pronoun = cluster.known->pronoun;
      return actor;
    }
    actor.name = best_name(cluster);
    if (cluster.he > cluster.she) actor.pronoun = "he";
    if (cluster.she > cluster.he) actor.pronoun = "she";
    actor.is_unnamed = std::all_of(cluster.members.begin(), cluster.members.end(),
                                   [&](Number m) { return texts_.appearance(m).is_unnamed; });
    return actor;
  }

  Links named() {
    std::vector<Number> roots;
    for (Number index = 0; index < clusters_.size(); ++index)
      if (forest_.root(index) == index && !clusters_[index].members.empty()) roots.push_back(index);
    // The settled ids are taken; others get theirs by first appearance, so that a later article
    // changes none.
    std::stable_sort(roots.begin(), roots.end(), [&](Number a, Number b) {
      return std::tuple(!clusters_[a].is_settled(), first_rank(clusters_[a])) <
             std::tuple(!clusters_[b].is_settled(), first_rank(clusters_[b]));
    });
    std::unordered_set<std::string> taken;
    for (const auto& cluster : clusters_)
      if (cluster.is_settled()) taken.insert(cluster.anchor);
    ids_.resize(clusters_.size());
    for (const Number root : roots) {
      const std::string wanted = wanted_id(clusters_[root]);
      std::string id = wanted;
      if (!clusters_[root].is_settled())
        for (int number = 2; !taken.insert(id).second; ++number)
          id = fmt::format("{}-{}", wanted, number);
      ids_[root] = std::move(id);
    }
    std::sort(roots.begin(), roots.end(), [&](Number a, Number b) { return ids_[a] < ids_[b]; });
    Links links;
    links.actor_of.resize(appearances_.size());
    for (const Number root : roots) {
      for (const Number member : clusters_[root].members)
        links.actor_of[member] = static_cast<Number>(links.actors.size());
      links.actors.push_back(actor_of(clusters_[root], ids_[root]));
    }
    for (auto& cluster : clusters_)
      if (cluster.members.empty() && cluster.is_settled())
        ids_[static_cast<std::size_t>(&cluster - clusters_.data())] = cluster.anchor;
    return links;
  }

  [[nodiscard]] LinkProposal proposal(const detail::Scorer& scorer, const Pair& pair,
                                      bool is_joined) {
    // Those that a reader knows better comes first.
    Number a = pair.a;
    Number b = pair.b;
    const auto weight = [&](Number index) {
      const Cluster& cluster = sizes_[index];
      return std::tuple(!cluster.is_settled(), -static_cast<std::int64_t>(cluster.members.size()),
                        first_rank(cluster));
    };
    if (weight(b) < weight(a)) std::swap(a, b);
    LinkProposal made;
    made.one = ids_[forest_.root(a)];
    made.other = ids_[forest_.root(b)];
    if (is_joined) made.other = wanted_id(sizes_[b]);
    made.is_joined = is_joined;
    made.probability = detail::probability_of(scorer.log_odds(sizes_[a], sizes_[b], &made.reasons));
    return made;
  }

  void add_proposals(const detail::Scorer& scorer, std::span<const Pair> joined,
                     std::span<const Pair> open, Links& links) {
    for (const Pair& pair : joined)
      links.proposals.push_back(proposal(scorer, pair, /*is_joined=*/true));
    std::unordered_map<std::string, int> per_actor;
    std::unordered_set<std::string> seen;
    for (const Pair& pair : open) {
      const Number a = forest_.root(pair.a);
      const Number b = forest_.root(pair.b);
      if (a == b) continue;
      const auto key = ids_[std::min(a, b)] + ' ' + ids_[std::max(a, b)];
      if (!seen.insert(key).second) continue;
      if (per_actor[ids_[a]] >= options_.most_proposals ||
          per_actor[ids_[b]] >= options_.most_proposals)
        continue;
      ++per_actor[ids_[a]];
      ++per_actor[ids_[b]];
      links.proposals.push_back(proposal(scorer, pair, /*is_joined=*/false));
    }
    std::stable_sort(links.proposals.begin(), links.proposals.end(),
                     [](const LinkProposal& x, const LinkProposal& y) {
                       return std::tie(y.probability, x.one, x.other) <
                              std::tie(x.probability, y.one, y.other);
                     });
  }

  std::span<const Appearance> appearances_;
  LinkOptions options_;
  detail::LinkTexts texts_;
  std::vector<Cluster> clusters_;
  std::vector<Cluster> sizes_;  // as they were before anything was joined
  std::size_t first_unnamed_ = 0;
  std::vector<Number> rank_;  // of appearances, in canonical order
  Forest forest_;
  mutable std::unordered_map<Number, std::vector<std::pair<Number, double>>> rivals_;
  std::vector<std::string> ids_;  // of root clusters
};

}  // namespace

Links link_actors(std::span<const Appearance> appearances, std::span<const Actor> known,
                  const LinkOptions& options) {
  return Linker(appearances, known, options).run();
}

}  // namespace faultline::actors
