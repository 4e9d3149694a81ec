#include "exchange/network_request.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/day.h"

namespace faultline::exchange {
namespace {

using networks::Aggregation;
using networks::Duplicates;
using networks::Kernel;
using networks::Normalisation;
using networks::TimeUnit;

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

constexpr std::array<Word<NetworkMode>, 5> modes = {{{"one-mode", NetworkMode::OneMode},
                                                     {"two-mode", NetworkMode::TwoMode},
                                                     {"relations", NetworkMode::Relations},
                                                     {"events", NetworkMode::Events},
                                                     {"bars", NetworkMode::Bars}}};
constexpr std::array<Word<Aggregation>, 5> aggregations = {{{"ignore", Aggregation::Ignore},
                                                            {"combine", Aggregation::Combine},
                                                            {"subtract", Aggregation::Subtract},
                                                            {"congruence", Aggregation::Congruence},
                                                            {"conflict", Aggregation::Conflict}}};
constexpr std::array<Word<Normalisation>, 6> normalisations = {
    {{"no", Normalisation::None},
     {"activity", Normalisation::Activity},
     {"prominence", Normalisation::Prominence},
     {"average", Normalisation::Average},
     {"jaccard", Normalisation::Jaccard},
     {"cosine", Normalisation::Cosine}}};
constexpr std::array<Word<Duplicates>, 6> duplicate_rules = {{{"include", Duplicates::Include},
                                                              {"document", Duplicates::Document},
                                                              {"week", Duplicates::Week},
                                                              {"month", Duplicates::Month},
                                                              {"year", Duplicates::Year},
                                                              {"range", Duplicates::Range}}};
constexpr std::array<Word<TimeUnit>, 8> units = {{{"events", TimeUnit::Events},
                                                  {"seconds", TimeUnit::Seconds},
                                                  {"minutes", TimeUnit::Minutes},
                                                  {"hours", TimeUnit::Hours},
                                                  {"days", TimeUnit::Days},
                                                  {"weeks", TimeUnit::Weeks},
                                                  {"months", TimeUnit::Months},
                                                  {"years", TimeUnit::Years}}};
constexpr std::array<Word<Kernel>, 5> kernels = {{{"no", Kernel::Window},
                                                  {"uniform", Kernel::Uniform},
                                                  {"triangular", Kernel::Triangular},
                                                  {"epanechnikov", Kernel::Epanechnikov},
                                                  {"gaussian", Kernel::Gaussian}}};
constexpr std::array<Word<BackboneMethod>, 3> backbones = {
    {{"sdsm", BackboneMethod::Sdsm},
     {"disparity", BackboneMethod::Disparity},
     {"concepts", BackboneMethod::Concepts}}};

template <class Value, std::size_t N>
std::string_view word_for(const std::array<Word<Value>, N>& words, Value value) {
  return std::find_if(words.begin(), words.end(), [&](const auto& w) { return w.value == value; })
      ->word;
}

tl::unexpected<Error> unfit(std::string_view name, std::string_view value,
                            std::string_view wanted) {
  return failure(ErrorCode::Usage, fmt::format("{}: \"{}\" is not {}.", name, value, wanted));
}

template <class Value, std::size_t N>
Result<Value> one_of(const std::array<Word<Value>, N>& words, std::string_view name,
                     std::string_view value) {
  std::string all;
  for (const auto& [word, meaning] : words) {
    if (word == value) return meaning;
    all += fmt::format("{}{}", all.empty() ? "" : ", ", word);
  }
  return unfit(name, value, "one of " + all);
}

template <class Number>
Result<Number> number(std::string_view name, std::string_view text, Number least, Number most,
                      std::string_view wanted) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= least) ||
      !(value <= most))
    return unfit(name, text, wanted);
  return value;
}

/// "2031-03-04T09:30" as it is; a day, month or year as its first or its last second.
Result<Instant> instant(std::string_view name, std::string_view value, bool last) {
  if (const auto date = parse_partial_date(value)) {
    const Instant first = start_of(last ? last_day(*date) : date->first);
    return last ? Instant{first.seconds + seconds_per_day - 1} : first;
  }
  const auto exact = parse_instant(value);
  if (!exact)
    return unfit(name, value,
                 "a time; write it as 2024-10-26, 2024-W43, 2024-10, 2024 or "
                 "2024-10-26T09:30:15");
  return *exact;
}

