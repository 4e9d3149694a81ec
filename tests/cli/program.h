#pragma once
// The real program in a process of its own, and folders to run it in.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace faultline::cli {

struct Ended {
  int status = 0;  // as a shell gives it: 128 + the signal for a killed one
  std::string out;
  std::string err;
};

struct Start {
  std::string in = {};                        // standard input
  std::vector<std::string> environment = {};  // "NO_COLOR=1", beside what is there
  std::filesystem::path folder = {};          // working folder; empty: that of the test
  std::filesystem::path out = {};             // standard output; empty: collected in Ended::out
};

/// Runs `faultline ARGUMENTS` to its end.
[[nodiscard]] Ended run_program(const std::vector<std::string>& arguments, const Start& start = {});

/// Runs a line of bash in `folder`, where $FAULTLINE is the program.
[[nodiscard]] Ended run_shell(const std::string& line, const std::filesystem::path& folder);

/// Starts it with output to nowhere and leaves it running.
[[nodiscard]] pid_t start_program(const std::vector<std::string>& arguments);
/// Waits for it; the status as a shell gives it.
[[nodiscard]] int wait_for(pid_t process);

/// A folder of its own that goes when the test ends.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ / name; }
  /// Writes a file, with the folders that it needs; gives its path.
  std::string write(const std::string& name, const std::string& content) const;

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string file_content(const std::filesystem::path& file);

/// A short invented article in which two people speak and one attacks the other.
[[nodiscard]] std::string article_text(int number);

}  // namespace faultline::cli
