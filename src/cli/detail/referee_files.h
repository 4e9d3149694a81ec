#pragma once
// What `faultline report` and `faultline reproduce` share: a case out of a study, archives as
// folders.

#include <string>
#include <vector>

#include "base/result.h"
#include "map/archive.h"
#include "map/referee_report.h"

namespace faultline::cli {

/// The case of a study, with the agreement of its coders. Fails as the study does.
[[nodiscard]] Result<map::RefereeCase> referee_case_of(const std::string& study_file,
                                                       const map::RefereeOptions& options,
                                                       const std::string& study_name);

/// Every file below `folder`, sorted by path; NotFound with the nearest name, Usage if it is no
/// folder, Io.
[[nodiscard]] Result<std::vector<map::ArchiveFile>> read_archive(const std::string& folder);

/// Makes `folder`, which must not be there or be empty (Usage). Io.
[[nodiscard]] Result<void> write_archive(const std::string& folder,
                                         const std::vector<map::ArchiveFile>& files);

}  // namespace faultline::cli
