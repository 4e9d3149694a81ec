// Actor dictionaries of PETRARCH and TABARI, such as Phoenix.Countries.actors.txt: a name, other
// names behind "+", and codes in brackets, dated or not.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "actors/register_files.h"
#include "exchange/detail/imported.h"
#include "exchange/register_import.h"
#include "language/lexicon.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

/// Takes away "# ...", "; ..." and <!-- ... -->, which may go over several lines.
class Comments {
 public:
  std::string without(std::string_view line) {
    std::string kept;
    while (!line.empty()) {
      if (is_open_) {
        const std::size_t end = line.find("-->");
        if (end == std::string_view::npos) return kept;
        is_open_ = false;
        line.remove_prefix(end + 3);
        continue;
      }
      const std::size_t mark = line.find_first_of("#;");
      const std::size_t open = line.find("<!--");
      if (open < mark) {
        kept += line.substr(0, open);
        line.remove_prefix(open + 4);
        is_open_ = true;
        continue;
      }
      kept += line.substr(0, mark);
      break;
    }
    return kept;
  }

 private:
  bool is_open_ = false;
};

bool is_vowel(char c) { return std::string_view("AEIOUY").find(c) != std::string_view::npos; }

bool is_small_word(std::string_view word) {
  static constexpr std::string_view small[] = {"OF", "THE", "AND", "FOR", "IN",  "ON", "TO",
                                               "DE", "LA",  "DEL", "DI",  "DOS", "UL", "E"};
  return std::find(std::begin(small), std::end(small), word) != std::end(small);
}

/// "AFGHAN" -> "Afghan"; "KKK" and "AL-47" keep their capitals, for nobody would say them as words.
std::string cased(std::string_view word) {
  const bool has_vowel = std::any_of(word.begin(), word.end(), is_vowel);
  const bool has_letter =
      std::any_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!has_letter || (!has_vowel && word.size() > 1 && word.find('.') == std::string_view::npos))
    return std::string(word);
  std::string result;
  bool is_first = true;
  for (const char c : word) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    result += is_capital && !is_first ? static_cast<char>(c - 'A' + 'a') : c;
    // "MAZAR-I-SHARIF", "A.G.", but not "PEOPLE'S"
    if (is_capital || static_cast<unsigned char>(c) >= 128) is_first = false;
    if (c == '-' || c == '.' || c == '(' || c == '/') is_first = true;
  }
  return result;
}

