#pragma once
// What a referee would demand of a study of one bloc, item by item: filled in with the study's
// figures, or marked as missing with the command that would supply it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inference/robustness.h"
#include "map/bloc_data.h"
#include "map/faction_answer.h"
#include "map/map.h"
#include "map/phase_answer.h"
#include "map/rift_answer.h"
#include "map/study_rows.h"
#include "positions/codebook.h"
#include "study/study.h"

namespace faultline::map {

struct RefereeOptions {
  BlocQuery query;
  RiftOptions rift;
  FactionAsk factions;
  int grid_permutations = 199;   // of each combination of choices
  std::size_t grid_outlets = 8;  // the loudest ones, each left out once
  int phase_permutations = 199;  // each looks for all states anew
  std::size_t fewest_states = 2, most_states = 6;
  std::size_t citations_per_figure = 5;
};

/// How far people agree on a concept (empty: on all). NaN: not known.
struct ReliabilityFigure {
  std::string concept_name;
  std::string measure;  // "alpha", "unitized" ...
  std::string coders;
  std::int64_t units = 0;
  double alpha = inference::not_known, low = inference::not_known, high = inference::not_known;
};

/// How good the machine is in one group, as a person's check of a random sample found. NaN: not
/// known.
struct QualityFigure {
  std::string what;   // "relations", "criticism" ...
  std::string by;     // "all", "outlet", "bloc", "period"
  std::string group;  // which one; empty for all
  std::int64_t checked = 0;
  double precision = inference::not_known, precision_low = inference::not_known,
         precision_high = inference::not_known;
  double recall = inference::not_known, recall_low = inference::not_known,
         recall_high = inference::not_known;
};

/// A figure corrected for the machine's errors, by what people have checked. NaN: not known.
struct CorrectedFigure {
  std::string what;  // "in-bloc share" ...
  double value = inference::not_known, low = inference::not_known, high = inference::not_known;
  double as_read = inference::not_known;
  std::int64_t checked = 0;  // relations
  std::int64_t read = 0;     // passages, for what was missed; 0: that is in none of it
};

/// What other rooms measure of a study. What is empty is shown as missing, never left out.
struct RefereeSupplied {
  std::vector<ReliabilityFigure> reliability;
  std::vector<QualityFigure> quality;
  std::vector<CorrectedFigure> corrected;  // the in-bloc share first
  std::string study_name = "STUDY";        // as commands in the report call it
};

/// Where an article comes from.
struct ArticleOrigin {
  std::string reader;       // the program and models that read it
  std::string text_sha256;  // of the stored text, UTF-8
};

/// All that a report is computed from: the input of an archive.
struct RefereeCase {
  RefereeOptions options;  // its bloc is named
  RefereeSupplied supplied;
  StudyRows rows;  // that bear on the bloc; statements with their words as the article prints them
  std::vector<ArticleOrigin> origins;  // as rows.articles
  positions::Codebook codebook;
  std::string made_by;       // "faultline 0.1.0"
  bool is_archived = false;  // the page lies in an archive
};

/// Errors as of bloc_data; reads the text of every article of the study.
[[nodiscard]] Result<RefereeCase> referee_case(const study::Study& study,
                                               const RefereeOptions& options = {},
                                               const RefereeSupplied& supplied = {});

enum class Shown : std::uint8_t { Yes, Partly, Missing };
[[nodiscard]] std::string_view word_for(Shown shown);  // "shown", "partly", "missing"

/// One of the ten items of the list.
struct RefereeItem {
  int number = 0;
  std::string title;
  Shown shown = Shown::Missing;
  std::string finding;              // what there is, and what there is not
  std::vector<std::string> remedy;  // commands that would supply it
};

/// A threat to validity and what this study has to say to it.
struct Threat {
  std::string name, answer;
};

/// An index against its null.
struct IndexTest {
  std::string index;
  std::string value;  // as shown
  std::string null;   // what was drawn, in words
  double expected = inference::not_known;
  double p = inference::not_known;
  int draws = 0;
  double q = inference::not_known;     // p corrected for the number of tests: of the false
                                       // discovery rate (Benjamini & Hochberg)
  double holm = inference::not_known;  // of any false one among them (Holm)
};

/// The same figures under every combination of choices that an analyst could have made.
struct RefereeGrid {
  inference::Multiverse share;    // in-bloc share of criticism
  inference::Multiverse change;   // its greatest change, after - before; choices as of `share`
  std::vector<double> p;          // of no change, by universe of `change`
  inference::Multiverse course;   // change of the smoothed share; empty without a change
  inference::Multiverse parting;  // how the two sides agree with those shown (adjusted Rand)
};

/// Both stretches around the change with as many stories, and with as many criticisms.
struct EqualNumbers {
  std::size_t stories = 0;                                             // of either stretch
  double before = inference::not_known, after = inference::not_known;  // mean share
  double low = inference::not_known, high = inference::not_known;      // of after - before, in the
                                                                       // draws
  std::uint64_t criticisms = 0;
  double critics_before = inference::not_known, critics_after = inference::not_known;  // persons
};

/// The change with the mix of outlets held fixed: each outlet's shares, weighted by its criticism.
struct FixedMix {
  std::size_t outlets = 0;  // that hold criticism before and after
  double before = inference::not_known, after = inference::not_known;
};

/// With all ends of memberships moved.
struct MovedRegister {
  int days = 0;
  std::int64_t criticism = 0;
  double share = inference::not_known;
  std::optional<RiftTurn> turn;
};

struct SalientActor {
  std::string name;
  std::int64_t criticism = 0;
  double share_without = inference::not_known;  // in-bloc share of the others' criticism
};

/// Numbers of citations behind a figure, the surest first, and how many rows there are in all.
struct Cited {
  std::vector<int> numbers;
  std::size_t rows = 0;
};

/// Plain value; everything that the page and the tables show.
struct RefereeReport {
  RefereeCase input;
  BlocData data;
  RiftAnswer rift;
  FactionAnswer factions;
  PhaseAnswer phases;
  RefereeGrid grid;
  std::vector<IndexTest> tests;
  std::optional<EqualNumbers> equal_numbers;  // none without a change
  std::optional<FixedMix> fixed_mix;          // none without a change
  std::vector<MovedRegister> moved;
  std::vector<SalientActor> salient;  // who criticises most, with what remains without them
  double speaker_gini = inference::not_known;  // of members' statements
  std::int64_t copies = 0;                     // articles whose text another one has too
  std::int64_t repeated_evidence = 0;          // criticisms in words that another article has too
  std::int64_t near_membership = 0;  // relations within 30 days of a change of an end's bloc
  std::vector<std::pair<std::string, std::int64_t>> cue_classes;  // of members' statements
  std::vector<RefereeItem> items;                                 // the ten
  std::vector<Threat> threats;
  std::vector<Citation> citations;
  std::vector<Cited> cited_pairs, cited_members;   // as rift.pairs, factions.members
  std::vector<Cited> cited_inside, cited_outward;  // as rift.bins
  std::vector<Cited> cited_for, cited_against;     // as rift.cohesion.concepts
  std::vector<std::vector<Cited>> cited_typical;   // as phases.states and what is typical of each
  std::string provenance;                          // program, seed, options: one line
};

/// Errors as of rift_answer. Same case, same value, for any number of threads.
[[nodiscard]] Result<RefereeReport> referee_report(RefereeCase input);

/// One self-contained page for screens and paper: no script, no address fetched, no clock.
[[nodiscard]] std::string to_html(const RefereeReport& report);

/// A column of a table, as a data package describes it.
struct TableField {
  std::string name;
  std::string type;  // "string", "integer", "number", "boolean", "date"
  std::string description;
};
/// A column whose cells, where they are not empty, stand in the column `target` of another table.
struct TableLink {
  std::string field, table, target;
};
/// CSV (RFC 4180) with a header line.
struct ReportTable {
  std::string name;  // "series"
  std::string title;
  std::vector<TableField> fields;
  std::string csv = {};
  std::vector<std::string> key = {};  // columns that no two rows have alike; empty: none are told
  std::vector<TableLink> links = {};
};
/// list, series, events, phases, states, pairs, sides, issues, outlets, tests, multiverse,
/// salience.
[[nodiscard]] std::vector<ReportTable> figure_tables(const RefereeReport& report);

}  // namespace faultline::map
