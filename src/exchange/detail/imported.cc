#include "exchange/detail/imported.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace faultline::exchange::detail {

void add_problem(ImportedActors& imported, std::string message, std::string where, ErrorCode code) {
  constexpr std::size_t most = 100;
  ++imported.failures;
  if (imported.problems.size() < most)
    imported.problems.push_back({code, std::move(message), std::move(where)});
}

std::string Ids::id_for(std::string_view name, std::string_view mark) {
  const std::string slug = actors::slug(name);
  std::string id = slug;
  if (taken_.contains(id) && !mark.empty()) id = actors::slug(fmt::format("{}-{}", slug, mark));
  for (int number = 2; taken_.contains(id); ++number) id = fmt::format("{}-{}", slug, number);
  taken_.insert(id);
  return id;
}

std::string pronoun_for(std::string_view gender) {
  using Known = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Known, 12> known = {{{"Q6581097", "he"},
                                                   {"male", "he"},
                                                   {"man", "he"},
                                                   {"Q2449503", "he"},
                                                   {"trans man", "he"},
                                                   {"Q6581072", "she"},
                                                   {"female", "she"},
                                                   {"woman", "she"},
                                                   {"Q1052281", "she"},
                                                   {"trans woman", "she"},
                                                   {"Q48270", "they"},
                                                   {"non-binary", "they"}}};
  const auto* const found = std::find_if(known.begin(), known.end(),
                                         [&](const Known& one) { return one.first == gender; });
  return found == known.end() ? std::string() : std::string(found->second);
}

void sort_actors(ImportedActors& imported) {
  std::sort(imported.actors.begin(), imported.actors.end(),
            [](const auto& one, const auto& other) { return one.id < other.id; });
}

}  // namespace faultline::exchange::detail
