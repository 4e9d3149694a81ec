#include "exchange/dna_manifest.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

namespace faultline::exchange {
namespace {

namespace dna = networks::dna;
using Json = nlohmann::ordered_json;
using networks::Duplicates;
using networks::Kernel;
using networks::Normalisation;
using networks::TimeUnit;

template <class T>
using Words = std::vector<std::pair<std::string_view, T>>;

const Words<dna::NetworkType> network_types = {{"onemode", dna::NetworkType::OneMode},
                                               {"twomode", dna::NetworkType::TwoMode},
                                               {"eventlist", dna::NetworkType::EventList}};
const Words<dna::Aggregation> aggregations = {
    {"ignore", dna::Aggregation::Ignore},
    {"combine", dna::Aggregation::Combine},
    {"subtract", dna::Aggregation::Subtract},
    {"congruence", dna::Aggregation::Congruence},
    {"conflict", dna::Aggregation::Conflict},
    {"congruence & conflict", dna::Aggregation::CongruenceAndConflict}};
const Words<Normalisation> normalisations = {{"no", Normalisation::None},
                                             {"activity", Normalisation::Activity},
                                             {"prominence", Normalisation::Prominence},
                                             {"average", Normalisation::Average},
                                             {"jaccard", Normalisation::Jaccard},
                                             {"cosine", Normalisation::Cosine}};
const Words<Duplicates> duplicates_words = {
    {"include", Duplicates::Include}, {"document", Duplicates::Document},
    {"week", Duplicates::Week},       {"month", Duplicates::Month},
    {"year", Duplicates::Year},       {"acrossrange", Duplicates::Range}};
const Words<std::optional<TimeUnit>> units = {
    {"no", std::nullopt},           {"events", TimeUnit::Events}, {"seconds", TimeUnit::Seconds},
    {"minutes", TimeUnit::Minutes}, {"hours", TimeUnit::Hours},   {"days", TimeUnit::Days},
    {"weeks", TimeUnit::Weeks},     {"months", TimeUnit::Months}, {"years", TimeUnit::Years}};
const Words<Kernel> kernels = {{"no", Kernel::Window},
                               {"uniform", Kernel::Uniform},
                               {"triangular", Kernel::Triangular},
                               {"epanechnikov", Kernel::Epanechnikov},
                               {"gaussian", Kernel::Gaussian}};
const Words<dna::DistanceMethod> distance_methods = {
    {"absdiff", dna::DistanceMethod::AbsoluteDifference},
    {"spectral", dna::DistanceMethod::Spectral}};
const Words<DnaFormat> formats = {{"csv", DnaFormat::ExportCsv},
                                  {"dl", DnaFormat::ExportDl},
                                  {"graphml", DnaFormat::ExportGraphml}};
const Words<bool> annealing_methods = {{"fixed", true}, {"penalty", false}};
// Whose first day of the week and whose week 1 Java's locales have.
const Words<dna::Weeks> locales = {
    {"en_GB", dna::Weeks::Iso},      {"de_DE", dna::Weeks::Iso},
    {"fr_FR", dna::Weeks::Iso},      {"en_US", dna::Weeks::UnitedStates},
    {"C", dna::Weeks::UnitedStates}, {"POSIX", dna::Weeks::UnitedStates}};
const Words<DnaTask> families = {{"attributes", DnaTask::Attributes},
                                 {"barplot", DnaTask::BarPlot},
                                 {"distance", DnaTask::Distance},
                                 {"polarization", DnaTask::Polarization},
                                 {"polarization_series", DnaTask::Polarization},
                                 {"backbone_nested", DnaTask::BackboneNested},
                                 {"backbone_evaluate", DnaTask::BackboneEvaluate},
                                 {"backbone_annealing_RANDOM", DnaTask::BackboneAnnealing},
                                 {"rdna_multiclust", DnaTask::RdnaMulticlust},
                                 {"rdna_phase", DnaTask::RdnaPhases},
                                 {"rdna_barplot", DnaTask::RdnaBarPlot}};
const Words<MulticlustTable> multiclust_tables = {{"max", MulticlustTable::Best},
                                                  {"modularity", MulticlustTable::Modularity},
                                                  {"memberships", MulticlustTable::Memberships}};
const Words<PhaseTable> phase_tables = {
    {"distmat", PhaseTable::Distances}, {"states", PhaseTable::States}, {"best", PhaseTable::Best}};

/// What a run of DNA reports, and what only names the entry.
constexpr std::array<std::string_view, 9> passed_over = {
    "dataset",     "family",        "numFilteredStatements",
    "numMatrices", "numStatements", "integerFlag",
    "error",       "notes",         "congruence_equals_conflict_everywhere"};

/// Reads the keys of one object; the first thing that is wrong stays.
class Reader {
 public:
  Reader(const Json& object, std::string where) : object_(object), where_(std::move(where)) {
    for (const std::string_view key : passed_over) known_.emplace_back(key);
  }

