#include "cli/detail/register_source.h"

#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"

namespace faultline::cli {

bool is_study(const std::string& file) {
  std::array<char, 16> bytes{};
  std::ifstream(file, std::ios::binary).read(bytes.data(), bytes.size());
  return std::string_view(bytes.data(), bytes.size()) == std::string_view("SQLite format 3\0", 16);
}

Result<actors::Register> register_from(const std::string& source) {
  if (auto exists = require_file(source, "study or register"); !exists)
    return tl::unexpected(exists.error());
  if (!is_study(source)) return actors::Register::load(source);
  const auto study = open_study(source);
  if (!study) return tl::unexpected(study.error());
  return study->known_actors();
}

Result<actors::ReadActors> check_register(const std::string& source) {
  const std::string ending = std::filesystem::path(source).extension().string();
  if (ending == ".csv" || ending == ".tsv") {
    const auto bytes = read_text_of(source);
    if (!bytes) return tl::unexpected(bytes.error());
    return actors::read_actors_csv(*bytes, source);
  }
  const auto known = register_from(source);
  actors::ReadActors result;
  if (known) {
    result.actors.assign(known->actors().begin(), known->actors().end());
  } else if (known.error().code == ErrorCode::Malformed) {
    result.problems.push_back(known.error());
  } else {
    return tl::unexpected(known.error());
  }
  return result;
}

std::string register_summary(std::span<const actors::Actor> actors) {
  std::array<std::int64_t, 4> kinds{};
  std::int64_t names = 0;
  std::int64_t roles = 0;
  std::int64_t memberships = 0;
  for (const auto& actor : actors) {
    ++kinds[static_cast<std::size_t>(actor.kind)];
    names += 1 + static_cast<std::int64_t>(actor.aliases.size());
    roles += static_cast<std::int64_t>(actor.roles.size());
    memberships += static_cast<std::int64_t>(actor.blocs.size());
  }
  return fmt::format("{} ({}, {}, {}, {}) with {}, {} and {}",
                     counted(static_cast<std::int64_t>(actors.size()), "actor", "actors"),
                     counted(kinds[0], "person", "persons"),
                     counted(kinds[1], "organization", "organizations"),
                     counted(kinds[2], "state", "states"), counted(kinds[3], "group", "groups"),
                     counted(names, "name", "names"), counted(roles, "role", "roles"),
                     counted(memberships, "membership", "memberships"));
}

}  // namespace faultline::cli
