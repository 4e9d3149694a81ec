#include "positions/detail/roles.h"

#include <algorithm>
#include <array>

#include "positions/detail/act_lexicon.h"

namespace faultline::positions::detail {
namespace {

using actors::Mention;
using actors::MentionKind;
using language::Upos;

constexpr int kDeepestEnd = 4;

// What is done to somebody else, and who is against somebody: who condemns the killing of X, or
// X's critics, has nothing against X.
constexpr std::array<std::string_view, 40> kNotOwned = {
    "killing",    "death",    "murder",      "assassination", "arrest",    "detention",
    "kidnapping", "bombing",  "torture",     "execution",     "jailing",   "imprisonment",
    "execution",  "invasion", "persecution", "occupation",    "dismissal", "removal",
    "ouster",     "sacking",  "abuse",       "victim",        "lack",      "absence",
    "enemy",      "critic",   "opponent",    "smear",         "treatment", "shooting",
    "poisoning",  "rival",    "foe",         "detractor",     "loss",      "defeat",
    "fall",       "attack",   "impeachment", "predecessor"};

// Persons of their own: "the president of France" is not France.
constexpr std::array<std::string_view, 34> kPersons = {
    "president", "minister",    "leader",   "head",      "chief",   "chairman",  "member",
    "spokesman", "spokeswoman", "director", "governor",  "mayor",   "senator",   "son",
    "daughter",  "wife",        "husband",  "brother",   "father",  "mother",    "lawyer",
    "attorney",  "aide",        "adviser",  "advisor",   "founder", "supporter", "fan",
    "voter",     "widow",       "author",   "professor", "friend",  "successor"};

// Who makes a thing owns it: "the plan proposed by X".
constexpr std::array<std::string_view, 18> kMaking = {
    "propose",   "write",    "draft",   "back",     "support", "negotiate",
    "introduce", "announce", "present", "make",     "sponsor", "sign",
    "issue",     "lead",     "run",     "champion", "push",    "create"};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "outfielder", "economist": one person, and not whom he is named after.
bool is_agentive(const language::Token& noun) {
  static constexpr std::array<std::string_view, 24> kThings = {
      "order",  "letter", "power",   "center",  "centre",  "paper",      "offer",    "number",
      "matter", "error",  "sector",  "chapter", "border",  "answer",     "tower",    "theater",
      "corner", "banner", "theatre", "labor",   "quarter", "newsletter", "computer", "newspaper"};
  if (is_in(kPersons, noun.lemma)) return true;
  if (noun.xpos != "NN" || is_in(kThings, noun.lemma)) return false;
  const std::string_view lemma = noun.lemma;
  return lemma.size() > 5 &&
         (lemma.ends_with("er") || lemma.ends_with("or") || lemma.ends_with("ist") ||
          lemma.ends_with("man") || lemma.ends_with("woman"));
}

// "asked X to support Y": X does; "promised X to": the subject does.
constexpr std::array<std::string_view, 4> kSubjectControl = {"promise", "threaten", "vow", "swear"};

}  // namespace

Roles::Roles(const Tree& tree, const actors::Cast& cast, const Places& places,
             std::span<const statements::Statement> statements)
    : tree_(tree),
      cast_(cast),
      places_(places),
      statements_(statements),
      by_head_(tree.document().tokens.size(), -1) {
  for (std::size_t m = 0; m < cast.mentions.size(); ++m) {
    const TokenSpan span = cast.mentions[m].tokens;
    for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
      const auto head = tree.head(i);
      if (head && *head >= span.begin.value && *head < span.end.value) continue;
      if (tree.token(i).upos == Upos::Punct) continue;
      std::int32_t& place = by_head_[i];
      if (place < 0 || cast.mentions[static_cast<std::size_t>(place)].tokens.size() < span.size())
        place = static_cast<std::int32_t>(m);
      break;
    }
  }
}

const Mention* Roles::mention(std::uint32_t token) const {
  const std::int32_t m = by_head_[token];
  return m < 0 ? nullptr : &cast_.mentions[static_cast<std::size_t>(m)];
}

bool Roles::is_first_person(std::uint32_t token) const {
  static constexpr std::array<std::string_view, 10> kForms = {
      "i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"};
  return tree_.token(token).upos == Upos::Pron &&
         std::any_of(kForms.begin(), kForms.end(),
                     [&](std::string_view form) { return tree_.is_form(token, form); });
}

bool Roles::is_relative_pronoun(std::uint32_t token) const {
  const auto& xpos = tree_.token(token).xpos;
  return tree_.token(token).upos == Upos::Pron &&
         (xpos == "WP" || xpos == "WDT" || xpos == "WP$") && !tree_.is_form(token, "what");
}

