#include "positions/detail/phrases.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "positions/detail/act_lexicon.h"
#include "positions/detail/stems.h"

namespace faultline::positions::detail {
namespace {

constexpr std::size_t kWordsBetween = 2;
constexpr std::size_t kNegationReach = 3;  // "not in favour of"
constexpr std::size_t kTurnReach = 5;      // "abandon the plan to finish the dam"
constexpr std::size_t kPredicateReach = 8;
constexpr std::size_t kSubjectReach = 3;  // "the dam at Orva is a mistake"

bool is_article(std::string_view stem) {
  return stem == "the" || stem == "a" || stem == "an" || stem == "this" || stem == "that" ||
         stem == "these" || stem == "those";
}

bool begins_clause(std::string_view stem) {
  static constexpr std::string_view kWords[] = {"until", "if",    "because", "when",   "who",
                                                "which", "after", "befor",   "unless", "sinc",
                                                "so",    "as",    "than"};
  return std::find(std::begin(kWords), std::end(kWords), stem) != std::end(kWords);
}

// A word that by itself says that something is bad.
bool is_blame(const std::string& stem) {
  const StanceKind kind = StanceWords::english().of(stem);
  return kind == StanceKind::Evaluation || kind == StanceKind::Harm ||
         ActLexicon::english().polarity(stem) < 0;
}

/// What stands around a phrase, gathered while walking away from it.
struct Scope {
  int sign = 1;
  bool is_absorbed = false;   // the words say that it is bad: blame agrees with that
  bool is_evaluated = false;  // by words of the speaker's own
};

class Walk {
 public:
  Walk(const Words& words, const PhraseHit& hit, bool is_blame, bool says_no)
      : words_(words), hit_(hit), says_no_(says_no) {
    scope_.is_absorbed = is_blame;
  }

  Scope run() {
    back();
    forth();
    return scope_;
  }

 private:
  void take_side(const Words::Word& word) {
    if (!word.is_foreign && !word.is_reported_cue) scope_.is_evaluated = true;
  }

  void back() {
    bool is_negated = says_no_;  // only the nearest negation counts
    std::size_t distance = 0;    // from the anchor, in words other than articles
    for (std::size_t i = hit_.first; i > 0; --i) {
      const Words::Word& word = words_.words[i - 1];
      if (word.ends_sentence || word.kind == StanceKind::But) return;
      if (!is_article(words_.stems[i - 1])) ++distance;
      const bool is_near = distance <= kTurnReach + word.kind_length - 1;
      switch (word.kind) {
        case StanceKind::Not:
          if (is_negated || distance > kNegationReach) break;
          scope_.sign = -scope_.sign;
          is_negated = true;
          take_side(word);
          break;
        case StanceKind::Misdeed:
          if (!scope_.is_absorbed) scope_.sign = -scope_.sign;
          scope_.is_absorbed = true;
          take_side(word);
          break;
        case StanceKind::Turn:
        case StanceKind::Deny:
        case StanceKind::Evaluation:
          // A bare word of blame before a phrase need not be about it; "the cost of" is.
          if (!is_near || (word.kind == StanceKind::Evaluation && word.kind_length == 1)) break;
          scope_.sign = -scope_.sign;
          if (word.kind == StanceKind::Evaluation) scope_.is_absorbed = true;
          govern(i - 1, distance, is_negated);
          break;
        case StanceKind::Harm:
          if (!is_near) break;
          scope_.is_absorbed = true;
          govern(i - 1, distance, is_negated);
          break;
        case StanceKind::Favour:
          if (is_near) govern(i - 1, distance, is_negated);
          break;
        default:
          break;
      }
    }
  }

  // The word takes the phrase's place: reaches are counted from it.
  void govern(std::size_t at, std::size_t& distance, bool& is_negated) {
    take_side(words_.words[at]);
    distance = 0;
    is_negated = false;
  }

