#include "actors/detail/given_names.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "actors/detail/spelling.h"
#include "embedded/actor_words.h"
#include "language/lexicon.h"

namespace faultline::actors::detail {
namespace {

using language::WordClass;
using language::WordClasses;

enum class Bearer : std::uint8_t { Female, Male, Either };
using Table = std::unordered_map<std::string_view, Bearer>;

// The file's own form is a matter of this repository; what is no section and no name is left out.
Table read_table(std::string_view file) {
  Table table;
  constexpr std::array<std::pair<std::string_view, Bearer>, 3> sections = {
      {{"[female]", Bearer::Female}, {"[male]", Bearer::Male}, {"[either]", Bearer::Either}}};
  const auto* section = sections.end();
  for (std::size_t begin = 0; begin < file.size();) {
    const std::size_t end = std::min(file.find('\n', begin), file.size());
    std::string_view line = file.substr(begin, end - begin);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      section = std::find_if(sections.begin(), sections.end(),
                             [line](const auto& one) { return one.first == line; });
      continue;
    }
    while (section != sections.end() && !line.empty()) {
      const std::size_t blank = std::min(line.find(' '), line.size());
      if (blank > 0) table.emplace(line.substr(0, blank), section->second);
      line.remove_prefix(std::min(blank + 1, line.size()));
    }
  }
  return table;
}

const Table& given_names() {
  static const Table table = read_table(embedded::given_names());
  return table;
}

std::string capitalised(std::string_view folded) {
  std::string word(folded);
  if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') {
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
  }
  return word;
}

Gender gender_of_one_word(std::string_view folded) {
  if (const auto found = given_names().find(folded); found != given_names().end()) {
    if (found->second == Bearer::Either) return Gender::Unknown;
    return found->second == Bearer::Female ? Gender::Female : Gender::Male;
  }
  const WordClasses classes = language::word_classes(capitalised(folded));
  const bool is_female = classes.has(WordClass::GivenFemale);
  const bool is_male = classes.has(WordClass::GivenMale);
  if (classes.has(WordClass::GivenEither) || is_female == is_male) return Gender::Unknown;
  return is_female ? Gender::Female : Gender::Male;
}

bool ends_with_any(std::string_view part, std::initializer_list<std::string_view> endings) {
  // Shorter words end so by chance: "Nova", "Neva".
  constexpr std::size_t least_stem = 3;
  return std::any_of(endings.begin(), endings.end(), [part](std::string_view ending) {
    return part.size() >= ending.size() + least_stem && part.ends_with(ending);
  });
}

Gender gender_of_patronymic(std::string_view part) {
  if (part == "bint" || part == "umm") return Gender::Female;
  if (part == "bin" || part == "ibn" || part == "abu" || part == "abou") return Gender::Male;
  if (ends_with_any(part, {"ovna", "evna", "inichna", "dottir", "kizi", "qizi"}))
    return Gender::Female;
  if (ends_with_any(part, {"ovich", "evich", "ovych", "evych", "yich", "oglu", "oghlu"}))
    return Gender::Male;
  return Gender::Unknown;
}

bool has_womans_ending(std::string_view surname) {
  return ends_with_any(surname, {"ova", "eva", "skaya", "skaia", "naya", "ovska", "ewska", "owska",
                                 "inska", "ivska", "aite", "yte", "iene"});
}

