#pragma once
// Appearances gathered to clusters of one name, each with what is known of its bearer.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "actors/detail/likeness.h"
#include "actors/detail/office_likeness.h"
#include "actors/linking.h"

namespace faultline::actors::detail {

using Number = std::uint32_t;

/// Texts by number, each worked out once.
template <class Form>
struct Interned {
  std::vector<Form> forms;
  std::unordered_map<std::string, Number> numbers;
};

/// Numbers with how often each occurs, by number. Most hold one to three.
using Counts = std::vector<std::pair<Number, int>>;
void add(Counts& counts, Number number, int times = 1);

/// What is known of somebody who appears under one or several names.
struct Cluster {
  const Actor* known = nullptr;  // if registered
  std::string anchor;            // if settled by a person, or registered
  std::vector<Number> members;   // appearances, in canonical order
  Counts names;                  // forms of names, by how many appearances
  Counts outlets;
  Counts company;                // keys of names that stand in the same articles; not all
  std::vector<Number> articles;  // sorted
  std::array<int, 4> kinds{};    // appearances by ActorKind
  std::map<int, std::vector<Number>> offices;   // by day number; no_day where there is none
  std::vector<Number> all_offices;              // distinct, sorted
  std::vector<std::pair<Period, Number>> held;  // offices by the register
  int he = 0, she = 0;

  [[nodiscard]] ActorKind kind() const;
  [[nodiscard]] bool is_settled() const { return !anchor.empty(); }
};
inline constexpr int no_day = INT32_MIN;

/// The appearances, numbered and cut up for comparing.
class LinkTexts {
 public:
  explicit LinkTexts(std::span<const Appearance> appearances);

  [[nodiscard]] const Appearance& appearance(Number number) const { return appearances_[number]; }
  /// Appearances by day (undated last), outlet, article and id: an order that does not depend on
  /// the one in which they were given.
  [[nodiscard]] const std::vector<Number>& canonical() const { return canonical_; }

  [[nodiscard]] const NameForm& name(Number form) const { return names_.forms[form]; }
  [[nodiscard]] const OfficeForm& office(Number form) const { return offices_.forms[form]; }
  [[nodiscard]] std::string_view key(Number key) const { return keys_.forms[key]; }
  [[nodiscard]] std::string_view outlet(Number number) const { return outlets_.forms[number]; }

  [[nodiscard]] Number name_of(std::string_view name, ActorKind kind);
  [[nodiscard]] Number office_of(std::string_view title);
  [[nodiscard]] Number key_of(Number name) const { return key_of_name_[name]; }
  [[nodiscard]] Number article_of(Number appearance) const { return article_of_[appearance]; }
  /// How many articles there are, and in how many of them a key of a name stands.
  [[nodiscard]] std::size_t articles() const { return by_article_.size(); }
  [[nodiscard]] int articles_with(Number key) const { return articles_with_[key]; }

  /// Takes `appearance` into `cluster`.
  void add_to(Cluster& cluster, Number appearance);
  /// Puts the register's names and offices into `cluster`.
  void add_known(Cluster& cluster, const Actor& known);

 private:
  void number_articles();
  std::span<const Appearance> appearances_;
  std::vector<Number> canonical_, article_of_, name_of_appearance_;
  std::vector<Number> key_of_name_;
  std::vector<std::vector<Number>> by_article_;  // appearances
  std::vector<int> articles_with_;
  Interned<NameForm> names_;
  Interned<OfficeForm> offices_;
  Interned<std::string> keys_, outlets_;
};

/// The number of a day, for telling how far two are apart.
[[nodiscard]] int day_number(const std::optional<Day>& day);

/// Offices that exclude each other in one week, though none agrees: first of `a`, then of `b`.
[[nodiscard]] std::optional<std::pair<Number, Number>> excluded_offices(const LinkTexts& texts,
                                                                        const Cluster& a,
                                                                        const Cluster& b);
[[nodiscard]] bool share_an_article(const Cluster& a, const Cluster& b);

/// What both say together.
void unite(Cluster& into, const Cluster& from);

/// One cluster for each anchor, then for each name one or, where offices, pronouns, kinds or one
/// article tell its bearers apart, several. Appearances that could belong to more than one of
/// these make one of their own. Unnamed ones are left out. By first appearance.
[[nodiscard]] std::vector<Cluster> clusters_of_names(LinkTexts& texts,
                                                     std::span<const Actor> known);

}  // namespace faultline::actors::detail