  void forth() {
    bool is_joined = false;  // by "is", "would be"
    int negations = 0;
    const std::size_t end = std::min(words_.size(), hit_.last + 1 + kPredicateReach);
    for (std::size_t i = hit_.last + 1; i < end; ++i) {
      if (words_.words[i - 1].ends_sentence) return;
      const Words::Word& word = words_.words[i];
      if (word.kind == StanceKind::But || word.kind == StanceKind::Concede) return;
      if (begins_clause(words_.stems[i]) || (!is_joined && i > hit_.last + kSubjectReach)) return;
      if (word.kind == StanceKind::Be) {
        is_joined = true;
        continue;
      }
      if (!is_joined && words_.words[i - 1].ends_part) return;
      if (word.kind == StanceKind::Not && is_joined) {
        ++negations;
        if (i == hit_.last + 2) {  // "the dam will not ..."
          scope_.sign = -scope_.sign;
          take_side(word);
          ++negations;
        }
        continue;
      }
      if (predicate(i, is_joined, negations)) return;
    }
  }

  // True if the word says what the issue is like.
  bool predicate(std::size_t i, bool is_joined, int negations) {
    const Words::Word& word = words_.words[i];
    const bool is_deed = ActLexicon::english().deed(words_.stems[i]) < 0 ||
                         (word.kind == StanceKind::Evaluation && word.kind_length == 1);
    if (!is_joined && (!is_deed || i > hit_.last + 2)) return false;
    const bool is_bad = word.kind == StanceKind::Turn || word.kind == StanceKind::Deny || is_deed ||
                        ActLexicon::english().polarity(words_.stems[i]) < 0;
    const bool is_good = word.kind == StanceKind::Good || word.kind == StanceKind::Favour;
    if (!is_bad && !is_good) return false;
    take_side(word);
    // A negation right behind the issue has turned it already: "is not right", "is not a mistake".
    const bool was_turned = negations >= 2;
    const bool is_negated = negations == 1 || was_turned;
    const bool says_bad = is_bad != is_negated;
    if (says_bad != was_turned) scope_.sign = -scope_.sign;
    if (says_bad) scope_.is_absorbed = true;
    return true;
  }

  const Words& words_;
  const PhraseHit& hit_;
  bool says_no_;
  Scope scope_;
};

// Words behind "as" are what the speaker calls it: "dismissed the plan as a retreat".
std::size_t own_words_from(const Words& words) {
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string& next = words.stems[i + 1];
    const bool is_idiom = next == "well" || next == "long" || next == "soon" || next == "much" ||
                          words.stems[i - 1] == "such" || words.stems[i - 1] == "well";
    if (words.stems[i] == "as" && !is_idiom) return i;
  }
  return words.size();
}

// 1 where the words concede something before they come to their point.
int weight_at(const Words& words, std::size_t at) {
  for (std::size_t i = at + 1; i > 0; --i) {
    if (words.words[i - 1].ends_sentence && i - 1 < at) break;
    if (words.words[i - 1].ends_part && i - 1 < at) break;
    if (words.words[i - 1].kind == StanceKind::Concede) return 1;
  }
  for (std::size_t i = at; i < words.size(); ++i) {
    if (words.words[i].kind == StanceKind::But) return 1;
    if (words.words[i].ends_sentence) break;
  }
  return 2;
}

std::string_view next_form(std::string_view text, std::size_t& at) {
  while (at < text.size() && text[at] == ' ') ++at;
  const std::size_t begin = at;
  const auto is_letter = [&](std::size_t i) {
    return is_word(text.substr(i, 1)) || static_cast<unsigned char>(text[i]) >= 0xC3 ||
           static_cast<unsigned char>(text[i] & 0xC0) == 0x80;
  };
  if (at < text.size() && text.substr(at).starts_with("\xE2\x80")) {
    at = std::min(at + 3, text.size());
    return text.substr(begin, at - begin);
  }
  const auto is_inner = [&](std::size_t i) {
    const bool is_mark = text[i] == '\'' || text[i] == '-' || text[i] == '.';
    return is_mark && i + 1 < text.size() && i > begin && is_word(text.substr(i + 1, 1));
  };
  const auto is_apostrophe = [&](std::size_t i) {
    return i > begin && text.substr(i).starts_with("\xE2\x80\x99") && i + 3 < text.size() &&
           is_word(text.substr(i + 3, 1));
  };
  while (at < text.size()) {
    if (is_apostrophe(at)) {
      at += 3;
    } else if (text.substr(at).starts_with("\xE2\x80") || (!is_letter(at) && !is_inner(at))) {
      break;
    } else {
      ++at;
    }
  }
  if (at == begin && at < text.size()) ++at;
  return text.substr(begin, at - begin);
}

}  // namespace

