// faultline network: discourse networks and networks of relations, out of a study.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/network_answer.h"
#include "cli/detail/network_as_dna.h"
#include "cli/detail/network_job.h"
#include "cli/detail/network_measures.h"
#include "cli/detail/suggest.h"
#include "networks/discourse.h"
#include "networks/networks.h"

namespace faultline::cli {
namespace {

using exchange::NetworkMode;
using networks::Network;
using networks::Slice;

void say_remarks(const Console& console, const NetworkJob& job) {
  for (const auto& remark : job.remarks) console.err << remark << '\n';
}

/// What the study knows of the nodes of `network`.
Result<networks::NodeTable> nodes_of(const NetworkJob& job, const Network& network) {
  const auto& settings = job.request.settings;
  const auto rows = exchange::entity_table(job.study, job.input, settings.variable1);
  if (!rows) return tl::unexpected(rows.error());
  if (network.shape != networks::Shape::TwoMode)
    return exchange::node_table(network, *rows, nullptr);
  const auto columns = exchange::entity_table(job.study, job.input, settings.variable2);
  if (!columns) return tl::unexpected(columns.error());
  return exchange::node_table(network, *rows, &*columns);
}

Result<Exit> answer_with(const Arguments& given, const Console& console, NetworkJob& job,
                         AskedNetwork asked, networks::NodeTable nodes) {
  NetworkAnswer answer{std::move(asked.network), std::move(nodes), std::move(asked.findings)};
  for (auto& column : asked.columns) answer.nodes.attributes.push_back(std::move(column));
  if (auto measured = measure(job, answer); !measured) return tl::unexpected(measured.error());
  if (console.interrupted) return Exit::Interrupted;
  say_remarks(console, job);
  return put_network(given, console, job, answer);
}

Result<Exit> one_network(const Arguments& given, const Console& console, NetworkJob& job) {
  auto asked =
      network_asked_for(job.request, job.table, [&](const exchange::NetworkRequest& request) {
        return networks::network_of(job.table, request.settings);
      });
  if (!asked) return tl::unexpected(asked.error());
  auto nodes = nodes_of(job, asked->network);
  if (!nodes) return tl::unexpected(nodes.error());
  return answer_with(given, console, job, std::move(*asked), std::move(*nodes));
}

Result<Exit> series(const Arguments& given, const Console& console, NetworkJob& job) {
  auto everybody = job.request.settings;
  everybody.isolates = true;
  everybody.window.reset();
  const auto whole = networks::network_of(job.table, everybody);
  if (!whole) return tl::unexpected(whole.error());
  const auto nodes = nodes_of(job, *whole);
  if (!nodes) return tl::unexpected(nodes.error());
  const auto count = networks::count_slices(job.table, job.request.settings);
  if (!count) return tl::unexpected(count.error());
  job.remarks.push_back(counted(static_cast<std::int64_t>(*count), "slice.", "slices."));
  say_remarks(console, job);
  const SliceSource slices = [&](const SliceTaker& take) {
    return networks::for_each_slice(job.table, job.request.settings,
                                    [&](const Slice& slice) -> Result<void> {
                                      if (console.interrupted)
                                        return failure(ErrorCode::Interrupted, "Stopped.");
                                      if (job.request.min_weight <= 0) return take(slice);
                                      Slice strong = slice;
                                      drop_weak_edges(strong.network, job.request.min_weight);
                                      return take(strong);
                                    });
  };
  return put_series(given, console, job, slices, *nodes);
}

/// Relations of the study as ties, and the network that they make.
struct RelationNetwork {
  exchange::RelationTies ties;
  Network network;
};
Result<RelationNetwork> relation_network(const study::Study& study,
                                         const exchange::NetworkRequest& request) {
  const auto filter = relation_filter(request);
  if (!filter) return tl::unexpected(filter.error());
  auto ties = exchange::relation_ties(study, *filter);
  if (!ties) return tl::unexpected(ties.error());
  auto network =
      networks::directed_network(ties->labels, networks::signed_network(ties->ties),
                                 request.settings.aggregation, request.settings.isolates);
  if (!network) return tl::unexpected(network.error());
  network->row_variable = "actor";
  return RelationNetwork{std::move(*ties), std::move(*network)};
}

/// The rows of `all` that are nodes of the network, in its order.
networks::NodeTable nodes_among(const networks::NodeTable& all, const Network& network) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < all.labels.size(); ++i) places.emplace(all.labels[i], i);
  networks::NodeTable nodes;
  for (const auto& attribute : all.attributes)
    nodes.attributes.push_back({attribute.name, attribute.is_number, {}, {}});
  for (const auto& label : network.rows) {
    const std::size_t place = places.at(label);
    nodes.labels.push_back(label);
    nodes.variables.push_back(all.variables[place]);
    for (std::size_t a = 0; a < all.attributes.size(); ++a) {
      if (all.attributes[a].is_number)
        nodes.attributes[a].numbers.push_back(all.attributes[a].numbers[place]);
      else
        nodes.attributes[a].texts.push_back(all.attributes[a].texts[place]);
    }
  }
  return nodes;
}

