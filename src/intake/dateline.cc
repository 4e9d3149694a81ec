#include <algorithm>
#include <array>

#include "intake/detail/dates.h"
#include "intake/detail/line_kinds.h"
#include "intake/detail/lines.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

/// The dash that ends a dateline: where it begins, and where it ends.
struct Dash {
  std::size_t begin;
  std::size_t end;
};

std::optional<Dash> first_dash(std::string_view paragraph) {
  constexpr std::size_t farthest = 90;  // bytes; the longest name two places, a day and an agency
  for (std::size_t i = 1; i < std::min(farthest, paragraph.size()); ++i) {
    if (paragraph[i] != '-' && paragraph[i] != '\xE2') continue;
    const std::string_view rest = paragraph.substr(i);
    for (const auto dash : {"\u2014"sv, "\u2013"sv, "\u2015"sv, "--"sv, "-"sv}) {
      if (!rest.starts_with(dash)) continue;
      // "SMITH--I never said so" is talk that breaks off, "Al-Far" a name.
      const std::string_view after = rest.substr(dash.size());
      if (after.starts_with(' ') || after.starts_with("\u00A0") || after.starts_with('\n'))
        return Dash{i, i + dash.size()};
      break;
    }
  }
  return std::nullopt;
}

/// What a dateline is made of.
struct Parts {
  std::size_t capitals = 0;       // words in capital letters, before any comma or bracket
  std::size_t capitals_size = 0;  // their bytes
  bool has_region = false;        // ", Iran"
  bool has_day = false;           // "March 4"
  bool has_agency = false;        // "(AP)"
  bool is_odd = false;            // something that no dateline holds
};

Parts parts_of(const LineShape& shape) {
  Parts parts;
  bool is_after_comma = false;
  bool is_in_bracket = false;
  for (const auto& word : shape.words) {
    const std::string_view written = word.written;
    is_in_bracket = is_in_bracket || written.starts_with('(') || written.starts_with('[');
    const std::string_view bare = word.bare;
    const bool is_month = month_number(bare) != 0;
    const bool is_number =
        !bare.empty() && bare.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_in_bracket) {
      parts.has_agency = true;
    } else if (is_month && (is_after_comma || parts.capitals == 0)) {
      parts.has_day = true;
    } else if (is_number) {
      parts.is_odd = parts.is_odd || !parts.has_day;
    } else if (!is_after_comma && is_all_capitals(written)) {
      ++parts.capitals;
      parts.capitals_size += written.size();
    } else if (is_capitalised(written)) {
      parts.has_region = parts.has_region || is_after_comma;
      parts.is_odd = parts.is_odd || (!is_after_comma && parts.capitals > 0);
    } else if (written != "/" && written != "|") {
      parts.is_odd = true;
    }
    is_after_comma = is_after_comma || written.ends_with(',');
    if (written.find_first_of(")]") != std::string_view::npos) is_in_bracket = false;
  }
  parts.is_odd = parts.is_odd || is_in_bracket;
  return parts;
}

/// Labels in capitals that a dash follows as well.
bool is_label(std::string_view lower) {
  static constexpr std::array labels = {"exclusive"sv,     "breaking"sv, "opinion"sv,   "update"sv,
                                        "updated"sv,       "watch"sv,    "live"sv,      "video"sv,
                                        "analysis"sv,      "report"sv,   "editorial"sv, "poll"sv,
                                        "breaking news"sv, "listen"sv,   "look"sv};
  return std::find(labels.begin(), labels.end(), lower) != labels.end();
}

/// "(CNN) The premier": the agency alone, with or without a dash.
std::optional<std::size_t> agency_end(std::string_view paragraph) {
  static constexpr std::array agencies = {"(CNN)"sv, "(AP)"sv,  "(AFP)"sv,     "(Reuters)"sv,
                                          "(UPI)"sv, "(dpa)"sv, "(REUTERS)"sv, "(Xinhua)"sv};
  for (const auto agency : agencies)
    if (paragraph.starts_with(agency) && !trim(paragraph.substr(agency.size())).empty())
      return agency.size();
  return std::nullopt;
}

/// How sure a dateline is.
enum class Certainty { None, ByPlace, ByDayOrAgency };

Certainty certainty_of(std::string_view place, std::string_view rest) {
  if (place.empty() || rest.empty()) return Certainty::None;
  const LineShape shape = shape_of(place);
  if (shape.words.size() > 12 || is_label(shape.lower)) return Certainty::None;
  const Parts parts = parts_of(shape);
  if (parts.is_odd || !is_capitalised(place)) return Certainty::None;
  if (parts.has_agency || parts.has_day) return Certainty::ByDayOrAgency;
  if (parts.capitals == 0) return Certainty::None;
  // "NATO — the alliance — said" sets a remark between dashes; after a dateline a sentence begins.
  const bool begins_sentence = is_capitalised(rest) || rest.starts_with('"') ||
                               rest.starts_with("\u201C") ||
                               (rest.front() >= '0' && rest.front() <= '9');
  const bool is_short_name = parts.capitals == 1 && parts.capitals_size <= 4;
  if (!begins_sentence || (is_short_name && !parts.has_region)) return Certainty::None;
  return Certainty::ByPlace;
}

std::optional<std::size_t> end_if(std::string_view paragraph, Certainty least) {
  if (const auto dash = first_dash(paragraph)) {
    const std::string_view place = trim(paragraph.substr(0, dash->begin));
    if (certainty_of(place, trim(paragraph.substr(dash->end))) >= least) return dash->end;
  }
  return agency_end(paragraph);
}

}  // namespace

std::optional<std::size_t> dateline_end(std::string_view paragraph) {
  return end_if(paragraph, Certainty::ByPlace);
}

std::optional<std::size_t> sure_dateline_end(std::string_view paragraph) {
  return end_if(paragraph, Certainty::ByDayOrAgency);
}

}  // namespace faultline::intake::detail
