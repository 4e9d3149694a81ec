#include "cli/detail/failures.h"

#include <string_view>

#include "cli/detail/layout.h"

namespace faultline::cli {
namespace {

/// "articles/a.txt:3:14" -> "articles/a.txt".
std::string_view file_of(std::string_view place) {
  while (true) {
    const auto colon = place.rfind(':');
    if (colon == std::string_view::npos || colon + 1 == place.size() ||
        place.find_first_not_of("0123456789", colon + 1) != std::string_view::npos)
      return place;
    place = place.substr(0, colon);
  }
}

}  // namespace

std::string describe(const Error& error) {
  // Some messages name their place themselves; nobody needs it twice.
  const bool is_named = error.message.find(error.where) != std::string::npos ||
                        error.message.starts_with(file_of(error.where));
  return printable(error.where.empty() || is_named ? error.message
                                                   : error.where + ": " + error.message);
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
