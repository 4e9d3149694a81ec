#pragma once
// Articles in which something may have been missed, and the passages into which they are cut.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/result.h"
#include "map/bloc_data.h"
#include "map/detail/strata.h"
#include "study/passages.h"
#include "study/study.h"
#include "timeline/rift.h"

namespace faultline::map::detail {

struct FramedArticle {
  study::ArticleId article{};
  std::string id;
  std::optional<std::string> outlet;
  std::optional<Day> day;
  StratumKey key;  // whether criticism was found in it, outlet, period
};

/// The articles that name two actors at least, of whom one belonged to the bloc then (any two,
/// without a bloc), in order of their keys. `found`: what the machine has read in them.
[[nodiscard]] Result<std::vector<FramedArticle>> passage_frame(
    const study::Study& study, const actors::Register& known,
    const std::vector<study::RelationRow>& found, const BlocQuery& query, const std::string& bloc,
    timeline::Bin period);

/// Which articles these are, in words that a person can check.
[[nodiscard]] std::string passage_frame_words(const BlocQuery& query, const std::string& bloc);

/// A text in passages that a person reads in a minute or two: whole if it has `whole` bytes at
/// most, else cut at the ends of paragraphs, or of sentences where they are long. Together they
/// hold all of it; none is empty unless the text is. O(bytes).
inline constexpr std::size_t whole_passage = 3000;
[[nodiscard]] std::vector<ByteSpan> passages_of(std::string_view text,
                                                std::size_t whole = whole_passage);

/// With which probability each article was drawn and a passage of it read: the read ones of its
/// stratum over the stratum's articles. In the order of `rows`; 0 for those that say nothing:
/// not read, or of a text that has changed since.
[[nodiscard]] std::vector<double> read_inclusion(const std::vector<study::PassageRow>& rows);

}  // namespace faultline::map::detail
