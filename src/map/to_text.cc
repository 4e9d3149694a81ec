#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "map/detail/evidence.h"
#include "map/detail/plain_text.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/wording.h"
#include "map/map.h"

namespace faultline::map {
namespace {

using detail::columns;
using detail::counted;
using detail::padded;
using detail::printable;
using detail::wrapped;

enum class Ink { Bold, Inside, Support, Faint };

class TextPage {
 public:
  TextPage(const BlocMap& map, const TextStyle& style)
      : map_(map),
        width_(static_cast<std::size_t>(std::max(style.width, 40))),
        colour_(style.colour) {}

  [[nodiscard]] std::string print();

 private:
  [[nodiscard]] std::string inked(std::string_view text, Ink ink) const;
  [[nodiscard]] std::string cites(const std::vector<int>& citations, int count);

  void heading(std::string_view title);
  void add(std::string_view text, std::string_view first = "  ", std::string_view rest = "  ");
  void more(std::size_t all, std::size_t printed, std::string_view what);

  void head();
  void people();
  void sides();
  void stands();
  void stand_row(std::string_view label, const Stand::Side& side);
  void attacks(std::string_view title, const std::vector<Attack>& list, int sign,
               std::string_view nobody);
  void weeks();
  void week(const Week& week, std::int64_t per_block, std::size_t bar_width);
  void cautions();
  void citations();

