#include "exchange/dna_manifest.h"

#include <gtest/gtest.h>

#include <sstream>

#include "exchange/detail/dna_export.h"
#include "exchange/detail/dna_text.h"
#include "exchange/dna_run.h"

namespace faultline::exchange {
namespace {

namespace dna = networks::dna;

TEST(DnaManifest, ReadsItsOwnKeysAndTakesDefaultsForTheRest) {
  const auto entries = parse_dna_manifest(
      R"([{"networkType": "onemode", "qualifierAggregation": "congruence & conflict", "timeWindow": "events",
           "windowSize": 5, "excludeValues": {"concept": ["a", "b"]}, "excludeAuthors": "Ilm",
           "start": "1900-01-01T12:00", "stop": "2023-04-30T18:09:53", "file": "x/0001.json",
           "numMatrices": 3, "locale": "en_US"},
          {"family": "barplot", "variable1": "concept", "qualifier": null}])",
      "m.json");
  ASSERT_TRUE(entries) << entries.error().message;
  ASSERT_EQ(entries->size(), 2U);
  const dna::Settings& first = (*entries)[0]->settings;
  EXPECT_EQ(first.type, dna::NetworkType::OneMode);
  EXPECT_EQ(first.aggregation, dna::Aggregation::CongruenceAndConflict);
  EXPECT_EQ(first.start, std::nullopt);
  EXPECT_EQ(to_string(*first.stop), "2023-04-30T18:09:53");
  EXPECT_EQ(first.authors.values, std::vector<std::string>{"Ilm"});
  EXPECT_EQ(first.exclude_values.front().second.size(), 2U);
  EXPECT_EQ(first.weeks, dna::Weeks::UnitedStates);
  EXPECT_EQ((*entries)[0]->format, DnaFormat::Json);
  EXPECT_EQ((*entries)[1]->task, DnaTask::BarPlot);
  EXPECT_EQ((*entries)[1]->settings.qualifier, std::nullopt);
  EXPECT_EQ((*entries)[1]->settings.variable2, "concept");
}

void expect_error(const std::string& json, ErrorCode code, const std::string& words) {
  const auto entries = parse_dna_manifest(json, "m.json");
  ASSERT_TRUE(!entries || !entries->back()) << json;
  const Error error = entries ? entries->back().error() : entries.error();
  const std::string text = error.where + ": " + error.message;
  EXPECT_EQ(error.code, code) << text;
  EXPECT_NE(text.find(words), std::string::npos) << text;
}

TEST(DnaManifest, NamesFileEntryAndWhatThereIs) {
  expect_error("[{}, {\"variabel1\": \"x\"}]", ErrorCode::Usage,
               "m.json: entry 2: \"variabel1\" is no key");
  expect_error(R"({"normalization": "yes"})", ErrorCode::Usage,
               "no, activity, prominence, average, jaccard, cosine");
  expect_error(R"({"windowSize": 0})", ErrorCode::Usage, "1 to 1000000000");
  expect_error(R"({"windowSize": 99999999999999999999})", ErrorCode::Usage, "windowSize");
  expect_error(R"({"start": "31.12.2024"})", ErrorCode::Usage, "start");
  expect_error(R"({"locale": "xx_XX"})", ErrorCode::Usage, "en_GB");
  expect_error(R"({"memberships": [[0, -1]]})", ErrorCode::Usage, "cluster numbers");
  expect_error(R"({"family": "attributes"})", ErrorCode::Usage, "\"variable\" is missing");
  expect_error(R"({"networkType": "eventlist", "format": "dl"})", ErrorCode::Usage, "csv alone");
  expect_error("[1]", ErrorCode::Malformed, "m.json: entry 1");
  expect_error("[", ErrorCode::Malformed, "m.json");
}

TEST(DnaManifest, GoesOnAfterAnEntryThatCannotBeRead) {
  const auto entries = parse_dna_manifest(R"([{"variabel1": "x"}, {}])", "m.json");
  ASSERT_TRUE(entries);
  EXPECT_FALSE((*entries)[0]);
  EXPECT_TRUE((*entries)[1]);
}

