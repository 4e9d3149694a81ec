#pragma once
// What a referee would demand of a study of one bloc, item by item: filled in with the study's
// figures, or marked as missing with the command that would supply it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inference/correction.h"
#include "inference/robustness.h"
#include "map/bloc_data.h"
#include "map/faction_answer.h"
#include "map/map.h"
#include "map/rift_answer.h"
#include "positions/agreement.h"
#include "positions/codebook.h"
#include "study/study.h"

namespace faultline::map {

/// How far people agree on a concept (empty: on all), as other rooms measure it.
struct ReliabilityFigure {
  std::string concept_name;
  std::string measure;  // "alpha", "unitized" ...
  std::vector<std::string> coders;
  positions::Reliability figures;
};

/// How good the machine is at one thing, in one group, as an audit of a random sample found.
struct ExtractionQuality {
  std::string what;   // "relations", "statements", "speakers" ...
  std::string by;     // "all", "outlet", "bloc", "period"
  std::string group;  // which one; empty for all
  inference::Quality quality;
};

/// A model that is built into the program, with the scores that were published with it.
struct ModelFile {
  std::string name, version, purpose, scores, sha256;
};

/// What the map does not know by itself. What is empty is shown as missing, never left out.
struct RefereeSupplied {
  std::vector<ReliabilityFigure> reliability;
  std::vector<ExtractionQuality> quality;
  std::optional<inference::CorrectedRate> corrected_share;  // of in-bloc criticism
  std::vector<ModelFile> models;
  std::string study_name = "STUDY";  // as commands in the report call it
};

struct RefereeOptions {
  BlocQuery query;
  RiftOptions rift;
  FactionAsk factions;
  int grid_permutations = 199;
  std::size_t grid_outlets = 8;  // the loudest ones, each left out once
  std::size_t citations_per_figure = 5;
  bool is_archived = false;  // the page is part of an archive
};

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
  double q = inference::not_known;  // p corrected for the number of tests (Benjamini & Hochberg)
  int draws = 0;
};

/// The same two figures under every combination of choices that an analyst could have made. The
/// choices of both are the same, in the same order.
struct RiftGrid {
  inference::Multiverse share;   // in-bloc share of criticism
  inference::Multiverse change;  // its greatest change, after - before
  std::vector<double> p;         // of no change, by universe
};

/// Numbers of citations behind a figure, the surest first, and how many rows there are in all.
struct Cited {
  std::vector<int> numbers;
  std::size_t rows = 0;
};

struct ArticleHash {
  study::ArticleRow row;
  std::string reader;       // the program and models that read it
  std::string text_sha256;  // of the stored text, UTF-8
};

struct SalientActor {
  std::string name;
  std::int64_t criticism = 0;
  inference::Rate share_without;  // in-bloc share of the others' criticism
};

/// Plain value; everything that the page and the tables show.
struct RefereeReport {
  RefereeOptions options;
  RefereeSupplied supplied;
  BlocData data;
  RiftAnswer rift;
  FactionAnswer factions;
  RiftGrid grid;
  std::vector<IndexTest> tests;
  positions::Codebook codebook;
  std::vector<actors::Actor> actors;  // registered ones that the figures count, by id
  std::vector<ArticleHash> articles;
  study::Totals totals;
  std::vector<SalientActor> salient;  // who criticises most, with what remains without them
  double speaker_gini = inference::not_known;  // of members' statements
  std::int64_t copies = 0;             // articles whose text another one has too
  std::int64_t repeated_evidence = 0;  // criticisms in words that another article has too
  std::int64_t near_membership = 0;    // relations within 30 days of a change of an end's bloc
  std::vector<std::pair<std::string, std::int64_t>> cue_classes;  // of members' statements
  std::vector<RefereeItem> items;  // the ten
  std::vector<Threat> threats;
  std::vector<Citation> citations;
  std::vector<Cited> cited_pairs, cited_members;   // as rift.pairs, factions.members
  std::vector<Cited> cited_inside, cited_outward;  // as rift.bins
  std::vector<Cited> cited_for, cited_against;     // as rift.cohesion.concepts
  std::string provenance;  // program, seed, options: one line
};

/// Errors as of bloc_data and rift_answer. Same study, options and supply: same value, for any
/// number of threads.
[[nodiscard]] Result<RefereeReport> referee_report(const study::Study& study,
                                                   const RefereeOptions& options = {},
                                                   const RefereeSupplied& supplied = {});

/// One self-contained page for screens and paper: no script, no address fetched, no clock.
[[nodiscard]] std::string to_html(const RefereeReport& report);

/// A column of a table, as a data package describes it.
struct TableField {
  std::string name;
  std::string type;  // "string", "integer", "number", "boolean", "date"
  std::string description;
};
/// CSV (RFC 4180) with a header line.
struct ReportTable {
  std::string name;  // "series"
  std::string title;
  std::vector<TableField> fields;
  std::string csv;
};
/// series, pairs, sides, issues, outlets, tests, multiverse, roles, blocs, articles.
[[nodiscard]] std::vector<ReportTable> referee_tables(const RefereeReport& report);

}  // namespace faultline::map
