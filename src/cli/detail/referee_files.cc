#include "cli/detail/referee_files.h"

#include <algorithm>
#include <filesystem>

#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "exchange/coding_agreement.h"
#include "map/audit_report.h"

namespace faultline::cli {
namespace {

namespace fs = std::filesystem;

/// How far the people who coded the study agree.
Result<std::vector<map::ReliabilityFigure>> reliability_of(const study::Study& study) {
  study::JudgementFilter people;
  people.kind = study::CoderKind::Person;
  const auto judgements = study.judgements(people);
  if (!judgements) return tl::unexpected(judgements.error());
  const auto rows = exchange::agreement_rows(
      *judgements, [&](study::ArticleId article) { return study.text_of(article); });
  if (!rows) return tl::unexpected(rows.error());
  std::vector<map::ReliabilityFigure> figures;
  for (const auto& row : *rows) {
    map::ReliabilityFigure figure;
    figure.concept_name = row.concept_name;
    figure.measure = row.measure;
    for (const auto& coder : row.coders)
      figure.coders += (figure.coders.empty() ? "" : ", ") + coder;
    figure.units = static_cast<std::int64_t>(row.figures.units);
    figure.alpha = row.figures.alpha.value_or(inference::not_known);
    figure.low = row.figures.lower.value_or(inference::not_known);
    figure.high = row.figures.upper.value_or(inference::not_known);
    figures.push_back(std::move(figure));
  }
  return figures;
}

/// What people found in audits. Empty: nothing is checked.
Result<std::vector<map::QualityFigure>> quality_of(const study::Study& study) {
  std::vector<map::QualityFigure> figures;
  const auto report = map::audit_report(study);
  if (!report) return tl::unexpected(report.error());
  if (report->checked == 0) return figures;
  const auto add = [&](std::string_view what, const map::AuditQuality& part,
                       const inference::Rate& precision) {
    map::QualityFigure figure;
    figure.what = what;
    figure.by = part.by;
    figure.group = part.by == "all" ? "" : part.name;
    figure.checked = static_cast<std::int64_t>(part.checked);
    figure.precision = precision.value;
    figure.precision_low = precision.interval.low;
    figure.precision_high = precision.interval.high;
    figures.push_back(std::move(figure));
  };
  for (const auto& part : report->parts) add("relations: all of it right", part, part.right);
  for (const auto& part : report->parts) add("relations read as criticism", part, part.criticism);
  for (const auto& recall : report->recall)
    for (const auto& part : recall.parts) {
      map::QualityFigure figure;
      figure.what = "criticism by members of " + (recall.bloc.empty() ? "any bloc" : recall.bloc);
      figure.by = part.by;
      figure.group = part.by == "all" ? "" : part.name;
      figure.checked = static_cast<std::int64_t>(part.read);
      figure.recall = part.recall.value;
      figure.recall_low = part.recall.interval.low;
      figure.recall_high = part.recall.interval.high;
      figures.push_back(std::move(figure));
    }
  return figures;
}

/// Corrected figures beside those as read.
class CorrectedFigures {
 public:
  explicit CorrectedFigures(const map::RiftCorrection& made) : made_(made) {}

  void add(std::string_view what, const inference::Estimate& estimate, double as_read) {
    figures_.push_back({std::string(what), estimate.value, estimate.interval.low,
                        estimate.interval.high, as_read, static_cast<std::int64_t>(made_.checked),
                        static_cast<std::int64_t>(made_.read)});
  }
  void add_p(std::string_view what, double p, double as_read) {
    inference::Estimate value;
    value.value = p;
    add(what, value, as_read);
  }
  std::vector<map::CorrectedFigure> made() { return std::move(figures_); }

