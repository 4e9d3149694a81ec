#include "map/detail/page_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "embedded/report.h"
#include "map/detail/markup.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

/// How many citations stand open in a cell; the rest unfolds.
constexpr std::size_t open_citations = 5;

std::string citation_link(int number) {
  return fmt::format("<a href=\"#c{0}\"><span class=\"hidden\">sentence </span>{0}</a>", number);
}

/// Links to the sentences behind a figure of `count`.
std::string citation_links(const std::vector<int>& citations, int count) {
  if (citations.empty()) return {};
  std::string html = "<span class=\"cites\">";
  const std::size_t shown = std::min(citations.size(), open_citations);
  for (std::size_t place = 0; place < shown; ++place) {
    html += (place > 0 ? " " : "") + citation_link(citations[place]);
  }
  if (citations.size() > shown) {
    html += fmt::format(" <details><summary>{} more</summary>", count - static_cast<int>(shown));
    for (std::size_t place = shown; place < citations.size(); ++place) {
      html += " " + citation_link(citations[place]);
    }
    // Rows in one sentence share its number, so that fewer numbers need not mean that some are
    // missing; more rows than numbers only happens where the list was cut or shared.
    html += "</details>";
  }
  return html + "</span>";
}

/// A share and, where one can be told, its band; a dash for a gap.
std::string share_with_band(const inference::Rate& share) {
  if (std::isnan(share.value)) return "–";
  if (!share.interval.known()) return percent(share.value);
  return fmt::format("{} <span class=\"bloc\">({} to {})</span>", percent(share.value),
                     percent(share.interval.low), percent(share.interval.high));
}

/// The figure itself, a link to the first sentence behind it.
std::string figure(int count, const std::vector<int>& citations) {
  if (citations.empty()) return fmt::format("{}", count);
  return fmt::format("<a href=\"#c{}\">{}</a>", citations.front(), count);
}

/// A figure that another table breaks down.
std::string figure_in(int count, const std::optional<std::string>& target) {
  if (count == 0 || !target) return fmt::format("{}", count);
  return fmt::format("<a href=\"#{}\">{}</a>", *target, count);
}

/// The row of `list` where `names(row)` holds first.
template <class Holds>
std::optional<std::string> first_row(std::string_view name, const std::vector<Attack>& list,
                                     Holds holds) {
  const auto found = std::find_if(list.begin(), list.end(), holds);
  if (found == list.end()) return std::nullopt;
  return fmt::format("{}-{}", name, found - list.begin() + 1);
}

std::string named(const std::string& name, const std::string& bloc, const BlocMap& map) {
  std::string html = fmt::format("<bdi>{}</bdi>", escaped(name));
  if (!bloc.empty() && bloc != map.bloc) {
    html += fmt::format(" <span class=\"bloc\">({})</span>", escaped(bloc));
  }
  return html;
}

void add_stand_rows(std::string& html, std::string_view position,
                    const std::vector<Stand::Side>& sides) {
  for (const Stand::Side& side : sides) {
    std::string who = fmt::format("<bdi>{}</bdi>", escaped(side.name));
    if (!side.change_note.empty()) {
      who += fmt::format("<span class=\"office\">{}</span>", escaped_with_days(side.change_note));
    }
    html += "<tr role=\"row\">" + row_head(who) + cell("stands", position);
    html += cell("statements for", fmt::format("{}", side.agree), "number");
    html += cell("against", fmt::format("{}", side.disagree), "number");
    html +=
        cell("sentences", citation_links(side.citations, side.agree + side.disagree), "sentences");
    html += "</tr>\n";
  }
}

/// Where the words that decided stand in the sentence, in order and apart.
std::vector<std::pair<std::size_t, std::size_t>> places_of_triggers(const Citation& citation) {
  constexpr std::string_view joint = " … ";
  std::vector<std::pair<std::size_t, std::size_t>> places;
  std::string_view rest = citation.trigger;
  while (!rest.empty()) {
    const std::string_view trigger = rest.substr(0, rest.find(joint));
    rest.remove_prefix(std::min(rest.size(), trigger.size() + joint.size()));
    const std::size_t begin = citation.sentence.find(trigger);
    if (begin != std::string::npos && !trigger.empty()) {
      places.emplace_back(begin, begin + trigger.size());
    }
  }
  std::sort(places.begin(), places.end());
  return places;
}

/// `sentence` with the words that decided marked where they stand.
std::string marked(const Citation& citation) {
  std::string html;
  const std::string_view sentence = citation.sentence;
  std::size_t done = 0;
  for (const auto& [begin, end] : places_of_triggers(citation)) {
    if (begin < done) continue;
    html += escaped(sentence.substr(done, begin - done));
    html += "<mark>" + escaped(sentence.substr(begin, end - begin)) + "</mark>";
    done = end;
  }
  return html + escaped(sentence.substr(done));
}

