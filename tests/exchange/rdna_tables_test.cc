#include "exchange/rdna_tables.h"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>

#include "exchange/dna_manifest.h"

namespace faultline::exchange {
namespace {

namespace dna = networks::dna;

TEST(RNumber, IsWhatRPrints) {
  // for (x in c(...)) cat(format(x, digits = 15), "\n"), as write.csv() has it
  EXPECT_EQ(r_number(0), "0");
  EXPECT_EQ(r_number(0.1 + 0.2), "0.3");
  EXPECT_EQ(r_number(-0.222222222222222), "-0.222222222222222");
  EXPECT_EQ(r_number(1.0 / 3.0), "0.333333333333333");
  EXPECT_EQ(r_number(0.0001), "1e-04");
  EXPECT_EQ(r_number(0.000123), "0.000123");
  EXPECT_EQ(r_number(0.0000123), "1.23e-05");
  EXPECT_EQ(r_number(100000), "1e+05");
  EXPECT_EQ(r_number(123456), "123456");
  EXPECT_EQ(r_number(2.0 / 3.0, 7), "0.6666667");
  EXPECT_EQ(r_number(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(r_number(-std::numeric_limits<double>::infinity()), "-Inf");
}

TEST(RTimes, AreAsShortAsTheWholeColumnAllows) {
  const Instant midnight = *parse_instant("2023-01-02");
  const Instant morning = *parse_instant("2023-01-02T08:30");
  const Instant second = *parse_instant("2023-01-02T08:30:01");
  EXPECT_EQ(r_times(std::vector{midnight}), std::vector<std::string>{"2023-01-02"});
  EXPECT_EQ(r_times(std::vector{midnight, morning}),
            (std::vector<std::string>{"2023-01-02 00:00", "2023-01-02 08:30"}));
  EXPECT_EQ(r_times(std::vector{midnight, second}),
            (std::vector<std::string>{"2023-01-02 00:00:00", "2023-01-02 08:30:01"}));
}

std::vector<dna::ClusteredSlice> one_slice() {
  dna::ClusteredSlice slice;
  slice.number = 2;
  slice.start = *parse_instant("2023-01-01");
  slice.middle = *parse_instant("2023-01-02");
  slice.stop = *parse_instant("2023-01-03");
  slice.nodes = {"The \"A\"", "B"};
  slice.clusters.clusterings = {
      {.method = networks::ClusterMethod::Single, .k = 2, .groups = {0, 1}, .modularity = -0.5},
      {.method = networks::ClusterMethod::Louvain, .k = 3, .groups = {0, 0}, .modularity = -0.5}};
  return {slice};
}

std::string written(MulticlustTable table, bool has_windows) {
  std::ostringstream out;
  write_multiclust(out, table, has_windows, one_slice());
  return out.str();
}

TEST(MulticlustTables, AreThoseOfWriteCsv) {
  EXPECT_EQ(written(MulticlustTable::Modularity, false),
            "\"i\",\"method\",\"k\",\"modularity\"\n"
            "2,\"Hierarchical (Single)\",2,-0.5\n"
            "2,\"Louvain\",3,-0.5\n");
  EXPECT_EQ(written(MulticlustTable::Memberships, false),
            "\"i\",\"method\",\"node\",\"cluster\"\n"
            "2,\"Hierarchical (Single)\",\"The \"\"A\"\"\",1\n"
            "2,\"Hierarchical (Single)\",\"B\",2\n"
            "2,\"Louvain\",\"The \"\"A\"\"\",1\n"
            "2,\"Louvain\",\"B\",1\n");
  // The first of the best methods, and the largest k of any.
  EXPECT_EQ(written(MulticlustTable::Best, false),
            "\"i\",\"start\",\"stop\",\"max_mod\",\"max_method\",\"k\"\n"
            "2,2023-01-01,2023-01-03,-0.5,\"Hierarchical (Single)\",3\n");
  EXPECT_EQ(written(MulticlustTable::Best, true),
            "\"i\",\"start.date\",\"middle.date\",\"stop.date\",\"max_mod\",\"max_method\",\"k\"\n"
            "2,2023-01-01,2023-01-02,2023-01-03,-0.5,\"Hierarchical (Single)\",3\n");
}

TEST(PhaseTables, AreThoseOfWriteCsvAndCat) {
  dna::RdnaPhases phases;
  phases.times = {*parse_instant("2023-01-01"), *parse_instant("2023-01-02")};
  phases.phases.distances = {.rows = 2, .columns = 2, .values = {0, 1, 1, 0}};
  phases.phases.sequences = {{.method = networks::ClusterMethod::FastGreedy,
                              .states = {1, 0},
                              .modularity = 0.12345678901,
                              .dunn = 1}};
  phases.phases.best = 0;
  phases.phases.embedding.points = {.rows = 2, .columns = 2, .values = {0.5, 0, -0.5, 0}};
  const auto text = [&](PhaseTable table) {
    std::ostringstream out;
    write_phases(out, table, phases);
    return out.str();
  };
  EXPECT_EQ(text(PhaseTable::Distances), "\"V1\",\"V2\"\n0,1\n1,0\n");
  EXPECT_EQ(text(PhaseTable::States),
            "\"date\",\"state\",\"X1\",\"X2\"\n2023-01-01,2,0.5,0\n2023-01-02,1,-0.5,0\n");
  EXPECT_EQ(text(PhaseTable::Best), "fastgreedy 0.1234568 \n");
}

EntityTable entities(bool with_attributes) {
  EntityTable table;
  table.values = {"", "p", "q"};
  table.colours = {"#000000", "#ff0000", "#00ff00"};
  if (with_attributes) {
    table.attributes = {
        {.name = "Type", .is_number = false, .texts = {"", "x", "y"}, .numbers = {}},
        {.name = "Alias", .is_number = false, .texts = {"", "", "z"}, .numbers = {}}};
  }
  return table;
}

TEST(BarPlotTable, HasAttributesByName) {
  std::ostringstream out;
  const dna::BarPlot bars{.values = {"p", "q"}, .levels = {"0", "1"}, .counts = {{1, 2}, {3, 4}}};
  write_bar_plot(out, bars, true, entities(true));
  EXPECT_EQ(out.str(),
            "\"Entity\",\"0\",\"1\",\"Color\",\"Alias\",\"Type\"\n"
            "\"p\",1,2,\"#ff0000\",\"\",\"x\"\n"
            "\"q\",3,4,\"#00ff00\",\"z\",\"y\"\n");
}

TEST(BarPlotTable, RepeatsAllColoursWhereThereAreNoAttributes) {
  // t(sapply(list("a", "b"), identity)) is a row, and data.frame() repeats it.
  std::ostringstream out;
  const dna::BarPlot bars{.values = {"p", "q"}, .levels = {"0", "1"}, .counts = {{1, 2}, {3, 4}}};
  write_bar_plot(out, bars, true, entities(false));
  EXPECT_EQ(out.str(),
            "\"Entity\",\"0\",\"1\",\"Color\",\"NA\"\n"
            "\"p\",1,2,\"#ff0000\",\"#00ff00\"\n"
            "\"q\",3,4,\"#ff0000\",\"#00ff00\"\n");
}

TEST(BarPlotTable, CallsCountsFrequencyWithoutAQualifier) {
  std::ostringstream out;
  const dna::BarPlot bars{.values = {"p", "q"}, .levels = {"1"}, .counts = {{3}, {7}}};
  write_bar_plot(out, bars, false, entities(true));
  EXPECT_EQ(out.str(),
            "\"Entity\",\"Frequency\",\"Color\",\"Alias\",\"Type\"\n"
            "\"p\",3,\"#ff0000\",\"\",\"x\"\n"
            "\"q\",7,\"#00ff00\",\"z\",\"y\"\n");
}

TEST(RdnaManifest, HasRdnasDefaults) {
  const auto entries = parse_dna_manifest(
      R"([{"family": "rdna_multiclust", "k": 3, "table": "max"},
          {"family": "rdna_phase", "clusterMethods": ["ward", "pam"], "k.max": 4},
          {"family": "rdna_barplot"}])",
      "m.json");
  ASSERT_TRUE(entries) << entries.error().message;
  for (const auto& entry : *entries) ASSERT_TRUE(entry) << entry.error().message;
  EXPECT_EQ(entries->at(0)->multiclust.k, 3U);
  EXPECT_EQ(entries->at(0)->multiclust.most, 5U);
  EXPECT_EQ(entries->at(0)->multiclust_table, MulticlustTable::Best);
  EXPECT_EQ(entries->at(0)->settings.duplicates, networks::Duplicates::Include);
  const DnaEntry& phases = *entries->at(1);
  EXPECT_EQ(phases.phases.methods,
            (std::vector{networks::ClusterMethod::Ward, networks::ClusterMethod::Medoids}));
  EXPECT_EQ(phases.phases.most, 4U);
  EXPECT_EQ(phases.settings.type, dna::NetworkType::TwoMode);
  EXPECT_EQ(phases.settings.kernel, networks::Kernel::Uniform);
  EXPECT_EQ(phases.settings.window_size, 200);
  EXPECT_EQ(phases.settings.duplicates, networks::Duplicates::Document);
  EXPECT_EQ(entries->at(2)->settings.variable1, "concept");
}

TEST(RdnaManifest, RefusesUnknownMethodsAndTables) {
  const auto refused = [](const char* json) {
    const auto entries = parse_dna_manifest(json, "m.json");
    return entries && !entries->front() ? entries->front().error() : Error{};
  };
  const Error methods = refused(R"({"family": "rdna_phase", "clusterMethods": ["wards"]})");
  EXPECT_EQ(methods.code, ErrorCode::Usage);
  EXPECT_NE(methods.message.find("wards"), std::string::npos);
  EXPECT_NE(refused(R"({"family": "rdna_multiclust", "table": "states"})").message, "");
  EXPECT_NE(refused(R"({"family": "rdna_barplot", "k": 3})").message, "");
}

}  // namespace
}  // namespace faultline::exchange
