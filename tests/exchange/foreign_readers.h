#pragma once
// Plain readers of other programs' formats, written from their descriptions and not from the
// writers: enough to read back what was written.

#include <cctype>
#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "text/csv.h"

namespace faultline::exchange {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  // all of its own character data
  std::vector<Element> children;

  [[nodiscard]] std::vector<const Element*> all(const std::string& of_name) const {
    std::vector<const Element*> found;
    for (const Element& child : children)
      if (child.name == of_name) found.push_back(&child);
    return found;
  }
  [[nodiscard]] const Element& only(const std::string& of_name) const {
    const auto found = all(of_name);
    if (found.size() != 1) throw std::runtime_error(of_name + ": not exactly one");
    return *found.front();
  }
  [[nodiscard]] const std::string& at(const std::string& attribute) const {
    return attributes.at(attribute);
  }
};

/// XML 1.0 without comments, CDATA and DTD; throws on what is not well-formed or no character of
/// XML, and normalises white space in attributes as parsers do.
class XmlReader {
 public:
  explicit XmlReader(std::string text) : text_(std::move(text)) {}

  Element read() {
    require_characters();
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    if (text_.compare(0, head.size(), head) != 0) throw std::runtime_error("no XML declaration");
    position_ = head.size();
    skip_space();
    Element root = element();
    skip_space();
    if (position_ != text_.size()) throw std::runtime_error("something follows the root");
    return root;
  }

 private:
  void require_characters() const {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
        throw std::runtime_error("a control character");
      if (text_.compare(i, 3, "\xEF\xBF\xBE") == 0 || text_.compare(i, 3, "\xEF\xBF\xBF") == 0)
        throw std::runtime_error("a noncharacter");
    }
  }
  char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }
  void expect(const std::string& what) {
    if (text_.compare(position_, what.size(), what) != 0)
      throw std::runtime_error("expected " + what + " at " + text_.substr(position_, 40));
    position_ += what.size();
  }
  void skip_space() {
    while (std::isspace(static_cast<unsigned char>(peek())) != 0) ++position_;
  }
  std::string name() {
    const std::size_t begin = position_;
    while (std::isalnum(static_cast<unsigned char>(peek())) != 0 || peek() == ':' ||
           peek() == '.' || peek() == '-' || peek() == '_')
      ++position_;
    if (position_ == begin) throw std::runtime_error("no name");
    return text_.substr(begin, position_ - begin);
  }
  std::string reference() {
    expect("&");
    const std::size_t end = text_.find(';', position_);
    if (end == std::string::npos) throw std::runtime_error("an open reference");
    const std::string word = text_.substr(position_, end - position_);
    position_ = end + 1;
    static const std::map<std::string, std::string> known = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
    if (const auto found = known.find(word); found != known.end()) return found->second;
    if (word.size() < 2 || word[0] != '#') throw std::runtime_error("unknown reference " + word);
    const int code = std::atoi(word.c_str() + 1);
    if (code != 9 && code != 10 && code != 13 && (code < 0x20 || code > 0x7E))
      throw std::runtime_error("unexpected reference " + word);
    return std::string(1, static_cast<char>(code));
  }
  std::string value() {
    expect("\"");
    std::string result;
    while (peek() != '"') {
      if (peek() == '<' || peek() == '\0') throw std::runtime_error("a bad attribute");
      if (peek() == '&') {
        result += reference();
      } else {
        const char c = text_[position_++];
        result += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
      }
    }
    ++position_;
    return result;
  }
  Element element() {
    expect("<");
    Element result;
    result.name = name();
    for (skip_space(); peek() != '>' && peek() != '/'; skip_space()) {
      const std::string attribute = name();
      expect("=");
      if (!result.attributes.emplace(attribute, value()).second)
        throw std::runtime_error("an attribute twice");
    }
    if (peek() == '/') {
      expect("/>");
      return result;
    }
    expect(">");
    while (true) {
      if (text_.compare(position_, 2, "</") == 0) break;
      if (peek() == '<') {
        result.children.push_back(element());
      } else if (peek() == '&') {
        result.text += reference();
      } else if (peek() == '\0') {
        throw std::runtime_error("an open element");
      } else {
        if (text_.compare(position_, 3, "]]>") == 0) throw std::runtime_error("]]> in text");
        if (text_.compare(position_, 2, "\r\n") == 0) ++position_;  // line ends become LF
        result.text += text_[position_] == '\r' ? '\n' : text_[position_];
        ++position_;
      }
    }
    expect("</" + result.name + ">");
    return result;
  }

  std::string text_;
  std::size_t position_ = 0;
};