Result<Exit> relations(const Arguments& given, const Console& console, NetworkJob& job) {
  const auto all = relation_network(job.study, job.request);
  if (!all) return tl::unexpected(all.error());
  if (all->ties.without_actor > 0)
    job.remarks.push_back(fmt::format("{} whose other end is no actor left out.",
                                      counted(all->ties.without_actor, "relation", "relations")));
  auto asked = network_asked_for(job.request, job.table,
                                 [&](const exchange::NetworkRequest& request) -> Result<Network> {
                                   auto part = relation_network(job.study, request);
                                   if (!part) return tl::unexpected(part.error());
                                   return std::move(part->network);
                                 });
  if (!asked) return tl::unexpected(asked.error());
  auto nodes = nodes_among(all->ties.nodes, asked->network);
  return answer_with(given, console, job, std::move(*asked), std::move(nodes));
}

Result<Exit> run_network(const Arguments& given, const Console& console) {
  if (given.has("--as-dna")) return network_as_dna(given, console);
  auto request = request_from(given);
  if (!request) return tl::unexpected(request.error());
  auto job = network_job(given, std::move(*request));
  if (!job) return tl::unexpected(job.error());
  switch (job->request.mode) {
    case NetworkMode::Relations:
      return relations(given, console, *job);
    case NetworkMode::Events: {
      const auto rows = networks::counted_statements(job->table, job->request.settings);
      if (!rows) return tl::unexpected(rows.error());
      say_remarks(console, *job);
      return put_statements(given, console, *job, *rows);
    }
    case NetworkMode::Bars: {
      const auto bars = networks::bar_counts(job->table, job->request.settings);
      if (!bars) return tl::unexpected(bars.error());
      say_remarks(console, *job);
      return put_bars(given, console, *job, *bars);
    }
    case NetworkMode::OneMode:
    case NetworkMode::TwoMode:
      break;
  }
  return job->request.settings.window ? series(given, console, *job)
                                      : one_network(given, console, *job);
}

/// The relations from one to the other, with their sentences.
Result<Exit> explain_relations(const Console& console, const NetworkJob& job,
                               const std::string& from, const std::string& to) {
  const auto found = relation_network(job.study, job.request);
  if (!found) return tl::unexpected(found.error());
  const auto& labels = found->ties.labels;
  for (const auto& label : {from, to})
    if (std::find(labels.begin(), labels.end(), label) == labels.end())
      return failure(ErrorCode::NotFound, fmt::format("\"{}\" is in no relation.{}", label,
                                                      did_you_mean(label, labels)));
  Table table;
  table.headings = {{"key", 12, true}, {"day", 10}, {"act", 12}, {"sign", 4, true}, {"outlet", 20}};
  for (std::size_t i = 0; i < found->ties.ties.size(); ++i) {
    const auto& tie = found->ties.ties[i];
    if (labels[tie.from] != from || labels[tie.to] != to) continue;
    study::Filter filter;
    filter.key = static_cast<std::int64_t>(found->ties.keys[tie.evidence]);
    const auto rows = job.study.relations(filter);
    if (!rows) return tl::unexpected(rows.error());
    for (const auto& row : *rows)
      table.rows.push_back({{fmt::format("{}", *filter.key), row.day ? to_string(*row.day) : "-",
                             std::string(to_string(row.act)), fmt::format("{:+}", row.sign),
                             printable(row.outlet.value_or("-"))},
                            printable(row.evidence_text)});
  }
  if (table.rows.empty())
    console.err << "No relations from " << printable(from) << " to " << printable(to) << ".\n";
  else
    console.out << set_table(table, console.width, console.colour);
  return Exit::AllDone;
}

Result<Exit> run_explain(const Arguments& given, const Console& console) {
  auto request = request_from(given);
  if (!request) return tl::unexpected(request.error());
  auto job = network_job(given, std::move(*request));
  if (!job) return tl::unexpected(job.error());
  const std::string one = *given.value("ONE");
  const std::string other = *given.value("OTHER");
  if (job->request.mode == NetworkMode::Relations)
    return explain_relations(console, *job, one, other);
  const auto rows = networks::statements_behind(job->table, job->request.settings, one, other);
  if (!rows) return tl::unexpected(rows.error());
  say_remarks(console, *job);
  return put_statements(given, console, *job, *rows);
}

Result<Exit> run_variables(const Arguments& given, const Console& console) {
  auto request = request_from(given);
  if (!request) return tl::unexpected(request.error());
  const auto job = network_job(given, std::move(*request));
  if (!job) return tl::unexpected(job.error());
  Table table;
  table.headings = {
      {"variable", 28}, {"of", 10}, {"kind", 10}, {"values", 8, true}, {"such as", 60}};
  for (const auto& variable : job->table.variables) {
    std::map<std::int32_t, std::int64_t> counts;
    for (const auto value : variable.values) ++counts[value];
    std::string sample;
    for (const auto& [value, n] : counts) {
      const auto word = variable.is_text() ? variable.labels[static_cast<std::size_t>(value)]
                                           : fmt::format("{}", value);
      if (word.empty()) continue;
      sample += (sample.empty() ? "" : ", ") + printable(word);
      if (sample.size() > 60) break;
    }
    const char* kind = variable.kind == networks::VariableKind::Boolean     ? "boolean"
                       : variable.kind == networks::VariableKind::Integer   ? "integer"
                       : variable.kind == networks::VariableKind::ShortText ? "short text"
                                                                            : "long text";
    table.rows.push_back(
        {{printable(variable.name), variable.of_document ? "document" : "statement", kind,
          grouped(static_cast<std::int64_t>(counts.size())), sample},
         {}});
  }
  console.err << counted(static_cast<std::int64_t>(job->table.size()), "statement", "statements")
              << (job->table.type.empty() ? std::string(", the study's own codings")
                                          : fmt::format(" of type {}", printable(job->table.type)))
              << ".\n";
  console.out << set_table(table, console.width, console.colour);
  return Exit::AllDone;
}

