#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "map/detail/plain_text.h"
#include "map/golden.h"
#include "map/map.h"
#include "map/sketch.h"

namespace faultline::map {
namespace {

TEST(ToText, PrintsTheStoryAsApproved) {
  expect_as_approved(to_text(*harbour_story().map()), "harbour.approved.txt");
}

}  // namespace
}  // namespace faultline::map
