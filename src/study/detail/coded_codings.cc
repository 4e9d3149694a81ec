#include "study/detail/coded_codings.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "actors/register.h"
#include "study/detail/actor_rows.h"
#include "study/detail/findings.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"
#include "study/detail/judgements.h"
#include "study/detail/queries.h"
#include "study/detail/settling.h"
#include "study/detail/settling_codings.h"
#include "study/study.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;

enum class Part { Person, Organization, Concept, Agreement };

/// What each variable is in a coding, of types that have all that a coding needs.
std::unordered_map<std::int64_t, Part> parts_of(const CodedData& data) {
  struct Known {
    std::string_view name;
    CodedKind kind;
    Part part;
  };
  constexpr Known known[] = {{"person", CodedKind::ShortText, Part::Person},
                             {"organization", CodedKind::ShortText, Part::Organization},
                             {"concept", CodedKind::ShortText, Part::Concept},
                             {"agreement", CodedKind::Boolean, Part::Agreement}};
  std::map<std::int64_t, std::map<Part, std::int64_t>> types;
  for (const CodedVariable& variable : data.variables)
    for (const Known& one : known)
      if (variable.name == one.name && variable.kind == one.kind)
        types[variable.type][one.part] = variable.number;
  std::unordered_map<std::int64_t, Part> parts;
  for (const auto& [type, found] : types) {
    const bool has_speaker = found.contains(Part::Person) || found.contains(Part::Organization);
    if (!has_speaker || !found.contains(Part::Concept) || !found.contains(Part::Agreement))
      continue;
    for (const auto& [part, variable] : found) parts.emplace(variable, part);
  }
  return parts;
}

/// A name that a person may code under.
std::string coder_name(const std::string& name, std::int64_t number) {
  if (name.empty()) return fmt::format("coder {}", number);
  const bool is_reserved = name == "machine" || name == phrase_coder || name == learned_coder;
  return is_reserved ? fmt::format("{} ({})", name, number) : name;
}

/// Without white space at its ends.
ByteSpan trimmed(std::string_view text, ByteSpan span) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::string_view words = text::slice(text, span);
  const auto first = words.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {span.begin, span.begin};
  const auto last = words.find_last_not_of(blanks);
  return {span.begin + static_cast<std::uint32_t>(first),
          span.begin + static_cast<std::uint32_t>(last + 1)};
}

/// The actors of one article, in the order in which they speak.
class CastMaker {
 public:
  ActorIndex add(const std::string& id, const std::string& name, actors::ActorKind kind,
                 const std::string& part_of) {
    const auto [found, is_new] =
        places_.emplace(id, static_cast<std::uint32_t>(cast_.actors.size()));
    if (is_new) {
      actors::Actor actor;
      actor.id = id;
      actor.name = name;
      actor.kind = kind;
      actor.part_of = part_of;
      cast_.actors.push_back(std::move(actor));
    }
    return {found->second};
  }
  [[nodiscard]] const actors::Cast& cast() const { return cast_; }

 private:
  actors::Cast cast_;
  std::map<std::string, std::uint32_t> places_;
};

Result<std::vector<std::int64_t>> statement_keys(Connection& connection, std::int64_t article) {
  std::vector<std::int64_t> keys;
  const auto done = connection.each(
      "SELECT key FROM statement WHERE article = ? ORDER BY number",
      [&](const sqlite::Row& row) -> Result<void> {
        keys.push_back(row.integer(0));
        return {};
      },
      article);
  if (!done) return tl::unexpected(done.error());
  return keys;
}

}  // namespace

CodingsOfCodedData::CodingsOfCodedData(const CodedData& data) {
  const bool has_text = std::any_of(data.documents.begin(), data.documents.end(),
                                    [](const auto& document) { return !document.text.empty(); });
  if (!has_text) return;
  read_values(data);
  name_actors(data);
}

void CodingsOfCodedData::read_values(const CodedData& data) {
  const auto parts = parts_of(data);
  if (parts.empty()) return;
  std::unordered_map<std::int64_t, const CodedEntity*> entities;
  for (const CodedEntity& entity : data.entities)
    if (!entity.value.empty()) entities.emplace(entity.number, &entity);
  for (const CodedValue& value : data.values) {
    const auto part = parts.find(value.variable);
    if (part == parts.end()) continue;
    Said& said = said_[value.statement];
    if (part->second == Part::Agreement) {
      said.agreement = value.number == 0 ? -1 : 1;
      continue;
    }
    const auto entity = entities.find(value.number);
    if (entity == entities.end()) continue;
    (part->second == Part::Person         ? said.person
     : part->second == Part::Organization ? said.organization
                                          : said.about) = entity->second;
  }
  std::erase_if(said_, [](const auto& entry) {
    const Said& said = entry.second;
    return said.about == nullptr || said.agreement == 0 ||
           (said.person == nullptr && said.organization == nullptr);
  });
  std::unordered_map<std::int64_t, std::string> coders;
  for (const CodedCoder& coder : data.coders)
    coders.emplace(coder.number, coder_name(coder.name, coder.number));
  for (const CodedStatement& statement : data.statements)
    if (const auto found = said_.find(statement.number); found != said_.end())
      found->second.coder =
          statement.coder ? coders[*statement.coder] : std::string("unknown coder");
}