/// "2031-01..2031-03", or one date that is a period: "2031-01".
Result<TimeRange> range(std::string_view name, std::string_view value) {
  const auto dots = value.find("..");
  const auto from = instant(name, value.substr(0, dots), false);
  if (!from) return tl::unexpected(from.error());
  const auto to =
      instant(name, dots == std::string_view::npos ? value : value.substr(dots + 2), true);
  if (!to) return tl::unexpected(to.error());
  if (*to < *from) return unfit(name, value, "a period: it ends before it begins");
  return TimeRange{*from, *to};
}

/// "30 days" -> 30, Days; "1 week" too.
Result<std::pair<int, TimeUnit>> span_of_time(std::string_view name, std::string_view value) {
  const auto wanted =
      "a length; write it as \"30 days\", \"4 weeks\", \"1 month\" or \"50 events\"";
  const auto digits = std::min(value.find_first_not_of("0123456789"), value.size());
  const auto count = number<int>(name, value.substr(0, digits), 1, 1'000'000, wanted);
  if (!count) return unfit(name, value, wanted);
  std::string word(value.substr(digits));
  word.erase(0, word.find_first_not_of(" -_"));
  if (!word.empty() && word.back() != 's') word += 's';
  for (const auto& [unit, meaning] : units)
    if (unit == word) return std::pair(*count, meaning);
  return unfit(name, value, wanted);
}

networks::Window& window_of(NetworkRequest& request) {
  if (!request.settings.window) request.settings.window.emplace();
  return *request.settings.window;
}

Result<void> set_exclusion(NetworkRequest& request, std::string_view name, std::string_view value) {
  const auto sign = value.find('=');
  if (sign == std::string_view::npos || sign == 0)
    return unfit(name, value, "a variable with a value; write it as concept=border wall");
  const bool only = name == "only";
  auto& exclusions = request.settings.exclusions;
  auto found = std::find_if(exclusions.begin(), exclusions.end(), [&](const auto& exclusion) {
    return exclusion.variable == value.substr(0, sign) && exclusion.only == only;
  });
  if (found == exclusions.end())
    found = exclusions.insert(found, {std::string(value.substr(0, sign)), {}, only});
  found->values.emplace_back(value.substr(sign + 1));
  return {};
}

Result<void> set_words(std::string& place, std::string_view name, std::string_view value) {
  if (value.empty()) return unfit(name, value, "a name");
  place = value;
  return {};
}

template <class Value>
Result<void> keep(Value& place, const Result<Value>& value) {
  if (!value) return tl::unexpected(value.error());
  place = *value;
  return {};
}

Result<void> set_flag(bool& place, std::string_view name, std::string_view value) {
  if (value != "true" && value != "false") return unfit(name, value, "true or false");
  place = value == "true";
  return {};
}

using Name = std::string_view;
using Setter = Result<void> (*)(NetworkRequest&, Name name, std::string_view value);

Result<void> set_mode(NetworkRequest& r, Name name, std::string_view value) {
  auto kept = keep(r.mode, one_of(modes, name, value));
  r.settings.shape = r.mode == NetworkMode::TwoMode     ? networks::Shape::TwoMode
                     : r.mode == NetworkMode::Relations ? networks::Shape::Directed
                                                        : networks::Shape::OneMode;
  return kept;
}

Result<void> set_qualifier(NetworkRequest& r, Name name, std::string_view value) {
  if (value.empty()) return unfit(name, value, "a variable, or none");
  r.default_qualifier = false;
  r.settings.qualifier.reset();
  if (value != "none") r.settings.qualifier = value;
  return {};
}

Result<void> set_window(NetworkRequest& r, Name name, std::string_view value) {
  const auto span = span_of_time(name, value);
  if (!span) return tl::unexpected(span.error());
  std::tie(window_of(r).width, window_of(r).unit) = *span;
  return {};
}

