#pragma once
// Which article of the study an article from outside is.

#include <optional>
#include <string>

#include "base/result.h"
#include "intake/article.h"
#include "study/sqlite/connection.h"
#include "study/study.h"

namespace faultline::study::detail {

/// The place an article came from, in a form that names it in every folder and on every day: the
/// absolute path with links followed; for a record of a JSON Lines file, path#id, or path#line if
/// it has no id; for a record on standard input that has an id, -#id. None for anything else on
/// standard input, which is known by its words alone.
[[nodiscard]] std::optional<std::string> source_of(const intake::Article& article);

/// An article that the study holds.
struct Known {
  std::int64_t key{};
  std::int64_t version{};
  std::int64_t run{};
  std::string text_hash;
  std::string content_hash;
  bool is_moved = false;  // the same article, whose file is no longer where it was
};

/// The article of the study that `article` is, if any: the one from the same place, else one that
/// had the same id of its own and has the same content. A second copy of a file counts as the
/// first as long as both are alike.
[[nodiscard]] Result<std::optional<Known>> find_known(sqlite::Connection& connection,
                                                      const intake::Article& article,
                                                      const std::string& content_hash);

/// The row of `run` with these versions; none if no article was read by them yet.
[[nodiscard]] Result<std::optional<std::int64_t>> find_run(sqlite::Connection& connection,
                                                           std::string_view reader,
                                                           const std::string& register_hash,
                                                           const std::string& codebook_hash);

[[nodiscard]] Standing standing_of(const std::optional<Known>& known,
                                   const std::string& content_hash,
                                   std::optional<std::int64_t> run);

/// `wanted` if no article has it, else one of wanted-2, wanted-3 ... that none has.
[[nodiscard]] Result<std::string> free_id(sqlite::Connection& connection,
                                          const std::string& wanted);

/// The value of a setting; empty if there is none.
[[nodiscard]] Result<std::string> setting(sqlite::Connection& connection, std::string_view name);
[[nodiscard]] Result<void> set_setting(sqlite::Connection& connection, std::string_view name,
                                       std::string_view value);

/// Fingerprints of the register and the codebook that the study holds now.
[[nodiscard]] Result<std::string> register_hash(sqlite::Connection& connection);
[[nodiscard]] Result<std::string> codebook_hash(sqlite::Connection& connection);

}  // namespace faultline::study::detail
