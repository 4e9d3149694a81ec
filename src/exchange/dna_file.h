#pragma once
// Databases of Discourse Network Analyzer 3.0 (files *.dna), whole: documents, coders, statement
// types, variables, entities with their attributes, statements. docs/formats.md says what becomes
// what.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "exchange/coded_read.h"

namespace faultline::exchange {

/// The file is only read, and nothing is written beside it; passwords are not read at all.
/// NotFound: no such file. Io: it cannot be opened, or another program is at work on it.
/// Malformed: it is no SQLite database, a damaged one, or one of another program. Unsupported: of
/// another version of DNA. Rows that hold something else than DNA writes there are problems. O(size
/// of the file); memory: its texts and about 60 bytes for each value.
[[nodiscard]] Result<ReadCodedData> read_dna(const std::filesystem::path& file);

/// The same of a file's bytes, which `name` names in messages.
[[nodiscard]] Result<ReadCodedData> read_dna_bytes(std::string_view bytes, const std::string& name);

}  // namespace faultline::exchange