Result<void> set_communities(NetworkRequest& r, Name name, std::string_view value) {
  if (!r.communities) r.communities.emplace();
  return set_words(r.communities->method, name, value);
}

Result<void> set_resolution(NetworkRequest& r, Name name, std::string_view value) {
  if (!r.communities) r.communities.emplace();
  return keep(r.communities->resolution,
              number<double>(name, value, 1e-9, 1e9, "a number above 0"));
}

Result<void> set_compare(NetworkRequest& r, Name name, std::string_view value) {
  const auto comma = value.find(',');
  if (comma == std::string_view::npos)
    return unfit(name, value,
                 "two periods; write them as 2031-03,2031-04 or 2031-01..2031-03,2031-04..2031-06");
  const auto first = range(name, value.substr(0, comma));
  if (!first) return tl::unexpected(first.error());
  const auto second = range(name, value.substr(comma + 1));
  if (!second) return tl::unexpected(second.error());
  r.compare = std::pair(*first, *second);
  return {};
}

struct Entry {
  NetworkField field;
  Setter set;
};

const Entry entries[] = {
    {{"mode", "WORD",
      "one-mode (default): who shares stands with whom; two-mode: who stands where; relations: who "
      "attacks or backs whom; events: the statements that count; bars: counts by value."},
     set_mode},
    {{"type", "NAME", "Statements of this type, of a study with imported codings."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return set_words(r.statement_type.emplace(), n, v);
     }},
    {{"variable1", "NAME",
      "The rows: person, organization, bloc, outlet ... Default: organization of imported codings, "
      "else person."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return set_words(r.settings.variable1, n, v);
     }},
    {{"variable2", "NAME", "What rows share, or the columns. Default: concept."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return set_words(r.settings.variable2, n, v);
     }},
    {{"qualifier", "NAME", "What makes them agree or differ; none: nothing. Default: agreement."},
     set_qualifier},
    {{"aggregation", "WORD",
      "ignore, combine (two-mode), subtract, congruence, conflict. Default: subtract, or ignore "
      "without a qualifier."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       r.default_aggregation = false;
       return keep(r.settings.aggregation, one_of(aggregations, n, v));
     }},
    {{"normalization", "WORD",
      "no (default); activity, prominence (two-mode); average, jaccard, cosine (one-mode)."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.settings.normalisation, one_of(normalisations, n, v));
     }},
    {{"duplicates", "WORD",
      "Which repetitions of a stand count: include (default: all), or once in a document, week, "
      "month, year, range."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.settings.duplicates, one_of(duplicate_rules, n, v));
     }},
    {{"isolates", "", "Keep nodes that only statements left out have."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return set_flag(r.settings.isolates, n, v);
     }},
    {{"from", "TIME", "Not earlier: 2024-10-26, 2024-W43, 2024-10, 2024 or 2024-10-26T09:30."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.settings.from.emplace(), instant(n, v, false));
     }},
    {{"to", "TIME", "Not later."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.settings.to.emplace(), instant(n, v, true));
     }},
    {{"exclude", "VARIABLE=VALUE...", "Leave these statements out.", true}, set_exclusion},
    {{"only", "VARIABLE=VALUE...", "Leave all others out.", true}, set_exclusion},
    {{"window", "LENGTH", "A series of windows: \"30 days\", \"1 month\", \"50 events\"."},
     set_window},
    {{"step", "LENGTH", "From one window to the next. Default: one unit of the window."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(window_of(r).step, number<int>(n, v.substr(0, v.find(' ')), 1, 1'000'000,
                                                  "a number of the window's units"));
     }},
    {{"kernel", "WORD",
      "How a window weighs: no (default: all the same), uniform, triangular, epanechnikov, "
      "gaussian."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(window_of(r).kernel, one_of(kernels, n, v));
     }},
    {{"min-confidence", "0..1",
      "The machine's codings and relations at least as sure. Default 0.5."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.min_confidence, number<double>(n, v, 0, 1, "a number from 0 to 1"));
     }},
    {{"by-principal", "", "Count a spokesman's words as those of whom he speaks for."},
     [](NetworkRequest& r, Name n, std::string_view v) { return set_flag(r.by_principal, n, v); }},
    {{"communities", "METHOD",
      "Put nodes into groups: leiden, cpm, signed, louvain, walktrap ... (docs/methods.md)."},
     set_communities},
    {{"resolution", "NUMBER", "Higher: more and smaller groups. Default 1."}, set_resolution},
    {{"centrality", "", "Add centralities to the nodes."},
     [](NetworkRequest& r, Name n, std::string_view v) { return set_flag(r.centrality, n, v); }},
    {{"ei", "ATTRIBUTE", "E-I index of the groups that an attribute of the nodes makes."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return set_words(r.ei_attribute.emplace(), n, v);
     }},
    {{"backbone", "METHOD",
      "Only what chance would not give: sdsm, disparity; or concepts: those that the network rests "
      "on."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.backbone.emplace(), one_of(backbones, n, v));
     }},
    {{"alpha", "0..1", "Level of the backbone's tests, corrected for their number. Default 0.05."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.alpha, number<double>(n, v, 0, 1, "a number from 0 to 1"));
     }},
    {{"polarization", "K", "How polarized into K groups, against chance."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.polarization.emplace(), number<int>(n, v, 2, 100, "a number from 2 to 100"));
     }},
    {{"permutations", "N", "Draws of every test against chance. Default 1,000."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.permutations, number<int>(n, v, 1, 10'000'000, "a number of 1 or more"));
     }},
    {{"seed", "N", "Decides what is drawn at random. Default 1."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.seed, number<std::uint64_t>(n, v, 0, std::numeric_limits<std::uint64_t>::max(),
                                                 "a whole number of 0 or more"));
     }},
    {{"compare", "A..B,C..D", "What changed from the first period to the second."}, set_compare},
    {{"min-weight", "NUMBER", "Leave weaker edges out of what is written."},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.min_weight, number<double>(n, v, 0, 1e300, "a number of 0 or more"));
     }},
    {{"threads", "N", "Cores to use; changes no figure. Default: all.", false, false},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return keep(r.settings.threads, number<int>(n, v, 1, 1024, "a number from 1 to 1024"));
     }},
    {{"format", "WORD",
      "text, csv, matrix, nodes, json, jsonl, graphml, gexf, dl, dl-edges, pajek, svg. Default: by "
      "the "
      "ending "
      "of --out, else text.",
      false, false},
     [](NetworkRequest& r, Name n, std::string_view v) {
       return set_words(r.format.emplace(), n, v);
     }},
};

}  // namespace

