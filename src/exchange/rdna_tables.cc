#include "exchange/rdna_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

#include "exchange/detail/dna_text.h"
#include "networks/dna/labels.h"

namespace faultline::exchange {
namespace {

namespace dna = networks::dna;

void write_row(std::ostream& out, std::span<const std::string> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) out << (i > 0 ? "," : "") << cells[i];
  out << '\n';
}

void write_header(std::ostream& out, std::span<const std::string> names) {
  std::vector<std::string> cells;
  for (const std::string& name : names) cells.push_back(detail::csv_text(name));
  write_row(out, cells);
}

/// -infinity if there is none, as R has it.
double largest_modularity(const networks::Multiclust& clusters) {
  double result = -std::numeric_limits<double>::infinity();
  for (const auto& clustering : clusters.clusterings) {
    if (!std::isnan(clustering.modularity)) result = std::max(result, clustering.modularity);
  }
  return result;
}

void write_best(std::ostream& out, bool has_windows, std::span<const dna::ClusteredSlice> slices) {
  const std::vector<std::string> dates =
      has_windows ? std::vector<std::string>{"start.date", "middle.date", "stop.date"}
                  : std::vector<std::string>{"start", "stop"};
  std::vector<std::string> names = {"i"};
  names.insert(names.end(), dates.begin(), dates.end());
  names.insert(names.end(), {"max_mod", "max_method", "k"});
  write_header(out, names);
  std::vector<Instant> starts;
  std::vector<Instant> middles;
  std::vector<Instant> stops;
  for (const dna::ClusteredSlice& slice : slices) {
    starts.push_back(slice.start);
    middles.push_back(slice.middle);
    stops.push_back(slice.stop);
  }
  const auto start_texts = r_times(starts);
  const auto middle_texts = r_times(middles);
  const auto stop_texts = r_times(stops);
  for (std::size_t at = 0; at < slices.size(); ++at) {
    const networks::Multiclust& clusters = slices[at].clusters;
    std::size_t most = 0;
    for (const auto& clustering : clusters.clusterings) most = std::max(most, clustering.k);
    std::vector<std::string> row = {std::to_string(slices[at].number), start_texts[at]};
    if (has_windows) row.push_back(middle_texts[at]);
    row.push_back(stop_texts[at]);
    row.push_back(r_number(largest_modularity(clusters)));
    row.push_back(clusters.best() == nullptr
                      ? "NA"
                      : detail::csv_text(networks::title_of(clusters.best()->method)));
    row.push_back(std::to_string(most));
    write_row(out, row);
  }
}

void write_modularity(std::ostream& out, std::span<const dna::ClusteredSlice> slices) {
  write_header(out, std::vector<std::string>{"i", "method", "k", "modularity"});
  for (const dna::ClusteredSlice& slice : slices) {
    for (const auto& clustering : slice.clusters.clusterings) {
      out << slice.number << ',' << detail::csv_text(networks::title_of(clustering.method)) << ','
          << clustering.k << ',' << r_number(clustering.modularity) << '\n';
    }
  }
}

void write_memberships(std::ostream& out, std::span<const dna::ClusteredSlice> slices) {
  write_header(out, std::vector<std::string>{"i", "method", "node", "cluster"});
  for (const dna::ClusteredSlice& slice : slices) {
    for (const auto& clustering : slice.clusters.clusterings) {
      for (std::size_t node = 0; node < clustering.groups.size(); ++node) {
        out << slice.number << ',' << detail::csv_text(networks::title_of(clustering.method)) << ','
            << detail::csv_text(slice.nodes[node]) << ',' << clustering.groups[node] + 1 << '\n';
      }
    }
  }
}

void write_distances(std::ostream& out, const networks::Matrix& distances) {
  std::vector<std::string> row;
  for (std::size_t column = 0; column < distances.columns; ++column) {
    row.push_back(fmt::format("V{}", column + 1));
  }
  write_header(out, row);
  for (std::size_t a = 0; a < distances.rows; ++a) {
    for (std::size_t b = 0; b < distances.columns; ++b) row[b] = r_number(distances.at(a, b));
    write_row(out, row);
  }
}

void write_states(std::ostream& out, const dna::RdnaPhases& result) {
  write_header(out, std::vector<std::string>{"date", "state", "X1", "X2"});
  const networks::Phases& phases = result.phases;
  if (!phases.best) return;
  const auto dates = r_times(result.times);
  const networks::Groups& states = phases.sequences[*phases.best].states;
  for (std::size_t at = 0; at < states.size(); ++at) {
    out << dates[at] << ',' << states[at] + 1 << ',' << r_number(phases.embedding.points.at(at, 0))
        << ',' << r_number(phases.embedding.points.at(at, 1)) << '\n';
  }
}

/// The attributes by name, which is the order of bar plots.
std::vector<const networks::NodeAttribute*> by_name(const EntityTable& entities) {
  std::vector<const networks::NodeAttribute*> attributes;
  for (const auto& attribute : entities.attributes) attributes.push_back(&attribute);
  std::sort(attributes.begin(), attributes.end(),
            [](const auto* a, const auto* b) { return dna::precedes(a->name, b->name); });
  return attributes;
}

/// Colour, then attributes by name, of one value.
std::vector<std::string> attributes_of(const EntityTable& entities, std::size_t place) {
  std::vector<std::string> row = {detail::csv_text(entities.colours[place])};
  for (const networks::NodeAttribute* named : by_name(entities)) {
    const networks::NodeAttribute& attribute = *named;
    if (!attribute.is_number) {
      row.push_back(detail::csv_text(attribute.texts[place]));
    } else {
      row.push_back(
          detail::csv_text(attribute.numbers[place] ? r_number(*attribute.numbers[place]) : ""));
    }
  }
  return row;
}

}  // namespace