  [[nodiscard]] bool has(const std::string& key) const { return object_.contains(key); }

  void text(const std::string& key, std::string& into) {
    if (const Json* value = take(key)) {
      if (!value->is_string()) return wrong(key, "a text");
      into = value->get<std::string>();
    }
  }
  /// null is none.
  void text(const std::string& key, std::optional<std::string>& into) {
    if (const Json* value = take(key)) {
      if (!value->is_string() && !value->is_null()) return wrong(key, "a text or null");
      into = value->is_null() ? std::nullopt : std::optional(value->get<std::string>());
    }
  }
  void truth(const std::string& key, bool& into) {
    if (const Json* value = take(key)) {
      if (!value->is_boolean()) return wrong(key, "true or false");
      into = value->get<bool>();
    }
  }
  template <class Whole>
  void whole(const std::string& key, Whole least, Whole most, Whole& into) {
    if (const Json* value = take(key)) {
      const bool fits = value->is_number_unsigned()
                            ? value->get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
                            : value->is_number_integer() && least < 0;
      if (!fits || value->get<std::int64_t>() < static_cast<std::int64_t>(least))
        return wrong(key, fmt::format("a whole number of {} to {}", least, most));
      into = value->get<Whole>();
    }
  }
  void number(const std::string& key, double& into) {
    if (const Json* value = take(key)) {
      if (!value->is_number()) return wrong(key, "a number");
      into = value->get<double>();
    }
  }
  template <class T>
  void word(const std::string& key, const Words<T>& words, T& into) {
    if (const Json* value = take(key)) {
      std::vector<std::string_view> all;
      for (const auto& [name, meaning] : words) {
        all.push_back(name);
        if (value->is_string() && value->get_ref<const std::string&>() == name) {
          into = meaning;
          return;
        }
      }
      wrong(key, fmt::format("one of {}", fmt::join(all, ", ")));
    }
  }
  void texts(const std::string& key, std::vector<std::string>& into) {
    if (const Json* value = take(key)) list(key, *value, into);
  }
  void lists(const std::string& key,
             std::vector<std::pair<std::string, std::vector<std::string>>>& into) {
    if (const Json* value = take(key)) {
      if (!value->is_object()) return wrong(key, "an object of lists of texts");
      for (const auto& [name, values] : value->items())
        list(key, values, into.emplace_back(name, std::vector<std::string>()).second);
    }
  }
  void memberships(const std::string& key, std::vector<std::vector<int>>& into) {
    if (const Json* value = take(key)) {
      constexpr std::string_view kind = "a list of lists of cluster numbers from 0 on";
      if (!value->is_array()) return wrong(key, kind);
      for (const Json& one : *value) {
        if (!one.is_array()) return wrong(key, kind);
        std::vector<int>& numbers = into.emplace_back();
        for (const Json& cluster : one) {
          if (!cluster.is_number_unsigned() || cluster.get<std::uint64_t>() > 1'000'000)
            return wrong(key, kind);
          numbers.push_back(cluster.get<int>());
        }
      }
    }
  }
  /// A day of 1900-01-01 (`unset` of the start) means the default, whatever the time of day.
  void instant(const std::string& key, std::string_view unset, std::optional<Instant>& into) {
    std::optional<std::string> text_value;
    text(key, text_value);
    if (!text_value || text_value->starts_with(unset)) return;
    const auto parsed = parse_instant(*text_value);
    if (!parsed) return fail(ErrorCode::Usage, fmt::format("{}: {}", key, parsed.error().message));
    into = *parsed;
  }

