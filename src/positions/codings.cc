#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "positions/detail/act_lexicon.h"
#include "positions/detail/places.h"
#include "positions/detail/stems.h"
#include "positions/positions.h"

namespace faultline::positions {
namespace {

using statements::Statement;

constexpr std::size_t kWordsBetween = 2;
constexpr std::size_t kNegationReach = 3;  // "not in favour of": how far before the phrase
constexpr float kPhraseConfidence =
    0.8F;  // how often a phrase says what the codebook's maker meant

struct Phrase {
  std::vector<std::string> stems;
  std::uint32_t concept_index = 0;
  int agreement = 0;
};

/// A word of a content that is the speaker's own.
struct ContentWord {
  std::uint32_t token = 0;
  std::string stem;
  bool is_negation = false;
  bool ends_sentence = false;  // nothing reaches over it
};

struct Match {
  std::size_t first = 0;  // into the content's words
  std::size_t last = 0;
  bool is_turned = false;
};

bool is_negation(const std::string& stem) {
  static constexpr std::string_view kNegations[] = {"not",     "n't",     "never", "no",
                                                    "without", "neither", "nor",   "against",
                                                    "cannot",  "stop",    "rather"};
  return std::find(std::begin(kNegations), std::end(kNegations), stem) != std::end(kNegations);
}

bool ends_sentence(std::string_view form) {
  return form == "." || form == "?" || form == "!" || form == ";";
}

/// The codebook's phrases by their first stem.
class Phrases {
 public:
  explicit Phrases(const Codebook& codebook) {
    for (std::uint32_t c = 0; c < codebook.concepts.size(); ++c) {
      add(codebook.concepts[c].in_favour, c, 1);
      add(codebook.concepts[c].against, c, -1);
    }
  }

  [[nodiscard]] const std::vector<Phrase>* beginning_with(const std::string& stem) const {
    const auto found = by_first_.find(stem);
    return found == by_first_.end() ? nullptr : &found->second;
  }

 private:
  void add(const std::vector<std::string>& texts, std::uint32_t concept_index, int agreement) {
    for (const std::string& text : texts) {
      Phrase phrase{detail::stems(text), concept_index, agreement};
      if (phrase.stems.empty()) continue;
      by_first_[phrase.stems.front()].push_back(std::move(phrase));
    }
  }
  std::unordered_map<std::string, std::vector<Phrase>> by_first_;
};

std::optional<Match> match_at(const std::vector<ContentWord>& words, std::size_t first,
                              const Phrase& phrase) {
  Match match{first, first, false};
  std::size_t at = first;
  for (std::size_t next = 1; next < phrase.stems.size(); ++next) {
    const std::size_t limit = std::min(words.size(), at + 2 + kWordsBetween);
    std::size_t i = at + 1;
    for (; i < limit && !words[i - 1].ends_sentence && words[i].stem != phrase.stems[next]; ++i) {
      match.is_turned = match.is_turned != words[i].is_negation;
    }
    if (i >= limit || words[i - 1].ends_sentence) return std::nullopt;
    at = i;
  }
  match.last = at;
  const bool says_no = is_negation(phrase.stems.front());
  for (std::size_t back = 1; !says_no && back <= kNegationReach && back <= first; ++back) {
    if (words[first - back].ends_sentence) break;
    if (words[first - back].is_negation) {
      match.is_turned = !match.is_turned;
      break;
    }
  }
  return match;
}

/// What one statement says for and against each concept.
struct Votes {
  int sum = 0;
  TokenSpan evidence;
  std::size_t length = 0;  // of the longest phrase that agrees with the evidence
};

class Coder {
 public:
  Coder(const language::Document& document, std::span<const Statement> statements,
        const Codebook& codebook)
      : document_(document),
        statements_(statements),
        phrases_(codebook),
        places_(document, statements) {}

  std::vector<Coding> run() {
    std::vector<Coding> codings;
    for (std::uint32_t s = 0; s < statements_.size(); ++s) {
      if (statements_[s].speaker) code(s, codings);
    }
    return codings;
  }

