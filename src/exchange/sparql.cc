// Answers of a SPARQL service (https://www.w3.org/TR/sparql11-results-json/ and -csv-tsv/).

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "actors/register_files.h"
#include "exchange/detail/imported.h"
#include "exchange/register_import.h"
#include "text/csv.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

namespace dom = simdjson::dom;

/// What a column is for. The first of its names that has a value counts.
enum class Use : std::uint8_t {
  Actor,
  ActorLabel,
  Alias,
  Role,
  RoleLabel,
  Bloc,
  BlocLabel,
  From,
  To,
  FromPrecision,
  ToPrecision,
  Gender,
  GenderLabel,
  Kind,
  Source,
};
using Name = std::pair<std::string_view, Use>;
constexpr std::array<Name, 30> names{{{"actor", Use::Actor},
                                      {"person", Use::Actor},
                                      {"item", Use::Actor},
                                      {"actorLabel", Use::ActorLabel},
                                      {"personLabel", Use::ActorLabel},
                                      {"itemLabel", Use::ActorLabel},
                                      {"name", Use::ActorLabel},
                                      {"alias", Use::Alias},
                                      {"altLabel", Use::Alias},
                                      {"role", Use::Role},
                                      {"position", Use::Role},
                                      {"office", Use::Role},
                                      {"roleLabel", Use::RoleLabel},
                                      {"positionLabel", Use::RoleLabel},
                                      {"officeLabel", Use::RoleLabel},
                                      {"bloc", Use::Bloc},
                                      {"party", Use::Bloc},
                                      {"blocLabel", Use::BlocLabel},
                                      {"partyLabel", Use::BlocLabel},
                                      {"from", Use::From},
                                      {"start", Use::From},
                                      {"to", Use::To},
                                      {"end", Use::To},
                                      {"fromPrecision", Use::FromPrecision},
                                      {"toPrecision", Use::ToPrecision},
                                      {"gender", Use::Gender},
                                      {"genderLabel", Use::GenderLabel},
                                      {"kind", Use::Kind},
                                      {"source", Use::Source},
                                      {"pronoun", Use::Gender}}};

std::optional<Use> use_of(std::string_view column) {
  const auto* const found = std::find_if(names.begin(), names.end(),
                                         [&](const Name& one) { return one.first == column; });
  if (found == names.end()) return std::nullopt;
  return found->second;
}

/// "http://www.wikidata.org/entity/Q42" -> "Q42".
std::string_view last_part(std::string_view address) {
  const auto slash = address.find_last_of("/#");
  return slash == std::string_view::npos ? address : address.substr(slash + 1);
}

/// A value that stands for "there is one, and nobody knows which".
bool is_blank(std::string_view value) {
  return value.find("/.well-known/genid/") != std::string_view::npos || value.starts_with("_:");
}

class Collector {
 public:
  explicit Collector(const std::string& name) : name_(name) {}

  using Row = std::map<Use, std::string>;

  void add(const Row& row, const std::string& where) {
    ++imported_.entries;
    const std::string key = value(row, Use::Actor);
    std::string label = value(row, Use::ActorLabel);
    // The label service gives the id where it knows no label.
    if (label == last_part(key)) label.clear();
    if (key.empty() && label.empty()) {
      detail::add_problem(imported_, "The row names no actor; select ?actor or ?actorLabel.",
                          where);
      return;
    }
    const auto period = period_of(row, where);
    if (!period) return;
    const auto [place, is_new] = places_.try_emplace(key.empty() ? label : key, drafts_.size());
    if (is_new) drafts_.push_back({std::string(last_part(key)), {}});
    actors::Actor& actor = drafts_[place->second].second;
    if (actor.name.empty()) actor.name = label;
    actors::add_alias(actor, label);
    actors::add_alias(actor, value(row, Use::Alias));
    add_kind(actor, row, where);
    if (actor.pronoun.empty()) actor.pronoun = pronoun(row);
    add_facts(actor, row, *period);
  }

  void ignore(std::string_view column) { ignored_.insert(std::string(column)); }

  ImportedActors finish() {
    detail::Ids ids;
    std::size_t nameless = 0;
    for (auto& [mark, actor] : drafts_) {
      if (actor.name.empty()) {
        ++nameless;
        continue;
      }
      actor.is_registered = true;
      std::erase(actor.aliases, actor.name);
      actor.id = ids.id_for(actor.name, mark == actor.name ? std::string() : mark);
      imported_.actors.push_back(std::move(actor));
    }
    detail::sort_actors(imported_);
    if (nameless > 0)
      imported_.notes.push_back(
          fmt::format("{} actors have no label and were left out; select ?actorLabel.", nameless));
    if (!ignored_.empty())
      imported_.notes.push_back(
          fmt::format("Columns that say nothing to a register were passed over: {}.",
                      fmt::join(ignored_, ", ")));
    return std::move(imported_);
  }

