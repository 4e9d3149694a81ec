#pragma once
// Comparing output with what a person approved. FAULTLINE_APPROVE=1 in the environment writes the
// output in place of comparing it; read the difference with git before committing it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace faultline::map {

inline void expect_as_approved(const std::string& actual, const std::string& name) {
  const std::string file = std::string(FAULTLINE_SOURCE_DIR) + "/tests/map/data/" + name;
  if (std::getenv("FAULTLINE_APPROVE") != nullptr) {
    std::ofstream(file, std::ios::binary) << actual;
    return;
  }
  std::ifstream stream(file, std::ios::binary);
  ASSERT_TRUE(stream) << file << " cannot be read; approve it with FAULTLINE_APPROVE=1.";
  std::ostringstream approved;
  approved << stream.rdbuf();
  EXPECT_EQ(actual, approved.str())
      << "Where the new output is right, approve it: FAULTLINE_APPROVE=1 build/debug/bin/map_test";
}

}  // namespace faultline::map
