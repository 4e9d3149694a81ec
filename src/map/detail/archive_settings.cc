#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "map/detail/archive_cells.h"
#include "map/detail/archive_inputs.h"
#include "timeline/bin_words.h"

namespace faultline::map::detail {
namespace {

/// Takes a setting and what it is called, for writing and for reading alike.
template <class Visit>
void visit_settings(RefereeCase& input, Visit visit) {
  auto& options = input.options;
  visit("", "made_by", input.made_by);
  visit("", "study", input.supplied.study_name);
  visit("question", "bloc", options.query.bloc);
  visit("question", "from", options.query.from);
  visit("question", "to", options.query.to);
  visit("question", "outlet", options.query.outlet);
  visit("question", "min_confidence", options.query.min_confidence);
  visit("question", "by_principal", options.query.by_principal);
  visit("rift", "bin", options.rift.bin);
  visit("rift", "minimum_n", options.rift.rule.minimum_n);
  visit("rift", "permutations", options.rift.permutations);
  visit("rift", "replicates", options.rift.replicates);
  visit("rift", "seed", options.rift.seed);
  visit("rift", "level", options.rift.level);
  visit("factions", "resamples", options.factions.resamples);
  visit("factions", "null_networks", options.factions.null_networks);
  visit("factions", "deals", options.factions.deals);
  visit("factions", "seed", options.factions.seed);
  visit("robustness", "permutations", options.grid_permutations);
  visit("robustness", "outlets", options.grid_outlets);
  visit("phases", "permutations", options.phase_permutations);
  visit("phases", "fewest_states", options.fewest_states);
  visit("phases", "most_states", options.most_states);
  visit("page", "citations_per_figure", options.citations_per_figure);
  auto& totals = input.rows.totals;
  visit("totals", "articles", totals.articles);
  visit("totals", "outlets", totals.outlets);
  visit("totals", "actors", totals.actors);
  visit("totals", "statements", totals.statements);
  visit("totals", "relations", totals.relations);
  visit("totals", "codings", totals.codings);
  visit("totals", "undated_articles", totals.undated_articles);
  visit("totals", "first", totals.first);
  visit("totals", "last", totals.last);
}

toml::table& place_of(toml::table& all, std::string_view section) {
  if (section.empty()) return all;
  if (!all.contains(section)) all.insert(section, toml::table{});
  return *all[section].as_table();
}

struct Writer {
  toml::table& all;

  template <class Value>
  void operator()(std::string_view section, std::string_view name, Value& value) const {
    toml::table& table = place_of(all, section);
    if constexpr (std::is_same_v<Value, timeline::Bin>)
      table.insert(name, std::string(timeline::bin_words[static_cast<std::size_t>(value)].first));
    else if constexpr (std::is_same_v<Value, bool> || std::is_same_v<Value, double> ||
                       std::is_same_v<Value, std::string>)
      table.insert(name, value);
    else if constexpr (std::is_integral_v<Value>)
      table.insert(name, static_cast<std::int64_t>(value));
    else if (value)
      table.insert(name, cell_of(*value));
  }
};

struct Reader {
  const toml::table& all;
  std::string& wrong;  // the first setting that is none

  template <class Value>
  void operator()(std::string_view section, std::string_view name, Value& value) const {
    const auto node = section.empty() ? all[name] : all[section][name];
    bool is_read = false;
    if constexpr (std::is_same_v<Value, timeline::Bin>) {
      for (const auto& [word, bin] : timeline::bin_words)
        if (node.value_or(std::string()) == word) value = bin, is_read = true;
    } else if constexpr (std::is_same_v<Value, bool> || std::is_same_v<Value, double> ||
                         std::is_same_v<Value, std::string>) {
      const auto found = node.template value<Value>();
      is_read = found.has_value();
      if (found) value = *found;
    } else if constexpr (std::is_integral_v<Value>) {
      const auto found = node.template value<std::int64_t>();
      is_read = found && std::in_range<Value>(*found);
      if (is_read) value = static_cast<Value>(*found);
    } else {
      is_read = read_cell(node.value_or(std::string()), value);
    }
    if (!is_read && wrong.empty())
      wrong = fmt::format("{}{}{}", section, section.empty() ? "" : ".", name);
  }
};

/// The first setting that nothing can be computed with; empty: there is none.
std::string_view unusable(const RefereeOptions& options) {
  const auto is_share = [](double value) { return value >= 0 && value <= 1; };
  const std::pair<std::string_view, bool> usable[] = {
      {"question.min_confidence", is_share(options.query.min_confidence)},
      {"rift.minimum_n", options.rift.rule.minimum_n >= 1},
      {"rift.permutations", options.rift.permutations >= 1},
      {"rift.replicates", options.rift.replicates >= 1},
      {"rift.level", options.rift.level > 0 && options.rift.level < 1},
      {"factions.resamples", options.factions.resamples >= 0},
      {"factions.null_networks", options.factions.null_networks >= 0},
      {"factions.deals", options.factions.deals >= 0},
      {"factions.half_lives",
       std::all_of(options.factions.half_lives.begin(), options.factions.half_lives.end(),
                   [](double days) { return days > 0 && days < 1e9; })},
      {"robustness.permutations", options.grid_permutations >= 1}};
  for (const auto& [name, is_usable] : usable)
    if (!is_usable) return name;
  return {};
}

}  // namespace

std::string settings_toml(const RefereeCase& input) {
  toml::table all;
  RefereeCase settings;  // what is visited, without the rows
  settings.options = input.options;
  settings.supplied.study_name = input.supplied.study_name;
  settings.made_by = input.made_by;
  settings.rows.totals = input.rows.totals;
  visit_settings(settings, Writer{all});
  toml::array half_lives, events;
  for (const double days : input.options.factions.half_lives) half_lives.push_back(days);
  for (const auto& event : input.options.rift.events)
    events.push_back(toml::table{{"name", event.name}, {"day", to_string(event.day)}});
  place_of(all, "factions").insert("half_lives", std::move(half_lives));
  all.insert("events", std::move(events));
  std::ostringstream out;
  out << all << '\n';
  return std::move(out).str();
}

Result<void> read_settings(RefereeCase& input, std::string_view toml, const std::string& file) {
  const auto wrong = [&](const std::string& why) {
    return failure(ErrorCode::Malformed, why + " Take the archive as it was written.", file);
  };
  try {
    const toml::table all = toml::parse(toml);
    std::string missing;
    visit_settings(input, Reader{all, missing});
    if (!missing.empty()) return wrong(fmt::format("The setting {} is missing or wrong.", missing));
    input.options.factions.half_lives.clear();
    if (const auto* list = all["factions"]["half_lives"].as_array())
      for (const auto& days : *list)
        input.options.factions.half_lives.push_back(days.value_or(0.0));
    if (const auto* list = all["events"].as_array())
      for (const auto& event : *list) {
        const auto* table = event.as_table();
        const auto day = parse_day(table ? (*table)["day"].value_or(std::string()) : "");
        if (!day) return wrong("An event has no day.");
        input.options.rift.events.push_back({(*table)["name"].value_or(std::string()), *day});
      }
    if (const auto name = unusable(input.options); !name.empty())
      return wrong(fmt::format("With {} as it is, nothing can be computed.", name));
    return {};
  } catch (const toml::parse_error& error) {
    return wrong(fmt::format("It is no TOML: {}.", error.description()));
  }
}

}  // namespace faultline::map::detail
