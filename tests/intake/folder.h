#pragma once
// A folder for one test, removed with it.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.h"

namespace faultline::intake::tests {

class Folder : public testing::Test {
 protected:
  Folder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::temp_directory_path() /
            (std::string("faultline-") + test->name() + "-" + std::to_string(::getpid()));
    std::filesystem::create_directories(path_);
  }
  ~Folder() override { std::filesystem::remove_all(path_); }

  /// Writes a file, its folders too, and gives its path.
  std::string write(const std::string& name, std::string_view bytes) {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
    return file.string();
  }

  [[nodiscard]] std::string path() const { return path_.string(); }

  /// All that the one file `file` gives.
  static std::vector<Result<Article>> read(const std::string& file,
                                           const IntakeOptions& options = {}) {
    std::vector<Result<Article>> found;
    for (const auto& candidate : find_candidates({file}).candidates)
      (void)read_candidate(candidate, options, [&found](Result<Article> article) {
        found.push_back(std::move(article));
        return true;
      });
    return found;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace faultline::intake::tests
