// Any bytes as tables of coded statements: rows that fit together, or reasons with their lines,
// never a crash. A line "====" parts the statements from the documents and those from the entities.

#include "exchange/statement_csv.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "text/text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  const auto text =
      text::valid_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.csv");
  if (!text) return 0;
  constexpr std::string_view fence = "\n====\n";
  std::array<std::optional<exchange::CsvTable>, 3> tables;
  std::string_view left = *text;
  for (auto& table : tables) {
    const auto end = left.find(fence);
    table = {left.substr(0, end), "fuzz.csv"};
    if (end == std::string_view::npos) break;
    left.remove_prefix(end + fence.size());
  }
  exchange::StatementCsvOptions options;
  if (size % 3 == 0) options.kinds = {{"frame", study::CodedKind::Integer}};
  auto read = exchange::read_statement_csv(*tables[0], tables[1], tables[2], options);
  if (!read) {
    require(!read.error().message.empty() && read.error().where.starts_with("fuzz.csv"));
    return 0;
  }
  for (const auto& problem : read->problems)
    require(!problem.message.empty() && problem.where.starts_with("fuzz.csv"));
  const auto before = read->data;
  require(study::drop_unsound_rows(read->data, "fuzz.csv").empty());
  require(read->data == before);
  return 0;
}
