// Lists that networks are made of: statements with their words, counts by value.

#include <fmt/core.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/detail/layout.h"
#include "cli/detail/network_answer.h"
#include "cli/detail/whole_file.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using exchange::StatementEvidence;

enum class ListForm { Text, Csv, JsonLines };

struct ListTarget {
  ListForm form = ListForm::Text;
  std::optional<std::string> file;
};

Result<ListTarget> list_target(const Arguments& given, const NetworkJob& job) {
  ListTarget target;
  target.file = given.value("--out");
  if (target.file == "-") target.file.reset();
  std::string word = job.request.format.value_or("");
  if (word.empty() && target.file) {
    word = std::filesystem::path(*target.file).extension().string();
    if (!word.empty()) word.erase(0, 1);
  }
  if (word.empty() || word == "text" || word == "txt") return target;
  if (word != "csv" && word != "jsonl")
    return failure(
        ErrorCode::Usage,
        fmt::format("\"{}\" is no format for a list; there are text, csv and jsonl.", word));
  target.form = word == "csv" ? ListForm::Csv : ListForm::JsonLines;
  return target;
}

Result<Exit> put_list(const Console& console, const ListTarget& target, const std::string& text) {
  if (!target.file) {
    console.out << text;
    return Exit::AllDone;
  }
  if (auto written = write_whole(*target.file, text, "list"); !written)
    return tl::unexpected(written.error());
  console.err << "Wrote " << printable(*target.file) << ".\n";
  return Exit::AllDone;
}

/// The variables of the request, as columns of a list.
std::vector<const networks::Variable*> listed_variables(const NetworkJob& job, bool all) {
  std::vector<const networks::Variable*> variables;
  if (all) {
    for (const auto& variable : job.table.variables) variables.push_back(&variable);
    return variables;
  }
  const auto& settings = job.request.settings;
  for (const std::string& name :
       {settings.variable1, settings.variable2, settings.qualifier.value_or("")})
    if (const auto* variable = job.table.find(name)) variables.push_back(variable);
  return variables;
}

std::string statements_text(const NetworkJob& job, const std::vector<std::size_t>& rows,
                            const std::vector<StatementEvidence>& evidence,
                            const Console& console) {
  Table table;
  table.headings = {{"number", 10, true}, {"time", 19}};
  const auto variables = listed_variables(job, false);
  for (const auto* variable : variables)
    table.headings.push_back({variable->name, 28, !variable->is_text()});
  table.headings.push_back({"outlet", 20});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Table::Row row{{fmt::format("{}", job.table.id[rows[i]]), to_string(job.table.time[rows[i]])},
                   printable(evidence[i].text)};
    for (const auto* variable : variables)
      row.cells.push_back(printable(variable->text_of(rows[i])));
    row.cells.push_back(printable(evidence[i].outlet));
    table.rows.push_back(std::move(row));
  }
  return set_table(table, console.width, console.colour);
}

std::string statements_csv(const NetworkJob& job, const std::vector<std::size_t>& rows,
                           const std::vector<StatementEvidence>& evidence) {
  std::string text = "number,time,document,begin,end";
  const auto variables = listed_variables(job, true);
  for (const auto* variable : variables)
    text += "," + text::csv_cell((variable->of_document ? "document_" : "") + variable->name, true);
  text += ",text,article,outlet,coder_number\r\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t row = rows[i];
    text += fmt::format("{},{},{},{},{}", job.table.id[row], to_string(job.table.time[row]),
                        job.table.document[row], job.table.begin[row], job.table.end[row]);
    for (const auto* variable : variables)
      text += "," + text::csv_cell(variable->text_of(row), variable->is_text());
    text += fmt::format(",{},{},{},{}\r\n", text::csv_cell(evidence[i].text, true),
                        text::csv_cell(evidence[i].article, true),
                        text::csv_cell(evidence[i].outlet, true), evidence[i].coder_number);
  }
  return text;
}

