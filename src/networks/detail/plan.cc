#include "networks/detail/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "networks/detail/suggest.h"

namespace faultline::networks::detail {
namespace {

// A double holds every integer up to 2^53, so every combination of 52 levels has its own number.
constexpr std::uint32_t most_combined_levels = 52;

tl::unexpected<Error> usage(std::string message, std::string where = {}) {
  return failure(ErrorCode::Usage, std::move(message), std::move(where));
}

bool is_one_mode(const NetworkSettings& settings) { return settings.shape == Shape::OneMode; }

std::string_view shape_name(Shape shape) {
  switch (shape) {
    case Shape::OneMode:
      return "one-mode";
    case Shape::TwoMode:
      return "two-mode";
    case Shape::Directed:
      break;
  }
  return "directed";
}

/// The variable that settings name for a `role`.
Result<const Variable*> find_variable(const StatementTable& table, const std::string& name,
                                      std::string_view role) {
  if (const Variable* found = table.find(name)) return found;
  std::vector<std::string> names;
  for (const Variable& variable : table.variables) {
    if (std::find(names.begin(), names.end(), variable.name) == names.end()) {
      names.push_back(variable.name);
    }
  }
  const std::string meant = nearest(name, names);
  return usage(
      fmt::format("There is no variable \"{}\" to be the {}.{} There {}: {}.", name, role,
                  meant.empty() ? "" : fmt::format(" Did you mean \"{}\"?", meant),
                  names.size() == 1 ? "is" : "are",
                  names.empty() ? std::string("none") : fmt::format("{}", fmt::join(names, ", "))),
      name);
}

/// One whose values can be nodes or levels.
Result<const Variable*> find_short(const StatementTable& table, const std::string& name,
                                   std::string_view role) {
  const auto found = find_variable(table, name, role);
  if (found && (*found)->kind == VariableKind::LongText) {
    return usage(
        fmt::format("The variable \"{}\" is a long text and cannot be the {}: nearly every "
                    "statement has its own. Take a short text, an integer or a boolean.",
                    name, role),
        name);
  }
  return found;
}

Result<void> check_shape(const NetworkSettings& settings) {
  const bool one_mode = is_one_mode(settings);
  const std::string_view shape = shape_name(settings.shape);
  switch (settings.aggregation) {
    case Aggregation::Combine:
      if (one_mode) {
        return usage(
            "\"combine\" says which levels of the qualifier a row has on a column, so it "
            "needs a two-mode network. A one-mode network takes ignore, congruence, "
            "conflict or subtract.");
      }
      if (settings.normalisation != Normalisation::None) {
        return usage(
            "The numbers of \"combine\" name levels of the qualifier and cannot be "
            "divided: take no normalisation, or the aggregation ignore or subtract.");
      }
      break;
    case Aggregation::Congruence:
    case Aggregation::Conflict:
      if (!one_mode) {
        return usage(
            fmt::format("\"{}\" compares two rows, so it needs a one-mode network. A "
                        "two-mode network takes ignore, combine or subtract.",
                        name_of(settings.aggregation)));
      }
      break;
    case Aggregation::Ignore:
    case Aggregation::Subtract:
      break;
  }
  const bool is_of_two_mode = settings.normalisation == Normalisation::Activity ||
                              settings.normalisation == Normalisation::Prominence;
  if (settings.normalisation != Normalisation::None && is_of_two_mode == one_mode) {
    return usage(fmt::format("The normalisation \"{}\" is not one of a {} network, which takes {}.",
                             name_of(settings.normalisation), shape,
                             one_mode ? "average, jaccard or cosine" : "activity or prominence"));
  }
  return {};
}

Result<void> check_numbers(const NetworkSettings& settings) {
  if (settings.threads < 1) {
    return usage(
        fmt::format("{} threads cannot compute anything: give 1 or more.", settings.threads));
  }
  if (settings.from && settings.to && *settings.to < *settings.from) {
    return usage(fmt::format("The range begins at {} and ends before that, at {}.",
                             to_string(*settings.from), to_string(*settings.to)));
  }
  if (settings.window && (settings.window->width < 1 || settings.window->step < 1)) {
    return usage(fmt::format("A window has a width and a step of 1 or more {}, not {} and {}.",
                             name_of(settings.window->unit), settings.window->width,
                             settings.window->step));
  }
  return {};
}

Result<void> check_exclusions(const StatementTable& table, const NetworkSettings& settings) {
  for (const Exclusion& exclusion : settings.exclusions) {
    const auto found = find_variable(table, exclusion.variable, "variable of an exclusion");
    if (!found) return tl::unexpected(found.error());
    if (exclusion.only && exclusion.values.empty()) {
      return usage(fmt::format("Only statements with certain values of \"{}\" shall count, and no "
                               "value is named.",
                               exclusion.variable),
                   exclusion.variable);
    }
  }
  return {};
}

void set_range(const StatementTable& table, Plan& plan) {
  const auto [first, last] = std::minmax_element(table.time.begin(), table.time.end());
  const bool has_time = first != table.time.end();
  const auto or_else = [](std::optional<Instant> asked, std::optional<Instant> known,
                          Instant otherwise) { return asked.value_or(known.value_or(otherwise)); };
  plan.from = or_else(plan.settings.from, table.first_document, has_time ? *first : Instant{0});
  plan.to = or_else(plan.settings.to, table.last_document, has_time ? *last : Instant{-1});
}

void set_scale(Plan& plan) {
  SeenValues seen(*plan.qualifier);
  seen.see_all();
  if (plan.qualifier->kind == VariableKind::Boolean) {
    seen.see(0);
    seen.see(1);
  }
  plan.scale.levels = seen.sorted(/*with_blank=*/!plan.counts_by_qualifier);
  plan.scale.is_ordered = !plan.qualifier->is_text();
  if (plan.scale.is_ordered && plan.scale.levels.size() > 1) {
    plan.scale.range = plan.scale.distance(0, plan.scale.levels.size() - 1);
  }
}

/// Of aggregations that compare levels of the qualifier.
Result<void> check_scale(const Plan& plan) {
  const NetworkSettings& settings = plan.settings;
  const std::uint32_t levels = plan.scale.levels.size();
  const std::string_view aggregation = name_of(settings.aggregation);
  if (settings.aggregation == Aggregation::Combine && levels > most_combined_levels) {
    return usage(fmt::format("\"{}\" has {} levels, and \"combine\" can name the combinations of "
                             "{} at most.",
                             plan.qualifier->name, levels, most_combined_levels),
                 plan.qualifier->name);
  }
  if (!is_one_mode(settings)) {
    if (settings.aggregation == Aggregation::Subtract && plan.qualifier->is_text()) {
      return usage(
          fmt::format("\"{}\" is a text, so no level of it is for or against: a two-mode "
                      "\"subtract\" needs a boolean or an integer. Take ignore or combine.",
                      plan.qualifier->name),
          plan.qualifier->name);
    }
    return {};
  }
  if (plan.qualifier->kind == VariableKind::Integer && levels == 1) {
    return usage(fmt::format("Every statement has the same value of \"{}\", {}, so \"{}\" has no "
                             "scale to compare on. Take ignore, or another qualifier.",
                             plan.qualifier->name, plan.scale.levels.labels()[0], aggregation),
                 plan.qualifier->name);
  }
  if (settings.normalisation == Normalisation::Cosine && plan.qualifier->is_text() && levels > 2 &&
      settings.aggregation != Aggregation::Congruence) {
    return usage(
        fmt::format("\"{}\" by a text of {} levels is no product of two vectors, so it has "
                    "no cosine. Take congruence or ignore, or the normalisation average "
                    "or jaccard.",
                    aggregation, levels),
        plan.qualifier->name);
  }
  return {};
}

Result<void> set_qualifier(const StatementTable& table, Plan& plan) {
  const NetworkSettings& settings = plan.settings;
  if (!settings.qualifier) {
    if (!plan.counts_by_qualifier) return {};
    return usage(
        fmt::format("\"{}\" compares what statements say, so it needs a qualifier "
                    "(\"agreement\"). Without one take ignore.",
                    name_of(settings.aggregation)));
  }
  // A qualifier that plays no part is not looked at: settings have one unless told otherwise.
  const bool by_levels = is_one_mode(settings) && settings.normalisation == Normalisation::Jaccard;
  if (!plan.counts_by_qualifier && !by_levels) return {};
  const auto found = find_short(table, *settings.qualifier, "qualifier");
  if (!found) return tl::unexpected(found.error());
  if (*found == plan.row || *found == plan.column) {
    return usage(
        fmt::format("\"{}\" cannot be the qualifier and a variable of the network at once.",
                    *settings.qualifier),
        *settings.qualifier);
  }
  plan.qualifier = *found;
  set_scale(plan);
  return plan.counts_by_qualifier ? check_scale(plan) : Result<void>{};
}

Result<void> check_common(const StatementTable& table, const NetworkSettings& settings) {
  if (const auto checked = check_numbers(settings); !checked) return checked;
  if (table.size() >= ValueIndex::none) {
    return failure(ErrorCode::Unsupported,
                   fmt::format("{} statements are more than a network is computed from: narrow the "
                               "study to fewer than {}.",
                               table.size(), ValueIndex::none));
  }
  return check_exclusions(table, settings);
}

}  // namespace

Result<Plan> plan_of(const StatementTable& table, const NetworkSettings& settings) {
  if (settings.shape == Shape::Directed) {
    return usage(
        "A discourse network is one-mode or two-mode; directed networks are those of "
        "relations between actors.");
  }
  if (const auto checked = check_shape(settings); !checked) return tl::unexpected(checked.error());
  if (const auto checked = check_common(table, settings); !checked) {
    return tl::unexpected(checked.error());
  }
  Plan plan;
  plan.settings = settings;
  const auto row = find_short(table, settings.variable1, "first variable");
  if (!row) return tl::unexpected(row.error());
  const auto column = find_short(table, settings.variable2, "second variable");
  if (!column) return tl::unexpected(column.error());
  if (*row == *column) {
    return usage(
        fmt::format("\"{}\" is named as both variables: a network needs two different ones.",
                    settings.variable1),
        settings.variable1);
  }
  plan.row = *row;
  plan.column = *column;
  plan.counts_by_qualifier = settings.aggregation != Aggregation::Ignore;
  if (const auto set = set_qualifier(table, plan); !set) return tl::unexpected(set.error());
  set_range(table, plan);
  return plan;
}

Result<Plan> bar_plan_of(const StatementTable& table, const NetworkSettings& settings) {
  if (const auto checked = check_common(table, settings); !checked) {
    return tl::unexpected(checked.error());
  }
  Plan plan;
  plan.settings = settings;
  const auto row = find_short(table, settings.variable1, "variable");
  if (!row) return tl::unexpected(row.error());
  plan.row = *row;
  if (settings.qualifier) {
    const auto qualifier = find_short(table, *settings.qualifier, "qualifier");
    if (!qualifier) return tl::unexpected(qualifier.error());
    if (*qualifier == plan.row) {
      return usage(fmt::format("\"{}\" cannot be the qualifier and the variable at once.",
                               *settings.qualifier),
                   *settings.qualifier);
    }
    plan.qualifier = *qualifier;
    plan.counts_by_qualifier = true;
    set_scale(plan);
  }
  set_range(table, plan);
  return plan;
}

std::string_view name_of(Aggregation aggregation) {
  switch (aggregation) {
    case Aggregation::Ignore:
      return "ignore";
    case Aggregation::Combine:
      return "combine";
    case Aggregation::Subtract:
      return "subtract";
    case Aggregation::Congruence:
      return "congruence";
    case Aggregation::Conflict:
      break;
  }
  return "conflict";
}

std::string_view name_of(Normalisation normalisation) {
  switch (normalisation) {
    case Normalisation::None:
      return "none";
    case Normalisation::Activity:
      return "activity";
    case Normalisation::Prominence:
      return "prominence";
    case Normalisation::Average:
      return "average";
    case Normalisation::Jaccard:
      return "jaccard";
    case Normalisation::Cosine:
      break;
  }
  return "cosine";
}

std::string_view name_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::Events:
      return "events";
    case TimeUnit::Seconds:
      return "seconds";
    case TimeUnit::Minutes:
      return "minutes";
    case TimeUnit::Hours:
      return "hours";
    case TimeUnit::Days:
      return "days";
    case TimeUnit::Weeks:
      return "weeks";
    case TimeUnit::Months:
      return "months";
    case TimeUnit::Years:
      break;
  }
  return "years";
}

}  // namespace faultline::networks::detail
