#include "positions/codebook.h"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "text/text.h"

namespace faultline::positions {
namespace {

std::string circle_message(const std::vector<std::string>& circle) {
  std::string path;
  for (const std::string& name : circle) path += fmt::format("\"{}\" -> ", name);
  return fmt::format("Parents go in a circle: {}\"{}\"; take one of these parents out.", path,
                     circle[0]);
}

/// The names along a circle of parents; empty if there is none. Parents that are no concept end a
/// line. O(concepts log concepts).
std::vector<std::string> circle_of_parents(const Codebook& codebook) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < codebook.concepts.size(); ++i)
    places.emplace(codebook.concepts[i].name, i);
  std::vector<std::size_t> seen_by(codebook.concepts.size(), 0);  // the walk, from 1
  for (std::size_t start = 0; start < codebook.concepts.size(); ++start) {
    std::size_t at = start;
    while (seen_by[at] == 0) {
      seen_by[at] = start + 1;
      const auto parent = places.find(codebook.concepts[at].parent);
      if (parent == places.end()) break;
      at = parent->second;
      if (seen_by[at] != start + 1) continue;
      std::vector<std::string> circle;
      for (std::size_t i = at; circle.empty() || i != at;
           i = places.at(codebook.concepts[i].parent))
        circle.push_back(codebook.concepts[i].name);
      return circle;
    }
  }
  return {};
}

/// Reads one codebook file; the first thing that is wrong ends it.
class CodebookReader {
 public:
  explicit CodebookReader(const std::string& name) : name_(name) {}

  [[nodiscard]] Result<Codebook> read(const toml::table& root) {
    if (auto known = check_keys(root, {"codebook", "concept"}, "A codebook"); !known) {
      return tl::unexpected(known.error());
    }
    Codebook codebook;
    if (auto done = read_head(root, codebook); !done) return tl::unexpected(done.error());
    const toml::node* const list = root.get("concept");
    if (list == nullptr) return codebook;
    const toml::array* const tables = list->as_array();
    if (tables == nullptr) {
      return malformed(*list, "\"concept\" is not a list of tables; begin each with [[concept]].");
    }
    for (const toml::node& node : *tables) {
      const toml::table* const table = node.as_table();
      if (table == nullptr) {
        return malformed(node, "A concept is not a table; begin each with a line [[concept]].");
      }
      Result<Concept> one = read_concept(*table);
      if (!one) return tl::unexpected(one.error());
      codebook.concepts.push_back(std::move(*one));
    }
    return check_parents(*tables, std::move(codebook));
  }

 private:
  using Keys = std::initializer_list<std::string_view>;

  [[nodiscard]] tl::unexpected<Error> malformed(const toml::node& place,
                                                std::string message) const {
    return malformed(place.source(), std::move(message));
  }
  [[nodiscard]] tl::unexpected<Error> malformed(const toml::source_region& place,
                                                std::string message) const {
    return failure(ErrorCode::Malformed, std::move(message),
                   fmt::format("{}:{}:{}", name_, place.begin.line, place.begin.column));
  }

