#include "statements/detail/quotation_scan.h"

#include <algorithm>
#include <initializer_list>

#include "text/text.h"

namespace faultline::statements::detail {
namespace {

// Which closing mark belongs to which opening one. Straight marks and the two apostrophes of some
// newspapers look the same on both sides.
enum class Pair : std::uint8_t {
  Curly,
  Low,
  Guillemets,
  SingleGuillemets,
  Corners,
  DoubleCorners,
  Straight,
  Apostrophes,
  Backticks,
  TwoSingles,
  Single,
  StraightSingle
};

struct Mark {
  char32_t code = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Open {
  Pair pair{};
  char32_t code = 0;
  std::uint32_t begin = 0;
  bool is_introduced = false;
  // Perhaps an apostrophe: ended only by a mark behind a comma or a full stop.
  bool is_doubtful = false;
  // Where a single quotation may have ended already: "the generals’ men" looks like an end too,
  // so a later mark is preferred and this one taken when there is none.
  std::optional<std::uint32_t> possible_end;
};

bool is_one_of(char32_t c, std::u32string_view choices) {
  return choices.find(c) != std::u32string_view::npos;
}
bool is_space(char32_t c) {
  return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x3000;
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char32_t c) {
  return is_digit(c) || ((c | 32U) >= 'a' && (c | 32U) <= 'z') || (c >= 0xC0 && c < 0x2000) ||
         (c >= 0x3040 && c < 0xFF00);
}
// Of a script that some of its abbreviations are written with a mark inside.
bool is_far_letter(char32_t c) { return c >= 0x370 && is_letter_or_digit(c); }
bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_end_of_clause(char32_t c) { return is_one_of(c, U".,!?;:…)]"); }
bool is_single(Pair pair) { return pair == Pair::Single || pair == Pair::StraightSingle; }

/// Pairs the marks with a stack of those that are open.
class Scan {
 public:
  Scan(std::string_view text, ByteSpan span) : text_(text), span_(span) {}

  ParagraphMarks run() {
    std::size_t position = span_.begin.value;
    while (position < span_.end.value) {
      const auto begin = static_cast<std::uint32_t>(position);
      const char32_t code = text::next_code_point(text_, position);
      if (!is_letter_or_digit(code) && code != ' ') {
        take({code, begin, static_cast<std::uint32_t>(position)}, position);
      }
      if (!is_space(code)) last_visible_ = code;
      before_ = code;
    }
    finish();
    return std::move(marks_);
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t position) const {
    return position < span_.end.value ? text::next_code_point(text_, position) : 0;
  }

  void take(Mark mark, std::size_t& position) {
    const char32_t next = peek(position);
    switch (mark.code) {
      case U'“':
      case U'‟':
      case U'❝':
      case U'〝':
        return take_left(mark, next);
      case U'”':
      case U'❞':
      case U'〞':
      case U'〟':
        return take_right(mark, next);
      case U'„':
        return open(Pair::Low, mark);
      case U'「':
        return open(Pair::Corners, mark);
      case U'『':
        return open(Pair::DoubleCorners, mark);
      case U'」':
        return close(Pair::Corners, mark.end);
      case U'』':
        return close(Pair::DoubleCorners, mark.end);
      case U'«':
      case U'»':
        return toggle(Pair::Guillemets, mark, next);
      case U'‹':
      case U'›':
        return toggle(Pair::SingleGuillemets, mark, next);
      case U'"':
      case U'″':
      case U'＂':
        return toggle(Pair::Straight, mark, next);
      case U'`':
      case U'\'':
      case U'‘':
      case U'’':
      case U'‚':
        return take_apostrophe(mark, next, position);
      default:
        return;
    }
  }

  // Two apostrophes are a double mark; of three, one is a single mark inside it.
  void take_apostrophe(Mark mark, char32_t next, std::size_t& position) {
    const bool is_twice = next == mark.code && mark.code != U'‚';
    const bool ends_inner = is_twice && !open_.empty() && is_single(open_.back().pair) &&
                            peek(mark.end + (mark.end - mark.begin)) == mark.code;
    if (is_twice && !ends_inner) {
      const std::uint32_t width = mark.end - mark.begin;
      position = mark.end + width;
      mark.end += width;
      const char32_t behind = peek(position);
      if (mark.code == U'`') return open(Pair::Backticks, mark);
      if (mark.code == U'‘') return open(Pair::TwoSingles, mark);
      if (mark.code == U'’')
        return is_open(Pair::TwoSingles) ? close(Pair::TwoSingles, mark.end) : stray(mark);
      if (is_open(Pair::Backticks)) return close(Pair::Backticks, mark.end);
      return toggle(Pair::Apostrophes, mark, behind);
    }
    if (mark.code == U'\'') return take_single(Pair::StraightSingle, mark, next);
    if (mark.code == U'’') return take_single(Pair::Single, mark, next);
    const bool ends_here = !open_.empty() && is_single(open_.back().pair) && !is_space(before_) &&
                           !is_letter_or_digit(next) && mark.code == U'‘';
    if (ends_here) return close(open_.back().pair, mark.end);  // ‚so‘, or the wrong way round
    open_single(Pair::Single, mark, next);
  }

