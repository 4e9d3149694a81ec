#include "intake/detail/head.h"

#include <algorithm>

#include "intake/detail/breadcrumb.h"
#include "intake/detail/head_line.h"
#include "intake/detail/words.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

/// No page has a longer head; what looks like one further down belongs to the text.
constexpr std::size_t longest_head = 60;  // lines

bool is_text(Look look) {
  return look == Look::Text || look == Look::Prose || look == Look::Section;
}

/// "Body" of an export, or "FULL TEXT": all that stands above it is head.
bool is_body_mark(const HeadLine& line) {
  if (line.look == Look::Labelled) return line.field->field == Labelled::Field::Body;
  return line.look == Look::Furniture && line.shape.words.size() == 2 &&
         line.shape.begins("full text");
}

class HeadReader {
 public:
  HeadReader(std::string_view text, const std::vector<Line>& lines)
      : text_(text), lines_(lines), seen_(std::min(lines.size(), longest_head)) {
    trust_labels_ = has_two_labels();
  }

  Head read() {
    std::size_t body = find_headline();
    for (std::size_t i = 0; i < body; ++i) add_line_above(i);
    if (headline_) {
      add_headline();
      body = find_body(*headline_ + 1);
      for (std::size_t i = *headline_ + 1; i < body; ++i) add_line_below(i, body);
    }
    head_.body_begin = body;
    choose_date();
    return std::move(head_);
  }

 private:
  [[nodiscard]] std::string_view line(std::size_t i) const { return slice(text_, lines_[i]); }

  /// Line `i` as it looks; each is looked at once, and most pages need only the first few.
  [[nodiscard]] const HeadLine& seen(std::size_t i) const {
    if (!seen_[i]) {
      seen_[i] = look_at(line(i));
      if (trust_labels_ && seen_[i]->field && seen_[i]->look != Look::Date)
        seen_[i]->look = Look::Labelled;
    }
    return *seen_[i];
  }

