#include "intake/detail/breadcrumb.h"

#include <algorithm>
#include <array>

#include "intake/detail/dates.h"
#include "intake/detail/line_shape.h"
#include "intake/detail/lines.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

constexpr std::array sections = {"home"sv,
                                 "homepage"sv,
                                 "front page"sv,
                                 "news"sv,
                                 "world"sv,
                                 "world news"sv,
                                 "politics"sv,
                                 "opinion"sv,
                                 "opinions"sv,
                                 "analysis"sv,
                                 "business"sv,
                                 "economy"sv,
                                 "international"sv,
                                 "national"sv,
                                 "local"sv,
                                 "middle east"sv,
                                 "europe"sv,
                                 "asia"sv,
                                 "africa"sv,
                                 "americas"sv,
                                 "america"sv,
                                 "us"sv,
                                 "u.s."sv,
                                 "us news"sv,
                                 "uk"sv,
                                 "uk news"sv,
                                 "society"sv,
                                 "culture"sv,
                                 "sport"sv,
                                 "sports"sv,
                                 "technology"sv,
                                 "tech"sv,
                                 "science"sv,
                                 "health"sv,
                                 "climate"sv,
                                 "environment"sv,
                                 "security"sv,
                                 "defence"sv,
                                 "defense"sv,
                                 "elections"sv,
                                 "parliament"sv,
                                 "government"sv,
                                 "latest news"sv,
                                 "latest"sv,
                                 "editorial"sv,
                                 "commentary"sv,
                                 "features"sv,
                                 "feature"sv,
                                 "interview"sv,
                                 "interviews"sv,
                                 "exclusive"sv,
                                 "breaking news"sv,
                                 "top news"sv,
                                 "top stories"sv,
                                 "special report"sv,
                                 "diplomacy"sv,
                                 "region"sv,
                                 "regional"sv,
                                 "law"sv,
                                 "education"sv,
                                 "finance"sv,
                                 "markets"sv,
                                 "media"sv,
                                 "blogs"sv,
                                 "video"sv,
                                 "live"sv,
                                 "statements"sv,
                                 "press releases"sv,
                                 "articles"sv,
                                 "policy"sv,
                                 "foreign policy"sv,
                                 "global"sv};

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Names that have a capital inside, as their makers write them.
bool has_inner_capital(std::string_view word) {
  static constexpr std::array names = {
      "YouTube"sv,  "LinkedIn"sv,  "WhatsApp"sv, "TikTok"sv,   "WikiLeaks"sv,  "BuzzFeed"sv,
      "HuffPost"sv, "PayPal"sv,    "SpaceX"sv,   "OpenAI"sv,   "ExxonMobil"sv, "DeSantis"sv,
      "LeBron"sv,   "NewsGuard"sv, "GitHub"sv,   "DeepMind"sv, "ProPublica"sv, "VoA"sv};
  return std::any_of(names.begin(), names.end(),
                     [word](auto name) { return word.starts_with(name); });
}

/// Whether a word runs on into the next at `position`: "HomeWorld", but not "McKay" or "iPhone".
bool is_joint(std::string_view line, std::size_t position) {
  if (!is_capital(line[position])) return false;
  const char before = line[position - 1];
  if (!is_small(before) && before != ')' && !(before >= '0' && before <= '9')) return false;
  const std::size_t word = line.find_last_of(" \t", position - 1) + 1;
  const std::string_view head = line.substr(word, position - word);
  static constexpr std::array beginnings = {"Mc"sv, "Mac"sv,  "De"sv,  "Le"sv,
                                            "La"sv, "Fitz"sv, "Van"sv, "Di"sv};
  const bool begins_name = std::any_of(beginnings.begin(), beginnings.end(),
                                       [head](auto beginning) { return head == beginning; });
  return !begins_name && head.size() > 1 && !has_inner_capital(line.substr(word));
}

std::vector<std::size_t> joints(std::string_view line) {
  std::vector<std::size_t> found;
  for (std::size_t i = 1; i < line.size(); ++i)
    if (is_joint(line, i)) found.push_back(i);
  return found;
}

