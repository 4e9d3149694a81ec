// faultline statements | relations | codings | articles: a study's rows, chosen by filters.

#include <fmt/core.h>

#include <map>
#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "exchange/tables.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

std::string or_dash(const std::optional<std::string>& text) {
  return text && !text->empty() ? printable(*text) : "-";
}

std::string or_dash(const std::optional<Day>& day) { return day ? to_string(*day) : "-"; }

/// What is not plain of how a statement is reported: "doubting, denied".
std::string manner_text(const study::StatementRow& row) {
  std::string text;
  const auto add = [&text](std::string_view word) {
    if (!text.empty()) text += ", ";
    text += word;
  };
  if (row.cue_class && *row.cue_class != statements::CueClass::Neutral)
    add(to_string(*row.cue_class));
  if (row.modality && *row.modality != statements::Modality::Asserts) add(to_string(*row.modality));
  if (row.polarity == statements::Polarity::Denied) add(to_string(*row.polarity));
  return text.empty() ? "-" : text;
}

template <class Key>
std::string key_text(Key key) {
  return fmt::format("{}", static_cast<std::int64_t>(key));
}

std::string sure_text(double confidence, bool is_corrected) {
  return is_corrected ? "person" : fmt::format("{:.2f}", confidence);
}

/// The articles' texts, each fetched once.
class Texts {
 public:
  explicit Texts(const study::Study& study) : study_(study) {}

  /// The words at `span`, on one line.
  Result<std::string> words(study::ArticleId article, ByteSpan span) {
    auto found = texts_.find(article);
    if (found == texts_.end()) {
      auto text = study_.text_of(article);
      if (!text) return tl::unexpected(text.error());
      texts_.clear();  // rows come by article, so that one text is enough at a time
      found = texts_.emplace(article, std::move(*text)).first;
    }
    return printable(text::slice(found->second, span));
  }

 private:
  const study::Study& study_;
  std::map<study::ArticleId, std::string> texts_;
};

Result<Table> table_of(const study::Study& study, const std::vector<study::StatementRow>& rows) {
  Table table;
  table.headings = {{"key", 12, true}, {"day", 10}, {"speaker", 28}, {"type", 8},
                    {"reported", 18},  {"sure", 6}, {"outlet", 20}};
  Texts texts(study);
  for (const auto& row : rows) {
    const auto words = texts.words(row.article, row.extent);
    if (!words) return tl::unexpected(words.error());
    table.rows.push_back({{key_text(row.key), or_dash(row.day), or_dash(row.speaker_name),
                           std::string(to_string(row.type)), manner_text(row),
                           sure_text(row.confidence, row.is_corrected), or_dash(row.outlet)},
                          *words});
  }
  return table;
}

Result<Table> table_of(const study::Study&, const std::vector<study::RelationRow>& rows) {
  Table table;
  table.headings = {{"key", 12, true}, {"day", 10}, {"from", 24}, {"act", 10},
                    {"sign", 4, true}, {"to", 24},  {"sure", 6},  {"outlet", 20}};
  for (const auto& row : rows)
    table.rows.push_back(
        {{key_text(row.key), or_dash(row.day), printable(row.from_name),
          std::string(to_string(row.act)), row.sign == 0 ? "0" : fmt::format("{:+}", row.sign),
          printable(row.to_name), sure_text(row.confidence, row.is_corrected), or_dash(row.outlet)},
         printable(row.evidence_text)});
  return table;
}

Result<Table> table_of(const study::Study&, const std::vector<study::CodingRow>& rows) {
  Table table;
  table.headings = {{"key", 12, true}, {"day", 10}, {"actor", 28}, {"stand", 7},
                    {"concept", 32},   {"sure", 4}, {"coder", 26}};
  for (const auto& row : rows)
    table.rows.push_back({{key_text(row.key), or_dash(row.day), printable(row.actor_name),
                           row.agreement > 0 ? "for" : "against", printable(row.concept_name),
                           fmt::format("{:.2f}", row.confidence),
                           printable(row.coder) + (row.is_disputed ? ", disputed" : "")},
                          printable(row.content_text)});
  return table;
}

Result<Table> table_of(const study::Study&, const std::vector<study::ArticleRow>& rows) {
  Table table;
  table.headings = {{"published", 10},
                    {"outlet", 20},
                    {"statements", 10, true},
                    {"relations", 9, true},
                    {"id", 48}};
  for (const auto& row : rows)
    table.rows.push_back({{or_dash(row.published), or_dash(row.outlet), grouped(row.statements),
                           grouped(row.relations), printable(row.id)},
                          row.headline ? printable(*row.headline) : std::string()});
  return table;
}

