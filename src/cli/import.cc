// faultline import: registers out of other programs' files; coded data is in import_coded.cc.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <utility>

#include "actors/register_files.h"
#include "cli/detail/command.h"
#include "cli/detail/failures.h"
#include "cli/detail/import_coded.h"
#include "cli/detail/layout.h"
#include "cli/detail/register_source.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "exchange/lines.h"
#include "exchange/register_import.h"
#include "study/study.h"
#include "text/csv.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

using exchange::ImportedActors;

constexpr std::array<std::string_view, 4> formats = {"wikidata", "sparql", "petrarch", "register"};

/// "Q1,Q2" -> its members; none for an option that is not given.
std::vector<std::string> list_option(const Arguments& given, const std::string& name) {
  std::vector<std::string> list;
  std::string member;
  for (const char c : given.value(name).value_or("") + ",") {
    if (c != ',') {
      if (c != ' ') member += c;
    } else if (!member.empty()) {
      list.push_back(std::exchange(member, {}));
    }
  }
  return list;
}

Result<std::vector<std::string>> items_option(const Arguments& given, const std::string& name) {
  auto items = list_option(given, name);
  for (const std::string& item : items) {
    if (item.size() > 1 && item[0] == 'Q' &&
        item.find_first_not_of("0123456789", 1) == std::string::npos)
      continue;
    return failure(ErrorCode::Usage,
                   fmt::format("{}: \"{}\" is no item of Wikidata; write its number, as in Q30185.",
                               name, item));
  }
  return items;
}

Result<exchange::WikidataOptions> wikidata_options(const Arguments& given) {
  exchange::WikidataOptions options;
  for (const auto& [name, list] :
       {std::pair("--position", &options.positions), std::pair("--country", &options.countries),
        std::pair("--instance", &options.instances)}) {
    auto items = items_option(given, name);
    if (!items) return tl::unexpected(items.error());
    if (!items->empty()) *list = std::move(*items);
  }
  if (auto languages = list_option(given, "--language"); !languages.empty())
    options.languages = std::move(languages);
  return options;
}

/// A register's table has a column "fact" or "name"; that of a query has the query's variables.
bool is_register_header(std::string_view line) {
  text::CsvReader reader(line, text::separator_of(line), {});
  text::CsvRecord header;
  if (const auto read = reader.next(header); !read || !*read) return true;
  const auto has = [&](std::string_view column) {
    return std::any_of(header.cells.begin(), header.cells.end(),
                       [&](const std::string& cell) { return text::fold_name(cell) == column; });
  };
  return has("fact") || (has("name") && !has("actor") && !has("person") && !has("item"));
}

/// What the file's ending, and for JSON and tables its beginning, tell.
Result<std::string> format_of(const Arguments& given, const std::string& file) {
  if (const auto named = given.value("--format")) {
    if (std::find(formats.begin(), formats.end(), *named) != formats.end()) return *named;
    const std::vector<std::string> known(formats.begin(), formats.end());
    return failure(ErrorCode::Usage,
                   fmt::format("--format: \"{}\" is not known; write wikidata, sparql, petrarch or "
                               "register.{}",
                               *named, did_you_mean(*named, known)));
  }
  std::string name = file;
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  const std::string ending = std::filesystem::path(name).extension().string();
  if (ending == ".toml") return "register";
  if (ending == ".txt" || ending == ".actors") return "petrarch";
  if (ending == ".json" || ending == ".csv" || ending == ".tsv") {
    auto lines = exchange::LineReader::open(file);
    if (!lines) return tl::unexpected(lines.error());
    std::string line;
    while (line.empty()) {
      const auto more = lines->next(line);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
    }
    const std::string_view begin = std::string_view(line).substr(0, 4096);
    if (ending == ".json") {
      const bool is_dump = begin.starts_with('[') || begin.find("\"type\":\"item\"") != begin.npos;
      return is_dump ? "wikidata" : "sparql";
    }
    return is_register_header(begin) ? "register" : "sparql";
  }
  return failure(ErrorCode::Usage,
                 fmt::format("What {} is does not show; name it: --format wikidata, sparql, "
                             "petrarch or register.",
                             file));
}

