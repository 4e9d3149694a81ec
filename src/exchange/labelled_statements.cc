#include "exchange/labelled_statements.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>

namespace faultline::exchange {
namespace {

constexpr std::size_t kFields = 6;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// Up to the next `separator`, which is taken as well.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return field;
}

/// What is wrong with the labels, if anything.
std::optional<std::string> read_labels(std::string_view labels, const positions::Codebook& codebook,
                                       std::vector<int>& agreements) {
  agreements.assign(codebook.concepts.size(), 0);
  while (!labels.empty()) {
    const std::string_view label = trimmed(take(labels, ';'));
    if (label.empty()) continue;
    if (label.front() != '+' && label.front() != '-')
      return fmt::format("the label \"{}\" begins with neither + nor -.", label);
    const auto found =
        std::find_if(codebook.concepts.begin(), codebook.concepts.end(),
                     [&](const positions::Concept& each) { return each.name == label.substr(1); });
    if (found == codebook.concepts.end())
      return fmt::format("the codebook has no concept \"{}\".", label.substr(1));
    agreements[static_cast<std::size_t>(found - codebook.concepts.begin())] =
        label.front() == '+' ? 1 : -1;
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<LabelledStatement>> read_labelled_statements(
    std::string_view text, const std::string& name, const positions::Codebook& codebook) {
  std::vector<LabelledStatement> statements;
  std::set<std::string, std::less<>> ids;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = trimmed(take(text, '\n'));
    if (line.empty() || line.front() == '#') continue;
    const auto malformed = [&](std::string message) {
      return tl::unexpected(
          Error{ErrorCode::Malformed, std::move(message), fmt::format("{}:{}", name, number)});
    };
    std::vector<std::string_view> fields;
    for (std::string_view rest = line; fields.empty() || !rest.empty();)
      fields.push_back(take(rest, '\t'));
    if (fields.size() != kFields)
      return malformed(fmt::format(
          "there are {} fields and not the six of id, part, labels, speaker, cue and content.",
          fields.size()));
    LabelledStatement statement{std::string(fields[0]),
                                std::string(fields[1]),
                                std::string(fields[3]),
                                {std::string(fields[4]), std::string(fields[5])},
                                {}};
    if (!ids.insert(statement.id).second)
      return malformed(fmt::format("the id \"{}\" comes twice.", statement.id));
    if (auto wrong = read_labels(fields[2], codebook, statement.agreements))
      return malformed(std::move(*wrong));
    statements.push_back(std::move(statement));
  }
  if (statements.empty())
    return tl::unexpected(Error{ErrorCode::Malformed, "the file holds no statement.", name});
  return statements;
}

}  // namespace faultline::exchange
