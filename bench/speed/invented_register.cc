#include "invented_register.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <unordered_set>

#include "invented_news.h"

namespace faultline::bench {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 24> onsets = {"b",  "br", "d",  "dr", "f", "g", "gr", "h",
                                          "j",  "k",  "kr", "l",  "m", "n", "p",  "pr",
                                          "qu", "r",  "s",  "sh", "t", "v", "w",  "z"};
constexpr std::array<Words, 10> vowels = {"a", "e", "i", "o", "u", "ai", "ei", "ou", "ia", "é"};
constexpr std::array<Words, 10> codas = {"", "", "", "n", "r", "l", "s", "nd", "rt", "k"};
constexpr std::array<Words, 12> heads = {"Ministry",  "Union",    "Party",   "Council",
                                         "Committee", "League",   "Bank",    "Institute",
                                         "Assembly",  "Movement", "Society", "Agency"};
constexpr std::array<Words, 16> fields = {
    "Water",  "Roads",   "Ports",    "Trade",   "Defence", "Health",  "Culture", "Labour",
    "Energy", "Justice", "Industry", "Science", "Fishery", "Housing", "Finance", "Forests"};
constexpr std::array<Words, 12> ranks = {"Minister", "Deputy Minister", "Secretary", "Director",
                                         "Chairman", "Governor",        "Adviser",   "Spokesman",
                                         "Head",     "Commissioner",    "President", "Ambassador"};
constexpr std::array<Words, 8> cyrillic = {"ва", "ни", "ко", "ле", "ра", "ми", "то", "са"};
constexpr std::array<Words, 8> arabic = {"با", "قر", "من", "صو", "لي", "حم", "را", "نو"};
constexpr std::array<Words, 30> plain_words = {
    "the",    "of",     "and",  "said",    "that",   "in",      "a",      "to",
    "has",    "budget", "not",  "from",    "vote",   "after",   "week",   "they",
    "talks",  "water",  "will", "chamber", "bridge", "against", "before", "rain",
    "treaty", "nobody", "cut",  "since",   "for",    "reports"};

class Namer {
 public:
  explicit Namer(std::uint64_t seed) : draw_(seed) {
    for (int i = 0; i < 400; ++i) given_.push_back(word(1 + draw_.below(2)));
    for (int i = 0; i < 60'000; ++i) family_.push_back(word(2 + draw_.below(2)));
    for (int i = 0; i < 20; ++i) countries_.push_back(word(2));
  }

  std::vector<actors::Actor> actors(std::uint32_t names) {
    std::vector<actors::Actor> all;
    std::unordered_set<std::string> ids;
    for (std::uint32_t made = 0; made < names;) {
      actors::Actor actor = draw_.below(5) == 0 ? organisation() : person();
      actor.id = actors::slug(actor.name);
      if (!ids.insert(actor.id).second) continue;
      const auto room = static_cast<std::size_t>(names - made - 1);
      if (actor.aliases.size() > room) actor.aliases.resize(room);
      made += 1 + static_cast<std::uint32_t>(actor.aliases.size());
      all.push_back(std::move(actor));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return all;
  }

 private:
  template <class List>
  const auto& any(const List& list) {
    return list[draw_.below(static_cast<std::uint32_t>(list.size()))];
  }

  std::string word(std::uint32_t syllables) {
    std::string made;
    for (std::uint32_t s = 0; s < syllables; ++s) {
      made += any(onsets);
      made += any(vowels);
      made += any(codas);
    }
    made.front() = static_cast<char>(made.front() - 'a' + 'A');
    return made;
  }

  template <class List>
  std::string letters(const List& syllables) {
    std::string made;
    for (int s = 0; s < 4; ++s) made += any(syllables);
    return made;
  }

  PartialDate date() {
    using namespace std::chrono;
    const Day first{year(1950 + static_cast<int>(draw_.below(75))), month(1 + draw_.below(12)),
                    day(1 + draw_.below(28))};
    return {first, Precision::ByDay};
  }

  Period period() {
    PartialDate from = date();
    const PartialDate to{add_days(from.first, 200 + static_cast<int>(draw_.below(3000))),
                         Precision::ByDay};
    return draw_.below(4) == 0 ? Period{from, std::nullopt} : Period{from, to};
  }

  std::string office() {
    return std::string(any(ranks)) + " of " + std::string(any(fields)) + " of " + any(countries_);
  }

  actors::Actor person() {
    actors::Actor actor;
    const std::string& given = any(given_);
    const std::string& family = any(family_);
    actor.name = given + " " + (draw_.below(3) == 0 ? any(given_) + " " : "") + family;
    actor.pronoun = draw_.below(2) == 0 ? "he" : "she";
    actor.aliases.push_back(given.substr(0, 1) + ". " + family);
    if (draw_.below(2) == 0) actor.aliases.push_back(given + "-" + any(given_) + " " + family);
    if (draw_.below(3) == 0) actor.aliases.push_back(letters(cyrillic) + " " + letters(cyrillic));
    if (draw_.below(3) == 0) actor.aliases.push_back(letters(arabic) + " " + letters(arabic));
    if (draw_.below(3) == 0)
      actor.aliases.push_back(std::string(any(ranks)) + " " + given + " " + family);
    actor.roles.push_back({office(), period(), "gazette 17"});
    if (draw_.below(2) == 0)
      actor.blocs.push_back({any(countries_) + " Alliance", period(), "roll"});
    return actor;
  }

  actors::Actor organisation() {
    actors::Actor actor;
    actor.kind = actors::ActorKind::Organization;
    const std::string head(any(heads));
    const std::string field(any(fields));
    const std::string& place = any(family_);
    actor.name = head + " of " + field + " of " + place;
    actor.aliases.push_back(place + " " + field + " " + head);
    actor.aliases.push_back("the " + head + " of " + place);
    if (draw_.below(3) == 0) actor.aliases.push_back(letters(cyrillic) + " " + letters(cyrillic));
    return actor;
  }

  Draw draw_;
  std::vector<std::string> given_;
  std::vector<std::string> family_;
  std::vector<std::string> countries_;
};

/// Words, full stops and commas by blanks and bytes, as a tokenizer would give them.
class Typist {
 public:
  void word(std::string_view form) {
    if (!text_.empty()) text_ += ' ';
    add(form);
  }

  /// The words of a name; hyphens and full stops are tokens of their own.
  void name(std::string_view words) {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find_first_of(" -.", begin), words.size());
      if (end > begin) {
        if (begin == 0 || words[begin - 1] == ' ') text_ += ' ';
        add(words.substr(begin, end - begin));
      }
      if (end < words.size() && words[end] != ' ') add(words.substr(end, 1));
      begin = end + 1;
    }
  }

