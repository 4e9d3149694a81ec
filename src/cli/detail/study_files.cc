#include "cli/detail/study_files.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/detail/suggest.h"
#include "exchange/filters.h"

namespace faultline::cli {
namespace {

std::string option_name(std::string_view field) {
  std::string name = fmt::format("--{}", field);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

}  // namespace

Result<study::Study> open_study(const std::string& file, study::Access access) {
  if (auto exists = require_file(file, "study"); !exists) {
    auto error = exists.error();
    error.message += " `faultline read FILE ... --into STUDY` makes one.";
    return tl::unexpected(std::move(error));
  }
  return study::Study::open(file, access);
}

std::vector<Parameter> filter_options() {
  std::vector<Parameter> options;
  for (const auto& field : exchange::filter_fields())
    options.push_back({option_name(field.name), std::string(field.value), std::string(field.help)});
  return options;
}

Result<study::Filter> filter_from(const Arguments& given) {
  study::Filter filter;
  for (const auto& field : exchange::filter_fields()) {
    const auto value = given.value(option_name(field.name));
    if (!value) continue;
    if (auto set = exchange::set_filter(filter, field.name, *value); !set) {
      auto error = set.error();
      error.message = "--" + error.message;
      return tl::unexpected(std::move(error));
    }
  }
  if (filter.from && filter.to && *filter.to < *filter.from)
    return failure(ErrorCode::Usage,
                   fmt::format("--from {} is later than --to {}; nothing can lie between.",
                               to_string(*filter.from), to_string(*filter.to)));
  return filter;
}

}  // namespace faultline::cli