  const BlocMap& map_;
  std::size_t width_;
  bool colour_;
  int last_cited_ = 0;
  std::string out_;
};

std::string TextPage::inked(std::string_view text, Ink ink) const {
  if (!colour_ || text.empty()) return std::string(text);
  const char* code = "1";
  if (ink == Ink::Inside) code = "31";
  if (ink == Ink::Support) code = "34";
  if (ink == Ink::Faint) code = "2";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

/// "[1] [2] [3] +9": the first few, and how many more there are.
std::string TextPage::cites(const std::vector<int>& citations, int count) {
  std::string text;
  const std::size_t shown = std::min(citations.size(), detail::printed_citations);
  for (std::size_t place = 0; place < shown; ++place) {
    text += fmt::format("{}[{}]", place > 0 ? " " : "", citations[place]);
    last_cited_ = std::max(last_cited_, citations[place]);
  }
  if (citations.size() > shown) text += fmt::format("\u00A0+{}", count - static_cast<int>(shown));
  return inked(text, Ink::Faint);
}

void TextPage::heading(std::string_view title) { out_ += "\n" + inked(title, Ink::Bold) + "\n"; }

void TextPage::add(std::string_view text, std::string_view first, std::string_view rest) {
  out_ += wrapped(text, width_, first, rest);
}

void TextPage::more(std::size_t all, std::size_t printed, std::string_view what) {
  if (all <= printed) return;
  add(fmt::format("and {} more {}: see the page that --html writes.", all - printed, what));
}

void TextPage::head() {
  const std::string bloc = printable(map_.bloc);
  out_ += wrapped(inked(bloc, Ink::Bold), width_);
  std::string rule;
  for (std::size_t column = 0; column < std::min(columns(bloc), width_); ++column) rule += "─";
  out_ += rule + "\n";
  std::string finding = printable(map_.finding.text);
  if (!map_.finding.citations.empty())
    finding += " Because of " + cites(map_.finding.citations, map_.finding.because) + ".";
  add(finding, "", "");
  out_ += "\n";
  const std::string days = map_.first ? detail::period(map_.first, map_.last) + ": " : "";
  add(days + printable(detail::material(map_)) + ".", "", "");
}

void TextPage::people() {
  heading("WHO SPOKE");
  if (map_.people.empty()) add("Nobody of the bloc.");
  const std::size_t shown = std::min(map_.people.size(), detail::printed_people);
  for (std::size_t index = 0; index < shown; ++index) {
    const Person& person = map_.people[index];
    std::string name = inked(printable(person.name), Ink::Bold);
    if (const std::string office = detail::office(person); !office.empty()) {
      name += ", " + printable(office);
    }
    const bool is_doubtful = person.side != 0 && !detail::is_placed(person);
    const std::string_view letter = detail::side_letter(person.side);
    add(name, fmt::format("  {:1}{} ", letter, is_doubtful ? "?" : " "), "     ");
    std::string counts =
        person.statements == 0 ? "no statement" : counted(person.statements, "statement");
    if (person.statements > 0) counts += " " + cites(person.citations, person.statements);
    if (const std::string deeds = detail::deeds(person); !deeds.empty()) counts += "; " + deeds;
    add(counts, "     ", "     ");
  }
  more(map_.people.size(), shown, "people");
}

void TextPage::sides() {
  heading("TWO SIDES");
  if (map_.sides.ties == 0) {
    add("No member is seen to praise or attack another: there are no sides to tell.");
    return;
  }
  const auto names = [&](int side) {
    std::string list;
    for (const Person& person : map_.people) {
      if (person.side != side) continue;
      list += (list.empty() ? "" : ", ") + printable(detail::with_doubt(person));
    }
    return list;
  };
  const bool is_split = !names(-1).empty();
  add((is_split ? "" : "All whom ties join stand on one side: ") + detail::fit_of_sides(map_) +
      "." + detail::chance_of_sides(map_) + detail::key_to_doubts(map_));
  if (is_split) {
    add(names(+1), "  A  ", "     ");
    add(names(-1), "  B  ", "     ");
  }
  if (const std::string rest = names(0); !rest.empty())
    add("no side known: " + rest, "     ", "     ");
}

void TextPage::stand_row(std::string_view label, const Stand::Side& side) {
  std::string row = printable(side.name) + ": " + detail::votes(side);
  if (!side.change_note.empty()) row += " (" + side.change_note + ")";
  row += " " + cites(side.citations, side.agree + side.disagree);
  add(row, "    " + padded(label, 9), "               ");
}

void TextPage::stands() {
  heading("WHERE THEY STAND");
  if (map_.stands.empty()) add("No stand of a member on a concept of the codebook was found.");
  for (const Stand& stand : map_.stands) {
    add(printable(stand.concept_name));
    const std::pair<std::string_view, const std::vector<Stand::Side>*> groups[] = {
        {"for", &stand.agree}, {"against", &stand.disagree}, {"divided", &stand.divided}};
    for (const auto& [label, sides] : groups) {
      for (const Stand::Side& side : *sides) {
        stand_row(&side == &sides->front() ? label : std::string_view(), side);
      }
    }
  }
}

void TextPage::attacks(std::string_view title, const std::vector<Attack>& list, int sign,
                       std::string_view nobody) {
  heading(title);
  if (list.empty()) add(nobody);
  const std::size_t shown = std::min(list.size(), detail::printed_pairs);
  for (std::size_t index = 0; index < shown; ++index) {
    const Attack& attack = list[index];
    const auto named = [&](const std::string& name, const std::string& bloc) {
      return printable(bloc.empty() || bloc == map_.bloc ? name : name + " (" + bloc + ")");
    };
    const int count = sign < 0 ? attack.negative : attack.positive;
    const std::string days = attack.first ? ", " + detail::period(attack.first, attack.last) : "";
    add(fmt::format("{} → {}{} {}", named(attack.from_name, attack.from_bloc),
                    named(attack.to_name, attack.to_bloc), days, cites(attack.citations, count)),
        "  " + inked(fmt::format("{:>3}", count), sign < 0 ? Ink::Inside : Ink::Support) + "  ",
        "       ");
  }
  more(list.size(), shown, "pairs");
}

void TextPage::week(const Week& week, std::int64_t per_block, std::size_t bar_width) {
  const std::int64_t within = week.counts.crit_in, n = within + week.counts.crit_out;
  const auto blocks = [&](std::int64_t count) { return (count + per_block - 1) / per_block; };
  std::string inside, outward;
  for (std::int64_t block = 0; block < blocks(within); ++block) inside += "█";
  for (std::int64_t block = 0; block < blocks(n) - blocks(within); ++block) outward += "░";
  const bool is_change = detail::shows_a_turn(map_.rift) && map_.rift.turn->first == week.monday;
  std::string line = (is_change ? "▶ " : "  ") + to_string(week.monday) + "  " +
                     padded(inked(inside, Ink::Inside) + inked(outward, Ink::Faint), bar_width);
  line += fmt::format(" {:>3} of {:<3}", within, n);
  line += fmt::format(" {:>5}", std::isnan(week.share.value) ? std::string("–")
                                                             : detail::percent(week.share.value));
  const std::string cited = cites(week.inside, static_cast<int>(within));
  if (cited.empty()) {
    out_ += line + "\n";
  } else {
    add(cited, line + " ", "              ");
  }
}

void TextPage::weeks() {
  heading("SINCE WHEN");
  const auto criticism = [](const Week& week) {
    return week.counts.crit_in + week.counts.crit_out;
  };
  std::int64_t most = 0;
  for (const Week& week : map_.weeks) most = std::max(most, criticism(week));
  if (most == 0) {
    add("No dated criticism by members: no series.");
    return;
  }
  const std::size_t bar_width = std::clamp<std::size_t>(width_ > 55 ? width_ - 55 : 0, 6, 30);
  const auto blocks = static_cast<std::int64_t>(bar_width) - 1;
  const std::int64_t per_block = (most + blocks - 1) / blocks;
  add(fmt::format(
      "Criticism by members per week from Monday: █ of members, ░ of others, one block "
      "for {}; then how much of it stays inside. – marks fewer than {}, too few for a "
      "share.{}",
      per_block == 1 ? "each" : fmt::format("{} or part of it", per_block),
      timeline::RiftRule{}.minimum_n,
      detail::shows_a_turn(map_.rift) ? " ▶ marks the first week after the change." : ""));
  for (std::size_t index = 0; index < map_.weeks.size();) {
    std::size_t end = index;
    while (end < map_.weeks.size() && criticism(map_.weeks[end]) == 0) ++end;
    if (end - index > 2) {
      out_ += fmt::format("              ··· {} weeks without\n", end - index);
    } else {
      for (; index < end; ++index) {
        out_ += "  " + to_string(map_.weeks[index].monday) + "  ·\n";
      }
    }
    if (end < map_.weeks.size()) week(map_.weeks[end], per_block, bar_width);
    index = end + 1;
  }
}

void TextPage::cautions() {
  if (map_.cautions.empty()) return;
  heading("WHAT THIS CANNOT SHOW");
  for (const std::string& caution : map_.cautions) add(printable(caution), "  • ", "    ");
}

void TextPage::citations() {
  constexpr std::size_t longest_sentence = 320;  // columns
  if (last_cited_ == 0) return;
  heading("THE SENTENCES");
  add("With outlet, day, headline and file; at the end how sure the program is, 0 to 1.");
  for (const Citation& citation : map_.citations) {
    if (citation.number > last_cited_) break;
    const std::string number = fmt::format("[{}]", citation.number);
    const std::string indent(std::max<std::size_t>(columns(number) + 3, 7), ' ');
    add(detail::shortened(printable(citation.sentence), longest_sentence),
        "  " + padded(number, indent.size() - 2), indent);
    add(inked(printable(detail::place(citation)), Ink::Faint), indent, indent);
  }
}

/// No-break blanks have kept words together; in a terminal they would hide them from a search.
std::string with_plain_blanks(std::string_view text) {
  constexpr std::string_view no_break = "\u00A0";
  std::string result;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t next = std::min(text.find(no_break, position), text.size());
    result += text.substr(position, next - position);
    if (next < text.size()) result += ' ';
    position = next + no_break.size();
  }
  return result;
}

std::string TextPage::print() {
  head();
  people();
  sides();
  stands();
  attacks("WHO ATTACKS WHOM INSIDE THE BLOC", map_.inside, -1, "Nobody, as far as was found.");
  attacks("WHOM MEMBERS ATTACK OUTSIDE", map_.outside, -1, "Nobody, as far as was found.");
  attacks("WHO ATTACKS MEMBERS FROM OUTSIDE", map_.from_outside, -1,
          "Nobody, as far as was found.");
  attacks("WHO BACKS WHOM INSIDE THE BLOC", map_.support, +1, "Nobody, as far as was found.");
  weeks();
  cautions();
  citations();
  return with_plain_blanks(out_);
}

}  // namespace

std::string to_text(const BlocMap& map, const TextStyle& style) {
  return TextPage(map, style).print();
}

}  // namespace faultline::map
