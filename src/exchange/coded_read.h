#pragma once
// What a reader of coded data gives: the rows of the file, and what could not be read of it.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/coded.h"

namespace faultline::exchange {

struct ReadCodedData {
  study::CodedData data;           // sound: study::drop_unsound_rows() has been called
  std::vector<Error> problems;     // rows that are left out, with place and reason
  std::vector<std::string> notes;  // sentences about what was understood how
};

/// `bytes` with everything that is no UTF-8, and NUL, as U+FFFD; `count` grows by how many.
[[nodiscard]] std::string repaired_text(std::string_view bytes, std::size_t& count);

}  // namespace faultline::exchange
