// faultline code STUDY propose: a language model of the user's own proposes codings.

#include <fmt/core.h>

#include <cstdlib>
#include <map>
#include <ostream>
#include <utility>

#include "cli/detail/codebook_words.h"
#include "cli/detail/command.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "llm/coder.h"
#include "llm/measure.h"

namespace faultline::cli {
namespace {

using study::MachineCoding;
using study::StatementRow;

constexpr const char* default_key_variable = "FAULTLINE_MODEL_KEY";
constexpr std::size_t batch = 20;  // proposals are stored so often, in statements

/// A statement on a concept.
using Place = std::pair<std::int64_t, std::string>;

/// What people say of each; nothing where they differ.
std::map<Place, std::optional<int>> people_on(const std::vector<study::Judgement>& judgements) {
  std::map<Place, std::optional<int>> people;
  for (const auto& one : judgements) {
    if (!one.statement || !one.is_in_force) continue;
    const Place place{static_cast<std::int64_t>(*one.statement), one.concept_name};
    const auto [known, is_new] = people.try_emplace(place, one.agreement);
    if (!is_new && known->second != one.agreement) known->second.reset();
  }
  return people;
}

Result<std::vector<study::Judgement>> judgements_of(const study::Study& study,
                                                    study::CoderKind kind,
                                                    const std::optional<std::string>& coder = {}) {
  study::JudgementFilter filter;
  filter.kind = kind;
  filter.coder = coder;
  return study.judgements(filter);
}

/// What the model says beside what people say, of all that both have coded.
Result<std::vector<llm::Measured>> measured(const study::Study& study, const std::string& model) {
  const auto persons = judgements_of(study, study::CoderKind::Person);
  if (!persons) return tl::unexpected(persons.error());
  const auto models = judgements_of(study, study::CoderKind::Model, model);
  if (!models) return tl::unexpected(models.error());
  const auto people = people_on(*persons);
  std::vector<llm::Comparison> comparisons;
  for (const auto& one : *models) {
    if (!one.statement || !one.is_in_force) continue;
    const auto found = people.find({static_cast<std::int64_t>(*one.statement), one.concept_name});
    if (found == people.end() || !found->second) continue;
    comparisons.push_back({one.concept_name, *found->second, one.agreement});
  }
  return llm::measure(comparisons);
}

Result<Exit> print_measured(const study::Study& study, const std::string& model,
                            const Console& console) {
  const auto rows = measured(study, model);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) {
    console.err << fmt::format(
        "How often {} says what people say is not known: no statement has been coded by both.\n",
        printable(model));
    return Exit::AllDone;
  }
  Table table;
  table.headings = {
      {"concept", 48}, {"n", 6, true}, {"right", 6, true}, {"share", 14}, {"95 %", 16}};
  for (const auto& one : *rows) {
    const std::string name = one.concept_name.empty() ? "all" : printable(one.concept_name);
    const std::string share = one.share ? fmt::format("{:.2f}", one.share->share) : "not measured";
    const std::string interval =
        one.share ? fmt::format("{:.2f} to {:.2f}", one.share->low, one.share->high) : "";
    table.rows.push_back({{name, grouped(one.n), grouped(one.right), share, interval}, {}});
  }
  console.out << set_table(table, console.width, console.colour);
  return Exit::AllDone;
}

/// The statements that can be coded: those with a speaker.
struct Work {
  std::vector<StatementRow> rows;
  std::vector<llm::Question> questions;
};

Result<Work> work_of(const study::Study& study, const study::Filter& filter) {
  auto rows = study.statements(filter);
  if (!rows) return tl::unexpected(rows.error());
  Work work;
  for (auto& row : *rows) {
    if (!row.speaker || row.content_text.empty()) continue;
    work.questions.push_back({row.speaker_name.value_or(*row.speaker), row.content_text});
    work.rows.push_back(std::move(row));
  }
  return work;
}

/// Keeps outcomes in the study, some at a time.
class Keeper {
 public:
  Keeper(study::Study& study, const Work& work, std::string model, const Console& console)
      : study_(study), work_(work), model_(std::move(model)), console_(console) {}

