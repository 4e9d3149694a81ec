// An archive is computed again to the byte, and a changed byte is found.

#include "map/archive.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "map/detail/archive_inputs.h"
#include "sketch.h"
#include "text/csv.h"
#include "text/sha256.h"

namespace faultline::map {
namespace {

RefereeCase harbour_case() {
  RefereeCase input;
  input.rows = in_order_of_day(harbour_story().rows());
  input.options.query.bloc = "Harbour Compact";
  input.options.query.from = *parse_day("2031-03-01");
  input.options.rift.permutations = 49;
  input.options.rift.replicates = 49;
  input.options.rift.events = {{"a \"feast\"", *parse_day("2031-04-10")}};
  input.options.grid_permutations = 9;
  input.options.phase_permutations = 19;
  input.options.most_states = 4;
  input.options.factions.resamples = 20;
  input.options.factions.null_networks = 10;
  input.options.factions.deals = 50;
  input.made_by = "faultline test";
  for (const auto& article : input.rows.articles)
    input.origins.push_back({"a reader, 1; \"b\" 2", text::sha256(article.id)});
  return input;
}

const std::vector<ArchiveFile>& harbour_archive() {
  static const auto files = *archive_of(harbour_case());
  return files;
}

ArchiveFile& file(std::vector<ArchiveFile>& files, const std::string& path) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const ArchiveFile& one) { return one.path == path; });
  EXPECT_NE(found, files.end()) << path;
  return *found;
}

/// As somebody would who wants to deceive.
void renew_sums(std::vector<ArchiveFile>& files) {
  std::string sums;
  for (const ArchiveFile& one : files)
    if (one.path != "SHA256SUMS") sums += text::sha256(one.content) + "  " + one.path + "\n";
  file(files, "SHA256SUMS").content = sums;
}

TEST(Archive, IsComputedAgainFromItsOwnInputs) {
  const auto& files = harbour_archive();
  EXPECT_TRUE(changed_files(files)->empty());
  const auto input = case_of_archive(files);
  ASSERT_TRUE(input) << input.error().message;
  const auto again = archive_of(*input, 3);  // on any number of threads
  ASSERT_TRUE(again);
  for (const auto& difference : differences_of(files, *again))
    ADD_FAILURE() << difference.path << ":" << difference.line << "\n"
                  << difference.one.value_or("-") << difference.other.value_or("-");
  ASSERT_EQ(files.size(), again->size());
  for (std::size_t place = 0; place < files.size(); ++place)
    EXPECT_EQ(files[place].content, (*again)[place].content) << files[place].path;
}

TEST(Archive, KeepsTheSettings) {
  const auto input = case_of_archive(harbour_archive());
  ASSERT_TRUE(input);
  EXPECT_EQ(input->options.query.bloc, "Harbour Compact");
  EXPECT_EQ(input->options.query.from, *parse_day("2031-03-01"));
  EXPECT_FALSE(input->options.query.to);
  ASSERT_EQ(input->options.rift.events.size(), 1U);
  EXPECT_EQ(input->options.rift.events[0].name, "a \"feast\"");
  EXPECT_EQ(input->options.rift.permutations, 49);
  EXPECT_EQ(input->options.phase_permutations, 19);
  EXPECT_EQ(input->options.most_states, 4U);
  EXPECT_EQ(input->options.factions.half_lives, (std::vector<double>{30, 90, 365}));
  EXPECT_EQ(input->origins[0].reader, "a reader, 1; \"b\" 2");
}

TEST(Archive, DescribesEveryTable) {
  auto files = harbour_archive();
  const auto package = nlohmann::json::parse(file(files, "datapackage.json").content);
  EXPECT_EQ(package["profile"], "data-package");
  std::size_t tables = 0;
  for (const auto& resource : package["resources"]) {
    const auto& content = file(files, resource["path"]).content;
    EXPECT_EQ(resource["bytes"], content.size());
    EXPECT_EQ(resource["hash"], "sha256:" + text::sha256(content));
    if (!resource.contains("schema")) continue;
    ++tables;
    std::string header;
    for (const auto& field : resource["schema"]["fields"])
      header += (header.empty() ? "" : ",") + field["name"].get<std::string>();
    EXPECT_TRUE(content.starts_with(header + "\r\n")) << resource["path"];
  }
  EXPECT_EQ(tables, 20U);  // 8 inputs, 12 figures
}

