#pragma once
// A codebook's phrases in a run of words, and which way the words around them turn them.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "positions/codebook.h"
#include "positions/detail/stance_words.h"

namespace faultline::positions::detail {

/// Words of one statement's content, in order, without marks.
struct Words {
  struct Word {
    std::uint32_t token = 0;       // of the document; of a text alone, the word's number
    bool is_foreign = false;       // reported of somebody else
    bool is_reported_cue = false;  // with which that is reported: "call" in "his call for talks"
    bool ends_sentence = false;    // nothing reaches over it
    bool ends_part = false;        // a comma, a dash or a bracket follows
    StanceKind kind = StanceKind::None;
    std::uint32_t kind_length = 1;  // words of the entry that begins here
  };
  std::vector<std::string> stems;
  std::vector<Word> words;

  [[nodiscard]] std::size_t size() const { return words.size(); }
  void add(std::string_view form, const Word& word);
  /// To be called once all words are there: looks the stance words up.
  void look_up(const StanceWords& table);
};

/// The words of a text alone.
[[nodiscard]] Words words_of(std::string_view text);

/// True if `form` is a mark that ends a sentence, or a part of one.
[[nodiscard]] bool is_sentence_end(std::string_view form);
[[nodiscard]] bool is_part_end(std::string_view form);

/// How a statement's cue bears on its content.
enum class Attitude : std::uint8_t {
  Plain,       // the speaker says it
  Hostile,     // criticises it, accuses somebody of it: what is bad anyway is not turned twice
  Denied,      // denies it, refuses to do it
  Supportive,  // praises it
  Open         // asks, or does not say: no stand at all
};
/// By the cue's words. A clause ("complained that ...") is the speaker's own word, whatever the
/// cue.
[[nodiscard]] Attitude attitude_of(std::string_view cue, std::string_view content);

/// +1 or -1: which way the words around the word at `at`, and the cue, turn it.
[[nodiscard]] int turn_of(const Words& words, std::size_t at, Attitude attitude);

struct PhraseHit {
  std::uint32_t concept_index = 0;
  int agreement = 0;      // after all turns
  int weight = 2;         // 1 in a concession
  std::size_t first = 0;  // into the words
  std::size_t last = 0;
  std::size_t length = 0;     // of the phrase, in words
  bool is_evaluated = false;  // words of the speaker's own take a side on it
};

/// Immutable.
class Phrases {
 public:
  explicit Phrases(const Codebook& codebook);

  /// Every phrase that matches, longest first where two of one concept overlap, in order of place.
  /// Of what is reported of somebody else, only what the speaker takes a side on.
  [[nodiscard]] std::vector<PhraseHit> find(const Words& words, Attitude attitude) const;

 private:
  struct Phrase {
    std::vector<std::string> stems;  // without articles
    std::uint32_t concept_index = 0;
    int agreement = 0;
    bool is_blame = false;  // says itself that it is bad: "a trap", "appeasement"
    bool says_no = false;   // begins with a negation
  };
  void add(const std::vector<std::string>& texts, std::uint32_t concept_index, int agreement);
  [[nodiscard]] static bool match(const Words& words, const Phrase& phrase, PhraseHit& hit);

  std::unordered_map<std::string, std::vector<Phrase>> by_first_;
};

}  // namespace faultline::positions::detail
