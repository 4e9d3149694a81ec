#include "map/detail/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "map/faction_answer.h"

namespace faultline::map::detail {
std::string counted(int count, std::string_view one, std::string_view many) {
  if (count == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (index > 0) list += index + 1 == names.size() ? " and " : ", ";
    list += names[index];
  }
  return list;
}

std::string percent(double share) {
  const auto rounded = std::lround(share * 100);
  if (rounded == 0 && share > 0) return "<1\u00A0%";
  if (rounded == 100 && share < 1) return ">99\u00A0%";
  return fmt::format("{}\u00A0%", rounded);
}

std::string period(const std::optional<Day>& first, const std::optional<Day>& last) {
  if (!first || !last) return "no day known";
  if (*first == *last) return to_string(*first);
  return to_string(*first) + " to " + to_string(*last);
}

std::string fit_of_sides(const BlocMap& map) {
  return fmt::format(
      "{} of {} against this split{}", map.sides.frustrated,
      counted(map.sides.ties, "signed tie goes", "signed ties go"),
      map.sides.is_exact
          ? ", and no split has fewer"
          : fmt::format("; whether a split has fewer is not known (no fewer than {})",
                        map.sides.lower_bound));
}

std::string chance_of_sides(const BlocMap& map) {
  const auto& test = map.sides.test;
  if (test.networks == 0 || !leaves_a_choice(test)) return {};
  return fmt::format(
      " In networks where everybody keeps as many allies and opponents it is {:.1f} on average "
      "({}).",
      test.mean, p_value(test.p_value));
}

bool is_placed(const Person& person) {
  return person.side != 0 && !person.side_is_open && person.certainty.value_or(1) >= likely_side;
}

std::string doubt_of_side(const Person& person) {
  if (person.side == 0) return {};
  std::string share;
  if (person.certainty.value_or(1) < sure_side) share = percent(*person.certainty);
  if (is_placed(person)) return share;
  return share.empty() ? "or the other" : "or the other, " + share;
}

std::string with_doubt(const Person& person) {
  const std::string doubt = doubt_of_side(person);
  return doubt.empty() ? person.name : person.name + " (" + doubt + ")";
}

std::string key_to_doubts(const BlocMap& map) {
  const bool shows_any = std::any_of(map.people.begin(), map.people.end(), [](const Person& one) {
    return one.side != 0 && one.certainty.value_or(1) < sure_side;
  });
  if (!shows_any) return {};
  return fmt::format(
      " In brackets: how often a side stays when stories are drawn anew, where that is below {}.",
      percent(sure_side));
}

std::string_view side_letter(int side) { return side > 0 ? "A" : side < 0 ? "B" : ""; }

std::string votes(const Stand::Side& side) {
  if (side.disagree == 0) return fmt::format("{} for", side.agree);
  if (side.agree == 0) return fmt::format("{} against", side.disagree);
  return fmt::format("{} for, {} against", side.agree, side.disagree);
}

std::string office(const Person& person) {
  std::string text = person.role;
  if (!person.role_note.empty()) {
    text += text.empty() ? person.role_note : " (" + person.role_note + ")";
  }
  if (!person.bloc_note.empty()) text += (text.empty() ? "" : "; ") + person.bloc_note;
  return text;
}

std::string deeds(const Person& person) {
  std::string text;
  const auto add = [&text](std::string_view what, int count) {
    if (count > 0) text += fmt::format("{}{} {}×", text.empty() ? "" : ", ", what, count);
  };
  add("attacks members", person.criticises_inside);
  add("others", person.criticises_outside);
  if (person.criticises_inside == 0 && person.criticises_outside > 0) text.insert(0, "attacks ");
  add("attacked by members", person.criticised_inside);
  return text;
}

std::string material(const BlocMap& map) {
  std::string outlets;
  for (const auto& [outlet, articles] : map.outlets) {
    outlets += fmt::format("{}{} {}", outlets.empty() ? " (" : ", ", outlet, articles);
  }
  if (!outlets.empty()) outlets += ")";
  return fmt::format("{}{}, {} by members", counted(map.articles, "article"), outlets,
                     counted(map.statements, "statement"));
}

std::string place(const Citation& citation) {
  std::string text = citation.outlet.empty() ? "outlet not known" : citation.outlet;
  if (citation.published) text += ", " + to_string(*citation.published);
  if (!citation.headline.empty()) text += ", “" + citation.headline + "”";
  text += ", " + (citation.file.empty() ? citation.article_id : citation.file);
  if (citation.day && citation.day != citation.published) {
    text += "; of " + to_string(*citation.day);
  }
  if (citation.is_outlets_voice) text += "; the outlet’s own voice";
  if (!citation.manner.empty()) text += "; " + citation.manner;
  if (!citation.venue.empty()) text += "; venue: " + citation.venue;
  text += fmt::format("; {}{:.2f}", citation.coder == "machine" ? "" : citation.coder + ", ",
                      citation.confidence);
  return text;
}

}  // namespace faultline::map::detail