/// "ISLAMIC_REPUBLIC_OF_AFGHANISTAN_" -> "Islamic Republic of Afghanistan".
std::string readable(std::string_view phrase) {
  std::string name;
  std::size_t begin = 0;
  while (begin < phrase.size()) {
    const std::size_t end = std::min(phrase.find_first_of("_ \t", begin), phrase.size());
    const std::string_view word = phrase.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    std::string written = cased(word);
    if (!name.empty() && is_small_word(word))
      std::transform(written.begin(), written.end(), written.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
    if (!name.empty()) name += ' ';
    name += written;
  }
  return name;
}

/// A name, and the short form that stands behind it in brackets: "BASQUE_FATHERLAND_(ETA)_".
struct Phrase {
  std::string name;
  std::string acronym;
};
Phrase phrase_of(std::string_view written) {
  const std::size_t open = written.find('(');
  const std::size_t close = written.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
      open == 0)
    return {readable(written), {}};
  const std::string_view inside = written.substr(open + 1, close - open - 1);
  const bool is_acronym =
      inside.size() >= 2 && inside.size() <= 6 &&
      std::all_of(inside.begin(), inside.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return {readable(std::string(written.substr(0, open)) + std::string(written.substr(close + 1))),
          is_acronym ? std::string(inside) : std::string()};
}

/// "19870930" or "870930"; years from 31 on are those of the last century, as PETRARCH reads them.
std::optional<PartialDate> date_of(std::string_view digits) {
  if ((digits.size() != 6 && digits.size() != 8) ||
      digits.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  std::string full(digits);
  if (full.size() == 6) full.insert(0, full.substr(0, 2) > "30" ? "19" : "20");
  const auto date = parse_partial_date(
      fmt::format("{}-{}-{}", full.substr(0, 4), full.substr(4, 2), full.substr(6, 2)));
  if (!date) return std::nullopt;
  return *date;
}

/// "AFGGOV 870930-871130": a code and when it holds.
struct Code {
  std::string code;
  Period period;
  [[nodiscard]] bool is_dated() const { return period.from || period.to; }
};

Result<Code> code_of(std::string_view inside) {
  const auto wrong = [&](std::string_view remedy) {
    return failure(ErrorCode::Malformed,
                   fmt::format("\"[{}]\" is no code with a date; {}.", inside, remedy));
  };
  inside = trimmed(inside);
  const std::size_t gap = std::min(inside.find_first_of(" \t"), inside.size());
  Code code{std::string(inside.substr(0, gap)), {}};
  std::string dates;
  for (const char c : inside.substr(gap))
    if (blanks.find(c) == std::string_view::npos) dates += c;
  if (code.code.empty())
    return wrong("write [CODE], [CODE <date], [CODE >date] or [CODE date-date]");
  if (dates.empty()) return code;
  const std::string_view all = dates;
  const std::size_t dash = all.find('-');
  const bool is_open = all.front() == '<' || all.front() == '>';
  const auto first = date_of(is_open ? all.substr(1) : all.substr(0, dash));
  const auto second =
      is_open || dash == std::string_view::npos ? first : date_of(all.substr(dash + 1));
  if (!first || !second || (!is_open && dash == std::string_view::npos))
    return wrong("dates are YYMMDD or YYYYMMDD after < or >, or two with - between them");
  if (all.front() != '<') code.period.from = *first;
  if (all.front() != '>') code.period.to = *second;
  if (code.period.from && code.period.to && code.period.to->first < code.period.from->first)
    return wrong("it ends before it begins; exchange or correct the two dates");
  return code;
}

/// A country, not a kind of organisation that may be anywhere.
bool is_country_code(std::string_view code) {
  static constexpr std::string_view others[] = {"IGO", "IMG", "INT", "MNC",
                                                "NGO", "NGM", "UAF", "UIS"};
  return code.size() >= 3 &&
         std::find(std::begin(others), std::end(others), code.substr(0, 3)) == std::end(others);
}

class DictionaryReader {
 public:
  DictionaryReader(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  Result<ImportedActors> read() {
    Comments comments;
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      const std::string line = comments.without(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++line_;
      const std::string_view content = trimmed(line);
      if (content.empty()) continue;
      if (is_agent(content)) {
        return failure(ErrorCode::Unsupported,
                       fmt::format("{} is a dictionary of agents, which names kinds of people "
                                   "(\"POLICE [~COP]\") and no actors; give one of actors, such as "
                                   "Phoenix.Countries.actors.txt.",
                                   name_),
                       where());
      }
      if (content.starts_with("---") || content.starts_with('&') || content.starts_with("- ")) {
        return failure(ErrorCode::Unsupported,
                       fmt::format("{} is a dictionary of verbs; give one of actors, such as "
                                   "Phoenix.Countries.actors.txt.",
                                   name_),
                       where());
      }
      read_line(content);
    }
    return finish();
  }

 private:
  struct Draft {
    actors::Actor actor;
    std::vector<Code> codes;
  };

  [[nodiscard]] std::string where() const { return fmt::format("{}:{}", name_, line_); }

  static bool is_agent(std::string_view line) {
    const std::size_t open = line.find('[');
    if (line.front() == '!' && line.find('=') != std::string_view::npos) return true;
    if (open == std::string_view::npos) return false;
    const std::string_view code = trimmed(line.substr(open + 1, line.find(']', open) - open - 1));
    return code.starts_with('~') || code.ends_with('~');
  }

  void read_line(std::string_view line) {
    const std::size_t open = std::min(line.find('['), line.size());
    std::string_view phrase = trimmed(line.substr(0, open));
    const bool is_other_name = phrase.starts_with('+');
    if (is_other_name) phrase.remove_prefix(1);
    if (!phrase.empty()) {
      ++entries_;
      if (!add_name(phrase, is_other_name)) return;
    }
    add_codes(line.substr(open));
  }

  bool add_name(std::string_view written, bool is_other_name) {
    const Phrase phrase = phrase_of(written);
    // "39649": somebody's spreadsheet took a name for a date.
    const bool has_letter = std::any_of(phrase.name.begin(), phrase.name.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             static_cast<unsigned char>(c) >= 128;
    });
    if (!has_letter || written.find('[') != std::string_view::npos) {
      complain(fmt::format("\"{}\" is no name; write NAME_WITH_UNDERSCORES_.", written));
      return false;
    }
    if (is_other_name && drafts_.empty()) {
      complain("Another name (\"+\") stands before any name; write the name first.");
      return false;
    }
    if (!is_other_name) {
      drafts_.emplace_back();
      drafts_.back().actor.name = phrase.name;
    }
    actors::add_alias(drafts_.back().actor, phrase.name);
    actors::add_alias(drafts_.back().actor, phrase.acronym);
    return true;
  }

  void add_codes(std::string_view rest) {
    while (true) {
      rest = trimmed(rest);
      if (rest.empty()) return;
      const std::size_t close = rest.find(']');
      if (rest.front() != '[' || close == std::string_view::npos)
        return complain(fmt::format("\"{}\" is no code in brackets; write [CODE].", rest));
      if (drafts_.empty()) return complain("A code stands before any name; write the name first.");
      auto code = code_of(rest.substr(1, close - 1));
      if (code)
        drafts_.back().codes.push_back(std::move(*code));
      else
        complain(code.error().message);
      rest.remove_prefix(close + 1);
    }
  }

  void complain(std::string message) {
    detail::add_problem(imported_, std::move(message), where());
  }

  /// The dictionaries do not say what an actor is. Codes with dates are those of people; a bare
  /// country code is that of a country.
  static actors::ActorKind kind_of(const Draft& draft) {
    const bool is_dated = std::any_of(draft.codes.begin(), draft.codes.end(),
                                      [](const Code& code) { return code.is_dated(); });
    if (is_dated) return actors::ActorKind::Person;
    const bool is_country = std::any_of(
        draft.codes.begin(), draft.codes.end(),
        [](const Code& code) { return code.code.size() == 3 && is_country_code(code.code); });
    // Several names of cities and of the country go with one code; a state has a known name.
    if (is_country && language::state_named(draft.actor.name)) return actors::ActorKind::State;
    return actors::ActorKind::Organization;
  }

  Result<ImportedActors> finish() {
    detail::Ids ids;
    std::map<std::string, std::string> states;  // ids by country code
    const std::string source = name_.substr(name_.find_last_of('/') + 1);
    for (Draft& draft : drafts_) {
      draft.actor.is_registered = true;
      draft.actor.kind = kind_of(draft);
      draft.actor.id = ids.id_for(draft.actor.name);
      if (draft.actor.kind == actors::ActorKind::State) {
        for (const Code& code : draft.codes)
          if (code.code.size() == 3) states.try_emplace(code.code, draft.actor.id);
      }
    }
    for (Draft& draft : drafts_) {
      actors::Actor& actor = draft.actor;
      for (const Code& code : draft.codes) {
        actors::add_membership(actor, {code.code, code.period, source});
        const auto state = states.find(code.code.substr(0, 3));
        if (actor.part_of.empty() && state != states.end() && state->second != actor.id)
          actor.part_of = state->second;
      }
      imported_.actors.push_back(std::move(actor));
    }
    detail::sort_actors(imported_);
    imported_.entries = entries_;
    return std::move(imported_);
  }

  std::string_view text_;
  const std::string& name_;
  std::uint32_t line_ = 0;
  std::size_t entries_ = 0;
  std::vector<Draft> drafts_;
  ImportedActors imported_;
};

}  // namespace

Result<ImportedActors> import_petrarch(std::string_view text, const std::string& name) {
  return DictionaryReader(text, name).read();
}

}  // namespace faultline::exchange
