#include "statements/detail/attitude.h"

#include <algorithm>
#include <optional>

#include "embedded/statement_models.h"
#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

std::string_view next_field(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view field = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return field;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return lower;
}

std::string_view kind_of(Upos upos) {
  switch (upos) {
    case Upos::Verb:
    case Upos::Aux:
      return "verb";
    case Upos::Noun:
    case Upos::Propn:
      return "noun";
    case Upos::Adj:
      return "adjective";
    case Upos::Adv:
      return "adverb";
    default:
      return "preposition";
  }
}

Polarity opposite(Polarity polarity) {
  return polarity == Polarity::Affirmed ? Polarity::Denied : Polarity::Affirmed;
}

/// Reads one cue.
class CueReading {
 public:
  CueReading(const MarkedWords& words, const Candidate& candidate)
      : words_(words), anchor_(candidate.anchor), dependents_(dependents_of(words, anchor_)) {}

  [[nodiscard]] Attitude read() const {
    Attitude attitude;
    if (const Attitude* known = of_phrase(anchor_)) attitude = *known;
    if (const Attitude* known = of_object()) attitude = *known;
    if (attitude.cue_class == CueClass::Neutral || attitude.cue_class == CueClass::Assertive)
      attitude.cue_class = class_by_manner().value_or(attitude.cue_class);
    if (asks_for_a_deed()) attitude.modality = Modality::Demands;
    if (is_negated()) attitude.polarity = opposite(attitude.polarity);
    attitude.modality = modality_by_clause().value_or(attitude.modality);
    return attitude;
  }

 private:
  // "lash out", "point out", "lash": the longest that the table has; its particle may stand after
  // an object ("called him out").
  [[nodiscard]] const Attitude* of_phrase(std::uint32_t at) const {
    const CueAttributes& table = CueAttributes::english();
    const std::string_view kind = kind_of(words_[at].upos);
    const std::string lemma = lower_case(lemma_of(words_, at));
    std::string phrase = lemma;
    const Attitude* best = find(table, kind, phrase);
    const std::uint32_t end = std::min(words_.size(), at + 3);
    for (std::uint32_t i = at + 1; i < end; ++i) {
      phrase += ' ';
      phrase += lower_case(words_.form(i));
      if (const Attitude* longer = find(table, kind, phrase)) best = longer;
    }
    if (kind != "verb") return best;
    for (const std::uint32_t below : dependents_)
      if (at == anchor_ && has_relation(words_, below, {"compound:prt"}))
        if (const Attitude* with = find(table, kind, lemma + ' ' + lower_case(words_.form(below))))
          best = with;
    return best;
  }

  // A tagger may take a cue for another kind of word than the table does.
  static const Attitude* find(const CueAttributes& table, std::string_view kind,
                              const std::string& phrase) {
    if (const Attitude* known = table.find(kind, phrase)) return known;
    for (const std::string_view other : {"preposition", "verb", "noun", "adjective"})
      if (const Attitude* known = table.find(other, phrase)) return known;
    return nullptr;
  }

  // "issued a rebuke", "made the accusation"
  [[nodiscard]] const Attitude* of_object() const {
    if (!has_lemma(
            words_, anchor_,
            {"issue", "make",  "give",    "offer", "express", "launch", "voice", "level", "deliver",
             "raise", "mount", "repeat",  "hold",  "pay",     "heap",   "pour",  "lodge", "pose",
             "put",   "send",  "unleash", "let",   "file",    "draw",   "direct"}))
      return nullptr;
    for (const std::uint32_t below : dependents_) {
      if (!has_relation(words_, below, {"obj"})) continue;
      return CueAttributes::english().find("noun", lower_case(lemma_of(words_, below)));
    }
    return nullptr;
  }

