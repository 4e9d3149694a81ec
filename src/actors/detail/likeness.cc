#include "actors/detail/likeness.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "actors/detail/spelling.h"
#include "language/lexicon.h"

namespace faultline::actors::detail {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

/// "gen", "general", "ayatollah": stands before a name and is no part of it.
bool is_title(std::string_view folded_word) {
  std::string capitalised(folded_word);
  if (!capitalised.empty() && capitalised[0] >= 'a' && capitalised[0] <= 'z')
    capitalised[0] = static_cast<char>(capitalised[0] - 'a' + 'A');
  const auto classes = language::word_classes(capitalised);
  return classes.has(language::WordClass::Title) || classes.has(language::WordClass::TitleOpening);
}

/// Letters that stand for one sound, longest first. Capitals: C ch, J zh, S sh, X kh.
struct Sound {
  std::string_view letters;
  std::string_view sound;
};
constexpr std::array sounds{
    Sound{"tsch", "C"}, Sound{"tch", "C"}, Sound{"sch", "S"}, Sound{"dzh", "j"}, Sound{"shch", "S"},
    Sound{"ch", "C"},   Sound{"sh", "S"},  Sound{"zh", "J"},  Sound{"kh", "X"},  Sound{"gh", "k"},
    Sound{"dh", "d"},   Sound{"th", "t"},  Sound{"ph", "f"},  Sound{"dj", "j"},  Sound{"ck", "k"},
    Sound{"q", "k"},    Sound{"g", "k"},   Sound{"c", "k"},   Sound{"x", "ks"},  Sound{"w", "v"},
    Sound{"y", "i"}};

/// A run of vowels with those that are one sound made one: "iou" -> "iu".
std::string fewer_vowels(std::string_view run) {
  static const std::unordered_map<std::string_view, std::string_view> runs = {
      {"aa", "a"},  {"ee", "i"},  {"ii", "i"},  {"ie", "i"},  {"oo", "u"},  {"ou", "u"},
      {"uu", "u"},  {"ei", "e"},  {"ai", "e"},  {"aei", "e"}, {"aii", "e"}, {"eii", "e"},
      {"iii", "i"}, {"aee", "e"}, {"iie", "i"}, {"oa", "ua"}, {"uo", "u"}};
  std::string result;
  for (std::size_t i = 0; i < run.size();) {
    std::size_t length = std::min<std::size_t>(3, run.size() - i);
    auto found = runs.find(run.substr(i, length));
    while (found == runs.end() && length > 1) found = runs.find(run.substr(i, --length));
    result += found == runs.end() ? run.substr(i, 1) : found->second;
    i += found == runs.end() ? 1 : length;
  }
  return result;
}

std::string_view sound_at(std::string_view word, std::size_t at, std::size_t& length) {
  for (const auto& [letters, sound] : sounds)
    if (word.substr(at).starts_with(letters)) {
      length = letters.size();
      return sound;
    }
  length = 1;
  return word.substr(at, 1);
}

/// Runs of vowels as one sound, doubled consonants single.
std::string smoothed(std::string_view raw) {
  std::string result;
  for (std::size_t i = 0; i < raw.size();) {
    std::size_t end = i + 1;
    if (is_vowel(raw[i])) {
      while (end < raw.size() && is_vowel(raw[end])) ++end;
      result += fewer_vowels(raw.substr(i, end - i));
    } else {
      while (end < raw.size() && raw[end] == raw[i]) ++end;
      result.push_back(raw[i]);
    }
    i = end;
  }
  return result;
}

/// What it costs to take one sound for another, by their letters; 1 if it is not in this list.
struct Confusion {
  std::string_view letters;
  float cost;
};
constexpr std::array confusions{
    Confusion{"ou", 0.05F}, Confusion{"ei", 0.1F}, Confusion{"ae", 0.2F}, Confusion{"Jj", 0.2F},
    Confusion{"Xk", 0.3F},  Confusion{"Xh", 0.3F}, Confusion{"sz", 0.3F}, Confusion{"fv", 0.3F},
    Confusion{"ij", 0.3F},  Confusion{"eu", 0.4F}, Confusion{"td", 0.4F}, Confusion{"SC", 0.4F},
    Confusion{"Cj", 0.4F},  Confusion{"eo", 0.5F}, Confusion{"sS", 0.5F}, Confusion{"ks", 0.6F},
    Confusion{"bv", 0.6F},  Confusion{"dz", 0.6F}, Confusion{"pb", 0.6F}, Confusion{"ai", 0.9F},
    Confusion{"iu", 0.9F},  Confusion{"io", 0.9F}, Confusion{"ao", 0.9F}, Confusion{"au", 0.9F}};

using CostTable = std::array<std::array<float, 128>, 128>;
const CostTable& costs() {
  static const CostTable table = [] {
    CostTable made;
    for (std::size_t a = 0; a < 128; ++a)
      for (std::size_t b = 0; b < 128; ++b) made[a][b] = a == b ? 0.0F : 1.0F;
    for (const auto& [letters, cost] : confusions) {
      const auto a = static_cast<std::size_t>(letters[0]);
      const auto b = static_cast<std::size_t>(letters[1]);
      made[a][b] = made[b][a] = cost;
    }
    return made;
  }();
  return table;
}

float omission(char c) { return is_vowel(c) ? 0.45F : c == 'h' ? 0.25F : 1.0F; }

/// "of", "the": says nothing about which organisation it is.
bool is_small_word(std::string_view word) {
  static const std::unordered_set<std::string_view> words = {"of", "the", "for", "and", "a",
                                                             "an", "on",  "in",  "to",  "s"};
  return words.contains(word);
}

NameWord name_word(std::string folded) {
  NameWord word;
  word.sound = spoken(folded);
  word.skeleton = word.sound.empty() ? folded : skeleton(word.sound);
  if (word.sound.empty()) word.sound = folded;
  word.folded = std::move(folded);
  return word;
}

/// The least alike pair when each word of `few` finds its like in `many`, in order; 0 if one finds
/// none that is near.
double ordered_likeness(std::span<const NameWord> few, std::span<const NameWord> many) {
  double least = 1;
  std::size_t at = 0;
  for (const auto& word : few) {
    double best = 0;
    std::size_t best_at = at;
    // Those that are left must still find room.
    for (std::size_t i = at; i < many.size(); ++i) {
      const double like = likeness(word, many[i]);
      if (like > best) {
        best = like;
        best_at = i;
      }
    }
    if (best < near_sound) return 0;
    least = std::min(least, best);
    at = best_at + 1;
  }
  return least;
}

std::string initials(const NameForm& form) {
  std::string letters;
  for (const auto& word : form.words) letters += word.folded.substr(0, 1);
  return letters;
}

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
  std::vector<bool> in_a(a.size()), in_b(b.size());
  double common = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = i > reach ? i - reach : 0; j < std::min(b.size(), i + reach + 1); ++j)
      if (!in_b[j] && a[i] == b[j]) {
        in_a[i] = in_b[j] = true;
        ++common;
        break;
      }
  if (common == 0) return 0;
  double swapped = 0;
  for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
    if (!in_a[i]) continue;
    while (!in_b[j]) ++j;
    if (a[i] != b[j]) swapped += 0.5;
    ++j;
  }
  const double jaro = (common / static_cast<double>(a.size()) +
                       common / static_cast<double>(b.size()) + (common - swapped) / common) /
                      3;
  std::size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), std::size_t{4}}) && a[prefix] == b[prefix])
    ++prefix;
  return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro);
}

