#include "exchange/detail/own_codings.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

#include "exchange/detail/columns_maker.h"

namespace faultline::exchange::detail {
namespace {

using actors::ActorKind;
using study::ActorRow;

/// Texts once each, in their order.
std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  std::set<std::string> seen;
  for (const std::string& text : texts) {
    if (!seen.insert(text).second) continue;
    if (!result.empty()) result += "; ";
    result += text;
  }
  return result;
}

std::string roles(const actors::Actor& actor, std::optional<Day> day) {
  std::vector<std::string> titles;
  for (const auto& role : actor.roles)
    if (!day || role.period.contains(*day)) titles.push_back(role.title);
  return joined(titles);
}

std::string bloc(const actors::Actor& actor, std::optional<Day> day) {
  if (day) return actors::bloc_on(actor, *day).value_or("");
  std::vector<std::string> blocs;
  for (const auto& membership : actor.blocs) blocs.push_back(membership.bloc);
  return joined(blocs);
}

/// All rows of the study that codings are joined with.
struct Rows {
  std::vector<ActorRow> actors;
  std::unordered_map<std::string, const ActorRow*> actor;
  ActorLabels labels;
  std::unordered_map<std::int64_t, study::StatementRow> statement;
  std::unordered_map<std::int64_t, study::ArticleRow> article;
};

/// The row with that key, or one of which nothing is known.
template <class Row, class Key>
const Row& row_of(const std::unordered_map<std::int64_t, Row>& rows, Key key) {
  static const Row unknown;
  const auto found = rows.find(static_cast<std::int64_t>(key));
  return found == rows.end() ? unknown : found->second;
}

/// Statements of the codings that `input` wants, counted as it counts.
study::Filter statement_filter(const NetworkInput& input) {
  study::Filter filter = input.rows;
  // A coding's confidence is not its statement's.
  filter.min_confidence.reset();
  filter.limit.reset();
  return filter;
}

Result<Rows> rows_for(const study::Study& study, const NetworkInput& input) {
  Rows rows;
  auto actors = study.actors();
  if (!actors) return tl::unexpected(actors.error());
  rows.actors = std::move(*actors);
  for (const ActorRow& row : rows.actors) rows.actor.emplace(row.actor.id, &row);
  rows.labels = labels_of(rows.actors);
  auto statements = study.statements(statement_filter(input));
  if (!statements) return tl::unexpected(statements.error());
  for (auto& row : *statements) {
    const auto key = static_cast<std::int64_t>(row.key);
    rows.statement.emplace(key, std::move(row));
  }
  auto articles = study.articles();
  if (!articles) return tl::unexpected(articles.error());
  for (auto& row : *articles) {
    const auto key = static_cast<std::int64_t>(row.key);
    rows.article.emplace(key, std::move(row));
  }
  return rows;
}

/// The variables of the table in their order, filled coding by coding.
class TableMaker {
 public:
  explicit TableMaker(const Rows& rows) : rows_(rows) {
    for (const char* name : {"actor", "person", "organization", "kind", "bloc", "role", "concept",
                             "cue_class", "modality", "polarity", "venue", "coder", "method"})
      own_.emplace_back(name, false);
    for (const char* name :
         {"outlet", "author", "source", "section", "type", "title", "id", "article"})
      document_.emplace_back(name, true);
    agreement_ = {"agreement", networks::VariableKind::Boolean, false, {}, {}};
    confidence_ = {"confidence", networks::VariableKind::Integer, false, {}, {}};
  }

  void add(const OwnCoding& row) {
    const study::CodingRow& coding = row.coding;
    const auto& statement = row_of(rows_.statement, coding.statement);
    const auto& article = row_of(rows_.article, coding.article);
    const Instant time = start_of(*coding.day);
    table_.id.push_back(static_cast<std::int64_t>(coding.key));
    table_.document.push_back(static_cast<std::int64_t>(coding.article));
    table_.time.push_back(time);
    table_.begin.push_back(clamped(statement.extent.begin.value));
    table_.end.push_back(clamped(statement.extent.end.value));
    add_actor(row.actor, *coding.day);
    add_own({coding.concept_name, word(statement.cue_class), word(statement.modality),
             word(statement.polarity), statement.venue_text, coding.coder, coding.method},
            6);
    agreement_.values.push_back(coding.agreement > 0 ? 1 : 0);
    confidence_.values.push_back(static_cast<std::int32_t>(std::lround(100 * coding.confidence)));
    const std::string outlet = article.outlet.value_or("");
    const std::string fields[] = {
        outlet, article.byline.value_or(""),   outlet,     article.section.value_or(""),
        "",     article.headline.value_or(""), article.id, article.id};
    for (std::size_t i = 0; i < document_.size(); ++i) document_[i].add(fields[i]);
    widen(time);
  }