  /// To know where to keep that the model sees no stand: where people have coded.
  Result<void> learn_people() {
    const auto persons = judgements_of(study_, study::CoderKind::Person);
    if (!persons) return tl::unexpected(persons.error());
    for (const auto& [place, agreement] : people_on(*persons))
      asked_by_people_[place.first].push_back(place.second);
    return {};
  }

  Result<void> keep(const llm::Outcome& outcome) {
    const StatementRow& row = work_.rows[outcome.question];
    std::map<std::string, bool> has;
    for (const auto& proposal : outcome.proposals) {
      MachineCoding coding = coding_of(row, proposal.concept_name, proposal.agreement);
      coding.confidence = proposal.confidence;
      coding.evidence = place_of(row, proposal.quote);
      waiting_.push_back(std::move(coding));
      has[proposal.concept_name] = true;
      ++proposed_;
    }
    for (const auto& name : asked_by_people_[static_cast<std::int64_t>(row.key)])
      if (!has[name]) waiting_.push_back(coding_of(row, name, 0));
    ++answered_;
    show();
    return answered_ % batch == 0 ? store() : Result<void>();
  }

  Result<void> store() {
    if (waiting_.empty()) return {};
    auto done = study_.store_proposals(waiting_, model_);
    waiting_.clear();
    return done;
  }

  void end_line() const {
    if (console_.progress) console_.err << "\r\x1b[K" << std::flush;
  }
  [[nodiscard]] std::size_t proposed() const { return proposed_; }
  [[nodiscard]] std::size_t answered() const { return answered_; }

 private:
  static MachineCoding coding_of(const StatementRow& row, const std::string& name, int agreement) {
    MachineCoding coding;
    coding.statement = row.key;
    coding.concept_name = name;
    coding.agreement = agreement;
    coding.note = "prompt " + llm::prompt_version();
    return coding;
  }

  std::optional<ByteSpan> place_of(const StatementRow& row, const std::string& quote) {
    if (quote.empty()) return std::nullopt;
    if (!text_ || text_of_ != row.article) {
      const auto text = study_.text_of(row.article);
      if (!text) return std::nullopt;
      text_ = *text;
      text_of_ = row.article;
    }
    const std::size_t at = text_->find(quote, row.extent.begin.value);
    if (at == std::string::npos || at + quote.size() > row.extent.end.value) return std::nullopt;
    return ByteSpan{ByteOffset{static_cast<std::uint32_t>(at)},
                    ByteOffset{static_cast<std::uint32_t>(at + quote.size())}};
  }

  void show() const {
    if (!console_.progress) return;
    console_.err << fmt::format("\r\x1b[K{} of {} statements, {} proposed", grouped(answered()),
                                grouped(work_.rows.size()),
                                counted(static_cast<std::int64_t>(proposed_), "coding", "codings"))
                 << std::flush;
  }
  static std::string grouped(std::size_t number) {
    return cli::grouped(static_cast<std::int64_t>(number));
  }

