#include "statements/detail/labels.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/text.h"

namespace faultline::statements::detail {
namespace {

using language::BlockKind;
using language::NameType;
using language::Upos;

constexpr std::uint32_t longest_label = 6;
// How sure a reader may be of what looks like a label.
constexpr float label_score = 0.8F;

// Words before a colon that nobody is called.
constexpr std::string_view no_speakers =
    " ad advertisement also analysis audio author background breaking by caption chapter "
    "clarification "
    "comment conclusion contact context correction corrections credit credits date editor "
    "editorial "
    "email exclusive explained explainer fact factbox facts fax featured file filed headline "
    "headlines "
    "how image images introduction key keywords latest line links listen live location more myth "
    "news "
    "newsletter note notes now obituary opinion options part phone photo photograph photographs "
    "photos "
    "picture pictures podcast points posted price profile published question-time rating read "
    "recommended "
    "related result results review score scores see share source step subject subscribe summary "
    "tags tel "
    "tickets time timeline tip tips title topic topics trending twitter update updated updates "
    "venue "
    "verdict video videos warning watch weather website what when where who why ";
// Who says what in a headline: "Poll: Voters tire".
constexpr std::string_view sources_of_headlines =
    " aide aides analyst analysts campaign court document documents economists expert experts "
    "judge "
    "lawmaker lawmakers lawyer lawyers mayor memo minister ministry newspaper official officials "
    "paper "
    "police poll polls president prosecutor prosecutors report reports researchers scientists "
    "spokesman spokeswoman study survey sources witness witnesses ";
// Who speaks in an interview.
constexpr std::string_view interviewers =
    " answer caller host interviewer moderator presenter question questioner reporter voter ";

bool lists(std::string_view list, const MarkedWords& words, std::uint32_t i) {
  std::string word = " ";
  for (const char c : words.form(i)) word += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return list.find(word + ' ') != std::string_view::npos;
}

bool may_name(const MarkedWords& words, std::uint32_t i) {
  return words[i].mark == MarkKind::None && words[i].is_capitalised;
}

bool is_in_capitals(const MarkedWords& words, std::uint32_t i) {
  const std::string_view form = words.form(i);
  return form.size() > 1 &&
         std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The full stop that ends a sentence is none of what is said.
TokenSpan without_stop(const MarkedWords& words, TokenSpan content) {
  const std::uint32_t last = content.end.value - 1;
  if (content.size() > 1 && words.form(last) == "." && words[last].quotation == kUnquoted)
    content.end = {last};
  return content;
}

Candidate label(const MarkedWords& words, TokenSpan sentence, std::optional<TokenSpan> source,
                TokenSpan cue, TokenSpan content) {
  Candidate candidate;
  candidate.anchor = cue.end.value - 1;
  candidate.scope = {sentence, kUnquoted};
  candidate.source = source;
  candidate.cue = cue;
  candidate.content.push_back(without_stop(words, content));
  candidate.score = label_score;
  return candidate;
}

/// A paragraph that may be somebody's turn.
struct Turn {
  std::size_t paragraph = 0;
  TokenSpan sentence;  // the first
  TokenSpan last;      // the last sentence
  TokenSpan all;
  bool is_heading = false;
  TokenSpan name;           // empty: none
  std::uint32_t colon = 0;  // the last token of the cue
};

class LabelSearch {
 public:
  explicit LabelSearch(const MarkedWords& words) : words_(words), document_(*words.document) {
    for (std::size_t i = 0; i < document_.paragraphs.size(); ++i) {
      const language::Paragraph& paragraph = document_.paragraphs[i];
      if (paragraph.sentences.empty()) continue;
      Turn turn;
      turn.paragraph = i;
      turn.sentence = document_.sentences[paragraph.sentences.begin.value].tokens;
      turn.last = document_.sentences[paragraph.sentences.end.value - 1].tokens;
      turn.all = {turn.sentence.begin, turn.last.end};
      turn.is_heading = paragraph.kind == BlockKind::Heading || i == 0;
      find_name(turn);
      turns_.push_back(turn);
    }
    for (const Turn& turn : turns_) {
      if (turn.name.empty()) continue;
      ++times_[text_of(turn.name)];
      if (is_in_capitals(words_, turn.name.begin.value)) ++in_capitals_;
    }
  }

  Labels run() {
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      const Turn& turn = turns_[i];
      if (auto found = before(turn)) {
        labels_.push_back(std::move(*found));
        is_turn_.push_back(i);
        continue;
      }
      if (is_dateline(turn)) refused_.push_back(turn.colon);
      if (auto other = behind(turn)) {
        labels_.push_back(std::move(*other));
        is_turn_.push_back(turns_.size());
      } else if (auto next = behind_all(i)) {
        labels_.push_back(std::move(*next));
        is_turn_.push_back(turns_.size());
      } else if (auto source = behind_headline(turn)) {
        labels_.push_back(std::move(*source));
        is_turn_.push_back(turns_.size());
      }
    }
    continue_turns();
    return {std::move(labels_), std::move(refused_)};
  }

 private:
  [[nodiscard]] std::string_view text_of(TokenSpan tokens) const {
    return text::slice(document_.text, document_.bytes(tokens));
  }

  // "NAME:", "Ann Name (moderator):", "Q:", "Q."
  void find_name(Turn& turn) const {
    std::uint32_t begin = turn.all.begin.value;
    // Some papers put every turn of a transcript in quotation marks, the name included.
    if (words_[begin].mark == MarkKind::OpenQuote && begin + 1 < turn.sentence.end.value) ++begin;
    if (turn.all.end.value <= begin + 1) return;
    if (words_.form(begin) == "Q." || words_.form(begin) == "A.") {
      turn.name = {{begin}, {begin + 1}};
      turn.colon = begin;
      return;
    }
    const std::uint32_t limit = std::min(turn.sentence.end.value, begin + longest_label);
    std::uint32_t i = begin;
    while (i < limit && may_name(words_, i) &&
           (words_[i].entry.verb < 0 || is_in_capitals(words_, i) ||
            lists(sources_of_headlines, words_, i)))
      ++i;
    const std::uint32_t end = i;
    if (i > begin && i < limit && words_[i].mark == MarkKind::OpenBracket) {
      while (i < limit + longest_label && i < turn.sentence.end.value &&
             words_[i].mark != MarkKind::CloseBracket)
        ++i;
      ++i;
    }
    if (end == begin || i + 1 >= turn.all.end.value || i >= turn.sentence.end.value) return;
    if (words_[i].mark != MarkKind::Colon) return;
    turn.name = {{begin}, {end}};
    turn.colon = i;
  }

  [[nodiscard]] const language::Name* name_at(std::uint32_t i) const {
    const auto name =
        std::partition_point(document_.names.begin(), document_.names.end(),
                             [i](const language::Name& one) { return one.tokens.end.value <= i; });
    return name != document_.names.end() && name->tokens.begin.value <= i ? &*name : nullptr;
  }

  // "LINDHAVEN: The mayor ..." names a place, and so does a list's "Lindhaven: 12".
  [[nodiscard]] bool is_place(const Turn& turn) const {
    if (times_.at(text_of(turn.name)) > 1) return false;
    const language::Name* const name = name_at(turn.name.end.value - 1);
    if (name != nullptr && name->type == NameType::Person) return false;
    const bool is_capital = is_in_capitals(words_, turn.name.begin.value);
    if (is_capital && in_capitals_ > 1) return false;
    if (name != nullptr && name->type == NameType::Location) return !turn.is_heading || is_capital;
    const bool is_first = turn.paragraph <= 1;
    return is_capital && is_first && turn.name.size() == 1;
  }

  [[nodiscard]] bool is_dateline(const Turn& turn) const {
    return !turn.name.empty() && words_[turn.colon].mark == MarkKind::Colon &&
           is_in_capitals(words_, turn.name.begin.value) && is_place(turn);
  }

  [[nodiscard]] bool is_interview() const {
    const auto has = [this](std::string_view form) { return times_.count(form) > 0; };
    return (has("Q") && has("A")) || (has("Q.") && has("A."));
  }

  [[nodiscard]] bool is_speaker(const Turn& turn) const {
    const std::uint32_t begin = turn.name.begin.value;
    const std::uint32_t last = turn.name.end.value - 1;
    bool is_no_speaker = true;
    for (std::uint32_t i = begin; i <= last; ++i)
      is_no_speaker = is_no_speaker && lists(no_speakers, words_, i);
    if (is_no_speaker) return false;
    if (lists(interviewers, words_, last)) return true;
    if (turn.is_heading && lists(sources_of_headlines, words_, last)) return true;
    if (is_place(turn)) return false;
    if (words_[last].upos == Upos::Propn) return true;
    const bool is_capital = is_in_capitals(words_, begin);
    return times_.at(text_of(turn.name)) > 1 || (is_capital && in_capitals_ > 1);
  }

  // "NAME: all of the paragraph is what NAME says."
  [[nodiscard]] std::optional<Candidate> before(const Turn& turn) const {
    if (turn.name.empty()) return std::nullopt;
    const std::string_view name = text_of(turn.name);
    const TokenSpan content{{turn.colon + 1}, turn.all.end};
    if (name == "Q" || name == "A" || name == "Q." || name == "A.") {
      if (!is_interview()) return std::nullopt;
      // Who they are stands elsewhere.
      const TokenSpan cue{turn.name.begin, {turn.colon + 1}};
      return label(words_, turn.sentence, std::nullopt, cue, content);
    }
    if (!is_speaker(turn)) return std::nullopt;
    const TokenSpan source{turn.name.begin, {turn.colon}};
    return label(words_, turn.sentence, source, {{turn.colon}, {turn.colon + 1}}, content);
  }

  [[nodiscard]] bool names_somebody(std::uint32_t begin, std::uint32_t end) const {
    constexpr std::uint32_t longest = 12;  // with an office or a place
    return begin < end && end - begin < longest && may_name(words_, begin) &&
           words_[begin].upos == Upos::Propn;
  }

  // “The paragraph is a quotation.” — Name Surname, place
  [[nodiscard]] std::optional<Candidate> behind(const Turn& turn) const {
    if (words_[turn.all.begin.value].mark != MarkKind::OpenQuote) return std::nullopt;
    const std::int32_t q = words_[turn.all.begin.value].outermost;
    const TokenSpan quoted = words_.quoted[static_cast<std::size_t>(q)];
    const std::uint32_t dash = quoted.end.value;
    if (dash + 1 >= turn.all.end.value || words_[dash].mark != MarkKind::Dash) return std::nullopt;
    const std::uint32_t end = end_of_name(turn.all, dash + 1);
    if (!names_somebody(dash + 1, end)) return std::nullopt;
    return label(words_, turn.last, {{{dash + 1}, {end}}}, {{dash}, {dash + 1}}, quoted);
  }

  [[nodiscard]] std::uint32_t end_of_name(TokenSpan paragraph, std::uint32_t begin) const {
    std::uint32_t end = paragraph.end.value;
    while (end > begin && words_[end - 1].mark != MarkKind::None) --end;
    return end;
  }

  [[nodiscard]] bool is_quoted(const Turn& turn) const {
    const Word& first = words_[turn.all.begin.value];
    return first.outermost != kUnquoted &&
           words_.quoted[static_cast<std::size_t>(first.outermost)] == turn.all;
  }

  // The same with the name in a paragraph of its own.
  [[nodiscard]] std::optional<Candidate> behind_all(std::size_t i) const {
    const Turn& turn = turns_[i];
    const std::uint32_t dash = turn.all.begin.value;
    if (i == 0 || words_[dash].mark != MarkKind::Dash || !is_quoted(turns_[i - 1]))
      return std::nullopt;
    const std::uint32_t end = end_of_name(turn.all, dash + 1);
    if (!names_somebody(dash + 1, end)) return std::nullopt;
    for (std::uint32_t k = dash + 1; k < end; ++k) {
      if (is_finite_verb(words_, k)) return std::nullopt;
    }
    std::size_t first = i - 1;
    while (first > 0 && is_quoted(turns_[first - 1]) && goes_on(turns_[first - 1])) --first;
    Candidate all = label(words_, turn.sentence, {{{dash + 1}, {end}}}, {{dash}, {dash + 1}},
                          turns_[first].all);
    for (std::size_t k = first + 1; k < i; ++k) all.content.push_back(turns_[k].all);
    return all;
  }

  // "The pier must close: Lind"
  [[nodiscard]] std::optional<Candidate> behind_headline(const Turn& turn) const {
    constexpr std::uint32_t longest_name = 4;
    constexpr std::uint32_t least_words = 3;
    if (!turn.is_heading || turn.sentence != turn.all) return std::nullopt;
    const std::uint32_t end = turn.all.end.value;
    std::uint32_t begin = end;
    while (begin > turn.all.begin.value && words_[begin - 1].mark == MarkKind::None) --begin;
    const bool is_short = begin < end && end - begin <= longest_name;
    if (!is_short || begin < turn.all.begin.value + least_words + 1) return std::nullopt;
    if (words_[begin - 1].mark != MarkKind::Colon) return std::nullopt;
    const language::Name* const name = name_at(end - 1);
    const bool is_person =
        name != nullptr && name->type == NameType::Person && name->tokens.begin.value <= begin + 1;
    if (!is_person && !lists(sources_of_headlines, words_, end - 1)) return std::nullopt;
    return label(words_, turn.sentence, {{{begin}, {end}}}, {{begin - 1}, {begin}},
                 {turn.all.begin, {begin - 1}});
  }

  [[nodiscard]] bool goes_on(const Turn& turn) const {
    const std::int32_t q = words_[turn.all.begin.value].outermost;
    return words_.quotations[static_cast<std::size_t>(q)].goes_on;
  }

  // In a transcript a paragraph without a label belongs to the turn before it, if another follows.
  void continue_turns() {
    constexpr std::size_t least_turns = 3;
    constexpr std::size_t most_paragraphs = 5;
    const auto count = std::count_if(is_turn_.begin(), is_turn_.end(),
                                     [this](std::size_t i) { return i < turns_.size(); });
    if (static_cast<std::size_t>(count) < least_turns) return;
    for (std::size_t k = 0; k + 1 < labels_.size(); ++k) {
      const std::size_t from = is_turn_[k];
      const std::size_t to = is_turn_[k + 1];
      if (to >= turns_.size() || from >= to || to - from > most_paragraphs) continue;
      for (std::size_t i = from + 1; i < to; ++i) {
        const bool is_remark = words_[turns_[i].all.begin.value].mark == MarkKind::OpenBracket;
        if (is_remark || turns_[i].is_heading) break;
        labels_[k].content.push_back(without_stop(words_, turns_[i].all));
      }
    }
  }

  const MarkedWords& words_;
  const language::Document& document_;
  std::vector<Turn> turns_;
  std::unordered_map<std::string_view, std::size_t> times_;  // of each name before a colon
  std::size_t in_capitals_ = 0;                              // of them
  std::vector<Candidate> labels_;
  std::vector<std::uint32_t> refused_;
  std::vector<std::size_t> is_turn_;  // of each label the place in turns_, or their number
};

}  // namespace

Labels find_labels(const MarkedWords& words) { return LabelSearch(words).run(); }

}  // namespace faultline::statements::detail