std::span<const NetworkField> network_fields() {
  static const auto fields = [] {
    std::vector<NetworkField> all;
    for (const Entry& entry : entries) all.push_back(entry.field);
    return all;
  }();
  return fields;
}

Result<void> set_network_field(NetworkRequest& request, std::string_view name,
                               std::string_view value) {
  std::string all;
  for (const Entry& entry : entries) {
    if (entry.field.name == name) return entry.set(request, name, value);
    all += fmt::format("{}{}", all.empty() ? "" : ", ", entry.field.name);
  }
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no setting of a network; there are {}.", name, all));
}

std::string_view to_string(NetworkMode mode) { return word_for(modes, mode); }
std::string_view to_string(BackboneMethod method) { return word_for(backbones, method); }

Result<void> check_request(const NetworkRequest& request) {
  const auto usage = [](std::string message) {
    return failure(ErrorCode::Usage, std::move(message));
  };
  const auto& settings = request.settings;
  if (settings.from && settings.to && *settings.to < *settings.from)
    return usage(fmt::format("from ({}) is later than to ({}); nothing can lie between.",
                             to_string(*settings.from), to_string(*settings.to)));
  if (request.compare && settings.window)
    return usage("compare takes two periods and window makes a series; ask for one of them.");
  if (request.compare && (settings.from || settings.to))
    return usage("compare names its own periods; leave from and to out.");
  if (request.communities && request.communities->method.empty())
    return usage("resolution needs communities: say by which method, as in communities leiden.");
  if (request.mode == NetworkMode::Relations && settings.window)
    return usage(
        "A series of relations is what `faultline map` shows; window needs mode one-mode "
        "or two-mode.");
  if (request.mode == NetworkMode::Relations &&
      (request.polarization || request.backbone == BackboneMethod::Concepts ||
       request.backbone == BackboneMethod::Sdsm))
    return usage(
        "polarization and the backbones sdsm and concepts are made of stands on concepts, "
        "which relations have none of; take mode one-mode, or backbone disparity.");
  if (request.mode == NetworkMode::TwoMode && request.backbone == BackboneMethod::Disparity)
    return usage("backbone disparity needs mode one-mode or relations; sdsm is made of two modes.");
  if (request.compare && (request.backbone || request.polarization))
    return usage(
        "compare shows what changed between two networks; ask for backbone and "
        "polarization of each period by from and to.");
  const bool is_list = request.mode == NetworkMode::Events || request.mode == NetworkMode::Bars;
  if (is_list &&
      (settings.window || request.communities || request.centrality || request.ei_attribute ||
       request.backbone || request.polarization || request.compare))
    return usage(
        fmt::format("mode {} lists statements and makes no network; leave window, "
                    "compare and the measures out.",
                    to_string(request.mode)));
  if (settings.window && (request.backbone || request.polarization))
    return usage(
        "backbone and polarization are of one period; leave window out, or ask for a "
        "period with from and to.");
  return {};
}

