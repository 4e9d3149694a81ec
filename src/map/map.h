#pragma once
// The answer for one bloc: who stands where, who attacks whom, since when, how sure.

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "map/rift_answer.h"
#include "networks/frustration.h"
#include "study/study.h"

namespace faultline::map {

struct MapOptions {
  std::optional<std::string> bloc = {};    // none: the bloc whose members made most statements
  std::optional<Day> from = {}, to = {};   // both included
  std::optional<std::string> outlet = {};  // according to this outlet only
  double min_confidence = 0.5;             // of relations and codings
  bool by_principal = false;               // a spokesman's words are his principal's
  std::vector<NamedEvent> events = {};     // to mark, and to compare before and after
  int permutations = 999;                  // of every test
  int replicates = 1000;                   // of every bootstrap
  std::uint64_t seed = 1;
  int threads = 1;                        // changes no figure
  std::size_t citations_per_figure = 25;  // the surest ones; the rest is counted, not cited
};

/// A place in the texts, as [n] cites it.
struct Citation {
  int number = 0;  // 1, 2, 3 ... in order of first use by to_text, then of what only to_html shows
  std::string sentence;  // evidence or statement, as printed in the article, white space folded
  std::string trigger;   // the words of it that decided, several joined by " … "; may be empty
  std::string article_id, headline, outlet, file;
  std::string url;         // may be empty
  std::optional<Day> day;  // of the statement
  std::optional<Day> published;
  ByteSpan span;      // bytes of the article's text
  std::string coder;  // "machine", "machine, corrected by a person", a person, or several of them
  double confidence = 0;          // where several rows say so, of the least sure one
  bool is_outlets_voice = false;  // the article asserts it in its own voice
  std::string manner;  // how the outlet reports it: "reported with doubt, denied"; may be empty
  std::string venue;   // where it was said: "state television"; may be empty
};

struct Person {
  std::string id, name;
  std::string role;       // on the day of the first statement in the period; empty: not known
  std::string role_note;  // "until 2031-04-10 Minister of Ports" where it changed in the period;
                          // may be empty
  std::string bloc_note;  // "joined 2031-..", "left ..."; may be empty
  /// -1 or +1, as bloc_sides() finds it: A and B of `faultline factions`. 0: no tie inside, or none
  /// that leads to the largest group of people whom ties join, so that nothing says which side it
  /// is.
  int side = 0;
  bool side_is_open = false;        // splits as good put the person on either side
  bool is_apart = false;            // has ties inside, but to no one of that group
  std::optional<double> certainty;  // of the side: FactionMember::certainty; none: not known
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
    std::string
        change_note;  // "for until 2031-03-19, against from 2031-05-09"; empty: no single turn
    std::vector<int> citations;
  };
  std::vector<Side> agree;     // net > 0, strongest first
  std::vector<Side> disagree;  // net < 0
  std::vector<Side> divided;   // net = 0
};

struct Attack {
  std::string from, from_name, to, to_name;
  std::string from_bloc, to_bloc;  // on the day of the last one; empty: in no bloc
  int negative = 0, positive = 0, neutral = 0;
  std::optional<Day> first, last;  // of the ties that the list is about
  std::vector<int> citations;      // of the same
};

/// An ISO week of the series: its counts and share are those of a bin of BlocMap::rift.
struct Week {
  Day monday;
  timeline::RiftCounts counts;
  inference::Rate share;  // of criticism by members, inside; not known below the least n: a gap
  std::vector<int> inside, outside, support, from_outside;  // citations of the counts
};

/// The answer in a few sentences: since when, how sure, which sides, because of what.
struct Finding {
  std::string text;
  int because = 0;             // criticisms inside that it rests on
  std::vector<int> citations;  // of them
};

/// The line between the two sides of `people`.
struct Sides {
  int ties = 0;         // signed, inside
  int frustrated = 0;   // of them against the split
  int lower_bound = 0;  // proven: no split has fewer
  bool is_exact = true;
  int stories = 0, resamples = 0;  // that the certainty of a side rests on
  networks::FrustrationTest test;  // against networks of the same allies and opponents
};

/// Plain value; every figure in it has citations, at most MapOptions::citations_per_figure.
struct BlocMap {
  std::string bloc;
  std::optional<Day> first, last;  // days with evidence
  study::Totals totals;            // of the study
  int articles = 0;                // that hold a statement of a member, or a relation with one
  int statements = 0;              // of members
  std::vector<std::pair<std::string, int>> outlets;  // those articles per outlet, most first
  std::vector<Person> people;  // members who spoke or were attacked, most statements first
  std::vector<Stand> stands;
  std::vector<Attack> inside, outside, from_outside;  // negative, most first
  std::vector<Attack> support;                        // positive inside
  RiftAnswer rift;                                    // by week
  std::vector<Week> weeks;                            // one for each of rift.bins
  Finding finding;
  Sides sides;
  std::vector<Citation> citations;
  std::vector<std::string>
      cautions;            // what the figures cannot show: few weeks, one outlet, undated ...
  std::string provenance;  // program, models, seed, options: one line
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

/// The network of that page as a stand-alone SVG document; its series is rift_svg(map.rift).
[[nodiscard]] std::string network_svg(const BlocMap& map);

}  // namespace faultline::map
