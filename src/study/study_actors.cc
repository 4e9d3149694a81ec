// The part of Study that tells who is who.

#include <fmt/core.h>

#include "study/detail/account.h"
#include "study/detail/database.h"
#include "study/detail/decisions.h"
#include "study/detail/identity.h"
#include "study/detail/linking_rows.h"
#include "study/detail/settling.h"
#include "study/study.h"

namespace faultline::study {

using sqlite::Connection;

Result<LinkingSummary> Study::link_actors() {
  LinkingSummary summary;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    const auto linked = detail::link_all(connection);
    if (!linked) return tl::unexpected(linked.error());
    summary = *linked;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return summary;
}

Result<bool> Study::is_linked() const {
  return database_->ask([](Connection& connection) -> Result<bool> {
    const auto links = detail::setting(connection, "links");
    if (!links) return tl::unexpected(links.error());
    if (!links->empty()) return *links == "fresh";
    const auto any = connection.integer("SELECT 1 FROM article LIMIT 1");
    if (!any) return tl::unexpected(any.error());
    return !any->has_value();
  });
}

Result<DecisionRow> Study::decide(const ActorDecision& decision) {
  DecisionRow row;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    auto made = detail::add_decision(connection, decision, time_of_act());
    if (!made) return tl::unexpected(made.error());
    row = std::move(*made);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return row;
}

Result<DecisionRow> Study::undo_decision(std::optional<DecisionId> key) {
  DecisionRow row;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    auto undone = detail::withdraw_decision(connection, key, time_of_act());
    if (!undone) return tl::unexpected(undone.error());
    row = std::move(*undone);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return row;
}

Result<std::vector<DecisionRow>> Study::decisions(const std::optional<std::string>& actor) const {
  return database_->ask(
      [&](Connection& connection) { return detail::decision_rows(connection, actor); });
}

Result<std::vector<ProposalRow>> Study::proposals(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<ProposalRow>> {
    Filter wanted = filter;
    if (wanted.actor) {
      auto holder = detail::holder_of(connection, *wanted.actor);
      if (!holder) return tl::unexpected(holder.error());
      wanted.actor = std::move(*holder);
    }
    return detail::proposal_rows(connection, wanted);
  });
}

Result<ActorAccount> Study::account_of(const std::string& actor,
                                       std::optional<std::int64_t> mentions) const {
  return database_->ask(
      [&](Connection& connection) { return detail::account_of(connection, actor, mentions); });
}

}  // namespace faultline::study
