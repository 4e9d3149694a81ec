#pragma once
// One line of a JSON Lines file.

#include <simdjson.h>

#include <string>
#include <string_view>

#include "base/result.h"
#include "intake/article.h"
#include "intake/intake.h"

namespace faultline::intake::detail {

struct JsonArticle {
  Article article;
  bool has_own_id = false;  // the record names its id
};

/// read_json_record with a parser that is used for many lines.
[[nodiscard]] Result<JsonArticle> parse_json_record(simdjson::dom::parser& parser,
                                                    std::string_view line, const std::string& where,
                                                    const std::string& fallback_id,
                                                    const IntakeOptions& options);

}  // namespace faultline::intake::detail