  study::Study& study_;
  const Work& work_;
  std::string model_;
  const Console& console_;
  std::map<std::int64_t, std::vector<std::string>> asked_by_people_;  // by statement
  std::vector<MachineCoding> waiting_;
  std::optional<std::string> text_;
  study::ArticleId text_of_{};
  std::size_t proposed_ = 0, answered_ = 0;
};

/// Where requests go, and with which key; the key is not printed anywhere.
Result<llm::Endpoint> endpoint_from(const Arguments& given) {
  const auto address = llm::parse_address(*given.value("--model-url"));
  if (!address) return tl::unexpected(address.error());
  llm::EndpointOptions options;
  const std::string variable = given.value("--key-env").value_or(default_key_variable);
  if (const char* key = std::getenv(variable.c_str())) options.key = key;
  if (options.key.empty() && given.has("--key-env"))
    return failure(ErrorCode::Usage,
                   fmt::format("--key-env: the environment has no variable {}.", variable));
  for (const char c : options.key)
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F)
      return failure(ErrorCode::Usage,
                     fmt::format("The key in {} holds a blank or a character that "
                                 "keys do not have.",
                                 variable));
  if (!options.key.empty() && address->origin.starts_with("http://") && !llm::is_local(*address))
    return failure(ErrorCode::Usage,
                   fmt::format("The key in {} would go over the network unencrypted; use an https "
                               "address, or unset {}.",
                               variable, variable));
  const auto seconds = size_of(given, "--timeout", 120, 3'600);
  if (!seconds) return tl::unexpected(seconds.error());
  options.timeout = std::chrono::seconds(*seconds);
  return llm::Endpoint(*address, std::move(options));
}

void report(const llm::CoderSummary& summary, const Work& work, const Keeper& keeper,
            const Console& console) {
  const auto count = [](std::size_t number) { return static_cast<std::int64_t>(number); };
  console.err << fmt::format("{} proposed for {}; {} answered before.\n",
                             counted(count(keeper.proposed()), "coding", "codings"),
                             counted(count(keeper.answered()), "statement", "statements"),
                             grouped(count(summary.cached)));
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < summary.failed.size() && i < most; ++i)
    console.err << fmt::format("statement {}: {}\n",
                               static_cast<std::int64_t>(work.rows[summary.failed[i].question].key),
                               describe(summary.failed[i].error));
  if (summary.failed.size() > most)
    console.err << fmt::format("and {} more that failed.\n",
                               grouped(count(summary.failed.size() - most)));
  if (summary.left > 0)
    console.err << fmt::format("{} not tried; the same command goes on from here.\n",
                               counted(count(summary.left), "statement was", "statements were"));
}

Exit exit_of(const llm::CoderSummary& summary, std::size_t answered) {
  if (summary.is_interrupted) return Exit::Interrupted;
  if (summary.failed.empty()) return Exit::AllDone;
  return answered > 0 ? Exit::SomeFailed : Exit::NothingDone;
}

Result<Exit> ask(study::Study& study, const Work& work, const positions::Codebook& codebook,
                 const Arguments& given, const Console& console) {
  const auto endpoint = endpoint_from(given);
  if (!endpoint) return tl::unexpected(endpoint.error());
  const auto rate = size_of(given, "--rate", 60, 1'000'000);
  if (!rate) return tl::unexpected(rate.error());
  llm::CoderOptions options;
  options.model = *given.value("--model");
  options.requests_per_minute = static_cast<double>(*rate);
  auto answers = llm::AnswersFile::open(
      given.value("--cache").value_or(*given.value("STUDY") + ".answers.jsonl"));
  if (!answers) return tl::unexpected(answers.error());
  const auto unanswered = llm::count_unanswered(work.questions, codebook, options.model, *answers);
  console.err << fmt::format(
      "{} will be sent to {}{} (model {}), each with the codebook, one statement and its speaker's "
      "name; {} answered before.\n",
      counted(static_cast<std::int64_t>(unanswered), "request", "requests"),
      endpoint->address().origin, endpoint->address().path, printable(options.model),
      grouped(static_cast<std::int64_t>(work.questions.size() - unanswered)));
  Keeper keeper(study, work, options.model, console);
  if (auto learned = keeper.learn_people(); !learned) return tl::unexpected(learned.error());
  const auto summary = llm::ask_all(
      work.questions, codebook, *endpoint, *answers, options,
      [&](const llm::Outcome& outcome) { return keeper.keep(outcome); },
      [&] { return console.interrupted.load(); });
  keeper.end_line();
  if (auto stored = keeper.store(); !stored) return tl::unexpected(stored.error());
  if (!summary) return tl::unexpected(summary.error());
  report(*summary, work, keeper, console);
  if (auto printed = print_measured(study, options.model, console); !printed) return printed;
  return exit_of(*summary, keeper.answered());
}

