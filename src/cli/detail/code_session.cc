#include "cli/detail/code_session.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <istream>
#include <ostream>
#include <set>
#include <vector>

#include "cli/detail/coding_text.h"
#include "cli/detail/layout.h"
#include "cli/detail/suggest.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

using study::StatementRow;

/// What a coder has typed: "f ironic" is the key "f" and the rest "ironic".
struct Answer {
  std::string key, rest;
};

Answer answer_of(const std::string& line) {
  const std::string folded = text::fold_space(line);
  const auto blank = std::min(folded.find(' '), folded.size());
  return {text::fold_name(folded.substr(0, blank)),
          blank < folded.size() ? folded.substr(blank + 1) : std::string()};
}

std::optional<int> agreement_in(const std::string& key) {
  if (key == "f" || key == "for" || key == "+" || key == "+1" || key == "1") return 1;
  if (key == "a" || key == "against" || key == "-" || key == "-1") return -1;
  if (key == "n" || key == "neither" || key == "0") return 0;
  return std::nullopt;
}

constexpr std::string_view help =
    "  f  for            a  against      n  takes no side, or is not about it\n"
    "  s  skip for now   u  undo         c  another concept (c NAME)\n"
    "  t NOTE            a note for this statement; also after the answer: f NOTE\n"
    "  w WORDS           the words of the statement that decide, as they stand there\n"
    "  q  quit           ?  this\n";

class Sitting {
 public:
  Sitting(study::Study& study, const CodeSitting& given, const Console& console, std::istream& in)
      : study_(study), given_(given), console_(console), in_(in) {}

  Result<Exit> run() {
    auto book = study_.codebook();
    if (!book) return tl::unexpected(book.error());
    concepts_ = std::move(book->concepts);
    if (concepts_.empty())
      return failure(ErrorCode::NotFound,
                     "The study has no codebook, so there is nothing to code on; `faultline read "
                     "... --codebook FILE` gives it one.");
    auto begun = begin();
    while (begun && !is_over_) begun = ask();
    if (!begun) return tl::unexpected(begun.error());
    farewell();
    return console_.interrupted ? Exit::Interrupted : Exit::AllDone;
  }

 private:
  std::ostream& out() { return console_.out; }
  [[nodiscard]] std::size_t width() const {
    return static_cast<std::size_t>(std::clamp(console_.width, 60, 100));
  }

  std::optional<std::string> next_line() {
    out() << std::flush;
    std::string line;
    if (console_.interrupted || !std::getline(in_, line) || console_.interrupted) {
      is_over_ = true;
      return std::nullopt;
    }
    return line;
  }

  Result<void> begin() {
    if (given_.concept_name) return take_up(*given_.concept_name);
    if (concepts_.size() == 1) return take_up(concepts_.front().name);
    return choose_concept();
  }

  [[nodiscard]] std::optional<std::string> concept_called(const std::string& word) const {
    std::size_t number = 0;
    const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool is_number = error == std::errc{} && stop == word.data() + word.size();
    if (is_number && number >= 1 && number <= concepts_.size()) return concepts_[number - 1].name;
    for (const auto& entry : concepts_)
      if (text::fold_name(entry.name) == text::fold_name(word)) return entry.name;
    return std::nullopt;
  }

  [[nodiscard]] std::string unknown_concept(const std::string& word) const {
    std::vector<std::string> names;
    names.reserve(concepts_.size());
    for (const auto& entry : concepts_) names.push_back(entry.name);
    std::string remedy = did_you_mean(word, names);
    if (remedy.empty()) remedy = fmt::format(" It has: {}.", fmt::join(names, "; "));
    return fmt::format("The codebook has no concept \"{}\". {}", printable(word),
                       printable(remedy));
  }

  /// Lists the concepts and asks for one until the answer names one.
  Result<void> choose_concept() {
    out() << "Concepts:\n";
    for (std::size_t i = 0; i < concepts_.size(); ++i) {
      const auto left = study_.uncoded(given_.filter, concepts_[i].name, given_.coder);
      if (!left) return tl::unexpected(left.error());
      out() << fmt::format("  {}. {} ({} to code)\n", i + 1, printable(concepts_[i].name),
                           grouped(std::ssize(*left)));
    }
    while (true) {
      out() << "concept (number or name)> ";
      const auto line = next_line();
      if (!line) return {};
      const std::string word = text::fold_space(*line);
      if (word == "q") {
        is_over_ = true;
        return {};
      }
      if (const auto name = concept_called(word)) return take_up(*name);
      out() << unknown_concept(word) << '\n';
    }
  }

