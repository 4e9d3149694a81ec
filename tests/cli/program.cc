#include "cli/program.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace faultline::cli {
namespace {

int shell_status(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void redirect(int descriptor, const std::filesystem::path& file, int flags) {
  const int opened = ::open(file.c_str(), flags | O_CLOEXEC, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) ::_exit(127);
}

[[noreturn]] void become(const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const auto& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  ::execv(pointers[0], pointers.data());
  ::_exit(127);
}

Ended run_words(const std::vector<std::string>& words, const Start& start) {
  const Folder files;
  const auto in = files.write("in", start.in);
  const auto out = start.out.empty() ? std::filesystem::path(files / "out") : start.out;
  const std::filesystem::path err = files / "err";
  const pid_t process = ::fork();
  if (process == 0) {
    redirect(STDIN_FILENO, in, O_RDONLY);
    redirect(STDOUT_FILENO, out, O_WRONLY | O_CREAT);
    redirect(STDERR_FILENO, err, O_WRONLY | O_CREAT);
    if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) ::_exit(127);
    for (const auto& variable : start.environment) {
      const auto equals = variable.find('=');
      ::setenv(variable.substr(0, equals).c_str(), variable.substr(equals + 1).c_str(), 1);
    }
    become(words);
  }
  Ended ended;
  ended.status = wait_for(process);
  if (start.out.empty()) ended.out = file_content(out);
  ended.err = file_content(err);
  return ended;
}

}  // namespace

Ended run_program(const std::vector<std::string>& arguments, const Start& start) {
  std::vector<std::string> words{FAULTLINE_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_words(words, start);
}

Ended run_shell(const std::string& line, const std::filesystem::path& folder) {
  return run_words({"/bin/bash", "-c", line},
                   {.in = {}, .environment = {"FAULTLINE=" FAULTLINE_PROGRAM}, .folder = folder});
}

pid_t start_program(const std::vector<std::string>& arguments) {
  const pid_t process = ::fork();
  if (process != 0) return process;
  redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
  redirect(STDOUT_FILENO, "/dev/null", O_WRONLY);
  redirect(STDERR_FILENO, "/dev/null", O_WRONLY);
  std::vector<std::string> words{FAULTLINE_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  become(words);
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return shell_status(status);
}

Folder::Folder() {
  auto name = (std::filesystem::temp_directory_path() / "faultline-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& content) const {
  const auto file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
  return file.string();
}

std::string file_content(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string article_text(int number) {
  return fmt::format(
      "Harbour council quarrels over pier {0}\n\n"
      "PORT ELSIN, March 4 — “We will finish pier {0},” said Mira Tolvane, the harbour master, on "
      "Monday.\n\n"
      "Councillor Oskar Brandeth accused Tolvane of “building on sand” and said that the council "
      "would vote against pier {0}.\n\n"
      "Tolvane replied that Brandeth had never seen a pier.\n",
      number);
}

}  // namespace faultline::cli