  void mark(std::string_view form) { add(form); }

  void end_sentence() {
    mark(".");
    const auto end = static_cast<std::uint32_t>(document_.tokens.size());
    document_.sentences.push_back(
        {{{first_}, {end}},
         {document_.tokens[first_].span.begin, document_.tokens[end - 1].span.end}});
    first_ = end;
  }

  [[nodiscard]] std::uint32_t next() const {
    return static_cast<std::uint32_t>(document_.tokens.size());
  }
  [[nodiscard]] std::size_t size() const { return text_.size(); }

  language::Document document() {
    const auto sentences = static_cast<std::uint32_t>(document_.sentences.size());
    document_.paragraphs.push_back({language::BlockKind::Body,
                                    {{0}, {static_cast<std::uint32_t>(text_.size())}},
                                    {{0}, {sentences}}});
    document_.text = std::move(text_);
    return std::move(document_);
  }

 private:
  void add(std::string_view form) {
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += form;
    language::Token token;
    token.span = {{begin}, {static_cast<std::uint32_t>(text_.size())}};
    document_.tokens.push_back(std::move(token));
  }

  std::string text_;
  language::Document document_;
  std::uint32_t first_ = 0;  // token of the sentence
};

}  // namespace

std::vector<actors::Actor> invented_register(std::uint32_t names, std::uint64_t seed) {
  return Namer(seed).actors(names);
}

NamedText text_with_names(std::span<const actors::Actor> known, std::uint32_t bytes,
                          std::uint64_t seed) {
  Draw draw(seed);
  Typist typist;
  NamedText result;
  while (typist.size() < bytes) {
    for (std::uint32_t w = 0, words = 8 + draw.below(20); w < words; ++w) {
      typist.word(plain_words[draw.below(plain_words.size())]);
      if (draw.below(20) != 0) continue;
      typist.mark(",");
      const std::uint32_t actor = draw.below(static_cast<std::uint32_t>(known.size()));
      result.planted.push_back({typist.next(), actor});
      typist.name(known[actor].name);
      typist.mark(",");
    }
    typist.end_sentence();
  }
  result.document = typist.document();
  return result;
}

}  // namespace faultline::bench
