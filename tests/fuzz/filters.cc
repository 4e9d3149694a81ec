// Any lines "NAME=VALUE" as filters, as options and addresses have them, asked of an empty study:
// filters that keep to their ranges and an answer, or a reason that names the filter.

#include "exchange/filters.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "study/study.h"
#include "temporary_folder.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_in_range(const study::Filter& filter) {
  const auto is_share = [](const auto& value) { return !value || (*value >= 0 && *value <= 1); };
  require(is_share(filter.min_confidence) && is_share(filter.min_intensity));
  require(!filter.sign || (*filter.sign >= -1 && *filter.sign <= 1));
  require(!filter.limit || *filter.limit >= 0);
  require((!filter.from || filter.from->ok()) && (!filter.to || filter.to->ok()));
}

template <class Rows>
void require_none(const Rows& rows) {
  require(rows ? rows->empty() : !rows.error().message.empty());
}

const study::Study& empty_study() {
  static const TemporaryFolder folder;
  static const auto study = study::Study::open(folder.path / "empty.study", study::Access::Create);
  require(study.has_value());
  return *study;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view left(reinterpret_cast<const char*>(data), size);
  study::Filter filter;
  while (!left.empty()) {
    const auto line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(line.size() + 1, left.size()));
    const auto name = line.substr(0, line.find('='));
    const auto value = line.substr(std::min(name.size() + 1, line.size()));
    if (const auto set = exchange::set_filter(filter, name, value); !set) {
      require(set.error().code == ErrorCode::Usage);
      require(set.error().message.find(name) != std::string::npos);
      return 0;
    }
  }
  require_in_range(filter);
  require_none(empty_study().statements(filter));
  require_none(empty_study().relations(filter));
  require_none(empty_study().codings(filter));
  require_none(empty_study().articles(filter));
  return 0;
}