std::vector<NetworkSetting> described(const NetworkRequest& request) {
  const auto& s = request.settings;
  std::vector<NetworkSetting> all;
  const auto add = [&](std::string_view name, std::string value) {
    all.push_back({std::string(name), std::move(value)});
  };
  add("mode", std::string(to_string(request.mode)));
  if (request.statement_type) add("type", *request.statement_type);
  const bool is_relations = request.mode == NetworkMode::Relations;
  if (!is_relations) {
    add("variable1", s.variable1);
    if (request.mode != NetworkMode::Bars) add("variable2", s.variable2);
    add("qualifier", s.qualifier.value_or("none"));
    add("aggregation", std::string(word_for(aggregations, s.aggregation)));
    add("normalization", std::string(word_for(normalisations, s.normalisation)));
    add("duplicates", std::string(word_for(duplicate_rules, s.duplicates)));
    add("isolates", s.isolates ? "true" : "false");
  }
  if (s.from) add("from", to_string(*s.from));
  if (s.to) add("to", to_string(*s.to));
  for (const auto& exclusion : s.exclusions)
    for (const auto& value : exclusion.values)
      add(exclusion.only ? "only" : "exclude", exclusion.variable + "=" + value);
  if (s.window) {
    add("window", fmt::format("{} {}", s.window->width, word_for(units, s.window->unit)));
    add("step", fmt::format("{}", s.window->step));
    add("kernel", std::string(word_for(kernels, s.window->kernel)));
  }
  add("min-confidence", fmt::format("{}", request.min_confidence));
  if (request.by_principal) add("by-principal", "true");
  if (request.communities) {
    add("communities", request.communities->method);
    add("resolution", fmt::format("{}", request.communities->resolution));
  }
  if (request.centrality) add("centrality", "true");
  if (request.ei_attribute) add("ei", *request.ei_attribute);
  if (request.backbone) {
    add("backbone", std::string(to_string(*request.backbone)));
    add("alpha", fmt::format("{}", request.alpha));
  }
  if (request.polarization) add("polarization", fmt::format("{}", *request.polarization));
  if (request.compare) {
    const auto& [a, b] = *request.compare;
    add("compare", fmt::format("{}..{},{}..{}", to_string(a.from), to_string(a.to),
                               to_string(b.from), to_string(b.to)));
  }
  if (request.ei_attribute || request.polarization)
    add("permutations", fmt::format("{}", request.permutations));
  add("seed", fmt::format("{}", request.seed));
  if (request.min_weight > 0) add("min-weight", fmt::format("{}", request.min_weight));
  return all;
}

}  // namespace faultline::exchange