  void wrong(const std::string& key, std::string_view kind) {
    const std::string value = object_[key].dump(-1, ' ', false, Json::error_handler_t::replace);
    fail(ErrorCode::Usage, fmt::format("\"{}\" is {}; it must be {}.", key, value, kind));
  }
  void fail(ErrorCode code, std::string message) {
    if (!error_) error_ = Error{code, std::move(message), where_};
  }

  /// What was wrong, also a key that nothing asked for.
  [[nodiscard]] std::optional<Error> error() const {
    if (error_) return error_;
    for (const auto& [key, value] : object_.items())
      if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
        std::vector<std::string> all = known_;
        std::sort(all.begin(), all.end());
        return Error{ErrorCode::Usage,
                     fmt::format("\"{}\" is no key; the keys are {}.", key, fmt::join(all, ", ")),
                     where_};
      }
    return std::nullopt;
  }

 private:
  const Json* take(const std::string& key) {
    known_.push_back(key);
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
  }
  void list(const std::string& key, const Json& value, std::vector<std::string>& into) {
    // One value may stand without its list, as R writes it.
    if (value.is_string()) return into.push_back(value.get<std::string>());
    if (!value.is_array()) return wrong(key, "a list of texts");
    for (const Json& one : value) {
      if (one.is_string())
        into.push_back(one.get<std::string>());
      else if (one.is_number_integer())
        into.push_back(one.dump());
      else
        return wrong(key, "a list of texts");
    }
  }

