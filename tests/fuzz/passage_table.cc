// Any bytes as the table of passages that were read, and as a text that is cut into passages:
// answers and reasons with their lines, answers that are written and read again as they were, and
// passages that together are the text.

#include "exchange/passage_table.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "map/detail/passage_units.h"
#include "text/text.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_whole(const std::string& text, std::size_t whole) {
  std::uint32_t at = 0;
  for (const auto& passage : map::detail::passages_of(text, whole)) {
    require(passage.begin.value == at && passage.end.value > at);
    // No character is cut.
    require(passage.end.value == text.size() ||
            (static_cast<unsigned char>(text[passage.end.value]) & 0xC0U) != 0x80U);
    at = passage.end.value;
  }
  require(at == text.size());
}

exchange::PassageText row_of(const study::PassageAnswer& answer) {
  exchange::PassageText passage;
  passage.row.key = answer.passage;
  passage.row.answered_at = "2031-01-06T00:00:00Z";
  passage.row.coder = answer.coder;
  passage.row.note = answer.note;
  passage.row.misses = answer.misses;
  passage.text = answer.note;
  return passage;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text =
      text::valid_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.csv");
  if (!text) return 0;
  require_whole(*text, 20 + size % 200);
  const auto read = exchange::read_passages(*text, "fuzz.csv", size % 2 == 0 ? "mk" : "");
  if (!read) {
    require(!read.error().message.empty() && read.error().where.starts_with("fuzz.csv"));
    return 0;
  }
  for (const auto& problem : read->problems)
    require(!problem.message.empty() && problem.where.starts_with("fuzz.csv:"));
  std::vector<exchange::PassageText> rows;
  for (const auto& line : read->lines) {
    require(!line.answer.coder.empty());
    rows.push_back(row_of(line.answer));
  }
  std::ostringstream out;
  exchange::write_passages(out, exchange::TableFormat::Csv, rows);
  const auto again = exchange::read_passages(out.str(), "again.csv", "");
  require(again && again->problems.empty() && again->blank == 0);
  require(again->lines.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& answer = again->lines[i].answer;
    require(answer.passage == rows[i].row.key && answer.misses == rows[i].row.misses);
    require(answer.coder == rows[i].row.coder && answer.note == rows[i].row.note);
  }
  return 0;
}
