#include "map/detail/finding.h"

#include <fmt/format.h>

#include <algorithm>

#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"
#include "map/faction_answer.h"

namespace faultline::map::detail {
namespace {

bool is_in_the_series(const UsedRelation& relation, const BlocRows& used) {
  return datedness(relation.row->day, relation.row->said, used.watched) == Datedness::ToTheWeek;
}

/// Names of those who surely or likely stand on a side, the first few of many.
std::string names_of_side(const BlocMap& map, int side) {
  constexpr std::size_t shown = 5;
  std::vector<std::string> names;
  for (const Person& person : map.people)
    if (person.side == side && is_placed(person)) names.push_back(with_doubt(person));
  if (names.size() > shown + 1) {
    const std::size_t more = names.size() - shown;
    names.resize(shown);
    names.push_back(fmt::format("{} more", more));
  }
  return listed(names);
}

std::string sides_in_words(const BlocMap& map) {
  const bool is_split = std::any_of(map.people.begin(), map.people.end(),
                                    [](const Person& person) { return person.side < 0; });
  if (!is_split) return {};
  const std::string first = names_of_side(map, 1), second = names_of_side(map, -1);
  if (first.empty() || second.empty())
    return " Who stands on which side is not sure enough to say.";
  const auto& test = map.sides.test;
  std::string hedge;
  if (map.sides.stories == 1)
    hedge = ", by one story";
  else if (test.networks > 0 && leaves_a_choice(test) && !(test.p_value < significance))
    hedge = fmt::format(", no clearer than by chance ({})", p_value(test.p_value));
  return fmt::format(" Sides{}: {}; against them {}.", hedge, first, second);
}

/// That it hangs on no single outlet; if it does hang on one, the cautions say so.
std::string held_without_outlets(const RiftAnswer& rift) {
  const bool holds = rift.without.size() > 1 &&
                     std::all_of(rift.without.begin(), rift.without.end(),
                                 [&](const auto& one) { return holds_without(rift, one); });
  return holds ? fmt::format(" It holds without any one of the {} outlets.", rift.without.size())
               : std::string();
}

/// What there is to say where nothing is in the series, though the lists hold attacks inside.
std::string without_a_series(const BlocMap& map) {
  int inside = 0;
  for (const Attack& attack : map.inside) inside += attack.negative;
  if (map.statements == 0 && inside == 0) return "Nothing that members say or do was found.";
  if (inside == 0) return {};
  return fmt::format(
      "{} inside {} known, but none of a day that the articles follow: who attacks whom can be "
      "listed, not since when.",
      counted(inside, "attack"), inside == 1 ? "is" : "are");
}

std::string capitalised(std::string sentence) {
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

/// Whether what happened on `day` is what the finding rests on.
bool bears_on_finding(const RiftAnswer& rift, Day day) {
  if (!shows_a_turn(rift)) return true;
  const bool is_after = day >= rift.turn->first;
  return is_after == (rift.turn->after.value > rift.turn->before.value);
}

}  // namespace

std::vector<Week> weeks_of(const RiftAnswer& rift, const BlocRows& used, const Evidence& evidence,
                           std::size_t limit) {
  std::vector<Week> weeks;
  for (const RiftBin& bin : rift.bins) {
    Week week;
    week.monday = bin.point.first;
    week.counts = bin.point.counts;
    week.share = bin.share;
    weeks.push_back(std::move(week));
  }
  for (const UsedRelation& relation : used.relations) {
    if (!is_in_the_series(relation, used)) continue;
    const auto place = days_between(weeks.front().monday, *relation.row->day) / 7;
    Week& week = weeks.at(static_cast<std::size_t>(place));
    const int sign = relation.row->sign;
    if (sign < 0 && !relation.from_member)
      week.from_outside.push_back(relation.evidence);
    else if (sign < 0)
      (relation.to_member ? week.inside : week.outside).push_back(relation.evidence);
    else if (sign > 0 && relation.is_inside())
      week.support.push_back(relation.evidence);
  }
  for (Week& week : weeks)
    for (auto* figure : {&week.inside, &week.outside, &week.support, &week.from_outside})
      *figure = evidence.surest(std::move(*figure), limit);
  return weeks;
}

Finding finding_of_map(const BlocMap& map, const RiftOptions& options, const BlocRows& used,
                       const Evidence& evidence, std::size_t limit) {
  const bool has_series = map.rift.counts.crit_in + map.rift.counts.crit_out > 0;
  Finding finding;
  if (!has_series) finding.text = without_a_series(map);
  if (finding.text.empty()) finding.text = capitalised(finding_of(map.rift, options));
  if (shows_a_turn(map.rift)) finding.text += held_without_outlets(map.rift);
  finding.text += corrected_finding(map.rift, options);
  finding.text += sides_in_words(map);
  for (const UsedRelation& relation : used.relations) {
    if (!relation.is_inside() || relation.row->sign >= 0) continue;
    if (has_series &&
        !(is_in_the_series(relation, used) && bears_on_finding(map.rift, *relation.row->day)))
      continue;
    finding.citations.push_back(relation.evidence);
  }
  finding.because = static_cast<int>(finding.citations.size());
  finding.citations = evidence.surest(std::move(finding.citations), limit);
  return finding;
}

}  // namespace faultline::map::detail