std::string spoken(std::string_view word) {
  if (std::any_of(word.begin(), word.end(), [](char c) { return c < 'a' || c > 'z'; })) return {};
  // "Gorbachoff" and "Gorbachev": the older French and German spelling of one ending.
  std::string spelt(word);
  if (spelt.size() > 4 && (spelt.ends_with("off") || spelt.ends_with("eff")))
    spelt.replace(spelt.size() - 2, 2, "v");
  if (spelt.size() > 3 && spelt.starts_with("ye")) spelt.erase(0, 1);  // Yeltsin, Eltsin
  std::string raw;
  for (std::size_t i = 0; i < spelt.size();) {
    std::size_t length = 1;
    const std::string_view sound = sound_at(spelt, i, length);
    const bool is_unheard = sound == "h" && i > 0 && i + 1 == spelt.size();  // "Abdollah"
    if (!is_unheard) raw += sound;
    i += length;
  }
  return smoothed(raw);
}

std::string skeleton(std::string_view sound) {
  static const std::unordered_map<char, char> classes = {
      {'z', 's'}, {'S', 's'}, {'J', 'j'}, {'C', 's'}, {'X', 'k'}, {'d', 't'}, {'v', 'f'},
      {'b', 'p'}, {'a', 'a'}, {'e', 'a'}, {'i', 'a'}, {'o', 'o'}, {'u', 'o'}};
  std::string result;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const char c = sound[i];
    if (i > 0 && (is_vowel(c) || c == 'h')) continue;
    const auto found = classes.find(c);
    const char letter = found == classes.end() ? c : found->second;
    if (result.empty() || result.back() != letter || is_vowel(sound[i - 1]))
      result.push_back(letter);
  }
  return result;
}

double spoken_likeness(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  // Words of names are short; of what is longer the beginning decides.
  constexpr std::size_t longest_word = 48;
  a = a.substr(0, longest_word);
  b = b.substr(0, longest_word);
  const CostTable& table = costs();
  std::array<float, longest_word + 1> row{};
  std::array<float, longest_word> omitted{};
  for (std::size_t j = 0; j < b.size(); ++j) {
    omitted[j] = omission(b[j]);
    row[j + 1] = row[j] + omitted[j];
  }
  for (const char c : a) {
    const auto& cost = table[static_cast<unsigned char>(c) & 127U];
    const float left_out = omission(c);
    float diagonal = row[0];
    row[0] += left_out;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const float above = row[j + 1];
      const float changed = diagonal + cost[static_cast<unsigned char>(b[j]) & 127U];
      row[j + 1] = std::min({changed, above + left_out, row[j] + omitted[j]});
      diagonal = above;
    }
  }
  const auto longest = static_cast<double>(std::max(a.size(), b.size()));
  return std::max(0.0, 1 - static_cast<double>(row[b.size()]) / longest);
}