std::string lower_case(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

Gender gender_of_noun(std::string_view lemma, WordClasses classes) {
  static const std::unordered_set<std::string_view> women = {
      "woman",    "girl",          "lady",         "wife",          "widow",   "bride",
      "fiancee",  "girlfriend",    "mother",       "mom",           "mum",     "grandmother",
      "aunt",     "daughter",      "sister",       "niece",         "nun",     "granddaughter",
      "heiress",  "stepmother",    "stepdaughter", "stepsister",    "hostess", "mother-in-law",
      "queen",    "princess",      "duchess",      "countess",      "heroine", "daughter-in-law",
      "actress",  "sister-in-law", "ex-wife",      "businesswoman", "goddess", "godmother",
      "mistress", "matriarch",     "first lady",   "housewife",     "waitress"};
  static const std::unordered_set<std::string_view> men = {
      "man",         "boy",       "gentleman",   "husband",       "widower",        "groom",
      "fiance",      "boyfriend", "father",      "dad",           "uncle",          "grandfather",
      "son",         "brother",   "nephew",      "monk",          "grandson",       "guy",
      "stepfather",  "stepson",   "stepbrother", "father-in-law", "king",           "prince",
      "duke",        "emir",      "son-in-law",  "statesman",     "brother-in-law", "ex-husband",
      "businessman", "priest",    "godfather",   "patriarch",     "clergyman",      "imam",
      "ayatollah",   "sheikh",    "mullah",      "cardinal",      "hojatoleslam",   "friar",
      "abbot"};
  if (women.contains(lemma) || classes.has(WordClass::PersonNounFemale)) return Gender::Female;
  if (men.contains(lemma) || classes.has(WordClass::PersonNounMale)) return Gender::Male;
  if (lemma.size() > 5 && lemma.ends_with("woman")) return Gender::Female;
  constexpr std::array neither = {"human", "german", "roman", "norman", "talisman", "ottoman"};
  const bool is_man = lemma.size() > 3 && lemma.ends_with("man") &&
                      std::find(neither.begin(), neither.end(), lemma) == neither.end();
  return is_man ? Gender::Male : Gender::Unknown;
}

bool is_kin_or_person(std::string_view lemma) {
  static const std::unordered_set<std::string_view> nouns = {
      "person",     "people",   "child",    "kid",       "baby",        "parent",     "grandparent",
      "sibling",    "cousin",   "relative", "spouse",    "partner",     "orphan",     "adult",
      "teenager",   "resident", "citizen",  "voter",     "worker",      "employee",   "immigrant",
      "migrant",    "refugee",  "victim",   "survivor",  "suspect",     "witness",    "prisoner",
      "protester",  "hostage",  "fighter",  "militant",  "terrorist",   "politician", "lawmaker",
      "neighbour",  "neighbor", "friend",   "foe",       "enemy",       "incumbent",  "mp",
      "spokesman",  "heir",     "pilot",    "nurse",     "farmer",      "player",     "coach",
      "republican", "democrat", "liberal",  "communist", "conservative"};
  return nouns.contains(lemma);
}

Animacy animacy_of(std::string_view form, std::string_view lemma, Gender gender) {
  const WordClasses small = language::word_classes(lemma);
  const WordClasses small_form = language::word_classes(lower_case(form));
  const WordClasses capital = language::word_classes(capitalised(lemma));
  if (gender != Gender::Unknown || small.has(WordClass::PersonNoun) ||
      small_form.has(WordClass::PersonPlural) || is_kin_or_person(lemma) ||
      capital.has(WordClass::People))
    return Animacy::Person;
  if (capital.has(WordClass::OrganizationHead)) return Animacy::Organization;
  if (capital.has(WordClass::LocationHead)) return Animacy::Place;
  if (capital.has(WordClass::Day)) return Animacy::Time;
  return Animacy::Unknown;
}

}  // namespace

Gender gender_of_given_name(std::string_view folded) {
  const std::size_t hyphen = folded.find('-');
  if (hyphen == std::string_view::npos || given_names().contains(folded))
    return gender_of_one_word(folded);
  // "Jean" alone is a woman's name in English; before a hyphen it is French.
  const std::string_view first = folded.substr(0, hyphen);
  return first == "jean" ? Gender::Male : gender_of_one_word(first);
}

Gender gender_of_person_name(std::span<const std::string> parts) {
  for (const std::string& part : parts) {
    const Gender gender = gender_of_patronymic(part);
    if (gender != Gender::Unknown) return gender;
  }
  if (parts.size() < 2 || is_family_name_first(parts)) return Gender::Unknown;
  // "J. Robert Weber": initials say nothing.
  const auto given = std::find_if(parts.begin(), parts.end() - 1,
                                  [](const std::string& part) { return part.size() > 1; });
  if (given == parts.end() - 1) return Gender::Unknown;
  Gender gender = gender_of_given_name(*given);
  if (*given == "jean" && given + 2 < parts.end() &&
      gender_of_given_name(*(given + 1)) == Gender::Male)
    gender = Gender::Male;
  if (gender != Gender::Unknown) return gender;
  return has_womans_ending(parts.back()) ? Gender::Female : Gender::Unknown;
}

NounSense sense_of_noun(std::string_view form, std::string_view lemma, std::string_view xpos) {
  const std::string small = lower_case(lemma);
  NounSense sense;
  sense.gender = gender_of_noun(small, language::word_classes(small));
  sense.animacy = animacy_of(form, small, sense.gender);
  if (xpos == "NNS" || xpos == "NNPS" || small == "people" || small == "police") {
    sense.number = Number::Plural;
  } else if (xpos == "NN" || xpos == "NNP") {
    sense.number = Number::Singular;
  }
  return sense;
}

}  // namespace faultline::actors::detail
