// Any bytes as a file of kept answers: it opens, takes an answer more, and gives it and all others
// back when it is opened again.

#include "llm/answers_file.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "temporary_folder.h"
#include "text/text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace faultline;
  static const TemporaryFolder folder;
  const auto file = folder.file("answers.jsonl", data, size);
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string content = text::find_bad_byte(bytes) ? "{\"codings\": []}" : bytes;
  const auto before = [&] {
    auto answers = llm::AnswersFile::open(file);
    require(answers.has_value());
    const auto known = answers->size() + (answers->find("a key") ? 0 : 1);
    require(answers->add("a key", content).has_value());
    require(answers->size() == known);
    return known;
  }();
  const auto again = llm::AnswersFile::open(file);
  require(again && again->size() == before && again->find("a key") == content);
  return 0;
}
