#include "plain_discourse.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <set>
#include <tuple>

namespace faultline::networks {
namespace {

using Weighted = std::vector<std::pair<std::size_t, double>>;  // statement, weight

bool uses_qualifier(const NetworkSettings& settings) {
  return settings.aggregation != Aggregation::Ignore;
}

std::string value(const StatementTable& table, const std::string& variable, std::size_t s) {
  return table.find(variable)->text_of(s);
}

bool is_text(const StatementTable& table, const std::string& variable) {
  return table.find(variable)->is_text();
}

bool has_blank(const StatementTable& table, const std::string& variable, std::size_t s) {
  return is_text(table, variable) && value(table, variable, s).empty();
}

bool is_in_range(const StatementTable& table, const NetworkSettings& settings, std::size_t s) {
  const Instant from = settings.from ? *settings.from : *table.first_document;
  const Instant to = settings.to ? *settings.to : *table.last_document;
  return from <= table.time[s] && table.time[s] <= to;
}

std::string period(const StatementTable& table, Duplicates duplicates, std::size_t s) {
  const Day day = day_of(table.time[s]);
  if (duplicates == Duplicates::Document) return std::to_string(table.document[s]);
  if (duplicates == Duplicates::Week) return week_name(day);
  if (duplicates == Duplicates::Month) return to_string(day).substr(0, 7);
  if (duplicates == Duplicates::Year) return to_string(day).substr(0, 4);
  return "";
}

std::vector<std::string> sorted_labels(const StatementTable& table, const std::string& variable,
                                       const std::vector<std::size_t>& statements) {
  std::set<std::string> labels;
  for (const std::size_t s : statements) {
    if (!has_blank(table, variable, s)) labels.insert(value(table, variable, s));
  }
  std::vector<std::string> sorted(labels.begin(), labels.end());
  if (!is_text(table, variable)) {
    std::sort(sorted.begin(), sorted.end(), [](const std::string& one, const std::string& two) {
      return std::stoi(one) < std::stoi(two);
    });
  }
  return sorted;
}

/// The array X of the manual: counts by row, column and level.
struct Array {
  std::vector<std::string> columns, levels;
  std::map<std::string, std::map<std::string, std::map<std::string, double>>> x;
  bool is_nominal = false;
  double range = 1;

