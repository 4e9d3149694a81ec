#include "map/detail/markup.h"

#include <algorithm>
#include <cctype>

#include "map/detail/wording.h"

namespace faultline::map::detail {

std::string escaped(std::string_view valid) {
  std::string result;
  for (const char byte : printable(valid)) {
    switch (byte) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += byte;
    }
  }
  return result;
}

std::string escaped_with_days(std::string_view valid) {
  const std::string text = escaped(valid);
  constexpr std::string_view form = "0000-00-00";
  const auto is_day = [&](std::size_t begin) {
    if (begin + form.size() > text.size()) return false;
    for (std::size_t place = 0; place < form.size(); ++place) {
      const char byte = text[begin + place];
      if (form[place] == '-' ? byte != '-' : byte < '0' || byte > '9') return false;
    }
    return true;
  };
  std::string result;
  for (std::size_t position = 0; position < text.size();) {
    if (is_day(position)) {
      result += "<span class=\"day\">" + text.substr(position, form.size()) + "</span>";
      position += form.size();
    } else {
      result += text[position++];
    }
  }
  return result;
}

bool is_web_address(std::string_view url) {
  const auto starts_with = [url](std::string_view scheme) {
    return url.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), url.begin(), [](char left, char right) {
             return left == static_cast<char>(std::tolower(static_cast<unsigned char>(right)));
           });
  };
  return starts_with("http://") || starts_with("https://");
}

}  // namespace faultline::map::detail