  void widen(Instant time) {
    if (!table_.first_document || time < *table_.first_document) table_.first_document = time;
    if (!table_.last_document || time > *table_.last_document) table_.last_document = time;
  }

  networks::StatementTable take() {
    for (std::size_t i = 0; i < own_.size(); ++i) {
      table_.variables.push_back(own_[i].take());
      if (table_.variables.back().name != "concept") continue;
      table_.variables.push_back(std::move(agreement_));
      table_.variables.push_back(std::move(confidence_));
    }
    for (auto& variable : document_) table_.variables.push_back(variable.take());
    sort_rows(table_);
    return std::move(table_);
  }

 private:
  template <class Word>
  static std::string word(const std::optional<Word>& value) {
    return value ? std::string(to_string(*value)) : std::string();
  }
  void add_own(std::initializer_list<std::string> values, std::size_t first) {
    for (const std::string& value : values) own_[first++].add(value);
  }
  void add_actor(const std::string& id, Day day) {
    const auto found = rows_.actor.find(id);
    if (found == rows_.actor.end()) {
      add_own({id, "", "", "", "", ""}, 0);
      return;
    }
    const actors::Actor& actor = found->second->actor;
    const bool is_person = actor.kind == ActorKind::Person;
    const std::string label = rows_.labels.at(id);
    const auto whole = rows_.labels.find(actor.part_of);
    const std::string above = whole == rows_.labels.end() ? "" : whole->second;
    add_own({label, is_person ? label : "", is_person ? above : label,
             std::string(actors::to_string(actor.kind)), bloc(actor, day), roles(actor, day)},
            0);
  }

  const Rows& rows_;
  networks::StatementTable table_;
  std::vector<TextVariable> own_, document_;
  networks::Variable agreement_, confidence_;
};

networks::NodeAttribute numbers(std::string name) {
  networks::NodeAttribute attribute;
  attribute.name = std::move(name);
  attribute.is_number = true;
  return attribute;
}
networks::NodeAttribute texts(std::string name) {
  networks::NodeAttribute attribute;
  attribute.name = std::move(name);
  return attribute;
}

Result<EntityTable> actor_entities(const study::Study& study, const std::string& variable,
                                   std::optional<Day> day) {
  const auto rows = study.actors();
  if (!rows) return tl::unexpected(rows.error());
  const ActorLabels labels = labels_of(*rows);
  std::vector<const ActorRow*> wanted;
  for (const ActorRow& row : *rows) {
    const bool is_person = row.actor.kind == ActorKind::Person;
    if (variable == "actor" || is_person == (variable == "person")) wanted.push_back(&row);
  }
  const auto label = [&](const ActorRow* row) -> const std::string& {
    return labels.at(row->actor.id);
  };
  std::sort(wanted.begin(), wanted.end(),
            [&](const ActorRow* a, const ActorRow* b) { return utf16_less(label(a), label(b)); });
  EntityTable entities;
  entities.variable = variable;
  for (const ActorRow* row : wanted) entities.values.push_back(label(row));
  entities.attributes = attributes_of(wanted, labels, day);
  return entities;
}

Result<EntityTable> concept_entities(const study::Study& study, const NetworkInput& input) {
  const auto book = study.codebook();
  if (!book) return tl::unexpected(book.error());
  const auto codings = own_codings(study, input);
  if (!codings) return tl::unexpected(codings.error());
  struct Entry {
    std::string parent, description;
    double agree = 0, disagree = 0;
  };
  std::map<std::string, Entry, bool (*)(std::string_view, std::string_view)> entries(utf16_less);
  for (const auto& known : book->concepts)
    entries.emplace(known.name, Entry{known.parent, known.description});
  for (const OwnCoding& row : *codings) {
    Entry& entry = entries[row.coding.concept_name];
    ++(row.coding.agreement > 0 ? entry.agree : entry.disagree);
  }
  EntityTable entities;
  entities.variable = "concept";
  entities.attributes = {texts("parent"), texts("description"), numbers("agree"),
                         numbers("disagree")};
  for (const auto& [name, entry] : entries) {
    entities.values.push_back(name);
    entities.attributes[0].texts.push_back(entry.parent);
    entities.attributes[1].texts.push_back(entry.description);
    entities.attributes[2].numbers.emplace_back(entry.agree);
    entities.attributes[3].numbers.emplace_back(entry.disagree);
  }
  return entities;
}

Result<EntityTable> outlet_entities(const study::Study& study) {
  const auto articles = study.articles();
  if (!articles) return tl::unexpected(articles.error());
  struct Counts {
    double articles = 0, statements = 0, relations = 0;
  };
  std::map<std::string, Counts, bool (*)(std::string_view, std::string_view)> outlets(utf16_less);
  for (const auto& row : *articles) {
    Counts& counts = outlets[row.outlet.value_or("")];
    ++counts.articles;
    counts.statements += row.statements;
    counts.relations += row.relations;
  }
  EntityTable entities;
  entities.variable = "outlet";
  entities.attributes = {numbers("articles"), numbers("statements"), numbers("relations")};
  for (const auto& [name, counts] : outlets) {
    entities.values.push_back(name);
    entities.attributes[0].numbers.emplace_back(counts.articles);
    entities.attributes[1].numbers.emplace_back(counts.statements);
    entities.attributes[2].numbers.emplace_back(counts.relations);
  }
  return entities;
}

}  // namespace

