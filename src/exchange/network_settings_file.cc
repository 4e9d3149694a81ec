// Settings of networks as TOML files, in and out.

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>

#include "exchange/network_request.h"

namespace faultline::exchange {
namespace {

tl::unexpected<Error> malformed(const std::string& file, const toml::source_region& place,
                                std::string message) {
  return failure(ErrorCode::Malformed, std::move(message),
                 fmt::format("{}:{}:{}", file, place.begin.line, place.begin.column));
}

/// A value of the file as the text that a setting takes; none: a table, a list, a date.
std::optional<std::string> as_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* whole = node.as_integer()) return fmt::format("{}", whole->get());
  if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
  return std::nullopt;
}

/// Hands one setting on, and puts the file's place to what is wrong with it.
Result<void> set(NetworkRequest& request, std::string_view name, const toml::node& node,
                 std::string_view before, const std::string& file) {
  const auto text = as_text(node);
  if (!text)
    return malformed(
        file, node.source(),
        fmt::format("{} takes a text or a number here; write it as {} = \"...\".", name, name));
  if (auto done = set_network_field(request, name, std::string(before) + *text); !done)
    return malformed(file, node.source(), done.error().message);
  return {};
}

/// One value, a list of them, or for exclude and only a table of variables.
Result<void> set_all(NetworkRequest& request, std::string_view name, const toml::node& node,
                     std::string_view before, const std::string& file) {
  if (const auto* list = node.as_array()) {
    for (const auto& member : *list)
      if (auto done = set(request, name, member, before, file); !done) return done;
    return {};
  }
  if (const auto* table = node.as_table(); table != nullptr && before.empty()) {
    for (const auto& [variable, values] : *table)
      if (auto done = set_all(request, name, values, std::string(variable.str()) + "=", file);
          !done)
        return done;
    return {};
  }
  return set(request, name, node, before, file);
}

std::string quoted(std::string_view text) {
  std::string all = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      all += '\\';
      all += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      all += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      all += c;
    }
  }
  return all + '"';
}

const NetworkField* field_named(std::string_view name) {
  const auto fields = network_fields();
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const NetworkField& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

Result<void> set_from_toml(NetworkRequest& request, std::string_view toml,
                           const std::string& file) {
  toml::table root;
  try {
    root = toml::parse(toml, file);
  } catch (const toml::parse_error& error) {
    return malformed(file, error.source(), fmt::format("{}.", error.description()));
  }
  for (const auto& [key, value] : root) {
    std::string name(key.str());
    std::replace(name.begin(), name.end(), '_', '-');
    const NetworkField* field = field_named(name);
    if (field == nullptr) {
      auto unknown = set_network_field(request, name, "");
      return malformed(file, key.source(), unknown.error().message);
    }
    const bool takes_many = field->repeats;
    auto done =
        takes_many ? set_all(request, name, value, "", file) : set(request, name, value, "", file);
    if (!done) return done;
  }
  return {};
}

std::string settings_toml(const NetworkRequest& request) {
  const auto settings = described(request);
  std::string text = "# Settings of `faultline network`: the same figures come with --settings.\n";
  std::map<std::string, std::vector<std::string>> lists;
  for (const auto& [name, value] : settings) {
    const NetworkField* field = field_named(name);
    if (field != nullptr && field->repeats)
      lists[name].push_back(value);
    else if (value == "true" || value == "false")
      text += fmt::format("{} = {}\n", name, value);
    else
      text += fmt::format("{} = {}\n", name, quoted(value));
  }
  for (const auto& [name, values] : lists) {
    text += fmt::format("{} = [", name);
    for (std::size_t i = 0; i < values.size(); ++i)
      text += fmt::format("{}{}", i == 0 ? "" : ", ", quoted(values[i]));
    text += "]\n";
  }
  return text;
}

}  // namespace faultline::exchange
