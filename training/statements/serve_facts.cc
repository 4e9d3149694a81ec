// Gives the trainer of the statement networks what reading gives them, by the same code.
//
//   serve_facts POLNEAR_FOLDER
//
// On standard output, little endian: the number of articles, then for each of them its name, its
// bytes, tokens (begin, end), sentences and stretches (begin, end in tokens), heads, facts and
// states. Then it answers requests on standard input until that ends: six numbers (article, window
// begin, end, cue begin, end, 0) by the anchor and the pair facts of the window.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "polnear.h"
#include "statements/detail/facts.h"

namespace {

using namespace faultline;
using namespace faultline::statements::detail;

void put(const void* bytes, std::size_t size) { std::fwrite(bytes, 1, size, stdout); }
void put(std::uint32_t number) { put(&number, sizeof number); }
void put(std::string_view text) {
  put(static_cast<std::uint32_t>(text.size()));
  put(text.data(), text.size());
}

void put_article(const training::GoldArticle& article, const MarkedWords& words) {
  const language::Document& document = article.document;
  put(article.name);
  put(document.text);
  put(static_cast<std::uint32_t>(document.tokens.size()));
  for (const language::Token& token : document.tokens) {
    put(token.span.begin.value);
    put(token.span.end.value);
  }
  put(static_cast<std::uint32_t>(document.sentences.size()));
  for (const language::Sentence& sentence : document.sentences) {
    put(sentence.tokens.begin.value);
    put(sentence.tokens.end.value);
  }
  const std::vector<Stretch> stretches = paragraphs_of(document);
  put(static_cast<std::uint32_t>(stretches.size()));
  for (const Stretch& stretch : stretches) {
    put(stretch.tokens.begin.value);
    put(stretch.tokens.end.value);
  }
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    put(document.tokens[i].head ? document.tokens[i].head->value : i);
  }
  std::vector<WordFacts> facts(words.size());
  for (const Stretch& stretch : stretches) {
    const std::vector<WordFacts> own = word_facts(words, Lexicon::english(), stretch);
    std::copy(own.begin(), own.end(), facts.begin() + stretch.tokens.begin.value);
  }
  put(facts.data(), facts.size() * sizeof(WordFacts));
  put(static_cast<std::uint32_t>(article.states.width));
  put(article.states.rows.data(), article.states.rows.size());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: serve_facts POLNEAR_FOLDER\n", stderr);
    return 2;
  }
  try {
    const auto engine = language::Engine::load();
    if (!engine) throw std::runtime_error(engine.error().message);
    std::vector<training::GoldArticle> articles =
        training::read_polnear(arguments[1], *engine, /*with_states=*/true);
    std::vector<MarkedWords> words;
    put(static_cast<std::uint32_t>(articles.size()));
    for (training::GoldArticle& article : articles) {
      words.push_back(mark_words(article.document, Lexicon::english()));
      put_article(article, words.back());
      article.states = {};
    }
    std::fflush(stdout);
    std::uint32_t request[6];
    while (std::fread(request, sizeof request, 1, stdin) == 1) {
      const MarkedWords& own = words.at(request[0]);
      const TokenSpan cue{{request[3]}, {request[4]}};
      const CueSite site{cue, anchor_of(own, cue)};
      const std::vector<PairFacts> facts = pair_facts(own, site, {{{request[1]}, {request[2]}}});
      put(site.anchor);
      put(facts.data(), facts.size() * sizeof(PairFacts));
      if (request[5] != 0) std::fflush(stdout);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
