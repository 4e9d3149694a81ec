#include "cli/detail/network_job.h"

#include <fmt/core.h>

#include <thread>

#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/whole_file.h"
#include "networks/discourse.h"

namespace faultline::cli {
namespace {

using exchange::NetworkMode;
using exchange::NetworkRequest;
using networks::StatementTable;
using networks::Variable;
using networks::VariableKind;

/// The first short text of the statements that is not called `other`; nullptr: there is none.
const Variable* first_text(const StatementTable& table, std::string_view other) {
  for (const Variable& variable : table.variables)
    if (variable.kind == VariableKind::ShortText && !variable.of_document && variable.name != other)
      return &variable;
  return nullptr;
}

/// The first of `wanted` that the table has and that is not `other`, else its first other text.
std::string chosen_variable(const StatementTable& table,
                            std::initializer_list<std::string_view> wanted,
                            std::string_view other) {
  for (const std::string_view name : wanted)
    if (name != other && table.find(name) != nullptr) return std::string(name);
  const Variable* variable = first_text(table, other);
  return variable == nullptr ? std::string(*wanted.begin()) : variable->name;
}

/// Names what the user left to the program.
void resolve(NetworkRequest& request, const StatementTable& table) {
  auto& settings = request.settings;
  if (settings.variable1.empty())
    settings.variable1 =
        table.type.empty() ? chosen_variable(table, {"person", "actor"}, settings.variable2)
                           : chosen_variable(table, {"organization", "person"}, settings.variable2);
  if (settings.variable2.empty())
    settings.variable2 = chosen_variable(table, {"concept"}, settings.variable1);
  if (request.default_qualifier) {
    const Variable* agreement = table.find("agreement");
    settings.qualifier.reset();
    if (agreement != nullptr && settings.variable1 != "agreement" &&
        settings.variable2 != "agreement")
      settings.qualifier = "agreement";
  }
  if (request.default_aggregation)
    settings.aggregation =
        settings.qualifier ? networks::Aggregation::Subtract : networks::Aggregation::Ignore;
}

}  // namespace

std::vector<Parameter> network_options() {
  std::vector<Parameter> options = {
      {"--settings", "FILE", "Settings from a TOML file; options say more than it."}};
  for (const auto& field : exchange::network_fields())
    options.push_back(
        {fmt::format("--{}", field.name), std::string(field.value), std::string(field.help)});
  return options;
}

Result<NetworkRequest> request_from(const Arguments& given) {
  NetworkRequest request;
  request.settings.variable1.clear();
  request.settings.variable2.clear();
  request.settings.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  if (const auto file = given.value("--settings")) {
    const auto text = read_text_of(*file);
    if (!text) return tl::unexpected(text.error());
    if (auto set = exchange::set_from_toml(request, *text, *file); !set)
      return tl::unexpected(set.error());
  }
  for (const auto& field : exchange::network_fields()) {
    const std::string name = fmt::format("--{}", field.name);
    if (!given.has(name)) continue;
    const auto values = field.value.empty() ? std::vector<std::string>{"true"} : given.values(name);
    for (const auto& value : values)
      if (auto set = exchange::set_network_field(request, field.name, value); !set)
        return failure(ErrorCode::Usage, "--" + set.error().message);
  }
  if (auto checked = exchange::check_request(request); !checked)
    return tl::unexpected(checked.error());
  return request;
}

Result<study::Filter> relation_filter(const NetworkRequest& request) {
  study::Filter filter;
  filter.min_confidence = request.min_confidence;
  filter.by_principal = request.by_principal;
  const auto& settings = request.settings;
  if (settings.from) filter.from = day_of(*settings.from);
  if (settings.to) filter.to = day_of(*settings.to);
  for (const auto& exclusion : settings.exclusions) {
    if (exclusion.variable != "outlet" || !exclusion.only || exclusion.values.size() != 1)
      return failure(ErrorCode::Usage,
                     "Of relations one outlet can be asked for, as in --only \"outlet=The "
                     "Courier\"; `faultline relations` has more filters.");
    filter.outlet = exclusion.values.front();
  }
  return filter;
}

Result<NetworkJob> network_job(const Arguments& given, NetworkRequest request) {
  auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  exchange::NetworkInput input;
  input.type = request.statement_type;
  NetworkJob job{std::move(request), std::move(input), std::move(*study), {}, {}};
  if (job.request.mode == NetworkMode::Relations) {
    if (job.request.default_aggregation)
      job.request.settings.aggregation = networks::Aggregation::Subtract;
    return job;
  }
  const auto types = exchange::statement_types(job.study);
  if (!types) return tl::unexpected(types.error());
  const bool is_coded = !types->empty() && !types->front().label.empty();
  job.input.source = is_coded ? exchange::InputSource::Coded : exchange::InputSource::Own;
  if (!is_coded) {
    job.input.rows.min_confidence = job.request.min_confidence;
    job.input.rows.by_principal = job.request.by_principal;
  }
  auto table = exchange::statement_table(job.study, job.input);
  if (!table) return tl::unexpected(table.error());
  job.table = std::move(*table);
  resolve(job.request, job.table);
  if (const auto undated = exchange::left_out(job.study, job.input); undated && *undated > 0)
    job.remarks.push_back(
        fmt::format("{} without a day left out.", counted(*undated, "coding", "codings")));
  for (const auto& exclusion : networks::exclusions_without_effect(job.table, job.request.settings))
    for (const auto& value : exclusion.values)
      job.remarks.push_back(fmt::format("No statement has {} \"{}\".",
                                        printable(exclusion.variable), printable(value)));
  if (job.table.size() == 0)
    job.remarks.emplace_back(
        "The study holds no codings: a codebook says what statements mean (`faultline codebook "
        "--help`), or `faultline import --dna` brings them.");
  return job;
}

}  // namespace faultline::cli
