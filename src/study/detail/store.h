#pragma once
// One article with all that was found in it, into the tables.

#include <string_view>

#include "base/result.h"
#include "study/sqlite/connection.h"
#include "study/study.h"

namespace faultline::study::detail {

/// Study::store(), in one transaction of `connection`.
[[nodiscard]] Result<Standing> store_article(sqlite::Connection& connection,
                                             const ReadArticle& read, std::string_view reader);

}  // namespace faultline::study::detail
