#pragma once
// Four people of the Reeds, one of whom leaves for the Weirs, and one who was always there.

#include <algorithm>
#include <string>

#include "map/map.h"

namespace faultline::map {

inline constexpr const char* two_blocs = R"(
[[actor]]
id = "ana"
name = "Ana Lor"
bloc = [{name = "Reeds", from = "2029"}]
[[actor]]
id = "ben"
name = "Ben Mak"
bloc = [{name = "Reeds", from = "2029"}]
[[actor]]
id = "cid"
name = "Cid Nur"
bloc = [{name = "Reeds", from = "2029", to = "2031-03-31"}, {name = "Weirs", from = "2031-04-01"}]
[[actor]]
id = "dora"
name = "Dora Pek"
bloc = [{name = "Reeds", from = "2029"}]
[[actor]]
id = "eva"
name = "Eva Ost"
bloc = [{name = "Weirs", from = "2029"}]
)";

inline Day day(const char* iso) { return *parse_day(iso); }

inline const Person* find(const BlocMap& map, const std::string& id) {
  const auto found = std::find_if(map.people.begin(), map.people.end(),
                                  [&](const Person& person) { return person.id == id; });
  return found == map.people.end() ? nullptr : &*found;
}

inline bool warns(const BlocMap& map, const std::string& words) {
  return std::any_of(map.cautions.begin(), map.cautions.end(), [&](const std::string& caution) {
    return caution.find(words) != std::string::npos;
  });
}

}  // namespace faultline::map
