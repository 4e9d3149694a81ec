// The part of Study that keeps what several coders say.

#include "study/detail/database.h"
#include "study/detail/identity.h"
#include "study/detail/judgements.h"
#include "study/detail/settling.h"
#include "study/detail/settling_codings.h"
#include "study/study.h"

namespace faultline::study {

using sqlite::Connection;

std::string_view word_for(CoderKind kind) {
  switch (kind) {
    case CoderKind::Machine:
      return "machine";
    case CoderKind::Person:
      return "person";
    case CoderKind::Model:
      return "model";
  }
  return "machine";
}

namespace {

/// What `change`, which makes a value, makes; all of it or nothing.
template <class Made, class Change>
Result<Made> made_by(auto& database, Change change) {
  std::optional<Made> made;
  auto done = database.write([&](Connection& connection) -> Result<void> {
    auto result = change(connection);
    if (!result) return tl::unexpected(result.error());
    made = std::move(*result);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return std::move(*made);
}

}  // namespace

Result<JudgementId> Study::code(const HumanCoding& coding) {
  return made_by<JudgementId>(*database_, [&](Connection& connection) -> Result<JudgementId> {
    const auto kept = detail::add_judgement(connection, coding, time_of_act(), std::nullopt);
    if (!kept) return tl::unexpected(kept.error());
    auto settled = detail::settle_codings(connection, kept->article);
    if (!settled) return tl::unexpected(settled.error());
    return kept->key;
  });
}

Result<Judgement> Study::undo_coding(const std::string& coder, std::optional<JudgementId> key) {
  return made_by<Judgement>(*database_, [&](Connection& connection) {
    return detail::withdraw_judgement(connection, coder, key, time_of_act());
  });
}

Result<ImportSummary> Study::import_codings(std::span<const HumanCoding> codings,
                                            const std::string& file) {
  return made_by<ImportSummary>(*database_, [&](Connection& connection) {
    return detail::import_judgements(connection, codings, file, time_of_act());
  });
}

Result<ImportRow> Study::undo_import(std::optional<ImportId> key) {
  return made_by<ImportRow>(*database_, [&](Connection& connection) {
    return detail::withdraw_import(connection, key, time_of_act());
  });
}

Result<std::vector<ImportRow>> Study::imports() const {
  return database_->ask(detail::import_rows);
}

Result<void> Study::store_learned(std::span<const MachineCoding> codings) {
  return database_->write(
      [&](Connection& connection) { return detail::replace_learned(connection, codings); });
}

Result<void> Study::store_proposals(std::span<const MachineCoding> proposals,
                                    const std::string& model) {
  return database_->write([&](Connection& connection) {
    return detail::keep_proposals(connection, proposals, model, time_of_act());
  });
}

Result<std::vector<Judgement>> Study::judgements(const JudgementFilter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::judgement_rows(connection, filter); });
}

Result<std::vector<StatementRow>> Study::uncoded(const Filter& filter,
                                                 const std::string& concept_name,
                                                 const std::optional<std::string>& coder) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<StatementRow>> {
    Filter wanted = filter;
    if (wanted.actor) {
      auto holder = detail::holder_of(connection, *wanted.actor);
      if (!holder) return tl::unexpected(holder.error());
      wanted.actor = std::move(*holder);
    }
    return detail::uncoded_rows(connection, wanted, concept_name, coder);
  });
}

Result<void> Study::set_adjudicator(const std::optional<std::string>& coder) {
  return database_->write([&](Connection& connection) -> Result<void> {
    if (coder && coder->empty())
      return failure(ErrorCode::Usage, "An adjudicator needs a name.", "adjudicator");
    auto done = coder ? detail::set_setting(connection, "adjudicator", *coder)
                      : connection.run("DELETE FROM setting WHERE name = 'adjudicator'");
    if (done) done = detail::settle_judged_articles(connection);
    return done;
  });
}

Result<std::optional<std::string>> Study::adjudicator() const {
  return database_->ask([](Connection& connection) -> Result<std::optional<std::string>> {
    auto name = detail::setting(connection, "adjudicator");
    if (!name) return tl::unexpected(name.error());
    return name->empty() ? std::nullopt : std::optional(std::move(*name));
  });
}

}  // namespace faultline::study
