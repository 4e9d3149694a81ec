#include "actors/detail/office_likeness.h"

#include <algorithm>
#include <unordered_set>

#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using Set = std::unordered_set<std::string_view>;

bool ends_the_head(std::string_view word) {
  static const Set words = {"of", "for", "in", "to", "at", "and", "on", "from", "with", "who"};
  return words.contains(word);
}

bool is_small(std::string_view word) {
  static const Set words = {"the", "a", "an", "s", "his", "her", "its", "country", "nation"};
  return words.contains(word) || ends_the_head(word);
}

bool is_former(std::string_view word) {
  static const Set words = {"former", "ex",   "late",     "onetime",  "erstwhile", "retired",
                            "ousted", "then", "outgoing", "incoming", "designate", "elect"};
  return words.contains(word);
}

bool is_deputy(std::string_view word) {
  static const Set words = {"deputy", "vice", "assistant", "undersecretary"};
  return words.contains(word);
}

/// Offices and callings of which news ascribe one at a time to a person. Generals sit on councils,
/// advisers advise two chiefs and lawmakers lead parties: none of these is here.
bool is_exclusive(std::string_view head) {
  static const Set heads = {"president",  "minister",   "premier",     "governor",   "mayor",
                            "speaker",    "ambassador", "senator",     "chancellor", "king",
                            "queen",      "emir",       "judge",       "footballer", "striker",
                            "goalkeeper", "midfielder", "wrestler",    "singer",     "actor",
                            "actress",    "novelist",   "pathologist", "surgeon"};
  return heads.contains(head);
}

bool has_all(const std::vector<std::string>& many, const std::vector<std::string>& few) {
  return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

}  // namespace

OfficeForm office_form(std::string_view title) {
  OfficeForm office;
  office.text = std::string(title);
  bool is_before_head = true;
  for (auto& word : name_parts(title)) {
    if (ends_the_head(word)) is_before_head = is_before_head && office.head.empty();
    if (is_former(word)) {
      office.is_former = true;
      continue;
    }
    if (is_small(word)) continue;
    if (is_deputy(word)) office.is_deputy = true;
    if (is_before_head) office.head = word;
    // "Foreign Ministry" and "Minister of Foreign Affairs" speak of one thing.
    if (word == "affairs") continue;
    office.words.push_back(std::move(word));
  }
  std::sort(office.words.begin(), office.words.end());
  office.words.erase(std::unique(office.words.begin(), office.words.end()), office.words.end());
  office.is_exclusive = is_exclusive(office.head);
  return office;
}

bool agree(const OfficeForm& a, const OfficeForm& b) {
  if (a.words.empty() || b.words.empty() || a.is_deputy != b.is_deputy) return false;
  return has_all(a.words, b.words) || has_all(b.words, a.words);
}

bool exclude(const OfficeForm& a, const OfficeForm& b) {
  return a.is_exclusive && b.is_exclusive && !a.is_former && !b.is_former && !agree(a, b);
}

}  // namespace faultline::actors::detail
