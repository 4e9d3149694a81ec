#pragma once
// One published text, with what its page says about itself.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/ordinal.h"

namespace faultline::intake {

/// What a stretch of the page is. Only Headline, Caption, Subheading and Paragraph are read
/// for statements; the rest is the page's furniture.
enum class ZoneKind {
  DateLine,     // "Thursday, December 5, 2024", alone on its line
  Breadcrumb,   // "HomeWorldAsia<headline>", often run together with the headline
  Headline,     // the article's title, once
  Byline,       // "By Ann Lee"
  Caption,      // what a picture shows
  ReadingTime,  // "Three-minute read"
  ShareBar,     // "Share Tweet Email"
  Dateline,     // "PORT NAME, March 4 —", the beginning of the first paragraph
  Subheading,   // a heading between paragraphs
  Paragraph,    // the body; without the Dateline before it
  Furniture,    // related links, newsletter boxes, copyright lines
};

struct Zone {
  ZoneKind kind{};
  ByteSpan span;  // trimmed of white space

  friend bool operator==(const Zone&, const Zone&) = default;
};

/// An article as read. All spans are bytes of `text`, which is what the file holds, unaltered.
struct Article {
  std::string id;    // the file's name without its ending; unique within one run
  std::string file;  // as the user named it; for JSON Lines "file:line"
  std::string text;
  std::vector<Zone> zones;  // in order of their beginning; Dateline precedes its Paragraph

  std::optional<std::string> outlet;
  std::optional<std::string> headline;
  std::optional<std::string> byline;
  std::optional<std::string> url;
  std::optional<Day> published;
  std::string language = "en";
  std::vector<std::string> sections;  // "Home", "World"; from breadcrumbs or metadata
  std::vector<std::string> captions;
  ByteSpan body;  // from the first Paragraph's beginning to the last one's end; empty if none
};

/// Tells headline, byline, dateline, captions and body of a plain or messy page text apart, and
/// fills everything of Article but id and file. Never fails: what cannot be told is a Paragraph.
/// `valid` must be valid UTF-8. O(bytes).
[[nodiscard]] Article read_page_text(std::string valid);

/// "December 5, 2024", "5 December 2024", "Thu, 5 Dec 2024", "2024-12-05", "12/05/2024" only
/// where the order is beyond doubt: the first full date in `line`, or none.
[[nodiscard]] std::optional<Day> find_full_date(std::string_view line);

}  // namespace faultline::intake
