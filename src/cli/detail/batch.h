#pragma once
// Many articles read by many threads, with results in the order of the files.

#include <span>
#include <string>

#include "cli/cli.h"
#include "intake/intake.h"
#include "reading/reading.h"
#include "study/study.h"

namespace faultline::cli {

struct BatchOptions {
  unsigned threads = 1;
  intake::IntakeOptions intake;
  std::string study_name;  // for messages
  bool is_quiet = false;
};

/// Reads what was found into `study` or, if that is null, as JSON lines to `console.out`. The same
/// input gives the same bytes whatever the number of threads. Ends with a summary on `console.err`.
/// An Error only if nothing at all could be kept; the study is then as before.
[[nodiscard]] Result<Exit> read_batch(const Console& console, const reading::Reader& reader,
                                      study::Study* study, const intake::Found& found,
                                      const BatchOptions& options);

/// Tells what could not be read when that was everything.
[[nodiscard]] Exit report_unread(const Console& console, std::span<const Error> unreadable);

}  // namespace faultline::cli