TEST(DnaManifest, KeepsItsFilesInsideTheFolder) {
  for (const char* file : {"../x.csv", "/x.csv", "a/../../x", "a//x", ".", "a\\\\x"})
    expect_error(std::string(R"({"file": ")") + file + "\"}", ErrorCode::Usage,
                 "inside the folder");
  EXPECT_TRUE(parse_dna_manifest(R"({"file": "a/..b/x.csv"})", "m.json")->front());
  EXPECT_TRUE(parse_dna_manifest(R"({"file": null})", "m.json")->front());
}

TEST(DnaText, RoundsTheShortestDecimalHalfUp) {
  EXPECT_EQ(detail::six_decimals(-0.6190476190476191), "-0.619048");
  EXPECT_EQ(detail::six_decimals(0.0000005), "0.000001");
  EXPECT_EQ(detail::six_decimals(1.0000125), "1.000013");  // binary: a little less than a half
  EXPECT_EQ(detail::six_decimals(9.9999996), "10.000000");
  EXPECT_EQ(detail::six_decimals(12), "12.000000");
  EXPECT_EQ(detail::six_decimals(1e22), "10000000000000000000000.000000");
  EXPECT_EQ(detail::java_number(2), "2.0");
  EXPECT_EQ(detail::java_number(0.26666666666666666), "0.26666666666666666");
  EXPECT_EQ(detail::java_number(std::stod("nan")), "NaN");
}

TEST(DnaText, LeavesSecondsOutWhereTheyAreNone) {
  EXPECT_EQ(detail::local_time(*parse_instant("2023-01-02T18:58:00")), "2023-01-02T18:58");
  EXPECT_EQ(detail::local_time(*parse_instant("2023-01-02T00:00:07")), "2023-01-02T00:00:07");
}

/// Two statements by awkward organizations on one concept.
networks::StatementTable awkward() {
  using networks::VariableKind;
  networks::StatementTable table;
  table.id = {1, 2};
  table.document = {5, 6};
  table.time = {*parse_instant("2023-01-02T18:58:00"), *parse_instant("2023-01-03T00:00:00")};
  table.begin = {0, 3};
  table.end = {4, 9};
  table.first_document = table.time[0];
  table.last_document = table.time[1];
  table.variables = {
      {"organization", VariableKind::ShortText, false, {" \"A\"; <b>", "\xF0\x9D\x94\xB8"}, {0, 1}},
      {"concept", VariableKind::ShortText, false, {"tax & ports"}, {0, 0}},
      {"agreement", VariableKind::Boolean, false, {}, {1, 0}},
      {"title", VariableKind::ShortText, true, {"Say \"no\"; now", "T"}, {0, 1}}};
  return table;
}

DnaSource source_of(const networks::StatementTable& table) {
  DnaSource source;
  source.table = [&table](const DnaSource::Type&) -> Result<const networks::StatementTable*> {
    return &table;
  };
  source.entities = [](const DnaSource::Type&, const std::string& variable) -> Result<EntityTable> {
    EntityTable entities;
    entities.variable = variable;
    if (variable == "organization") {
      entities.ids = {4, 9};
      entities.values = {" \"A\"; <b>", "\xF0\x9D\x94\xB8"};
      entities.colours = {"#FF9900", "#000000"};
      entities.attributes = {{"Type", false, {"Board", ""}, {}}};
    } else {
      entities.ids = {7};
      entities.values = {"tax & ports"};
      entities.colours = {"#000000"};
    }
    return entities;
  };
  source.evidence =
      [](const DnaSource::Type&,
         std::span<const std::int64_t> ids) -> Result<std::vector<StatementEvidence>> {
    std::vector<StatementEvidence> all;
    for (const std::int64_t id : ids) {
      StatementEvidence& evidence = all.emplace_back();
      evidence.id = id;
      evidence.text = "one;\n\"two\"";
      evidence.coder_number = 3;
    }
    return all;
  };
  return source;
}

std::string run(const std::string& json) {
  const auto table = awkward();
  const auto entries = parse_dna_manifest(json, "m.json");
  if (!entries->front()) return entries->front().error().message;
  std::ostringstream out;
  const auto counts = run_dna_entry(*entries->front(), source_of(table), out);
  return counts ? out.str() : counts.error().message;
}

