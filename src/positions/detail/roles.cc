#include "positions/detail/roles.h"

#include <algorithm>
#include <array>

namespace faultline::positions::detail {
namespace {

using actors::Mention;
using language::Upos;

// What is done to somebody else: who condemns the killing of X has nothing against X.
constexpr std::array<std::string_view, 30> kDeedsSuffered = {
    "killing",     "death",    "murder",     "assassination", "arrest",   "detention",
    "kidnapping",  "bombing",  "torture",    "execution",     "jailing",  "imprisonment",
    "persecution", "invasion", "occupation", "dismissal",     "removal",  "ouster",
    "sacking",     "abuse",    "victim",     "lack",          "absence",  "enemy",
    "critic",      "opponent", "smear",      "treatment",     "shooting", "poisoning"};

bool is_auxiliary(const language::Token& token) {
  return token.upos == Upos::Aux || token.lemma == "be" || token.lemma == "have" ||
         token.lemma == "do";
}

constexpr std::uint32_t kSubjectReach = 40;

}  // namespace

Roles::Roles(const language::Document& document, const actors::Cast& cast)
    : document_(document),
      cast_(cast),
      begins_(document.tokens.size(), -1),
      ends_(document.tokens.size(), -1) {
  for (std::size_t m = 0; m < cast.mentions.size(); ++m) {
    const TokenSpan tokens = cast.mentions[m].tokens;
    const auto wider = [&](std::int32_t& place) {
      if (place < 0 ||
          cast.mentions[static_cast<std::size_t>(place)].tokens.size() < tokens.size()) {
        place = static_cast<std::int32_t>(m);
      }
    };
    wider(begins_[tokens.begin.value]);
    wider(ends_[tokens.end.value - 1]);
  }
}

const Mention* Roles::beginning_at(std::uint32_t token) const {
  const std::int32_t m = token < begins_.size() ? begins_[token] : -1;
  return m < 0 ? nullptr : &cast_.mentions[static_cast<std::size_t>(m)];
}

const Mention* Roles::ending_at(std::uint32_t token) const {
  const std::int32_t m = token > 0 ? ends_[token - 1] : -1;
  return m < 0 ? nullptr : &cast_.mentions[static_cast<std::size_t>(m)];
}

bool Roles::is_form(std::uint32_t token, std::string_view lower) const {
  const std::string_view form = document_.form(TokenIndex{token});
  return form.size() == lower.size() &&
         std::equal(form.begin(), form.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

bool Roles::is_first_person(std::uint32_t token) const {
  return is_form(token, "i") || is_form(token, "we");
}

bool Roles::is_negation(std::uint32_t token) const {
  const std::string& lemma = document_.tokens[token].lemma;
  return is_form(token, "not") || is_form(token, "n't") || is_form(token, "n’t") ||
         lemma == "never" || is_form(token, "no") || lemma == "hardly" || lemma == "neither";
}

VerbContext Roles::context(std::uint32_t verb, std::uint32_t sentence_begin) const {
  VerbContext context;
  context.begin = verb;
  const bool is_participle =
      document_.tokens[verb].xpos == "VBN" || document_.tokens[verb].xpos == "VBD";
  bool has_helper = false;
  while (context.begin > sentence_begin) {
    const std::uint32_t left = context.begin - 1;
    const language::Token& token = document_.tokens[left];
    if (is_negation(left)) {
      context.is_negated = true;
    } else if (is_auxiliary(token)) {
      if (!has_helper && is_participle && token.lemma == "be") context.is_passive = true;
      if (token.lemma == "could" || token.lemma == "might" || token.lemma == "may" ||
          token.lemma == "should") {
        context.is_hypothetical = true;
      }
      has_helper = true;
    } else if (is_form(left, "to") && token.upos != Upos::Adp) {
      context.is_infinitive = true;
    } else if (token.upos != Upos::Adv) {
      break;
    }
    context.begin = left;
  }
  const std::uint32_t reach =
      context.begin > sentence_begin + 8 ? context.begin - 8 : sentence_begin;
  for (std::uint32_t i = context.begin; i > reach; --i) {
    if (is_form(i - 1, "if") || is_form(i - 1, "whether") || is_form(i - 1, "unless")) {
      context.is_hypothetical = true;
    }
  }
  return context;
}

const Mention* Roles::subject(std::uint32_t begin, std::uint32_t sentence_begin) const {
  if (begin <= sentence_begin) return nullptr;
  std::uint32_t end = begin;
  if (is_form(end - 1, "who") || is_form(end - 1, "which") || is_form(end - 1, "that")) --end;
  if (end > sentence_begin && is_form(end - 1, ",")) {
    // ", a former judge," or the comma before "who": the noun phrase ends at the comma before it.
    if (end < begin) {
      --end;
    } else {
      const std::uint32_t reach =
          end > sentence_begin + kSubjectReach ? end - kSubjectReach : sentence_begin;
      std::uint32_t i = end - 1;
      while (i > reach && !(is_form(i - 1, ",") && ending_at(i - 1) != nullptr)) --i;
      if (i <= reach) return nullptr;
      end = i - 1;
    }
  }
  const Mention* const mention = ending_at(end);
  if (mention == nullptr || mention->tokens.begin.value < sentence_begin) return nullptr;
  if (mention->tokens.begin.value > sentence_begin) {
    // "an aide of the minister said": the minister does not speak.
    const std::uint32_t before = mention->tokens.begin.value - 1;
    if (document_.tokens[before].upos == Upos::Adp) return nullptr;
  }
  return mention;
}

bool Roles::may_precede_head(std::uint32_t token) const {
  switch (document_.tokens[token].upos) {
    case Upos::Det:
    case Upos::Adj:
    case Upos::Noun:
    case Upos::Propn:
    case Upos::Num:
      return true;
    case Upos::Adv:
      return true;
    case Upos::Punct:
      return is_form(token, "-") || is_form(token, "“") || is_form(token, "\"") ||
             is_form(token, "‘");
    default:
      return is_form(token, "those") || is_form(token, "both");
  }
}

std::vector<const Mention*> Roles::objects(std::uint32_t begin, std::uint32_t end) const {
  constexpr std::uint32_t kReach = 12;
  std::vector<const Mention*> found;
  const std::uint32_t limit = std::min(end, begin + kReach);
  for (std::uint32_t i = begin; i < limit; ++i) {
    if (const Mention* const mention = beginning_at(i)) {
      found.push_back(mention);
      add_list(mention->tokens.end.value, end, found);
      return found;
    }
    const bool is_dash = is_form(i, "—") || is_form(i, "–") || is_form(i, "--");
    if (is_dash && i > begin) continue;
    if (is_form(i, "of") && i > begin) {
      const std::string& lemma = document_.tokens[i - 1].lemma;
      if (std::find(kDeedsSuffered.begin(), kDeedsSuffered.end(), lemma) != kDeedsSuffered.end())
        break;
      continue;
    }
    if (!may_precede_head(i)) break;
  }
  return found;
}

// "A, B and C", "A — B —": all of them, but for one whose own clause begins.
void Roles::add_list(std::uint32_t from, std::uint32_t end,
                     std::vector<const Mention*>& found) const {
  constexpr std::size_t kLongestList = 12;
  std::uint32_t i = from;
  while (i + 1 < end && found.size() < kLongestList) {
    bool has_link = false;
    while (i < end && (is_form(i, ",") || is_form(i, "and") || is_form(i, "—") ||
                       is_form(i, "--") || is_form(i, "–") || is_form(i, "or"))) {
      has_link = true;
      ++i;
    }
    if (!has_link) return;
    while (i < end && document_.tokens[i].upos == Upos::Det && beginning_at(i) == nullptr) ++i;
    const Mention* const mention = i < end ? beginning_at(i) : nullptr;
    if (mention == nullptr || mention->kind == actors::MentionKind::Pronoun) return;
    const std::uint32_t next = mention->tokens.end.value;
    if (next < end &&
        (document_.tokens[next].upos == Upos::Verb || document_.tokens[next].upos == Upos::Aux))
      return;
    found.push_back(mention);
    i = next;
  }
}

}  // namespace faultline::positions::detail
