#include "exchange/conllu.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "text/text.h"

namespace faultline::exchange {
namespace {

using language::Document;
using language::Token;
using language::Upos;

constexpr std::size_t column_count = 10;

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
    return std::nullopt;
  }
  return value;
}

std::string& column(ConlluLine& line, ConlluColumn which) {
  return line.columns[static_cast<std::size_t>(which)];
}

class Reader {
 public:
  Reader(std::string_view content, std::string_view name) : content_(content), name_(name) {}

  Result<std::vector<ConlluSentence>> read() {
    while (!content_.empty()) {
      const std::size_t end = std::min(content_.find('\n'), content_.size());
      std::string_view line = content_.substr(0, end);
      content_.remove_prefix(std::min(end + 1, content_.size()));
      ++line_number_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.find_first_not_of(" \t") == std::string_view::npos) {
        if (auto closed = close(); !closed) return tl::unexpected(closed.error());
      } else if (line.front() == '#') {
        sentence_.comments.emplace_back(line);
      } else if (auto added = add(line); !added) {
        return tl::unexpected(added.error());
      }
    }
    if (auto closed = close(); !closed) return tl::unexpected(closed.error());
    return std::move(sentences_);
  }

 private:
  [[nodiscard]] tl::unexpected<Error> malformed(std::string_view what) const {
    return failure(
        ErrorCode::Malformed,
        fmt::format("{}; CoNLL-U has one word a line in ten columns between tabs.", what),
        fmt::format("{}:{}", name_, line_number_));
  }

  Result<void> add(std::string_view line) {
    ConlluLine read;
    std::size_t count = 0;
    for (;; ++count) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      if (count >= column_count) break;
      read.columns[count] = line.substr(0, tab);
      if (tab == line.size()) break;
      line.remove_prefix(tab + 1);
    }
    if (count + 1 != column_count) return malformed("this line has not ten columns");
    const std::string& form = read[ConlluColumn::Form];
    if (form.find_first_not_of(" \u00a0") == std::string::npos || text::find_bad_byte(form)) {
      return malformed("the form is empty or not UTF-8");
    }
    const std::string& id = read[ConlluColumn::Id];
    if (const std::size_t dash = id.find('-'); dash != std::string::npos) {
      const auto first = number(std::string_view(id).substr(0, dash));
      const auto last = number(std::string_view(id).substr(dash + 1));
      if (!first || !last || *first != words_ + 1 || *last < *first || range_end_ > words_) {
        return malformed("the range of words is out of order");
      }
      range_end_ = *last;
      read.kind = ConlluLine::Kind::Range;
    } else if (id.find('.') != std::string::npos) {
      read.kind = ConlluLine::Kind::Empty;
    } else {
      if (number(id) != words_ + 1) return malformed("the words are not numbered in order");
      ++words_;
    }
    sentence_.lines.push_back(std::move(read));
    return {};
  }

  Result<void> close() {
    if (words_ == 0 && sentence_.lines.empty()) return {};
    if (range_end_ > words_) return malformed("the sentence ends within a range of words");
    if (words_ == 0) return malformed("the sentence has no word");
    for (const ConlluLine& line : sentence_.lines) {
      const std::string& head = line[ConlluColumn::Head];
      if (line.kind != ConlluLine::Kind::Word || head == "_" || head.empty()) continue;
      const auto value = number(head);
      if (!value || *value > words_) return malformed("a head lies outside the sentence");
    }
    sentences_.push_back(std::exchange(sentence_, {}));
    words_ = 0;
    range_end_ = 0;
    return {};
  }

  std::string_view content_;
  std::string_view name_;
  std::size_t line_number_ = 0;
  ConlluSentence sentence_;
  std::size_t words_ = 0;      // in the sentence so far
  std::size_t range_end_ = 0;  // the last word of the last range
  std::vector<ConlluSentence> sentences_;
};

