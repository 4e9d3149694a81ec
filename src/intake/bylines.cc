#include <algorithm>

#include "intake/detail/line_kinds.h"
#include "intake/detail/words.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

std::size_t begin_of(const Word& word, const LineShape& shape) {
  return static_cast<std::size_t>(word.written.data() - shape.line.data());
}

/// How many words at the beginning say that the author follows: "By", "Written by", "Author:".
std::size_t opening_size(const LineShape& shape) {
  static constexpr std::array openings = {"written"sv, "posted"sv,   "report"sv, "reported"sv,
                                          "story"sv,   "words"sv,    "text"sv,   "analysis"sv,
                                          "opinion"sv, "published"sv};
  const auto& words = shape.words;
  if (words[0].bare == "by") return 1;
  if ((words[0].bare == "author" || words[0].bare == "authors") && words[0].written.ends_with(':'))
    return 1;
  return words.size() > 2 && words[1].bare == "by" && is_one_of(words[0].bare, openings) ? 2 : 0;
}

/// The part of `line` without the separators at its end, white space folded.
std::string names_in(std::string_view line) {
  std::string names = text::fold_space(line);
  while (!names.empty() && " ,|-/:"sv.find(names.back()) != std::string_view::npos)
    names.pop_back();
  for (const auto mark : {"\u2022"sv, "\u00B7"sv, "\u2014"sv, "\u2013"sv})
    if (names.ends_with(mark)) return names_in(names.substr(0, names.size() - mark.size()));
  return names;
}

/// "Posted on March 4, 2031 by Ann Lee"
std::optional<Byline> byline_after_date(const LineShape& shape) {
  const std::size_t by = shape.line.rfind(" by ");
  if (by == std::string_view::npos) return std::nullopt;
  const auto date = page_date(shape_of(shape.line.substr(0, by)));
  if (!date) return std::nullopt;
  const LineShape names = shape_of(shape.line.substr(by + 4));
  if (names.words.empty() || names.words.size() > 12 || ends_with_full_stop(names.line) ||
      !std::all_of(names.words.begin(), names.words.end(), is_name_word))
    return std::nullopt;
  return Byline{names_in(names.line), *date};
}

/// Where the people's names that begin at word `first` end, and how.
struct Names {
  std::size_t end;         // number of the first word after them
  bool is_cut = false;     // a comma ended them
  bool is_closed = false;  // nothing but a date follows
  bool has_bar = false;    // "|" or another sign alone follows
};

Names names_from(const LineShape& shape, std::size_t first, std::size_t end) {
  const auto& words = shape.words;
  Names names{.end = first};
  while (names.end < words.size() && begin_of(words[names.end], shape) < end && !names.is_cut) {
    if (!is_name_word(words[names.end])) break;
    names.is_cut = words[names.end].written.ends_with(',');
    ++names.end;
  }
  names.is_closed = names.end == words.size() || begin_of(words[names.end], shape) >= end;
  names.has_bar = !names.is_closed && words[names.end].bare.empty();
  return names;
}

}  // namespace

std::optional<Byline> byline(const LineShape& shape) {
  const auto& words = shape.words;
  if (shape.line.size() > 160 || words.size() < 2 || words.size() > 22) return std::nullopt;
  if (auto found = byline_after_date(shape)) return found;
  const std::size_t first = opening_size(shape);
  const auto date = find_date(shape.line);
  const std::size_t end = date ? date->begin : shape.line.size();
  const Names names = names_from(shape, first, end);
  const std::size_t count = names.end - first;
  const std::size_t after = words.size() - names.end;
  if (count == 0 || ends_with_stop(shape.line)) return std::nullopt;
  if (first > 0) {
    static constexpr std::array links = {"in"sv, "for"sv,     "of"sv,        "at"sv,
                                         "is"sv, "updated"sv, "published"sv, "posted"sv};
    const bool is_followed =
        names.is_closed || names.is_cut || names.has_bar || is_one_of(words[names.end].bare, links);
    if (!is_followed || count > 12 || after > 12) return std::nullopt;
  } else {
    const bool is_dated = date && date->begin > 0 && names.has_bar;
    const bool is_job =
        names.is_cut && after <= 8 &&
        std::any_of(words.begin() + static_cast<std::ptrdiff_t>(names.end), words.end(),
                    [](const Word& word) { return is_press_job(word.bare); });
    if (count < 2 || count > 8 || (!is_dated && !is_job)) return std::nullopt;
  }
  const std::size_t begin = begin_of(words[first], shape);
  const std::size_t stop = names.has_bar ? begin_of(words[names.end], shape) : end;
  Byline found{.names = names_in(shape.line.substr(begin, stop - begin)), .date = {}};
  if (found.names.empty()) return std::nullopt;
  found.date.label = date_label(shape.lower);
  if (date) found.date.day = date->day;
  return found;
}

bool may_be_byline(const LineShape& shape) {
  const auto& words = shape.words;
  if (words.empty() || words.size() > 7 || shape.line.size() > 80 || ends_with_stop(shape.line))
    return false;
  const auto is_job = [](const Word& word) { return is_press_job(word.bare); };
  // "Political correspondent"
  if (words.size() <= 4 && is_job(words.back()) && is_capitalised(words.front().written))
    return true;
  const bool are_names = std::all_of(words.begin(), words.end(), [](const Word& word) {
    return is_name_word(word) || word.bare == "in";
  });
  return are_names && words.size() >= 2 && is_capitalised(words.front().written);
}

}  // namespace faultline::intake::detail