 private:
  void code(std::uint32_t s, std::vector<Coding>& codings) const {
    const int turn = attitude(statements_[s]);
    if (turn == 0) return;
    const std::vector<ContentWord> words = own_words(s);
    std::unordered_map<std::uint32_t, Votes> votes;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::vector<Phrase>* const phrases = phrases_.beginning_with(words[i].stem);
      if (phrases == nullptr) continue;
      for (const Phrase& phrase : *phrases) {
        const std::optional<Match> match = match_at(words, i, phrase);
        if (match) vote(words, *match, phrase, turn, votes[phrase.concept_index]);
      }
    }
    const std::size_t first = codings.size();
    for (const auto& [concept_index, vote] : votes) {
      if (vote.sum == 0) continue;
      codings.push_back({StatementIndex{s}, *statements_[s].speaker, concept_index,
                         vote.sum > 0 ? 1 : -1, document_.bytes(vote.evidence),
                         statements_[s].confidence * kPhraseConfidence});
    }
    std::sort(codings.begin() + static_cast<std::ptrdiff_t>(first), codings.end(),
              [](const Coding& a, const Coding& b) { return a.concept_index < b.concept_index; });
  }

  static void vote(const std::vector<ContentWord>& words, const Match& match, const Phrase& phrase,
                   int turn, Votes& votes) {
    const int agreement = (match.is_turned ? -phrase.agreement : phrase.agreement) * turn;
    votes.sum += agreement;
    if (phrase.stems.size() <= votes.length) return;
    votes.length = phrase.stems.size();
    votes.evidence = {{words[match.first].token}, {words[match.last].token + 1}};
  }

  // The words of the content without those that it reports of somebody else.
  [[nodiscard]] std::vector<ContentWord> own_words(std::uint32_t s) const {
    std::vector<ContentWord> words;
    for (const ByteSpan span : statements_[s].content) {
      const TokenSpan tokens = document_.tokens_in(span);
      for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
        const std::string_view form = document_.form(TokenIndex{i});
        if (ends_sentence(form) && !words.empty()) words.back().ends_sentence = true;
        if (!detail::is_word(form) || !is_own(s, i)) continue;
        std::string stem = detail::stem(form);
        const bool negates = is_negation(stem);
        words.push_back({i, std::move(stem), negates, false});
      }
      if (!words.empty()) words.back().ends_sentence = true;
    }
    return words;
  }

  [[nodiscard]] bool is_own(std::uint32_t s, std::uint32_t token) const {
    std::optional<std::uint32_t> inner = places_.innermost_content(token);
    while (inner && *inner != s) {
      if (statements_[*inner].speaker != statements_[s].speaker) return false;
      const auto& outer = statements_[*inner].nested_in;
      inner = outer ? std::optional(outer->value) : std::nullopt;
    }
    return true;
  }

  // +1: the speaker says it; -1: turns against it ("rejected talks"); 0: reports it of others.
  [[nodiscard]] int attitude(const Statement& statement) const {
    int sign = 1;
    for (const ByteSpan span : statement.cue) {
      const TokenSpan tokens = document_.tokens_in(span);
      for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
        const language::Token& token = document_.tokens[i];
        if (is_negation(detail::stem(document_.form(token)))) sign = -sign;
        if (token.lemma == "accuse" || token.lemma == "ask" || token.lemma == "wonder") return 0;
        if (is_refusal(token.lemma)) sign = -sign;
      }
    }
    return sign;
  }

  static bool is_refusal(std::string_view lemma) {
    if (lemma == "decline" || lemma == "deny" || lemma == "veto") return true;
    for (const detail::ActWord& word :
         detail::ActLexicon::english().find(detail::WordKind::Verb, lemma)) {
      if (word.act && sign_of(*word.act) < 0 && *word.act != Act::Threaten) return true;
    }
    return false;
  }

  const language::Document& document_;
  std::span<const Statement> statements_;
  Phrases phrases_;
  detail::Places places_;
};

}  // namespace

std::vector<Coding> code_statements(const language::Document& document, const actors::Cast& cast,
                                    std::span<const Statement> statements,
                                    const Codebook& codebook) {
  if (codebook.concepts.empty()) return {};
  std::vector<Coding> codings = Coder(document, statements, codebook).run();
  for (Coding& coding : codings) coding.actor = cast.answerable(coding.actor);
  return codings;
}

}  // namespace faultline::positions