/// Gives every line of `file` to `visit`; false when ctrl-C was pressed.
template <class Visit>
Result<void> each_line(const std::string& file, const Console& console, Visit visit) {
  auto lines = exchange::LineReader::open(file);
  if (!lines) return tl::unexpected(lines.error());
  std::string line;
  while (true) {
    const auto more = lines->next(line);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    if (console.interrupted)
      return failure(ErrorCode::Interrupted, "Interrupted; nothing was imported.");
    visit(std::string_view(line), lines->number());
  }
}

Result<ImportedActors> import_wikidata(const Arguments& given, const std::string& file,
                                       const Console& console) {
  auto options = wikidata_options(given);
  if (!options) return tl::unexpected(options.error());
  exchange::WikidataReader reader(std::move(*options), file);
  auto read = each_line(file, console, [&](std::string_view line, std::uint64_t number) {
    reader.read_entity(line, number);
  });
  // Standard input cannot be read twice; offices then keep their ids, and a note says so.
  if (read && file != "-" && reader.wants_labels())
    read = each_line(file, console,
                     [&](std::string_view line, std::uint64_t) { reader.read_label(line); });
  if (!read) return tl::unexpected(read.error());
  return std::move(reader).finish();
}

Result<ImportedActors> import_register(const std::string& file) {
  auto read = file == "-" ? Result<actors::ReadActors>() : check_register(file);
  if (file == "-") {
    const auto bytes = read_text_of(file);
    if (!bytes) return tl::unexpected(bytes.error());
    read = actors::read_actors_csv(*bytes, file);
  }
  if (!read) return tl::unexpected(read.error());
  ImportedActors imported;
  imported.entries = read->actors.size() + read->problems.size();
  imported.failures = read->problems.size();
  imported.actors = std::move(read->actors);
  imported.problems = std::move(read->problems);
  return imported;
}

Result<ImportedActors> import_file(const Arguments& given, const std::string& file,
                                   const Console& console) {
  if (file != "-")
    if (auto exists = require_file(file, "file"); !exists) return tl::unexpected(exists.error());
  const auto format = format_of(given, file);
  if (!format) return tl::unexpected(format.error());
  if (*format == "wikidata") return import_wikidata(given, file, console);
  if (*format == "register") return import_register(file);
  const auto bytes = read_text_of(file);
  if (!bytes) return tl::unexpected(bytes.error());
  return *format == "sparql" ? exchange::import_sparql(*bytes, file)
                             : exchange::import_petrarch(*bytes, file);
}

void tell(const ImportedActors& imported, const std::string& file, const Console& console) {
  console.err << fmt::format(
      "{}: {} read; {}.\n", file,
      counted(static_cast<std::int64_t>(imported.entries), "entry", "entries"),
      register_summary(imported.actors));
  for (const std::string& note : imported.notes) console.err << "  " << printable(note) << '\n';
  if (imported.failures == 0) return;
  console.err << fmt::format(
      "  {} could not be read:\n",
      counted(static_cast<std::int64_t>(imported.failures), "entry", "entries"));
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(most, imported.problems.size()); ++i)
    console.err << "    " << describe(imported.problems[i]) << '\n';
  if (imported.failures > most) console.err << "    and more like these.\n";
}

/// A part_of that names nobody would make the register unreadable.
void drop_loose_ends(std::vector<actors::Actor>& actors) {
  for (auto& actor : actors) {
    const auto found = std::lower_bound(
        actors.begin(), actors.end(), actor.part_of,
        [](const actors::Actor& one, const std::string& id) { return one.id < id; });
    if (found == actors.end() || found->id != actor.part_of) actor.part_of.clear();
  }
}

Result<void> keep(const Arguments& given, std::vector<actors::Actor> found,
                  const Console& console) {
  const std::string into = *given.value("--into");
  auto study = study::Study::open(into, study::Access::Create);
  if (!study) return tl::unexpected(study.error());
  if (!given.has("--replace")) {
    const auto known = study->known_actors();
    if (!known) return tl::unexpected(known.error());
    std::vector<actors::Actor> own(known->actors().begin(), known->actors().end());
    found = actors::joined_actors(std::move(own), std::move(found));
  }
  drop_loose_ends(found);
  const auto joined = actors::Register::from_actors(std::move(found));
  if (!joined) return tl::unexpected(joined.error());
  if (auto set = study->set_register(*joined); !set) return set;
  console.err << fmt::format("{} now has {}.\n", into, register_summary(joined->actors()));
  return {};
}

