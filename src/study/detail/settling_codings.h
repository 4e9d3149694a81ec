#pragma once
// What holds of the judgements of several coders: the table `coding`.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Keys of an article's codings by coding_name(), so that one that is found again keeps its key.
using CodingKeys = std::unordered_map<std::string, std::int64_t>;
[[nodiscard]] std::string coding_name(std::string_view subject, std::string_view concept_name);
[[nodiscard]] Result<void> coding_keys(sqlite::Connection& connection, std::int64_t article,
                                       CodingKeys& keys);

/// Writes the article's codings anew from its judgements in force:
/// - A person's word holds; of several people's the adjudicator's, else the newest.
/// - Else what the learned classifier says, else what the codebook's phrases say.
/// - Language models do not count.
/// - A coding of agreement 0, of a statement that is none, or of one without a speaker is kept as a
///   row that is not valid. The actor is the statement's speaker.
/// `former` holds the keys where the rows themselves are gone already.
[[nodiscard]] Result<void> settle_codings(sqlite::Connection& connection, std::int64_t article,
                                          const CodingKeys* former = nullptr);

/// The same for every article on which a person has said something.
[[nodiscard]] Result<void> settle_judged_articles(sqlite::Connection& connection);

/// After an article was read again: where the words of people's, the classifier's and models'
/// evidence stand in it now; the statement's content where they are gone.
[[nodiscard]] Result<void> find_evidence_again(sqlite::Connection& connection, std::int64_t article,
                                               std::string_view text);

}  // namespace faultline::study::detail