  double operator()(const std::string& i, const std::string& j, const std::string& k) const {
    const auto row = x.find(i);
    if (row == x.end()) return 0;
    const auto column = row->second.find(j);
    if (column == row->second.end()) return 0;
    const auto level = column->second.find(k);
    return level == column->second.end() ? 0 : level->second;
  }
  double distance(const std::string& k, const std::string& l) const {
    if (k == l) return 0;
    if (is_nominal) return 1;
    return std::abs(std::stoi(k) - std::stoi(l)) / range;
  }
};

Array array_of(const StatementTable& table, const NetworkSettings& settings,
               const Weighted& statements) {
  Array array;
  array.levels = {""};
  const bool has_levels = settings.qualifier && (uses_qualifier(settings) ||
                                                 settings.normalisation == Normalisation::Jaccard);
  if (has_levels) {
    std::vector<std::size_t> all(table.size());
    for (std::size_t s = 0; s < all.size(); ++s) all[s] = s;
    array.levels = sorted_labels(table, *settings.qualifier, all);
    array.is_nominal = is_text(table, *settings.qualifier);
    if (!uses_qualifier(settings) && array.is_nominal)
      array.levels.insert(array.levels.begin(), "");
    if (table.find(*settings.qualifier)->kind == VariableKind::Boolean) array.levels = {"0", "1"};
    if (!array.is_nominal && array.levels.size() > 1) {
      array.range = std::stoi(array.levels.back()) - std::stoi(array.levels.front());
    }
  }
  std::set<std::string> columns;
  for (const auto& [s, weight] : statements) {
    const std::string column = value(table, settings.variable2, s);
    columns.insert(column);
    array.x[value(table, settings.variable1, s)][column]
           [has_levels ? value(table, *settings.qualifier, s) : ""] += weight;
  }
  array.columns.assign(columns.begin(), columns.end());
  return array;
}

double row_total(const Array& x, const std::string& i) {
  double total = 0;
  for (const std::string& j : x.columns) {
    for (const std::string& k : x.levels) total += x(i, j, k);
  }
  return total;
}

/// The un-normalised weight of two rows, which may be the same one.
double aggregated(const Array& x, Aggregation aggregation, const std::string& i,
                  const std::string& other) {
  double ignore = 0;
  double congruence = 0;
  double conflict = 0;
  for (const std::string& j : x.columns) {
    for (const std::string& k : x.levels) {
      if (x(i, j, k) == 0) continue;  // only to take less time
      for (const std::string& l : x.levels) {
        const double product = x(i, j, k) * x(other, j, l);
        ignore += product;
        congruence += product * (1 - x.distance(k, l));
        conflict += product * x.distance(k, l);
      }
    }
  }
  if (aggregation == Aggregation::Ignore) return ignore;
  if (aggregation == Aggregation::Congruence) return congruence;
  if (aggregation == Aggregation::Conflict) return conflict;
  const double difference = congruence - conflict;
  return std::abs(difference) <= 1e-12 * (congruence + conflict) ? 0 : difference;
}

double jaccard_denominator(const Array& x, const std::string& i, const std::string& other) {
  double sum = 0;
  for (const std::string& j : x.columns) {
    for (const std::string& k : x.levels) {
      const double a = x(i, j, k);
      const double b = x(other, j, k);
      if (b == 0) sum += a;
      if (a == 0) sum += b;
      sum += a * b;
    }
  }
  return sum;
}

double one_mode_weight(const Array& x, const NetworkSettings& settings, const std::string& i,
                       const std::string& other) {
  const double weight = aggregated(x, settings.aggregation, i, other);
  if (weight == 0) return 0;
  if (settings.normalisation == Normalisation::Average) {
    return weight / ((row_total(x, i) + row_total(x, other)) / 2);
  }
  if (settings.normalisation == Normalisation::Jaccard) {
    return weight / jaccard_denominator(x, i, other);
  }
  if (settings.normalisation == Normalisation::Cosine) {
    const Aggregation norm = settings.aggregation == Aggregation::Conflict ? Aggregation::Congruence
                                                                           : settings.aggregation;
    const double one = aggregated(x, norm, i, i);
    const double two = aggregated(x, norm, other, other);
    return one <= 0 || two <= 0 ? 0 : weight / std::sqrt(one * two);
  }
  return weight;
}

double two_mode_weight(const Array& x, const NetworkSettings& settings, bool is_boolean,
                       const std::string& i, const std::string& j) {
  double weight = 0;
  double size = 0;
  for (std::size_t k = 0; k < x.levels.size(); ++k) {
    const double count = x(i, j, x.levels[k]);
    if (settings.aggregation == Aggregation::Ignore) weight += count;
    if (settings.aggregation == Aggregation::Combine && count > 0) {
      weight += std::pow(2, static_cast<double>(x.levels.size() - 1 - k));
    }
    if (settings.aggregation == Aggregation::Subtract) {
      const int level = std::stoi(x.levels[k]);
      const double term = count * (is_boolean ? (level == 1 ? 1 : -1) : level);
      weight += term;
      size += std::abs(term);
    }
  }
  return std::abs(weight) <= 1e-12 * size ? 0 : weight;
}

PlainNetwork network_from(const StatementTable& table, const NetworkSettings& settings,
                          const Weighted& statements) {
  std::vector<std::size_t> shown;
  if (settings.isolates) {
    for (std::size_t s = 0; s < table.size(); ++s) {
      if (is_in_range(table, settings, s)) shown.push_back(s);
    }
  } else {
    for (const auto& [s, weight] : statements) shown.push_back(s);
  }
  PlainNetwork network;
  network.statements = statements.size();
  network.rows = sorted_labels(table, settings.variable1, shown);
  const Array x = array_of(table, settings, statements);
  if (settings.shape == Shape::OneMode) {
    for (std::size_t i = 0; i < network.rows.size(); ++i) {
      for (std::size_t k = i + 1; k < network.rows.size(); ++k) {
        const double weight = one_mode_weight(x, settings, network.rows[i], network.rows[k]);
        if (weight != 0) network.weights[{network.rows[i], network.rows[k]}] = weight;
      }
    }
    return network;
  }
  network.columns = sorted_labels(table, settings.variable2, shown);
  const bool is_boolean =
      settings.qualifier && table.find(*settings.qualifier)->kind == VariableKind::Boolean;
  for (const std::string& i : network.rows) {
    for (const std::string& j : network.columns) {
      double weight = two_mode_weight(x, settings, is_boolean, i, j);
      if (weight == 0) continue;
      double column_total = 0;
      for (const std::string& row : network.rows) {
        for (const std::string& k : x.levels) column_total += x(row, j, k);
      }
      if (settings.normalisation == Normalisation::Activity) weight /= row_total(x, i);
      if (settings.normalisation == Normalisation::Prominence) weight /= column_total;
      network.weights[{i, j}] = weight;
    }
  }
  return network;
}

Instant later_by(Instant anchor, const Window& window, std::int64_t units) {
  using namespace std::chrono;
  const std::map<TimeUnit, std::int64_t> seconds_of_unit = {{TimeUnit::Seconds, 1},
                                                            {TimeUnit::Minutes, 60},
                                                            {TimeUnit::Hours, 3600},
                                                            {TimeUnit::Days, 86400},
                                                            {TimeUnit::Weeks, 604800}};
  const auto fixed = seconds_of_unit.find(window.unit);
  if (fixed != seconds_of_unit.end()) return {anchor.seconds + units * fixed->second};
  const Day day = day_of(anchor);
  const auto count = static_cast<int>(window.unit == TimeUnit::Years ? units * 12 : units);
  const year_month month = day.year() / day.month() + months{count};
  Day target = month / day.day();
  if (!target.ok()) target = month / last;
  return {start_of(target).seconds + second_of_day(anchor)};
}

double density(Kernel kernel, double x) {
  if (kernel == Kernel::Window) return 1;
  if (kernel == Kernel::Gaussian) {
    return std::abs(x) > 21 ? 0 : std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
  }
  if (std::abs(x) > 1) return 0;
  if (kernel == Kernel::Uniform) return 0.5;
  return kernel == Kernel::Triangular ? 1 - std::abs(x) : 0.75 * (1 - x * x);
}

std::vector<PlainSlice> event_series(const StatementTable& table, const NetworkSettings& settings,
                                     const std::vector<std::size_t>& counted) {
  const auto width = static_cast<std::size_t>(settings.window->width);
  const auto step = static_cast<std::size_t>(settings.window->step);
  const bool is_gaussian = settings.window->kernel == Kernel::Gaussian;
  std::vector<PlainSlice> series;
  for (std::size_t first = 0; first + width <= counted.size(); first += step) {
    Weighted weighted;
    for (std::size_t rank = 0; rank < counted.size(); ++rank) {
      if (!is_gaussian && (rank < first || rank >= first + width)) continue;
      const double middle = static_cast<double>(first) + (static_cast<double>(width) - 1) / 2;
      const double x = (static_cast<double>(rank) - middle) / (static_cast<double>(width) / 2);
      const double weight = density(settings.window->kernel, x);
      if (weight > 0) weighted.emplace_back(counted[rank], weight);
    }
    PlainSlice slice;
    slice.time = table.time[counted[first + width / 2]];
    slice.start =
        is_gaussian ? settings.from.value_or(*table.first_document) : table.time[counted[first]];
    slice.stop = is_gaussian ? settings.to.value_or(*table.last_document)
                             : table.time[counted[first + width - 1]];
    slice.network = network_from(table, settings, weighted);
    series.push_back(slice);
  }
  return series;
}

}  // namespace

std::vector<std::size_t> plain_counted(const StatementTable& table,
                                       const NetworkSettings& settings) {
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < table.size(); ++s) order.push_back(s);
  std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t two) {
    return std::tuple(table.time[one], table.document[one], table.begin[one], table.end[one],
                      table.id[one]) < std::tuple(table.time[two], table.document[two],
                                                  table.begin[two], table.end[two], table.id[two]);
  });
  std::vector<std::size_t> counted;
  for (const std::size_t s : order) {
    bool counts = is_in_range(table, settings, s);
    for (const Exclusion& exclusion : settings.exclusions) {
      const auto& values = exclusion.values;
      const bool is_named =
          std::count(values.begin(), values.end(), value(table, exclusion.variable, s)) > 0;
      if (is_named != exclusion.only) counts = false;
    }
    if (has_blank(table, settings.variable1, s) || has_blank(table, settings.variable2, s)) {
      counts = false;
    }
    if (uses_qualifier(settings) && has_blank(table, *settings.qualifier, s)) counts = false;
    for (const std::size_t earlier : counted) {
      if (settings.duplicates == Duplicates::Include) break;
      const auto same = [&](const std::string& variable) {
        return value(table, variable, s) == value(table, variable, earlier);
      };
      if (same(settings.variable1) && same(settings.variable2) &&
          (!uses_qualifier(settings) || same(*settings.qualifier)) &&
          period(table, settings.duplicates, s) == period(table, settings.duplicates, earlier)) {
        counts = false;
      }
    }
    if (counts) counted.push_back(s);
  }
  return counted;
}

