#pragma once
// Questions to a register: who held an office on a day, whose a name is, what an actor was when.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/day.h"

namespace faultline::actors {

// Answers point into the register, which must outlive them.

struct OfficeHolder {
  const Actor* actor = nullptr;
  const Role* role = nullptr;
  bool is_certain = false;  // false: the day lies within an end that is known to the month or year
};

/// The persons who on `day` had an office that these words may mean: "minister" means a Minister of
/// Water, but not a deputy or a former one. In the order of the register. O(roles).
[[nodiscard]] std::vector<OfficeHolder> office_holders(const Register& known,
                                                       std::string_view office, Day day);

enum class NameUse : std::uint8_t {
  Name,     // a name or other name of the register, case left aside
  Surname,  // with or without a title before it
  Sound,    // a full name that sounds alike: "Mohsen Bagheri" for "Mohsen Baqeri"
};
[[nodiscard]] std::string_view to_string(NameUse use);

struct NameBearer {
  const Actor* actor = nullptr;
  NameUse use{};
  bool is_active = false;  // had an office or a bloc on the day; true where no day is asked
};

/// Whose name this is, those first who had an office or belonged to a bloc on `day`. A surname is
/// looked for only if nobody has the whole, a sound only if nobody has either. O(bearers), however
/// large the register is.
[[nodiscard]] std::vector<NameBearer> name_bearers(const Register& known, std::string_view name,
                                                   std::optional<Day> day);

/// One thing that an actor was for a time.
struct Tenure {
  enum class Kind : std::uint8_t { Role, Bloc } kind{};
  std::string_view what;
  Period period;
  std::string_view source;
};

/// Roles and blocs from the first to the last; what has always been so comes first.
[[nodiscard]] std::vector<Tenure> tenures(const Actor& actor);

}  // namespace faultline::actors
