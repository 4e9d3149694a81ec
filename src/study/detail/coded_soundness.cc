// What of a file of coded data fits together.

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "study/coded.h"

namespace faultline::study {
namespace {

using Numbers = std::unordered_set<std::int64_t>;

/// Years 1 to 9999, which is what a day can be.
constexpr std::int64_t first_second = -62'135'596'800, last_second = 253'402'300'799;

class Sieve {
 public:
  Sieve(CodedData& data, const std::string& name) : data_(data), name_(name) {}

  std::vector<Error> sift() {
    const Numbers coders = sift_coders();
    const Numbers types = sift_types();
    sift_variables(types);
    sift_entities();
    const Numbers documents = sift_documents(coders);
    sift_statements(types, documents, coders);
    sift_values();
    return std::move(problems_);
  }

 private:
  /// Keeps the rows of which `fault` says nothing.
  template <class Row, class Fault>
  void keep_sound(std::vector<Row>& rows, std::string_view what, Fault fault) {
    std::erase_if(rows, [&](Row& row) {
      const std::string reason = fault(row);
      if (!reason.empty()) report(what, row.number, reason);
      return !reason.empty();
    });
  }
  void report(std::string_view what, std::int64_t number, std::string_view reason) {
    problems_.push_back(
        {ErrorCode::Malformed, fmt::format("{} {} is left out: {}.", what, number, reason), name_});
  }

  Numbers sift_coders() {
    Numbers known;
    keep_sound(data_.coders, "Coder", [&](const CodedCoder& coder) -> std::string {
      return known.insert(coder.number).second ? "" : "another has this number";
    });
    for (CodedCoder& coder : data_.coders) {
      std::set<std::string> names;
      std::erase_if(coder.settings,
                    [&](const auto& setting) { return !names.insert(setting.first).second; });
    }
    std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> seen;
    keep_sound(data_.coder_relations, "The relation of coders",
               [&](const CodedCoderRelation& row) -> std::string {
                 for (const auto coder : {row.coder, row.other})
                   if (!known.contains(coder)) return fmt::format("there is no coder {}", coder);
                 return seen.emplace(row.coder, row.other, row.number).second ? ""
                                                                              : "it stands twice";
               });
    std::set<std::string> names;
    std::erase_if(data_.settings,
                  [&](const auto& setting) { return !names.insert(setting.first).second; });
    return known;
  }

  Numbers sift_types() {
    Numbers known;
    keep_sound(data_.types, "Statement type", [&](const CodedType& type) -> std::string {
      return known.insert(type.number).second ? "" : "another has this number";
    });
    return known;
  }

  void sift_variables(const Numbers& types) {
    std::set<std::pair<std::int64_t, std::string>> names;
    keep_sound(data_.variables, "Variable", [&](const CodedVariable& variable) -> std::string {
      if (!types.contains(variable.type))
        return fmt::format("there is no statement type {}", variable.type);
      if (variables_.contains(variable.number)) return "another has this number";
      if (!names.emplace(variable.type, variable.name).second)
        return fmt::format("its type has another variable \"{}\"", variable.name);
      variables_.emplace(variable.number, &variable);
      return "";
    });
    // Rows have moved up where one before them was taken out.
    variables_.clear();
    for (const CodedVariable& variable : data_.variables)
      variables_.emplace(variable.number, &variable);
    std::set<std::tuple<std::int64_t, std::int64_t, std::int64_t>> seen;
    keep_sound(
        data_.links, "The link of variables", [&](const CodedVariableLink& link) -> std::string {
          for (const auto end : {link.source, link.target})
            if (!variables_.contains(end)) return fmt::format("there is no variable {}", end);
          return seen.emplace(link.source, link.target, link.number).second ? ""
                                                                            : "it stands twice";
        });
  }

  void sift_entities() {
    keep_sound(data_.entities, "Entity", [&](const CodedEntity& entity) -> std::string {
      const auto variable = variables_.find(entity.variable);
      if (variable == variables_.end())
        return fmt::format("there is no variable {}", entity.variable);
      if (variable->second->kind != CodedKind::ShortText)
        return fmt::format("its variable {} is no short text", variable->second->name);
      if (!entities_.emplace(entity.number, entity.variable).second)
        return "another has this number";
      return "";
    });
    std::set<std::pair<std::int64_t, std::string>> seen;
    keep_sound(data_.entities, "Entity", [&](const CodedEntity& entity) -> std::string {
      if (seen.emplace(entity.variable, entity.value).second) return "";
      entities_.erase(entity.number);
      return fmt::format("another of its variable is \"{}\", too", entity.value);
    });
    for (CodedEntity& entity : data_.entities) forget_if_gone(entity.parent, entities_);
    sift_attributes();
  }