Result<void> check_usage(const Arguments& given) {
  if (given.value("--model").value_or("").empty())
    return failure(ErrorCode::Usage, "--model NAME is missing: which model proposes.");
  const bool sends = !given.has("--dry-run") && !given.has("--measure");
  if (sends && !given.has("--model-url"))
    return failure(ErrorCode::Usage,
                   "--model-url URL is missing: nothing is sent anywhere unless you say where.");
  if (given.has("--dry-run") && given.has("--measure"))
    return failure(ErrorCode::Usage, "--dry-run and --measure exclude each other.");
  return {};
}

Result<Exit> run_propose(const Arguments& given, const Console& console) {
  if (auto usage = check_usage(given); !usage) return tl::unexpected(usage.error());
  const auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  const bool sends = !given.has("--dry-run") && !given.has("--measure");
  auto study =
      open_study(*given.value("STUDY"), sends ? study::Access::Write : study::Access::Read);
  if (!study) return tl::unexpected(study.error());
  if (given.has("--measure")) return print_measured(*study, *given.value("--model"), console);
  const auto codebook = study->codebook();
  if (!codebook) return tl::unexpected(codebook.error());
  if (codebook->concepts.empty())
    return failure(ErrorCode::NotFound,
                   "The study's codebook has no concepts; `faultline codebook "
                   "STUDY use FILE` gives it some.");
  const auto work = work_of(*study, *filter);
  if (!work) return tl::unexpected(work.error());
  if (work->questions.empty()) {
    console.err << "No statements with a known speaker match.\n";
    return Exit::AllDone;
  }
  if (given.has("--dry-run")) {
    for (const auto& question : work->questions)
      console.out << llm::request_body(*given.value("--model"), *codebook, question) << '\n';
    return Exit::AllDone;
  }
  return ask(*study, *work, *codebook, given, console);
}

}  // namespace

Command code_propose() {
  Command command{
      .name = "code STUDY propose",
      .summary =
          "Lets a language model of yours propose codings by the study's codebook. What it "
          "proposes counts in no figure until a person says the same.",
      .examples = {{"faultline code my.study propose --model-url http://127.0.0.1:8080/v1 --model "
                    "qwen3-8b",
                    "A llama.cpp server on this machine."},
                   {"faultline code my.study propose --model qwen3-8b --dry-run --limit 1",
                    "What would be sent, without sending it."},
                   {"faultline code my.study propose --model qwen3-8b --measure",
                    "How often it says what people say."}},
      .usage = "--model-url URL --model NAME [OPTIONS]",
      .places = {{"STUDY", "", "The study's file."}},
      .options = {
          {"--model-url", "URL",
           "An endpoint that speaks OpenAI's protocol; without it nothing is "
           "sent anywhere."},
          {"--model", "NAME", "The model's name there; it signs the proposals."},
          {"--key-env", "NAME",
           "The environment variable that holds the key, if one is needed. "
           "Default FAULTLINE_MODEL_KEY. A key is never stored or printed."},
          {"--rate", "N", "Requests a minute at most. Default 60."},
          {"--timeout", "SECONDS", "For one request. Default 120."},
          {"--cache", "FILE",
           "Keeps answers, so that nothing is asked twice. Default: "
           "STUDY.answers.jsonl."},
          {"--dry-run", "", "Print the requests as JSON Lines and send nothing."},
          {"--measure", "", "Only compare what the model proposed with what people coded."}}};
  for (auto& option : filter_options()) command.options.push_back(std::move(option));
  command.notes =
      "After ctrl-C the same command goes on. What is sent, and how agreement is "
      "measured: docs/cli.md.";
  command.run = run_propose;
  return command;
}

}  // namespace faultline::cli
