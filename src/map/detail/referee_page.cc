#include "map/detail/referee_page.h"

#include <fmt/format.h>

#include "embedded/report.h"
#include "map/detail/markup.h"
#include "map/detail/page_parts.h"
#include "map/detail/referee_items.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"

namespace faultline::map {
namespace {

using detail::cell;
using detail::escaped;
using detail::escaped_with_days;
using detail::row_head;
using detail::section;
using detail::table_begin;

std::string mark(Shown shown) {
  return fmt::format("<span class=\"mark-{0}\">{0}</span>", word_for(shown));
}

std::string masthead(const RefereeReport& report) {
  std::string html = fmt::format(
      "<body>\n<a class=\"skip\" href=\"#main\">Skip to the list</a>\n<header class=\"masthead\">\n"
      "<p class=\"kicker\">Referee’s report</p>\n<h1><bdi>{}</bdi></h1>\n"
      "<p class=\"finding\">{}</p>\n<p class=\"dateline\">{}. <a href=\"#cautions\">What this "
      "cannot show</a></p>\n<ul class=\"tally\">\n",
      escaped(report.data.bloc), escaped_with_days(report.rift.verdict),
      escaped_with_days(detail::period(report.data.first, report.data.last)));
  for (const Shown shown : {Shown::Yes, Shown::Partly, Shown::Missing}) {
    int count = 0;
    for (const RefereeItem& item : report.items) count += item.shown == shown ? 1 : 0;
    html += fmt::format("<li><a href=\"#list\"><b>{}</b> {}</a></li>\n", count, word_for(shown));
  }
  return html +
         "</ul>\n</header>\n<nav aria-label=\"Sections\"><ul>\n"
         "<li><a href=\"#list\">The list</a></li>\n<li><a href=\"#answer\">The answer</a></li>\n"
         "<li><a href=\"#item-1\">Item by item</a></li>\n"
         "<li><a href=\"#threats\">Threats to validity</a></li>\n"
         "<li><a href=\"#cautions\">What this cannot show</a></li>\n"
         "<li><a href=\"#evidence\">The sentences</a></li>\n</ul></nav>\n";
}

std::string list(const RefereeReport& report) {
  std::string html = table_begin(
      "items", "What a referee would ask, and what this study has to show", {"Item", "Shown"});
  for (const RefereeItem& item : report.items)
    html += "<tr role=\"row\">" +
            row_head(fmt::format("<a href=\"#item-{0}\">{0}. {1}</a>", item.number,
                                 escaped(item.title))) +
            cell("in this study", mark(item.shown)) + "</tr>\n";
  return section("list", "The list", html + "</tbody></table>\n");
}

std::string item_section(const RefereeReport& report, const RefereeItem& item) {
  std::string html = fmt::format("<p>{}</p>\n", escaped_with_days(item.finding));
  if (!item.remedy.empty()) {
    html += "<ul class=\"remedy\">\n";
    for (const std::string& command : item.remedy)
      html += fmt::format("<li><code>{}</code></li>\n", escaped(command));
    html += "</ul>\n";
  }
  html += detail::item_figures(report, item.number);
  return section(fmt::format("item-{}", item.number),
                 fmt::format("{}. {} {}", item.number, escaped(item.title), mark(item.shown)),
                 html);
}

std::string threats(const RefereeReport& report) {
  std::string html = "<dl class=\"threats\">\n";
  for (const Threat& threat : report.threats)
    html += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(threat.name),
                        escaped_with_days(threat.answer));
  return section("threats", "Threats to validity", html + "</dl>\n");
}

std::string cautions(const RefereeReport& report) {
  std::string html = "<ul class=\"cautions\">\n";
  for (const auto* list : {&report.rift.cautions, &report.factions.cautions})
    for (const std::string& caution : *list)
      html += fmt::format("<li>{}</li>\n", escaped_with_days(caution));
  html +=
      "<li>It shows what outlets report that members say and do, not what they "
      "think.</li>\n</ul>\n";
  return section("cautions", "What this cannot show", html);
}

std::string evidence(const RefereeReport& report) {
  if (report.citations.empty())
    return section("evidence", "The sentences", "<p>No figure, hence no sentence to cite.</p>\n");
  return section(
      "evidence", "The sentences",
      fmt::format("<p class=\"note\">As the articles print them; the words that decided are "
                  "underlined. At most {} for a figure, the surest ones; all rows are in the "
                  "archive. Confidence is how sure the program is, from 0 to 1.</p>\n",
                  report.input.options.citations_per_figure) +
          detail::evidence_list(report.citations));
}

}  // namespace

std::string to_html(const RefereeReport& report) {
  std::string html = detail::page_head("Referee’s report: " + report.data.bloc, report.provenance,
                                       embedded::referee_css()) +
                     masthead(report) + "<main id=\"main\">\n" + list(report) +
                     section("answer", "The answer", detail::referee_answer(report));
  for (const RefereeItem& item : report.items) html += item_section(report, item);
  html += threats(report) + cautions(report) + evidence(report);
  return html + fmt::format("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
                            escaped(report.provenance));
}

}  // namespace faultline::map
