#include "intake/detail/head_line.h"

#include <algorithm>

#include "intake/detail/breadcrumb.h"
#include "intake/detail/words.h"

namespace faultline::intake::detail {

using namespace std::string_view_literals;

/// A longer line with a stop is a paragraph, though it may have but one sentence.
constexpr std::size_t longest_sentence = 240;  // bytes

HeadLine look_at(std::string_view line) {
  HeadLine seen;
  seen.is_finished = ends_with_stop(line);
  if (line.size() > longest_shaped_line) {
    seen.look = Look::Prose;
    return seen;
  }
  if (line.size() > longest_sentence && is_plainly_prose(line)) {
    seen.look = Look::Prose;
    return seen;
  }
  seen.shape = shape_of(line);
  seen.field = labelled(seen.shape);
  if (dateline_end(line)) {
    seen.look = Look::Prose;
  } else if (const auto date = page_date(seen.shape)) {
    seen.look = Look::Date;
    seen.date = *date;
  } else if (is_reading_time(seen.shape)) {
    seen.look = Look::ReadingTime;
  } else if (is_share_bar(seen.shape)) {
    seen.look = Look::ShareBar;
  } else if (const auto author = byline(seen.shape)) {
    seen.look = Look::Byline;
    seen.date = author->date;
    seen.byline = author->names;
  } else if (is_furniture(seen.shape)) {
    seen.look = Look::Furniture;
  } else if (is_credit(seen.shape) || is_caption(seen.shape)) {
    seen.look = Look::Caption;
  } else if (is_section_name(line)) {
    seen.look = Look::Section;
  } else if (seen.is_finished &&
             (line.size() > longest_sentence || inner_sentence_ends(line, 1) > 0)) {
    seen.look = Look::Prose;
  }
  return seen;
}

bool is_plain_sentence(const LineShape& shape) {
  if (shape.words.empty()) return true;
  if (shape.words.size() > 22) return true;
  const std::string padded = " " + shape.lower;
  for (const auto sign :
       {" said "sv, " said."sv, " told "sv, " on monday"sv, " on tuesday"sv, " on wednesday"sv,
        " on thursday"sv, " on friday"sv, " on saturday"sv, " on sunday"sv})
    if (padded.find(sign) != std::string::npos) return true;
  const std::string_view first = shape.words.front().bare;
  const bool is_quoted = shape.line.front() == '"' || shape.line.front() == '\'' ||
                         shape.line.starts_with("\u201C") || shape.line.starts_with("\u2018");
  static constexpr std::array pronouns = {"he"sv, "she"sv, "they"sv, "it"sv, "i"sv, "we"sv};
  return !is_quoted && is_one_of(first, pronouns);
}

bool is_title_case(const LineShape& shape) {
  std::size_t long_words = 0;
  std::size_t capitalised = 0;
  for (const auto& word : shape.words) {
    if (word.bare.size() < 4) continue;
    ++long_words;
    if (is_capitalised(word.written)) ++capitalised;
  }
  return long_words >= 3 && capitalised * 5 >= long_words * 4;
}

}  // namespace faultline::intake::detail
