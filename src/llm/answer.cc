#include "llm/answer.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <set>

#include "text/text.h"

namespace faultline::llm {
namespace {

namespace dom = simdjson::dom;

tl::unexpected<Error> nonsense(std::string sentence) {
  return failure(ErrorCode::Malformed, std::move(sentence));
}

/// The beginning of what came, for a message; only printable ASCII, for it may be anything.
std::string glimpse(std::string_view bytes) {
  std::string seen;
  for (const char c : bytes.substr(0, 60)) seen.push_back(c >= ' ' && c <= '~' ? c : '.');
  if (bytes.size() > 60) seen += "...";
  return seen;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// What stands in a code fence that is all of `text`; else `text`.
std::string_view without_fence(std::string_view text) {
  if (!text.starts_with("```") || !text.ends_with("```") || text.size() < 6) return text;
  const auto line_end = text.find('\n');
  if (line_end == std::string_view::npos || line_end + 3 > text.size()) return text;
  return trimmed(text.substr(line_end + 1, text.size() - 3 - line_end - 1));
}

Result<Proposal> proposal_of(dom::element entry, std::string_view words) {
  dom::object fields;
  if (entry.get(fields) != simdjson::SUCCESS)
    return nonsense("An entry of \"codings\" is no JSON object.");
  Proposal proposal;
  std::string_view name;
  if (fields["concept"].get(name) != simdjson::SUCCESS)
    return nonsense("A coding has no \"concept\".");
  proposal.concept_name = std::string(name);
  std::int64_t agreement = 0;
  if (fields["agreement"].get(agreement) != simdjson::SUCCESS || agreement < -1 || agreement > 1)
    return nonsense("A coding's \"agreement\" is not -1, 0 or 1.");
  proposal.agreement = static_cast<int>(agreement);
  if (fields["confidence"].get(proposal.confidence) != simdjson::SUCCESS ||
      !(proposal.confidence >= 0 && proposal.confidence <= 1))
    return nonsense("A coding's \"confidence\" is no number from 0 to 1.");
  std::string_view quote;
  // A quote that does not stand in the statement is no evidence.
  if (fields["quote"].get(quote) == simdjson::SUCCESS && !quote.empty() &&
      words.find(quote) != std::string_view::npos)
    proposal.quote = std::string(quote);
  return proposal;
}

}  // namespace

Result<std::string> content_of(std::string_view body) {
  dom::parser parser;
  dom::element root;
  if (parser.parse(simdjson::padded_string(body)).get(root) != simdjson::SUCCESS)
    return nonsense(fmt::format("The answer is no JSON: \"{}\".", glimpse(body)));
  dom::array choices;
  dom::element first;
  std::string_view content;
  if (root["choices"].get(choices) != simdjson::SUCCESS ||
      choices.at(0).get(first) != simdjson::SUCCESS ||
      first["message"]["content"].get(content) != simdjson::SUCCESS)
    return nonsense(fmt::format("The answer is no chat completion: \"{}\".", glimpse(body)));
  std::string_view reason;
  if (first["finish_reason"].get(reason) == simdjson::SUCCESS && reason == "length")
    return nonsense("The answer was cut off before its end.");
  if (trimmed(content).empty()) return nonsense("The answer is empty.");
  return std::string(content);
}

Result<std::vector<Proposal>> proposals_of(std::string_view content,
                                           const positions::Codebook& codebook,
                                           std::string_view words) {
  const std::string_view json = without_fence(trimmed(content));
  dom::parser parser;
  dom::element root;
  if (parser.parse(simdjson::padded_string(json)).get(root) != simdjson::SUCCESS)
    return nonsense(fmt::format("The model's text is no JSON: \"{}\".", glimpse(json)));
  dom::array codings;
  if (!root.is_object() || root["codings"].get(codings) != simdjson::SUCCESS)
    return nonsense(
        fmt::format("The model's text has no list \"codings\": \"{}\".", glimpse(json)));
  std::set<std::string_view> known;
  for (const positions::Concept& one : codebook.concepts) known.insert(one.name);
  std::set<std::string> named;
  std::vector<Proposal> proposals;
  for (const dom::element entry : codings) {
    auto proposal = proposal_of(entry, words);
    if (!proposal) return tl::unexpected(proposal.error());
    if (!known.contains(proposal->concept_name))
      return nonsense(
          fmt::format("The codebook has no concept \"{}\".", glimpse(proposal->concept_name)));
    if (!named.insert(proposal->concept_name).second)
      return nonsense(fmt::format("The concept \"{}\" comes twice.", proposal->concept_name));
    if (proposal->agreement != 0) proposals.push_back(std::move(*proposal));
  }
  return proposals;
}

}  // namespace faultline::llm
