#include "llm/answers_file.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace faultline::llm {

Result<AnswersFile> AnswersFile::open(const std::filesystem::path& file) {
  AnswersFile answers;
  answers.name_ = file.string();
  bool ends_with_line = true;
  {
    std::ifstream in(file, std::ios::binary);
    simdjson::dom::parser parser;
    std::string line;
    while (std::getline(in, line)) {
      ends_with_line = !in.eof();
      simdjson::dom::element entry;
      std::string_view key, content;
      if (parser.parse(simdjson::padded_string(line)).get(entry) == simdjson::SUCCESS &&
          entry["key"].get(key) == simdjson::SUCCESS &&
          entry["content"].get(content) == simdjson::SUCCESS)
        answers.answers_[std::string(key)] = std::string(content);
    }
  }
  answers.out_.open(file, std::ios::binary | std::ios::app);
  if (!ends_with_line) answers.out_ << '\n' << std::flush;
  if (!answers.out_)
    return failure(ErrorCode::Io,
                   fmt::format("{} cannot be written; it keeps the model's answers. Name another "
                               "file with --cache.",
                               answers.name_),
                   answers.name_);
  return answers;
}

std::optional<std::string> AnswersFile::find(const std::string& key) const {
  const auto found = answers_.find(key);
  return found == answers_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> AnswersFile::add(const std::string& key, const std::string& content) {
  const nlohmann::ordered_json line{{"key", key}, {"content", content}};
  out_ << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n'
       << std::flush;
  if (!out_)
    return failure(ErrorCode::Io,
                   fmt::format("{} cannot be written any more; is the disk full?", name_), name_);
  answers_[key] = content;
  return {};
}

}  // namespace faultline::llm
