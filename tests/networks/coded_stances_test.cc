#include "networks/coded_stances.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "networks/concept_backbone.h"
#include "networks/discourse.h"
#include "random_networks.h"
#include "sketch_table.h"

namespace faultline::networks {
namespace {

std::vector<Said> drawn_statements() {
  std::vector<Said> said;
  for (auto left = drawn(0, 40); left > 0; --left) {
    const char* organizations[] = {"Ports", "Zoo", "Ärzte", "apples", ""};
    const char* concepts[] = {"tax", "dam", "Road", "quay"};
    said.push_back({.time = "2031-0" + std::to_string(drawn(1, 7)) + "-05",
                    .organization = organizations[drawn(0, 5)],
                    .concept_name = concepts[drawn(0, 4)],
                    .agrees = drawn(0, 2) == 1});
  }
  return said;
}

TEST(CodeStances, NeedAQualifierThatIsYesOrNo) {
  const StatementTable table =
      table_of({{.time = "2031-01-01", .organization = "Ports", .concept_name = "tax"}});
  NetworkSettings settings;
  settings.qualifier = "intensity";
  EXPECT_EQ(coded_stances(table, settings).error().code, ErrorCode::Usage);
  settings.qualifier.reset();
  EXPECT_EQ(coded_stances(table, settings).error().code, ErrorCode::Usage);
  settings.qualifier = "agreemint";
  EXPECT_FALSE(coded_stances(table, settings));
}

// What is computed from the counts is what the discourse network of the same settings says.
RC_GTEST_PROP(CodeStances, GiveTheNetworksOfTheSameSettings, ()) {
  const StatementTable table = table_of(drawn_statements());
  NetworkSettings settings;
  settings.duplicates = drawn(0, 2) == 1 ? Duplicates::Range : Duplicates::Include;
  const bool average = drawn(0, 2) == 1;
  settings.normalisation = average ? Normalisation::Average : Normalisation::None;
  const auto coded = coded_stances(table, settings);
  RC_ASSERT(coded);
  const auto one_mode = network_of(table, settings);
  RC_ASSERT(one_mode);
  RC_ASSERT(coded->rows == one_mode->rows);
  RC_ASSERT(coded->statements == one_mode->statements);
  const Matrix expected = matrix_of(*one_mode);
  const Matrix found = network_of_concepts(coded->stances, Projection::Subtract,
                                           average)(std::vector<bool>(coded->columns.size(), true));
  for (std::size_t cell = 0; cell < expected.values.size(); ++cell)
    RC_ASSERT(std::abs(found.values[cell] - expected.values[cell]) < 1e-9);
  settings.shape = Shape::TwoMode;
  settings.normalisation = Normalisation::None;
  const auto two_mode = network_of(table, settings);
  RC_ASSERT(two_mode);
  RC_ASSERT(coded->rows == two_mode->rows);
  RC_ASSERT(coded->columns == two_mode->columns);
  const Matrix net = matrix_of(*two_mode);
  for (std::size_t cell = 0; cell < net.values.size(); ++cell) {
    RC_ASSERT(net.values[cell] ==
              coded->stances.agree.values[cell] - coded->stances.disagree.values[cell]);
  }
}

}  // namespace
}  // namespace faultline::networks