 private:
  static std::string value(const Row& row, Use use) {
    const auto found = row.find(use);
    if (found == row.end() || is_blank(found->second)) return {};
    return text::fold_space(found->second);
  }

  /// "2001-12-22T00:00:00Z", "2001-12-22", "2001"; as exact as the column of precisions says (9: a
  /// year, 10: a month, 11: a day).
  std::optional<PartialDate> date_of(std::string iso, const std::string& precision, bool& is_bad) {
    is_bad = false;
    if (iso.empty()) return std::nullopt;
    if (const auto clock = iso.find('T'); clock != std::string::npos) iso.resize(clock);
    if (precision == "9" && iso.size() > 4) iso.resize(4);
    if (precision == "10" && iso.size() > 7) iso.resize(7);
    const auto date = parse_partial_date(iso);
    is_bad = !date;
    if (!date) return std::nullopt;
    return *date;
  }

  std::optional<Period> period_of(const Row& row, const std::string& where) {
    Period period;
    for (const auto& [end, column, precision] :
         {std::tuple(&period.from, Use::From, Use::FromPrecision),
          std::tuple(&period.to, Use::To, Use::ToPrecision)}) {
      bool is_bad = false;
      *end = date_of(value(row, column), value(row, precision), is_bad);
      if (!is_bad) continue;
      detail::add_problem(imported_,
                          fmt::format("\"{}\" is not a date; write 2024-10-26, 2024-10 or 2024.",
                                      value(row, column)),
                          where);
      return std::nullopt;
    }
    const auto end = row.find(Use::To);
    if (end != row.end() && is_blank(end->second)) {
      detail::add_problem(imported_,
                          "The row's end is an unknown value; taken as it is it would hold until "
                          "today. Filter such rows, or give the day.",
                          where);
      return std::nullopt;
    }
    if (period.from && period.to && last_day(*period.to) < period.from->first) {
      detail::add_problem(
          imported_,
          fmt::format("A period ends on {} before it begins on {}; correct it at its source.",
                      to_string(*period.to), to_string(*period.from)),
          where);
      return std::nullopt;
    }
    return period;
  }

  void add_kind(actors::Actor& actor, const Row& row, const std::string& where) {
    const std::string word = value(row, Use::Kind);
    if (word.empty()) return;
    const auto kind = actors::parse_actor_kind(word);
    if (kind) {
      actor.kind = *kind;
      return;
    }
    detail::add_problem(
        imported_,
        fmt::format("\"{}\" is no kind of actor; write person, organization, state or group.",
                    word),
        where);
  }

  static std::string pronoun(const Row& row) {
    const std::string gender = value(row, Use::Gender);
    for (const std::string_view known : {"he", "she", "they", "it"})
      if (gender == known) return gender;
    const std::string found = detail::pronoun_for(last_part(gender));
    return found.empty() ? detail::pronoun_for(value(row, Use::GenderLabel)) : found;
  }

  void add_facts(actors::Actor& actor, const Row& row, const Period& period) {
    const auto named = [&](Use label, Use item) {
      const std::string words = value(row, label);
      return words.empty() ? std::string(last_part(value(row, item))) : words;
    };
    std::string source = value(row, Use::Source);
    if (source.empty() && value(row, Use::Actor).find("wikidata.org/") != std::string::npos)
      source = fmt::format("wikidata.org/wiki/{}", last_part(value(row, Use::Actor)));
    const std::string role = named(Use::RoleLabel, Use::Role);
    const std::string bloc = named(Use::BlocLabel, Use::Bloc);
    // Dates belong to the role where a row has one; the bloc beside it is then undated.
    if (!role.empty()) actors::add_role(actor, {role, period, source});
    if (!bloc.empty())
      actors::add_membership(actor, {bloc, role.empty() ? period : Period{}, source});
  }

  const std::string& name_;
  ImportedActors imported_;
  std::map<std::string, std::size_t> places_;
  std::vector<std::pair<std::string, actors::Actor>> drafts_;  // with the last part of their key
  std::set<std::string> ignored_;
};

Result<ImportedActors> import_json(std::string_view bytes, const std::string& name) {
  dom::parser parser;
  dom::element root;
  if (const auto code = parser.parse(bytes.data(), bytes.size()).get(root);
      code != simdjson::SUCCESS) {
    return failure(ErrorCode::Malformed,
                   fmt::format("{} is no JSON ({}); ask the service for "
                               "application/sparql-results+json.",
                               name, simdjson::error_message(code)),
                   name);
  }
  dom::array bindings;
  if (root["results"]["bindings"].get(bindings) != simdjson::SUCCESS) {
    return failure(ErrorCode::Malformed,
                   fmt::format("{} has no \"results\" with \"bindings\" and so is no answer to a "
                               "SELECT query; a dump of entities is read with --format wikidata.",
                               name),
                   name);
  }
  Collector collector(name);
  std::size_t number = 0;
  for (const dom::element binding : bindings) {
    ++number;
    Collector::Row row;
    dom::object object;
    if (binding.get(object) != simdjson::SUCCESS) object = {};
    for (const auto& [column, cell] : object) {
      const auto use = use_of(column);
      std::string_view value;
      std::string_view type;
      if (!use) {
        collector.ignore(column);
      } else if (cell["value"].get(value) == simdjson::SUCCESS) {
        const bool is_unknown = cell["type"].get(type) == simdjson::SUCCESS && type == "bnode";
        row.emplace(*use, is_unknown ? "_:" + std::string(value) : std::string(value));
      }
    }
    collector.add(row, fmt::format("{}:row {}", name, number));
  }
  return collector.finish();
}

