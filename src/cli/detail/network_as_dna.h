#pragma once
// faultline network STUDY --as-dna: settings and manifests of DNA, computed as DNA does it.

#include "base/result.h"
#include "cli/detail/command.h"

namespace faultline::cli {

/// Reads STUDY and --settings (FILE.json or -: one object of settings or a list of them,
/// exchange/dna_manifest.h) and writes each result into the folder --out under the entry's "file"
/// (an object without one: "result.csv" ...), and beside them the settings with what came out of
/// each, under their own name. Without --out the result of one object goes to standard output.
/// --threads N is for entries that name none. On standard error a line for each entry without a
/// result, what DNA replaces in silence, and how many results there are.
///
/// AllDone: every entry has its result or is one in which DNA fails itself; SomeFailed: some have
/// none for another reason, an unknown key too; NothingDone: no entry has one. Usage: no
/// --settings, or a list without --out. Io: the folder or a file cannot be written; earlier results
/// are kept.
[[nodiscard]] Result<Exit> network_as_dna(const Arguments& given, const Console& console);

}  // namespace faultline::cli