std::string place_of(const Citation& citation) {
  std::string html = escaped(citation.outlet.empty() ? "outlet not known" : citation.outlet);
  if (citation.published) {
    html += fmt::format(", <time datetime=\"{0}\">{0}</time>", to_string(*citation.published));
  }
  const std::string headline =
      escaped(citation.headline.empty() ? citation.article_id : citation.headline);
  if (is_web_address(citation.url)) {
    html += fmt::format(", <a href=\"{}\" rel=\"noreferrer noopener external\">“{}”</a>",
                        escaped(citation.url), headline);
  } else {
    html += fmt::format(", “{}”", headline);
  }
  html += fmt::format(", {}, bytes {} to {}", escaped(citation.file), citation.span.begin.value,
                      citation.span.end.value);
  if (citation.day && citation.day != citation.published) {
    html += fmt::format("; of <time datetime=\"{0}\">{0}</time>", to_string(*citation.day));
  }
  if (!citation.manner.empty()) html += "; " + escaped(citation.manner);
  if (!citation.venue.empty()) html += "; venue: " + escaped(citation.venue);
  html += fmt::format("; {}, confidence {:.2f}", escaped(citation.coder), citation.confidence);
  if (citation.is_outlets_voice) html += " <span class=\"voice\">the outlet’s own voice</span>";
  return html;
}

}  // namespace

std::string page_head(std::string_view title, std::string_view generator, std::string_view style) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n"
      "<style>\n{}{}{}</style>\n</head>\n",
      escaped(generator), escaped(title), embedded::report_css(), embedded::picture_css(), style);
}

std::string section(std::string_view id, std::string_view title, std::string_view content) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n{2}"
      "</section>\n",
      id, title, content);
}

std::string both_pictures(const std::function<std::string(const Frame&)>& draw) {
  return "<div class=\"wide\">\n" + draw(Frame{.prefix = "wide-"}) +
         "</div>\n<div class=\"narrow\">\n" + draw(Frame{.is_narrow = true, .prefix = "narrow-"}) +
         "</div>\n";
}

// The roles are what the elements mean anyway; browsers forget it where a narrow page sets table
// rows as blocks.
std::string table_begin(std::string_view id, std::string_view caption,
                        const std::vector<std::string_view>& columns) {
  std::string html = fmt::format("<table id=\"{}\" role=\"table\">\n<caption>{}</caption>\n", id,
                                 escaped(caption));
  html += "<thead role=\"rowgroup\"><tr role=\"row\">";
  for (std::string_view column : columns) {
    const bool is_number = column.starts_with("#");
    if (is_number) column.remove_prefix(1);
    html += fmt::format("<th role=\"columnheader\" scope=\"col\"{}>{}</th>",
                        is_number ? " class=\"number\"" : "", column);
  }
  return html + "</tr></thead>\n<tbody role=\"rowgroup\">\n";
}

std::string row_head(std::string_view content) {
  return fmt::format("<th role=\"rowheader\" scope=\"row\">{}</th>", content);
}

std::string cell(std::string_view label, std::string_view content, std::string_view css_class) {
  return fmt::format("<td role=\"cell\" data-label=\"{}\"{}>{}</td>", label,
                     css_class.empty() ? "" : fmt::format(" class=\"{}\"", css_class), content);
}

std::string sides_list(const BlocMap& map) {
  const bool is_split = std::any_of(map.people.begin(), map.people.end(),
                                    [](const Person& person) { return person.side < 0; });
  std::string html = "<dl class=\"sides\">\n";
  for (const int side : {+1, -1, 0}) {
    std::string names;
    for (const Person& person : map.people) {
      if (person.side != side) continue;
      const std::string doubt = doubt_of_side(person);
      names += fmt::format("{}<bdi>{}</bdi>{}", names.empty() ? "" : ", ", escaped(person.name),
                           doubt.empty() ? "" : " (" + doubt + ")");
    }
    if (names.empty()) continue;
    const std::string term = side == 0  ? "No side known"
                             : is_split ? fmt::format("Side {}", side_letter(side))
                                        : "One side";
    html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, names);
  }
  return html + "</dl>\n";
}

