#include "cli/detail/failures.h"

#include "cli/detail/layout.h"

namespace faultline::cli {

std::string describe(const Error& error) {
  // Some messages name their place themselves; nobody needs it twice.
  if (error.where.empty() || error.message.find(error.where) != std::string::npos)
    return printable(error.message);
  return printable(error.where + ": " + error.message);
}

Exit exit_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::Usage:
      return Exit::Usage;
    case ErrorCode::NotFound:
    case ErrorCode::Malformed:
    case ErrorCode::Unsupported:
      return Exit::BadInput;
    case ErrorCode::Io:
    case ErrorCode::Conflict:
      return Exit::NothingDone;
    case ErrorCode::Interrupted:
      return Exit::Interrupted;
  }
  return Exit::NothingDone;
}

}  // namespace faultline::cli