  const Json& object_;
  std::string where_;
  std::vector<std::string> known_;
  std::optional<Error> error_;
};

DnaTask task_of(const Reader& reader, const std::string& family) {
  for (const auto& [name, task] : families)
    if (family == name) return task;
  if (reader.has("variable")) return DnaTask::Attributes;
  if (reader.has("distanceMethod")) return DnaTask::Distance;
  if (reader.has("numClusters")) return DnaTask::Polarization;
  if (reader.has("method")) return DnaTask::BackboneAnnealing;
  if (reader.has("penalty")) return DnaTask::BackboneEvaluate;
  return DnaTask::Network;
}

/// rDNA's defaults, and those of what exists for one kind of network only.
dna::Settings defaults_of(DnaTask task) {
  dna::Settings settings;
  settings.type = task == DnaTask::Network ? dna::NetworkType::TwoMode : dna::NetworkType::OneMode;
  settings.window_size = 100;
  settings.indent = false;
  if (task == DnaTask::BackboneNested || task == DnaTask::BackboneEvaluate ||
      task == DnaTask::BackboneAnnealing) {
    settings.aggregation = dna::Aggregation::Subtract;
    settings.normalisation = Normalisation::Average;
  }
  if (task == DnaTask::Distance) {
    settings.aggregation = dna::Aggregation::Subtract;
    settings.isolates = true;
  }
  if (task == DnaTask::RdnaPhases) {
    settings.type = dna::NetworkType::TwoMode;
    settings.aggregation = dna::Aggregation::Subtract;
    settings.duplicates = Duplicates::Document;
    settings.window = TimeUnit::Days;
    settings.window_size = 200;
    settings.kernel = Kernel::Uniform;
  }
  if (task == DnaTask::RdnaBarPlot) {
    settings.variable1 = "concept";
    settings.duplicates = Duplicates::Document;
  }
  return settings;
}

void read_filter(Reader& reader, const std::string& which, dna::DocumentFilter& filter) {
  reader.texts("exclude" + which, filter.values);
  reader.truth("invert" + which, filter.invert);
}

void read_settings(Reader& reader, dna::Settings& s) {
  reader.word("networkType", network_types, s.type);
  reader.text("variable1", s.variable1);
  reader.truth("variable1Document", s.variable1_document);
  reader.text("variable2", s.variable2);
  reader.truth("variable2Document", s.variable2_document);
  reader.text("qualifier", s.qualifier);
  reader.truth("qualifierDocument", s.qualifier_document);
  reader.word("qualifierAggregation", aggregations, s.aggregation);
  reader.word("normalization", normalisations, s.normalisation);
  reader.truth("isolates", s.isolates);
  reader.word("duplicates", duplicates_words, s.duplicates);
  reader.instant("start", "1900-01-01", s.start);
  reader.instant("stop", "2099-12-31", s.stop);
  reader.word("timeWindow", units, s.window);
  reader.whole("windowSize", 1, 1'000'000'000, s.window_size);
  reader.word("kernel", kernels, s.kernel);
  reader.truth("indentTime", s.indent);
  reader.lists("excludeValues", s.exclude_values);
  reader.truth("invertValues", s.invert_values);
  read_filter(reader, "Authors", s.authors);
  read_filter(reader, "Sources", s.sources);
  read_filter(reader, "Sections", s.sections);
  read_filter(reader, "Types", s.types);
  reader.word("locale", locales, s.weeks);
  reader.whole<std::uint64_t>("seed", 0, std::numeric_limits<std::int64_t>::max(), s.seed);
  reader.whole("threads", 1, 1'024, s.threads);
}

void read_task(Reader& reader, DnaEntry& entry) {
  reader.text("variable", entry.attribute_variable);
  reader.word("distanceMethod", distance_methods, entry.distance);
  reader.truth("normalizeToOne", entry.normalise_to_one);
  reader.whole("numClusters", 1, 1'000'000, entry.clusters);
  reader.truth("normaliseScores", entry.normalise_scores);
  reader.memberships("memberships", entry.memberships);
  reader.number("penalty", entry.penalty);
  bool is_fixed = true;
  reader.word("method", annealing_methods, is_fixed);
  std::size_t size = 1;
  reader.whole<std::size_t>("backboneSize", 1, 1'000'000, size);
  if (is_fixed) entry.annealing.size = size;
  reader.number("p", entry.annealing.penalty);
  reader.whole("T", 1, 1'000'000'000, entry.annealing.iterations);
  entry.annealing.seed = entry.settings.seed;
}

void read_methods(Reader& reader, std::vector<networks::ClusterMethod>& methods) {
  std::vector<std::string> keys;
  reader.texts("clusterMethods", keys);
  for (const std::string& key : keys) {
    const auto method = networks::cluster_method(key);
    if (!method) {
      return reader.fail(ErrorCode::Usage, fmt::format("\"clusterMethods\" has \"{}\". {}", key,
                                                       method.error().message));
    }
    methods.push_back(*method);
  }
}

void read_rdna_task(Reader& reader, DnaEntry& entry) {
  constexpr std::size_t many = 1'000'000;
  if (entry.task == DnaTask::RdnaMulticlust) {
    std::size_t k = 0;
    reader.whole<std::size_t>("k", 0, many, k);
    if (k > 0) entry.multiclust.k = k;
    reader.whole<std::size_t>("k.max", 2, many, entry.multiclust.most);
    read_methods(reader, entry.multiclust.methods);
    entry.multiclust.seed = entry.settings.seed;
    reader.word("table", multiclust_tables, entry.multiclust_table);
  }
  if (entry.task == DnaTask::RdnaPhases) {
    reader.whole<std::size_t>("k.min", 2, many, entry.phases.fewest);
    reader.whole<std::size_t>("k.max", 2, many, entry.phases.most);
    read_methods(reader, entry.phases.methods);
    entry.phases.seed = entry.settings.seed;
    reader.word("table", phase_tables, entry.phase_table);
  }
}

void read_format(Reader& reader, DnaEntry& entry) {
  const bool is_series = entry.settings.window.has_value();
  entry.format = entry.task == DnaTask::Attributes || (entry.task == DnaTask::Network && !is_series)
                     ? DnaFormat::Csv
                     : DnaFormat::Json;
  if (entry.task == DnaTask::Network && entry.file.ends_with(".json"))
    entry.format = DnaFormat::Json;
  if (entry.settings.type == dna::NetworkType::EventList) entry.format = DnaFormat::ExportCsv;
  const bool is_asked = reader.has("format");
  reader.word("format", formats, entry.format);
  if (is_asked &&
      (entry.task != DnaTask::Network || (entry.settings.type == dna::NetworkType::EventList &&
                                          entry.format != DnaFormat::ExportCsv)))
    reader.fail(ErrorCode::Usage,
                "\"format\" is that of a network's export file; an event list has csv alone.");
}

/// `file` stays in the folder that results are written to.
bool is_inside(std::string_view file) {
  if (file.starts_with('/') || file.find('\\') != std::string_view::npos ||
      file.find('\0') != std::string_view::npos)
    return false;
  while (!file.empty()) {
    const std::string_view part = file.substr(0, file.find('/'));
    if (part.empty() || part == "." || part == "..") return false;
    file.remove_prefix(std::min(part.size() + 1, file.size()));
  }
  return true;
}

Result<DnaEntry> entry_of(const Json& object, std::size_t number, const std::string& where) {
  if (!object.is_object())
    return failure(ErrorCode::Malformed, "An entry is an object of settings.", where);
  Reader reader(object, where);
  std::string family;
  if (const auto found = object.find("family"); found != object.end() && found->is_string())
    family = found->get<std::string>();
  DnaEntry entry;
  entry.number = number;
  std::optional<std::string> file;
  reader.text("file", file);
  entry.file = file.value_or("");
  entry.task = task_of(reader, family);
  entry.settings = defaults_of(entry.task);
  reader.text("statementType", entry.statement_type);
  read_settings(reader, entry.settings);
  read_task(reader, entry);
  read_rdna_task(reader, entry);
  read_format(reader, entry);
  entry.is_random = family.ends_with("RANDOM") || entry.task == DnaTask::BackboneAnnealing;
  if (entry.task == DnaTask::Attributes && entry.attribute_variable.empty())
    reader.fail(ErrorCode::Usage, "\"variable\" is missing: whose entities are wanted.");
  if (!is_inside(entry.file))
    reader.fail(ErrorCode::Usage,
                fmt::format("\"file\" is \"{}\"; it must stay inside the folder of the results.",
                            entry.file));
  if (auto error = reader.error()) return tl::unexpected(*error);
  return entry;
}

}  // namespace

Result<std::vector<Result<DnaEntry>>> parse_dna_manifest(std::string_view json,
                                                         const std::string& name) {
  const Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded())
    return failure(ErrorCode::Malformed, "This is no JSON; give an object of settings or a list.",
                   name);
  std::vector<Result<DnaEntry>> entries;
  if (!parsed.is_array()) {
    entries.push_back(entry_of(parsed, 1, name));
    return entries;
  }
  for (std::size_t i = 0; i < parsed.size(); ++i)
    entries.push_back(entry_of(parsed[i], i + 1, fmt::format("{}: entry {}", name, i + 1)));
  return entries;
}

}  // namespace faultline::exchange
