#include <algorithm>
#include <array>

#include "intake/article.h"
#include "intake/detail/body.h"
#include "intake/detail/head.h"
#include "intake/detail/line_shape.h"
#include "intake/detail/lines.h"
#include "intake/detail/page.h"
#include "text/text.h"

namespace faultline::intake {
namespace {

/// A page on which no paragraph was found still says something: the best of its other zones is the
/// body.
void ensure_paragraph(Article& article) {
  const auto has = [&article](ZoneKind kind) {
    return std::any_of(article.zones.begin(), article.zones.end(),
                       [kind](const Zone& zone) { return zone.kind == kind; });
  };
  if (article.zones.empty() || has(ZoneKind::Paragraph)) return;
  for (const ZoneKind kind :
       {ZoneKind::Subheading, ZoneKind::Headline, ZoneKind::Caption, ZoneKind::Furniture}) {
    if (!has(kind)) continue;
    for (auto& zone : article.zones)
      if (zone.kind == kind) zone.kind = ZoneKind::Paragraph;
    if (kind == ZoneKind::Headline) article.headline.reset();
    if (kind == ZoneKind::Caption) article.captions.clear();
    return;
  }
  for (auto& zone : article.zones) zone.kind = ZoneKind::Paragraph;
}

void set_body(Article& article) {
  bool is_first = true;
  for (const auto& zone : article.zones) {
    if (zone.kind != ZoneKind::Paragraph) continue;
    if (is_first) article.body.begin = zone.span.begin;
    article.body.end = zone.span.end;
    is_first = false;
  }
}

}  // namespace

namespace detail {

void make_headline_text(Article& article) {
  article.headline.reset();
  for (auto& zone : article.zones) {
    if (zone.kind != ZoneKind::Headline) continue;
    const bool is_sentence = ends_with_stop(text::slice(article.text, zone.span));
    zone.kind = is_sentence ? ZoneKind::Paragraph : ZoneKind::Subheading;
  }
  set_body(article);
}

}  // namespace detail

Article read_page_text(std::string valid) {
  Article article;
  article.text = std::move(valid);
  const std::string_view text = article.text;
  const auto lines = detail::join_wrapped(text, detail::split_lines(text));
  auto head = detail::read_head(text, lines);
  auto body = detail::read_body(text, lines, head.body_begin, head.headline);
  article.zones = std::move(head.zones);
  article.zones.insert(article.zones.end(), body.zones.begin(), body.zones.end());
  article.headline = std::move(head.headline);
  article.byline = head.byline ? std::move(head.byline) : std::move(body.byline);
  article.outlet = std::move(head.outlet);
  article.url = std::move(head.url);
  article.published = head.published;
  article.sections = std::move(head.sections);
  article.captions = std::move(head.captions);
  article.captions.insert(article.captions.end(), body.captions.begin(), body.captions.end());
  ensure_paragraph(article);
  set_body(article);
  return article;
}

}  // namespace faultline::intake
