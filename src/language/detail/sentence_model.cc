#include "language/detail/sentence_model.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "language/detail/base64.h"
#include "language/detail/sentence_features.h"
#include "language/detail/sentences.h"

namespace faultline::language::detail {
namespace {

constexpr std::string_view format_name = "faultline-sentences ";
constexpr std::string_view format_version = "1";
constexpr std::size_t places = std::size_t{1} << boundary_bits;

}  // namespace

Result<SentenceModel> SentenceModel::parse(std::string_view content, const std::string& name) {
  const std::size_t end = std::min(content.find('\n'), content.size());
  const std::string_view header = content.substr(0, end);
  content.remove_prefix(std::min(end + 1, content.size()));
  const auto malformed = [&name](std::string_view what) {
    return failure(ErrorCode::Malformed,
                   fmt::format("The model of sentences is damaged: {}; install it again.", what),
                   name);
  };
  if (!header.starts_with(format_name)) return malformed("its first line is not its own");
  if (header.substr(format_name.size()) != format_version) {
    return failure(ErrorCode::Unsupported,
                   fmt::format("The model of sentences has format {}, this program reads format "
                               "{}; use the model that came with the program.",
                               header.substr(format_name.size()), format_version),
                   name);
  }
  const std::optional<std::string> bytes = from_base64(content);
  if (!bytes) return malformed("its weights are not base64");
  if (bytes->size() != places) return malformed("its weights are not as many as they should be");
  SentenceModel model;
  for (const char byte : *bytes) model.weights_.push_back(static_cast<std::int8_t>(byte));
  return model;
}

void SentenceModel::find_ends(std::string_view text, std::span<const ByteSpan> tokens,
                              std::vector<std::uint32_t>& ends) const {
  if (tokens.empty()) return;
  thread_local std::vector<std::uint32_t> rule_ends;
  thread_local std::vector<BoundaryView> views;
  rule_ends.clear();
  find_sentence_ends(text, tokens, rule_ends);
  view_boundaries(text, tokens, rule_ends, views);
  BoundaryState state(views);
  BoundaryFeatures features{};
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (state.cannot_end(i)) continue;
    state.find(i, features);
    int score = 0;
    for (const std::uint16_t feature : features) score += weights_[feature];
    if (score <= 0) continue;
    state.end_sentence();
    ends.push_back(static_cast<std::uint32_t>(i + 1));
  }
  ends.push_back(static_cast<std::uint32_t>(tokens.size()));
}

std::string write_sentence_model(std::span<const std::int8_t> weights) {
  std::string bytes;
  for (const std::int8_t weight : weights) bytes.push_back(static_cast<char>(weight));
  return fmt::format("{}{}\n", format_name, format_version) + to_base64(bytes);
}

}  // namespace faultline::language::detail