/// The columns from LEMMA to DEPREL, of the token at `index`.
void fill(ConlluLine& line, const Document& document, std::uint32_t index, std::uint32_t first,
          const std::string& name) {
  const Token& token = document.tokens[index];
  const auto or_nothing = [](std::string_view text) {
    return text.empty() ? std::string("_") : std::string(text);
  };
  column(line, ConlluColumn::Lemma) = or_nothing(token.lemma);
  column(line, ConlluColumn::Upos) = language::to_string(token.upos);
  column(line, ConlluColumn::Xpos) = or_nothing(token.xpos);
  column(line, ConlluColumn::Feats) = or_nothing(token.feats);
  const bool has_tree = !token.deprel.empty();
  column(line, ConlluColumn::Head) = !has_tree    ? "_"
                                     : token.head ? fmt::format("{}", token.head->value - first + 1)
                                                  : "0";
  column(line, ConlluColumn::Deprel) = or_nothing(token.deprel);
  column(line, ConlluColumn::Deps) = "_";
  if (name != "O") column(line, ConlluColumn::Misc) = "NER=" + name;
}

void write_line(const ConlluLine& line, std::string& out) {
  for (std::size_t i = 0; i < column_count; ++i) {
    if (i > 0) out.push_back('\t');
    out += line.columns[i].empty() ? "_" : line.columns[i];
  }
  out.push_back('\n');
}

void add_misc(ConlluLine& line, std::string_view entry) {
  std::string& misc = column(line, ConlluColumn::Misc);
  if (misc.empty() || misc == "_") {
    misc = entry;
  } else {
    misc.append("|").append(entry);
  }
}

/// Whether `form`, written to the end of a word, is one with it in the text: n't, 's, not in
/// cannot.
bool is_clitic(std::string_view form, std::string_view before) {
  static constexpr std::string_view marks[] = {"'", "’", "`"};
  static constexpr std::string_view endings[] = {"s", "m", "d", "re", "ve", "ll", ""};
  static constexpr std::pair<std::string_view, std::string_view> parts[] = {
      {"can", "not"}, {"gon", "na"}, {"wan", "na"}, {"got", "ta"}};
  const auto lower = [](std::string_view text) {
    std::string folded(text);
    for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return folded;
  };
  const std::string word = lower(form);
  if (word == "n't" || word == "n’t" || word == "nt") return true;
  for (const std::string_view mark : marks) {
    if (!word.starts_with(mark)) continue;
    const std::string_view rest = std::string_view(word).substr(mark.size());
    const bool fits = std::find(std::begin(endings), std::end(endings), rest) != std::end(endings);
    // A lone apostrophe belongs to a plural before it, otherwise it is a quotation mark.
    if (fits && (!rest.empty() || lower(before).ends_with('s'))) return true;
  }
  return std::any_of(std::begin(parts), std::end(parts), [&](const auto& part) {
    return word == part.second && lower(before) == part.first;
  });
}

class Writer {
 public:
  explicit Writer(const Document& document) : document_(document), names_(name_tags(document)) {}