  [[nodiscard]] Result<void> check_keys(const toml::table& table, Keys known,
                                        std::string_view whose) const {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      std::string list;
      for (const std::string_view one : known) list.append(list.empty() ? "" : ", ").append(one);
      return malformed(key.source(),
                       fmt::format("{} has no key \"{}\"; known are {}.", whose, key.str(), list));
    }
    return {};
  }

  [[nodiscard]] Result<void> read_head(const toml::table& root, Codebook& codebook) const {
    const toml::node* const node = root.get("codebook");
    if (node == nullptr) return {};
    const toml::table* const head = node->as_table();
    if (head == nullptr) return malformed(*node, "\"codebook\" is not a table; write [codebook].");
    if (auto known = check_keys(*head, {"name", "version"}, "The table [codebook]"); !known) {
      return known;
    }
    if (auto done = read_text(*head, "name", codebook.name); !done) return done;
    return read_text(*head, "version", codebook.version);
  }

  [[nodiscard]] Result<void> read_text(const toml::table& table, std::string_view key,
                                       std::string& out) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return {};
    const auto value = node->value_exact<std::string>();
    if (!value) {
      return malformed(*node,
                       fmt::format("\"{}\" is not a text; write it between quotation marks.", key));
    }
    out = text::fold_space(*value);
    return {};
  }

  [[nodiscard]] Result<void> read_phrases(const toml::table& table, std::string_view key,
                                          std::vector<std::string>& out) const {
    const toml::node* const node = table.get(key);
    if (node == nullptr) return {};
    const toml::array* const list = node->as_array();
    if (list == nullptr) {
      return malformed(*node, fmt::format("\"{}\" is not a list; write [\"...\", \"...\"].", key));
    }
    for (const toml::node& one : *list) {
      const auto value = one.value_exact<std::string>();
      if (!value) return malformed(one, fmt::format("A phrase of \"{}\" is not a text.", key));
      std::string phrase = text::fold_space(*value);
      if (phrase.empty()) {
        return malformed(one,
                         fmt::format("A phrase of \"{}\" is empty; write it or take it out.", key));
      }
      out.push_back(std::move(phrase));
    }
    return {};
  }

  [[nodiscard]] Result<Concept> read_concept(const toml::table& table) {
    if (auto known = check_keys(
            table, {"name", "description", "for", "against", "examples", "parent"}, "A concept");
        !known) {
      return tl::unexpected(known.error());
    }
    Concept one;
    for (const auto& [key, field] : {std::pair<std::string_view, std::string*>{"name", &one.name},
                                     {"description", &one.description},
                                     {"parent", &one.parent}}) {
      if (auto done = read_text(table, key, *field); !done) return tl::unexpected(done.error());
    }
    for (const auto& [key, field] :
         {std::pair<std::string_view, std::vector<std::string>*>{"for", &one.in_favour},
          {"against", &one.against},
          {"examples", &one.examples}}) {
      if (auto done = read_phrases(table, key, *field); !done) return tl::unexpected(done.error());
    }
    if (one.name.empty()) return malformed(table, "A concept has no name; add name = \"...\".");
    if (!names_.insert(one.name).second) {
      return malformed(*table.get("name"), fmt::format("Two concepts are named \"{}\"; give each "
                                                       "its own name.",
                                                       one.name));
    }
    return one;
  }

  [[nodiscard]] Result<Codebook> check_parents(const toml::array& tables, Codebook codebook) const {
    for (std::size_t i = 0; i < codebook.concepts.size(); ++i) {
      const Concept& one = codebook.concepts[i];
      if (one.parent.empty()) continue;
      const toml::node& place = *tables[i].as_table()->get("parent");
      if (one.parent == one.name) {
        return malformed(place, fmt::format("The concept \"{}\" is its own parent.", one.name));
      }
      if (!names_.contains(one.parent)) {
        return malformed(place, fmt::format("The parent \"{}\" is no concept of this codebook; "
                                            "write the name of one.",
                                            one.parent));
      }
    }
    if (const std::vector<std::string> circle = circle_of_parents(codebook); !circle.empty()) {
      const auto first = std::find_if(codebook.concepts.begin(), codebook.concepts.end(),
                                      [&](const Concept& one) { return one.name == circle[0]; });
      const auto index = static_cast<std::size_t>(first - codebook.concepts.begin());
      return malformed(*tables[index].as_table()->get("parent"), circle_message(circle));
    }
    return codebook;
  }

  const std::string& name_;
  std::set<std::string> names_;
};

}  // namespace