void CodingsOfCodedData::name_actors(const CodedData& data) {
  std::set<const CodedEntity*> speakers;
  for (const auto& [number, said] : said_)
    for (const CodedEntity* speaker : {said.person, said.organization})
      if (speaker != nullptr) speakers.insert(speaker);
  // Names that differ only in case or signs were kept apart by their coders.
  std::set<std::string> taken;
  for (const CodedEntity& entity : data.entities) {
    if (!speakers.contains(&entity)) continue;
    const std::string wanted = actors::slug(entity.value);
    std::string id = wanted;
    for (int number = 2; !taken.insert(id).second; ++number)
      id = fmt::format("{}-{}", wanted, number);
    actor_ids_.emplace(&entity, std::move(id));
  }
}

Result<std::string> CodingsOfCodedData::add_concepts(Connection& connection) {
  auto book = load_codebook(connection);
  if (!book) return tl::unexpected(book.error());
  const auto former = fingerprint(*book);
  std::set<std::string> names;
  for (const auto& known : book->concepts) names.insert(known.name);
  std::set<std::string> wanted;
  for (const auto& [number, said] : said_) wanted.insert(said.about->value);
  for (const std::string& name : wanted) {
    if (names.contains(name)) continue;
    auto& added = book->concepts.emplace_back();
    added.name = name;
    if (!positions::check(*book)) book->concepts.pop_back();
  }
  names.clear();
  for (const auto& known : book->concepts) names.insert(known.name);
  std::erase_if(said_,
                [&](const auto& entry) { return !names.contains(entry.second.about->value); });
  codebook_ = std::move(*book);
  if (auto done = replace_codebook(connection, codebook_); !done)
    return tl::unexpected(done.error());
  const std::string now = fingerprint(codebook_);
  return now == former ? std::string() : now;
}

Result<std::int64_t> CodingsOfCodedData::write(Connection& connection, std::int64_t article,
                                               const CodedDocument& document,
                                               const std::vector<PlacedStatement>& statements,
                                               ImportId import, std::string_view now) const {
  struct Entry {
    ByteSpan span;
    std::int64_t number;
    const Said* said;
  };
  std::vector<Entry> entries;
  for (const PlacedStatement& placed : statements) {
    const auto said = said_.find(placed.number);
    const ByteSpan span = trimmed(document.text, placed.span);
    if (said != said_.end() && !span.empty())
      entries.push_back({span, placed.number, &said->second});
  }
  if (entries.empty()) return 0;
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tuple(a.span, a.number) < std::tuple(b.span, b.number);
  });
  CastMaker cast;
  std::vector<statements::Statement> found;
  for (const Entry& entry : entries) {
    const Said& said = *entry.said;
    const std::string body = said.organization == nullptr ? "" : actor_ids_.at(said.organization);
    auto& statement = found.emplace_back();
    statement.type = statements::StatementType::Indirect;
    statement.content = {entry.span};
    statement.confidence = 1;
    if (said.person != nullptr)
      statement.speaker =
          cast.add(actor_ids_.at(said.person), said.person->value, actors::ActorKind::Person, body);
    if (said.organization != nullptr) {
      const ActorIndex whole =
          cast.add(body, said.organization->value, actors::ActorKind::Organization, "");
      if (!statement.speaker) statement.speaker = whole;
    }
  }
  intake::Article page;
  page.text = document.text;
  page.published = day_of(document.time);
  const language::Document words;
  const ReadArticle read{page, words, cast.cast(), found, {}, {}, codebook_};
  auto done = insert_cast(connection, cast.cast(), article);
  if (done) done = settle_article(connection, article);
  if (done) done = insert_findings(connection, read, article, FormerFindings());
  if (!done) return tl::unexpected(done.error());
  const auto keys = statement_keys(connection, article);
  if (!keys) return tl::unexpected(keys.error());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    HumanCoding coding;
    coding.statement = StatementId{keys->at(i)};
    coding.concept_name = entries[i].said->about->value;
    coding.agreement = entries[i].said->agreement;
    coding.coder = entries[i].said->coder;
    const auto kept = add_judgement(connection, coding, now, import);
    if (!kept) return tl::unexpected(kept.error());
  }
  if (done = settle_codings(connection, article); !done) return tl::unexpected(done.error());
  return static_cast<std::int64_t>(entries.size());
}

}  // namespace faultline::study::detail
