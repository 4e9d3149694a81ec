#include "actors/detail/link_clusters.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace faultline::actors::detail {
namespace {

/// Days within which an office is taken to be held.
constexpr int same_time = 7;
/// Of an actor who appears everywhere, the company of some articles is enough.
constexpr std::size_t most_company = 48;
/// A reading of the kind that this many times as many contradict is a mistake of reading.
constexpr int outvoted = 5;

template <class Form, class Make>
Number number_in(Interned<Form>& interned, std::string key, Make make) {
  const auto [at, is_new] =
      interned.numbers.try_emplace(std::move(key), static_cast<Number>(interned.forms.size()));
  if (is_new) interned.forms.push_back(make());
  return at->second;
}

void insert_sorted(std::vector<Number>& numbers, Number number) {
  const auto at = std::lower_bound(numbers.begin(), numbers.end(), number);
  if (at == numbers.end() || *at != number) numbers.insert(at, number);
}

bool is_person(ActorKind kind) { return kind == ActorKind::Person; }

/// True if nearly all readings of a name agree on its kind; the others are then taken for mistakes.
bool is_voted(const LinkTexts& texts, std::span<const Number> group) {
  std::array<int, 4> votes{};
  for (const Number number : group)
    ++votes[static_cast<std::size_t>(texts.appearance(number).kind)];
  const int most = *std::max_element(votes.begin(), votes.end());
  return most >= outvoted * (static_cast<int>(group.size()) - most);
}

/// The clusters of one name while its appearances come in.
class NameGroup {
 public:
  NameGroup(LinkTexts& texts, std::vector<Cluster>& all, std::span<const Number> group)
      : texts_(texts), all_(all), is_voted_(is_voted(texts, group)) {}

  /// A settled actor who bears the name.
  void add_settled(Number cluster) { own_.push_back(cluster); }

  void take(Number appearance) {
    Cluster alone;
    texts_.add_to(alone, appearance);
    std::vector<Number> fitting, agreeing;
    for (const Number index : own_) {
      if (!fits(all_[index], alone)) continue;
      fitting.push_back(index);
      if (holds_the_same(all_[index], alone)) agreeing.push_back(index);
    }
    if (fitting.size() > 1 && agreeing.size() == 1) fitting = agreeing;
    if (fitting.size() == 1) return texts_.add_to(all_[fitting.front()], appearance);
    if (fitting.size() > 1 && unresolved_ && fits(all_[*unresolved_], alone))
      return texts_.add_to(all_[*unresolved_], appearance);
    const auto index = static_cast<Number>(all_.size());
    all_.push_back(std::move(alone));
    if (fitting.empty())
      own_.push_back(index);
    else
      unresolved_ = index;
  }

 private:
  [[nodiscard]] bool fits(const Cluster& cluster, const Cluster& alone) const {
    if (!is_voted_ && is_person(cluster.kind()) != is_person(alone.kind())) return false;
    if ((cluster.he > 0 && cluster.she == 0 && alone.she > 0) ||
        (cluster.she > 0 && cluster.he == 0 && alone.he > 0))
      return false;
    return !share_an_article(cluster, alone) && !excluded_offices(texts_, cluster, alone);
  }
  [[nodiscard]] bool holds_the_same(const Cluster& cluster, const Cluster& alone) const {
    for (const Number one : cluster.all_offices)
      for (const Number other : alone.all_offices)
        if (agree(texts_.office(one), texts_.office(other))) return true;
    return false;
  }

  LinkTexts& texts_;
  std::vector<Cluster>& all_;
  bool is_voted_;
  std::vector<Number> own_;
  std::optional<Number> unresolved_;  // those that fit several of `own_`
};

/// Those with a telling office come first, so that others find them: 0, 1 or 2.
int telling(LinkTexts& texts, Number appearance) {
  int rank = 2;
  for (const auto& title : texts.appearance(appearance).titles)
    rank = std::min(rank, texts.office(texts.office_of(title)).is_exclusive ? 0 : 1);
  return rank;
}

}  // namespace

void add(Counts& counts, Number number, int times) {
  const auto at = std::lower_bound(counts.begin(), counts.end(), number,
                                   [](const auto& count, Number n) { return count.first < n; });
  if (at != counts.end() && at->first == number)
    at->second += times;
  else
    counts.insert(at, {number, times});
}

ActorKind Cluster::kind() const {
  if (known != nullptr) return known->kind;
  const auto most = std::max_element(kinds.begin(), kinds.end());
  return static_cast<ActorKind>(most - kinds.begin());
}

int day_number(const std::optional<Day>& day) {
  if (!day) return no_day;
  return static_cast<int>(std::chrono::sys_days{*day}.time_since_epoch().count());
}