/// The rows of a table by the names of its columns.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  text::CsvReader reader(csv, ',', "a table");
  text::CsvRecord header, record;
  EXPECT_TRUE(*reader.next(header));
  std::vector<std::map<std::string, std::string>> rows;
  while (*reader.next(record)) {
    auto& row = rows.emplace_back();
    for (std::size_t place = 0; place < header.cells.size(); ++place)
      row[header.cells[place]] = record.cells[place];
  }
  return rows;
}

TEST(Archive, KeepsTheKeysThatItDescribes) {
  auto files = harbour_archive();
  const auto package = nlohmann::json::parse(file(files, "datapackage.json").content);
  std::map<std::string, std::string> paths;
  for (const auto& resource : package["resources"]) paths[resource["name"]] = resource["path"];
  std::size_t keys = 0, links = 0;
  for (const auto& resource : package["resources"]) {
    const auto schema = resource.value("schema", nlohmann::json::object());
    const auto rows = rows_of(file(files, resource["path"]).content);
    std::set<std::string> seen;
    if (schema.contains("primaryKey"))
      for (const auto& row : rows) {
        std::string key;
        for (const std::string field : schema["primaryKey"]) key += row.at(field) + '\n';
        EXPECT_TRUE(seen.insert(key).second) << resource["path"] << ": " << key;
        ++keys;
      }
    for (const auto& link : schema.value("foreignKeys", nlohmann::json::array())) {
      std::set<std::string> targets;
      const std::string target = link["reference"]["fields"];
      for (const auto& row : rows_of(file(files, paths.at(link["reference"]["resource"])).content))
        targets.insert(row.at(target));
      for (const auto& row : rows) {
        const std::string& cell = row.at(link["fields"]);
        EXPECT_TRUE(cell.empty() || targets.contains(cell)) << resource["path"] << ": " << cell;
        ++links;
      }
    }
  }
  EXPECT_GT(keys, 0U);
  EXPECT_GT(links, 0U);
}

RC_GTEST_PROP(Archive, FindsAnyChangedByte, ()) {
  auto files = harbour_archive();
  const auto place = *rc::gen::inRange<std::size_t>(0, files.size());
  auto& content = files[place].content;
  RC_PRE(!content.empty() && files[place].path != "SHA256SUMS");
  auto& byte = content[*rc::gen::inRange<std::size_t>(0, content.size())];
  byte = static_cast<char>(byte ^ *rc::gen::inRange(1, 128));
  const auto changed = changed_files(files);
  RC_ASSERT(changed);
  RC_ASSERT(*changed == std::vector<std::string>{files[place].path});
}

TEST(Archive, FindsAChangedFigureWhateverTheSumsSay) {
  auto files = harbour_archive();
  auto& series = file(files, "figures/series.csv").content;
  const std::size_t line = series.find("2031-W13,");
  ASSERT_NE(line, std::string::npos);
  series.replace(line, 8, "2031-W19");
  renew_sums(files);
  EXPECT_TRUE(changed_files(files)->empty());
  const auto again = archive_of(*case_of_archive(files));
  const auto differences = differences_of(files, *again);
  ASSERT_FALSE(differences.empty());
  const auto found = std::find_if(differences.begin(), differences.end(),
                                  [](const auto& one) { return one.path == "figures/series.csv"; });
  ASSERT_NE(found, differences.end());
  EXPECT_EQ(found->line, 5U);  // the header, then weeks 10, 11, 12
  EXPECT_TRUE(found->one->starts_with("2031-W19"));
  EXPECT_TRUE(found->other->starts_with("2031-W13"));
}

TEST(Archive, FindsAChangedInputWhateverTheSumsSay) {
  auto files = harbour_archive();
  auto& relations = file(files, "inputs/relations.csv").content;
  const auto at = relations.find("criticise,-1,");
  ASSERT_NE(at, std::string::npos);
  relations.replace(at, 13, "criticise,1,");
  renew_sums(files);
  EXPECT_FALSE(differences_of(files, *archive_of(*case_of_archive(files))).empty());
}

TEST(Archive, SaysWhichFilesCameOrWent) {
  auto more = harbour_archive();
  more.push_back({"zeal.txt", "x"});
  EXPECT_EQ(changed_files(more)->back(), "zeal.txt");
  const auto came = differences_of(more, harbour_archive());
  ASSERT_EQ(came.size(), 1U);
  EXPECT_EQ(came[0].line, 0U);
  EXPECT_TRUE(came[0].one);
  auto less = harbour_archive();
  std::erase_if(less, [](const ArchiveFile& one) { return one.path == "inputs/codings.csv"; });
  EXPECT_EQ(*changed_files(less), std::vector<std::string>{"inputs/codings.csv"});
  const auto read = case_of_archive(less);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::NotFound);
  EXPECT_EQ(read.error().where, "inputs/codings.csv");
}

