#include "actors/detail/named_spans.h"

#include <algorithm>

#include "actors/detail/capitals.h"
#include "actors/detail/name_mending.h"
#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Name;
using language::NameType;
using language::Upos;
using language::WordClass;

// A lone word of the register that is tagged as something else here: "May" in "May I ask".
bool is_misread(const Words& words, const NameMatch& match) {
  if (match.tokens.size() != 1) return false;
  const Upos upos = words.upos(match.tokens.begin.value);
  return upos != Upos::Propn && upos != Upos::Noun && upos != Upos::Adj && upos != Upos::X &&
         upos != Upos::Num && !is_all_capitals(words.form(match.tokens.begin.value));
}

class SpanCollector {
 public:
  SpanCollector(const Words& words, const NameIndex* index, std::span<const Actor> known)
      : words_(words), known_(known), names_(mended_names(words)) {
    if (index != nullptr) matches_ = index->find(words);
    std::erase_if(matches_, [&](const NameMatch& match) { return is_misread(words, match); });
  }

  std::vector<NamedSpan> collect() {
    merge();
    std::sort(spans_.begin(), spans_.end(),
              [](const NamedSpan& one, const NamedSpan& other) { return one.core < other.core; });
    std::vector<bool> is_name(words_.size());
    for (const NamedSpan& span : spans_) {
      for (Index i = span.core.begin.value; i < span.core.end.value; ++i) is_name[i] = true;
    }
    for (const Name& name : names_) {
      for (Index i = name.tokens.begin.value; i < name.tokens.end.value; ++i) is_name[i] = true;
    }
    for (NamedSpan& span : spans_) {
      span.description.begin = span.core.begin.value;
      if (span.kind == ActorKind::Person) describe_person(span, is_name);
    }
    return std::move(spans_);
  }

 private:
  void merge() {
    std::size_t m = 0;
    for (const Name& name : names_) {
      while (m < matches_.size() && matches_[m].tokens.end <= name.tokens.begin)
        add_match(matches_[m++]);
      if (m == matches_.size() || name.tokens.end <= matches_[m].tokens.begin) {
        add_name(name, {});
        continue;
      }
      const NameMatch& match = matches_[m];
      const bool is_inside = name.tokens.contains(match.tokens) && name.tokens != match.tokens;
      if (!is_inside || name.type == NameType::Location || name.type == NameType::Miscellaneous) {
        continue;  // the match is added when the next name begins after it
      }
      const bool is_same = fits(name, match);
      while (m < matches_.size() && name.tokens.overlaps(matches_[m].tokens)) ++m;
      add_name(name, is_same ? match.actors : std::vector<std::uint32_t>{});
    }
    while (m < matches_.size()) add_match(matches_[m++]);
  }

  // Whether a longer name may still be that of the registered actor whose name stands inside it.
  [[nodiscard]] bool fits(const Name& name, const NameMatch& match) const {
    if (name.type != NameType::Person) {
      for (Index i = name.tokens.begin.value; i < match.tokens.begin.value; ++i) {
        if (!words_.classes(i).has(WordClass::People)) return false;
      }
      return match.tokens.end == name.tokens.end;
    }
    if (match.actors.size() != 1) return false;
    const std::vector<std::string> parts = parts_without_titles(words_.text(name.tokens));
    const std::vector<std::string> registered = parts_without_titles(known_[match.actors[0]].name);
    if (parts.empty() || registered.empty() || parts.back() != registered.back()) return false;
    // The given names decide: equal, an initial, or one among several.
    return parts.front().front() == registered.front().front() &&
           (parts.front() == registered.front() || parts.front().size() == 1 ||
            registered.front().size() == 1);
  }

  void add_match(const NameMatch& match) {
    NamedSpan span;
    span.core = match.tokens;
    span.known = match.actors;
    span.kind = known_[match.actors[0]].kind;
    span.confidence = 0.9F;
    span.name = words_.text(match.tokens);
    if (span.kind == ActorKind::Person) {
      span.parts = parts_without_titles(span.name);
      span.is_whole_known = name_parts(span.name).size() > span.parts.size();
    } else {
      span.parts = name_parts(span.name);
    }
    spans_.push_back(std::move(span));
  }

  void add_name(const Name& name, std::vector<std::uint32_t> known) {
    NamedSpan span;
    span.core = name.tokens;
    span.known = std::move(known);
    span.confidence = name.confidence;
    span.name = words_.text(name.tokens);
    switch (name.type) {
      case NameType::Person:
        span.kind = ActorKind::Person;
        break;
      case NameType::Organization:
        span.kind = ActorKind::Organization;
        break;
      case NameType::Location:
      case NameType::Miscellaneous: {
        auto state = language::state_named(span.name);
        const auto capital = state_of_capital(span.name);
        if (capital && acts_as_government(words_, name.tokens)) state = capital;
        if (!state && is_seat_of_government(span.name) &&
            (acts_as_government(words_, name.tokens) || has_staff(name.tokens.end.value))) {
          span.kind = ActorKind::Organization;
          break;
        }
        if (!state) return;
        span.kind = ActorKind::State;
        span.name = *state;
        break;
      }
    }
    if (span.kind != ActorKind::State && span.known.empty()) {
      const auto capital = state_of_capital(span.name);
      if (capital && acts_as_government(words_, name.tokens) && !is_somebodys(span.name)) {
        span.kind = ActorKind::State;
        span.name = *capital;
      }
    }
    if (!span.known.empty()) span.kind = known_[span.known[0]].kind;
    span.parts =
        span.kind == ActorKind::Person ? parts_without_titles(span.name) : name_parts(span.name);
    span.is_acronym = span.kind == ActorKind::Organization && name.tokens.size() == 1 &&
                      is_all_capitals(span.name);
    spans_.push_back(std::move(span));
  }

  // "Kremlin spokesman", "White House press secretary"
  [[nodiscard]] bool has_staff(Index i) const {
    return words_.is_person_noun(i) || words_.is(i, "press");
  }

  // Whether a person of that surname is named in full: "Denise Washington".
  [[nodiscard]] bool is_somebodys(std::string_view surname) const {
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) {
      return name.type == NameType::Person && name.tokens.size() > 1 &&
             words_.form(name.tokens.end.value - 1) == surname;
    });
  }

  void describe_person(NamedSpan& span, const std::vector<bool>& is_name) {
    span.description = describe(words_, span.core, is_name);
    // A registered name may hold its title: "Minister Okonar".
    const std::vector<std::string> all = name_parts(words_.text(span.core));
    const std::size_t titles = all.size() - std::min(all.size(), span.parts.size());
    span.description.title.insert(span.description.title.end(), all.begin(),
                                  all.begin() + static_cast<std::ptrdiff_t>(titles));
    if (titles > 0) {
      const Index first = span.core.begin.value;
      const auto count = static_cast<Index>(std::min<std::size_t>(titles, span.core.size() - 1));
      if (count > 0 && !is_courtesy(all.front()))
        span.description.roles.emplace_back(words_.text(span_of(first, first + count)));
    }
    if (titles > 0 && span.description.gender == Gender::Unknown) {
      span.description.gender = gender_of_title(words_.form(span.core.begin.value));
    }
  }

  const Words& words_;
  std::span<const Actor> known_;
  std::vector<Name> names_;
  std::vector<NameMatch> matches_;
  std::vector<NamedSpan> spans_;
};

}  // namespace

std::vector<NamedSpan> named_spans(const Words& words, const NameIndex* index,
                                   std::span<const Actor> known) {
  return SpanCollector(words, index, known).collect();
}

}  // namespace faultline::actors::detail
