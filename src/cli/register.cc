// faultline register: a register's actors, checked, asked and written as files.

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "actors/register_files.h"
#include "actors/register_queries.h"
#include "cli/detail/command.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/register_source.h"

namespace faultline::cli {
namespace {

using actors::Actor;
using actors::Register;

std::string period_text(const Period& period) {
  if (!period.from && !period.to) return "always";
  const std::string from = period.from ? to_string(*period.from) : "";
  const std::string to = period.to ? to_string(*period.to) : "";
  if (to.empty()) return "since " + from;
  if (from.empty()) return "until " + to;
  return from + " to " + to;
}

/// What an actor was on a day, or is called at all.
std::string standing_of(const Actor& actor, std::optional<Day> day) {
  std::vector<std::string> parts;
  for (const auto& role : actor.roles)
    if (!day || role.period.contains(*day)) parts.push_back(role.title);
  for (const auto& membership : actor.blocs)
    if (!day || membership.period.contains(*day)) parts.push_back(membership.bloc);
  return printable(fmt::format("{}", fmt::join(parts, "; ")));
}

Result<Exit> list_holders(const Register& known, const std::string& office, Day day,
                          const Console& console) {
  const auto holders = actors::office_holders(known, office, day);
  if (holders.empty()) {
    console.err << fmt::format("Nobody in the register is \"{}\" on {}.\n", office, to_string(day));
    return Exit::AllDone;
  }
  Table table;
  table.headings = {{"id", 32},   {"name", 32}, {"office", 48},
                    {"held", 24}, {"sure", 4},  {"source", 40}};
  for (const auto& holder : holders)
    table.rows.push_back({{printable(holder.actor->id), printable(holder.actor->name),
                           printable(holder.role->title), period_text(holder.role->period),
                           holder.is_certain ? "yes" : "no", printable(holder.role->source)},
                          {}});
  console.out << set_table(table, console.width, console.colour);
  return Exit::AllDone;
}

Result<Exit> list_bearers(const Register& known, const std::string& name, std::optional<Day> day,
                          const Console& console) {
  const auto bearers = actors::name_bearers(known, name, day);
  if (bearers.empty()) {
    console.err << fmt::format("Nobody in the register is called \"{}\".\n", printable(name));
    return Exit::AllDone;
  }
  Table table;
  table.headings = {
      {"id", 32}, {"name", 32}, {"by", 8}, {day ? "on that day" : "offices and blocs", 60}};
  for (const auto& bearer : bearers)
    table.rows.push_back({{printable(bearer.actor->id), printable(bearer.actor->name),
                           std::string(to_string(bearer.use)), standing_of(*bearer.actor, day)},
                          {}});
  console.out << set_table(table, console.width, console.colour);
  return Exit::AllDone;
}

Result<Exit> show_actor(const Register& known, const std::string& id, std::optional<Day> day,
                        const Console& console) {
  const Actor* const actor = known.find(id);
  if (actor == nullptr)
    return failure(ErrorCode::NotFound,
                   fmt::format("The register has no actor \"{}\"; `faultline register SOURCE "
                               "--name NAME` finds ids.",
                               id));
  console.out << printable(actor->name) << " (" << to_string(actor->kind) << ")\n";
  if (!actor->aliases.empty())
    console.out << wrapped(printable(fmt::format("also {}", fmt::join(actor->aliases, "; "))),
                           static_cast<std::size_t>(std::max(40, console.width)), 2);
  if (!actor->part_of.empty()) console.out << "  part of " << printable(actor->part_of) << '\n';
  if (!actor->pronoun.empty()) console.out << "  " << actor->pronoun << '\n';
  Table table;
  table.headings = {{"what", 4}, {"title or bloc", 60}, {"when", 24}, {"source", 48}};
  for (const auto& tenure : actors::tenures(*actor)) {
    if (day && !tenure.period.contains(*day)) continue;
    table.rows.push_back(
        {{tenure.kind == actors::Tenure::Kind::Role ? "role" : "bloc", printable(tenure.what),
          period_text(tenure.period), printable(tenure.source)},
         {}});
  }
  if (!table.rows.empty()) console.out << set_table(table, console.width, console.colour);
  return Exit::AllDone;
}

/// All that is wrong with a file, or that nothing is.
Result<Exit> check_file(const std::string& source, const Console& console) {
  const auto checked = check_register(source);
  if (!checked) return tl::unexpected(checked.error());
  for (const Error& problem : checked->problems) console.out << describe(problem) << '\n';
  if (checked->problems.empty()) {
    console.out << fmt::format(
        "{}: nothing is wrong with {}.\n", source,
        counted(static_cast<std::int64_t>(checked->actors.size()), "one actor", "actors"));
    return Exit::AllDone;
  }
  console.err << fmt::format(
      "{}, beside {} about which nothing is wrong.\n",
      counted(static_cast<std::int64_t>(checked->problems.size()), "mistake", "mistakes"),
      counted(static_cast<std::int64_t>(checked->actors.size()), "actor", "actors"));
  return Exit::BadInput;
}

Result<std::optional<Day>> day_option(const Arguments& given) {
  const auto text = given.value("--on");
  if (!text) return std::optional<Day>();
  const auto day = parse_day(*text);
  if (!day)
    return failure(ErrorCode::Usage,
                   fmt::format("--on: \"{}\" is not a day; write 2024-10-26.", *text));
  return std::optional<Day>(*day);
}

Result<void> check_usage(const Arguments& given) {
  std::vector<std::string> wishes;
  for (const char* option : {"--toml", "--csv", "--check", "--office", "--name", "--actor"})
    if (given.has(option)) wishes.emplace_back(option);
  if (wishes.size() > 1)
    return failure(ErrorCode::Usage,
                   fmt::format("{} exclude each other; give one.", fmt::join(wishes, " and ")));
  if (given.has("--office") && !given.has("--on"))
    return failure(ErrorCode::Usage, "--office needs the day: --on 2024-10-26.");
  const bool has_day_use = given.has("--office") || given.has("--name") || given.has("--actor");
  if (given.has("--on") && !has_day_use)
    return failure(ErrorCode::Usage, "--on goes with --office, --name or --actor.");
  return {};
}

Result<Exit> run_register(const Arguments& given, const Console& console) {
  if (auto usage = check_usage(given); !usage) return tl::unexpected(usage.error());
  const auto day = day_option(given);
  if (!day) return tl::unexpected(day.error());
  const std::string source = *given.value("SOURCE");
  if (given.has("--check")) return check_file(source, console);
  const auto known = register_from(source);
  if (!known) return tl::unexpected(known.error());
  if (given.has("--toml")) {
    actors::write_actors_toml(console.out, known->actors());
    return Exit::AllDone;
  }
  if (given.has("--csv")) {
    actors::write_actors_csv(console.out, known->actors());
    return Exit::AllDone;
  }
  if (const auto office = given.value("--office"))
    return list_holders(*known, *office, **day, console);
  if (const auto name = given.value("--name")) return list_bearers(*known, *name, *day, console);
  if (const auto id = given.value("--actor")) return show_actor(*known, *id, *day, console);
  console.out << register_summary(known->actors()) << ".\n";
  return Exit::AllDone;
}

}  // namespace

Command register_command() {
  return {
      .name = "register",
      .summary =
          "Asks, checks and writes a register: who the actors are, under which names, and "
          "which offices and blocs they had when.",
      .examples = {{"faultline register actors.toml --office \"Speaker of Parliament\" --on "
                    "2031-03-04",
                    "Who held an office on a day."},
                   {"faultline register my.study --name Ruiz --on 2031-03-04",
                    "Whose name this is; first those who had an office or a bloc that day."},
                   {"faultline register actors.csv --check",
                    "All that is wrong with a file, with line and remedy."},
                   {"faultline register my.study --csv > actors.csv",
                    "The study's register as a table, to be edited and read again."}},
      .usage = "SOURCE [OPTIONS]",
      .places = {{"SOURCE", "", "A study, or a register as TOML or CSV (docs/formats.md)."}},
      .options = {{"--office", "TITLE", "Who held it on the day of --on."},
                  {"--name", "NAME", "Whose name it is: whole, surname, or one that sounds alike."},
                  {"--actor", "ID", "The actor's names, roles and blocs in the order of time."},
                  {"--on", "DAY", "The day: 2024-10-26."},
                  {"--toml", "", "Print the register as TOML."},
                  {"--csv", "", "Print it as CSV, a row for each fact."},
                  {"--check", "", "List every mistake of a file; exit status 3 if there is one."}},
      .notes =
          "Without options it counts. An office is found by its words: \"minister\" means a "
          "Minister of Water, but no deputy. `faultline import` makes registers of others' "
          "files.",
      .run = run_register};
}

}  // namespace faultline::cli
