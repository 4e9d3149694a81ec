#include <fmt/format.h>

#include "map/detail/markup.h"
#include "map/detail/page_parts.h"
#include "map/detail/picture.h"
#include "map/detail/wording.h"
#include "map/map.h"

namespace faultline::map {
namespace {

using detail::escaped;
using detail::escaped_with_days;
using detail::section;

template <class Draw>
std::string both_pictures(const BlocMap& map, Draw draw) {
  return detail::both_pictures([&](const detail::Frame& frame) { return draw(map, frame); });
}

int total(const std::vector<Attack>& list, int Attack::* count) {
  int sum = 0;
  for (const Attack& tie : list) sum += tie.*count;
  return sum;
}

std::string masthead(const BlocMap& map) {
  std::string html = fmt::format(
      "<body>\n<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n"
      "<header class=\"masthead\">\n<p class=\"kicker\">Map of a bloc</p>\n<h1><bdi>{}</bdi></h1>\n"
      "<p class=\"finding\">{}</p>\n<p class=\"dateline\">{}{}. <a href=\"#cautions\">What this "
      "cannot show</a></p>\n<ul class=\"tally\">\n",
      escaped(map.bloc), detail::finding_sentences(map),
      map.first ? escaped_with_days(detail::period(map.first, map.last)) + ": " : "",
      escaped(detail::material(map)));
  const auto add = [&html](int count, std::string_view target, std::string_view words) {
    html += fmt::format("<li><a href=\"#{}\"><b>{}</b> {}</a></li>\n", target, count, words);
  };
  add(total(map.inside, &Attack::negative), "inside", "attacks inside");
  add(total(map.outside, &Attack::negative), "outside", "attacks going out");
  add(total(map.from_outside, &Attack::negative), "from-outside", "attacks from outside");
  add(total(map.support, &Attack::positive), "support", "times support inside");
  return html +
         "</ul>\n</header>\n<nav aria-label=\"Sections\"><ul>\n"
         "<li><a href=\"#when\">Since when</a></li>\n<li><a href=\"#sides\">Two sides</a></li>\n"
         "<li><a href=\"#who\">Who spoke</a></li>\n<li><a href=\"#stands\">Where they "
         "stand</a></li>\n"
         "<li><a href=\"#attacks\">Who attacks whom</a></li>\n"
         "<li><a href=\"#cautions\">What this cannot show</a></li>\n"
         "<li><a href=\"#evidence\">The sentences</a></li>\n</ul></nav>\n";
}

std::string since_when(const BlocMap& map) {
  // A short table stands open beside its picture; a long one would push the rest out of sight.
  constexpr std::size_t short_table = 16;
  std::string html =
      "<figure>\n" + both_pictures(map, [](const BlocMap& drawn, const detail::Frame& frame) {
        return detail::rift_picture(drawn.rift, timeline::Bin::ByWeek, frame);
      });
  if (map.weeks.empty()) return section("when", "Since when", html + "</figure>\n");
  html +=
      "<figcaption>A week with fewer than three criticisms by members has no point: so few give no "
      "share. Bands are 95 % intervals that allow for several criticisms in one article. <a "
      "href=\"#weeks\">The same as a "
      "table.</a></figcaption>\n</figure>\n";
  html += fmt::format("<details{}><summary>All weeks as a table</summary>\n{}</details>\n",
                      map.weeks.size() <= short_table ? " open" : "", detail::weeks_table(map));
  return section("when", "Since when", html);
}

std::string two_sides(const BlocMap& map) {
  if (map.sides.ties == 0) {
    return section("sides", "Two sides",
                   "<p>No member is seen to praise or attack another: there are no sides to tell."
                   "</p>\n");
  }
  std::string html = fmt::format(
      "<p>{}</p>\n", escaped(detail::fit_of_sides(map) + "." + detail::chance_of_sides(map) +
                             detail::key_to_doubts(map)));
  html += detail::sides_list(map);
  html +=
      "<figure>\n" + both_pictures(map, detail::network_picture) +
      "<figcaption>An arrow points at whom it is about; the number says how often, and the line "
      "is thicker for more. The same as tables: <a href=\"#inside\">attacks inside</a>, "
      "<a href=\"#support\">support inside</a>.</figcaption>\n</figure>\n";
  return section("sides", "Two sides", html);
}

std::string stands(const BlocMap& map) {
  std::string html;
  if (map.stands.empty()) {
    html = "<p>No stand of a member on a concept of the codebook was found.</p>\n";
  }
  for (const Stand& stand : map.stands) {
    html += fmt::format("<h3>{}</h3>\n{}", escaped(stand.concept_name), detail::stand_table(stand));
  }
  return section("stands", "Where they stand", html);
}

std::string attacks(const BlocMap& map) {
  std::string html = "<h3>Inside the bloc</h3>\n";
  html += detail::tie_table(map, map.inside,
                            {"inside", "Members who attack members, most often first", -1});
  html += "<h3>Members attack others</h3>\n" +
          detail::tie_table(map, map.outside,
                            {"outside", "Members who attack others, most often first", -1});
  html += "<h3>Others attack members</h3>\n" +
          detail::tie_table(map, map.from_outside,
                            {"from-outside", "Others who attack members, most often first", -1});
  html += "<h3>Support inside the bloc</h3>\n" +
          detail::tie_table(map, map.support,
                            {"support", "Members who back members, most often first", +1});
  return section("attacks", "Who attacks whom", html);
}

std::string cautions(const BlocMap& map) {
  std::string html = "<ul class=\"cautions\">\n";
  for (const std::string& caution : map.cautions) {
    html += fmt::format("<li>{}</li>\n", escaped_with_days(caution));
  }
  return section("cautions", "What this cannot show", html + "</ul>\n");
}

std::string evidence(const BlocMap& map) {
  if (map.citations.empty()) {
    return section("evidence", "The sentences", "<p>No figure, hence no sentence to cite.</p>\n");
  }
  return section("evidence", "The sentences",
                 "<p class=\"note\">As the articles print them; the words that decided are "
                 "underlined. Confidence is how sure the program is, from 0 to 1.</p>\n" +
                     detail::evidence_list(map.citations));
}

}  // namespace

std::string to_html(const BlocMap& map) {
  std::string html = detail::page_head(map.bloc + ": who stands where", map.provenance) +
                     masthead(map) + "<main id=\"main\">\n";
  html += since_when(map) + two_sides(map);
  html += section(
      "who", "Who spoke",
      map.people.empty() ? std::string("<p>Nobody of the bloc.</p>\n") : detail::people_table(map));
  html += stands(map) + attacks(map) + cautions(map) + evidence(map);
  html += fmt::format("</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
                      escaped(map.provenance));
  return html;
}

std::string network_svg(const BlocMap& map) {
  return detail::network_picture(map, {.is_standalone = true, .prefix = ""});
}

}  // namespace faultline::map