Command verb(std::string name, std::string summary, std::vector<Example> examples,
             std::string usage, std::function<Result<Exit>(const Arguments&, const Console&)> run) {
  Command command;
  command.name = std::move(name);
  command.summary = std::move(summary);
  command.examples = std::move(examples);
  command.usage = std::move(usage);
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = network_options();
  command.run = std::move(run);
  return command;
}

std::vector<Command> network_verbs() {
  Command explain = verb(
      "network explain", "Lists the statements behind one cell of the network, with their words.",
      {{"faultline network my.study explain \"Ann Lee\" \"Bo Ruiz\"",
        "What the two said on what they share."},
       {"faultline network my.study explain \"Ann Lee\" \"ferry tax\" --mode two-mode",
        "What one said on a concept."},
       {"faultline network my.study explain \"Ann Lee\" \"Bo Ruiz\" --mode relations",
        "What one said of the other."}},
      "STUDY explain ONE OTHER [OPTIONS]", run_explain);
  explain.places.push_back({"ONE", "", "A row's label."});
  explain.places.push_back({"OTHER", "", "Another row's, or in two-mode a column's."});
  explain.options.push_back({"--out", "FILE", "Write them into a file, .csv or .jsonl."});
  Command variables =
      verb("network variables", "Lists what networks can be made of.",
           {{"faultline network my.study variables", "Variables, with their values."},
            {"faultline network my.study variables --type \"DNA Statement\"",
             "Those of one type of imported statements."}},
           "STUDY variables [OPTIONS]", run_variables);
  std::vector<Command> verbs;
  verbs.push_back(std::move(explain));
  verbs.push_back(std::move(variables));
  return verbs;
}

std::vector<Example> network_examples() {
  return {
      {"faultline network my.study", "Who shares stands with whom: agreement less disagreement."},
      {"faultline network my.study --mode two-mode --out stands.graphml",
       "Who stands where, for Gephi, visone or igraph."},
      {"faultline network my.study --mode relations --out attacks.svg",
       "Who backs and who attacks whom, as a picture."},
      {"faultline network my.study --variable1 organization --aggregation congruence "
       "--normalization cosine --format matrix > agree.csv",
       "A matrix for R or Python."},
      {"faultline network my.study --duplicates document --exclude \"concept=ferry tax\" --from "
       "2031-03",
       "One stand counts once in a document, without one concept, since a month."},
      {"faultline network my.study --window \"30 days\" --step 7 --out series.gexf",
       "A series of windows for Gephi's timeline."},
      {"faultline network my.study --communities signed --centrality --out folder",
       "Groups and centralities: tables of nodes and edges, and what made them."},
      {"faultline network my.study --backbone sdsm --alpha 0.01",
       "Only ties that chance would not give."},
      {"faultline network my.study --polarization 2 --permutations 5000",
       "How polarized into two groups, against chance."},
      {"faultline network my.study --compare 2031-01..2031-02,2031-03..2031-04",
       "What changed between two periods."},
      {"faultline network my.study --settings coalition.toml --format json",
       "With settings from a file."},
      {"faultline network my.study --as-dna --settings manifest.json --out results",
       "What DNA computes, file by file."},
  };
}

}  // namespace

Command network_command() {
  Command command;
  command.name = "network";
  command.summary =
      "Makes networks of a study: who shares stands with whom, who stands where, who backs and who "
      "attacks whom, in one period or in a series, with groups, backbones and tests against "
      "chance; and lists the statements behind every tie.";
  command.examples = network_examples();
  command.usage = "STUDY [OPTIONS] | STUDY explain ONE OTHER | STUDY variables";
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = network_options();
  command.options.push_back(
      {"--out", "FILE",
       "Write into a file whose ending says the format (.csv .json .jsonl .graphml .gexf .dl .net "
       ".svg), or into a folder: tables of edges, nodes and settings."});
  command.options.push_back({"--as-dna", "",
                             "Compute what DNA 3.0 computes, quirks included; --settings is then a "
                             "JSON object or list of "
                             "its settings, --out a folder."});
  command.notes =
      "Definitions are the published ones (docs/methods.md). A settings file has the options' "
      "names as keys: window = \"30 days\".";
  command.verbs = network_verbs();
  command.run = run_network;
  return command;
}

}  // namespace faultline::cli
