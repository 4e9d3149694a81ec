#include "actors/detail/spelling.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "text/text.h"

namespace faultline::actors::detail {
namespace {

void add_part(std::string_view part, std::vector<std::string>& parts) {
  if (!part.empty()) parts.emplace_back(written_out(part));
}

}  // namespace

std::string_view written_out(std::string_view part) {
  static const std::unordered_map<std::string_view, std::string_view> abbreviations = {
      {"gen", "general"},  {"col", "colonel"},    {"lt", "lieutenant"},      {"maj", "major"},
      {"capt", "captain"}, {"cmdr", "commander"}, {"adm", "admiral"},        {"brig", "brigadier"},
      {"sgt", "sergeant"}, {"sen", "senator"},    {"rep", "representative"}, {"gov", "governor"},
      {"dr", "doctor"},    {"prof", "professor"}, {"rev", "reverend"},       {"amb", "ambassador"},
      {"sheik", "sheikh"}, {"shaikh", "sheikh"},  {"seyed", "sayyid"},       {"seyyed", "sayyid"},
      {"sayyed", "sayyid"}};
  const auto found = abbreviations.find(part);
  return found == abbreviations.end() ? part : found->second;
}

std::vector<std::string> name_parts(std::string_view name) {
  const std::string folded = text::fold_name(name);
  std::vector<std::string> parts;
  std::string part;
  for (const char c : folded) {
    if (c == ' ' || c == '-') {
      add_part(part, parts);
      part.clear();
    } else if (std::string_view(".'\",()").find(c) == std::string_view::npos) {
      part.push_back(c);
    }
  }
  add_part(part, parts);
  return parts;
}

std::string sound_of(std::string_view part) {
  if (std::any_of(part.begin(), part.end(), [](char c) { return c < 'a' || c > 'z'; })) return {};
  std::string sound;
  const auto add = [&sound](char c) {
    if (sound.empty() || sound.back() != c) sound.push_back(c);
  };
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    const char next = i + 1 < part.size() ? part[i + 1] : '\0';
    if (next == 'h' && (c == 'g' || c == 'k' || c == 'd' || c == 't' || c == 's' || c == 'z')) {
      static const std::unordered_map<char, char> pairs = {{'g', 'q'}, {'k', 'x'}, {'d', 'd'},
                                                           {'t', 't'}, {'s', 'S'}, {'z', 'z'}};
      add(pairs.at(c));
      ++i;
    } else if (c == 'o' || c == 'u') {
      add('U');
    } else if (c == 'a' || c == 'e' || c == 'i' || c == 'y') {
      add('A');  // "Baqeri", "Baqiri"; "Ahmad", "Ahmed"
    } else if (c == 'q' || c == 'g' || c == 'k' || c == 'c') {
      add('q');
    } else if (c == 'w' || c == 'v') {
      add('v');
    } else if (c == 'h' && (i + 1 == part.size() || i == 0)) {
      // "Abdollah" and "Abdolla": an h at the end is not heard; at the beginning it is.
      if (i == 0) add('h');
    } else {
      add(c);
    }
  }
  return sound;
}

bool is_particle(std::string_view part) {
  static const std::unordered_set<std::string_view> particles = {
      "van", "von", "der", "den", "de",  "del",  "della", "di", "da", "dos", "das", "du",  "la",
      "le",  "al",  "el",  "bin", "ibn", "bint", "ul",    "ud", "ur", "zu",  "ter", "ten", "y"};
  return particles.contains(part);
}

bool is_suffix(std::string_view part) {
  static const std::unordered_set<std::string_view> suffixes = {"jr", "sr", "ii", "iii", "iv"};
  return suffixes.contains(part);
}

}  // namespace faultline::actors::detail
