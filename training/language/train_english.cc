// Makes models/english/tagger.txt, lemmas.tsv and common-words.txt out of CoNLL-U files
// (training/language/README.md).
//
//   train_english FOLDER EPOCHS TRAIN.conllu ...
//
// The same input gives the same files.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "language/detail/characters.h"
#include "language/detail/lemmas.h"
#include "language/detail/tag_features.h"
#include "language/detail/tagger.h"

namespace {

using namespace faultline::language::detail;  // the program trains what is inside this room
using faultline::language::Upos;

struct Example {
  std::vector<WordView> words;
  std::vector<std::string> forms;
  std::vector<std::string> tags;  // "VBZ/AUX"
  std::vector<std::uint32_t> classes;
};

/// How often each lemma was given to a form with a tag.
using LemmaCounts = std::map<std::pair<std::string, std::string>, std::map<std::string, int>>;

std::vector<Example> read_examples(const std::string& file, LemmaCounts& lemmas) {
  std::vector<Example> examples;
  std::ifstream stream(file);
  if (!stream) {
    std::cerr << file << " can not be read.\n";
    std::exit(3);
  }
  Example example;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty()) {
      if (!example.words.empty()) examples.push_back(std::move(example));
      example = {};
      continue;
    }
    if (line.front() == '#') continue;
    std::array<std::string, 5> fields;
    std::istringstream columns(line);
    for (std::string& field : fields) std::getline(columns, field, '\t');
    if (fields[0].find_first_of("-.") != std::string::npos) continue;
    example.words.push_back(view_word(fields[1]));
    example.forms.push_back(fields[1]);
    example.tags.push_back(fields[4] + "/" + fields[3]);
    const bool is_name = fields[3] == "PROPN";
    ++lemmas[{is_name ? fields[1] : lower_case(fields[1]), fields[4]}][fields[2]];
  }
  if (!example.words.empty()) examples.push_back(std::move(example));
  return examples;
}

/// A weight with its sum over time, for averaging (Daume's lazy form).
struct Weight {
  std::uint32_t tag_class = 0;
  double now = 0;
  double sum = 0;
  std::uint64_t changed = 0;
};

class Trainer {
 public:
  explicit Trainer(std::vector<std::string> classes) : classes_(std::move(classes)) {}

  /// One pass; the share of words that were tagged right while learning.
  double learn(const std::vector<const Example*>& examples) {
    std::size_t right = 0;
    std::size_t all = 0;
    for (const Example* example : examples) {
      std::uint32_t before = no_class;
      std::uint32_t before_that = no_class;
      for (std::size_t i = 0; i < example->words.size(); ++i) {
        ++step_;
        find_features(example->words, i, before, before_that, features_);
        const std::uint32_t guess = best();
        const std::uint32_t gold = example->classes[i];
        if (guess != gold) {
          for (const FeatureHash feature : features_) {
            change(feature, gold, 1);
            change(feature, guess, -1);
          }
        }
        right += guess == gold ? 1 : 0;
        ++all;
        before_that = before;
        before = guess;
      }
    }
    return static_cast<double>(right) / static_cast<double>(all);
  }

  /// Averaged, without weights below `least`, scaled so that the largest fit in a byte. Without
  /// them the model is a third as large and loses 0.3 points.
  [[nodiscard]] std::vector<TaggerRow> rows(double least) const {
    const auto time = static_cast<double>(step_);
    const double scale = 3;
    std::vector<TaggerRow> rows;
    for (const auto& [feature, weights] : weights_) {
      TaggerRow row{feature, {}};
      for (const Weight& weight : weights) {
        const double mean =
            (weight.sum + weight.now * static_cast<double>(step_ - weight.changed)) / time;
        if (std::abs(mean) < least) continue;
        const double scaled = std::clamp(std::round(mean * scale), -127.0, 127.0);
        if (scaled == 0) continue;
        row.weights.push_back(
            {static_cast<std::uint8_t>(weight.tag_class), static_cast<std::int8_t>(scaled)});
      }
      std::sort(row.weights.begin(), row.weights.end(),
                [](const TagWeight& one, const TagWeight& other) {
                  return one.tag_class < other.tag_class;
                });
      if (!row.weights.empty()) rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [](const TaggerRow& one, const TaggerRow& other) {
      return one.feature < other.feature;
    });
    return rows;
  }

 private:
  std::uint32_t best() {
    scores_.assign(classes_.size(), 0);
    for (const FeatureHash feature : features_) {
      const auto found = weights_.find(feature);
      if (found == weights_.end()) continue;
      for (const Weight& weight : found->second) scores_[weight.tag_class] += weight.now;
    }
    return static_cast<std::uint32_t>(std::max_element(scores_.begin(), scores_.end()) -
                                      scores_.begin());
  }

  void change(FeatureHash feature, std::uint32_t tag_class, double by) {
    std::vector<Weight>& weights = weights_[feature];
    auto weight = std::find_if(weights.begin(), weights.end(),
                               [&](const Weight& known) { return known.tag_class == tag_class; });
    if (weight == weights.end()) weight = weights.insert(weights.end(), {tag_class, 0, 0, step_});
    weight->sum += weight->now * static_cast<double>(step_ - weight->changed);
    weight->changed = step_;
    weight->now += by;
  }

