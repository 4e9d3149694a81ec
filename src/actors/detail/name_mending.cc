#include "actors/detail/name_mending.h"

#include <algorithm>
#include <string>

#include "actors/detail/capitals.h"
#include "actors/detail/grammar.h"
#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Name;
using language::NameType;
using language::Upos;
using language::WordClass;

constexpr float ranked_confidence = 0.7F;  // of a name that only its rank tells

class NameMender {
 public:
  explicit NameMender(const Words& words)
      : words_(words), names_(words.document().names), is_taken_(words.size()) {}

  std::vector<Name> mend() {
    for (const Name& name : names_) mark(name.tokens);
    for (Name& name : names_) {
      if (name.type == NameType::Person) widen(name);
    }
    join();
    cut_headlines();
    trust_ranks();
    add_known();
    add_ranked();
    return std::move(names_);
  }

 private:
  void mark(TokenSpan tokens) {
    for (Index i = tokens.begin.value; i < tokens.end.value; ++i) is_taken_[i] = true;
  }

  [[nodiscard]] bool is_free_name(Index i) const {
    return !is_taken_[i] && words_.upos(i) == Upos::Propn && begins_upper(words_.form(i)) &&
           !words_.is_title(i);
  }

  [[nodiscard]] bool is_given_name(Index i) const {
    return is_free_name(i) || (!is_taken_[i] && words_.classes(i).is_given_name());
  }

  void widen(Name& name) {
    Index begin = name.tokens.begin.value;
    Index end = name.tokens.end.value;
    const Index first = words_.sentence_begin(begin);
    const Index limit = words_.sentence_end(begin);
    // "Guy | de Lormont"
    const std::vector<std::string> opening = name_parts(words_.form(begin));
    if (begin > first && opening.size() == 1 && is_particle(opening[0]) &&
        !begins_upper(words_.form(begin)) && is_given_name(begin - 1))
      --begin;
    // "Ban | Ki-moon", "Kim Yong | -nam"
    if (end + 1 < limit && is_free_name(end) && words_.form(end + 1) == "-" &&
        words_.is_attached(end + 1))
      ++end;
    while (end + 1 < limit && words_.form(end) == "-" && words_.is_attached(end) &&
           words_.is_attached(end + 1) && !is_taken_[end + 1] && !is_participle(end + 1))
      end += 2;
    begin = begin_with_nickname(begin, end, first);
    name.tokens = span_of(begin, end);
    mark(name.tokens);
  }

  // "Weber-led", "Weber-backed" are no names.
  [[nodiscard]] bool is_participle(Index i) const {
    return words_.token(i).xpos == "VBN" || words_.token(i).xpos == "VBD" ||
           words_.form(i).ends_with("ed") ||
           words_.is_any(i, {"led", "era", "style", "like", "born"});
  }

  // “Idris “the Fox” | Karimi”: from the given name before the opening mark.
  [[nodiscard]] Index begin_with_nickname(Index begin, Index end, Index first) const {
    const auto is_closing = [&](Index i) { return is_one_of(words_.form(i), {"”", "\"", "''"}); };
    const auto is_opening = [&](Index i) { return is_one_of(words_.form(i), {"“", "\"", "``"}); };
    Index closing = begin;
    while (closing < end && !is_closing(closing)) ++closing;
    if (closing == end) {
      if (begin == first || !is_closing(begin - 1)) return begin;
      closing = begin - 1;
    }
    constexpr Index longest = 4;  // words of a nickname
    Index opening = closing;
    while (opening > first && closing - opening <= longest) {
      --opening;
      if (is_opening(opening)) break;
    }
    if (!is_opening(opening) || opening == first || opening == closing) return begin;
    const Index given = opening - 1;
    const bool is_given = words_.upos(given) == Upos::Propn && begins_upper(words_.form(given)) &&
                          !words_.is_title(given);
    return is_given ? given : begin;
  }

