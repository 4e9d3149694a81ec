#pragma once
// Clusters that may be one actor: which pairs are worth a look, and what speaks for each.

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "actors/detail/link_clusters.h"

namespace faultline::actors::detail {

/// Pairs (i < j) of clusters that share the sound of a surname and of the first letter of a given
/// name, or the sound of a surname if one has nothing else, or words or initials of organisations.
[[nodiscard]] std::vector<std::pair<Number, Number>> candidate_pairs(
    const LinkTexts& texts, std::span<const Cluster> clusters);

/// What the whole study says of names: how many people bear each surname.
class Bearers {
 public:
  Bearers(const LinkTexts& texts, std::span<const Cluster> clusters);
  /// People with the surname, told apart by their given names; at least 1.
  [[nodiscard]] int of_surname(const NameWord& surname) const;
  [[nodiscard]] int of_given(const NameWord& given) const;

 private:
  std::map<std::string, std::set<std::string>> surnames_, givens_;
};

/// The log-odds (natural logarithm) that two clusters are one actor, by Fellegi & Sunter (1969): a
/// prior and what each piece of evidence adds. docs/methods.md has the table.
class Scorer {
 public:
  Scorer(const LinkTexts& texts, std::span<const Cluster> clusters)
      : texts_(texts), bearers_(texts, clusters) {}

  /// `reasons` may be null.
  [[nodiscard]] double log_odds(const Cluster& a, const Cluster& b,
                                std::vector<Reason>* reasons) const;
  /// Two full names of theirs have one surname and two given names; with `near_ones` also where
  /// the given names are nearly alike.
  [[nodiscard]] bool have_names_of_two(const Cluster& a, const Cluster& b, bool near_ones) const;

 private:
  class Sum;
  NameMatch add_names(const Cluster& a, const Cluster& b, Sum& sum) const;
  void add_offices(const Cluster& a, const Cluster& b, Sum& sum) const;
  void add_company(const Cluster& a, const Cluster& b, Sum& sum) const;
  void add_held_offices(const Cluster& known, const Cluster& other, Sum& sum) const;
  void add_places(const Cluster& a, const Cluster& b, NameMatch names, Sum& sum) const;
  const LinkTexts& texts_;
  Bearers bearers_;
};

[[nodiscard]] double probability_of(double log_odds);

}  // namespace faultline::actors::detail