Result<Codebook> Codebook::parse(std::string_view toml, const std::string& name) {
  try {
    return CodebookReader(name).read(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return failure(ErrorCode::Malformed,
                   fmt::format("The codebook is not valid TOML: {}.", error.description()),
                   fmt::format("{}:{}:{}", name, at.line, at.column));
  }
}

Result<void> check(const Codebook& codebook) {
  std::set<std::string_view> names;
  for (const Concept& one : codebook.concepts) {
    if (one.name.empty()) return failure(ErrorCode::Malformed, "A concept has no name.");
    if (!names.insert(one.name).second)
      return failure(
          ErrorCode::Malformed,
          fmt::format("Two concepts are named \"{}\"; give each its own name.", one.name));
    for (const auto* phrases : {&one.in_favour, &one.against, &one.examples})
      if (std::find(phrases->begin(), phrases->end(), "") != phrases->end())
        return failure(ErrorCode::Malformed,
                       fmt::format("A phrase of the concept \"{}\" is empty.", one.name));
  }
  for (const Concept& one : codebook.concepts)
    if (!one.parent.empty() && !names.contains(one.parent))
      return failure(ErrorCode::Malformed,
                     fmt::format("The parent \"{}\" of \"{}\" is no concept of this codebook.",
                                 one.parent, one.name));
  if (const auto circle = circle_of_parents(codebook); !circle.empty())
    return failure(ErrorCode::Malformed, circle_message(circle));
  return {};
}

std::vector<OutlineEntry> outline(const Codebook& codebook) {
  std::map<std::string_view, std::vector<std::uint32_t>> children;
  for (std::uint32_t i = 0; i < codebook.concepts.size(); ++i)
    children[codebook.concepts[i].parent].push_back(i);
  std::vector<OutlineEntry> entries;
  std::vector<OutlineEntry> waiting;
  const auto wait_for_children = [&](std::string_view parent, std::uint32_t depth) {
    const auto found = children.find(parent);
    if (found == children.end()) return;
    for (auto child = found->second.rbegin(); child != found->second.rend(); ++child)
      waiting.push_back({*child, depth, 0});
  };
  wait_for_children("", 0);
  while (!waiting.empty()) {
    const OutlineEntry entry = waiting.back();
    waiting.pop_back();
    entries.push_back(entry);
    wait_for_children(codebook.concepts[entry.concept_index].name, entry.depth + 1);
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::size_t end = i + 1;
    while (end < entries.size() && entries[end].depth > entries[i].depth) ++end;
    entries[i].descendants = static_cast<std::uint32_t>(end - i - 1);
  }
  return entries;
}

namespace {

/// A basic string of TOML.
std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out.append(1, '\\').append(1, c);
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      out.push_back(c);
  }
  return out.append(1, '"');
}

void write_list(std::string& out, std::string_view key, const std::vector<std::string>& phrases) {
  if (phrases.empty()) return;
  out += fmt::format("{} = [", key);
  std::size_t size = 0;
  for (const std::string& phrase : phrases) size += phrase.size() + 4;
  const bool is_long = size > 88;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (is_long)
      out += fmt::format("\n  {},", toml_string(phrases[i]));
    else
      out += fmt::format("{}{}", i == 0 ? "" : ", ", toml_string(phrases[i]));
  }
  out += is_long ? "\n]\n" : "]\n";
}

}  // namespace

std::string to_toml(const Concept& one) {
  std::string out = fmt::format("[[concept]]\nname = {}\n", toml_string(one.name));
  if (!one.parent.empty()) out += fmt::format("parent = {}\n", toml_string(one.parent));
  if (!one.description.empty())
    out += fmt::format("description = {}\n", toml_string(one.description));
  write_list(out, "for", one.in_favour);
  write_list(out, "against", one.against);
  write_list(out, "examples", one.examples);
  return out;
}

std::string to_toml(const Codebook& codebook) {
  std::string out = fmt::format("[codebook]\nname = {}\nversion = {}\n", toml_string(codebook.name),
                                toml_string(codebook.version));
  for (const Concept& one : codebook.concepts) out.append("\n").append(to_toml(one));
  return out;
}

Result<Codebook> Codebook::load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return failure(std::filesystem::exists(file) ? ErrorCode::Io : ErrorCode::NotFound,
                   fmt::format("The codebook {} cannot be opened; check the name and the rights.",
                               file.string()),
                   file.string());
  }
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) {
    return failure(ErrorCode::Io, fmt::format("The codebook {} cannot be read.", file.string()),
                   file.string());
  }
  Result<std::string> valid = text::valid_text(std::move(bytes), file.string());
  if (!valid) return tl::unexpected(valid.error());
  return parse(*valid, file.string());
}

}  // namespace faultline::positions
