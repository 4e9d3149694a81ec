#include "intake/detail/head.h"

#include <algorithm>

#include "intake/detail/breadcrumb.h"
#include "intake/detail/line_kinds.h"
#include "intake/detail/line_shape.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

/// No page has a longer head; what looks like one further down belongs to the text.
constexpr std::size_t longest_head = 60;  // lines

/// What a line looks like by itself.
enum class Look { Text, Prose, Date, Byline, ReadingTime, ShareBar, Caption, Furniture, Section };

struct HeadLine {
  Look look = Look::Text;
  bool is_finished = false;  // ends with a stop
  PageDate date;
  std::string byline;
  LineShape shape;
};

bool is_full_text_mark(const HeadLine& line) {
  return line.look == Look::Furniture && line.shape.words.size() == 2 &&
         line.shape.begins("full text");
}

HeadLine look_at(std::string_view line) {
  HeadLine seen;
  seen.is_finished = ends_with_stop(line);
  if (line.size() > longest_shaped_line || dateline_end(line)) {
    seen.look = Look::Prose;
    return seen;
  }
  seen.shape = shape_of(line);
  if (const auto date = page_date(seen.shape)) {
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
  } else if (is_credit(seen.shape) || is_caption(seen.shape)) {
    seen.look = Look::Caption;
  } else if (is_furniture(seen.shape)) {
    seen.look = Look::Furniture;
  } else if (is_section_name(line)) {
    seen.look = Look::Section;
  } else if (seen.is_finished && (line.size() > 240 || inner_sentence_ends(line, 1) > 0)) {
    seen.look = Look::Prose;
  }
  return seen;
}

bool is_sure_mark(Look look) {
  return look == Look::Date || look == Look::Byline || look == Look::ReadingTime;
}

/// Whether a line that ends with a full stop says so much like a sentence of a report that it is no
/// headline.
bool is_plain_sentence(const LineShape& shape) {
  if (shape.words.size() > 22) return true;
  const std::string padded = " " + shape.lower;
  for (const std::string_view sign :
       {" said ", " said.", " told ", " on monday", " on tuesday", " on wednesday", " on thursday",
        " on friday", " on saturday", " on sunday"})
    if (padded.find(sign) != std::string::npos) return true;
  const std::string_view first = shape.words.front().bare;
  return first == "he" || first == "she" || first == "they" || first == "it" || first == "i" ||
         first == "we";
}

class HeadReader {
 public:
  HeadReader(std::string_view text, const std::vector<Line>& lines) : text_(text), lines_(lines) {
    for (std::size_t i = 0; i < std::min(lines.size(), longest_head); ++i)
      seen_.push_back(look_at(slice(text, lines[i])));
  }

  Head read() {
    const std::size_t headline = find_headline();
    const std::size_t above = headline_ ? *headline_ : headline;
    for (std::size_t i = 0; i < above; ++i) add_line_above(i);
    std::size_t body = above;
    if (headline_) {
      add_headline(*headline_);
      body = find_body(*headline_ + 1);
      for (std::size_t i = *headline_ + 1; i < body; ++i) add_line_below(i, body);
    }
    head_.body_begin = body;
    choose_date();
    return std::move(head_);
  }

 private:
  [[nodiscard]] std::string_view line(std::size_t i) const { return slice(text_, lines_[i]); }