  std::vector<std::string> classes_;
  std::unordered_map<FeatureHash, std::vector<Weight>> weights_;
  std::array<FeatureHash, features_per_word> features_{};
  std::vector<double> scores_;
  std::uint64_t step_ = 0;
};

/// The classes that occur at least `least` times, most frequent first.
std::vector<std::string> frequent_tags(const std::vector<Example>& examples, int least) {
  std::map<std::string, int> counts;
  for (const Example& example : examples)
    for (const std::string& tag : example.tags) ++counts[tag];
  std::vector<std::string> tags;
  for (const auto& [tag, count] : counts)
    if (count >= least) tags.push_back(tag);
  std::stable_sort(tags.begin(), tags.end(), [&](const std::string& one, const std::string& other) {
    return counts[one] > counts[other];
  });
  return tags;
}

/// The class of `tag`, or of the most frequent one with the same universal part.
std::uint32_t class_of(const std::string& tag, const std::vector<std::string>& classes) {
  const auto exact = std::find(classes.begin(), classes.end(), tag);
  if (exact != classes.end()) return static_cast<std::uint32_t>(exact - classes.begin());
  const std::string upos = tag.substr(tag.rfind('/'));
  const auto near = std::find_if(classes.begin(), classes.end(),
                                 [&](const std::string& known) { return known.ends_with(upos); });
  return near == classes.end() ? 0 : static_cast<std::uint32_t>(near - classes.begin());
}

/// Lines for the forms whose lemma the rules miss; names are left to the rules.
std::string write_lemmas(const LemmaCounts& counts) {
  std::string content = "faultline-lemmas 1\n";
  for (const auto& [word, lemmas] : counts) {
    const auto& [form, xpos] = word;
    if (xpos.starts_with("NNP") || xpos == "ADD" || xpos == "GW" || xpos == "FW") continue;
    const auto usual = std::max_element(
        lemmas.begin(), lemmas.end(),
        [](const auto& one, const auto& other) { return one.second < other.second; });
    if (usual->first == lemma_by_rule(form, xpos) || usual->first == "_") continue;
    content += form + "\t" + xpos + "\t" + usual->first + "\n";
  }
  return content;
}

/// Words that occur in small letters and seldom as names: a capital on them may mean nothing.
std::string write_common_words(const std::vector<Example>& examples) {
  struct Uses {
    int small = 0;
    int name = 0;
  };
  std::map<std::string, Uses> uses;
  for (const Example& example : examples) {
    for (std::size_t i = 0; i < example.forms.size(); ++i) {
      const std::string& form = example.forms[i];
      const bool has_letters_only = std::all_of(form.begin(), form.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      });
      if (form.size() < 2 || !has_letters_only) continue;
      Uses& use = uses[lower_case(form)];
      const bool is_name = example.tags[i].ends_with("/PROPN");
      if (is_name) ++use.name;
      if (!is_name && begins_lower(form)) ++use.small;
    }
  }
  std::string content = "faultline-common-words 1\n";
  constexpr int least = 2;
  for (const auto& [word, use] : uses) {
    if (use.small >= least && use.small * 3 >= use.name) content += word + "\n";
  }
  return content;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 4) {
    std::cerr << "train_english FOLDER EPOCHS TRAIN.conllu ...\n";
    return 2;
  }
  const std::string folder = arguments[1];
  const int epochs = std::atoi(arguments[2]);
  std::vector<Example> examples;
  LemmaCounts lemmas;
  for (int i = 3; i < count; ++i) {
    std::vector<Example> more = read_examples(arguments[i], lemmas);
    std::move(more.begin(), more.end(), std::back_inserter(examples));
  }
  const std::vector<std::string> tags = frequent_tags(examples, 10);
  std::vector<TagClass> classes;
  for (const std::string& tag : tags) {
    const std::size_t slash = tag.rfind('/');
    classes.push_back({tag.substr(0, slash), parse_upos(tag.substr(slash + 1))});
  }
  for (Example& example : examples)
    for (const std::string& tag : example.tags) example.classes.push_back(class_of(tag, tags));

  Trainer trainer(tags);
  std::vector<const Example*> order;
  for (const Example& example : examples) order.push_back(&example);
  std::mt19937 random(1);
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    std::cerr << "epoch " << epoch << ": " << trainer.learn(order) << " right while learning\n";
  }
  const std::vector<TaggerRow> rows = trainer.rows(1.0);
  std::ofstream(folder + "/tagger.txt", std::ios::binary) << write_tagger(classes, rows);
  std::ofstream(folder + "/lemmas.tsv", std::ios::binary) << write_lemmas(lemmas);
  std::ofstream(folder + "/common-words.txt", std::ios::binary) << write_common_words(examples);
  std::cerr << classes.size() << " tags, " << rows.size() << " features\n";
}
