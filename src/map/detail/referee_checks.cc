#include "map/detail/referee_checks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "inference/streams.h"
#include "map/detail/blocs.h"
#include "map/detail/rows.h"
#include "text/text.h"

namespace faultline::map::detail {
namespace {

bool is_criticism(const timeline::RiftTie& tie) {
  return tie.from_member && tie.sign < 0 && tie.from != tie.to;
}

/// Criticism by members of one stretch, by story.
struct Stretch {
  std::map<std::uint32_t, inference::ClusterCount> stories;
  std::map<std::uint32_t, std::uint64_t> critics;
  std::map<std::uint32_t, inference::ClusterCount> outlets;
  std::uint64_t criticisms = 0;
};

void add_to(inference::ClusterCount& count, const timeline::RiftTie& tie) {
  count.n += 1;
  count.hits += tie.to_member ? 1 : 0;
}

std::pair<Stretch, Stretch> stretches(const BlocData& data, Day change) {
  std::pair<Stretch, Stretch> both;
  for (const auto& tie : data.ties) {
    if (!is_criticism(tie)) continue;
    Stretch& stretch = tie.day < change ? both.first : both.second;
    add_to(stretch.stories[tie.cluster], tie);
    add_to(stretch.outlets[tie.outlet], tie);
    ++stretch.critics[tie.from];
    ++stretch.criticisms;
  }
  return both;
}

/// Shares of `stories` stories of the stretch, drawn without replacement.
Result<inference::Replicates> drawn_shares(const Stretch& stretch, std::size_t stories,
                                           const RiftOptions& options, std::uint64_t use) {
  std::vector<inference::ClusterCount> counts;
  counts.reserve(stretch.stories.size());
  for (const auto& [story, count] : stretch.stories) counts.push_back(count);
  inference::Measure share;
  share.points = 1;
  share.evaluate = [&counts](std::span<const std::uint32_t> weights, std::span<double> values) {
    double hits = 0, n = 0;
    for (std::size_t story = 0; story < counts.size(); ++story) {
      hits += weights[story] * counts[story].hits;
      n += weights[story] * counts[story].n;
    }
    values[0] = n > 0 ? hits / n : inference::not_known;
  };
  inference::Design design;
  design.units = counts.size();
  inference::RarefactionOptions rarefaction;
  rarefaction.clusters = stories;
  rarefaction.draws = options.replicates;
  rarefaction.seed = inference::derived_seed(options.seed, use);
  rarefaction.threads = options.threads;
  return inference::rarefy(share, design, rarefaction);
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::vector<std::uint64_t> counts_of(const Stretch& stretch) {
  std::vector<std::uint64_t> counts;
  counts.reserve(stretch.critics.size());
  for (const auto& [critic, count] : stretch.critics) counts.push_back(count);
  return counts;
}

std::optional<PartialDate> moved(const std::optional<PartialDate>& date, int days) {
  if (!date) return std::nullopt;
  return PartialDate{add_days(date->first, days), date->precision};
}

/// All ends of memberships `days` later. A date known to the month is taken as its first day.
Result<actors::Register> moved_register(const actors::Register& known, int days) {
  std::vector<actors::Actor> moved_actors(known.actors().begin(), known.actors().end());
  for (auto& actor : moved_actors)
    for (auto& membership : actor.blocs) {
      membership.period.from = moved(membership.period.from, days);
      membership.period.to = moved(membership.period.to, days);
    }
  return actors::Register::from_actors(std::move(moved_actors));
}

/// Whether a day on which the actor's blocs change lies within 30 days of `day`.
bool is_near_change(const actors::Register& known, const std::string& id, Day day) {
  const actors::Actor* actor = known.find(id);
  if (actor == nullptr) return false;
  const auto is_near = [&](const std::optional<PartialDate>& date) {
    return date && std::abs(days_between(date->first, day)) <= 30;
  };
  return std::any_of(actor->blocs.begin(), actor->blocs.end(), [&](const auto& membership) {
    return is_near(membership.period.from) || is_near(membership.period.to);
  });
}

}  // namespace

Result<std::optional<EqualNumbers>> equal_numbers(const BlocData& data, const RiftAnswer& rift,
                                                  const RiftOptions& options) {
  std::optional<EqualNumbers> none;
  if (!rift.turn) return none;
  const auto [before, after] = stretches(data, rift.turn->first);
  EqualNumbers equal;
  equal.stories = std::min(before.stories.size(), after.stories.size());
  if (equal.stories < 2) return none;
  const auto first = drawn_shares(before, equal.stories, options, 1);
  if (!first) return tl::unexpected(first.error());
  const auto second = drawn_shares(after, equal.stories, options, 2);
  if (!second) return tl::unexpected(second.error());
  equal.before = mean_of(first->values);
  equal.after = mean_of(second->values);
  std::vector<double> differences;
  differences.reserve(first->values.size());
  for (std::size_t draw = 0; draw < first->values.size(); ++draw)
    differences.push_back(second->values[draw] - first->values[draw]);
  std::sort(differences.begin(), differences.end());
  equal.low = inference::quantile(differences, (1 - options.level) / 2);
  equal.high = inference::quantile(differences, (1 + options.level) / 2);
  equal.criticisms = std::min(before.criticisms, after.criticisms);
  equal.critics_before = inference::rarefied_richness(counts_of(before), equal.criticisms).mean;
  equal.critics_after = inference::rarefied_richness(counts_of(after), equal.criticisms).mean;
  return std::optional(equal);
}

std::optional<FixedMix> fixed_mix(const BlocData& data, const RiftAnswer& rift) {
  if (!rift.turn) return std::nullopt;
  const auto [before, after] = stretches(data, rift.turn->first);
  FixedMix mix;
  double weights = 0, first = 0, second = 0;
  for (const auto& [outlet, count] : before.outlets) {
    const auto later = after.outlets.find(outlet);
    if (later == after.outlets.end()) continue;
    const double weight = count.n + later->second.n;
    first += weight * count.hits / count.n;
    second += weight * later->second.hits / later->second.n;
    weights += weight;
    ++mix.outlets;
  }
  if (mix.outlets == 0) return std::nullopt;
  mix.before = first / weights;
  mix.after = second / weights;
  return mix;
}

Result<std::vector<MovedRegister>> moved_registers(const RefereeCase& input) {
  std::vector<MovedRegister> list;
  RiftOptions options = input.options.rift;
  options.events.clear();
  Rows rows = input.rows;
  for (const int days : {-30, 30}) {
    auto known = moved_register(input.rows.known, days);
    if (!known) return tl::unexpected(known.error());
    rows.known = std::move(*known);
    const auto data = bloc_data_of_rows(rows, input.options.query);
    if (!data) return tl::unexpected(data.error());
    auto answer = rift_answer(*data, options);
    if (!answer) return tl::unexpected(answer.error());
    list.push_back({days, answer->counts.crit_in + answer->counts.crit_out, answer->share.value,
                    answer->turn});
  }
  return list;
}

Result<std::vector<SalientActor>> salient_actors(const BlocData& data, std::size_t most) {
  // A unit is a criticism, its group the critic; cell 0 counts those inside, cell 1 all.
  std::vector<inference::SumEntry> entries;
  std::vector<std::uint32_t> critic_of_unit;
  std::vector<std::int64_t> counts(data.actors.size());
  for (const auto& tie : data.ties) {
    if (!is_criticism(tie)) continue;
    const auto unit = static_cast<std::uint32_t>(critic_of_unit.size());
    critic_of_unit.push_back(tie.from);
    ++counts[tie.from];
    entries.push_back({unit, 1, 1});
    if (tie.to_member) entries.push_back({unit, 0, 1});
  }
  std::vector<SalientActor> list;
  if (entries.empty()) return list;
  const auto table = inference::SumTable::create(critic_of_unit.size(), 2, std::move(entries));
  if (!table) return tl::unexpected(table.error());
  const auto without =
      inference::leave_one_out(*table, inference::statistic_of({{0, 1}}), critic_of_unit);
  for (const auto& one : without)
    if (counts[one.group] > 0)
      list.push_back({data.actor_names[one.group], counts[one.group], one.values.front()});
  std::stable_sort(list.begin(), list.end(), [](const auto& left, const auto& right) {
    return left.criticism > right.criticism;
  });
  if (list.size() > most) list.resize(most);
  return list;
}

double gini(std::vector<std::int64_t> counts) {
  std::sort(counts.begin(), counts.end());
  double weighted = 0, sum = 0;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    const auto count = static_cast<double>(counts[place]);
    weighted += static_cast<double>(place + 1) * count;
    sum += count;
  }
  const auto n = static_cast<double>(counts.size());
  return sum > 0 ? 2 * weighted / (n * sum) - (n + 1) / n : inference::not_known;
}

void count_for_threats(RefereeReport& report) {
  const BlocData& data = report.data;
  std::map<std::uint32_t, std::int64_t> speakers;
  for (const auto& statement : data.statements) ++speakers[statement.actor];
  std::vector<std::int64_t> counts;
  counts.reserve(speakers.size());
  for (const auto& [speaker, count] : speakers) counts.push_back(count);
  report.speaker_gini = gini(std::move(counts));

  std::map<std::string, std::int64_t> hashes;
  for (const auto& origin : report.input.origins) ++hashes[origin.text_sha256];
  for (const auto& [hash, count] : hashes)
    if (count > 1) report.copies += count;

  std::map<std::string, std::set<study::ArticleId>> words;
  const auto& known = report.input.rows.known;
  for (const auto& tie : data.ties) {
    const auto& row = data.relations[tie.evidence];
    if (is_criticism(tie)) words[text::fold_space(row.evidence_text)].insert(row.article);
    if (is_near_change(known, row.from, tie.day) || is_near_change(known, *row.to, tie.day))
      ++report.near_membership;
  }
  for (const auto& tie : data.ties)
    if (is_criticism(tie) &&
        words[text::fold_space(data.relations[tie.evidence].evidence_text)].size() > 1)
      ++report.repeated_evidence;

  std::map<std::string, std::int64_t> classes;
  for (const auto& row : report.input.rows.statements)
    if (row.speaker && is_member(known, *row.speaker, data.bloc, row.day))
      ++classes[row.cue_class ? std::string(to_string(*row.cue_class)) : "not known"];
  report.cue_classes.assign(classes.begin(), classes.end());
}

}  // namespace faultline::map::detail