bool Roles::is_reciprocal_pronoun(std::uint32_t token) const {
  if (token == 0) return false;
  return (tree_.is_form(token, "other") && tree_.is_form(token - 1, "each")) ||
         (tree_.is_form(token, "another") && tree_.is_form(token - 1, "one")) ||
         (tree_.is_form(token, "each") && token + 1 < tree_.document().tokens.size() &&
          tree_.is_form(token + 1, "other")) ||
         (tree_.is_form(token, "one") && token + 1 < tree_.document().tokens.size() &&
          tree_.is_form(token + 1, "another"));
}

std::vector<End> Roles::ends(std::uint32_t token, bool with_open) const {
  std::vector<End> found;
  add_ends(token, with_open, 0, found);
  return found;
}

void Roles::add_ends(std::uint32_t token, bool with_open, int depth,
                     std::vector<End>& found) const {
  constexpr std::size_t kLongestList = 12;
  if (depth > kDeepestEnd || found.size() >= kLongestList) return;
  std::optional<End> end = one_end(token, depth);
  const bool is_thing = tree_.token(token).upos == Upos::Noun ||
                        tree_.token(token).upos == Upos::Propn ||
                        tree_.token(token).upos == Upos::Pron;
  if (!end && with_open && is_thing) end = End{std::nullopt, tree_.phrase(token), 1, {}};
  if (end) {
    const bool is_known =
        end->actor && std::any_of(found.begin(), found.end(),
                                  [&](const End& one) { return one.actor == end->actor; });
    if (!is_known) found.push_back(*end);
  }
  for (const std::uint32_t i : tree_.dependents(token)) {
    const Upos upos = tree_.token(i).upos;
    const bool is_member =
        tree_.is(i, {"nmod", "obl", "acl"}) && i > token &&
        (tree_.has_preposition(i, "including") ||
         (tree_.has_preposition(i, "along") && tree_.has_preposition(i, "with")));
    if ((tree_.is(i, {"conj"}) && upos != Upos::Verb && !tree_.dependent(i, {"nsubj"})) ||
        is_member) {
      add_ends(i, with_open, depth, found);
    } else if (tree_.is(i, {"appos"})) {
      // "the commanders, A, B and C"; a list read as one.
      const Mention* const own = mention(i);
      if (own != nullptr && own->kind == MentionKind::Name) add_ends(i, false, depth + 1, found);
    }
  }
}

// "Klein attacked me," she said: what is reported inside a quotation keeps the quotation's "me".
std::optional<ActorIndex> Roles::first_person(std::uint32_t token) const {
  auto said = places_.innermost_content(token);
  while (said && statements_[*said].type == statements::StatementType::Indirect &&
         statements_[*said].nested_in)
    said = statements_[*said].nested_in->value;
  return said ? statements_[*said].speaker : std::nullopt;
}

std::optional<End> Roles::one_end(std::uint32_t token, int depth) const {
  if (const auto self = is_first_person(token) ? first_person(token) : std::nullopt)
    return End{self, {{token}, {token + 1}}, 0.9F, "first person"};
  if (const Mention* const own = mention(token))
    return End{own->actor, own->tokens, own->confidence, {}};
  if (is_relative_pronoun(token)) {
    std::uint32_t at = token;
    for (int step = 0; step < 8; ++step) {
      if (tree_.is(at, {"acl"}) && tree_.head(at)) {
        if (*tree_.head(at) == token) return std::nullopt;
        std::optional<End> end =
            depth < kDeepestEnd ? one_end(*tree_.head(at), depth + 1) : std::nullopt;
        if (end && end->how.empty()) end->how = "antecedent";
        return end;
      }
      if (!tree_.head(at)) break;
      at = *tree_.head(at);
    }
    return std::nullopt;
  }
  // "his rival, Klein"; "Senate leader Klein", where the name hangs on its title.
  for (const std::uint32_t i : tree_.dependents(token)) {
    if (!tree_.is(i, {"appos", "flat"})) continue;
    const Mention* const own = mention(i);
    if (own != nullptr && own->kind == MentionKind::Name)
      return End{own->actor, own->tokens, own->confidence * 0.95F, {}};
  }
  return depth < kDeepestEnd ? owner_end(token, depth) : std::nullopt;
}