 private:
  const map::RiftCorrection& made_;
  std::vector<map::CorrectedFigure> figures_;
};

void add_change(CorrectedFigures& figures, const map::RiftAnswer& answer, timeline::Bin bin) {
  if (!answer.correction->turn) return;
  const auto& turn = *answer.correction->turn;
  const auto as_read = [&](auto figure) {
    return answer.turn ? figure(*answer.turn) : inference::not_known;
  };
  const std::string name = timeline::bin_name(bin, turn.first);
  figures.add("in-bloc share before " + name, turn.part.before.corrected,
              as_read([](const auto& read) { return read.before.value; }));
  figures.add("in-bloc share from " + name + " on", turn.part.after.corrected,
              as_read([](const auto& read) { return read.after.value; }));
  figures.add("difference", turn.part.difference,
              as_read([](const auto& read) { return read.difference.value; }));
  figures.add_p("p of no change", turn.p, as_read([](const auto& read) { return read.p; }));
}

void add_events_and_outlets(CorrectedFigures& figures, const map::RiftAnswer& answer) {
  for (const auto& event : answer.events) {
    if (!event.corrected) continue;
    figures.add("difference after " + event.event.name, event.corrected->part.difference,
                event.study.difference.value);
    figures.add_p("p of none after " + event.event.name, event.corrected->p,
                  event.study.permutation_p);
  }
  for (const auto& without : answer.without) {
    if (!without.corrected) continue;
    figures.add("in-bloc share without " + without.outlet, without.corrected->corrected,
                without.share.value);
    if (without.corrected_turn)
      figures.add_p("p of no change without " + without.outlet, without.corrected_turn->p,
                    without.turn ? without.turn->p : inference::not_known);
  }
}

/// Figures as they would be if everything had been checked. Empty: they cannot be told.
Result<std::vector<map::CorrectedFigure>> corrected_of(const study::Study& study,
                                                       const map::RefereeOptions& options) {
  std::vector<map::CorrectedFigure> none;
  const auto data = map::bloc_data(study, options.query);
  if (!data) return tl::unexpected(data.error());
  if (!data->audited || !data->audited->corrects()) return none;
  const auto answer = map::rift_answer(*data, options.rift);
  if (!answer) return tl::unexpected(answer.error());
  if (!answer->correction || !answer->correction->share.corrected.interval.known()) return none;
  const auto& made = *answer->correction;
  CorrectedFigures figures(made);
  figures.add("in-bloc share of members' criticism", made.share.corrected, answer->share.value);
  figures.add("net support inside", made.net_support, answer->net_support.value);
  figures.add("criticisms inside", made.inside.corrected, made.inside.machine);
  figures.add("criticisms outward", made.outward.corrected, made.outward.machine);
  figures.add("criticism inside per statement", made.per_statement.corrected,
              answer->per_statement.value);
  add_change(figures, *answer, options.rift.bin);
  add_events_and_outlets(figures, *answer);
  return figures.made();
}

}  // namespace

Result<map::RefereeCase> referee_case_of(const std::string& study_file,
                                         const map::RefereeOptions& options,
                                         const std::string& study_name) {
  const auto study = open_study(study_file);
  if (!study) return tl::unexpected(study.error());
  map::RefereeSupplied supplied;
  supplied.study_name = study_name;
  auto reliability = reliability_of(*study);
  if (!reliability) return tl::unexpected(reliability.error());
  supplied.reliability = std::move(*reliability);
  auto quality = quality_of(*study);
  if (!quality) return tl::unexpected(quality.error());
  supplied.quality = std::move(*quality);
  auto corrected = corrected_of(*study, options);
  if (!corrected) return tl::unexpected(corrected.error());
  supplied.corrected = std::move(*corrected);
  return map::referee_case(*study, options, supplied);
}

Result<std::vector<map::ArchiveFile>> read_archive(const std::string& folder) {
  if (auto exists = require_file(folder, "archive"); !exists) return tl::unexpected(exists.error());
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return failure(ErrorCode::Usage,
                   "An archive is a folder, as `faultline report STUDY --referee --into FOLDER` "
                   "writes it.",
                   folder);
  std::vector<map::ArchiveFile> files;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    auto content = read_whole(entry->path().string());
    if (!content) return tl::unexpected(content.error());
    files.push_back(
        {entry->path().lexically_relative(folder).generic_string(), std::move(*content)});
  }
  if (error) return failure(ErrorCode::Io, error.message() + ".", folder);
  std::sort(files.begin(), files.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  return files;
}

Result<void> write_archive(const std::string& folder, const std::vector<map::ArchiveFile>& files) {
  std::error_code error;
  if (fs::exists(folder, error) &&
      !(fs::is_directory(folder, error) && fs::is_empty(folder, error)))
    return failure(ErrorCode::Usage, "There is something already; name a new folder.", folder);
  for (const auto& file : files) {
    const fs::path path = fs::path(folder) / file.path;
    fs::create_directories(path.parent_path(), error);
    if (error)
      return failure(ErrorCode::Io, "The folder cannot be made: " + error.message() + ".",
                     path.parent_path().string());
    if (auto written = write_whole(path.string(), file.content, "archive's file"); !written)
      return written;
  }
  return {};
}

}  // namespace faultline::cli
