#pragma once
// Text that is put into XML, HTML and SVG, and onto terminals.

#include <string>
#include <string_view>

namespace faultline::text {

/// Appends `valid` so that an XML parser gives it back exactly, between tags and in quoted
/// attributes: & < > " ' as entities, tab and line ends as character references. What XML 1.0
/// cannot hold at all becomes visible: U+0000 to U+001F the control picture of U+2400 to U+241F,
/// U+FFFE and U+FFFF the replacement character U+FFFD. O(bytes).
void append_xml(std::string& out, std::string_view valid);
[[nodiscard]] std::string xml_text(std::string_view valid);

/// Whether append_xml() has to replace something.
[[nodiscard]] bool has_xml_gaps(std::string_view valid);

/// `valid` without what could act on the page or the terminal that shows it: control characters
/// (line feed and tab stay), marks that turn the direction of text, line and paragraph separators;
/// each becomes U+FFFD.
[[nodiscard]] std::string printable(std::string_view valid);

}  // namespace faultline::text
