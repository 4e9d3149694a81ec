// The program `faultline`: joins the rooms of the top floor and speaks to the operating system.

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cli.h"
#include "server/server.h"

namespace {

using faultline::cli::Exit;

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

/// The first ctrl-C asks; its handler is gone after that, so that the second ends the program at
/// once.
extern "C" void ask_to_stop(int signal) {
  interrupted = true;
  if (signal != SIGINT) return;
  constexpr std::string_view notice =
      "\nfaultline: stopping. Press ctrl-C once more to end at once.\n";
  const int before = errno;
  if (::write(STDERR_FILENO, notice.data(), notice.size()) < 0) errno = before;
  errno = before;
}

void handle_signals() {
  struct sigaction action{};
  action.sa_handler = ask_to_stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A reader that leaves early (`| head`) is seen as EPIPE below, and is no failure.
  std::signal(SIGPIPE, SIG_IGN);
}

/// Writes to a file descriptor and remembers why it failed, which std::cout forgets.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  [[nodiscard]] int error() const { return error_; }

 protected:
  int sync() override {
    const char* from = pbase();
    while (error_ == 0 && from < pptr()) {
      const auto written = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
      if (written >= 0)
        from += written;
      else if (errno != EINTR)
        error_ = errno;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0 ? 0 : -1;
  }
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

 private:
  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_{};
};

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || std::string_view(terminal) == "dumb";
}

int terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

int run(const std::vector<std::string>& arguments) {
  DescriptorBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  const bool is_terminal = ::isatty(STDOUT_FILENO) != 0;
  const faultline::cli::Console console{
      .out = out,
      .err = std::cerr,
      .colour = is_terminal && !is_dumb() && !is_set("NO_COLOR"),
      .progress = ::isatty(STDERR_FILENO) != 0 && !is_dumb(),
      .width = is_terminal ? terminal_width() : 80,
      .interrupted = interrupted,
  };
  const faultline::cli::Serve serve = [](const auto& study, int port, const auto& ready,
                                         const auto& stop) {
    return faultline::server::serve(study, {.port = port}, ready, stop);
  };
  const Exit exit = faultline::cli::run(arguments, console, serve);
  out.flush();
  if (buffer.error() == 0) return static_cast<int>(exit);
  if (buffer.error() == EPIPE) return static_cast<int>(Exit::AllDone);
  std::cerr << fmt::format(
      "faultline: standard output: not everything could be written ({}). What stands there is "
      "incomplete; make room or write elsewhere and run the command again.\n",
      std::strerror(buffer.error()));
  return static_cast<int>(Exit::NothingDone);
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  handle_signals();
  try {
    return run(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
  } catch (const std::bad_alloc&) {
    std::cerr << "faultline: there is not enough memory. Everything finished before is kept; try "
                 "--threads 1, or fewer articles at a time.\n";
  } catch (const std::exception& exception) {
    std::cerr << "faultline: the program made a mistake: " << exception.what()
              << ". Please report it with the command that you gave.\n";
  }
  return static_cast<int>(Exit::NothingDone);
}