std::string r_number(double value, int digits) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Inf" : "-Inf";
  if (value == 0.0) return "0";
  // Digits that count, without the zeros at the end, and the power of ten of the first.
  const std::string all = fmt::format("{:.{}e}", std::abs(value), digits - 1);
  const std::size_t mark = all.find('e');
  const int exponent = std::stoi(all.substr(mark + 1));
  std::string significant = all.substr(0, 1) + (digits > 1 ? all.substr(2, mark - 2) : "");
  significant.erase(significant.find_last_not_of('0') + 1);
  const int count = static_cast<int>(significant.size());
  const int decimals = std::max(0, count - 1 - exponent);
  const int fixed_width = std::max(exponent, 0) + 1 + (decimals > 0 ? decimals + 1 : 0);
  const int mantissa_width = count > 1 ? count + 1 : 1;
  const int scientific_width = mantissa_width + (std::abs(exponent) >= 100 ? 5 : 4);
  if (fixed_width <= scientific_width) return fmt::format("{:.{}f}", value, decimals);
  return fmt::format("{:.{}e}", value, count - 1);
}

std::vector<std::string> r_times(std::span<const Instant> times) {
  bool has_time = false;
  bool has_seconds = false;
  for (const Instant time : times) {
    has_time = has_time || second_of_day(time) != 0;
    has_seconds = has_seconds || second_of_day(time) % 60 != 0;
  }
  std::vector<std::string> result;
  for (const Instant time : times) {
    std::string text = to_string(time);
    text[text.find('T')] = ' ';
    constexpr std::size_t day_length = 10;
    constexpr std::size_t minute_length = 16;
    if (!has_time) {
      text.resize(day_length);
    } else if (!has_seconds) {
      text.resize(minute_length);
    }
    result.push_back(std::move(text));
  }
  return result;
}

void write_multiclust(std::ostream& out, MulticlustTable table, bool has_windows,
                      std::span<const dna::ClusteredSlice> slices) {
  switch (table) {
    case MulticlustTable::Best:
      return write_best(out, has_windows, slices);
    case MulticlustTable::Modularity:
      return write_modularity(out, slices);
    case MulticlustTable::Memberships:
      return write_memberships(out, slices);
  }
}

void write_phases(std::ostream& out, PhaseTable table, const dna::RdnaPhases& phases) {
  switch (table) {
    case PhaseTable::Distances:
      return write_distances(out, phases.phases.distances);
    case PhaseTable::States:
      return write_states(out, phases);
    case PhaseTable::Best:
      if (phases.phases.best) {
        const auto& best = phases.phases.sequences[*phases.phases.best];
        out << networks::key_of(best.method) << ' ' << r_number(best.modularity, 7) << " \n";
      }
  }
}

void write_bar_plot(std::ostream& out, const dna::BarPlot& bars, bool has_qualifier,
                    const EntityTable& entities) {
  std::map<std::string, std::size_t> places;
  for (std::size_t at = 0; at < entities.values.size(); ++at) places[entities.values[at]] = at;
  std::vector<std::vector<std::string>> counts;
  std::vector<std::vector<std::string>> attributes;
  for (std::size_t value = 0; value < bars.values.size(); ++value) {
    std::vector<std::string>& row = counts.emplace_back();
    for (const std::int64_t count : bars.counts[value]) row.push_back(std::to_string(count));
    const auto place = places.find(bars.values[value]);
    attributes.push_back(
        place == places.end()
            ? std::vector<std::string>(entities.attributes.size() + 1, detail::csv_text(""))
            : attributes_of(entities, place->second));
  }
  // R makes a row of what would be a table of one column, and repeats it for every entity.
  const auto as_row = [](std::vector<std::vector<std::string>>& table) {
    std::vector<std::string> row;
    for (const auto& cells : table) row.push_back(cells.front());
    std::fill(table.begin(), table.end(), row);
  };
  const bool colours_only = entities.attributes.empty();
  if (colours_only) as_row(attributes);
  if (colours_only && !counts.empty() && counts.front().size() == 1) as_row(counts);
  std::vector<std::string> names = {"Entity"};
  if (has_qualifier) {
    names.insert(names.end(), bars.levels.begin(), bars.levels.end());
  } else {
    names.emplace_back("Frequency");
  }
  names.emplace_back("Color");
  for (const auto* attribute : by_name(entities)) names.push_back(attribute->name);
  if (!counts.empty()) names.resize(1 + counts.front().size() + attributes.front().size(), "NA");
  write_header(out, names);
  for (std::size_t value = 0; value < bars.values.size(); ++value) {
    std::vector<std::string> row = {detail::csv_text(bars.values[value])};
    row.insert(row.end(), counts[value].begin(), counts[value].end());
    row.insert(row.end(), attributes[value].begin(), attributes[value].end());
    write_row(out, row);
  }
}

}  // namespace faultline::exchange