LinkTexts::LinkTexts(std::span<const Appearance> appearances)
    : appearances_(appearances), canonical_(appearances.size()) {
  std::iota(canonical_.begin(), canonical_.end(), Number{0});
  const auto place = [&](Number number) {
    const Appearance& a = appearances_[number];
    return std::tuple(!a.day.has_value(), day_number(a.day), std::string_view(a.outlet),
                      std::string_view(a.article), std::string_view(a.id));
  };
  std::sort(canonical_.begin(), canonical_.end(),
            [&](Number a, Number b) { return place(a) < place(b); });
  number_articles();
}

void LinkTexts::number_articles() {
  std::unordered_map<std::string_view, Number> numbers;
  article_of_.resize(appearances_.size());
  name_of_appearance_.resize(appearances_.size());
  for (const Number number : canonical_) {
    const Appearance& appearance = appearances_[number];
    const auto [at, is_new] =
        numbers.try_emplace(appearance.article, static_cast<Number>(by_article_.size()));
    if (is_new) by_article_.emplace_back();
    article_of_[number] = at->second;
    by_article_[at->second].push_back(number);
    name_of_appearance_[number] = name_of(appearance.name, appearance.kind);
  }
  articles_with_.resize(keys_.forms.size());
  for (const auto& cast : by_article_) {
    std::vector<Number> keys;
    for (const Number number : cast) insert_sorted(keys, key_of(name_of_appearance_[number]));
    for (const Number key : keys) ++articles_with_[key];
  }
}

Number LinkTexts::name_of(std::string_view name, ActorKind kind) {
  std::string text(1, is_person(kind) ? 'p' : kind == ActorKind::State ? 's' : 'b');
  text += name;
  const auto before = names_.forms.size();
  const Number number = number_in(names_, std::move(text), [&] { return name_form(name, kind); });
  if (names_.forms.size() > before) {
    std::string key = names_.forms[number].key;
    key_of_name_.push_back(number_in(keys_, key, [&] { return key; }));
  }
  return number;
}

Number LinkTexts::office_of(std::string_view title) {
  return number_in(offices_, std::string(title), [&] { return office_form(title); });
}

void LinkTexts::add_to(Cluster& cluster, Number number) {
  const Appearance& appearance = appearances_[number];
  const Number name = name_of_appearance_[number];
  cluster.members.push_back(number);
  add(cluster.names, name);
  for (const auto& alias : appearance.aliases) {
    const Number other = name_of(alias, appearance.kind);
    // A short form inside an article is no name by which others could be found.
    if (!is_person(appearance.kind) || !names_.forms[other].is_bare()) add(cluster.names, other, 0);
  }
  ++cluster.kinds[static_cast<std::size_t>(appearance.kind)];
  insert_sorted(cluster.articles, article_of_[number]);
  if (!appearance.outlet.empty())
    add(cluster.outlets, number_in(outlets_, appearance.outlet, [&] { return appearance.outlet; }));
  for (const auto& title : appearance.titles) {
    const Number office = office_of(title);
    insert_sorted(cluster.offices[day_number(appearance.day)], office);
    insert_sorted(cluster.all_offices, office);
  }
  if (appearance.pronoun == "he") ++cluster.he;
  if (appearance.pronoun == "she") ++cluster.she;
  if (cluster.company.size() >= most_company) return;
  for (const Number other : by_article_[article_of_[number]]) {
    if (other == number || appearances_[other].is_unnamed) continue;
    const Number form = name_of_appearance_[other];
    if (names_.forms[form].is_person && names_.forms[form].is_bare()) continue;
    add(cluster.company, key_of(form));
  }
}

void LinkTexts::add_known(Cluster& cluster, const Actor& known) {
  cluster.known = &known;
  cluster.anchor = known.id;
  add(cluster.names, name_of(known.name, known.kind), 0);
  for (const auto& alias : known.aliases) add(cluster.names, name_of(alias, known.kind), 0);
  for (const auto& role : known.roles)
    cluster.held.emplace_back(role.period, office_of(role.title));
}

std::optional<std::pair<Number, Number>> excluded_offices(const LinkTexts& texts, const Cluster& a,
                                                          const Cluster& b) {
  const Cluster& few = a.offices.size() <= b.offices.size() ? a : b;
  const Cluster& many = &few == &a ? b : a;
  std::optional<std::pair<Number, Number>> found;
  for (const auto& [day, offices] : few.offices) {
    if (day == no_day) continue;
    for (auto at = many.offices.lower_bound(day - same_time);
         at != many.offices.end() && at->first <= day + same_time; ++at)
      for (const Number one : offices)
        for (const Number other : at->second) {
          if (texts.office(one).is_exclusive && agree(texts.office(one), texts.office(other)))
            return std::nullopt;
          if (!found && exclude(texts.office(one), texts.office(other)))
            found = &few == &a ? std::pair(one, other) : std::pair(other, one);
        }
  }
  return found;
}