/// How many bytes the separator at `position` has; 0 if none stands there.
std::size_t separator_size(std::string_view line, std::size_t position) {
  const char first = line[position];
  if (first == '>') return 1;
  if (first != ' ' && first != '\xC2' && first != '\xE2') return 0;
  const std::string_view rest = line.substr(position);
  for (const auto separator :
       {"\u203A"sv, "\u00BB"sv, "\u2192"sv, "\u25B8"sv, " / "sv, " | "sv, " \u2022 "sv})
    if (rest.starts_with(separator)) return separator.size();
  return 0;
}

/// The parts of `line` between separators, trimmed; one part if there is none.
std::vector<std::string_view> separated(std::string_view line) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t size = separator_size(line, i);
    if (size > 0) {
      parts.push_back(trim(line.substr(begin, i - begin)));
      begin = i + size;
    }
    i += std::max<std::size_t>(size, 1);
  }
  parts.push_back(trim(line.substr(begin)));
  return parts;
}

bool is_short_part(std::string_view part) {
  return !part.empty() && part.size() <= 40 && shape_of(part).words.size() <= 5 &&
         !ends_with_stop(part);
}

std::optional<Trail> separated_trail(std::string_view line, std::string_view headline) {
  auto parts = separated(line);
  if (parts.size() < 2) return std::nullopt;
  Trail found{.sections = {}, .headline_begin = line.size()};
  if (!headline.empty() && text::fold_name(parts.back()) == text::fold_name(headline))
    parts.pop_back();
  if (parts.back().empty()) parts.pop_back();  // "Home > World >"
  const bool begins_site = !parts.empty() && is_section_name(parts.front());
  const bool is_pointed = line.find_first_of('>') != std::string_view::npos ||
                          line.find("\u203A") != std::string_view::npos ||
                          line.find("\u00BB") != std::string_view::npos;
  if (!begins_site && !(is_pointed && parts.size() >= 3)) return std::nullopt;
  for (const auto part : parts) {
    // The last part may be the headline cut short.
    if (!is_short_part(part) && !(part == parts.back() && is_pointed && part.size() < 200))
      return std::nullopt;
    if (is_short_part(part)) found.sections.push_back(text::fold_space(part));
  }
  return found;
}

std::optional<Trail> run_together_trail(std::string_view line, std::string_view headline) {
  Trail found{.sections = {}, .headline_begin = line.size()};
  std::string_view head = line;
  const bool ends_with_headline =
      headline.size() >= 12 && line.size() > headline.size() && line.ends_with(headline);
  if (ends_with_headline) head = trim(line.substr(0, line.size() - headline.size()));
  std::vector<std::size_t> cuts = joints(head);
  cuts.insert(cuts.begin(), 0);
  cuts.push_back(head.size());
  std::size_t parts = cuts.size() - 1;
  const auto part = [&](std::size_t i) { return head.substr(cuts[i], cuts[i + 1] - cuts[i]); };
  if (!ends_with_headline) {
    if (parts < 2 || !is_section_name(part(0))) return std::nullopt;
    // What runs on last is the headline, if it is longer than a section's name.
    if (shape_of(part(parts - 1)).words.size() >= 4) {
      --parts;
      found.headline_begin = cuts[parts];
    }
  }
  for (std::size_t i = 0; i < parts; ++i) found.sections.push_back(text::fold_space(trim(part(i))));
  return found;
}

}  // namespace

bool is_section_name(std::string_view line) {
  if (line.size() > 24) return false;
  const std::string lower = plain_lower(trim(line));
  return std::find(sections.begin(), sections.end(), lower) != sections.end();
}

std::optional<Trail> trail(std::string_view line, std::string_view headline) {
  if (line.size() > 2 * longest_shaped_line) return std::nullopt;
  if (is_section_name(line))
    return Trail{.sections = {text::fold_space(line)}, .headline_begin = line.size()};
  if (ends_with_stop(line) && headline.empty()) return std::nullopt;
  if (find_date(line)) return std::nullopt;
  if (auto found = separated_trail(line, headline)) return found;
  return run_together_trail(line, headline);
}

}  // namespace faultline::intake::detail