PlainNetwork plain_network(const StatementTable& table, const NetworkSettings& settings) {
  Weighted weighted;
  for (const std::size_t s : plain_counted(table, settings)) weighted.emplace_back(s, 1);
  return network_from(table, settings, weighted);
}

std::vector<PlainSlice> plain_series(const StatementTable& table, const NetworkSettings& settings) {
  const std::vector<std::size_t> counted = plain_counted(table, settings);
  const Window& window = *settings.window;
  if (window.unit == TimeUnit::Events) return event_series(table, settings, counted);
  const Instant from = settings.from.value_or(*table.first_document);
  const Instant to = settings.to.value_or(*table.last_document);
  std::vector<PlainSlice> series;
  for (std::int64_t k = 0;; ++k) {
    PlainSlice slice;
    slice.start = later_by(from, window, k * window.step);
    const Instant next = later_by(from, window, k * window.step + window.width);
    slice.stop = {next.seconds - 1};
    if (slice.stop > to) return series;
    const std::int64_t seconds = next.seconds - slice.start.seconds;
    slice.time = {slice.start.seconds + seconds / 2};
    Weighted weighted;
    for (const std::size_t s : counted) {
      const bool is_inside = slice.start <= table.time[s] && table.time[s] <= slice.stop;
      if (window.kernel != Kernel::Gaussian && !is_inside) continue;
      const double x = static_cast<double>(table.time[s].seconds - slice.time.seconds) /
                       (static_cast<double>(seconds) / 2);
      const double weight = density(window.kernel, x);
      if (weight > 0) weighted.emplace_back(s, weight);
    }
    slice.network = network_from(table, settings, weighted);
    if (window.kernel == Kernel::Gaussian) {
      slice.start = from;
      slice.stop = to;
    }
    series.push_back(slice);
  }
}

}  // namespace faultline::networks
