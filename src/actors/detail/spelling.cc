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

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// One past a syllable of Chinese, Korean or Vietnamese in Latin letters that begins at `begin`;
// `begin` if there is none. Chinese ones end in a vowel, n, ng or r, the others in more ways.
std::size_t syllable_end(std::string_view part, std::size_t begin, std::string_view codas) {
  static const std::unordered_set<std::string_view> pairs = {
      "zh", "ch", "sh", "kh", "ts", "hs", "th", "ph", "tr", "gi", "ny", "hw", "kw",
      "hy", "ky", "my", "ng", "nh", "qu", "by", "gw", "gy", "jw", "sy", "xy"};
  std::size_t i = begin;
  const auto is_consonant = [&](std::size_t at) { return at < part.size() && !is_vowel(part[at]); };
  if (is_consonant(i) && is_consonant(i + 1)) {
    if (!pairs.contains(part.substr(i, 2))) return begin;
    i += 2;
  } else if (is_consonant(i)) {
    ++i;
  }
  const std::size_t vowels = i;
  while (i < part.size() && is_vowel(part[i])) ++i;
  constexpr std::size_t most_vowels = 3;
  if (i == vowels || i - vowels > most_vowels) return begin;
  // A consonant before a vowel opens the next syllable.
  const auto closes = [&](std::size_t at) {
    return is_consonant(at) && (at + 1 == part.size() || is_consonant(at + 1)) &&
           codas.find(part[at]) != std::string_view::npos;
  };
  if (!closes(i)) return i;
  const bool is_ng = part[i] == 'n' && i + 1 < part.size() && part[i + 1] == 'g' &&
                     (i + 2 == part.size() || is_consonant(i + 2));
  return is_ng ? i + 2 : i + 1;
}

// How many syllables `part` is made of; 0: none of these languages.
std::size_t syllables(std::string_view part, std::string_view codas) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < part.size(); ++count) {
    const std::size_t end = syllable_end(part, i, codas);
    if (end == i) return 0;
    i = end;
  }
  return count;
}

bool is_family_name(std::string_view part) {
  static const std::unordered_set<std::string_view> names = {
      "wang",  "li",    "zhang", "liu",    "chen",   "yang", "zhao",  "huang", "zhou",   "wu",
      "xu",    "sun",   "hu",    "zhu",    "gao",    "lin",  "he",    "guo",   "ma",     "luo",
      "liang", "song",  "zheng", "xie",    "han",    "tang", "feng",  "yu",    "dong",   "xiao",
      "cheng", "cao",   "yuan",  "deng",   "fu",     "shen", "zeng",  "peng",  "lu",     "su",
      "jiang", "cai",   "jia",   "ding",   "wei",    "xue",  "ye",    "yan",   "pan",    "du",
      "dai",   "xia",   "zhong", "tian",   "ren",    "fan",  "fang",  "shi",   "yao",    "tan",
      "zou",   "xiong", "jin",   "hao",    "kong",   "bai",  "cui",   "kang",  "mao",    "qiu",
      "qin",   "gu",    "hou",   "shao",   "meng",   "wan",  "duan",  "qian",  "yin",    "yi",
      "qiao",  "lai",   "gong",  "wen",    "xi",     "bo",   "tsai",  "hsu",   "chiang", "hsieh",
      "ko",    "kim",   "lee",   "park",   "choi",   "jung", "cho",   "yoon",  "jang",   "lim",
      "oh",    "seo",   "shin",  "kwon",   "hwang",  "ahn",  "yoo",   "hong",  "moon",   "ban",
      "roh",   "pak",   "ri",    "nguyen", "tran",   "pham", "hoang", "phan",  "vu",     "dang",
      "bui",   "ngo",   "duong", "vo",     "truong", "chow", "leung", "wong",  "goh",    "lam"};
  return names.contains(part);
}

// Given names of one saint or one root that do not sound alike.
int root_of(std::string_view name) {
  static const std::unordered_map<std::string_view, int> roots = [] {
    constexpr std::string_view groups =
        "volodymyr vladimir uladzimir wladimir|oleksandr aleksandr alexander aliaksandr "
        "alex|serhiy sergei sergey sergiy|mykola nikolai nikolay|dmytro dmitry dmitri|yevhen "
        "yevgeny "
        "evgeny|andriy andrei andrey|mykhailo mikhail|pavlo pavel|petro pyotr|oleksiy alexei "
        "aleksei alexey|iryna irina|olena elena yelena|kateryna ekaterina yekaterina|"
        "bill william will billy|bob robert rob bobby|mike michael mick|joe joseph joey|jim james "
        "jimmy|tom thomas tommy|dick richard rick rich|ted edward eddie ed|tim timothy|dave "
        "david|steve steven stephen|chris christopher|ben benjamin|sam samuel|dan daniel danny|"
        "matt matthew|andy andrew drew|tony anthony antony|ken kenneth kenny|ron ronald ronnie|don "
        "donald donny|liz elizabeth beth|kate katherine kathy catherine|sue susan|jeff jeffrey "
        "geoff geoffrey|greg gregory|larry lawrence|jerry gerald|charlie charles chuck|pat patrick|"
        "al albert alan|fred frederick|jack john johnny|nick nicholas|phil philip phillip|pete "
        "peter|ray raymond|jon jonathan|josh joshua|doug douglas|walt walter|debbie deborah|barb "
        "barbara|maggie margaret peggy|jenny jennifer|mohammad muhammad mohamed|yusuf yousef "
        "joseph "
        "youssef|moussa musa mousa";
    std::unordered_map<std::string_view, int> made;
    int root = 1;
    for (std::size_t begin = 0; begin < groups.size();) {
      const std::size_t end = std::min(groups.find_first_of(" |", begin), groups.size());
      made.emplace(groups.substr(begin, end - begin), root);
      if (end < groups.size() && groups[end] == '|') ++root;
      begin = end + 1;
    }
    return made;
  }();
  const auto found = roots.find(name);
  return found == roots.end() ? 0 : found->second;
}

}  // namespace

bool is_family_name_first(std::span<const std::string> parts) {
  if (parts.size() < 2 || parts.size() > 4 || !is_family_name(parts[0])) return false;
  const auto rest = parts.subspan(1);
  if (rest.size() == 1) {
    // With one more word the English "Kim" and "Lee" are given names as often.
    const bool is_english = parts[0] == "kim" || parts[0] == "lee" || parts[0] == "park" ||
                            parts[0] == "lim" || parts[0] == "lam" || parts[0] == "ban" ||
                            parts[0] == "dang" || parts[0] == "moon";
    const std::size_t count = syllables(rest[0], "nr");
    return !is_english && (count == 1 || count == 2);
  }
  return std::all_of(rest.begin(), rest.end(),
                     [](const std::string& part) { return syllables(part, "nrklmpctbsh") == 1; });
}

bool are_forms_of_one_name(std::string_view folded, std::string_view other) {
  if (folded == other) return true;
  const int root = root_of(folded);
  if (root != 0 && root == root_of(other)) return true;
  constexpr std::size_t long_enough = 4;
  const std::string sound = sound_of(folded);
  return folded.size() >= long_enough && other.size() >= long_enough && !sound.empty() &&
         sound == sound_of(other);
}

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
