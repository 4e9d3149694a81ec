// Gives the trainer of the mention ranker what reading gives it, by the same code.
//
//   serve_pairs FILE.jsonl > OUT
//
// FILE has a document on each line: {"doc", "sentences": [[word, ...], ...], "speakers": [...]}.
// Little endian: the width of states; then for each document its phrases (sentence, begin, end in
// the sentence, head in the document, kind), their answers, for each its candidates (number of
// them, then phrase and answers of each), and the states of heads, first and last words.

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "actors/detail/mention_features.h"
#include "actors/detail/naming.h"
#include "language/engine.h"

namespace {

using namespace faultline;
using namespace faultline::actors::detail;

void put(const void* bytes, std::size_t size) { std::fwrite(bytes, 1, size, stdout); }
void put(std::uint32_t number) { put(&number, sizeof number); }

struct Given {
  std::string text;
  std::vector<std::vector<ByteSpan>> sentences;
  std::vector<std::uint32_t> speakers;  // by sentence
};

Given given_of(const nlohmann::json& line) {
  Given given;
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& sentence : line.at("sentences")) {
    std::vector<ByteSpan> words;
    for (const auto& word : sentence) {
      const auto begin = static_cast<std::uint32_t>(given.text.size());
      given.text += word.get<std::string>();
      words.push_back({{begin}, {static_cast<std::uint32_t>(given.text.size())}});
      given.text += ' ';
    }
    given.sentences.push_back(std::move(words));
  }
  if (line.contains("speakers")) {
    for (const auto& speaker : line.at("speakers")) {
      const std::string name = speaker.is_string() ? speaker.get<std::string>() : "";
      const auto place = numbers.try_emplace(name, numbers.size() + 1).first;
      given.speakers.push_back(name.empty() ? 0 : place->second);
    }
  }
  given.speakers.resize(given.sentences.size());
  return given;
}

void put_document(const language::Engine& engine, const Given& given) {
  const language::Analysis analysis = engine.analyse_words_with_states(given.text, given.sentences);
  const Words words(analysis.document);
  Entities entities({}, std::nullopt);
  const std::vector<Sighting> names = link_names(words, nullptr, {}, entities);
  const std::vector<Voice> voices = voices_of(words, given.speakers);
  const std::vector<Phrase> phrases = find_phrases(words);
  const std::vector<PhraseFacts> facts = phrase_facts(words, phrases, names, entities, voices);
  const FeatureFinder finder(words, analysis.states, facts);
  put(static_cast<std::uint32_t>(phrases.size()));
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t i = 0; i < phrases.size(); ++i) {
    const Phrase& phrase = phrases[i];
    const Index first = words.sentence_begin(phrase.head);
    put(words.sentence(phrase.head));
    put(phrase.tokens.begin.value - first);
    put(phrase.tokens.end.value - first);
    put(phrase.head);
    put(static_cast<std::uint32_t>(phrase.kind));
    put(facts[i].entity ? *facts[i].entity + 1 : 0U);
    put(static_cast<std::uint32_t>(facts[i].gender));
    put(facts[i].voice.speaker);
    const PhraseFeatures own = finder.of(i);
    put(own.data(), sizeof own);
    for (const Index token :
         {phrase.head, phrase.tokens.begin.value, phrase.tokens.end.value - 1}) {
      put(analysis.states.of({token}).data(), analysis.states.width);
    }
    finder.candidates(i, candidates);
    put(static_cast<std::uint32_t>(candidates.size()));
    for (const std::uint32_t candidate : candidates) put(candidate);
    for (const std::uint32_t candidate : candidates) {
      const PairFeatures pair = finder.of(i, candidate);
      put(pair.data(), sizeof pair);
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: serve_pairs FILE.jsonl\n", stderr);
    return 2;
  }
  try {
    const auto engine = language::Engine::load();
    if (!engine) throw std::runtime_error(engine.error().message);
    std::ifstream in(arguments[1]);
    if (!in) throw std::runtime_error(std::string("Cannot read ") + arguments[1] + ".");
    put(static_cast<std::uint32_t>(engine->states_width()));
    put(static_cast<std::uint32_t>(phrase_questions));
    put(static_cast<std::uint32_t>(pair_questions));
    put(static_cast<std::uint32_t>(phrase_answers));
    put(static_cast<std::uint32_t>(pair_answers));
    for (std::string line; std::getline(in, line);) {
      put_document(*engine, given_of(nlohmann::json::parse(line)));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
