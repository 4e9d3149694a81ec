#include "map/audit_recall.h"

#include <algorithm>
#include <functional>
#include <map>

#include "inference/correction.h"

namespace faultline::map {
namespace {

using inference::Counts;
using Kind = std::function<bool(const RiftReading&)>;

bool is_criticism(const RiftReading& reading) { return reading.sign < 0 && reading.from_member; }

/// A way to part what there is: the point of each relation and passage.
struct Points {
  std::string by;
  std::vector<std::string> names;
  std::vector<std::uint32_t> of_unit, of_passage;
};

template <class NameOfUnit, class NameOfPassage>
Points points_by(std::string by, const AuditedBloc& bloc, NameOfUnit name_of_unit,
                 NameOfPassage name_of_passage) {
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& unit : bloc.units) numbers.emplace(name_of_unit(unit), 0);
  for (const auto& passage : bloc.passages) numbers.emplace(name_of_passage(passage), 0);
  Points points{std::move(by), {}, {}, {}};
  for (auto& [name, number] : numbers) {
    number = static_cast<std::uint32_t>(points.names.size());
    points.names.push_back(name);
  }
  for (const auto& unit : bloc.units) points.of_unit.push_back(numbers.at(name_of_unit(unit)));
  for (const auto& passage : bloc.passages)
    points.of_passage.push_back(numbers.at(name_of_passage(passage)));
  return points;
}

/// What the machine read as such, of what there is.
inference::LabelledUnit unit_of(const AuditedUnit& from, bool is_checked, const Kind& kind) {
  inference::LabelledUnit unit;
  const double read = kind(from.machine) ? 1 : 0;
  unit.story = from.story;
  unit.stratum = from.stratum;
  unit.machine = {read, read};
  unit.inclusion = is_checked ? from.inclusion : 1;
  if (!is_checked) unit.checked = unit.machine;
  if (is_checked && from.checked) {
    const double is_so = kind(*from.checked) ? 1 : 0;
    unit.checked = Counts{std::min(read, is_so), is_so};
  }
  return unit;
}

/// Figures of each point.
struct Figures {
  std::vector<inference::CorrectedRate> recall;
  std::vector<inference::CorrectedTotal> there;
  std::vector<double> found;
  std::vector<std::size_t> passages, read, missed;
};

Result<Figures> figures_of(const AuditedBloc& bloc, const Points& points, const Kind& kind,
                           double level) {
  Figures figures;
  const std::size_t count = points.names.size();
  figures.found.resize(count);
  for (auto* list : {&figures.passages, &figures.read, &figures.missed}) list->resize(count);
  const bool is_checked = bloc.checked > 0;
  std::vector<inference::LabelledUnit> shares;
  for (std::size_t i = 0; i < bloc.units.size(); ++i) {
    auto unit = unit_of(bloc.units[i], is_checked, kind);
    unit.point = points.of_unit[i];
    figures.found[unit.point] += unit.machine.n;
    shares.push_back(unit);
  }
  for (std::size_t i = 0; i < bloc.passages.size(); ++i) {
    const AuditedPassage& passage = bloc.passages[i];
    const auto missed =
        static_cast<std::size_t>(std::count_if(passage.missed.begin(), passage.missed.end(), kind));
    auto unit = passage_unit(bloc, passage, {0, static_cast<double>(missed)});
    unit.point = points.of_passage[i];
    ++figures.passages[unit.point];
    if (passage.is_read) ++figures.read[unit.point];
    if (passage.is_read) figures.missed[unit.point] += missed;
    shares.push_back(unit);
  }
  auto recall = inference::corrected_rates(
      shares, count, {.population = inference::Population::TheseUnits, .level = level});
  if (!recall) return tl::unexpected(recall.error());
  figures.recall = std::move(*recall);
  for (auto& unit : shares) {
    unit.machine = {unit.machine.n, 0};
    if (unit.checked) unit.checked = Counts{unit.checked->n, 0};
  }
  auto there = inference::corrected_totals(shares, count, {.level = level});
  if (!there) return tl::unexpected(there.error());
  figures.there = std::move(*there);
  return figures;
}

}  // namespace

Result<AuditRecall> recall_of(const AuditedBloc& bloc, timeline::Bin period, double level) {
  AuditRecall recall;
  recall.is_checked = bloc.checked > 0;
  const auto add = [&](const Points& points, const Kind& kind, const std::string& name) {
    auto figures = figures_of(bloc, points, kind, level);
    if (!figures) return Result<void>(tl::unexpected(figures.error()));
    for (std::size_t i = 0; i < points.names.size(); ++i)
      recall.parts.push_back({points.by, name.empty() ? points.names[i] : name,
                              figures->passages[i], figures->read[i], figures->missed[i],
                              figures->found[i], figures->there[i].corrected.value,
                              figures->recall[i].corrected});
    return Result<void>();
  };
  const auto together = [](const auto&) { return std::string("criticism"); };
  const Points all = points_by("all", bloc, together, together);
  Points by_bloc = all;
  by_bloc.by = "bloc";
  const auto outlet_name = [&](const auto& thing) { return bloc.outlets[thing.outlet]; };
  const auto period_name = [&](const auto& thing) {
    return timeline::bin_name(period, timeline::bin_begin(period, thing.day));
  };
  const auto is_inside = [](const RiftReading& r) { return is_criticism(r) && r.to_member; };
  const auto is_outward = [](const RiftReading& r) { return is_criticism(r) && !r.to_member; };
  const auto is_support = [](const RiftReading& r) {
    return r.sign > 0 && r.from_member && r.to_member;
  };
  auto done = add(all, is_criticism, "");
  if (done) done = add(by_bloc, is_inside, "criticism inside");
  if (done) done = add(by_bloc, is_outward, "criticism outward");
  if (done) done = add(by_bloc, is_support, "support inside");
  if (done) done = add(points_by("outlet", bloc, outlet_name, outlet_name), is_criticism, "");
  if (done) done = add(points_by("period", bloc, period_name, period_name), is_criticism, "");
  if (!done) return tl::unexpected(done.error());
  return recall;
}

}  // namespace faultline::map
