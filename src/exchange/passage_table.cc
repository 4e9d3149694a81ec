#include "exchange/passage_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "exchange/detail/cells.h"
#include "exchange/detail/named_columns.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using detail::Cells;
using detail::Json;
using positions::Act;

constexpr std::string_view nothing = "none";

std::string misses_text(const study::PassageRow& row) {
  if (!row.answered_at) return "";
  if (row.misses.empty()) return std::string(nothing);
  std::vector<std::string> words;
  for (const auto& miss : row.misses) words.push_back(miss_text(miss));
  return fmt::format("{}", fmt::join(words, "; "));
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Cells cells_of(const PassageText& passage) {
  const study::PassageRow& row = passage.row;
  return {{"passage", static_cast<std::int64_t>(row.key)},
          {"audit", static_cast<std::int64_t>(row.audit)},
          {"number", row.number},
          {"stratum", row.stratum},
          {"inclusion", row.inclusion},
          {"article", row.article_id},
          {"outlet", or_null(row.outlet.value_or(""))},
          {"published", row.published ? Json(to_string(*row.published)) : Json()},
          {"part", row.part},
          {"parts", row.parts},
          {"text", passage.text},
          {"missed", or_null(misses_text(row))},
          {"coder", or_null(row.coder)},
          {"note", or_null(row.note)},
          {"answered_at", or_null(row.answered_at.value_or(""))}};
}

/// The act that a sign stands for where only the sign is known.
std::optional<Act> act_named(std::string_view word) {
  if (word == "-" || word == "−" || word == "-1") return Act::Criticise;
  if (word == "+" || word == "+1") return Act::Endorse;
  if (word == "0") return Act::Consult;
  return positions::parse_act(word);
}

std::optional<std::string> cell(const text::CsvRecord& row, std::optional<std::size_t> place) {
  if (!place) return std::nullopt;
  return text::fold_space(std::string(text::without_guard(row.cells[*place])));
}

struct Columns {
  std::size_t passage = 0, missed = 0;
  std::optional<std::size_t> coder, note;
};

Result<void> take(const text::CsvRecord& row, const Columns& columns, const std::string& coder,
                  PassageLines& into) {
  const std::string missed = *cell(row, columns.missed);
  if (missed.empty()) return ++into.blank, Result<void>();
  PassageLine made{row.line, {}};
  const std::string passage = *cell(row, columns.passage);
  const auto key = detail::whole_number(passage);
  if (!key)
    return failure(
        ErrorCode::Malformed,
        fmt::format("\"{}\" is no passage; leave the column as `export` wrote it.", passage));
  made.answer.passage = study::PassageId{*key};
  if (text::fold_name(missed) != nothing) {
    auto misses = parse_misses(missed);
    if (!misses) return failure(ErrorCode::Malformed, misses.error().message);
    made.answer.misses = std::move(*misses);
  }
  made.answer.coder = cell(row, columns.coder).value_or("");
  if (made.answer.coder.empty()) made.answer.coder = coder;
  if (made.answer.coder.empty())
    return failure(ErrorCode::Malformed,
                   "The row does not say who read it; fill the column coder, or give --coder.");
  made.answer.note = cell(row, columns.note).value_or("");
  into.lines.push_back(std::move(made));
  return {};
}

}  // namespace

void write_passages(std::ostream& out, TableFormat format, std::span<const PassageText> rows) {
  detail::write_header(out, format, cells_of({}));
  for (const auto& row : rows) detail::write_cells(out, format, cells_of(row));
}

std::string miss_text(const study::Miss& miss) {
  const bool by_act = miss.sign == positions::sign_of(miss.act);
  return fmt::format("{} {} {}", miss.from,
                     by_act          ? std::string(positions::to_string(miss.act))
                     : miss.sign < 0 ? "-"
                     : miss.sign > 0 ? "+"
                                     : "0",
                     miss.to);
}

Result<study::Miss> parse_miss(std::string_view words) {
  const std::string folded = text::fold_space(std::string(words));
  const auto first = folded.find(' ');
  const auto last = folded.rfind(' ');
  const auto refusal = [&] {
    return failure(ErrorCode::Usage,
                   fmt::format("\"{}\" is no relation; write who, how and whom with blanks between "
                               "them, such as \"ana-lor - ben-mak\" or \"ana-lor accuse ben-mak\": "
                               "how is -, 0, + or an act.",
                               folded));
  };
  if (first == std::string::npos || first == last) return refusal();
  const auto act = act_named(std::string_view(folded).substr(first + 1, last - first - 1));
  if (!act) return refusal();
  study::Miss miss;
  miss.from = folded.substr(0, first);
  miss.to = folded.substr(last + 1);
  miss.act = *act;
  miss.sign = positions::sign_of(*act);
  return miss;
}

Result<std::vector<study::Miss>> parse_misses(std::string_view words) {
  std::vector<study::Miss> misses;
  while (!words.empty()) {
    const auto end = std::min(words.find(';'), words.size());
    const std::string_view one = words.substr(0, end);
    words.remove_prefix(std::min(words.size(), end + 1));
    if (text::fold_space(std::string(one)).empty()) continue;
    auto miss = parse_miss(one);
    if (!miss) return tl::unexpected(miss.error());
    misses.push_back(std::move(*miss));
  }
  return misses;
}

Result<PassageLines> read_passages(std::string_view table, const std::string& name,
                                   const std::string& coder) {
  auto named = detail::NamedColumns::open({table, name});
  if (!named) return tl::unexpected(named.error());
  const auto passage = named->require({"passage"});
  if (!passage) return tl::unexpected(passage.error());
  const auto missed = named->require({"missed"});
  if (!missed) return tl::unexpected(missed.error());
  const Columns columns{*passage, *missed, named->find({"coder"}), named->find({"note"})};
  PassageLines read;
  named->each(read.problems,
              [&](const text::CsvRecord& row) { return take(row, columns, coder, read); });
  return read;
}

}  // namespace faultline::exchange
