#include "map/detail/evidence.h"

#include <algorithm>
#include <set>

#include "text/text.h"

namespace faultline::map::detail {
namespace {

constexpr std::string_view machine = "machine";

std::string coder_name(bool is_corrected) {
  return is_corrected ? "machine, corrected by a person" : std::string(machine);
}

void join(std::string& list, std::string_view word) {
  if (!list.empty() && !word.empty()) list += ", ";
  list += word;
}

/// Empty for what is plainly said.
std::string manner_of(const study::StatementRow& row) {
  using statements::CueClass;
  using statements::Modality;
  std::string manner;
  if (row.cue_class == CueClass::Assertive) join(manner, "reported as firm");
  if (row.cue_class == CueClass::Doubting) join(manner, "reported with doubt");
  if (row.cue_class == CueClass::Hostile) join(manner, "reported as an attack");
  if (row.cue_class == CueClass::Supportive) join(manner, "reported as support");
  if (row.modality == Modality::May) join(manner, "as a possibility");
  if (row.modality == Modality::Would) join(manner, "on a condition");
  if (row.modality == Modality::Will) join(manner, "as still to come");
  if (row.modality == Modality::Asks) join(manner, "as a question");
  if (row.modality == Modality::Demands) join(manner, "as a demand");
  if (row.polarity == statements::Polarity::Denied) join(manner, "denied");
  return manner;
}

}  // namespace

Evidence::Evidence(const Rows& rows) {
  for (const study::ArticleRow& row : rows.articles) articles_[row.key] = &row;
  for (const study::StatementRow& row : rows.statements) statements_[row.key] = &row;
}

int Evidence::add(const study::StatementRow& row) {
  entries_.push_back({.statement = &row});
  return static_cast<int>(entries_.size()) - 1;
}

int Evidence::add(const study::RelationRow& row) {
  entries_.push_back({.relation = &row});
  return static_cast<int>(entries_.size()) - 1;
}

int Evidence::add(const study::CodingRow& row) {
  const auto statement = statements_.find(row.statement);
  entries_.push_back(
      {.statement = statement == statements_.end() ? nullptr : statement->second, .coding = &row});
  return static_cast<int>(entries_.size()) - 1;
}

bool Evidence::is_by_a_person(const Entry& entry) {
  if (entry.relation != nullptr) return entry.relation->is_corrected;
  if (entry.coding != nullptr) return entry.coding->coder != machine;
  return entry.statement->is_corrected;
}

double Evidence::confidence_of(const Entry& entry) {
  if (entry.relation != nullptr) return entry.relation->confidence;
  if (entry.coding != nullptr) return entry.coding->confidence;
  return entry.statement->confidence;
}

const study::StatementRow* Evidence::statement_of(const Entry& entry) const {
  if (entry.statement != nullptr || entry.relation == nullptr) return entry.statement;
  if (!entry.relation->statement) return nullptr;
  const auto found = statements_.find(*entry.relation->statement);
  return found == statements_.end() ? nullptr : found->second;
}

study::ArticleId Evidence::article_of(const Entry& entry) {
  if (entry.relation != nullptr) return entry.relation->article;
  if (entry.coding != nullptr) return entry.coding->article;
  return entry.statement->article;
}

std::vector<int> Evidence::surest(std::vector<int> indices, std::size_t limit) const {
  std::sort(indices.begin(), indices.end(), [&](int left, int right) {
    const Entry& first = entries_[static_cast<std::size_t>(left)];
    const Entry& second = entries_[static_cast<std::size_t>(right)];
    return std::tuple(!is_by_a_person(first), -confidence_of(first), left) <
           std::tuple(!is_by_a_person(second), -confidence_of(second), right);
  });
  if (indices.size() > limit) indices.resize(limit);
  return indices;
}

int Evidence::number(int index) {
  if (const auto known = numbers_.find(index); known != numbers_.end()) return known->second;
  const Entry& entry = entries_[static_cast<std::size_t>(index)];
  const Citation cited = describe(entry);
  const Key key{article_of(entry), cited.span, cited.is_outlets_voice};
  const auto [place, is_new] =
      number_by_place_.try_emplace(key, static_cast<int>(cited_.size()) + 1);
  if (is_new) cited_.emplace_back();
  cited_[static_cast<std::size_t>(place->second) - 1].push_back(index);
  numbers_[index] = place->second;
  return place->second;
}

Citation Evidence::describe(const Entry& entry) const {
  Citation citation;
  citation.confidence = confidence_of(entry);
  if (const study::StatementRow* const row = statement_of(entry)) {
    citation.manner = manner_of(*row);
    citation.venue = text::fold_space(row->venue_text);
  }
  if (entry.relation != nullptr) {
    const study::RelationRow& row = *entry.relation;
    citation.sentence = row.evidence_text;
    citation.trigger = text::fold_space(row.trigger_text);
    citation.article_id = row.article_id;
    citation.day = row.day;
    citation.span = row.evidence;
    citation.coder = coder_name(row.is_corrected);
    citation.is_outlets_voice = !row.statement;
  } else {
    if (entry.statement != nullptr) {
      const study::StatementRow& row = *entry.statement;
      citation.article_id = row.article_id;
      citation.day = row.day;
      citation.span = row.extent;
      citation.sentence = row.content_text;
      citation.coder = coder_name(row.is_corrected);
    }
    if (entry.coding != nullptr) {
      const study::CodingRow& row = *entry.coding;
      citation.article_id = row.article_id;
      citation.day = row.day;
      citation.trigger = text::fold_space(row.evidence_text);
      citation.coder = row.coder;
      if (entry.statement == nullptr) citation.sentence = row.content_text;
    }
  }
  return citation;
}

Citation Evidence::merged(const std::vector<int>& entries) const {
  Citation merged = describe(entries_[static_cast<std::size_t>(entries.front())]);
  std::set<std::string> triggers = {merged.trigger};
  for (const int index : entries) {
    const Citation next = describe(entries_[static_cast<std::size_t>(index)]);
    merged.confidence = std::min(merged.confidence, next.confidence);
    if (merged.coder.find(next.coder) == std::string::npos) merged.coder += "; " + next.coder;
    if (next.trigger.empty() || !triggers.insert(next.trigger).second) continue;
    if (!merged.trigger.empty()) merged.trigger += " … ";
    merged.trigger += next.trigger;
  }
  return merged;
}

Result<std::vector<Citation>> Evidence::citations(const TextOf& text_of) const {
  std::vector<Citation> citations;
  std::map<study::ArticleId, std::string> texts;
  for (const std::vector<int>& entries : cited_) {
    const Entry& entry = entries_[static_cast<std::size_t>(entries.front())];
    Citation citation = merged(entries);
    citation.number = static_cast<int>(citations.size()) + 1;
    const study::ArticleId article = article_of(entry);
    if (const auto found = articles_.find(article); found != articles_.end()) {
      const study::ArticleRow& row = *found->second;
      citation.headline = row.headline.value_or("");
      citation.outlet = row.outlet.value_or("");
      citation.file = row.file;
      citation.url = row.url.value_or("");
      citation.published = row.published;
    }
    // A statement's row holds its parts; how they stand together only the article shows.
    if (entry.relation == nullptr && !citation.span.empty()) {
      auto known = texts.find(article);
      if (known == texts.end()) {
        Result<std::string> text = text_of(article);
        if (!text) return tl::unexpected(text.error());
        known = texts.emplace(article, std::move(*text)).first;
      }
      if (citation.span.end.value <= known->second.size()) {
        citation.sentence = text::slice(known->second, citation.span);
      }
    }
    citation.sentence = text::fold_space(citation.sentence);
    citations.push_back(std::move(citation));
  }
  return citations;
}

}  // namespace faultline::map::detail