  [[nodiscard]] bool is_open(Pair pair) const {
    return std::any_of(open_.begin(), open_.end(),
                       [pair](const Open& one) { return one.pair == pair; });
  }

  void open(Pair pair, Mark mark, bool is_doubtful = false) {
    // More marks open at once than any writer keeps track of: the oldest were never closed.
    constexpr std::size_t most_open = 8;
    if (open_.size() == most_open) open_.erase(open_.begin());
    if (last_visible_ == 0) marks_.begins_single = is_single(pair);
    if (!is_single(pair)) marks_.has_double = true;
    const bool is_introduced = is_one_of(last_visible_, std::u32string_view(U"\0:,", 3));
    open_.push_back({pair, mark.code, mark.begin, is_introduced, is_doubtful, std::nullopt});
  }

  void drop(const Open& one) {
    if (one.possible_end && !one.is_doubtful) add(one, *one.possible_end);
  }

  void add(const Open& one, std::uint32_t end) {
    marks_.found.push_back({{{one.begin}, {end}}, false, false});
    if (!is_single(one.pair)) last_double_ = std::max(last_double_, one.begin);
  }

  void close(Pair pair, std::uint32_t end) {
    if (!is_open(pair)) return;
    while (!open_.empty()) {
      const Open last = open_.back();
      open_.pop_back();
      if (last.pair == pair) return add(last, end);
      drop(last);
    }
  }

  // A closing mark ends what a careless writer began with another kind of mark.
  void stray(Mark mark) {
    const auto last = std::find_if(open_.rbegin(), open_.rend(), [](const Open& one) {
      return one.pair == Pair::Curly || one.pair == Pair::Low || one.pair == Pair::Straight ||
             one.pair == Pair::Backticks || one.pair == Pair::Apostrophes ||
             one.pair == Pair::TwoSingles;
    });
    if (last != open_.rend()) return close(last->pair, mark.end);
    for (const Open& one : open_) drop(one);
    open_.clear();
    if (!marks_.has_double) marks_.stray_end = mark.end;
    marks_.has_double = true;
  }

  [[nodiscard]] bool looks_like_opening(char32_t next) const {
    const bool is_free_on_the_left = is_space(before_) || is_one_of(before_, U"([—–-‘“«„‚\"/¿¡");
    return is_free_on_the_left && !is_space(next) && !is_one_of(next, U",.;:!?)]”’");
  }
  [[nodiscard]] bool looks_like_closing(char32_t next) const {
    return !is_space(before_) && !is_letter_or_digit(next) &&
           (is_end_of_clause(before_) || is_letter_or_digit(before_));
  }

  // “ begins, but ends what „ began, and some writers turn it the wrong way round.
  void take_left(Mark mark, char32_t next) {
    const bool is_end = looks_like_closing(next) && !is_one_of(next, U"([");
    if (is_end && is_open(Pair::Low)) return close(Pair::Low, mark.end);
    if (is_end && is_open(Pair::Curly)) return close(Pair::Curly, mark.end);
    open(Pair::Curly, mark);
  }

  // ” ends, but also begins where it stands on both sides.
  void take_right(Mark mark, char32_t next) {
    const bool is_reopened = !open_.empty() && open_.back().code == mark.code;
    if (looks_like_opening(next) && (is_reopened || !has_open_double()))
      return open(Pair::Curly, mark);
    stray(mark);
  }

  [[nodiscard]] bool has_open_double() const {
    return std::any_of(open_.begin(), open_.end(),
                       [](const Open& one) { return !is_single(one.pair); });
  }

  void toggle(Pair pair, Mark mark, char32_t next) {
    const bool is_straight = pair == Pair::Straight;
    if (is_straight && (is_inches(mark) || (is_far_letter(before_) && is_far_letter(next)))) return;
    const auto last = std::find_if(open_.rbegin(), open_.rend(),
                                   [pair](const Open& one) { return one.pair == pair; });
    if (last == open_.rend()) {
      // A mark that follows a letter or a figure begins nothing: 6 feet 2", or a stray end.
      const bool is_end =
          is_letter_or_digit(before_) ||
          (is_end_of_clause(before_) && is_space(next) && !is_one_of(before_, U":("));
      return is_end ? stray(mark) : open(pair, mark);
    }
    // Inside of the one that is open, or else that was never closed.
    const bool has_sides = pair == Pair::Guillemets || pair == Pair::SingleGuillemets;
    if (looks_like_opening(next) && (!has_sides || last->code == mark.code))
      return open(pair, mark);
    close(pair, mark.end);
  }

  // 6'2", 6’ 2"
  [[nodiscard]] bool is_inches(Mark mark) const {
    constexpr std::uint32_t longest_figure = 3;
    return is_digit(before_) && feet_end_ && mark.begin - *feet_end_ <= longest_figure;
  }