  // Halves side by side, and what a wider name has swallowed.
  void join() {
    std::vector<Name> joined;
    for (const Name& name : names_) {
      Name* const before = joined.empty() ? nullptr : &joined.back();
      if (before != nullptr && before->tokens.overlaps(name.tokens)) {
        before->tokens.begin = std::min(before->tokens.begin, name.tokens.begin);
        before->tokens.end = std::max(before->tokens.end, name.tokens.end);
        if (name.type == NameType::Person) before->type = NameType::Person;
        before->confidence = std::max(before->confidence, name.confidence);
      } else if (before != nullptr && are_halves(*before, name)) {
        before->tokens.end = name.tokens.end;
      } else {
        joined.push_back(name);
      }
    }
    names_ = std::move(joined);
  }

  [[nodiscard]] bool are_halves(const Name& one, const Name& other) const {
    return one.type == NameType::Person && other.type == NameType::Person &&
           one.tokens.end == other.tokens.begin && one.tokens.size() == 1 &&
           other.tokens.size() == 1 &&
           words_.sentence(one.tokens.begin.value) == words_.sentence(other.tokens.begin.value);
  }

  [[nodiscard]] bool is_heading(const Name& name) const {
    const Index i = name.tokens.begin.value;
    return words_.document().paragraphs[words_.paragraph(i)].kind == language::BlockKind::Heading;
  }

  // A headline may write every word large: what goes on behind a name of the body is no part of it.
  void cut_headlines() {
    // Without marks of the page, a first paragraph without a full stop is one.
    for (Name& headline : names_) {
      if (headline.type != NameType::Person || headline.tokens.size() < 2 ||
          !(is_heading(headline) || words_.paragraph(headline.tokens.begin.value) == 0))
        continue;
      const std::vector<std::string> longer = name_parts(words_.text(headline.tokens));
      Index kept = 0;
      for (const Name& body : names_) {
        if (body.type != NameType::Person || body.tokens.size() < 2 || is_heading(body) ||
            words_.paragraph(body.tokens.begin.value) ==
                words_.paragraph(headline.tokens.begin.value))
          continue;
        const std::vector<std::string> shorter = name_parts(words_.text(body.tokens));
        if (shorter.size() < longer.size() &&
            std::equal(shorter.begin(), shorter.end(), longer.begin()))
          kept = std::max(kept, static_cast<Index>(body.tokens.size()));
        if (shorter == longer) kept = headline.tokens.size();
        // "Velasko Slams Dam"
        const bool goes_on = headline.tokens.size() > 2 ||
                             language::is_common_word(words_.form(headline.tokens.begin.value + 1));
        if (kept == 0 && goes_on && shorter.back() == longer.front()) kept = 1;
      }
      if (kept > 0 && kept < headline.tokens.size())
        headline.tokens.end = headline.tokens.begin + kept;
    }
  }

  // "The Kremlin said", "Tehran rejected it": well known, though the tagger passed them by.
  void add_known() {
    bool is_added = false;
    for (Index i = 0; i < words_.size(); ++i) {
      if (is_taken_[i] || words_.upos(i) != Upos::Propn || !begins_upper(words_.form(i)) ||
          (i + 1 < words_.size() && words_.upos(i + 1) == Upos::Propn))
        continue;
      const bool is_government =
          state_of_capital(words_.form(i)) && acts_as_government(words_, span_of(i, i + 1));
      const bool is_body =
          i > 0 && words_.is(i - 1, "the") &&
          language::known_name(words_.form(i)) == language::KnownName::Organization &&
          is_subject(words_, span_of(i, i + 1));
      if (!is_government && !is_body) continue;
      names_.push_back({span_of(i, i + 1),
                        is_government ? NameType::Location : NameType::Organization,
                        ranked_confidence});
      mark(names_.back().tokens);
      is_added = true;
    }
    if (is_added) sort();
  }

  void sort() {
    std::sort(names_.begin(), names_.end(), [](const Name& one, const Name& other) {
      return one.tokens.begin < other.tokens.begin;
    });
  }

