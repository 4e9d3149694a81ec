#pragma once
// Registers as commands take them: a study, a TOML file, a table.

#include <span>
#include <string>

#include "actors/register.h"
#include "actors/register_files.h"
#include "base/result.h"

namespace faultline::cli {

/// The register of a study, or of a file. NotFound with the nearest name.
[[nodiscard]] Result<actors::Register> register_from(const std::string& source);

/// The file's actors with every mistake; of TOML the first one only. A study has none, for it
/// holds only what was right.
[[nodiscard]] Result<actors::ReadActors> check_register(const std::string& source);

/// "3 actors (2 persons, 1 organization) with 7 names, 4 roles and 2 memberships"
[[nodiscard]] std::string register_summary(std::span<const actors::Actor> actors);

/// Whether the file is an SQLite database.
[[nodiscard]] bool is_study(const std::string& file);

}  // namespace faultline::cli
