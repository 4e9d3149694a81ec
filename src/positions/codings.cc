#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "positions/detail/phrases.h"
#include "positions/detail/places.h"
#include "positions/detail/stems.h"
#include "positions/positions.h"

namespace faultline::positions {
namespace {

using statements::Statement;

constexpr float kPhraseConfidence =
    0.8F;  // how often a phrase says what the codebook's maker meant
constexpr float kReportedConfidence = 0.8F;  // less where the stand is on what others said

/// What one statement says for and against each concept.
struct Votes {
  int sum = 0;
  TokenSpan evidence;      // that phrase
  std::size_t length = 0;  // in words
  bool is_own = false;     // some of it in the speaker's own words
};

class Coder {
 public:
  Coder(const language::Document& document, std::span<const Statement> statements,
        const Codebook& codebook)
      : document_(document),
        statements_(statements),
        phrases_(codebook),
        places_(document, statements) {}

  std::vector<Coding> run() {
    std::vector<Coding> codings;
    for (std::uint32_t s = 0; s < statements_.size(); ++s) {
      if (statements_[s].speaker) code(s, codings);
    }
    return codings;
  }

 private:
  void code(std::uint32_t s, std::vector<Coding>& codings) const {
    const Statement& statement = statements_[s];
    const detail::Words words = words_in(s);
    const detail::Attitude attitude = detail::attitude_of(text_of(statement.cue), content_of(s));
    std::map<std::uint32_t, Votes> votes;  // by concept, in order
    for (const detail::PhraseHit& hit : phrases_.find(words, attitude)) {
      Votes& vote = votes[hit.concept_index];
      vote.sum += hit.agreement * hit.weight;
      vote.is_own = vote.is_own || !words.words[hit.first].is_foreign;
      if (hit.length <= vote.length) continue;
      vote.length = hit.length;
      vote.evidence = {{words.words[hit.first].token}, {words.words[hit.last].token + 1}};
    }
    for (const auto& [concept_index, vote] : votes) {
      if (vote.sum == 0) continue;
      const float confidence = kPhraseConfidence * (vote.is_own ? 1.0F : kReportedConfidence);
      codings.push_back({StatementIndex{s}, *statement.speaker, concept_index,
                         vote.sum > 0 ? 1 : -1, document_.bytes(vote.evidence),
                         statement.confidence * confidence});
    }
  }

  [[nodiscard]] detail::Words words_in(std::uint32_t s) const {
    detail::Words words;
    for (const ByteSpan span : statements_[s].content) {
      const TokenSpan tokens = document_.tokens_in(span);
      for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
        const std::string_view form = document_.form(TokenIndex{i});
        if (!words.words.empty()) {
          if (detail::is_sentence_end(form)) words.words.back().ends_sentence = true;
          if (detail::is_part_end(form)) words.words.back().ends_part = true;
        }
        if (!detail::is_word(form)) continue;
        const auto cue = places_.cue(i);
        const bool is_reported_cue = cue && *cue != s && !is_own(s, *cue);
        words.add(form, {.token = i,
                         .is_foreign = !is_own(s, places_.innermost_content(i)),
                         .is_reported_cue = is_reported_cue});
      }
      if (!words.words.empty()) words.words.back().ends_sentence = true;
    }
    words.look_up(detail::StanceWords::english());
    return words;
  }

  // Whether what stands in the content of `inner` is said by the speaker of `s` as well.
  [[nodiscard]] bool is_own(std::uint32_t s, std::optional<std::uint32_t> inner) const {
    while (inner && *inner != s) {
      const Statement& reported = statements_[*inner];
      if (reported.speaker != statements_[s].speaker && !is_authority(reported)) return false;
      inner = reported.nested_in ? std::optional(reported.nested_in->value) : std::nullopt;
    }
    return true;
  }

  // "according to the law" calls a witness for one's own words.
  [[nodiscard]] bool is_authority(const Statement& reported) const {
    if (reported.speaker) return false;
    const std::string cue = text_of(reported.cue);
    return cue == "according to" || cue == "under" || cue == "in line with";
  }

  [[nodiscard]] std::string text_of(const std::vector<ByteSpan>& spans) const {
    std::string text;
    for (const ByteSpan span : spans) {
      if (!text.empty()) text.push_back(' ');
      text += document_.text.substr(span.begin.value, span.size());
    }
    return text;
  }

  [[nodiscard]] std::string content_of(std::uint32_t s) const {
    return text_of(statements_[s].content);
  }

  const language::Document& document_;
  std::span<const Statement> statements_;
  detail::Phrases phrases_;
  detail::Places places_;
};

}  // namespace

std::vector<Coding> code_statements(const language::Document& document, const actors::Cast& cast,
                                    std::span<const Statement> statements,
                                    const Codebook& codebook) {
  if (codebook.concepts.empty()) return {};
  std::vector<Coding> codings = Coder(document, statements, codebook).run();
  for (Coding& coding : codings) coding.actor = cast.answerable(coding.actor);
  return codings;
}

}  // namespace faultline::positions