  Result<void> take_up(const std::string& word) {
    const auto name = concept_called(word);
    if (!name) return failure(ErrorCode::NotFound, unknown_concept(word), "--concept");
    concept_ = *name;
    skipped_.clear();
    const auto entry = std::find_if(concepts_.begin(), concepts_.end(),
                                    [&](const auto& one) { return one.name == concept_; });
    out() << fmt::format("\nConcept: {}\n", printable(concept_));
    if (!entry->description.empty()) out() << wrapped(printable(entry->description), width(), 2);
    auto filled = fill_queue();
    if (filled && !queue_.empty()) out() << help;
    return filled;
  }

  /// The statements that are left, in the order wanted, without those skipped in this sitting.
  Result<void> fill_queue() {
    auto left = study_.uncoded(given_.filter, concept_, given_.coder);
    if (!left) return tl::unexpected(left.error());
    std::erase_if(*left, [&](const StatementRow& row) { return skipped_.contains(row.key); });
    const auto places = order_of(given_.order, study_, *left, concept_, given_.seed);
    if (!places) return tl::unexpected(places.error());
    queue_.clear();
    for (const auto place : *places) queue_.push_back((*left)[place]);
    since_order_ = 0;
    return {};
  }

  Result<void> show(const StatementRow& row) {
    if (text_article_ != row.article) {
      auto text = study_.text_of(row.article);
      if (!text) return tl::unexpected(text.error());
      text_ = std::move(*text);
      text_article_ = row.article;
    }
    out() << '\n'
          << wrapped(fmt::format("{} left. {}", grouped(std::ssize(queue_)), statement_head(row)),
                     width(), 0)
          << statement_in_context(text_, row.extent, width(), console_.colour);
    if (given_.is_blind) return {};
    study::JudgementFilter filter;
    filter.rows.article = row.article_id;
    filter.rows.concept_name = concept_;
    const auto judgements = study_.judgements(filter);
    if (!judgements) return tl::unexpected(judgements.error());
    // What other people say is not shown: several coders are worth something as far as they do not
    // know of each other.
    for (const auto& judgement : *judgements)
      if (judgement.kind != study::CoderKind::Person && judgement.statement == row.key)
        out() << wrapped(judgement_text(judgement), width(), 4);
    return {};
  }

  Result<void> ask() {
    if (queue_.empty()) {
      out() << fmt::format("\nNo statements are left to code on \"{}\".\n", printable(concept_));
      if (!skipped_.empty()) out() << "Those that you skipped come up in the next sitting.\n";
      return go_on_elsewhere();
    }
    if (is_new_) {
      evidence_.reset();
      note_.clear();
      if (auto shown = show(queue_.front()); !shown) return shown;
    }
    is_new_ = false;
    out() << "[f a n s u c t w q ?]> ";
    const auto line = next_line();
    if (!line) return {};
    return obey(answer_of(*line));
  }

  /// Asks for another concept if the coder chose this one here and others have statements left.
  Result<void> go_on_elsewhere() {
    bool is_any_left = false;
    for (const auto& entry : concepts_) {
      if (given_.concept_name || entry.name == concept_) continue;
      const auto left = study_.uncoded(given_.filter, entry.name, given_.coder);
      if (!left) return tl::unexpected(left.error());
      is_any_left = is_any_left || !left->empty();
    }
    if (is_any_left) return choose_concept();
    is_over_ = true;
    return {};
  }