  /// A later line of the head that repeats the end or the beginning of line `i`, if it is long
  /// enough to be a headline.
  [[nodiscard]] std::optional<std::size_t> repeated_below(std::size_t i) const {
    const std::string_view whole = line(i);
    for (std::size_t j = i + 1; j < std::min(seen_.size(), i + 10); ++j) {
      const std::string_view below = line(j);
      if (below.size() < 12 || below.size() > whole.size() || seen_[j].shape.words.size() < 3)
        continue;
      if (whole.ends_with(below) || whole.starts_with(below)) return j;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool has_prose_after(std::size_t i) const {
    for (std::size_t j = i + 1; j < seen_.size(); ++j)
      if (seen_[j].look == Look::Prose || (seen_[j].look == Look::Text && seen_[j].is_finished))
        return true;
    return lines_.size() > seen_.size();
  }

  [[nodiscard]] bool can_be_headline(std::size_t i) const {
    const LineShape& shape = seen_[i].shape;
    if (lines_[i].columns > 200 || shape.words.empty() || shape.words.size() > 32) return false;
    if (is_list_item(line(i)) || i + 1 >= lines_.size()) return false;
    if (line(i).ends_with(',')) return false;
    if (!seen_[i].is_finished) return true;
    return lines_[i + 1].follows_gap && has_prose_after(i) &&
           !(ends_with_full_stop(line(i)) && is_plain_sentence(shape));
  }

  /// Sets headline_, or gives the line at which a body without a headline begins.
  std::size_t find_headline() {
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      const Look look = seen_[i].look;
      if (look == Look::Text || (look == Look::Caption && i == 0)) {
        const auto below = repeated_below(i);
        if (below && line(*below).size() < line(i).size()) {
          headline_ = *below;
          return *below;
        }
        if (look == Look::Text && trail(line(i), {}) && !trail_is_headline(i)) continue;
        if (can_be_headline(i)) {
          headline_ = i;
          return i;
        }
        return i;
      }
      if (look == Look::Prose) return i;
    }
    return 0;
  }

  /// Whether a trail runs on into a headline that stands nowhere else.
  bool trail_is_headline(std::size_t i) {
    const auto found = trail(line(i), {});
    return found && found->headline_begin < line(i).size();
  }

  void add_headline(std::size_t i) {
    Line headline = lines_[i];
    if (const auto found = trail(line(i), {}); found && found->headline_begin < line(i).size()) {
      Line above = headline;
      above.end = above.begin + trim(line(i).substr(0, found->headline_begin)).size();
      head_.zones.push_back(zone_of(ZoneKind::Breadcrumb, above));
      add_sections(found->sections);
      headline.begin += found->headline_begin;
    }
    head_.zones.push_back(zone_of(ZoneKind::Headline, headline));
    std::string title = text::fold_space(slice(text_, headline));
    while (title.ends_with(';') || title.ends_with(' ')) title.pop_back();
    head_.headline = title;
  }

  void add_sections(const std::vector<std::string>& sections) {
    for (const auto& section : sections)
      if (std::find(head_.sections.begin(), head_.sections.end(), section) == head_.sections.end())
        head_.sections.push_back(section);
  }

  void add_line_above(std::size_t i) {
    const HeadLine& seen = seen_[i];
    if (seen.look == Look::Text || seen.look == Look::Section) {
      const std::string_view headline = headline_ ? line(*headline_) : std::string_view();
      const auto found = trail(line(i), headline);
      if (found) add_sections(found->sections);
      head_.zones.push_back(zone_of(found ? ZoneKind::Breadcrumb : ZoneKind::Furniture, lines_[i]));
      return;
    }
    add_recognised(i);
  }

  void add_recognised(std::size_t i) {
    const HeadLine& seen = seen_[i];
    ZoneKind kind = ZoneKind::Furniture;
    switch (seen.look) {
      case Look::Date:
        kind = ZoneKind::DateLine;
        dates_.push_back(seen.date);
        break;
      case Look::Byline:
        kind = ZoneKind::Byline;
        dates_.push_back(seen.date);
        if (!head_.byline) head_.byline = seen.byline;
        break;
      case Look::ReadingTime:
        kind = ZoneKind::ReadingTime;
        break;
      case Look::ShareBar:
        kind = ZoneKind::ShareBar;
        break;
      case Look::Caption:
        kind = ZoneKind::Caption;
        if (!is_credit(seen.shape)) head_.captions.push_back(text::fold_space(line(i)));
        break;
      case Look::Section:
        kind = ZoneKind::Breadcrumb;
        break;
      default:
        break;
    }
    head_.zones.push_back(zone_of(kind, lines_[i]));
  }

  /// The first line of the body, below the headline: after the last line that belongs to the head
  /// for sure.
  [[nodiscard]] std::size_t find_body(std::size_t from) const {
    std::size_t body = from;
    std::size_t unknown = 0;    // lines since the last mark that nobody recognised
    bool is_past_text = false;  // among them was one with a stop
    if (from < seen_.size() && line(from - 1).ends_with(';') && !lines_[from].follows_gap)
      body = from + 1;
    for (std::size_t i = from; i < seen_.size() && i < from + 24; ++i) {
      const HeadLine& seen = seen_[i];
      const bool is_text =
          seen.look == Look::Text || seen.look == Look::Prose || seen.look == Look::Section;
      if (is_full_text_mark(seen)) return i + 1;
      if (!is_text && (is_sure_mark(seen.look) || !is_past_text)) {
        body = i + 1;
        unknown = 0;
        is_past_text = false;
      } else if (is_text) {
        ++unknown;
        is_past_text = is_past_text || seen.is_finished || seen.look == Look::Prose;
        const bool is_standfirst = i == from && line(i).size() <= 400 && i + 1 < seen_.size() &&
                                   is_sure_mark(seen_[i + 1].look);
        if (unknown > 4 || (seen.look == Look::Prose && !is_standfirst && !waits_for_full_text(i)))
          break;
      }
    }
    return body;
  }

  /// Whether line `i` is an abstract, set between the words ABSTRACT and FULL TEXT.
  [[nodiscard]] bool waits_for_full_text(std::size_t i) const {
    return i > 0 && seen_[i - 1].look == Look::Furniture && seen_[i - 1].shape.begins("abstract") &&
           i + 1 < seen_.size() && is_full_text_mark(seen_[i + 1]);
  }

  void add_line_below(std::size_t i, std::size_t body) {
    const HeadLine& seen = seen_[i];
    const bool is_text = seen.look == Look::Text || seen.look == Look::Prose;
    if (!is_text) {
      add_recognised(i);
      return;
    }
    const bool is_beside_mark =
        is_sure_mark(seen_[i - 1].look) || (i + 1 < body && is_sure_mark(seen_[i + 1].look));
    if (text::fold_space(line(i)) == head_.headline) {
      head_.zones.push_back(zone_of(ZoneKind::Furniture, lines_[i]));
    } else if (is_beside_mark && seen.look == Look::Text && may_be_byline(seen.shape)) {
      head_.zones.push_back(zone_of(ZoneKind::Byline, lines_[i]));
      if (!head_.byline) head_.byline = text::fold_space(line(i));
    } else {
      head_.zones.push_back(zone_of(ZoneKind::Subheading, lines_[i]));
    }
  }

  /// The day of publication, else a date that says nothing of itself, else that of the last change.
  void choose_date() {
    for (const auto label :
         {PageDate::Label::Published, PageDate::Label::None, PageDate::Label::Updated})
      for (const auto& date : dates_)
        if (!head_.published && date.label == label) head_.published = date.day;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::vector<HeadLine> seen_;
  std::optional<std::size_t> headline_;
  std::vector<PageDate> dates_;
  Head head_;
};

}  // namespace

Head read_head(std::string_view text, const std::vector<Line>& lines) {
  return HeadReader(text, lines).read();
}

}  // namespace faultline::intake::detail
