#include <algorithm>

#include "intake/detail/line_kinds.h"
#include "intake/detail/lines.h"
#include "intake/detail/words.h"

namespace faultline::intake::detail {

using namespace std::string_view_literals;

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
  const bool is_opened = std::any_of(openings.begin(), openings.end(),
                                     [&](auto opening) { return shape.begins(opening); });
  // "Ann Lee/Getty Images", "Ann Lee via Getty Images."
  return is_opened ||
         (shape.words.size() <= 7 && shape.lower.find("getty images") != std::string::npos);
}

bool is_caption(const LineShape& shape) {
  static constexpr std::array credits = {
      "(photo"sv,         "[photo"sv,       "photo:"sv,       "photograph:"sv, "photo by "sv,
      "photograph by "sv, "image credit"sv, "photo credit"sv, "credit:"sv,     "getty images"sv,
      "ap photo"sv,       "file photo"sv,   "| photo"sv,      "(reuters/"sv,   "/reuters"sv,
      "/afp"sv,           "/ap)"sv,         "(image:"sv,      "image:"sv,      "picture:"sv,
      "courtesy photo"sv, "pool photo"sv,   "[file:"sv,       "(file)"sv};
  if (shape.words.size() < 2) return false;
  // A credit stands at the end, so that a sentence about a photo is not taken for one.
  const std::string_view lower = shape.lower;
  const std::string_view tail = lower.substr(lower.size() > 90 ? lower.size() - 90 : 0);
  for (const auto credit : credits) {
    const auto at = tail.rfind(credit);
    if (at != std::string_view::npos && tail.substr(at).find(". ") == std::string_view::npos)
      return true;
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
