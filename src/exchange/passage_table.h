#pragma once
// Passages that people read for relations that the machine has missed, as a table: for a
// spreadsheet and back. docs/formats.md has the columns.

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/tables.h"
#include "study/passages.h"

namespace faultline::exchange {

/// A passage and its words; none where its article has another text by now.
struct PassageText {
  study::PassageRow row;
  std::string text;
};

/// In the order of `rows`, read or not.
void write_passages(std::ostream& out, TableFormat format, std::span<const PassageText> rows);

/// "ana-lor - ben-mak": who, how, whom; how is -, 0, + or an act ("accuse"), with its sign.
[[nodiscard]] std::string miss_text(const study::Miss& miss);
/// The same read back; the ends are taken as they are. Usage, with what may stand there.
[[nodiscard]] Result<study::Miss> parse_miss(std::string_view words);
/// Several, with semicolons between them; none in an empty text.
[[nodiscard]] Result<std::vector<study::Miss>> parse_misses(std::string_view words);

struct PassageLine {
  std::uint32_t line = 0;
  study::PassageAnswer answer;
};

struct PassageLines {
  std::vector<PassageLine> lines;  // those that were read
  std::size_t blank = 0;           // rows whose cell `missed` is empty: nobody has read them yet
  std::vector<Error> problems;     // of rows, each with "name:line"
};

/// Needs the columns passage and missed: "none", or relations as parse_misses() takes them. `coder`
/// stands in for an empty cell of that column. Malformed: no header, or a column is missing.
[[nodiscard]] Result<PassageLines> read_passages(std::string_view table, const std::string& name,
                                                 const std::string& coder);

}  // namespace faultline::exchange
