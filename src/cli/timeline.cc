// faultline timeline: the series of a bloc.

#include <fmt/core.h>

#include <ostream>

#include "cli/detail/asked_rift.h"
#include "cli/detail/layout.h"
#include "cli/detail/timeline_views.h"
#include "cli/detail/whole_file.h"
#include "map/p_value.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using map::RiftBin;

std::string outlets_text(const AskedRift& asked, const RiftBin& bin) {
  std::string text;
  for (const auto& outlet : bin.point.outlets)
    if (outlet.criticism > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ",
                          printable(asked.data.outlets[outlet.outlet]), outlet.criticism);
  return text;
}

std::string timeline_text(const AskedRift& asked, const Console& console) {
  Table table;
  const auto& correction = asked.answer.correction;
  table.headings = {{"time", 10}};
  if (correction) table.headings.push_back({"corrected", 18});
  for (const Table::Heading& heading :
       {Table::Heading{correction ? "as read" : "in-bloc share", 18},
        {"inside", 6, true},
        {"outward", 7, true},
        {"support", 7, true},
        {"statements", 10, true},
        {"stories", 7, true},
        {"outlets", 40}})
    table.headings.push_back(heading);
  for (std::size_t place = 0; place < asked.answer.bins.size(); ++place) {
    const RiftBin& bin = asked.answer.bins[place];
    Table::Row row{{timeline::bin_name(asked.options.bin, bin.point.first)}, {}};
    if (correction) row.cells.push_back(share_text(correction->bins[place].corrected));
    for (auto& cell : {share_text(bin.share), grouped(bin.point.counts.crit_in),
                       grouped(bin.point.counts.crit_out), grouped(bin.point.counts.supp_in),
                       grouped(bin.point.counts.statements), grouped(bin.point.clusters),
                       outlets_text(asked, bin)})
      row.cells.push_back(cell);
    table.rows.push_back(std::move(row));
  }
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(asked.answer.verdict), width, 0) + "\n" +
                     set_table(table, console.width, console.colour);
  if (correction)
    text += "\n" +
            wrapped(audits_text(*correction) + " “As read” is not corrected; counts are as read.",
                    width, 0);
  const auto name = [&](std::size_t bin) {
    return timeline::bin_name(asked.options.bin, asked.answer.bins[bin].point.first);
  };
  const auto& segments = asked.answer.segments;
  if (segments.changes() > 0)
    text += fmt::format("\nLevels by PELT (penalty {:.1f} a change, dispersion {:.2f})\n",
                        segments.penalty, segments.dispersion);
  for (std::size_t i = 0; segments.changes() > 0 && i < segments.segments.size(); ++i) {
    const auto& segment = segments.segments[i];
    text += fmt::format("  {} to {}: {:.0f} of {:.0f}", name(segment.begin), name(segment.end - 1),
                        segment.sum, segment.size);
    if (i > 0 && i - 1 < asked.answer.segment_dates.size()) {
      const auto& date = asked.answer.segment_dates[i - 1];
      text += fmt::format("; began {} to {} (95 %)", name(date.earliest), name(date.latest));
    }
    text += "\n";
  }
  for (const auto& change : asked.answer.second_opinion)
    text += fmt::format("{}E-divisive, as a second opinion: {} {}\n",
                        segments.changes() > 0 ? "" : "\n",
                        name(asked.answer.opinion_bins[change.index]), map::p_value(change.p));
  return text;
}

std::string timeline_csv(const AskedRift& asked) {
  std::string text =
      "time,first,last,share,low,high,crit_in,crit_out,supp_in,supp_out,crit_from_outside,"
      "statements,stories,attackers,effective_n,outlets,corrected_share,corrected_low,corrected_"
      "high"
      "\r\n";
  const auto& correction = asked.answer.correction;
  for (std::size_t place = 0; place < asked.answer.bins.size(); ++place) {
    const RiftBin& bin = asked.answer.bins[place];
    const inference::Estimate shown =
        correction ? correction->bins[place].corrected : inference::Estimate{};
    const auto& counts = bin.point.counts;
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
        timeline::bin_name(asked.options.bin, bin.point.first), to_string(bin.point.first),
        to_string(bin.point.last), csv_number(bin.share.value), csv_number(bin.share.interval.low),
        csv_number(bin.share.interval.high), counts.crit_in, counts.crit_out, counts.supp_in,
        counts.supp_out, counts.crit_from_outside, counts.statements, bin.point.clusters,
        bin.point.attackers, csv_number(bin.share.effective_n),
        text::csv_cell(outlets_text(asked, bin), true), csv_number(shown.value),
        csv_number(shown.interval.low), csv_number(shown.interval.high));
  }
  return text;
}

