#pragma once
// How the world's failures travel: as values, each with a sentence for the user.
// Bugs of ours are asserts; running out of memory is an exception.

#include <string>
#include <tl/expected.hpp>

namespace faultline {

enum class ErrorCode {
  NotFound,     // a named thing (file, study, actor, model) does not exist
  Malformed,    // input does not follow its own format; `where` says where
  Unsupported,  // well-formed, but a version, encoding or size that is not handled
  Io,           // file system or database refused
  Conflict,     // somebody else is writing the same study, or it changed under us
  Usage,        // the request contradicts itself or names something unknown
  Interrupted,  // the user pressed ctrl-C; all that was finished is kept
};

struct Error {
  ErrorCode code{};
  std::string
      message;        // a full sentence that says what is wrong and what to do; no trailing newline
  std::string where;  // "file:line:column", "file:byte 12" or a record's name; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

/// A T, or why there is none. Use only what std::expected shares with tl::expected.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, std::string message,
                                                   std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

}  // namespace faultline
