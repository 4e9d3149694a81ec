#include "statements/detail/homes.h"

#include <algorithm>
#include <utility>

#include "statements/detail/occasions.h"
#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

class HomeSearch {
 public:
  explicit HomeSearch(const MarkedWords& words) : words_(words) {}

  std::vector<Home> find(std::uint32_t anchor) {
    add(anchor, 0);
    if (has_relation(words_, anchor, {"case"})) {  // "according to a letter sent on Monday"
      if (const auto noun = head_of(words_, anchor)) add_made_on(*noun);
      return std::move(homes_);
    }
    add_noun_s_verb(anchor);
    add_occasions_below(anchor);
    climb(anchor);
    return std::move(homes_);
  }

 private:
  void add(std::uint32_t predicate, std::uint32_t distance) {
    if (!distance_to(homes_, predicate)) homes_.push_back({predicate, distance});
  }

  // "issued a call on Monday", "in her claim on Monday she was wrong"
  void add_noun_s_verb(std::uint32_t anchor) {
    if (is_predicate(words_, anchor)) return;
    std::uint32_t at = anchor;
    for (int steps = 0; steps < 3; ++steps) {
      const auto head = head_of(words_, at);
      if (!head) return;
      const bool is_object = has_relation(words_, at, {"obj", "obl", "nsubj:pass"});
      if (is_predicate(words_, *head)) {
        if (is_object) add(*head, 0);
        return;
      }
      at = *head;
    }
  }

  // "Speaking on Monday, he said", "He called it wrong, saying on Monday that"
  void add_occasions_below(std::uint32_t anchor) {
    for (const std::uint32_t below : dependents_of(words_, anchor)) {
      if (!has_relation(words_, below, {"advcl", "parataxis", "xcomp"})) {
        add_made_on(below);
        continue;
      }
      if (is_bare_participle(below)) add(below, 1);
    }
  }

  [[nodiscard]] bool is_bare_participle(std::uint32_t at) const {
    if (!has_relation(words_, at, {"advcl", "parataxis", "xcomp"})) return false;
    if (!is_participle(words_, at) || dependent_of(words_, at, {"nsubj"})) return false;
    const auto mark = dependent_of(words_, at, {"mark"});
    return !mark || is_any_form(words_, *mark, {"while", "when", "in", "by"});
  }

  // "in a statement issued on Monday"; "Lee, speaking on Monday, said"
  void add_made_on(std::uint32_t noun) {
    const bool is_subject = has_relation(words_, noun, {"nsubj"});
    if (!is_subject && !is_occasion(words_, noun)) return;
    for (const std::uint32_t below : dependents_of(words_, noun)) {
      if (!has_relation(words_, below, {"acl"}) || !is_participle(words_, below)) continue;
      if (has_relation(words_, below, {"acl:relcl"})) continue;
      const bool is_speaking = has_lemma(
          words_, below, {"speak", "write", "talk", "address", "appear", "testify", "post", "ask"});
      if (is_occasion(words_, noun) || is_speaking) add(below, 1);
    }
  }

  // Upwards to the clause that this one goes on from: "condemned it on Monday, saying that".
  void climb(std::uint32_t anchor) {
    std::uint32_t at = anchor;
    for (std::uint32_t distance = 1; distance < 8; ++distance) {
      const auto head = head_of(words_, at);
      if (!head || !goes_on_from(at, *head)) return;
      add(*head, distance);
      // "Speaking on the radio, she condemned it, saying"
      for (const std::uint32_t below : dependents_of(words_, *head))
        if (below < *head && is_bare_participle(below)) add(below, distance + 1);
      at = *head;
    }
  }

  [[nodiscard]] bool goes_on_from(std::uint32_t at, std::uint32_t head) const {
    if (has_relation(words_, at, {"acl:relcl"})) return false;
    const auto mark = dependent_of(words_, at, {"mark"});
    const bool is_bare =
        !mark || is_any_form(words_, *mark, {"while", "by", "in", "to"}) ||
        // "was quoted on Monday as saying"
        (words_.is_form(*mark, "as") && has_lemma(words_, head, {"quote", "cite"}));
    if (has_relation(words_, at, {"conj"}))
      return is_predicate(words_, head) && !dependent_of(words_, at, {"nsubj"});
    if (has_relation(words_, at, {"advcl"})) return is_bare && !dependent_of(words_, at, {"nsubj"});
    if (has_relation(words_, at, {"xcomp"})) return true;
    // "issued a statement, labelling": by way of the noun to its verb.
    if (has_relation(words_, at, {"acl"}))
      return is_participle(words_, at) && is_occasion(words_, head);
    return has_relation(words_, at, {"obj", "obl"}) && is_occasion(words_, at);
  }

  const MarkedWords& words_;
  std::vector<Home> homes_;
};

}  // namespace

std::vector<Home> homes_of(const MarkedWords& words, std::uint32_t anchor) {
  return HomeSearch(words).find(anchor);
}

std::optional<std::uint32_t> distance_to(std::span<const Home> homes, std::uint32_t predicate) {
  const auto found = std::find_if(homes.begin(), homes.end(),
                                  [=](const Home& home) { return home.predicate == predicate; });
  return found == homes.end() ? std::nullopt : std::optional(found->distance);
}

bool is_predicate(const MarkedWords& words, std::uint32_t index) {
  const language::Upos upos = words[index].upos;
  return upos == language::Upos::Verb || upos == language::Upos::Aux ||
         dependent_of(words, index, {"cop"}).has_value();
}

bool is_participle(const MarkedWords& words, std::uint32_t index) {
  const language::Label xpos = words.document->tokens[index].xpos;
  return xpos == "VBG" || xpos == "VBN";
}

}  // namespace faultline::statements::detail
