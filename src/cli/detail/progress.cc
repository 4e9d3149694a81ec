#include "cli/detail/progress.h"

#include <fmt/core.h>

#include <cmath>
#include <ostream>
#include <string>

#include "cli/detail/layout.h"

namespace faultline::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

std::string duration_text(double value) {
  const auto total = static_cast<std::int64_t>(std::lround(value));
  if (total >= 3600)
    return fmt::format("{}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60);
  return fmt::format("{}:{:02}", total / 60, total % 60);
}

}  // namespace

Progress::Progress(std::ostream& err, bool is_shown, std::int64_t files, std::uint64_t total_bytes)
    : err_(err),
      is_shown_(is_shown),
      files_(files),
      total_bytes_(total_bytes),
      begin_(Clock::now()),
      last_(begin_) {}

Progress::~Progress() {
  if (has_line_) err_ << "\r\x1b[K" << std::flush;
}

void Progress::file_done(std::uint64_t bytes) {
  ++files_done_;
  bytes_ += bytes;
}

void Progress::article_done(std::int64_t words) {
  ++articles_;
  words_ += words;
}

void Progress::show() {
  if (!is_shown_) return;
  const auto now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  const double passed = seconds(now - begin_);
  std::string line = files_ == 1
                         ? counted(articles_, "article", "articles")
                         : fmt::format("{} of {} files, {}", grouped(files_done_), grouped(files_),
                                       counted(articles_, "article", "articles"));
  if (words_ > 0)
    line +=
        fmt::format(", {} words/s", grouped(std::llround(static_cast<double>(words_) / passed)));
  // The first second says little about the rest.
  if (passed > 1 && bytes_ > 0 && total_bytes_ > bytes_)
    line += fmt::format(", about {} left",
                        duration_text(passed * static_cast<double>(total_bytes_ - bytes_) /
                                      static_cast<double>(bytes_)));
  // A longer line would wrap, and then could not be rewritten.
  err_ << '\r' << (display_width(line) < 79 ? line : fitted(line, 79)) << "\x1b[K" << std::flush;
  has_line_ = true;
}

}  // namespace faultline::cli