std::string timeline_lines(const AskedRift& asked) {
  std::string text;
  const auto& correction = asked.answer.correction;
  for (std::size_t place = 0; place < asked.answer.bins.size(); ++place) {
    const RiftBin& bin = asked.answer.bins[place];
    const auto keys = [&](const std::vector<std::size_t>& rows) {
      Json list = Json::array();
      for (const auto row : rows)
        list.push_back(static_cast<std::int64_t>(asked.data.relations[row].key));
      return list;
    };
    Json outlets = Json::object();
    for (const auto& outlet : bin.point.outlets)
      outlets[asked.data.outlets[outlet.outlet]] = {{"criticism", outlet.criticism},
                                                    {"statements", outlet.statements}};
    const auto& counts = bin.point.counts;
    const Json line = {{"time", timeline::bin_name(asked.options.bin, bin.point.first)},
                       {"first", to_string(bin.point.first)},
                       {"last", to_string(bin.point.last)},
                       {"corrected", correction ? json_of(correction->bins[place]) : Json()},
                       {"share", json_of(bin.share)},
                       {"crit_in", counts.crit_in},
                       {"crit_out", counts.crit_out},
                       {"supp_in", counts.supp_in},
                       {"statements", counts.statements},
                       {"stories", bin.point.clusters},
                       {"outlets", std::move(outlets)},
                       {"relations_in", keys(bin.point.evidence_in)},
                       {"relations_out", keys(bin.point.evidence_out)}};
    text += line.dump() + "\n";
  }
  return text;
}

Result<Exit> run_timeline(const Arguments& given, const Console& console) {
  if (given.has("--phases") && given.has("--compare"))
    return failure(ErrorCode::Usage, "--phases and --compare show different things; give one.");
  if (given.has("--svg") && (given.has("--phases") || given.has("--compare")))
    return failure(ErrorCode::Usage, "--svg draws the series, without --phases and --compare.");
  if (given.has("--phases")) return show_phases(given, console);
  if (given.has("--compare")) return show_changes(given, console);
  const auto found = asked_rift(given);
  if (!found) return tl::unexpected(found.error());
  if (const auto file = given.value("--svg")) {
    const std::string picture = map::rift_svg(found->answer, found->options.bin);
    if (*file == "-") {
      console.out << picture;
      return Exit::AllDone;
    }
    if (auto written = write_whole(*file, picture, "picture"); !written)
      return tl::unexpected(written.error());
    console.err << "Wrote " << printable(*file) << ".\n";
    return Exit::AllDone;
  }
  console.out << (given.has("--csv")     ? timeline_csv(*found)
                  : given.has("--jsonl") ? timeline_lines(*found)
                                         : timeline_text(*found, console));
  return Exit::AllDone;
}

}  // namespace

Command timeline_command() {
  Command command;
  command.name = "timeline";
  command.summary =
      "Shows a bloc's in-bloc criticism over time in stretches that do not overlap, with bands, "
      "denominators and outlets, and where its level changes.";
  command.examples = {
      {"faultline timeline my.study", "Week by week."},
      {"faultline timeline my.study --bin month --svg rift.svg",
       "A picture, with bands and the change."},
      {"faultline timeline my.study --phases", "Stretches in which members back and attack alike."},
      {"faultline timeline my.study --compare 2031-01..2031-03,2031-04..2031-06",
       "Who turned on whom between two periods, with the sentences."}};
  command.usage = "STUDY [OPTIONS]";
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = rift_parameters();
  command.options.push_back(uncorrected_option());
  command.options.push_back(
      {"--phases", "", "States of the bloc over time instead, with tests against chance."});
  command.options.push_back(
      {"--compare", "A..B,C..D", "What changed from the first period to the second instead."});
  command.options.push_back({"--csv", "", "A table, one row a stretch or pair."});
  command.options.push_back({"--jsonl", "", "JSON lines, with the rows behind each."});
  command.options.push_back({"--svg", "FILE", "A picture; - is standard output."});
  command.run = run_timeline;
  return command;
}

}  // namespace faultline::cli
