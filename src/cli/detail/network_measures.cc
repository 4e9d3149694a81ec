#include "cli/detail/network_measures.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/detail/layout.h"
#include "cli/detail/suggest.h"
#include "map/p_value.h"
#include "networks/backbone.h"
#include "networks/centralities.h"
#include "networks/coded_stances.h"
#include "networks/concept_backbone.h"
#include "networks/difference.h"
#include "networks/discourse.h"
#include "networks/ei_index.h"
#include "networks/graph_library.h"
#include "networks/partitions.h"
#include "networks/polarization.h"
#include "networks/signed_modularity.h"

namespace faultline::cli {
namespace {

using networks::Network;
using networks::NodeAttribute;
using networks::Shape;

NodeAttribute number_column(std::string name, const std::vector<double>& values) {
  NodeAttribute column{std::move(name), true, {}, {}};
  for (const double value : values)
    column.numbers.push_back(std::isfinite(value) ? std::optional(value) : std::nullopt);
  return column;
}

/// Groups are counted from 1 where people see them.
NodeAttribute community_column(std::span<const std::uint32_t> membership) {
  NodeAttribute column{"community", false, {}, {}};
  for (const std::uint32_t group : membership) column.texts.push_back(fmt::format("{}", group + 1));
  return column;
}

std::string chance(const networks::NullTest& test, std::string_view unit) {
  return fmt::format("By chance {:.3f} (sd {:.3f}); {}, {} {}", test.mean, test.deviation,
                     map::p_value(test.p_two_sided()), grouped(test.draws), unit);
}

Result<networks::Finder> finder_asked_for(const exchange::NetworkRequest& request) {
  const auto& asked = *request.communities;
  if (asked.method == "signed") {
    networks::SignedModularityOptions options;
    options.resolution = asked.resolution;
    return networks::finder_of(options);
  }
  const auto method = networks::community_method(asked.method);
  if (!method) {
    auto error = method.error();
    error.message += " \"signed\" is one more: modularity of signed networks.";
    return tl::unexpected(std::move(error));
  }
  networks::CommunityOptions options;
  options.method = *method;
  options.resolution = asked.resolution;
  return networks::finder_of(options);
}

Result<void> add_communities(const NetworkJob& job, NetworkAnswer& answer) {
  const auto finder = finder_asked_for(job.request);
  if (!finder) return tl::unexpected(finder.error());
  networks::ConsensusOptions options;
  options.seed = job.request.seed;
  auto found = networks::consensus(answer.network, *finder, options);
  if (!found) {
    auto error = found.error();
    error.message += " For networks with negative ties take --communities signed.";
    return tl::unexpected(std::move(error));
  }
  answer.nodes.attributes.push_back(community_column(found->membership));
  answer.nodes.attributes.push_back(number_column("community_certainty", found->certainty));
  answer.findings.push_back({"communities", job.request.communities->method,
                             static_cast<double>(found->count),
                             fmt::format("Runs of {} seeds agree with each other by an adjusted "
                                         "Rand index of {:.3f} on average.",
                                         options.runs, found->mean_ari)});
  answer.findings.push_back({"modularity", "",
                             networks::signed_modularity(answer.network, found->membership),
                             "Of these groups."});
  return {};
}

/// The groups that the values of an attribute make.
struct Groups {
  std::vector<std::string> names;
  std::vector<std::uint32_t> membership;
};
Result<Groups> groups_by(const NetworkAnswer& answer, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& attribute : answer.nodes.attributes) {
    known.push_back(attribute.name);
    if (attribute.name != name) continue;
    if (attribute.is_number)
      return failure(ErrorCode::Usage,
                     fmt::format("--ei: {} is a number and makes no groups.", name));
    std::map<std::string, std::uint32_t> numbers;
    for (const auto& text : attribute.texts) numbers.emplace(text, 0);
    Groups groups;
    for (auto& [text, number] : numbers) {
      number = static_cast<std::uint32_t>(groups.names.size());
      groups.names.push_back(text.empty() ? "(none)" : text);
    }
    for (const auto& text : attribute.texts) groups.membership.push_back(numbers.at(text));
    return groups;
  }
  std::string all;
  for (const auto& attribute : known) all += (all.empty() ? "" : ", ") + attribute;
  return failure(ErrorCode::NotFound,
                 fmt::format("The nodes have no attribute \"{}\"; there are {}.{}", name, all,
                             did_you_mean(name, known)));
}

/// Backing and criticism apart: who crosses the line between groups with which.
Result<void> add_ei(const NetworkJob& job, NetworkAnswer& answer) {
  const auto groups = groups_by(answer, *job.request.ei_attribute);
  if (!groups) return tl::unexpected(groups.error());
  for (const auto sign : {networks::Sign::Positive, networks::Sign::Negative}) {
    const bool is_negative = sign == networks::Sign::Negative;
    const bool any =
        std::any_of(answer.network.edges.begin(), answer.network.edges.end(),
                    [&](const networks::Edge& edge) { return (edge.weight < 0) == is_negative; });
    if (!any) continue;
    networks::EiOptions options;
    options.sign = sign;
    options.permutations = std::max(2, job.request.permutations);
    options.seed = job.request.seed;
    const auto index = networks::ei_index(answer.network, groups->membership, options);
    if (!index) return tl::unexpected(index.error());
    const std::string_view what = is_negative ? "negative edges" : "positive edges";
    answer.findings.push_back(
        {"E-I index", fmt::format("{}, by {}", what, *job.request.ei_attribute),
         index->whole.index(),
         fmt::format("{:.0f} across, {:.0f} inside. {}.", index->whole.external,
                     index->whole.internal, chance(index->test, "permutations"))});
    for (std::size_t group = 0; group < groups->names.size(); ++group)
      answer.findings.push_back(
          {"E-I index", fmt::format("{}, {}", what, groups->names[group]),
           index->groups[group].index(),
           fmt::format("{:.0f} across, {:.0f} inside.", index->groups[group].external,
                       index->groups[group].internal)});
    std::vector<double> of_nodes;
    for (const auto& node : index->nodes) of_nodes.push_back(node.index());
    answer.nodes.attributes.push_back(
        number_column(is_negative ? "ei_negative" : "ei_positive", of_nodes));
  }
  return {};
}

Result<void> add_centralities(NetworkAnswer& answer) {
  auto columns = networks::centralities(answer.network);
  if (!columns) return tl::unexpected(columns.error());
  for (auto& column : *columns) answer.nodes.attributes.push_back(std::move(column));
  if (answer.network.shape != Shape::Directed) return {};
  const auto returned = networks::reciprocity(answer.network);
  if (!returned) return tl::unexpected(returned.error());
  answer.findings.push_back(
      {"reciprocity", "", returned->share,
       fmt::format("Share of ties that are returned; beyond chance {:.3f}. Attacks answered by "
                   "attacks: {:.3f}.",
                   returned->beyond_chance, returned->negative_by_negative)});
  return {};
}

Result<AskedNetwork> difference_asked_for(const exchange::NetworkRequest& request,
                                          const NetworkMaker& make) {
  auto part = request;
  part.compare.reset();
  const auto network_in = [&](const exchange::TimeRange& range) {
    part.settings.from = range.from;
    part.settings.to = range.to;
    return make(part);
  };
  const auto before = network_in(request.compare->first);
  if (!before) return tl::unexpected(before.error());
  const auto after = network_in(request.compare->second);
  if (!after) return tl::unexpected(after.error());
  auto difference = networks::network_difference(*before, *after);
  if (!difference) return tl::unexpected(difference.error());
  AskedNetwork asked;
  const auto count = [&](networks::EdgeChange change) {
    return static_cast<double>(
        std::count(difference->changes.begin(), difference->changes.end(), change));
  };
  for (const auto change :
       {networks::EdgeChange::Appeared, networks::EdgeChange::Vanished,
        networks::EdgeChange::ChangedSign, networks::EdgeChange::Grew, networks::EdgeChange::Fell})
    asked.findings.push_back(
        {fmt::format("edges that {}", networks::name_of(change)), "", count(change), ""});
  asked.findings.push_back(
      {"edges that stayed as they were", "", static_cast<double>(difference->unchanged), ""});
  asked.findings.push_back({"statements before", "", static_cast<double>(before->statements), ""});
  asked.findings.push_back({"statements after", "", static_cast<double>(after->statements), ""});
  asked.network = std::move(difference->network);
  asked.columns = std::move(difference->nodes);
  return asked;
}

Result<AskedNetwork> plain_network(const exchange::NetworkRequest& request,
                                   const NetworkMaker& make) {
  auto network = make(request);
  if (!network) return tl::unexpected(network.error());
  return AskedNetwork{std::move(*network), {}, {}};
}

/// Who stands where, from the same statements: for less against, or all without a qualifier.
Result<Network> stands(const exchange::NetworkRequest& request, const NetworkMaker& make) {
  auto part = request;
  part.settings.shape = Shape::TwoMode;
  part.settings.normalisation = networks::Normalisation::None;
  part.settings.aggregation =
      part.settings.qualifier ? networks::Aggregation::Subtract : networks::Aggregation::Ignore;
  return make(part);
}

Result<AskedNetwork> projection_backbone(const exchange::NetworkRequest& request,
                                         const NetworkMaker& make) {
  const auto two_mode = stands(request, make);
  if (!two_mode) return tl::unexpected(two_mode.error());
  networks::BackboneOptions options;
  options.alpha = request.alpha;
  auto backbone = networks::sdsm_backbone(*two_mode, options);
  if (!backbone) return tl::unexpected(backbone.error());
  AskedNetwork asked{std::move(backbone->network), {}, {}};
  asked.findings.push_back(
      {"backbone, SDSM", "", static_cast<double>(asked.network.edges.size()),
       fmt::format("Edges of {} pairs that share or oppose stands more than the activity of actors "
                   "and concepts lets expect, at {} after correction (Benjamini & Hochberg).",
                   grouped(backbone->tested), request.alpha)});
  return asked;
}

Result<void> keep_disparity_backbone(const exchange::NetworkRequest& request, AskedNetwork& asked) {
  networks::BackboneOptions options;
  options.alpha = request.alpha;
  auto backbone = networks::disparity_backbone(asked.network, options);
  if (!backbone) return tl::unexpected(backbone.error());
  asked.network = std::move(backbone->network);
  asked.findings.push_back({"backbone, disparity", "",
                            static_cast<double>(asked.network.edges.size()),
                            fmt::format("Edges of {} that are a larger part of one end's strength "
                                        "than chance gives, at {} after correction.",
                                        grouped(backbone->tested), request.alpha)});
  return {};
}

Result<void> add_concept_backbone(const exchange::NetworkRequest& request,
                                  const networks::StatementTable& table, AskedNetwork& asked) {
  const auto coded = networks::coded_stances(table, request.settings);
  if (!coded) return tl::unexpected(coded.error());
  const auto steps = networks::nested_backbone(networks::network_of_concepts(coded->stances),
                                               coded->columns.size());
  // The last to go holds the most.
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    asked.findings.push_back({"concept that the network rests on", coded->columns[step->removed],
                              step->loss.backbone,
                              "Spectral distance from the whole once it is gone too."});
  return {};
}

Result<void> add_polarization(const exchange::NetworkRequest& request,
                              const networks::StatementTable& table, AskedNetwork& asked) {
  const auto coded = networks::coded_stances(table, request.settings);
  if (!coded) return tl::unexpected(coded.error());
  networks::PolarizationOptions options;
  options.camps = static_cast<std::uint32_t>(*request.polarization);
  options.draws = std::max(2, request.permutations);
  options.seed = request.seed;
  options.threads = request.settings.threads;
  const auto found = networks::polarization_test(coded->stances, {}, options);
  if (!found) return tl::unexpected(found.error());
  const auto& test = found->test;
  asked.findings.push_back(
      {"polarization", fmt::format("{} camps", options.camps), test.observed,
       fmt::format("0 to 1. By chance, with the same activity, {:.3f} (sd {:.3f}); of values as "
                   "high {}, {} draws.",
                   test.mean, test.deviation, map::p_value(test.p_high), grouped(test.draws))});
  NodeAttribute camps{"camp", false, {}, {}};
  std::map<std::string_view, std::uint32_t> camp_of;
  for (std::size_t row = 0; row < coded->rows.size(); ++row)
    camp_of.emplace(coded->rows[row], found->membership[row]);
  for (const auto* labels : {&asked.network.rows, &asked.network.columns})
    for (const auto& label : *labels) {
      const auto camp = labels == &asked.network.rows ? camp_of.find(label) : camp_of.end();
      camps.texts.push_back(camp == camp_of.end() ? "" : fmt::format("{}", camp->second + 1));
    }
  asked.columns.push_back(std::move(camps));
  return {};
}

}  // namespace

