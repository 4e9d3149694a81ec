#include "exchange/statement_scores.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "exchange/detail/marked_text.h"

namespace faultline::exchange {
namespace {

using detail::jaccard;
using detail::MarkedText;
using detail::shared_words;
using detail::Words;

constexpr double kLeastOverlap = 0.5;

/// The words of each statement, by role.
using WordsByRole = std::array<Words, 3>;

const std::vector<CodePointSpan>& marked(const MarkedStatement& statement, Role role) {
  if (role == Role::Source) return statement.source;
  return role == Role::Cue ? statement.cue : statement.content;
}

/// One side of an article while it is compared.
struct Side {
  std::vector<Compared> statements;
  std::vector<WordsByRole> words;
  std::array<std::set<std::vector<CodePointSpan>>, 3> fragments;
};

Side side_of(const MarkedText& text, std::span<const MarkedStatement> marks, bool is_gold) {
  Side side;
  for (const auto& mark : marks) {
    Compared compared;
    WordsByRole words;
    for (std::size_t role = 0; role < kRoles.size(); ++role) {
      const auto& spans = marked(mark, kRoles[role]);
      compared.spans[role] = text.canonical(spans);
      words[role] = text.words(compared.spans[role]);
      for (const auto& span : spans)
        if (auto one = text.canonical({&span, 1}); !one.empty())
          side.fragments[role].insert(std::move(one));
    }
    compared.type = is_gold && mark.type ? mark.type : text.type(compared.of(Role::Content));
    side.statements.push_back(std::move(compared));
    side.words.push_back(std::move(words));
  }
  return side;
}

const Words& content(const Side& side, std::size_t index) { return side.words[index][2]; }

/// Pairs statements with equal keys one-to-one, those with the best overlap of contents first, and
/// calls `found` with each pair. An empty key is none.
template <class Key>
void match_equal(const Side& gold, const Side& predicted, const Key& key,
                 const std::function<void(std::size_t, std::size_t)>& found) {
  using KeyValue = decltype(key(gold.statements[0]));
  std::map<KeyValue, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> sides;
  for (std::size_t i = 0; i < gold.statements.size(); ++i)
    sides[key(gold.statements[i])].first.push_back(i);
  for (std::size_t j = 0; j < predicted.statements.size(); ++j)
    sides[key(predicted.statements[j])].second.push_back(j);
  for (const auto& [value, both] : sides) {
    if (value == KeyValue{}) continue;
    std::vector<std::tuple<double, bool, std::size_t, std::size_t>> pairs;
    for (const std::size_t i : both.first)
      for (const std::size_t j : both.second)
        pairs.emplace_back(-jaccard(content(gold, i), content(predicted, j)),
                           gold.statements[i].type != predicted.statements[j].type, i, j);
    std::sort(pairs.begin(), pairs.end());
    std::set<std::size_t> taken_gold;
    std::set<std::size_t> taken_predicted;
    for (const auto& [overlap, differs, i, j] : pairs) {
      if (taken_gold.contains(i) || taken_predicted.contains(j)) continue;
      taken_gold.insert(i);
      taken_predicted.insert(j);
      found(i, j);
    }
  }
}

void match_exact(Side& gold, Side& predicted) {
  for (std::size_t role = 0; role < kRoles.size(); ++role)
    match_equal(
        gold, predicted, [role](const Compared& statement) { return statement.spans[role]; },
        [&](std::size_t i, std::size_t j) {
          gold.statements[i].is_exact[role] = predicted.statements[j].is_exact[role] = true;
        });
  // A statement whose roles are all empty is one all the same, so the key is never the empty one.
  match_equal(
      gold, predicted, [](const Compared& statement) { return std::pair(true, statement.spans); },
      [&](std::size_t i, std::size_t j) {
        gold.statements[i].is_strict = predicted.statements[j].is_strict = true;
      });
}

void count_words(Side& side, const Side& other) {
  for (std::size_t role = 0; role < kRoles.size(); ++role) {
    std::set<detail::Word> covered;
    for (const auto& words : other.words) covered.insert(words[role].begin(), words[role].end());
    std::set<detail::Word> seen;
    for (std::size_t i = 0; i < side.statements.size(); ++i)
      for (const auto& word : side.words[i][role]) {
        if (!seen.insert(word).second) continue;
        ++side.statements[i].words[role];
        side.statements[i].found_words[role] += covered.contains(word) ? 1 : 0;
      }
  }
}

void pair_by_content(Side& gold, Side& predicted) {
  struct Pair {
    double overlap;
    std::size_t source, cue, gold, predicted;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < gold.statements.size(); ++i)
    for (std::size_t j = 0; j < predicted.statements.size(); ++j) {
      const double overlap = jaccard(content(gold, i), content(predicted, j));
      if (overlap < kLeastOverlap) continue;
      std::size_t source = shared_words(gold.words[i][0], predicted.words[j][0]);
      if (gold.words[i][0].empty() && predicted.words[j][0].empty()) source = 1;
      pairs.push_back(
          {overlap, source, shared_words(gold.words[i][1], predicted.words[j][1]), i, j});
    }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tuple(b.overlap, b.source, b.cue, a.gold, a.predicted) <
           std::tuple(a.overlap, a.source, a.cue, b.gold, b.predicted);
  });
  for (const auto& pair : pairs) {
    auto& one = gold.statements[pair.gold];
    auto& two = predicted.statements[pair.predicted];
    if (one.partner || two.partner) continue;
    one.partner = pair.predicted;
    two.partner = pair.gold;
    one.is_relation = two.is_relation = pair.source > 0;
    one.is_exact_source = two.is_exact_source = one.of(Role::Source) == two.of(Role::Source);
  }
}

