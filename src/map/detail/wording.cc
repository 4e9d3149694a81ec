#include "map/detail/wording.h"

#include <fmt/format.h>

#include <cmath>

namespace faultline::map::detail {
namespace {

constexpr double significance = 0.05;

std::string share_of(const timeline::Proportion& part) {
  return fmt::format("{} ({} of {})", percent(part.share), part.hits, part.n);
}

timeline::Proportion whole_period(const BlocMap& map) {
  int hits = 0, n = 0;
  for (const timeline::RiftWeek& week : map.weeks) {
    hits += week.crit_in;
    n += week.crit_in + week.crit_out;
  }
  return timeline::proportion(hits, n).value_or(timeline::Proportion{});
}

std::string without_onset(const BlocMap& map) {
  const timeline::Proportion all = whole_period(map);
  if (map.statements == 0 && all.n == 0) return "Nothing that members say or do was found.";
  if (all.n == 0) return "No dated criticism by members was found, so no rift can be shown.";
  return fmt::format(
      "{} of {} by members {} inside the bloc ({}, 95 % interval {} to {}); no change over time "
      "can "
      "be shown.",
      all.hits, counted(all.n, "criticism"), all.n == 1 && all.hits == 1 ? "stays" : "stay",
      percent(all.share), percent(all.low), percent(all.high));
}

}  // namespace

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

std::string p_value(double p) {
  return p < 0.001 ? "p\u00A0<\u00A00.001" : fmt::format("p\u00A0=\u00A0{:.3f}", p);
}

std::string period(const std::optional<Day>& first, const std::optional<Day>& last) {
  if (!first || !last) return "no day known";
  if (*first == *last) return to_string(*first);
  return to_string(*first) + " to " + to_string(*last);
}

bool shows_a_change(const BlocMap& map) { return map.onset && map.onset->p_value <= significance; }

std::string finding(const BlocMap& map) {
  if (!map.onset) return without_onset(map);
  const timeline::Onset& onset = *map.onset;
  if (shows_a_change(map)) {
    return fmt::format(
        "Criticism inside the bloc rose from {} to {} in the week of {} ({}, permutation of "
        "weeks).",
        share_of(onset.before), share_of(onset.after), to_string(onset.monday),
        p_value(onset.p_value));
  }
  return fmt::format(
      "No change can be shown: criticism inside the bloc rises most in the week of {}, from {} to "
      "{}, but so good a cut comes about by chance too ({}, permutation of weeks).",
      to_string(onset.monday), share_of(onset.before), share_of(onset.after),
      p_value(onset.p_value));
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