/// Lists what `query` gives, in the form that the user asked for.
template <class Query>
Result<Exit> list(const Arguments& given, const Console& console, std::string_view what,
                  Query query) {
  if (given.has("--csv") && given.has("--jsonl"))
    return failure(ErrorCode::Usage, "--csv and --jsonl exclude each other.");
  auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  filter->by_principal = given.has("--by-principal");
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto rows = query(*study, *filter);
  if (!rows) return tl::unexpected(rows.error());
  if (given.has("--csv") || given.has("--jsonl")) {
    const auto format =
        given.has("--csv") ? exchange::TableFormat::Csv : exchange::TableFormat::JsonLines;
    exchange::write_table(console.out, format, std::span(*rows));
    return Exit::AllDone;
  }
  if (rows->empty()) {
    console.err << "No " << what << " match.\n";
    return Exit::AllDone;
  }
  const auto table = table_of(*study, *rows);
  if (!table) return tl::unexpected(table.error());
  console.out << set_table(*table, console.width, console.colour);
  return Exit::AllDone;
}

/// What the commands have in common.
Command listing(std::string name, std::string summary, std::vector<Example> examples) {
  Command command;
  command.name = std::move(name);
  command.summary = std::move(summary);
  command.examples = std::move(examples);
  command.usage = "STUDY [OPTIONS]";
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = {{"--csv", "", "A table for R, Python or a spreadsheet (docs/formats.md)."},
                     {"--jsonl", "", "One JSON line per row."}};
  for (auto& option : filter_options()) command.options.push_back(std::move(option));
  return command;
}

}  // namespace

Command statements_command() {
  auto command =
      listing("statements", "Lists who said what, with the words as printed.",
              {{"faultline statements my.study --actor ann-lee --from 2024-10",
                "What an actor said since a month."},
               {"faultline statements my.study --text '\"border wall\" OR fence'",
                "Statements that hold these words."},
               {"faultline statements my.study --by-principal --actor port-ministry",
                "What the ministry said, by itself or through its spokesmen."},
               {"faultline statements my.study --outlet \"The Courier\" --csv > statements.csv",
                "All that an outlet reports, as a table."}});
  command.options.push_back(
      {"--by-principal", "",
       "Show and choose a spokesman's words as those of whom he speaks for."});
  command.notes = "`faultline correct` changes the row with a key.";
  command.run = [](const Arguments& given, const Console& console) {
    return list(given, console, "statements",
                [](const study::Study& study, const study::Filter& filter) {
                  return study.statements(filter);
                });
  };
  return command;
}

Command relations_command() {
  auto command =
      listing("relations", "Lists who attacks or backs whom, with the sentence.",
              {{"faultline relations my.study --sign -1 --bloc \"Blue Alliance\"",
                "Whom a bloc's members attack."},
               {"faultline relations my.study --act accuse --min-confidence 0.8",
                "Accusations that the program is sure of."},
               {"faultline relations my.study --csv > ties.csv", "All of them, as a table."}});
  command.notes = "`faultline correct` changes the row with a key.";
  command.run = [](const Arguments& given, const Console& console) {
    return list(given, console, "relations",
                [](const study::Study& study, const study::Filter& filter) {
                  return study.relations(filter);
                });
  };
  return command;
}

Command codings_command() {
  auto command = listing(
      "codings", "Lists who is for and who against which concept of the codebook.",
      {{"faultline codings my.study --concept \"border wall\"", "Who stands where on it."},
       {"faultline codings my.study --actor ann-lee --csv", "An actor's stands, as a table."}});
  command.notes = "`faultline correct` changes the row with a key.";
  command.run = [](const Arguments& given, const Console& console) {
    return list(given, console, "codings",
                [](const study::Study& study, const study::Filter& filter) {
                  return study.codings(filter);
                });
  };
  return command;
}

Command articles_command() {
  auto command = listing("articles", "Lists the articles.",
                         {{"faultline articles my.study", "All of them."},
                          {"faultline articles my.study --text budget --from 2024-10-01",
                           "Those that speak of something, since a day."}});
  command.run = [](const Arguments& given, const Console& console) {
    return list(given, console, "articles",
                [](const study::Study& study, const study::Filter& filter) {
                  return study.articles(filter);
                });
  };
  return command;
}

}  // namespace faultline::cli
