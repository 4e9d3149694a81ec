#include "exchange/coreference_lines.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

namespace faultline::exchange {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;
using Sentences = std::vector<std::vector<std::string>>;

/// Reads the fields of one line; `where` is the place that messages name.
class LineReader {
 public:
  LineReader(object line, std::string where) : line_(line), where_(std::move(where)) {}

  [[nodiscard]] tl::unexpected<Error> refuse(const std::string& sentence) const {
    return failure(ErrorCode::Malformed, sentence, where_);
  }

  [[nodiscard]] const std::string& where() const { return where_; }

  [[nodiscard]] Result<std::string> id() const {
    std::string_view text;
    if (line_["doc"].get(text) != simdjson::SUCCESS || text.empty())
      return refuse("\"doc\" is missing or no text; give the document's name there.");
    return std::string(text);
  }

  [[nodiscard]] std::string genre() const {
    std::string_view text;
    return line_["genre"].get(text) == simdjson::SUCCESS ? std::string(text) : "";
  }

  [[nodiscard]] bool has_sentences() const {
    element value;
    return line_["sentences"].get(value) == simdjson::SUCCESS && !value.is_null();
  }

  [[nodiscard]] Result<Sentences> sentences() const {
    array list;
    if (line_["sentences"].get(list) != simdjson::SUCCESS)
      return refuse("\"sentences\" is missing or no list; give the words of each sentence there.");
    Sentences sentences;
    for (const auto entry : list) {
      array words;
      if (entry.get(words) != simdjson::SUCCESS)
        return refuse(
            fmt::format("\"sentences\": sentence {} is no list of words.", sentences.size()));
      auto& sentence = sentences.emplace_back();
      for (const auto word : words) {
        std::string_view form;
        if (word.get(form) != simdjson::SUCCESS || form.empty())
          return refuse(fmt::format(
              "\"sentences\": word {} of sentence {} is no text or an empty one; every word needs "
              "a letter at least.",
              sentence.size(), sentences.size() - 1));
        sentence.emplace_back(form);
      }
    }
    return sentences;
  }

  [[nodiscard]] Result<std::vector<std::string>> speakers(std::size_t sentences) const {
    std::vector<std::string> speakers;
    element value;
    if (line_["speakers"].get(value) != simdjson::SUCCESS || value.is_null()) return speakers;
    array list;
    if (value.get(list) != simdjson::SUCCESS)
      return refuse("\"speakers\" is no list; give one for each sentence, or leave it out.");
    for (const auto entry : list) {
      std::string_view label;
      if (!entry.is_null() && entry.get(label) != simdjson::SUCCESS)
        return refuse(
            fmt::format("\"speakers\": number {} is neither a text nor null.", speakers.size()));
      speakers.emplace_back(label);
    }
    if (speakers.size() != sentences)
      return refuse(fmt::format(
          "\"speakers\" has {} entries for {} sentences; give one for each, null where nobody is "
          "known.",
          speakers.size(), sentences));
    return speakers;
  }

  /// Spans of `sentences`.
  [[nodiscard]] Result<std::vector<CoreferenceChain>> chains(const Sentences& sentences) const {
    array list;
    if (line_["clusters"].get(list) != simdjson::SUCCESS)
      return refuse(
          "\"clusters\" is missing or no list; give lists of [sentence, begin, end] there.");
    std::vector<CoreferenceChain> chains;
    for (const auto entry : list) {
      array spans;
      if (entry.get(spans) != simdjson::SUCCESS)
        return refuse(fmt::format("\"clusters\": cluster {} is no list of [sentence, begin, end].",
                                  chains.size()));
      CoreferenceChain chain;
      for (const auto value : spans) {
        const auto span = span_of(value);
        if (!span)
          return refuse(
              fmt::format("\"clusters\": span {} of cluster {} is not [sentence, begin, end], "
                          "three whole numbers from 0.",
                          chain.size(), chains.size()));
        if (auto lies = check(*span, sentences, chains.size()); !lies)
          return tl::unexpected(lies.error());
        chain.push_back({static_cast<std::uint32_t>((*span)[0]),
                         static_cast<std::uint32_t>((*span)[1]),
                         static_cast<std::uint32_t>((*span)[2])});
      }
      chains.push_back(std::move(chain));
    }
    return chains;
  }

 private:
  using Numbers = std::array<std::uint64_t, 3>;

  static std::optional<Numbers> span_of(element value) {
    array triple;
    Numbers numbers{};
    if (value.get(triple) != simdjson::SUCCESS) return std::nullopt;
    std::size_t count = 0;
    for (const auto number : triple)
      if (count == 3 || number.get(numbers[count++]) != simdjson::SUCCESS) return std::nullopt;
    if (count != 3) return std::nullopt;
    return numbers;
  }

  [[nodiscard]] Result<void> check(const Numbers& span, const Sentences& sentences,
                                   std::size_t cluster) const {
    const auto& [sentence, begin, end] = span;
    if (sentence >= sentences.size())
      return refuse(fmt::format(
          "\"clusters\": cluster {} has [{}, {}, {}], but there are {} sentences, counted from 0.",
          cluster, sentence, begin, end, sentences.size()));
    if (begin >= end || end > sentences[sentence].size())
      return refuse(fmt::format(
          "\"clusters\": cluster {} has [{}, {}, {}], but sentence {} has {} words; begin and the "
          "end, which is excluded, count them from 0.",
          cluster, sentence, begin, end, sentence, sentences[sentence].size()));
    return {};
  }

