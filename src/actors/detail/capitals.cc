#include "actors/detail/capitals.h"

#include <unordered_map>
#include <unordered_set>

#include "actors/detail/grammar.h"

namespace faultline::actors::detail {

using language::Upos;

std::optional<std::string_view> state_of_capital(std::string_view name) {
  static const std::unordered_map<std::string_view, std::string_view> states = {
      {"Tehran", "Iran"},
      {"Washington", "United States"},
      {"Moscow", "Russia"},
      {"Beijing", "China"},
      {"London", "United Kingdom"},
      {"Paris", "France"},
      {"Berlin", "Germany"},
      {"Rome", "Italy"},
      {"Madrid", "Spain"},
      {"Kyiv", "Ukraine"},
      {"Kiev", "Ukraine"},
      {"Ankara", "Turkey"},
      {"Riyadh", "Saudi Arabia"},
      {"Doha", "Qatar"},
      {"Baghdad", "Iraq"},
      {"Damascus", "Syria"},
      {"Beirut", "Lebanon"},
      {"Cairo", "Egypt"},
      {"Jerusalem", "Israel"},
      {"Tel Aviv", "Israel"},
      {"Islamabad", "Pakistan"},
      {"Kabul", "Afghanistan"},
      {"New Delhi", "India"},
      {"Delhi", "India"},
      {"Tokyo", "Japan"},
      {"Seoul", "South Korea"},
      {"Pyongyang", "North Korea"},
      {"Canberra", "Australia"},
      {"Ottawa", "Canada"},
      {"Brasilia", "Brazil"},
      {"Caracas", "Venezuela"},
      {"Havana", "Cuba"},
      {"Warsaw", "Poland"},
      {"Budapest", "Hungary"},
      {"Prague", "Czech Republic"},
      {"Vienna", "Austria"},
      {"Athens", "Greece"},

      {"Hanoi", "Vietnam"},
      {"Jakarta", "Indonesia"},
      {"Manila", "Philippines"},
      {"Taipei", "Taiwan"},
      {"Minsk", "Belarus"},
      {"Tbilisi", "Georgia"},
      {"Yerevan", "Armenia"},
      {"Baku", "Azerbaijan"},
      {"Astana", "Kazakhstan"},
      {"Tashkent", "Uzbekistan"},
      {"Sanaa", "Yemen"},
      {"Tripoli", "Libya"},
      {"Tunis", "Tunisia"},
      {"Algiers", "Algeria"},
      {"Rabat", "Morocco"},
      {"Khartoum", "Sudan"},
      {"Addis Ababa", "Ethiopia"},
      {"Nairobi", "Kenya"},
      {"Pretoria", "South Africa"},
      {"Abuja", "Nigeria"},
      {"Belgrade", "Serbia"},
      {"Bucharest", "Romania"},
      {"Stockholm", "Sweden"},
      {"Oslo", "Norway"},
      {"Copenhagen", "Denmark"},
      {"Helsinki", "Finland"},
      {"Lisbon", "Portugal"},
      {"Dublin", "Ireland"},
      {"Amman", "Jordan"},
      {"Muscat", "Oman"},
      {"Abu Dhabi", "United Arab Emirates"}};
  const auto found = states.find(name);
  return found == states.end() ? std::nullopt : std::optional(found->second);
}

bool is_seat_of_government(std::string_view name) {
  return is_one_of(name, {"Kremlin", "White House", "Downing Street", "Pentagon", "Whitehall",
                          "Elysee", "Élysée", "Blue House", "Capitol Hill", "Foggy Bottom"});
}

bool acts_as_government(const Words& words, TokenSpan name) {
  static const std::unordered_set<std::string_view> acts = {
      "reject",    "accept", "refuse",  "welcome", "back",     "support", "oppose",
      "condemn",   "agree",  "vow",     "blame",   "seek",     "offer",   "impose",
      "expel",     "summon", "recall",  "accuse",  "denounce", "deny",    "threaten",
      "retaliate", "pledge", "propose", "fear",    "hope",     "view",    "regard",
      "consider",  "insist", "protest", "dispute", "decline"};
  const Index limit = words.sentence_end(name.begin.value);
  if (!is_subject(words, name)) return false;
  Index verb = name.end.value;
  while (verb < limit && (words.upos(verb) == Upos::Adv || words.upos(verb) == Upos::Aux ||
                          words.upos(verb) == Upos::Part))
    ++verb;
  if (verb >= limit || words.upos(verb) != Upos::Verb) return false;
  return words.is_reporting_verb(verb) || acts.contains(words.lemma(verb));
}

}  // namespace faultline::actors::detail
