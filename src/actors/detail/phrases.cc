#include "actors/detail/phrases.h"

#include <algorithm>
#include <optional>

namespace faultline::actors::detail {
namespace {

using language::Upos;

// "It was raining": means nobody, whatever the tree says.
bool is_weather(const Words& words, Index i) {
  const auto head = words.token(i).head;
  return words.is(i, "it") && head &&
         is_one_of(words.lemma(head->value),
                   {"rain", "snow", "hail", "freeze", "thunder", "drizzle", "pour"});
}

std::optional<PhraseKind> pronoun_kind(const Words& words, Index i) {
  static constexpr struct {
    std::string_view form;
    PhraseKind kind;
  } forms[] = {{"i", PhraseKind::I},
               {"me", PhraseKind::I},
               {"my", PhraseKind::I},
               {"mine", PhraseKind::I},
               {"you", PhraseKind::You},
               {"your", PhraseKind::You},
               {"yours", PhraseKind::You},
               {"ya", PhraseKind::You},
               {"he", PhraseKind::He},
               {"him", PhraseKind::He},
               {"his", PhraseKind::He},
               {"she", PhraseKind::She},
               {"her", PhraseKind::She},
               {"hers", PhraseKind::She},
               {"it", PhraseKind::It},
               {"its", PhraseKind::It},
               {"we", PhraseKind::We},
               {"us", PhraseKind::We},
               {"our", PhraseKind::We},
               {"ours", PhraseKind::We},
               {"'s", PhraseKind::We},  // "let's"
               {"’s", PhraseKind::We},
               {"they", PhraseKind::They},
               {"them", PhraseKind::They},
               {"their", PhraseKind::They},
               {"theirs", PhraseKind::They},
               {"'em", PhraseKind::They},
               {"myself", PhraseKind::Reflexive},
               {"yourself", PhraseKind::Reflexive},
               {"himself", PhraseKind::Reflexive},
               {"herself", PhraseKind::Reflexive},
               {"itself", PhraseKind::Reflexive},
               {"ourselves", PhraseKind::Reflexive},
               {"yourselves", PhraseKind::Reflexive},
               {"themselves", PhraseKind::Reflexive}};
  if (words.token(i).deprel == "expl" || is_weather(words, i)) return std::nullopt;
  const bool is_possessive = words.token(i).xpos == "PRP$";
  if (words.upos(i) != Upos::Pron && !is_possessive && words.token(i).xpos != "PRP")
    return std::nullopt;
  for (const auto& one : forms) {
    if (words.is(i, one.form)) return one.kind;
  }
  return std::nullopt;
}

// Relations of words that belong to the phrase of the noun on which they hang.
bool is_inside(const language::Label relation, bool is_predicate) {
  static const language::Label always[] = {
      "det",       "det:predet", "amod",      "nummod",     "compound",    "flat",
      "nmod:poss", "nmod",       "nmod:tmod", "nmod:npmod", "appos",       "acl",
      "acl:relcl", "fixed",      "goeswith",  "case",       "list",        "nmod:unmarked",
      "nmod:desc", "punct",      "dep",       "reparandum", "compound:prt"};
  static const language::Label of_nouns[] = {"advmod", "obl", "obl:npmod", "obl:unmarked"};
  if (std::find(std::begin(always), std::end(always), relation) != std::end(always)) return true;
  return !is_predicate &&
         std::find(std::begin(of_nouns), std::end(of_nouns), relation) != std::end(of_nouns);
}

class PhraseFinder {
 public:
  explicit PhraseFinder(const Words& words)
      : words_(words), first_child_(words.size(), none), next_child_(words.size(), none) {}

  std::vector<Phrase> find() {
    hang_children();
    for (Index i = 0; i < words_.size(); ++i) add_at(i);
    add_names();
    std::sort(found_.begin(), found_.end(), [](const Phrase& one, const Phrase& other) {
      if (one.tokens.begin != other.tokens.begin) return one.tokens.begin < other.tokens.begin;
      if (one.tokens.end != other.tokens.end) return one.tokens.end > other.tokens.end;
      return one.head > other.head;
    });
    found_.erase(std::unique(found_.begin(), found_.end(),
                             [](const Phrase& one, const Phrase& other) {
                               return one.tokens == other.tokens;
                             }),
                 found_.end());
    return std::move(found_);
  }

 private:
  static constexpr Index none = UINT32_MAX;

