#pragma once
// What a language model is asked: fixed words, so that a proposal can be traced to them.

#include <string>
#include <string_view>

#include "positions/codebook.h"

namespace faultline::llm {

/// A statement to be coded.
struct Question {
  std::string speaker;  // name; may be empty
  std::string words;    // the statement's content
};

/// "1 5f0c2a9e": the number of the prompt and the beginning of its hash.
[[nodiscard]] std::string prompt_version();

/// The body of a request to an OpenAI-compatible endpoint: temperature 0, an answer in JSON.
/// The statement and the codebook go as JSON, so that nothing in them ends their place.
[[nodiscard]] std::string request_body(const std::string& model,
                                       const positions::Codebook& codebook,
                                       const Question& question);

/// 32 hexadecimal digits that are equal for equal prompt, model, concepts and question.
[[nodiscard]] std::string question_key(const std::string& model,
                                       const positions::Codebook& codebook,
                                       const Question& question);

}  // namespace faultline::llm