  std::string write() {
    for (const language::Paragraph& paragraph : document_.paragraphs) {
      bool is_first = true;
      for (auto s = paragraph.sentences.begin; s < paragraph.sentences.end; ++s) {
        write_sentence(document_.sentences[s.value], std::exchange(is_first, false));
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view form(std::uint32_t i) const {
    return document_.form(TokenIndex{i});
  }
  [[nodiscard]] bool is_attached(std::uint32_t i) const {  // to the token before
    return i > 0 && document_.tokens[i - 1].span.end == document_.tokens[i].span.begin;
  }

  void write_sentence(const language::Sentence& sentence, bool opens_paragraph) {
    ++count_;
    if (opens_paragraph) out_ += "# newpar\n";
    out_ += fmt::format("# sent_id = {}\n", count_);
    out_ +=
        fmt::format("# text = {}\n", text::fold_space(text::slice(document_.text, sentence.span)));
    const std::uint32_t begin = sentence.tokens.begin.value;
    const std::uint32_t end = sentence.tokens.end.value;
    for (std::uint32_t i = begin; i < end;) {
      std::uint32_t last = i + 1;
      while (last < end && is_attached(last) && is_clitic(form(last), form(last - 1)) &&
             document_.tokens[i].upos != Upos::Punct) {
        ++last;
      }
      const bool goes_on = last < document_.tokens.size() && is_attached(last);
      if (last > i + 1) write_range(i, last, begin, goes_on);
      for (; i < last; ++i) write_word(i, begin, last - i == 1 && goes_on && !in_range_);
      in_range_ = false;
    }
    out_.push_back('\n');
  }

  void write_range(std::uint32_t i, std::uint32_t last, std::uint32_t begin, bool goes_on) {
    ConlluLine line;
    column(line, ConlluColumn::Id) = fmt::format("{}-{}", i - begin + 1, last - begin);
    column(line, ConlluColumn::Form) = text::slice(document_.text, document_.bytes({{i}, {last}}));
    if (goes_on) add_misc(line, "SpaceAfter=No");
    write_line(line, out_);
    in_range_ = true;
  }

  void write_word(std::uint32_t i, std::uint32_t begin, bool is_without_space) {
    ConlluLine line;
    column(line, ConlluColumn::Id) = fmt::format("{}", i - begin + 1);
    column(line, ConlluColumn::Form) = form(i);
    fill(line, document_, i, begin, names_[i]);
    if (is_without_space) add_misc(line, "SpaceAfter=No");
    write_line(line, out_);
  }

  const Document& document_;
  std::vector<std::string> names_;
  std::string out_;
  std::size_t count_ = 0;
  bool in_range_ = false;
};

}  // namespace

Result<std::vector<ConlluSentence>> read_conllu(std::string_view content, std::string_view name) {
  return Reader(content, name).read();
}

GivenWords given_words(std::span<const ConlluSentence> sentences) {
  GivenWords given;
  for (const ConlluSentence& sentence : sentences) {
    std::vector<ByteSpan>& words = given.sentences.emplace_back();
    for (const ConlluLine& line : sentence.lines) {
      if (line.kind != ConlluLine::Kind::Word) continue;
      if (!given.text.empty()) given.text.push_back(words.empty() ? '\n' : ' ');
      const auto begin = static_cast<std::uint32_t>(given.text.size());
      given.text += line[ConlluColumn::Form];
      words.push_back({{begin}, {static_cast<std::uint32_t>(given.text.size())}});
    }
  }
  return given;
}

std::string to_conllu(const Document& document) { return Writer(document).write(); }

std::string to_conllu(const Document& document, std::span<const ConlluSentence> given) {
  const std::vector<std::string> names = name_tags(document);
  std::string out;
  std::uint32_t token = 0;
  for (const ConlluSentence& sentence : given) {
    for (const std::string& comment : sentence.comments) out.append(comment).push_back('\n');
    const std::uint32_t first = token;
    for (ConlluLine line : sentence.lines) {
      const bool is_without_space =
          line[ConlluColumn::Misc].find("SpaceAfter=No") != std::string::npos;
      if (line.kind == ConlluLine::Kind::Word) {
        column(line, ConlluColumn::Misc).clear();
        fill(line, document, token, first, names[token]);
        if (is_without_space) add_misc(line, "SpaceAfter=No");
        ++token;
      }
      if (line.kind != ConlluLine::Kind::Empty) write_line(line, out);
    }
    out.push_back('\n');
  }
  return out;
}

std::string_view short_name(language::NameType type) {
  static constexpr std::array<std::string_view, 4> names = {"PER", "ORG", "LOC", "MISC"};
  return names[static_cast<std::size_t>(type)];
}

std::vector<std::string> name_tags(const Document& document) {
  std::vector<std::string> tags(document.tokens.size(), "O");
  for (const language::Name& name : document.names) {
    for (std::uint32_t i = name.tokens.begin.value; i < name.tokens.end.value; ++i) {
      tags[i] =
          fmt::format("{}-{}", i == name.tokens.begin.value ? 'B' : 'I', short_name(name.type));
    }
  }
  return tags;
}

}  // namespace faultline::exchange