// "the scholars' call", "the policy of Weber", "the Weber plan", "Russian aggression".
std::optional<End> Roles::owner_end(std::uint32_t token, int depth) const {
  const language::Token& noun = tree_.token(token);
  if (noun.upos != Upos::Noun && noun.upos != Upos::Propn) return std::nullopt;
  // Of a deed only who did it: "Russian attacks", "the killings by Russia".
  const bool is_deed = is_in(kNotOwned, noun.lemma);
  if (!ActLexicon::english().find(WordKind::Agent, noun.lemma).empty()) return std::nullopt;
  const bool is_person = is_agentive(noun);
  for (const std::uint32_t i : tree_.dependents(token)) {
    const bool is_owner = tree_.is(i, {"nmod:poss"});
    const bool is_modifier = !is_person && tree_.is(i, {"compound", "amod", "nmod"}) && i < token &&
                             mention(i) != nullptr;
    const bool is_of = !is_person && tree_.is(i, {"nmod"}) && i > token &&
                       (tree_.has_preposition(i, "of") || tree_.has_preposition(i, "by") ||
                        tree_.has_preposition(i, "from"));
    if (!is_owner && !is_modifier && !is_of) continue;
    const bool is_doer = tree_.token(i).upos == Upos::Adj || tree_.has_preposition(i, "by");
    if (is_deed && !is_doer) continue;
    if (is_owner && is_person) continue;
    std::optional<End> end = one_end(i, depth + 1);
    if (!end || !end->actor) continue;
    end->confidence *= is_owner ? 0.95F : 0.85F;
    end->how = "possession";
    end->words = tree_.phrase(token);
    return end;
  }
  // "the job that Weber has done", "the way Weber speaks": his.
  if (is_person || is_deed) return std::nullopt;
  for (const std::uint32_t i : tree_.dependents(token)) {
    const bool is_relative = tree_.is(i, {"acl:relcl"});
    const bool is_made = tree_.is(i, {"acl"}) && is_in(kMaking, tree_.lemma(i));
    if (!is_relative && !is_made) continue;
    const auto doer = tree_.dependent(i, {is_relative ? "nsubj" : "obl:agent"});
    if (!doer || mention(*doer) == nullptr) continue;
    std::optional<End> end = one_end(*doer, depth + 1);
    if (!end || !end->actor) continue;
    end->confidence *= 0.85F;
    end->how = "possession";
    return end;
  }
  return std::nullopt;
}

std::vector<End> Roles::owners(std::uint32_t noun) const {
  for (const std::uint32_t i : tree_.dependents(noun)) {
    const bool is_source = tree_.is(i, {"nmod", "obl"}) &&
                           (tree_.has_preposition(i, "by") || tree_.has_preposition(i, "from"));
    const bool is_owner =
        tree_.is(i, {"nmod:poss"}) || (tree_.is(i, {"compound", "amod"}) && mention(i) != nullptr);
    if (!is_source && !is_owner) continue;
    if (std::vector<End> found = ends(i); !found.empty()) return found;
  }
  return {};
}

std::optional<std::uint32_t> Roles::subject(std::uint32_t verb) const { return subject(verb, 0); }

std::optional<std::uint32_t> Roles::subject(std::uint32_t verb, int depth) const {
  if (depth > 8) return std::nullopt;
  std::optional<std::uint32_t> own;
  for (const std::uint32_t i : tree_.dependents(verb))
    if (tree_.is(i, {"nsubj"})) own = own && *own > verb ? own : i;
  if (own) return own;
  if (tree_.dependent(verb, {"csubj", "expl"})) return std::nullopt;
  return shared_subject(verb, depth);
}

std::optional<std::uint32_t> Roles::shared_subject(std::uint32_t verb, int depth) const {
  const auto head = tree_.head(verb);
  if (!head) return std::nullopt;
  if (tree_.is(verb, {"conj"})) {
    // "told them to leave and accused Y": what is finite goes on from the finite verb.
    const std::string_view own = tree_.token(verb).xpos.view();
    const bool is_finite = own == "VBD" || own == "VBZ" || own == "VBP";
    std::uint32_t first = *head;
    while (is_finite && tree_.token(first).xpos == "VB" && tree_.is(first, {"xcomp", "advcl"}) &&
           tree_.head(first))
      first = *tree_.head(first);
    return subject(first, depth + 1);
  }
  if (tree_.is(verb, {"parataxis"}) && tree_.token(verb).xpos != "VB")
    return subject(*head, depth + 1);
  if (tree_.is(verb, {"xcomp"})) {
    const auto object = tree_.dependent(*head, {"iobj", "obj"});
    if (object && *object < verb && !is_in(kSubjectControl, tree_.lemma(*head))) return object;
    return subject(*head, depth + 1);
  }
  if (tree_.is(verb, {"acl"})) {
    if (!tree_.has_preposition(verb, "to")) return *head;
    // "an attempt to discredit Y": whoever attempts.
    if (mention(*head) != nullptr) return *head;
    if (const auto owner = tree_.dependent(*head, {"nmod:poss"})) return owner;
    const auto above = tree_.head(*head);
    if (above && tree_.is(*head, {"obj", "obl", "nsubj", "xcomp"}))
      return subject(*above, depth + 1);
    return std::nullopt;
  }
  if (tree_.is(verb, {"advcl"})) {
    const std::string_view xpos = tree_.token(verb).xpos.view();
    if (xpos != "VBG" && xpos != "VBN" && xpos != "VB" && xpos != "VBD") return std::nullopt;
    // "accused Y of attacking", "praised Y for defending": Y does.
    const bool is_ground = tree_.has_preposition(verb, "of") ||
                           tree_.has_preposition(verb, "for") ||
                           tree_.has_preposition(verb, "from");
    const auto object = tree_.dependent(*head, {"obj"});
    if (is_ground && object) return object;
    return subject(*head, depth + 1);
  }
  return std::nullopt;
}

}  // namespace faultline::positions::detail
