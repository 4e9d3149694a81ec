#pragma once
// Recognises a line by itself: what can be told without knowing where on the page it stands.
// Each function is sure or says no; a line nobody recognises is text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "intake/detail/dates.h"
#include "intake/detail/line_shape.h"

namespace faultline::intake::detail {

/// A line that tells when the page was published or changed, and nothing else.
struct PageDate {
  /// What the line says of its day; in this order a day is believed to be that of publication.
  enum class Label { Published, None, Updated, Place };
  Label label = Label::None;
  std::optional<Day> day;  // none: "12/05/2024", "two hours ago"
};
/// "Thursday, December 5, 2024", "Published: 4 March 2031 10:22 GMT",
/// "Updated 5 March 2031 | 3 min read", "Port Name, 4 March 2031".
[[nodiscard]] std::optional<PageDate> page_date(const LineShape& shape);
[[nodiscard]] PageDate::Label date_label(std::string_view lower);
/// Whether such a line may begin with the word `bare`, or hold it at all.
[[nodiscard]] bool is_page_date_word(std::string_view bare);

/// The words of `shape` outside its full dates, and the first of these dates.
struct Undated {
  std::optional<DateFound> first;
  std::vector<const Word*> words;
};
[[nodiscard]] Undated without_dates(const LineShape& shape);

/// Who wrote the page.
struct Byline {
  std::string names;  // "Ann Lee and Bob Ray", with what follows them: "Ann Lee, Reuters"
  PageDate date;
};
/// "By Ann Lee", "BY ANN LEE and BOB RAY", "Ann Lee, Political Correspondent",
/// "Ann Lee | March 4, 2031", "Posted on March 4, 2031 by Ann Lee".
[[nodiscard]] std::optional<Byline> byline(const LineShape& shape);
/// "Ann Lee", "Ann Lee in Port Name", "Political correspondent": a byline only beside lines that
/// are surely of the page's head.
[[nodiscard]] bool may_be_byline(const LineShape& shape);

/// "Three-minute read", "Reading time: 5 minutes".
[[nodiscard]] bool is_reading_time(const LineShape& shape);

/// "Share Tweet Email", "FacebookTwitterWhatsApp", "Share this article".
[[nodiscard]] bool is_share_bar(const LineShape& shape);

/// A line that ends as captions do: with a credit, or with a date and no full stop.
[[nodiscard]] bool is_caption(const LineShape& shape);
/// Whether the end of `line` has what each credit has; most lines have not.
[[nodiscard]] bool may_hold_credit(std::string_view line);
/// A credit alone: "(Photo: Ann Lee)", "Photograph: Ann Lee/Agency".
[[nodiscard]] bool is_credit(const LineShape& shape);

/// Related links, newsletter boxes, advertisements, copyright and credit lines, comment counts.
[[nodiscard]] bool is_furniture(const LineShape& shape);
/// A heading over a list of links: "Related", "Most read".
[[nodiscard]] bool is_link_list_heading(const LineShape& shape);

/// Whether a line of more than a few words is text at first sight: it ends as a sentence does, and
/// has none of the words that all furniture, dates and captions of that length have. Much cheaper
/// than asking each recogniser; false says nothing.
[[nodiscard]] bool is_plainly_prose(std::string_view line);

/// A line of a database's export: "Date: March 4, 2031", "Source: The Herald", "Body:".
struct Labelled {
  enum class Field { Title, Byline, Date, Outlet, Url, Section, Other, Body };
  Field field{};
  std::string_view value;  // trimmed; into the line
};
[[nodiscard]] std::optional<Labelled> labelled(const LineShape& shape);

/// Where the dateline at the beginning of `paragraph` ends, after its dash; none unless it is sure.
/// "PORT NAME, March 4 —", "LONDON (AP) —", "TEHRAN, Iran -", "(CNN)".
[[nodiscard]] std::optional<std::size_t> dateline_end(std::string_view paragraph);
/// The same for what only a dateline can be: it names an agency or a day.
[[nodiscard]] std::optional<std::size_t> sure_dateline_end(std::string_view paragraph);

}  // namespace faultline::intake::detail