bool is_sentence_end(std::string_view form) {
  return form == "." || form == "?" || form == "!" || form == ";" || form == "\xE2\x80\xA6";
}

bool is_part_end(std::string_view form) {
  return form == "," || form == ":" || form == "(" || form == ")" || form == "\xE2\x80\x94" ||
         form == "\xE2\x80\x93";
}

void Words::add(std::string_view form, const Word& word) {
  std::string stem = detail::stem(form);
  // "noted" is no negation, although its stem is the same.
  if (stem == "not" && form.size() > 3) stem = "note";
  stems.push_back(std::move(stem));
  words.push_back(word);
}

void Words::look_up(const StanceWords& table) {
  for (std::size_t i = 0; i < words.size();) {
    const StanceWords::Found found = table.at(stems, i);
    words[i].kind = found.kind;
    words[i].kind_length = static_cast<std::uint32_t>(found.length);
    i += found.length;  // the words inside "vote against" mean nothing by themselves
  }
}

Words words_of(std::string_view text) {
  Words words;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view form = next_form(text, at);
    if (form.empty()) break;
    if (!words.words.empty() && is_sentence_end(form)) words.words.back().ends_sentence = true;
    if (!words.words.empty() && is_part_end(form)) words.words.back().ends_part = true;
    if (!is_word(form)) continue;
    // "don't" is two words, as it is in a document.
    const std::string word = stem(form);
    if (word.size() > 3 && word.ends_with("n't")) {
      words.add(word.substr(0, word.size() - 3), {.token = number});
      form = "n't";
    }
    words.add(form, {.token = number++});
  }
  if (!words.words.empty()) words.words.back().ends_sentence = true;
  words.look_up(StanceWords::english());
  return words;
}

Attitude attitude_of(std::string_view cue, std::string_view content) {
  const Words words = words_of(cue);
  struct {
    bool hostile = false, supportive = false, asks = false, negated = false, refuses = false,
         denies = false, says = false;
  } has;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& stem = words.stems[i];
    const StanceKind kind = words.words[i].kind;
    if (stem == "wonder" || stem == "inquir" || stem == "enquir") has.asks = true;
    // "asked", but not "asked the mayor to" and "asked for".
    const std::string& last = words.stems.back();
    if (stem == "ask" && last != "to" && last != "for") has.asks = true;
    if (stem == "sai" || stem == "say" || stem == "tell" || stem == "comment" || stem == "know" ||
        stem == "answer")
      has.says = true;
    if (kind == StanceKind::Favour || stem == "laud" || stem == "cheer") has.supportive = true;
    if (kind == StanceKind::Deny) has.denies = true;
    if (kind == StanceKind::Blame || kind == StanceKind::Turn || (stem == "against" && i > 0)) {
      has.hostile = true;
    } else if (kind == StanceKind::Not) {
      has.negated = !has.negated;
    }
    if (stem == "refus" || stem == "declin" || stem == "veto") has.refuses = true;
  }
  if (has.asks || ((has.negated || has.refuses) && has.says)) return Attitude::Open;
  if (has.refuses || has.denies) return has.negated ? Attitude::Plain : Attitude::Denied;
  const bool is_clause = content.starts_with("that ") || content.starts_with("how ");
  if (has.hostile && !is_clause) return has.negated ? Attitude::Plain : Attitude::Hostile;
  if (has.negated) return Attitude::Denied;
  return has.supportive ? Attitude::Supportive : Attitude::Plain;
}