Result<AskedNetwork> network_asked_for(const exchange::NetworkRequest& request,
                                       const networks::StatementTable& table,
                                       const NetworkMaker& make) {
  if (request.compare) return difference_asked_for(request, make);
  auto asked = request.backbone == exchange::BackboneMethod::Sdsm
                   ? projection_backbone(request, make)
                   : plain_network(request, make);
  if (!asked) return asked;
  if (request.backbone == exchange::BackboneMethod::Disparity)
    if (auto kept = keep_disparity_backbone(request, *asked); !kept)
      return tl::unexpected(kept.error());
  if (request.backbone == exchange::BackboneMethod::Concepts)
    if (auto added = add_concept_backbone(request, table, *asked); !added)
      return tl::unexpected(added.error());
  if (request.polarization)
    if (auto added = add_polarization(request, table, *asked); !added)
      return tl::unexpected(added.error());
  drop_weak_edges(asked->network, request.min_weight);
  return asked;
}

Result<void> measure(const NetworkJob& job, NetworkAnswer& answer) {
  if (job.request.communities)
    if (auto done = add_communities(job, answer); !done) return done;
  if (job.request.centrality)
    if (auto done = add_centralities(answer); !done) return done;
  if (job.request.ei_attribute)
    if (auto done = add_ei(job, answer); !done) return done;
  return {};
}

}  // namespace faultline::cli
