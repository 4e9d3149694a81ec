// The study's codebook, and the ones before it.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "study/study.h"

namespace faultline::study {
namespace {

class FormerCodebooks : public testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "faultline-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Study open() const { return Study::open(folder_ / "a.study", Access::Create).value(); }
  static positions::Codebook book(const std::string& name) {
    return {"Book", "1", {{name, "About \"it\".", {"for it"}, {"no it"}, {"An example."}, ""}}};
  }
  std::filesystem::path folder_;
};

TEST_F(FormerCodebooks, IsPutBackChangeByChange) {
  {
    auto study = open();
    EXPECT_EQ(study.undo_codebook().error().code, ErrorCode::NotFound);
    ASSERT_TRUE(study.set_codebook(book("first")));
    ASSERT_TRUE(study.set_codebook(book("second")));
    // The same again is no change.
    ASSERT_TRUE(study.set_codebook(book("second")));
  }
  auto study = open();
  EXPECT_EQ(study.undo_codebook().value(), book("first"));
  EXPECT_EQ(study.codebook().value(), book("first"));
  ASSERT_TRUE(study.set_codebook(book("third")));
  EXPECT_EQ(study.undo_codebook().value(), book("first"));
  EXPECT_EQ(study.undo_codebook().value(), positions::Codebook{});
  EXPECT_EQ(study.undo_codebook().error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace faultline::study