  [[nodiscard]] bool is_rank(Index i) const {
    if (!begins_upper(words_.form(i))) return false;
    const std::vector<std::string> parts = name_parts(words_.form(i));
    return parts.size() == 1 &&
           is_one_of(parts[0],
                     {"general", "colonel",    "admiral",        "captain",      "commander",
                      "major",   "lieutenant", "ayatollah",      "hojatoleslam", "hojjatoleslam",
                      "sheikh",  "senator",    "representative", "mr",           "mrs",
                      "ms",      "doctor",     "professor",      "reverend",     "justice",
                      "judge",   "imam",       "sayyid"});
  }

  [[nodiscard]] bool is_courtesy_title(Index i) const {
    const std::vector<std::string> parts = name_parts(words_.form(i));
    return parts.size() == 1 && is_one_of(parts[0], {"mr", "mrs", "ms", "miss"});
  }

  void trust_ranks() {
    for (Name& name : names_) {
      const Index begin = name.tokens.begin.value;
      if (name.type == NameType::Person && begin > words_.sentence_begin(begin) &&
          is_rank(begin - 1))
        name.confidence = std::max(name.confidence, ranked_confidence);
    }
  }

  void add_ranked() {
    const std::size_t known = names_.size();
    for (Index i = 0; i + 1 < words_.size(); ++i) {
      if (is_taken_[i + 1] || words_.sentence(i) != words_.sentence(i + 1)) continue;
      const Index end = end_of_name(i + 1);
      // "General Electric", "President Street": only after "Mr." an everyday word is a surname.
      if (end == i + 1 || (!is_courtesy_title(i) && are_everyday(i + 1, end))) continue;
      // An office goes before things too ("President Street"); two words after it are a person.
      const bool is_office = words_.is_title(i) && begins_upper(words_.form(i)) && end > i + 2;
      if (is_rank(i) || is_office)
        names_.push_back({span_of(i + 1, end), NameType::Person, ranked_confidence});
    }
    if (names_.size() > known) sort();
  }

  [[nodiscard]] bool are_everyday(Index begin, Index end) const {
    for (Index i = begin; i < end; ++i) {
      if (begins_upper(words_.form(i)) && !language::is_common_word(words_.form(i))) return false;
    }
    return true;
  }

  // One past the capitalised words at `begin` that may be a person's name.
  [[nodiscard]] Index end_of_name(Index begin) const {
    const Index limit = words_.sentence_end(begin);
    Index end = begin;
    constexpr Index longest = 5;
    while (end < limit && end - begin < longest) {
      if (is_name_word(end)) {
        ++end;
      } else if (end > begin && words_.form(end) == "-" && words_.is_attached(end) &&
                 end + 1 < limit && words_.is_attached(end + 1)) {
        end += 2;
      } else {
        break;
      }
    }
    // "General Motors Corp." goes on with what is no name of a person.
    const bool goes_on = end < limit && words_.upos(end) == Upos::Propn;
    return goes_on || end > limit ? begin : end;
  }

  [[nodiscard]] bool is_name_word(Index i) const {
    const std::string_view form = words_.form(i);
    const language::WordClasses classes = words_.classes(i);
    const bool is_other = classes.has(WordClass::Title) || classes.has(WordClass::TitleOpening) ||
                          classes.has(WordClass::OrganizationHead) ||
                          classes.has(WordClass::LocationHead) || classes.has(WordClass::People) ||
                          classes.has(WordClass::Day) || classes.has(WordClass::MiscellaneousHead);
    return is_free_name(i) && !is_all_capitals(form) && !is_other && form.size() > 1;
  }

  const Words& words_;
  std::vector<Name> names_;
  std::vector<bool> is_taken_;
};

}  // namespace

std::vector<Name> mended_names(const Words& words) { return NameMender(words).mend(); }

}  // namespace faultline::actors::detail