  void hang_children() {
    for (Index i = words_.size(); i > 0; --i) {
      const auto head = words_.token(i - 1).head;
      if (!head) continue;
      next_child_[i - 1] = first_child_[head->value];
      first_child_[head->value] = i - 1;
    }
  }

  template <class Visit>
  void for_children(Index i, const Visit& visit) const {
    for (Index child = first_child_[i]; child != none; child = next_child_[child]) visit(child);
  }

  [[nodiscard]] language::Label relation(Index i) const { return words_.token(i).deprel; }

  [[nodiscard]] bool has_child(Index i, std::string_view wanted) const {
    bool found = false;
    for_children(i, [&](Index child) { found = found || relation(child) == wanted; });
    return found;
  }

  // Everything below `i`, grown into `begin` and `end`.
  void grow(Index i, Index& begin, Index& end) const {
    begin = std::min(begin, i);
    end = std::max(end, i + 1);
    for_children(i, [&](Index child) { grow(child, begin, end); });
  }

  [[nodiscard]] bool is_phrase_head(Index i) const {
    const language::Label own = relation(i);
    if (own == "flat" || own == "fixed" || own == "goeswith") return false;
    switch (words_.upos(i)) {
      case Upos::Noun:
      case Upos::Propn:
        return true;
      case Upos::Num:
        return own != "nummod" && own != "compound";
      case Upos::Adj:
        if (words_.is_any(i, {"many", "few", "several", "others"}))
          return own == "nsubj" || own == "obj" || own == "obl" || own == "nmod";
        return has_child(i, "det") && own != "amod";
      case Upos::Pron:
        return words_.token(i).xpos == "NN" || words_.token(i).xpos == "DT" || own == "nsubj" ||
               own == "obj" || own == "obl" || own == "nmod";
      case Upos::Det:
        return own != "det" && own != "det:predet";
      default:
        return false;
    }
  }

  void add_at(Index i) {
    if (const auto kind = pronoun_kind(words_, i)) {
      const bool has_conjuncts = has_child(i, "conj");
      if (has_conjuncts) add_coordination(i);
      found_.push_back({span_of(i, i + 1), i, *kind});
      return;
    }
    if (words_.is_any(i, {"this", "that", "these", "those"}) &&
        (words_.upos(i) == Upos::Pron || words_.upos(i) == Upos::Det) && relation(i) != "det" &&
        relation(i) != "mark" && words_.token(i).xpos == "DT") {
      if (first_child_[i] == none) {
        found_.push_back({span_of(i, i + 1), i, PhraseKind::ThisThat});
        return;
      }
    }
    if (!is_phrase_head(i)) return;
    const bool is_predicate = has_child(i, "cop");
    const TokenSpan own = own_span(i, is_predicate);
    if (has_child(i, "conj")) add_coordination(i);
    found_.push_back({own, i, kind_of(i, own)});
  }

  [[nodiscard]] TokenSpan own_span(Index i, bool is_predicate) const {
    Index begin = i;
    Index end = i + 1;
    for_children(i, [&](Index child) {
      const language::Label own = relation(child);
      if (!is_inside(own, is_predicate)) return;
      if (own == "punct") return;
      if (own == "case" && child < i) return;
      Index child_begin = child;
      Index child_end = child + 1;
      grow(child, child_begin, child_end);
      if (is_aside(child, child_begin)) return;
      begin = std::min(begin, child_begin);
      end = std::max(end, child_end);
    });
    return with_determiner(trimmed(begin, end, i), i);
  }

  // ", of course", ", on the other hand": not a part of what it follows.
  [[nodiscard]] bool is_aside(Index child, Index begin) const {
    if (begin == 0 || words_.form(begin - 1) != ",") return false;
    const language::Label own = relation(child);
    return (own == "nmod" || own == "obl" || own == "advmod") && begin != child &&
           words_.upos(begin) == Upos::Adp;
  }

  // "the" in "the [Lower House] members".
  [[nodiscard]] bool hangs_right_of(Index i, Index end) const {
    const auto head = words_.token(i).head;
    return !head || head->value >= end || relation(i) == "nsubj" || relation(i) == "obj";
  }

  // "the", "my" right before a phrase are its own wherever the tree hangs them.
  [[nodiscard]] TokenSpan with_determiner(TokenSpan own, Index head) const {
    Index begin = own.begin.value;
    const Index first = words_.sentence_begin(head);
    const auto is_determiner = [&](Index i) {
      return words_.token(i).xpos == "DT" || words_.token(i).xpos == "PRP$";
    };
    if (begin > first && !is_determiner(begin) && words_.upos(begin) != Upos::Pron &&
        is_determiner(begin - 1) && !hangs_right_of(begin - 1, own.end.value))
      --begin;
    return {{begin}, own.end};
  }

