#include "map/audit_report.h"

#include <map>

#include "inference/correction.h"
#include "map/audit_recall.h"
#include "map/detail/audit_units.h"
#include "map/detail/audited_bloc.h"

namespace faultline::map {
namespace {

/// One way to part the checked relations.
struct Parting {
  std::string by;
  std::vector<std::string> name_of_item;
};

/// What was drawn, and what is known of each.
struct Drawn {
  std::vector<study::AuditItemRow> items;
  std::vector<double> inclusion;
  std::vector<bool> is_criticism;  // as people say
};

Result<std::vector<bool>> criticisms(const study::Study& study,
                                     const std::vector<study::AuditItemRow>& items) {
  const auto rows = study.relations();
  if (!rows) return tl::unexpected(rows.error());
  std::map<study::RelationId, int> signs;
  for (const auto& row : *rows) signs.emplace(row.key, row.sign);
  std::vector<bool> found;
  for (const auto& item : items) {
    const auto held = item.relation ? signs.find(*item.relation) : signs.end();
    const int sign = item.verdict == study::Verdict::Edited && held != signs.end()
                         ? held->second
                         : item.drawn_sign;
    found.push_back(item.verdict && *item.verdict != study::Verdict::Wrong && sign < 0);
  }
  return found;
}

Result<void> add_parts(AuditReport& report, const Parting& parting, const Drawn& drawn,
                       double level) {
  const auto& items = drawn.items;
  std::map<std::string, std::uint32_t> numbers;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].verdict) numbers.emplace(parting.name_of_item[i], 0);
  std::uint32_t next = 0;
  for (auto& [name, number] : numbers) number = next++;
  std::vector<inference::CheckedLabel> right, there, criticism;
  std::map<std::pair<study::AuditId, std::uint32_t>, std::uint32_t> strata;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].verdict) continue;
    inference::CheckedLabel label;
    label.group = numbers.at(parting.name_of_item[i]);
    label.stratum = strata
                        .emplace(std::pair{items[i].audit, items[i].place},
                                 static_cast<std::uint32_t>(strata.size()))
                        .first->second;
    label.story = static_cast<std::uint32_t>(items[i].article);
    label.machine = true;
    label.inclusion = drawn.inclusion[i];
    label.truth = *items[i].verdict == study::Verdict::Right;
    right.push_back(label);
    label.truth = *items[i].verdict != study::Verdict::Wrong;
    there.push_back(label);
    label.machine = items[i].drawn_sign < 0;
    label.truth = drawn.is_criticism[i];
    criticism.push_back(label);
  }
  const auto of_right = inference::quality(right, numbers.size(), level);
  if (!of_right) return tl::unexpected(of_right.error());
  const auto of_there = inference::quality(there, numbers.size(), level);
  if (!of_there) return tl::unexpected(of_there.error());
  const auto of_criticism = inference::quality(criticism, numbers.size(), level);
  if (!of_criticism) return tl::unexpected(of_criticism.error());
  for (const auto& [name, number] : numbers)
    report.parts.push_back({parting.by, name, (*of_right)[number].checked,
                            (*of_right)[number].precision, (*of_there)[number].precision,
                            (*of_criticism)[number].precision, (*of_criticism)[number].recall});
  return {};
}

/// Of every bloc of whose audits of passages the report speaks.
Result<void> add_recall(AuditReport& report, const study::Study& study,
                        const actors::Register& known, timeline::Bin period, double level) {
  std::map<std::string, std::string> frames;  // of the blocs
  for (const auto& row : report.audits)
    if (row.kind == study::AuditKind::Passages && row.answered > 0) frames[row.bloc] = row.frame;
  if (frames.empty()) return {};
  detail::Rows rows;
  rows.known = known;
  auto articles = study.articles();
  if (!articles) return tl::unexpected(articles.error());
  rows.articles = std::move(*articles);
  for (const auto& [bloc, frame] : frames) {
    const auto audited = detail::audited_bloc(study, rows, BlocQuery{}, bloc);
    if (!audited) return tl::unexpected(audited.error());
    if (!*audited || (*audited)->read == 0) continue;
    auto recall = recall_of(**audited, period, level);
    if (!recall) return tl::unexpected(recall.error());
    recall->bloc = bloc;
    recall->frame = frame;
    report.recall.push_back(std::move(*recall));
  }
  return {};
}

}  // namespace

Result<AuditReport> audit_report(const study::Study& study, std::optional<study::AuditId> audit,
                                 timeline::Bin period, double level) {
  AuditReport report;
  auto items = study.audit_items(audit);
  if (!items) return tl::unexpected(items.error());
  auto audits = study.audits();
  if (!audits) return tl::unexpected(audits.error());
  std::map<study::AuditId, std::string> blocs;
  for (auto& row : *audits) {
    blocs[row.key] = row.bloc;
    if (!audit || *audit == row.key) report.audits.push_back(std::move(row));
  }
  const auto known = study.known_actors();
  if (!known) return tl::unexpected(known.error());
  Parting all{"all", {}}, sign{"sign", {}}, act{"act", {}}, bloc{"bloc", {}}, outlet{"outlet", {}},
      when{"period", {}};
  for (const auto& item : *items) {
    ++report.items;
    if (item.verdict) ++report.checked;
    if (!item.relation) ++report.gone;
    const detail::AuditView view{item.drawn_from, item.drawn_to, item.drawn_sign, item.drawn_day};
    const std::string& name = blocs.at(item.audit);
    const std::string position = detail::position_of(view, *known, name);
    all.name_of_item.emplace_back("all");
    sign.name_of_item.push_back(detail::sign_word(item.drawn_sign));
    act.name_of_item.emplace_back(positions::to_string(item.drawn_act));
    bloc.name_of_item.push_back(position.empty() ? "no bloc" : name + ": " + position);
    outlet.name_of_item.push_back(item.outlet.value_or("outlet not known"));
    when.name_of_item.push_back(detail::period_word(item.drawn_day, period));
  }
  auto critical = criticisms(study, *items);
  if (!critical) return tl::unexpected(critical.error());
  Drawn drawn{std::move(*items), {}, std::move(*critical)};
  drawn.inclusion = detail::checked_inclusion(drawn.items);
  for (const Parting* parting : {&all, &sign, &bloc, &outlet, &when, &act})
    if (auto done = add_parts(report, *parting, drawn, level); !done)
      return tl::unexpected(done.error());
  if (auto done = add_recall(report, study, *known, period, level); !done)
    return tl::unexpected(done.error());
  return report;
}

}  // namespace faultline::map
