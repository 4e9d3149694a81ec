#include "language/lexicon.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "embedded/english.h"
#include "language/detail/characters.h"
#include "text/text.h"

namespace faultline::language {
namespace {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};
template <class Value>
using Table = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

using Section = std::pair<std::string_view, WordClass>;
constexpr std::array<Section, 17> word_sections = {{
    {"given female", WordClass::GivenFemale},
    {"given male", WordClass::GivenMale},
    {"given either", WordClass::GivenEither},
    {"days", WordClass::Day},
    {"organization head", WordClass::OrganizationHead},
    {"location head", WordClass::LocationHead},
    {"miscellaneous head", WordClass::MiscellaneousHead},
    {"title", WordClass::Title},
    {"title female", WordClass::TitleFemale},
    {"title male", WordClass::TitleMale},
    {"title opening", WordClass::TitleOpening},
    {"person noun", WordClass::PersonNoun},
    {"person noun female", WordClass::PersonNounFemale},
    {"person noun male", WordClass::PersonNounMale},
    {"person plurals", WordClass::PersonPlural},
    {"particle", WordClass::Particle},
    {"peoples", WordClass::People},
}};

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 128; });
}

/// `word` without its accents but with its first letter's case: "Erdoğan" -> "Erdogan".
std::string without_accents(std::string_view word) {
  std::string plain = text::fold_name(word);
  if (!plain.empty() && detail::begins_upper(word) && plain[0] >= 'a' && plain[0] <= 'z') {
    plain[0] = static_cast<char>(plain[0] - 'a' + 'A');
  }
  return plain;
}

class Lexicon {
 public:
  explicit Lexicon(std::string_view content) {
    std::string_view section;
    while (!content.empty()) {
      const std::size_t end = std::min(content.find('\n'), content.size());
      const std::string_view line = content.substr(0, end);
      content.remove_prefix(std::min(end + 1, content.size()));
      if (line.empty() || line.front() == '#') continue;
      if (line.front() == '[') {
        section = line.substr(1, line.find(']') - 1);
      } else if (section == "states") {
        add_state(line);
      } else {
        for_each_word(line, [&](std::string word) { add_word(section, std::move(word)); });
      }
    }
  }

  Table<std::uint32_t> words;
  Table<KnownName> names;
  Table<std::size_t> longest;      // by first word
  Table<std::string> state_names;  // any name of a state -> the usual one
  Table<std::string> peoples;      // "Israeli" -> "Israel"

 private:
  template <class Action>
  static void for_each_word(std::string_view line, const Action& action) {
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(' '), line.size());
      std::string word(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
      std::replace(word.begin(), word.end(), '_', ' ');
      if (!word.empty()) action(std::move(word));
    }
  }

  void add_name(const std::string& name, KnownName kind) {
    names.emplace(name, kind);
    const auto count = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
    // A name of one token may be written with a hyphen, which is a token of its own.
    const auto hyphens = static_cast<std::size_t>(std::count(name.begin(), name.end(), '-'));
    const std::string first = name.substr(0, name.find_first_of(" -"));
    std::size_t& known = longest[first];
    known = std::max(known, count + 2 * hyphens);
  }

  void add_word(std::string_view section, std::string word) {
    if (section == "place" || section == "metonym") return add_name(word, KnownName::Place);
    if (section == "organizations") return add_name(word, KnownName::Organization);
    for (const auto& [name, word_class] : word_sections) {
      if (name == section) words[word] |= static_cast<std::uint32_t>(word_class);
    }
  }

  // "United_States / US = American Americans"
  void add_state(std::string_view line) {
    const std::size_t equals = std::min(line.find('='), line.size());
    std::string usual;
    for_each_word(line.substr(0, equals), [&](std::string name) {
      if (name == "/") return;
      if (usual.empty()) usual = name;
      add_name(name, KnownName::State);
      state_names.emplace(std::move(name), usual);
    });
    if (equals == line.size()) return;
    for_each_word(line.substr(equals + 1), [&](std::string people) {
      words[people] |= static_cast<std::uint32_t>(WordClass::People);
      peoples.emplace(std::move(people), usual);
    });
  }
};

const Lexicon& lexicon() {
  static const Lexicon instance(embedded::english_names());
  return instance;
}

const std::unordered_set<std::string_view>& common_words() {
  static const std::unordered_set<std::string_view> words = [] {
    std::unordered_set<std::string_view> read;
    std::string_view content = embedded::english_common_words();
    content.remove_prefix(std::min(content.find('\n') + 1, content.size()));  // the format's name
    while (!content.empty()) {
      const std::size_t end = std::min(content.find('\n'), content.size());
      read.insert(content.substr(0, end));
      content.remove_prefix(std::min(end + 1, content.size()));
    }
    return read;
  }();
  return words;
}

template <class Value>
const Value* find(const Table<Value>& table, std::string_view key) {
  auto found = table.find(key);
  if (found == table.end() && !is_ascii(key)) found = table.find(without_accents(key));
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace

WordClasses word_classes(std::string_view word) {
  const std::uint32_t* const bits = find(lexicon().words, word);
  return {bits == nullptr ? 0 : *bits};
}

bool is_common_word(std::string_view word) {
  thread_local std::string lower;
  detail::lower_case(word, lower);
  return common_words().contains(lower);
}

KnownName known_name(std::string_view name) {
  const KnownName* const kind = find(lexicon().names, name);
  return kind == nullptr ? KnownName::None : *kind;
}

std::size_t longest_known_name(std::string_view word) {
  const std::size_t* const count = find(lexicon().longest, word);
  return count == nullptr ? 0 : *count;
}

std::optional<std::string_view> state_named(std::string_view name) {
  const std::string* const usual = find(lexicon().state_names, name);
  if (usual == nullptr) return std::nullopt;
  return *usual;
}

std::optional<std::string_view> state_of_people(std::string_view people) {
  const std::string* const usual = find(lexicon().peoples, people);
  if (usual == nullptr) return std::nullopt;
  return *usual;
}

}  // namespace faultline::language