Phrases::Phrases(const Codebook& codebook) {
  for (std::uint32_t c = 0; c < codebook.concepts.size(); ++c) {
    add(codebook.concepts[c].in_favour, c, 1);
    add(codebook.concepts[c].against, c, -1);
  }
}

void Phrases::add(const std::vector<std::string>& texts, std::uint32_t concept_index,
                  int agreement) {
  for (const std::string& text : texts) {
    Phrase phrase{{}, concept_index, agreement, false, false};
    for (std::string& stem : words_of(text).stems) {
      if (is_article(stem)) continue;
      phrase.is_blame = phrase.is_blame || is_blame(stem);
      phrase.stems.push_back(std::move(stem));
    }
    if (phrase.stems.empty()) continue;
    phrase.says_no = StanceWords::english().of(phrase.stems.front()) == StanceKind::Not;
    by_first_[phrase.stems.front()].push_back(std::move(phrase));
  }
}

bool Phrases::match(const Words& words, const Phrase& phrase, PhraseHit& hit) {
  std::size_t at = hit.first;
  for (std::size_t next = 1; next < phrase.stems.size(); ++next) {
    std::size_t between = 0;
    std::size_t i = at + 1;
    for (; i < words.size() && !words.words[i - 1].ends_sentence; ++i) {
      if (words.stems[i] == phrase.stems[next]) break;
      if (words.words[i].kind == StanceKind::Not) hit.agreement = -hit.agreement;
      if (!is_article(words.stems[i]) && ++between > kWordsBetween) return false;
    }
    if (i >= words.size() || words.words[i - 1].ends_sentence) return false;
    at = i;
  }
  hit.last = at;
  return true;
}

int turn_of(const Words& words, std::size_t at, Attitude attitude) {
  PhraseHit word;
  word.first = word.last = at;
  const Scope scope = Walk(words, word, is_blame(words.stems[at]), false).run();
  if (attitude == Attitude::Denied) return -scope.sign;
  if (attitude != Attitude::Hostile || scope.is_absorbed) return scope.sign;
  return at < own_words_from(words) ? -scope.sign : scope.sign;
}

std::vector<PhraseHit> Phrases::find(const Words& words, Attitude attitude) const {
  std::vector<PhraseHit> hits;
  if (attitude == Attitude::Open) return hits;
  const std::size_t own_from = attitude == Attitude::Hostile ? own_words_from(words) : words.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto phrases = by_first_.find(words.stems[i]);
    if (phrases == by_first_.end()) continue;
    for (const Phrase& phrase : phrases->second) {
      PhraseHit hit{phrase.concept_index, phrase.agreement, 2, i, i, phrase.stems.size(), false};
      if (!match(words, phrase, hit)) continue;
      const Scope scope = Walk(words, hit, phrase.is_blame, phrase.says_no).run();
      hit.agreement *= scope.sign;
      hit.is_evaluated = scope.is_evaluated || attitude == Attitude::Supportive;
      if (attitude == Attitude::Denied) hit.agreement = -hit.agreement;
      if (attitude == Attitude::Hostile && i < own_from) {
        if (!scope.is_absorbed) hit.agreement = -hit.agreement;
        hit.is_evaluated = true;
      }
      if (words.words[i].is_foreign && !hit.is_evaluated) continue;
      hit.weight = weight_at(words, i);
      hits.push_back(hit);
    }
  }
  // Of overlapping ones the longest says most: "retreat from the strategy" before "the strategy".
  std::vector<PhraseHit> kept;
  for (const PhraseHit& hit : hits) {
    const bool is_covered = std::any_of(hits.begin(), hits.end(), [&](const PhraseHit& other) {
      return other.concept_index == hit.concept_index && other.length > hit.length &&
             other.first <= hit.last && hit.first <= other.last;
    });
    if (!is_covered) kept.push_back(hit);
  }
  return kept;
}

}  // namespace faultline::positions::detail