  /// One line that begins with "Source:" may be anything; two such fields are an export's.
  [[nodiscard]] bool has_two_labels() const {
    constexpr std::size_t longest_label = 24;  // bytes
    int labels = 0;
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      const std::string_view here = line(i);
      const bool may_be_label =
          here.size() == 4 || here.substr(0, longest_label).find(':') != here.npos;
      if (may_be_label && here.size() <= longest_shaped_line && labelled(shape_of(here))) ++labels;
    }
    return labels >= 2;
  }

  // The headline.

  /// Sets headline_ and gives its line; without one, gives the line at which the body begins.
  std::size_t find_headline() {
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      const HeadLine& here = seen(i);
      if (is_body_mark(here)) return i + 1;
      const bool is_title =
          here.look == Look::Labelled && here.field->field == Labelled::Field::Title;
      if (is_title && !here.field->value.empty()) return set_headline(i);
      if (lines_[i].is_heading && is_text(here.look)) return set_headline(i);
      if (here.look == Look::Prose) return can_be_headline(i) ? set_headline(i) : i;
      if (here.look != Look::Text) continue;
      const auto below = repeated_below(i);
      if (below && line(*below).size() < line(i).size()) return set_headline(*below);
      if (is_trail_alone(i)) continue;
      if (const auto beyond = headline_beyond_masthead(i)) return set_headline(*beyond);
      return can_be_headline(i) ? set_headline(i) : i;
    }
    return 0;
  }

  std::size_t set_headline(std::size_t i) {
    headline_ = i;
    return i;
  }

  /// A later line of the head that repeats the end or the beginning of line `i`, if it is long
  /// enough to be a headline.
  [[nodiscard]] std::optional<std::size_t> repeated_below(std::size_t i) const {
    const std::string_view whole = line(i);
    for (std::size_t j = i + 1; j < std::min(seen_.size(), i + 10); ++j) {
      const std::string_view below = line(j);
      if (below.size() < 12 || below.size() > whole.size()) continue;
      if (!whole.ends_with(below) && !whole.starts_with(below)) continue;
      if (seen(j).shape.words.size() >= 3) return j;
    }
    return std::nullopt;
  }

  /// Whether line `i` is a trail of sections that no headline runs on from.
  [[nodiscard]] bool is_trail_alone(std::size_t i) const {
    const auto found = trail(line(i), {});
    return found && found->headline_begin == line(i).size();
  }

  /// "The Herald", "World | Asia", headline: what stands above a trail is the site's name.
  [[nodiscard]] std::optional<std::size_t> headline_beyond_masthead(std::size_t i) const {
    if (seen(i).shape.words.size() > 5) return std::nullopt;
    std::size_t sections = 0;
    for (std::size_t j = i + 1; j < std::min(seen_.size(), i + 8); ++j) {
      const Look look = seen(j).look;
      if (look == Look::Section) ++sections;
      if (look == Look::Text && is_trail_alone(j)) {
        sections += 2;
      } else if (look == Look::Text) {
        return sections >= 2 && can_be_headline(j) ? std::optional(j) : std::nullopt;
      }
      if (look == Look::Prose || is_sure_mark(look)) return std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool has_prose_after(std::size_t i) const {
    for (std::size_t j = i + 1; j < seen_.size(); ++j) {
      const HeadLine& here = seen(j);
      if (here.look == Look::Prose || (here.look == Look::Text && here.is_finished)) return true;
    }
    return lines_.size() > seen_.size();
  }

  [[nodiscard]] bool can_be_headline(std::size_t i) const {
    const LineShape& shape = seen(i).shape;
    if (i + 1 >= lines_.size() || shape.words.empty() || shape.words.size() > 32) return false;
    if (lines_[i].columns > 200 || is_list_item(line(i)) || line(i).ends_with(',')) return false;
    if (line(i).starts_with('>') || dateline_end(line(i))) return false;
    if (!seen(i).is_finished) return seen(i).look == Look::Text;
    if (!lines_[i + 1].follows_gap || !has_prose_after(i)) return false;
    if (is_title_case(shape) && shape.words.size() <= 24) return true;
    const bool is_long = seen(i).look == Look::Prose && shape.words.size() > 12;
    return !is_long && !(ends_with_full_stop(line(i)) && is_plain_sentence(shape));
  }

  void add_headline() {
    const std::size_t i = *headline_;
    Line headline = lines_[i];
    if (seen(i).look == Look::Labelled) {
      headline.begin = static_cast<std::size_t>(seen(i).field->value.data() - text_.data());
    } else if (const auto found = trail(line(i), {});
               found && found->headline_begin < line(i).size() && !lines_[i].is_heading) {
      Line above = headline;
      above.end = above.begin + trim(line(i).substr(0, found->headline_begin)).size();
      head_.zones.push_back(zone_of(ZoneKind::Breadcrumb, above));
      add_sections(found->sections);
      headline.begin += found->headline_begin;
    }
    head_.zones.push_back(zone_of(ZoneKind::Headline, headline));
    std::string title = text::fold_space(slice(text_, headline));
    while (title.ends_with(';') || title.ends_with(' ')) title.pop_back();
    if (!title.empty()) head_.headline = title;
  }

  // The lines around it.

  void add_sections(const std::vector<std::string>& sections) {
    for (const auto& section : sections)
      if (std::find(head_.sections.begin(), head_.sections.end(), section) == head_.sections.end())
        head_.sections.push_back(section);
  }

  void add_line_above(std::size_t i) {
    const HeadLine& here = seen(i);
    if (!is_text(here.look)) return add_recognised(i);
    const std::string_view headline = headline_ ? line(*headline_) : std::string_view();
    const auto found = trail(line(i), headline);
    if (found) add_sections(found->sections);
    head_.zones.push_back(zone_of(found ? ZoneKind::Breadcrumb : ZoneKind::Furniture, lines_[i]));
  }

  void add_recognised(std::size_t i) {
    const HeadLine& here = seen(i);
    head_.zones.push_back(zone_of(kind_of(here), lines_[i]));
    if (here.look == Look::Date || here.look == Look::Byline) dates_.push_back(here.date);
    if (here.look == Look::Byline && !head_.byline) head_.byline = here.byline;
    if (here.look == Look::Caption && !is_credit(here.shape))
      head_.captions.push_back(text::fold_space(line(i)));
    if (here.look == Look::Labelled) take_field(*here.field);
  }

  static ZoneKind kind_of(const HeadLine& seen) {
    switch (seen.look) {
      case Look::Date:
        return ZoneKind::DateLine;
      case Look::Byline:
        return ZoneKind::Byline;
      case Look::ReadingTime:
        return ZoneKind::ReadingTime;
      case Look::ShareBar:
        return ZoneKind::ShareBar;
      case Look::Caption:
        return ZoneKind::Caption;
      case Look::Section:
        return ZoneKind::Breadcrumb;
      case Look::Labelled:
        if (seen.field->field == Labelled::Field::Byline) return ZoneKind::Byline;
        if (seen.field->field == Labelled::Field::Date) return ZoneKind::DateLine;
        if (seen.field->field == Labelled::Field::Section) return ZoneKind::Breadcrumb;
        return ZoneKind::Furniture;
      default:
        return ZoneKind::Furniture;
    }
  }

  void take_field(const Labelled& field) {
    const std::string value = text::fold_space(field.value);
    if (value.empty()) return;
    switch (field.field) {
      case Labelled::Field::Byline:
        if (!head_.byline) head_.byline = value;
        break;
      case Labelled::Field::Outlet:
        if (!head_.outlet) head_.outlet = value;
        break;
      case Labelled::Field::Url:
        if (!head_.url) head_.url = value;
        break;
      case Labelled::Field::Section:
        add_sections({value});
        break;
      case Labelled::Field::Date:
        dates_.push_back({PageDate::Label::Published, find_full_date(value)});
        break;
      default:
        break;
    }
  }

  // Where the body begins.

  /// The first line of the body, below the headline: after the last line that surely belongs to
  /// the head.
  [[nodiscard]] std::size_t find_body(std::size_t from) const {
    for (std::size_t i = from; i < seen_.size() && i < from + 24; ++i)
      if ((line(i).size() <= 12 || trust_labels_) && is_body_mark(seen(i)))
        return i + (has_value(i) ? 0 : 1);
    std::size_t body = from;
    std::size_t unknown = 0;    // lines since the last mark that nobody recognised
    bool is_past_text = false;  // one of them was a sentence
    const bool has_subtitle =
        line(from - 1).ends_with(';') && from < seen_.size() && !lines_[from].follows_gap;
    if (has_subtitle) body = from + 1;
    for (std::size_t i = from; i < seen_.size() && i < from + 24; ++i) {
      const HeadLine& here = seen(i);
      if (!is_text(here.look)) {
        const bool is_mark = is_sure_mark(here.look) || here.look == Look::Labelled;
        if (!is_mark && is_past_text) continue;
        body = i + 1;
        unknown = 0;
        is_past_text = false;
        continue;
      }
      ++unknown;
      is_past_text = is_past_text || here.is_finished || here.look == Look::Prose;
      if (unknown > 4 || (here.look == Look::Prose && !is_standfirst(i, from))) break;
    }
    return take_credited_caption(body);
  }

  [[nodiscard]] bool has_value(std::size_t i) const {
    return seen(i).look == Look::Labelled && !seen(i).field->value.empty();
  }

  /// Whether a paragraph right below the headline only introduces the report: date or author
  /// follow.
  [[nodiscard]] bool is_standfirst(std::size_t i, std::size_t from) const {
    return i == from && line(i).size() <= 400 && i + 1 < seen_.size() &&
           is_sure_mark(seen(i + 1).look) && !dateline_end(line(i));
  }

  /// A line without a stop right below a picture's credit tells what the picture shows.
  [[nodiscard]] bool is_below_credit(std::size_t i) const {
    return i > 0 && seen(i - 1).look == Look::Caption && is_credit(seen(i - 1).shape) &&
           seen(i).look == Look::Text && !seen(i).is_finished && !lines_[i].follows_gap;
  }

  [[nodiscard]] std::size_t take_credited_caption(std::size_t body) const {
    return body < seen_.size() && is_below_credit(body) ? body + 1 : body;
  }

  /// Whether line `i` may name the author: a mark of the head, or the author's office, is beside
  /// it.
  [[nodiscard]] bool is_author(std::size_t i, std::size_t body) const {
    if (seen(i).look != Look::Text || !may_be_byline(seen(i).shape)) return false;
    const Look before = seen(i - 1).look;
    const bool is_after_mark = is_sure_mark(before) || before == Look::ShareBar ||
                               (before == Look::Furniture && i > *headline_ + 1);
    if (is_after_mark || is_press_job(seen(i).shape.words.back().bare)) return true;
    return i + 1 < body &&
           (is_sure_mark(seen(i + 1).look) || (may_be_byline(seen(i + 1).shape) &&
                                               is_press_job(seen(i + 1).shape.words.back().bare)));
  }

  void add_line_below(std::size_t i, std::size_t body) {
    const HeadLine& here = seen(i);
    if (!is_text(here.look)) return add_recognised(i);
    const std::string folded = text::fold_space(line(i));
    ZoneKind kind = ZoneKind::Subheading;
    if (folded == head_.headline) {
      kind = ZoneKind::Furniture;
    } else if (is_author(i, body)) {
      kind = ZoneKind::Byline;
      if (!head_.byline) head_.byline = folded;
    } else if (is_below_credit(i) || is_caption_before_reading_time(i, body)) {
      kind = ZoneKind::Caption;
      head_.captions.push_back(folded);
    } else if (here.look == Look::Text && is_trail_alone(i)) {
      kind = ZoneKind::Breadcrumb;
      add_sections(trail(line(i), {})->sections);
    }
    head_.zones.push_back(zone_of(kind, lines_[i]));
  }

  /// Between a headline and the reading time stands a picture; its caption is set as a sentence
  /// without a stop.
  [[nodiscard]] bool is_caption_before_reading_time(std::size_t i, std::size_t body) const {
    return seen(i).look == Look::Text && !seen(i).is_finished && i + 1 < body &&
           seen(i + 1).look == Look::ReadingTime && seen(i).shape.words.size() >= 6 &&
           !is_title_case(seen(i).shape);
  }

  /// The day of publication, else a date that says nothing of itself, else that of the last change.
  void choose_date() {
    using enum PageDate::Label;
    for (const auto label : {Published, None, Updated, Place})
      for (const auto& date : dates_)
        if (!head_.published && date.label == label) head_.published = date.day;
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  mutable std::vector<std::optional<HeadLine>> seen_;  // filled as lines are asked for
  bool trust_labels_ = false;
  std::optional<std::size_t> headline_;
  std::vector<PageDate> dates_;
  Head head_;
};

}  // namespace

Head read_head(std::string_view text, const std::vector<Line>& lines) {
  return HeadReader(text, lines).read();
}

}  // namespace faultline::intake::detail
