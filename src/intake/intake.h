#pragma once
// Articles out of files, folders and standard input.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/result.h"
#include "intake/article.h"

namespace faultline::intake {

struct IntakeOptions {
  std::uint64_t max_article_bytes = 16u
                                    << 20;  // a longer text is no article: refused with a remedy
};

/// One thing to be read, found but not opened yet.
struct Candidate {
  std::string name;            // as the user will see it; "-" is standard input
  std::filesystem::path path;  // empty for standard input
  std::string id;  // of the article, unique among the candidates (folder added where needed)
};

/// The files that `arguments` name, folders searched in depth, each folder's entries sorted by
/// bytes so that the order is the same on every machine. Texts are *.txt and *.text; articles
/// in lines *.jsonl, *.ndjson. Sidecars (NAME.meta.toml), hidden files and other endings inside
/// folders are passed over; a file named outright is always a candidate. NotFound for an argument
/// that does not exist; a folder that holds nothing readable is an Error of kind NotFound in
/// `unreadable`.
struct Found {
  std::vector<Candidate> candidates;
  std::vector<Error> unreadable;
};
[[nodiscard]] Found find_candidates(const std::vector<std::string>& arguments);

/// Receives each article, or why it could not be read; false stops the reading.
using Sink = std::function<bool(Result<Article>)>;

/// Reads one candidate: a text gives one article, with its sidecar's metadata (outlet, published,
/// url, headline, byline, language, section; the sidecar wins over the page); a JSON Lines file one
/// article per line (`text`, and optionally id, outlet, published, url, headline, byline, language,
/// section), its text being the record's. A bad line is an Error naming file and line; the next
/// line is read. False if the sink stopped it.
bool read_candidate(const Candidate& candidate, const IntakeOptions& options, const Sink& sink);

/// The same for a stream that stands for `candidate`, such as standard input in a test.
bool read_stream(std::istream& stream, const Candidate& candidate, const IntakeOptions& options,
                 const Sink& sink);

/// The same for text already in memory; `name` is used in messages, `id` for the article.
[[nodiscard]] Result<Article> read_text(std::string bytes, const std::string& name,
                                        const std::string& id, const IntakeOptions& options = {});

/// One JSON Lines record, for `read_candidate` and the fuzzer. `where` is "file:line".
[[nodiscard]] Result<Article> read_json_record(std::string_view line, const std::string& where,
                                               const std::string& fallback_id,
                                               const IntakeOptions& options = {});

}  // namespace faultline::intake