TEST(DnaFiles, QuoteAwkwardLabelsAsEachFormDoes) {
  EXPECT_EQ(run(R"({"networkType": "twomode"})"),
            "\"\",\"tax & ports\"\n\" \"\"A\"\"; <b>\",1\n\"\xF0\x9D\x94\xB8\",1\n");
  EXPECT_EQ(run(R"({"networkType": "twomode", "format": "csv"})"),
            "\"\";\"tax & ports\"\n\" 'A'; <b>\";1\n\"\xF0\x9D\x94\xB8\";1");
  EXPECT_EQ(run(R"({"networkType": "onemode", "qualifierAggregation": "subtract",
                    "normalization": "average", "format": "dl"})"),
            "dl n = 2, format = fullmatrix\nlabels:\n\" 'A'; <b>\"\n\"\xF0\x9D\x94\xB8\"\ndata:\n"
            " 0.000000 -1.000000\n -1.000000 0.000000");
  EXPECT_EQ(run(R"({"family": "attributes", "variable": "organization"})"),
            "\"ID\",\"value\",\"color\",\"Type\"\n\"4\",\" \"\"A\"\"; <b>\",\"#FF9900\",\"Board\"\n"
            "\"9\",\"\xF0\x9D\x94\xB8\",\"#000000\",\"\"\n");
}

TEST(DnaFiles, EventListsTakeSemicolonsAndKeepLineBreaks) {
  const std::string list = run(R"({"networkType": "eventlist"})");
  EXPECT_TRUE(list.starts_with(
      "\"statement_id\";\"time\";\"organization\";\"concept\";\"agreement\";\"start_position\""))
      << list;
  EXPECT_NE(list.find("\n1;2023-01-02 18:58:00;\" 'A', <b>\";\"tax & ports\";1;0;4;\"one,\n'two'\";"
                      "3;5;\"Say 'no', now\";\"\";\"\";\"\";\"\""),
            std::string::npos)
      << list;
}

TEST(DnaFiles, GraphmlIsTrimmedAndEscaped) {
  const std::string graph =
      run(R"({"networkType": "twomode", "qualifierAggregation": "subtract", "format": "graphml"})");
  EXPECT_NE(graph.find("<node id=\"n4\">"), std::string::npos);
  EXPECT_NE(graph.find("<data key=\"name\">&quot;A&quot;; &lt;b&gt;</data>"), std::string::npos);
  EXPECT_NE(graph.find("<data key=\"name\">&#x1d538;</data>"), std::string::npos);
  EXPECT_NE(graph.find("<data key=\"Type\" />"), std::string::npos);
  EXPECT_NE(graph.find("parse.edges=\"2\" parse.nodes=\"3\""), std::string::npos);
  EXPECT_NE(
      graph.find("<edge source=\"n4\" target=\"n7\">\r\n      <data key=\"weight\">1.0</data>"),
      std::string::npos);
  EXPECT_NE(run(R"({"networkType": "twomode", "variable1": "title", "variable1Document": true,
                    "format": "graphml"})")
                .find("DNA fails here"),
            std::string::npos);
}

TEST(DnaResults, StandBesideTheSettings) {
  const std::vector<Result<DnaCounts>> results = {
      DnaCounts{2, 1, true, {}}, failure(ErrorCode::Unsupported, "DNA fails here: so.")};
  const std::string json =
      with_results(R"([{"numStatements": 9, "file": "a.csv"}, {"file": "b.csv"}])", results);
  EXPECT_NE(json.find("\"numStatements\": 2"), std::string::npos) << json;
  EXPECT_EQ(json.find("9"), std::string::npos) << json;
  EXPECT_NE(json.find("\"error\": \"DNA fails here: so.\""), std::string::npos) << json;
}

TEST(DnaResults, AreAManifestThatCanBeRunAgain) {
  const std::string_view manifest = R"([{"file": "a.csv"}, 7, null])";
  const auto entries = parse_dna_manifest(manifest, "m.json");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 3U);
  DnaCounts counts;
  counts.notes = {"a window holds nothing"};
  const std::vector<Result<DnaCounts>> results = {counts, tl::unexpected((*entries)[1].error()),
                                                  tl::unexpected((*entries)[2].error())};
  const auto again = parse_dna_manifest(with_results(manifest, results), "again.json");
  ASSERT_TRUE(again);
  ASSERT_EQ(again->size(), 3U);
  EXPECT_TRUE((*again)[0]) << (*again)[0].error().message;
  EXPECT_EQ((*again)[1].error().where, "again.json: entry 2");
}

}  // namespace
}  // namespace faultline::exchange