std::string statements_json(const NetworkJob& job, const std::vector<std::size_t>& rows,
                            const std::vector<StatementEvidence>& evidence) {
  std::string text;
  const auto variables = listed_variables(job, true);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t row = rows[i];
    nlohmann::ordered_json line = {{"number", job.table.id[row]},
                                   {"time", to_string(job.table.time[row])},
                                   {"document", job.table.document[row]},
                                   {"begin", job.table.begin[row]},
                                   {"end", job.table.end[row]}};
    auto& own = line["variables"] = nlohmann::ordered_json::object();
    auto& of_document = line["document_variables"] = nlohmann::ordered_json::object();
    for (const auto* variable : variables) {
      auto& place = (variable->of_document ? of_document : own)[variable->name];
      if (variable->is_text())
        place = variable->text_of(row);
      else
        place = variable->values[row];
    }
    line["text"] = evidence[i].text;
    line["article"] = evidence[i].article;
    line["outlet"] = evidence[i].outlet;
    text += line.dump() + "\n";
  }
  return text;
}

}  // namespace

Result<Exit> put_statements(const Arguments& given, const Console& console, const NetworkJob& job,
                            const std::vector<std::size_t>& rows) {
  const auto target = list_target(given, job);
  if (!target) return tl::unexpected(target.error());
  std::vector<std::int64_t> ids;
  ids.reserve(rows.size());
  for (const std::size_t row : rows) ids.push_back(job.table.id[row]);
  const auto evidence = exchange::evidence_of(job.study, job.input, ids);
  if (!evidence) return tl::unexpected(evidence.error());
  if (rows.empty()) console.err << "No statements match.\n";
  switch (target->form) {
    case ListForm::Csv:
      return put_list(console, *target, statements_csv(job, rows, *evidence));
    case ListForm::JsonLines:
      return put_list(console, *target, statements_json(job, rows, *evidence));
    case ListForm::Text:
      break;
  }
  return put_list(console, *target,
                  rows.empty() ? "" : statements_text(job, rows, *evidence, console));
}

Result<Exit> put_bars(const Arguments& given, const Console& console, const NetworkJob& job,
                      const networks::BarCounts& bars) {
  const auto target = list_target(given, job);
  if (!target) return tl::unexpected(target.error());
  std::string text;
  const auto level_name = [&](const std::string& level) {
    return level.empty() ? std::string("statements") : fmt::format("{} {}", bars.qualifier, level);
  };
  if (target->form == ListForm::Csv) {
    text = text::csv_cell(bars.variable, true);
    for (const auto& level : bars.levels) text += "," + text::csv_cell(level_name(level), true);
    text += "\r\n";
    for (std::size_t value = 0; value < bars.values.size(); ++value) {
      text += text::csv_cell(bars.values[value], true);
      for (std::size_t level = 0; level < bars.levels.size(); ++level)
        text += fmt::format(",{}", bars.at(value, level));
      text += "\r\n";
    }
    return put_list(console, *target, text);
  }
  if (target->form == ListForm::JsonLines) {
    for (std::size_t value = 0; value < bars.values.size(); ++value) {
      nlohmann::ordered_json line = {{bars.variable, bars.values[value]}};
      for (std::size_t level = 0; level < bars.levels.size(); ++level)
        line["counts"][level_name(bars.levels[level])] = bars.at(value, level);
      text += line.dump() + "\n";
    }
    return put_list(console, *target, text);
  }
  Table table;
  table.headings = {{bars.variable, 48}};
  for (const auto& level : bars.levels) table.headings.push_back({level_name(level), 24, true});
  for (std::size_t value = 0; value < bars.values.size(); ++value) {
    Table::Row row{{printable(bars.values[value])}, {}};
    for (std::size_t level = 0; level < bars.levels.size(); ++level)
      row.cells.push_back(grouped(bars.at(value, level)));
    table.rows.push_back(std::move(row));
  }
  return put_list(console, *target, set_table(table, console.width, console.colour));
}

}  // namespace faultline::cli