  // "falsely said", "said angrily", "said without evidence"
  [[nodiscard]] std::optional<CueClass> class_by_manner() const {
    for (const std::uint32_t below : dependents_) {
      if (words_[below].upos == Upos::Adv) {
        const auto* known = CueAttributes::english().find("adverb", lower_case(words_.form(below)));
        if (known != nullptr && known->cue_class != CueClass::Neutral) return known->cue_class;
      }
      if (words_.is_form(below, "without") && below + 1 < words_.size() && names_proof(below + 1))
        return CueClass::Doubting;
      const auto preposition = dependent_of(words_, below, {"case", "mark"});
      if (preposition && words_.is_form(*preposition, "without") && names_proof(below))
        return CueClass::Doubting;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool names_proof(std::uint32_t at) const {
    const auto is_proof = [this](std::uint32_t i) {
      return has_lemma(words_, i, {"evidence", "proof", "substantiation", "basis", "foundation"});
    };
    if (is_proof(at)) return true;
    const auto object = dependent_of(words_, at, {"obj"});
    return object && is_proof(*object);
  }

  // "asked him to leave", "told them to go"
  [[nodiscard]] bool asks_for_a_deed() const {
    if (!has_lemma(words_, anchor_,
                   {"ask", "tell", "warn", "advise", "remind", "caution", "invite", "want", "beg",
                    "call", "challenge", "encourage", "signal"}))
      return false;
    const bool has_listener = dependent_of(words_, anchor_, {"obj", "iobj", "obl"}).has_value();
    const bool is_asked = has_lemma(words_, anchor_, {"ask", "want", "beg"});
    return std::any_of(dependents_.begin(), dependents_.end(), [&](std::uint32_t below) {
      if (!has_relation(words_, below, {"xcomp", "ccomp", "advcl"}) || below < anchor_)
        return false;
      const auto mark = dependent_of(words_, below, {"mark", "aux"});
      return mark && words_.is_form(*mark, "to") && (has_listener || is_asked);
    });
  }

  [[nodiscard]] bool is_negated() const {
    bool is_denied = false;
    for (const std::uint32_t below : dependents_) {
      if (is_any_form(words_, below, {"not", "n't", "n’t", "never", "nor"}) && !is_not_only(below))
        is_denied = !is_denied;
      if (words_.is_form(below, "no") && has_relation(words_, below, {"det"})) is_denied = true;
      if (words_.is_form(below, "without") && has_relation(words_, below, {"mark"}))
        is_denied = true;
      if (has_relation(words_, below, {"nsubj", "obj"}) && is_nobody(below)) is_denied = true;
    }
    if (const auto head = withheld_by()) {
      is_denied = !is_denied;
      for (const std::uint32_t below : dependents_of(words_, *head))
        if (is_any_form(words_, below, {"not", "n't", "n’t", "never"})) is_denied = !is_denied;
    }
    return is_denied;
  }

  [[nodiscard]] bool is_not_only(std::uint32_t at) const {
    return at + 1 < words_.size() &&
           is_any_form(words_, at + 1, {"only", "just", "merely", "simply"});
  }

  // "nobody said", "neither of them said", "said nothing of it"
  [[nodiscard]] bool is_nobody(std::uint32_t at) const {
    if (is_any_form(words_, at, {"nobody", "none", "nothing", "neither"})) return true;
    const auto determiner = dependent_of(words_, at, {"det", "cc:preconj", "cc", "advmod"});
    if (!determiner || *determiner > at) return false;
    const bool is_subject = has_relation(words_, at, {"nsubj"});
    return words_.is_form(*determiner, "neither") ||
           (words_.is_form(*determiner, "no") &&
            (is_subject || has_lemma(words_, at, {"comment", "word", "mention", "reference"})));
  }

  // "refused to say", "has yet to say", "stopped short of saying"
  [[nodiscard]] std::optional<std::uint32_t> withheld_by() const {
    const auto head = head_of(words_, anchor_);
    if (!head || !has_relation(words_, anchor_, {"xcomp", "ccomp", "advcl", "acl"}))
      return std::nullopt;
    if (has_lemma(words_, *head,
                  {"decline", "refuse", "fail", "avoid", "neglect", "forget", "hesitate",
                   "unwilling", "unable", "reluctant", "refusal", "failure", "forbear"}))
      return head;
    const auto dependents = dependents_of(words_, *head);
    const auto has = [&](std::string_view form) {
      return std::any_of(dependents.begin(), dependents.end(),
                         [&](std::uint32_t below) { return words_.is_form(below, form); });
    };
    if (has_lemma(words_, *head, {"have"}) && has("yet")) return head;
    if (has_lemma(words_, *head, {"stop"}) && has("short")) return head;
    const auto above = head_of(words_, *head);
    if (words_.is_form(*head, "short") && above && has_lemma(words_, *above, {"stop"}))
      return above;
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Modality> modality_by_clause() const {
    if (is_refusal()) return Modality::Asserts;
    std::optional<Modality> found;
    for (const std::uint32_t below : dependents_) {
      if (below > anchor_ + 3) break;
      if (has_relation(words_, below, {"mark"}) && is_any_form(words_, below, {"if", "unless"}))
        return Modality::Would;
      if (!has_relation(words_, below, {"aux"})) continue;
      if (is_any_form(words_, below, {"may", "might", "can", "could", "ca"})) found = Modality::May;
      if (is_any_form(words_, below, {"would", "’d", "'d", "should", "ought"}) &&
          (!words_.is_form(below, "'d") || words_.document->tokens[anchor_].xpos == "VB"))
        found = Modality::Would;
      if (is_any_form(words_, below, {"will", "'ll", "’ll", "shall", "wo"})) found = Modality::Will;
    }
    return found ? found : modality_above();
  }

  // "would not say" reports a refusal, not what might have been.
  [[nodiscard]] bool is_refusal() const {
    if (!has_lemma(words_, anchor_,
                   {"say", "comment", "discuss", "confirm", "elaborate", "reveal", "disclose",
                    "specify", "answer", "identify", "name", "speak", "talk", "provide"}))
      return false;
    bool is_negated = false;
    bool has_would = false;
    for (const std::uint32_t below : dependents_) {
      if (is_any_form(words_, below, {"not", "n't", "n’t"})) is_negated = true;
      if (words_.is_form(below, "would")) has_would = true;
    }
    return is_negated && has_would;
  }

  // "is expected to say", "plans to announce"
  [[nodiscard]] std::optional<Modality> modality_above() const {
    const auto head = head_of(words_, anchor_);
    if (!head || !has_relation(words_, anchor_, {"xcomp", "ccomp", "advcl"})) return std::nullopt;
    const auto mark = dependent_of(words_, anchor_, {"mark", "aux"});
    if (!mark || !words_.is_form(*mark, "to")) return std::nullopt;
    if (has_lemma(words_, *head,
                  {"expect", "plan", "schedule", "due", "set", "go", "intend", "poise", "prepare",
                   "slate", "likely", "promise", "vow", "pledge", "aim"}))
      return Modality::Will;
    if (has_lemma(words_, *head, {"want", "hope", "wish", "like"})) return Modality::Would;
    if (has_lemma(words_, *head, {"seem", "appear"})) return Modality::May;
    return std::nullopt;
  }

  const MarkedWords& words_;
  std::uint32_t anchor_;
  std::vector<std::uint32_t> dependents_;
};

}  // namespace

const CueAttributes& CueAttributes::english() {
  static const CueAttributes table(embedded::cue_attributes());
  return table;
}

CueAttributes::CueAttributes(std::string_view table) {
  while (!table.empty()) {
    const std::string_view row = next_field(table, '\n');
    if (!row.empty() && row.front() != '#') add_row(row);
  }
}

void CueAttributes::add_row(std::string_view row) {
  const std::string_view kind = next_field(row, '\t');
  const std::string_view phrase = next_field(row, '\t');
  const auto cue_class = parse_cue_class(next_field(row, '\t'));
  const std::string_view modality = next_field(row, '\t');
  const std::string_view polarity = next_field(row, '\t');
  if (phrase.empty() || !cue_class) return;
  rows_[std::string(kind) + '\t' + std::string(phrase)] = {
      *cue_class, parse_modality(modality).value_or(Modality::Asserts),
      parse_polarity(polarity).value_or(Polarity::Affirmed)};
}

const Attitude* CueAttributes::find(std::string_view kind, std::string_view phrase) const {
  const auto found = rows_.find(std::string(kind) + '\t' + std::string(phrase));
  return found == rows_.end() ? nullptr : &found->second;
}

Attitude attitude_of(const MarkedWords& words, const Candidate& candidate) {
  if (!candidate.cue) return {};
  return CueReading(words, candidate).read();
}

}  // namespace faultline::statements::detail
