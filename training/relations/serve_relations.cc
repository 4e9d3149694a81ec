// Gives the trainer of the relation network what reading gives it, by the same code.
//
//   serve_relations FILE.tsv > OUT
//
// FILE as in docs/formats.md. Little endian: the width of states, then for each line its class, the
// number of words in the window, twice (for the first end and the second, and the other way round)
// the five anchors as places in the window, the facts of the words beside the pair and those of the
// pair; then of all words the facts, the keys and the states.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "exchange/relation_pairs.h"
#include "language/engine.h"
#include "nets/kernels.h"
#include "positions/detail/relation_facts.h"
#include "positions/marked_pair.h"

namespace {

using namespace faultline;
using namespace faultline::positions::detail;
using faultline::positions::PairEnd;

void put(const void* bytes, std::size_t size) { std::fwrite(bytes, 1, size, stdout); }
void put(std::uint32_t number) { put(&number, sizeof number); }

std::string text_of(const char* file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(std::string("Cannot read ") + file + ".");
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class Loaded>
Loaded take(Result<Loaded> loaded) {
  if (!loaded) throw std::runtime_error(loaded.error().where + ": " + loaded.error().message);
  return std::move(*loaded);
}

struct Stages {
  language::Engine engine = take(language::Engine::load());
  actors::CastFinder casting = take(actors::CastFinder::load());
  statements::Finder finder = take(statements::Finder::load());
};

void put_pair(const Stages& stages, const exchange::MarkedPair& pair) {
  const language::Analysis analysis = stages.engine.analyse_with_states(pair.text);
  const auto& document = analysis.document;
  const auto marked = positions::mark_actors(
      document, stages.casting.find(document, analysis.states, {}), pair.first, pair.second);
  const auto statements = stages.finder.find(document, analysis.states, marked.cast);
  const auto relations = positions::find_relations(document, marked.cast, statements);
  const RelationFacts facts(document, marked.cast, statements, relations);
  const auto& [cast, first, second] = marked;
  const auto window = facts.window(first, second);
  put(static_cast<std::uint32_t>(pair.relation.value()));
  put(static_cast<std::uint32_t>(window.size()));
  for (const auto& [one, other] : {std::pair{first, second}, std::pair{second, first}}) {
    for (const std::uint32_t anchor : facts.anchors_of(one, other)) {
      const auto place = std::lower_bound(window.begin(), window.end(), anchor);
      put(static_cast<std::uint32_t>(
          std::min<std::ptrdiff_t>(place - window.begin(), std::ssize(window) - 1)));
    }
    const auto beside = facts.beside(one, other, window);
    put(beside.data(), beside.size() * sizeof(BesideFacts));
    const auto both = facts.of_pair(one, other);
    put(both.data(), sizeof both);
  }
  for (const std::uint32_t token : window) {
    const WordFacts own = facts.of_word(token);
    put(own.data(), sizeof own);
  }
  for (const std::uint32_t token : window) {
    const auto keys = facts.keys_of(token);
    put(keys.data(), sizeof keys);
  }
  // As the network does, names and states of the ends are left out.
  const std::vector<std::uint8_t> nothing(analysis.states.width, nets::zero_activation);
  for (const std::uint32_t token : window) {
    const bool is_end =
        first.tokens.contains(TokenIndex{token}) || second.tokens.contains(TokenIndex{token});
    put(is_end ? nothing.data() : analysis.states.of({token}).data(), nothing.size());
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: serve_relations FILE.tsv\n", stderr);
    return 2;
  }
  try {
    const Stages stages;
    const auto pairs = take(exchange::read_pairs(text_of(arguments[1]), arguments[1]));
    put(static_cast<std::uint32_t>(stages.engine.states_width()));
    put(static_cast<std::uint32_t>(pairs.size()));
    for (const auto& pair : pairs) put_pair(stages, pair);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