ActorLabels labels_of(std::span<const ActorRow> rows) {
  std::map<std::string, int> names;
  for (const ActorRow& row : rows) ++names[row.actor.name];
  ActorLabels labels;
  for (const ActorRow& row : rows) {
    std::string label = row.actor.name;
    // "Name (id)" may be another actor's name; no id is given twice, so a longer one is free.
    if (names[label] > 1 || label.empty()) do
        label += fmt::format("{}({})", label.empty() ? "" : " ", row.actor.id);
      while (names.contains(label));
    labels.emplace(row.actor.id, std::move(label));
  }
  return labels;
}

Result<std::vector<OwnCoding>> own_codings(const study::Study& study, const NetworkInput& input) {
  study::Filter filter = input.rows;
  // Whose coding it is decides after the speaker is replaced by his principal.
  const bool is_by_principal = filter.by_principal;
  if (is_by_principal) {
    filter.actor.reset();
    filter.bloc.reset();
    filter.by_principal = false;
  }
  auto codings = study.codings(filter);
  if (!codings) return tl::unexpected(codings.error());
  std::unordered_map<std::int64_t, std::string> speakers;
  if (is_by_principal) {
    const auto statements = study.statements(statement_filter(input));
    if (!statements) return tl::unexpected(statements.error());
    for (const auto& row : *statements)
      if (row.speaker) speakers.emplace(static_cast<std::int64_t>(row.key), *row.speaker);
  }
  if (input.coder) {
    const bool is_known = std::any_of(codings->begin(), codings->end(),
                                      [&](const auto& row) { return row.coder == *input.coder; });
    if (!is_known)
      return failure(ErrorCode::NotFound,
                     fmt::format("No coding that holds is of the coder \"{}\".", *input.coder),
                     *input.coder);
  }
  std::vector<OwnCoding> rows;
  for (auto& coding : *codings) {
    if (input.coder && coding.coder != *input.coder) continue;
    std::string actor = coding.actor;
    if (is_by_principal) {
      const auto speaker = speakers.find(static_cast<std::int64_t>(coding.statement));
      if (speaker == speakers.end()) continue;
      actor = speaker->second;
    }
    rows.push_back({std::move(coding), std::move(actor)});
  }
  return rows;
}

Result<OwnTable> own_table(const study::Study& study, const NetworkInput& input) {
  const auto codings = own_codings(study, input);
  if (!codings) return tl::unexpected(codings.error());
  const auto rows = rows_for(study, input);
  if (!rows) return tl::unexpected(rows.error());
  TableMaker maker(*rows);
  OwnTable own;
  for (const auto& [key, article] : rows->article)
    if (article.published) maker.widen(start_of(*article.published));
  for (const OwnCoding& row : *codings) {
    if (row.coding.day)
      maker.add(row);
    else
      ++own.undated;
  }
  own.table = maker.take();
  return own;
}

Result<std::vector<StatementEvidence>> own_evidence(const study::Study& study,
                                                    const NetworkInput& input,
                                                    std::span<const std::int64_t> ids) {
  const auto codings = own_codings(study, input);
  if (!codings) return tl::unexpected(codings.error());
  const auto rows = rows_for(study, input);
  if (!rows) return tl::unexpected(rows.error());
  std::unordered_map<std::int64_t, const study::CodingRow*> by_key;
  for (const OwnCoding& row : *codings)
    by_key.emplace(static_cast<std::int64_t>(row.coding.key), &row.coding);
  std::vector<StatementEvidence> evidence;
  for (const std::int64_t id : ids) {
    const auto found = by_key.find(id);
    if (found == by_key.end())
      return failure(ErrorCode::NotFound, fmt::format("There is no coding {}.", id),
                     std::to_string(id));
    const study::CodingRow& coding = *found->second;
    const auto& statement = row_of(rows->statement, coding.statement);
    evidence.push_back({id, coding.content_text, coding.article_id, statement.headline.value_or(""),
                        coding.outlet.value_or(""), coding.day, coding.coder, 0, statement.extent});
  }
  return evidence;
}

