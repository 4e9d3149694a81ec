// faultline text: an article as it is stored.

#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/study_files.h"

namespace faultline::cli {
namespace {

Result<Exit> run_text(const Arguments& given, const Console& console) {
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  study::Filter filter;
  filter.article = given.value("ARTICLE");
  const auto articles = study->articles(filter);
  if (!articles) return tl::unexpected(articles.error());
  for (const auto& article : *articles) {
    const auto text = study->text_of(article.key);
    if (!text) return tl::unexpected(text.error());
    console.out << *text;
  }
  return Exit::AllDone;
}

}  // namespace

Command text_command() {
  return {.name = "text",
          .summary =
              "Prints an article's text byte for byte as it was read, so that offsets can be "
              "looked up in it.",
          .examples = {{"faultline text my.study monday-briefing", "The article of that id."},
                       {"faultline text my.study monday-briefing | tail -c +1200 | head -c 80",
                        "The words at a place that a table names."}},
          .usage = "STUDY ARTICLE",
          .places = {{"STUDY", "", "The study's file."},
                     {"ARTICLE", "", "The article's id; `faultline articles` lists them."}},
          .run = run_text};
}

}  // namespace faultline::cli
