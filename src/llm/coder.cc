#include "llm/coder.h"

#include <algorithm>
#include <thread>

namespace faultline::llm {
namespace {

using Clock = std::chrono::steady_clock;

/// Lets time pass between requests.
class Pace {
 public:
  explicit Pace(double per_minute)
      : gap_(per_minute > 0 ? std::chrono::duration<double>(60.0 / per_minute)
                            : std::chrono::duration<double>(0)) {}

  /// Returns when the next request may go; false: stop.
  bool wait(const std::function<bool()>& is_stopped) {
    while (Clock::now() < next_) {
      if (is_stopped()) return false;
      std::this_thread::sleep_for(
          std::min<Clock::duration>(next_ - Clock::now(), std::chrono::milliseconds(50)));
    }
    next_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(gap_);
    return !is_stopped();
  }

 private:
  std::chrono::duration<double> gap_;
  Clock::time_point next_ = Clock::now();
};

}  // namespace

std::size_t count_unanswered(std::span<const Question> questions,
                             const positions::Codebook& codebook, const std::string& model,
                             const AnswersFile& answers) {
  return static_cast<std::size_t>(
      std::count_if(questions.begin(), questions.end(), [&](const Question& question) {
        return !answers.find(question_key(model, codebook, question));
      }));
}

Result<CoderSummary> ask_all(std::span<const Question> questions,
                             const positions::Codebook& codebook, const Endpoint& endpoint,
                             AnswersFile& answers, const CoderOptions& options,
                             const std::function<Result<void>(const Outcome&)>& keep,
                             const std::function<bool()>& is_stopped) {
  CoderSummary summary;
  Pace pace(options.requests_per_minute);
  std::size_t in_a_row = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const Question& question = questions[i];
    const std::string key = question_key(options.model, codebook, question);
    if (const auto known = answers.find(key)) {
      // A stricter reader may refuse what was kept; then it is asked anew.
      if (auto proposals = proposals_of(*known, codebook, question.words)) {
        if (auto kept = keep({i, std::move(*proposals), true}); !kept)
          return tl::unexpected(kept.error());
        ++summary.cached;
        continue;
      }
    }
    if (!pace.wait(is_stopped)) {
      summary.is_interrupted = true;
      summary.left = questions.size() - i;
      break;
    }
    const auto body = endpoint.post(request_body(options.model, codebook, question), is_stopped);
    if (!body && body.error().error.code == ErrorCode::Interrupted) {
      summary.is_interrupted = true;
      summary.left = questions.size() - i;
      break;
    }
    ++summary.asked;
    const auto content = body ? content_of(*body) : tl::unexpected(body.error().error);
    auto proposals = content ? proposals_of(*content, codebook, question.words)
                             : Result<std::vector<Proposal>>(tl::unexpected(content.error()));
    if (proposals) {
      in_a_row = 0;
      if (auto kept = answers.add(key, *content); !kept) return tl::unexpected(kept.error());
      if (auto kept = keep({i, std::move(*proposals), false}); !kept)
        return tl::unexpected(kept.error());
      continue;
    }
    summary.failed.push_back({i, proposals.error()});
    const bool is_final = !body && body.error().is_final;
    if (is_final || ++in_a_row >= options.failures_in_a_row) {
      summary.left = questions.size() - i - 1;
      if (summary.left > 0) summary.stopped = proposals.error().message;
      break;
    }
  }
  return summary;
}

}  // namespace faultline::llm
