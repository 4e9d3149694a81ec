#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "map/map.h"
#include "map/sketch.h"

namespace faultline::map {
namespace {

constexpr const char* one_bloc =
    "[[actor]]\nid = \"a\"\nname = \"A\"\nbloc = [{name = \"Reeds\"}]\n"
    "[[actor]]\nid = \"b\"\nname = \"B\"\nbloc = [{name = \"Reeds\"}]\n";

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex expression(pattern);
  for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end;
       ++match) {
    found.push_back((*match)[1]);
  }
  return found;
}

/// The markup without its style sheet, which is not markup.
std::string without_style(std::string html) {
  for (std::size_t begin; (begin = html.find("<style>")) != std::string::npos;) {
    html.erase(begin, html.find("</style>") + 8 - begin);
  }
  return html;
}

/// The first element that is not closed where it should be; empty if all are.
std::string first_unbalanced(const std::string& markup) {
  const std::set<std::string> without_end = {"meta", "link", "br"};
  std::vector<std::string> open;
  const std::regex tag("<(/?)([a-z][a-z0-9]*)((?:[^>\"]|\"[^\"]*\")*)>");
  for (std::sregex_iterator match(markup.begin(), markup.end(), tag), end; match != end; ++match) {
    const std::string name = (*match)[2];
    if ((*match)[3].str().ends_with("/") || without_end.contains(name)) continue;
    if ((*match)[1].length() == 0) {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + "> at " + std::to_string(match->position());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + ">";
}

Sketch hostile_study() {
  Sketch sketch(
      "[[actor]]\nid = \"a\"\nname = '''<script>alert(\"1\")</script> & 'O''' \n"
      "role = [{title = \"</td><img src=x onerror=alert(2)>\"}]\n"
      "bloc = [{name = '''\"Reeds\" <b>'''}]\n"
      "[[actor]]\nid = \"b\"\nname = \"B\"\nbloc = [{name = '''\"Reeds\" <b>'''}]\n");
  sketch.article("one", "</title><script>3</script>", "2031-03-04").url("javascript:alert(4)");
  sketch.says("a", "<svg onload=alert(5)>").stands("a\"b<c>", 1, "<svg");
  sketch.acts("a", -1, "b", "“<iframe>” hit.", "<iframe>");
  sketch.article("two", "Gazette", "2031-03-05").url("https://x.example/\"><script>6</script>");
  sketch.acts("b", -1, "a", "B hit A.", "hit");
  return sketch;
}

TEST(ToHtml, IsTheSameTwice) {
  EXPECT_EQ(to_html(*harbour_story().map()), to_html(*harbour_story().map()));
}

TEST(ToHtml, HasATargetForEveryLinkAndEveryIdOnce) {
  for (const Sketch& sketch : {harbour_story(), Sketch(one_bloc), hostile_study()}) {
    const std::string html = to_html(*sketch.map());
    std::set<std::string> ids;
    for (const std::string& id : matches(html, " id=\"([^\"]*)\"")) {
      EXPECT_TRUE(ids.insert(id).second) << id << " is there twice";
    }
    const auto links = matches(html, "href=\"#([^\"]*)\"");
    EXPECT_GT(links.size(), 5U);
    for (const std::string& link : links) EXPECT_TRUE(ids.contains(link)) << link;
    for (const std::string& references : matches(html, "aria-labelledby=\"([^\"]*)\"")) {
      for (const std::string& id : matches(references, "([^ ]+)")) {
        EXPECT_TRUE(ids.contains(id)) << id;
      }
    }
  }
}

TEST(ToHtml, ShowsEveryCitationOfTheMap) {
  const auto map = *harbour_story().map();
  const std::string html = to_html(map);
  for (const Citation& citation : map.citations) {
    EXPECT_NE(html.find("<li id=\"c" + std::to_string(citation.number) + "\">"), std::string::npos);
    EXPECT_NE(html.find("href=\"#c" + std::to_string(citation.number) + "\""), std::string::npos);
  }
}

TEST(ToHtml, ClosesEveryElement) {
  for (const Sketch& sketch : {harbour_story(), Sketch(one_bloc), hostile_study()}) {
    EXPECT_EQ(first_unbalanced(without_style(to_html(*sketch.map()))), "");
  }
}

TEST(ToHtml, RunsNothingThatATextBrings) {
  const std::string html = to_html(*hostile_study().map());
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(html.find("<iframe"), std::string::npos);
  EXPECT_EQ(html.find("<svg onload"), std::string::npos);
  EXPECT_EQ(html.find("javascript:"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;O"),
            std::string::npos);
}

TEST(ToHtml, FetchesNothingAndTellsNoOtherSiteWhereItsReaderComesFrom) {
  const std::string html = to_html(*harbour_story().map());
  for (const char* fetch : {" src=", "url(", "@import", "<link", "<script"}) {
    EXPECT_EQ(html.find(fetch), std::string::npos) << fetch;
  }
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  const auto outward = matches(html, "<a (href=\"http[^>]*)>");
  EXPECT_FALSE(outward.empty());
  for (const std::string& link : outward) {
    EXPECT_NE(link.find("rel=\"noreferrer"), std::string::npos) << link;
  }
}

TEST(ToHtml, HasOneHeadingOfTheFirstLevelAndSkipsNone) {
  const std::string html = to_html(*harbour_story().map());
  int last = 0, first_level = 0;
  for (const std::string& level : matches(html, "<h([1-6])[ >]")) {
    const int value = std::stoi(level);
    EXPECT_LE(value, last + 1);
    first_level += value == 1 ? 1 : 0;
    last = value;
  }
  EXPECT_EQ(first_level, 1);
}

TEST(ToHtml, GivesEveryTableACaptionAndEveryHeaderAScope) {
  const std::string html = to_html(*harbour_story().map());
  EXPECT_EQ(matches(html, "(<table)").size(), matches(html, "(<caption)").size());
  EXPECT_EQ(matches(html, "(<th[ >])").size(), matches(html, "(<th [^>]*scope=)").size());
  EXPECT_NE(html.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_EQ(matches(html, "(<svg)").size(), matches(html, "(<svg[^>]*role=\"img\")").size());
}

TEST(ToHtml, OfASingleWeekDrawsIt) {
  Sketch sketch(one_bloc);
  sketch.article("one", "Gazette", "2031-03-04").acts("a", -1, "b", "A hit B.", "hit");
  const std::string html = to_html(*sketch.map());
  EXPECT_EQ(first_unbalanced(without_style(html)), "");
  EXPECT_NE(html.find("3 Mar"), std::string::npos);
  EXPECT_EQ(html.find("nan"), std::string::npos);
  EXPECT_EQ(html.find("inf\""), std::string::npos);
}

TEST(NetworkSvg, IsADocumentOfItsOwn) {
  for (const Sketch& sketch : {harbour_story(), Sketch(one_bloc), hostile_study()}) {
    const std::string svg = network_svg(*sketch.map());
    EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    EXPECT_NE(svg.find("<style>"), std::string::npos);
    EXPECT_EQ(first_unbalanced(without_style(svg)), "");
  }
}

TEST(NetworkSvg, DrawsEachPairOnceForEachSign) {
  const std::string svg = network_svg(*harbour_story().map());
  EXPECT_EQ(matches(svg, "(class=\"sign negative\")").size(), 3U);
  EXPECT_EQ(matches(svg, "(class=\"sign positive\")").size(), 2U);
  EXPECT_NE(svg.find("−15"), std::string::npos);
}

TEST(RiftSvg, MarksTheChangeAndLeavesGaps) {
  const std::string svg = rift_svg(harbour_story().map()->rift, timeline::Bin::ByWeek);
  EXPECT_EQ(first_unbalanced(without_style(svg)), "");
  EXPECT_NE(svg.find("change, 2031-W15"), std::string::npos);
  Sketch gap(one_bloc);
  for (const char* day : {"2031-03-04", "2031-03-18"}) {
    gap.article(day, "Gazette", day);
    for (int tie = 0; tie < 3; ++tie) {
      gap.acts("a", -1, "b", "A hit B, " + std::to_string(tie) + ".", "hit");
    }
  }
  const std::string with_gap = rift_svg(gap.map()->rift, timeline::Bin::ByWeek);
  EXPECT_EQ(matches(with_gap, "(class=\"point\")").size(), 2U);
  EXPECT_EQ(matches(with_gap, "(class=\"course\")").size(), 0U);
}

}  // namespace
}  // namespace faultline::map
