#pragma once
// A report as a folder that anybody can check: its page, its figures, all that they were computed
// from, and a way to compute them again to the byte (docs/formats.md, "An archive").

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "map/referee_report.h"

namespace faultline::map {

struct ArchiveFile {
  std::string path;  // "figures/series.csv"
  std::string content;
};

/// Inputs, settings, figures and the page, a data package (Frictionless) that describes them, and
/// the SHA-256 of each; sorted by path. Everything is computed from the inputs as they are written,
/// so that reading them again cannot give another figure. `threads` changes no byte. Errors as of
/// referee_report.
[[nodiscard]] Result<std::vector<ArchiveFile>> archive_of(const RefereeCase& input,
                                                          int threads = 1);

/// The inputs of an archive. NotFound: a file is missing. Malformed, with file and line, if one
/// cannot be read.
[[nodiscard]] Result<RefereeCase> case_of_archive(std::span<const ArchiveFile> files);

/// Two archives compared.
struct ArchiveDifference {
  std::string path;
  std::size_t line = 0;                   // from 1; 0: the file is in one of them only
  std::optional<std::string> one, other;  // the lines; none: there is no such file or line
};
/// By path, the first line that differs of each; the sums are not compared, as they follow from the
/// rest.
[[nodiscard]] std::vector<ArchiveDifference> differences_of(std::span<const ArchiveFile> one,
                                                            std::span<const ArchiveFile> other);

/// Files that are not what the archive's SHA256SUMS says, or that it does not name. Malformed: it
/// cannot be read; NotFound: there is none.
[[nodiscard]] Result<std::vector<std::string>> changed_files(std::span<const ArchiveFile> files);

}  // namespace faultline::map
