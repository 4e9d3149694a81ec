#include "statements/detail/not_speech.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;
using Objects = std::unordered_map<std::string_view, std::unordered_set<std::string_view>>;

// A verb, and the objects with which it is a deed.
constexpr std::array<std::string_view, 26> kDeeds = {
    "adopt baby child cat daughter dog girl kitten orphan pet puppy son",
    "answer bell call door doorbell phone telephone",
    "call 911 999 ambulance cab doctor fire-brigade plumber police roll shot taxi",
    "charge battery dollar euro fare fee interest phone pound price rate rent toll tuition",
    "claim allowance asylum baggage benefit compensation crown damages deduction exemption expense "
    "insurance life luggage mileage pension prize refund relief salary scalp seat tax throne "
    "ticket "
    "title victim wage wicket",
    "declare asset dividend goods income item jewellery luggage",
    "deliver aid baby blow food goods lamb mail milk newspaper package parcel pizza supplies "
    "weapon",
    "deny access aid bail boarding care chance credit entrance entry food loan medicine "
    "opportunity "
    "parole permission permit service shelter treatment visa water",
    "find body corpse gun himself herself itself themselves home job time water weapon work",
    "hold baby conference debate election event gun hand hearing meeting office power press rally "
    "referendum seat session share stake talk vigil",
    "issue bond card certificate coupon licence license passport permit share stamp ticket visa",
    "observe ceasefire fast holiday minute moment ramadan sabbath silence truce",
    "order beer bottle breakfast burger coffee copy dessert dinner drink fish food lunch meal part "
    "pint pizza round salad sandwich soup steak tea ticket uniform wine",
    "post bail gain guard loss profit record sentry",
    "press button doorbell key switch trigger",
    "push button cart door lever pram trolley wheelchair",
    "raise army bar capital cattle cash chicken child daughter eyebrow family flag fund glass hand "
    "income levy million minimum money price rate rent revenue salary son stakes tax wage",
    "read book magazine newspaper novel paper",
    "recall ambassador car diplomat envoy product truck vehicle",
    "release album bird detainee film fund game gas hostage movie prisoner radiation song suspect "
    "water",
    "rule city country empire island kingdom land nation people province region republic roost "
    "state territory village waves world",
    "sign autograph ball contract defender forward goalkeeper keeper lease midfielder player "
    "quarterback receipt shirt striker winger",
    "support child children family roof weight wife",
    "see doctor film movie play",
    "express milk",
    "draw blood crowd gun picture salary sword"};

const Objects& deeds() {
  static const Objects table = [] {
    Objects made;
    for (std::string_view row : kDeeds) {
      std::string_view verb;
      while (!row.empty()) {
        const std::size_t end = row.find(' ');
        const std::string_view word = row.substr(0, end);
        row = end == std::string_view::npos ? std::string_view{} : row.substr(end + 1);
        if (verb.empty())
          verb = word;
        else
          made[verb].insert(word);
      }
    }
    return made;
  }();
  return table;
}

/// Reads one cue in its sentence.
class Doubt {
 public:
  Doubt(const MarkedWords& words, std::uint32_t anchor, TokenSpan cue)
      : words_(words),
        anchor_(anchor),
        cue_(cue),
        sentence_(sentence_around(words, anchor)),
        dependents_(dependents_of(words, anchor)) {}

  [[nodiscard]] bool is_no_speech() const {
    const Upos upos = words_[anchor_].upos;
    if (is_set_phrase() || is_attribute()) return true;
    if (upos == Upos::Noun) return is_owner();
    if (upos != Upos::Verb && upos != Upos::Aux) return false;
    if (has_clause()) return false;
    return is_deed() || is_story() || speaks_for_itself() || is_reign() || is_ballot() ||
           is_duty() || is_visit();
  }

 private:
  [[nodiscard]] bool is(std::initializer_list<std::string_view> lemmas) const {
    return has_lemma(words_, anchor_, lemmas);
  }

  // The form `steps` tokens from `at`, in the sentence.
  [[nodiscard]] bool has_form(std::int64_t at,
                              std::initializer_list<std::string_view> forms) const {
    return at >= sentence_.begin.value && at < sentence_.end.value &&
           is_any_form(words_, static_cast<std::uint32_t>(at), forms);
  }

  [[nodiscard]] bool opens_quotation(std::uint32_t at) const {
    return at < words_.size() && words_[at].mark == MarkKind::OpenQuote;
  }

