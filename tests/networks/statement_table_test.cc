#include "networks/statement_table.h"

#include <gtest/gtest.h>

#include "networks/network.h"

namespace faultline::networks {
namespace {

StatementTable two_statements() {
  StatementTable table;
  table.id = {1, 2};
  table.document = {7, 7};
  table.time = {Instant{0}, Instant{0}};
  table.begin = {0, 5};
  table.end = {4, 9};
  table.variables = {
      {"organization", VariableKind::ShortText, false, {"Harbour Board", "Pilots"}, {1, 0}},
      {"author", VariableKind::ShortText, true, {"Osk"}, {0, 0}},
      {"intensity", VariableKind::Integer, false, {}, {-2, 3}}};
  return table;
}

TEST(StatementTable, FindsTheStatementsOwnVariableBeforeTheDocuments) {
  auto table = two_statements();
  table.variables.push_back({"author", VariableKind::ShortText, false, {"Ilm"}, {0, 0}});
  EXPECT_EQ(table.find("author")->text_of(0), "Ilm");
  EXPECT_EQ(table.find("author", true)->text_of(0), "Osk");
  EXPECT_EQ(table.find("organization")->text_of(1), "Harbour Board");
  EXPECT_EQ(table.find("intensity")->text_of(0), "-2");
  EXPECT_EQ(table.find("outlet"), nullptr);
}

TEST(StatementTable, IsConsistentWhereEveryValueHasItsLabel) {
  auto table = two_statements();
  EXPECT_TRUE(is_consistent(table));
  table.variables[0].values[1] = 2;
  EXPECT_FALSE(is_consistent(table));
  table = two_statements();
  table.time.pop_back();
  EXPECT_FALSE(is_consistent(table));
  table = two_statements();
  table.variables.push_back({"agreement", VariableKind::Boolean, false, {}, {0, 2}});
  EXPECT_FALSE(is_consistent(table));
}

TEST(Matrix, OfOneModeIsSymmetricAndOfDirectedIsNot) {
  Network network;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 2, -1.5}};
  EXPECT_EQ(matrix_of(network).values, (std::vector<double>{0, 0, -1.5, 0, 0, 0, -1.5, 0, 0}));
  network.shape = Shape::Directed;
  EXPECT_EQ(matrix_of(network).values, (std::vector<double>{0, 0, -1.5, 0, 0, 0, 0, 0, 0}));
  network.shape = Shape::TwoMode;
  network.columns = {"x", "y", "z", "w"};
  EXPECT_EQ(matrix_of(network).columns, 4U);
  EXPECT_EQ(matrix_of(network).at(0, 2), -1.5);
}

}  // namespace
}  // namespace faultline::networks
