#pragma once
// The answer for one bloc: who stands where, who attacks whom, since when, how sure.

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "networks/networks.h"
#include "study/study.h"
#include "timeline/timeline.h"

namespace faultline::map {

struct MapOptions {
  std::optional<std::string> bloc;  // none: the bloc with most statements
  std::optional<Day> from, to;      // both included
  std::optional<std::string> outlet;  // according to this outlet only
  double min_confidence = 0.5;      // of relations and codings
  int permutations = 2000;
  std::uint64_t seed = 1;
};

/// A place in the texts, as [n] cites it.
struct Citation {
  int number = 0;  // 1, 2, 3 ... in order of first use
  std::string sentence;  // evidence or statement, as printed in the article
  std::string article_id, headline, outlet, file;
  std::string url;       // may be empty
  std::optional<Day> day;        // of the statement
  std::optional<Day> published;
  ByteSpan span;                 // bytes of the article's text
  std::string coder;             // "machine (faultline 0.1 ...)" or a person
  double confidence = 0;
  bool is_outlets_voice = false;  // the article asserts it in its own voice
};

struct Person {
  std::string id, name;
  std::string role;  // on the day of the first statement in the period; empty: not known
  std::string role_note;  // "until 2031-04-10 Minister of Ports" where it changed in the period; may be empty
  std::string bloc_note;  // "joined 2031-..", "left ..."; may be empty
  int side = 0;      // -1, +1; 0: none; of networks::two_sides over the period's in-bloc ties
  int statements = 0;
  int criticises_inside = 0, criticised_inside = 0;
  int criticises_outside = 0;
  std::vector<int> citations;
};

struct Stand {
  std::string concept_name;
  struct Side {
    std::string actor, name;
    int agree = 0, disagree = 0;
    std::vector<int> citations;
  };
  std::vector<Side> agree;     // net > 0, strongest first
  std::vector<Side> disagree;  // net < 0
  std::vector<Side> divided;   // net = 0
};

struct Attack {
  std::string from, from_name, to, to_name;
  std::string to_bloc;   // empty: in no bloc
  int negative = 0, positive = 0, neutral = 0;
  std::optional<Day> first, last;
  std::vector<int> citations;
};

/// Plain value; every count in it has its citations.
struct BlocMap {
  std::string bloc;
  std::optional<Day> first, last;  // days with evidence
  study::Totals totals;            // of the study
  int articles = 0, statements = 0;  // that hold or are members' statements
  std::vector<std::pair<std::string, int>> outlets;  // articles per outlet, most first
  std::vector<Person> people;      // members who spoke or were attacked, most statements first
  std::vector<Stand> stands;
  std::vector<Attack> inside, outside, from_outside;  // negative, most first
  std::vector<Attack> support;     // positive inside
  std::vector<timeline::RiftWeek> weeks;
  std::optional<timeline::Onset> onset;
  networks::TwoSides sides;        // over `people`, same order
  std::vector<Citation> citations;
  std::vector<std::string> cautions;  // what the figures cannot show: few weeks, one outlet, undated ...
  std::string provenance;          // program, models, seed, options: one line
};

/// NotFound: the study holds no such bloc (the message names those it does) or no blocs at all
/// (the message says how to give a register). Same study and options, same value.
[[nodiscard]] Result<BlocMap> map_of(const study::Study& study, const MapOptions& options = {});

/// The map for a terminal of `width` columns; ANSI colours only if `colour`.
struct TextStyle {
  int width = 80;
  bool colour = false;
};
[[nodiscard]] std::string to_text(const BlocMap& map, const TextStyle& style = {});

/// One self-contained HTML page: no script needed, no address fetched. Deterministic.
[[nodiscard]] std::string to_html(const BlocMap& map);

/// The pictures of that page, each a stand-alone SVG document.
[[nodiscard]] std::string network_svg(const BlocMap& map);
[[nodiscard]] std::string timeline_svg(const BlocMap& map);

}  // namespace faultline::map
