#include "language/detail/tokenizer.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "language/detail/abbreviations.h"
#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

using Words = std::unordered_set<std::string_view>;

// After these a hyphen does not end the word: EWT writes re-elected as one, high-ranking as three.
bool is_prefix(std::string_view lower) {
  static const Words prefixes = {
      "anti",  "co",    "de",   "e",     "ex",     "hyper", "inter",  "intra", "mega", "meta",
      "micro", "mid",   "mini", "mis",   "multi",  "neo",   "non",    "over",  "pan",  "para",
      "post",  "pre",   "pro",  "proto", "pseudo", "re",    "semi",   "socio", "sub",  "super",
      "trans", "ultra", "un",   "under", "vice",   "cross", "psycho", "bi",    "tri",  "uni"};
  return prefixes.contains(lower);
}

// Where a word written as one falls apart into two: can|not.
std::size_t split_inside(std::string_view lower) {
  static const std::unordered_map<std::string_view, std::size_t> splits = {
      {"cannot", 3},  {"gonna", 3},   {"wanna", 3},    {"gotta", 3}, {"dont", 2},  {"didnt", 3},
      {"doesnt", 4},  {"isnt", 2},    {"wasnt", 3},    {"arent", 3}, {"hasnt", 3}, {"havent", 4},
      {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"cant", 2},  {"wont", 2}};
  const auto found = splits.find(lower);
  return found == splits.end() ? 0 : found->second;
}

bool is_unit(std::string_view lower) {
  static const Words units = {"am", "pm", "km",  "kg", "mm", "cm",  "m",   "k",    "b",
                              "bn", "mn", "ft",  "mi", "lb", "lbs", "oz",  "mph",  "hz",
                              "gb", "mb", "kph", "ml", "hr", "hrs", "min", "mins", "sec",
                              "tn", "x",  "c",   "f",  "kw", "mw"};
  return units.contains(lower);
}

bool is_top_level_domain(std::string_view lower) {
  static const Words domains = {
      "com", "org", "net", "gov", "edu",  "mil", "int", "info", "co",  "uk",   "us",  "eu",   "de",
      "fr",  "ru",  "ir",  "il",  "cn",   "in",  "io",  "tv",   "me",  "news", "biz", "ca",   "au",
      "nz",  "za",  "br",  "jp",  "ch",   "at",  "it",  "es",   "nl",  "be",   "se",  "no",   "dk",
      "fi",  "pl",  "tr",  "htm", "html", "php", "asp", "pdf",  "doc", "docx", "xls", "xlsx", "txt",
      "jpg", "png", "gif", "zip", "exe",  "ppt", "mp3", "mp4",  "csv", "xml"};
  return domains.contains(lower);
}

/// Cuts one stretch without white space into tokens.
class ChunkCutter {
 public:
  ChunkCutter(std::string_view text, std::size_t begin, std::size_t end, std::size_t limit,
              std::vector<ByteSpan>& tokens)
      : text_(text), begin_(begin), end_(end), limit_(limit), tokens_(tokens) {}

  void cut() {
    const std::string_view chunk = text_.substr(begin_, end_ - begin_);
    may_hold_address_ = chunk.find('@') != std::string_view::npos ||
                        chunk.find("://") != std::string_view::npos ||
                        (chunk.size() > 3 && chunk.find('.', 1) < chunk.size() - 2);
    std::size_t position = begin_;
    while (position < end_) position = cut_one(position);
  }