  void sift_attributes() {
    std::unordered_map<std::int64_t, std::int64_t> attributes;  // their variables
    std::set<std::pair<std::int64_t, std::string>> names;
    keep_sound(data_.attributes, "Attribute", [&](const CodedAttribute& attribute) -> std::string {
      if (!variables_.contains(attribute.variable))
        return fmt::format("there is no variable {}", attribute.variable);
      if (attributes.contains(attribute.number)) return "another has this number";
      if (!names.emplace(attribute.variable, attribute.name).second)
        return fmt::format("its variable has another attribute \"{}\"", attribute.name);
      attributes.emplace(attribute.number, attribute.variable);
      return "";
    });
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    keep_sound(data_.attribute_values, "The attribute's value",
               [&](const CodedAttributeValue& value) -> std::string {
                 const auto entity = entities_.find(value.entity);
                 if (entity == entities_.end())
                   return fmt::format("there is no entity {}", value.entity);
                 const auto attribute = attributes.find(value.attribute);
                 if (attribute == attributes.end())
                   return fmt::format("there is no attribute {}", value.attribute);
                 if (attribute->second != entity->second)
                   return "its attribute belongs to another variable than its entity";
                 return seen.emplace(value.entity, value.attribute).second
                            ? ""
                            : "its entity has the attribute already";
               });
  }

  Numbers sift_documents(const Numbers& coders) {
    Numbers known;
    keep_sound(data_.documents, "Document", [&](const CodedDocument& document) -> std::string {
      if (document.time.seconds < first_second || document.time.seconds > last_second)
        return "its time lies outside the years 1 to 9999";
      return known.insert(document.number).second ? "" : "another has this number";
    });
    for (CodedDocument& document : data_.documents) forget_if_gone(document.coder, coders);
    return known;
  }

  void sift_statements(const Numbers& types, const Numbers& documents, const Numbers& coders) {
    statements_.reserve(data_.statements.size());
    keep_sound(data_.statements, "Statement", [&](const CodedStatement& statement) -> std::string {
      if (!types.contains(statement.type))
        return fmt::format("there is no statement type {}", statement.type);
      if (!documents.contains(statement.document))
        return fmt::format("there is no document {}", statement.document);
      return statements_.emplace(statement.number, statement.type).second
                 ? ""
                 : "another has this number";
    });
    for (CodedStatement& statement : data_.statements) forget_if_gone(statement.coder, coders);
  }

  std::string fault_of(const CodedValue& value) const {
    const auto statement = statements_.find(value.statement);
    if (statement == statements_.end())
      return fmt::format("there is no statement {}", value.statement);
    const auto found = variables_.find(value.variable);
    if (found == variables_.end()) return fmt::format("there is no variable {}", value.variable);
    const CodedVariable& variable = *found->second;
    if (variable.type != statement->second)
      return fmt::format("its variable {} belongs to another statement type", variable.name);
    if (variable.kind == CodedKind::ShortText) {
      const auto entity = entities_.find(value.number);
      if (entity == entities_.end() || entity->second != variable.number)
        return fmt::format("the variable {} has no entity {}", variable.name, value.number);
    }
    if (variable.kind == CodedKind::Boolean && value.number != 0 && value.number != 1)
      return fmt::format("{} is {}, and must be 0 or 1", variable.name, value.number);
    return "";
  }

  void sift_values() {
    // Sorted, so that the study is filled in the order of its keys.
    std::stable_sort(data_.values.begin(), data_.values.end(),
                     [](const CodedValue& a, const CodedValue& b) {
                       return std::tie(a.statement, a.variable) < std::tie(b.statement, b.variable);
                     });
    std::optional<std::pair<std::int64_t, std::int64_t>> former;
    std::erase_if(data_.values, [&](const CodedValue& value) {
      std::string reason = fault_of(value);
      const std::pair place(value.statement, value.variable);
      if (reason.empty() && former == place)
        reason = "the statement has another value of this variable";
      if (!reason.empty())
        problems_.push_back(
            {ErrorCode::Malformed,
             fmt::format("A value of statement {} is left out: {}.", value.statement, reason),
             name_});
      former = place;
      return !reason.empty();
    });
  }

  template <class Known>
  static void forget_if_gone(std::optional<std::int64_t>& reference, const Known& known) {
    if (reference && !known.contains(*reference)) reference.reset();
  }

  CodedData& data_;
  const std::string& name_;
  std::vector<Error> problems_;
  std::unordered_map<std::int64_t, const CodedVariable*> variables_;
  std::unordered_map<std::int64_t, std::int64_t> entities_;    // their variables
  std::unordered_map<std::int64_t, std::int64_t> statements_;  // their types
};

}  // namespace

std::string_view word_for(CodedKind kind) {
  switch (kind) {
    case CodedKind::ShortText:
      return "short text";
    case CodedKind::LongText:
      return "long text";
    case CodedKind::Integer:
      return "integer";
    case CodedKind::Boolean:
      return "boolean";
  }
  return "short text";
}

std::optional<CodedKind> parse_coded_kind(std::string_view word) {
  for (const CodedKind kind :
       {CodedKind::ShortText, CodedKind::LongText, CodedKind::Integer, CodedKind::Boolean})
    if (word == word_for(kind)) return kind;
  return std::nullopt;
}

std::vector<Error> drop_unsound_rows(CodedData& data, const std::string& name) {
  return Sieve(data, name).sift();
}

}  // namespace faultline::study