  // What is said follows as a clause, so that it is speech after all.
  [[nodiscard]] bool has_clause() const {
    for (const std::uint32_t below : dependents_) {
      if (has_relation(words_, below, {"ccomp"})) return true;
      if (has_relation(words_, below, {"xcomp"}) && !is({"find", "call", "deny", "claim"}))
        return true;
      if (words_[below].mark == MarkKind::OpenQuote) return true;
    }
    return false;
  }

  [[nodiscard]] std::optional<std::uint32_t> object() const {
    if (const auto found = dependent_of(words_, anchor_, {"obj", "nsubj:pass"})) {
      if (!is({"deny"}) && has_relation(words_, *found, {"nsubj"}))
        if (const auto object = dependent_of(words_, anchor_, {"obj"})) return object;
      return found;
    }
    // "the expenses claimed by members"
    if (has_relation(words_, anchor_, {"acl"}) && words_.document->tokens[anchor_].xpos == "VBN")
      return head_of(words_, anchor_);
    return std::nullopt;
  }

  // "goes without saying", "needless to say", ", say,", "That said,"
  [[nodiscard]] bool is_set_phrase() const {
    const std::int64_t at = anchor_;
    if (words_.is_form(anchor_, "saying"))
      return has_form(at - 1, {"without"}) && has_form(at - 2, {"go", "goes", "went", "going"});
    if (words_.is_form(anchor_, "say")) {
      if (has_form(at - 1, {"to"}))
        return has_form(at - 2, {"needless", "suffice"}) ||
               (has_form(at - 2, {"it", "is"}) && has_form(at - 3, {"suffice", "that", "which"})) ||
               (has_form(at + 1, {"the"}) && has_form(at + 2, {"least"}));
      if (has_form(at - 1, {"a", "final", "no", "their", "his", "her", "our"}) &&
          !has_form(at - 2, {"as"}))
        return words_[anchor_].upos == Upos::Noun;
      return words_[anchor_ == 0 ? 0 : anchor_ - 1].mark == MarkKind::Comma &&
             has_form(at + 1, {","}) && !opens_quotation(anchor_ + 2) &&
             !dependent_of(words_, anchor_, {"nsubj"});
    }
    if (!words_.is_form(anchor_, "said")) return false;
    if (at - 1 == sentence_.begin.value && has_form(at - 1, {"that"}))
      return has_form(at + 1, {","});
    return (has_form(at - 1, {"having"}) && has_form(at + 1, {"that"}) &&
            has_form(at + 2, {","})) ||
           (has_form(at + 1, {"and"}) && has_form(at + 2, {"done"}));
  }

  // "a noted economist", "the alleged gunman", "a promising start", "the ruling party"
  [[nodiscard]] bool is_attribute() const {
    if (!has_relation(words_, anchor_, {"amod"})) return false;
    if (is_any_form(words_, anchor_,
                    {"noted", "promising", "promised", "ruling", "demanding", "pressing", "telling",
                     "acclaimed", "celebrated", "respected", "decorated", "appointed", "elected",
                     "challenging", "inviting", "suspected", "wanted"}))
      return cue_.size() == 1;
    if (!words_.is_form(anchor_, "alleged") || cue_.size() != 1) return false;
    const auto noun = head_of(words_, anchor_);
    return noun && has_lemma(words_, *noun,
                             {"gunman",    "killer",      "murderer",   "attacker",   "shooter",
                              "thief",     "assailant",   "mastermind", "ringleader", "bomber",
                              "rapist",    "hacker",      "spy",        "smuggler",   "dealer",
                              "abuser",    "perpetrator", "accomplice", "gangster",   "mobster",
                              "terrorist", "militant",    "arsonist",   "victim",     "robber",
                              "burglar",   "plotter",     "fraudster",  "kidnapper"});
  }

  // "the study's author"
  [[nodiscard]] bool is_owner() const {
    return has_relation(words_, anchor_, {"nmod:poss"}) &&
           is({"study", "report", "survey", "poll", "article", "book", "letter", "statement"});
  }

  // "claimed expenses", "called the police"
  [[nodiscard]] bool is_deed() const {
    const auto verb = deeds().find(lemma_of(words_, anchor_));
    if (verb == deeds().end()) return false;
    const auto found = object();
    if (!found || verb->second.count(lemma_of(words_, *found)) == 0) return false;
    // "called the police corrupt" is a judgement.
    const bool is_judged = is({"call", "find"}) && dependent_of(words_, anchor_, {"xcomp"});
    return !is_judged;
  }