 private:
  [[nodiscard]] std::string_view part(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }
  [[nodiscard]] char byte(std::size_t position) const {
    return position < end_ ? text_[position] : '\0';
  }
  [[nodiscard]] bool is_word_at(std::size_t position) const {
    if (position >= end_) return false;
    const CharacterKind kind = character_at(text_, position).kind;
    return kind == CharacterKind::Letter || kind == CharacterKind::Digit;
  }
  [[nodiscard]] bool is_word_before(std::size_t position) const {
    if (position <= begin_) return false;
    --position;
    while (position > begin_ && (static_cast<unsigned char>(text_[position]) & 0xC0u) == 0x80u) {
      --position;
    }
    return is_word_at(position);
  }
  [[nodiscard]] bool is_letter_at(std::size_t position) const {
    return position < end_ && character_at(text_, position).kind == CharacterKind::Letter;
  }
  [[nodiscard]] bool is_digit_at(std::size_t position) const {
    return position < end_ && text_[position] >= '0' && text_[position] <= '9';
  }

  std::size_t push(std::size_t begin, std::size_t end) {
    tokens_.push_back({{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}});
    return end;
  }

  std::size_t cut_one(std::size_t position) {
    if (may_hold_address_) {
      const std::size_t address_end = end_of_address(position);
      if (address_end > position) return push(position, address_end);
    }
    const Character character = character_at(text_, position);
    switch (character.kind) {
      case CharacterKind::Letter:
      case CharacterKind::Digit:
        return cut_word(position);
      case CharacterKind::Ideograph:
        return push(position, position + character.length);
      default:
        return cut_mark(position, character);
    }
  }

