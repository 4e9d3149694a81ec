#include "intake/detail/body.h"

#include <utility>

#include "intake/detail/head.h"
#include "intake/detail/line_kinds.h"
#include "intake/detail/line_shape.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

class BodyReader {
 public:
  BodyReader(std::string_view text, const std::vector<Line>& lines, std::size_t from,
             const std::optional<std::string>& headline)
      : text_(text), lines_(lines), from_(from), headline_(headline) {}

  Body read() {
    for (std::size_t i = from_; i < lines_.size(); ++i) {
      const std::string_view line = slice(text_, lines_[i]);
      const bool is_prose =
          line.size() > longest_shaped_line || (!lines_[i].is_heading && is_plainly_prose(line));
      if (is_prose) is_in_links_ = was_credit_ = false;
      const ZoneKind kind = is_prose ? ZoneKind::Paragraph : kind_of(i, shape_of(line));
      if (kind == ZoneKind::Paragraph) {
        add_paragraph(i);
      } else {
        body_.zones.push_back(zone_of(kind, lines_[i]));
      }
    }
    return std::move(body_);
  }

 private:
  ZoneKind kind_of(std::size_t i, const LineShape& shape) {
    const bool was_in_links = std::exchange(is_in_links_, false);
    const bool is_below_credit = std::exchange(was_credit_, false) && !lines_[i].follows_gap;
    if (is_link_list_heading(shape)) {
      is_in_links_ = true;
      return ZoneKind::Furniture;
    }
    if (is_furniture(shape)) return ZoneKind::Furniture;
    if (is_share_bar(shape)) return ZoneKind::ShareBar;
    if (is_reading_time(shape)) return ZoneKind::ReadingTime;
    if (const auto date = page_date(shape); date && date->label != PageDate::Label::None)
      return ZoneKind::DateLine;
    was_credit_ = is_credit(shape);
    if (was_credit_) return ZoneKind::Caption;
    if (is_caption(shape) || (is_below_credit && !ends_with_stop(shape.line))) {
      body_.captions.push_back(text::fold_space(shape.line));
      return ZoneKind::Caption;
    }
    if (shape.words.front().bare == "by" && lines_[i].follows_gap) {
      if (const auto author = byline(shape)) {
        if (!body_.byline) body_.byline = author->names;
        return ZoneKind::Byline;
      }
    }
    if (i < from_ + 5 && headline_ && text::fold_space(shape.line) == *headline_)
      return ZoneKind::Furniture;
    if (lines_[i].is_heading) return ZoneKind::Subheading;
    const bool is_finished = ends_with_stop(shape.line);
    if (was_in_links && !is_finished && shape.line.size() <= 140 && !lines_[i].follows_gap) {
      is_in_links_ = true;
      return ZoneKind::Furniture;
    }
    return !is_finished && is_subheading(i, shape) ? ZoneKind::Subheading : ZoneKind::Paragraph;
  }

  /// Whether an unfinished line stands over a paragraph as its heading.
  [[nodiscard]] bool is_subheading(std::size_t i, const LineShape& shape) const {
    if (lines_[i].columns > 100 || shape.words.size() > 14 || i + 1 >= lines_.size()) return false;
    const char last = shape.line.back();
    if (last == ':' || last == ',' || last == ';' || last == '-' || is_list_item(shape.line))
      return false;
    if (shape.line.front() == '"' || shape.line.starts_with("\u201C") || shape.line.front() == '>')
      return false;
    if (!is_capitalised(shape.line) && !(shape.line.front() >= '0' && shape.line.front() <= '9'))
      return false;
    const std::string_view next = slice(text_, lines_[i + 1]);
    const bool is_over_prose = ends_with_stop(next) || next.size() > 160 || next.ends_with(':');
    return is_over_prose;
  }

  void add_paragraph(std::size_t i) {
    Line paragraph = lines_[i];
    if (!has_paragraph_) {
      has_paragraph_ = true;
      if (const auto end = dateline_end(slice(text_, paragraph))) {
        Line dateline = paragraph;
        dateline.end = dateline.begin + *end;
        body_.zones.push_back(zone_of(ZoneKind::Dateline, dateline));
        const std::string_view rest =
            trim(text_.substr(dateline.end, paragraph.end - dateline.end));
        paragraph.begin = static_cast<std::size_t>(rest.data() - text_.data());
      }
    }
    body_.zones.push_back(zone_of(ZoneKind::Paragraph, paragraph));
  }

  std::string_view text_;
  const std::vector<Line>& lines_;
  std::size_t from_;
  const std::optional<std::string>& headline_;
  bool has_paragraph_ = false;
  bool is_in_links_ = false;
  bool was_credit_ = false;  // the line before was a picture's credit alone
  Body body_;
};

}  // namespace

Body read_body(std::string_view text, const std::vector<Line>& lines, std::size_t from,
               const std::optional<std::string>& headline) {
  return BodyReader(text, lines, from, headline).read();
}

}  // namespace faultline::intake::detail