  object line_;
  std::string where_;
};

/// Calls `take` with a reader for each line that holds something; the first failure ends it.
Result<void> for_each_line(std::string_view lines, std::string_view name,
                           const std::function<Result<void>(const LineReader&)>& take) {
  simdjson::dom::parser parser;
  std::size_t number = 0;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    std::string where = fmt::format("{}:{}", name, number);
    element root;
    if (const auto error = parser.parse(line.data(), line.size(), true).get(root))
      return failure(ErrorCode::Malformed,
                     fmt::format("this line is no JSON ({}).", simdjson::error_message(error)),
                     where);
    object fields;
    if (root.get(fields) != simdjson::SUCCESS)
      return failure(ErrorCode::Malformed,
                     "this line is JSON, but no object with \"doc\" and \"clusters\".", where);
    if (auto taken = take(LineReader(fields, std::move(where))); !taken) return taken;
  }
  return {};
}

Result<CoreferenceDocument> document_of(const LineReader& line) {
  CoreferenceDocument document;
  auto id = line.id();
  if (!id) return tl::unexpected(id.error());
  auto sentences = line.sentences();
  if (!sentences) return tl::unexpected(sentences.error());
  auto speakers = line.speakers(sentences->size());
  if (!speakers) return tl::unexpected(speakers.error());
  auto chains = line.chains(*sentences);
  if (!chains) return tl::unexpected(chains.error());
  return CoreferenceDocument{std::move(*id), line.genre(), std::move(*sentences),
                             std::move(*speakers), std::move(*chains)};
}

Result<void> require_words(const LineReader& line, const Sentences& gold) {
  const auto sentences = line.sentences();
  if (!sentences) return tl::unexpected(sentences.error());
  const auto [own, other] =
      std::mismatch(sentences->begin(), sentences->end(), gold.begin(), gold.end());
  if (own == sentences->end() && other == gold.end()) return {};
  return line.refuse(
      fmt::format("\"sentences\": sentence {} is another one than in the gold; both must have the "
                  "same words.",
                  own - sentences->begin()));
}

}  // namespace

Result<std::vector<CoreferenceDocument>> read_coreference(std::string_view lines,
                                                          std::string_view name) {
  std::vector<CoreferenceDocument> documents;
  std::set<std::string, std::less<>> known;
  const auto read = for_each_line(lines, name, [&](const LineReader& line) -> Result<void> {
    auto document = document_of(line);
    if (!document) return tl::unexpected(document.error());
    if (!known.insert(document->id).second)
      return line.refuse(fmt::format("the document \"{}\" comes a second time.", document->id));
    documents.push_back(std::move(*document));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  if (documents.empty())
    return failure(ErrorCode::Malformed,
                   "there is no document here; each is a line of JSON (docs/formats.md).",
                   std::string(name));
  return documents;
}

Result<PredictedChains> read_predicted_chains(std::string_view lines, std::string_view name,
                                              std::span<const CoreferenceDocument> gold) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < gold.size(); ++i) places.emplace(gold[i].id, i);
  PredictedChains predicted{
      std::vector<std::vector<CoreferenceChain>>(gold.size()), {}, gold.size()};
  std::set<std::size_t> known;
  const auto read = for_each_line(lines, name, [&](const LineReader& line) -> Result<void> {
    const auto id = line.id();
    if (!id) return tl::unexpected(id.error());
    const auto place = places.find(*id);
    if (place == places.end())
      return failure(ErrorCode::NotFound,
                     fmt::format("the gold has no document \"{}\"; names must be equal.", *id),
                     line.where());
    const auto& document = gold[place->second];
    if (!known.insert(place->second).second)
      return line.refuse(fmt::format("the document \"{}\" comes a second time.", *id));
    if (line.has_sentences())
      if (auto same = require_words(line, document.sentences); !same) return same;
    auto chains = line.chains(document.sentences);
    if (!chains) return tl::unexpected(chains.error());
    predicted.chains[place->second] = std::move(*chains);
    --predicted.without_prediction;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return predicted;
}

std::string to_coreference_line(const CoreferenceDocument& document,
                                std::span<const CoreferenceChain> chains) {
  using Json = nlohmann::ordered_json;
  Json line{{"doc", document.id}};
  if (!document.genre.empty()) line["genre"] = document.genre;
  line["sentences"] = document.sentences;
  if (!document.speakers.empty()) {
    Json& speakers = line["speakers"] = Json::array();
    for (const auto& label : document.speakers)
      speakers.push_back(label.empty() ? Json(nullptr) : Json(label));
  }
  Json& clusters = line["clusters"] = Json::array();
  for (const auto& chain : chains) {
    Json spans = Json::array();
    for (const auto& span : chain)
      spans.push_back(Json::array({span.sentence, span.begin, span.end}));
    clusters.push_back(std::move(spans));
  }
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace faultline::exchange