  // URLs, e-mail addresses, names of sites and files: one token without closing punctuation.
  [[nodiscard]] std::size_t end_of_address(std::size_t position) const {
    const std::string_view rest = part(position, end_);
    std::size_t end = position;
    if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("ftp://") ||
        rest.starts_with("www.") || rest.starts_with("mailto:")) {
      end = end_;
    } else {
      if (is_word_before(position)) return position;
      end = end_of_plain_address(position);
      if (end == position) return position;
    }
    while (end > position && is_closing_ascii(text_[end - 1])) --end;
    return end;
  }

  static bool is_closing_ascii(char byte) {
    return std::string_view(".,;:!?)]}'\">").find(byte) != std::string_view::npos;
  }

  [[nodiscard]] std::size_t end_of_plain_address(std::size_t position) const {
    std::size_t end = position;
    bool has_at = false;
    constexpr std::size_t longest_address = 256;
    while (end < end_ && end - position < longest_address) {
      const char c = text_[end];
      const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
      if (c == '@' && end > position) {
        has_at = true;
      } else if (!is_plain) {
        break;
      }
      ++end;
    }
    std::size_t trimmed = end;
    while (trimmed > position && is_closing_ascii(text_[trimmed - 1])) --trimmed;
    const std::string_view candidate = part(position, trimmed);
    const std::size_t last_dot = candidate.rfind('.');
    if (has_at) {  // also "Lee@HARBOUR", as old mail programs write it
      const std::size_t after = candidate.find('@') + 1;
      return after > 2 && candidate.size() > after + 1 ? trimmed : position;
    }
    if (last_dot == std::string_view::npos || last_dot == 0) return position;
    // "end.In" is two words without a blank between them, "end.in" would be a site.
    const std::string_view ending = candidate.substr(last_dot + 1);
    if (begins_upper(ending) && !is_all_capitals(ending)) return position;
    if (candidate.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.") ==
            std::string_view::npos &&
        is_dotted(candidate)) {
      return position;
    }
    return is_group(candidate) || is_top_level_domain(lower_case(ending)) ? trimmed : position;
  }

  // "alt.animals.cat": three or more words in small letters, none of them a single letter.
  static bool is_group(std::string_view candidate) {
    std::size_t words = 0;
    for (std::size_t begin = 0; begin <= candidate.size(); ++words) {
      const std::size_t end = std::min(candidate.find('.', begin), candidate.size());
      if (end - begin < 2) return false;
      for (const char c : candidate.substr(begin, end - begin)) {
        if (!(c >= 'a' && c <= 'z') && c != '-') return false;
      }
      begin = end + 1;
    }
    return words >= 3;
  }

  std::size_t cut_word(std::size_t position) {
    const std::size_t end = end_of_word(position);
    const std::string_view word = part(position, end);
    if (is_digit_at(position)) {
      if (const std::size_t unit = begin_of_unit(position, end); unit > position) {
        push(position, unit);
        return push(unit, end_with_full_stop(unit, end));
      }
    } else if (word.size() >= 4 && word.size() <= 8) {
      if (const std::size_t inside = split_inside(lower_case(word)); inside > 0) {
        push(position, position + inside);
        return push(position + inside, end);
      }
    }
    if (byte(end) == '$' && word.size() <= 2 && is_all_capitals(word) &&
        !is_word_before(position)) {
      return push(position, end + 1);
    }
    return push(position, end_with_full_stop(position, end));
  }

  [[nodiscard]] std::size_t begin_of_unit(std::size_t position, std::size_t end) const {
    std::size_t unit = position;
    while (unit < end &&
           (is_digit_at(unit) || text_[unit] == '.' || text_[unit] == ',' || text_[unit] == ':')) {
      ++unit;
    }
    return unit < end && is_unit(lower_case(part(unit, end))) ? unit : position;
  }

  // The end of letters and digits from `position`, with what may stand inside a word.
  [[nodiscard]] std::size_t end_of_word(std::size_t position) const {
    std::size_t end = position;
    while (end < end_) {
      const Character character = character_at(text_, end);
      if (character.kind == CharacterKind::Letter || character.kind == CharacterKind::Digit ||
          character.code == '_') {
        end += character.length;
        continue;
      }
      const std::size_t after = end + character.length;
      if (!is_word_at(after) || !joins(position, end, character.code, after)) break;
      end = after;
    }
    return before_negation(position, end);
  }

  // Whether the mark `code` between `begin`..`mark` and `after` stands inside one word.
  [[nodiscard]] bool joins(std::size_t begin, std::size_t mark, char32_t code,
                           std::size_t after) const {
    const bool digits = is_digit_at(mark - 1) && is_digit_at(after);
    switch (code) {
      case '.':
        return digits || joins_dotted(begin, mark, after);
      case ',':
        return digits && is_digit_at(after + 1) && is_digit_at(after + 2) &&
               !is_digit_at(after + 3);
      case ':':
        return digits;
      case '/':
        return digits;
      case '&':
        return begins_upper(part(begin, mark)) && begins_upper(part(after, end_)) &&
               mark - begin <= 4;
      case '\'':
      case U'’':
        return !is_clitic_after(mark, after);
      case '-':
        return joins_with_hyphen(begin, mark, after);
      default:
        return false;
    }
  }

  // "U.S.", "a.m.": a full stop between single letters.
  [[nodiscard]] bool joins_dotted(std::size_t begin, std::size_t mark, std::size_t after) const {
    constexpr std::size_t longest = 32;
    if (!is_letter_at(after) || mark - begin > longest) return false;
    const std::size_t next = after + character_at(text_, after).length;
    if (is_word_at(next)) return false;
    return is_dotted(part(begin, mark)) || (mark - begin == 1 && byte(next) == '.');
  }

  [[nodiscard]] bool joins_with_hyphen(std::size_t begin, std::size_t mark,
                                       std::size_t after) const {
    if (is_digit_at(mark - 1) && is_digit_at(after)) {
      // Telephone numbers and ISO days stay whole, ranges (5-10, 1990-1995) do not.
      std::size_t end = after;
      while (is_digit_at(end)) ++end;
      std::size_t first = mark;
      while (first > begin && is_digit_at(first - 1)) --first;
      const bool goes_on = byte(end) == '-' && is_digit_at(end + 1);
      const bool went_on = first > begin;
      return goes_on || went_on || ((mark - first == 3 || mark - first == 1) && end - after == 4);
    }
    return mark - begin <= 6 && is_prefix(lower_case(part(begin, mark)));
  }

  // The clitic that begins with the apostrophe at `mark`: 's, 'm, 'd, 're, 've, 'll.
  [[nodiscard]] bool is_clitic_after(std::size_t mark, std::size_t after) const {
    std::size_t end = after;
    while (is_letter_at(end) && end - after < 3) end += character_at(text_, end).length;
    if (is_word_at(end) || mark == begin_) return false;
    const std::string lower = lower_case(part(after, end));
    return lower == "s" || lower == "m" || lower == "d" || lower == "re" || lower == "ve" ||
           lower == "ll";
  }

  // For "don't" the end of "do"; otherwise `end`.
  [[nodiscard]] std::size_t before_negation(std::size_t begin, std::size_t end) const {
    const std::string_view word = part(begin, end);
    for (const std::string_view negation : {std::string_view("n't"), std::string_view("n’t")}) {
      if (word.size() <= negation.size()) continue;
      const std::string_view tail = word.substr(word.size() - negation.size());
      const bool is_negation =
          (tail[0] == 'n' || tail[0] == 'N') && (tail.back() == 't' || tail.back() == 'T') &&
          tail.substr(1, tail.size() - 2) == negation.substr(1, negation.size() - 2);
      if (is_negation) return end - negation.size();
    }
    return end;
  }

  // Takes the full stop of an abbreviation into the word.
  [[nodiscard]] std::size_t end_with_full_stop(std::size_t begin, std::size_t end) const {
    if (byte(end) != '.' || byte(end + 1) == '.') return end;
    const std::string_view word = part(begin, end);
    const bool is_last = end + 1 == end_;
    switch (abbreviation(word)) {
      case Abbreviation::Title:
      case Abbreviation::Month:
        return is_followed_by_word(end + 1) || !is_last ? end + 1 : end;
      case Abbreviation::BeforeNumber:
        return is_followed_by_digit(end + 1) ? end + 1 : end;
      case Abbreviation::Common:
        return end + 1;
      case Abbreviation::None:
        break;
    }
    if (!is_dotted(word)) return end;
    if (word.find('.') != std::string_view::npos) return end + 1;
    // A lone capital is an initial before a name: "J. Weber", but not "Plan B. Then" or "than I."
    if (!is_last) return is_word_at(end + 1) || byte(end + 1) == ',' ? end + 1 : end;
    return word != "I" && is_followed_by_capital(end + 1) ? end + 1 : end;
  }

  [[nodiscard]] std::size_t skip_space(std::size_t position) const {
    while (position < limit_) {
      const Character character = character_at(text_, position);
      if (character.kind != CharacterKind::Space) break;
      position += character.length;
    }
    return position;
  }
  [[nodiscard]] bool is_followed_by_word(std::size_t position) const {
    position = skip_space(position);
    if (position >= limit_) return false;
    const CharacterKind kind = character_at(text_, position).kind;
    return kind == CharacterKind::Letter || kind == CharacterKind::Digit;
  }
  [[nodiscard]] bool is_followed_by_digit(std::size_t position) const {
    position = skip_space(position);
    return position < limit_ &&
           (character_at(text_, position).kind == CharacterKind::Digit || text_[position] == '#');
  }
  [[nodiscard]] bool is_followed_by_capital(std::size_t position) const {
    static const Words starters = {"The",  "He",  "She",   "It",   "They",  "We", "But",
                                   "In",   "And", "This",  "That", "A",     "An", "If",
                                   "When", "You", "His",   "Then", "There", "At", "On",
                                   "As",   "For", "These", "Its",  "My"};
    position = skip_space(position);
    if (position >= limit_) return false;
    std::size_t end = position;
    while (end < limit_ && character_at(text_, end).kind == CharacterKind::Letter) {
      end += character_at(text_, end).length;
      if (end - position > 12) break;
    }
    const std::string_view word = part(position, end);
    return begins_upper(word) && !starters.contains(word);
  }

  std::size_t cut_mark(std::size_t position, const Character& character) {
    if (character.code == '\'' || character.code == U'’') {
      if (const std::size_t end = end_of_apostrophe_word(position, character.length);
          end > position) {
        return push(position, end);
      }
    }
    if (const std::size_t end = end_of_emoticon(position); end > position)
      return push(position, end);
    const std::size_t after = position + character.length;
    const bool may_open_tag = character.code == '@' || character.code == '#';
    if (may_open_tag && position == begin_ && is_letter_at(after)) {
      return push(position, end_of_word(after));
    }
    return push(position, end_of_run(position, character));
  }

  // "'s" after a word, and words that begin with an apostrophe: 'em, '90s.
  [[nodiscard]] std::size_t end_of_apostrophe_word(std::size_t position, std::size_t length) const {
    const std::size_t after = position + length;
    std::size_t end = after;
    while (is_word_at(end) && end - after < 6) end += character_at(text_, end).length;
    if (end == after || is_word_at(end)) return position;
    const std::string lower = lower_case(part(after, end));
    const bool is_clitic = lower == "s" || lower == "m" || lower == "d" || lower == "re" ||
                           lower == "ve" || lower == "ll";
    if (is_clitic) return end;
    if (is_word_before(position)) return position;
    static const Words clipped = {"em", "til", "cause", "tis", "twas", "n", "bout"};
    if (clipped.contains(lower)) return end;
    const bool is_year = lower.size() >= 2 && is_digit_at(after) && is_digit_at(after + 1) &&
                         (lower.size() == 2 || (lower.size() == 3 && lower[2] == 's'));
    const bool closes_again = byte(end) == '\'' || part(end, end_).starts_with("’");
    return is_year && !closes_again ? end : position;
  }

  [[nodiscard]] std::size_t end_of_emoticon(std::size_t position) const {
    static constexpr std::array<std::string_view, 14> emoticons = {
        ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":)", ":(", ";)", "=)", ":D", ":P", "<3", "^_^"};
    if (position > begin_) return position;
    const std::string_view chunk = part(position, end_);
    for (const std::string_view emoticon : emoticons) {
      if (chunk.starts_with(emoticon) && !is_word_at(position + emoticon.size())) {
        return position + emoticon.size();
      }
    }
    return position;
  }

  // Marks that are repeated are one token: "...", "--", "?!", "***".
  [[nodiscard]] std::size_t end_of_run(std::size_t position, const Character& character) const {
    std::size_t end = position + character.length;
    const char32_t code = character.code;
    if (code == '!' || code == '?') {
      while (byte(end) == '!' || byte(end) == '?') ++end;
    } else if (code == '\'' || code == '`') {
      if (byte(end) == static_cast<char>(code)) ++end;
    } else if (code < 128 && std::string_view(".-*=_~#+<>^$").find(static_cast<char>(code)) !=
                                 std::string_view::npos) {
      while (byte(end) == static_cast<char>(code)) ++end;
    }
    return end;
  }

  std::string_view text_;
  std::size_t begin_, end_;  // of the chunk
  std::size_t limit_;        // of the block: how far may be looked ahead
  std::vector<ByteSpan>& tokens_;
  bool may_hold_address_ = false;
};

}  // namespace

void tokenize(std::string_view text, ByteSpan block, std::vector<ByteSpan>& tokens) {
  const std::size_t limit = block.end.value;
  std::size_t position = block.begin.value;
  while (position < limit) {
    const Character character = character_at(text, position);
    if (character.kind == CharacterKind::Space) {
      position += character.length;
      continue;
    }
    std::size_t end = position;
    while (end < limit) {
      const Character next = character_at(text, end);
      if (next.kind == CharacterKind::Space) break;
      end += next.length;
    }
    ChunkCutter(text, position, end, limit, tokens).cut();
    position = end;
  }
}

}  // namespace faultline::language::detail