std::vector<networks::NodeAttribute> attributes_of(std::span<const ActorRow* const> rows,
                                                   const ActorLabels& labels,
                                                   std::optional<Day> day) {
  std::vector<networks::NodeAttribute> attributes = {
      texts("id"),     texts("kind"),       texts("part_of"),   texts("roles"),
      texts("bloc"),   texts("first_seen"), texts("last_seen"), numbers("statements"),
      numbers("acts"), numbers("acted_on")};
  for (const ActorRow* row : rows) {
    const actors::Actor& actor = row->actor;
    const auto whole = labels.find(actor.part_of);
    const auto day_text = [](const std::optional<Day>& seen) {
      return seen ? to_string(*seen) : std::string();
    };
    const std::string cells[] = {actor.id,
                                 std::string(actors::to_string(actor.kind)),
                                 whole == labels.end() ? std::string() : whole->second,
                                 roles(actor, day),
                                 bloc(actor, day),
                                 day_text(row->first_seen),
                                 day_text(row->last_seen)};
    const int counts[] = {row->statements, row->relations_from, row->relations_to};
    for (std::size_t i = 0; i < std::size(cells); ++i) attributes[i].texts.push_back(cells[i]);
    for (std::size_t i = 0; i < std::size(counts); ++i)
      attributes[std::size(cells) + i].numbers.emplace_back(counts[i]);
  }
  return attributes;
}

Result<EntityTable> own_entities(const study::Study& study, const NetworkInput& input,
                                 const std::string& variable, std::optional<Day> day) {
  if (variable == "actor" || variable == "person" || variable == "organization")
    return actor_entities(study, variable, day);
  if (variable == "concept") return concept_entities(study, input);
  if (variable == "outlet") return outlet_entities(study);
  EntityTable none;
  none.variable = variable;
  return none;
}

}  // namespace faultline::exchange::detail

namespace faultline::exchange {

Result<std::vector<std::pair<std::string, std::string>>> actor_labels(const study::Study& study) {
  const auto rows = study.actors();
  if (!rows) return tl::unexpected(rows.error());
  const auto labels = detail::labels_of(*rows);
  return std::vector<std::pair<std::string, std::string>>(labels.begin(), labels.end());
}

Result<RelationTies> relation_ties(const study::Study& study, const study::Filter& filter) {
  const auto relations = study.relations(filter);
  if (!relations) return tl::unexpected(relations.error());
  const auto rows = study.actors();
  if (!rows) return tl::unexpected(rows.error());
  const auto labels = detail::labels_of(*rows);
  const auto label = [&](const std::string& id) {
    const auto found = labels.find(id);
    return found == labels.end() ? id : found->second;
  };
  std::map<std::string, const study::ActorRow*, bool (*)(std::string_view, std::string_view)> nodes(
      detail::utf16_less);
  for (const auto& relation : *relations)
    if (relation.to)
      for (const auto& id : {relation.from, *relation.to}) nodes.emplace(label(id), nullptr);
  static const study::ActorRow unknown;
  std::vector<const study::ActorRow*> actors(nodes.size(), &unknown);
  for (const auto& row : *rows)
    if (const auto node = nodes.find(label(row.actor.id)); node != nodes.end()) node->second = &row;
  RelationTies ties;
  std::map<std::string, std::uint32_t> places;
  for (const auto& [name, row] : nodes) {
    if (row != nullptr) actors[ties.labels.size()] = row;
    places.emplace(name, static_cast<std::uint32_t>(ties.labels.size()));
    ties.labels.push_back(name);
  }
  for (const auto& relation : *relations) {
    if (!relation.to) {
      ++ties.without_actor;
      continue;
    }
    ties.ties.push_back({places.at(label(relation.from)), places.at(label(*relation.to)),
                         relation.sign, ties.keys.size()});
    ties.keys.push_back(relation.key);
    ties.acts.emplace_back(positions::to_string(relation.act));
    ties.days.push_back(relation.day);
  }
  ties.nodes.labels = ties.labels;
  ties.nodes.variables.assign(ties.labels.size(), "actor");
  ties.nodes.attributes = detail::attributes_of(actors, labels, filter.to);
  return ties;
}

}  // namespace faultline::exchange
