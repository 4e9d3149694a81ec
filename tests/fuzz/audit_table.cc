// Any bytes as the table of an audit: answers, rows without one and reasons with their lines, and
// answers that are written and read again as they were.

#include "exchange/audit_table.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "text/text.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_sound(const study::AuditAnswer& answer) {
  require(!answer.coder.empty());
  require(!answer.sign || (*answer.sign >= -1 && *answer.sign <= 1));
  const bool is_other = answer.from || answer.to || answer.act || answer.sign;
  require(!is_other || answer.verdict == study::Verdict::Edited);
}

/// The answer as the study would give it back, with other words in the other columns.
study::AuditItemRow row_of(const study::AuditAnswer& answer) {
  study::AuditItemRow row;
  row.key = answer.item;
  row.words = answer.note;
  row.drawn_from = answer.from.value_or("a");
  row.drawn_to = answer.to;
  row.verdict = answer.verdict;
  row.coder = answer.coder;
  row.note = answer.note;
  return row;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text =
      text::valid_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.csv");
  if (!text) return 0;
  const auto read = exchange::read_audit(*text, "fuzz.csv", size % 2 == 0 ? "mk" : "");
  if (!read) {
    require(!read.error().message.empty() && read.error().where.starts_with("fuzz.csv"));
    return 0;
  }
  for (const auto& problem : read->problems)
    require(!problem.message.empty() && problem.where.starts_with("fuzz.csv:"));
  std::vector<study::AuditItemRow> rows;
  std::uint32_t line = 1;
  for (const auto& [number, answer] : read->lines) {
    require(number > line);
    line = number;
    require_sound(answer);
    rows.push_back(row_of(answer));
  }
  std::ostringstream out;
  exchange::write_audit(out, exchange::TableFormat::Csv, rows);
  const auto again = exchange::read_audit(out.str(), "again.csv", "");
  require(again && again->problems.empty() && again->blank == 0);
  require(again->lines.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& answer = again->lines[i].answer;
    require(answer.item == rows[i].key && answer.verdict == rows[i].verdict);
    require(answer.coder == rows[i].coder && answer.note == rows[i].note);
  }
  return 0;
}
