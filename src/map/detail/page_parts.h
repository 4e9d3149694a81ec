#pragma once
// The tables and lists of the report page. Each function gives whole elements.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "map/detail/picture.h"
#include "map/map.h"

namespace faultline::map::detail {

/// From the document's beginning to the end of its head. `style` is added to the page's own.
[[nodiscard]] std::string page_head(std::string_view title, std::string_view generator,
                                    std::string_view style = {});
/// A section with its heading; `content` is markup.
[[nodiscard]] std::string section(std::string_view id, std::string_view title,
                                  std::string_view content);
/// The picture for wide pages and paper, and the one for phones; the style sheet shows one.
[[nodiscard]] std::string both_pictures(const std::function<std::string(const Frame&)>& draw);

/// A table's beginning up to its body; a column that begins with # holds numbers.
[[nodiscard]] std::string table_begin(std::string_view id, std::string_view caption,
                                      const std::vector<std::string_view>& columns);
[[nodiscard]] std::string row_head(std::string_view content);
/// `content` is markup; `label` names the column where a narrow page stacks cells.
[[nodiscard]] std::string cell(std::string_view label, std::string_view content,
                               std::string_view css_class = {});

/// The finding with links to the sentences that it rests on.
[[nodiscard]] std::string finding_sentences(const BlocMap& map);
[[nodiscard]] std::string sides_list(const BlocMap& map);
[[nodiscard]] std::string people_table(const BlocMap& map);
[[nodiscard]] std::string stand_table(const Stand& stand);

/// `name` is the table's id and, with a number, that of its rows.
struct TieTable {
  std::string_view name;
  std::string_view caption;
  int sign = -1;
};
[[nodiscard]] std::string tie_table(const BlocMap& map, const std::vector<Attack>& list,
                                    const TieTable& table);

[[nodiscard]] std::string weeks_table(const BlocMap& map);
[[nodiscard]] std::string evidence_list(std::span<const Citation> citations);

}  // namespace faultline::map::detail
