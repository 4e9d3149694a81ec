#include "actors/register.h"

#include <fmt/core.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "actors/detail/name_index.h"
#include "actors/register_files.h"
#include "text/text.h"

namespace faultline::actors {
namespace {

constexpr std::array<std::string_view, 4> kind_names = {"person", "organization", "state", "group"};

bool is_before(const Actor& one, const Actor& other) { return one.id < other.id; }

}  // namespace

std::string_view to_string(ActorKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<ActorKind> parse_actor_kind(std::string_view word) {
  const auto* const found = std::find(kind_names.begin(), kind_names.end(), word);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<ActorKind>(found - kind_names.begin());
}

std::vector<Role> roles_on(const Actor& actor, Day day) {
  std::vector<Role> held;
  std::copy_if(actor.roles.begin(), actor.roles.end(), std::back_inserter(held),
               [day](const Role& role) { return role.period.contains(day); });
  return held;
}

std::optional<std::string> bloc_on(const Actor& actor, Day day) {
  const auto found =
      std::find_if(actor.blocs.begin(), actor.blocs.end(),
                   [day](const Membership& membership) { return membership.period.contains(day); });
  if (found == actor.blocs.end()) return std::nullopt;
  return found->bloc;
}

Result<Register> Register::from_actors(std::vector<Actor> actors) {
  if (!std::is_sorted(actors.begin(), actors.end(), is_before))
    std::stable_sort(actors.begin(), actors.end(), is_before);
  const auto twin =
      std::adjacent_find(actors.begin(), actors.end(),
                         [](const Actor& one, const Actor& other) { return one.id == other.id; });
  if (twin != actors.end()) {
    return failure(
        ErrorCode::Malformed,
        fmt::format("The id \"{}\" is used for two actors, \"{}\" and \"{}\"; give each its own.",
                    twin->id, twin->name, std::next(twin)->name),
        twin->id);
  }
  Register result;
  for (Actor& actor : actors) actor.is_registered = true;
  result.actors_ = std::move(actors);
  if (!result.actors_.empty()) {
    result.names_ = std::make_shared<const detail::NameIndex>(result.actors_);
  }
  return result;
}

Result<Register> Register::load(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return failure(ErrorCode::NotFound,
                   fmt::format("There is no register at {}; check the path.", file.string()),
                   file.string());
  }
  std::ifstream stream(file, std::ios::binary);
  std::string bytes;
  // Opening a folder succeeds, reading from it throws.
  const bool is_readable = stream && !std::filesystem::is_directory(file, error);
  if (is_readable) {
    bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  if (!is_readable || stream.bad()) {
    return failure(
        ErrorCode::Io,
        fmt::format("The register {} can not be read; check that it is a file and its permissions.",
                    file.string()),
        file.string());
  }
  Result<std::string> valid = text::valid_text(std::move(bytes), file.string());
  if (!valid) return tl::unexpected(valid.error());
  const std::string ending = file.extension().string();
  if (ending != ".csv" && ending != ".tsv") return parse(*valid, file.string());
  ReadActors read = read_actors_csv(*valid, file.string());
  if (!read.problems.empty()) return tl::unexpected(read.problems.front());
  return from_actors(std::move(read.actors));
}

const Actor* Register::find(std::string_view id) const {
  const auto found = std::lower_bound(
      actors_.begin(), actors_.end(), id,
      [](const Actor& actor, std::string_view wanted) { return actor.id < wanted; });
  return found != actors_.end() && found->id == id ? &*found : nullptr;
}

std::string slug(std::string_view name) {
  const std::string folded = text::fold_name(name);
  std::string id;
  bool is_pending = false;
  for (std::size_t position = 0; position < folded.size();) {
    const std::size_t begin = position;
    const auto code = static_cast<UChar32>(text::next_code_point(folded, position));
    // A vowel sign belongs to its letter; an id without it would be another word.
    const bool is_word = u_isalnum(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
    if (!is_word) {
      is_pending = !id.empty();
      continue;
    }
    if (is_pending) id.push_back('-');
    is_pending = false;
    id.append(folded, begin, position - begin);
  }
  return id.empty() ? "actor" : id;
}

}  // namespace faultline::actors