Result<Exit> run_import(const Arguments& given, const Console& console) {
  if (is_coded_import(given)) return run_import_coded(given, console);
  if (!given.has("[FILE]"))
    return failure(ErrorCode::Usage,
                   "Name a file to import, or coded data by --dna or --statements-csv.", "FILE");
  if (given.has("--toml") + given.has("--csv") + given.has("--into") > 1)
    return failure(ErrorCode::Usage, "--toml, --csv and --into exclude each other; give one.");
  if (given.has("--replace") && !given.has("--into"))
    return failure(ErrorCode::Usage, "--replace goes with --into STUDY.");
  std::vector<actors::Actor> found;
  std::size_t failures = 0;
  for (const std::string& file : given.values("[FILE]")) {
    auto imported = import_file(given, file, console);
    if (!imported) return tl::unexpected(imported.error());
    tell(*imported, file, console);
    failures += imported->failures;
    found = actors::joined_actors(std::move(found), std::move(imported->actors));
  }
  const bool is_empty = found.empty();
  if (is_empty) {
    console.err << "No actor was found, and nothing is written.\n";
    return failures > 0 ? Exit::BadInput : Exit::NothingDone;
  }
  if (given.has("--into")) {
    if (auto kept = keep(given, std::move(found), console); !kept)
      return tl::unexpected(kept.error());
  } else {
    drop_loose_ends(found);
    given.has("--csv") ? actors::write_actors_csv(console.out, found)
                       : actors::write_actors_toml(console.out, found);
  }
  return failures > 0 ? Exit::SomeFailed : Exit::AllDone;
}

}  // namespace

Command import_command() {
  Command command{
      .name = "import",
      .summary =
          "Takes other programs' files: a register of actors out of a Wikidata dump, the answer "
          "of a SPARQL query, an actor dictionary of PETRARCH, or tables; and coded statements "
          "of Discourse Network Analyzer or of tables into a study.",
      .examples = {{"faultline import latest-all.json.gz --position Q30185 --country Q794 "
                    "--language en,fa --into my.study",
                    "Everybody in a Wikidata dump who was mayor and is a citizen of Iran, with "
                    "names in two languages."},
                   {"faultline import query.json --csv > actors.csv",
                    "What query.wikidata.org answered, as a table to look through."}},
      .usage =
          "FILE ... [--toml | --csv | --into STUDY] [OPTIONS]\n"
          "       faultline import --dna FILE | --statements-csv FILE  --into STUDY [OPTIONS]",
      .places = {{"[FILE]", "", "Files to import; - is standard input. Several are joined by id."}},
      .last_place_repeats = true,
      .options =
          {{"--format", "FORMAT",
            "wikidata, sparql, petrarch or register (a CSV or TOML file of our own). Default: by "
            "the file's ending and first line."},
           {"--into", "STUDY", "Add the actors to this study's register; it is made if missing."},
           {"--replace", "",
            "With --into: the study's register is these actors only; of coded data, an earlier "
            "state of the same file is taken back."},
           {"--toml", "", "Print a register as TOML (default)."},
           {"--csv", "", "Print it as CSV, a row for each fact."},
           {"--position", "Q,Q", "Wikidata: who held one of these positions."},
           {"--country", "Q,Q", "Wikidata: citizens of, or bodies in, one of these countries."},
           {"--instance", "Q,Q", "Wikidata: what is one of these. Default Q5, humans."},
           {"--language", "L,L",
            "Wikidata: names in these languages, the first for display. Default en."}},
      .notes =
          "A dump is read twice, line by line, and never held in memory. What cannot be read "
          "is counted and listed, and the exit status is then 4. docs/formats.md says what "
          "becomes what and has a query for query.wikidata.org. Coded data is one act: "
          "`faultline code STUDY imports` lists it, `undo-import` takes it back.",
      .run = run_import};
  for (auto& option : coded_options()) command.options.push_back(std::move(option));
  for (auto& example : coded_examples()) command.examples.push_back(std::move(example));
  return command;
}

}  // namespace faultline::cli
