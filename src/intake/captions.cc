#include <algorithm>

#include "intake/detail/line_kinds.h"
#include "intake/detail/lines.h"
#include "intake/detail/words.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

constexpr std::array credits = {
    "(photo"sv,       "[photo"sv,     "photo:"sv,         "photograph:"sv,  "photo by "sv,
    "photograph by "sv, "image credit"sv, "photo credit"sv, "credit:"sv,    "getty images"sv,
    "ap photo"sv,     "file photo"sv, "| photo"sv,        "(reuters/"sv,    "/reuters"sv,
    "/afp"sv,         "/ap)"sv,       "(image:"sv,        "image:"sv,       "picture:"sv,
    "courtesy photo"sv, "pool photo"sv, "[file:"sv,       "(file)"sv};

/// Whether `lower` has what each credit has; most lines have not, and need no search for any of them.
bool may_hold_credit(std::string_view lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const std::string_view rest = lower.substr(i);
    switch (lower[i]) {
      case ':':
      case '/':
      case '(':
      case '[':
        return true;
      case 'p':
        if (rest.starts_with("photo")) return true;
        break;
      case 'g':
        if (rest.starts_with("getty")) return true;
        break;
      case 'i':
        if (rest.starts_with("image")) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

}  // namespace

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
  const std::string_view tail = lower.substr(lower.size() > 90 ? lower.size() - 90 : 0);
  if (may_hold_credit(tail)) {
    for (const auto credit : credits) {
      const auto at = tail.rfind(credit);
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