  // Without a preposition at its beginning and marks on both sides.
  [[nodiscard]] TokenSpan trimmed(Index begin, Index end, Index head) const {
    while (begin < head && (words_.upos(begin) == Upos::Punct || words_.upos(begin) == Upos::Adp ||
                            words_.upos(begin) == Upos::Cconj || words_.upos(begin) == Upos::Intj ||
                            is_focus(begin)))
      ++begin;
    while (end > head + 1 && words_.upos(end - 1) == Upos::Punct && !closes(begin, end)) --end;
    return span_of(begin, end);
  }

  // "only his friends": the word is about what is said of them.
  [[nodiscard]] bool is_focus(Index i) const {
    return words_.upos(i) == Upos::Adv &&
           (words_.is_any(i, {"only", "just", "not", "even", "also", "especially", "particularly",
                              "perhaps", "maybe", "then", "still"}) ||
            words_.form(i + 1) == ",");
  }

  // A bracket or quotation mark that opens inside.
  [[nodiscard]] bool closes(Index begin, Index end) const {
    const std::string_view last = words_.form(end - 1);
    const std::string_view opening = last == ")" ? "(" : last == "]" ? "[" : last == "”" ? "“" : "";
    if (opening.empty()) return false;
    for (Index i = begin; i < end; ++i) {
      if (words_.form(i) == opening) return true;
    }
    return false;
  }

  void add_coordination(Index i) {
    Index begin = i;
    Index end = i + 1;
    bool has_and = false;
    bool is_nominal = true;
    for_children(i, [&](Index child) {
      const language::Label own = relation(child);
      if (own == "conj") {
        const Upos upos = words_.upos(child);
        is_nominal = is_nominal && (upos == Upos::Noun || upos == Upos::Propn ||
                                    upos == Upos::Pron || upos == Upos::Num);
        Index child_begin = child;
        Index child_end = child + 1;
        grow(child, child_begin, child_end);
        end = std::max(end, child_end);
        has_and = has_and || has_child(child, "cc");
      } else if (is_inside(own, has_child(i, "cop")) && own != "punct" &&
                 !(own == "case" && child < i)) {
        Index child_begin = child;
        Index child_end = child + 1;
        grow(child, child_begin, child_end);
        begin = std::min(begin, child_begin);
        end = std::max(end, child_end);
      }
    });
    if (!has_and || !is_nominal) return;
    const TokenSpan own = trimmed(begin, end, i);
    found_.push_back({own, i, PhraseKind::Coordinated});
  }

  [[nodiscard]] PhraseKind kind_of(Index head, TokenSpan own) const {
    if (words_.upos(head) == Upos::Propn) return PhraseKind::Name;
    PhraseKind kind = PhraseKind::Bare;
    for_children(head, [&](Index child) {
      const language::Label relation_of_child = relation(child);
      if (relation_of_child == "nmod:poss") kind = PhraseKind::Possessed;
      if (relation_of_child == "nummod" && kind == PhraseKind::Bare) kind = PhraseKind::Indefinite;
      if (relation_of_child != "det" || kind == PhraseKind::Possessed) return;
      if (words_.is(child, "the")) {
        kind = PhraseKind::Definite;
      } else if (words_.is_any(child, {"this", "that", "these", "those"})) {
        kind = PhraseKind::Demonstrated;
      } else if (kind != PhraseKind::Definite) {
        kind = PhraseKind::Indefinite;
      }
    });
    if (kind == PhraseKind::Bare && words_.is(own.begin.value, "the")) return PhraseKind::Definite;
    return kind;
  }

  void add_names() {
    for (const language::Name& name : words_.document().names) {
      Index head = name.tokens.end.value - 1;
      for (Index i = name.tokens.begin.value; i < name.tokens.end.value; ++i) {
        const auto above = words_.token(i).head;
        if (!above || above->value < name.tokens.begin.value ||
            above->value >= name.tokens.end.value) {
          head = i;
          break;
        }
      }
      found_.push_back({name.tokens, head, PhraseKind::Name});
    }
  }

  const Words& words_;
  std::vector<Index> first_child_;
  std::vector<Index> next_child_;  // in order
  std::vector<Phrase> found_;
};

}  // namespace

std::vector<Phrase> find_phrases(const Words& words) { return PhraseFinder(words).find(); }

}  // namespace faultline::actors::detail
