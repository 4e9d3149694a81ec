#include "cli/detail/coding_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "cli/detail/layout.h"
#include "text/text.h"

namespace faultline::cli {

std::string_view agreement_word(int agreement) {
  return agreement > 0 ? "for" : agreement < 0 ? "against" : "neither";
}

std::string statement_in_context(std::string_view text, ByteSpan span, std::size_t width,
                                 bool colour, std::size_t around) {
  std::size_t begin = span.begin.value;
  std::size_t end = std::min<std::size_t>(span.end.value, text.size());
  const auto paragraph = text.rfind('\n', begin == 0 ? 0 : begin - 1);
  const auto line_end = text.find('\n', end);
  std::size_t from = paragraph == std::string_view::npos ? 0 : paragraph + 1;
  std::size_t to = line_end == std::string_view::npos ? text.size() : line_end;
  if (from > begin) from = begin;
  const bool is_cut_before = begin - from > around;
  const bool is_cut_after = to - end > around;
  // From a whole word to a whole word.
  if (is_cut_before) from = std::min(begin, text.find(' ', begin - around));
  if (is_cut_after) to = std::max(end, text.rfind(' ', end + around));
  const std::string marked = printable(text.substr(begin, end - begin));
  std::string line = is_cut_before ? "… " : "";
  const auto part = [&](std::size_t first, std::size_t last) {
    std::string words = printable(text.substr(first, last - first));
    if (first < last && text[first] == ' ' && !words.starts_with(' ')) words.insert(0, 1, ' ');
    if (first < last && text[last - 1] == ' ' && !words.ends_with(' ')) words += ' ';
    return words;
  };
  line += part(from, begin) + "[" + marked + "]" + part(end, to);
  if (is_cut_after) line += " …";
  std::string set = wrapped(line, width, 2);
  if (!colour) return set;
  const auto open = set.find('[');
  const auto close = set.rfind(']');
  if (open == std::string::npos || close == std::string::npos || close < open) return set;
  set.insert(close + 1, "\x1b[0m");
  set.insert(open, "\x1b[1m");
  return set;
}

std::string statement_head(const study::StatementRow& row) {
  std::string head = row.speaker ? fmt::format("{} ({})", printable(row.speaker_name.value_or("")),
                                               printable(*row.speaker))
                     : row.source_text.empty() ? std::string("Nobody named")
                                               : printable(row.source_text);
  if (row.on_behalf_of) head += fmt::format(" for {}", printable(*row.on_behalf_of));
  if (row.outlet) head += fmt::format(" in {}", printable(*row.outlet));
  head += fmt::format(", {}", row.day ? to_string(*row.day) : "undated");
  return head + fmt::format(", statement {} of article {}", static_cast<std::int64_t>(row.key),
                            printable(row.article_id));
}

std::string judgement_text(const study::Judgement& row) {
  std::string text;
  if (row.kind == study::CoderKind::Machine)
    text = row.coder == study::phrase_coder ? "the codebook's phrases" : "learned from people";
  else
    text = (row.kind == study::CoderKind::Model ? "model " : "") + printable(row.coder);
  text += fmt::format(": {}", agreement_word(row.agreement));
  if (row.confidence) text += fmt::format(", {:.2f}", *row.confidence);
  if (row.kind == study::CoderKind::Person && row.made_at)
    text += fmt::format(", {}", row.made_at->substr(0, 10));
  // Evidence that is no shorter is the whole statement.
  if (row.evidence_text.size() < row.content_text.size() && !row.evidence_text.empty())
    text += fmt::format(" (“{}”)", printable(row.evidence_text));
  if (!row.note.empty()) text += fmt::format(" [{}]", printable(row.note));
  if (row.withdrawn_at)
    text += fmt::format(" (taken back {})", row.withdrawn_at->substr(0, 10));
  else if (!row.is_in_force)
    text += " (replaced)";
  return text;
}

std::string judgements_text(std::span<const study::Judgement> rows, int width) {
  const auto columns = static_cast<std::size_t>(std::clamp(width, 60, 120));
  std::string text;
  const study::Judgement* last = nullptr;
  for (const auto& row : rows) {
    const bool is_next = last == nullptr || last->article != row.article ||
                         last->statement != row.statement || last->content_text != row.content_text;
    if (is_next) {
      const std::string head = row.statement
                                   ? fmt::format("{}", static_cast<std::int64_t>(*row.statement))
                                   : std::string("gone");
      text += wrapped(fmt::format("{}. {}{}: {}", head, printable(row.article_id),
                                  row.speaker_name ? ", " + printable(*row.speaker_name) : "",
                                  printable(row.content_text)),
                      columns, 0);
    }
    text += wrapped(fmt::format("{}. {}, {}", static_cast<std::int64_t>(row.key),
                                printable(row.concept_name), judgement_text(row)),
                    columns, 4);
    last = &row;
  }
  return text;
}

}  // namespace faultline::cli