double per_cent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// What one statement adds to a quantity.
struct Units {
  std::size_t all;
  std::size_t found;
};

Units units(const Compared& statement, Quantity quantity) {
  const auto index = static_cast<std::size_t>(quantity);
  const std::size_t role = index % kRoles.size();
  const auto one_if = [](bool holds) { return Units{1, holds ? 1U : 0U}; };
  switch (quantity) {
    case Quantity::ExactSource:
    case Quantity::ExactCue:
    case Quantity::ExactContent:
      return statement.spans[role].empty() ? Units{0, 0} : one_if(statement.is_exact[role]);
    case Quantity::TokensSource:
    case Quantity::TokensCue:
    case Quantity::TokensContent:
      return {statement.words[role], statement.found_words[role]};
    case Quantity::ContentMatch:
      return one_if(statement.partner.has_value());
    case Quantity::Relation:
      return one_if(statement.is_relation);
    case Quantity::RelationSource:
      return one_if(statement.is_exact_source);
    case Quantity::Strict:
      return one_if(statement.is_strict);
    case Quantity::SpansSource:
    case Quantity::SpansCue:
    case Quantity::SpansContent:
      break;  // counted by article
  }
  return {0, 0};
}

void add_units(Found& found, Units units, bool is_gold) {
  (is_gold ? found.gold : found.predicted) += units.all;
  (is_gold ? found.found_gold : found.found_predicted) += units.found;
}

}  // namespace

std::string_view to_string(Role role) {
  if (role == Role::Source) return "source";
  return role == Role::Cue ? "cue" : "content";
}

std::string_view to_string(Quantity quantity) {
  constexpr std::array<std::string_view, kQuantities> names{
      "exact/source",       "exact/cue",
      "exact/content",      "spans/source",
      "spans/cue",          "spans/content",
      "tokens/source",      "tokens/cue",
      "tokens/content",     "relations/content_match",
      "relations/relation", "relations/relation_src",
      "relations/strict"};
  return names[static_cast<std::size_t>(quantity)];
}

double Found::precision() const {
  if (gold == 0 && predicted == 0) return 100;
  return 100 * per_cent(found_predicted, predicted);
}

