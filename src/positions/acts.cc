// The names of acts and origins, and what acts are called in PLOVER.

#include <algorithm>
#include <array>

#include "positions/positions.h"

namespace faultline::positions {
namespace {

struct ActEntry {
  Act act;
  std::string_view name;
  int sign;
  PloverEvent event;    // of the act with its own sign
  PloverEvent negated;  // with another one
};

constexpr PloverEvent kNone{};

constexpr std::array kActs = {
    ActEntry{Act::Criticise, "criticise", -1, {"ACCUSE", "disapprove"}, kNone},
    ActEntry{Act::Accuse, "accuse", -1, {"ACCUSE", "allege"}, kNone},
    ActEntry{Act::Condemn, "condemn", -1, {"ACCUSE", "disapprove"}, kNone},
    ActEntry{Act::Threaten, "threaten", -1, {"THREATEN", {}}, kNone},
    ActEntry{Act::Oppose, "oppose", -1, {"REJECT", {}}, kNone},
    ActEntry{Act::Reject, "reject", -1, {"REJECT", {}}, kNone},
    ActEntry{Act::Blame, "blame", -1, {"ACCUSE", "disapprove"}, kNone},
    ActEntry{Act::Mock, "mock", -1, {"ACCUSE", "disapprove"}, kNone},
    ActEntry{Act::Protest, "protest", -1, {"PROTEST", {}}, kNone},
    ActEntry{Act::Sanction, "sanction", -1, {"SANCTION", {}}, kNone},
    ActEntry{Act::Coerce, "coerce", -1, {"COERCE", {}}, kNone},
    ActEntry{Act::Assault, "assault", -1, {"ASSAULT", {}}, kNone},
    ActEntry{Act::Demand, "demand", 0, {"REQUEST", {}}, {"REQUEST", "change"}},
    ActEntry{Act::Warn, "warn", 0, kNone, kNone},
    ActEntry{Act::Consult, "consult", 0, {"CONSULT", {}}, {"REJECT", "meet"}},
    ActEntry{Act::Praise, "praise", 1, {"SUPPORT", {}}, kNone},
    ActEntry{Act::Endorse, "endorse", 1, {"SUPPORT", {}}, {"REJECT", {}}},
    ActEntry{Act::Defend, "defend", 1, {"SUPPORT", {}}, {"REJECT", {}}},
    ActEntry{Act::Thank, "thank", 1, {"SUPPORT", {}}, kNone},
    ActEntry{Act::Agree, "agree", 1, {"AGREE", {}}, {"REJECT", {}}},
    ActEntry{Act::Cooperate, "cooperate", 1, {"COOPERATE", {}}, {"REJECT", {}}},
    ActEntry{Act::Aid, "aid", 1, {"AID", {}}, {"REJECT", "assist"}},
    ActEntry{Act::Concede, "concede", 1, {"CONCEDE", {}}, {"REJECT", "yield"}}};

constexpr auto kActList = [] {
  std::array<Act, kActs.size()> list{};
  for (std::size_t i = 0; i < kActs.size(); ++i) list[i] = kActs[i].act;
  return list;
}();

constexpr std::array<std::string_view, 14> kCategories = {
    "ACCUSE",    "AGREE",   "AID",    "ASSAULT", "COERCE",   "CONCEDE", "CONSULT",
    "COOPERATE", "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"};

constexpr std::array<std::pair<Origin, std::string_view>, 8> kOrigins = {
    {{Origin::Cue, "cue"},
     {Origin::Narrative, "narrative"},
     {Origin::Nominal, "nominal"},
     {Origin::Agent, "agent"},
     {Origin::Content, "content"},
     {Origin::Evaluation, "evaluation"},
     {Origin::Reference, "reference"},
     {Origin::Learned, "learned"}}};

const ActEntry* entry_of(Act act) {
  const auto found =
      std::find_if(kActs.begin(), kActs.end(), [&](const ActEntry& one) { return one.act == act; });
  return found == kActs.end() ? nullptr : &*found;
}

}  // namespace

std::span<const Act> all_acts() { return kActList; }

std::string_view to_string(Act act) {
  const ActEntry* const entry = entry_of(act);
  return entry == nullptr ? std::string_view{} : entry->name;
}

std::optional<Act> parse_act(std::string_view word) {
  for (const ActEntry& one : kActs)
    if (one.name == word) return one.act;
  return std::nullopt;
}

int sign_of(Act act) {
  const ActEntry* const entry = entry_of(act);
  return entry == nullptr ? 0 : entry->sign;
}

std::string_view to_string(Origin origin) {
  for (const auto& [one, name] : kOrigins)
    if (one == origin) return name;
  return {};
}

std::optional<Origin> parse_origin(std::string_view word) {
  for (const auto& [one, name] : kOrigins)
    if (name == word) return one;
  return std::nullopt;
}

PloverEvent plover(Act act, int sign, std::string_view mode) {
  const ActEntry* const entry = entry_of(act);
  if (entry == nullptr) return {};
  if (sign != entry->sign) {
    // What a negation makes neutral did not happen; what it turns is another act.
    return sign == 0 ? kNone : entry->negated;
  }
  PloverEvent event = entry->event;
  if (!event.category.empty() && !mode.empty()) event.mode = mode;
  return event;
}

std::span<const std::string_view> plover_categories() { return kCategories; }

}  // namespace faultline::positions
