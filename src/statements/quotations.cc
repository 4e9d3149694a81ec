#include "statements/quotations.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/text.h"

namespace faultline::statements {
namespace {

// Which closing mark belongs to which opening one. Straight marks and the two apostrophes of some
// newspapers look the same on both sides.
enum class Pair : std::uint8_t {
  Curly,
  Low,
  Guillemets,
  SingleGuillemets,
  Single,
  StraightSingle,
  Straight,
  Apostrophes,
  Backticks
};

struct Mark {
  char32_t code = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Open {
  Pair pair{};
  std::uint32_t begin = 0;
  // Where a single quotation may have ended already: "the generals’ men" looks like an end too,
  // so a later mark is preferred and this one taken when there is none.
  std::optional<std::uint32_t> possible_end;
};

bool is_space(char32_t c) {
  return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x3000;
}
bool is_letter_or_digit(char32_t c) {
  return (c >= '0' && c <= '9') || ((c | 32U) >= 'a' && (c | 32U) <= 'z') ||
         (c >= 0xC0 && c < 0x2000) || c >= 0x3040;
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_single(Pair pair) { return pair == Pair::Single || pair == Pair::StraightSingle; }

/// Finds the quotations of one paragraph with a stack of those that are open.
class ParagraphScan {
 public:
  ParagraphScan(std::string_view text, ByteSpan span) : text_(text), span_(span) {}

  /// True if the paragraph begins with an opening double mark.
  [[nodiscard]] static bool begins_with_mark(std::string_view text, ByteSpan span) {
    const std::string_view part = text::slice(text, span);
    for (const std::string_view mark : {"\"", "“", "„", "‟", "«", "``", "''"}) {
      if (part.starts_with(mark)) return true;
    }
    return false;
  }

  void run(bool next_reopens, std::vector<Quotation>& out) {
    std::size_t position = span_.begin.value;
    while (position < span_.end.value) {
      const auto begin = static_cast<std::uint32_t>(position);
      const char32_t code = text::next_code_point(text_, position);
      take({code, begin, static_cast<std::uint32_t>(position)}, position);
      before_ = code;
    }
    finish(next_reopens);
    std::sort(found_.begin(), found_.end(), [](const Quotation& a, const Quotation& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    std::uint32_t outer_end = 0;
    for (Quotation& quotation : found_) {
      quotation.is_nested = quotation.span.begin.value < outer_end;
      outer_end = std::max(outer_end, quotation.span.end.value);
      out.push_back(quotation);
    }
  }

 private:
  [[nodiscard]] char32_t peek(std::size_t position) const {
    return position < span_.end.value ? text::next_code_point(text_, position) : 0;
  }

  void take(Mark mark, std::size_t& position) {
    const char32_t next = peek(position);
    switch (mark.code) {
      case U'“':
        if (is_open(Pair::Low)) return close(Pair::Low, mark.end);
        return open(Pair::Curly, mark.begin);
      case U'‟':
        return open(Pair::Curly, mark.begin);
      case U'”':
        return close_double(mark.end);
      case U'„':
        return open(Pair::Low, mark.begin);
      case U'«':
      case U'»':
        return toggle(Pair::Guillemets, mark, next);
      case U'‹':
      case U'›':
        return toggle(Pair::SingleGuillemets, mark, next);
      case U'"':
        return toggle(Pair::Straight, mark, next);
      case U'`':
        if (next != '`') return;
        position = mark.end + 1;
        return open(Pair::Backticks, mark.begin);
      case U'\'':
        if (next == '\'') {
          position = mark.end + 1;
          mark.end += 1;
          if (is_open(Pair::Backticks)) return close(Pair::Backticks, mark.end);
          return toggle(Pair::Apostrophes, mark, peek(position));
        }
        return take_single(Pair::StraightSingle, mark, next);
      case U'‘':
        return open_single(Pair::Single, mark, next);
      case U'’':
        return take_single(Pair::Single, mark, next);
      default:
        return;
    }
  }

  [[nodiscard]] bool is_open(Pair pair) const {
    return std::any_of(open_.begin(), open_.end(),
                       [pair](const Open& one) { return one.pair == pair; });
  }

  void open(Pair pair, std::uint32_t begin) {
    // More marks open at once than any writer keeps track of: the oldest were never closed.
    constexpr std::size_t kDeepest = 8;
    if (open_.size() == kDeepest) open_.erase(open_.begin());
    open_.push_back({pair, begin, std::nullopt});
  }

  void close(Pair pair, std::uint32_t end) {
    while (!open_.empty()) {
      const Open last = open_.back();
      open_.pop_back();
      if (last.pair == pair) {
        found_.push_back({{{last.begin}, {end}}, false, false});
        return;
      }
      if (last.possible_end) found_.push_back({{{last.begin}, {*last.possible_end}}, false, false});
    }
  }

  // ” ends what “ began, but also what a careless writer began with a straight mark.
  void close_double(std::uint32_t end) {
    for (const Pair pair : {Pair::Curly, Pair::Low, Pair::Straight}) {
      if (is_open(pair)) return close(pair, end);
    }
  }

  [[nodiscard]] bool looks_like_opening(char32_t next) const {
    const bool free_on_the_left = is_space(before_) || before_ == '(' || before_ == '[' ||
                                  before_ == 0x2014 || before_ == 0x2013 || before_ == '-' ||
                                  before_ == 0x2018 || before_ == 0x201C || before_ == '/';
    return free_on_the_left && !is_space(next);
  }

  void toggle(Pair pair, Mark mark, char32_t next) {
    if (!is_open(pair)) {
      // A mark that follows a letter or a figure begins nothing: 6 feet 2", or a stray end.
      if (!is_letter_or_digit(before_)) open(pair, mark.begin);
      return;
    }
    if (looks_like_opening(next) && next != ',' && next != '.') {
      // The one that is open was never closed: forget it.
      std::erase_if(open_, [pair](const Open& one) { return one.pair == pair; });
      return open(pair, mark.begin);
    }
    close(pair, mark.end);
  }

  void open_single(Pair pair, Mark mark, char32_t next) {
    if (!is_letter_or_digit(next) && next != U'“' && next != '"') return;
    if (is_letter_or_digit(before_) || is_elision(mark.end)) return;
    if (is_open(Pair::Single) || is_open(Pair::StraightSingle)) return;
    open(pair, mark.begin);
  }

  // "’90s", "’em", "’tis": the mark stands for letters left out.
  [[nodiscard]] bool is_elision(std::uint32_t begin) const {
    const std::string_view rest =
        text_.substr(begin, std::min<std::size_t>(6, span_.end.value - begin));
    if (rest.size() >= 2 && is_digit(static_cast<unsigned char>(rest[0])) &&
        is_digit(static_cast<unsigned char>(rest[1]))) {
      return rest.size() < 3 || rest[2] == 's' || !is_digit(static_cast<unsigned char>(rest[2]));
    }
    for (const std::string_view word : {"em", "tis", "twas", "til", "cause", "n"}) {
      if (rest.starts_with(word) &&
          (rest.size() == word.size() ||
           !is_letter_or_digit(static_cast<unsigned char>(rest[word.size()])))) {
        return true;
      }
    }
    return false;
  }

  void take_single(Pair pair, Mark mark, char32_t next) {
    const auto open = std::find_if(open_.rbegin(), open_.rend(),
                                   [](const Open& one) { return is_single(one.pair); });
    if (open == open_.rend()) {
      if (pair == Pair::StraightSingle && looks_like_opening(next)) open_single(pair, mark, next);
      return;
    }
    if (is_letter_or_digit(next) || is_space(before_)) return;
    const bool may_be_possessive =
        before_ == 's' && next == ' ' && peek(mark.end + 1) >= 'a' && peek(mark.end + 1) <= 'z';
    if (may_be_possessive) {
      if (!open->possible_end) open->possible_end = mark.end;
      return;
    }
    close(open->pair, mark.end);
  }

  void finish(bool next_reopens) {
    const auto outermost = std::find_if(open_.begin(), open_.end(),
                                        [](const Open& one) { return !is_single(one.pair); });
    for (auto one = open_.begin(); one != open_.end(); ++one) {
      if (one == outermost && next_reopens) {
        found_.push_back({{{one->begin}, span_.end}, true, false});
      } else if (one->possible_end) {
        found_.push_back({{{one->begin}, {*one->possible_end}}, false, false});
      }
    }
  }

  std::string_view text_;
  ByteSpan span_;
  char32_t before_ = 0;
  std::vector<Open> open_;
  std::vector<Quotation> found_;
};

}  // namespace

std::vector<Quotation> find_quotations(const language::Document& document) {
  std::vector<Quotation> quotations;
  for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
    const bool next_reopens =
        i + 1 < document.paragraphs.size() &&
        ParagraphScan::begins_with_mark(document.text, document.paragraphs[i + 1].span);
    ParagraphScan(document.text, document.paragraphs[i].span).run(next_reopens, quotations);
  }
  return quotations;
}

}  // namespace faultline::statements