double Found::recall() const {
  if (gold == 0 && predicted == 0) return 100;
  return 100 * per_cent(found_gold, gold);
}

double Found::f1() const {
  if (gold == 0 && predicted == 0) return 100;
  const double p = per_cent(found_predicted, predicted);
  const double r = per_cent(found_gold, gold);
  return p + r > 0 ? 100 * (2 * p * r / (p + r)) : 0.0;
}

Found& Found::operator+=(const Found& other) {
  gold += other.gold;
  predicted += other.predicted;
  found_gold += other.found_gold;
  found_predicted += other.found_predicted;
  return *this;
}

Comparison compare(std::string_view text, std::span<const MarkedStatement> gold,
                   std::span<const MarkedStatement> predicted) {
  const MarkedText marked_text(text);
  Side one = side_of(marked_text, gold, /*is_gold=*/true);
  Side two = side_of(marked_text, predicted, /*is_gold=*/false);
  match_exact(one, two);
  count_words(one, two);
  count_words(two, one);
  pair_by_content(one, two);
  Comparison comparison;
  for (std::size_t role = 0; role < kRoles.size(); ++role) {
    const auto shared = static_cast<std::size_t>(
        std::count_if(one.fragments[role].begin(), one.fragments[role].end(),
                      [&](const auto& span) { return two.fragments[role].contains(span); }));
    comparison.fragments[role] = {one.fragments[role].size(), two.fragments[role].size(), shared,
                                  shared};
  }
  comparison.gold = std::move(one.statements);
  comparison.predicted = std::move(two.statements);
  return comparison;
}

void StatementScores::add(const Comparison& comparison) {
  ++articles_;
  for (const bool is_gold : {true, false})
    for (const auto& statement : is_gold ? comparison.gold : comparison.predicted)
      for (std::size_t i = 0; i < kQuantities; ++i) {
        const auto found = units(statement, static_cast<Quantity>(i));
        add_units(found_[0][i], found, is_gold);
        if (statement.type)
          add_units(found_[1 + static_cast<std::size_t>(*statement.type)][i], found, is_gold);
      }
  constexpr auto first = static_cast<std::size_t>(Quantity::SpansSource);
  for (std::size_t role = 0; role < kRoles.size(); ++role)
    found_[0][first + role] += comparison.fragments[role];
}

const Found& StatementScores::found(Quantity quantity,
                                    std::optional<statements::StatementType> type) const {
  const std::size_t column = type ? 1 + static_cast<std::size_t>(*type) : 0;
  return found_[column][static_cast<std::size_t>(quantity)];
}

GroupedScores::GroupedScores(std::span<const std::string_view> names) {
  for (const auto name : names) groups_.push_back({std::string(name), {}, {}, {}});
}

GroupScores& GroupedScores::group(std::string_view name) {
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [&](const GroupScores& group) { return group.name == name; });
  if (found != groups_.end()) return *found;
  return groups_.emplace_back(GroupScores{std::string(name), {}, {}, {}});
}

void GroupedScores::add(const Comparison& comparison, std::span<const std::string> gold,
                        std::span<const std::string> predicted) {
  for (const bool is_gold : {true, false}) {
    const auto& statements = is_gold ? comparison.gold : comparison.predicted;
    const auto names = is_gold ? gold : predicted;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      GroupScores& scores = group(names[i]);
      add_units(scores.content_match, units(statements[i], Quantity::ContentMatch), is_gold);
      add_units(scores.relation, units(statements[i], Quantity::Relation), is_gold);
      add_units(scores.strict, units(statements[i], Quantity::Strict), is_gold);
    }
  }
}

std::vector<GroupScores> GroupedScores::groups() const {
  std::vector<GroupScores> result;
  for (const auto& group : groups_)
    if (group.relation.gold + group.relation.predicted > 0) result.push_back(group);
  return result;
}

}  // namespace faultline::exchange
