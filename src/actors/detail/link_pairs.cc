#include "actors/detail/link_pairs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

namespace faultline::actors::detail {
namespace {

/// Of an actor with many names the commonest tell enough.
constexpr std::size_t most_names = 8;
constexpr std::size_t most_offices = 16;
/// In a block of more, each is compared with as many that follow it in the order of the sound.
constexpr std::size_t window = 200;

std::vector<Number> common_names(const Cluster& cluster) {
  Counts counts = cluster.names;
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (counts.size() > most_names) counts.resize(most_names);
  std::vector<Number> names;
  for (const auto& [name, times] : counts) names.push_back(name);
  return names;
}

/// Clusters by keys, and the pairs that share one.
class Blocks {
 public:
  void add(std::string key, Number cluster, std::string order) {
    auto& block = blocks_[std::move(key)];
    if (block.empty() || block.back().cluster != cluster)
      block.push_back({std::move(order), cluster});
  }
  /// A bare name meets all that have its surname, a full one the bare ones only.
  void add_bare(std::string key, Number cluster) { bare_[std::move(key)].push_back(cluster); }
  void add_full(std::string key, Number cluster) { full_[std::move(key)].push_back(cluster); }

  [[nodiscard]] std::vector<std::pair<Number, Number>> pairs() && {
    std::vector<std::pair<Number, Number>> found;
    const auto meet = [&](Number a, Number b) {
      if (a != b) found.emplace_back(std::min(a, b), std::max(a, b));
    };
    for (auto& [key, block] : blocks_) {
      std::sort(block.begin(), block.end());
      for (std::size_t i = 0; i < block.size(); ++i)
        for (std::size_t j = i + 1; j < std::min(block.size(), i + 1 + window); ++j)
          meet(block[i].cluster, block[j].cluster);
    }
    for (const auto& [key, bare] : bare_) {
      const auto full = full_.find(key);
      for (const Number one : bare) {
        for (const Number other : bare) meet(one, other);
        if (full != full_.end())
          for (const Number other : full->second) meet(one, other);
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  struct Entry {
    std::string order;
    Number cluster;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  std::unordered_map<std::string, std::vector<Entry>> blocks_;
  std::unordered_map<std::string, std::vector<Number>> bare_, full_;
};

std::string sound_of_name(const NameForm& form) {
  std::string order;
  for (const auto& word : form.words) order += word.skeleton + ' ';
  return order;
}

void add_person(Blocks& blocks, const NameForm& form, Number cluster) {
  const std::string& surname = form.surname().skeleton;
  if (form.is_bare()) return blocks.add_bare(surname, cluster);
  blocks.add_full(surname, cluster);
  blocks.add_full(form.words.front().skeleton, cluster);
  // "Mohammed bin Salman" and "Mohammed bin Salman Al Saud" end in two words.
  if (form.words.size() > 2) blocks.add_full(form.words[form.words.size() - 2].skeleton, cluster);
  for (std::size_t last = std::max<std::size_t>(1, form.words.size() - 2); last < form.words.size();
       ++last)
    for (std::size_t given = 0; given < last; ++given)
      blocks.add(form.words[last].skeleton + '|' + form.words[given].skeleton.substr(0, 1), cluster,
                 sound_of_name(form));
}

void add_body(Blocks& blocks, const NameForm& form, Number cluster) {
  std::string letters;
  for (const auto& word : form.words) letters += word.folded.substr(0, 1);
  if (form.is_bare()) blocks.add("=" + form.words[0].folded, cluster, {});
  if (form.words.size() > 2) blocks.add("=" + letters, cluster, {});
  for (std::size_t i = 0; i < form.words.size(); ++i)
    for (std::size_t j = 0; j < form.words.size(); ++j)
      if (form.words[i].skeleton < form.words[j].skeleton)
        blocks.add(form.words[i].skeleton + '&' + form.words[j].skeleton, cluster,
                   sound_of_name(form));
  if (form.is_bare()) blocks.add("1" + form.words[0].skeleton, cluster, form.key);
}

std::string either(std::string_view one, std::string_view other) {
  return one == other ? std::string(one) : fmt::format("{}, {}", one, other);
}

}  // namespace

std::vector<std::pair<Number, Number>> candidate_pairs(const LinkTexts& texts,
                                                       std::span<const Cluster> clusters) {
  Blocks blocks;
  for (Number index = 0; index < clusters.size(); ++index)
    for (const Number name : common_names(clusters[index])) {
      const NameForm& form = texts.name(name);
      if (form.words.empty()) continue;
      // Two bearers of one name whom something told apart.
      blocks.add("k" + form.key, index, {});
      form.is_person ? add_person(blocks, form, index) : add_body(blocks, form, index);
    }
  return std::move(blocks).pairs();
}

Bearers::Bearers(const LinkTexts& texts, std::span<const Cluster> clusters) {
  for (const auto& cluster : clusters)
    for (const auto& [name, times] : cluster.names) {
      const NameForm& form = texts.name(name);
      if (!form.is_person || form.words.size() < 2) continue;
      surnames_[form.surname().skeleton].insert(form.words.front().skeleton);
      givens_[form.words.front().skeleton].insert(form.surname().skeleton);
    }
}

int Bearers::of_surname(const NameWord& surname) const {
  const auto found = surnames_.find(surname.skeleton);
  return found == surnames_.end() ? 1 : static_cast<int>(found->second.size());
}

int Bearers::of_given(const NameWord& given) const {
  const auto found = givens_.find(given.skeleton);
  return found == givens_.end() ? 1 : static_cast<int>(found->second.size());
}

/// Evidence as it comes in; sentences are made only where somebody will read them.
class Scorer::Sum {
 public:
  explicit Sum(std::vector<Reason>* reasons) : reasons_(reasons) {}
  template <class Sentence>
  void add(double weight, Sentence sentence) {
    total_ += weight;
    if (reasons_ != nullptr) reasons_->push_back({sentence(), weight});
  }
  [[nodiscard]] double total() const { return total_; }

 private:
  double total_ = -4;  // one candidate pair in fifty is the same, before anything is known
  std::vector<Reason>* reasons_;
};

namespace {

struct BestNames {
  NameComparison comparison;
  Number one = 0, other = 0;
};

double weight_of(const NameComparison& names, const NameForm& a, const NameForm& b,
                 const Bearers& bearers) {
  const double unlike = 1 - names.likeness;
  const bool are_bare = a.is_bare() && b.is_bare();
  const NameForm& few = a.words.size() <= b.words.size() ? a : b;
  const double of_surname = std::log(bearers.of_surname(few.surname()));
  if (!a.is_person) {
    switch (names.match) {
      case NameMatch::Equal:
        return 8.5;
      case NameMatch::Sound:
        return 7 - 12 * unlike;
      case NameMatch::Partial:
        return 5;
      case NameMatch::Bare:
        return 3;
      default:
        return 0;
    }
  }
  switch (names.match) {
    case NameMatch::Equal:
      return are_bare ? 7.2 - 1.5 * of_surname : 8.5;
    case NameMatch::Sound:
      return are_bare ? 6.6 - 12 * unlike - 1.5 * of_surname : 7.6 - 12 * unlike;
    case NameMatch::Partial:
      return 5.6 - 8 * unlike - of_surname;
    case NameMatch::Bare:
      return 5.2 - 8 * unlike - of_surname;
    case NameMatch::Given:
      return 3.2 - std::log(bearers.of_given(few.surname()));
    case NameMatch::Near:
      return 2.2 + 8 * (names.likeness - near_sound);
    case NameMatch::Conflict:
      return -8;
    case NameMatch::None:
      return -8;
  }
  return 0;
}

/// "Minister" alone is held by many.
double weight_of(const OfficeForm& a, const OfficeForm& b) {
  if (!agree(a, b)) return 0;
  const double weight = std::min(a.words.size(), b.words.size()) >= 2 ? 2.5 : 1.2;
  return a.is_former == b.is_former ? weight : weight - 0.5;
}

std::string sentence_of(const NameComparison& names, const NameForm& a, const NameForm& b,
                        const Bearers& bearers) {
  const NameForm& few = a.words.size() <= b.words.size() ? a : b;
  const int count = bearers.of_surname(few.surname());
  const std::string others =
      count > 1 ? fmt::format("; {} people of that surname are spoken of", count) : std::string();
  switch (names.match) {
    case NameMatch::Equal:
      return a.is_bare() ? fmt::format("the same name: {}{}", a.text, others)
                         : fmt::format("the same name: {}", either(a.text, b.text));
    case NameMatch::Sound:
      return fmt::format("names that sound alike ({:.2f}): {}, {}", names.likeness, a.text, b.text);
    case NameMatch::Partial:
      return fmt::format("one name is a shorter form of the other: {}, {}{}", a.text, b.text,
                         a.is_person ? others : std::string());
    case NameMatch::Bare:
      return a.is_person ? fmt::format("the surname of the other: {}, {}{}", a.text, b.text, others)
                         : fmt::format("words of the other's name: {}, {}", a.text, b.text);
    case NameMatch::Given:
      return fmt::format("the first name of the other: {}, {}", a.text, b.text);
    case NameMatch::Near:
      return fmt::format("names that are not quite alike ({:.2f}): {}, {}", names.likeness, a.text,
                         b.text);
    case NameMatch::Conflict:
      return fmt::format("one surname and two given names: {}, {}", a.text, b.text);
    case NameMatch::None:
      return fmt::format("different names: {}, {}", a.text, b.text);
  }
  return {};
}

BestNames best_names(const LinkTexts& texts, const Cluster& a, const Cluster& b) {
  BestNames best;
  const auto names_of_a = common_names(a);
  const auto names_of_b = common_names(b);
  if (!names_of_a.empty() && !names_of_b.empty()) {
    best.one = names_of_a.front();
    best.other = names_of_b.front();
  }
  for (const Number one : names_of_a)
    for (const Number other : names_of_b) {
      const NameForm& left = texts.name(one);
      const NameForm& right = texts.name(other);
      NameComparison compared;
      if (left.key == right.key)
        compared = {NameMatch::Equal, 1};
      else if (left.is_person == right.is_person)
        compared = left.is_person ? compare_people(left, right) : compare_bodies(left, right);
      const auto rank = [](const NameComparison& c) {
        // A conflict of given names tells more than no likeness, and less than any other.
        return std::pair(static_cast<int>(c.match), c.likeness);
      };
      if (rank(compared) > rank(best.comparison)) best = {compared, one, other};
    }
  return best;
}

}  // namespace

bool Scorer::have_names_of_two(const Cluster& a, const Cluster& b, bool near_ones) const {
  for (const auto& [one, times] : a.names)
    for (const auto& [other, more] : b.names) {
      const NameForm& left = texts_.name(one);
      const NameForm& right = texts_.name(other);
      if (!left.is_person || !right.is_person || left.is_bare() || right.is_bare()) continue;
      const auto match = compare_people(left, right).match;
      if (match == NameMatch::Conflict || (near_ones && match == NameMatch::Near)) return true;
    }
  return false;
}

NameMatch Scorer::add_names(const Cluster& a, const Cluster& b, Sum& sum) const {
  const BestNames best = best_names(texts_, a, b);
  const NameForm& left = texts_.name(best.one);
  const NameForm& right = texts_.name(best.other);
  sum.add(weight_of(best.comparison, left, right, bearers_),
          [&] { return sentence_of(best.comparison, left, right, bearers_); });
  if (best.comparison.match > NameMatch::Conflict && best.comparison.match < NameMatch::Sound &&
      have_names_of_two(a, b, /*near_ones=*/false))
    sum.add(-6, [] { return std::string("other full names of theirs have two given names"); });
  if (left.is_person != right.is_person || (a.kind() != b.kind() && left.key == right.key))
    sum.add(-5, [&] {
      return fmt::format("one is a {}, the other a {}", to_string(a.kind()), to_string(b.kind()));
    });
  if ((a.he > 0 && a.she == 0 && b.she > 0 && b.he == 0) ||
      (a.she > 0 && a.he == 0 && b.he > 0 && b.she == 0))
    sum.add(-4, [] { return std::string("one is \"he\", the other \"she\""); });
  return best.comparison.match;
}

void Scorer::add_offices(const Cluster& a, const Cluster& b, Sum& sum) const {
  if (a.known != nullptr && b.known == nullptr) return add_held_offices(a, b, sum);
  if (b.known != nullptr && a.known == nullptr) return add_held_offices(b, a, sum);
  if (const auto excluded = excluded_offices(texts_, a, b)) {
    sum.add(-5, [&] {
      return fmt::format("other offices in the same week: {}, {}",
                         texts_.office(excluded->first).text, texts_.office(excluded->second).text);
    });
    return;
  }
  double best = 0;
  std::pair<Number, Number> held;
  const auto few = [](const std::vector<Number>& all) {
    return std::span(all).first(std::min(all.size(), most_offices));
  };
  for (const Number one : few(a.all_offices))
    for (const Number other : few(b.all_offices)) {
      const double weight = weight_of(texts_.office(one), texts_.office(other));
      if (weight <= best) continue;
      best = weight;
      held = {one, other};
    }
  if (best > 0)
    sum.add(best, [&] {
      return fmt::format("the same office: {}",
                         either(texts_.office(held.first).text, texts_.office(held.second).text));
    });
}

void Scorer::add_held_offices(const Cluster& known, const Cluster& other, Sum& sum) const {
  double best = 0;
  std::string same, excluded;
  for (const auto& [number, offices] : other.offices) {
    const bool is_dated = number != no_day;
    const Day day{std::chrono::sys_days{std::chrono::days{is_dated ? number : 0}}};
    for (const Number said : offices) {
      bool is_agreed = false;
      for (const auto& [period, held] : known.held) {
        const bool is_then = is_dated && period.contains(day);
        double weight = weight_of(texts_.office(said), texts_.office(held));
        is_agreed = is_agreed || weight > 0;
        // What somebody was or will be at another time is half the evidence.
        if (!is_then) weight /= 2;
        if (weight > best) {
          best = weight;
          same = texts_.office(held).text;
          if (is_then) same += " on " + faultline::to_string(day);
        }
      }
      for (const auto& [period, held] : known.held)
        if (!is_agreed && excluded.empty() && is_dated && period.contains(day) &&
            exclude(texts_.office(said), texts_.office(held)))
          excluded = fmt::format("{}, {}, on {}", texts_.office(held).text,
                                 texts_.office(said).text, faultline::to_string(day));
    }
  }
  if (best > 0) sum.add(best, [&] { return "the same office: " + same; });
  if (best == 0 && !excluded.empty()) sum.add(-5, [&] { return "other offices: " + excluded; });
}

void Scorer::add_company(const Cluster& a, const Cluster& b, Sum& sum) const {
  const auto articles = static_cast<double>(texts_.articles());
  if (articles < 3) return;
  double shared = 0;
  std::string names;
  for (const auto& [key, times] : a.company) {
    const auto at = std::lower_bound(b.company.begin(), b.company.end(), key,
                                     [](const auto& count, Number n) { return count.first < n; });
    if (at == b.company.end() || at->first != key) continue;
    // Whom every article names is no evidence.
    shared += std::log(articles / texts_.articles_with(key)) / std::log(articles);
    if (names.size() < 60) names += fmt::format("{}{}", names.empty() ? "" : ", ", texts_.key(key));
  }
  const double weight = std::min(2.0, 0.7 * shared);
  if (weight >= 0.1) sum.add(weight, [&] { return "named together with the same: " + names; });
  if (names.empty() && a.company.size() >= 5 && b.company.size() >= 5)
    sum.add(-0.4, [] { return std::string("nobody is named together with both"); });
}

void Scorer::add_places(const Cluster& a, const Cluster& b, NameMatch names, Sum& sum) const {
  if (share_an_article(a, b))
    sum.add(-6, [] { return std::string("an article speaks of both as of two"); });
  // An outlet has one spelling for a person; that it differs between outlets is what to expect.
  const bool is_spelling = names == NameMatch::Sound || names == NameMatch::Near;
  if (!is_spelling || a.outlets.empty() || b.outlets.empty()) return;
  const auto shared = std::find_if(a.outlets.begin(), a.outlets.end(), [&](const auto& outlet) {
    return std::any_of(b.outlets.begin(), b.outlets.end(),
                       [&](const auto& other) { return other.first == outlet.first; });
  });
  if (shared == a.outlets.end())
    sum.add(0.5, [] { return std::string("each spelling is that of other outlets"); });
  else
    sum.add(-1, [&] {
      return fmt::format("one outlet writes both: {}", texts_.outlet(shared->first));
    });
}

double Scorer::log_odds(const Cluster& a, const Cluster& b, std::vector<Reason>* reasons) const {
  Sum sum(reasons);
  const NameMatch names = add_names(a, b, sum);
  if (sum.total() <= -8 && reasons == nullptr) return sum.total();
  add_offices(a, b, sum);
  add_company(a, b, sum);
  add_places(a, b, names, sum);
  if (reasons != nullptr)
    std::stable_sort(reasons->begin(), reasons->end(), [](const Reason& x, const Reason& y) {
      return std::abs(x.weight) > std::abs(y.weight);
    });
  return sum.total();
}

double probability_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

}  // namespace faultline::actors::detail
