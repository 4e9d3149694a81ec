#include <algorithm>

#include "intake/detail/line_kinds.h"
#include "intake/detail/lines.h"
#include "intake/detail/words.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_credit = 90;  // bytes

constexpr std::array credits = {
    "(photo"sv,         "[photo"sv,       "photo:"sv,       "photograph:"sv, "photo by "sv,
    "photograph by "sv, "image credit"sv, "photo credit"sv, "credit:"sv,     "getty images"sv,
    "ap photo"sv,       "file photo"sv,   "| photo"sv,      "(reuters/"sv,   "/reuters"sv,
    "/afp"sv,           "/ap)"sv,         "(image:"sv,      "image:"sv,      "picture:"sv,
    "courtesy photo"sv, "pool photo"sv,   "[file:"sv,       "(file)"sv};

}  // namespace

bool may_hold_credit(std::string_view line) {
  const auto has = [](std::string_view rest, std::string_view word) {
    if (rest.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
      if ((rest[i] | 0x20) != word[i]) return false;
    return true;
  };
  const std::size_t begin = line.size() > longest_credit ? line.size() - longest_credit : 0;
  for (std::size_t i = begin; i < line.size(); ++i) {
    switch (line[i]) {
      case ':':
      case '/':
      case '(':
      case '[':
        return true;
      case 'p':
      case 'P':
        if (has(line.substr(i), "photo")) return true;
        break;
      case 'g':
      case 'G':
        if (has(line.substr(i), "getty")) return true;
        break;
      case 'i':
      case 'I':
        if (has(line.substr(i), "image")) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

bool is_credit(const LineShape& shape) {
  static constexpr std::array openings = {
      "photo:"sv,       "photograph:"sv,   "photo by"sv,        "photograph by"sv,
      "image:"sv,       "image credit"sv,  "photo credit"sv,    "credit:"sv,
      "picture:"sv,     "photos:"sv,       "(photo"sv,          "[photo"sv,
      "(image"sv,       "(ap photo"sv,     "(file photo"sv,     "(file)"sv,
      "(credit"sv,      "illustration:"sv, "illustration by"sv, "photo illustration"sv,
      "(reuters/"sv,    "(getty"sv,        "getty images"sv,    "file photo"sv,
      "image source"sv, "photo source"sv};
  if (shape.line.size() > 140 || shape.words.size() > 14) return false;
  const bool is_opened = begins_with_one_of(shape.lower, openings);
  if (is_opened) return true;
  // "Ann Lee/Getty Images", "Ann Lee via Getty Images.", "Bob Ray/Reuters"
  if (shape.words.size() <= 7 && shape.lower.find("getty images") != std::string::npos) return true;
  const std::string_view last = shape.words.empty() ? std::string_view() : shape.words.back().bare;
  return shape.words.size() <= 4 &&
         (last.ends_with("/reuters") || last.ends_with("/afp") || last.ends_with("/ap"));
}

bool is_caption(const LineShape& shape) {
  if (shape.words.size() < 2) return false;
  // A credit stands at the end, so that a sentence about a photo is not taken for one.
  const std::string_view lower = shape.lower;
  const std::string_view tail =
      lower.substr(lower.size() > longest_credit ? lower.size() - longest_credit : 0);
  if (may_hold_credit(tail)) {
    for (const auto credit : credits) {
      const auto at = tail.find(credit);
      if (at != std::string_view::npos && tail.find(". ", at) == std::string_view::npos)
        return true;
    }
  }
  if (shape.begins("file - ") || shape.begins("file photo")) return true;
  if (ends_with_stop(shape.line) || shape.words.size() < 6) return false;
  // "Officials gather at the harbour in Port Name- January 6, 2020"
  std::optional<DateFound> last;
  for (auto date = find_date(shape.line); date; date = find_date(shape.line, date->end))
    last = date;
  return last && trim(shape.line.substr(last->end)).empty();
}

}  // namespace faultline::intake::detail
