#include "map/referee_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "map/detail/evidence.h"
#include "map/detail/referee_checks.h"
#include "map/detail/referee_items.h"
#include "map/detail/referee_tests.h"
#include "map/detail/rift_grid.h"
#include "map/detail/side_grids.h"

namespace faultline::map {
namespace {

/// Most of those who criticise, each left out once.
constexpr std::size_t most_salient = 10;

/// Numbers the rows behind each figure, relations by their place in BlocData::relations, stands by
/// that in BlocData::coded.
class Citing {
 public:
  explicit Citing(const RefereeReport& report)
      : evidence_(report.input.rows), most_(report.input.options.citations_per_figure) {
    for (const auto& row : report.data.relations) relations_.push_back(evidence_.add(row));
    for (const auto& row : report.data.coded) codings_.push_back(evidence_.add(row));
  }

  Cited relations(const std::vector<std::size_t>& places) { return cite(relations_, places); }
  Cited codings(const std::vector<std::size_t>& places) { return cite(codings_, places); }

  /// Statements hold their words already: no text is asked for.
  [[nodiscard]] Result<std::vector<Citation>> citations() const {
    return evidence_.citations([](study::ArticleId) { return Result<std::string>(""); });
  }

 private:
  Cited cite(const std::vector<int>& entries, const std::vector<std::size_t>& places) {
    std::vector<int> chosen;
    for (const std::size_t place : places) chosen.push_back(entries[place]);
    Cited cited;
    cited.rows = chosen.size();
    for (const int entry : evidence_.surest(std::move(chosen), most_)) {
      const int number = evidence_.number(entry);
      if (std::find(cited.numbers.begin(), cited.numbers.end(), number) == cited.numbers.end())
        cited.numbers.push_back(number);
    }
    return cited;
  }

  detail::Evidence evidence_;
  std::vector<int> relations_, codings_;  // entries of the evidence
  std::size_t most_;
};

Result<void> cite(RefereeReport& report) {
  Citing citing(report);
  for (const auto& pair : report.rift.pairs)
    report.cited_pairs.push_back(citing.relations(pair.evidence));
  for (const auto& member : report.factions.factions.members) {
    std::vector<std::size_t> places;
    for (const auto& tie : member.placed_by) places.push_back(tie.evidence);
    report.cited_members.push_back(citing.relations(places));
  }
  for (const auto& bin : report.rift.bins) {
    report.cited_inside.push_back(citing.relations(bin.point.evidence_in));
    report.cited_outward.push_back(citing.relations(bin.point.evidence_out));
  }
  for (const auto& stand : report.rift.cohesion.concepts) {
    report.cited_for.push_back(citing.codings(stand.evidence_for));
    report.cited_against.push_back(citing.codings(stand.evidence_against));
  }
  for (const auto& state : report.phases.states) {
    auto& cited = report.cited_typical.emplace_back();
    for (const auto& tie : state.typical) cited.push_back(citing.relations(tie.evidence));
  }
  auto citations = citing.citations();
  if (!citations) return tl::unexpected(citations.error());
  report.citations = std::move(*citations);
  return {};
}

Result<PhaseAnswer> phases_of(const BlocData& data, const RefereeOptions& options) {
  PhaseAsk ask;
  ask.bin = options.rift.bin;
  ask.minimum_n = options.rift.rule.minimum_n;
  ask.fewest = options.fewest_states;
  ask.most = options.most_states;
  ask.permutations = options.phase_permutations;
  ask.seed = options.rift.seed;
  ask.threads = options.rift.threads;
  return phase_answer(data, ask);
}

/// The grids and what is asked of the answer beside them.
Result<void> try_otherwise(RefereeReport& report) {
  const auto& options = report.input.options;
  auto query = options.query;
  query.min_confidence = detail::confidences_of(options).front();
  const auto widest = detail::bloc_data_of_rows(report.input.rows, query);
  if (!widest) return tl::unexpected(widest.error());
  if (auto filled = detail::fill_rift_grid(report.grid, *widest, options); !filled) return filled;
  const auto keep = [](auto result, auto& place) -> Result<void> {
    if (!result) return tl::unexpected(result.error());
    place = std::move(*result);
    return {};
  };
  return keep(detail::course_grid(report.data, report.rift, options), report.grid.course)
      .and_then([&] {
        return keep(detail::parting_grid(*widest, report.data, report.factions, options),
                    report.grid.parting);
      })
      .and_then([&] {
        return keep(detail::equal_numbers(report.data, report.rift, options.rift),
                    report.equal_numbers);
      })
      .and_then([&] { return keep(detail::moved_registers(report.input), report.moved); })
      .and_then(
          [&] { return keep(detail::salient_actors(report.data, most_salient), report.salient); });
}

std::string provenance_of(const RefereeCase& input) {
  const auto& options = input.options;
  return fmt::format(
      "{}; seed {}; {} permutations, {} bootstrap replicates; relations and codings with a "
      "confidence of at least {:.2f}; least n of a stretch {}",
      input.made_by, options.rift.seed, options.rift.permutations, options.rift.replicates,
      options.query.min_confidence, options.rift.rule.minimum_n);
}

}  // namespace

std::string_view word_for(Shown shown) {
  return shown == Shown::Yes ? "shown" : shown == Shown::Partly ? "partly" : "missing";
}

Result<RefereeReport> referee_report(RefereeCase input) {
  RefereeReport report;
  report.input = std::move(input);
  const auto& options = report.input.options;
  auto data = detail::bloc_data_of_rows(report.input.rows, options.query);
  if (!data) return tl::unexpected(data.error());
  report.data = std::move(*data);
  auto rift = rift_answer(report.data, options.rift);
  if (!rift) return tl::unexpected(rift.error());
  report.rift = std::move(*rift);
  report.factions = faction_answer(report.data, options.factions);
  auto phases = phases_of(report.data, options);
  if (!phases) return tl::unexpected(phases.error());
  report.phases = std::move(*phases);
  report.tests =
      detail::index_tests(report.data, report.rift, report.factions, report.phases, options.rift);
  if (auto tried = try_otherwise(report); !tried) return tl::unexpected(tried.error());
  report.fixed_mix = detail::fixed_mix(report.data, report.rift);
  detail::count_for_threats(report);
  if (auto cited = cite(report); !cited) return tl::unexpected(cited.error());
  report.provenance = provenance_of(report.input);
  report.items = detail::referee_items(report);
  report.threats = detail::threats_of(report);
  return report;
}

}  // namespace faultline::map
