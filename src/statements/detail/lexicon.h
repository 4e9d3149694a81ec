#pragma once
// What is known about English words before a text is read: function words, and the words that
// report speech, belief, will and judgement (models/english/cues.tsv).

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace faultline::statements::detail {

/// One row of the cue table.
struct CueWord {
  std::string lemma;
  std::string category;  // say, believe, want, decree, judge, evidence ...
};

/// Closed classes as bits; a word may be of several.
namespace word_class {
inline constexpr std::uint32_t kBe = 1U << 0;
inline constexpr std::uint32_t kHave = 1U << 1;
inline constexpr std::uint32_t kDo = 1U << 2;
inline constexpr std::uint32_t kModal = 1U << 3;
inline constexpr std::uint32_t kNegation = 1U << 4;
inline constexpr std::uint32_t kSubjectPronoun = 1U << 5;  // he, they, who is apart
inline constexpr std::uint32_t kObjectPronoun = 1U << 6;   // him, them
inline constexpr std::uint32_t kPossessive = 1U << 7;      // his, their
inline constexpr std::uint32_t kDeterminer = 1U << 8;
inline constexpr std::uint32_t kQuantifier = 1U << 9;  // some, many: stand alone as a noun phrase
inline constexpr std::uint32_t kPreposition = 1U << 10;
inline constexpr std::uint32_t kCoordinator = 1U << 11;
inline constexpr std::uint32_t kSubordinator = 1U << 12;
inline constexpr std::uint32_t kThat = 1U << 13;
inline constexpr std::uint32_t kWh = 1U << 14;
inline constexpr std::uint32_t kRelative = 1U << 15;  // who, which, that
inline constexpr std::uint32_t kTo = 1U << 16;
inline constexpr std::uint32_t kAdverb = 1U << 17;
inline constexpr std::uint32_t kTime = 1U << 18;      // Monday, yesterday, today
inline constexpr std::uint32_t kGenitive = 1U << 19;  // 's, ’s, ’
inline constexpr std::uint32_t kControl = 1U
                                          << 20;  // forms of go, continue, begin: "went on to say"
inline constexpr std::uint32_t kFirstPerson = 1U << 21;  // I, we
inline constexpr std::uint32_t kAuxiliary = kBe | kHave | kDo | kModal;
}  // namespace word_class

/// What one spelling may be.
struct Entry {
  std::uint32_t classes = 0;
  std::int32_t verb = -1;  // into Lexicon::cue
  std::int32_t noun = -1;  // noun or adjective
};

/// Immutable.
class Lexicon {
 public:
  /// The table built into the program.
  [[nodiscard]] static const Lexicon& english();
  /// From a table of the same form; rows that do not follow it are skipped.
  explicit Lexicon(std::string_view cue_table);

  /// What is known about a lower-case spelling; an empty entry if nothing.
  [[nodiscard]] const Entry& find(std::string_view lower) const;
  [[nodiscard]] const CueWord& cue(std::int32_t index) const {
    return cues_[static_cast<std::size_t>(index)];
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  Entry& entry(std::string form) { return entries_[std::move(form)]; }
  void add_function_words();
  void add_row(std::string_view row);
  void add_verb(std::int32_t index, std::string_view irregular);

  std::vector<CueWord> cues_;
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

/// ASCII letters in lower case and ’ as '; other characters as they are.
void fold_word(std::string_view word, std::string& folded);

}  // namespace faultline::statements::detail