  // "The figures told a different story", "time will tell"
  [[nodiscard]] bool is_story() const {
    if (!is({"tell"})) return false;
    const auto told = dependent_of(words_, anchor_, {"obj"});
    if (!told) {
      const auto subject = dependent_of(words_, anchor_, {"nsubj", "nsubj:pass"});
      return subject && has_lemma(words_, *subject, {"time", "truth"});
    }
    if (!has_lemma(words_, *told,
                   {"story", "tale", "joke", "difference", "time", "truth", "fortune", "lie"}))
      return false;
    // "told stories of how they met"
    const auto of = dependents_of(words_, *told);
    const bool is_of_something = std::any_of(of.begin(), of.end(), [&](std::uint32_t below) {
      return below > *told && words_[below].mark == MarkKind::None;
    });
    return !is_of_something || has_lemma(words_, *told, {"difference", "time"});
  }

  // "The numbers speak for themselves", "speaks Farsi", "speaks volumes"
  [[nodiscard]] bool speaks_for_itself() const {
    if (!is({"speak"})) return false;
    const std::int64_t at = anchor_;
    if (has_form(at + 1, {"for"}) && has_form(at + 2, {"itself", "themselves"})) return true;
    if (has_form(at + 1, {"volumes"})) return true;
    const auto object = dependent_of(words_, anchor_, {"obj"});
    return object && (words_[*object].upos == Upos::Propn ||
                      has_lemma(words_, *object, {"language", "dialect"}));
  }

  // "ruled for ten years"
  [[nodiscard]] bool is_reign() const {
    if (!is({"rule"}) || dependent_of(words_, anchor_, {"compound:prt"})) return false;
    if (const auto place = object()) return words_[*place].is_name;
    for (const std::uint32_t below : dependents_) {
      if (!has_relation(words_, below, {"obl"})) continue;
      const auto preposition = dependent_of(words_, below, {"case"});
      if (preposition && is_any_form(words_, *preposition, {"over", "since", "from", "until"}))
        return true;
      if (has_lemma(words_, below, {"year", "decade", "century"}) &&
          (!preposition || is_any_form(words_, *preposition, {"for"})))
        return true;
    }
    return false;
  }

  // "voted in large numbers": for nobody and nothing.
  [[nodiscard]] bool is_ballot() const {
    if (!is({"vote"}) || dependent_of(words_, anchor_, {"obj", "nsubj:pass", "compound:prt"}))
      return false;
    bool is_seen = false;
    for (const std::uint32_t below : dependents_) {
      const auto preposition = dependent_of(words_, below, {"case"});
      if (words_.is_form(below, "for") || words_.is_form(below, "against")) return false;
      if (words_[below].upos == Upos::Adv &&
          is_any_form(words_, below, {"early", "twice", "online", "there", "here"}))
        is_seen = true;
      if (!preposition) continue;
      if (is_any_form(words_, *preposition,
                      {"for", "against", "on", "with", "as", "to", "out", "down", "into"}) ||
          has_lemma(words_, below, {"favor", "favour", "support", "office", "accordance"}))
        return false;
      if (is_any_form(words_, *preposition, {"in", "at", "by", "from"})) is_seen = true;
    }
    return is_seen;
  }

  // "reported for duty", "reports to the chief of staff"
  [[nodiscard]] bool is_duty() const {
    if (!is({"report"}) || dependent_of(words_, anchor_, {"obj", "nsubj:pass"})) return false;
    for (const std::uint32_t below : dependents_)
      if (has_relation(words_, below, {"obl"}) &&
          has_lemma(words_, below,
                    {"duty", "work", "prison", "jail", "barracks", "camp", "boss", "chief",
                     "headquarters", "hospital", "station"}))
        return true;
    return false;
  }

  // "called in sick", "called up reservists", "signed up"
  [[nodiscard]] bool is_visit() const {
    const auto particle = dependent_of(words_, anchor_, {"compound:prt"});
    if (!particle) return false;
    if (is({"call"})) return is_any_form(words_, *particle, {"up", "in", "back", "by", "round"});
    return is({"sign"}) && is_any_form(words_, *particle, {"up", "in", "off"});
  }

  const MarkedWords& words_;
  std::uint32_t anchor_;
  TokenSpan cue_;
  TokenSpan sentence_;
  std::vector<std::uint32_t> dependents_;
};

}  // namespace

bool is_no_speech(const MarkedWords& words, std::uint32_t anchor, TokenSpan cue) {
  return Doubt(words, anchor, cue).is_no_speech();
}

}  // namespace faultline::statements::detail