std::string people_table(const BlocMap& map) {
  std::string html =
      table_begin("people", "Members who spoke, acted or were spoken of, most statements first",
                  {"Who, with the office on the day", "Side", "#Statements", "Sentences",
                   "#Attacks members", "#Attacks others", "#Attacked by members"});
  for (const Person& person : map.people) {
    std::string who = fmt::format("<bdi>{}</bdi>", escaped(person.name));
    if (const std::string text = office(person); !text.empty()) {
      who += fmt::format("<span class=\"office\">{}</span>", escaped_with_days(text));
    }
    const auto from = [&](const Attack& tie) { return tie.from == person.id; };
    const auto to = [&](const Attack& tie) { return tie.to == person.id; };
    std::string side(side_letter(person.side));
    if (const std::string doubt = doubt_of_side(person); !doubt.empty())
      side += (is_placed(person) ? ", " : " ") + doubt;
    html += "<tr role=\"row\">" + row_head(who) + cell("side", side);
    html += cell("statements", figure(person.statements, person.citations), "number");
    html += cell("sentences", citation_links(person.citations, person.statements), "sentences");
    html +=
        cell("attacks members",
             figure_in(person.criticises_inside, first_row("inside", map.inside, from)), "number");
    html += cell("attacks others",
                 figure_in(person.criticises_outside, first_row("outside", map.outside, from)),
                 "number");
    html +=
        cell("attacked by members",
             figure_in(person.criticised_inside, first_row("inside", map.inside, to)), "number");
    html += "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string stand_table(const Stand& stand) {
  std::string html = fmt::format(
      "<table role=\"table\">\n<caption><span class=\"hidden\">Stands on {}</span></caption>\n",
      escaped(stand.concept_name));
  html +=
      "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Who</th>"
      "<th role=\"columnheader\" scope=\"col\">Stands</th>"
      "<th role=\"columnheader\" scope=\"col\" class=\"number\">Statements for</th>"
      "<th role=\"columnheader\" scope=\"col\" class=\"number\">Against</th>"
      "<th role=\"columnheader\" scope=\"col\">Sentences</th></tr></thead>\n"
      "<tbody role=\"rowgroup\">\n";
  add_stand_rows(html, "for", stand.agree);
  add_stand_rows(html, "against", stand.disagree);
  add_stand_rows(html, "divided", stand.divided);
  return html + "</tbody></table>\n";
}

std::string tie_table(const BlocMap& map, const std::vector<Attack>& list, const TieTable& table) {
  if (list.empty()) {
    return fmt::format("<p id=\"{}\">Nobody, as far as was found.</p>\n", table.name);
  }
  std::string html =
      table_begin(table.name, table.caption, {"From", "To", "#How often", "When", "Sentences"});
  for (std::size_t index = 0; index < list.size(); ++index) {
    const Attack& tie = list[index];
    const int count = table.sign < 0 ? tie.negative : tie.positive;
    html += fmt::format("<tr role=\"row\" id=\"{}-{}\">", table.name, index + 1);
    html += row_head(named(tie.from_name, tie.from_bloc, map));
    html += cell("to", named(tie.to_name, tie.to_bloc, map));
    html += cell("how often", figure(count, tie.citations), "number");
    html += cell("when", period(tie.first, tie.last), "day");
    html += cell("sentences", citation_links(tie.citations, count), "sentences") + "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string finding_sentences(const BlocMap& map) {
  std::string html = escaped_with_days(map.finding.text);
  const auto& citations = map.finding.citations;
  if (citations.empty()) return html;
  const std::size_t shown = std::min(citations.size(), open_citations);
  const auto linked = std::span(citations).first(shown);
  html += " Because of " + citation_links({linked.begin(), linked.end()}, static_cast<int>(shown));
  if (const int more = map.finding.because - static_cast<int>(shown); more > 0)
    html += fmt::format(" and <a href=\"#when\">{} more</a>", more);
  return html + ".";
}

std::string weeks_table(const BlocMap& map) {
  std::string html =
      table_begin("weeks", "Every week, from Monday; a share only from three criticisms on",
                  {"Week of", "#Of members", "#Of others", "Share inside", "#Support inside",
                   "#From outside", "Sentences of criticism inside"});
  for (const Week& week : map.weeks) {
    const bool is_change = shows_a_turn(map.rift) && map.rift.turn->first == week.monday;
    const auto count = [](std::int64_t value) { return static_cast<int>(value); };
    html += is_change ? "<tr role=\"row\" class=\"change\">" : "<tr role=\"row\">";
    html += row_head(to_string(week.monday) + (is_change ? " (change)" : ""));
    html += cell("criticism of members", figure(count(week.counts.crit_in), week.inside), "number");
    html += cell("of others", figure(count(week.counts.crit_out), week.outside), "number");
    html += cell("share inside", share_with_band(week.share), "day");
    html += cell("support inside", figure(count(week.counts.supp_in), week.support), "number");
    html += cell("criticism from outside",
                 figure(count(week.counts.crit_from_outside), week.from_outside), "number");
    html +=
        cell("sentences", citation_links(week.inside, count(week.counts.crit_in)), "sentences") +
        "</tr>\n";
  }
  return html + "</tbody></table>\n";
}

std::string evidence_list(std::span<const Citation> citations) {
  std::string html = "<ol class=\"evidence\">\n";
  for (const Citation& citation : citations) {
    html += fmt::format(
        "<li id=\"c{0}\"><span class=\"label\">{0}</span><blockquote>{1}</blockquote>"
        "<p class=\"place\">{2}</p></li>\n",
        citation.number, marked(citation), place_of(citation));
  }
  return html + "</ol>\n";
}

}  // namespace faultline::map::detail
