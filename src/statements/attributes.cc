// The words for a statement's type and attributes, in files and on the command line.

#include <algorithm>
#include <array>

#include "statements/statements.h"

namespace faultline::statements {
namespace {

template <class Value, std::size_t Count>
std::optional<Value> value_named(const std::array<std::string_view, Count>& names,
                                 std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

constexpr std::array<std::string_view, 3> kTypes = {"direct", "indirect", "mixed"};
constexpr std::array<std::string_view, 5> kClasses = {"neutral", "assertive", "doubting", "hostile",
                                                      "supportive"};
constexpr std::array<std::string_view, 6> kModalities = {"asserts", "may",  "would",
                                                         "will",    "asks", "demands"};
constexpr std::array<std::string_view, 2> kPolarities = {"affirmed", "denied"};

}  // namespace

std::string_view to_string(StatementType type) { return kTypes[static_cast<std::size_t>(type)]; }
std::string_view to_string(CueClass cue_class) {
  return kClasses[static_cast<std::size_t>(cue_class)];
}
std::string_view to_string(Modality modality) {
  return kModalities[static_cast<std::size_t>(modality)];
}
std::string_view to_string(Polarity polarity) {
  return kPolarities[static_cast<std::size_t>(polarity)];
}

std::optional<CueClass> parse_cue_class(std::string_view word) {
  return value_named<CueClass>(kClasses, word);
}
std::optional<Modality> parse_modality(std::string_view word) {
  return value_named<Modality>(kModalities, word);
}
std::optional<Polarity> parse_polarity(std::string_view word) {
  return value_named<Polarity>(kPolarities, word);
}

}  // namespace faultline::statements
