#pragma once
// Which rows of a study are wanted, in the words that the command line and HTTP share.

#include <span>
#include <string_view>

#include "base/result.h"
#include "study/rows.h"

namespace faultline::exchange {

/// One restriction: `--min-confidence 0.8` on the command line, `min_confidence=0.8` in an address.
struct FilterField {
  std::string_view name;   // "min_confidence"
  std::string_view value;  // what stands for a value in a usage line: "0..1"
  std::string_view help;   // a sentence
};

/// Every field of study::Filter, in the order in which help lists them.
[[nodiscard]] std::span<const FilterField> filter_fields();

/// Sets the field `name` of `filter`. Usage if there is no such field, or if `value` is none for
/// it; the message says what one looks like. Whether the study holds the value is for the study to
/// say.
[[nodiscard]] Result<void> set_filter(study::Filter& filter, std::string_view name,
                                      std::string_view value);

}  // namespace faultline::exchange
