#pragma once
// Answers of models by what was asked, kept in a file, so that nothing is asked twice.

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"

namespace faultline::llm {

/// A file of JSON Lines, {"key": ..., "content": ...}, to which lines are added. A line that was
/// cut off by a crash is passed over. One program at a time.
class AnswersFile {
 public:
  /// Opens or makes `file`. Io with the reason.
  [[nodiscard]] static Result<AnswersFile> open(const std::filesystem::path& file);

  [[nodiscard]] std::optional<std::string> find(const std::string& key) const;
  /// On the disk when it returns. Io.
  [[nodiscard]] Result<void> add(const std::string& key, const std::string& content);
  [[nodiscard]] std::size_t size() const { return answers_.size(); }

 private:
  std::string name_;
  std::ofstream out_;
  std::map<std::string, std::string> answers_;
};

}  // namespace faultline::llm