NameForm name_form(std::string_view name, ActorKind kind) {
  NameForm form;
  form.text = std::string(name);
  form.is_person = kind == ActorKind::Person;
  const auto state = kind == ActorKind::State ? language::state_named(name) : std::nullopt;
  std::vector<std::string> parts = name_parts(state.value_or(name));
  std::size_t begin = 0;
  if (form.is_person)
    while (begin + 1 < parts.size() && is_title(parts[begin])) ++begin;
  else if (parts.size() > 1 && parts[0] == "the")
    begin = 1;
  parts.erase(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(begin));
  for (const auto& part : parts) {
    if (!form.key.empty()) form.key.push_back(' ');
    form.key += part;
    const bool is_left_out =
        form.is_person ? is_particle(part) || is_suffix(part) : is_small_word(part);
    if (!is_left_out) form.words.push_back(name_word(part));
  }
  if (form.words.empty())
    for (const auto& part : parts) form.words.push_back(name_word(part));
  return form;
}

double likeness(const NameWord& a, const NameWord& b) {
  if (a.folded == b.folded) return 1;
  const bool has_initial = a.folded.size() == 1 || b.folded.size() == 1;
  if (has_initial) return a.folded[0] == b.folded[0] ? same_sound : 0;
  const double heard = spoken_likeness(a.sound, b.sound);
  // In short words one sound is much: "Ali" is not "Alaa".
  const bool is_short = std::min(a.sound.size(), b.sound.size()) < 4;
  const double strict = is_short && heard < 1 ? heard - 0.08 : heard;
  // A slip of the pen is no other sound: it is near at most.
  const double written = jaro_winkler(a.folded, b.folded);
  return std::max(strict, written >= 0.94 ? std::min(written, same_sound - 0.01) : 0);
}

NameComparison compare_people(const NameForm& a, const NameForm& b) {
  if (a.words.empty() || b.words.empty()) return {};
  if (a.key == b.key) return {NameMatch::Equal, 1};
  const NameForm& few = a.words.size() <= b.words.size() ? a : b;
  const NameForm& many = a.words.size() <= b.words.size() ? b : a;
  const double surnames = likeness(few.surname(), many.surname());
  if (few.is_bare() && !many.is_bare()) {
    if (few.surname().folded.size() == 1) return {};
    if (surnames >= near_sound)
      return {surnames >= same_sound ? NameMatch::Bare : NameMatch::Near, surnames};
    const double first = likeness(few.surname(), many.words.front());
    return first >= same_sound ? NameComparison{NameMatch::Given, first} : NameComparison{};
  }
  if (few.is_bare()) {
    if (surnames < near_sound) return {};
    return {surnames >= same_sound ? NameMatch::Sound : NameMatch::Near, surnames};
  }
  const double all = ordered_likeness(few.words, many.words);
  if (all == 0)
    return surnames >= same_sound ? NameComparison{NameMatch::Conflict, surnames}
                                  : NameComparison{};
  const bool has_initial = std::any_of(few.words.begin(), few.words.end(),
                                       [](const auto& w) { return w.folded.size() == 1; }) ||
                           std::any_of(many.words.begin(), many.words.end(),
                                       [](const auto& w) { return w.folded.size() == 1; });
  if (all < same_sound) return {NameMatch::Near, all};
  if (few.words.size() < many.words.size() || has_initial) return {NameMatch::Partial, all};
  return {all == 1 ? NameMatch::Equal : NameMatch::Sound, all};
}

NameComparison compare_bodies(const NameForm& a, const NameForm& b) {
  if (a.words.empty() || b.words.empty()) return {};
  if (a.key == b.key) return {NameMatch::Equal, 1};
  const NameForm& few = a.words.size() <= b.words.size() ? a : b;
  const NameForm& many = a.words.size() <= b.words.size() ? b : a;
  if (few.is_bare() && many.words.size() > 2 && few.words[0].folded == initials(many))
    return {NameMatch::Partial, 1};
  double least = 1;
  for (const auto& word : few.words) {
    double best = 0;
    for (const auto& other : many.words) best = std::max(best, likeness(word, other));
    least = std::min(least, best);
  }
  if (least < same_sound) return {};
  if (few.words.size() == many.words.size())
    return {least == 1 ? NameMatch::Equal : NameMatch::Sound, least};
  // One word of several is no evidence: there is more than one ministry.
  return few.words.size() >= 2 ? NameComparison{NameMatch::Bare, least} : NameComparison{};
}

}  // namespace faultline::actors::detail