/// A term of TSV without its dress: <http://...>, "text"@en, "text"^^<type>.
std::string plain_term(std::string_view term) {
  if (term.size() >= 2 && term.front() == '<' && term.back() == '>')
    return std::string(term.substr(1, term.size() - 2));
  if (term.size() < 2 || term.front() != '"') return std::string(term);
  std::string plain;
  for (std::size_t i = 1; i < term.size() && term[i] != '"'; ++i) {
    if (term[i] != '\\' || i + 1 == term.size()) {
      plain += term[i];
      continue;
    }
    const char c = term[++i];
    plain += c == 't' ? '\t' : c == 'n' || c == 'r' ? ' ' : c;
  }
  return plain;
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(separator, begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

/// Gives rows of cells to `collector`; the first row names the columns.
class Columns {
 public:
  Columns(Collector& collector, const std::string& name) : collector_(collector), name_(name) {}

  template <class Cells>
  Result<void> read(const Cells& cells, std::uint32_t line) {
    if (uses_.empty()) return read_header(cells);
    Collector::Row row;
    for (std::size_t i = 0; i < std::min(cells.size(), uses_.size()); ++i)
      if (uses_[i] && !cells[i].empty()) row.emplace(*uses_[i], std::string(cells[i]));
    collector_.add(row, fmt::format("{}:{}", name_, line));
    return {};
  }

 private:
  template <class Cells>
  Result<void> read_header(const Cells& cells) {
    bool has_actor = false;
    for (const std::string_view cell : cells) {
      const std::string_view column = cell.starts_with('?') ? cell.substr(1) : cell;
      uses_.push_back(use_of(column));
      if (!uses_.back()) collector_.ignore(column);
      has_actor = has_actor || uses_.back() == Use::Actor || uses_.back() == Use::ActorLabel;
    }
    if (has_actor) return {};
    return failure(ErrorCode::Malformed,
                   "No column names an actor; select ?actor and ?actorLabel "
                   "(docs/formats.md has a query).",
                   fmt::format("{}:1", name_));
  }

  Collector& collector_;
  const std::string& name_;
  std::vector<std::optional<Use>> uses_;
};

Result<ImportedActors> import_tsv(std::string_view bytes, const std::string& name) {
  Collector collector(name);
  Columns columns(collector, name);
  std::uint32_t line = 0;
  for (std::string_view text : split(bytes, '\n')) {
    ++line;
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) continue;
    std::vector<std::string> cells;
    for (const std::string_view term : split(text, '\t')) cells.push_back(plain_term(term));
    if (auto read = columns.read(cells, line); !read) return tl::unexpected(read.error());
  }
  return collector.finish();
}

Result<ImportedActors> import_csv(std::string_view bytes, const std::string& name) {
  Collector collector(name);
  Columns columns(collector, name);
  text::CsvReader reader(bytes, text::separator_of(bytes), name);
  text::CsvRecord record;
  std::vector<Error> broken;
  while (true) {
    const auto next = reader.next(record);
    if (!next) {
      broken.push_back(next.error());
      continue;
    }
    if (!*next) break;
    if (auto read = columns.read(record.cells, record.line); !read)
      return tl::unexpected(read.error());
  }
  ImportedActors imported = collector.finish();
  for (Error& error : broken)
    detail::add_problem(imported, std::move(error.message), std::move(error.where));
  return imported;
}

}  // namespace

Result<ImportedActors> import_sparql(std::string_view bytes, const std::string& name) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == std::string_view::npos)
    return failure(ErrorCode::Malformed,
                   fmt::format("{} is empty; save the answer of the query anew.", name), name);
  if (bytes[begin] == '{') return import_json(bytes, name);
  if (bytes[begin] == '<')
    return failure(ErrorCode::Unsupported,
                   fmt::format("{} is XML; save the answer as JSON, CSV or TSV.", name), name);
  const bool is_tsv = bytes[begin] == '?' || text::separator_of(bytes) == '\t';
  return is_tsv ? import_tsv(bytes, name) : import_csv(bytes, name);
}

}  // namespace faultline::exchange