  // "’90s", "’em", "’tis": the mark stands for letters left out.
  [[nodiscard]] bool is_elision(std::uint32_t begin) const {
    constexpr std::size_t longest = 6;
    const std::string_view rest =
        text_.substr(begin, std::min<std::size_t>(longest, span_.end.value - begin));
    const auto code = [rest](std::size_t i) {
      return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
    };
    if (is_digit(code(0)) && is_digit(code(1))) return !is_digit(code(2));
    for (const std::string_view word :
         {"em", "tis", "twas", "til", "till", "cause", "cos", "n", "round", "bout", "neath", "s",
          "re", "ve", "ll", "d", "m", "t"}) {
      const bool is_word = (code(0) | 0x20U) == static_cast<unsigned char>(word[0]) &&
                           rest.substr(1).starts_with(word.substr(1));
      const unsigned behind = code(word.size());
      if (is_word && !is_letter_or_digit(behind) && behind < 0x80) return true;
    }
    return false;
  }

  void open_single(Pair pair, Mark mark, char32_t next) {
    if (!is_letter_or_digit(next) && !is_one_of(next, U"“\"«([…$£€#@.")) return;
    if (is_letter_or_digit(before_) || is_one_of(before_, U".!?)")) return;
    if (!open_.empty() && is_single(open_.back().pair)) {
      Open& last = open_.back();
      if (last.possible_end || last.is_doubtful) {
        drop(last);
        open_.pop_back();
      }
    }
    open(pair, mark, mark.code == U'’' || is_elision(mark.end));
  }

  void take_single(Pair pair, Mark mark, char32_t next) {
    if (is_digit(before_)) feet_end_ = mark.end;
    const bool is_free = !is_letter_or_digit(before_) && !is_end_of_clause(before_);
    if (is_letter_or_digit(next) || (is_space(before_) && !is_space(next))) {
      if (is_free) open_single(pair, mark, next);
      return;
    }
    if (is_space(before_)) return;
    const bool is_firm = is_one_of(before_, U",.?!…");
    if (open_.empty() || !is_single(open_.back().pair)) {
      // Below a double mark that was never closed.
      const auto below = std::find_if(open_.rbegin(), open_.rend(),
                                      [](const Open& one) { return is_single(one.pair); });
      if (is_firm && below != open_.rend()) return close(below->pair, mark.end);
      return is_free && !is_firm ? open_single(pair, mark, next) : void();
    }
    Open& last = open_.back();
    if (last.is_doubtful && !is_firm) {
      open_.pop_back();
    } else if (may_stand_for_letters(mark, next)) {
      if (!last.possible_end) last.possible_end = mark.end;
    } else {
      close(last.pair, mark.end);
    }
  }

  // "the generals’ men", "talkin’ big": but for a word that no noun phrase begins with.
  [[nodiscard]] bool may_stand_for_letters(Mark mark, char32_t next) const {
    if (next != ' ' || !is_lower(peek(mark.end + 1))) return false;
    const std::size_t begin = mark.end + 1;
    constexpr std::size_t longest = 8;
    const std::string_view rest =
        text_.substr(begin, std::min<std::size_t>(longest, span_.end.value - begin));
    const std::string_view word = rest.substr(0, rest.find_first_of(" ,.;"));
    for (const std::string_view other :
         {"a",    "after", "and",  "as",   "at",    "because", "before", "but",  "by",   "for",
          "from", "had",   "has",  "have", "he",    "if",      "in",     "is",   "it",   "of",
          "on",   "or",    "said", "says", "she",   "than",    "that",   "the",  "then", "to",
          "told", "was",   "were", "when", "which", "while",   "who",    "will", "with", "would"}) {
      if (word == other) return false;
    }
    const std::string_view left = text_.substr(span_.begin.value, mark.begin - span_.begin.value);
    return before_ == 's' || left.ends_with("in");
  }

  void finish() {
    for (const Open& one : open_) drop(one);
    // The last one behind which the same writer did not close another.
    const auto goes_on = std::find_if(open_.rbegin(), open_.rend(), [this](const Open& one) {
      if (is_single(one.pair)) return !one.is_doubtful && !one.possible_end && one.is_introduced;
      return last_double_ <= one.begin;
    });
    if (goes_on != open_.rend())
      marks_.unclosed = {goes_on->begin, is_single(goes_on->pair), goes_on->is_introduced};
    std::sort(marks_.found.begin(), marks_.found.end(), [](const Quotation& a, const Quotation& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
  }

  std::string_view text_;
  ByteSpan span_;
  char32_t before_ = 0;
  char32_t last_visible_ = 0;
  std::optional<std::uint32_t> feet_end_;
  std::uint32_t last_double_ = 0;  // the last beginning of a double quotation that is closed
  std::vector<Open> open_;
  ParagraphMarks marks_;
};

}  // namespace

ParagraphMarks scan_marks(std::string_view text, ByteSpan paragraph) {
  return Scan(text, paragraph).run();
}

bool begins_with_quotation_mark(std::string_view form) {
  constexpr std::u32string_view all = U"“”‟„❝❞〝〞〟「」『』«»‹›\"″＂`'‘’‚";
  std::size_t position = 0;
  return !form.empty() && is_one_of(text::next_code_point(form, position), all);
}

}  // namespace faultline::statements::detail
