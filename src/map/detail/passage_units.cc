#include "map/detail/passage_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "map/detail/audit_units.h"
#include "map/detail/blocs.h"

namespace faultline::map::detail {
namespace {

/// Who belonged to the bloc at any time; without a bloc, everybody.
Result<std::vector<std::string>> candidates(const study::Study& study,
                                            const actors::Register& known,
                                            const std::string& bloc) {
  std::vector<std::string> ids;
  if (!bloc.empty()) {
    for (const auto& actor : known.actors())
      if (is_member(known, actor.id, bloc, std::nullopt)) ids.push_back(actor.id);
    return ids;
  }
  const auto all = study.actors();
  if (!all) return tl::unexpected(all.error());
  for (const auto& row : *all) ids.push_back(row.actor.id);
  return ids;
}

/// Articles in which the machine has read criticism, by members if there is a bloc.
std::set<study::ArticleId> critical(const std::vector<study::RelationRow>& found,
                                    const actors::Register& known, const BlocQuery& query,
                                    const std::string& bloc) {
  std::set<study::ArticleId> articles;
  for (const auto& row : found)
    if (row.sign < 0 && row.to && row.confidence >= query.min_confidence &&
        (bloc.empty() || is_member(known, row.from, bloc, row.day)))
      articles.insert(row.article);
  return articles;
}

/// Where a passage that begins at `begin` may end: after the first paragraph's end beyond
/// `least`, or sentence's, or character's, before `most`.
std::size_t end_of_passage(std::string_view text, std::size_t begin, std::size_t least,
                           std::size_t most) {
  const std::size_t from = begin + least;
  const std::size_t to = std::min(text.size(), begin + most);
  const auto within = [&](std::string_view mark) {
    const std::size_t at = text.find(mark, from);
    return at == std::string_view::npos || at + mark.size() > to ? std::string_view::npos
                                                                 : at + mark.size();
  };
  for (const std::string_view mark : {"\n", ". ", " "})
    if (const std::size_t end = within(mark); end != std::string_view::npos) return end;
  std::size_t end = to;
  while (end > begin + 1 && end < text.size() &&
         (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return end;
}

}  // namespace

Result<std::vector<FramedArticle>> passage_frame(const study::Study& study,
                                                 const actors::Register& known,
                                                 const std::vector<study::RelationRow>& found,
                                                 const BlocQuery& query, const std::string& bloc,
                                                 timeline::Bin period) {
  const auto ids = candidates(study, known, bloc);
  if (!ids) return tl::unexpected(ids.error());
  const auto casts = study.casts_with(*ids);
  if (!casts) return tl::unexpected(casts.error());
  study::Filter filter;
  filter.from = query.from;
  filter.to = query.to;
  filter.outlet = query.outlet;
  const auto articles = study.articles(filter);
  if (!articles) return tl::unexpected(articles.error());
  std::map<study::ArticleId, const study::ArticleRow*> of_key;
  for (const auto& article : *articles) of_key.emplace(article.key, &article);
  const auto with_criticism = critical(found, known, query, bloc);
  std::vector<FramedArticle> framed;
  for (const auto& cast : *casts) {
    const auto at = of_key.find(cast.article);
    if (at == of_key.end() || cast.actors < 2) continue;
    const auto& row = *at->second;
    const bool names_a_member =
        bloc.empty() || std::any_of(cast.found.begin(), cast.found.end(), [&](const auto& actor) {
          return is_member(known, actor, bloc, row.published);
        });
    if (!names_a_member) continue;
    const bool is_critical = with_criticism.contains(row.key);
    framed.push_back(
        {row.key,
         row.id,
         row.outlet,
         row.published,
         {"passages", is_critical ? "criticism found" : "none found",
          row.outlet.value_or("outlet not known"), period_word(row.published, period)}});
  }
  return framed;
}

std::string passage_frame_words(const BlocQuery& query, const std::string& bloc) {
  std::string frame = bloc.empty()
                          ? "articles that name two actors"
                          : fmt::format("articles that name two actors, one of them of {}", bloc);
  return frame + fmt::format(", for relations of confidence {:.2f} or more", query.min_confidence) +
         limits_of(query);
}

std::vector<ByteSpan> passages_of(std::string_view text, std::size_t whole) {
  std::vector<ByteSpan> passages;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.size();
    if (text.size() - begin > whole) end = end_of_passage(text, begin, whole * 2 / 3, whole);
    // A short rest belongs to what stands before it.
    if (text.size() - end < whole / 5) end = text.size();
    passages.push_back({{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}});
    begin = end;
  }
  return passages;
}

std::vector<double> read_inclusion(const std::vector<study::PassageRow>& rows) {
  const auto counts = [](const study::PassageRow& row) {
    return row.answered_at && row.is_current;
  };
  std::map<std::pair<study::AuditId, std::uint32_t>, double> read;
  for (const auto& row : rows)
    if (counts(row)) read[{row.audit, row.place}] += 1;
  std::vector<double> inclusion;
  inclusion.reserve(rows.size());
  for (const auto& row : rows)
    inclusion.push_back(counts(row) ? std::min(1.0, read.at({row.audit, row.place}) /
                                                        static_cast<double>(row.units))
                                    : 0.0);
  return inclusion;
}

}  // namespace faultline::map::detail
