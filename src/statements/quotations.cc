#include "statements/quotations.h"

#include <algorithm>
#include <string_view>

#include "statements/detail/quotation_scan.h"
#include "text/text.h"

namespace faultline::statements {
namespace {

using detail::ParagraphMarks;
using detail::Unclosed;

// A quotation over more paragraphs than these is opened again in each.
constexpr std::size_t farthest = 3;

class Search {
 public:
  explicit Search(const language::Document& document) : document_(document) {
    for (const language::Paragraph& paragraph : document.paragraphs)
      marks_.push_back(detail::scan_marks(document.text, paragraph.span));
  }

  std::vector<Quotation> run() {
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].unclosed) extend(i);
      take(i);
    }
    return std::move(quotations_);
  }

 private:
  // To the end of the paragraph, if anything says that it goes so far.
  void extend(std::size_t i) {
    const Unclosed unclosed = *marks_[i].unclosed;
    const ByteSpan rest{{unclosed.begin}, document_.paragraphs[i].span.end};
    if (opens_again(i)) return add(i, {rest, true, false});
    if (const std::size_t last = closing(i); last > i) {
      add(i, {rest, true, false});
      for (std::size_t j = i + 1; j < last; ++j)
        add(j, {document_.paragraphs[j].span, true, false});
      add(last, {{document_.paragraphs[last].span.begin, {*marks_[last].stray_end}}, false, false});
      return;
    }
    if (unclosed.is_introduced && !unclosed.is_single) add(i, {before_cue(rest), false, false});
  }

  // What ends in ", Weber said." ends before that.
  [[nodiscard]] ByteSpan before_cue(ByteSpan rest) const {
    constexpr std::size_t longest_cue = 60;
    const std::string_view text = text::slice(document_.text, rest);
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos || text.size() - comma > longest_cue) return rest;
    const std::string_view tail = text.substr(comma + 1);
    for (const std::string_view cue : {" said", " says", " added", " told"}) {
      const std::size_t at = tail.find(cue);
      if (at == std::string_view::npos) continue;
      return {rest.begin, {rest.begin.value + static_cast<std::uint32_t>(comma) + 1}};
    }
    return rest;
  }

  [[nodiscard]] bool is_same_kind(std::size_t i, std::size_t j) const {
    return j < marks_.size() && document_.paragraphs[i].kind == document_.paragraphs[j].kind;
  }

  [[nodiscard]] bool opens_again(std::size_t i) const {
    return is_same_kind(i, i + 1) && marks_[i + 1].begins_single == marks_[i].unclosed->is_single;
  }

  // The paragraph that closes what paragraph `i` leaves open, or `i`: none.
  [[nodiscard]] std::size_t closing(std::size_t i) const {
    if (marks_[i].unclosed->is_single) return i;
    for (std::size_t j = i + 1; j <= i + farthest && is_same_kind(i, j); ++j) {
      if (marks_[j].stray_end) return j;
      if (marks_[j].has_double) return i;
    }
    return i;
  }

  void add(std::size_t i, Quotation quotation) {
    std::vector<Quotation>& found = marks_[i].found;
    found.insert(std::lower_bound(
                     found.begin(), found.end(), quotation.span.begin,
                     [](const Quotation& one, ByteOffset begin) { return one.span.begin < begin; }),
                 quotation);
  }

  void take(std::size_t i) {
    ByteOffset outer_end{0};
    for (Quotation& quotation : marks_[i].found) {
      quotation.is_nested = quotation.span.begin < outer_end;
      outer_end = std::max(outer_end, quotation.span.end);
      quotations_.push_back(quotation);
    }
  }

  const language::Document& document_;
  std::vector<ParagraphMarks> marks_;
  std::vector<Quotation> quotations_;
};

}  // namespace

std::vector<Quotation> find_quotations(const language::Document& document) {
  return Search(document).run();
}

}  // namespace faultline::statements