TEST(Archive, NamesTheLineThatCannotBeRead) {
  auto files = harbour_archive();
  auto& relations = file(files, "inputs/relations.csv").content;
  const auto at = relations.find("criticise,-1,");
  relations.replace(at, 13, "criticise,no,");
  const auto read = case_of_archive(files);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::Malformed);
  EXPECT_TRUE(read.error().where.starts_with("inputs/relations.csv:")) << read.error().where;
  auto settings = harbour_archive();
  file(settings, "settings.toml").content = "seed = ";
  EXPECT_EQ(case_of_archive(settings).error().code, ErrorCode::Malformed);
}

// What no report has written cannot be computed with, and is refused with its place.
TEST(Archive, RefusesValuesOutOfRange) {
  const auto error_with = [](const std::string& path, const std::string& from,
                             const std::string& to) {
    auto files = harbour_archive();
    auto& content = file(files, path).content;
    const auto at = content.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    content.replace(at, from.size(), to);
    const auto read = case_of_archive(files);
    return read ? Error{} : read.error();
  };
  for (const std::string worse : {"-1", "0", "4294967345", "\"49\""}) {
    const auto error = error_with("settings.toml", "replicates = 49", "replicates = " + worse);
    EXPECT_EQ(error.code, ErrorCode::Malformed);
    EXPECT_EQ(error.where, "settings.toml");
    EXPECT_NE(error.message.find("rift.replicates"), std::string::npos) << error.message;
  }
  EXPECT_NE(error_with("settings.toml", "half_lives = [ 30.0", "half_lives = [ nan")
                .message.find("factions.half_lives"),
            std::string::npos);
  const auto sign = error_with("inputs/relations.csv", "criticise,-1,", "criticise,300,");
  EXPECT_NE(sign.message.find("column sign"), std::string::npos) << sign.message;
  EXPECT_TRUE(sign.where.starts_with("inputs/relations.csv:")) << sign.where;
  const auto sure = error_with("inputs/relations.csv", ",0.7,false", ",nan,false");
  EXPECT_NE(sure.message.find("column confidence"), std::string::npos) << sure.message;
  const auto bytes = error_with("inputs/register.csv", "person", "pers\xFFn");
  EXPECT_EQ(bytes.code, ErrorCode::Malformed);
  EXPECT_TRUE(bytes.where.starts_with("inputs/register.csv:")) << bytes.where;
}

// Whatever stands in names and sentences, what is written is read as it was.
RC_GTEST_PROP(ArchiveInputs, AreReadAsTheyWereWritten, ()) {
  const auto text = rc::gen::container<std::string>(
      rc::gen::element('a', ' ', ',', ';', '"', '\'', '=', '-', '+', '@', '\n', '\r', '\t', '0'));
  RefereeCase input;
  for (int count = *rc::gen::inRange(0, 4); count > 0; --count) {
    study::RelationRow row;
    row.key = study::RelationId{*rc::gen::arbitrary<std::int64_t>()};
    row.from = *text;
    row.to_name = *text;
    row.evidence_text = *text;
    row.sign = *rc::gen::inRange(-1, 2);
    row.confidence = *rc::gen::inRange(0, 1000) / 999.0;
    row.is_corrected = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) row.day = add_days(*parse_day("2031-01-01"), count);
    if (*rc::gen::arbitrary<bool>()) row.said = *parse_partial_date("2031-03");
    if (*rc::gen::arbitrary<bool>()) row.statement = study::StatementId{count};
    input.rows.relations.push_back(row);
  }
  const auto written = detail::input_tables(input);
  RefereeCase read;
  for (const auto& table : written)
    RC_ASSERT(detail::read_input_table(read, table.name, table.csv, table.name));
  const auto again = detail::input_tables(read);
  for (std::size_t place = 0; place < written.size(); ++place)
    RC_ASSERT(written[place].csv == again[place].csv);
  for (std::size_t place = 0; place < input.rows.relations.size(); ++place) {
    const auto& before = input.rows.relations[place];
    const auto& after = read.rows.relations[place];
    RC_ASSERT(before.sign == after.sign && before.confidence == after.confidence);
    RC_ASSERT(before.day == after.day && before.said == after.said);
    RC_ASSERT(before.statement == after.statement);
    RC_ASSERT(before.from == after.from && before.to_name == after.to_name);
    RC_ASSERT(before.evidence_text == after.evidence_text);
  }
}

}  // namespace
}  // namespace faultline::map
