// What people found missing in passages, joined with all the articles that could be drawn; and the
// statements that rates are counted against.

#include <algorithm>
#include <map>

#include "map/detail/audited_bloc.h"
#include "map/detail/members.h"
#include "map/detail/passage_units.h"

namespace faultline::map::detail {
namespace {

/// Numbers of names, going on from those that there are.
class Numbering {
 public:
  explicit Numbering(std::vector<std::string>& names) : names_(names) {
    for (std::size_t i = 0; i < names.size(); ++i)
      numbers_.emplace(names[i], static_cast<std::uint32_t>(i));
  }
  std::uint32_t of(const std::string& name) {
    const auto [at, is_new] = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(name);
    return at->second;
  }

 private:
  std::vector<std::string>& names_;
  std::map<std::string, std::uint32_t> numbers_;
};

struct Read {
  const study::PassageRow* row = nullptr;
  double inclusion = 0;
};

}  // namespace

Result<void> add_passages(AuditedBloc& audited, const study::Study& study, const Rows& rows,
                          const std::vector<study::RelationRow>& found, const BlocQuery& query,
                          const std::string& bloc) {
  std::vector<study::PassageRow> passages;
  for (const auto& audit : audited.audits) {
    if (audit.kind != study::AuditKind::Passages) continue;
    auto of_audit = study.passages(audit.key);
    if (!of_audit) return tl::unexpected(of_audit.error());
    passages.insert(passages.end(), of_audit->begin(), of_audit->end());
  }
  if (passages.empty()) return {};
  const auto inclusion = read_inclusion(passages);
  std::map<study::ArticleId, Read> read;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    if (inclusion[i] > 0) read[passages[i].article] = {&passages[i], inclusion[i]};
    if (passages[i].answered_at && !passages[i].is_current) ++audited.changed;
  }
  const auto framed =
      passage_frame(study, rows.known, found, query, bloc, timeline::Bin::ByQuarter);
  if (!framed) return tl::unexpected(framed.error());
  const Watched watched = watched_time(rows.articles);
  Numbering stories(audited.stories), outlets(audited.outlets);
  std::vector<StratumKey> keys;
  std::vector<double> weights;
  for (const auto& article : *framed) {
    if (datedness(article.day, std::nullopt, watched) != Datedness::ToTheWeek) continue;
    AuditedPassage passage;
    passage.day = *article.day;
    passage.story = stories.of(article.id);
    passage.outlet = outlets.of(article.outlet.value_or("outlet not known"));
    if (const auto at = read.find(article.article); at != read.end()) {
      passage.is_read = true;
      passage.parts = at->second.row->parts;
      passage.inclusion = at->second.inclusion;
      for (const auto& miss : at->second.row->misses)
        if (!miss.is_found_by_now)
          passage.missed.push_back(
              reading_of(miss.from, miss.to, miss.sign, article.day, rows.known, bloc));
      ++audited.read;
    }
    keys.push_back(article.key);
    weights.push_back(passage.is_read ? 1 : 0);
    audited.passages.push_back(std::move(passage));
  }
  Strata strata = strata_of(keys, weights, checks_a_stratum);
  for (std::size_t i = 0; i < keys.size(); ++i) audited.passages[i].stratum = strata.of_unit[i];
  audited.passage_strata = std::move(strata.names);
  return {};
}

void add_exposures(AuditedBloc& audited, const BlocData& data) {
  Numbering stories(audited.stories);
  std::map<std::pair<std::uint32_t, Day>, double> statements;
  for (const auto& statement : data.statements)
    statements[{stories.of(data.stories[statement.cluster]), statement.day}] += 1;
  for (const auto& [at, count] : statements)
    audited.exposures.push_back({at.second, at.first, count});
}

}  // namespace faultline::map::detail
