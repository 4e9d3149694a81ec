#pragma once
// Read articles made by hand, or by dice, for the tests of the study.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "study/sqlite/connection.h"
#include "study/study.h"

namespace faultline::study {

inline constexpr std::string_view reader = "reader 1";

/// An article with its findings, built piece by piece; pieces are named by their words.
class Sketch {
 public:
  explicit Sketch(std::string text, std::string id = "one", std::string file = "/news/one.txt");

  intake::Article article;
  language::Document document;
  actors::Cast cast;
  std::vector<statements::Statement> statements;
  std::vector<positions::Relation> relations;
  std::vector<positions::Coding> codings;
  positions::Codebook codebook;

  Sketch& on(std::string_view day);
  Sketch& by(std::string outlet);
  /// The first place of `words` in the text at or after `from`.
  [[nodiscard]] ByteSpan span(std::string_view words, std::uint32_t from = 0) const;
  ActorIndex actor(std::string id, std::string name);
  Sketch& mention(ActorIndex actor, std::string_view words);
  StatementIndex says(std::optional<ActorIndex> speaker, std::string_view source,
                      std::string_view cue, std::string_view content, float confidence = 0.75F);
  positions::Relation& relates(ActorIndex from, positions::Act act, ActorIndex to,
                               std::string_view trigger, std::string_view evidence);
  Sketch& stands(StatementIndex statement, std::string_view concept_name, int agreement);

  [[nodiscard]] ReadArticle read() const {
    return {article, document, cast, statements, relations, codings, codebook};
  }
};

/// Two people and a quarrel: "Ada Odell said the quay is lost. ..." See the source.
[[nodiscard]] Sketch quarrel();

/// The `number`th of an endless row of articles that differ, with `count` statements each.
[[nodiscard]] Sketch drawn(std::uint32_t number, int count = 4);

/// A folder that is empty at first and removed at last.
class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::vector<std::string> names() const;  // of what lies in it, sorted

 private:
  std::filesystem::path path_;
};

[[nodiscard]] inline Study made(const Folder& folder) {
  return Study::open(folder / "s.study", Access::Create).value();
}

/// For EXPECT_TRUE: says why not.
template <class Value>
[[nodiscard]] testing::AssertionResult holds(const Result<Value>& result) {
  if (result) return testing::AssertionSuccess();
  return testing::AssertionFailure() << result.error().message;
}

/// Every row of every table of a study, ordered; equal for equal studies.
[[nodiscard]] std::string dump(const std::filesystem::path& file);
/// The same but for what people decided and when: what an undone decision must leave as it was.
[[nodiscard]] std::string undecided(const std::filesystem::path& file);

[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, std::string_view bytes);

/// Runs SQL on the file as another program would.
void tamper(const std::filesystem::path& file, const std::string& sql);

}  // namespace faultline::study
