// Makes models/english/lemmas.tsv, features.tsv and common-words.txt out of CoNLL-U files
// (training/language/README.md).
//
//   list_words FOLDER TRAIN.conllu ...
//
// The same input gives the same files.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "exchange/conllu.h"
#include "language/detail/characters.h"
#include "language/detail/lemmas.h"

namespace {

using namespace faultline;                    // the program trains what is inside rooms
using namespace faultline::language::detail;  //
using exchange::ConlluColumn;

using Counts = std::map<std::string, int>;

struct Seen {
  /// How often each lemma was given to a form with a tag, each string of features to a form with
  /// both tags (an empty form: to all of them).
  std::map<std::pair<std::string, std::string>, Counts> lemmas;
  std::map<std::tuple<std::string, std::string, std::string>, Counts> features;
  struct Uses {
    int small = 0;
    int name = 0;
  };
  std::map<std::string, Uses> words;
};

void count_word(const exchange::ConlluLine& line, Seen& seen) {
  const std::string& form = line[ConlluColumn::Form];
  const std::string& upos = line[ConlluColumn::Upos];
  const std::string& xpos = line[ConlluColumn::Xpos];
  const std::string lower = lower_case(form);
  const bool is_name = upos == "PROPN";
  ++seen.lemmas[{is_name ? form : lower, xpos}][line[ConlluColumn::Lemma]];
  ++seen.features[{lower, upos, xpos}][line[ConlluColumn::Feats]];
  ++seen.features[{"", upos, xpos}][line[ConlluColumn::Feats]];
  const bool has_letters_only = std::all_of(form.begin(), form.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  if (form.size() < 2 || !has_letters_only) return;
  Seen::Uses& use = seen.words[lower];
  if (is_name) ++use.name;
  if (!is_name && begins_lower(form)) ++use.small;
}

void count_words(const std::string& file, Seen& seen) {
  std::ifstream stream(file, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(stream)), {});
  const auto sentences = exchange::read_conllu(content, file);
  if (!stream || !sentences) {
    std::cerr << file << " can not be read.\n";
    std::exit(3);
  }
  for (const exchange::ConlluSentence& sentence : *sentences) {
    for (const exchange::ConlluLine& line : sentence.lines) {
      if (line.kind == exchange::ConlluLine::Kind::Word) count_word(line, seen);
    }
  }
}

std::pair<std::string, int> usual(const Counts& counts) {
  return *std::max_element(counts.begin(), counts.end(), [](const auto& one, const auto& other) {
    return one.second < other.second;
  });
}

/// Lines for the forms whose lemma the rules miss; names are left to the rules.
std::string write_lemmas(const Seen& seen) {
  std::string content = "faultline-lemmas 1\n";
  for (const auto& [word, lemmas] : seen.lemmas) {
    const auto& [form, xpos] = word;
    if (xpos.starts_with("NNP") || xpos == "ADD" || xpos == "GW" || xpos == "FW") continue;
    const std::string lemma = usual(lemmas).first;
    if (lemma == lemma_by_rule(form, xpos) || lemma == "_") continue;
    content += form + "\t" + xpos + "\t" + lemma + "\n";
  }
  return content;
}

/// Lines for all pairs of tags, and for the forms that differ from them.
std::string write_features(const Seen& seen) {
  std::string content = "faultline-features 1\n";
  constexpr int least = 2;
  for (const auto& [word, features] : seen.features) {
    const auto& [form, upos, xpos] = word;
    auto [listed, count] = usual(features);
    const bool is_usual = listed == usual(seen.features.at({"", upos, xpos})).first;
    if (!form.empty() && (count < least || is_usual)) continue;
    if (listed == "_") listed.clear();
    content += form + "\t" + upos + "\t" + xpos + "\t" + listed + "\n";
  }
  return content;
}

/// Words that occur in small letters and seldom as names: a capital on them may mean nothing.
std::string write_common_words(const Seen& seen) {
  std::string content = "faultline-common-words 1\n";
  constexpr int least = 2;
  for (const auto& [word, use] : seen.words) {
    if (use.small >= least && use.small * 3 >= use.name) content += word + "\n";
  }
  return content;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::cerr << "list_words FOLDER TRAIN.conllu ...\n";
    return 2;
  }
  Seen seen;
  for (int i = 2; i < count; ++i) count_words(arguments[i], seen);
  const std::string folder = arguments[1];
  std::ofstream(folder + "/lemmas.tsv", std::ios::binary) << write_lemmas(seen);
  std::ofstream(folder + "/features.tsv", std::ios::binary) << write_features(seen);
  std::ofstream(folder + "/common-words.txt", std::ios::binary) << write_common_words(seen);
  return 0;
}