bool share_an_article(const Cluster& a, const Cluster& b) {
  const auto& few = a.articles.size() <= b.articles.size() ? a.articles : b.articles;
  const auto& many = a.articles.size() <= b.articles.size() ? b.articles : a.articles;
  return std::any_of(few.begin(), few.end(), [&](Number article) {
    return std::binary_search(many.begin(), many.end(), article);
  });
}

void unite(Cluster& into, const Cluster& from) {
  if (into.known == nullptr) into.known = from.known;
  if (into.anchor.empty()) into.anchor = from.anchor;
  if (into.held.empty()) into.held = from.held;
  into.members.insert(into.members.end(), from.members.begin(), from.members.end());
  for (const auto& [name, times] : from.names) add(into.names, name, times);
  for (const auto& [outlet, times] : from.outlets) add(into.outlets, outlet, times);
  for (const auto& [key, times] : from.company) add(into.company, key, times);
  std::vector<Number> articles;
  std::set_union(into.articles.begin(), into.articles.end(), from.articles.begin(),
                 from.articles.end(), std::back_inserter(articles));
  into.articles = std::move(articles);
  for (std::size_t i = 0; i < into.kinds.size(); ++i) into.kinds[i] += from.kinds[i];
  for (const auto& [day, offices] : from.offices)
    for (const Number office : offices) insert_sorted(into.offices[day], office);
  for (const Number office : from.all_offices) insert_sorted(into.all_offices, office);
  into.he += from.he;
  into.she += from.she;
}

namespace {

/// By anchor, with all its names.
void gather_settled(LinkTexts& texts, std::span<const Actor> known, std::vector<Cluster>& all) {
  std::unordered_map<std::string_view, const Actor*> registered;
  for (const auto& actor : known) registered.emplace(actor.id, &actor);
  std::unordered_map<std::string_view, Number> settled;
  for (const Number number : texts.canonical()) {
    const Appearance& appearance = texts.appearance(number);
    if (appearance.anchor.empty()) continue;
    const auto [at, is_new] =
        settled.try_emplace(appearance.anchor, static_cast<Number>(all.size()));
    if (is_new) {
      all.emplace_back();
      all.back().anchor = appearance.anchor;
      const auto actor = registered.find(appearance.anchor);
      if (actor != registered.end()) texts.add_known(all.back(), *actor->second);
    }
    texts.add_to(all[at->second], number);
  }
}

}  // namespace

std::vector<Cluster> clusters_of_names(LinkTexts& texts, std::span<const Actor> known) {
  std::vector<Cluster> all;
  gather_settled(texts, known, all);
  // By key; the settled first, then the free appearances in canonical order.
  std::unordered_map<Number, std::vector<Number>> settled, free;
  std::vector<Number> keys;
  for (Number index = 0; index < all.size(); ++index) {
    const bool has_full_name =
        std::any_of(all[index].names.begin(), all[index].names.end(),
                    [&](const auto& name) { return !texts.name(name.first).is_bare(); });
    for (const auto& [name, times] : all[index].names)
      // Whose full name is known is not found by the surname alone here.
      if (!texts.name(name).is_person || !has_full_name || !texts.name(name).is_bare()) {
        auto& bearers = settled[texts.key_of(name)];
        if (bearers.empty() || bearers.back() != index) bearers.push_back(index);
      }
  }
  for (const Number number : texts.canonical()) {
    const Appearance& appearance = texts.appearance(number);
    if (appearance.is_unnamed || !appearance.anchor.empty()) continue;
    const Number key = texts.key_of(texts.name_of(appearance.name, appearance.kind));
    auto& group = free[key];
    if (group.empty()) keys.push_back(key);
    group.push_back(number);
  }
  for (const Number key : keys) {
    const auto& group = free[key];
    NameGroup clusters(texts, all, group);
    if (const auto bearers = settled.find(key); bearers != settled.end())
      for (const Number index : bearers->second) clusters.add_settled(index);
    std::array<std::vector<Number>, 3> by_rank;
    for (const Number number : group)
      by_rank[static_cast<std::size_t>(telling(texts, number))].push_back(number);
    for (const auto& rank : by_rank)
      for (const Number number : rank) clusters.take(number);
  }
  return all;
}

}  // namespace faultline::actors::detail