  Result<void> obey(const Answer& answer) {
    const auto& [key, rest] = answer;
    if (const auto agreement = agreement_in(key)) return code(*agreement, rest);
    if (key == "s" || key == "skip") {
      skipped_.insert(queue_.front().key);
      queue_.pop_front();
      is_new_ = true;
      return {};
    }
    if (key == "u" || key == "undo") return undo();
    if (key == "c" || key == "concept") {
      is_new_ = true;
      if (rest.empty()) return choose_concept();
      if (concept_called(rest)) return take_up(rest);
      out() << unknown_concept(rest) << '\n';
      is_new_ = false;
      return {};
    }
    if (key == "t" || key == "note") {
      note_ = rest;
      out() << (rest.empty() ? "No note.\n" : "Noted; now answer.\n");
      return {};
    }
    if (key == "w" || key == "words") return mark(rest);
    if (key == "q" || key == "quit") {
      is_over_ = true;
      return {};
    }
    if (key != "?" && key != "h" && key != "help" && !key.empty())
      out() << fmt::format("\"{}\" is no answer.\n", printable(key));
    out() << help;
    return {};
  }

  Result<void> code(int agreement, const std::string& rest) {
    const StatementRow row = queue_.front();
    study::HumanCoding coding;
    coding.statement = row.key;
    coding.concept_name = concept_;
    coding.agreement = agreement;
    coding.coder = given_.coder;
    coding.note = rest.empty() ? note_ : rest;
    coding.evidence = evidence_;
    const auto kept = study_.code(coding);
    if (!kept) return tl::unexpected(kept.error());
    made_.push_back({*kept, row});
    ++coded_;
    out() << fmt::format("{}\n", agreement_word(agreement));
    queue_.pop_front();
    is_new_ = true;
    // What was learned from the last answers may change what is worth asking.
    constexpr int most_in_old_order = 10;
    if (given_.order == CodeOrder::Uncertain && ++since_order_ >= most_in_old_order)
      return fill_queue();
    return {};
  }

  /// The words that decide, which must stand in the statement.
  Result<void> mark(const std::string& words) {
    const auto& extent = queue_.front().extent;
    const std::string_view said = text::slice(text_, extent);
    const auto found = words.empty() ? std::string_view::npos : said.find(words);
    if (found == std::string_view::npos) {
      out() << "The statement does not hold these words; copy them as they stand in it.\n";
      return {};
    }
    const auto begin = extent.begin.value + static_cast<std::uint32_t>(found);
    evidence_ = ByteSpan{{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
    out() << "Marked; now answer.\n";
    return {};
  }

  Result<void> undo() {
    if (made_.empty()) {
      out() << "Nothing was coded in this sitting; `faultline code STUDY undo` takes older "
               "codings back.\n";
      return {};
    }
    const auto [key, row] = made_.back();
    const auto undone = study_.undo_coding(given_.coder, key);
    if (!undone) return tl::unexpected(undone.error());
    made_.pop_back();
    --coded_;
    if (undone->concept_name != concept_) {
      concept_ = undone->concept_name;
      out() << fmt::format("Concept: {}\n", printable(concept_));
      if (auto filled = fill_queue(); !filled) return filled;
    }
    std::erase_if(queue_, [&](const StatementRow& one) { return one.key == row.key; });
    queue_.push_front(row);
    is_new_ = true;
    out() << "Taken back.\n";
    return {};
  }

  void farewell() {
    out() << fmt::format("\n{} coded in this sitting", counted(coded_, "statement", "statements"));
    if (!concept_.empty() && !queue_.empty())
      out() << fmt::format("; {} left on \"{}\"", grouped(std::ssize(queue_)), printable(concept_));
    out() << ".\n";
  }

  study::Study& study_;
  const CodeSitting& given_;
  const Console& console_;
  std::istream& in_;
  std::vector<positions::Concept> concepts_;
  std::string concept_;
  std::deque<StatementRow> queue_;
  std::set<study::StatementId> skipped_;
  std::vector<std::pair<study::JudgementId, StatementRow>> made_;
  std::optional<ByteSpan> evidence_;
  std::string note_;
  std::string text_;  // of the article below
  std::optional<study::ArticleId> text_article_;
  std::int64_t coded_ = 0;
  int since_order_ = 0;
  bool is_new_ = true;  // the statement was not shown yet
  bool is_over_ = false;
};

}  // namespace

Result<Exit> sit_and_code(study::Study& study, const CodeSitting& sitting, const Console& console,
                          std::istream& in) {
  return Sitting(study, sitting, console, in).run();
}

}  // namespace faultline::cli