/// Rows of cells; the first is the header. The guard against formulas is taken away.
inline std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  text::CsvReader reader(text, ',', "test");
  text::CsvRecord record;
  while (true) {
    const auto more = reader.next(record);
    if (!more) throw std::runtime_error(more.error().message + " " + more.error().where);
    if (!*more) return rows;
    rows.push_back(record.cells);
  }
}

/// What DL and Pajek say, with ends counted from 0.
struct PlainNetwork {
  std::size_t rows = 0, columns = 0;  // columns: of two modes
  std::vector<std::string> labels;
  struct Tie {
    std::size_t from, to;
    double weight;
    friend auto operator<=>(const Tie&, const Tie&) = default;
  };
  std::vector<Tie> ties;
  bool has_arcs = false;
  std::vector<std::string> comments;
};

inline std::string unquoted(const std::string& line) {
  const std::size_t begin = line.find('"'), end = line.find('"', begin + 1);
  if (begin == std::string::npos || end != line.size() - 1)
    throw std::runtime_error("not one quoted label: " + line);
  return line.substr(begin + 1, end - begin - 1);
}

inline PlainNetwork read_pajek(const std::string& text) {
  PlainNetwork network;
  std::istringstream lines(text);
  std::string line;
  std::size_t all = 0;
  while (std::getline(lines, line)) {
    if (line.rfind("%", 0) == 0 || line.rfind("*Network", 0) == 0) {
      network.comments.push_back(line);
    } else if (line.rfind("*Vertices ", 0) == 0) {
      std::istringstream numbers(line.substr(10));
      numbers >> all;
      network.rows = all;
      if (numbers >> network.rows) network.columns = all - network.rows;
      for (std::size_t i = 1; i <= all; ++i) {
        std::getline(lines, line);
        if (line.rfind(std::to_string(i) + " \"", 0) != 0)
          throw std::runtime_error("vertex " + line);
        network.labels.push_back(unquoted(line));
      }
    } else if (line == "*Edges" || line == "*Arcs") {
      network.has_arcs = line == "*Arcs";
    } else {
      std::istringstream numbers(line);
      PlainNetwork::Tie tie{};
      if (!(numbers >> tie.from >> tie.to >> tie.weight)) throw std::runtime_error("tie " + line);
      network.ties.push_back({tie.from - 1, tie.to - 1, tie.weight});
    }
  }
  if (network.labels.size() != all) throw std::runtime_error("vertices are missing");
  return network;
}

/// Full matrices give every cell that is not 0.
inline PlainNetwork read_dl(const std::string& text) {
  PlainNetwork network;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const auto number_behind = [&line](const std::string& key) -> std::size_t {
    const std::size_t found = line.find(key);
    return found == std::string::npos ? 0 : std::stoul(line.substr(found + key.size()));
  };
  const bool is_two_mode = line.rfind("dl nr=", 0) == 0;
  network.rows = is_two_mode ? number_behind("nr=") : number_behind("dl n=");
  network.columns = is_two_mode ? number_behind("nc=") : 0;
  std::string format;
  std::getline(lines, format);
  const auto read_labels = [&](const std::string& heading, std::size_t count) {
    std::getline(lines, line);
    if (line != heading) throw std::runtime_error("no " + heading);
    for (std::size_t i = 0; i < count; ++i) {
      std::getline(lines, line);
      if (line.empty() || line[0] != '"') throw std::runtime_error("label " + line);
      network.labels.push_back(unquoted(line));
    }
  };
  read_labels(is_two_mode ? "row labels:" : "labels:", network.rows);
  if (is_two_mode) read_labels("column labels:", network.columns);
  std::getline(lines, line);
  if (line != "data:") throw std::runtime_error("no data");
  const std::size_t columns = is_two_mode ? network.columns : network.rows;
  if (format == "format=fullmatrix") {
    for (std::size_t row = 0; row < network.rows; ++row)
      for (std::size_t column = 0; column < columns; ++column) {
        double cell = 0;
        if (!(lines >> cell)) throw std::runtime_error("a cell is missing");
        if (cell != 0) network.ties.push_back({row, column, cell});
      }
  } else if (format == (is_two_mode ? "format=edgelist2" : "format=edgelist1")) {
    PlainNetwork::Tie tie{};
    while (lines >> tie.from >> tie.to >> tie.weight)
      network.ties.push_back({tie.from - 1, tie.to - 1, tie.weight});
  } else {
    throw std::runtime_error(format);
  }
  std::string rest;
  lines.clear();
  if (lines >> rest) throw std::runtime_error("something follows: " + rest);
  return network;
}

}  // namespace faultline::exchange
