#include "exchange/lines.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

namespace faultline::exchange {
namespace {

class Lines : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(file_); }

  void write(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }
  void write_packed(const std::string& bytes) {
    gzFile file = gzopen(file_.c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
  }

  std::vector<std::string> read() {
    auto lines = LineReader::open(file_);
    EXPECT_TRUE(lines);
    std::vector<std::string> all;
    std::string line;
    while (true) {
      const auto more = lines->next(line);
      if (!more) {
        all.push_back("!" + more.error().message);
        return all;
      }
      if (!*more) return all;
      EXPECT_EQ(lines->number(), all.size() + 1);
      all.push_back(line);
    }
  }

  std::string file_ = std::filesystem::path(testing::TempDir()) / "faultline-lines-test";
};

using All = std::vector<std::string>;

TEST_F(Lines, AreNoneInAnEmptyFile) {
  write("");
  EXPECT_EQ(read(), All{});
}

TEST_F(Lines, EndWithLfOrCrLfOrTheFile) {
  write("a\r\n\nb");
  EXPECT_EQ(read(), (All{"a", "", "b"}));
}

TEST_F(Lines, AreTheSameInAPackedFile) {
  const std::string longer(700'000, 'x');
  write_packed("a\n" + longer + "\nb\n");
  EXPECT_EQ(read(), (All{"a", longer, "b"}));
}

TEST_F(Lines, OfAFileThatWasCutOffEndWithAnError) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919) + "\n";
  write_packed(text);
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) / 2);
  const auto all = read();
  EXPECT_GT(all.size(), 1u);
  EXPECT_TRUE(all.back().starts_with("!")) << all.back();
}

TEST_F(Lines, OfFilesPackedOtherwiseAreRefusedWithTheRemedy) {
  write("BZh91AY");
  const auto lines = LineReader::open(file_);
  ASSERT_FALSE(lines);
  EXPECT_EQ(lines.error().code, ErrorCode::Unsupported);
  EXPECT_NE(lines.error().message.find("bzcat"), std::string::npos);
}

TEST_F(Lines, OfAFolderOrNoFileAreRefused) {
  EXPECT_EQ(LineReader::open(testing::TempDir()).error().code, ErrorCode::Io);
  EXPECT_EQ(LineReader::open("/nowhere/dump.json").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace faultline::exchange
