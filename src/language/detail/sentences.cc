#include "language/detail/sentences.h"

#include <unordered_set>

#include "language/detail/abbreviations.h"
#include "language/detail/characters.h"

namespace faultline::language::detail {
namespace {

using Words = std::unordered_set<std::string_view>;

// Words that, capitalised after an abbreviation, begin a sentence rather than go on with a name.
bool is_starter(std::string_view form) {
  static const Words starters = {
      "The",     "He",        "She",   "It",        "They",     "We",     "I",       "You",
      "But",     "And",       "In",    "On",        "At",       "By",     "For",     "From",
      "With",    "This",      "That",  "These",     "Those",    "A",      "An",      "As",
      "If",      "When",      "While", "After",     "Before",   "Since",  "Some",    "Many",
      "Most",    "His",       "Her",   "Its",       "Their",    "Our",    "My",      "There",
      "What",    "Who",       "Why",   "How",       "Where",    "So",     "Then",    "Now",
      "However", "Meanwhile", "Also",  "According", "Although", "Though", "Because", "Yet",
      "Not",     "No",        "One",   "Another",   "Despite",  "During", "Under",   "Both",
      "Such",    "Asked",     "To",    "Nor",       "Even",     "Still"};
  return starters.contains(form);
}

// Verbs that tell whose words stood before them: "Will it hold?" Weber asked.
bool is_reporting_verb(std::string_view form) {
  static const Words verbs = {"said",     "says",     "asked",     "asks",      "told",
                              "tells",    "added",    "wrote",     "tweeted",   "shouted",
                              "cried",    "replied",  "exclaimed", "wondered",  "demanded",
                              "declared", "answered", "quipped",   "responded", "continued",
                              "yelled",   "posted",   "warned",    "concluded"};
  return verbs.contains(form);
}

bool is_ellipsis(std::string_view form) {
  return form == "…" || (form.size() >= 2 && form.find_first_not_of('.') == std::string_view::npos);
}

bool is_terminal(std::string_view form) {
  return form == "." || form == "。" || is_ellipsis(form) ||
         (!form.empty() && form.find_first_not_of("!?") == std::string_view::npos);
}

bool is_closer(std::string_view form) {
  return is_closing_quote(form) || form == ")" || form == "]" || form == "}";
}

class EndFinder {
 public:
  EndFinder(std::string_view text, std::span<const ByteSpan> tokens)
      : text_(text), tokens_(tokens) {}

  void find(std::vector<std::uint32_t>& ends) const {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t next = end_after(i, begin);
      if (next > i) {
        ends.push_back(static_cast<std::uint32_t>(next));
        begin = next;
        i = next;
      } else {
        ++i;
      }
    }
    if (begin < tokens_.size()) ends.push_back(static_cast<std::uint32_t>(tokens_.size()));
  }

 private:
  [[nodiscard]] std::string_view form(std::size_t i) const {
    if (i >= tokens_.size()) return {};
    return text_.substr(tokens_[i].begin.value, tokens_[i].size());
  }
  [[nodiscard]] bool is_attached(std::size_t i) const {  // no white space before token i
    return i > 0 && i < tokens_.size() && tokens_[i - 1].end == tokens_[i].begin;
  }

  // One past the end of the sentence that token `i` ends, or `i` if it ends none.
  [[nodiscard]] std::size_t end_after(std::size_t i, std::size_t begin) const {
    const std::string_view mark = form(i);
    const bool is_abbreviation = mark.size() > 1 && mark.back() == '.' && !is_ellipsis(mark);
    if (!is_abbreviation && !is_terminal(mark)) return i;
    std::size_t next = i + 1;
    while (is_terminal(form(next)) && is_attached(next)) ++next;
    bool is_quoted = false;
    while (is_closer(form(next)) && closes_here(next)) {
      is_quoted = is_quoted || is_closing_quote(form(next));
      ++next;
    }
    if (next >= tokens_.size()) return next;
    if (is_abbreviation) return ends_with_abbreviation(mark, next) ? next : i;
    return goes_on(i, begin, next, is_quoted) ? i : next;
  }

  // Undirected marks close where white space follows and none goes before.
  [[nodiscard]] bool closes_here(std::size_t i) const {
    const std::string_view mark = form(i);
    if (mark == "\"" || mark == "'") return is_attached(i);
    return true;
  }

  [[nodiscard]] bool ends_with_abbreviation(std::string_view mark, std::size_t next) const {
    const std::string_view word = mark.substr(0, mark.size() - 1);
    const Abbreviation kind = abbreviation(word);
    if (kind == Abbreviation::Title || kind == Abbreviation::BeforeNumber) return false;
    const bool is_initial = kind == Abbreviation::None && word.find('.') == std::string_view::npos;
    if (is_initial) return false;
    std::size_t begin = next;
    if (is_opening_quote(form(begin))) ++begin;
    return is_starter(form(begin));
  }

  // Whether the sentence goes on at `next` although `i` looks like its end.
  [[nodiscard]] bool goes_on(std::size_t i, std::size_t begin, std::size_t next,
                             bool is_quoted) const {
    const std::string_view mark = form(i);
    const std::string_view after = form(next);
    if (i == begin && !is_ellipsis(mark) && is_attached(next)) return true;  // ".NET"
    if (mark == "." && next == i + 1 && is_list_number(i, begin)) return true;
    if (begins_lower(after)) {
      // A stop before a lower-case word is the end only of careless text; "..." and "?" go on.
      return mark != "." || is_quoted || is_attached(next);
    }
    if (after == "," || after == ";" || after == ":" || after == "-" || after == "--" ||
        after == "–" || after == "—" || after == ")") {
      return true;
    }
    if (is_ellipsis(mark)) return !begins_upper(after) && !is_opening_quote(after);
    if (is_quoted && mark != ".") return is_attribution(next);
    return false;
  }

  // "1. Weber" at the beginning of a sentence.
  [[nodiscard]] bool is_list_number(std::size_t i, std::size_t begin) const {
    if (i != begin + 1) return false;
    const std::string_view number = form(begin);
    return number.size() <= 3 && number.find_first_not_of("0123456789") == std::string_view::npos;
  }

  // `"…?" Ann Weber asked`: up to four capitalised words or an article and a noun, then the verb.
  [[nodiscard]] bool is_attribution(std::size_t next) const {
    if (is_reporting_verb(form(next))) return true;
    for (std::size_t i = next; i < next + 5 && i < tokens_.size(); ++i) {
      if (i > next && is_reporting_verb(form(i))) return true;
      if (!begins_upper(form(i))) return false;
    }
    return false;
  }

  std::string_view text_;
  std::span<const ByteSpan> tokens_;
};

}  // namespace

void find_sentence_ends(std::string_view text, std::span<const ByteSpan> tokens,
                        std::vector<std::uint32_t>& ends) {
  EndFinder(text, tokens).find(ends);
}

}  // namespace faultline::language::detail
