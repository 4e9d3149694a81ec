#pragma once
// A language model asked about many statements, one after the other.

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "llm/answer.h"
#include "llm/answers_file.h"
#include "llm/endpoint.h"
#include "llm/prompt.h"
#include "positions/codebook.h"

namespace faultline::llm {

struct CoderOptions {
  std::string model;
  double requests_per_minute = 60;    // at most; 0: as fast as it goes
  std::size_t failures_in_a_row = 5;  // then the others are not tried
};

/// What became of one question.
struct Outcome {
  std::size_t question = 0;  // into the questions
  std::vector<Proposal> proposals;
  bool is_cached = false;  // answered before; nothing was sent
};

/// A question without an answer, and why.
struct Failed {
  std::size_t question = 0;
  Error error;
};

struct CoderSummary {
  std::size_t asked = 0;   // questions that were sent
  std::size_t cached = 0;  // questions that had been answered before
  std::vector<Failed> failed;
  std::size_t left = 0;  // not tried any more
  bool is_interrupted = false;
  std::string stopped;  // why the rest was not tried; empty: it was, or ctrl-C
};

/// How many of the questions would be sent.
[[nodiscard]] std::size_t count_unanswered(std::span<const Question> questions,
                                           const positions::Codebook& codebook,
                                           const std::string& model, const AnswersFile& answers);

/// Asks in order, and hands each outcome on as soon as it is there. Only answers that could be read
/// are kept in `answers`. A failure stops nothing, but for a key or address that is wrong and for
/// `failures_in_a_row`. Io: an outcome could not be kept (the callback's error, or `answers`).
[[nodiscard]] Result<CoderSummary> ask_all(std::span<const Question> questions,
                                           const positions::Codebook& codebook,
                                           const Endpoint& endpoint, AnswersFile& answers,
                                           const CoderOptions& options,
                                           const std::function<Result<void>(const Outcome&)>& keep,
                                           const std::function<bool()>& is_stopped);

}  // namespace faultline::llm
